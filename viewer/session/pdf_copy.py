"""A copy of the open PDF with the notes on it, for those who have no Hashiya. QtCore only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from viewer.core.base.json_files import whole_file
from viewer.core.notes.note import told
from viewer.core.worker.client import Worker
from viewer.session.base.background_jobs import Job, Jobs
from viewer.session.notes.notebook import Notebook, PlacedNote
from viewer.session.pages.shown_pages import ShownPages


class PdfCopying(QObject):
    """Has the worker write the copy, and puts it on disk beside its name first."""

    written = Signal(object, int)
    """The path of the copy, and how many notes are in it."""
    failed = Signal(object)

    def __init__(self, pages: ShownPages, notebook: Notebook, passwords: dict[Path, str]) -> None:
        super().__init__()
        self._pages, self._notebook, self._passwords = pages, notebook, passwords
        self._worker = Worker()
        self._jobs = Jobs(1)

    @property
    def source(self) -> Path | None:
        """The file that is copied: the PDF that the reader is in."""
        document = self._pages.wanted()
        return document.file if document is not None else None

    def notes(self) -> list[dict[str, Any]]:
        """The notes on it as the worker wants them; those whose place is lost are left out."""
        document = self._pages.wanted()
        placed = self._notebook.of(document) if document is not None else []
        return [self._plain(each) for each in placed if each.status != "lost"]

    def _plain(self, placed: PlacedNote) -> dict[str, Any]:
        note = self._notebook.wanted(placed.note)
        tags = " ".join(f"#{tag}" for tag in note.tags if f"#{tag}" not in note.text)
        return {
            "id": note.id,
            "text": "\n".join(filter(None, (told(note), tags))),
            "colour": note.colour,
            "author": note.creator,
            "modified": note.modified,
            "start": placed.start,
            "end": placed.end,
        }

    def write(self, target: Path) -> None:
        """Write the copy in the background."""
        source = self.source
        if source is not None:
            work = _Copy(self._worker, source, self._passwords.get(source), self.notes(), target)
            self._jobs.run(work, self._wrote, self.failed.emit)

    def _wrote(self, result: tuple[Path, int]) -> None:
        self.written.emit(*result)

    def close(self) -> None:
        """Leave off; a copy that is not whole by then is not there."""
        self._worker.close()
        self._jobs.wait(2000)


class _Copy:
    """Work for a job: the copy on disk; its path, and how many notes are in it."""

    def __init__(
        self,
        worker: Worker,
        source: Path,
        password: str | None,
        notes: list[dict[str, Any]],
        target: Path,
    ) -> None:
        self._worker, self._source, self._password = worker, source, password
        self._notes, self._target = notes, target

    def __call__(self, job: Job) -> tuple[Path, int]:
        with whole_file(self._target) as beside, open(beside, "wb") as file:
            for piece in self._worker.copy_with_notes(self._source, self._password, self._notes):
                file.write(piece)
        return self._target, len(self._notes)
