"""An index is the same whether its files are read here or in a child, and if that child dies."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest
from taking import take

from viewer.core.bitext.alignment import Cache
from viewer.core.corpus.scan import File
from viewer.core.notes.store import NoteStore
from viewer.core.search import reading_ahead, text_reading
from viewer.core.search.index import STREAM, SURROGATES, Index
from viewer.core.search.index_writer import Writer
from viewer.core.search.reading_ahead import Ahead, Wanted, read_beside, read_here
from viewer.core.search.update_index import Indexer
from viewer.core.text.document import Document
from viewer.core.worker.client import Worker

TMX = """<?xml version="1.0"?><tmx version="1.4"><header srclang="en" segtype="sentence"/><body>
<tu><tuv xml:lang="en"><seg>The book</seg></tuv><tuv xml:lang="ar"><seg>الكتابُ</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>A house</seg></tuv><tuv xml:lang="ar"><seg>بيت</seg></tuv></tu>
</body></tmx>"""
TABLES = ("texts", "streams", "forms", "spellings", "beads", "works")
FORMS = "SELECT sign, written, count FROM forms"
DOCUMENTS = "file, path, size, language, title, date, first, count, words"


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HASHIYA_HOME", str(tmp_path / "home"))
    folder = tmp_path / "corpus"
    folder.mkdir()
    for number in range(9):
        text = f"كتاب {number}\n\nالكِتاب مسؤول عن ﷺ قال x{number}"
        (folder / f"{number}.txt").write_text(text, "utf-8")
    (folder / "1256.txt").write_bytes(
        "وصل الوزير إلى بغداد أمس مع مسؤول".encode("windows-1256") * 9
    )
    (folder / "pairs.tmx").write_text(TMX, "utf-8")
    (folder / "page.html").write_text("<h1>عنوان</h1><p>نص الصفحة</p>", "utf-8")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04nothing")
    if sys.platform == "linux":
        (folder / os.fsdecode(b"odd\xff.txt")).write_text("اسم غريب", "utf-8")
    return folder


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker()
    yield made
    made.close()


def indexed(corpus: Path, path: Path, worker: Worker) -> list[list[object]]:
    """All that is in an index of it."""
    index = Index(path)
    store = NoteStore(corpus, path.parent, device="", creator="")
    list(Indexer(index, corpus, store, worker, Cache(path.parent)).update())
    ask = [f"SELECT * FROM {table} ORDER BY 1, 2" for table in TABLES]
    ask.append(f"SELECT {DOCUMENTS} FROM documents ORDER BY first")
    index.base.execute("CREATE VIRTUAL TABLE temp.v USING fts5vocab('main', 'words', 'instance')")
    found = [index.base.execute(each).fetchall() for each in (*ask, "SELECT * FROM temp.v")]
    index.close()
    return found


def test_an_index_is_the_same_whoever_reads(
    corpus: Path, tmp_path: Path, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = indexed(corpus, tmp_path / "a" / "a.db", worker)
    monkeypatch.setattr(reading_ahead, "MUCH", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    given: list[bool] = []
    plain = reading_ahead._asked

    def asked(*about: object) -> Iterator[object]:
        for taken in plain(*about):  # type: ignore[arg-type]
            given.append(True)
            yield taken

    monkeypatch.setattr(reading_ahead, "_asked", asked)
    assert indexed(corpus, tmp_path / "b" / "b.db", worker) == here
    assert len(given) == len(list(corpus.iterdir()))
    monkeypatch.setattr(text_reading, "MOST_NUMBERED", 3)  # the numbers begin again and again
    monkeypatch.setattr(reading_ahead, "MUCH", 1 << 40)
    assert indexed(corpus, tmp_path / "c" / "c.db", worker) == here


def test_files_are_read_on_where_the_child_dies(
    corpus: Path, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [Wanted(f"{number}.txt", None, None) for number in range(9)]
    here = list(read_here(corpus, worker, files))
    reads = reading_ahead.read_frame

    def ends(_: object) -> object:
        raise EOFError

    answers = iter([reads, reads, ends])
    monkeypatch.setattr(reading_ahead, "read_frame", lambda stream: next(answers)(stream))
    beside = list(read_beside(corpus, worker, files))
    assert [taken is not None and taken.first for taken in beside[:4]] == [True, False, True, False]
    both = [[taken.texts for taken in found if taken is not None] for found in (here, beside)]
    assert len(both[0]) == 9 and both[0][:2] == both[1][:2]
    assert [text.texts for (text,) in both[0]] == [text.texts for (text,) in both[1]]


def test_the_child_ends_with_what_it_was_asked_for(corpus: Path, worker: Worker) -> None:
    files = [Wanted(f"{number}.txt", "utf-8", "ar") for number in range(9)]
    with closing(read_beside(corpus, worker, files)) as reading:
        first, second = islice(reading, 2)
    assert first is not None and second is not None
    assert first.first and not second.first and first.texts[0].language == "ar"
    assert list(reading) == []


def test_words_are_numbered_once() -> None:
    reader = text_reading.TextReader()
    one = reader.read(Document.of_text("قال قال كتاب\nكتاب"))
    two = reader.read(Document.of_text("كتاب جديد"))
    assert one.texts[0].words == ["\x01\x01\x02", "\x02"] and two.texts[0].words == ["\x02\x03"]
    assert one.new.written == ["قال", "كتاب"] and two.new.written == ["جديد"]


def test_a_word_of_several_has_as_many_numbers() -> None:
    reader = text_reading.TextReader()
    one = reader.read(Document.of_text("قال ﷺ كتاب\nكتاب ﷺ"))
    two = reader.read(Document.of_text("ﷺ جديد"))
    praise = "\x02\x03\x04\x05"
    assert one.texts[0].words == [f"\x01{praise}\x06", f"\x06{praise}"]
    assert two.texts[0].words == [f"{praise}\x07"] and two.new.written == ["جديد"]
    assert one.new.folded == ["قال", "صلي", "الله", "عليه", "وسلم", "كتاب"]
    assert one.new.written == ["قال", *["ﷺ"] * 4, "كتاب"]


def test_signs_pass_over_what_stands_for_nothing(tmp_path: Path) -> None:
    """One that takes a corpus from its beginning, and one that comes later, keep the same signs."""
    index = Index(tmp_path / "index.db")
    words = [f"w{number:x}" for number in range(SURROGATES[0] + 5)]
    for name, some in (("one.txt", words), ("two.txt", words[-9:])):
        take(Writer(index), [(File(name, 1, 1), Document.of_text(" ".join(some)))])
    forms = {chr(sign): (word, n) for sign, word, n in index.base.execute(FORMS)}
    one, two = (
        signs.decode(STREAM) for (signs,) in index.base.execute("SELECT signs FROM streams")
    )
    assert [forms[sign] for sign in one] == [
        (word, 1 + (at >= len(words) - 9)) for at, word in enumerate(words)
    ]
    assert two == one[-9:]
    index.close()


def test_reading_goes_on_while_nobody_takes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_ahead, "WAITING", 4_000_000)
    reads, writes = os.pipe()
    told = [bytes([number]) * 300_000 for number in range(10)]  # a pipe holds less than one
    with open(reads, "rb") as there, open(writes, "wb") as here, Ahead(here) as ahead:
        for each in told:
            ahead.write(each)
        assert [there.read(len(each)) for each in told] == told


def test_reading_ends_when_nobody_is_there_to_take_it() -> None:
    reads, writes = os.pipe()
    os.close(reads)
    with (
        open(writes, "wb", buffering=0) as here,
        pytest.raises(BrokenPipeError),
        Ahead(here) as ahead,
    ):
        while True:
            ahead.write(b"x" * 1_000_000)
