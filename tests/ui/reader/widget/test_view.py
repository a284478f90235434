"""The reading pane: rows, clicks, keys, selection, copying, tables, large texts, the proxy."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from ui_parts import ARABIC, arabic, double_click, english, placed, point, press, wait

from viewer.core.bitext.alignment import Row
from viewer.core.text.document import Document
from viewer.core.text.document_builder import Builder
from viewer.core.text.lines import ByteLines
from viewer.ui.reader.layout.rows import PIECE, Heights, Rows
from viewer.ui.reader.widget.caret import word_at
from viewer.ui.reader.widget.view import ReaderView

Make = Callable[..., ReaderView]
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def rows_of(rows: Rows) -> list[tuple[list[int], ...]]:
    return [tuple(list(rows.blocks(row, side)) for side in rows.sides) for row in range(len(rows))]


def test_story_blocks_stand_beside_each_other_and_furniture_alone() -> None:
    ar, en = arabic("ا\nب\nج\nد"), english("a\nb\nc")
    ar.furniture = {1: "date"}
    rows = Rows({"ar": ar, "en": en})
    rows.grow()
    assert rows_of(rows) == [([0], [0]), ([1], []), ([2], [1]), ([3], [2])]
    assert rows.complete


def test_hidden_furniture_has_no_row_and_changes_no_number() -> None:
    ar = arabic("ا\nب\nج")
    ar.furniture = {1: "date"}
    rows = Rows({"ar": ar}, furniture=False)
    rows.grow()
    assert rows_of(rows) == [([0],), ([2],)]
    assert rows.row_of("ar", 2) == 1


def test_a_longer_side_goes_on_alone() -> None:
    rows = Rows({"ar": arabic("ا"), "en": english("a\nb")})
    rows.grow()
    assert rows_of(rows) == [([0], [0]), ([], [1])]


def beads(*told: tuple[int, int], pinned: bool = False) -> list[Row]:
    """Beads of so many blocks in Arabic and in English, in order."""
    found, at = [], {"ar": 0, "en": 0}
    for counts in told:
        here = {}
        for side, count in zip(at, counts, strict=True):
            if count:
                here[side] = range(at[side], at[side] + count)
            at[side] += count
        found.append(Row(here, pinned=pinned))
    return found


def shape(rows: Rows) -> list[tuple[int, int]]:
    rows.grow()
    return [(len(rows.blocks(k, "ar")), len(rows.blocks(k, "en"))) for k in range(len(rows))]


def test_what_stands_alone_on_either_side_shares_a_row() -> None:
    documents = {"ar": arabic("ا\nب\nت\nث\nج\nح\nخ"), "en": english("a\nb\nc\nd\ne\nf")}
    told = (1, 1), (1, 0), (1, 0), (1, 0), (0, 1), (0, 1), (1, 1), (1, 0), (1, 1), (0, 1)
    rows = Rows(documents, beads=beads(*told))
    assert shape(rows) == [(1, 1), (3, 2), (1, 1), (1, 0), (1, 1), (0, 1)]
    assert [row for row in range(len(rows)) if rows.is_apart(row)] == [1]
    assert [rows.row_of("ar", block) for block in range(7)] == [0, 1, 1, 1, 2, 3, 4]
    assert [rows.row_of("en", block) for block in range(6)] == [0, 1, 1, 2, 4, 5]
    alone = Rows(documents, beads=beads(*told, pinned=True))
    assert shape(alone) == list(told)
    assert shape(Rows(documents, beads=beads(*told), bands=False)) == list(told)  # on paper


def test_no_row_of_what_stands_alone_grows_over_a_piece() -> None:
    long = "\n".join(["كلمة " * 200] * 9)
    rows = Rows(
        {"ar": arabic(long), "en": english("a\nb")}, beads=beads(*[(1, 0)] * 9, (0, 1), (0, 1))
    )
    before = [count for count, _ in shape(rows)]
    assert sum(before) == 9 and max(before) * 1000 <= PIECE
    assert rows.blocks(len(rows) - 1, "en") == range(2)


def test_rows_wait_for_the_side_that_is_still_being_indexed() -> None:
    slow = Document(ByteLines("سطر\n".encode() * 500), "txt", language="ar", direction="rtl")
    slow.lines.grow(100)
    rows = Rows({"ar": slow, "en": english("a\n" * 500)})
    rows.grow()
    assert len(rows) == len(slow) < 500
    slow.complete()
    rows.grow()
    assert len(rows) == 500 and rows.complete


def test_a_long_block_is_cut_into_rows_that_hold_all_of_it() -> None:
    text = "كلمة أخرى طويلة " * 2000
    rows = Rows({"ar": arabic(f"قبل\n{text}\nبعد"), "en": english("a\nb\nc")})
    rows.grow()
    pieces = [
        rows.piece(row, "ar", 1)
        for row in range(len(rows))
        if rows.blocks(row, "ar")[:1] == range(1, 2)
    ]
    line = rows.documents["ar"].lines.block(1)
    assert "".join(line[a:b] for a, b in pieces) == line
    assert all(len(line[a:b]) <= 4000 for a, b in pieces)
    assert rows.row_of("ar", 1, 9000) == 1 + [a <= 9000 for a, _ in pieces].count(True) - 1
    assert rows.blocks(len(rows) - 1, "en") == range(2, 3)


def test_heights_agree_with_a_plain_list() -> None:
    pick = random.Random(3)
    heights = Heights(lambda a, b: 20.0 * (b - a))
    heights.extend(1000)
    known = [20.0] * 1000
    for _ in range(300):
        row = pick.randrange(1000)
        known[row] = pick.uniform(5, 90)
        heights.set(row, known[row])
    heights.extend(1500)
    known += [20.0] * 500
    assert heights.total() == pytest.approx(sum(known))
    for row in (0, 255, 256, 999, 1000, 1499):
        assert heights.top(row) == pytest.approx(sum(known[:row]))
        found, within = heights.locate(sum(known[:row]) + 1)
        assert (found, within) == (row, pytest.approx(1))


def test_every_click_lands_on_its_letter(reader: Make) -> None:
    text = ARABIC * 2
    view = reader({"ar": arabic(text)}, width=520)
    view.viewport().grab()
    cell = placed(view, "ar", 0).cell
    assert cell.parts[0].layout.lineCount() > 4
    for offset in range(len(text)):
        if cell.parts[0].layout.isValidCursorPosition(offset) and not text[offset].isspace():
            where = point(view, "ar", 0, offset)
            if not _in_ligature(text, offset):
                assert view.flow.hit(where.x(), where.y()) == ("ar", 0, offset), text[offset:][:9]


def _in_ligature(text: str, at: int) -> bool:
    return text[at : at + 2] in ("لا", "لأ", "لإ") or text[at - 1 : at + 1] in ("لا", "لأ", "لإ")


def test_justified_lines_reach_both_edges(reader: Make) -> None:
    view = reader({"ar": arabic(ARABIC * 4)}, width=700)
    part = placed(view, "ar", 0).cell.parts[0]
    for number in range(part.layout.lineCount() - 1):
        xs = [x for edge in part.edges(number) for x in edge[:2]]
        ends = [e for e in part.edges(number) if not part.text[e[2]].isspace()]
        inner = [x for edge in ends for x in edge[:2]]
        assert max(xs) == pytest.approx(part.width, abs=2)
        assert min(inner) == pytest.approx(0, abs=5)


def test_the_base_direction_is_the_documents(reader: Make) -> None:
    text = "BBC: قالت الهيئة اليوم\n12:30\nCOVID-19 ينتشر\nThis quotation is wholly in English."
    view = reader({"ar": arabic(text)})
    assert [placed(view, "ar", b).cell.style.rtl for b in range(4)] == [True, True, True, False]


def test_arrows_follow_the_eye(reader: Make) -> None:
    view = reader({"ar": arabic("كلمة واحدة"), "en": english("one word")})
    view.caret.set("ar", (0, 3), (0, 3))
    press(view, Qt.Key.Key_Left)
    assert view.caret.position == (0, 4)
    press(view, Qt.Key.Key_Right)
    press(view, Qt.Key.Key_Right)
    assert view.caret.position == (0, 2)
    view.caret.set("en", (0, 3), (0, 3))
    press(view, Qt.Key.Key_Left)
    assert view.caret.position == (0, 2)
    press(view, Qt.Key.Key_Right, CONTROL)
    assert view.caret.position == (0, 4)


def test_shift_selects_over_paragraphs_of_one_language(reader: Make) -> None:
    view = reader({"ar": arabic("أول\nثان\nثالث"), "en": english("one\ntwo\nthree")})
    view.caret.set("ar", (0, 1), (0, 1))
    press(view, Qt.Key.Key_Down, SHIFT)
    press(view, Qt.Key.Key_End, SHIFT)
    assert view.caret.side == "ar"
    assert view.caret.text() == "ول\nثان"
    press(view, Qt.Key.Key_A, CONTROL)
    assert view.caret.text() == "أول\nثان\nثالث"


def test_down_goes_through_every_line_and_up_comes_back(reader: Make) -> None:
    view = reader({"ar": arabic("\n".join([ARABIC] * 12))}, width=420)
    view.caret.set("ar", (0, 0), (0, 0))
    seen = [view.caret.position]
    for _ in range(200):
        press(view, Qt.Key.Key_Down)
        if view.caret.position == seen[-1]:
            break
        seen.append(view.caret.position)
    assert seen == sorted(seen)
    assert {block for block, _ in seen} == set(range(12))
    for _ in range(200):
        press(view, Qt.Key.Key_Up)
    assert view.caret.position[0] == 0 and view.caret.rect() is not None


def test_double_click_takes_the_word_with_its_marks(reader: Make) -> None:
    text = "قال مُرَحِّبًا بهم"
    view = reader({"ar": arabic(text)})
    spot = point(view, "ar", 0, text.index("ح")).toPoint()
    double_click(view.viewport(), spot)
    assert view.caret.text() == "مُرَحِّبًا"


@pytest.mark.parametrize("text", ["قال مرحبا بهم جميعا.  ", "They said hello to all.  "])
def test_double_click_past_the_end_of_a_line_takes_its_last_word(reader: Make, text: str) -> None:
    rtl = text[0] == "ق"
    view = reader({"ar": arabic(text * 12)} if rtl else {"en": english(text * 12)}, width=500)
    found = placed(view, "ar" if rtl else "en", 0)
    part = found.cell.parts[0]
    assert part.layout.lineCount() > 2
    body = found.cell.block.text
    for number in range(part.layout.lineCount()):
        start, end = part.line_range(number)
        line = part.layout.lineAt(number)
        x = found.x + (2 if rtl else found.cell.width - 2)
        spot = QPoint(int(x), int(found.y + line.y() + line.height() / 2))
        double_click(view.viewport(), spot)
        assert view.caret.text() == body[start:end].rstrip(" .").rpartition(" ")[2]
        view.caret._clicked = 0  # the next click is not the third of this one


def test_the_word_at_a_position_is_never_a_blank() -> None:
    def words(text: str) -> list[str]:
        return [text[slice(*word_at(text, at))] for at in range(len(text) + 1)]

    assert words("أب  ج ") == ["أب"] * 4 + ["ج"] * 3
    assert words("  no (a).") == ["no"] * 5 + ["(", "a", "a", ".", "a"]
    assert words("a\u2028  b") == ["a", "a", "b", "b", "b", "b"]
    assert words("\u2028 a")[0] == ""
    assert words("   ") == [""] * 4
    assert words("") == [""]


def test_dragging_stays_in_its_language(reader: Make) -> None:
    view = reader({"ar": arabic(ARABIC), "en": english("English words " * 9)}, width=900)
    begin = point(view, "ar", 0, 5).toPoint()
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=begin)
    other = placed(view, "en", 0)
    QTest.mouseMove(view.viewport(), QPoint(int(other.x) + 5, begin.y() + 60))
    QTest.mouseRelease(
        view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(int(other.x) + 5, begin.y() + 60)
    )
    assert view.caret.side == "ar"


def test_copying_keeps_text_and_direction(reader: Make) -> None:
    view = reader({"ar": arabic("أول <ب>\n\nثان")})
    view.caret.select_all()
    view.caret.copy()
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == "أول <ب>\n\nثان"
    assert '<p dir="rtl" lang="ar">أول &lt;ب&gt;</p>' in mime.html()


def test_an_emoji_shifts_no_offset(reader: Make) -> None:
    text = "قبل 😀😀 بعدها كلمات"
    view = reader({"ar": arabic(text)})
    where = point(view, "ar", 0, text.index("كلمات"))
    assert view.flow.hit(where.x(), where.y()) == ("ar", 0, text.index("كلمات"))
    view.caret.select_place("ar", text.index("بعدها"), text.index("بعدها") + 5)
    assert view.caret.text() == "بعدها"


def test_a_table_mirrors_its_columns(reader: Make) -> None:
    def table_in(language: str, direction: str) -> Document:
        builder = Builder()
        builder.add("المدينة\tالسكان", "table", level=1)
        builder.add("بغداد\t7000", "table")
        return builder.document("html", language=language, direction=direction)

    table = table_in("ar", "rtl")
    cell = placed(reader({"ar": table}), "ar", 1).cell
    assert cell.parts[0].x > cell.parts[1].x
    assert cell.hit(cell.parts[1].x + 2, 5) >= cell.parts[1].start
    ltr = table_in("en", "ltr")
    ltr_cell = placed(reader({"en": ltr}), "en", 1).cell
    assert not ltr_cell.style.rtl or ltr_cell.parts[0].x > ltr_cell.parts[1].x


def test_zoom_keeps_the_first_line_where_it_was(reader: Make) -> None:
    from viewer.core.base.settings import Settings
    from viewer.ui.base.theme import themes
    from viewer.ui.reader.layout.page import PageStyle

    view = reader({"ar": arabic("\n".join(f"{n} {ARABIC}" for n in range(300)))})
    view.go_to("ar", 150, 40, at=0.0)
    before = view.flow.place()
    for zoom in (160, 80, 100):
        view.set_page(PageStyle(Settings(zoom=zoom), themes()["light"].page))
        side, block, offset, _ = view.flow.place()
        assert (side, block) == before[:2] and abs(offset - before[2]) < 60


@pytest.mark.parametrize("mode", ["side", "stacked", "ar", "en"])
def test_modes_show_what_they_say(reader: Make, mode: str) -> None:
    view = reader({"ar": arabic("عربي"), "en": english("English")}, mode=mode)
    found = {p.side: p for r, y, _ in view.flow.visible() for p in view.flow.placed(r, y)}
    assert set(found) == ({"ar", "en"} if mode in ("side", "stacked") else {mode})
    if mode == "side":
        assert found["ar"].x < found["en"].x and found["ar"].y == found["en"].y
        view.flow.mirrored = True
        view.relay()
        assert view.flow.column("ar")[0] > view.flow.column("en")[0]
    if mode == "stacked":
        assert found["ar"].y < found["en"].y


def test_stacked_halves_of_a_pair_are_closer_than_two_pairs(reader: Make) -> None:
    pairs = {"ar": arabic("\n".join([ARABIC] * 4)), "en": english("\n".join(["Words"] * 4))}
    view = reader(pairs, mode="stacked")
    cells = [p for r, y, _ in view.flow.visible() for p in view.flow.placed(r, y)]
    rooms = [b.y - a.y - a.cell.height for a, b in itertools.pairwise(cells)]
    assert min(rooms[1::2]) > 3 * max(rooms[::2])


def test_two_columns_in_which_words_would_break_are_stacked(reader: Make) -> None:
    pair = {"ar": arabic(ARABIC), "en": english("# Responsibilities\nNotwithstanding them")}
    view = reader(pair, width=800)
    assert view.flow.beside
    view.resize(300, 600)
    assert not view.flow.beside and view.flow.column("en")[1] > 200


def test_the_end_of_a_large_text_is_one_key_away(reader: Make) -> None:
    data = (ARABIC + "\n").encode() * 30_000
    document = Document(ByteLines(data), "txt", language="ar", direction="rtl")
    document.lines.grow(10_000)
    view = reader({"ar": document})
    press(view, Qt.Key.Key_End, CONTROL)
    assert view.flow.visible()[-1][0] == 29_999
    press(view, Qt.Key.Key_Home, CONTROL)
    assert view.flow.visible()[0][0] == 0


def test_the_end_of_a_large_text_is_shown_before_it_is_counted(
    reader: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as still:
        still.setattr("viewer.ui.reader.widget.view.GROW_SECONDS", 0.0)  # nothing is indexed yet
        document = Document(ByteLines((ARABIC + "\n").encode() * 30_000), "txt", direction="rtl")
        document.lines.grow(10_000)
        view = reader({"ar": document})
        assert not document.lines.complete
        view.go_end()
        assert view.flow.visible()[-1][0] == 29_999
        assert not document.lines.counted and not view.flow.indexed
    told: list[bool] = []
    view.grown.connect(lambda: told.append(view.flow.indexed))
    wait(lambda: view.flow.indexed)
    assert told[-1] and document.lines.length() == (len(ARABIC) + 1) * 30_000


def test_one_endless_line_opens_and_scrolls(reader: Make) -> None:
    data = (ARABIC + " ").encode() * 8_000
    document = Document(ByteLines(data), "txt", language="ar", direction="rtl")
    document.lines.grow(10_000)
    view = reader({"ar": document})
    view.go_end()
    last = placed(view, "ar", 0).cell
    assert len(last.parts[0].text) <= 4000
    found = [p.cell.end for r, y, _ in view.flow.visible() for p in view.flow.placed(r, y)]
    assert found[-1] == len(document.lines.block(0))
    view.caret.set("ar", (0, 500_000), (0, 500_000))
    press(view, Qt.Key.Key_Left)
    assert view.caret.position[1] > 500_000 and view.caret.rect() is not None


def test_scrolling_by_pixels_and_back(reader: Make) -> None:
    view = reader({"ar": arabic("\n".join([ARABIC] * 80))})
    for _ in range(50):
        view.scroll_by(37)
    for _ in range(50):
        view.scroll_by(-37)
    assert (view.flow.top_row, round(view.flow.top_offset)) == (0, 0)
    view.scroll_by(1e6)
    rows = view.flow.visible()
    assert rows[-1][0] == 79 and rows[-1][1] + rows[-1][2] <= view.flow.height


def test_the_screen_reader_hears_text_caret_and_selection(reader: Make) -> None:
    view = reader({"ar": arabic("أول\nثان 😀 نص\nثالث")})
    view.proxy.always = True
    view.caret.set("ar", (1, 0), (1, 3))
    cursor = view.proxy.textCursor()
    assert view.proxy.toPlainText().split("\n")[1] == "ثان 😀 نص"
    assert cursor.selectedText() == "ثان"
    assert view.proxy.isReadOnly() and view.focusProxy() is view.proxy
    press(view.proxy, Qt.Key.Key_Left)
    assert view.proxy.textCursor().position() == cursor.position() + 1


def test_empty_documents_do_no_harm(reader: Make) -> None:
    view = reader({"ar": arabic(""), "en": english("\n\n")})
    for key in (Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_PageDown, Qt.Key.Key_Left):
        press(view, key)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    view.viewport().grab()
    assert view.caret.text() == ""


def test_furniture_of_both_sides_stands_in_the_same_rows(reader: Make) -> None:
    def news(language: str, furniture: int) -> Document:
        builder = Builder()
        builder.add("headline")
        for number in range(furniture):
            builder.add(f"line {number}", furniture="navigation")
        builder.add("story")
        return builder.document("html", language=language, direction="ltr")

    view = reader({"ar": news("ar", 3), "en": news("en", 2)})
    rows = view.flow.rows
    shown = [[list(rows.blocks(row, side)) for side in ("ar", "en")] for row in range(len(rows))]
    assert shown == [[[0], [0]], [[1], [1]], [[2], [2]], [[3], []], [[4], [3]]]
    view.set_furniture(False)
    assert [list(view.flow.rows.blocks(1, side)) for side in ("ar", "en")] == [[4], [3]]


BROKEN = "قفا نبكِ من ذكرى حبيبٍ\u2028بسقط اللوى (at 12:30)\u2028\u2028ثم قال\u2028"
"""A paragraph with forced line breaks: two verses, an empty line, a break at the end."""


@pytest.mark.parametrize("text", [BROKEN, "\u2028", "one\u2028\u2028two", "أ\u2028b\u2028"])
def test_the_caret_walks_over_forced_line_breaks(reader: Make, text: str) -> None:
    view = reader({"ar": arabic(text + "\nآخر"), "en": english("- first\u2028- second\nlast")})
    caret = view.caret
    for side in ("ar", "en"):
        caret.set(side, (0, 0), (0, 0))
        keys = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Up)
        for key in (*keys, Qt.Key.Key_End, Qt.Key.Key_Home):
            for _ in range(len(text) // 3 + 2):
                press(view, key)
            press(view, key, SHIFT)
        for y in range(0, 200, 15):
            for x in range(0, view.width(), 90):
                assert view.flow.hit(x, y) is not None


def test_every_place_of_a_broken_line_is_reached_once(reader: Make) -> None:
    view = reader({"en": english("one\u2028two\u2028\u2028three")})
    view.caret.set("en", (0, 0), (0, 0))
    seen = [0]
    for _ in range(40):
        press(view, Qt.Key.Key_Right)
        if view.caret.position[1] == seen[-1]:
            break
        seen.append(view.caret.position[1])
    assert seen == list(range(len("one\u2028two\u2028\u2028three") + 1))
