"""What speaks for words of a work as translations of each other, learned once for its links.

A row of the work says which words may be; of these it is told how often they go together in the
work and in the corpus (`lexicon`), what dictionaries say, and how near their vectors are where the
extra `semantic` is installed. A work of 2,000 rows takes some ten seconds: a child does it.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence, Set
from functools import lru_cache
from pathlib import Path
from typing import Any

from viewer.core.base.json_files import Damaged, read_json, save_json
from viewer.core.bitext import sentence_vectors
from viewer.core.bitext.lexicon import both, words
from viewer.core.bitext.word_links import LinkWord, Nats, link_words

TABLE_VERSION = 1
"""Of what is learned; another one makes the cache forget."""
MOST_FORMS = 12_000
"""Different words of a side that vectors and dictionaries are asked about, the commonest."""
VECTOR_NATS, VECTOR_BASE = 6.0, 2.5
"""What a vector nearer by one than its neighbours are is worth, and what one as near as these."""
TOGETHER_NATS, DICTIONARY_NATS = 6.0, 3.5
"""What words are worth that only go together, and those that a dictionary translates so: fitted
with the two above to rows linked by hand, as is every constant of `word_links`."""
LEAST_NATS = 0.5
"""What is worth to be kept."""
NEIGHBOURS, SAMPLE_FORMS = 10, 1500
"""Vectors of the other side, the nearest ones of a sample, that a word is compared with: some words
are near to everything (Lample and others, 2018, "Word translation without parallel data")."""
_TRAINED = "ar de en es fr it ja ko nl pl pt ru th tr zh"
VECTOR_LANGUAGES = frozenset(_TRAINED.split())
"""Those that the model of vectors was trained for."""

TextPair = tuple[str, str]
Translate = Callable[[str], Set[str]]
"""The folded words that dictionaries give for a word of the first language; for both sides."""


def learned(
    pairs: Sequence[TextPair],
    more: Iterable[TextPair] = (),
    translate: Translate | None = None,
    near: bool = False,
) -> dict[str, dict[str, float]]:
    """What speaks for the words of rows, in nats: for every word before those after.

    `more`: other rows in the same languages that tell which words go together; `near`: whether to
    compare vectors.
    """
    rows = [(link_words(a), link_words(b)) for a, b in pairs]
    together = _together([*pairs, *more])
    nearness = _Nearness(rows) if near else None
    said: dict[str, Set[str]] = {}
    if translate is not None:
        said = {form: translate(form) for form in _commonest(a for a, _ in rows)}
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for before, after in rows:
        near_here = nearness.of(before, after) if nearness is not None else None
        for i, a in enumerate(before):
            if a.value:
                continue
            meant, shared = said.get(a.folded, ()), together.get(_stem_of(a.folded), {})
            for j, b in enumerate(after):
                nats = shared.get(_stem_of(b.folded), 0.0)
                if b.folded in meant:
                    nats += DICTIONARY_NATS
                if near_here is not None:
                    nats += _of_vectors(near_here[i][j], a.small or b.small)
                if nats >= LEAST_NATS and not b.value:
                    found[a.folded][b.folded] = round(nats, 2)
    return dict(found)


def _of_vectors(nearer: float, small: bool) -> float:
    """What vectors say; for particles, which are near to each other, nothing speaks."""
    if not math.isfinite(nearer):
        return 0.0
    nats = VECTOR_BASE + VECTOR_NATS * nearer
    return min(0.0, nats) if small else nats


def _together(pairs: Sequence[TextPair]) -> dict[str, dict[str, float]]:
    """What it is worth that two stems go together, by the means of both directions of a lexicon."""
    beads = [(words(a), words(b)) for a, b in pairs]
    there, back = both(
        beads, Counter(w for a, _ in beads for w in a), Counter(w for _, b in beads for w in b)
    )
    back_again = {(a, b): p for b, a, p in back.probabilities()}
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for a, b, p in there.probabilities():
        if other := back_again.get((a, b)):
            found[a][b] = TOGETHER_NATS * math.sqrt(p * other)
    return found


@lru_cache(maxsize=1 << 16)
def _stem_of(folded: str) -> str:
    return next(iter(words(folded)), folded)


def _commonest(sides: Iterable[Sequence[LinkWord]]) -> list[str]:
    counts = Counter(word.folded for side in sides for word in side if not word.value)
    return [form for form, _ in counts.most_common(MOST_FORMS)]


class _Nearness:
    """How much nearer the vectors of two words are than those of their neighbours."""

    def __init__(self, rows: Sequence[tuple[Sequence[LinkWord], Sequence[LinkWord]]]) -> None:
        """Raises ImportError without the extra."""
        from viewer.core.bitext.arrays import np

        self._numbers: list[dict[str, int]] = []
        self._vectors: list[Any] = []
        for side in (0, 1):
            forms = _commonest(row[side] for row in rows)
            self._numbers.append({form: at for at, form in enumerate(forms)})
            made = sentence_vectors.vectors(forms) if forms else np.zeros((0, 1))
            self._vectors.append(np.concatenate([made, np.full((1, made.shape[1]), np.nan)]))
        self._crowds = [self._crowd(side) for side in (0, 1)]

    def _crowd(self, side: int) -> Any:
        """The mean cosine of each word of a side to its nearest of the other."""
        from viewer.core.bitext.arrays import np

        own, others = self._vectors[side], self._vectors[1 - side][:-1][:SAMPLE_FORMS]
        if not len(others):
            return np.zeros(len(own))
        parts = [own[at : at + 1000] @ others.T for at in range(0, len(own), 1000)]
        return np.concatenate([np.sort(p, axis=1)[:, -NEIGHBOURS:].mean(axis=1) for p in parts])

    def of(self, before: Sequence[LinkWord], after: Sequence[LinkWord]) -> list[list[float]]:
        """For every pair of words; NaN where one has no vector."""
        one, other = (
            [self._numbers[side].get(word.folded, -1) for word in row]
            for side, row in enumerate((before, after))
        )
        cosines = self._vectors[0][one] @ self._vectors[1][other].T
        return (2 * cosines - self._crowds[0][one][:, None] - self._crowds[1][other]).tolist()


# What is asked of a child, and what is kept ------------------------------------------------------


def can_compare(languages: Iterable[str]) -> bool:
    """Whether vectors tell anything of words in these languages, and are installed."""
    known = all(tag.partition("-")[0] in VECTOR_LANGUAGES for tag in languages)
    return known and sentence_vectors.available()


class TableCache:
    """Tables by the texts that they are of, in a folder that may be deleted at any time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "word-links"

    def path(self, texts: Iterable[str], about: object) -> Path:
        """Where the table of these texts is; `about`: what else it depends on, as plain data."""
        mark = hashlib.sha256(json.dumps([TABLE_VERSION, about]).encode())
        for text in texts:
            mark.update(text.encode("utf-8", "replace") + b"\0")
        return self.folder / f"{mark.hexdigest()[:40]}.json"

    def get(self, path: Path) -> Nats | None:
        try:
            return nats_of(read_json(path))
        except (OSError, Damaged, ValueError):
            return None

    def put(self, path: Path, nats: Nats) -> None:
        """Raises OSError."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        save_json(path, {"nats": nats})


def nats_of(answer: Any) -> Nats:
    """The table in an answer of a child, or in the cache. Raises ValueError on other data."""
    nats = answer.get("nats") if isinstance(answer, dict) else None
    if not isinstance(nats, dict):
        raise ValueError("no table")
    for row in nats.values():
        if not isinstance(row, dict) or not all(type(n) in (int, float) for n in row.values()):
            raise ValueError("no table")
    return nats
