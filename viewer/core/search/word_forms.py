"""Which written forms a word of a query means, and how each differs from what was typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from viewer.core.language.arabic import fold, letters
from viewer.core.morphology.function_words import with_pronouns
from viewer.core.morphology.roots import RootReader, guessed_roots
from viewer.core.morphology.stemming import (
    BEFORE_LAM,
    PREFIXES,
    WORD_SUFFIXES,
    after_lam,
    fits,
    is_arabic,
    prefix_beside,
    stem,
)
from viewer.core.search.index import Form, Index
from viewer.core.search.query import Word
from viewer.core.search.readings import Evidence, QueryReading
from viewer.core.search.root_forms import RootForms
from viewer.core.search.spellings import hamza_key, keys

MODES = ("written", "spelling", "clitics", "stem", "root")
"""Each finds what the one before it finds, and more: the word to the letter and mark; in every
spelling; with prefixes and suffixes; its other numbers and genders; the words of its root, which
leave out what only shares a stem."""
FORMS = 4000
"""Folded words that one word is looked for in; more would say nothing any more."""
SURE_LETTERS = 4
"""Letters of a word from which on its hamzas may be left out inside a longer form: `مئة` is not in
`وكمية`."""

LOOKED_THROUGH = 16
"""Signs beyond U+FFFF that a class of a regular expression may name: Python looks through them one
by one, and has a table for the others."""

Why = tuple[str, ...]
_SEAT = re.compile("[ؤئ]")


class Matcher:
    """What one word of a query means in one of the modes, whatever lists the written forms."""

    def __init__(self, word: str, typed: str, mode: str, evidence: Evidence) -> None:
        """`word` is `typed` folded; `evidence` knows how often words occur."""
        self.word, self.typed, self.mode = word, typed, mode
        self._evidence = evidence
        self._arabic = is_arabic(word)
        self._own = frozenset(keys(typed))
        longer = self._arabic and mode not in ("written", "spelling")
        self._terms = dict(_terms(word, letters(typed))) if longer else {}
        self.keys = self._own.union(self._terms)
        """Keys of all forms but those of the same stem."""
        self.stem = stem(hamza_key(typed), typed) if mode == "stem" else None
        """What those have; None where they are not meant."""
        last = evidence.finals.other_word(letters(typed)) if self._arabic else ""
        self._other, self._other_last = last, last[-1:]

    def meant(self, met: Iterable[tuple[str, Form]], alike: Iterable[Form] = ()) -> dict[Form, Why]:
        """Written forms -> why they are meant: `stem`, a prefix `و+`, a suffix `+ها`.

        `met` are forms with one of `keys`, and which; `alike` have the stem.
        """
        own: dict[Form, Why] = {}
        longer: dict[QueryReading, list[Form]] = {}
        for key, form in met:
            if key in self._own:
                own[form] = ()
            elif key in self._terms:
                for reading in self._readings(form, *self._terms[key]):
                    longer.setdefault(reading, []).append(form)
        if self.mode == "written":
            return {form: () for form in own if _plain(form.written) == _plain(self.typed)}
        found: dict[Form, Why] = {}
        for reading in self._evidence.believed(longer):
            found |= dict.fromkeys(longer[reading], _why(reading))
        for form in self._alike(alike) if self._arabic else alike:
            found.setdefault(form, ("stem",))
        return {form: why for form, why in (found | own).items() if self._same_end(form, why)}

    def _readings(self, form: Form, prefix: str, suffix: str) -> Iterator[QueryReading]:
        if suffix == "ه" and letters(form.written).endswith("ة"):  # that is no pronoun
            return
        if fits(form.folded, self.word, prefix, suffix):
            for base in {self.word, _base(form.folded, prefix, suffix, self.word)}:
                yield QueryReading(form.folded, prefix, base, suffix)

    def _alike(self, forms: Iterable[Form]) -> Iterator[Form]:
        """Those of the forms with the stem of the word that are not more likely another word."""
        asked: dict[QueryReading, list[Form]] = {}
        for form in forms:
            prefix = prefix_beside(hamza_key(form.written), hamza_key(self.typed))
            base = form.folded[len(prefix) :]
            asked.setdefault(QueryReading(form.folded, prefix, base, ""), []).append(form)
        for reading in self._evidence.believed(asked):
            yield from asked[reading]

    def _same_end(self, form: Form, why: Why) -> bool:
        """Whether the last letter of a form is not that of another word: `على` is not `علي`."""
        if not self._other:
            return True
        if any(part.startswith("+") for part in why):
            return self._other_last != "ى" or self.word not in WITH_PRONOUNS
        return letters(form.written)[-1:] != self._other_last


class Forms:
    """The written forms in an index that each word of a query means in one of the modes."""

    def __init__(self, index: Index, mode: str, roots: RootReader = guessed_roots) -> None:
        """`roots` is asked in the mode `root`. Raises ValueError for an unknown mode."""
        if mode not in MODES:
            raise ValueError(mode)
        self._index, self.mode, self._roots = index, mode, roots
        self._evidence = Evidence(index)
        self._found: dict[str, dict[Form, Why]] = {}
        self._signs: dict[str, dict[str, Why]] = {}

    def forms(self, word: str) -> dict[Form, Why]:
        """Written forms -> why they are meant, as `Matcher.meant`, or `wildcard`."""
        typed = word.typed if isinstance(word, Word) else word
        if typed not in self._found:
            folded = word if isinstance(word, Word) else fold(word).text
            self._found[typed] = dict(list(self._find(folded, typed).items())[:FORMS])
        return self._found[typed]

    def folded(self, word: str) -> set[str]:
        """The same as folded words."""
        return {form.folded for form in self.forms(word)}

    def signs(self, word: str) -> dict[str, Why]:
        """The same by what stands for the written forms in a stream."""
        typed = word.typed if isinstance(word, Word) else word
        if typed not in self._signs:
            self._signs[typed] = {chr(form.sign): why for form, why in self.forms(word).items()}
        return self._signs[typed]

    def pattern(self, run: Iterable[str]) -> tuple[str, bool]:
        """Words one after the other as a regular expression for streams, and whether it is met by
        other words too: by all signs beyond U+FFFF, where too many of them are meant."""
        made, loose = "", False
        for word in run:
            signs = self.signs(word)
            far = [sign for sign in signs if sign > "\uffff"]
            near = "".join(re.escape(sign) for sign in signs if sign <= "\uffff")
            if len(far) > LOOKED_THROUGH:
                far, loose = ["\U00010000-\U0010ffff"], True
            made += f"[{near}{''.join(far)}]" if signs else "(?!)"
        return made, loose

    def _find(self, word: str, typed: str) -> dict[Form, Why]:
        if "*" in word or "?" in word:
            return dict.fromkeys(self._index.forms(self._wild(word)), ("wildcard",))
        matcher = Matcher(word, typed, self.mode, self._evidence)
        alike = self._index.with_stem(matcher.stem) if matcher.stem is not None else ()
        found = matcher.meant(self._index.spelled(matcher.keys), alike)
        if self.mode == "root" and is_arabic(word):
            kin = RootForms(self._index, self._evidence, self._roots)
            found = kin.forms(typed) | found
        return found

    def _wild(self, word: str) -> list[str]:
        start = word.rstrip("*")
        if "*" in start or "?" in start:
            pattern = re.escape(word).replace(r"\*", r"[^\n]*").replace(r"\?", r"[^\n]")
            return self._index.matching(pattern)
        return self._index.beginning(start)


def _why(reading: QueryReading) -> Why:
    before = (f"{reading.prefix}+",) if reading.prefix else ()
    return (*before, f"+{reading.suffix}") if reading.suffix else before


WITH_PRONOUNS = frozenset(fold(word).text for word in with_pronouns())
"""Particles as they stand before a pronoun: `عليـ`, `إليـ`."""


def _plain(written: str) -> str:
    """To the letter and mark; what cannot be seen is left out."""
    composed = unicodedata.normalize("NFC", written)
    return "".join(sign for sign in composed if unicodedata.category(sign) != "Cf")


def _terms(word: str, typed: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """The keys of everything that a word is written to, with its prefix and suffix."""
    for suffix in ("", *WORD_SUFFIXES):
        for bare in _before(typed) if suffix else (typed,):
            for prefix in ("", *PREFIXES):
                if prefix or suffix:
                    yield from _keyed(word, f"{prefix}{bare}{suffix}", prefix, suffix)
    if written := after_lam(word):
        for prefix in BEFORE_LAM:
            yield from _keyed(word, prefix + written, f"{prefix}ل", "")


def _keyed(
    word: str, written: str, prefix: str, suffix: str
) -> Iterator[tuple[str, tuple[str, str]]]:
    found = keys(written)
    if len(word) < SURE_LETTERS and _SEAT.search(written):
        found = found[1:]
    for key in found:
        yield key, (prefix, suffix)


def _base(form: str, prefix: str, suffix: str, word: str) -> str:
    """What is left of a form, with the last letter as it stands without a suffix."""
    rest = form[len(prefix) : len(form) - len(suffix)]
    return rest[:-1] + word[-1] if suffix else rest


def _before(typed: str) -> tuple[str, ...]:
    """How a word is written before a pronoun."""
    start, last = typed[:-1], typed[-1:]
    if last == "ة":
        return (start + "ت",)
    if last == "ه":
        return typed, start + "ت"
    if last == "ى":
        long = start[:-1] + "آ" if start.endswith("أ") else start + "ا"
        return typed, long
    if typed.endswith("وا") and len(typed) > SURE_LETTERS:
        return (start,)
    return (typed,)


def differences(written: str, typed: str) -> list[str]:
    """How a word is spelled otherwise than it was typed, as chips: `أ→ا`, `tashkeel`, `case` …

    `typed` is a whole query; only letters that it has nowhere are told of.
    """
    found: list[str] = []
    if written == typed:
        return found
    bare = letters(written)
    if "\u0640" in written and "\u0640" not in typed:
        found.append("tatweel")
    without = bare.replace("\u0640", "")
    left = written.replace("\u0640", "")
    if len(left) != len(without):
        marks = set(left) - set(without)
        found += _marks(marks, set(typed))
    for letter in dict.fromkeys(without):
        plain = fold(letter).text
        if plain == letter or letter in typed:
            continue
        if plain == letter.lower():
            if letter.lower() in typed:
                found.append("case")
        else:
            found.append(f"{letter}→{plain}")
    return list(dict.fromkeys(found))


def _marks(marks: Iterable[str], typed: set[str]) -> list[str]:
    new = [mark for mark in marks if mark not in typed]
    hidden = [mark for mark in new if "\u200b" <= mark <= "\u206f" or mark in "\u00ad\u061c\ufeff"]
    return (["tashkeel"] if len(new) > len(hidden) else []) + (["invisible"] if hidden else [])
