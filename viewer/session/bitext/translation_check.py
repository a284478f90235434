"""The open translation checked in the background, and what the reader passed over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from viewer.core.base.errors import Unreadable
from viewer.core.base.json_files import save_bytes
from viewer.core.text.document import Document
from viewer.session.base.background_jobs import Job, Jobs
from viewer.session.base.view_state import View
from viewer.session.bitext.alignment import Aligning, Lined, can_align
from viewer.session.bitext.export import bitext

if TYPE_CHECKING:
    from viewer.core.bitext.translation_check import Finding, RowTexts, Terms
    from viewer.core.dictionaries.catalogue import Places

    _Found = tuple[Finding, str, int, RowTexts]


class CheckedRow(NamedTuple):
    """A finding with where it is: a side, and the block of it with which the row begins.

    `texts`: the whole row. `passed`: the reader's reason to pass it over; None where it was not.
    """

    finding: Finding
    side: str
    block: int
    texts: RowTexts
    passed: str | None = None


class Checking(QObject):
    """Checks the work that is open when asked; the answer stays until another work is open."""

    changed = Signal()
    """There are other findings, or other ones are passed over."""
    reported = Signal(object)
    """A report was written to this file."""
    failed = Signal(object)

    def __init__(self, view: View, aligning: Aligning, places: Callable[[], Places]) -> None:
        """`places`: where the reader's glossaries lie."""
        super().__init__()
        self._view, self._aligning, self._places = view, aligning, places
        self._jobs = Jobs(1)
        self._job: Job | None = None
        self._found: list[_Found] = []
        self.is_checked = False
        """Whether the findings are of the work that is open."""
        view.opening.connect(self._forget)
        aligning.own_changed.connect(self.changed)

    @property
    def busy(self) -> bool:
        return self._job is not None

    @property
    def can_check(self) -> bool:
        """Whether something is open that has two languages."""
        return len(self._view.published) > 1

    def check(self) -> None:
        """Look through the open work; `changed` tells."""
        self.cancel()
        if self.can_check and self._view.work is not None:
            lined = self._aligning.lined
            documents = dict(self._view.published)
            work = _Check(self._view.work.name, documents, lined, self._places())
            self._job = self._jobs.run(work, self._done, self._failed)
            self.changed.emit()

    def rows(self) -> list[CheckedRow]:
        """What was found, in the order of the text."""
        file = self._aligning.lined.file if self._aligning.lined is not None else None
        reasons: dict[str, dict[tuple[int, str, str], str]] = {}
        made = []
        for finding, side, block, texts in self._found:
            document = self._view.documents.get(side)
            if side not in reasons and file is not None and document is not None:
                reasons[side] = file.reasons(side, document)
            reason = reasons.get(side, {}).get((block, finding.kind, finding.said))
            made.append(CheckedRow(finding, side, block, texts, reason))
        return made

    def pass_over(self, row: CheckedRow, reason: str | None) -> None:
        """Do not tell of it any more, for a reason; None: tell of it again. One step of undo."""
        finding = row.finding
        self._aligning.pass_over(row.side, row.block, finding.kind, finding.said, reason)

    def report(self, head: Sequence[str], rows: Sequence[Sequence[str]], path: Path) -> None:
        """Write rows of words under a head to a sheet for Excel; `reported` or `failed` tells."""
        self._jobs.run(_Report(head, rows, path), self.reported.emit, self.failed.emit)

    def cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def close(self) -> None:
        self.blockSignals(True)
        self.cancel()
        self._jobs.wait(2000)

    def _forget(self) -> None:
        self.cancel()
        self._found, self.is_checked = [], False
        self.changed.emit()

    def _done(self, found: list[_Found]) -> None:
        self._job = None
        self._found, self.is_checked = found, True
        self.changed.emit()

    def _failed(self, error: Exception) -> None:
        self._job = None
        self.failed.emit(error)
        self.changed.emit()


class _Check:
    """Work for a job: the rows of a work and what is found in them."""

    def __init__(
        self, name: str, documents: dict[str, Document], lined: Lined | None, places: Places
    ) -> None:
        self._name, self._documents, self._lined, self._places = name, documents, lined, places

    def __call__(self, job: Job) -> list[_Found]:
        from viewer.core.bitext.translation_check import check
        from viewer.core.export.bitext import places_of_work, rows_to_check

        documents = self._documents
        alignments = self._lined.alignments if self._lined is not None else {}
        known = dict(alignments) if can_align(documents) else {}
        file = self._lined.file if self._lined is not None else None
        made = bitext(self._name, documents, known, file)
        where = places_of_work(documents, known)
        source = next(iter(documents.values())).language
        rows = rows_to_check(made)
        found = check(rows, _terms(self._places, source), job.is_cancelled)
        return [(each, *where[each.row], rows[each.row]) for each in found]


class _Report:
    """Work for a job: a sheet, which is whole or not there."""

    def __init__(self, head: Sequence[str], rows: Sequence[Sequence[str]], path: Path) -> None:
        self._head, self._rows, self._path = head, rows, path

    def __call__(self, job: Job) -> Path:
        from viewer.core.export.xlsx import table

        save_bytes(self._path, table(self._path.stem, self._head, self._rows))
        return self._path


def _terms(places: Places, source: str) -> Terms:
    """The reader's own glossaries, from the language of the source."""
    from viewer.core.dictionaries.catalogue import glossary_files
    from viewer.core.dictionaries.glossary import oriented, table_terms

    found: list[tuple[str, Sequence[str]]] = []
    for path in glossary_files(places):
        try:
            found += oriented(table_terms(path), source)
        except Unreadable:
            continue  # the panel of words tells of it
    return found
