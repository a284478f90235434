"""A PDF whose pages are pictures, once they are read: its text, letters, notes in a copy."""

import ctypes
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
import pytest
from page_pictures import page, tsv
from pdf_maker import pdf
from PIL import Image

from viewer.cli import main as cli
from viewer.core.base import paths
from viewer.core.formats import pdf as module
from viewer.core.pages.pdf_remarks import copy_with_notes, remarks
from viewer.core.parsing.scan import layer
from viewer.core.parsing.scan.layer_folders import LAYERS
from viewer.core.parsing.scan.page_text import from_tsv
from viewer.core.text.document import joined
from viewer.core.worker.client import Worker

WORDS = [[("كتاب", 600, 400, 200), ("١٣٤٥", 450, 400, 120)], [("قديم.", 600, 440, 200)]]


@pytest.fixture
def layers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HASHIYA_HOME", str(tmp_path / "home"))
    return paths.cache_dir() / LAYERS


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Two scanned pages, the second one turned."""
    path = tmp_path / "scan.ar.pdf"
    pages = [page((850, 1200)), page((850, 1200), lines=9)]
    pages[0].save(path, save_all=True, append_images=pages[1:], resolution=100)
    document = pypdfium2.PdfDocument(path.read_bytes())
    document[1].set_rotation(90)
    document.save(str(path))
    return path


def read(source: Path, layers: Path, number: int, size: tuple[int, int] = (850, 1200)) -> None:
    text = from_tsv(tsv([WORDS], high=30), size, "t", "ara")
    layer.save_page(layers, layer.content_key(source), number, text)


def test_pages_are_drawn_to_be_read(source: Path, layers: Path) -> None:
    worker = Worker()
    try:
        one, two = worker.pixels(source, 0), worker.pixels(source, 1)
    finally:
        worker.close()
    assert (one.mode, one.dpi) == ("L", 300) and one.height > one.width
    assert two.width > two.height  # as it is shown
    picture = Image.frombytes("L", (one.width, one.height), one.pixels)
    bar = min(picture.crop((200, 130, 2300, 150)).tobytes())
    assert bar < 40 and picture.getpixel((10, 10)) == 255


def test_a_page_that_was_read_is_text_and_the_others_wait(source: Path, layers: Path) -> None:
    read(source, layers, 0)
    worker = Worker()
    try:
        document = worker.load(source)
        letters = worker.letters(source, 0)
        (sheet, _) = worker.sheets(source)
    finally:
        worker.close()
    assert document.text() == "كتاب ١٣٤٥ قديم." and document.unread == [1]
    assert (document.language, document.direction) == ("ar", "rtl")
    assert [len(line) for line in letters.lines] == [9, 5]
    share = sheet.width / 850
    assert letters.lines[0][0] == pytest.approx(
        (750 * share, 400 * share, 800 * share, 430 * share), abs=0.1
    )


def test_the_verb_prints_what_was_read(
    source: Path, layers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["read", str(source)]) == 2
    read(source, layers, 0)
    capsys.readouterr()
    assert cli.main(["read", str(source)]) == 0
    assert capsys.readouterr().out == "كتاب ١٣٤٥ قديم.\n"


@pytest.mark.parametrize("number", [0, 1])
def test_notes_on_a_scan_are_highlights_in_its_copy(
    source: Path, layers: Path, tmp_path: Path, number: int
) -> None:
    read(source, layers, number, (1200, 850) if number else (850, 1200))
    text = joined(module.parts(source, layers=[layers])).text()
    start = text.index("١٣٤٥")
    note = {
        "id": "urn:uuid:00000000-0000-4000-8000-000000000001",
        "text": "حاشية",
        "colour": "#5fb236",
        "author": "",
        "modified": "",
        "start": start,
        "end": start + 4,
    }
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(b"".join(copy_with_notes(source, None, [note], [layers])))
    shown = pypdfium2.PdfDocument(copy.read_bytes())[number]
    drawn = shown.render(scale=100 / 72).to_pil()  # pyright: ignore[reportArgumentType]
    greens = [
        (x, y)
        for x in range(0, drawn.width, 5)
        for y in range(0, drawn.height, 5)
        if drawn.getpixel((x, y))[1] > drawn.getpixel((x, y))[0] + 40
    ]
    across, down = (sorted(each) for each in zip(*greens, strict=True))
    assert (across[0] >= 450 - 6 and across[-1] <= 570 + 6) and 400 - 6 <= down[0] <= down[
        -1
    ] <= 436
    read(copy, layers, number, (1200, 850) if number else (850, 1200))
    (found,) = remarks(copy, [layers])
    assert found.note.place is not None and found.note.place.exact == "١٣٤٥"


def test_text_beside_pictures_stays_the_text_of_the_file(tmp_path: Path, layers: Path) -> None:
    path = tmp_path / "mixed.en.pdf"
    path.write_bytes(pdf([[(40, 300, 10, "This is text.")], []], picture=True))
    read(path, layers, 0)
    read(path, layers, 1)
    document = joined(module.parts(path, layers=[layers]))
    assert document.text() == "This is text.\nكتاب ١٣٤٥ قديم." and list(document.scans) == [1]


def _stamped(source: Path, words: str, y: int) -> None:
    """Write some words at that height on the first page."""
    document = pypdfium2.PdfDocument(source.read_bytes())
    drawn = raw.FPDFPageObj_NewTextObj(document, b"Helvetica", 8.0)
    units = (ctypes.c_ushort * (len(words) + 1))(*words.encode("utf-16-le")[::2], 0)
    raw.FPDFText_SetText(drawn, units)
    raw.FPDFPageObj_Transform(drawn, 1, 0, 0, 1, 40, y)
    page = document[0]
    raw.FPDFPage_InsertObject(page, drawn)
    page.gen_content()
    document.save(str(source))


def test_a_stamp_on_the_picture_of_a_page_does_not_make_it_text(source: Path, layers: Path) -> None:
    _stamped(source, "Library of the harbour, copy 3", 840)
    document = module.load(source)
    assert document.text() == "Library of the harbour, copy 3" and len(document.omissions) == 2
    read(source, layers, 0)
    (document,) = module.parts(source, layers=[layers])
    assert document.text() == "كتاب ١٣٤٥ قديم." and document.unread == [1]
    worker = Worker()
    try:
        assert [len(line) for line in worker.letters(source, 0).lines] == [9, 5]
    finally:
        worker.close()


def test_a_title_on_a_picture_is_text(source: Path) -> None:
    _stamped(source, "A year in the harbour", 500)
    assert [each.name for each in module.load(source).omissions] == ["2"]
