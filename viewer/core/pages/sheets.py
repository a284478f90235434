"""What is told of pages: how large they are and what they are called, pictures, boxes of letters.

All lengths are points (1/72 inch) of a page as it is shown, from its upper left corner, turned the
way the file wants it.
"""

from __future__ import annotations

import base64
import math
import zlib
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, NamedTuple

TILE_PX = 1024
"""Pixels of a side of the squares in which a page is drawn; those at its edges are smaller."""
SIDE_PX = 60_000
"""Pixels up to which a page can be enlarged."""
READ_PIXELS = 100_000_000
"""Pixels of a page that is read off."""
SIDE_PT = 1_000_000.0
"""Points of a side beyond which a page is none."""

Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""


class PageSheet(NamedTuple):
    """A page: its size in points, and what the document calls it."""

    width: float
    height: float
    label: str


class TileKey(NamedTuple):
    """A square of a page that is `scale` times as many pixels as points; `column` and `row` from
    its upper left corner."""

    page: int
    scale: float
    column: int
    row: int


class Tile(NamedTuple):
    """The picture of a square: four bytes a pixel, in the order B, G, R, X."""

    width: int
    height: int
    pixels: bytes

    def as_json(self) -> dict[str, Any]:
        packed = base64.b64encode(zlib.compress(self.pixels, 1)).decode("ascii")
        return {"size": [self.width, self.height], "pixels": packed}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Tile:
        """The way back. Raises KeyError, TypeError, ValueError or `zlib.error` on other data."""
        width, height = data["size"]
        if not (0 < int(width) <= TILE_PX and 0 < int(height) <= TILE_PX):
            raise ValueError("size")
        length = 4 * width * height
        packed = base64.b64decode(data["pixels"], validate=True)
        pixels = zlib.decompressobj().decompress(packed, length + 1)
        if len(pixels) != length:
            raise ValueError("pixels")
        return cls(width, height, pixels)


class PagePixels(NamedTuple):
    """The picture of a page to be read: its size in pixels, dots an inch, and a byte a pixel (mode
    L, grey) or three (RGB)."""

    width: int
    height: int
    dpi: int
    mode: str
    pixels: bytes

    def as_json(self) -> dict[str, Any]:
        packed = base64.b64encode(zlib.compress(self.pixels, 1)).decode("ascii")
        return {"size": [self.width, self.height, self.dpi], "mode": self.mode, "pixels": packed}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> PagePixels:
        """The way back. Raises KeyError, TypeError, ValueError or `zlib.error` on other data."""
        width, height, dpi = (int(number) for number in data["size"])
        bytes_each = {"L": 1, "RGB": 3}[data["mode"]]
        if not (width > 0 < height and width * height <= READ_PIXELS and 0 < dpi <= 10_000):
            raise ValueError("size")
        length = bytes_each * width * height
        packed = base64.b64decode(data["pixels"], validate=True)
        pixels = zlib.decompressobj().decompress(packed, length + 1)
        if len(pixels) != length:
            raise ValueError("pixels")
        return cls(width, height, dpi, data["mode"], pixels)

    def as_pnm(self) -> bytes:
        """The same as a PGM or PPM file (netpbm, binary), which every decoder reads simply."""
        kind = "P5" if self.mode == "L" else "P6"
        return f"{kind}\n{self.width} {self.height}\n255\n".encode("ascii") + self.pixels


class LetterLine(tuple[Box, ...]):
    """The boxes of the letters of a line, in the order of their text."""

    @cached_property
    def around(self) -> Box:
        """What they take up together; nothing for none."""
        lefts, tops, rights, bottoms = zip(*self, strict=True) if self else ((0.0,),) * 4
        return min(lefts), min(tops), max(rights), max(bottoms)


NO_LETTERS = LetterLine()


class PageLetters:
    """The letters of a page, line by line."""

    def __init__(self, lines: Iterable[Iterable[Box]]) -> None:
        self.lines = [LetterLine(line) for line in lines]

    def as_json(self) -> dict[str, Any]:
        flat = [[round(side, 2) for box in line for side in box] for line in self.lines]
        return {"letters": flat}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> PageLetters:
        """The way back. Raises KeyError, TypeError or ValueError on other data."""
        lines: list[list[Box]] = []
        for flat in data["letters"]:
            sides = [float(side) for side in flat]
            if not all(map(math.isfinite, sides)):
                raise ValueError("letters")
            four = iter(sides)
            lines.append(list(zip(four, four, four, four, strict=True)))
        return cls(lines)


def sheets_as_json(sheets: Sequence[PageSheet]) -> dict[str, Any]:
    return {"sheets": [[sheet.width, sheet.height, sheet.label] for sheet in sheets]}


def sheets_of(data: dict[str, Any]) -> list[PageSheet]:
    """The way back. Raises KeyError, TypeError or ValueError on other data."""
    found = [PageSheet(float(w), float(h), str(label)) for w, h, label in data["sheets"]]
    if not all(0 < side <= SIDE_PT for sheet in found for side in (sheet.width, sheet.height)):
        raise ValueError("sheets")
    return found


def size_px(width: float, height: float, scale: float) -> tuple[int, int]:
    """Width and height in pixels of a page at a scale."""
    return max(1, round(width * scale)), max(1, round(height * scale))
