"""Where the program is put together: paths, settings, language, theme -> session -> window."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, qVersion
from PySide6.QtGui import QFont, QFontDatabase, QSessionManager
from PySide6.QtWidgets import QApplication

from viewer import __version__
from viewer.core.base import paths
from viewer.core.base.choice_file import Choice, write_text
from viewer.core.base.json_files import drop_unfinished
from viewer.core.base.remembered import move_out
from viewer.core.base.settings import Settings
from viewer.core.user import crash_reports, system_recent_files
from viewer.logs import log_to_file
from viewer.picture import Screenshot
from viewer.session.base.background_jobs import all_over
from viewer.session.base.state_files import all_written, write_soon
from viewer.session.session import Session
from viewer.session.tabs import Tab
from viewer.start_options import start_options
from viewer.ui.base.field_directions import FieldsFromRight
from viewer.ui.base.file_dialogs import FileDialogs
from viewer.ui.base.garbage_collection import Sweeper
from viewer.ui.base.i18n import LANGUAGES, Translations, system_language
from viewer.ui.base.keyboard_layout import PhysicalKeys
from viewer.ui.base.theme import Theme, choose
from viewer.ui.shell.command_table import menus
from viewer.ui.shell.end_signals import Endings
from viewer.ui.shell.hand_over import hand_over
from viewer.ui.shell.single_instance import Application, Arrivals, to_front
from viewer.ui.shell.window import MainWindow
from viewer.window_making import Seat, WindowMaker

log = logging.getLogger(__name__)

UI_FONT = "IBM Plex Sans Arabic"
"""For Arabic menus, and wherever the system has no font for a letter."""
NOTED_MS = 5_000
"""Milliseconds from one look at what is open to the next."""
ENDED_MS = 3_000
"""Milliseconds that threads are waited for when all is over."""
LISTENING_MS = 250
"""Milliseconds after the start from which later starts are heard: they try again until then."""
OFFERED_MS = 900
"""Milliseconds after the start at which the report of a crash is offered, if what was open is."""
YIELDED_S = 0.0005
"""Seconds for which a thread in the background may keep Python while another one wants it. Painting
a window calls Qt hundreds of times, and waits for Python after each: at the 5 ms that are usual,
up to a second."""
STEP_PX = 32
"""Pixels that a new window stands off the one it came from."""
LAYOUT = {"geometry", "split", "notes_width", "notes_hidden", "tree_hidden", "expanded", "seen"}
"""What a new window takes over from the one it came from."""


def _tell(opened: list[Path], job: object) -> None:
    """Work for a job: the system's own list of documents used lately."""
    system_recent_files.add(opened)


class App(QObject):
    """The running program: its windows share the settings and the theme. The language changes by
    building them anew."""

    def __init__(self, qt: QApplication, options: argparse.Namespace) -> None:
        super().__init__()
        self._qt, self._options = qt, options
        sys.setswitchinterval(YIELDED_S)
        PhysicalKeys(qt, self)
        self._sweeper = Sweeper(self)
        FieldsFromRight(qt, self)
        FileDialogs(qt, self)
        self._file = paths.config_dir() / "settings.json"
        self._memory_file = paths.config_dir() / "remembered.json"
        self.settings = Settings.read(self._file)
        self.remembered = move_out(self.settings, self._memory_file)
        self.remembered.device = self.remembered.device or os.urandom(6).hex()
        self.translations = Translations(paths.resources_dir() / "i18n")
        self.seats: list[Seat] = []
        self._maker = WindowMaker(self.seats, partial(self._window, in_steps=True))
        self._pale: list[tuple[MainWindow, Iterator[None]]] = []
        """Windows that have the colours of another theme, and what changes these."""
        self.theme = self._chosen_theme().copy()
        """The one that all windows wear."""
        self._save = QTimer(self)
        self._save.setSingleShot(True)
        self._save.setInterval(400)
        self._save.timeout.connect(self.save)
        self._note = QTimer(self)
        self._note.setInterval(NOTED_MS)
        self._note.timeout.connect(self._note_down)
        self._note.start()
        self.report: Path | None = None
        """What an earlier run left when it crashed, until the reader is told."""
        self._telling = self._leaving = False
        self._saved: dict[Path, str] = {}  # what is on the disk, as far as it was written here
        self._kept_windows = self.remembered.windows or [{}]
        self.add_seat(self._kept_windows[0])
        hints = qt.styleHints()
        hints.colorSchemeChanged.connect(self._scheme_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._scheme_changed)
        qt.aboutToQuit.connect(self.quit)
        direct = Qt.ConnectionType.DirectConnection  # the session waits for it to return
        qt.commitDataRequest.connect(self._session_ends, direct)

    @property
    def session(self) -> Session:
        """Of the first window, which gives the program its place at the next start."""
        return self.seats[0].session

    @property
    def window(self) -> MainWindow:
        return self.seats[0].window

    @property
    def front(self) -> Seat:
        """The window that the reader works in."""
        return next((s for s in self.seats if s.window.isActiveWindow()), self.seats[0])

    def add_seat(self, state: dict[str, Any]) -> Seat:
        """Another window, not shown yet; `state` is what was kept of it."""
        if not self.seats:
            self._dress()
        seat = self._seat(state, in_steps=False)
        self.seats.append(seat)
        return seat

    def _seat(self, state: dict[str, Any], *, in_steps: bool) -> Seat:
        session = Session(self.settings, paths.data_dir(), state, self.remembered)
        session.settings_changed.connect(self._setting_changed)
        session.corpora.paths_opened.connect(self._tell_system)
        session.forgetting.begun.connect(self._close_everywhere)
        return Seat(session, self._window(session, in_steps=in_steps))

    def _dress(self) -> None:
        """The program in the present language and theme."""
        self.translations.install(self._language(), self.settings.digits)
        if self._qt.font() != (font := self._ui_font()):
            self._qt.setFont(font)
        self.theme.install(self._qt)

    def _window(self, session: Session, *, in_steps: bool = False) -> MainWindow:
        window = MainWindow(session, self.theme, menus, in_steps=in_steps)
        if self._options.size:
            window.resize(*self._options.size)
        window.window_asked.connect(self.open_window)
        window.quit_asked.connect(self.leave)
        window.closed.connect(self._closed)
        return window

    def build(self) -> None:
        """Make the windows in the present language, the one in front first, part by part behind the
        old ones, which stay as they are until then."""
        for seat in self.seats:
            seat.window.setLayoutDirection(seat.window.layoutDirection())
        self._dress()
        front = self.front
        self._maker.renew([front, *(seat for seat in self.seats if seat is not front)])

    @property
    def renewing(self) -> bool:
        """Whether windows are being made: in another language, or new ones."""
        return self._maker.busy

    def open_window(self, tab: Tab | None = None) -> Seat:
        """Another window: with that tab, which leaves its own, or with nothing open.

        It is made part by part; once it is whole it is shown, and is one of the `seats`.
        """
        before = self.front
        before.window.keep()
        layout = {name: before.session.state[name] for name in LAYOUT & before.session.state.keys()}
        seat = self._seat(layout, in_steps=True)
        place, size = before.window.pos() + QPoint(STEP_PX, STEP_PX), before.window.size()

        def come() -> None:
            seat.window.resize(size)
            seat.window.move(place)
            if tab is not None:
                self._move(tab, before, seat)

        self._maker.add(seat, come)
        return seat

    def _move(self, tab: Tab, before: Seat, seat: Seat) -> None:
        """Move a tab from one window to another, unless it was closed meanwhile."""
        if tab.path is None or before not in self.seats or tab not in before.session.tabs.tabs:
            return
        path, root = tab.path, tab.corpus.root if tab.corpus is not None else None
        before.session.tabs.close(tab)
        if root is not None:
            seat.session.corpora.open_corpus(root, path)
        else:
            seat.session.corpora.open_files([path])

    def restore(self) -> None:
        """Open what was open at the end of the last run, in as many windows."""
        first, *others = self._kept_windows
        self.session.returning.restore(first)
        for state in others:
            seat = self.add_seat(state)
            seat.window.show()
            seat.session.returning.restore(state)

    def _closed(self, window: MainWindow) -> None:
        """The reader closed one of several windows: it does not come back."""
        if len(self.seats) == 1 and not self._leaving:
            self._maker.finish()  # one that was asked for is there when this one is gone
        seat = next((s for s in self.seats if s.window is window), None)
        if seat is None or len(self.seats) == 1 or self._leaving:
            return
        self.seats.remove(seat)
        seat.session.close()
        seat.session.deleteLater()
        window.deleteLater()
        self._sweeper.tidy_soon()

    def _close_everywhere(self, root: Path) -> None:
        """A corpus is being forgotten: no window may remember it again."""
        for seat in self.seats:
            seat.session.forgetting.leave(root)
            seat.window.keep()
        self._keep_states()
        self._save.start()

    def leave(self) -> None:
        """Close all windows; the next start brings them back. One that may not stays, with the
        others."""
        self._leaving = True
        self._qt.closeAllWindows()
        if any(seat.window.isVisible() for seat in self.seats):
            self._leaving = False
            for seat in self.seats:
                seat.session.notebook.unsaved.take_up()
                seat.window.show()

    def commit(self) -> None:
        """Have everything that was typed be on disk, where nobody can be asked any more."""
        from viewer.ui.dialogs.unsaved import settle_all  # here: not part of the start

        for seat in self.seats:
            seat.window.keep()
        every = [seat.session.notebook.unsaved for seat in self.seats]
        settle_all(every, paths.data_dir(), self._tell_waiting)

    def _tell_waiting(self, text: str) -> None:
        for seat in self.seats:
            seat.window.notice.tell(text, warning=True)

    def _session_ends(self, _: QSessionManager) -> None:
        self.commit()

    def end(self) -> None:
        """The system asks the program to end."""
        self.commit()
        self._qt.exit(0)

    def _language(self) -> str:
        asked = self._options.language or self.settings.language
        return asked if asked in LANGUAGES else system_language()

    def _chosen_theme(self) -> Theme:
        return choose(self._options.theme or self.settings.theme)

    def _ui_font(self) -> QFont:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        families = [f for f in font.families() if f != UI_FONT]
        arabic = self._language() == "ar"
        font.setFamilies([UI_FONT, *families] if arabic else [*families, UI_FONT])
        if font.pointSizeF() < 10:
            font.setPointSizeF(10.0)
        return font

    def _setting_changed(self, choice: Choice[Any]) -> None:
        if self._telling:
            return
        self._telling = True
        for seat in (*self.seats, *self._maker.new):
            if seat.session is not self.sender():
                seat.session.preferences.changed.emit(choice)
        self._telling = False
        self._save.start()
        if choice in (Settings.language, Settings.theme, Settings.digits):
            setattr(self._options, choice.name, None)  # it was for this start
            again = self._restyle if choice is Settings.theme else self.build
            QTimer.singleShot(0, again)

    def _scheme_changed(self) -> None:
        if not (self._options.theme or self.settings.theme):
            QTimer.singleShot(0, self._restyle)

    def _restyle(self) -> None:
        """Have the windows wear the theme that is chosen."""
        chosen = self._chosen_theme()
        if chosen.key != self.theme.key:
            chosen.install(self._qt)
            self.theme.become(chosen)
            front = self.front
            seats = [front, *(seat for seat in self.seats if seat is not front)]
            self._pale = [(seat.window, seat.window.restyle()) for seat in seats]
            self._maker.begin_again()
            self._restyle_next()

    def _restyle_next(self) -> None:
        """Restyle a part of a window, and the next when the events in between were served."""
        if self._pale:
            window, parts = self._pale[0]
            shown = any(seat.window is window for seat in self.seats)
            if not shown or next(parts, window) is window:
                del self._pale[0]
            QTimer.singleShot(0, self._restyle_next)

    def save(self) -> None:
        """Write what was chosen and what is remembered, as far as it is not on the disk."""
        for path, kept in ((self._memory_file, self.remembered), (self._file, self.settings)):
            text = kept.as_json()
            if self._saved.get(path) != text:
                write_soon(partial(self._write, path, text))

    def _write(self, path: Path, text: str) -> None:
        write_text(path, text)
        self._saved[path] = text

    def _note_down(self) -> None:
        """Remember what is open, for a start after a crash."""
        before = [seat.session.state for seat in self.seats]
        for seat in self.seats:
            session = seat.session
            if not session.busy and session.view.documents:
                now = session.returning.as_json()
                if any(session.state.get(k) != v for k, v in now.items() if k != "saved"):
                    session.state = {**session.state, **now}
        if [seat.session.state for seat in self.seats] != before:
            self._keep_states()
            self._save.start()

    def _keep_states(self) -> None:
        if self.seats:
            self.remembered.windows = [seat.session.state for seat in self.seats]

    def _tell_system(self, opened: list[Path]) -> None:
        told = [path for path in opened if path not in paths.own_folders()]
        if told and not self._options.screenshot:
            self.session.jobs.run(partial(_tell, told))

    def arrive(self, arrived: list[Path]) -> None:
        """Open what came from outside, and come to the front."""
        seat = self.front
        if arrived:
            seat.session.open_paths(arrived)
        to_front(seat.window)

    def offer_report(self) -> None:
        """Tell of the report of a crash, once there is something to read again; before that, of
        settings that were put aside."""
        from viewer.ui.dialogs.unsaved import rescued  # here: not part of the start

        if self.session.busy:  # opening a work takes messages off the window
            QTimer.singleShot(OFFERED_MS, self.offer_report)
        elif unread := self.settings.unread or self.remembered.unread:
            self.session.failed.emit(unread)
            self.settings.unread = self.remembered.unread = None
        elif self.report is not None:
            self.window.notice.offer_report(self.report)
            self.report = None
        elif words := rescued(paths.data_dir()):
            self.window.notice.offer_words(words[0])

    def quit(self) -> None:
        self._note.stop()
        self._maker.stop()
        self.commit()
        self._keep_states()
        for seat in (*self.seats, *self._maker.new):
            seat.session.close()
        if not self._options.screenshot:
            self.save()
        all_written()


NO_SCREEN = (
    "hashiya: there is no screen here; add --screenshot picture.png to have the window drawn as a "
    "picture."
)
NO_FOLDER = (
    "hashiya: settings and notes on single files cannot be kept in {}; HASHIYA_HOME=FOLDER names "
    "another place for them."
)


def _screen(options: argparse.Namespace) -> bool:
    """Whether there is something to draw on; a picture and the self-test need no screen."""
    shown = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in shown):
        if not (options.screenshot or options.self_test):
            return False
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return True


def load_fonts() -> list[str]:
    """Load the fonts that come as dependencies; their families. What fails is logged."""
    families = []
    for path in paths.font_files():
        id = QFontDatabase.addApplicationFont(str(path))
        if id < 0:
            log.error("font not loaded: %s", path.name)
        families += QFontDatabase.applicationFontFamilies(id) if id >= 0 else []
    return sorted(set(families))


def _tell_unforeseen(error: Exception) -> None:
    """Say in each window that something went wrong."""
    for widget in QApplication.topLevelWidgets() if QApplication.instance() else ():
        if isinstance(widget, MainWindow):
            widget.session.failed.emit(error)


def main(argv: list[str], refused: bool = False) -> int:
    """The window (or its picture, or the self-test). The exit code.

    `refused`: a program that runs was asked before to open the files, and did not answer.
    """
    options = start_options(argv)
    if not _screen(options):
        print(NO_SCREEN, file=sys.stderr)
        return 3
    try:
        folders = paths.data_dir(), paths.config_dir(), paths.cache_dir(), paths.log_dir()
    except OSError as error:
        print(NO_FOLDER.format(error.filename), file=sys.stderr)
        return 2
    arrivals = None
    if not (options.screenshot or options.self_test):
        arrivals = Arrivals(folders[0])
        if not arrivals.first() and not refused and hand_over(arrivals.name, options.paths):
            return 0  # another one began at the same moment
    recorder = crash_reports.Recorder(
        folders[-1], crash_reports.interpreter() + f"Qt {qVersion()}\n"
    )
    qt = QApplication.instance() or Application(["hashiya"])
    assert isinstance(qt, QApplication)
    qt.setApplicationName("hashiya")
    qt.setApplicationVersion(__version__)
    qt.setDesktopFileName("io.github.hashiya.Hashiya")
    log_to_file(recorder, _tell_unforeseen)
    families = load_fonts()
    test = options.self_test
    code = _self_test(families, options) if test else _window(qt, options, arrivals)
    if qt.platformName() == "offscreen":  # its clipboard outlives Python, and what Python put there
        qt.clipboard().clear()
    if arrivals is not None:
        arrivals.close()
    recorder.end()
    if not all_over(ENDED_MS):  # a disk does not answer: that is no reason to stay
        logging.shutdown()
        drop_unfinished()
        os._exit(code)
    return code


def _self_test(families: list[str], options: argparse.Namespace) -> int:
    from viewer.ui.shell.self_test import run

    result = run(families, options.language or system_language())
    print(json.dumps(result, ensure_ascii=False, indent=1))
    return 0 if result["ok"] else 1


def _window(qt: QApplication, options: argparse.Namespace, arrivals: Arrivals | None) -> int:
    """Show the window until it is closed, or draw its picture. The exit code."""
    app = App(qt, options)
    if options.mode:
        app.session.view.set_mode(options.mode)
    picture = (
        Screenshot(app.session, app.window, options.screenshot.absolute())
        if options.screenshot
        else None
    )
    if options.paths:
        app.session.open_paths(options.paths)
    elif picture is None:
        app.restore()
    app.window.show()  # now: nothing is drawn that what is opened would replace
    if arrivals is not None:
        arrivals.arrived.connect(app.arrive)
        QTimer.singleShot(LISTENING_MS, arrivals.listen)
        if arrivals.is_first:  # only the one instance puts reports away
            app.report = crash_reports.collect(paths.log_dir())
        QTimer.singleShot(OFFERED_MS, app.offer_report)
    if isinstance(qt, Application):
        qt.arrivals = arrivals
        QTimer.singleShot(0, qt.hand_on)
    endings = Endings(app)
    endings.asked.connect(app.end)
    code = qt.exec()
    endings.close()
    return picture.code if picture else code
