"""Where works stand: the tabs, the pane in front, and another one beside it if wanted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QRubberBand,
    QSplitter,
    QStyle,
    QStyleOptionTab,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.core.corpus.changes import EDITED
from viewer.core.language.arabic import direction_of_text
from viewer.session.session import Session
from viewer.session.tabs import Tab
from viewer.ui.base.elided_label import ElidedLabel
from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import interface_language, tr
from viewer.ui.base.names import isolated, shown_name
from viewer.ui.base.roomy_tabs import RoomyTabBar
from viewer.ui.base.theme import Theme, draw
from viewer.ui.reader.pane.beside import Beside
from viewer.ui.reader.pane.pane import ReaderPane
from viewer.ui.tree.model import WORKS

EDGE = 0.3
"""Share of the pane at its end on which a document that is dropped is shown beside."""

SIDE = QTabBar.ButtonPosition.RightSide
"""Of a tab, where its button is; Qt mirrors it."""


TITLE = 40
"""Code points of a title that a tab shows; its tool tip has the rest."""


def name_of(tab: Tab, session: Session) -> str:
    """What a tab is called: its work as the tree calls it, or its document while that is not read
    yet; with a word where somebody changed the file since it was looked at."""
    name = tab.work.name if tab.work is not None else tab.path.stem if tab.path else ""
    if not name:
        return tr("Nothing open")
    title = title_of(tab, session)
    shown = marked(title[:TITLE].rstrip() + "…" if len(title) > TITLE + 2 else title or name, tab)
    return tr("%1 (changed)").replace("%1", shown) if is_changed(tab, session) else shown


def title_of(tab: Tab, session: Session) -> str:
    """The title of what a tab shows; nothing where there is none, or names are wanted."""
    if tab.corpus is None or tab.work is None or session.settings.tree_show == "name":
        return ""
    return session.titles.of(tab.corpus, tab.work, interface_language(), ask=True) or ""


def title_of_window(session: Session) -> str:
    """The window is called as the list of texts calls what it shows."""
    work, tab, documents = session.view.work, session.tabs.current, session.view.documents
    if work is None:
        return tr("Hashiya")
    name = title_of(tab, session)
    if not name and session.settings.tree_show != "name":  # not looked for yet
        shown = documents.get(interface_language()) or next(iter(documents.values()), None)
        name = (shown.title if shown is not None else None) or ""
    return f"{marked(name or work.name, tab)} – {tr('Hashiya')}"


def is_changed(tab: Tab, session: Session) -> bool:
    """Whether a file of a tab was edited since its reader looked at it."""
    if tab.corpus is None or tab.work is None or tab is session.tabs.current:
        return False
    marks = session.watching.news(tab.corpus).marks
    return any(marks.get(path) == EDITED for path in tab.work.documents.values())


def marked(name: str, tab: Tab) -> str:
    """A name of what a tab shows, with a word where that is no longer there."""
    shown = isolated(shown_name(name))
    return tr("%1 (no longer there)").replace("%1", shown) if tab.gone else shown


@guarded
class TabBar(RoomyTabBar):
    """The tabs of the session; hidden while there is one."""

    window_asked = Signal(object)
    """A `Tab` is to be shown in a window of its own."""
    list_asked = Signal(object)
    """The row of a `Tab` is to be shown in the tree."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session, self._tabs = session, session.tabs
        self._lettering = False  # the style paints, and leaves some names to us
        self._theme = theme
        self.setAutoHide(True)
        self.setDocumentMode(True)
        self.setExpanding(False)
        self.setMovable(True)
        self.setUsesScrollButtons(True)
        self.setAccessibleName(tr("Open texts"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)
        self.currentChanged.connect(self._chosen)
        self.tabMoved.connect(self._tabs.move)
        self._tabs.changed.connect(self._fill)
        session.settings_changed.connect(self._fill)
        session.titles.changed.connect(self._fill)
        session.watching.news_changed.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        self.blockSignals(True)
        tabs, names = self._tabs.tabs, self._session.settings.tree_show == "name"
        # Names of files differ at their ends, titles at their beginnings.
        self.setElideMode(Qt.TextElideMode.ElideMiddle if names else Qt.TextElideMode.ElideRight)
        while self.count() > len(tabs):
            self.removeTab(self.count() - 1)
        while self.count() < len(tabs):
            self.setTabButton(self.addTab(""), SIDE, self._button())
        for at, tab in enumerate(tabs):
            name, title = name_of(tab, self._session), title_of(tab, self._session)
            told = filter(None, (title, shown_name(str(tab.path)) if tab.path else ""))
            path = "\n".join(map(isolated, told))
            self.setTabText(at, name.replace("&", "&&"))
            if self.is_spare(at):
                said = tr(
                    "Temporary: the next text clicked takes its place; a double click keeps it"
                )
                path, name = f"{path}\n{said}", tr("%1 (temporary)").replace("%1", name)
            self.setTabToolTip(at, path)
            self.setAccessibleTabName(at, name)
        self.setCurrentIndex(tabs.index(self._tabs.current))
        self.blockSignals(False)

    def is_spare(self, at: int) -> bool:
        """Whether another text may take the place of what that tab shows."""
        tab = self._tabs.tabs[at]
        return self._session.settings.preview_tabs and not tab.kept and tab.path is not None

    def initStyleOption(self, option: QStyleOptionTab, at: int) -> None:
        super().initStyleOption(option, at)
        if self._lettering and at < len(self._tabs.tabs) and self.is_spare(at):
            option.text = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Slant what is not kept; letters that no hand slants (Arabic) have dots under them."""
        self._lettering = True
        super().paintEvent(event)
        self._lettering = False
        painter = QPainter(self)
        for at in range(self.count()):
            if self.is_spare(at):
                self._letter(painter, at)

    def _letter(self, painter: QPainter, at: int) -> None:
        option = QStyleOptionTab()
        self.initStyleOption(option, at)
        room = self.style().subElementRect(QStyle.SubElement.SE_TabBarTabText, option, self)
        slanted = direction_of_text(self.tabText(at)) != "rtl"
        font = self.font()
        font.setItalic(slanted)
        painter.setFont(font)
        painter.setPen(option.palette.color(QPalette.ColorRole.WindowText))
        shown = QFontMetrics(font).elidedText(
            self.tabText(at).replace("&&", "&"), self.elideMode(), room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, shown)
        if not slanted:
            painter.setPen(QPen(painter.pen().color(), 1.5, Qt.PenStyle.DotLine))
            half = min(painter.fontMetrics().horizontalAdvance(shown), room.width()) // 2
            middle, below = (
                room.center().x(),
                room.center().y() + painter.fontMetrics().height() // 2,
            )
            painter.drawLine(middle - half, below, middle + half, below)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if (at := self.tabAt(event.position().toPoint())) >= 0:
            self._tabs.keep(self._tabs.tabs[at])
        super().mouseDoubleClickEvent(event)

    def _button(self) -> QToolButton:
        """What closes a tab; the style's own is drawn for light windows."""
        button = QToolButton()
        button.setAutoRaise(True)
        draw(button, self._theme, "close")
        button.setIconSize(QSize(14, 14))
        button.setStyleSheet("padding: 2px")  # a tab asks for its size at once
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolTip(tr("Close the tab"))
        button.setAccessibleName(tr("Close the tab"))
        button.clicked.connect(self._pressed)
        return button

    def _pressed(self) -> None:
        buttons = [self.tabButton(at, SIDE) for at in range(self.count())]
        if (at := buttons.index(self.sender())) >= 0:  # pyright: ignore[reportArgumentType]
            self._close(at)

    def _chosen(self, at: int) -> None:
        if 0 <= at < len(self._tabs.tabs):
            self._tabs.activate(self._tabs.tabs[at])

    def _close(self, at: int) -> None:
        self._tabs.close(self._tabs.tabs[at])

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = self.tabAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton and at >= 0:
            self._close(at)
        super().mouseReleaseEvent(event)

    def _menu(self, point: QPoint) -> None:
        at = self.tabAt(point)
        if at >= 0:
            menu = self.menu_of(self._tabs.tabs[at])
            menu.exec(self.mapToGlobal(point))
            menu.deleteLater()

    def menu_of(self, tab: Tab) -> QMenu:
        """What can be done with a tab."""
        menu, tabs = QMenu(self), self._tabs
        keep = menu.addAction(tr("&Keep the tab open"), lambda: tabs.keep(tab))
        keep.setEnabled(self.is_spare(tabs.tabs.index(tab)))
        menu.addAction(tr("&Close the tab"), lambda: tabs.close(tab))
        others = menu.addAction(tr("Close the &others"), lambda: tabs.close_others(tab))
        others.setEnabled(len(tabs.tabs) > 1)
        beside = menu.addAction(tr("Show &beside the one in front"), lambda: tabs.put_beside(tab))
        beside.setEnabled(tab is not tabs.current and tab is not tabs.beside)
        menu.addAction(tr("Move to a new &window"), lambda: self.window_asked.emit(tab))
        show = menu.addAction(tr("Show in the &list of texts"), lambda: self.list_asked.emit(tab))
        show.setEnabled(tab.work is not None)
        return menu


class TabStrip(QWidget):
    """Over a column while there are two: what it shows, and a way to close it."""

    def __init__(self, theme: Theme, accent: bool) -> None:
        super().__init__()
        self.label = ElidedLabel()
        self.label.setProperty("tone", "accent" if accent else "muted")
        self.close_button = QToolButton()
        self.close_button.setAutoRaise(True)
        draw(self.close_button, theme, "close")
        self.close_button.setToolTip(tr("Show only the other one"))
        self.close_button.setAccessibleName(tr("Show only the other one"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 2, 6, 2)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.close_button)

    def name(self, text: str) -> None:
        """Say what the column shows."""
        self.label.setText(text)
        self.label.setToolTip(text)


@guarded
class Panes(QWidget):
    """The tab bar over one or two columns. The pane in front is always the same widget."""

    def __init__(self, session: Session, theme: Theme, pane: ReaderPane) -> None:
        super().__init__()
        self._session, self._theme, self._pane = session, theme, pane
        self.setAcceptDrops(True)
        self.bar = TabBar(session, theme)
        self.strip = TabStrip(theme, True)
        self.strip.close_button.clicked.connect(self._close_front)
        self.split = QSplitter()
        self.split.setChildrenCollapsible(False)
        self._front = _column(self.strip, pane)
        self.split.addWidget(self._front)
        self.beside: Beside | None = None
        self._back: QWidget | None = None
        self._target = QRubberBand(QRubberBand.Shape.Rectangle, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.split, 1)
        session.tabs.changed.connect(self._refresh)
        session.titles.changed.connect(self._refresh)
        session.watching.news_changed.connect(self._refresh)
        session.tabs.swapped.connect(self._swap)
        session.view.opened.connect(self._settle, Qt.ConnectionType.QueuedConnection)
        self._exact: tuple[int, float] | None = None
        self._refresh()

    def restyle(self) -> None:
        """The theme has other colours now."""
        self._pane.restyle()
        if self.beside is not None:
            self.beside.restyle()

    # Commands

    def toggle_beside(self) -> None:
        """The text in front stands alone again, or once more beside itself."""
        tabs = self._session.tabs
        if tabs.beside is not None:
            tabs.stop_beside()
        elif tabs.current.corpus is not None and tabs.current.work is not None:
            tabs.open_beside(tabs.current.corpus, tabs.current.work)

    def enter_beside(self) -> None:
        """Go on in the text that stands beside."""
        self._session.tabs.swap()
        self._pane.reader.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_tab(self) -> None:
        self._session.tabs.close(self._session.tabs.current)

    # What is shown

    def _refresh(self) -> None:
        """Show the second column when there is something for it."""
        tabs = self._session.tabs
        two = tabs.beside is not None
        self.strip.setVisible(two)
        if two and self.beside is None:
            self._make_beside()
        if self._back is not None and self.beside is not None:
            at = 0 if tabs.beside_first else 1
            if self.split.indexOf(self._back) != at:
                self.split.insertWidget(at, self._back)
            if two and self._back.isHidden():
                self._back.show()
                self.split.setSizes([1000, 1000])
            self._back.setVisible(two)
            self.beside.show_tab(tabs.beside)
            self.strip_beside.name(name_of(tabs.beside, self._session) if tabs.beside else "")
        self.strip.name(name_of(tabs.current, self._session))

    def _make_beside(self) -> None:
        self.beside = Beside(self._session, self._theme, self._pane)
        self.beside.entered.connect(self._session.tabs.swap)
        self.strip_beside = TabStrip(self._theme, False)
        self.strip_beside.close_button.clicked.connect(self._session.tabs.stop_beside)
        self._back = _column(self.strip_beside, self.beside)
        self._back.hide()
        self.split.addWidget(self._back)

    def _close_front(self) -> None:
        """Only what is beside stays: it comes to the front."""
        self._session.tabs.swap()
        self._session.tabs.stop_beside()

    def _swap(self) -> None:
        """The columns change places, so that what they show does not move."""
        second = self.split.widget(1)
        if self.beside is None or second is None:
            return
        sizes = self.split.sizes()
        flow = self.beside.reader.flow
        self._exact = flow.top_row, flow.top_offset
        self.split.insertWidget(0, second)
        self.split.setSizes(sizes)

    def _settle(self) -> None:
        """Put what came to the front exactly where it stood, to the pixel."""
        reader, exact = self._pane.reader, self._exact
        self._exact = None
        if exact is not None and reader.flow.top_row == exact[0]:
            reader.flow.top_offset = exact[1]
            reader.flow.settle()
            reader.refresh()

    # Rows of the tree, dropped

    def _beside_at(self, point: QPoint) -> bool:
        """Whether a drop at this point is to be shown beside."""
        if self._session.tabs.current.work is None or self._on_bar(point):
            return False
        share = point.x() / max(1, self.width())
        return (share < EDGE) if self.isRightToLeft() else share > 1 - EDGE

    def _on_bar(self, point: QPoint) -> bool:
        return self.bar.isVisible() and self.bar.geometry().contains(point)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(WORKS):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it would come to stand."""
        area, point = QRect(self.split.geometry()), event.position().toPoint()
        if self._beside_at(point):
            half = area.width() // 2
            area.setWidth(half)
            area.moveLeft(0 if self.isRightToLeft() else self.width() - half)
        elif self._on_bar(point):
            area = self.bar.geometry()
        self._target.setGeometry(area)
        self._target.show()
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QEvent) -> None:
        self._target.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._target.hide()
        tabs, point = self._session.tabs, event.position().toPoint()
        listed = bytes(event.mimeData().data(WORKS).data()).decode("utf-8", "surrogateescape")
        found = tabs.works_of(map(Path, listed.split("\0")))
        if not found:
            return
        event.acceptProposedAction()
        if self._beside_at(point):
            tabs.open_beside(*found[0])
        elif len(found) == 1 and not self._on_bar(point):
            self._session.open_work(*found[0])
        else:
            for corpus, work in found:
                tabs.open(corpus, work)


def _column(strip: TabStrip, below: QWidget) -> QWidget:
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(strip)
    layout.addWidget(below, 1)
    return column
