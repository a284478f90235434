"""Qt's tables of the world's languages without what Qt never asks them for: icu_data.py LIBRARY.

Half of libicudata.so is names of currencies, languages, countries and units, numbers in words,
transliteration and places to break lines. What Qt has of ICU is converters, collation and time
zones (`nm -D libQt6Core.so.6` shows it); these tables stay as they are.

The format is that of ICU's `ucmndata.h`: a header, then a table of contents sorted by name, whose
offsets count from its own beginning, then the names, then the tables. Needs binutils, as freezing
does.
"""

from __future__ import annotations

import re
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

UNUSED = re.compile(r"[^/]+/(curr|lang|rbnf|region|translit|unit|brkitr)/")
"""Names of tables that are left out."""
MAGIC = b"CmnD"
"""The kind of data, 12 bytes into the header."""
ALIGNMENT = 16
"""Bytes at a multiple of which each table begins."""


def tables(data: bytes) -> dict[str, bytes]:
    """What is in a package of tables, by name, in its order."""
    begin = struct.unpack_from("<H", data)[0]
    count = struct.unpack_from("<I", data, begin)[0]
    entries = [struct.unpack_from("<II", data, begin + 4 + 8 * row) for row in range(count)]
    ends = [begin + offset for _, offset in entries[1:]] + [len(data)]
    found = {}
    for (name, offset), end in zip(entries, ends, strict=True):
        text = data[begin + name : data.index(b"\0", begin + name)].decode("ascii")
        found[text] = data[begin + offset : end]
    return found


def package(header: bytes, kept: dict[str, bytes]) -> bytes:
    """A package of tables; `header` as it was in the one that they came from."""
    place = 4 + 8 * len(kept)
    names, contents = b"", b""
    first = place + sum(len(name) + 1 for name in kept)
    first += -(len(header) + first) % ALIGNMENT
    index = struct.pack("<I", len(kept))
    for name, table in kept.items():
        index += struct.pack("<II", place + len(names), first + len(contents))
        names += name.encode("ascii") + b"\0"
        contents += table + bytes(-len(table) % ALIGNMENT)
    return header + (index + names).ljust(first, b"\0") + contents


def trimmed(data: bytes) -> bytes:
    """A package without the tables that nothing asks for."""
    kept = {name: table for name, table in tables(data).items() if not UNUSED.match(name)}
    return package(data[: struct.unpack_from("<H", data)[0]], kept)


def trim(library: Path) -> None:
    """Make libicudata.so anew without them, under the same name. Raises CalledProcessError."""
    ask = ["readelf", "-W", "--dyn-syms", "-d", str(library)]
    shown = subprocess.run(ask, capture_output=True, text=True, check=True).stdout
    size, symbol = re.findall(r"(\w+) OBJECT .* (icudt\d+_dat)$", shown, re.M)[0]
    soname = re.findall(r"\(SONAME\).*\[(.+)\]", shown)[0]
    whole = library.read_bytes()
    begin = whole.index(MAGIC) - 12
    data = trimmed(whole[begin : begin + int(size, 0)])
    with tempfile.TemporaryDirectory() as folder:
        raw, made = Path(folder, "data"), Path(folder, "data.o")
        raw.write_bytes(data)
        source = f""".section .rodata
.balign {ALIGNMENT}
.globl {symbol}
.type {symbol}, @object
{symbol}: .incbin "{raw}"
.size {symbol}, . - {symbol}
.section .note.GNU-stack,"",@progbits
"""
        subprocess.run(["as", "-o", str(made), "-"], input=source, text=True, check=True)
        link = ["ld", "-shared", "--hash-style=gnu", "--build-id=none", "-soname", soname]
        subprocess.run([*link, "-o", str(library), str(made)], check=True)


if __name__ == "__main__":
    trim(Path(sys.argv[1]))
