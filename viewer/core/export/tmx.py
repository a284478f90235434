"""TMX 1.4b, valid against its DTD: what other translation programs read (OmegaT, Okapi, …)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lxml import etree

from viewer import __version__
from viewer.core.export.bitext import MINE, PUBLISHED, Bitext, Unit

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def write(bitexts: Iterable[Bitext], path: Path) -> None:
    """One file of all of them. Raises OSError."""
    works = list(bitexts)
    source = next((tag for work in works for tag in work.languages.values()), "*all*")
    with etree.xmlfile(str(path), encoding="UTF-8") as out:
        out.write_declaration()
        out.write_doctype('<!DOCTYPE tmx SYSTEM "tmx14.dtd">')
        with out.element("tmx", version="1.4"):
            out.write(_header(source), pretty_print=True)
            with out.element("body"):
                for work in works:
                    for unit in work.units:
                        if unit.texts:
                            out.write(_unit(work, unit), pretty_print=True)


def _header(source: str) -> etree._Element:
    return etree.Element(
        "header",
        {
            "creationtool": "Hashiya",
            "creationtoolversion": __version__,
            "segtype": "paragraph",
            "o-tmf": "hashiya",
            "adminlang": "en",
            "srclang": source,
            "datatype": "plaintext",
        },
    )


def _unit(work: Bitext, unit: Unit) -> etree._Element:
    made = etree.Element("tu")
    _property(made, "x-document", work.name)
    _property(made, "x-score", f"{unit.score:.2f}")
    if unit.confirmed:
        _property(made, "x-confirmed", "yes")
    if unit.status:
        _property(made, "x-status", unit.status)
    for side, text in unit.texts.items():
        variant = etree.SubElement(made, "tuv", {_LANG: work.languages[side]})
        origin = MINE if side in unit.mine else PUBLISHED
        _property(variant, "x-origin", origin)
        etree.SubElement(variant, "seg").text = text
    return made


def _property(element: etree._Element, kind: str, value: str) -> None:
    etree.SubElement(element, "prop", type=kind).text = value
