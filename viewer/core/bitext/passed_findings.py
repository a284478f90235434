"""What a reviser passed over in a translation, with a reason; kept in the file of the work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from viewer.core.text.document import Document, Place
from viewer.core.text.reanchor import PlaceFinder


@dataclass(frozen=True)
class Passed:
    """A finding of a kind in the row that begins with the paragraph at `place` of `side`.

    `said`: what it was about. `modified`: UTC, ISO 8601.
    """

    side: str
    place: Place
    kind: str
    said: str
    reason: str
    modified: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)


_NAMES = ("source", "place", "kind", "said", "reason", "modified")


def passed_json(passed: Passed, place: Mapping[str, Any]) -> dict[str, Any]:
    """As it is kept; `place` as JSON."""
    told = {"kind": passed.kind, "said": passed.said, "reason": passed.reason}
    return {
        "source": passed.side, "place": place, **told, "modified": passed.modified, **passed.extra
    }  # fmt: skip


def passed_of(data: Mapping[str, Any], places: Sequence[Place]) -> Passed | None:
    """What the JSON says; None where it cannot be understood. `places`: that in it, if any."""
    side, kind, said, reason = (data.get(name) for name in ("source", "kind", "said", "reason"))
    if not (isinstance(side, str) and isinstance(kind, str) and places):
        return None
    if not (isinstance(said, str) and isinstance(reason, str)):
        return None
    modified = data.get("modified")
    extra = {name: value for name, value in data.items() if name not in _NAMES}
    return Passed(side, places[0], kind, said, reason, str(modified or ""), extra)


def by_block(
    passed: Sequence[Passed], side: str, document: Document
) -> dict[tuple[int, str, str], Passed]:
    """What was passed over of a side, by the block with which its row begins, its kind and what it
    said; the latest of several."""
    here = [each for each in passed if each.side == side]
    found = PlaceFinder(document).resolve([each.place for each in here])
    return {
        (document.lines.block_at(start), each.kind, each.said): each
        for each, (start, _, status) in zip(here, found, strict=True)
        if status != "lost"
    }
