"""Paragraphs that are broken as a whole: full lines, none too wide, in both directions."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable

import pytest
from PySide6.QtGui import QFontMetricsF
from ui_parts import ARABIC, arabic, english

from viewer.core.language.hyphenation import Hyphenation
from viewer.core.text.document import Document
from viewer.ui.reader.layout.cells import TOO_WIDE
from viewer.ui.reader.layout.glyphs import drawn_width
from viewer.ui.reader.layout.line_breaks import LineWord, break_lines
from viewer.ui.reader.widget.view import ReaderView

Make = Callable[..., ReaderView]
ENGLISH = (
    "The harbour was quiet that evening, and the fishermen who had been out since dawn mended "
    "their nets without a word; somebody said that the COVID-19 ward would be closed on Monday, "
    "well-known doctors having left for the capital – or so it was told in the coffee house."
)


def test_the_best_way_of_all_is_found() -> None:
    some = random.Random(4)
    for _ in range(60):
        words = [LineWord(n, some.uniform(10, 60), 6.0 if n else 0.0) for n in range(9)]
        found = break_lines(words, 120, 12)
        every = [
            [0, *starts]
            for size in range(9)
            for starts in itertools.combinations(range(1, 9), size)
            if _gap([0, *starts], words) < float("inf")
        ]
        assert min(_gap(starts, words) for starts in every) == pytest.approx(_gap(found, words))


def _gap(starts: list[int], words: list[LineWord]) -> float:
    """The cost of breaking there, worked out anew: the cube of each stretch, squared."""
    total = 0.0
    for first, last in zip(starts, [*starts[1:], len(words)], strict=True):
        line = words[first:last]
        gaps = sum(word.space for word in line[1:])
        slack = 120 - sum(word.width for word in line) - gaps
        if slack < -0.15 * gaps:
            return float("inf")
        if last == len(words) and slack >= 0:
            total += 400 if 120 - slack < 24 else 0
            continue
        room = 0.15 * gaps if slack < 0 else 6.0 * (len(line) - 1)
        total += (1 + 100 * (abs(slack) / max(room, 0.6)) ** 3) ** 2
    return total


@pytest.mark.parametrize("width", [420, 560, 760, 1000])
@pytest.mark.parametrize(("side", "text"), [("ar", ARABIC), ("en", ENGLISH)])
def test_lines_are_full_and_never_too_wide(reader: Make, width: int, side: str, text: str) -> None:
    make = arabic if side == "ar" else english
    view = reader({side: make("\n".join([text, text[:150], " ".join([text] * 3)]))}, width=width)
    full = lines = 0
    for row, y, _ in view.flow.visible():
        for placed in view.flow.placed(row, y):
            (part,) = placed.cell.parts
            assert part._breaks() == sorted(set(part._breaks()))
            for number in range(part.layout.lineCount() - 1):
                rest = part.width - drawn_width(part.layout.lineAt(number))
                assert rest >= -TOO_WIDE
                full += rest < 3
                lines += 1
    assert lines and full >= 0.85 * lines


URDU = "میرے والد ہر صبح گاہکوں کے آنے سے پہلے الماریاں صاف کرتے اور چائے بناتے تھے۔"


def test_no_word_is_broken_that_has_room(reader: Make) -> None:
    """Qt breaks such words of Urdu where it may break within words at all."""
    document = Document.of_text(URDU, language="ur", direction="rtl")
    (part,) = reader({"ur": document}).flow.page.cell(document, 0, (0, None), 400).parts
    for width in range(120, 420, 3):
        part.lay_out(width)
        assert all(URDU[start - 1] == " " for start in part._breaks()[1:])


def test_a_word_wider_than_its_column_is_broken(reader: Make) -> None:
    text = f"{URDU} {'پ' * 90} {URDU}"
    document = Document.of_text(text, language="ur", direction="rtl")
    (part,) = reader({"ur": document}).flow.page.cell(document, 0, (0, None), 200).parts
    part.lay_out(200)
    lines = [part.layout.lineAt(number) for number in range(part.layout.lineCount())]
    assert all(drawn_width(line) <= 200 + TOO_WIDE for line in lines)


LONG_WORDS = (
    "Representatives of neighbouring municipalities discussed the administrative responsibility "
    "for drinking-water infrastructure; several participants criticised the environmental "
    "assessment, whose recommendations had been disregarded by international contractors "
    "throughout the construction of the northern reservoirs."
)
ARABIC_WORDS = (
    "ناقش ممثلو البلديات المجاورة مسؤولية الإشراف على شبكات مياه الشرب، وانتقد بعض المشاركين "
    "تقييم الأثر البيئي الذي تجاهلت شركات المقاولات توصياته طوال سنوات بناء السدود الشمالية."
)


def _loaded() -> Hyphenation:
    made = Hyphenation()
    made.load("en")
    return made


def test_words_are_parted_where_lines_would_gape(reader: Make) -> None:
    view = reader({}, hyphenation=_loaded(), kashida=True)
    document = english(f"{LONG_WORDS} {ENGLISH}")
    plain = reader({}).flow.page
    gaping = {True: 0, False: 0}
    for width in range(230, 420, 10):
        for page in (view.flow.page, plain):
            (part,) = page.cell(document, 0, (0, None), width).parts
            for n in range(part.layout.lineCount() - 1):
                line = part.layout.lineAt(n)
                assert drawn_width(line) <= width + TOO_WIDE
                body = part.units.slice(line.textStart(), line.textLength()).rstrip()
                natural = QFontMetricsF(part.style.font).horizontalAdvance(body)
                spaces = max(1, body.count(" "))
                gaping[page is plain] += width - natural > 0.6 * part.em * spaces
    assert gaping[False] * 3 <= gaping[True] > 9, gaping


def test_drawn_out_letters_and_hyphens_are_no_characters_of_the_text(reader: Make) -> None:
    page = reader({}, hyphenation=_loaded(), kashida=True).flow.page
    for document in (english(LONG_WORDS), arabic(ARABIC_WORDS)):
        text, added = document.text(), 0
        for width in range(240, 400, 20):
            (part,) = page.cell(document, 0, (0, None), width).parts
            added += sum(map(len, part._added.values()))
            edges = [each for n in range(part.layout.lineCount()) for each in part.edges(n)]
            points = [part.units.point(unit) for *_, unit, _ in edges]
            assert set(points) <= set(range(len(text) + 1))
            for at in range(0, len(text) - 1, 7):
                box = part.rects(at, at + 1)
                assert text[at].isspace() or box, (at, text[at])
                caret = part.caret(at)
                y = caret.center().y()
                assert abs(part.caret(part.hit(caret.x(), y)).x() - caret.x()) < 1
            spans = [part.line_range(n) for n in range(part.layout.lineCount())]
            assert [a for a, _ in spans[1:]] == [b for _, b in spans[:-1]]
        assert added > 3


def test_neither_is_done_where_it_is_not_wanted(reader: Make) -> None:
    for more in ({}, {"hyphenation": _loaded(), "hyphens": False}):
        page = reader({}, **more).flow.page
        for document in (english(ENGLISH), arabic(" ".join(ARABIC * 3))):
            (part,) = page.cell(document, 0, (0, None), 260).parts
            assert not part._added
