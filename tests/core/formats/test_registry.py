"""Every format: its table, a golden sample, and what must never go wrong whatever comes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from viewer.core import formats
from viewer.core.base.errors import REASONS, Unreadable
from viewer.core.text.document import Document

DATA = Path(__file__).parents[2] / "data" / "formats"
SAMPLES = sorted(p for p in DATA.iterdir() if p.suffix != ".json")
WITH_A_FRAME = {"docx", "odt", "rtf", "epub", "pdf", "tmx", "xliff", "pictures"}
"""Formats of which nothing at all is no file."""
FRAMED = [suffix for suffix, name in formats.SUFFIXES.items() if name in WITH_A_FRAME]
LOOSE = [suffix for suffix in formats.SUFFIXES if suffix not in FRAMED]


def shape(document: Document) -> dict:
    about = ("format", "language", "direction", "title", "author", "date")
    blocks = [
        [b.kind, b.level, b.marker, b.direction, b.furniture, b.text,
         [[s.start, s.end, s.style, s.value] for s in b.spans]]
        for b in document.blocks()
    ]  # fmt: skip
    found = {name: getattr(document, name) for name in about} | {"blocks": blocks}
    if document.locators:
        found["locators"] = [[index, where] for index, where in document.locators.items()]
    if document.side:
        found |= {"side": document.side, "units": list(document.units or ())}
        found["others"] = [shape(other) for other in document.others]
    return found


@pytest.mark.parametrize("row", formats.FORMATS, ids=lambda row: row.name)
def test_every_row_has_a_module_and_a_sample(row):
    module = row.module()
    assert isinstance(module.VERSION, int) and callable(module.load)
    assert any(formats.SUFFIXES[p.suffix] == row.name for p in SAMPLES)


def test_every_module_has_a_row():
    folder = Path(formats.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__", "registry"}
    assert modules == {row.name for row in formats.FORMATS}
    suffixes = [suffix for row in formats.FORMATS for suffix in row.suffixes.split()]
    assert len(suffixes) == len(set(suffixes)) == len(formats.SUFFIXES)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.name)
def test_golden(path):
    found = shape(formats.load(path))
    file = path.with_name(path.name + ".json")
    if not file.exists():
        told = json.dumps(found, ensure_ascii=False, indent=1)
        pytest.fail(f"{file}: if this is what a reader should see, save it there:\n{told}")
    assert found == json.loads(file.read_text("utf-8"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.name)
def test_blocks_are_slices_of_the_text(path):
    document = formats.load(path)
    text = document.text()
    for block in document.blocks():
        assert text[block.start : block.end] == block.text
        assert "\n" not in block.text and "\r" not in block.text
        assert all(0 <= s.start < s.end <= len(block.text) for s in block.spans)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.name)
def test_the_way_through_a_worker_changes_nothing(path):
    document = formats.load(path)
    again = Document.from_json(json.loads(json.dumps(document.as_json())))
    assert shape(again) == shape(document) and again.encoding == document.encoding


NOTHING = [b"", b"\n", b" \n\t\n", b"\xef\xbb\xbf", b"\xff\xfe"]


@pytest.mark.parametrize("suffix", LOOSE)
@pytest.mark.parametrize("content", NOTHING)
def test_nothing_in_it_is_no_block(tmp_path, suffix, content):
    path = tmp_path / f"x{suffix}"
    path.write_bytes(content)
    assert len(formats.load(path)) == 0


@pytest.mark.parametrize("suffix", FRAMED)
@pytest.mark.parametrize("content", NOTHING)
def test_nothing_is_no_file_of_a_format_with_a_frame(tmp_path, suffix, content):
    path = tmp_path / f"x{suffix}"
    path.write_bytes(content)
    with pytest.raises(Unreadable) as error:
        formats.load(path)
    assert error.value.reason == ("old-word" if suffix == ".doc" else "broken")


@pytest.mark.parametrize("suffix", formats.SUFFIXES)
def test_odd_bytes_are_read_or_refused_never_worse(tmp_path, suffix):
    import random

    chance = random.Random(7)
    for size in (1, 2, 3, 10, 100, 3000):
        for alphabet in (range(256), range(128), b"<>a/= \n'\"![]*_`#|-&;\x00\xd8\xa7"):
            path = tmp_path / f"x{suffix}"
            path.write_bytes(bytes(chance.choices(alphabet, k=size)))
            try:
                document = formats.load(path)
                assert "\r" not in document.text()
                json.dumps(document.as_json()).encode()
            except Unreadable as error:
                assert error.reason in REASONS


@pytest.mark.parametrize("suffix", formats.SUFFIXES)
def test_missing_and_folder(tmp_path, suffix):
    with pytest.raises(Unreadable) as error:
        formats.load(tmp_path / f"none{suffix}")
    assert error.value.reason == "missing"
    folder = tmp_path / f"folder{suffix}"
    folder.mkdir()
    with pytest.raises(Unreadable) as error:
        formats.load(folder)
    assert error.value.reason == "folder" and error.value.path == folder


def test_unknown_format(tmp_path):
    with pytest.raises(Unreadable) as error:
        formats.load(tmp_path / "x.exe")
    assert error.value.reason == "unknown-format"
    assert not formats.known("x.exe") and formats.known("X.TXT")
    assert formats.is_plain(Path("a.TXT")) and not formats.is_plain(Path("a.md"))


def test_knowing_the_formats_imports_no_parser():
    code = (
        "import sys; import viewer.core.formats, viewer.core.formats.html, viewer.core.formats.md;"
        "print([m for m in ('lxml', 'markdown', 'chardet', 'PySide6') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
