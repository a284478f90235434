"""Pairing: precision and recall on a shuffled folder whose names say nothing.

`python tests/bench/bench_pairing.py NOISE GOLD ...`: NOISE is a folder of documents without
partners, GOLD folders of `x.ar*`, `x.en*`. The ratio is to reading the same documents.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from common import arguments

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


def main() -> None:
    from viewer.core.corpus.find_pairs import portrait, suggest
    from viewer.core.formats import known, load
    from viewer.core.language.file_names import resolve_language
    from viewer.core.text.document import Document

    noise, *golds = map(Path, arguments(__doc__))
    gold: dict[str, str] = {}
    files: list[Path] = [p for p in sorted(noise.rglob("*")) if p.is_file() and known(p.name)]
    pairs = []
    for folder in golds:
        for arabic in sorted(folder.glob("*.ar*")):
            stem = arabic.name.partition(".ar")[0]
            pairs.append((arabic, next(folder.glob(f"{stem}.en*"))))
    begin = time.perf_counter()
    documents: list[tuple[str, Document]] = [(str(p), load(p)) for p in files]
    for number, pair in enumerate(pairs):
        names = []
        for path in pair:
            text = path.read_text("utf-8")
            tag, direction = resolve_language(None, None, "x", text[:4000])
            made = Document.of_text(text, language=tag, direction=direction)
            names.append(f"{hash((number, path)) & 0xFFFFFF:06x}")
            documents.append((names[-1], made))
        gold[names[0]] = names[1]
    reading = time.perf_counter() - begin
    begin = time.perf_counter()
    portraits = [portrait(name, document) for name, document in documents]
    drawing = time.perf_counter() - begin
    begin = time.perf_counter()
    found = suggest(portraits)
    seconds = time.perf_counter() - begin
    right = sum(1 for s in found if gold.get(s.first) == s.second)
    print(
        f"{len(documents)} documents, {len(gold)} pairs: suggested {len(found)}, right {right};"
        f" precision {right / max(1, len(found)):.3f}, recall {right / max(1, len(gold)):.3f};"
        f" reading {reading:.1f} s, portraits {drawing:.1f} s ({drawing / reading:.2f} of it),"
        f" pairing {seconds:.1f} s"
    )
    for s in found:
        if gold.get(s.first) != s.second:
            print("wrong", s)
    told = {s.first for s in found}
    print("missed", sum(1 for name in gold if name not in told))


if __name__ == "__main__":
    main()
