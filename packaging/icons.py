"""Draw the program's icon in every size: icons.py FOLDER. Needs PySide6, no screen.

FOLDER gets SIZE.png, hashiya.ico (Windows) and hashiya.icns (macOS).
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SVG = Path(__file__).resolve().parents[1] / "resources" / "icons" / "hashiya.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512, 1024)
ICO = (16, 24, 32, 48, 64, 128, 256)
ICNS = {16: "icp4", 32: "icp5", 64: "icp6", 128: "ic07", 256: "ic08", 512: "ic09", 1024: "ic10"}


def drawn(renderer: QSvgRenderer, size: int) -> bytes:
    """The icon as a PNG, `size` pixels wide."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """Windows' format: a table of contents, then PNGs."""
    head = struct.pack("<HHH", 0, 1, len(ICO))
    place = len(head) + 16 * len(ICO)
    table = b""
    for size in ICO:
        length = len(pictures[size])
        table += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, length, place)
        place += length
    return head + table + b"".join(pictures[size] for size in ICO)


def icns(pictures: dict[int, bytes]) -> bytes:
    """macOS' format: each PNG after its name and length."""
    parts = b""
    for size, name in ICNS.items():
        parts += name.encode() + struct.pack(">I", 8 + len(pictures[size])) + pictures[size]
    return b"icns" + struct.pack(">I", 8 + len(parts)) + parts


def main(folder: Path) -> None:
    """Draw everything into `folder`."""
    app = QGuiApplication.instance() or QGuiApplication([])
    renderer = QSvgRenderer(str(SVG))
    assert app is not None and renderer.isValid(), SVG
    folder.mkdir(parents=True, exist_ok=True)
    pictures = {size: drawn(renderer, size) for size in SIZES}
    for size, data in pictures.items():
        (folder / f"{size}.png").write_bytes(data)
    (folder / "hashiya.ico").write_bytes(ico(pictures))
    (folder / "hashiya.icns").write_bytes(icns(pictures))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
