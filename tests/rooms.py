"""Print which rooms import which, as Mermaid, for viewer/README.md: `python -m tests.rooms`.

Rooms inside `core`, `session` and `ui` are drawn as their imports are; what everybody imports
(`core.base`, `core.language`, `core.text`, `session.base`, `ui.base`) is left out of the lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GROUND = ("core.base", "core.language", "core.text", "session.base", "ui.base")
"""Rooms that nearly all others import."""
IMPORT = re.compile(r"^ *from (viewer\.[\w.]+) import", re.MULTILINE)


def room_of(module: str) -> str:
    """`viewer.core.search.index` -> `core.search`; a module beside the rooms is of the floor."""
    parts = module.split(".")[1:]
    is_room = len(parts) > 1 and (ROOT / "viewer" / parts[0] / parts[1]).is_dir()
    return ".".join(parts[:2]) if is_room else "".join(parts[:1])


def edges() -> Iterator[tuple[str, str]]:
    """Room and room that it imports, each once, in order."""
    found: set[tuple[str, str]] = set()
    for path in ROOT.glob("viewer/**/*.py"):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for imported in IMPORT.findall(path.read_text("utf-8")):
            pair = room_of(module), room_of(imported)
            if all("." in room for room in pair) and pair[0] != pair[1]:
                found.add(pair)
    yield from sorted(pair for pair in found if pair[1] not in GROUND and pair[0] not in GROUND)


def picture() -> str:
    """The Mermaid text."""
    lines, arrows = ["flowchart TD"], list(edges())
    rooms = sorted({room for pair in arrows for room in pair})
    for floor in ("ui", "session", "core"):
        lines.append(f"  subgraph {floor}")
        lines += [
            f"    {r.replace('.', '_')}[{r.partition('.')[2]}]"
            for r in rooms
            if r.startswith(floor)
        ]
        lines.append("  end")
    lines += [
        f"  {a.replace('.', '_')} --> {b.replace('.', '_')}" for a, b in arrows if _is_near(a, b)
    ]
    return "\n".join(lines)


def _is_near(one: str, other: str) -> bool:
    """Lines inside a floor, and from a room to the one of its own subject a floor below."""
    floor, subject = one.split(".", 1)
    below, name = other.split(".", 1)
    return floor == below or subject == name


if __name__ == "__main__":
    print(picture())
