"""Qt's tables of languages, trimmed for the packages: what Qt asks for is as it was."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

PACKAGING = Path(__file__).resolve().parents[1] / "packaging"
ASKED = """
import functools
from PySide6.QtCore import *

for name in ("ar", "fa", "de", "sv", "ja"):
    collator = QCollator(QLocale(name))
    collator.setNumericMode(True)
    words = "ه ة كتاب أسد اسد آخر ى ي ک z ö a10 a9 ä あ 本".split()
    print(sorted(words, key=functools.cmp_to_key(collator.compare)))
print(QStringConverter.availableCodecs())
zone = QTimeZone(b"Asia/Riyadh")
for name in ("ar", "en", "fr"):
    print(zone.displayName(QTimeZone.TimeType.StandardTime, locale=QLocale(name)))
"""


@pytest.fixture(autouse=True)
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(PACKAGING))


def test_tables_come_out_as_they_were_put_in() -> None:
    import icu_data

    header = struct.pack("<HBB", 32, 0xDA, 0x27) + bytes(8) + b"CmnD" + bytes(16)
    given = {"icudt1l/ar.res": b"\1" * 16, "icudt1l/curr/ar.res": b"\2" * 32}
    given |= {"icudt1l/ibm-864.cnv": b"\3" * 48, "icudt1l/zone/ar.res": b"\4" * 16}
    whole = icu_data.package(header, given)
    assert icu_data.tables(whole) == given
    less = icu_data.trimmed(whole)
    assert icu_data.tables(less) == {n: t for n, t in given.items() if "/curr/" not in n}
    assert less[:32] == header and less[12:16] == icu_data.MAGIC
    offsets = [less.index(table) for table in icu_data.tables(less).values()]
    assert all(offset % icu_data.ALIGNMENT == 0 for offset in offsets)


@pytest.mark.slow
def test_qt_sorts_knows_codecs_and_tells_zones_as_before(tmp_path: Path) -> None:
    import icu_data

    found = list((Path(PySide6.__file__).parent / "Qt" / "lib").glob("libicudata.so.*"))
    if not found or not all(shutil.which(name) for name in ("readelf", "as", "ld")):
        pytest.skip("Qt brings no such library here, or there are no binutils")
    library = Path(shutil.copy(found[0], tmp_path))
    icu_data.trim(library)
    assert library.stat().st_size < 0.6 * found[0].stat().st_size
    answers = [
        subprocess.run(
            [sys.executable, "-X", "utf8", "-c", ASKED],
            env={**os.environ, **preload},
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout
        for preload in ({}, {"LD_PRELOAD": str(library)})
    ]
    assert answers[0] == answers[1] and "كتاب" in answers[0]
