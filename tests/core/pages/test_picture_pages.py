"""Pages that are pictures, as a worker draws them."""

import pytest
from page_pictures import huge_png, page, tsv
from PIL import Image

from viewer.core.base import paths
from viewer.core.base.errors import Unreadable
from viewer.core.pages.sheets import PagePixels, TileKey
from viewer.core.parsing.scan import layer
from viewer.core.parsing.scan.layer_folders import LAYERS
from viewer.core.parsing.scan.page_text import from_tsv
from viewer.core.worker.client import Worker


@pytest.fixture
def worker():
    made = Worker()
    yield made
    made.close()


def shade(tile, x, y):
    at = 4 * (y * tile.width + x)
    return tuple(tile.pixels[at : at + 3])


def test_sheets_have_the_size_that_a_picture_says(tmp_path, worker):
    page((600, 840)).save(tmp_path / "a.png", dpi=(150, 150))
    page((600, 840)).save(tmp_path / "b.png", dpi=(72, 72))  # of a screen: not believed
    (sheet,) = worker.sheets(tmp_path / "a.png")
    assert (round(sheet.width), round(sheet.height), sheet.label) == (288, 403, "1")
    assert round(worker.sheets(tmp_path / "b.png")[0].width) == 216


def test_a_tile_shows_what_is_there(tmp_path, worker):
    page().save(tmp_path / "x.png", dpi=(200, 200))
    (sheet,) = worker.sheets(tmp_path / "x.png")
    tile = worker.tile(tmp_path / "x.png", TileKey(0, 300 / sheet.width, 0, 0))
    assert (tile.width, tile.height) == (300, 420)
    assert shade(tile, 100, 45) == (0, 0, 0) and shade(tile, 100, 60) == (255, 255, 255)


def test_colours_clear_ground_and_turned_photographs(tmp_path, worker):
    clear = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
    clear.paste((255, 0, 0, 255), (0, 0, 50, 100))
    clear.save(tmp_path / "x.png")
    tile = worker.tile(tmp_path / "x.png", TileKey(0, 1.0, 0, 0))
    assert shade(tile, 2, 10) == (0, 0, 255) and shade(tile, tile.width - 2, 10) == (255,) * 3
    turned = Image.new("RGB", (200, 100), "white")
    exif = turned.getexif()
    exif[274] = 6
    turned.save(tmp_path / "y.jpg", exif=exif)
    (sheet,) = worker.sheets(tmp_path / "y.jpg")
    assert sheet.width < sheet.height


def test_sixteen_bits_are_not_all_white(tmp_path, worker):
    deep = Image.new("I;16", (60, 60), 65535)
    for at in range(30 * 60):
        deep.putpixel((at % 30, at // 30), 1000)
    deep.save(tmp_path / "x.tif")
    found = worker.pixels(tmp_path / "x.tif", 0)
    assert found.mode == "L" and found.pixels[5] < 20 and found.pixels[55] > 240


def test_pages_of_a_folder_and_of_a_tiff(tmp_path, worker):
    book = tmp_path / "book"
    book.mkdir()
    for at in (1, 2, 12):
        page(lines=0, size=(100 + at, 200)).save(book / f"p{at:03}.png")
    assert [sheet.label for sheet in worker.sheets(book)] == ["1", "2", "12"]
    assert worker.pixels(book, 2).width == 112
    several = tmp_path / "x.tif"
    page(lines=1).save(several, save_all=True, append_images=[page(lines=4)])
    assert len(worker.sheets(several)) == 2
    one, two = (worker.pixels(several, at) for at in (0, 1))
    assert one.pixels.count(0) < two.pixels.count(0)
    with pytest.raises(Unreadable):
        worker.pixels(several, 2)


def test_one_huge_page_costs_itself_alone(tmp_path, worker):
    book = tmp_path / "book"
    book.mkdir()
    page().save(book / "p1.png")
    (book / "p2.png").write_bytes(huge_png(100_000, 100_000))
    assert len(worker.sheets(book)) == 2
    with pytest.raises(Unreadable) as error:
        worker.tile(book, TileKey(1, 1.0, 0, 0))
    assert error.value.reason == "too-large"
    assert worker.tile(book, TileKey(0, 1.0, 0, 0)).width > 0


def test_pixels_to_be_read_are_checked_and_written_as_netpbm():
    pixels = PagePixels(3, 2, 300, "L", bytes(range(6)))
    assert PagePixels.from_json(pixels.as_json()) == pixels
    assert pixels.as_pnm() == b"P5\n3 2\n255\n" + bytes(range(6))
    for wrong in ({"size": [3, 3, 300]}, {"mode": "CMYK"}, {"size": [100_000, 100_000, 300]}):
        with pytest.raises((ValueError, KeyError)):
            PagePixels.from_json(pixels.as_json() | wrong)


def test_letters_stand_where_the_words_were_read(tmp_path, worker, monkeypatch):
    monkeypatch.setenv("HASHIYA_HOME", str(tmp_path / "home"))
    path = tmp_path / "x.png"
    page((300, 420)).save(path, dpi=(300, 300))
    text = from_tsv(tsv([[[("كتاب", 150, 40, 100), ("12", 100, 40, 40)]]]), (300, 420), "t", "ara")
    layer.save_page(paths.cache_dir() / LAYERS, layer.content_key(path), 0, text)
    document = worker.load(path)
    assert document.text() == "كتاب 12" and document.unread == []
    (line,) = worker.letters(path, 0).lines
    (width,) = (sheet.width for sheet in worker.sheets(path))
    assert len(line) == len("كتاب 12")
    share = 300 / width
    assert [round(box[0] * share) for box in line[:4]] == [225, 200, 175, 150]
    assert [round(box[0] * share) for box in line[5:]] == [100, 120]  # digits from the left
