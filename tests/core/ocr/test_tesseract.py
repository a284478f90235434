"""Having pages read: by a program that stands for tesseract, and by the true one where it is."""

import os
import shutil
import socket
import sys
import threading
import time
from pathlib import Path

import pytest
from page_pictures import install_tesseract, tsv

from viewer.core.base.errors import Unreadable
from viewer.core.ocr import tesseract
from viewer.core.ocr.tesseract import Engine, NoTesseract, PageReader, find_engine
from viewer.core.pages.sheets import PagePixels
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
