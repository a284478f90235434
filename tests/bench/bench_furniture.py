"""Furniture of 100 articles of the ANT corpus (Chouigui and others 2017), labelled by hand.

`python tests/bench/bench_furniture.py FOLDER`: the folder of the plain-text articles. Precision and
recall over lines; every mistake is listed. The labels hold counts and line numbers, no texts.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from common import arguments

LABELS = Path(__file__).resolve().parents[1] / "data" / "furniture_labels.json"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


def main() -> None:
    from viewer.core.formats import load

    folder = Path(arguments(__doc__)[0])
    right = marked = labelled = 0
    for name, said in json.loads(LABELS.read_text("utf-8")).items():
        document = load(folder / name)
        document.complete()
        assert len(document) == said["blocks"], name
        ours, theirs = set(document.furniture), set(said["furniture"])
        right += len(ours & theirs)
        marked += len(ours)
        labelled += len(theirs)
        for index in sorted(ours ^ theirs):
            what = "wrongly marked" if index in ours else "missed"
            print(f"{name} {index} {what}: {document.lines.block(index)[:60]}")
    print(f"precision {right / max(1, marked):.3f} ({right} of {marked})")
    print(f"recall {right / max(1, labelled):.3f} ({right} of {labelled})")


if __name__ == "__main__":
    main()
