"""The child that parses: answers, limits, and what happens when it dies, hangs or lies."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from viewer.core import formats
from viewer.core.base import sandbox
from viewer.core.base.errors import Unreadable
from viewer.core.text.document import Document
from viewer.core.worker import client as worker
from viewer.core.worker.client import Cancelled, Worker


@pytest.fixture(autouse=True)
def no_child_is_left_of_other_tests(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A stock of children of its own: what they do is watched here, and who ends them."""
    stock = worker._Stock()
    monkeypatch.setattr(worker, "_STOCK", stock)
    yield
    stock._end_idle(0.0)


BOMB = "*[" * 200_000
linux = pytest.mark.skipif(sys.platform != "linux", reason="limits and signals of Linux")


@pytest.fixture
def child() -> Iterator[Worker]:
    made = Worker()
    yield made
    made.close()


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "صفحة.html"
    path.write_text("<html lang=ar><h1>عنوان</h1><p>نص <b>غليظ</b> قصير.</p></html>", "utf-8")
    return path


@pytest.fixture
def bomb(tmp_path: Path) -> Path:
    path = tmp_path / "bomb.md"
    path.write_text(BOMB, "utf-8")
    return path


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The process ids of the children that were started meanwhile."""
    pids: list[int] = []
    begin = worker._Child.__init__

    def count(child: worker._Child) -> None:
        begin(child)
        pids.append(child.pid)

    monkeypatch.setattr(worker._Child, "__init__", count)
    return pids


class Loading(threading.Thread):
    """A load in a thread of its own; `errors` has what it raised."""

    def __init__(self, child: Worker, path: Path) -> None:
        super().__init__()
        self._child, self._path = child, path
        self.errors: list[Unreadable] = []
        self.start()
        until_asked(child)

    def run(self) -> None:
        try:
            self._child.load(self._path)
        except Unreadable as error:
            self.errors.append(error)


def until_asked(child: Worker) -> None:
    deadline = time.monotonic() + 60
    while not child._since and time.monotonic() < deadline:
        time.sleep(0.005)
    assert child._since


def test_a_document_comes_back_as_it_was_parsed(child: Worker, page: Path) -> None:
    document = child.load(page)
    here = formats.load(page)
    assert document.as_json() == here.as_json()
    assert document.path == page
    assert [b.spans for b in document.blocks()] == [b.spans for b in here.blocks()]
    assert document.direction == "rtl" and document.block(1).text == "نص غليظ قصير."


def test_markdown_and_the_readers_word(child: Worker, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("# عنوان\n\nنص".encode("cp1256"))
    document = child.load(path, "windows-1256", "fa")
    assert (document.block(0).text, document.language) == ("عنوان", "fa")
    assert document.encoding is not None and document.encoding.name == "windows-1256"


def test_plain_text_needs_no_child(child: Worker, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("نص\n", "utf-8")
    assert child.load(path).block(0).text == "نص"
    assert child.pid is None


def test_relative_paths_are_those_of_the_caller(
    child: Worker, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(page.parent)
    assert child.load(Path(page.name)).path == Path(page.name)


@linux
def test_a_name_that_is_no_text(child: Worker, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xe1\xff.md"))
    path.write_text("نص", "utf-8")
    assert child.load(path).block(0).text == "نص"


@pytest.mark.parametrize(
    "name, reason", [("no.html", "missing"), ("folder.md", "folder"), ("a.xyz", "unknown-format")]
)
def test_the_formats_own_reasons(child: Worker, tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "folder.md").mkdir()
    with pytest.raises(Unreadable) as error:
        child.load(tmp_path / name)
    assert error.value.reason == reason
    assert error.value.path == tmp_path / name


def test_one_child_serves_many_loads(child: Worker, page: Path) -> None:
    child.warm()
    pid = child.pid
    assert pid is not None
    assert [child.load(page).title for _ in range(3)] == ["عنوان"] * 3
    assert child.pid == pid


@pytest.mark.slow
def test_a_bomb_takes_its_time_and_no_more(child: Worker, bomb: Path, page: Path) -> None:
    start = time.monotonic()
    with pytest.raises(Unreadable) as error:
        child.load(bomb, timeout=1)
    assert error.value.reason == "timeout"
    assert time.monotonic() - start < 4
    assert child.load(page).title == "عنوان"


@linux
def test_too_much_memory_is_refused(page: Path, tmp_path: Path) -> None:
    large = tmp_path / "large.html"
    large.write_text(("<p>" + "كلمة " * 200_000) * 10, "utf-8")
    child = Worker(memory=300 << 20)
    try:
        with pytest.raises(Unreadable) as error:
            child.load(large)
        assert error.value.reason == "memory"
        assert child.load(page).title == "عنوان"
    finally:
        child.close()


def test_a_child_full_of_earlier_documents_is_no_reason(
    child: Worker, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        "from viewer.core.worker import server as child; from viewer.core import formats; "
        "load, loads = formats.load, []\n"
        "def full(*a, **k):\n"
        "    loads.append(a)\n"
        "    if len(loads) > 1: raise MemoryError\n"
        "    return load(*a, **k)\n"
        "formats.load = full; child.serve()"
    )
    monkeypatch.setattr(worker, "command", lambda *_: [sys.executable, "-P", "-c", code])
    assert [child.load(page).title for _ in range(3)] == ["عنوان"] * 3


IN_PARTS = (
    "from viewer.core.worker import server as child; from viewer.core import formats; "
    "from viewer.core.text.document import Document; asked = []\n"
    "def parts(path, **more):\n"
    "    asked.append(path)\n"
    "    for number in range(3):\n"
    "        if str(number) == path.stem[:1] and len(asked) > {sound}: raise MemoryError\n"
    "        yield Document.of_text('x' * 40, format='html')\n"
    "formats.load_parts = parts; child.serve()"
)
"""A child whose documents come in three parts of 40 letters; its memory is used up before the part
that the name of a file says, from the question after `sound` on."""


def parts_of(child: Worker, path: Path) -> tuple[int, str]:
    """How many parts came, and the reason why no more did."""
    came = 0
    try:
        for _ in child.load_parts(path):
            came += 1
    except Unreadable as error:
        return came, error.reason
    return came, ""


@pytest.mark.parametrize("name", ["whole.html", "0.html"])
def test_all_parts_of_a_document_together_may_be_so_long_and_no_longer(
    child: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    code = IN_PARTS.format(sound=1)
    monkeypatch.setattr(worker, "command", lambda *_: [sys.executable, "-P", "-c", code])
    path, first = tmp_path / name, tmp_path / "first.html"
    for each in (path, first):
        each.write_text("", "utf-8")
    for limit, wanted in ((120, (3, "")), (119, (2, "too-large"))):
        monkeypatch.setattr(worker, "LONGEST_DOCUMENT", 120)
        assert parts_of(child, first) == (3, "")  # now the child is not a new one
        monkeypatch.setattr(worker, "LONGEST_DOCUMENT", limit)
        assert parts_of(child, path) == wanted


def test_what_came_before_the_memory_was_used_up_does_not_come_twice(
    child: Worker, tmp_path: Path, started: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    code = IN_PARTS.format(sound=1)
    monkeypatch.setattr(worker, "command", lambda *_: [sys.executable, "-P", "-c", code])
    for name in ("first.html", "2.html"):
        (tmp_path / name).write_text("", "utf-8")
    assert parts_of(child, tmp_path / "first.html") == (3, "")
    assert parts_of(child, tmp_path / "2.html") == (2, "memory")
    assert len(started) == 1


def test_a_new_child_without_memory_is_not_asked_again(
    child: Worker, tmp_path: Path, started: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    code = IN_PARTS.format(sound=0)
    monkeypatch.setattr(worker, "command", lambda *_: [sys.executable, "-P", "-c", code])
    (tmp_path / "0.html").write_text("", "utf-8")
    assert parts_of(child, tmp_path / "0.html") == (0, "memory")
    assert len(started) == 1


def test_a_killed_child_is_replaced(child: Worker, page: Path) -> None:
    child.load(page)
    killed = child.pid
    assert killed is not None
    os.kill(killed, getattr(signal, "SIGKILL", signal.SIGTERM))
    time.sleep(0.2)
    assert child.load(page).title == "عنوان"
    assert child.pid not in (None, killed)


def test_a_child_that_dies_parsing_is_told(child: Worker, bomb: Path, page: Path) -> None:
    loading = Loading(child, bomb)
    assert child.pid is not None
    os.kill(child.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    loading.join(10)
    assert [(e.reason, type(e)) for e in loading.errors] == [("broken", Unreadable)]
    assert child.load(page).title == "عنوان"


def test_cancel_ends_the_load_under_way_only(child: Worker, bomb: Path, page: Path) -> None:
    child.cancel()  # nothing under way: nothing happens
    loading = Loading(child, bomb)
    pages: list[Document] = []
    waiting = threading.Thread(target=lambda: pages.append(child.load(page)))
    waiting.start()
    child.cancel()
    loading.join(10)
    waiting.join(10)
    assert [type(e) for e in loading.errors] == [Cancelled]
    assert loading.errors[0].reason == "broken"
    assert [p.title for p in pages] == ["عنوان"]


def test_threads_get_their_own_documents(child: Worker, tmp_path: Path) -> None:
    for n in range(20):
        (tmp_path / f"{n}.md").write_text(f"# عنوان {n}\n\n" + "نص. " * n * 200, "utf-8")
    titles: dict[int, str | None] = {}

    def load(first: int) -> None:
        for n in range(first, 20, 2):
            titles[n] = child.load(tmp_path / f"{n}.md").title

    threads = [threading.Thread(target=load, args=(first,)) for first in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert titles == {n: f"عنوان {n}" for n in range(20)}


def test_closed_for_good(page: Path, bomb: Path) -> None:
    child = Worker()
    loading = Loading(child, bomb)
    process = child._child._process if child._child else None
    child.close()
    child.close()
    loading.join(10)
    assert [type(e) for e in loading.errors] == [Cancelled]
    assert process is not None and process.returncode is not None  # reaped: no zombie
    child.warm()
    assert child.pid is None
    with pytest.raises(Cancelled):
        child.load(page)


# The child by itself


def framed(data: object) -> bytes:
    body = json.dumps(data).encode()
    return struct.pack(">Q", len(body)) + body


def question(path: Path, timeout: float = 30) -> bytes:
    asked = {"path": str(path), "encoding": None, "language": None, "password": None}
    return framed({**asked, "timeout": timeout, "memory": worker.MEMORY})


def start_child() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        worker.command("--worker"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=worker.child_environment(),
    )


def test_the_child_ends_with_its_input_even_while_parsing(bomb: Path) -> None:
    process = start_child()
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(question(bomb))
    process.stdin.close()
    assert process.wait(10) == 0
    assert process.stdout.read() == b""
    process.stdout.close()


def test_a_child_without_a_parent_ends_after_its_time(
    bomb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = "from viewer.core.worker import server as child; child._GRACE = 0.2; child.serve()"
    monkeypatch.setattr(worker, "command", lambda *_: [sys.executable, "-P", "-c", code])
    process = start_child()
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(question(bomb, timeout=0.5))
    process.stdin.flush()
    # By its watch; rarely by a fault while that goes through the frames of a thread that runs on.
    assert process.wait(10) in (1, -getattr(signal, "SIGSEGV", 11))
    process.stdin.close()
    process.stdout.close()


def test_what_a_parser_prints_spoils_no_frame(
    child: Worker, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        "import os; from viewer.core.worker import server as child; "
        "from viewer.core import formats; load = formats.load\n"
        "def noisy(*a, **k): print('noise', flush=True); os.write(1, b'more'); return load(*a, **k)"
        "\nformats.load = noisy; child.serve()"
    )
    monkeypatch.setattr(worker, "command", lambda *_: [sys.executable, "-P", "-c", code])
    assert child.load(page).title == "عنوان"


def test_the_child_sees_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_TOKEN", "secret")
    monkeypatch.setenv("HTTPS_PROXY", "http://example.invalid")
    assert not {"SOME_TOKEN", "HTTPS_PROXY"} & worker.child_environment().keys()
    assert worker.child_environment()["OPENBLAS_NUM_THREADS"] == "1"


# Answers that are none


GOOD = Document.of_text("one\ntwo", "md").as_json()


@pytest.mark.parametrize(
    "answer",
    [
        b"\xff" * 8 + b"{}",
        struct.pack(">Q", 400) + b"{}",
        struct.pack(">Q", 3) + b"{]}",
        struct.pack(">Q", 3) + b'"\xc3"',
        framed([1, 2]),
        framed({}),
        framed({"unreadable": 5}),
        framed({"unreadable": ["no such reason", ""]}),
        framed({**GOOD, "text": 5}),
        framed({**GOOD, "direction": "sideways"}),
        framed({**GOOD, "title": ["a"]}),
        framed({**GOOD, "format_version": "1"}),
        framed({**GOOD, "kinds": [[2, "heading"]]}),
        framed({**GOOD, "kinds": [["0", "heading"]]}),
        framed({**GOOD, "levels": [[0, "1"]]}),
        framed({**GOOD, "markers": 7}),
        framed({**GOOD, "encoding": [1, 2, 3, 4, 5]}),
        framed({**GOOD, "spans": [[0, [[0, "x", "bold", ""]]]]}),
        framed({**GOOD, "spans": [[0, [[2, 1, "bold", ""]]]]}),
        framed({**GOOD, "spans": [[9, []]]}),
        b"",
    ],
)
def test_an_answer_that_is_none_is_broken(
    child: Worker, page: Path, monkeypatch: pytest.MonkeyPatch, answer: bytes
) -> None:
    code = f"import sys; sys.stdin.buffer.read(9); sys.stdout.buffer.write({answer!r})"
    monkeypatch.setattr(worker, "command", lambda *_: [sys.executable, "-S", "-c", code])
    with pytest.raises(Unreadable) as error:
        child.load(page, timeout=10)
    assert error.value.reason == "broken" and type(error.value) is Unreadable


def test_a_sound_answer_of_that_kind_is_taken(
    child: Worker, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that the test above fails for the right reason."""
    frames = framed(GOOD) + framed({"end": True})
    code = f"import sys; sys.stdin.buffer.read(9); sys.stdout.buffer.write({frames!r})"
    monkeypatch.setattr(worker, "command", lambda *_: [sys.executable, "-S", "-c", code])
    assert child.load(page).text() == "one\ntwo"


@pytest.mark.parametrize(
    "deed",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.posix_spawn('/bin/true', ['true'], dict())",
        "open({target!r}, 'w')",
        "import os; os.open({target!r}, os.O_CREAT | os.O_RDWR)",
        "import os; os.mkdir({target!r} + '/__pycache__')",
        "import os; os.symlink('/etc/passwd', {target!r})",
        "import sqlite3; sqlite3.connect({target!r}).execute('create table t (x)')",
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="not every deed exists there")
def test_the_child_may_not_reach_out_or_write(tmp_path: Path, deed: str) -> None:
    target = str(tmp_path / "written")
    code = "from viewer.core.base import sandbox; sandbox.enclose()\n"
    done = subprocess.run(
        [sys.executable, "-c", code + deed.format(target=target)], capture_output=True, text=True
    )
    assert done.returncode == 1 and "PermissionError" in done.stderr
    assert not Path(target).exists()


@pytest.mark.parametrize(
    "event",
    [
        "os.spawn",
        "os.startfile",
        "winreg.CreateKey",
        "_winapi.CreateJunction",
        "_winapi.OpenProcess",
    ],
)
def test_what_only_windows_tells_of_is_refused(event: str) -> None:
    with pytest.raises(PermissionError):
        sandbox.refuse(event, ())
    sandbox.refuse("open", ("a.txt", "r", os.O_RDONLY))


@pytest.mark.parametrize(
    "deed",
    [
        "os.spawnv(os.P_WAIT, sys.executable, [sys.executable, '-c', 'pass'])",
        "os.startfile({kept!r})",
        "os.system('cd')",
        "winreg.CreateKey(winreg.HKEY_CURRENT_USER, 'Software/Hashiya tests')",
        "_winapi.CreateJunction(os.path.dirname({kept!r}), {target!r})",
        "os.close(os.open({kept!r}, os.O_RDONLY | os.O_TEMPORARY))",
        "os.unlink({kept!r})",
        "open({target!r}, 'w')",
    ],
)
@pytest.mark.skipif(sys.platform != "win32", reason="deeds of Windows")
def test_the_child_may_not_reach_out_or_write_on_windows(tmp_path: Path, deed: str) -> None:
    kept, target = tmp_path / "kept", tmp_path / "written"
    kept.write_text("kept", "utf-8")
    code = (
        "import _winapi, os, sys, winreg\n"
        "from viewer.core.base import sandbox; sandbox.enclose()\n"
        + deed.format(target=str(target), kept=str(kept))
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 1 and "PermissionError" in done.stderr
    assert not target.exists() and kept.exists()


ESCAPES = {
    "a file by libc": "libc.creat({target!r}.encode(), 0o600) >= 0",
    "bytes into a file": "libc.open({kept!r}.encode(), 1) >= 0",
    "truncating": "libc.truncate({kept!r}.encode(), 0) == 0",
    "removing": "libc.unlink({kept!r}.encode()) == 0",
    "renaming": "libc.rename({kept!r}.encode(), {target!r}.encode()) == 0",
    "a hard link": "libc.link({kept!r}.encode(), {target!r}.encode()) == 0",
    "a folder": "libc.mkdir({target!r}.encode(), 0o700) == 0",
    "a pipe": "libc.mkfifo({target!r}.encode(), 0o700) == 0",
    "byte code": "libc.mkdir(({target!r} + '__pycache__').encode(), 0o700) == 0",
    "a program": "libc.execv(b'/bin/false', (ctypes.c_char_p * 2)(b'false')) == 0",
    "lxml": "etree.ElementTree(etree.Element('a')).write({target!r}) is None",
    "sqlite": "sqlite3.connect({target!r}).execute('create table t (x)')",
    "a connection": "libc.connect(libc.socket(2, 1, 0), ADDRESS, 16) == 0",
}


@pytest.mark.skipif(sys.platform != "linux", reason="Linux has Landlock")
@pytest.mark.parametrize("escape", ESCAPES)
def test_code_of_a_document_gets_out_of_no_cage(tmp_path: Path, escape: str) -> None:
    """As if a document had brought code to run: past Python's own hook, straight to the system."""
    kept, target = tmp_path / "kept", tmp_path / "written"
    kept.write_text("kept", "utf-8")
    deed = ESCAPES[escape].format(target=str(target), kept=str(kept))
    listener = socket.create_server(("127.0.0.1", 0))
    code = (
        "import ctypes, sqlite3, struct, sys\n"
        "from lxml import etree\n"
        "from viewer.core.base import sandbox\n"
        "sys.addaudithook = print  # the kernel alone\n"
        "if sandbox.enclose() != 'landlock': raise SystemExit(77)\n"
        "libc = ctypes.CDLL(None)\n"
        f"ADDRESS = struct.pack('=HH4s8x', 2, {socket.htons(listener.getsockname()[1])}, "
        "bytes([127, 0, 0, 1]))\n"
        f"raise SystemExit(1 if {deed} else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    listener.close()
    if done.returncode == 77:
        pytest.skip("this kernel has no Landlock")
    refused = done.returncode == 0 or "rror" in done.stderr
    assert refused, done.stderr
    assert kept.read_text("utf-8") == "kept" and list(tmp_path.iterdir()) == [kept]


@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
def test_reading_documents_opens_no_connection_and_writes_nothing(tmp_path: Path) -> None:
    """Watched from outside: every sample of every format, through the child."""
    data = Path(__file__).parents[2] / "data" / "formats"
    trace = tmp_path / "trace"
    code = (
        "import sys; from pathlib import Path; from viewer.core.worker.client import Worker\n"
        "child = Worker()\n"
        "for path in sys.argv[1:]: child.load(Path(path))\n"
        "child.close()"
    )
    samples = [str(p) for p in sorted(data.iterdir()) if p.suffix != ".json"]
    watched = ["strace", "-f", "-qq", "-e", "trace=connect,bind,openat,execve,unlink,rename"]
    command = [*watched, "-o", str(trace), sys.executable, "-B", "-c", code, *samples]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"})
    calls = trace.read_text("utf-8", "replace").splitlines()
    assert not [c for c in calls if "connect(" in c or "bind(" in c]
    written = [c for c in calls if "O_CREAT" in c or "O_WRONLY" in c or "unlink(" in c]
    assert not [c for c in written if "__pycache__" not in c and "/dev/null" not in c]
    programs = {c.split('"')[1] for c in calls if "execve(" in c and c.rstrip().endswith("= 0")}
    assert all("python" in Path(p).name.lower() for p in programs)


SECRET = {
    "page.html": '<iframe src="{f}"></iframe><img src="{p}"><object data="{u}"></object>'
    '<link rel="stylesheet" href="{u}"><p style="background:url({u})">x</p><img src="{r}">',
    "text.md": "![a]({p})\n\n![b]({u})\n\n<img src='{r}'>\n",
    "memory.tmx": '<!DOCTYPE tmx [<!ENTITY x SYSTEM "{u}">]><tmx><body><tu><tuv xml:lang="ar">'
    "<seg>&x;</seg></tuv></tu></body></tmx>",
    "strings.xlf": '<!DOCTYPE xliff SYSTEM "{u}"><xliff version="1.2"><file><body>'
    "<trans-unit><source>x</source></trans-unit></body></file></xliff>",
    "office.fodt": '<!DOCTYPE x [<!ENTITY % y SYSTEM "{u}"> %y;]><x/>',
    "note.rtf": '{{\\rtf1 {{\\field{{\\*\\fldinst INCLUDETEXT "{p}"}}}} x}}',
}


def reaching_out(folder: Path, secret: Path) -> list[Path]:
    """Documents that would have a file outside read, each in the way of its format."""
    relative = os.path.relpath(secret, folder)
    about = {"p": secret, "u": secret.as_uri(), "f": f"file:{secret}", "r": relative}
    made = []
    for name, text in SECRET.items():
        made.append(folder / name)
        made[-1].write_text(text.format(**about), "utf-8")
    link = '<Relationship Id="r9" TargetMode="External" Type="{}" Target="{}"/>'
    for name in ("sample.ar.docx", "sample.ar.epub", "sample.ar.odt"):
        source = Path(__file__).parents[2] / "data" / "formats" / name
        made.append(folder / name)
        with zipfile.ZipFile(source) as old, zipfile.ZipFile(made[-1], "w") as new:
            for member in old.namelist():
                data = old.read(member)
                for sign in (b"</Relationships>", b"</body>", b"</w:body>"):
                    kind = "http://x/attachedTemplate"
                    more = link.format(kind, about["u"]) if b"Rel" in sign else ""
                    more = f'<img src="{about["u"]}"/>' if sign == b"</body>" else more
                    data = data.replace(sign, more.encode() + sign)
                new.writestr(member, data)
            new.writestr(f"../../{relative}", "x")
    return made


@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
def test_no_document_has_a_file_outside_read(tmp_path: Path) -> None:
    corpus, secret = tmp_path / "corpus", tmp_path / "secret.png"
    corpus.mkdir()
    secret.write_bytes(b"secret")
    (corpus / "way.png").symlink_to(secret)
    documents = [str(path) for path in reaching_out(corpus, secret)]
    trace = tmp_path / "trace"
    code = (
        "import sys; from pathlib import Path; from viewer.core.worker.client import Worker\n"
        "from viewer.core.base.errors import Unreadable\n"
        "child, root, secret = Worker(), Path(sys.argv[1]), sys.argv[2]\n"
        "for path in sys.argv[3:]:\n"
        "    try:\n"
        "        found = child.load(Path(path))\n"
        "        spans = [s.value for b in found.blocks() for s in b.spans if s.style == 'image']\n"
        "    except Unreadable: spans = []\n"
        "    for where in (*spans, secret, '../secret.png', 'way.png'):\n"
        "        try: child.picture(Path(path), where, root, (9, 9))\n"
        "        except Unreadable: pass\n"
        "child.close()"
    )
    command = ["strace", "-f", "-qq", "-e", "trace=open,openat,connect", "-o", str(trace)]
    command += [sys.executable, "-B", "-c", code, str(corpus), str(secret), *documents]
    subprocess.run(command, check=True)
    calls = trace.read_text("utf-8", "replace")
    assert all(name in calls for name in ("page.html", "sample.ar.epub"))  # it was looking
    assert f'"{secret}"' not in calls and "connect(" not in calls
    assert not [c for c in calls.splitlines() if "secret.png" in c and "O_RDONLY" in c]


# Children of all workers


def test_workers_share_a_child_that_is_idle(started: list[int], page: Path) -> None:
    workers = [Worker() for _ in range(7)]
    assert {each.load(page).title for each in workers} == {"عنوان"}
    assert len(started) == 1
    for each in workers[:-1]:
        each.close()
    assert workers[-1].load(page).title == "عنوان" and len(started) == 1
    workers[-1].close()
    assert not worker._STOCK  # the last one turned off the light


def test_cancel_ends_no_load_of_another_worker(started: list[int], bomb: Path, page: Path) -> None:
    first, second = Worker(), Worker()
    first.load(page)
    second.load(page)
    loading = Loading(second, bomb)  # by the child that `first` asked too
    first.cancel()
    assert first.load(page).title == "عنوان" and loading.is_alive()
    second.cancel()
    loading.join(30)
    assert [type(e) for e in loading.errors] == [Cancelled]
    first.close()
    second.close()


def test_a_child_is_shared_only_by_those_with_its_limit_of_memory(
    started: list[int], page: Path
) -> None:
    small, large = Worker(), Worker(2 << 30)
    small.load(page)
    large.load(page)
    assert len(started) == 2
    small.close()
    large.close()


def test_an_idle_child_is_let_go_of(
    started: list[int], page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "IDLE_S", 0.01)
    made = Worker()
    made.load(page)
    limit = time.monotonic() + 60
    while made.pid is not None and time.monotonic() < limit:
        time.sleep(0.01)
    assert made.pid is None and made.load(page).title == "عنوان"
    assert len(started) == 2
    made.close()
