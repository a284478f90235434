"""Dictionaries made by hand, byte for byte as their formats say."""

from __future__ import annotations

import gzip
import struct
import zlib
from collections.abc import Sequence
from pathlib import Path

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

ARABIC = (
    ("الكتاب", "الكتاب /ʔalkitaːb/\n1. Book\n2. Volume\n"),
    ("كتّاب", "كتّاب\nWriters\n"),
    ("بلاد", "بلاد /bilaːd/\nCountry\n"),
    ("والد", "والد\nFather\n"),
    ("الشرق الأوسط", "الشرق الأوسط\nMiddle East\n"),
    ("وصل", "وصل\n1. Arrive\n2. Connect\n"),
)
ENGLISH = (
    ("book", "Book /bʊk/\n1. الكتاب\n2. السِفر\n"),
    ("city", "City\nمدينة\n"),
    ("stop", "Stop\nتوقّف\n"),
)


def base64(number: int) -> str:
    digits = DIGITS[number % 64]
    while number := number // 64:
        digits = DIGITS[number % 64] + digits
    return digits


def dictzip(data: bytes, piece: int = 40) -> bytes:
    """Small pieces, so that entries lie across their borders."""
    packed = []
    for at in range(0, len(data), piece):
        worker = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed.append(worker.compress(data[at : at + piece]) + worker.flush(zlib.Z_FULL_FLUSH))
    sizes = struct.pack(f"<3H{len(packed)}H", 1, piece, len(packed), *map(len, packed))
    extra = struct.pack("<2sH", b"RA", len(sizes)) + sizes
    head = struct.pack("<4sIBB", b"\x1f\x8b\x08\x0c", 0, 2, 3)
    tail = struct.pack("<II", zlib.crc32(data), len(data))
    body = b"".join(packed) + b"\x03\x00"
    return head + struct.pack("<H", len(extra)) + extra + b"made.dict\0" + body + tail


def dictd(folder: Path, name: str, entries: Sequence[tuple[str, str]], packed: bool) -> Path:
    """Write a dictionary of dictd; the path of its index."""
    data, lines = b"", []
    for word, text in (("00databaseshort", f"00-database-short\n{name} of the test\n"), *entries):
        lines.append(f"{word}\t{base64(len(data))}\t{base64(len(text.encode()))}")
        data += text.encode()
    index = folder / f"{name}.index"
    index.write_text("\n".join(lines) + "\n", "utf-8")
    if packed:
        (folder / f"{name}.dict.dz").write_bytes(dictzip(data))
    else:
        (folder / f"{name}.dict").write_bytes(data)
    return index


def stardict(
    folder: Path,
    entries: Sequence[tuple[str, bytes]],
    types: str = "m",
    wide: bool = False,
    synonyms: Sequence[tuple[str, int]] = (),
) -> Path:
    """Write a dictionary of StarDict, its index packed; the path of its `.ifo`."""
    data, index = b"", b""
    for word, definition in entries:
        place = struct.pack(">QI" if wide else ">II", len(data), len(definition))
        index += word.encode() + b"\0" + place
        data += definition
    about = ["StarDict's dict ifo file", "version=3.0.0", "bookname=Terms of the test"]
    about += [f"sametypesequence={types}"] if types else []
    about += ["idxoffsetbits=64"] if wide else []
    ifo = folder / "terms.ifo"
    ifo.write_text("\n".join(about) + "\n", "utf-8")
    (folder / "terms.idx.gz").write_bytes(gzip.compress(index))
    (folder / "terms.dict.dz").write_bytes(dictzip(data))
    made = b"".join(word.encode() + b"\0" + struct.pack(">I", at) for word, at in synonyms)
    (folder / "terms.syn").write_bytes(made)
    return ifo


TBX = """<?xml version="1.0" encoding="UTF-8"?>
<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="1"><descrip type="definition">a disease all over the world</descrip>
<langSet xml:lang="en"><tig><term>pandemic</term><termNote type="partOfSpeech">noun</termNote></tig>
</langSet><langSet xml:lang="ar"><tig><term>جائحة</term></tig><tig><term>وباء عالمي</term></tig>
</langSet></termEntry>
<termEntry id="2"><langSet xml:lang="fr"><tig><term>fièvre</term></tig></langSet></termEntry>
</body></text></martif>
"""
TBX3 = """<tbx xmlns="urn:iso:std:iso:30042:ed-2" style="dca" xml:lang="en"><text><body>
<conceptEntry id="c1"><langSec xml:lang="ar-EG"><termSec><term>حمّى</term></termSec></langSec>
<langSec xml:lang="en"><termSec><term>fever</term></termSec></langSec></conceptEntry>
</body></text></tbx>
"""
