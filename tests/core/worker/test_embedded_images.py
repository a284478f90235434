import base64
import io
import os

import pytest
from office_samples import docx, epub, fodt, p, packed
from PIL import Image

from viewer.core.base.errors import Unreadable
from viewer.core.formats import load
from viewer.core.worker.embedded_images import Picture, picture
from viewer.core.worker.validate import picture_of

BOUNDS = (100, 100)


def png(size=(300, 200), colour="#ff8040", kind="PNG", **how):
    stream = io.BytesIO()
    Image.new("RGB", size, colour).save(stream, kind, **how)
    return stream.getvalue()


def shown(path, where, root=None):
    found = picture(path, where, root or path.parent, BOUNDS)
    assert len(found.pixels) == 4 * found.shown[0] * found.shown[1]
    return found


def image_spans(document):
    return [s.value for b in document.blocks() for s in b.spans if s.style == "image"]


def reason(path, where, root=None):
    with pytest.raises(Unreadable) as error:
        picture(path, where, root or path.parent, BOUNDS)
    return error.value.reason


@pytest.mark.parametrize("where", ["//server/share/a.png", "//?/UNC/server/share/a.png"])
def test_a_name_on_another_machine_calls_nobody(tmp_path, monkeypatch, where):
    page = tmp_path / "page.html"
    page.write_text("x")
    asked = []
    monkeypatch.setattr(os.path, "realpath", lambda path, **how: asked.append(path) or path)
    assert reason(page, where) == "permission" and not asked


@pytest.mark.usefixtures("links")
def test_a_file_in_the_corpus_scaled_and_only_there(tmp_path):
    corpus = tmp_path / "corpus"
    (corpus / "texts").mkdir(parents=True)
    (corpus / "images").mkdir()
    (corpus / "images" / "a.png").write_bytes(png())
    (tmp_path / "out.png").write_bytes(png())
    (corpus / "way.png").symlink_to(tmp_path / "out.png")
    page = corpus / "texts" / "page.html"
    page.write_text("x")
    found = shown(page, "../images/a.png", corpus)
    assert (found.size, found.shown) == ((300, 200), (100, 67)) and found.pixels[:3] == b"\xff\x80@"
    for where in ("../../out.png", str(tmp_path / "out.png"), "../way.png"):
        assert reason(page, where, corpus) == "permission"
    assert reason(page, "gone.png", corpus) == "missing"
    assert reason(page, "page.html", corpus) == "broken"


def test_pictures_inside_documents(tmp_path):
    drawing = (
        '<w:drawing><wp:inline xmlns:wp="wp"><a:blip xmlns:a="a" r:embed="rImage"/></wp:inline>'
        "</w:drawing>"
    )
    from zipfile import ZipFile

    word = tmp_path / "x.docx"
    word.write_bytes(docx(p(f"<w:r>{drawing}</w:r>")))
    with ZipFile(word) as old:
        members: dict[str, str | bytes] = {name: old.read(name) for name in old.namelist()}
    word.write_bytes(packed(members | {"word/media/image1.png": png()}))
    book = tmp_path / "x.epub"
    cover = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<image xlink:href="../i.png"/></svg><p>نص</p>'
    )
    book.write_bytes(epub((cover, "<p>x</p>"), more={"B/i.png": png()}))
    flat = tmp_path / "x.fodt"
    data = base64.b64encode(png()).decode()
    flat.write_bytes(
        fodt(
            '<text:p><draw:frame xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0">'
            f"<draw:image><office:binary-data>{data[:40]}\n{data[40:]}</office:binary-data>"
            "</draw:image></draw:frame></text:p>"
        )
    )
    for path in (word, book, flat):
        (where,) = image_spans(load(path))
        assert shown(path, where).size == (300, 200)


def test_addresses_that_hold_the_picture(tmp_path):
    page = tmp_path / "x.html"
    data = base64.b64encode(png((20, 10), kind="GIF")).decode()
    page.write_text(f'<p>x</p><img src="data:image/gif;base64,{data}">')
    (where,) = image_spans(load(page))
    assert shown(page, where).size == (20, 10)
    assert reason(page, "data:image/png;base64,AAAA") == "broken"
    assert reason(page, "data:image/png;base64,A") == "broken"


def test_a_photograph_stands_upright(tmp_path):
    exif = Image.Exif()
    exif[0x112] = 6  # turned by a quarter
    page = tmp_path / "x.md"
    (tmp_path / "a.jpg").write_bytes(png((400, 200), kind="JPEG", exif=exif))
    found = shown(page, "a.jpg")
    assert found.size == (200, 400) and found.shown == (50, 100)


def test_what_is_no_picture_of_a_known_kind_or_too_large(tmp_path, monkeypatch):
    page = tmp_path / "x.md"
    (tmp_path / "a.tiff").write_bytes(png(kind="TIFF"))
    (tmp_path / "a.eps").write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n")
    (tmp_path / "cut.png").write_bytes(png()[:60])
    assert [reason(page, n) for n in ("a.tiff", "a.eps", "cut.png")] == ["broken"] * 3
    monkeypatch.setattr("viewer.core.worker.embedded_images.PIXELS", 1000)
    monkeypatch.setattr("PIL.Image.MAX_IMAGE_PIXELS", Image.MAX_IMAGE_PIXELS)  # as before, then
    (tmp_path / "a.png").write_bytes(png())
    assert reason(page, "a.png") in ("too-large", "broken")


@pytest.mark.parametrize(
    "change",
    [{"pixels": "AAAA"}, {"shown": [0, 9]}, {"size": [1]}, {"pixels": 3}, {"shown": ["a", 1]}],
)
def test_an_answer_is_checked(tmp_path, change):
    sound = Picture((2, 1), (2, 1), bytes(8)).as_json()
    assert picture_of(tmp_path, sound) == Picture((2, 1), (2, 1), bytes(8))
    with pytest.raises(Unreadable):
        picture_of(tmp_path, sound | change)
