"""XLIFF 1.2: a file element for each work, a trans-unit for each bead."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lxml import etree

from viewer.core.export.bitext import MINE, Bitext, Unit

_SPACE = "urn:oasis:names:tc:xliff:document:1.2"
_NAMES: Any = {None: _SPACE}
_XML = "{http://www.w3.org/XML/1998/namespace}"


STATES = {
    "draft": "needs-review-translation",
    "done": "translated",
    "checked": "signed-off",
}
"""XLIFF 1.2, 2.4.4: the state of a target by how far the reader says that it is."""


def write(bitexts: Iterable[Bitext], path: Path) -> None:
    """One file of all of them; of several translations the first is the target. Raises OSError."""
    with etree.xmlfile(str(path), encoding="UTF-8") as out:
        out.write_declaration()
        with out.element("xliff", {"version": "1.2"}, nsmap=_NAMES):
            for work in bitexts:
                out.write(_file(work), pretty_print=True)


def _file(work: Bitext) -> etree._Element:
    source, *targets = work.languages
    about = {
        "original": work.name,
        "source-language": work.languages[source],
        "datatype": "plaintext",
    }
    if targets:
        about["target-language"] = work.languages[targets[0]]
    made = etree.Element(f"{{{_SPACE}}}file", about, nsmap=_NAMES)
    body = etree.SubElement(made, f"{{{_SPACE}}}body")
    for number, unit in enumerate(work.units, 1):
        if unit.texts:
            _unit(body, number, unit, source, targets)
    return made


def _unit(body: etree._Element, number: int, unit: Unit, source: str, targets: list[str]) -> None:
    made = etree.SubElement(body, f"{{{_SPACE}}}trans-unit", id=str(number))
    made.set(f"{_XML}space", "preserve")
    if unit.confirmed or unit.status == "checked":
        made.set("approved", "yes")
    etree.SubElement(made, f"{{{_SPACE}}}source").text = unit.texts.get(source, "")
    for side in targets[:1]:
        if side in unit.texts:
            target = etree.SubElement(made, f"{{{_SPACE}}}target")
            published = "translated" if side in unit.mine else "final"
            target.set("state", STATES.get(unit.status, published))
            target.text = unit.texts[side]
            if side in unit.mine:
                etree.SubElement(made, f"{{{_SPACE}}}note").text = MINE
