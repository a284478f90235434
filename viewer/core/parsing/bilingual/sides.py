"""What bilingual files share: the names of their sides, their parts, and text without tags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from viewer.core.language.arabic import direction_of_language, guess_language
from viewer.core.parsing.xml_stream import local
from viewer.core.text.document import OMISSIONS, Document, Omission
from viewer.core.text.document_builder import BitextBuilder, Builder

if TYPE_CHECKING:
    from lxml.etree import _Element

UNITS_AT_FIRST, UNITS_LATER = 200, 5000
"""Units of the first part, and of each later one."""
SIDES = 40
"""Languages of one file that are shown; more is no text of a person."""

Entry = Iterable[tuple[str, str]]
"""The texts of one unit, each with its side."""

_CODES = frozenset(("bpt", "ept", "ph", "it", "ut"))  # what they hold is code, but for <sub>
_EMPTY = frozenset(("x", "bx", "ex", "ph", "sc", "ec"))
_PLACEHOLDER = re.compile(
    r"%(?:\d+\$)?[-+ #0']*\d*(?:\.\d+)?[a-zA-Z@]+%?|%\d+|%\w+%|[$#]?\{\{?[\w .:|-]*\}?\}"
)


@lru_cache(maxsize=1024)
def clean_tag(tag: str) -> str:
    """A language tag as BCP 47 writes it: `EN_us` -> `en-US`; `und` for nothing."""
    parts = [part for part in re.split(r"[^A-Za-z0-9]+", tag.strip()[:60]) if part]
    if not parts:
        return "und"
    first, *rest = parts
    written = [part.upper() if len(part) == 2 else part for part in rest]
    return "-".join([first.lower(), *(p.title() if len(p) == 4 else p for p in written)])


def sides_of(tags: Iterable[str]) -> dict[str, str]:
    """Side -> language for the languages of a file: those from right to left first.

    A side is named after the first part of its language, with a number when that is taken.
    """
    found = list(dict.fromkeys(map(clean_tag, tags)))
    found.sort(key=lambda tag: (not tag.startswith("ar"), direction_of_language(tag) != "rtl"))
    sides: dict[str, str] = {}
    for tag in found[:SIDES]:
        short, number = tag.partition("-")[0], 1
        name = short
        while name in sides:
            number += 1
            name = f"{short}-{number}"
        sides[name] = tag
    return sides


def in_parts(
    units: Iterable[Entry],
    sides: dict[str, str],
    format: str,
    path: Path,
    tags: Iterable[str] = (),
    **rest: Any,
) -> Iterator[Document]:
    """The documents of a file whose units come one by one, the first part small; at least one.

    `tags`: the languages of the file; of those that are no side it is told.
    """
    if not sides:
        for _ in units:  # it may yet prove to be broken
            pass
        yield Builder().document(format, path=path, **rest)
        return
    builder = BitextBuilder(sides)
    wanted, begun = UNITS_AT_FIRST, False
    shown = frozenset(sides.values())
    beyond = dict.fromkeys(tag for tag in map(clean_tag, tags) if tag not in shown)
    empty = [Omission("language", tag) for tag in beyond][:OMISSIONS]
    for unit in units:
        added = [builder.sides[side].add(text.strip()) for side, text in unit]
        builder.end_unit()
        if all(block is None for block in added) and len(empty) < OMISSIONS:
            empty.append(Omission("unit", str(len(builder))))
        if len(builder) >= wanted:
            yield builder.document(format, path, omissions=tuple(empty), **rest)
            wanted, begun, empty = wanted + UNITS_LATER, True, []
    if not begun or any(map(len, builder.sides.values())):
        yield builder.document(format, path, omissions=tuple(empty), **rest)


def guessed_sides(texts: Sequence[str], fallbacks: Sequence[str]) -> list[str]:
    """The language of each text by its letters, or the fallback in its place."""
    guessed = map(guess_language, texts)
    return [
        tag if tag != "und" else fallback for tag, fallback in zip(guessed, fallbacks, strict=True)
    ]


def visible(element: _Element) -> str:
    """The text of a segment as a translator sees it: without the codes of its format.

    A placeholder for a value (`%s`, `{name}`) is shown, a line break too.
    """
    if len(element) == 0:
        return element.text or ""
    parts: list[str] = []
    _collect(element, parts, shown=True)
    return "".join(parts)


def _collect(element: _Element, parts: list[str], *, shown: bool) -> None:
    if shown and element.text:
        parts.append(element.text)
    for child in element:
        name = local(child)
        if name in _CODES and (len(child) or child.text):
            if _PLACEHOLDER.fullmatch((child.text or "").strip()):
                parts.append(child.text or "")
            _collect(child, parts, shown=False)
        elif name in _EMPTY:
            parts.append(_stand_in(child))
        elif name and name not in ("note", "cp"):
            if name == "sub" and parts and not parts[-1][-1:].isspace():
                parts.append(" ")  # a text of its own in the middle of another
            _collect(child, parts, shown=shown or name == "sub")
        if shown and child.tail:
            parts.append(child.tail)


def _stand_in(element: _Element) -> str:
    """What an empty element stands for in the text, where it says so."""
    if "lb" in (element.get("ctype", ""), element.get("subType", "").rpartition(":")[2]):
        return "\n"
    for name in ("equiv-text", "equiv", "disp"):
        text = element.get(name, "")
        if _PLACEHOLDER.fullmatch(text):
            return text
    return ""
