"""A web page in two columns, each with its direction; it prints well and loads nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from viewer.core.export.bitext import Bitext, Unit, UnitLine
from viewer.core.language.arabic import direction_of_language

_STYLE = """
body { margin: 2.5em auto; max-width: 74em; padding: 0 1.5em; color: #222; background: #fff;
  font: 1.05rem/1.55 "Source Serif 4", Georgia, serif; }
[dir=rtl] { font-family: Amiri, "Noto Naskh Arabic", "Traditional Arabic", serif;
  font-size: 1.2em; line-height: 1.75; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
td { vertical-align: top; padding: .35em 1.2em; text-align: start; overflow-wrap: break-word; }
tr { break-inside: avoid; }
td.mine { color: #555; }
p { margin: 0 0 .4em; }
h2, h3, h4, h5, h6 { margin: .9em 0 .4em; font-size: 1.05em; }
h2 { font-size: 1.2em; }
.item { padding-inline-start: 1.4em; text-indent: -1.2em; }
.d2 { margin-inline-start: 1.4em; }
.d3 { margin-inline-start: 2.8em; }
.d4 { margin-inline-start: 4.2em; }
blockquote { margin: 0 0 .4em; padding-inline-start: 1em; border-inline-start: 3px solid #ccc; }
td td { border: 1px solid #ccc; padding: .1em .5em; }
small { color: #555; }
@media print { body { margin: 0; max-width: none; font-size: 11pt; } }
"""


def write(bitexts: Iterable[Bitext], path: Path) -> None:
    """One page of all of them. Raises OSError."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(_page(list(bitexts)))


def _page(works: list[Bitext]) -> Iterator[str]:
    first = next((tag for work in works for tag in work.languages.values()), "en")
    title = escape(works[0].name) if len(works) == 1 else "Hashiya"
    yield (
        f'<!DOCTYPE html>\n<html lang="{escape(first)}" dir="{direction_of_language(first)}">\n'
        '<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
    )
    for work in works:
        yield f'<h1 dir="auto">{escape(work.name)}</h1>\n<table>\n'
        last = 1
        for unit in work.units:
            heading = min(unit.level + 1, last + 1, 6) if unit.level else 0  # none is left out
            last = heading or last
            yield _row(work, unit, heading)
        yield "</table>\n"
    yield "</main>\n</body>\n</html>\n"


def _row(work: Bitext, unit: Unit, heading: int) -> str:
    cells = []
    for side, tag in work.languages.items():
        text = "".join(_block(line, heading) for line in unit.lines(side))
        mine = ' class="mine"' if side in unit.mine else ""
        direction = direction_of_language(tag)
        cells.append(f'<td lang="{escape(tag)}" dir="{direction}"{mine}>{text}</td>')
    return f"<tr>{''.join(cells)}</tr>\n"


def _block(line: UnitLine, heading: int) -> str:
    """A block of a cell: what stands before a list item is written out, rows of a table are one.
    `heading`: of which level it is one, 0 for none."""
    if not line.text.strip():
        return ""
    text = escape(line.text).replace("\n", "<br>")
    if line.kind == "table":
        return f"<table><tr><td>{text.replace(chr(9), '</td><td>')}</td></tr></table>"
    if line.kind == "quote":
        return f"<blockquote><p>{text}</p></blockquote>"
    if heading:
        return f"<h{heading}>{text}</h{heading}>"
    if line.kind == "list" and line.marker:
        return f'<p class="item d{min(max(line.level, 1), 4)}">{escape(line.marker)} {text}</p>'
    if line.kind == "footnote":
        return f"<p><small>{escape(line.marker)} {text}</small></p>"
    return f"<p>{text}</p>"
