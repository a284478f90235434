"""Documents as the index takes them in: rows of numbered forms, and what is to be known of those
that are new. Nothing here asks an index, so that it can be done in a process of its own.

A form is a word as it is written, with a word that it folds to; nearly all have one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from viewer.core.language.arabic import TOKEN, fold
from viewer.core.morphology.stemming import stem
from viewer.core.search.index import sign_of
from viewer.core.search.spellings import hamza_key, is_uneven, keys
from viewer.core.text.document import Document
from viewer.core.text.lines import ByteLines

MOST_NUMBERED = 1_000_000
"""Forms after which a `TextReader` begins anew: a number has to be a code point."""
_WORDS = re.compile(r"[^\W_]+")


class NewForms(NamedTuple):
    """Forms: each as it is written, the word that it folds to, and the stem of that. `others`: the
    further spellings under which some are found, by their place here."""

    written: list[str]
    folded: list[str]
    stems: list[str]
    others: list[tuple[int, list[str]]]


class TakenText(NamedTuple):
    """A document, or a side of one. For each block: its start, in code points, its text, and its
    forms, a code point for each: its number, in the order in which the `TextReader` met them."""

    side: str
    language: str
    title: str | None
    date: str | None
    starts: list[int]
    texts: list[str]
    words: list[str]


class Taken(NamedTuple):
    """A file. `beads`: what corresponds in it: two sides, and (block of the first, start and end in
    the second, score). `scans`: what its pages are known by that are pictures. `new`: the forms
    with the next numbers. `first`: the numbers begin with it anew."""

    texts: list[TakenText]
    beads: list[tuple[str, str, list[tuple[int, int, int, float]]]]
    scans: list[str]
    new: NewForms
    first: bool

    @classmethod
    def of_json(cls, data: list[Any]) -> Taken:
        """The way back of what JSON makes of it."""
        texts, beads, scans, new, first = data
        made = [TakenText(*text) for text in texts]
        return cls(made, beads, scans, NewForms(*new), first)


class _Numbers(dict[str, str]):
    """Written word -> the numbers of its forms. A new one gets the next, as if it had one form."""

    def __init__(self) -> None:
        self.count = 0
        """How many are given."""
        self.new: list[str] = []

    def __missing__(self, token: str) -> str:
        self.new.append(token)
        self.count += 1
        number = self[token] = chr(code_point(self.count))
        return number

    def settle(self) -> tuple[NewForms, bool]:
        """The forms of what is new, and whether there are words among it that have not one form, so
        that what is new has other numbers now."""
        before = self.count - len(self.new)
        forms, uncommon = forms_of(self.new)
        self.new = []
        if uncommon:
            numbers = [chr(code_point(before + at)) for at in range(1, len(forms.written) + 1)]
            self.update(zip(forms.written, numbers, strict=True))
            for token, places in uncommon.items():
                self[token] = "".join(numbers[at] for at in places)
            self.count = before + len(numbers)
        return forms, bool(uncommon)


class TextReader:
    """Numbers the forms in the documents that it is given, in their order."""

    def __init__(self) -> None:
        self._numbers = _Numbers()

    def read(self, document: Document) -> Taken:
        """A document, and its other sides if it has any."""
        if self._numbers.count > MOST_NUMBERED:
            self._numbers = _Numbers()
        first = not self._numbers.count
        sides = document.sides() if document.others else {"": document}
        texts = [self._text(side, each) for side, each in sides.items()]
        new, again = self._numbers.settle()
        if again:  # once or twice in a corpus
            texts = [self._text(side, each) for side, each in sides.items()]
        beads: list[tuple[str, str, list[tuple[int, int, int, float]]]] = []
        (pivot, one), *others = sides.items()
        for side, other in others:
            beads.append((pivot, side, list(_same_units(one, other))))
            beads.append((side, pivot, list(_same_units(other, one))))
        scans = sorted({scan.key for scan in document.scans.values()})
        return Taken(texts, beads, scans, new, first)

    def _text(self, side: str, document: Document) -> TakenText:
        number, find = self._numbers.__getitem__, TOKEN.findall
        document.complete()
        lines = document.lines
        if isinstance(lines, ByteLines):  # alone, each block would have to be found and decoded
            lines = Document.of_text(document.text()).lines
        blocks = [lines.block(index) for index in range(len(lines))]
        words = ["".join(map(number, find(text))) for text in blocks]
        starts = [lines.start(index) for index in range(len(lines))]
        about = document.language, document.title, document.date
        return TakenText(side, *about, starts, blocks, words)


def forms_of(tokens: Iterable[str]) -> tuple[NewForms, dict[str, list[int]]]:
    """The forms of different written words, and the places of those of words that have not one."""
    written = list(tokens)
    made, uncommon = NewForms([], [], [], []), dict[str, list[int]]()
    together = "\n".join(written)
    uneven = is_uneven(together)
    folded = fold(together).text.split("\n")  # all at once: a quarter of the time
    for token, text in zip(written, folded, strict=bool(written)):
        words, key = [text], text
        if not text.isalnum() or (uneven and is_uneven(token)):  # as few are
            words = _WORDS.findall(text)
            if len(words) != 1:
                places = {w: n for n, w in enumerate(dict.fromkeys(words), len(made.written))}
                uncommon[token] = [places[word] for word in words]
                words = list(places)
            elif others := list(keys(token)[1:]):
                made.others.append((len(made.written), others))
                key = hamza_key(token)
            else:
                key = words[0]
        for word in words:
            made.written.append(token)
            made.folded.append(word)
            made.stems.append(stem(key if len(words) == 1 else word, token))
    return made, uncommon


def code_point(number: int) -> int:
    """What stands for the form of that number, from 1, that a `TextReader` met."""
    return sign_of(number)


def _same_units(document: Document, other: Document) -> Iterator[tuple[int, int, int, float]]:
    """What of `other` is of the same unit as each block."""
    spans: dict[int, tuple[int, int]] = {}
    for block, unit in zip(other.blocks(), other.units or (), strict=False):
        spans[unit] = (spans.get(unit, (block.start, 0))[0], block.end)
    for block, unit in enumerate(document.units or ()):
        if unit in spans:
            yield block, *spans[unit], 1.0
