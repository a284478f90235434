"""What the search in an edition knows of Arabic: tables of folding, and which words are forms of
which.

The program decides while it writes which prefixes and suffixes it believes (`readings.Evidence`);
the script in the edition only looks that up, and so finds what the program finds in its mode
`clitics`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from viewer.core.language.arabic import TOKEN, folding_tables, letters
from viewer.core.morphology.stemming import BEFORE_LAM, after_lam, fits, is_arabic
from viewer.core.search.final_letters import BEFORE_WORD
from viewer.core.search.find_in_document import TextWords
from viewer.core.search.index import Form
from viewer.core.search.readings import Evidence, QueryReading, readings
from viewer.core.search.spellings import keys, spelling_tables
from viewer.core.search.word_forms import SURE_LETTERS, WITH_PRONOUNS

_SWAPPED = str.maketrans("يىهة", "ىيةه")
"""The last letters that may stand for one another."""


def tables() -> dict[str, Any]:
    """What the script folds and spells by."""
    return {
        **folding_tables(),
        **spelling_tables(),
        "pronouns": sorted(WITH_PRONOUNS),
        "sure": SURE_LETTERS,
    }


class SearchWords:
    """The words of an edition, collected text by text."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._shown: set[str] = set()

    def add(self, text: str, is_shown: bool = True) -> None:
        """Words that are in the edition, or that only tell how the others are used."""
        self._counts.update(words := TOKEN.findall(text))
        if is_shown:
            self._shown.update(words)

    def tables(self, check: Callable[[], None]) -> dict[str, Any]:
        """`longer`: of each folded word with a prefix or suffix its readings, as lines
        `word prefix suffix base …`, the affixes as numbers of letters. `finals`: of words as they
        are written the last letter with which they would be another word. What `check` raises
        ends it: of a large edition it takes seconds.
        """
        words = TextWords(self._counts)
        evidence = Evidence(words)
        arabic = [f for f in words if f.written in self._shown and is_arabic(f.folded)]
        finals = _finals(_checking(arabic, check), evidence)
        return {"longer": _longer(_checking(arabic, check), evidence), "finals": finals}


def _checking(forms: Iterable[Form], check: Callable[[], None]) -> Iterator[Form]:
    for form in forms:
        check()
        yield form


def _finals(forms: Iterable[Form], evidence: Evidence) -> dict[str, str]:
    bare = {letters(form.written) for form in forms}
    bare |= {word.removeprefix(before) for word in bare for before in BEFORE_WORD}
    bare |= {word[:-1] + word[-1:].translate(_SWAPPED) for word in bare}
    told = ((word, evidence.finals.other_word(word)) for word in sorted(bare))
    return {word: other[-1] for word, other in told if other}


def _longer(forms: Iterable[Form], evidence: Evidence) -> str:
    asked: dict[QueryReading, None] = {}
    for form in forms:
        for key in {form.folded, *keys(form.written)}:
            for reading in (*_with_alef(key), *_through_lam(key)):
                here = replace(reading, form=form.folded)
                prefix, suffix = here.prefix, here.suffix
                if (prefix or suffix) and fits(form.folded, here.base, prefix, suffix):
                    asked[here] = None
    told: dict[str, list[str]] = {}
    for reading in evidence.believed(asked):
        said = f"{len(reading.prefix)} {len(reading.suffix)} {reading.base}"
        told.setdefault(reading.form, []).append(said)
    return "\n".join(f"{form} {' '.join(said)}" for form, said in sorted(told.items()))


def _with_alef(folded: str) -> Iterator[QueryReading]:
    """The readings of a form; that of a verb in the plural has its alef when it stands alone, and
    `درهما` is asked for by `درهم`, too, though it looks like a word with a pronoun."""
    for reading in readings(folded):
        yield reading
        if not reading.suffix and reading.base.endswith(("هما", "كما")):
            yield QueryReading(folded, reading.prefix, reading.base[:-1], "ا")
        if reading.suffix and reading.base.endswith("و") and len(reading.base) >= SURE_LETTERS:
            yield QueryReading(folded, reading.prefix, f"{reading.base}ا", reading.suffix)


def _through_lam(folded: str) -> Iterator[QueryReading]:
    """`للكتاب` as a form of `الكتاب`."""
    for before in BEFORE_LAM:
        rest = folded.removeprefix(before)
        if folded.startswith(before + "لل"):
            for word in (f"ال{rest[2:]}", f"ا{rest}"):
                if after_lam(word) == rest:
                    yield QueryReading(folded, f"{before}ل", word, "")
