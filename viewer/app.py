"""Where the program is put together: paths, settings, language, theme -> session -> window."""

from __future__ import annotations

import argparse
import json
import logging
import logging.handlers
import os
import sys
import uuid
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from viewer import __version__, paths
from viewer.core import crashes, recents
from viewer.core.settings import Settings
from viewer.ui.arrivals import Application, Arrivals, hand_over, to_front
from viewer.ui.i18n import LANGUAGES, Translations, system_language
from viewer.ui.session import Session
from viewer.ui.theme import Theme, choose, themes
from viewer.ui.window import MainWindow

log = logging.getLogger(__name__)

UI_FONT = "IBM Plex Sans Arabic"
"""For Arabic menus, and wherever the system has no font for a letter."""
NOTED = 5_000
"""Milliseconds from one look at what is open to the next."""
OFFERED = 900
"""Milliseconds after the start at which the report of a crash is offered, if what was open is."""


def _tell(opened: list[Path], job: object) -> None:
    """Work for a job: the system's own list of documents used lately."""
    recents.add(opened)


class App(QObject):
    """The running program. Language and theme change by building the window anew."""

    def __init__(self, qt: QApplication, options: argparse.Namespace) -> None:
        super().__init__()
        self._qt, self._options = qt, options
        self._file = paths.config_dir() / "settings.json"
        self.settings = Settings.read(self._file)
        self.settings.device = self.settings.device or uuid.uuid4().hex[:12]
        self.translations = Translations(paths.resources_dir() / "i18n")
        self.session = Session(self.settings, paths.data_dir())
        self.session.settings_changed.connect(self._setting_changed)
        self.window: MainWindow | None = None
        self._save = QTimer(self)
        self._save.setSingleShot(True)
        self._save.setInterval(400)
        self._save.timeout.connect(self.save)
        self._note = QTimer(self)
        self._note.setInterval(NOTED)
        self._note.timeout.connect(self._note_down)
        self._note.start()
        self.session.paths_opened.connect(self._tell_system)
        self.report: Path | None = None
        """What an earlier run left when it crashed, until the reader is told."""
        self.build()
        qt.styleHints().colorSchemeChanged.connect(self._scheme_changed)
        qt.aboutToQuit.connect(self.quit)

    def build(self) -> None:
        """Make the window in the present language and theme; the old one goes."""
        old = self.window
        if old is not None:
            old.keep()
        self.translations.install(self._language(), self.settings.digits)
        self._qt.setFont(self._ui_font())
        theme = self._theme()
        theme.install(self._qt)
        self.window = MainWindow(self.session, theme)
        if self._options.size:
            self.window.resize(*self._options.size)
        if old is not None:
            from viewer.ui.preferences import follow  # here: not part of the start

            self.window.show()
            follow(self.session, old, self.window)
            old.hide()
            old.setParent(None)
            old.deleteLater()

    def _language(self) -> str:
        asked = self._options.language or self.settings.language
        return asked if asked in LANGUAGES else system_language()

    def _theme(self) -> Theme:
        return choose(self._options.theme or self.settings.theme)

    def _ui_font(self) -> QFont:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        families = [f for f in font.families() if f != UI_FONT]
        arabic = self._language() == "ar"
        font.setFamilies([UI_FONT, *families] if arabic else [*families, UI_FONT])
        if font.pointSizeF() < 10:
            font.setPointSizeF(10.0)
        return font

    def _setting_changed(self, name: str) -> None:
        self._save.start()
        if name in ("language", "theme", "digits"):
            setattr(self._options, name, None)
            QTimer.singleShot(0, self.build)

    def _scheme_changed(self) -> None:
        if not (self._options.theme or self.settings.theme):
            QTimer.singleShot(0, self.build)

    def save(self) -> None:
        """Write the settings; a full disk is no reason to stop reading."""
        try:
            self.settings.write(self._file)
        except OSError as error:
            log.warning("settings not saved: %r", error)

    def _note_down(self) -> None:
        """Keep in the settings what is open, for a start after a crash."""
        if self.session.busy or not self.session.view.documents:
            return
        now, before = self.session.as_json(), self.settings.session
        if any(before.get(name) != value for name, value in now.items() if name != "saved"):
            self.settings.session = {**before, **now}
            self._save.start()

    def _tell_system(self, opened: list[Path]) -> None:
        told = [path for path in opened if path not in paths.own_folders()]
        if told and not self._options.screenshot:
            self.session.jobs.run(partial(_tell, told))

    def arrive(self, arrived: list[Path]) -> None:
        """Open what came from outside, and come to the front."""
        if arrived:
            self.session.open_paths(arrived)
        if self.window is not None:
            to_front(self.window)

    def offer_report(self) -> None:
        """Tell of the report of a crash, once there is something to read again."""
        if self.session.busy:  # opening a work takes messages off the window
            QTimer.singleShot(OFFERED, self.offer_report)
        elif self.report is not None and self.window is not None:
            self.window.notice.offer_report(self.report)
            self.report = None

    def quit(self) -> None:
        self._note.stop()
        if self.window is not None:
            self.window.keep()
        self.session.close()
        if not self._options.screenshot:
            self.save()


class Picture(QObject):
    """`--screenshot`: waits until everything is on screen, draws the window, leaves."""

    def __init__(self, app: App, target: Path) -> None:
        super().__init__()
        self._app, self._target = app, target
        self.code = 0
        self._quiet = 0
        self._ticks = QTimer(self)
        self._ticks.setInterval(40)
        self._ticks.timeout.connect(self._look)
        self._ticks.start()
        QTimer.singleShot(30_000, self._draw)

    def _look(self) -> None:
        session, window = self._app.session, self._app.window
        drawn = window is None or not window.pane.pictures.busy
        busy = (
            session.busy
            or not drawn
            or (session.view.work is not None and not session.view.documents)
        )
        self._quiet = 0 if busy else self._quiet + 1
        first = next((c for c in session.corpora if c.works), None)
        if first is not None and session.view.work is None and not busy:
            pairs = [w for w in first.works if len(w.documents) > 1]
            session.open_work(first, (pairs or first.works)[0])
            self._quiet = 0
        if self._quiet > 6:
            self._draw()

    def _draw(self) -> None:
        self._ticks.stop()
        window = self._app.window
        assert window is not None
        if not window.grab().save(str(self._target)):
            print(f"hashiya: {self._target} could not be written", file=sys.stderr)
            self.code = 2
        QApplication.exit(self.code)


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="hashiya", add_help=False)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--language", choices=tuple(LANGUAGES))
    parser.add_argument("--theme", choices=tuple(themes()))
    parser.add_argument("--size", type=_size)
    parser.add_argument("--mode", choices=("side", "stacked", "rtl", "ltr"))
    parser.add_argument("--screenshot", type=Path)
    parser.add_argument("--self-test", action="store_true")
    return parser.parse_args(argv)


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


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (width.isdigit() and height.isdigit() and 200 <= int(width) <= 8000):
        raise argparse.ArgumentTypeError("WIDTHxHEIGHT in pixels, such as 1280x800")
    return int(width), int(height)


def load_fonts() -> list[str]:
    """Load the fonts that come as dependencies; their families. What fails is logged."""
    families = []
    for path in paths.font_files():
        id = QFontDatabase.addApplicationFont(str(path))
        if id < 0:
            log.error("font not loaded: %s", path.name)
        families += QFontDatabase.applicationFontFamilies(id) if id >= 0 else []
    return sorted(set(families))


def _log_to_file(recorder: crashes.Recorder) -> None:
    try:
        file = paths.log_dir() / "hashiya.log"
        handler: logging.Handler = logging.handlers.RotatingFileHandler(
            file, maxBytes=500_000, backupCount=2, encoding="utf-8"
        )
    except OSError:
        handler = logging.NullHandler()
    form = "%(asctime)s %(levelname)s %(name)s: %(message)s"
    logging.basicConfig(handlers=[handler], level=logging.INFO, format=form)
    sys.excepthook = partial(_unforeseen, recorder)
    recorder.watch_threads()
    qInstallMessageHandler(_qt_said)


def _unforeseen(
    recorder: crashes.Recorder,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
) -> None:
    recorder.record(kind, error, trace)
    log.critical("unforeseen", exc_info=(kind, error, trace))
    for widget in QApplication.topLevelWidgets() if QApplication.instance() else ():
        if isinstance(widget, MainWindow) and isinstance(error, Exception):
            widget.session.failed.emit(error)


def _qt_said(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    level = logging.DEBUG if kind == QtMsgType.QtDebugMsg else logging.WARNING
    logging.getLogger("qt").log(level, text)


def main(argv: list[str]) -> int:
    """The window (or its picture, or the self-test). The exit code."""
    options = _options(argv)
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
        if not arrivals.first() and hand_over(arrivals.name, options.paths):
            return 0
    recorder = crashes.Recorder(folders[-1], crashes.interpreter() + f"Qt {qVersion()}\n")
    qt = QApplication.instance() or Application(["hashiya"])
    assert isinstance(qt, QApplication)
    qt.setApplicationName("hashiya")
    qt.setApplicationVersion(__version__)
    qt.setDesktopFileName("io.github.hashiya.Hashiya")
    _log_to_file(recorder)
    families = load_fonts()
    test = options.self_test
    code = _self_test(families, options) if test else _window(qt, options, arrivals)
    if qt.platformName() == "offscreen":  # its clipboard outlives Python, and what Python put there
        qt.clipboard().clear()
    if arrivals is not None:
        arrivals.close()
    recorder.end()
    return code


def _self_test(families: list[str], options: argparse.Namespace) -> int:
    from viewer.ui.selftest import run

    result = run(families, options.language or system_language())
    print(json.dumps(result, ensure_ascii=False, indent=1))
    return 0 if result["ok"] else 1


def _window(qt: QApplication, options: argparse.Namespace, arrivals: Arrivals | None) -> int:
    """Show the window until it is closed, or draw its picture. The exit code."""
    app = App(qt, options)
    assert app.window is not None
    if options.mode:
        app.session.view.set_mode(options.mode)
    app.window.show()
    picture = Picture(app, options.screenshot.absolute()) if options.screenshot else None
    if options.paths:
        app.session.open_paths(options.paths)
    elif picture is None:
        app.session.restore(app.settings.session)
    if arrivals is not None:
        arrivals.arrived.connect(app.arrive)
        QTimer.singleShot(0, arrivals.listen)
        if arrivals.is_first:  # only the one instance puts reports away
            app.report = crashes.collect(paths.log_dir())
        QTimer.singleShot(OFFERED, app.offer_report)
    if isinstance(qt, Application):
        qt.arrivals = arrivals
        QTimer.singleShot(0, qt.hand_on)
    code = qt.exec()
    return picture.code if picture else code
