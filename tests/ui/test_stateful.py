"""The whole window as a state machine: whatever is done in whatever order, what was told as saved
is on disk and on the screen, nothing is logged as an error, and what is closed is let go.

`--all` tries many more sequences of deeds, and longer ones.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import shutil
import tempfile
import weakref
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from kept import holders
from PySide6.QtWidgets import QApplication
from ui_parts import another_window, stop, wait

from viewer import app as program
from viewer.core.base.settings import Settings
from viewer.core.notes.note import Note
from viewer.core.text.document import Document
from viewer.session.session import Session

NAMES = ("one.ar.txt", "two.ar.txt", "pair.ar.txt", "pair.en.txt")
WORDS = st.sampled_from(["ملاحظة", "a note", "", "سؤال؟ <b>x</b> %s", "two\nlines"])
PICK = st.integers(0, 99)
"""Which of what there is; taken modulo its number."""


@dataclass(frozen=True)
class Step:
    """What undo takes back: a note of a document before and after; None: it is not there."""

    document: int
    note: str
    before: str | None
    after: str | None


@dataclass
class History:
    """What a window can take back and do again."""

    undo: list[Step] = field(default_factory=list)
    redo: list[Step] = field(default_factory=list)


class Errors(logging.Handler):
    """Keeps what is logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(self.format(record))


class Windows(RuleBasedStateMachine):
    """The program on a folder of texts, and what there should be in it."""

    def __init__(self, qt: QApplication) -> None:
        super().__init__()
        self._folder = Path(tempfile.mkdtemp())
        self.corpus = self._folder / "corpus"
        os.environ["HASHIYA_HOME"] = str(self._folder / "home")
        self._errors = Errors()
        logging.getLogger().addHandler(self._errors)
        options = program.start_options(["--language", "en"])
        self.app = program.App(qt, options)
        self.app.session.corpora._warmed = True  # no child is made that no deed asks for
        self.paths: list[Path] = []
        self.notes: list[dict[str, str]] = []
        """The texts of the notes that each document should have, by id."""
        self.histories: dict[Session, History] = {}
        self._shown: dict[int, weakref.ref[Document]] = {}

    @initialize()
    def start(self) -> None:
        self.corpus.mkdir()
        for name in NAMES:
            words = "فقرة من نص" if ".ar." in name else "paragraph of a text"
            lines = [f"{name} {words} {number}" for number in range(30)]
            self.paths.append(self.corpus / name)
            self.paths[-1].write_text("\n".join(lines), "utf-8")
            self.notes.append({})
        self.app.window.show()
        self.histories[self.app.session] = History()
        self._open_corpus(self.app.session)

    # What there is

    def _session(self, pick: int) -> Session:
        seats = self.app.seats
        return seats[pick % len(seats)].session

    def _open_corpus(self, session: Session) -> None:
        session.open_paths([self.corpus])
        wait(lambda: session.corpora and session.corpora[0].complete)
        self._settle()

    def _settle(self) -> None:
        """Until nothing is read, saved or looked at any more; indexing goes on."""
        sessions = [seat.session for seat in self.app.seats]
        for s in sessions:
            wait(lambda s=s: not s.busy)
            for queue in (s.jobs, s.notebook.saves, s.watching._jobs, s.notebook.saves):
                wait(lambda queue=queue: queue.wait(0))
                QApplication.processEvents()
        for session in sessions:
            for document in session.view.documents.values():
                self._shown[id(document)] = weakref.ref(document)

    def _number(self, document: Document) -> int:
        """Which of the documents it is."""
        assert document.path is not None
        return self.paths.index(document.path)

    def _document(self, session: Session, pick: int) -> Document | None:
        """One of those on the screen; not one that was renamed a moment ago, unseen as yet."""
        shown = [each for each in session.view.documents.values() if each.path in self.paths]
        return shown[pick % len(shown)] if shown else None

    def _own_note(self, session: Session, pick: int) -> tuple[Document, Note] | None:
        """One on the screen that was written in this window, where undo would find it."""
        own = {step.note for step in self.histories[session].undo}
        found = [
            (document, placed.note)
            for document in session.view.documents.values()
            for placed in session.notebook.of(document)
            if placed.note.id in own
        ]
        return found[pick % len(found)] if found else None

    def _did(self, session: Session, step: Step) -> None:
        """It was done: wait for the disk, and expect it."""
        self._settle()
        history = self.histories[session]
        history.undo.append(step)
        history.redo.clear()
        self._expect(step.document, step.note, step.after)

    def _expect(self, document: int, note: str, text: str | None) -> None:
        if text is None:
            self.notes[document].pop(note, None)
        else:
            self.notes[document][note] = text

    # Works, tabs, windows

    @rule(window=PICK, work=PICK, tab=st.booleans())
    def open_work(self, window: int, work: int, tab: bool) -> None:
        session = self._session(window)
        if not session.corpora:
            self._open_corpus(session)
        corpus = session.corpora[0]
        chosen = corpus.works[work % len(corpus.works)]
        if tab:
            session.tabs.open(corpus, chosen)
        else:
            session.open_work(corpus, chosen)
        self._settle()

    @rule(window=PICK, first=PICK, second=PICK)
    def switch_at_once(self, window: int, first: int, second: int) -> None:
        """Another work is asked for while one is still being read."""
        session = self._session(window)
        if session.corpora:
            corpus = session.corpora[0]
            for pick in (first, second):
                session.open_work(corpus, corpus.works[pick % len(corpus.works)])
            self._settle()
            assert session.view.work == corpus.works[second % len(corpus.works)]

    @rule(window=PICK, tab=PICK)
    def activate_tab(self, window: int, tab: int) -> None:
        tabs = self._session(window).tabs
        tabs.activate(tabs.tabs[tab % len(tabs.tabs)])
        self._settle()

    @rule(window=PICK, tab=PICK)
    def close_tab(self, window: int, tab: int) -> None:
        tabs = self._session(window).tabs
        tabs.close(tabs.tabs[tab % len(tabs.tabs)])
        self._settle()

    @rule(window=PICK)
    def toggle_beside(self, window: int) -> None:
        self.app.seats[window % len(self.app.seats)].window.panes.toggle_beside()
        self._settle()

    @rule(window=PICK)
    def close_corpus(self, window: int) -> None:
        session = self._session(window)
        if session.corpora:
            session.corpora.close_corpus(session.corpora[0])
            self._settle()

    @precondition(lambda self: len(self.app.seats) < 2)
    @rule()
    def open_window(self) -> None:
        session = another_window(self.app).session
        self.histories[session] = History()
        self._open_corpus(session)

    @precondition(lambda self: len(self.app.seats) > 1)
    @rule(window=PICK)
    def close_window(self, window: int) -> None:
        seat = self.app.seats[window % len(self.app.seats)]
        del self.histories[seat.session]
        seat.window.close()
        self._settle()

    @rule(theme=st.sampled_from(["light", "dark"]))
    def change_theme(self, theme: str) -> None:
        """Every window is built anew."""
        self.app.session.set(Settings.theme, theme)
        QApplication.processEvents()
        self._settle()

    # Notes

    @rule(window=PICK, which=PICK, start=st.integers(0, 300), length=PICK, text=WORDS)
    def write_note(self, window: int, which: int, start: int, length: int, text: str) -> None:
        session = self._session(window)
        if (document := self._document(session, which)) is not None:
            end = min(start + 1 + length, document.lines.length())
            place = document.place(min(start, end - 1), end)
            id = session.notebook.write(document, place, text=text)
            self._did(session, Step(self._number(document), id, None, text))

    @rule(window=PICK, which=PICK, text=WORDS)
    def edit_note(self, window: int, which: int, text: str) -> None:
        session = self._session(window)
        if (found := self._own_note(session, which)) is not None and found[1].text != text:
            document, note = found
            session.notebook.edit(document, note, text=text)
            self._did(session, Step(self._number(document), note.id, note.text, text))

    @rule(window=PICK, which=PICK)
    def delete_note(self, window: int, which: int) -> None:
        session = self._session(window)
        if (found := self._own_note(session, which)) is not None:
            document, note = found
            session.notebook.delete(document, note)
            self._did(session, Step(self._number(document), note.id, note.text, None))

    @rule(window=PICK)
    def undo(self, window: int) -> None:
        session = self._session(window)
        history = self.histories[session]
        session.notebook.undo()
        self._settle()
        if history.undo:
            history.redo.append(step := history.undo.pop())
            self._expect(step.document, step.note, step.before)

    @rule(window=PICK)
    def redo(self, window: int) -> None:
        session = self._session(window)
        history = self.histories[session]
        session.notebook.redo()
        self._settle()
        if history.redo:
            history.undo.append(step := history.redo.pop())
            self._expect(step.document, step.note, step.after)

    # Somebody else

    @rule(which=PICK, line=PICK)
    def edit_on_disk(self, which: int, line: int) -> None:
        path = self.paths[which % len(self.paths)]
        lines = path.read_text("utf-8").split("\n")
        lines.insert(line % len(lines), f"سطر جديد {line}")
        path.write_text("\n".join(lines), "utf-8")
        self._looked_again()

    @rule(which=PICK)
    def rename_on_disk(self, which: int) -> None:
        number = which % len(self.paths)
        old = self.paths[number]
        new = old.with_name("new-" + old.name)
        old.rename(new)
        self.paths[number] = new
        self._looked_again()
        for seat in self.app.seats:
            for corpus in seat.session.corpora:
                wait(lambda corpus=corpus: corpus.work_of(new) is not None)
        self._settle()

    def _looked_again(self) -> None:
        """The reader comes back to the windows, which look at the disk."""
        for seat in self.app.seats:
            seat.session.watching.look_again()
            for corpus in seat.session.corpora:
                seat.session.corpora.rescan(corpus)
        self._settle()

    # What always holds

    @invariant()
    def no_error_is_logged(self) -> None:
        assert not self._errors.found

    @invariant()
    def undo_offers_what_was_done(self) -> None:
        for seat in self.app.seats:
            history, notebook = self.histories.get(seat.session, History()), seat.session.notebook
            assert (notebook.can_undo, notebook.can_redo) == (
                bool(history.undo),
                bool(history.redo),
            )

    @invariant()
    def what_was_saved_is_on_disk(self) -> None:
        for seat in self.app.seats:
            for corpus in seat.session.corpora:
                for path, notes in zip(self.paths, self.notes, strict=True):
                    assert {n.id: n.text for n in corpus.store.notes(path)} == notes
                assert corpus.store.damaged == []

    @invariant()
    def the_screen_says_what_the_disk_says(self) -> None:
        for seat in self.app.seats:
            for document in seat.session.view.documents.values():
                if document.path in self.paths:  # else it was renamed a moment ago
                    wanted = self.notes[self.paths.index(document.path)]
                    wait(lambda d=document, w=wanted, s=seat.session: _on_screen(s, d) == w, 10)

    @invariant()
    def what_no_tab_holds_is_let_go(self) -> None:
        with contextlib.suppress(AssertionError):
            wait(lambda: not self._kept(), 10)
        assert [holders(document) for document in self._kept()] == []

    def _kept(self) -> list[Document]:
        """Documents that were shown, and are in memory though no tab has them."""
        gc.collect()
        held = [id(d) for seat in self.app.seats for d in seat.session.tabs.documents()]
        self._shown = {key: ref for key, ref in self._shown.items() if ref() is not None}
        found = [ref() for key, ref in self._shown.items() if key not in held]
        return [document for document in found if document is not None]

    def teardown(self) -> None:
        stop(self.app)
        logging.getLogger().removeHandler(self._errors)
        shutil.rmtree(self._folder, ignore_errors=True)


def _on_screen(session: Session, document: Document) -> dict[str, str]:
    return {placed.note.id: placed.note.text for placed in session.notebook.of(document)}


def run(qt: QApplication, examples: int, steps: int) -> None:
    class OfThisProgram(Windows):
        def __init__(self) -> None:
            super().__init__(qt)

    run_state_machine_as_test(
        OfThisProgram,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )


def test_whatever_is_done_nothing_is_lost(fonts: list[str], qapp: QApplication) -> None:
    run(qapp, 3, 12)


@pytest.mark.slow
def test_whatever_is_done_for_long_nothing_is_lost(fonts: list[str], qapp: QApplication) -> None:
    run(qapp, 60, 40)
