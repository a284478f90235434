"""The words of the reader's list in the open texts, where the reader wants to see them. QtCore
only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from viewer.core.base.choice_file import Choice
from viewer.core.base.settings import Settings
from viewer.core.text.document import Document
from viewer.session.base.background_jobs import Job, Jobs
from viewer.session.base.preferences import Preferences
from viewer.session.base.view_state import View

if TYPE_CHECKING:
    from viewer.core.dictionaries.word_list import Listed, WordList

LONGEST_LOOKED_THROUGH = 3_000_000
"""Code points of a document whose words are compared with the list."""

Places = dict[tuple[str, int], list[tuple[int, int, str]]]
"""By side and block: start and end in code points of it, and the state of the word."""


class WordStates(QObject):
    """Finds them in the background, anew whenever the list or the texts change."""

    changed = Signal()
    """`places` are others now."""

    def __init__(self, view: View, preferences: Preferences, refresh: Callable[[], None]) -> None:
        """`refresh`: has the list read; `take` tells of it."""
        super().__init__()
        self._view, self._preferences, self._refresh = view, preferences, refresh
        self._jobs = Jobs(1)
        self._job: Job | None = None
        self._words: list[Listed] = []
        self.places: Places = {}
        view.opened.connect(self._find)
        preferences.changed.connect(self._setting_changed)

    @property
    def on(self) -> bool:
        return self._preferences.settings.states

    def take(self, words: WordList) -> None:
        """This is the list now."""
        self._words = words.words()
        self._find()

    def _setting_changed(self, choice: Choice[Any]) -> None:
        if choice is Settings.states:
            self._refresh() if self.on else self._find()

    def _find(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if self.on and self._words and self._view.documents:
            work = FindListed(dict(self._view.documents), self._words)
            self._job = self._jobs.run(work, self._take)
        elif self.places:
            self._take({})

    def _take(self, places: Places) -> None:
        self._job = None
        self.places = places
        self.changed.emit()

    def close(self) -> None:
        self.blockSignals(True)
        if self._job is not None:
            self._job.cancel()
        self._jobs.wait(2000)


class FindListed:
    """Work for a job: where the listed words stand."""

    def __init__(self, documents: Mapping[str, Document], words: list[Listed]) -> None:
        self._documents, self._words = documents, words

    def __call__(self, job: Job) -> Places:
        from viewer.core.dictionaries.listed_words import ListedWords

        listed, found = ListedWords(self._words), Places()
        for side, document in self._documents.items() if listed else ():
            if document.lines.length() > LONGEST_LOOKED_THROUGH:
                continue
            for block in range(len(document)):
                if job.cancelled:
                    return found
                if places := list(listed.places(document.lines.block(block))):
                    found[side, block] = places
        return found
