"""Words of a scan that the reader corrects, kept with the notes on it. QtCore only."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from viewer.core.base.merge_json import read_others, save_merged
from viewer.core.parsing.scan.corrections import Correction, same_place
from viewer.core.parsing.scan.layer import corrections_file, kept_corrections, page_text
from viewer.core.parsing.scan.page_text import ScanWord, share_of
from viewer.core.text.document import Document, ScanPage
from viewer.core.worker.client import layers_of
from viewer.session.base.background_jobs import Job
from viewer.session.base.load_jobs import Corpus
from viewer.session.base.pending_saves import Save, Saves
from viewer.session.base.undo import UndoCommand
from viewer.session.base.view_state import View
from viewer.session.page_reading import PageReading, with_notes

CORRECTION = "correction"
"""The kind of the step of undo."""


class WordHere(NamedTuple):
    """A word of a scan at a place of the text: `[start, end)` in code points of the document."""

    document: Document
    start: int
    end: int
    page: int
    scan: ScanPage
    word: ScanWord
    size: tuple[int, int]


class WordCorrections(QObject):
    """Finds the word at a place, and writes what it should be."""

    corrected = Signal(object)
    """A corpus: a document of it has another text."""

    def __init__(
        self,
        view: View,
        saves: Saves,
        did: Callable[[UndoCommand], None],
        reading: PageReading,
        reload: Callable[[], None],
        data: Path,
    ) -> None:
        super().__init__()
        self._view, self._saves, self._did, self._reading = view, saves, did, reading
        self._reload, self._data = reload, data

    def here(self) -> WordHere | None:
        """The word at the caret, or that of the beginning of the selection."""
        view, document = self._view, self._view.document()
        if document is None:
            return None
        at = view.selection.start if view.selection is not None else view.caret
        return self.word_at(document, at)

    def word_at(self, document: Document, position: int) -> WordHere | None:
        """The word of a scan at a place of its text; None where none was read."""
        lines = document.pages
        if not document.scans or lines is None or not len(lines) or document.file is None:
            return None
        start, page, number = lines[lines.at(position)]
        scan = document.scans.get(page)
        if scan is None:
            return None
        text = page_text(_folders(document.file), scan.key, scan.page)
        read = list(text.lines()) if text is not None else []
        if text is None or number >= len(read):
            return None
        for at, word in read[number].placed():
            begin, end = start + at, start + at + len(word.text)
            if begin <= position <= end:
                return WordHere(document, begin, end, page, scan, word, text.size)
        return None

    def next_doubtful(self) -> tuple[str, int, int] | None:
        """The next word after the caret that may have been misread, or the first one: its side, and
        `[start, end)` in code points."""
        view = self._view
        document = view.document() or self._reading.scan()
        if document is None:
            return None
        here = view.caret if document is view.document() else -1
        found = [
            (begin + span.start, begin + span.end)
            for block, spans in sorted(document.spans.items())
            for begin in [document.lines.start(block)]
            for span in spans
            if span.style == "doubtful"
        ]
        after = (each for each in found if each[0] > here)
        place = next(after, found[0] if found else None)
        return (view.side_of(document), *place) if place is not None else None

    def correct(self, here: WordHere, text: str) -> None:
        """Have a word be `text`; nothing for none. A step of undo."""
        corpus, path = self._view.corpus, here.document.file
        if not isinstance(corpus, Corpus) or path is None or text == here.word.text:
            return
        box = share_of(here.word.box, here.size)
        known = next(
            (
                each
                for each in kept_corrections(_folders(path), here.scan.key)
                if each.page == here.scan.page and same_place(each.box, box)
            ),
            None,
        )
        read = known.read if known is not None else here.word.read or here.word.text
        id = known.id if known is not None else uuid.uuid4().urn
        made = Correction(id, here.scan.page, box, read, text)
        do = partial(self._write, corpus, path, here.scan.key, id)
        do(made)
        self._did(UndoCommand(CORRECTION, do, known, made, (path,)))

    def _write(
        self, corpus: Corpus, path: Path, key: str, id: str, said: Correction | None
    ) -> None:
        """Have a correction be so, or be none."""
        file = corrections_file(with_notes(corpus, path, self._data), key)
        work = _Save(file, id, said, corpus.store.backups)
        words = said.text if said is not None else ""
        self._saves.send(Save(f"{file} {id}", path, work, partial(self._wrote, corpus), words))

    def _wrote(self, corpus: Corpus, result: object) -> None:
        self._reload()
        self.corrected.emit(corpus)


def _folders(path: Path) -> list[Path]:
    return [Path(folder) for folder in layers_of(path)]


class _Save:
    """Work for a job: a correction in the file of those of its scan, or out of it."""

    def __init__(self, file: Path, id: str, said: Correction | None, backups: Path) -> None:
        self._file, self._id, self._said, self._backups = file, id, said, backups

    def __call__(self, job: Job) -> None:
        base = read_others(self._file, {})
        told = base.get("corrections")
        made: dict[str, Any] = dict(told) if isinstance(told, dict) else {}
        made.pop(self._id, None)
        if self._said is not None:
            made[self._id] = self._said.as_json()
        mine = {**base, "hashiya:version": 1, "corrections": made}
        save_merged(self._file, base, mine, self._backups)
