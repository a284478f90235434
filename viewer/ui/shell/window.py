"""The main window: where things stand, and what the rows of the table of commands ask of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QIcon, QResizeEvent
from PySide6.QtWidgets import (
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from viewer.core.base.errors import Unreadable
from viewer.core.base.paths import resources_dir
from viewer.session.session import Session
from viewer.ui.base.error_messages import sentence, unknown_kinds
from viewer.ui.base.guarded import guarded
from viewer.ui.base.theme import Theme, redraw
from viewer.ui.commands.command import Menus
from viewer.ui.commands.menubar import Commands
from viewer.ui.commands.text_menu import TextMenu
from viewer.ui.reader.pane.pane import ReaderPane
from viewer.ui.shell.dialogs import Dialogs
from viewer.ui.shell.full_screen import FullScreen
from viewer.ui.shell.notice import Notice
from viewer.ui.shell.opening import Opening
from viewer.ui.shell.panel_window import PanelWindow
from viewer.ui.shell.panels import Panels
from viewer.ui.shell.panes import Panes, title_of_window
from viewer.ui.shell.status import StatusBar
from viewer.ui.shell.tour import Tour
from viewer.ui.shell.window_layout import Arrangement
from viewer.ui.tree.panel import CorpusTree


@guarded
class MainWindow(PanelWindow):
    window_asked = Signal(object)
    """Another window is wanted: for a `Tab`, or an empty one."""
    quit_asked = Signal()
    closed = Signal(object)
    """The reader closed this window."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        menus: Callable[[MainWindow], Menus],
        *,
        in_steps: bool = False,
    ) -> None:
        """`menus`: the table of commands. `in_steps`: nothing is made yet, `make_next` does."""
        super().__init__()
        self.session, self.theme = session, theme
        self.make(self._parts(menus, in_steps), in_steps=in_steps)

    def _parts(self, menus: Callable[[MainWindow], Menus], in_steps: bool) -> Iterator[None]:
        session, theme = self.session, self.theme
        self.setWindowIcon(QIcon(str(resources_dir() / "icons" / "hashiya.svg")))
        self.setAcceptDrops(True)
        self.tree = CorpusTree(session, theme)
        yield
        self.pane = ReaderPane(session, theme)
        yield
        self.panes = Panes(session, theme, self.pane)
        self.opening = Opening(session, self, Tour(session, self, self))
        self.notice = Notice(session, theme)
        self.parts = Panels(self, session, theme, self.introduce)
        self._lay_out()
        yield
        self.commands = Commands(self, self.pane.reader, session, theme, menus(self))
        yield
        self.dialogs = Dialogs(session, self.commands, theme, self)
        self.commands.toolbar.customise_asked.connect(self.dialogs.toolbar)
        self.text_menu = TextMenu(self.commands)
        self.pane.row_bar.serve(self.text_menu.beside_row)
        self.commands.drawn.connect(self.pane.row_bar.redraw)
        yield
        self.status = StatusBar(session)
        self.setStatusBar(self.status)
        self.arrangement = Arrangement(self, self.split, self.tree, self.parts)
        for name in self.arrangement.shown(session.state):
            yield
            self.parts[name].hide()
        yield
        self._connect()
        self.arrangement.restore(session.state)
        session.returning.arranged.connect(self.arrangement.restore_panels)
        self.full_screen = FullScreen(self, self.arrangement)
        yield
        if in_steps:
            if self.is_empty:
                self.start  # noqa: B018 # made now, not when the window is shown
                yield
            yield from self.dress()
        else:
            session.returning.arrangement = self.arrangement.panels
            self.setStyleSheet(theme.sheet())  # last: else each part that comes in is dressed again
        self.refresh()
        yield

    def _lay_out(self) -> None:
        self.middle = QStackedWidget()
        self.middle.addWidget(self.panes)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.middle, 1)
        column.addWidget(self.notice)
        self.split = QSplitter()
        self.split.setHandleWidth(1)
        self.split.addWidget(self.tree)
        self.split.addWidget(right)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([270, 900])
        self.setCentralWidget(self.split)

    def _connect(self) -> None:
        session, view = self.session, self.session.view
        session.failed.connect(self._failed)
        session.notebook.failed.connect(self._failed)
        session.notebook.told.connect(self._failed)
        session.corpora.unknown_dropped.connect(self._unknown)
        for signal in (
            session.corpora.changed,
            session.tabs.changed,
            view.opening,
            view.opened,
            view.mode_changed,
            view.selection_changed,
            view.furnished,
            view.aligned,
            view.statuses_changed,
            session.repairing.shown,
            session.notebook.history_changed,
            session.speaking.changed,
        ):
            signal.connect(self.refresh)
        session.settings_changed.connect(self.refresh)
        session.titles.changed.connect(self._call)
        view.opening.connect(self.notice.hide)
        view.opened.connect(self._opened)
        self.panes.bar.window_asked.connect(self.window_asked)
        self.panes.bar.list_asked.connect(self.tree.reveal)
        self.pane.menu_wanted.connect(self.text_menu.fill)
        queued = Qt.ConnectionType.QueuedConnection  # once the margin has the document's notes
        session.gathering.note_shown.connect(self.pane.note_shown, queued)
        session.gathering.failed.connect(self._failed)
        self.tree.failed.connect(self._failed)
        self.notice.listen(session.watching)
        self.pane.links.hovered.connect(self.statusBar().showMessage)
        self.pane.told.connect(self.notice.tell)
        self.connect_panels()

    def refresh(self) -> None:
        """Ticks, what can be done at the moment, title."""
        session = self.session
        shown = {name: self.parts.is_shown(name) for name in self.parts}
        self.commands.refresh(session, {**shown, "tree": not self.tree.isHidden()})
        if not self.is_empty:
            self.middle.setCurrentWidget(self.panes)
        elif self.isVisible() and not session.busy:
            self.middle.setCurrentWidget(self.start)
        self._call()
        if self.isVisible():  # all of it stands
            self.arrangement.make_room(session.settings.zoom)

    def _call(self) -> None:
        self.setWindowTitle(title_of_window(self.session))

    def restyle(self) -> Iterator[None]:
        """The theme has other colours now: do the next step of having them everywhere. Most of what
        is painted with them asks the theme itself."""
        yield from self.dress()
        redraw(self, self.theme)
        self.panes.restyle()

    def _opened(self) -> None:
        if not (self.tree.hasFocus() or self.tree.view.hasFocus()):
            self.focus_text()

    def _failed(self, error: Exception) -> None:
        self.notice.tell(sentence(error), warning=True)
        self.refresh()
        if isinstance(error, Unreadable) and error.reason == "password":
            self.dialogs.password(error.path)

    def _unknown(self, names: list[str]) -> None:
        self.notice.tell(unknown_kinds(names))

    # Coming and going

    def keep(self) -> None:
        """Note down what the next start comes back to."""
        if "notes" in self.parts.made:
            self.notes.flush()
        if "translation" in self.parts.made:
            self.translation.flush()
        self.session.state = {
            **self.session.returning.as_json(),
            **self.tree.state(),
            **self.arrangement.keep(),
        }

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible():
            self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.session.watching.look_again()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.keep()
        if not self.may_leave():
            event.ignore()
            return
        super().closeEvent(event)
        self.closed.emit(self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.session.open_paths(paths)
