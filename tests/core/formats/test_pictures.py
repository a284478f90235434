"""Pictures of pages as documents: a file, a TIFF of several, a folder of numbered ones."""

import random

import pytest
from page_pictures import huge_png, page

from viewer.core import formats
from viewer.core.base.errors import Unreadable
from viewer.core.corpus.scan import scan
from viewer.core.parsing.scan.page_folder import page_files


def folder_of(root, *names):
    root.mkdir(parents=True, exist_ok=True)
    for name in names:
        page().save(root / name)
    return root


def listed(root):
    return sorted(file.path for step in scan(root) for file in step)


@pytest.mark.parametrize("name", ["x.png", "x.JPG", "x.jpeg", "x.tif", "x.tiff"])
def test_a_picture_is_a_document_of_one_page(tmp_path, name):
    page().save(tmp_path / name)
    document = formats.load(tmp_path / name)
    assert document.format == "pictures" and len(document) == 0
    assert document.unread == [0] and document.pages.labels == {0: "1"}
    assert [(each.kind, each.name) for each in document.omissions] == [("scan", "1")]


def test_a_tiff_has_its_pages(tmp_path):
    path = tmp_path / "book.tif"
    page().save(path, save_all=True, append_images=[page(lines=1), page(lines=5)])
    document = formats.load(path)
    assert document.unread == [0, 1, 2]
    assert {scan.key for scan in document.scans.values()} == {document.scans[0].key}


@pytest.mark.parametrize(
    ("names", "labels"),
    [
        (["p001.png", "p002.png", "p010.jpg"], ["1", "2", "10"]),
        (["2.png", "10.png"], ["2", "10"]),
        (["f001r.tif", "f001v.tif", "f002r.tif"], ["1r", "1v", "2r"]),
        (["ص٠٢.png", "ص٠١.png"], ["1", "2"]),
        (["Scan 1.png", "scan 2.PNG"], ["1", "2"]),
        (["p1.png"], []),  # one page is a picture
        (["p1.png", "q2.png"], []),
        (["p1.png", "cover.png"], []),
        (["p1.png", "p01.jpg"], []),  # the same page twice
    ],
)
def test_a_folder_of_numbered_pictures(tmp_path, names, labels):
    root = folder_of(tmp_path / "book", *names)
    assert [each.label for each in page_files(root)] == labels
    assert (formats.is_page_folder(root)) is bool(labels)


@pytest.mark.parametrize("other", ["readme.txt", "sub", "book.pdf"])
def test_a_folder_with_something_else_in_it_is_none(tmp_path, other):
    root = folder_of(tmp_path / "book", "p1.png", "p2.png")
    (root / other).mkdir() if other == "sub" else (root / other).write_bytes(b"x")
    assert page_files(root) == []


def test_what_systems_and_notes_leave_in_a_folder_does_not_count(tmp_path):
    root = folder_of(tmp_path / "book", "p1.png", "p2.png")
    (root / "Thumbs.db").write_bytes(b"x")
    (root / ".hidden").write_bytes(b"x")
    (root / "hashiya-notes").mkdir()
    assert len(page_files(root)) == 2


def test_the_tree_has_a_folder_of_pages_as_one_document(tmp_path):
    folder_of(tmp_path / "book", "p1.png", "p2.png", "p3.png")
    folder_of(tmp_path / "loose", "map.png", "plan.png")
    folder_of(tmp_path / "saved_files", "logo.png")
    assert listed(tmp_path) == ["book", "loose/map.png", "loose/plan.png"]
    document = formats.load(tmp_path / "book")
    assert document.unread == [0, 1, 2] and len({s.key for s in document.scans.values()}) == 1
    before = next(f for step in scan(tmp_path) for f in step if f.path == "book")
    page(lines=9).save(tmp_path / "book" / "p2.png")
    after = next(f for step in scan(tmp_path) for f in step if f.path == "book")
    assert before != after


@pytest.mark.usefixtures("links")
def test_a_page_that_is_broken_costs_no_other(tmp_path):
    root = folder_of(tmp_path / "book", "p1.png", "p2.png")
    (root / "p3.png").symlink_to(tmp_path / "nowhere.png")
    document = formats.load(root)
    assert document.unread == [0, 1]
    assert [(each.kind, each.name) for each in document.omissions][-1] == ("page", "3")


@pytest.mark.parametrize(
    ("reason", "data"),
    [
        ("too-large", huge_png(100_000, 100_000)),
        ("too-large", huge_png(4_000_000, 4_000_000)),
        ("broken", b"\x89PNG\r\n\x1a\n" + b"\0" * 50),
        ("broken", b"no picture at all"),
        ("broken", b"GIF89a" + b"\0" * 50),  # another kind than its name says
    ],
)
def test_pictures_that_cannot_be_pages(tmp_path, reason, data):
    path = tmp_path / "x.png"
    path.write_bytes(data)
    with pytest.raises(Unreadable) as error:
        formats.load(path)
    assert error.value.reason == reason and error.value.path == path


def test_a_picture_that_moves_is_no_page(tmp_path):
    path = tmp_path / "x.png"
    page().save(path, save_all=True, append_images=[page(lines=1)], duration=100)
    with pytest.raises(Unreadable) as error:
        formats.load(path)
    assert error.value.reason == "animated"


def test_cut_off_pictures_are_read_or_refused(tmp_path):
    chance = random.Random(3)
    for suffix in ("png", "jpg", "tif"):
        path = tmp_path / f"x.{suffix}"
        page().save(path)
        whole = path.read_bytes()
        for _ in range(25):
            data = bytearray(whole[: chance.randrange(1, len(whole))])
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            path.write_bytes(bytes(data))
            try:
                assert formats.load(path).format == "pictures"
            except Unreadable as error:
                assert error.reason in ("broken", "too-large", "animated")
