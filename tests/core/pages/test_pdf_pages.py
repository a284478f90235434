"""The pages of a PDF: sizes, labels, pictures, and where the letters of our text stand on them."""

import random
import zlib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from pdf_maker import REPORT, _file, _stream, pdf, pdf_of_boxes

from viewer.core.base.errors import Unreadable
from viewer.core.formats import pdf as module
from viewer.core.pages.pdf_pages import PdfPages
from viewer.core.pages.places import PagePlaces, stretches
from viewer.core.pages.sheets import SIDE_PX, TILE_PX, PageLetters, Tile, TileKey, sheets_of
from viewer.core.text.document import Document
from viewer.core.worker.client import Worker

ENGLISH = [
    (40, 560, 9, "The river today"),
    (40, 500, 12, "The level of the water rose by twelve percent, and exam-"),
    (40, 484, 12, "ple after example shows that nobody there is afraid."),
    (40, 440, 12, "Then  came   the second paragraph."),
]


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker()
    yield made
    made.close()


def written(tmp_path: Path, *pages: Any, **how: Any) -> Path:
    path = tmp_path / "made.pdf"
    path.write_bytes(pdf(pages, **how))
    return path


def placed(path: Path) -> PagePlaces:
    """A document and all of its letters."""
    document, pages = module.load(path), PdfPages(path, None)
    places = PagePlaces(document)
    places.letters = {number: pages.letters(number) for number in range(len(pages.sheets()))}
    pages.close()
    return places


def words_of(places: PagePlaces) -> list[tuple[str, int, int]]:
    text, found, at = places.document.text(), [], 0
    for word in text.split():
        at = text.index(word, at)
        found.append((word, at, at + len(word)))
        at += len(word)
    return found


@pytest.mark.variants
@pytest.mark.parametrize("pages", [REPORT, [ENGLISH], [*REPORT, ENGLISH] * 20])
def test_every_line_of_the_text_has_the_boxes_of_its_letters(tmp_path: Path, pages: list) -> None:
    places = placed(written(tmp_path, *pages))
    document = places.document
    told = [line for page in places.letters for line in places.lines_of(page)]
    divided = sum(page is ENGLISH for page in pages)  # both halves of a word are one line
    assert len(told) == sum(map(len, pages)) - divided and document.pages is not None
    covered = sorted(at for start, end, _ in told for at in range(start, end))
    text = document.text()
    between = [text[at] for at in range(len(text)) if at not in set(covered)]
    assert set(between) <= {" ", "\n"} and len(covered) == len(set(covered))
    for page, letters in places.letters.items():
        for _, _, boxes in places.lines_of(page):
            assert all(0 <= left <= right <= 420 for left, _, right, _ in boxes)
            assert all(0 <= top < bottom <= 595 for _, top, _, bottom in boxes)
        assert len(letters.lines) == len(list(places.lines_of(page)))


def test_words_stand_where_they_are_drawn_and_arabic_runs_from_the_right(tmp_path: Path) -> None:
    places = placed(written(tmp_path, *REPORT))
    found = words_of(places)
    boxes = [[*places.boxes(places.page_of(a), a, b)] for _, a, b in found]
    (right,) = next(b for (word, *_), b in zip(found, boxes, strict=True) if word == "قال")
    (left,) = next(b for (word, *_), b in zip(found, boxes, strict=True) if word == "مدير")
    assert right[2] == pytest.approx(380, abs=1) and left[2] < right[0]
    first = next(a for word, a, _ in found if word == "قال")
    letters = [next(places.boxes(0, at, at + 1)) for at in range(first, first + 3)]
    assert letters[0][0] > letters[1][0] > letters[2][0]


def test_a_point_is_the_place_whose_letter_it_touches_from_either_end(tmp_path: Path) -> None:
    places = placed(written(tmp_path, *REPORT, ENGLISH))
    text = places.document.text()
    for page in places.letters:
        for start, end, boxes in places.lines_of(page):
            for at in range(start, end):
                left, top, right, bottom = boxes[at - start]
                if not "ب" <= text[at] <= "ك":  # ligatures are cut by guess
                    continue
                y = (top + bottom) / 2
                assert places.letter(page, (left + right) / 2, y) == at
                near = {places.position(page, left + 0.3, y), places.position(page, right - 0.3, y)}
                assert near == {at, at + 1}


def test_a_drag_over_an_arabic_word_selects_it_from_its_right_to_its_left(tmp_path: Path) -> None:
    places = placed(written(tmp_path, *REPORT))
    for word, start, end in words_of(places):
        if all("ء" <= letter <= "ي" for letter in word):
            page = places.page_of(start)
            ((left, top, right, bottom),) = places.boxes(page, start, end)
            y = (top + bottom) / 2
            assert places.position(page, left + 0.5, y) == end
            assert places.position(page, right - 0.5, y) == start


def test_a_divided_word_is_one_in_the_text_and_two_on_the_page(tmp_path: Path) -> None:
    places = placed(written(tmp_path, ENGLISH))
    start = places.document.text().index("example after")
    boxes = [*places.boxes(0, start, start + len("example"))]
    assert len(boxes) == 2 and boxes[0][1] < boxes[1][1] and boxes[0][0] > boxes[1][2]


def test_turned_and_cut_pages_are_measured_as_they_are_shown(tmp_path: Path) -> None:
    def today(**how: str) -> tuple[float, float, float, float]:
        places = placed(written(tmp_path, ENGLISH, **how))
        start = places.document.text().index("today")
        (box,) = places.boxes(0, start, start + 1)
        return box

    plain = today()
    moved = today(leaf="/MediaBox[0 0 420 595]/CropBox[20 0 420 585]")
    assert moved == pytest.approx((plain[0] - 20, plain[1] - 10, plain[2] - 20, plain[3] - 10))
    left, top, right, bottom = today(leaf="/MediaBox[0 0 420 595]/Rotate 90")
    assert (top, bottom) == pytest.approx((plain[0], plain[2]), abs=2)
    assert (left, right) == pytest.approx((595 - plain[3], 595 - plain[1]), abs=2)
    pages = PdfPages(tmp_path / "made.pdf", None)
    assert [(sheet.width, sheet.height) for sheet in pages.sheets()] == [(595, 420)]


@pytest.mark.parametrize(
    ("rotate", "box", "turn"),
    [
        (90, "0 0 595 420", "0 1 -1 0 595 0"),
        (180, "0 0 420 595", "-1 0 0 -1 420 595"),
        (270, "0 0 595 420", "0 -1 1 0 0 420"),
        (90, "30 70 625 490", "0 1 -1 0 625 70"),
    ],
)
def test_letters_that_a_turned_page_sets_upright_are_read_as_on_any_other(
    tmp_path: Path, rotate: int, box: str, turn: str
) -> None:
    lines = (40, 500, "as long as the column is"), (40, 488, "wide and so on"), (200, 20, "7")
    content = " ".join(
        f"BT /F 10 Tf 1 0 0 1 {x} {y} Tm <{''.join(f'{{{letter}}}' for letter in text)}> Tj ET"
        for x, y, text in lines
    )
    path = tmp_path / "made.pdf"
    path.write_bytes(pdf_of_boxes(content))
    text, boxes = module.load(path).text(), placed(path).letters[0].lines
    for said in (f"/MediaBox[{box}]/Rotate {rotate}", f"/MediaBox[{box}]"):
        path.write_bytes(pdf_of_boxes(f"{turn} cm {content}", leaf=said))
        assert module.load(path).text() == text
        found = placed(path).letters[0].lines
        assert [len(line) for line in found] == [len(line) for line in boxes]
        for one, other in zip(chain(*found), chain(*boxes), strict=True):
            assert "Rotate" not in said or one == pytest.approx(other, abs=0.2)


def test_pages_are_called_as_the_document_counts_them(tmp_path: Path) -> None:
    path = written(tmp_path, *REPORT, *REPORT, labels="0<</S/r/St 3>>2<</S/D>>")
    pages = PdfPages(path, None)
    assert [sheet.label for sheet in pages.sheets()] == ["iii", "iv", "1", "2", "3", "4"]
    document = module.load(path)
    assert [*document.locators.values()][:3] == ["iii", "iv", "1"]
    text = document.text()
    goes_on = text.index("يعملون")  # a paragraph of the page before goes on here
    places = [document.place(at, at + 3) for at in (goes_on - 10, goes_on)]
    assert [place.locator for place in places] == ["iii", "iv"]
    assert document.place(text.rindex("يعملون"), len(text)).locator == "3"


def test_squares_of_a_page_make_the_whole_at_every_scale(tmp_path: Path) -> None:
    path = written(tmp_path, ENGLISH)
    pages = PdfPages(path, None)
    for scale in (0.3, 1.0, 2.4395, 5.0):
        width, height = max(1, round(420 * scale)), max(1, round(595 * scale))
        columns, rows = -(-width // TILE_PX), -(-height // TILE_PX)
        tiles = [[pages.tile(TileKey(0, scale, c, r)) for c in range(columns)] for r in range(rows)]
        assert sum(tile.width for tile in tiles[0]) == width
        assert sum(row[0].height for row in tiles) == height
        assert all(len(t.pixels) == 4 * t.width * t.height for row in tiles for t in row)


def test_what_is_too_large_or_not_there_is_refused(tmp_path: Path) -> None:
    pages = PdfPages(written(tmp_path, ENGLISH), None)
    for key in (
        TileKey(0, SIDE_PX / 500, 0, 0),
        TileKey(0, 1.0, 1, 0),
        TileKey(0, 1.0, 0, -1),
        TileKey(7, 1.0, 0, 0),
    ):
        with pytest.raises(Unreadable):
            pages.tile(key)


def test_huge_and_broken_pages_have_a_size_all_the_same(tmp_path: Path) -> None:
    huge = written(tmp_path, ENGLISH, leaf="/MediaBox[0 0 100000 100000]")
    pages = PdfPages(huge, None)
    (sheet,) = pages.sheets()
    assert sheet.width >= 14_400
    assert pages.tile(TileKey(0, 300 / sheet.width, 0, 0)).width == 300
    assert pages.letters(0).lines
    whole = pdf([ENGLISH, ENGLISH]).decode("latin-1")
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(whole.replace("/Kids[10 0 R", "/Kids[99 0 R").encode("latin-1"))
    pages = PdfPages(broken, None)
    assert len(pages.sheets()) == 2
    with pytest.raises(Unreadable):
        pages.tile(TileKey(0, 1.0, 0, 0))
    assert pages.tile(TileKey(1, 1.0, 0, 0)).width == 420


def test_the_child_draws_measures_and_asks_for_the_password(tmp_path: Path, worker: Worker) -> None:
    path = written(tmp_path, *REPORT)
    assert [sheet.label for sheet in worker.sheets(path)] == ["1", "2", "3"]
    tile = worker.tile(path, TileKey(1, 1.0, 0, 0))
    assert (tile.width, tile.height) == (420, 595)
    document = worker.load(path)
    assert document.pages is not None
    assert list(document.pages) == list(module.load(path).pages or ())
    assert len(worker.letters(path, 0).lines) == len(REPORT[0])
    path.write_bytes(pdf([ENGLISH]))  # changed on disk: the child opens it again
    assert len(worker.sheets(path)) == 1
    locked = tmp_path / "locked.pdf"
    locked.write_bytes(pdf([ENGLISH], password="secret"))
    with pytest.raises(Unreadable) as error:
        worker.sheets(locked)
    assert error.value.reason == "password"
    assert len(worker.sheets(locked, "secret")) == 1


def test_what_a_turned_child_says_is_checked() -> None:
    sound = Tile(2, 1, bytes(8)).as_json()
    assert Tile.from_json(sound) == Tile(2, 1, bytes(8))
    bomb = Tile(2, 1, bytes(1 << 20)).as_json()
    for data in (bomb, sound | {"size": [9, 9]}, sound | {"size": [0, 1]}, sound | {"pixels": "x"}):
        with pytest.raises((ValueError, zlib.error)):
            Tile.from_json(data)
    for flat in ([[1.0, 2.0, 3.0]], [[float("nan")] * 4], ["abcd"]):
        with pytest.raises(ValueError):
            PageLetters.from_json({"letters": flat})
    with pytest.raises(ValueError):
        sheets_of({"sheets": [[1e9, 10, "x"]]})


def test_boxes_that_touch_are_painted_as_one() -> None:
    boxes = [(20.0, 0.0, 30.0, 9.0), (10.0, 0.0, 19.5, 9.0), (50.0, 0.0, 60.0, 9.0)]
    assert [*stretches(boxes)] == [(10.0, 0.0, 30.0, 9.0), (50.0, 0.0, 60.0, 9.0)]
    assert [*PagePlaces(Document.of_text("no pages")).lines_of(0)] == []


def test_letters_of_a_line_that_runs_up_the_page_are_painted_as_one(tmp_path: Path) -> None:
    turned = "/MediaBox[0 0 595 420]"
    content = " ".join(f"{{{letter}}}" for letter in "āēīōšţ").replace(" ", "")
    drawn = f"0 1 -1 0 595 0 cm BT /F 10 Tf 1 0 0 1 40 300 Tm <{content}> Tj ET"
    path = tmp_path / "made.pdf"
    path.write_bytes(pdf_of_boxes(drawn, leaf=turned))
    places = placed(path)
    ((left, top, right, bottom),) = places.boxes(0, 0, len(places.document.text()))
    assert bottom - top > 25 > right - left


def test_what_was_filled_in_is_drawn(tmp_path: Path) -> None:
    form = _stream("0 0 0 rg 0 0 100 20 re f")
    dressed = form.replace("<<", "<</Type/XObject/Subtype/Form/BBox[0 0 100 20]", 1)
    objects = {
        1: "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]>>>>",
        2: "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Annots[4 0 R]>>",
        4: "<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V(Amal)/Rect[50 40 150 60]/P 3 0 R/F 4"
        "/AP<</N 5 0 R>>>>",
        5: dressed,
        6: "null",
        7: "<<>>",
    }
    path = tmp_path / "form.pdf"
    path.write_bytes(_file(objects, ""))
    tile = PdfPages(path, None).tile(TileKey(0, 1.0, 0, 0))
    assert tile.pixels[4 * (50 * 200 + 100)] < 60 < tile.pixels[4 * (10 * 200 + 100)]


@pytest.mark.slow
def test_damaged_files_end_in_an_error_and_never_in_silence(tmp_path: Path, worker: Worker) -> None:
    chance, whole = random.Random(4), bytearray(pdf([*REPORT, ENGLISH]))
    path = tmp_path / "damaged.pdf"
    told = {"drawn": 0, "refused": 0}
    for _ in range(40):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 20, 300))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data)
        try:
            for number in range(len(worker.sheets(path)[:6])):
                worker.letters(path, number)
                tile = worker.tile(path, TileKey(number, 0.5, 0, 0))
                assert len(tile.pixels) == 4 * tile.width * tile.height
            told["drawn"] += 1
        except Unreadable:
            told["refused"] += 1
    assert min(told.values()) > 0, told
