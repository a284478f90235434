"""A corpus of any size out of a small one: different texts, whose words grow as those of real ones.

What is common stays as it is in the source, sentence by sentence. In the place of a rare word
stands one that was never there before, as often as Heaps' law wants it, else one of those that were
made so. Articles, and from `BOOKS_FROM` on books too.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

HEAPS = 0.6
"""Forms grow as this power of the words: 0.54 to 0.60 in the articles of antcorpus from 50,000
words on."""
RARE = 2
"""Times that a word comes in the source at most, whose places are given to others."""
ARTICLES = (1000, 2000, 3000, 5000, 8000, 30_000)
"""Bytes of the articles."""
BOOK, BOOKS, BOOKS_FROM = 2_000_000, 0.2, 8_000_000
"""Bytes of a book, their share of all bytes, and the size of a corpus from which it has some."""
_SENTENCE = re.compile(r"(?<=[.؟!])\s+|\n")
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_BEFORE = ("", "", "", "ال", "ال", "وال", "بال", "لل", "و", "ي", "ت", "م")
_AFTER = ("", "", "", "ة", "ات", "ون", "ين", "هم", "ها", "ية")


class Words:
    """The words of the source, and those that are made besides; `met` counts all that was written,
    `forms` are all that there are."""

    def __init__(self, source: Sequence[str], seed: int) -> None:
        self._pick = random.Random(seed)
        counts = Counter(word for sentence in source for word in _WORD.findall(sentence))
        self.rare = {word for word, n in counts.items() if n <= RARE}
        self._first, self._known = counts.total(), len(counts)
        self._made: list[str] = []
        self.forms = set(counts)
        self.met = 0

    def instead(self) -> str:
        """What stands in the place of a rare word."""
        due = self._known * (max(self.met, self._first) / self._first) ** HEAPS
        if not self._made or len(self.forms) < due:
            self._made.append(self._new())
            return self._made[-1]
        return self._pick.choice(self._made)

    def _new(self) -> str:
        pick = self._pick
        while True:
            stem = "".join(pick.choices(_LETTERS, k=pick.randint(3, 5)))
            word = pick.choice(_BEFORE) + stem + pick.choice(_AFTER)
            if word not in self.forms:
                self.forms.add(word)
                return word


def grow(source: Sequence[str], target: Path, size: int, seed: int = 1) -> int:
    """Write about `size` bytes of texts made of the `source`; how many forms they have."""
    sentences = [
        s for text in source for each in _SENTENCE.split(text) if len(s := each.strip()) > 10
    ]
    words, pick = Words(sentences, seed), random.Random(seed)
    cut = [re.split(r"([^\W\d_]+)", sentence) for sentence in sentences]
    total = books = number = 0
    while total < size:
        book = size >= BOOKS_FROM and books < BOOKS * total
        text = "\n".join(_paragraphs(cut, words, pick, BOOK if book else pick.choice(ARTICLES)))
        data = text.encode()
        path = target / f"{number // 500:03}" / f"{number:05}{'-book' if book else ''}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        total, number, books = total + len(data), number + 1, books + book * len(data)
    return len(words.forms)


def _paragraphs(
    cut: Sequence[Sequence[str]], words: Words, pick: random.Random, size: int
) -> Iterator[str]:
    """Paragraphs of some sentences each, about `size` bytes together."""
    got = 0
    while got < size:
        told: list[str] = []
        for parts in pick.choices(cut, k=pick.randint(1, 5)):
            words.met += len(parts) // 2
            told.append("".join(words.instead() if p in words.rare else p for p in parts))
        paragraph = " ".join(told)
        got += len(paragraph.encode()) + 1
        yield paragraph
