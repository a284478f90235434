"""Where look-ups are done: shelf and analyser, opened when needed, again when files change."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from viewer.core.base.errors import Unreadable
from viewer.core.dictionaries import aramorph
from viewer.core.dictionaries import catalogue as shelf
from viewer.core.dictionaries.analysis import Analysis
from viewer.core.dictionaries.aramorph import Aramorph
from viewer.core.dictionaries.catalogue import Places, Shelf
from viewer.core.dictionaries.fitting import Context
from viewer.core.dictionaries.glossary import Term
from viewer.core.dictionaries.lookup import NOWHERE, look_up, segments_of
from viewer.core.language.transliteration import Romanised, romanised
from viewer.core.morphology.affixes import Segment


@dataclass(frozen=True)
class Consulted:
    """What was found about a word. `guess`: its parts, where nobody knows it.

    `sources`: titles of what was asked; `unreadable`: what could not be. `here`: what stands for
    it in the translation where it was asked about; `read`: it with the vowels that it probably has
    there. `latin`: an Arabic word that may be a name in Latin letters.
    """

    word: str
    language: str
    analyses: tuple[Analysis, ...] = ()
    guess: tuple[Segment, ...] = ()
    sources: tuple[str, ...] = ()
    unreadable: tuple[Unreadable, ...] = field(default=())
    here: str = ""
    latin: str = ""
    read: str = ""


class Desk:
    """For any thread; one look-up at a time."""

    def __init__(self, read_tbx: Callable[[Path], Iterable[Term]]) -> None:
        self._read_tbx = read_tbx
        self._turn = threading.Lock()
        self._places: Places | None = None
        self._shelf = Shelf()
        self._configured: str | None = None
        self._analyser: Aramorph | None = None

    def consult(
        self,
        word: str,
        language: str,
        places: Places,
        configured: str = "",
        context: Context = NOWHERE,
    ) -> Consulted:
        """What is known about a word, where it stands. `configured`: see `aramorph.found`."""
        with self._turn:
            found = self._open(places)
            analyser = self._ready(configured)
            bad: list[Unreadable] = []
            try:
                analyses = look_up(word, language, found, analyser and analyser.analyses, context)
            except Unreadable as error:  # damaged since it was opened
                analyses, self._places = [], None
                bad.append(error)
            bad = [*found.faults, *bad]
            titles = [each.title for each in (*found.glossaries, *found.dictionaries)]
            if analyser is not None and not analyser.failed:
                titles.append(aramorph.ANALYSER_NAME)
            unknown = language == "ar" and not analyses and " " not in word
            guess = segments_of(word) if unknown else ()
            may_be_name = unknown or (bool(analyses) and analyses[0].kind == "name")
            latin = romanised(word, self._vocalised).text if may_be_name else ""
            return Consulted(
                *(word, language, tuple(analyses), guess, tuple(titles), tuple(bad)),
                *(context.counterpart, latin, context.vocalised),
            )

    def romanise(self, text: str, configured: str = "") -> Romanised:
        """A name in Latin letters, with the vowels that the analyser knows."""
        with self._turn:
            self._ready(configured)
            return romanised(text, self._vocalised)

    def _vocalised(self, word: str) -> str:
        found = self._analyser.analyses(word) if self._analyser is not None else []
        names = [each for each in found if each.kind == "name"]
        return next((each.word for each in (*names, *found)), "")

    def _open(self, places: Places) -> Shelf:
        if places != self._places or shelf.state(places) != self._shelf.state:
            self._shelf = shelf.opened(places, self._read_tbx)
            self._places = places
        return self._shelf

    def _ready(self, configured: str) -> Aramorph | None:
        if configured != self._configured:
            if self._analyser is not None:
                self._analyser.close()
            command = aramorph.found(configured)
            self._analyser = Aramorph(command) if command else None
            self._configured = configured
        return self._analyser

    def close(self) -> None:
        """End the analyser; a look-up under way finds less."""
        if self._analyser is not None:
            self._analyser.close()
