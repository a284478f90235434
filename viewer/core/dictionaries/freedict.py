"""The bilingual dictionaries of FreeDict that the system has, by the languages in their names.

Packages of Linux install them for dictd as `freedict-ara-eng.index` and `.dict.dz`; the codes are
those of ISO 639-3.
"""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

from viewer.core.language.file_names import language_of_mark

SHARED = ("/usr/share", "/usr/local/share", "/opt/homebrew/share", "/opt/local/share")
"""Where packages of systems put what all programs may use."""
_NAME = re.compile(r"freedict-([a-z]{3})-([a-z]{3})\.index")

Found = list[tuple[str, int, int, bool]]
"""Path, time in ns and bytes of each index, and whether it explains words of the second language by
the first."""


def between(one: str, other: str) -> Found:
    """The dictionaries of two languages, BCP 47."""
    tags = one.partition("-")[0], other.partition("-")[0]
    found: Found = []
    for folder in (Path(shared) / "dictd" for shared in SHARED):
        try:
            names = sorted(os.listdir(folder))
        except OSError:
            continue
        for match in filter(None, map(_NAME.fullmatch, names)):
            spoken = language_of_mark(match[1]), language_of_mark(match[2])
            if spoken in (tags, tags[::-1]):
                path = folder / match[0]
                with contextlib.suppress(OSError):  # a link whose dictionary is gone
                    status = path.stat()
                    about = status.st_mtime_ns, status.st_size
                    found.append((str(path), *about, spoken != tags))
    return found
