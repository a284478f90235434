"""What the session has done for it in the background, each a callable for `Jobs.run`."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from viewer.core.base.errors import Unreadable
from viewer.core.corpus import taught_rules
from viewer.core.corpus.corpus_file import CorpusFile
from viewer.core.corpus.scan import File, scan
from viewer.core.corpus.works import Work, partners, works
from viewer.core.language.arabic import direction_of_language
from viewer.core.notes.store import NoteStore
from viewer.core.parsing.bilingual import subtitle_cues
from viewer.core.text.document import Document, joined
from viewer.core.text.invisibles import has_overrides
from viewer.core.text.lines import reach
from viewer.core.worker.client import Worker
from viewer.session.base.background_jobs import Job

Scanned = tuple["Corpus", list[File], list[Work], bool]
"""A corpus, its files and works as far as they are known, and whether that is all."""

STEP_FILES = 2000
"""Files found between two pictures of a corpus that is being scanned."""


@dataclass(eq=False)
class Corpus:
    """An opened folder; `root` None holds the single files that were opened on their own."""

    root: Path | None
    store: NoteStore
    file: CorpusFile
    files: list[File] = field(default_factory=list)
    works: list[Work] = field(default_factory=list)
    complete: bool = False
    damaged: list[Exception] = field(default_factory=list)
    """What went wrong with files of works: to be told."""
    looked: bool = False
    """Whether it is known by now which documents are elsewhere (`file.moved`)."""

    def path(self, relative: str) -> Path:
        return self.root / relative if self.root else Path(relative)

    def relative(self, path: Path) -> str:
        """The way back from `path`; of a document elsewhere its whole path, with `/`."""
        inside = self.root is not None and path.is_relative_to(self.root)
        return path.relative_to(self.root).as_posix() if inside and self.root else path.as_posix()

    def load(self, worker: Worker, label: str) -> Document:
        """A document by its path in the corpus (or that of a side), read as the reader wants it.

        Raises `Unreadable`.
        """
        said = self.file.overrides(label)
        return worker.load(self.path(label), said.get("encoding"), said.get("language"))

    def work_of(self, path: Path) -> Work | None:
        """The work that a document is of; its path in full."""
        relative = self.relative(path)
        for work in self.works:  # as text: thousands of paths take a tenth of a second to make
            if relative in work.documents.values():
                return work
        if sys.platform != "win32":
            return None
        here = (w for w in self.works if path in map(self.path, w.documents.values()))
        return next(here, None)  # in other case


@dataclass
class Loaded:
    """What a `Load` found. `part`: the next part of the one document, which is already shown."""

    job: Job
    corpus: Corpus
    documents: dict[str, Document]
    errors: list[Unreadable] = field(default_factory=list)
    part: Document | None = None
    lined: Any = None
    """The rows to begin with, as whoever asked for the load prepared them."""


class FindPartners:
    """Work for a job: single files with what belongs to them in their folders."""

    def __init__(self, paths: list[Path]) -> None:
        self._paths = paths

    def __call__(self, job: Job) -> list[Path]:
        found = list(self._paths)
        for path in self._paths:
            found += [other for other in partners(path) if other not in found]
        return found


class Scan:
    """Work for a job: the names under a corpus, told in steps."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def __call__(self, job: Job) -> Scanned:
        corpus, files, told = self._corpus, [], 0
        assert corpus.root is not None
        corpus.file.refresh()
        choices = corpus.file.pairs, corpus.file.refused
        for step in scan(corpus.root, lambda: job.cancelled):
            files += step
            if not told or len(files) - told >= STEP_FILES * (1 + told // STEP_FILES):
                told = len(files)
                if not corpus.works:
                    job.tell((corpus, list(files), works(files, *choices), False))
        if not job.cancelled and corpus.file.follow(corpus.root, files):
            with contextlib.suppress(OSError):  # it is tried again with the next scan
                corpus.file.write(corpus.store.backups)
        found = works(files, corpus.file.pairs, corpus.file.refused)
        # What is as it was stays the same object: that is known at a glance.
        files = corpus.files if files == corpus.files else files
        return corpus, files, corpus.works if found == corpus.works else found, True


class Load:
    """Work for a job: the documents of a work, with what the reader said about them.

    A work of one file is shown as soon as its first part is there.
    """

    def __init__(
        self,
        corpus: Corpus,
        work: Work,
        worker: Worker,
        passwords: Mapping[Path, str],
        prepare: Callable[[Loaded], Any],
        aim: tuple[str, int] | None = None,
    ) -> None:
        """`aim`: the side and code point that will be shown first. A large text is indexed so far
        here, where nobody waits for a picture."""
        self._corpus, self._work, self._worker = corpus, work, worker
        self._aim = aim
        self._prepare = prepare
        self._passwords = dict(passwords)
        self.whole = False
        """Whether nothing is shown before all of it is there."""

    def __call__(self, job: Job) -> Loaded:
        found = Loaded(job, self._corpus, {})
        for side, path in self._work.documents.items():
            try:
                if len(self._work.documents) == 1 and not self.whole:
                    self._show_parts(job, side, path, found)
                else:
                    parts = list(self._parts(path))
                    self._take(found, side, path, joined(parts))
            except Unreadable as error:
                found.errors.append(error)
        if len(found.documents) == 2:
            _match_cues(found.documents)
        if not job.cancelled:
            found.lined = self._prepare(found)
        return found

    def _show_parts(self, job: Job, side: str, path: str, found: Loaded) -> None:
        for part in self._parts(path):
            if job.cancelled:
                return
            if not found.documents:
                self._take(found, side, path, part)
                for document in found.documents.values():
                    document.arriving = True
                shown = Loaded(job, self._corpus, dict(found.documents))
            else:
                part.overrides = has_overrides(part.lines)
                taught_rules.apply(part, self._corpus.file.rules(path))
                shown = Loaded(job, self._corpus, {}, part=part)
            job.tell(shown)

    def _parts(self, relative: str) -> Iterator[Document]:
        said = self._corpus.file.overrides(relative)
        path = self._corpus.path(relative)
        return self._worker.load_parts(
            path,
            said.get("encoding"),
            said.get("language"),
            password=self._passwords.get(path),
        )

    def _take(self, found: Loaded, side: str, relative: str, document: Document) -> None:
        """Add the document, or all sides of a bilingual file, as the reader wants them."""
        if document.others:
            for key, each in document.sides().items():
                self._direct(each, f"{relative}/{key}")
                found.documents[key] = each
        else:
            self._direct(document, relative)
            found.documents[side] = document
        if self._aim is not None and self._aim[0] in found.documents:
            reach(found.documents[self._aim[0]].lines, self._aim[1])

    def _direct(self, document: Document, relative: str) -> None:
        """Give it the directions that the reader said."""
        document.overrides = has_overrides(document.lines)
        taught_rules.apply(document, self._corpus.file.rules(relative))
        said = self._corpus.file.overrides(relative)
        if said.get("direction"):
            document.direction = said["direction"]
        elif said.get("language"):
            document.direction = direction_of_language(said["language"])
        for start, direction in said.get("blocks", {}).items():
            block = document.lines.block_at(int(start))
            if block < len(document) and document.lines.start(block) == int(start):
                document.directions[block] = direction


def _match_cues(documents: dict[str, Document]) -> None:
    """Two subtitle files: what is shown at the same time stands in one row."""
    first, second = documents.values()
    if first.format == second.format == "subtitles":
        first.units, second.units = subtitle_cues.matched(first, second)


class Warm:
    """Work for a job: start the parsers' process."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker

    def __call__(self, job: Job) -> None:
        self._worker.warm()


class SaveFile:
    """Work for a job: what is remembered of a corpus, to disk."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def __call__(self, job: Job) -> None:
        self._corpus.file.write(self._corpus.store.backups)
