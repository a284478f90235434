"""Highlights and comments in a PDF become notes, and notes highlights in a copy of it."""

import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from pdf_maker import REPORT, pdf
from PIL import Image

from viewer.core.base.errors import Unreadable
from viewer.core.formats import pdf as module
from viewer.core.pages.pdf_remarks import copy_with_notes, remarks
from viewer.core.pages.sheets import TileKey
from viewer.core.worker.client import Worker

PLACES = ("مدير المحطة", "الأهالي لا يخافون", "لا خطر الآن")


def noted(text: str, words: str, number: int, **more: object) -> dict[str, object]:
    start = text.index(words)
    return {
        "id": f"urn:uuid:00000000-0000-4000-8000-{number:012}",
        "text": f"حاشية {number}\nsecond line",
        "colour": "#5fb236",
        "author": "قارئ",
        "modified": "2026-03-04T05:06:07Z",
        "start": start,
        "end": start + len(words),
    } | more


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "report.ar.pdf"
    path.write_bytes(pdf(REPORT))
    return path


@pytest.mark.parametrize("colour", ["gold", "", "#12", "#5fb23680", "#zzzzzz"])
def test_a_note_of_any_colour_is_written(source: Path, colour: str) -> None:
    text = module.load(source).text()
    copy = copied(source, [noted(text, PLACES[0], 1, colour=colour)])
    (found,) = remarks(copy)
    assert found.note.colour == ("#5fb236" if colour.startswith("#5f") else "#ffd400")


def copied(source: Path, notes: list[dict[str, object]], name: str = "copy.pdf") -> Path:
    path = source.with_name(name)
    path.write_bytes(b"".join(copy_with_notes(source, None, notes)))
    return path


def test_notes_come_back_from_the_copy_as_they_were(source: Path) -> None:
    text = module.load(source).text()
    notes = [noted(text, words, at) for at, words in enumerate(PLACES)]
    copy = copied(source, notes)
    document = module.load(copy)
    assert document.text() == text and document.remarks == len(notes)
    for imported, note in zip(remarks(copy), notes, strict=True):
        made = imported.note
        assert made.place is not None and not imported.left
        assert made.place.exact == text[int(str(note["start"])) : int(str(note["end"]))]
        assert (made.id, made.text, made.colour) == (note["id"], note["text"], note["colour"])
        assert (made.creator, made.modified) == (note["author"], note["modified"])
    assert module.load(source).remarks == 0


def test_a_note_over_two_pages_is_one_again_and_one_on_all_has_no_place(source: Path) -> None:
    text = module.load(source).text()
    across = noted(text, "ولا يخشى", 1, end=text.index("معًا"))
    whole = noted(text, "أخبار", 2, start=0, end=0)
    copy = copied(source, [across, whole])
    assert module.load(copy).remarks == 3
    second, first = (each.note for each in remarks(copy))
    assert second.place is not None and second.place.exact.startswith("ولا يخشى")
    assert second.place.exact.rstrip().endswith("يعملون") and first.place is None


def test_a_second_copy_says_what_is_new_and_doubles_nothing(source: Path) -> None:
    text = module.load(source).text()
    once = copied(source, [noted(text, PLACES[0], 1)])
    notes = [noted(text, PLACES[0], 1) | {"text": "another"}, noted(text, PLACES[1], 2)]
    twice = copied(once, notes, "twice.pdf")
    assert [each.note.text for each in remarks(twice)] == ["another", notes[1]["text"]]


def test_other_readers_show_the_highlights(source: Path, tmp_path: Path) -> None:
    text = module.load(source).text()
    copy = copied(source, [noted(text, PLACES[0], 1, colour="#ff0000")])
    drawn = [pypdfium2.PdfDocument(copy)[0].render(scale=1).to_pil()]
    if shutil.which("pdftoppm"):
        command = ["pdftoppm", "-r", "72", "-f", "1", "-l", "1", "-png", str(copy)]
        subprocess.run([*command, str(tmp_path / "drawn")], check=True)
        drawn.append(Image.open(next(tmp_path.glob("drawn*.png"))))
    for picture in drawn:
        data = picture.convert("RGB").tobytes()
        pixels = zip(data[::3], data[1::3], data[2::3], strict=True)
        assert sum(r > 200 and g < 90 and b < 90 for r, g, b in pixels) > 400


def test_a_highlight_that_became_a_note_is_left_out_of_the_picture(source: Path) -> None:
    text, worker, key = module.load(source).text(), Worker(), TileKey(0, 1.0, 0, 0)
    notes = [noted(text, words, at, colour="#ff0000") for at, words in enumerate(PLACES[:2])]
    copy = copied(source, notes)
    first, second = (each.note.id for each in remarks(copy))
    try:
        bare, both = worker.tile(source, key).pixels, worker.tile(copy, key).pixels
        assert worker.tile(copy, key, [first, second]).pixels == bare
        assert bare != worker.tile(copy, key, [first]).pixels != both
        assert worker.tile(copy, key).pixels == both
    finally:
        worker.close()


def test_a_locked_file_gives_a_locked_copy_whose_remarks_come_in_again(source: Path) -> None:
    text = module.load(source).text()
    source.write_bytes(pdf(REPORT, password="secret"))
    copy, worker = source.with_name("copy.pdf"), Worker()
    copy.write_bytes(b"".join(copy_with_notes(source, "secret", [noted(text, PLACES[0], 1)])))
    with pytest.raises(Unreadable, match="password"):
        remarks(copy)
    try:
        (found,) = worker.annotations(copy, "secret")
    finally:
        worker.close()
    assert found.note.place is not None and found.note.place.exact == PLACES[0]


def test_remarks_of_other_programs_are_taken_with_kind_time_and_place(source: Path) -> None:
    whole = source.read_bytes().decode("latin-1")
    highlight = (
        "<</Type/Annot/Subtype/Underline/Rect[300 465 380 485]/C[0 0 1]/Contents(Look here)"
        "/QuadPoints[300 485 380 485 300 465 380 465]/M(D:20200102030405+03'00')/T(Me)>>"
    )
    comment = "<</Type/Annot/Subtype/Text/Rect[10 505 20 525]/Contents(On the title)>>"
    popup = "<</Type/Annot/Subtype/Popup/Rect[0 0 9 9]>>"
    leaf = "/MediaBox[0 0 420 595]"
    made = whole.replace(leaf, f"{leaf}/Annots[{highlight}{comment}{popup}]", 1)
    source.write_bytes(made.encode("latin-1"))
    one, two = remarks(source)
    assert one.note.place is not None and one.note.place.exact.startswith("قال مدير ال")
    assert (one.note.colour, one.note.text, one.note.creator) == ("#0000ff", "Look here", "Me")
    assert one.note.modified == "2020-01-02T00:04:05Z" and one.source == source.name
    assert two.note.place is not None and two.note.place.exact == "تقرير عن النهر"
    assert [each.note.id for each in remarks(source)] == [one.note.id, two.note.id]
    assert module.load(source).remarks == 2


def test_the_child_reads_remarks_and_writes_copies(source: Path) -> None:
    worker = Worker()
    try:
        text = module.load(source).text()
        notes = [noted(text, PLACES[0], 1)]
        data = b"".join(worker.copy_with_notes(source, None, notes))
        copy = source.with_name("copy.pdf")
        copy.write_bytes(data)
        assert [each.note.text for each in worker.annotations(copy)] == [notes[0]["text"]]
        source.write_bytes(b"%PDF-1.4 nothing")
        with pytest.raises(Unreadable):
            list(worker.copy_with_notes(source, None, notes))
    finally:
        worker.close()
