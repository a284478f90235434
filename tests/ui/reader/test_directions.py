"""Directions that markup gives to a few words: laid out so, and no offset counts it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from viewer.core.text.document import Document, Span
from viewer.core.text.document_builder import Builder
from viewer.ui.reader.layout.laid_text import LaidText
from viewer.ui.reader.widget.view import ReaderView

Make = Callable[..., ReaderView]


def document(text: str, *spans: Span, direction: str = "ltr") -> Document:
    builder = Builder()
    builder.add(text, spans=list(spans))
    builder.add("more")
    return builder.document("html", language="en", direction=direction)


def order(view: ReaderView, side: str = "en") -> str:
    """The letters of the first paragraph as the eye sees them, from the left."""
    part = next(view.flow.placed(0, 0.0)).cell.parts[0]
    units, text = part.units, part.text
    seen = {}
    for lead, trail, unit, after in part.edges(0):
        if not units.is_control(unit):
            seen[units.point(unit)] = min(lead, trail)
        assert after > unit
    return "".join(text[at] for at in sorted(seen, key=seen.__getitem__))


@pytest.mark.parametrize(
    ("style", "value", "seen"),
    [
        ("", "", "x 1-2 (ab) y"),
        ("direction", "rtl", "x (ab) 1-2 y"),
        ("direction", "ltr", "x 1-2 (ab) y"),
        ("override", "rtl", "x )ba( 2-1 y"),
    ],
)
def test_a_span_runs_as_its_markup_says(reader: Make, style: str, value: str, seen: str) -> None:
    spans = [Span(2, 10, style, value)] if style else []
    view = reader({"en": document("x 1-2 (ab) y", *spans)})
    if (style, value) == ("direction", "rtl"):
        assert order(view).index("a") < order(view).index("1")
    else:
        found = order(view)
        mirrored = found.translate(str.maketrans("()", ")(")) if style == "override" else found
        assert found == seen or mirrored == seen


@pytest.mark.parametrize("style", ["direction", "override"])
@pytest.mark.parametrize("value", ["rtl", "ltr"])
def test_the_caret_and_the_mouse_know_nothing_of_it(reader: Make, style: str, value: str) -> None:
    text = "قبل one \U0001f468 تالٍ (two) ختام"
    view = reader({"en": document(text, Span(0, 14, style, value), Span(4, 8, style, value))})
    cell = next(view.flow.placed(0, 0.0)).cell
    for left in (True, False):
        seen, at = [], 0 if left else len(text)
        for each in (left, not left):  # to one end, and from there to the other
            seen = [at]
            while (there := cell.step(at, each, words=False)) is not None:
                assert there not in seen
                seen.append(at := there)
    for at in range(len(text)):
        box = cell.caret(at)
        assert box.height() > 0
        if text[at].isascii() and text[at] != " ":
            (rect, *_) = cell.rects(at, at + 1)
            assert rect.width() > 0
            hit = cell.hit(rect.center().x() - rect.width() / 6, rect.center().y())
            assert abs(hit - at) <= 1
    part = cell.parts[0]
    assert part.line_range(0) == (0, len(text))


@pytest.mark.parametrize("style", ["", "direction", "override"])
@pytest.mark.parametrize("text", ["one (قبل) two", "قال (one) ثم مضى"])
def test_the_caret_comes_to_every_letter(reader: Make, style: str, text: str) -> None:
    rtl = text[0] > "z"
    inside = text.index("("), text.index(")") + 1
    spans = [Span(*inside, style, "ltr" if rtl else "rtl")] if style else []
    view = reader({"en": document(text, *spans, direction="rtl" if rtl else "ltr")})
    cell = next(view.flow.placed(0, 0.0)).cell
    for at, left in ((0, rtl), (len(text), not rtl)):
        seen = {at}
        while (there := cell.step(at, left, words=False)) is not None:
            assert there not in seen
            seen.add(at := there)
        assert len(seen) >= len(text)  # at a border two letters share one place


def test_code_points_and_units_with_controls_between() -> None:
    text = "a\U00010900b"
    laid = LaidText(text, 10, [Span(10, 13, "direction", "rtl"), Span(11, 12, "override", "ltr")])
    assert laid.text == "\u2067a\u2066\u202d\U00010900\u202c\u2069b\u2069"
    assert [laid.utf16(at) for at in range(4)] == [1, 4, 8, 10]
    assert [laid.point(unit) for unit in range(11)] == [0, 0, 1, 1, 1, 1, 2, 2, 2, 3, 3]
    assert [u for u in range(10) if laid.is_control(u)] == [0, 2, 3, 6, 7, 9]
    assert laid.slice(1, 4) == "a\u2066\u202dx"


def test_a_piece_of_a_span_is_laid_out_as_the_span() -> None:
    assert LaidText("bcd", 1, [Span(0, 3, "direction", "rtl")]).text == "\u2067bc\u2069d"
    assert LaidText("bcd", 1, [Span(0, 1, "direction", "rtl"), Span(4, 9, "bold")]).text == "bcd"
