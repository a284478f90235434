"""The page of an empty start: what to do, the sample corpus, recent corpora, a place to drop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from viewer.session.session import Session
from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import tr
from viewer.ui.base.names import isolated, shown_name
from viewer.ui.base.theme import Theme, draw, icon, icon_of_program

RECENT_SHOWN = 6
NARROWEST_PX = 120
"""Pixels down to which words give way."""


@guarded
class LinkButton(QPushButton):
    """A picture, what it does, and a line on it. (Qt's own command link is not mirrored.)"""

    def __init__(self, text: str, below: str, drawing: str, theme: Theme) -> None:
        super().__init__()
        self._drawing, self._theme = drawing, theme
        self.setAccessibleName(text)
        self.setAccessibleDescription(below)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("tone", "tile")
        self._image, title, line = QLabel(), QLabel(text), QLabel(below)
        self._draw()
        theme.changed.connect(self._draw)
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        line.setProperty("tone", "muted")
        for label in (title, line):
            label.setWordWrap(True)
            label.setMinimumWidth(NARROWEST_PX)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addWidget(title)
        lines.addWidget(line)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 9, 12, 9)
        layout.setSpacing(14)
        layout.addWidget(self._image)
        layout.addLayout(lines, 1)
        for label in (self._image, title, line):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _draw(self) -> None:
        picture = icon(self._drawing, self._theme.colour("accent"))
        self._image.setPixmap(picture.pixmap(26, 26))

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.minimumSize() if layout is not None else super().minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else -1


class RecentButton(QPushButton):
    """A recent corpus."""

    def __init__(self, folder: str, session: Session, theme: Theme) -> None:
        path = Path(folder)
        super().__init__(isolated(shown_name(path.name or folder)))
        self._path, self._session = path, session
        self.setFlat(True)
        draw(self, theme, "folder", "muted")
        self.setToolTip(isolated(shown_name(folder)))
        self.setProperty("tone", "link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._open)

    def _open(self) -> None:
        self._session.open_paths([self._path])


@guarded
class _Target(QFrame):
    """A dashed frame: things can be dropped here (and anywhere else)."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen = QPen(self._theme.colour("border"), 2, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 12, 12)
        finally:
            painter.end()


class StartPage(QScrollArea):
    """Shown while nothing is open."""

    folder_asked = Signal()
    files_asked = Signal()
    sample_asked = Signal()
    tour_asked = Signal()
    guide_asked = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it takes the focus, and scrolls it
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        target = _Target(theme)
        target.setMaximumWidth(560)
        layout = QVBoxLayout(target)
        layout.setContentsMargins(36, 30, 36, 30)
        layout.setSpacing(8)
        layout.addWidget(self._picture(), 0, Qt.AlignmentFlag.AlignHCenter)
        title = QLabel(tr("Drop a folder of texts here"))
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.6)
        font.setBold(True)
        title.setFont(font)
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title.setWordWrap(True)
        layout.addWidget(title)
        text = QLabel(
            tr(
                "Hashiya shows Arabic beside its English, finds words however they are spelled, "
                "and keeps your notes in the margin. Nothing that you read or write leaves this "
                "computer."
            )
        )
        for label in (title, text):
            label.setMinimumWidth(NARROWEST_PX)
        text.setWordWrap(True)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(text)
        layout.addSpacing(8)
        self._links(layout, session, theme)
        self._recent(layout, session, theme)
        body = QWidget()
        around = QVBoxLayout(body)
        around.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(target, 1000)  # as wide as it may be, and never wider than the room
        middle.addStretch(1)
        around.addLayout(middle)
        around.addStretch(2)
        body.setMinimumHeight(1)  # else what it needs in the narrowest window, which scrolls here
        self.setWidget(body)

    def _picture(self) -> QLabel:
        label = QLabel()
        picture = icon_of_program(72)
        label.setPixmap(picture)
        return label

    def _links(self, layout: QVBoxLayout, session: Session, theme: Theme) -> None:
        for name, text, below, signal in (
            (
                "open-folder",
                tr("Open a folder…"),
                tr("A folder of texts is a corpus; its notes are saved beside it"),
                self.folder_asked,
            ),
            (
                "open-file",
                tr("Open files…"),
                tr("Single texts, Arabic or English"),
                self.files_asked,
            ),
            (
                "info",
                tr("Take a short tour"),
                tr("Six steps through the window, on the sample corpus"),
                self.tour_asked,
            ),
            (
                "hashiya",
                tr("Look at the sample corpus"),
                tr("News, a report, a fable, in both languages"),
                self.sample_asked,
            ),
            (
                "help",
                tr("Read the guide"),
                tr("Everything that Hashiya does, in Arabic and in English"),
                self.guide_asked,
            ),
        ):
            if name == "info" and session.remembered.toured:
                continue  # once is enough; the menu Help still has it
            button = LinkButton(text, below, name, theme)
            button.clicked.connect(signal)
            layout.addWidget(button)

    def _recent(self, layout: QVBoxLayout, session: Session, theme: Theme) -> None:
        folders = [f for f in session.remembered.recent if Path(f).is_dir()][:RECENT_SHOWN]
        if not folders:
            return
        head = QLabel(tr("Opened lately"))
        head.setEnabled(False)
        layout.addSpacing(6)
        layout.addWidget(head)
        for folder in folders:
            button = RecentButton(folder, session, theme)
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
