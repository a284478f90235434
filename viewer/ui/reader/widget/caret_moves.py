"""Strides of the caret: to the next sentence, paragraph or bead, and back. One side at a time."""

from __future__ import annotations

from collections.abc import Iterator

from viewer.core.language.sentences import sentences
from viewer.ui.reader.widget.surface import Position, Surface

Span = tuple[Position, Position]


def stride(view: Surface, unit: str, forward: bool, extend: bool) -> None:
    """Move by a `sentence`, `block` or `bead`; `extend` moves the end of the selection.

    Without a selection, `extend` forward selects the unit that the caret is in.
    """
    caret = view.caret
    if not view.flow.documents or not len(view.flow.rows):
        return
    if not caret.side:
        caret.land()
    low, high = caret.range()
    if not extend:
        spans = _after(view, unit, high) if forward else _before(view, unit, low)
        wanted = next((s for s in spans if (s[0] > high) == forward and s[0] != low), None)
        if wanted is not None:
            caret.go(wanted[0], extend=False)
        return
    anchor, here = caret.anchor, caret.position
    if not caret.has_selection and forward:
        inside = next((s for s in _after(view, unit, here) if s[0] <= here < s[1]), None)
        if inside is not None:
            anchor = inside[0]
    if forward:
        found = next((s[1] for s in _after(view, unit, here) if s[1] > here), None)
    else:
        ends = (end for span in _before(view, unit, here) for end in reversed(span))
        found = next((p for p in ends if p < here and (p >= anchor or here <= anchor)), anchor)
    if found is not None:
        caret.set(caret.side, anchor, here)
        caret.go(found, extend=True)


def _after(view: Surface, unit: str, where: Position) -> Iterator[Span]:
    """The units from the one at `where` on, each as (first position, position behind it)."""
    yield from _units(view, unit, where[0], 1)


def _before(view: Surface, unit: str, where: Position) -> Iterator[Span]:
    """The units before `where` and the one it is in, the nearest first."""
    for span in _units(view, unit, where[0], -1):
        if span[0] < where:
            yield span


def _units(view: Surface, unit: str, block: int, step: int) -> Iterator[Span]:
    if unit == "bead":
        yield from _beads(view, block, step)
        return
    lines = view.flow.documents[view.caret.side].lines
    while 0 <= block < len(lines):
        text = lines.block(block)
        spans = sentences(text) if unit == "sentence" else [(0, len(text))]
        for start, end in spans[::step]:
            yield (block, start), (block, end)
        block += step


def _beads(view: Surface, block: int, step: int) -> Iterator[Span]:
    """The rows of the side; what is not indexed yet is waited for."""
    flow, side = view.flow, view.caret.side
    flow.finish()
    row = flow.rows.row_of(side, block)
    while 0 <= row < len(flow.rows):
        if found := flow.rows.shown(row, side):
            last = found[-1]
            length = len(flow.documents[side].lines.block(last))
            yield (found[0], 0), (last, length)
        row += step
