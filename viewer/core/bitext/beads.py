"""What alignment makes of two texts: pairs of runs of segments."""

from __future__ import annotations

from typing import NamedTuple


class Bead(NamedTuple):
    """Segments `[first, last)` of each side; either may be empty. `score`: 0 to 1."""

    before: range
    after: range
    score: float = 0.0
