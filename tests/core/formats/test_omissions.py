"""What a file holds and its document does not show is told, in every format."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from office_samples import docx, epub, odt

from viewer.core.formats import load
from viewer.core.text.document import Document

Read = Callable[[bytes, str], Document]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def open_file(content: bytes, suffix: str) -> Document:
        path = tmp_path / f"x.{suffix}"
        path.write_bytes(content)
        return load(path)

    return open_file


def told(document: Document) -> list[tuple[str, str]]:
    return [(each.kind, each.name) for each in document.omissions]


def changed(data: bytes, name: str, old: str, new: str) -> bytes:
    """A packed file with other words in the members whose name ends so."""
    made, packed = io.BytesIO(), zipfile.ZipFile(io.BytesIO(data))
    with zipfile.ZipFile(made, "w") as archive:
        for info in packed.infolist():
            text = packed.read(info)
            if info.filename.endswith(name):
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode(), 1)
            archive.writestr(info.filename, text)
    return made.getvalue()


DIAGRAM = (
    '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="Organisation"/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/diagram"/>'
    "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
)
SHEET = (
    '<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" '
    'ProgID="Excel.Sheet.12"/></w:object></w:r></w:p>'
)


@pytest.mark.parametrize(
    ("body", "omitted"),
    [
        ('<w:altChunk r:id="rId99"/>', ("part", "rId99")),
        ('<w:sdt><w:sdtContent><w:altChunk r:id="x"/></w:sdtContent></w:sdt>', ("part", "x")),
        ('<w:p><w:subDoc r:id="rId98"/></w:p>', ("part", "rId98")),
        (DIAGRAM, ("drawing", "Organisation")),
        (DIAGRAM.replace("/diagram", "/chart"), ("drawing", "Organisation")),
        (SHEET, ("part", "Excel.Sheet.12")),
    ],
)
def test_a_word_file_tells_of_what_others_would_show_in_it(
    read: Read, body: str, omitted: tuple[str, str]
) -> None:
    data = docx(f"<w:p><w:r><w:t>One</w:t></w:r></w:p>{body}")
    document = read(data, "docx")
    assert document.text() == "One" and told(document) == [omitted]


def test_an_open_document_tells_of_charts_and_of_sections_in_other_files(read: Read) -> None:
    frame = '<draw:frame draw:name="Chart 4"><draw:object xlink:href="./Object 1"/></draw:frame>'
    source = '<text:section-source xlink:href="../b.odt"/>'
    section = f'<text:section text:name="s">{source}{{}}</text:section>'
    kept = section.format("<text:p>kept</text:p>")
    body = f"<text:p>One{frame}</text:p>{section.format('<text:p/>')}{kept}"
    document = read(odt(body), "odt")
    assert told(document) == [("drawing", "Chart 4"), ("part", "../b.odt")]
    assert document.text() == "One\nkept"


def test_rtf_tells_of_its_pictures_and_objects_once_each(read: Read) -> None:
    picture = r"{\*\shppict{\pict\pngblip 89504e47}}{\nonshppict{\pict\wmetafile8 0100}}"
    objects = r"{\object\objemb{\*\objdata 0105}{\result{\pict 01}}}"
    data = rf"{{\rtf1 One\par {picture}{objects}{{\pict 02}}Two\par}}".encode()
    document = read(data, "rtf")
    assert document.text() == "One\nTwo"
    assert told(document) == [("picture", "1"), ("part", "2"), ("picture", "3")]


def test_a_page_tells_of_the_pages_in_its_frames(read: Read) -> None:
    frames = (
        '<iframe src="notes.html" title="Notes"></iframe><iframe srcdoc="&lt;p&gt;x"></iframe>'
        '<object data="table.html"></object><iframe src="https://ads.example/x"></iframe>'
        '<iframe src="count.html" width=1 height=1></iframe><embed src="a.mp3" type="audio/mpeg">'
        '<iframe src="about:blank"></iframe>'
    )
    document = read(f"<p>One</p>{frames}".encode(), "html")
    assert told(document) == [("frame", "Notes"), ("frame", "iframe"), ("frame", "table.html")]


def test_a_page_that_is_all_frames_tells_of_them(read: Read) -> None:
    page = (
        '<html><frameset cols="20%,80%"><frame src="l.html"><frame src="r.html"></frameset></html>'
    )
    assert told(read(page.encode(), "html")) == [("frame", "l.html"), ("frame", "r.html")]


def test_a_book_tells_of_chapters_without_a_member_a_type_or_a_key(read: Read) -> None:
    book = changed(epub(), ".opf", "<spine", '<spine><itemref idref="gone"/></spine><spine')
    assert told(read(book, "epub")) == [("chapter", "gone")]


def test_a_memory_of_very_many_languages_tells_of_those_it_does_not_show(read: Read) -> None:
    codes = [f"q{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(43)]
    tuvs = "".join(f'<tuv xml:lang="{code}"><seg>one</seg></tuv>' for code in codes)
    document = read(f'<tmx version="1.4"><body><tu>{tuvs}</tu></body></tmx>'.encode(), "tmx")
    assert [kind for kind, _ in told(document)] == ["language"] * 3
