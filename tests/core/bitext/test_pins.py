"""Repairs by hand: what each one pins, that nothing is ever left out, and what is aligned again."""

from __future__ import annotations

import random

import pytest

from viewer.core.bitext import pins as repairs
from viewer.core.bitext.aligner import Bead, align
from viewer.core.bitext.alignment import Alignment, in_order, rows
from viewer.core.bitext.pins import Pins, applied
from viewer.core.text.document import Document


def made(shape: str) -> Alignment:
    """`"1-1 2-1 0-1"` as an alignment of as many short paragraphs."""
    beads, a, b = [], 0, 0
    for part in shape.split():
        i, j = map(int, part.split("-"))
        beads.append(Bead(range(a, a + i), range(b, b + j), 0.9))
        a, b = a + i, b + j
    before = Document.of_text("\n".join(f"سطر {n}" for n in range(a)))
    after = Document.of_text("\n".join(f"line {n}" for n in range(b)))
    return Alignment(before, after, beads)


def shape(alignment: Alignment, pins: Pins | None = None) -> str:
    found = applied(alignment, pins) if pins is not None else alignment
    return " ".join(
        f"{len(b.before)}-{len(b.after)}{'!' if k in found.pinned else ''}"
        for k, b in enumerate(found.beads)
    )


def test_confirm_and_take_it_back() -> None:
    one = made("1-1 1-1")
    pinned = applied(one, repairs.confirm(one, 1))
    assert shape(pinned) == "1-1 1-1!"
    assert repairs.confirm(pinned, 1) == ()


def test_merge() -> None:
    one = made("1-1 1-0 1-1")
    assert shape(one, repairs.merge(one, 0)) == "2-1! 1-1"
    assert repairs.merge(one, 2) == ()


def test_split_shares_the_other_side_out_by_length() -> None:
    one = made("1-1 2-2 1-1")
    assert shape(one, repairs.split(one, 1, 2, True)) == "1-1 1-1! 1-1! 1-1"
    single = made("2-1")
    assert shape(single, repairs.split(single, 0, 1, True)) == "1-1! 1-0!"
    assert repairs.split(single, 0, 0, True) == ()


def test_move_a_paragraph_up_and_down() -> None:
    one = made("1-1 2-1 1-1")
    assert shape(one, repairs.move(one, 1, 1, True, up=True)) == "2-1! 1-1! 1-1"
    assert shape(one, repairs.move(one, 1, 2, True, up=False)) == "1-1 1-1! 2-1!"
    assert shape(one, repairs.move(one, 0, 0, False, up=True)) == "0-1! 1-0! 2-1 1-1"
    assert shape(one, repairs.move(one, 2, 2, False, up=False)) == "1-1 2-1 1-0! 0-1!"


def test_no_translation() -> None:
    one = made("1-1 3-1")
    assert shape(one, repairs.alone(one, 1, 2, True)) == "1-1 1-1! 1-0! 1-0!"
    assert shape(one, repairs.alone(one, 0, 0, True)) == "1-0! 0-1 3-1"


def test_swap_crosses_inside_one_bead() -> None:
    one = made("1-1 1-1 1-1")
    two = applied(one, repairs.swap(one, 1))
    assert shape(two) == "1-1 2-2!"
    mine, theirs = two.counterpart(1, 0, True)
    assert (mine[0][0], theirs[0][0]) == (1, 2)
    assert two.counterpart(1, 0, False)[1][0][0] == 2
    assert repairs.pins_of(two) == repairs.swap(one, 1)
    gap = made("1-0 1-1")
    assert repairs.swap(gap, 0) == ()


def test_a_repair_takes_the_place_of_the_pins_that_it_touches() -> None:
    one = made("1-1 1-1 1-1 1-1")
    two = applied(one, repairs.confirm(one, 1))
    three = applied(two, repairs.confirm(two, 3))
    assert shape(three, repairs.merge(three, 0)) == "2-2! 1-1 1-1!"


def _any(some: random.Random, now: Alignment, bead: int, at: int, first: bool) -> Pins:
    kind = some.randrange(7)
    if kind < 3:
        return (repairs.confirm, repairs.merge, repairs.swap)[kind](now, bead)
    if kind < 5:
        return repairs.move(now, bead, at, first, up=kind == 3)
    return (repairs.split if kind == 5 else repairs.alone)(now, bead, at, first)


@pytest.mark.parametrize("seed", range(60))
def test_any_repairs_leave_nothing_out(seed: int) -> None:
    some = random.Random(seed)
    kinds = ["1-1", "1-1", "1-1", "2-1", "1-2", "0-1", "1-0", "2-2"]
    now = made(" ".join(some.choices(kinds, k=some.randint(1, 12))))
    size = len(now.story[0]), len(now.story[1])
    for _ in range(12):
        bead = some.randrange(len(now.beads))
        first = some.random() < 0.5
        run = now.run(bead, first)
        at = some.choice(run) if run else 0
        pins = _any(some, now, bead, at, first) if run else repairs.merge(now, bead)
        now = applied(now, pins)
        assert repairs.pins_of(now) == pins
        assert [x for b in now.beads for x in b.before] == list(range(size[0]))
        assert [x for b in now.beads for x in b.after] == list(range(size[1]))
        texts = [now.before.text().split("\n")[: size[0]], now.after.text().split("\n")[: size[1]]]
        found = align(*texts, pins=[(p.before, p.after) for p in pins])
        assert {(p.before, p.after) for p in pins} <= {(b.before, b.after) for b in found}


def test_a_swap_stands_in_two_rows_and_is_taken_back() -> None:
    one = made("1-1 1-1 1-1")
    swapped = applied(one, repairs.swap(one, 1))
    found = rows("ar", {"en": swapped})
    assert [dict(row.blocks) for row in found] == [
        {"ar": range(1), "en": range(1)},
        {"ar": range(1, 2), "en": range(2, 3)},
        {"ar": range(2, 3), "en": range(1, 2)},
    ]
    assert [row.blocks["en"] for row in in_order(found)] == [range(1), range(1, 3)]
    assert shape(swapped, repairs.swap(swapped, 1)) == "1-1 1-1! 1-1!"


def test_a_swap_around_furniture_hides_none_of_it() -> None:
    one = made("1-1 1-1")
    before, after = one.before, Document.of_text("line 0\npage 1\nline 1", furniture={1: "page"})
    whole = Alignment(before, after, one.beads)
    swapped = applied(whole, repairs.swap(whole, 0))
    assert [dict(row.blocks) for row in rows("ar", {"en": swapped})] == [
        {"ar": range(2), "en": range(3)}
    ]
