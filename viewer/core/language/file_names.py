"""What file names tell: the language of a document, and which documents belong together.

`x.ar.txt`, `x_ar`, `x-ar`, `x (Arabic)`, `x (عربي)`, `ar/x` and `ar.txt` name Arabic; English has
the same forms.
"""

from __future__ import annotations

import re
from functools import lru_cache

from viewer.core.language.arabic import direction_of_language, fold, guess_language, script_counts

_MARKS = {
    "ar": ("ar", "ara", "arabic", "عربي", "عربيه", "العربيه", "بالعربيه"),
    "en": ("en", "eng", "english", "انجليزي", "انجليزيه", "الانجليزيه", "بالانجليزيه"),
}
_IN_BRACKETS = re.compile(r"(.+?)[\s._-]*[(\[]([^\W\d_]+)[)\]]")
_REGION = re.compile("([a-z]{2})[-_][a-z]{2}")
_BORDERS = "._- "
GOOD_PART = 0.2
"""Share of its letters from which a text that is said to run from right to left does so."""
RTL_SCRIPTS = frozenset(("arabic", "hebrew", "syriac", "thaana"))


def split_name(path: str) -> tuple[str, str | None]:
    """(`path` without its suffix and its mark of language, the language or None).

    `path` is POSIX, relative. Two documents of one work have the same first part. A mark in the
    name wins over one in a folder. A tree of 20,000 names goes through here: no pattern is tried
    that need not be.
    """
    folder, _, name = path.rpartition("/")
    dot = name.rfind(".")
    has_suffix = dot > 0 and len(name) - dot <= 10 and " " not in name[dot:]
    stem = name[:dot] if has_suffix else name
    base, tag = _split_stem(stem)
    if tag:
        return f"{folder}/{base}", tag
    folder, tag = _split_folder(folder)
    return f"{folder}/{stem}", tag


def _split_stem(stem: str) -> tuple[str, str | None]:
    if stem[-1:] in (")", "]"):
        match = _IN_BRACKETS.fullmatch(stem)
        return (match[1], _language(match[2])) if match else (stem, None)
    cut = max(map(stem.rfind, _BORDERS))
    if tag := _language(stem[cut + 1 :]):
        return stem[: max(cut, 0)].rstrip(_BORDERS), tag
    if len(stem) - cut == 3 and cut > 1:  # `x.ar-EG`
        cut = max(stem.rfind(border, 0, cut) for border in _BORDERS)
        return stem[: max(cut, 0)].rstrip(_BORDERS), _language(stem[cut + 1 :])
    return stem, None


@lru_cache(maxsize=1024)
def _split_folder(folder: str) -> tuple[str, str | None]:
    """The folders with the last one that names a language put out, and that language."""
    parts = folder.split("/")
    for at in range(len(parts) - 1, -1, -1):
        if tag := _language(parts[at]):
            parts[at] = "*"
            return "/".join(parts), tag
    return folder, None


def _language(mark: str) -> str | None:
    return _known_mark(mark) if 2 <= len(mark) <= 12 and mark[0].isalpha() else None


@lru_cache(maxsize=1024)
def _known_mark(mark: str) -> str | None:
    folded = fold(mark).text
    if match := _REGION.fullmatch(folded):
        folded = match[1]
    return next((tag for tag, marks in _MARKS.items() if folded in marks), None)


def resolve_language(
    asked: str | None, declared: str | None, path: str, head: str, runs: str | None = None
) -> tuple[str, str]:
    """The language of a document and its direction.

    The reader's word stands. Else what the file says, else its name (only the last folder and
    the name of `path` count), else what its letters say. A word that contradicts the direction of
    the letters is a template's left-over and gives way to them, unless the file (`runs`: the
    direction it gives) and its name agree, or what is said to run from right to left does so for
    a good part: such texts hold foreign words, or are translated by half.
    """
    if asked:
        return asked, direction_of_language(asked)
    seen = guess_language(head)
    named = split_name("/".join(path.replace("\\", "/").split("/")[-2:]))[1]
    tags = [tag for tag in (declared, named) if tag and tag != "und"]
    said = {direction_of_language(tag) for tag in tags} | ({runs} if runs else set())
    agreed = len(said) == 1 and bool(named and (declared or runs))
    part = said == {"rtl"} and _share(head) >= GOOD_PART
    for tag in tags:
        direction = direction_of_language(tag)
        if agreed or part or seen == "und" or direction == direction_of_language(seen):
            return tag, direction
    if part:
        seen = guess_language("".join(sign for sign in head if not sign.isascii()))
    return seen, direction_of_language(seen)


def _share(text: str) -> float:
    """Of the letters of a text, the share of those that run from right to left."""
    counts = script_counts(text)
    return sum(map(counts.__getitem__, counts.keys() & RTL_SCRIPTS)) / max(1, sum(counts.values()))
