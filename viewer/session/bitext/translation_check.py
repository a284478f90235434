"""The open translation checked in the background, and what the reader passed over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from viewer.core.base.errors import Unreadable
from viewer.core.text.document import Document
from viewer.session.base.background_jobs import Job, Jobs
from viewer.session.base.view_state import View
from viewer.session.bitext.alignment import Aligning, Lined, can_align
from viewer.session.bitext.export import bitext

if TYPE_CHECKING:
    from viewer.core.bitext.translation_check import Finding, Terms
    from viewer.core.dictionaries.catalogue import Places


@dataclass(frozen=True)
class CheckedRow:
    """A finding with where it is: a side, and the block of it with which the row begins.

    `passed`: the reader's reason to pass it over; None where it was not.
    """

    finding: Finding
    side: str
    block: int
    passed: str | None = None


class Checking(QObject):
    """Checks the work that is open when asked; the answer stays until another work is open."""

    changed = Signal()
    """There are other findings, or other ones are passed over."""
    failed = Signal(object)

    def __init__(self, view: View, aligning: Aligning, places: Callable[[], Places]) -> None:
        """`places`: where the reader's glossaries lie."""
        super().__init__()
        self._view, self._aligning, self._places = view, aligning, places
        self._jobs = Jobs(1)
        self._job: Job | None = None
        self._found: list[tuple[Finding, str, int]] = []
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
        made = []
        for finding, side, block in self._found:
            document = self._view.documents.get(side)
            reason = None
            if file is not None and document is not None:
                reason = file.reason_for(side, document, block, finding.kind, finding.said)
            made.append(CheckedRow(finding, side, block, reason))
        return made

    def pass_over(self, row: CheckedRow, reason: str | None) -> None:
        """Do not tell of it any more, for a reason; None: tell of it again. One step of undo."""
        finding = row.finding
        self._aligning.pass_over(row.side, row.block, finding.kind, finding.said, reason)

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

    def _done(self, found: list[tuple[Finding, str, int]]) -> None:
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

    def __call__(self, job: Job) -> list[tuple[Finding, str, int]]:
        from viewer.core.bitext.translation_check import check
        from viewer.core.export.bitext import places_of_work, rows_to_check

        documents = self._documents
        alignments = self._lined.alignments if self._lined is not None else {}
        known = dict(alignments) if can_align(documents) else {}
        file = self._lined.file if self._lined is not None else None
        made = bitext(self._name, documents, known, file)
        where = places_of_work(documents, known)
        source = next(iter(documents.values())).language
        found = check(rows_to_check(made), _terms(self._places, source), job.is_cancelled)
        return [(each, *where[each.row]) for each in found]


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
