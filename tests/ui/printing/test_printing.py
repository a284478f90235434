"""Paper and PDF: what is on the pages, in which direction, with which notes; the text layer."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from printed_pdf import print_words
from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QImage, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication
from ui_parts import ARABIC, arabic, english, open_work, wait

from viewer.app import App
from viewer.core.base.settings import Settings
from viewer.core.formats import load
from viewer.core.text.document import Document
from viewer.ui.printing.dialog import PrintDialog
from viewer.ui.printing.pages import page_ranges
from viewer.ui.printing.press import Press
from viewer.ui.printing.sheet import PAPERS, SEARCHABLE, Choices, Sheet
from viewer.ui.printing.strips import Strip, strips
from viewer.ui.printing.work import NoSuchPages, Printing

Start = Callable[..., App]
Documents = dict[str, Document]


class Recorder(Press):
    """A press that tells what it drew: page, strip, pixels from the top of the text."""

    def __init__(self, *parts: object) -> None:
        self.drawn: list[tuple[int, Strip, float]] = []
        super().__init__(*parts)  # type: ignore[arg-type]

    def _draw(self, strip: Strip, y: float) -> None:
        self.drawn.append((self.pages, strip, y))
        super()._draw(strip, y)


def pressed(
    path: Path, documents: Documents, order: tuple[str, ...] = (), **choices: object
) -> tuple[Recorder, Sheet]:
    """Print documents, which have no notes, into a PDF at `path`."""
    sheet = Sheet(Choices(**choices), Settings(), documents, order or tuple(documents))  # type: ignore[arg-type]
    writer = QPdfWriter(str(path))
    writer.setResolution(sheet.dpi)
    writer.setPageSize(sheet.size)
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    press = Recorder(sheet, documents, (), {}, painter, writer)
    while press.step():
        pass
    painter.end()
    return press, sheet


def words(text: str) -> list[str]:
    plain = "".join(c for c in text if not unicodedata.combining(c))
    return re.findall(r"[\u0621-\u064a]+", plain)


def text_of(path: Path) -> list[str]:
    pdf = pypdfium2.PdfDocument(str(path))
    try:
        return [page.get_textpage().get_text_range() for page in pdf]
    finally:
        pdf.close()


def test_every_line_is_printed_once_and_inside_the_paper(fonts: list[str], tmp_path: Path) -> None:
    documents = {
        "ar": arabic("\n".join(f"{n} {ARABIC * (n % 4 + 1)}" for n in range(30))),
        "en": english("\n".join(f"{n} " + "English words " * (n % 9 * 12) for n in range(30))),
    }
    press, sheet = pressed(tmp_path / "x.pdf", documents)
    assert press.pages > 3
    seen = Counter((id(strip.cell), strip.line) for _, strip, _ in press.drawn)
    assert set(seen.values()) == {1}
    for side in documents:
        x = sheet.columns[side][0]
        for block in range(30):
            mine = [s for _, s, _ in press.drawn if s.x == x and s.cell.block.index == block]
            assert len(mine) == mine[0].cell.parts[0].layout.lineCount()
    assert all(y >= 0 and y + s.height <= sheet.height + 1 for _, s, y in press.drawn)


def test_a_row_begins_at_the_same_height_in_both_columns(fonts: list[str], tmp_path: Path) -> None:
    documents = {
        "ar": arabic("\n".join([ARABIC * 3] * 12)),
        "en": english("\n".join(["Short English."] * 12)),
    }
    press, _ = pressed(tmp_path / "x.pdf", documents)
    begins: dict[int, list[tuple[int, float]]] = {}
    for page, strip, y in press.drawn:
        if strip.first:
            begins.setdefault(strip.cell.block.index, []).append((page, y))
    assert len(begins) == 12
    assert all(len(each) == 2 and each[0] == pytest.approx(each[1]) for each in begins.values())


@pytest.mark.parametrize("size", [9, 10, 10.5, 11, 12, 13.5])
def test_no_line_stands_alone_and_no_heading_at_the_foot(
    fonts: list[str], tmp_path: Path, size: float
) -> None:
    lines = [text for n in range(40) for text in (f"عنوان {n}", ARABIC * (n % 4 + 1))]
    document = arabic("\n".join(lines))
    document.kinds = dict.fromkeys(range(0, 80, 10), "heading")
    document.levels = dict.fromkeys(range(0, 80, 10), 2)
    press, _ = pressed(tmp_path / "x.pdf", {"ar": document}, title=False, size=size)
    pages = {
        page: [s for p, s, _ in press.drawn if p == page] for page in range(1, press.pages + 1)
    }
    assert len(pages) > 3
    for page, found in pages.items():
        if page < press.pages:
            assert found[-1].cell.block.kind != "heading"
        for edge, end in ((found[-1], "last"), (found[0], "first")):
            mine = [s for s in found if s.cell is edge.cell]
            count = edge.cell.parts[0].layout.lineCount()
            if page < press.pages or end == "first":
                assert len(mine) >= min(2, count), (page, end)


def test_a_table_row_stays_whole_and_a_long_one_breaks(fonts: list[str], tmp_path: Path) -> None:
    document = arabic("\n".join(["أول\tثانٍ\tثالث"] * 70 + ["x\t" + "كلمة طويلة " * 1600]))
    document.kinds = dict.fromkeys(range(71), "table")
    press, sheet = pressed(tmp_path / "x.pdf", {"ar": document})
    assert {len(s.cell.parts) for _, s, _ in press.drawn if s.cell.block.index < 70} == {3}
    long = {page for page, s, _ in press.drawn if s.cell.block.index == 70}
    assert len(long) > 1
    assert all(y + s.height <= sheet.height + 1 for _, s, y in press.drawn)
    first = press.drawn[0][1].cell
    assert first.parts[0].x > first.parts[1].x > first.parts[2].x  # columns from the right


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_paper_has_its_size(fonts: list[str], tmp_path: Path, paper: str) -> None:
    pressed(tmp_path / "x.pdf", {"ar": arabic(ARABIC)}, paper=paper)
    pdf = pypdfium2.PdfDocument(str(tmp_path / "x.pdf"))
    wanted = {"A4": (595, 842), "Letter": (612, 792)}[paper]
    assert pdf[0].get_size() == pytest.approx(wanted, abs=1)
    pdf.close()


def test_arabic_stands_at_the_right_and_letters_have_their_size(
    fonts: list[str], tmp_path: Path
) -> None:
    pressed(tmp_path / "x.pdf", {"en": english("Hashiya")}, size=12, title=False, numbers=False)
    pdf = pypdfium2.PdfDocument(str(tmp_path / "x.pdf"))
    page = pdf[0].get_textpage()
    box = page.get_charbox(0)
    assert 7 < box[3] - box[1] < 10  # the height of an H of 12 points
    assert box[0] == pytest.approx(18 / 25.4 * 72, abs=2)
    pdf.close()
    pressed(tmp_path / "y.pdf", {"ar": arabic("حاشية")}, title=False, numbers=False)
    pdf = pypdfium2.PdfDocument(str(tmp_path / "y.pdf"))
    page = pdf[0].get_textpage()
    boxes = [page.get_charbox(i) for i in range(page.count_chars())]
    assert max(b[2] for b in boxes) == pytest.approx(595 - 18 / 25.4 * 72, abs=3)
    pdf.close()


def test_head_and_page_numbers_are_there_only_when_asked_for(
    fonts: list[str], tmp_path: Path
) -> None:
    document = english("\n".join(["Plain words of the story."] * 80))
    document.title = "The Title"
    for on in (True, False):
        press, _ = pressed(tmp_path / "x.pdf", {"en": document}, title=on, numbers=on)
        pages = text_of(tmp_path / "x.pdf")
        assert len(pages) == press.pages > 1
        assert all(("TheTitle" in re.sub(r"\s", "", text)) is on for text in pages)
        assert all(bool(re.search(rf"\b{n}\b", text)) is on for n, text in enumerate(pages, 1))


@pytest.mark.parametrize(("searchable", "least", "most"), [(True, 0.9, 1.0), (False, 0.0, 0.5)])
def test_what_can_be_searched_is_as_the_dialog_says(
    fonts: list[str], tmp_path: Path, searchable: bool, least: float, most: float
) -> None:
    plain = "".join(c for c in ARABIC if not unicodedata.combining(c))
    text = "\n".join([plain] * 20)  # of words with marks many are cut at these
    pressed(tmp_path / "x.pdf", {"ar": arabic(text)}, searchable=searchable)
    found = " ".join(text_of(tmp_path / "x.pdf"))
    assert ("31/7/2021" in found) or not searchable
    wanted, here = Counter(words(text)), Counter(words(found))
    assert least <= sum((wanted & here).values()) / sum(wanted.values()) <= most


def test_strips_of_a_picture_and_of_lines_are_in_order(fonts: list[str], tmp_path: Path) -> None:
    from PySide6.QtGui import QImage

    from viewer.ui.reader.layout.images import add_pictures

    sheet = Sheet(Choices(), Settings(), {"ar": arabic("نص")}, ("ar",))
    cell = sheet.page.cell(arabic(ARABIC), 0, (0, None), 900.0)
    add_pictures(cell, [(QImage(10, 10, QImage.Format.Format_RGB32), 100.0, 50.0)], 4.0)
    found = strips(cell, 0.0, 7.0)
    assert found[-1].picture is not None and found[-1].last and found[0].first
    assert [s.top for s in found] == sorted(s.top for s in found) and found[0].top == 7.0


# With the whole program ---------------------------------------------------------------------------


def note_on(app: App, side: str, part: str, text: str, colour: str = "#ff6666") -> None:
    session = app.session
    document, notebook = session.view.documents[side], session.notebook
    start = document.text().index(part)
    id = notebook.write(document, document.place(start, start + len(part)), colour=colour)
    wait(lambda: any(p.note.id == id for p in notebook.of(document)))
    note = next(p.note for p in notebook.of(document) if p.note.id == id)
    notebook.edit(document, note, text=text)
    wait(lambda: any(p.note.id == id and p.note.text == text for p in notebook.of(document)))


def saved(app: App, path: Path, sides: list[str], **choices: object) -> list[str]:
    printing, told = Printing(app.session, False), []
    printing.done.connect(told.append)
    printing.failed.connect(told.append)
    printing.save(path, sides, Choices(**choices))  # type: ignore[arg-type]
    wait(lambda: told)
    printing.close()
    assert isinstance(told[0], int)
    return text_of(path)


def test_notes_stand_in_the_margin_at_the_end_or_nowhere(start: Start, seeds: Path) -> None:
    app = start(str(seeds))
    open_work(app, "water")
    note_on(app, "en", "three sources", "Remember these springs")
    folder = seeds.parent
    for kind in ("none", "margin", "end"):
        pages = saved(app, folder / f"{kind}.pdf", ["en"], notes=kind)
        assert any("Remember these springs" in t for t in pages) is (kind != "none")
    pdf = pypdfium2.PdfDocument(str(folder / "margin.pdf"))
    page = pdf[0].get_textpage()
    text = page.get_text_range()
    note, place = (page.get_charbox(text.index(part)) for part in ("Remember", "three sources"))
    assert note[0] > 400 and note[1] == pytest.approx(place[1], abs=14)  # beside its line
    pdf.close()
    end = "".join(text_of(folder / "end.pdf"))
    assert end.index("Remember") > end.index("The cost of the first stage")


def test_the_highlight_of_a_note_is_printed(start: Start, seeds: Path) -> None:
    app = start(str(seeds))
    open_work(app, "water")
    note_on(app, "ar", "المصادر", "ملاحظة", "#5fb236")

    def green(kind: str) -> int:
        saved(app, seeds.parent / "x.pdf", ["ar"], notes=kind)
        pdf = pypdfium2.PdfDocument(str(seeds.parent / "x.pdf"))
        picture = pdf[0].render(scale=1).to_pil().convert("RGB")
        pdf.close()
        data = picture.tobytes()
        pixels = zip(data[0::3], data[1::3], data[2::3], strict=True)
        return sum(1 for r, g, b in pixels if g > r + 30 and g > b + 30)

    assert green("none") == 0 and green("end") > 100


def test_cancelled_nothing_is_left_and_what_was_there_stays(start: Start, tmp_path: Path) -> None:
    (tmp_path / "long.ar.txt").write_text("\n".join([ARABIC] * 4000), "utf-8")
    target = tmp_path / "out.pdf"
    target.write_bytes(b"before")
    app = start(str(tmp_path))
    open_work(app, "long")
    printing, shares = Printing(app.session, False), []
    printing.progressed.connect(shares.append)
    printing.save(target, ["ar"], Choices())
    wait(lambda: len(shares) > 3)
    assert printing.busy and shares == sorted(shares) and shares[-1] < 1
    printing.cancel()
    QApplication.processEvents()
    assert target.read_bytes() == b"before"
    assert not list(tmp_path.glob(".hashiya-*"))
    printing.close()


def test_a_folder_that_is_not_there_is_told(start: Start, seeds: Path) -> None:
    app = start(str(seeds))
    open_work(app, "water")
    dialog = PrintDialog(app.session, app.window)
    dialog.save(seeds / "nowhere" / "x.pdf")
    assert "could not be written" in dialog.told.text()
    assert dialog.save_button.isEnabled()
    dialog.deleteLater()


@pytest.mark.variants
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_dialog_saves_what_is_chosen(start: Start, seeds: Path, language: str) -> None:
    app = start(str(seeds), language=language)
    open_work(app, "water")
    dialog = PrintDialog(app.session, app.window)
    dialog.show()
    order = dialog.sides.itemData(0)
    assert order == (["en", "ar"] if language == "ar" else ["ar", "en"])
    assert dialog.searchable.isVisible() and dialog.honest.text()
    dialog.sides.setCurrentIndex(dialog.sides.findData(["en"]))
    assert not dialog.searchable.isVisible() and not dialog.honest.isVisible()
    dialog.save(seeds / "x.pdf")
    wait(lambda: "x.pdf" in dialog.told.text())
    text = "".join(text_of(seeds / "x.pdf"))
    assert "Annual water report" in text and not words(text)
    dialog.close()
    dialog.deleteLater()


def test_who_reads_in_the_searchable_font_is_not_warned(start: Start, seeds: Path) -> None:
    app = start(str(seeds))
    open_work(app, "water")
    app.session.set(Settings.arabic_font, SEARCHABLE)
    dialog = PrintDialog(app.session, app.window)
    dialog.show()
    assert not dialog.honest.isVisible()
    dialog.deleteLater()


def test_columns_of_the_paper_do_not_overlap(fonts: list[str]) -> None:
    documents = {"ar": arabic("ا"), "en": english("a")}
    for notes in ("none", "margin"):
        sheet = Sheet(Choices(notes=notes), Settings(), documents, ("en", "ar"), None, True)
        rooms = [*sheet.columns.values(), *([sheet.margin] if sheet.margin else [])]
        boxes = [QRectF(x, 0, width, 1) for x, width in rooms]
        assert len(boxes) == (3 if notes == "margin" else 2)
        for at, box in enumerate(boxes):
            assert sheet.left - 1 <= box.left() and box.right() <= sheet.left + sheet.width + 1
            assert not any(box.intersects(other) for other in boxes[at + 1 :])
    assert sheet.margin and sheet.margin[0] < sheet.columns["en"][0] < sheet.columns["ar"][0]


def test_pictures_are_waited_for_and_printed(start: Start, tmp_path: Path) -> None:
    from PIL import Image

    corpus = tmp_path / "corpus"
    corpus.mkdir()
    Image.new("RGB", (60, 40), (200, 30, 30)).save(corpus / "red.png")
    (corpus / "x.ar.md").write_text("# عنوان\n\n![صورة](red.png)\n\nنص بعدها.\n", "utf-8")
    app = start(str(corpus))
    open_work(app, "x")
    saved(app, tmp_path / "x.pdf", ["ar"])
    pdf = pypdfium2.PdfDocument(str(tmp_path / "x.pdf"))
    images = [o for o in pdf[0].get_objects() if o.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]  # pyright: ignore[reportAttributeAccessIssue]
    picture = pdf[0].render(scale=1).to_pil().convert("RGB")
    assert images and any(r > 150 and g < 80 for _, (r, g, _) in picture.getcolors(1 << 20))
    pdf.close()


def test_a_printer_of_other_dots_gets_the_same_page(start: Start, seeds: Path) -> None:
    from PySide6.QtPrintSupport import QPrinter

    app = start(str(seeds))
    open_work(app, "water")
    saved(app, seeds / "a.pdf", ["en"])
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(seeds / "b.pdf"))
    printer.setFullPage(True)
    printer.setPageSize(PAPERS["A4"])
    printing, told = Printing(app.session, False), []
    printing.done.connect(told.append)
    printing.print(printer, printer.resolution(), ["en"], Choices())
    wait(lambda: told)
    boxes = []
    for name in ("a.pdf", "b.pdf"):
        pdf = pypdfium2.PdfDocument(str(seeds / name))
        page = pdf[0].get_textpage()
        at = page.get_text_range().index("three sources")
        boxes.append(page.get_charbox(at))
        pdf.close()
    assert boxes[0] == pytest.approx(boxes[1], abs=1.5)
    printing.close()


def test_paper_can_lie_on_its_side_and_has_a_margin_only_for_notes(
    start: Start, seeds: Path
) -> None:
    app = start(str(seeds))
    open_work(app, "water")
    sizes, lefts = [], []
    for lying in (False, True):
        path = seeds.parent / f"{lying}.pdf"
        saved(app, path, ["en"], notes="margin", landscape=lying)
        pdf = pypdfium2.PdfDocument(str(path))
        sizes.append(tuple(round(side) for side in pdf[0].get_size()))
        page = pdf[0].get_textpage()
        lefts.append(max(page.get_charbox(at)[2] for at in range(page.count_chars())))
        pdf.close()
    assert sizes[0] == sizes[1][::-1] and sizes[1][0] > sizes[1][1]
    assert all(right > size[0] * 0.85 for right, size in zip(lefts, sizes, strict=True))


# Some pages, and how they will look ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "pages"),
    [
        ("", []),
        (" 3 ", [3]),
        ("2-4, 7", [2, 3, 4, 7]),
        ("٢–٣، ٥", [2, 3, 5]),
        ("۱؛ 2", [1, 2]),
    ],
)
def test_pages_are_picked_as_people_write_them(typed: str, pages: list[int]) -> None:
    assert [page for each in page_ranges(typed) for page in each] == pages


@pytest.mark.parametrize("typed", ["x", "0", "4-2", "-3", "1.5", "1-2-3", "9" * 40])
def test_what_names_no_pages_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=re.escape(typed)):
        page_ranges(typed)


def test_only_the_picked_pages_are_in_the_file(start: Start, seeds: Path, tmp_path: Path) -> None:
    app = start(str(seeds))
    open_work(app, "baghdad")
    whole = saved(app, tmp_path / "whole.pdf", ["en"], size=20)
    assert len(whole) > 3
    some = saved(app, tmp_path / "some.pdf", ["en"], size=20, pages=page_ranges("2, 4-"))
    assert [*map(latin, some)] == [*map(latin, (whole[1], *whole[3:]))]
    printing, told = Printing(app.session, False), []
    printing.failed.connect(told.append)
    printing.save(tmp_path / "none.pdf", ["en"], Choices(pages=page_ranges("400-500")))
    wait(lambda: told)
    assert isinstance(told[0], NoSuchPages) and not list(tmp_path.glob("*none*"))
    assert not list(tmp_path.glob(".hashiya*"))


def latin(page: str) -> list[str]:
    return re.findall("[a-z]{3,}", page)


def test_the_preview_shows_a_page_after_the_other(start: Start, seeds: Path) -> None:
    app = start(str(seeds))
    open_work(app, "baghdad")
    dialog = PrintDialog(app.session, app.window)
    dialog.show()
    preview = dialog.preview
    wait(lambda: dots(preview.sheet.grab().toImage()) > 500)
    first = preview.sheet.grab().toImage()
    assert "1" in preview.told.text() and not preview.before.isEnabled()
    wait(preview.after.isEnabled)
    preview.after.click()
    wait(lambda: preview.sheet.grab().toImage() != first)
    while not preview._last or preview.after.isEnabled():
        wait(lambda: preview._last or preview.after.isEnabled())
        preview.after.click()
    assert preview.told.text() == f"Page {preview._last} of {preview._last}"
    dialog.landscape.setChecked(True)
    wait(lambda: (page := preview.sheet._image).width() > page.height())
    dialog.pages.setText("none")
    dialog.save(seeds / "x.pdf")
    assert "names no pages" in dialog.told.text() and not dialog._printing.busy
    dialog.close()


def dots(picture: QImage) -> int:
    """Dark ones, as letters are."""
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    return sum(dot < 100 for dot in bytes(grey.constBits()))


@pytest.mark.parametrize(
    ("family", "said"),
    [
        ("Source Serif 4", ["They came in 1999.", "They went; nobody knows why.", "And then?"]),
        (
            "IBM Plex Sans Arabic",
            ["جاؤوا في سنة بعيدة.", "ثم ذهبوا في صباح اليوم التالي.", "وبعد ذلك؟"],
        ),
    ],
)
def test_lines_that_qt_prints_are_read_one_by_one(tmp_path: Path, family: str, said: list[str]):
    print_words(tmp_path / "x.pdf", said, family, rtl="Arabic" in family)
    document = load(tmp_path / "x.pdf")
    assert [block.text for block in document.blocks()][:3] == said


def test_a_note_has_the_same_digits_in_the_text_and_beside_it(start: Start, seeds: Path) -> None:
    app = start(str(seeds), language="ar")
    open_work(app, "water")
    note_on(app, "en", "three sources", "Remember these springs")
    for kind in ("margin", "end"):
        pages = saved(app, seeds.parent / f"{kind}.pdf", ["en"], notes=kind)
        line = next(line for line in "\n".join(pages).splitlines() if "Remember" in line)
        assert "1" not in line and line.lstrip()[0] == "١"
