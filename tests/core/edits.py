"""Texts changed as people change them, knowing where each letter of the old text went."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from viewer.core.text.document import Document, Place

_WORD = re.compile(r"\w+")
_MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")

Letters = list[tuple[str, int]]
"""Of the new text, each with the code point of the old text it comes from, or stands for; -1."""


@dataclass(frozen=True)
class Edited:
    """`went`: for each code point of the old text where it is in the new one; -1 for gone."""

    text: str
    went: Sequence[int]

    def truth(self, place: Place) -> tuple[int, int] | None:
        """Where most letters of `place` are now; None where less than half are together."""
        here = sorted(at for at in self.went[place.start : place.end] if at >= 0)
        size, low, best = place.end - place.start, 0, (0, 0, 0)
        for high, at in enumerate(here):
            while at - here[low] > 3 * size // 2 + 20:
                low += 1
            best = max(best, (high + 1 - low, -here[low], at + 1))
        return (-best[1], best[2]) if best[0] * 2 >= size else None


def edited(text: str, change: str, strength: float, pick: random.Random) -> Edited:
    """`text` after one of `CHANGES` to that share of its characters."""
    letters = CHANGES[change]([(c, at) for at, c in enumerate(text)], strength, pick)
    went = [-1] * len(text)
    for new, (_, old) in enumerate(letters):
        if old >= 0:
            went[old] = new
    return Edited("".join(c for c, _ in letters), went)


def _words_replaced(letters: Letters, strength: float, pick: random.Random) -> Letters:
    """Words become other words of the same text, until that share of the letters is new."""
    text = "".join(c for c, _ in letters)
    words = [m.span() for m in _WORD.finditer(text)]
    pick.shuffle(words)
    chosen, budget = {}, strength * len(text)
    for start, end in words:
        if budget <= 0:
            break
        other = text[slice(*pick.choice(words))]
        chosen[start] = (end, other)
        budget -= end - start
    made: Letters = []
    at = 0
    while at < len(letters):
        if at in chosen:
            end, other = chosen[at]
            for n, c in enumerate(other):  # stands for the old word, from its first to its last
                old = at + (end - at - 1) * n // max(1, len(other) - 1)
                made.append((c, letters[old][1]))
            at = end
        else:
            made.append(letters[at])
            at += 1
    return made


def _typos(letters: Letters, strength: float, pick: random.Random) -> Letters:
    """Letters changed, left out, doubled."""
    made: Letters = []
    for c, old in letters:
        if c == "\n" or pick.random() >= strength:
            made.append((c, old))
            continue
        kind = pick.randrange(3)
        if kind == 0:
            made.append((pick.choice("ابتثجحدرسعفقكلمنهويaeinst"), old))
        elif kind == 1:
            made += [(c, old), (pick.choice("اويلمنaeo "), -1)]
    return made


def _sentences_moved(letters: Letters, strength: float, pick: random.Random) -> Letters:
    parts = _cut(letters, re.compile(r"[^.؟!\n]*[.؟!\n]\s*"))
    moving = set(pick.sample(range(len(parts)), int(len(parts) * strength)))
    left = [part for n, part in enumerate(parts) if n not in moving]
    for n in sorted(moving):
        left.insert(pick.randrange(len(left) + 1), parts[n])
    return [letter for part in left for letter in part]


def _paragraphs_inserted(letters: Letters, strength: float, pick: random.Random) -> Letters:
    """Paragraphs of the words of the text, between those that are there."""
    text = "".join(c for c, _ in letters)
    words, parts = _WORD.findall(text), _cut(letters, re.compile(r"[^\n]*\n"))
    budget = strength * len(text)
    while budget > 0:
        new = " ".join(pick.choices(words, k=pick.randrange(8, 60))) + "\n"
        parts.insert(pick.randrange(len(parts) + 1), [(c, -1) for c in new])
        budget -= len(new)
    return [letter for part in parts for letter in part]


def _marks_stripped(letters: Letters, strength: float, pick: random.Random) -> Letters:
    return [each for each in letters if not _MARKS.match(each[0])]


def _marks_added(letters: Letters, strength: float, pick: random.Random) -> Letters:
    made: Letters = []
    for c, old in letters:
        made.append((c, old))
        if "ب" <= c <= "ي" and pick.random() < strength * 3:
            made.append((pick.choice("\u064e\u064f\u0650\u0652"), -1))
    return made


def _re_encoded(letters: Letters, strength: float, pick: random.Random) -> Letters:
    """Saved as windows-1256, in which much has no place."""
    return [(c.encode("cp1256", "replace").decode("cp1256"), old) for c, old in letters]


def _all_together(letters: Letters, strength: float, pick: random.Random) -> Letters:
    for change, share in (
        (_words_replaced, 0.5),
        (_typos, 0.15),
        (_sentences_moved, 0.15),
        (_paragraphs_inserted, 0.2),
    ):
        letters = change(letters, strength * share, pick)
    return letters


def _cut(letters: Letters, pattern: re.Pattern[str]) -> list[Letters]:
    text, at, parts = "".join(c for c, _ in letters), 0, []
    for match in pattern.finditer(text):
        if match.end() > at:
            parts.append(letters[at : match.end()])
            at = match.end()
    return [*parts, letters[at:]]


CHANGES: dict[str, Callable[[Letters, float, random.Random], Letters]] = {
    "words replaced": _words_replaced,
    "letters mistyped": _typos,
    "sentences moved": _sentences_moved,
    "paragraphs inserted": _paragraphs_inserted,
    "all together": _all_together,
    "marks stripped": _marks_stripped,
    "marks added": _marks_added,
    "windows-1256": _re_encoded,
}
STEADY = ("marks stripped", "windows-1256")
"""Changes that know no strength."""


def places(text: str, count: int, pick: random.Random) -> list[Place]:
    """Spans of 20 to 200 code points, from word to word inside a line, as a reader selects."""
    document, found = Document.of_text(text), []
    words = [m.span() for m in _WORD.finditer(text)]
    while len(found) < count:
        first = pick.randrange(len(words))
        start, wanted = words[first][0], pick.randint(20, 200)
        ends = [end for _, end in words[first : first + 60] if 20 <= end - start <= wanted]
        if ends and "\n" not in text[start : ends[-1]]:
            found.append(document.place(start, ends[-1]))
    return found


def verdict(found: tuple[int, int, str], truth: tuple[int, int] | None) -> str:
    """`right` where at least half of both is shared, `lost`, or `wrong`."""
    start, end, status = found
    if status == "lost":
        return "lost"
    if truth is None:
        return "wrong"
    shared = min(end, truth[1]) - max(start, truth[0])
    return "right" if shared * 2 >= max(end, truth[1]) - min(start, truth[0]) else "wrong"
