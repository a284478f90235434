"""A picture of a document as plain pixels, at the size in which it is shown. For the worker alone.

Its bytes come out of the document, or out of a file beside it in the corpus; never from elsewhere.
"""

from __future__ import annotations

import base64
import binascii
import io
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote_to_bytes

from viewer.core.base.errors import Unreadable
from viewer.core.formats.registry import SUFFIXES
from viewer.core.parsing.read_bytes import read

if TYPE_CHECKING:
    from PIL.Image import Image

BYTES = 64 << 20
"""Bytes of a file, and of what is shown of it, above which it is left out."""
PIXELS = 64_000_000
"""Pixels above which a picture is not decoded."""
_KINDS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")
_PACKED = frozenset(("docx", "odt", "epub"))


class Picture(NamedTuple):
    """`size`: pixels of the original; `shown`: those in `pixels`, four bytes each: R, G, B, A."""

    size: tuple[int, int]
    shown: tuple[int, int]
    pixels: bytes

    def as_json(self) -> dict[str, Any]:
        pixels = base64.b64encode(self.pixels).decode("ascii")
        return {"size": list(self.size), "shown": list(self.shown), "pixels": pixels}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Picture:
        """The way back. Raises KeyError, TypeError or ValueError on other data."""
        size, shown = ((int(width), int(height)) for width, height in (data["size"], data["shown"]))
        pixels = base64.b64decode(data["pixels"], validate=True)
        if min(*size, *shown) < 1 or len(pixels) != 4 * shown[0] * shown[1]:
            raise ValueError("pixels")
        return cls(size, shown, pixels)


def picture(path: Path, where: str, root: Path, bounds: tuple[int, int]) -> Picture:
    """The picture that an image's span names in the document at `path`, within `bounds` pixels.

    A file beside the document counts only where it really lies below `root`. Raises `Unreadable`.
    """
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = PIXELS
    try:
        with Image.open(io.BytesIO(_bytes(path, where, root)), formats=_KINDS) as found:
            if found.width * found.height > PIXELS:
                raise Unreadable(path, "too-large", where[:100])
            width, height = found.size
            found.draft("RGB", bounds)  # a JPEG is decoded at a half, a quarter …
            upright = ImageOps.exif_transpose(found)
            turned = upright.size != found.size
            return _pixels(upright, (height, width) if turned else (width, height), bounds)
    except Unreadable:
        raise
    except MemoryError as error:
        raise Unreadable(path, "memory", where[:100]) from error
    except Exception as error:  # whatever a decoder makes of odd bytes
        raise Unreadable(path, "broken", f"{where[:100]}: {error!r}"[:500]) from error


def _pixels(image: Image, size: tuple[int, int], bounds: tuple[int, int]) -> Picture:
    image = image.convert("RGBA")
    image.thumbnail(bounds)
    return Picture(size, image.size, image.tobytes())


def _bytes(path: Path, where: str, root: Path) -> bytes:
    if where.startswith("data:"):
        head, _, body = where.partition(",")
        try:
            return base64.b64decode(body) if ";base64" in head else unquote_to_bytes(body)
        except (binascii.Error, ValueError) as error:
            raise Unreadable(path, "broken", "data") from error
    from viewer.core.parsing.office.odf_body import flat_picture
    from viewer.core.parsing.zip_archive import Archive  # here: not part of the start

    if path.suffix.lower() == ".fodt":
        data = flat_picture(read(path, BYTES), int(where)) if where.isdigit() else None
        return base64.b64decode(data or b"")
    if SUFFIXES.get(path.suffix.lower()) in _PACKED:
        data = Archive(path).read(where)
        if data is None:
            raise Unreadable(path, "missing", where[:200])
        return data
    # It may name another machine, and to ask the system where it leads would be to call that one.
    if (path.parent / where).anchor != path.anchor:
        raise Unreadable(path, "permission", where[:200])
    beside = Path(os.path.realpath(path.parent / where))
    if not beside.is_relative_to(os.path.realpath(root)):
        raise Unreadable(path, "permission", where[:200])
    return read(beside, BYTES)
