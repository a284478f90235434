"""Having pages read: by a program that stands for tesseract, and by the true one where it is."""

import os
import shutil
import socket
import sys
import threading
import time
from pathlib import Path

import pytest
from page_pictures import install_tesseract, page, tsv

from viewer.core.base.errors import NoTesseract, Unreadable
from viewer.core.ocr import tesseract
from viewer.core.ocr.tesseract import Engine, PageReader, find_engine
from viewer.core.pages.picture_pages import letters_of
from viewer.core.pages.sheets import PagePixels, PageSheet
from viewer.core.parsing.scan.page_text import PageText
from viewer.core.worker.client import Cancelled

PIXELS = PagePixels(4, 3, 300, "L", bytes(12))
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")
WORDS = tsv([[[("كتاب", 150, 40, 60), ("12", 100, 40, 40)]]])


@pytest.fixture
def fake(tmp_path, monkeypatch):
    """Put a program that calls itself tesseract on the path; `body`: what it does with a page."""

    def make(body, languages="ara\neng\nosd"):
        install_tesseract(tmp_path, monkeypatch, body, languages)
        return find_engine()

    return make


def said(engine, languages="ara"):
    """What the stand-in prints instead of a table, by the error about it."""
    with pytest.raises(Unreadable) as error:
        PageReader(20).read(engine, languages, PIXELS, Path("x.png"))
    return error.value


@POSIX
def test_it_is_asked_what_it_can_read(fake):
    engine = fake("pass")
    assert engine.name == "tesseract 5.9.9" and engine.languages == {"ara", "eng"}
    assert engine.choose("ar") == "ara" and engine.choose("en-GB") == "eng"
    assert engine.choose("und") == "ara+eng" and engine.choose("tlh") == "ara+eng"
    assert engine.choose("ar", "ara+eng") == "ara+eng"
    with pytest.raises(NoTesseract) as error:
        engine.choose("fa")
    assert error.value.languages == ("fas",)
    with pytest.raises(NoTesseract) as error:
        engine.choose("ar", "ara+heb")
    assert error.value.languages == ("heb",)


def test_without_it_nothing_is_read(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(tesseract, "_PLACES", {})
    with pytest.raises(NoTesseract) as error:
        find_engine()
    assert error.value.languages == () and not error.value.has_program


@pytest.mark.parametrize(
    ("manager", "said"),
    [
        ("apt", "sudo apt install tesseract-ocr tesseract-ocr-ara tesseract-ocr-chi-sim"),
        ("dnf", "sudo dnf install tesseract tesseract-langpack-ara tesseract-langpack-chi-sim"),
        ("", "tesseract-ocr tesseract-ocr-ara tesseract-ocr-chi-sim"),
    ],
)
def test_how_to_get_it_is_said_for_the_system(monkeypatch, manager, said):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", lambda name: name if name == manager else None)
    assert tesseract.installing(["ara", "chi_sim"]) == said
    monkeypatch.setattr(sys, "platform", "darwin")
    assert tesseract.installing(["ara"]).startswith("brew install")


def test_words_of_the_reader_reach_no_option():
    engine = Engine("x", "t", frozenset({"ara"}))
    assert engine.choose("ar", "--user-words+/etc/passwd+..") == "ara"


@POSIX
def test_a_page_is_read_from_standard_input(fake):
    engine = fake(
        "assert picture == b'P5\\n4 3\\n255\\n' + bytes(12)\n"
        "assert sys.argv[1:] == 'stdin stdout -l ara+eng --psm 3 --dpi 300 tsv'.split()\n"
        "assert os.environ['OMP_THREAD_LIMIT'] == '1' and 'SOME_TOKEN' not in os.environ\n"
        f"sys.stdout.buffer.write({WORDS.encode()!r})"
    )
    os.environ["SOME_TOKEN"] = "x"
    try:
        found = PageReader().read(engine, "ara+eng", PIXELS, Path("x.png"))
    finally:
        del os.environ["SOME_TOKEN"]
    assert [line.text for line in found.lines()] == ["كتاب 12"]
    assert (found.size, found.engine, found.languages) == ((4, 3), "tesseract 5.9.9", "ara+eng")


def twice(fake, first, second):
    """What is read of a page whose lines are 90 pixels high, of 400 x 300, and once more."""
    one, two = tsv(first, high=90), tsv(second, high=36)
    engine = fake(
        f"large = picture.startswith(b'P5\\n400 300')\n"
        f"assert large or picture.startswith(b'P5\\n160 120')\n"
        f"sys.stdout.buffer.write({one.encode()!r} if large else {two.encode()!r})"
    )
    pixels = PagePixels(400, 300, 300, "L", bytes(400 * 300))
    return PageReader().read(engine, "ara", pixels, Path("x.png"))


@POSIX
@pytest.mark.parametrize(
    ("first", "second", "counts"),
    [
        ([("one", 10, 20, 90, 80)], [("one", 4, 8, 36, 80), ("two", 50, 8, 36, 80)], True),
        ([("one", 10, 20, 90, 80)], [("one", 4, 8, 36, 79)], False),
        ([("one", 10, 20, 90, 40)], [("one", 4, 8, 36, 60), ("two", 50, 8, 36, 60)], False),
        ([("one", 10, 20, 90, 95)], [("one", 4, 8, 36, 99), ("two", 50, 8, 36, 99)], False),
    ],
)
def test_large_letters_are_read_again_smaller(fake, first, second, counts):
    found = twice(fake, [[first]], [[second]])
    assert len(list(found.words())) == (2 if counts else 1)
    assert found.size == (400, 300)
    assert next(found.words()).box == (10, 20, 100, 110)  # on the page as it is


@POSIX
def test_boxes_are_as_large_as_the_ink_in_them(fake):
    engine = fake(f"sys.stdout.buffer.write({tsv([[[('one', 2, 1, 16)]]], high=8).encode()!r})")
    rows = [bytearray(b"\xf0" * 20) for _ in range(10)]
    for row in rows[3:6]:
        row[5:9] = b"\x20" * 4
    pixels = PagePixels(20, 10, 300, "L", b"".join(rows))
    (word,) = PageReader().read(engine, "ara", pixels, Path("x.png")).words()
    assert word.box == (5, 3, 9, 6)


@POSIX
@pytest.mark.parametrize("body", ["sys.exit(3)", "print('no table')", "os.kill(os.getpid(), 11)"])
def test_what_goes_wrong_is_told_of_the_file(fake, body):
    error = said(fake(body))
    assert error.reason == "broken" and error.path == Path("x.png")


@POSIX
def test_a_page_that_takes_too_long_is_given_up(fake):
    with pytest.raises(Unreadable) as error:
        PageReader(1.0).read(fake("time.sleep(60)"), "ara", PIXELS, Path("x.png"))
    assert error.value.reason == "timeout"


@POSIX
def test_stopping_ends_the_program_at_once_and_for_good(fake, tmp_path):
    engine, reader = fake("time.sleep(60)"), PageReader(50)
    caught = []

    def read():
        try:
            reader.read(engine, "ara", PIXELS, Path("x.png"))
        except Cancelled as error:
            caught.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    until = time.monotonic() + 20
    while reader._process is None and time.monotonic() < until:
        time.sleep(0.01)
    pid = reader._process.pid
    reader.stop()
    thread.join(20)
    assert not thread.is_alive() and len(caught) == 1
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    with pytest.raises(Cancelled):
        reader.read(engine, "ara", PIXELS, Path("x.png"))


def landlocked():
    """Whether the kernel here can shut a program in, and its TCP."""
    import ctypes

    return sys.platform == "linux" and ctypes.CDLL(None).syscall(444, None, 0, 1) >= 4


@POSIX
@pytest.mark.skipif(not landlocked(), reason="this kernel has no Landlock with TCP")
def test_it_can_write_nothing_and_reach_nobody(fake, tmp_path):
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    port, kept = listening.getsockname()[1], tmp_path / "kept.txt"
    kept.write_text("x")
    deeds = {
        "write": f"open({str(tmp_path / 'made')!r}, 'w')",
        "temp": "open('/tmp/made-by-a-caged-program', 'w')",
        "change": f"open({str(kept)!r}, 'a')",
        "remove": f"os.remove({str(kept)!r})",
        "folder": f"os.mkdir({str(tmp_path / 'folder')!r})",
        "connect": f"socket.create_connection(('127.0.0.1', {port}), 2)",
        "child": f"[][0] if os.system('touch {tmp_path / 'child'}') else None",
    }
    body = "held = []\n" + "".join(
        f"try:\n    {deed}\nexcept Exception:\n    held.append({name!r})\n"
        for name, deed in deeds.items()
    )
    answer = "sys.stdout.write(head + ' '.join(held))"
    head = WORDS.rsplit("\t", 1)[0] + "\t"
    try:
        engine = fake(f"head = {head!r}\n{body}{answer}")
        found = PageReader(60).read(engine, "ara", PIXELS, Path("x.png"))
    finally:
        listening.close()
    assert next(found.lines()).text.split()[1:] == list(deeds)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bin", "kept.txt"]


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="there is no tesseract here")
def test_the_true_one_reads_a_number_in_its_order():
    from PIL import Image, ImageDraw, ImageFont

    engine = find_engine()
    if "eng" not in engine.languages:
        pytest.skip("tesseract has no English here")
    image = Image.new("L", (900, 200), 255)
    font = ImageFont.load_default(60)
    ImageDraw.Draw(image).text((40, 60), "In 1948 about 25,300 came.", font=font, fill=0)
    pixels = PagePixels(900, 200, 200, "L", image.tobytes())
    found = PageReader().read(engine, "eng", pixels, Path("x.png"))
    assert [line.text for line in found.lines()] == ["In 1948 about 25,300 came."]
    (line,) = found.lines()
    assert all(word.confidence > 50 for word in line.words)
    assert 30 < line.words[0].box[0] < 60 and line.words[-1].box[2] < 900


@POSIX
@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_turned_picture_is_read_upright_and_its_words_stand_where_they_are(fake, quarters):
    upright = page((400, 300), lines=0)
    upright.paste(0, (150, 40, 210, 52))
    turned = upright.rotate(90 * quarters, expand=True)
    engine = fake(
        "if '0' in sys.argv:\n"
        f"    print('Page number: 0\\nRotate: {90 * quarters}\\nScript: Arabic'); sys.exit()\n"
        "width, height = map(int, picture.split()[1:3])\n"
        "ink = picture[-width * height:]\n"
        "sure = 95 if width == 400 and ink[45 * width + 180] == 0 else 20\n"
        f"table = {WORDS!r}.replace('\\t95\\t', f'\\t{{sure}}\\t')\n"
        "sys.stdout.buffer.write(table.encode())"
    )
    picture = PagePixels(*turned.size, 300, "L", turned.tobytes())
    read = PageReader(20).read(engine, "ara", picture, Path("x.png"))
    assert (read.turned, read.size) == (quarters, (400, 300))
    assert PageText.from_json(read.as_json()).turned == quarters
    (line,) = letters_of(read, PageSheet(float(turned.width), float(turned.height), "")).lines
    left, top, right, bottom = (round(side) for side in line[1])
    assert turned.crop((left, top, right, bottom)).getextrema() == (0, 0)
    first, last = line[0], line[3]
    assert {1: first[1] < last[1], 2: first[0] < last[0], 3: first[1] > last[1]}[quarters]
