"""How long a text takes to be read, from how many characters a minute people read in a language.

After Trauzettel-Klosinski and Dietz, "Standardized assessment of reading performance: the new
international reading speed texts IReST" (2012). People read aloud there: who reads silently is done
rather earlier, so what is told is about right and seldom too little.
"""

from __future__ import annotations

PACE = {
    "ar": 612,
    "de": 920,
    "en": 987,
    "es": 1025,
    "fr": 998,
    "he": 833,
    "tr": 1054,
}
"""Characters a minute, spaces counted."""

LONGEST_TOLD_MINUTES = 20 * 60
"""Minutes from which nobody wants to be told any more."""


def minutes(language: str, characters: int) -> int | None:
    """Whole minutes for so many characters, at least 1; None where nothing sensible can be said."""
    pace = PACE.get(language.split("-")[0])
    if pace is None or characters <= 0:
        return None
    found = max(1, round(characters / pace))
    return found if found <= LONGEST_TOLD_MINUTES else None
