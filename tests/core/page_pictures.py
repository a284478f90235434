"""Pictures of pages for tests: bars for lines, and what tesseract would say of them."""

import struct
import zlib

from PIL import Image

TSV_HEAD = (
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
)


def page(size=(300, 420), lines=3, shade=0):
    """A white page with so many bars."""
    image = Image.new("L", size, 255)
    for at in range(lines):
        top = 40 + 30 * at
        image.paste(shade, (30, top, size[0] - 30, top + 12))
    return image


def tsv(paragraphs, high=12):
    """The TSV of paragraphs of lines of words: (text, left, top, width[, confidence])."""
    rows = [TSV_HEAD, "1\t1\t0\t0\t0\t0\t0\t0\t300\t420\t-1\t"]
    rows.append("2\t1\t1\t0\t0\t0\t0\t0\t300\t420\t-1\t")
    for number, lines in enumerate(paragraphs, 1):
        rows.append(f"3\t1\t1\t{number}\t0\t0\t0\t0\t300\t420\t-1\t")
        for at, words in enumerate(lines, 1):
            rows.append(f"4\t1\t1\t{number}\t{at}\t0\t0\t0\t300\t20\t-1\t")
            for place, (text, left, top, width, *rest) in enumerate(words, 1):
                told = rest[0] if rest else 95
                rows.append(
                    f"5\t1\t1\t{number}\t{at}\t{place}\t{left}\t{top}\t{width}\t{high}\t{told}\t{text}"
                )
    return "\n".join(rows) + "\n"


def huge_png(width, height):
    """The head of a PNG of that size, and no more than a byte of it."""

    def chunk(name, data):
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    data = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + data
