"""The page: type of each language, focus, full screen, progress, places, turning pages, X-ray."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolBar
from ui_parts import ARABIC, arabic, english, open_work, placed, press, wait

from viewer.app import App
from viewer.core.base.settings import Settings
from viewer.core.text.document import Document
from viewer.core.text.document_builder import Builder
from viewer.ui.base.theme import themes
from viewer.ui.reader.layout.cells import Cell, Part
from viewer.ui.reader.layout.flow import PlacedCell
from viewer.ui.reader.layout.laid_text import LaidText
from viewer.ui.reader.layout.page import PageStyle
from viewer.ui.reader.layout.rows import PIECE
from viewer.ui.reader.paint import bidi_xray as xray
from viewer.ui.reader.paint import invisibles
from viewer.ui.reader.widget import page_turning as turning
from viewer.ui.reader.widget.view import ReaderView

Make = Callable[..., ReaderView]
Start = Callable[..., App]
SHIFT, CONTROL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
VOCALISED = "وَقَالَ الرَّجُلُ إِنَّ الْأَمْرَ لَيْسَ كَمَا يُظَنُّ بِهِ وَإِلَّا لَكَانَ شَيْئًا آخَرَ "


def page(**choices: object) -> PageStyle:
    light = themes()["light"]
    return PageStyle(Settings(**choices), light.page)  # type: ignore[arg-type]


def ink(cell: Cell, line: int | None = None) -> QImage:
    """The letters of a cell, or of one line of it where that stands, black on white."""
    image = QImage(int(cell.width), int(cell.height) + 80, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    if line is None:
        cell.draw(painter, 0, 40, QRectF(image.rect()))
    else:
        painter.setPen(cell.style.text)
        part = cell.parts[0]
        part.layout.lineAt(line).draw(painter, QPoint(int(part.x), int(40 + part.y)))
    painter.end()
    return image


def dark(image: QImage) -> set[int]:
    data, stride = bytes(image.constBits()), image.bytesPerLine()
    return {i for i in range(len(data)) if data[i] < 128 and i % stride < image.width()}


# Type --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("font", ["Amiri", "Noto Sans Arabic", "IBM Plex Sans Arabic"])
def test_no_mark_is_clipped_at_the_tightest_spacing(fonts: list[str], font: str) -> None:
    tight = page(line_spacing=0.9, arabic_font=font)
    cell = tight.cell(arabic(VOCALISED * 4), 0, (0, None), 360.0)
    lines = cell.parts[0].layout.lineCount()
    assert lines > 4
    together = dark(ink(cell))
    for line in range(lines):
        alone = dark(ink(cell, line))
        assert alone and len(alone - together) <= len(alone) * 0.01, line


def test_the_first_line_on_screen_keeps_its_marks(reader: Make) -> None:
    view = reader({"ar": arabic(VOCALISED)}, line_spacing=0.9)
    loose = reader({"ar": arabic(VOCALISED)}, line_spacing=2.0)

    def count(shown: ReaderView) -> int:
        picture = shown.viewport().grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        return len(dark(picture))

    assert count(view) == pytest.approx(count(loose), rel=0.02)


def test_each_language_has_its_own_spacing(fonts: list[str]) -> None:
    same, own = page(line_spacing=1.2), page(line_spacing=1.2, arabic_spacing=1.8)
    assert own.line_height(True) == pytest.approx(same.line_height(True) * 1.5)
    assert own.line_height(False) == same.line_height(False)
    assert (
        own.style(arabic("ا").block(0), True).pitch > same.style(arabic("ا").block(0), True).pitch
    )


def test_type_is_chosen_for_each_language_with_immediate_effect(start: Start, seeds: Path) -> None:
    from viewer.ui.settings.fonts_page import TypeChoices

    app = start(str(seeds))
    open_work(app, "baghdad")
    box, reader = TypeChoices(app.session), app.window.pane.reader
    before = {rtl: reader.flow.page.line_height(rtl) for rtl in (True, False)}
    arabic_size = app.settings.size * app.settings.arabic_factor
    box.latin_size.setValue(18.0)
    page = reader.flow.page
    assert page.font(False).pointSizeF() == 18
    assert page.font(True).pointSizeF() == pytest.approx(arabic_size, abs=0.3)
    box.arabic_spacing.setValue(2.0)
    assert reader.flow.page.line_height(True) > before[True] * 1.4
    assert reader.flow.page.spacing[False] == app.settings.line_spacing == 1.25
    box.arabic_font.setCurrentIndex(box.arabic_font.findData("Noto Sans Arabic"))
    box.arabic_font.activated.emit(box.arabic_font.currentIndex())
    assert reader.flow.page.font(True).families()[0] == "Noto Sans Arabic"


def test_no_word_of_a_table_is_broken_in_a_narrow_column(reader: Make) -> None:
    rows = ["المصدر\tالإنتاج السنوي\tالنسبة\tملاحظة", "النبع الشرقي\t184,000\t46%\tيضعف في أيلول"]
    document = arabic("\n".join(rows))
    document.kinds.update({0: "table", 1: "table"})
    document.levels[0] = 1
    view = reader({"ar": document}, width=330)
    for block in (0, 1):
        for part in placed(view, "ar", block).cell.parts:
            lines = [part.line_range(i) for i in range(part.layout.lineCount())]
            for _, end in lines[:-1]:
                cut = end - part.start
                assert part.text[cut - 1] == " ", part.text


def test_a_line_has_as_many_characters_as_was_asked(reader: Make) -> None:
    text = "words of a text that is long enough to be broken into lines again and again " * 6
    for measure in (40, 80):
        view = reader({"en": english(text)}, width=1600, measure=measure)
        part = placed(view, "en", 0).cell.parts[0]
        ranges = [part.line_range(i) for i in range(part.layout.lineCount() - 1)]
        mean = sum(b - a for a, b in ranges) / len(ranges)
        assert measure * 0.85 < mean < measure * 1.15


@pytest.mark.variants
@pytest.mark.parametrize("key", sorted(themes()))
def test_every_theme_can_be_chosen(start: Start, seeds: Path, key: str) -> None:
    app = start(str(seeds))
    app.session.set(Settings.theme, key)
    viewport, paper = app.window.pane.reader.viewport(), QColor(themes()[key].page["background"])
    wait(lambda: viewport.grab().toImage().pixelColor(3, 3) == paper)


# Focus -------------------------------------------------------------------------------------------


def texts(count: int = 60) -> dict[str, Document]:
    ar = "\n".join(f"{n} {ARABIC}" for n in range(count))
    return {"ar": arabic(ar), "en": english("\n".join(f"{n} English" for n in range(count)))}


def wheel(view: ReaderView, pixels: int) -> None:
    point, no = view.viewport().rect().center(), Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        point, view.mapToGlobal(point), QPoint(0, -pixels), QPoint(), Qt.MouseButton.NoButton, no,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)


def test_focus_lights_the_row_of_the_caret_and_then_what_is_scrolled_to(reader: Make) -> None:
    view = reader(texts(), focus=True)
    assert view.focus.row() == 0
    view.caret.set("ar", (2, 0), (2, 0))
    assert view.focus.row() == 2
    wheel(view, 900)
    lit = view.focus.row()
    assert lit is not None and lit > 2
    _row, y, height = next(r for r in view.flow.visible() if r[0] == lit)
    assert y <= view.flow.height * 0.4 <= y + height + view.flow.height * 0.1
    view.go_end()
    view.focus.follow_screen()
    assert view.focus.row() == len(view.flow.rows) - 1


def test_both_sides_of_the_lit_row_are_lit_and_the_others_dimmed(reader: Make) -> None:
    clear, dimmed = reader(texts()), reader(texts(), focus=True)
    for view in (clear, dimmed):
        view.caret.set("ar", (1, 0), (1, 0))
    pictures = [view.viewport().grab().toImage() for view in (clear, dimmed)]

    def strip(picture: QImage, row: int) -> QImage:
        _, y, height = dimmed.flow.visible()[row]
        return picture.copy(0, int(y) + 3, picture.width(), int(height) - 6)

    half = dimmed.flow.column("en")[0] - 20  # at the left is Arabic, its caret at the right of it
    for left, width in ((0, 300), (int(half), 400)):
        lit = [strip(picture, 1).copy(left, 0, width, 200) for picture in pictures]
        assert lit[0] == lit[1]
    assert strip(pictures[0], 0) != strip(pictures[1], 0)
    grey = strip(pictures[1], 0).convertToFormat(QImage.Format.Format_Grayscale8)
    assert not dark(grey) and dark(
        strip(pictures[0], 0).convertToFormat(QImage.Format.Format_Grayscale8)
    )


# Turning pages -----------------------------------------------------------------------------------


def lines_seen(view: ReaderView, whole: bool = True) -> list[tuple[int, int]]:
    """(block, line) of each line of the first side that is whole on screen."""
    found = []
    for row, y, _ in view.flow.visible():
        for each in view.flow.placed(row, y):
            if each.side == view.flow.shown_sides()[0]:
                part, pitch = each.cell.parts[0], each.cell.style.pitch
                for line in range(part.layout.lineCount()):
                    top = each.y + part.y + line * pitch
                    if not whole or (top >= 0 and top + pitch <= view.flow.height):
                        found.append((each.cell.block.index, line))
    return found


@pytest.mark.parametrize(
    ("on", "back"), [((Qt.Key.Key_Space,), (Qt.Key.Key_Space, SHIFT)),
                     ((Qt.Key.Key_PageDown,), (Qt.Key.Key_PageUp,))],
)  # fmt: skip
def test_the_last_line_of_a_page_is_the_first_of_the_next(
    reader: Make, on: tuple, back: tuple
) -> None:
    view = reader(texts(), mode="ar")
    for _ in range(3):
        before = lines_seen(view)
        press(view.proxy, *on)
        after = lines_seen(view)
        assert after[0] == before[-1]
    before = lines_seen(view)
    press(view.proxy, *back)
    assert lines_seen(view)[-1] == before[0]


def test_no_line_is_passed_over_on_the_way_to_the_end(reader: Make) -> None:
    view = reader(texts(30))
    seen = set(lines_seen(view))
    for _ in range(60):
        press(view.proxy, Qt.Key.Key_PageDown)
        seen.update(lines_seen(view))
    every = set()
    for row in range(len(view.flow.rows)):
        for each in view.flow.placed(row, 0):
            if each.side == "ar":
                count = each.cell.parts[0].layout.lineCount()
                every |= {(each.cell.block.index, line) for line in range(count)}
    assert seen == every


def test_arrows_turn_pages_as_the_eye_goes_until_there_is_a_caret(reader: Make) -> None:
    view = reader(texts(), mode="ar")
    view.proxy.always = False
    press(view.proxy, Qt.Key.Key_Left)
    assert view.flow.top_row > 0 and not view.caret.side  # an Arabic book goes on to the left
    press(view.proxy, Qt.Key.Key_Right)
    assert (view.flow.top_row, view.flow.top_offset) == (0, 0)
    view.set_mode("en")
    press(view.proxy, Qt.Key.Key_Left)
    assert view.flow.top_row == 0
    press(view.proxy, Qt.Key.Key_Right)
    assert view.flow.top_row > 0
    view.go_home()
    view.caret.set("en", (1, 3), (1, 3))
    press(view.proxy, Qt.Key.Key_Right)
    assert view.caret.position == (1, 4) and view.flow.top_row == 0
    press(view.proxy, Qt.Key.Key_Escape)
    assert not view.caret.side
    press(view.proxy, Qt.Key.Key_Right)
    assert view.flow.top_row > 0


def test_a_screen_reader_always_has_a_caret(reader: Make) -> None:
    view = reader(texts(), mode="en")
    view.proxy.always = True
    press(view.proxy, Qt.Key.Key_Right)
    assert view.caret.side == "en" and view.flow.top_row == 0


def test_two_columns_turn_as_the_window_is_read(reader: Make) -> None:
    view = reader(texts())
    assert turning.towards(view.flow, left=True, mirrored=True)
    assert turning.towards(view.flow, left=False, mirrored=False)
    view.set_mode("ar")
    assert turning.towards(view.flow, left=True, mirrored=False)


# Full screen -------------------------------------------------------------------------------------


def test_full_screen_is_the_text_alone_and_esc_leaves(start: Start, seeds: Path) -> None:
    app = start(str(seeds))
    open_work(app, "baghdad")
    window = app.window
    window.commands["full_screen"].trigger()
    QApplication.processEvents()
    bars = [window.menuBar(), window.statusBar(), window.tree, *window.parts.values()]
    bars += window.findChildren(QToolBar)
    assert window.isFullScreen() and not any(bar.isVisible() for bar in bars)
    assert not window.arrangement.keep()["tree_hidden"]
    assert not window.arrangement.keep()["notes_hidden"]
    press(window.pane.reader.proxy, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    assert window.menuBar().isVisible() and window.tree.isVisible()
    assert window.status.isVisible() and window.notes.isVisible()


def test_esc_first_lets_go_of_a_selection(start: Start, seeds: Path) -> None:
    app = start(str(seeds))
    open_work(app, "baghdad")
    app.window.full_screen.toggle()
    QApplication.processEvents()
    reader = app.window.pane.reader
    side = next(iter(app.session.view.documents))
    reader.caret.set(side, (0, 0), (0, 5))
    press(reader.proxy, Qt.Key.Key_Escape)
    assert app.window.isFullScreen() and not reader.caret.has_selection
    press(reader.proxy, Qt.Key.Key_Escape)
    assert not app.window.isFullScreen()


# Progress and places -----------------------------------------------------------------------------


def long_work(folder: Path) -> None:
    for name in ("one", "two"):
        text = "\n".join(f"{name} {n} {ARABIC}" for n in range(80))
        (folder / f"{name}.ar.txt").write_text(text, "utf-8")


def test_the_status_bar_tells_how_far_one_is(start: Start, tmp_path: Path) -> None:
    long_work(tmp_path)
    app = start(str(tmp_path))
    open_work(app, "one")
    status, reader = app.window.status, app.window.pane.reader
    wait(lambda: status.progress.text().startswith("0%"))
    characters = sum(len(f"one {n} {ARABIC}") + 1 for n in range(80))
    assert f"about {round(characters / 612)} minutes left" in status.progress.text()
    reader.go_end()
    wait(lambda: status.progress.text() == "100%")
    (tmp_path / "short.ar.txt").write_text("قصير", "utf-8")
    app.session.corpora.rescan(app.session.corpora[0])
    wait(lambda: any("short" in work.name for work in app.session.corpora[0].works))
    open_work(app, "short")
    wait(lambda: status.progress.isHidden())


def test_every_document_comes_back_to_its_last_place(start: Start, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    long_work(corpus)
    app = start(str(corpus))
    open_work(app, "one")
    app.window.pane.reader.go_to("ar", 40, at=0.0)
    open_work(app, "two")
    assert app.session.view.place[1] == 0  # and not where the other one was
    app.window.pane.reader.go_to("ar", 20, at=0.0)
    open_work(app, "one")
    assert app.session.view.place[1] == 40
    app.quit()
    again = start(str(corpus))
    open_work(again, "two")
    assert again.session.view.place[1] == 20


def test_a_place_beyond_the_end_is_no_harm(start: Start, tmp_path: Path) -> None:
    long_work(tmp_path)
    app = start(str(tmp_path))
    open_work(app, "one")
    app.window.pane.reader.go_end()
    (tmp_path / "one.ar.txt").write_text("نص قصير\nآخر", "utf-8")
    open_work(app, "two")
    open_work(app, "one")
    assert app.session.view.place[1] <= 1


def test_alt_right_goes_forward_again(start: Start, tmp_path: Path) -> None:
    long_work(tmp_path)
    app = start(str(tmp_path))
    open_work(app, "one")
    view, lines = app.session.view, app.session.view.documents["ar"].lines
    assert not app.window.commands["forward"].isEnabled()
    for block in (30, 60):
        view.jump("ar", lines.start(block))
    for key, block in ((Qt.Key.Key_Left, 30), (Qt.Key.Key_Left, 0), (Qt.Key.Key_Right, 30),
                       (Qt.Key.Key_Right, 60)):  # fmt: skip
        press(app.window, key, ALT)
        assert lines.block_at(view.caret) == block
    assert not app.session.tabs.can_go_forward
    app.session.tabs.back()
    view.jump("ar", lines.start(5))
    assert not app.session.tabs.can_go_forward


# X-ray -------------------------------------------------------------------------------------------


def test_runs_are_those_of_the_glyphs_with_their_levels(reader: Make) -> None:
    text = "قال ACME إن \u202eabc\u202c تم"
    view = reader({"ar": arabic(text)}, xray=True)
    cell = placed(view, "ar", 0).cell
    found = xray.runs(cell)

    def over(part: str) -> list[tuple[bool, int, bool]]:
        at = text.index(part)
        box = cell.rects(at, at + len(part))[0].center()
        return [run[1:] for run in found if run[0].contains(box)]

    assert over("قال") == [(True, 1, False)]
    assert over("ACME") == [(False, 2, False)]
    assert over("abc") == [(True, 3, True)]


def test_an_override_is_red_on_screen_and_the_text_is_not_touched(reader: Make) -> None:
    text = "قال \u202eabcdefghijkl\u202c تم"
    plain, shown = reader({"ar": arabic(text)}), reader({"ar": arabic(text)}, xray=True)
    cells = [placed(view, "ar", 0).cell for view in (plain, shown)]
    assert cells[0].rects(0, len(text)) == cells[1].rects(0, len(text))
    found = placed(shown, "ar", 0)
    box = found.cell.rects(6, 12)[0].translated(found.x, found.y)
    picture = shown.viewport().grab().toImage()
    at = [
        picture.pixelColor(x, int(box.center().y()))
        for x in range(int(box.left()), int(box.right()))
    ]
    assert sum(c.red() > c.green() + 40 for c in at) > len(at) * 0.4
    clear = plain.viewport().grab().toImage()
    at = [
        clear.pixelColor(x, int(box.center().y())) for x in range(int(box.left()), int(box.right()))
    ]
    assert not any(c.red() > c.green() + 40 for c in at)


def test_the_base_direction_is_in_the_margin_where_lines_begin(reader: Make) -> None:
    view = reader({"ar": arabic(ARABIC)}, xray=True)
    plain = reader({"ar": arabic(ARABIC)})
    found = placed(view, "ar", 0)
    y, height = int(found.y), int(found.cell.style.pitch)
    before = int(found.x + found.cell.width) + 2

    def margin(shown: ReaderView, left: int) -> QImage:
        return shown.viewport().grab().toImage().copy(left, y, 22, height)

    assert margin(view, before) != margin(plain, before)
    after = int(found.x) - 24
    assert margin(view, after) == margin(plain, after)


def test_one_key_shows_the_x_ray_and_takes_it_away(start: Start, seeds: Path) -> None:
    app = start(str(seeds))
    open_work(app, "mixed")
    view = app.window.pane.reader
    before = view.viewport().grab().toImage()
    press(app.window, Qt.Key.Key_B, CONTROL, SHIFT)
    assert app.settings.xray and view.viewport().grab().toImage() != before
    press(app.window, Qt.Key.Key_B, CONTROL, SHIFT)
    assert not app.settings.xray


def table(*rows: str) -> Document:
    builder = Builder()
    for row in rows:
        builder.add(row, "table")
    return builder.document("table", language="en", direction="ltr")


def shown(view: ReaderView) -> list[PlacedCell]:
    return [p for row, y, _ in view.flow.visible() for p in view.flow.placed(row, y)]


@pytest.mark.parametrize("columns", [2_000, 100_000])
def test_a_table_of_very_many_columns_runs_on_as_text(reader: Make, columns: int) -> None:
    wide = "\t".join(["cell"] * columns)
    view = reader({"en": table("a\tb", wide, "c\td")})
    parts = [len(placed.cell.parts) for placed in shown(view)]
    assert parts[0] == 2 and set(parts[1:]) <= {1, 2}
    assert max(len(p.cell.parts[0].text) for p in shown(view)) <= 4_001


def test_no_cell_of_a_table_is_left_out(reader: Make) -> None:
    rows = ["a\tb"] * 300 + ["one\ttwo\tthree\tfour"] + ["e\tf"]
    view = reader({"en": table(*rows)})
    view.flow.go_to("en", 300)
    cell = next(p.cell for p in shown(view) if p.cell.block.index == 300)
    assert "".join(part.text for part in cell.parts).replace("\t", "") == "onetwothreefour"


def test_a_long_row_of_a_table_is_drawn_once(reader: Make) -> None:
    long = " ".join(["word"] * 2_000)
    view = reader({"en": table("a\tb", f"x\t{long}")})
    view.flow.go_end()
    rows = [row for row in range(len(view.flow.rows)) if 1 in view.flow.rows.blocks(row, "en")]
    text = "".join(
        part.text for row in rows for p in view.flow.placed(row, 0.0) for part in p.cell.parts
    )
    assert text == f"x\t{long}"


@pytest.mark.parametrize(
    "marks", ["\u202e\u202c", "\u2067", "\u202eأ\u202cb", "\u200d", "\u200d\u200c"]
)
def test_a_flood_of_marks_stops_no_drawing(reader: Make, marks: str) -> None:
    view = reader({"ar": arabic("نص" + marks * 100_000)}, xray=True, invisibles=True)
    view.viewport().grab()
    for cell in (each.cell for each in shown(view)):
        assert len(xray.runs(cell)) <= 2 * xray.RUNS
        assert len(cell.painted["invisibles"][1]) <= invisibles.MARKS_SHOWN


def test_marks_that_follow_each_other_are_told_once(reader: Make) -> None:
    view = reader({"ar": arabic("أ\u200d\u200d\u200dب\u200c\u200dج")}, invisibles=True)
    view.viewport().grab()
    (cell,) = [placed.cell for placed in shown(view)]
    assert [name for _, name in cell.painted["invisibles"][1]] == ["ZWJ ×3", "ZWNJ", "ZWJ"]


def test_a_caret_before_a_piece_of_a_paragraph_has_a_place() -> None:
    astral = LaidText("\U00010900" * 30 + "a")
    assert astral.utf16(-500) == 0 and astral.utf16(2) == 4 and astral.utf16(900) == 61


def test_a_row_that_is_shown_in_pieces_is_not_measured(
    reader: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured: list[int] = []
    real = Part.natural_width

    def natural_width(part: Part) -> float:
        measured.append(len(part.text))
        return real(part)

    monkeypatch.setattr(Part, "natural_width", natural_width)
    view = reader({"en": table("a\tb", "word " * 50_000 + "\tx", "c\td")})
    QApplication.processEvents()
    assert measured and max(measured) <= PIECE
    assert placed(view, "en", 0).cell.parts


@pytest.mark.parametrize("rtl", [True, False])
def test_a_label_makes_room_for_a_long_word(fonts: list[str], rtl: bool) -> None:
    words = "مسؤوليات المستشفيات" if rtl else "responsibilities of ambassadors"
    document = (arabic if rtl else english)(words)
    document.furniture[0] = "headline"
    style = page()
    for width in (120, 150, 200, 400):
        cell = style.cell(document, 0, (0, None), width)
        (part,), label = cell.parts, cell.label
        assert label is not None
        for number in range(part.layout.lineCount()):
            line = part.layout.lineAt(number)
            first, last = part.line_range(number)
            assert {*words[first:last].split()} <= {*words.split()}, "no word is broken"
            if label.y + label.height > part.y + line.y() + 4:  # of leading
                assert line.naturalTextWidth() + label.width <= width


def test_no_text_is_drawn_of_a_document_that_is_gone() -> None:
    style = page()

    def shown(word: str) -> list[str]:
        made = [Document.of_text(f"{word}\n") for _ in range(100)]
        cells = [style.cell(document, 0, (0, None), 400.0) for document in made]
        return [cell.parts[0].text for cell in cells]

    shown("gone")  # Python gives those that follow the places in memory of these
    assert set(shown("here")) == {"here"}


def test_what_is_laid_out_of_a_closed_document_is_let_go_of(reader: Make) -> None:
    gone = Document.of_text("gone\n" * 9)
    view = reader({"en": gone})
    left = weakref.ref(view.flow.page.cell(gone, 0, (0, None), 400.0).parts[0])
    del gone
    view.show_documents({"en": Document.of_text("here\n")}, "side")
    view.show_documents({"en": Document.of_text("there\n")}, "side")
    assert left() is None


def test_words_wider_than_their_column_are_parted_with_a_hyphen(reader: Make) -> None:
    heads = ["Population", "Administration", "Municipality", "Consumption", "Measurements"]
    document = table("\t".join(heads), "\t".join("12345"))
    document.levels[0] = 1
    view = reader({"en": document}, width=330)
    parted = 0
    for part in placed(view, "en", 0).cell.parts:
        for at in range(part.layout.lineCount() - 1):
            line = part.layout.lineAt(at)
            drawn = part.units.text[line.textStart() : line.textStart() + line.textLength()]
            assert drawn.endswith("-") and line.naturalTextWidth() <= part.width + 1
            parted += 1
        start = part.start
        ends = [part.line_range(at) for at in range(part.layout.lineCount())]
        assert "".join(part.text[a - start : b - start] for a, b in ends) == part.text
    assert parted >= 3
    words = arabic("\t".join(["الاستهلاكيات", "والمستشفيات", "الاستراتيجيات", "والمواصلات"] * 2))
    words.kinds[0] = "table"
    view = reader({"ar": words}, width=330)
    assert all("-" not in part.units.text for part in placed(view, "ar", 0).cell.parts)
