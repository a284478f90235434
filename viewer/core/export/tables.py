"""Tables in plain text: TSV for a spreadsheet or a script, Markdown for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from viewer.core.export.bitext import Bitext, flat


def write(bitexts: Iterable[Bitext], path: Path) -> None:
    """One file of all of them. Raises OSError.

    A table has a byte order mark: without it spreadsheets read Arabic as another encoding.
    """
    tsv = path.suffix.lower() == ".tsv"
    lines = _tsv(bitexts) if tsv else _markdown(bitexts)
    with path.open("w", encoding="utf-8-sig" if tsv else "utf-8", newline="\n") as out:
        out.writelines(f"{line}\n" for line in lines)


def _tsv(bitexts: Iterable[Bitext]) -> Iterator[str]:
    """A row a bead: work, score, the sides; a head wherever the sides are others."""
    head: list[str] = []
    for work in bitexts:
        if head != list(work.languages):
            head = list(work.languages)
            yield "\t".join(["document", "score", *head])
        for unit in work.units:
            texts = [flat(unit.texts.get(side, "")) for side in head]
            yield "\t".join([flat(work.name), f"{unit.score:.2f}", *texts])


def _markdown(bitexts: Iterable[Bitext]) -> Iterator[str]:
    for work in bitexts:
        yield f"# {_escaped(work.name)}\n"
        sides = list(work.languages)
        yield f"| {' | '.join(sides)} |"
        yield f"|{'---|' * len(sides)}"
        for unit in work.units:
            texts = [_escaped(unit.texts.get(side, "")) for side in sides]
            if unit.level:
                texts = [f"**{text}**" if text else "" for text in texts]
            yield f"| {' | '.join(texts)} |"
        yield ""


def _escaped(text: str) -> str:
    """On one line, with nothing in it that would be a mark."""
    for mark in "\\`*_[]<>|#":
        text = text.replace(mark, f"\\{mark}")
    return "<br>".join(flat(line) for line in text.splitlines() if line.strip())
