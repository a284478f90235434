"""What keeps a thing in memory."""

from __future__ import annotations

import gc


def holders(thing: object, steps: int = 4) -> str:
    """What holds a thing, and what holds that: one of each, by their types."""
    said, seen = type(thing).__name__, [thing]
    for _ in range(steps):
        above = [
            each
            for each in gc.get_referrers(seen[-1])
            if type(each).__name__ not in ("frame", "list_iterator")
            and not any(each is one for one in seen)
            and each is not seen
        ]
        if not above:
            break
        seen.append(above[-1])
        said += f" < {type(above[-1]).__qualname__}"
    return said
