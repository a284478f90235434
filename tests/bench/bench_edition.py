"""An edition of 200 bilingual works: written, opened and searched in Chromium.

`python tests/bench/bench_edition.py`. The works are made in the run, with as many word forms as
real text has. Written twice: aligned without vectors for it, and again with what is known.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from common import ROOT, english, various, verdict

sys.path.insert(0, str(ROOT / "tests"))

WORKS, BYTES = 200, 10_000
"""How many, and the bytes of each in Arabic: about 1,000 words."""
LONGEST_WRITE_S, LONGEST_OPEN_S = 60.0, 1.0


def texts(folder: Path) -> None:
    lines = various(WORKS * BYTES).splitlines()
    share = len(lines) // WORKS
    for number in range(WORKS):
        arabic = lines[number * share : (number + 1) * share]
        translated = english(BYTES, seed=number).splitlines()[: len(arabic)]
        (folder / f"work{number:03}.ar.txt").write_text("\n".join(arabic), "utf-8")
        (folder / f"work{number:03}.en.txt").write_text("\n".join(translated), "utf-8")


def written(corpus: Path, out: Path, home: Path) -> float:
    """Seconds that the verb takes."""
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "viewer", "edition", "--plain", str(corpus), str(out)],
        cwd=ROOT, env=os.environ | {"HASHIYA_HOME": str(home)}, check=True,
    )  # fmt: skip
    return time.perf_counter() - began


def main() -> None:
    from browser import CHROMIUM, browser

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        top = Path(folder)
        (top / "corpus").mkdir()
        texts(top / "corpus")
        first = written(top / "corpus", top / "edition", top / "home")
        again = written(top / "corpus", top / "edition", top / "home")
        size = sum(path.stat().st_size for path in (top / "edition").rglob("*") if path.is_file())
        print(
            f"{WORKS} works: written in {first:.1f} s, again in {again:.1f} s, {size / 1e6:.1f} MB"
        )
        verdict("written", first, LONGEST_WRITE_S, " s")
        if CHROMIUM is None:
            return
        with browser(top / "profile") as page:
            page.open("about:blank")
            took = []
            for name in ("index.html", "texts/0100.html"):
                began = time.perf_counter()
                page.open((top / "edition" / name).as_uri())
                took.append(time.perf_counter() - began)
            page.open((top / "edition" / "index.html").as_uri())
            searched = []
            for query in ("في", "الوزراء", "meeting", "على"):
                began = time.perf_counter()
                hits = page.run(f"hashiya.find({query!r}, true).then(all => all.length)")
                searched.append(f"{query}: {hits} in {time.perf_counter() - began:.2f} s")
        print(f"opened: contents {took[0]:.2f} s, a text {took[1]:.2f} s; " + "; ".join(searched))
    verdict("opened", max(took), LONGEST_OPEN_S, " s")


if __name__ == "__main__":
    main()
