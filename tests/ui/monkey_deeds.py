"""What the monkey does: each deed is a method of `Monkey`, chosen by chance."""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import random
import shutil
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from kept import holders
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QDesktopServices, QKeyEvent, QWheelEvent
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QTextEdit,
    QWidget,
)

from viewer.app import App, Seat
from viewer.core.base.settings import Settings
from viewer.core.notes.note import Note
from viewer.core.text.document import Document
from viewer.session.base import background_jobs

STALLED_S = 1.5
"""Seconds of processor time of the GUI thread in a row, for each window, that count as a stall: a
change of language builds all windows anew."""
DEED_MS = 25
"""Milliseconds from one deed to the next."""
SAMPLED = 100
"""Deeds from one look at threads, handles and children to the next."""
TYPED = (
    *("المتحدث", "الاجتماع ", "note", "mid", "قال", "the", '"في العاصمة"', "a.*b", "(", "ملاحظة"),
    *("x" * 300, "\u202e", "👨‍👩‍👧", "1/2021", "السفير*", "٣", "%s", "<b>x</b>", "a NEAR/3 b"),
)
ENDINGS = (".pdf", ".csv", ".html", ".docx", ".tmx", ".json", ".txt")
"""Of files that are exported."""

NOT_DONE = {"quit", "forget_corpus", "logs", "versions", "full_screen"}
"""Commands that end the program, delete a corpus, or leave the program."""
TAB_COMMANDS = (
    *("open_tab", "close_tab", "next_tab", "previous_tab", "back", "forward", "beside"),
    *("other_text", "next_document", "previous_document"),
)
S = Settings
SWITCHES = (
    *(S.xray, S.invisibles, S.numbers, S.justify, S.furniture, S.swapped, S.covered, S.hover),
    *(S.focus, S.mine),
)
PANELS = (
    *("notes", "outline", "search", "translation", "corpus_notes", "changes", "words", "tree"),
)
KEYS = [
    *(Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_PageDown),
    *(Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Return, Qt.Key.Key_Escape),
    *(Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Menu),
    *(Qt.Key.Key_J, Qt.Key.Key_M, Qt.Key.Key_S, Qt.Key.Key_P, Qt.Key.Key_N, Qt.Key.Key_X),
    *(Qt.Key.Key_T, Qt.Key.Key_D, Qt.Key.Key_F7, Qt.Key.Key_F4),
]
MODIFIERS = [
    *[Qt.KeyboardModifier.NoModifier] * 5,
    *(Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier),
    Qt.KeyboardModifier.AltModifier,
]
DEEP = 25
"""Deeds in one dialog after which it is left."""
WINDOWS = 4
START_MS = 1500
"""Milliseconds from the start of the program to the first deed."""


def keep_inside(pick: random.Random, base: Path) -> None:
    """Nothing leaves the program, and no dialog of the system waits for a person."""
    corpus, out = base / "corpus", base / "out"
    out.mkdir()
    files = sorted(path for path in corpus.rglob("*") if path.is_file())

    def opened(*_: object, **__: object) -> tuple[str, str]:
        return "" if pick.random() < 0.4 else str(pick.choice(files)), ""

    def several(*_: object, **__: object) -> tuple[list[str], str]:
        return [] if pick.random() < 0.4 else [str(path) for path in pick.sample(files, 2)], ""

    def saved(*_: object, **__: object) -> tuple[str, str]:
        name = f"f{pick.randrange(9)}{pick.choice(ENDINGS)}"
        return "" if pick.random() < 0.4 else str(out / name), ""

    def folder(*_: object, **__: object) -> str:
        return pick.choice(["", str(corpus), str(corpus / "كتاب")])

    for owner, name, stand_in in (
        (QDesktopServices, "openUrl", lambda *_: True),
        (QFileDialog, "getExistingDirectory", folder),
        (QFileDialog, "getOpenFileNames", several),
        (QFileDialog, "getOpenFileName", opened),
        (QFileDialog, "getSaveFileName", saved),
    ):
        setattr(owner, name, staticmethod(stand_in))
    QPrintDialog.exec = lambda *_: 0


def type_in(widget: QWidget, text: str) -> None:
    """Type any letters: QTest.keyClicks stops the program at one that is not ASCII."""
    none = Qt.KeyboardModifier.NoModifier
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, none, letter))


class Log(logging.Handler):
    """Notes down what the program logs as an error, and after which deeds."""

    def __init__(self, monkey: Monkey) -> None:
        super().__init__(logging.ERROR)
        self.found: dict[str, dict[str, Any]] = {}
        self._monkey = monkey

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if record.exc_info and record.exc_info[1] is not None:
            text = "".join(traceback.format_exception(record.exc_info[1]))
        first = {"times": 0, "after": [*self._monkey.trail[-8:], self._monkey.now]}
        self.found.setdefault(text[-2000:], first)["times"] += 1


def sample() -> dict[str, int]:
    """Threads, open handles and children of this process (Linux; elsewhere nothing)."""
    if not Path("/proc/self/status").exists():
        return {}
    text = Path("/proc/self/status").read_text()
    status = dict(line.split(":", 1) for line in text.splitlines() if ":" in line)
    return {
        "threads": int(status["Threads"]),
        "handles": len(os.listdir("/proc/self/fd")),
        "children": sum(1 for _ in children()),
    }


def children() -> Iterator[int]:
    """Their ids."""
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError):
            fields = (process / "stat").read_text().rpartition(")")[2].split()
            if int(fields[1]) == os.getpid():
                yield int(process.name)


def kept_documents(shown: set[int]) -> list[str]:
    """The documents in memory besides those with these ids, each with what holds it."""
    gc.collect()
    alive = [each for each in gc.get_objects() if isinstance(each, Document)]
    return [holders(each) for each in alive if id(each) not in shown]


class Monkey(QObject):
    """Does one thing after the other in the windows of the program, and notes down what it says."""

    def __init__(
        self, app: App, pick: random.Random, corpus: Path, actions: int, outside: bool
    ) -> None:
        super().__init__(app)
        self.done, self.now, self.trail = 0, "start", list[str]()
        self.notes: dict[str, str | None] = {}
        """The text of each note that was told as saved, by id."""
        self.stalls: list[tuple[float, str]] = []
        self.samples: list[dict[str, int]] = []
        self.kept: list[str] = []
        self.turned = time.monotonic()
        """When the event loop turned last."""
        self.log = Log(self)
        self._app, self._pick, self._corpus, self._actions = app, pick, corpus, actions
        self._files = sorted(path for path in corpus.rglob("*") if path.is_file())
        self._deep, self._heard, self._cpu = 0, set[int](), time.thread_time()
        self._deeds = self._chosen_from(outside)
        self._beat = QTimer(self)
        self._beat.setInterval(20)
        self._beat.timeout.connect(self._turn)
        self._beat.start()
        QTimer.singleShot(START_MS, self._begin)

    def _chosen_from(self, outside: bool) -> list[Callable[[], None]]:
        """Every deed, as many times as it is likely."""
        likely = {
            self.command: 14,
            self.key: 14,
            self.work: 10,
            self.click: 10,
            self.tab: 8,
            self.note: 8,
            self.wheel: 8,
            self.select: 6,
            self.look: 6,
            self.long_work: 5,
            self.type: 5,
            self.search: 5,
            self.undo: 4,
            self.resize: 3,
            self.window: 2,
            self.corpora: 2,
            self.outside: 2 if outside else 0,
        }
        return [deed for deed, times in likely.items() for _ in range(times)]

    def _begin(self) -> None:
        logging.getLogger().addHandler(self.log)
        self._next()

    def _next(self) -> None:
        # A repeating timer would not fire inside of a dialog that its own slot opened.
        QTimer.singleShot(DEED_MS, self._step)

    def _turn(self) -> None:
        used, self._cpu = time.thread_time() - self._cpu, time.thread_time()
        self.turned = time.monotonic()
        if used > STALLED_S * max(1, len(self._app.seats)):
            self.stalls.append((round(used, 2), self.now))

    def _seat(self) -> Seat:
        return self._pick.choice(self._app.seats)

    def _step(self) -> None:
        if self.done >= self._actions:
            self._finish()
            return
        self._next()
        self.done += 1
        if self.done % SAMPLED == 0:
            self.samples.append(sample())
        for seat in self._app.seats:
            self._listen(seat)
        popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        if popup is not None:
            self.now = f"popup {type(popup).__name__}"
            self.popup(popup)
        elif modal is not None:
            self.now = f"dialog {type(modal).__name__}"
            self.dialog(modal)
        else:
            deed = self._pick.choice(self._deeds)
            self.now = deed.__name__
            deed()
        self.trail = [*self.trail[-30:], self.now]

    def _listen(self, seat: Seat) -> None:
        if id(seat.session) not in self._heard:
            self._heard.add(id(seat.session))
            seat.session.notebook.written.connect(self._written)
            seat.session.notebook.rewritten.connect(self._forget_texts)
            seat.session.notebook.history_changed.connect(self._stepped)

    def _written(self, note: Note) -> None:
        self.notes[note.id] = note.text

    def _stepped(self) -> None:
        """After undo a note says again what it said, which is not told where its text is closed."""
        if any(seat.session.notebook.can_redo for seat in self._app.seats):
            self._forget_texts()

    def _forget_texts(self, _: object = None) -> None:
        """Another version came back: notes may say something else than was written last."""
        self.notes = dict.fromkeys(self.notes)

    # Where something is open over the window

    def popup(self, popup: QWidget) -> None:
        chance = self._pick.random()
        if isinstance(popup, QMenu) and chance < 0.35:
            rows = [
                row
                for row in popup.actions()
                if row.isEnabled()
                and not (row.isSeparator() or row.menu() or row.objectName() in NOT_DONE)
            ]
            if rows:
                row = self._pick.choice(rows)
                self.now += " " + row.objectName()
                popup.close()
                row.trigger()
                return
        if chance < 0.5:
            down, up, enter = Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return
            QTest.keyClick(popup, self._pick.choice([down, up, enter]))
        else:
            popup.close()

    def dialog(self, dialog: QWidget) -> None:
        self._deep += 1
        chance = self._pick.random()
        if self._deep > DEEP or chance < 0.3:
            accepted = self._deep <= DEEP and chance < 0.1
            self._deep = 0
            if isinstance(dialog, QDialog):
                dialog.accept() if accepted else dialog.reject()
            else:
                dialog.close()
            return
        inside = dialog.findChildren(QWidget)
        if parts := [each for each in inside if each.isVisible() and each.isEnabled()]:
            self._use(self._pick.choice(parts))

    def _use(self, part: QWidget) -> None:
        """Do with a part of a dialog what it is for."""
        key, pick = Qt.Key, self._pick
        if isinstance(part, QAbstractButton):
            self.now += " " + part.text()[:30]
            part.click()
        elif isinstance(part, QLineEdit):
            type_in(part, pick.choice(TYPED))
        elif isinstance(part, QComboBox) and part.count():
            part.setCurrentIndex(pick.randrange(part.count()))
        elif isinstance(part, QAbstractItemView) and part.model() and part.model().rowCount():
            part.setCurrentIndex(part.model().index(pick.randrange(part.model().rowCount()), 0))
            keys = [key.Key_Space, key.Key_Down, key.Key_Delete, key.Key_Return]
            QTest.keyClick(part, pick.choice(keys))
        else:
            QTest.keyClick(part, pick.choice([key.Key_Tab, key.Key_Down, key.Key_Space]))

    # Deeds

    def _trigger(self, seat: Seat, *ids: str) -> None:
        action = seat.window.commands[self._pick.choice(ids)]
        self.now = f"{self.now} {action.objectName()}"
        if action.isEnabled():
            action.trigger()

    def command(self) -> None:
        seat = self._seat()
        ids = [action.objectName() for action in seat.window.commands]
        self._trigger(seat, *(id for id in ids if id not in NOT_DONE))

    def work(self) -> None:
        self._open_work("")

    def long_work(self) -> None:
        self._open_work(self._pick.choice(["طويل", "مزدوج", "صفحة", "خبر0"]))

    def _open_work(self, part: str) -> None:
        session = self._seat().session
        for corpus in session.corpora:
            if works := [work for work in corpus.works if part in work.name]:
                session.open_work(corpus, self._pick.choice(works))
                return
        session.open_paths([self._corpus])

    def tab(self) -> None:
        self._trigger(self._seat(), *TAB_COMMANDS)

    def window(self) -> None:
        seat, open_now = self._seat(), len(self._app.seats)
        if open_now < WINDOWS and self._pick.random() < 0.5:
            self._trigger(seat, "new_window")
        elif open_now > 1:
            self.now = "close window"
            seat.window.close()

    def select(self) -> None:
        self._select(self._seat())

    def _select(self, seat: Seat) -> None:
        view, pick = seat.window.pane.reader.viewport(), self._pick
        width, height = view.width(), view.height()
        if width < 60 or height < 60:
            return

        def point() -> QPoint:
            return QPoint(pick.randrange(5, width - 5), pick.randrange(5, height - 5))

        left = Qt.MouseButton.LeftButton
        if pick.random() < 0.4:
            QTest.mouseDClick(view, left, pos=point())
            QTest.mouseRelease(view, left)  # else it would be held down from then on
        else:
            QTest.mousePress(view, left, pos=point())
            QTest.mouseMove(view, point())
            QTest.mouseRelease(view, left, pos=point())

    def note(self) -> None:
        seat = self._seat()
        self._select(seat)
        self._trigger(seat, "highlight", "note", "document_note", "note")
        self.type()

    def type(self) -> None:
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit | QTextEdit):
            type_in(field, self._pick.choice(TYPED))

    def undo(self) -> None:
        self._trigger(self._seat(), "undo", "redo")

    def wheel(self) -> None:
        view = self._seat().window.pane.reader.viewport()
        middle, turn = QPointF(view.rect().center()), self._pick.choice([-1200, -240, 240, 2400])
        held = Qt.KeyboardModifier
        keys = held.ControlModifier if self._pick.random() < 0.2 else held.NoModifier
        where = QPointF(view.mapToGlobal(middle.toPoint()))
        none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(middle, where, QPoint(), QPoint(0, turn), none, keys, phase, False)
        QApplication.sendEvent(view, event)

    def key(self) -> None:
        key, held = self._pick.choice(KEYS), self._pick.choice(MODIFIERS)
        self.now = f"key {held.name} {key.name}"
        QTest.keyClick(QApplication.focusWidget() or self._seat().window, key, held)

    def click(self) -> None:
        window = self._seat().window
        parts = [
            part
            for part in window.findChildren(QWidget)
            if part.isVisible() and part.isEnabled() and not part.visibleRegion().isEmpty()
        ]
        part = self._pick.choice(parts or [window])
        self.now = f"click {type(part).__name__} {part.objectName()}"
        if isinstance(part, QMenu):
            return
        place = part.visibleRegion().boundingRect().center()
        if self._pick.random() < 0.1:
            reason, where = QContextMenuEvent.Reason.Mouse, part.mapToGlobal(place)
            QApplication.postEvent(part, QContextMenuEvent(reason, place, where))
        else:
            QTest.mouseClick(part, Qt.MouseButton.LeftButton, pos=place)

    def resize(self) -> None:
        width, height = self._pick.randrange(420, 1800), self._pick.randrange(320, 1100)
        self._seat().window.resize(width, height)

    def look(self) -> None:
        seat, pick = self._seat(), self._pick
        session, choice = seat.session, pick.randrange(8)
        self.now = f"look {choice}"
        if choice == 0:
            session.set(Settings.language, pick.choice(["ar", "en"]))
        elif choice == 1:
            session.set(Settings.theme, pick.choice(["light", "sepia", "dark"]))
        elif choice == 2:
            session.set(Settings.digits, pick.choice(["", "eastern", "western"]))
        elif choice == 3:
            session.view.set_mode(pick.choice(["side", "stacked", "rtl", "ltr"]))
        elif choice == 4:
            session.zoom(pick.choice([-1, 1, 0]))
        elif choice == 5:
            seat.session.toggle(pick.choice(SWITCHES))
        else:
            self._trigger(seat, *PANELS)

    def search(self) -> None:
        self._trigger(
            self._seat(), "search_corpus", "find", "search_selection", "look_up", "filter"
        )
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit):
            field.selectAll()
            type_in(field, self._pick.choice(TYPED))
            QTest.keyClick(field, Qt.Key.Key_Return)

    def corpora(self) -> None:
        session, chance = self._seat().session, self._pick.random()
        if chance < 0.4:
            session.open_paths([self._corpus])
        elif chance < 0.6:
            session.open_paths([self._pick.choice(self._files)])
        elif chance < 0.75 and session.corpora:
            session.corpora.close_corpus(self._pick.choice(list(session.corpora)))
        else:
            session.loader.reload()

    def outside(self) -> None:
        """Somebody else changes, renames or deletes a file, or the notes on disk."""
        path, chance, notes = self._pick.choice(self._files), self._pick.random(), "hashiya-notes"
        try:
            if chance < 0.3:
                kept = path.read_bytes()[: self._pick.randrange(1, 5000)]
                path.write_bytes(kept + "\nسطر جديد\n".encode())
            elif chance < 0.5:
                renamed = path.with_name("م-" + path.name[-40:])
                path.rename(renamed)
                self._files[self._files.index(path)] = renamed
            elif chance < 0.6:
                path.unlink()
            elif chance < 0.7:
                shutil.rmtree(self._corpus / notes / "cache", ignore_errors=True)
                (self._corpus / f"new{self.done}.txt").write_text("نص جديد\n", "utf-8")
            elif chance < 0.8:
                for file in sorted((self._corpus / notes).rglob("*.json"))[:1]:
                    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
            else:
                path.touch()
        except OSError:
            self.now += " in vain"

    # The end

    def _finish(self) -> None:
        """Leave what is open over the window, close all corpora, and see what is kept."""
        self.now = "finish"
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        if (modal := QApplication.activeModalWidget()) is not None:
            modal.close()
            QTimer.singleShot(DEED_MS, self._finish)
            return
        self._until = time.monotonic() + 30
        for seat in self._app.seats:
            for corpus in list(seat.session.corpora):
                seat.session.corpora.close_corpus(corpus)
        self._leave()

    def _leave(self) -> None:
        """Once nothing is kept any more, or too long."""
        shown = {id(d) for seat in self._app.seats for d in seat.session.tabs.documents()}
        jobs, documents = list(background_jobs._MAIL.askers), kept_documents(shown)
        if (jobs or documents) and time.monotonic() < self._until:
            QTimer.singleShot(200, self._leave)
            return
        self.kept = [*map(holders, jobs), *documents]
        self._app.leave()
