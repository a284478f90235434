"""What the styles and the numbering of a Word document (WordprocessingML) make of a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from viewer.core.parsing.office.numerals import numeral
from viewer.core.parsing.office.symbol_fonts import is_symbol_font

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
else:
    Element = Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = W + "val"
_HEADING = re.compile(r"(?:heading|titre|überschrift|título|(?:ال)?عنوان)\s*([1-9])", re.I)
_TITLES = ("title", "العنوان", "عنوان")
_QUOTES = ("quote", "intense quote", "block text", "quotations", "اقتباس", "اقتباس مكثف")
_DEEP = 30  # styles based on styles
_FORMATS = {
    "decimal": "1", "decimalZero": "01", "lowerLetter": "a", "upperLetter": "A",
    "lowerRoman": "i", "upperRoman": "I", "arabicAlpha": "أ", "arabicAbjad": "ا",
    "hebrew1": "א", "hebrew2": "א",
}  # fmt: skip
_FLAGS = {
    "b": "bold", "bCs": "bold_cs", "i": "italic", "iCs": "italic_cs", "strike": "strike",
    "dstrike": "strike", "vanish": "hidden", "rtl": "rtl",
}  # fmt: skip


def local(element: Element) -> str:
    """The element's name without its namespace; empty for a comment or an entity."""
    tag = element.tag
    return tag[tag.rfind("}") + 1 :] if isinstance(tag, str) else ""


def is_on(element: Element | None) -> bool:
    """Whether a switch such as `<w:b/>` or `<w:b w:val="0"/>` is on."""
    return element is not None and element.get(VAL, "1") not in ("0", "false", "off", "none")


def number(text: str | None, default: int = 0) -> int:
    """A whole number of nine digits at most."""
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,9}", text) else default


def run_look(properties: Element | None) -> dict[str, Any]:
    """What a `w:rPr` says, and only that."""
    look: dict[str, Any] = {}
    for child in properties if properties is not None else ():
        name = local(child)
        if name in _FLAGS:
            look[_FLAGS[name]] = is_on(child) or (name == "dstrike" and look.get("strike", False))
        elif name == "u":
            look["underline"] = is_on(child)
        elif name == "vertAlign":
            value = child.get(VAL)
            look["place"] = {"superscript": "sup", "subscript": "sub"}.get(value or "", "")
        elif name == "lang":
            look |= {key: tag for key in ("val", "bidi") if (tag := child.get(W + key))}
        elif name == "rFonts" and (font := child.get(W + "ascii") or child.get(W + "hAnsi")):
            look["font"] = font if is_symbol_font(font) else ""
        elif name == "rStyle":
            look["style"] = child.get(VAL) or ""
    return look


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """What a paragraph is. `bidi`: None where nothing says it; `numbering`: (numId, level)."""

    kind: str = "paragraph"
    level: int = 0
    bidi: bool | None = None
    numbering: tuple[str, int] = ("0", 0)
    look: dict[str, Any] = field(default_factory=dict)


def _with(base: ParagraphLook, properties: Element | None) -> ParagraphLook:
    """What a `w:pPr` adds to what its style says."""
    if properties is None:
        return base
    changes: dict[str, Any] = {}
    if (bidi := properties.find(W + "bidi")) is not None:
        changes["bidi"] = is_on(bidi)
    if (outline := properties.find(W + "outlineLvl")) is not None:
        level = number(outline.get(VAL), 9)
        if 0 <= level < 9:
            changes |= {"kind": "heading", "level": min(level + 1, 6)}
        elif base.kind == "heading":
            changes |= {"kind": "paragraph", "level": 0}
    if (listed := properties.find(W + "numPr")) is not None:
        which, depth = listed.find(W + "numId"), listed.find(W + "ilvl")
        changes["numbering"] = (
            (which.get(VAL) or "0") if which is not None else base.numbering[0],
            number(depth.get(VAL)) if depth is not None else base.numbering[1],
        )
    return replace(base, **changes) if changes else base


class DocxStyles:
    """The styles of a document, each with what it inherits."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._known: dict[str, ParagraphLook] = {}
        self._default = ""
        self.base = ParagraphLook()
        if root is None:
            return
        for style in root.iterchildren(W + "style"):
            name = style.get(W + "styleId") or ""
            self._styles.setdefault(name, style)
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true"):
                self._default = name
        look = run_look(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        base = _with(self.base, root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr"))
        self.base = replace(base, look=look)

    def paragraph(self, properties: Element | None) -> ParagraphLook:
        """What a paragraph with these properties (`w:pPr` or None) is."""
        named = properties.find(W + "pStyle") if properties is not None else None
        name = (named.get(VAL) or "") if named is not None else self._default
        return _with(self._style(name, 0), properties)

    def run(self, name: str) -> dict[str, Any]:
        """What a character style says."""
        return self._style(name, 0, ParagraphLook()).look

    def numbering_of(self, name: str) -> str:
        """The numId that a numbering style names."""
        return self._style(name, 0).numbering[0]

    def _style(self, name: str, depth: int, base: ParagraphLook | None = None) -> ParagraphLook:
        key = name if base is None else f"run {name}"
        if key not in self._known:
            style = self._styles.get(name)
            if style is None or depth > _DEEP:
                return base or self.base
            parent = style.find(W + "basedOn")
            if parent is not None:
                found = self._style(parent.get(VAL) or "", depth + 1, base)
            else:
                found = base or self.base
            found = _with(_named(found, style), style.find(W + "pPr"))
            look = found.look | run_look(style.find(W + "rPr"))
            look.pop("style", None)
            self._known[key] = replace(found, look=look)
        return self._known[key]


def _named(base: ParagraphLook, style: Element) -> ParagraphLook:
    """What the name of a style tells: built-in names are English in the file, whatever is shown."""
    named = style.find(W + "name")
    name = ((named.get(VAL) if named is not None else None) or "").strip().lower()
    if style.get(W + "type") != "paragraph":
        return base
    if match := _HEADING.fullmatch(name):
        return replace(base, kind="heading", level=min(int(match[1]), 6))
    if name in _TITLES:
        return replace(base, kind="heading", level=1)
    if name in _QUOTES:
        return replace(base, kind="quote", level=1)
    return replace(base, kind="caption", level=0) if name == "caption" else base


@dataclass(slots=True)
class _Level:
    start: int = 1
    format: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: bool = True


class Numbering:
    """Counts the lists of a document, and makes the markers of their items."""

    def __init__(self, root: Element | None, styles: DocxStyles) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        if root is None:
            return
        links: dict[str, str] = {}
        for abstract in root.iterchildren(W + "abstractNum"):
            name = abstract.get(W + "abstractNumId") or ""
            self._abstract[name] = _levels(abstract)
            if (link := abstract.find(W + "numStyleLink")) is not None:
                links[name] = link.get(VAL) or ""
        targets = {
            item.get(W + "numId") or "": target.get(VAL) or ""
            for item in root.iterchildren(W + "num")
            if (target := item.find(W + "abstractNumId")) is not None
        }
        for item in root.iterchildren(W + "num"):
            name = item.get(W + "numId") or ""
            abstract = targets.get(name, "")
            if abstract in links:
                abstract = targets.get(styles.numbering_of(links[abstract]), abstract)
            own, starts = _overrides(item)
            self._lists[name] = (abstract, self._abstract.get(abstract, {}) | own, starts)

    def marker(self, name: str, depth: int) -> str | None:
        """The marker of the next item of a list at `depth` from 0; None: no such list."""
        if name not in self._lists:
            return None
        abstract, levels, starts = self._lists[name]
        counts = self._counts.setdefault(abstract, {})
        if name not in self._begun:
            self._begun.add(name)
            for at, start in starts.items():
                counts[at] = start - 1
        level = levels.get(depth, _Level())
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [at for at in counts if at > depth]:
            if levels.get(deeper, level).restart:
                del counts[deeper]
        return _shown(level, levels, counts)


def _shown(level: _Level, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    if level.format == "none":
        return level.text if "%" not in level.text else ""
    if level.format == "bullet":
        return level.text if level.text and not "\ue000" <= level.text[0] <= "\uf8ff" else "•"

    def count(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        other = levels.get(at, _Level())
        kind = "1" if level.legal else _FORMATS.get(other.format, "1")
        return numeral(counts.get(at, other.start), kind)

    return re.sub("%([1-9])", count, level.text).strip()


def _levels(parent: Element) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for element in parent.iterchildren(W + "lvl"):
        level = _Level()
        for child in element:
            name, value = local(child), child.get(VAL)
            if name == "start":
                level.start = number(value, 1)
            elif name == "numFmt":
                level.format = value or "decimal"
            elif name == "lvlText":
                level.text = (value or "")[:100]
            elif name == "isLgl":
                level.legal = is_on(child)
            elif name == "lvlRestart":
                level.restart = value != "0"
        found[number(element.get(W + "ilvl"))] = level
    return found


def _overrides(item: Element) -> tuple[dict[int, _Level], dict[int, int]]:
    """The levels that a list has of its own, and the numbers at which it begins anew."""
    levels: dict[int, _Level] = {}
    starts: dict[int, int] = {}
    for override in item.iterchildren(W + "lvlOverride"):
        at = number(override.get(W + "ilvl"))
        levels |= _levels(override)
        if (start := override.find(W + "startOverride")) is not None:
            starts[at] = number(start.get(VAL), 1)
    return levels, starts
