"""Regular expressions that are compiled when they are first used.

A start would compile more than a hundred of them, and use a handful: large classes of characters
cost up to four milliseconds each.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _LatePattern:
    """Stands for a `re.Pattern`; a method that was asked for once is the pattern's own."""

    def __init__(self, text: Any, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._text, self._flags), name)  # `re` keeps what it compiled
        setattr(self, name, found)
        return found


def late_pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` makes, made at its first use. For its own methods, not for those of `re`
    that take a pattern."""
    return cast("re.Pattern[AnyStr]", _LatePattern(text, flags))
