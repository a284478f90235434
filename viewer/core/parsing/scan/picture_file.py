"""A file that is a picture of a page, or of several: decoded, within limits. For the worker."""

from __future__ import annotations

import io
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.core.base.errors import Unreadable
from viewer.core.parsing.read_bytes import read

if TYPE_CHECKING:
    from PIL.Image import Image

PICTURE_BYTES = 512 << 20
"""Bytes of a file of pictures above which it is not opened."""
PAGE_PIXELS = 100_000_000
"""Pixels of a page above which it is not decoded: A3 at 600 dots an inch has 70 million."""
FRAMES = 5_000
"""Pages that are taken out of one file."""
USUAL_DPI = 200.0
"""Dots an inch of a picture that does not say how many it has."""
_KINDS = ("PNG", "JPEG", "TIFF")
_DPI = (60.0, 2400.0)
"""What can be true of a page; screens write 72 and 96 into pictures of any size."""
_SCREEN_DPI = (72.0, 96.0)
_TURNED = (5, 6, 7, 8)
"""Orientations (Exif, tag 274) in which height and width change places."""
_ORIENTATION = 274


class PictureFile:
    """An open file. Raises `Unreadable`: animated, broken, too-large, memory."""

    def __init__(self, path: Path) -> None:
        from PIL import Image

        Image.MAX_IMAGE_PIXELS = None  # our own limit is told with the file's name
        self._path = path
        data = read(path, PICTURE_BYTES)
        with self._telling():
            self._image = Image.open(io.BytesIO(data), formats=_KINDS)
        if self._image.format == "PNG" and getattr(self._image, "is_animated", False):
            self._image.close()
            raise Unreadable(path, "animated")
        several = self._image.format == "TIFF"
        with self._telling():
            self.count = min(FRAMES, int(getattr(self._image, "n_frames", 1))) if several else 1

    @property
    def _is_jpeg(self) -> bool:
        """Whether it says how a photograph is to be turned. Pillow turns a TIFF itself; of a PNG it
        would have to decode all to know, which nobody turns so."""
        return self._image.format in ("JPEG", "MPO")

    @contextmanager
    def _telling(self) -> Generator[None]:
        """Turn whatever a decoder makes of odd bytes into `Unreadable`."""
        try:
            yield
        except Unreadable:
            raise
        except MemoryError as error:
            raise Unreadable(self._path, "memory") from error
        except Exception as error:
            raise Unreadable(self._path, "broken", repr(error)[:500]) from error

    def size(self, page: int) -> tuple[int, int, float]:
        """Width and height of a page in pixels, as it is shown, and dots an inch."""
        with self._telling():
            self._seek(page)
            width, height = self._image.size
            if width * height > PAGE_PIXELS:
                raise Unreadable(self._path, "too-large", f"{width} x {height} pixels")
            turned = self._is_jpeg and self._image.getexif().get(_ORIENTATION) in _TURNED
        return (*((height, width) if turned else (width, height)), self._dpi())

    def _dpi(self) -> float:
        told = self._image.info.get("dpi")
        try:
            dpi = float(told[0]) if told else USUAL_DPI
        except (TypeError, ValueError, ZeroDivisionError, IndexError):
            return USUAL_DPI
        sound = _DPI[0] <= dpi <= _DPI[1] and round(dpi) not in _SCREEN_DPI
        return dpi if sound else USUAL_DPI

    def _seek(self, page: int) -> None:
        if not 0 <= page < self.count:
            raise Unreadable(self._path, "broken", f"page {page + 1}")
        if self._image.format == "TIFF":
            self._image.seek(page)

    def page(self, page: int) -> Image:
        """The picture of a page, upright, grey (L) or in colours (RGB); what is clear is white."""
        from PIL import Image, ImageOps

        self.size(page)
        with self._telling():
            found = ImageOps.exif_transpose(self._image) if self._is_jpeg else self._image
            if found.mode in ("RGBA", "LA", "PA") or "transparency" in found.info:
                clear = found.convert("RGBA")
                found = Image.new("RGB", clear.size, "white")
                found.paste(clear, mask=clear.getchannel("A"))
            if found.mode.startswith("I") or found.mode == "F":
                return _deep(found)
            return found.convert("L" if found.mode in ("1", "L") else "RGB")

    def close(self) -> None:
        self._image.close()


def _deep(image: Image) -> Image:
    """A picture of 16 or more bits a pixel with eight, from its darkest to its lightest."""
    low, high = (float(end) for end in image.convert("F").getextrema())  # type: ignore[arg-type]
    high = 65535.0 if low >= 0 and 255 < high <= 65535 else high
    low = min(low, 0.0)
    share = 255.0 / (high - low or 1.0)
    return image.convert("F").point(lambda value: value * share - low * share).convert("L")
