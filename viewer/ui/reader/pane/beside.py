"""A work next to the one in front: it is looked at; a click on it brings it to the front."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from viewer.core.base.choice_file import Choice
from viewer.core.base.settings import Settings
from viewer.session.session import Session
from viewer.session.tabs import Tab
from viewer.ui.base.guarded import guarded
from viewer.ui.base.theme import Theme
from viewer.ui.reader.layout.image_loader import Pictures
from viewer.ui.reader.layout.page import PageStyle
from viewer.ui.reader.pane.pane import ReaderPane, mode_for, note_marks
from viewer.ui.reader.widget.view import ReaderView

MOUSE = (QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease)


@guarded
class Beside(QWidget):
    """Draws a tab that is not in front, with its notes; scrolled by the wheel where it stands."""

    entered = Signal()
    """The reader wants to be in it."""

    def __init__(self, session: Session, theme: Theme, front: ReaderPane) -> None:
        super().__init__()
        self._session, self._theme, self._front = session, theme, front
        self._tab: Tab | None = None
        self._drawn: object = None
        self._held = False  # the button that was pressed here is still down
        self._pictures = Pictures(session.worker)
        self.reader = ReaderView(self._page())
        self.reader.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.reader.proxy.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.reader.viewport().installEventFilter(self)
        self.reader.moved.connect(self._moved)
        self._pictures.arrived.connect(self.reader.take_picture)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.reader)
        session.settings_changed.connect(self._setting_changed)
        session.notebook.changed.connect(self._notes_changed)

    def _page(self) -> PageStyle:
        theme = self._theme
        hyphens = self._session.hyphenating.patterns
        settings = self._session.settings
        return PageStyle(settings, theme.page, theme.note_opacity, self._pictures, hyphens)

    def restyle(self) -> None:
        """The theme has other colours now."""
        self.reader.set_page(self._page())

    def show_tab(self, tab: Tab | None) -> None:
        """Show what a tab holds, where it was left; nothing while it is being read."""
        found = tab.shown if tab is not None else None
        place = tab.place if tab is not None else None
        self._tab = tab
        if found is self._drawn:
            return
        self._drawn = found
        documents = found.documents if found is not None else {}
        rows = found.lined.rows() if found is not None and found.lined is not None else ()
        self._pictures.begin(found.corpus.root if found is not None else None)
        flow, choice = self.reader.flow, self._session.settings
        flow.mirrored = self.isRightToLeft() != choice.swapped
        flow.shares = list(choice.columns)
        mode = mode_for(self._session.view.mode, documents)
        self.reader.show_documents(documents, mode, choice.furniture, rows)
        for document in documents.values():
            if document.path is not None:
                self._notes_changed(document.path)
        if place is not None and place[0] in documents and place[1:] != (0, 0):
            self.reader.go_to(*place, at=0.0)

    def _moved(self) -> None:
        if self._tab is not None and self._drawn is not None and self.reader.flow.documents:
            self._tab.place = self.reader.flow.place()[:3]

    def _setting_changed(self, choice: Choice[Any]) -> None:
        if choice in (Settings.furniture, Settings.swapped, Settings.columns):
            self._drawn = None
            self.show_tab(self._tab)
        else:
            self.reader.set_page(self._page())

    def _notes_changed(self, path: Path) -> None:
        for side, document in self.reader.flow.documents.items():
            if document.path == path:
                found = note_marks(side, self._session.notebook.of(document))
                self.reader.marks.replace("notes", side, found)
                self.reader.viewport().update()

    # The mouse: a click here goes on as one in front

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent):
            return False
        if event.type() == QEvent.Type.MouseButtonPress:
            self._held = True
            self.entered.emit()
            self._pass_on(event)
            return True
        if self._held and event.type() in MOUSE:
            self._pass_on(event)
            self._held = event.type() != QEvent.Type.MouseButtonRelease
            return True
        return False

    def _pass_on(self, event: QMouseEvent) -> None:
        """Give a mouse event to what stands in front now, where the pointer is."""
        target = self._front.reader.viewport()
        point = target.mapFromGlobal(event.globalPosition())
        again = QMouseEvent(
            event.type(),
            QPointF(point),
            event.globalPosition(),
            event.button(),
            event.buttons(),
            event.modifiers(),
        )
        QCoreApplication.sendEvent(target, again)
