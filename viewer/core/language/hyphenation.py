"""Where words of Latin and Cyrillic letters may be parted at the end of a line.

Source of the patterns: the dictionaries of LibreOffice, as pyphen brings them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyphen import Pyphen

LEFT, RIGHT = 2, 3
"""Letters of a word that stay together at its ends."""


class Hyphenation:
    """The patterns of some languages, each there once it was loaded. Any thread may ask."""

    def __init__(self) -> None:
        self._known: dict[str, Pyphen | None] = {}

    def knows(self, language: str) -> bool:
        """Whether it was loaded, also where it has no patterns."""
        return language in self._known

    def load(self, language: str) -> None:
        """Read the patterns of a language (BCP 47), which takes half a second."""
        import pyphen  # here: takes longer than a start may wait

        found = pyphen.language_fallback(language.replace("-", "_"))
        made = pyphen.Pyphen(lang=found, left=LEFT, right=RIGHT) if found else None
        self._known[language] = made

    def points(self, language: str, word: str) -> list[int]:
        """Before which letters of a word a new line may begin; none of a language not loaded."""
        patterns = self._known.get(language)
        return list(patterns.positions(word)) if patterns is not None else []
