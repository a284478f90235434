"""The pages of a document of pictures, drawn by Pillow. For the worker alone."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.core.base.errors import Unreadable
from viewer.core.pages.sheets import (
    SIDE_PT,
    SIDE_PX,
    TILE_PX,
    Box,
    PageLetters,
    PagePixels,
    PageSheet,
    Tile,
    TileKey,
    size_px,
)
from viewer.core.parsing.scan.layer import content_key, page_text
from viewer.core.parsing.scan.page_folder import page_files
from viewer.core.parsing.scan.page_text import PageText, WordBox
from viewer.core.parsing.scan.picture_file import PictureFile

if TYPE_CHECKING:
    from PIL.Image import Image

_POINTS = 72.0
_UNKNOWN_PT = (595.0, 842.0)
"""The size of a page that cannot be read, in points: A4."""


class PicturePages:
    """An open document of pictures. `key`: what tells it from the same after a change."""

    def __init__(self, path: Path, password: str | None) -> None:
        self.key = key_of(path, password)
        self._path = path
        self._folder = page_files(path) if path.is_dir() else []
        self._picture: tuple[Path, PictureFile] | None = None
        self._last: tuple[int, Image] | None = None
        self.size = 0
        if not self._folder:
            self._open(path)
            self.size = os.path.getsize(path)

    def _open(self, file: Path) -> PictureFile:
        if self._picture is None or self._picture[0] != file:
            self.close()
            self._picture = file, PictureFile(file)
        return self._picture[1]

    def close(self) -> None:
        self._last = None
        if self._picture is not None:
            self._picture[1].close()
            self._picture = None

    def _file(self, number: int) -> tuple[Path, int]:
        """The file of a page, and which of its pictures it is."""
        if not self._folder:
            return self._path, number
        if not 0 <= number < len(self._folder):
            raise Unreadable(self._path, "broken", f"page {number + 1}")
        return self._path / self._folder[number].name, 0

    def sheets(self) -> list[PageSheet]:
        """Every page, without decoding any."""
        count = len(self._folder) or self._open(self._path).count
        return [self._sheet(number) for number in range(count)]

    def _sheet(self, number: int) -> PageSheet:
        label = self._folder[number].label if self._folder else str(number + 1)
        try:
            file, at = self._file(number)
            width, height, dpi = self._open(file).size(at)
        except Unreadable:
            return PageSheet(*_UNKNOWN_PT, label)
        points = width / dpi * _POINTS, height / dpi * _POINTS
        return PageSheet(*(points if max(points) <= SIDE_PT else _UNKNOWN_PT), label)

    def _page(self, number: int) -> Image:
        """The picture of a page, kept until another is asked for. Raises `Unreadable`."""
        if self._last is None or self._last[0] != number:
            self._last = None
            file, at = self._file(number)
            self._last = number, self._open(file).page(at)
        return self._last[1]

    def tile(self, key: TileKey) -> Tile:
        """Draw a square of a page. Raises `Unreadable`."""
        from PIL import Image

        image, sheet = self._page(key.page), self._sheet(key.page)
        whole = size_px(sheet.width, sheet.height, key.scale)
        left, top = key.column * TILE_PX, key.row * TILE_PX
        width, height = min(TILE_PX, whole[0] - left), min(TILE_PX, whole[1] - top)
        if max(whole) > SIDE_PX or min(left, top) < 0 or min(width, height) < 1:
            raise Unreadable(self._path, "too-large", f"{whole} pixels")
        across, down = image.width / whole[0], image.height / whole[1]
        box = left * across, top * down, (left + width) * across, (top + height) * down
        fine = Image.Resampling.BILINEAR if across < 1 else Image.Resampling.BOX
        drawn = image.resize((width, height), fine, box).convert("RGB")
        return Tile(width, height, drawn.tobytes("raw", "BGRX"))

    def pixels(self, number: int) -> PagePixels:
        """The picture of a page as it is, to be read. Raises `Unreadable`."""
        file, at = self._file(number)
        image, dpi = self._page(number), self._open(file).size(at)[2]
        return PagePixels(image.width, image.height, round(dpi), image.mode, image.tobytes())

    def letters(self, number: int, layers: Sequence[Path]) -> PageLetters:
        """Where the letters of a page stand that was read; none before."""
        file, at = self._file(number)
        text = page_text(layers, content_key(file), at)
        return letters_of(text, self._sheet(number)) if text is not None else PageLetters([])


def key_of(path: Path, password: str | None) -> tuple[object, ...]:
    """What tells an open file from the same after a change. Raises `Unreadable`."""
    try:
        state = os.stat(path)
    except OSError as error:
        raise Unreadable(path, "missing", str(error)) from error
    return str(path), password, state.st_mtime_ns, state.st_size


def letters_of(text: PageText, sheet: PageSheet) -> PageLetters:
    """Where the letters stand that were read off a page, in points of the page."""
    width, height = sheet.width, sheet.height

    def placed(box: WordBox) -> Box:
        left, top, right, bottom = text.on_page(box)
        return left * width, top * height, right * width, bottom * height

    return PageLetters([placed(box) for box in line.boxes()] for line in text.lines())
