"""What file names tell: the language of a document, and which documents belong together.

`x.ar.txt`, `x_ar`, `x-ar`, `x (Arabic)`, `x (عربي)`, `ar/x` and `ar.txt` name Arabic; English has
the same forms.
"""

from __future__ import annotations

import re
from functools import lru_cache

from viewer.core.arabic import direction_of_language, fold, guess_language

_MARKS = {
    "ar": ("ar", "ara", "arabic", "عربي", "عربيه", "العربيه", "بالعربيه"),
    "en": ("en", "eng", "english", "انجليزي", "انجليزيه", "الانجليزيه", "بالانجليزيه"),
}
_IN_NAME = re.compile(
    r"(?:(?P<stem>.*?)(?:[._-]|\s+))?(?:(?P<mark>[^\W\d_]+)|(?P<region>[a-z]{2}[-_][A-Z]{2}))"
)
_IN_BRACKETS = re.compile(r"(?P<stem>.+?)[\s._-]*[(\[](?P<mark>[^\W\d_]+)[)\]]")


@lru_cache(maxsize=256)
def _language(mark: str) -> str | None:
    folded = fold(mark).text
    folded = folded[:2] if re.fullmatch("[a-z]{2}[-_][a-z]{2}", folded) else folded
    return next((tag for tag, marks in _MARKS.items() if folded in marks), None)


def split_name(path: str) -> tuple[str, str | None]:
    """(`path` without its suffix and its mark of language, the language or None).

    `path` is POSIX, relative. Two documents of one work have the same first part. A mark in the
    name wins over one in a folder.
    """
    folder, _, name = path.rpartition("/")
    stem = re.sub(r"(?<=.)\.[^.\s]{1,9}\Z", "", name)
    for pattern in (_IN_BRACKETS, _IN_NAME):
        match = pattern.fullmatch(stem)
        if match and (tag := _language(match["mark"] or match.groupdict().get("region") or "")):
            return f"{folder}/{match['stem'] or ''}", tag
    parts = folder.split("/")
    for at in range(len(parts) - 1, -1, -1):
        if tag := _language(parts[at]):
            parts[at] = "*"
            return "/".join([*parts, stem]), tag
    return f"{folder}/{stem}", None


def resolve_language(
    asked: str | None, declared: str | None, path: str, head: str
) -> tuple[str, str]:
    """The language of a document and its direction.

    The reader's word stands. Else what the file says, else its name (only the last folder and
    the name of `path` count), else what its letters say. A declaration that contradicts the
    direction of the letters is a template's left-over and gives way to them.
    """
    if asked:
        return asked, direction_of_language(asked)
    seen = guess_language(head)
    named = split_name("/".join(path.replace("\\", "/").split("/")[-2:]))[1]
    for tag in (declared, named):
        if tag and tag != "und":
            direction = direction_of_language(tag)
            if seen == "und" or direction == direction_of_language(seen):
                return tag, direction
    return seen, direction_of_language(seen)
