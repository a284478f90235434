"""What the styles of an OpenDocument text make of its paragraphs, runs and lists."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from viewer.core.parsing.office.numerals import numeral

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
else:
    Element = Any

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT = f"{{{_URN}text:1.0}}"
STYLE = f"{{{_URN}style:1.0}}"
OFFICE = f"{{{_URN}office:1.0}}"
DRAW = f"{{{_URN}drawing:1.0}}"
TABLE = f"{{{_URN}table:1.0}}"
SVG = f"{{{_URN}svg-compatible:1.0}}"
_FO = f"{{{_URN}xsl-fo-compatible:1.0}}"
_DEEP = 30  # styles based on styles


def whole(text: str | None, default: int = 0) -> int:
    """A whole number of nine digits at most."""
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,9}", text) else default


def _look(properties: Element) -> dict[str, Any]:
    """What a `style:text-properties` says, and only that."""
    look: dict[str, Any] = {}
    get = properties.get
    weights = [get(_FO + "font-weight"), get(STYLE + "font-weight-complex")]
    if said := [weight for weight in weights if weight]:
        look["bold"] = any(w == "bold" or whole(w) >= 600 for w in said)
    slants = [get(_FO + "font-style"), get(STYLE + "font-style-complex")]
    if said := [slant for slant in slants if slant]:
        look["italic"] = any(slant in ("italic", "oblique") for slant in said)
    for name, attribute in (("underline", "underline"), ("strike", "line-through")):
        if style := get(f"{STYLE}text-{attribute}-style"):
            look[name] = style != "none"
    if position := get(STYLE + "text-position"):
        first = position.split(" ")[0]
        height = whole(first.rstrip("%"))
        up, down = first == "super" or height > 0, first == "sub" or height < 0
        look["place"] = "sup" if up else "sub" if down else ""
    if shown := get(TEXT + "display"):
        look["hidden"] = shown == "none"
    for key, space, end in (("val", _FO, ""), ("bidi", STYLE, "-complex")):
        tag, country = get(f"{space}language{end}"), get(f"{space}country{end}")
        if tag and tag not in ("none", "zxx"):
            look[key] = f"{tag}-{country}" if country and country != "none" else tag
    return look


@dataclass(slots=True)
class Style:
    """A style with what it inherits. `mode`: its writing mode; empty where nothing says it."""

    mode: str = ""
    outline: int = 0
    list_style: str = ""
    page: str = ""
    title: bool = False
    quote: bool = False
    look: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Level:
    """One level of a list. `format` is empty for one without a number."""

    bullet: str = ""
    format: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1


class OdfStyles:
    """The styles out of the roots of a document: styles first, content last."""

    def __init__(self, roots: list[Element]) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._known: dict[tuple[str, str], Style] = {}
        self.lists: dict[str, dict[int, Level]] = {}
        self.outline: dict[int, Level] = {}
        self._layouts: dict[str, str] = {}
        self._pages: dict[str, str] = {}
        self.default = Style()
        for root in roots:
            self._collect(root)

    def _collect(self, root: Element) -> None:
        for element in root.iter(STYLE + "style"):
            key = (element.get(STYLE + "family") or "", element.get(STYLE + "name") or "")
            self._styles[key] = element
        for element in root.iter(STYLE + "default-style"):
            if element.get(STYLE + "family") == "paragraph":
                self._apply(self.default, element)
        for element in root.iter(TEXT + "list-style"):
            self.lists[element.get(STYLE + "name") or ""] = _levels(element)
        for element in root.iter(TEXT + "outline-style"):
            self.outline = _levels(element)
        for element in root.iter(STYLE + "page-layout"):
            properties = element.find(STYLE + "page-layout-properties")
            mode = properties.get(STYLE + "writing-mode") if properties is not None else None
            self._layouts[element.get(STYLE + "name") or ""] = mode or ""
        for element in root.iter(STYLE + "master-page"):
            layout = element.get(STYLE + "page-layout-name") or ""
            self._pages[element.get(STYLE + "name") or ""] = layout

    def get(self, family: str, name: str | None, depth: int = 0) -> Style:
        """A style of a family (paragraph, text, section) by name."""
        key = (family, name or "")
        if key not in self._known:
            base = self.default if family == "paragraph" else Style()
            element = self._styles.get(key)
            if element is None or depth > _DEEP:
                return base
            parent = element.get(STYLE + "parent-style-name")
            if parent:
                base = self.get(family, parent, depth + 1)
            page = element.get(STYLE + "master-page-name") or base.page
            found = Style(base.mode, base.outline, base.list_style, page, base.title, base.quote)
            found.look = dict(base.look)
            self._apply(found, element)
            self._known[key] = found
        return self._known[key]

    def _apply(self, style: Style, element: Element) -> None:
        names = (element.get(STYLE + "name"), element.get(STYLE + "display-name"))
        style.title = style.title or "Title" in names
        style.quote = style.quote or "Quotations" in names
        if (outline := element.get(STYLE + "default-outline-level")) is not None:
            style.outline = whole(outline)
        elif match := re.fullmatch(r"Heading(?:_20_| )([1-9])", names[0] or ""):
            style.outline = int(match[1])
        if (listed := element.get(STYLE + "list-style-name")) is not None:
            style.list_style = listed
        for child in element:
            if child.tag == STYLE + "paragraph-properties":
                style.mode = child.get(STYLE + "writing-mode") or style.mode
            elif child.tag == STYLE + "text-properties":
                style.look |= _look(child)

    def direction(self, style: Style, page: str) -> str | None:
        """`rtl` or `ltr` where the style says so, or the page of that name runs from the right."""
        mode = style.mode
        if mode in ("", "page"):
            layout = self._pages.get(page, "")
            return "rtl" if self._layouts.get(layout, "").startswith("rl") else None
        return "rtl" if mode.startswith("rl") else "ltr" if mode.startswith("lr") else None


def _levels(parent: Element) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for child in parent:
        level = Level()
        if child.tag == TEXT + "list-level-style-bullet":
            sign = child.get(TEXT + "bullet-char") or "•"
            level.bullet = "•" if "\ue000" <= sign[0] <= "\uf8ff" else sign[:5]
        elif child.tag == TEXT + "list-level-style-image":
            level.bullet = "•"
        else:
            level.format = child.get(STYLE + "num-format") or ""
            level.prefix = (child.get(STYLE + "num-prefix") or "")[:50]
            level.suffix = (child.get(STYLE + "num-suffix") or "")[:50]
            level.start = whole(child.get(TEXT + "start-value"), 1)
            level.shown = whole(child.get(TEXT + "display-levels"), 1)
        levels[whole(child.get(TEXT + "level"), 1)] = level
    return levels


def marker(levels: dict[int, Level], counts: dict[int, int], depth: int) -> str:
    """The marker of an item at `depth` from 1; `counts`: where each level is."""
    level = levels.get(depth, Level(bullet="•"))
    if level.bullet or not level.format:
        return level.bullet or f"{level.prefix}{level.suffix}".strip()
    shown = []
    for at in range(max(1, depth - level.shown + 1), depth + 1):
        other = levels.get(at, Level())
        if other.format:
            kind = other.format[0]
            if kind == "أ" and "ج" in other.format:  # alif, ba, jim: the order of abjad
                kind = "ا"
            shown.append(numeral(counts.get(at, other.start), kind))
    return f"{level.prefix}{'.'.join(shown)}{level.suffix}".strip()
