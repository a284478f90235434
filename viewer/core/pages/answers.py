"""What a worker says about pages of a file, be they of a PDF or pictures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from viewer.core.formats.registry import format_of
from viewer.core.pages.pdf_pages import PdfPages
from viewer.core.pages.picture_pages import PicturePages, key_of
from viewer.core.pages.sheets import TileKey, sheets_as_json

Pages = PdfPages | PicturePages


def _kind(path: Path) -> type[PdfPages] | type[PicturePages]:
    return PicturePages if format_of(path) == "pictures" else PdfPages


class KeptOpen:
    """The file that was asked about last; a large one is closed after each question."""

    LARGE_BYTES = 128 << 20

    def __init__(self) -> None:
        self._pages: Pages | None = None

    def get(self, path: Path, password: str | None) -> Pages:
        """The pages of a file as it is now. Raises `Unreadable`."""
        kind = _kind(path)
        key = key_of(path, password)
        if self._pages is None or self._pages.key != key:
            self.close()
            self._pages = kind(path, password)
        return self._pages

    def close(self) -> None:
        if self._pages is not None:
            self._pages.close()
            self._pages = None

    def tidy(self) -> None:
        """Let go of a large file."""
        if self._pages is not None and self._pages.size > self.LARGE_BYTES:
            self.close()


_KEPT = KeptOpen()


def answer(path: Path, asked: dict[str, Any]) -> dict[str, Any]:
    """What a worker says about pages: `asked` is {password, and tile (with the `taken` ids of
    highlights that are not drawn), letters (with the folders of `layers`) or pixels, or none}."""
    pages = _KEPT.get(path, asked["password"])
    try:
        if "tile" in asked:
            key, taken = TileKey(*asked["tile"]), frozenset(asked["taken"])
            if not (taken and isinstance(pages, PdfPages)):
                return pages.tile(key).as_json()
            from viewer.core.pages.pdf_remarks import without

            with without(pages, key.page, taken):
                return pages.tile(key).as_json()
        if "letters" in asked:
            layers = [Path(folder) for folder in asked["layers"]]
            return pages.letters(asked["letters"], layers).as_json()
        if "pixels" in asked:
            return pages.pixels(asked["pixels"]).as_json()
        return sheets_as_json(pages.sheets())
    finally:
        _KEPT.tidy()
