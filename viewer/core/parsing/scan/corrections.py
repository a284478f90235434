"""Words of a scan corrected by hand. They are found again by their place and what was read there,
so that they hold when the page is read anew."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from viewer.core.parsing.scan.page_text import (
    SURE_PERCENT,
    PageText,
    ScanLine,
    ScanWord,
    WordBox,
    cleaned,
)

_COVERED = 0.5
"""Share of the smaller of two boxes that both have, from which they are of one word."""
_WIDER = 2.0
"""Times the area of the corrected word up to which a box is of that word alone."""


class Correction(NamedTuple):
    """`text` for the word that was read as `read` on a page, from 0; empty for none.

    `box`: its place in shares of width and height of the page. `id`: of the correction, for good.
    """

    id: str
    page: int
    box: WordBox
    read: str
    text: str

    def as_json(self) -> dict[str, Any]:
        return {
            "page": self.page,
            "box": [round(side, 5) for side in self.box],
            "read": self.read,
            "text": self.text,
        }


def corrections_of(data: object) -> list[Correction]:
    """Those in the JSON of a file; what cannot be understood is left out."""
    told = data.get("corrections") if isinstance(data, dict) else None
    found: list[Correction] = []
    for id, each in told.items() if isinstance(told, dict) else ():
        try:
            left, top, right, bottom = (float(side) for side in each["box"])
            box = left, top, right, bottom
            texts = str(each["read"]), cleaned(str(each["text"]))
            if all(map(math.isfinite, box)):
                found.append(Correction(str(id), int(each["page"]), box, *texts))
        except (KeyError, TypeError, ValueError):
            continue
    return found


def same_place(one: WordBox, two: WordBox) -> bool:
    """Whether two boxes are of one word."""
    return _covered(one, two) >= _COVERED


def corrected(page: PageText, corrections: Iterable[Correction]) -> PageText:
    """The page with what was corrected in it; what has no word there any more is passed over."""
    made = replace(page, paragraphs=[list(lines) for lines in page.paragraphs])
    for correction in corrections:
        width, height = page.size
        left, top, right, bottom = correction.box
        box = left * width, top * height, right * width, bottom * height
        _correct(made, correction, box)
    return made


def _correct(page: PageText, correction: Correction, box: WordBox) -> None:
    best: tuple[float, int, int, list[ScanWord]] | None = None
    for number, lines in enumerate(page.paragraphs):
        for at, line in enumerate(lines):
            found = [word for word in line.words if same_place(word.box, box)]
            share = sum(_common(word.box, box) for word in found)
            if found and (best is None or share > best[0]):
                best = share, number, at, found
    if best is None:
        return
    _, number, at, found = best
    line = page.paragraphs[number][at]
    if (word := _mended(found, correction, box)) is not None:
        kept = [each for each in line.words if each not in found[1:]]
        kept[kept.index(found[0])] = word
        page.paragraphs[number][at] = ScanLine(kept)


def _mended(found: Sequence[ScanWord], correction: Correction, box: WordBox) -> ScanWord | None:
    """The word that stands for those that were found; None where that is another one."""
    first, read = found[0], " ".join(word.text for word in found)
    around = _around([word.box for word in found])
    if correction.text == read or _area(around) <= _WIDER * _area(box) or read == correction.read:
        text = correction.text
    elif correction.read and correction.read in read:  # two words were read as one
        text = read.replace(correction.read, correction.text, 1)
    else:
        return None
    return first._replace(text=text, box=around, confidence=SURE_PERCENT, read=read)


def _around(boxes: Sequence[WordBox]) -> WordBox:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _area(box: WordBox) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _common(one: WordBox, two: WordBox) -> float:
    """The area that two boxes share."""
    lower = min(one[2], two[2]), min(one[3], two[3])
    return _area((max(one[0], two[0]), max(one[1], two[1]), *lower))


def _covered(one: WordBox, two: WordBox) -> float:
    """How much of the smaller one of two boxes is in the other."""
    return _common(one, two) / (min(_area(one), _area(two)) or 1.0)
