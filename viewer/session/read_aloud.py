"""Reading aloud with the system's own voice, where it has one for the language. QtCore only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.core.text.document import Document
from viewer.session.base.background_jobs import Job, Jobs
from viewer.session.base.view_state import View
from viewer.session.words.lookup_jobs import FindVoices, Speak

if TYPE_CHECKING:
    from viewer.core.user.text_to_speech import Voice

LATER_MS = 3000
"""Milliseconds after the start until the system is asked for its voices: reading comes first."""


class Speaking(QObject):
    """Speaks the selection, else from the paragraph of the caret on."""

    changed = Signal()
    """Voices were found, or speaking began or ended."""
    failed = Signal(object)
    """The exception."""

    def __init__(self, view: View) -> None:
        super().__init__()
        self._view = view
        self._jobs = Jobs(1)
        self._voices: dict[str, Voice] = {}
        self._speaking: tuple[Job, Speak] | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LATER_MS)
        self._later.timeout.connect(self.find_voices)
        self._later.start()

    @property
    def active(self) -> bool:
        return self._speaking is not None

    def voice(self) -> Voice | None:
        """The voice for the document that the caret is in."""
        document = self._view.document()
        if document is None:
            return None
        return self._voices.get(document.language.split("-")[0].lower())

    def find_voices(self) -> None:
        """Ask the system in the background; `changed` tells."""
        self._jobs.run(FindVoices(), self._found, self.failed.emit)

    def _found(self, voices: dict[str, Voice]) -> None:
        self._voices = voices
        self.changed.emit()

    def speak_here(self) -> None:
        """Read aloud what is selected; without a selection from the caret's paragraph on."""
        voice, document = self.voice(), self._view.document()
        if voice is None or document is None:
            return
        self.stop()
        work = Speak(voice, self._text(document))
        job = self._jobs.run(work, self._done, self._not_done)
        self._speaking = job, work
        self.changed.emit()

    def _text(self, document: Document) -> str:
        view = self._view
        if view.selection is not None:
            return view.selection.exact
        lines, hidden = document.lines, document.furniture
        first = lines.block_at(view.caret)
        return "\n".join(lines.block(n) for n in range(first, len(lines)) if n not in hidden)

    def _done(self, _: object) -> None:
        self._speaking = None
        self.changed.emit()

    def _not_done(self, error: Exception) -> None:
        self._done(None)
        self.failed.emit(error)

    def stop(self) -> None:
        """Fall silent at once."""
        if self._speaking is not None:
            job, work = self._speaking
            self._speaking = None
            job.cancel()
            work.end()
            self.changed.emit()

    def close(self) -> None:
        self._later.stop()
        self.stop()
        self._jobs.wait(2000)
