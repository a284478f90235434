"""The segments of a text to be aligned: their lengths, words and features, alone and in runs."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Sequence

from viewer.core.bitext.features import features
from viewer.core.bitext.lexicon import words
from viewer.core.bitext.word_concepts import concepts
from viewer.core.language.arabic import script_counts

HALF = 0.5 * math.log(2 * math.pi)
SAMPLE = 40
"""Segments that tell the script of a text."""
FULLNESS = {
    "arabic": 0.83, "hebrew": 0.8, "han": 0.3, "kana": 0.43, "hangul": 0.38, "devanagari": 0.6,
    "greek": 1.15,
}  # fmt: skip
"""Letters of translations by script, beside those of Latin ones: vowels are not written, or whole
syllables as one sign. The medians of the Universal Declaration of Human Rights in 480 languages."""


class Side:
    """The segments of one text, and of runs of up to three what the score needs."""

    def __init__(self, segments: Sequence[str], marks: Sequence[str]) -> None:
        self.lengths = [max(1, sum(map(str.isalnum, text))) for text in segments]
        self.fullness = _fullness(segments)
        self.words = [words(text) for text in segments]
        self.features = [
            features(text) | concepts(known)
            for text, known in zip(segments, self.words, strict=True)
        ]
        for found, mark in zip(self.features, marks, strict=False):
            found.update((f"k{mark}",) if mark else ())
        self.counts = Counter(feature for found in self.features for feature in found)
        self.frequencies = Counter(word for found in self.words for word in found)
        self.before = [0, *itertools.accumulate(self.lengths)]
        self.chances = [0.0, *itertools.accumulate(self._chances())]
        self._runs: dict[tuple[int, int], list[str]] = {}

    def __len__(self) -> int:
        return len(self.lengths)

    def _chances(self) -> list[float]:
        """Log probability of the length of each segment by itself (log-normal)."""
        logs = [math.log(length) for length in self.lengths]
        mean = sum(logs) / max(1, len(logs))
        spread = math.sqrt(sum((x - mean) ** 2 for x in logs) / max(1, len(logs)))
        spread = max(0.3, spread)
        return [-0.5 * ((x - mean) / spread) ** 2 - math.log(spread) - HALF - x for x in logs]

    def run(self, index: int, count: int) -> list[str]:
        """The words of `[index, index + count)`."""
        key = index, count
        if key not in self._runs:
            parts = self.words[index : index + count]
            self._runs[key] = [word for part in parts for word in part]
        return self._runs[key]


def _fullness(segments: Sequence[str]) -> float:
    """Letters that one says a thing with, beside English."""
    counts = script_counts("".join(segments[:SAMPLE]))
    return FULLNESS.get(max(counts, key=counts.__getitem__, default=""), 1.0)
