"""What a search has done for it in the background, each a callable for `Jobs.run`."""

from __future__ import annotations

import contextlib
import json
import os
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from viewer.core.base.json_files import whole_file
from viewer.core.search.index_progress import Progress
from viewer.core.worker.client import Worker, command, home, own_environment
from viewer.session.base.background_jobs import Job
from viewer.session.base.load_jobs import Corpus
from viewer.session.base.view_state import HITS_SHOWN, FoundHit

if TYPE_CHECKING:
    import subprocess

    from viewer.core.morphology.roots import RootReading
    from viewer.core.search.engine import Search
    from viewer.core.search.hits import Answer, Hits
    from viewer.core.search.index import Index

NEAREST = 200
"""Passages that a search by meaning shows."""
HITS_BETWEEN_TELLINGS = 500
"""Hits between two tellings of how far an export is."""
MEANING = "meaning"


class AskedQuery(NamedTuple):
    """`mode`: one of `word_forms.MODES`, or `meaning`. `literal`: read it as it was typed only.

    `across`: in the translations of what is found too.
    """

    query: str
    mode: str = "clitics"
    literal: bool = False
    across: bool = False


class HitGroup(NamedTuple):
    """The hits of a document: `[begin, end)` of those by place."""

    path: str
    begin: int
    end: int


class ArrangedHits(NamedTuple):
    """Numbers of hits: by place, and in the order that was asked for. `groups`: by document."""

    by_place: array[int]
    in_order: array[int]
    groups: list[HitGroup]


class Kept(NamedTuple):
    """Whether anything changed in an index, and whether it holds all by now."""

    changed: bool
    complete: bool


class KeepUp:
    """Work for a job: a child brings the index of a corpus up to date and tells how far it is."""

    def __init__(self, root: Path, meaning: int) -> None:
        self._root, self._meaning = root, meaning
        self._process: subprocess.Popen[bytes] | None = None

    def __call__(self, job: Job) -> Kept:
        import subprocess  # here: a window is there before the first child

        root = os.path.abspath(self._root)
        arguments = ["index", "--child", "--meaning", str(self._meaning), "--", root]
        changed = False
        with subprocess.Popen(
            command(*arguments),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=home(),
            env=own_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        ) as process:
            self._process = process
            assert process.stdout is not None
            for line in process.stdout:
                if job.cancelled:
                    process.kill()
                    break
                step = Progress(**json.loads(line))
                changed = changed or step.total > 0
                job.tell(step)
            if process.stdin is not None:
                process.stdin.close()
        return Kept(changed, complete=process.returncode == 0)

    def end(self) -> None:
        """From any thread."""
        if self._process is not None:
            self._process.kill()


class Look:
    """Work for a job: what a query finds."""

    def __init__(self, path: Path, corpus: Corpus, asked: AskedQuery, worker: Worker) -> None:
        self._path, self._corpus, self._asked, self._worker = path, corpus, asked, worker

    def __call__(self, job: Job) -> Answer:
        from viewer.core.morphology.roots import available, guessed_roots
        from viewer.core.search.engine import Search, meant, noted
        from viewer.core.search.hits import Answer
        from viewer.core.search.index import Index
        from viewer.core.search.query_guess import understood

        asked = self._asked
        index = Index(self._path)
        try:
            if asked.mode == MEANING:
                return meant(index, asked.query, self._worker.packed(asked.query), NEAREST)
            read = asked.query, ""
            if not asked.literal:
                found = understood(index, asked.query)
                read = found.text, found.how
            notes = noted(self._corpus.store)
            roots = partial(self._roots, job) if available() else guessed_roots
            search = Search(
                index, read[0], asked.mode, notes=notes, across=asked.across, roots=roots
            )

            def tell(answer: Answer) -> None:
                if len(answer.hits):
                    part = Answer(answer.query, answer.mode, answer.hits.copy(), complete=False)
                    job.tell(part)

            answer = search.run(job.is_cancelled, tell)
            answer.how = read[1]
            return answer
        finally:
            index.close()

    def _roots(self, job: Job, words: list[str]) -> list[list[RootReading]]:
        """The readings of words, by the worker; a query that was typed on waits for none of it."""
        job.check()
        return self._worker.roots(words)


class Arrange:
    """Work for a job: the hits in an order, of some written forms only."""

    def __init__(self, path: Path, hits: Hits, order: str, without: Collection[int]) -> None:
        self._path, self._hits, self._order, self._without = path, hits, order, without

    def __call__(self, job: Job) -> ArrangedHits | None:
        from viewer.core.search import concordance
        from viewer.core.search.index import Index

        found, without = self._hits, self._without
        shapes = found.shapes
        by_place = array("I", (n for n, shape in enumerate(shapes) if shape not in without))
        index = Index(self._path)
        try:
            chosen = concordance.ordered(index, found, self._order, job.is_cancelled)
            groups = list(_grouped(index, found, by_place))
        except concordance.Stopped:
            return None
        finally:
            index.close()
        if without:
            chosen = array("I", (n for n in chosen if shapes[n] not in without))
        return ArrangedHits(by_place, chosen, groups)


def _grouped(index: Index, found: Hits, numbers: array[int]) -> Iterator[HitGroup]:
    """These of the hits, which stand by place, document by document."""
    rows, at = found.rows, 0
    index.documents()  # all at once: reading them one by one takes longer
    while at < len(numbers):
        document = index.document_of(rows[numbers[at]])
        begin, last = at, document.first + document.count
        while at < len(numbers) and document.first <= rows[numbers[at]] < last:
            at += 1
        at = max(at, begin + 1)
        yield HitGroup(document.path, begin, at)


class Light:
    """Work for a job: the hits of an answer in one document, in their places."""

    def __init__(self, path: Path, answer: Answer, document: str, side: str, start: int) -> None:
        """`document`: its path in the corpus. `start`: where the current hit begins, code points
        of its text."""
        self._path, self._answer, self._document = path, answer, document
        self.side, self._start = side, start

    def __call__(self, job: Job) -> tuple[list[FoundHit], int]:
        """What is to be drawn, and which of it is the current hit; -1 for none."""
        from viewer.core.search.engine import Search
        from viewer.core.search.index import Index

        index = Index(self._path)
        found: list[FoundHit] = []
        current = -1
        try:
            document = index.document(self._document)
            if document is None:
                return [], -1
            shown = Search.again(index, self._answer.query, self._answer.mode)
            last = document.first + document.count
            rows = enumerate(self._answer.hits.rows)
            numbers = [number for number, row in rows if document.first <= row < last]
            for number in numbers[:HITS_SHOWN]:
                job.check()
                hit = shown.hit(self._answer.hits, number)
                begin = index.row(hit.row)[0]
                current = len(found) if hit.start == self._start else current
                span = hit.start - begin, hit.end - begin
                found.append(FoundHit(self.side, hit.block, *span))
        finally:
            index.close()
        return found, current


class Study:
    """Work for a job: what can be counted about hits. `what`: a function of `concordance`."""

    def __init__(self, path: Path, hits: Hits, what: str) -> None:
        self._path, self._hits, self._what = path, hits, what

    def __call__(self, job: Job) -> tuple[str, Any]:
        from viewer.core.search import concordance
        from viewer.core.search.index import Index

        index, mine = Index(self._path), self._hits
        try:
            with contextlib.suppress(concordance.Stopped):
                if self._what == "collocates":
                    found: Any = concordance.collocates(index, mine, stop=job.is_cancelled)
                elif self._what == "time":
                    found = concordance.over_time(index, mine)
                elif self._what == "counterparts":
                    found = concordance.counterparts(index, mine)
                else:
                    hits = mine if self._what == "words" else None
                    found = concordance.frequencies(index, hits, stop=job.is_cancelled)
                return self._what, found
            return self._what, []
        finally:
            index.close()


class Export:
    """Work for a job: hits written to a file."""

    def __init__(
        self, path: Path, answer: Answer, numbers: array[int], head: list[str], target: Path
    ) -> None:
        self._path, self._answer, self._numbers = path, answer, numbers
        self._head, self._target = head, target

    def __call__(self, job: Job) -> Path:
        from viewer.core.export import hits
        from viewer.core.search.engine import Search
        from viewer.core.search.index import Index

        index = Index(self._path)
        try:
            shown = Search.again(index, self._answer.query, self._answer.mode)
            rows = export_rows(shown, self._answer, self._numbers)
            title = self._answer.query.as_text() or self._answer.hits.names[0]
            with whole_file(self._target) as beside:
                hits.write(self._counted(job, rows), self._head, title, beside, job.is_cancelled)
                job.check()
            return self._target
        finally:
            index.close()

    def _counted(self, job: Job, rows: Iterable[Sequence[str]]) -> Iterator[Sequence[str]]:
        for done, row in enumerate(rows):
            if done % HITS_BETWEEN_TELLINGS == 0:
                job.tell((done, len(self._numbers)))
            yield row


def export_rows(shown: Search, answer: Answer, numbers: Iterable[int]) -> Iterator[Sequence[str]]:
    """Hits with what stands beside them, as cells."""
    from viewer.core.search import concordance

    for number in numbers:
        hit = shown.hit(answer.hits, number)
        bead = shown.index.bead(hit.row)
        yield from concordance.as_rows([hit], [bead.text if bead is not None else ""])
