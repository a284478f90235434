"""Links between notes and places: where a note leads, and what leads to it or into an open text.

A note is known by its id, which is the IRI of an annotation and stays what it is wherever its
document is moved to; it may also stand in the words of another. QtCore only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.core.language.arabic import fold
from viewer.core.notes.note import Link, Note
from viewer.core.text.document import Place
from viewer.session.base.background_jobs import Job, Jobs
from viewer.session.base.load_jobs import Corpus
from viewer.session.base.view_state import View
from viewer.session.notes.notebook import Notebook

PAUSE_MS = 300
"""Milliseconds after the last change before the notes of the corpus are read for links."""
OFFERED = 2000
"""Notes, the newest first, that are offered to be linked to."""
_AROUND = ".,;!?()[]<>«»\"'“”‘’،؛؟"


class Linked(NamedTuple):
    """What stands at the other end of a link: a note, or a place.

    `label`: of the document, as in `NoteStore.all`; empty where it is not known. `words`: of the
    place, else of the note. `link`: the link itself, where it is one that can be taken off.
    """

    id: str
    label: str
    words: str
    path: Path | None = None
    place: Place | None = None
    link: Link | None = None


class LinkedNotes(NamedTuple):
    """What a note leads to, and what leads to it. `id` empty, `to` empty: what leads into the
    texts that are open."""

    id: str
    to: tuple[Linked, ...]
    back: tuple[Linked, ...]


@dataclass(frozen=True)
class Offer:
    """A note or a text that can be linked to. `folded`: what a search for it is compared with."""

    words: str
    label: str
    link: Link
    folded: str


def named(text: str) -> frozenset[str]:
    """The words of a text that may be ids of notes."""
    words = (word.strip(_AROUND) for word in text.split() if ":" in word)
    return frozenset(words)


def words_of(note: Note) -> str:
    """What a note is known by, on one line: its place, else what it says."""
    return " ".join((note.place.exact if note.place else note.text).split())


class NoteLinks(QObject):
    """Finds the links of one note among all notes of its corpus."""

    found = Signal(object)
    """`LinkedNotes` of the note that was asked for last."""
    pointed = Signal(object)
    """`LinkedNotes` without an id: what leads into the texts that are open."""
    copied = Signal()
    """A link is on the clipboard."""
    none_copied = Signal()
    """A link was to be made, and there is none on the clipboard."""
    offered = Signal(list)
    """An `Offer` of each note and text of the corpus."""

    def __init__(
        self,
        view: View,
        notebook: Notebook,
        jobs: Jobs,
        title_of: Callable[[Corpus, str], str | None],
    ) -> None:
        super().__init__()
        self._view, self._jobs, self._title_of = view, jobs, title_of
        self._note: Note | None = None
        self._job: Job | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._find)
        notebook.saved.connect(self._again)
        notebook.changed.connect(self._again)
        view.opened.connect(self._pause.start)

    def ask(self, note: Note | None) -> None:
        """Find the links of a note; `found` tells them, and tells them again when notes change."""
        self._note = note
        self._pause.start()

    def ask_offers(self) -> None:
        """Find what can be linked to; `offered` tells."""
        corpus = self._view.corpus
        if isinstance(corpus, Corpus):
            paths = [path for work in corpus.works for path in work.documents.values()]
            texts = {path: self._title_of(corpus, path) for path in paths}
            self._jobs.run(_Offer(corpus, texts), self.offered.emit)

    def name(self, path: Path) -> str:
        """What a link calls an open document."""
        corpus = self._view.corpus
        return corpus.store.name_of(path) if isinstance(corpus, Corpus) else path.as_posix()

    def _again(self, changed: object) -> None:
        self._pause.start()

    def _find(self) -> None:
        if self._job is not None:
            self._job.cancel()
        corpus = self._view.corpus
        if isinstance(corpus, Corpus):
            shown = {d.path for d in self._view.published.values() if d.path is not None}
            self._job = self._jobs.run(_Find(corpus, self._note, shown), self._done)

    def _done(self, result: tuple[LinkedNotes | None, LinkedNotes]) -> None:
        self._job = None
        links, pointed = result
        self.pointed.emit(pointed)
        if links is not None and self._note is not None and links.id == self._note.id:
            self.found.emit(links)


class _Find:
    """Work for a job: read every note of a corpus."""

    def __init__(self, corpus: Corpus, note: Note | None, shown: Iterable[Path]) -> None:
        self._corpus, self._note, self._shown = corpus, note, frozenset(shown)

    def __call__(self, job: Job) -> tuple[LinkedNotes | None, LinkedNotes]:
        store, into = self._corpus.store, []
        for label, note in store.leading() if self._shown else ():
            beside = store.document(label)
            paths = (store.path_of(link.path, beside) for link in note.links if link.path)
            if any(path in self._shown for path in paths):
                into.append(Linked(note.id, label, words_of(note)))
        made = self._of(self._note, job) if self._note is not None else None
        return made, LinkedNotes("", (), tuple(into))

    def _of(self, mine: Note, job: Job) -> LinkedNotes:
        known: dict[str, Linked] = {}
        back = []
        wanted = named(mine.text) | {link.note for link in mine.links}
        for label, note in self._corpus.store.all():
            if job.cancelled:
                break
            linked = Linked(note.id, label, words_of(note))
            if note.id in wanted:
                known[note.id] = linked
            if note.id != mine.id and _leads(note, mine.id):
                back.append(linked)
        return LinkedNotes(mine.id, tuple(self._to(mine, known)), tuple(back))

    def _to(self, mine: Note, known: dict[str, Linked]) -> Iterator[Linked]:
        """The ends of the links of the note: those that were made, then those in its words."""
        for link in mine.links:
            place, words = link.place, link.label
            if link.path:
                words = " ".join((place.exact if place else words).split()) or link.path
                yield Linked("", link.path, words, self._path(link), place, link)
            elif link.note in known:
                end = known[link.note]
                yield Linked(end.id, end.label, end.words, link=link)
            else:
                yield Linked("", "", words or link.note, link=link)
        made = {link.note for link in mine.links} | {mine.id}
        yield from (known[id] for id in sorted(named(mine.text) - made) if id in known)

    def _path(self, link: Link) -> Path:
        """The document of a link: names in notes are told from the folder of the corpus."""
        root = self._corpus.root or Path()
        return self._corpus.store.path_of(link.path, root / "-")


def _leads(note: Note, id: str) -> bool:
    linked = any(link.note == id for link in note.links)
    return linked or (":" in note.text and id in named(note.text))


class _Offer:
    """Work for a job: what can be linked to. `texts`: path -> what the document is called."""

    def __init__(self, corpus: Corpus, texts: Mapping[str, str | None]) -> None:
        self._corpus, self._texts = corpus, texts

    def __call__(self, job: Job) -> list[Offer]:
        store, made = self._corpus.store, []
        for path, title in self._texts.items():
            words = " ".join((title or path.rpartition("/")[2]).split())
            link = Link(path=store.name_of(self._corpus.path(path)), label=words)
            made.append(Offer(words, path, link, fold(f"{words} {path}").text))
        notes = sorted(store.all(), key=_modified, reverse=True)
        for label, note in notes[:OFFERED]:
            if words := words_of(note):
                link = Link(note.id, label=words[:LABEL])
                made.append(Offer(words, label, link, fold(f"{words} {note.text}").text))
        return made


LABEL = 80
"""Code points of the words that a link is known by."""


def _modified(pair: tuple[str, Note]) -> str:
    return pair[1].modified
