"""Pictures of pages for tests: bars for lines, and what tesseract would say of them."""

import os
import struct
import sys
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


def install_tesseract(folder, monkeypatch, body, languages="ara\neng\nosd"):
    """Put a program that calls itself tesseract on the path. `body`: what it does with a page,
    whose bytes are `picture`; the standard library is there."""
    program = folder / "bin" / "tesseract"
    program.parent.mkdir(exist_ok=True)
    program.write_text(
        f"#!{sys.executable} -S\n"
        "import os, socket, sys, time\n"
        "if '--list-langs' in sys.argv:\n"
        f"    print('List of languages (3):'); print({languages!r})\n"
        "elif '--version' in sys.argv:\n"
        "    print('tesseract 5.9.9'); print(' leptonica-1.82')\n"
        "else:\n"
        "    picture = sys.stdin.buffer.read()\n"
        + "".join(f"    {line}\n" for line in body.splitlines()),
        "utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")


def reading(words_of):
    """The body of such a program that reads by the width of a picture: `words_of` is the source of
    a function from that to a list of paragraphs, as `tsv` takes them."""
    return (
        f"head = {TSV_HEAD!r}\n"
        f"words_of = {words_of}\n"
        "width = int(picture.split()[1])\n"
        "rows = [head]\n"
        "for number, lines in enumerate(words_of(width), 1):\n"
        "    rows.append(f'3\\t1\\t1\\t{number}\\t0\\t0\\t0\\t0\\t9\\t9\\t-1\\t')\n"
        "    for at, words in enumerate(lines, 1):\n"
        "        rows.append(f'4\\t1\\t1\\t{number}\\t{at}\\t0\\t0\\t0\\t9\\t9\\t-1\\t')\n"
        "        for text, left, top, wide, sure in words:\n"
        "            place = f'{left}\\t{top}\\t{wide}\\t12\\t{sure}'\n"
        "            rows.append(f'5\\t1\\t1\\t{number}\\t{at}\\t1\\t{place}\\t{text}')\n"
        "sys.stdout.buffer.write('\\n'.join(rows).encode())"
    )
