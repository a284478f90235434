"""An index brought up to date: works, bilingual files, two at a time, killed in the middle."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from page_pictures import page, tsv
from taking import take

from viewer.cli.index import opened
from viewer.core.base import paths
from viewer.core.bitext import sentence_vectors as vectors
from viewer.core.bitext.alignment import Cache
from viewer.core.corpus.scan import File
from viewer.core.notes.store import NoteStore
from viewer.core.parsing.scan import layer
from viewer.core.parsing.scan.layer_folders import LAYERS
from viewer.core.parsing.scan.page_text import from_tsv
from viewer.core.search.engine import Search, meant
from viewer.core.search.index import Index
from viewer.core.search.index_progress import Progress, index_path
from viewer.core.search.index_writer import Writer
from viewer.core.search.update_index import Indexer
from viewer.core.text.document import Document
from viewer.core.text.lines import ByteLines, StrLines
from viewer.core.worker.client import Worker

ROOT = Path(__file__).resolve().parents[3]
ARABIC = ["تقرير عن المياه", "زار أوباما القاهرة في 4 يونيو 2009", "وصل الوزير إلى بغداد أمس"]
ENGLISH = [
    "A report on water",
    "Obama visited Cairo on 4 June 2009",
    "The minister came to Baghdad",
]
TMX = """<?xml version="1.0"?><tmx version="1.4"><header srclang="en" segtype="sentence"/><body>
<tu><tuv xml:lang="en"><seg>The book</seg></tuv><tuv xml:lang="ar"><seg>الكتابُ</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>A house</seg></tuv><tuv xml:lang="ar"><seg>بيت</seg></tuv></tu>
</body></tmx>"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HASHIYA_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    return folder


@pytest.fixture
def indexer(home: Path, corpus: Path) -> Iterator[Indexer]:
    worker, made = Worker(), Index(home / "i.db")
    store = NoteStore(corpus, home, device="", creator="")
    yield Indexer(made, corpus, store, worker, Cache(home))
    made.close()
    worker.close()


def hit(index: Index, query: str):
    search = Search(index, query)
    answer = search.run()
    assert answer.total == 1
    return search.hit(answer.hits, 0)


def beside(index: Index, query: str) -> str | None:
    bead = index.bead(hit(index, query).row)
    return bead.text if bead is not None else None


def stages(steps: Iterator[Progress], stage: str) -> int:
    """How many there were to do in a stage."""
    return next((step.total for step in list(steps) if step.stage == stage), 0)


def write(corpus: Path, arabic: list[str] = ARABIC, english: list[str] = ENGLISH) -> None:
    (corpus / "a.ar.txt").write_text("\n".join(arabic), "utf-8")
    (corpus / "a.en.txt").write_text("\n".join(english), "utf-8")


def test_works_are_aligned_once(indexer: Indexer, corpus: Path) -> None:
    write(corpus)
    assert stages(indexer.update(), "works") == 1
    assert beside(indexer.index, "قاهرة") == ENGLISH[1]
    assert beside(indexer.index, "minister") == ARABIC[2]
    assert stages(indexer.update(), "works") == 0
    write(corpus, [*ARABIC, "سطر جديد عن الزراعة"], [*ENGLISH, "A new line on farming"])
    assert stages(indexer.update(), "works") == 1
    assert beside(indexer.index, "farming") == "سطر جديد عن الزراعة"
    (corpus / "a.en.txt").unlink()
    list(indexer.update())
    assert beside(indexer.index, "قاهرة") is None


def test_a_bilingual_file_is_its_sides(indexer: Indexer, corpus: Path) -> None:
    (corpus / "memory.tmx").write_text(TMX, "utf-8")
    list(indexer.update())
    found = hit(indexer.index, "كتاب")
    assert (found.path, found.text) == ("memory.tmx/ar", "الكتابُ")
    assert beside(indexer.index, "كتاب") == "The book"
    assert beside(indexer.index, "house") == "بيت"
    (corpus / "memory.tmx").unlink()
    list(indexer.update())
    assert len(indexer.index) == 0 and list(indexer.index.forms(["كتاب"])) == []


def test_files_that_moved_or_cannot_be_read(indexer: Indexer, corpus: Path) -> None:
    (corpus / "a.txt").write_text("كتاب", "utf-8")
    (corpus / "broken.docx").write_bytes(b"PK\x03\x04 no archive")
    assert stages(indexer.update(), "documents") == 2
    assert stages(indexer.update(), "documents") == 0  # what is broken is not tried again
    (corpus / "deep").mkdir()
    (corpus / "a.txt").rename(corpus / "deep" / "b.txt")
    list(indexer.update())
    assert hit(indexer.index, "كتاب").path == "deep/b.txt"


@pytest.mark.skipif(sys.platform == "win32", reason="names there are text")
def test_names_of_any_bytes(indexer: Indexer, corpus: Path) -> None:
    name = os.fsdecode(b"\xff\xfe.txt")
    try:
        (corpus / name).write_text("كتاب", "utf-8")
    except OSError:
        pytest.skip("this file system wants names that are text")
    list(indexer.update())
    assert hit(indexer.index, "كتاب").path == name


def test_it_stops_between_two_documents(home: Path, corpus: Path, indexer: Indexer) -> None:
    for number in range(20):
        (corpus / f"{number}.txt").write_text("كتاب", "utf-8")
    indexer.stop = lambda: True
    list(indexer.update())
    assert len(indexer.index) == 0
    indexer.stop = bool
    list(indexer.update())
    assert len(indexer.index) == 20


def build(corpus: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "viewer", "index", str(corpus)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_two_builders_take_turns(home: Path, corpus: Path) -> None:
    for number in range(60):
        (corpus / f"{number}.txt").write_text(f"كتاب {number}", "utf-8")
    both = [build(corpus), build(corpus)]
    said = [process.communicate(timeout=60) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    totals = sorted(json.loads(out.splitlines()[0])["total"] for out, _ in said)
    assert totals == [0, 60]  # whoever came second found everything done


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")
def test_a_builder_killed_anywhere_leaves_a_sound_index(home: Path, corpus: Path) -> None:
    pick = random.Random(3)
    for number in range(400):
        words = " ".join(pick.choices(["كتاب", "مدرسة", "بيت", "قال"], k=200))
        (corpus / f"{number:03}.txt").write_text(words, "utf-8")
    path = index_path(home / "cache", corpus)
    for _ in range(3):
        process = build(corpus)
        assert process.stdout is not None
        process.stdout.readline()  # it began
        time.sleep(pick.random() * 0.4)
        process.kill()
        process.communicate()
        base = sqlite3.connect(path)
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        base.close()
        (corpus / f"{pick.randrange(400):03}.txt").write_text("كتاب جديد", "utf-8")
    with opened(corpus) as made:
        list(made.update())
        wanted = sum(p.read_text("utf-8").split().count("كتاب") for p in corpus.iterdir())
        assert Search(made.index, "كتاب", "spelling").run().total == wanted
        assert sum(form.count for form in made.index.forms(["كتاب"])) == wanted


@pytest.mark.skipif(not vectors.available(), reason="the extra `semantic` is not installed")
def test_passages_of_one_meaning(indexer: Indexer, corpus: Path) -> None:
    write(corpus)
    assert stages(indexer.update(meaning=1), "meaning") == 4  # the titles are too short
    assert stages(indexer.update(meaning=1), "meaning") == 0
    packed = vectors.packed(["a visit to the capital of Egypt"])[0]
    answer = meant(indexer.index, "visit", packed, 5)
    search = Search.again(indexer.index, answer.query, answer.mode)
    best = search.hit(answer.hits, 0)
    assert best.text in (ARABIC[1], ENGLISH[1]) and best.why == ("meaning",)


def test_a_scan_is_found_once_it_is_read_and_corrected(indexer: Indexer, corpus: Path) -> None:
    (corpus / "book").mkdir()
    for at in (1, 2):
        picture = page(lines=at)
        picture.save(corpus / "book" / f"p{at}.png")
    list(indexer.update())
    assert len(indexer.index) == 1 and stages(indexer.update(), "documents") == 0
    folder = paths.cache_dir() / LAYERS
    key = layer.content_key(corpus / "book" / "p2.png")
    words = [("زار", 200, 40, 40), ("القاهرت", 100, 40, 80)]
    layer.save_page(folder, key, 0, from_tsv(tsv([[words]]), (300, 420), "t", "ara"))
    assert stages(indexer.update(), "documents") == 1
    assert hit(indexer.index, "القاهرت").path == "book"
    box = [100 / 300, 40 / 420, 180 / 300, 52 / 420]
    fixed = {"page": 0, "box": box, "read": "القاهرت", "text": "القاهرة"}
    file = layer.corrections_file(corpus / "hashiya-notes" / LAYERS, key)
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps({"corrections": {"1": fixed}}), "utf-8")
    assert stages(indexer.update(), "documents") == 1
    assert hit(indexer.index, "قاهرة").text == "القاهرة"
    assert stages(indexer.update(), "documents") == 0


def test_forms_are_counted_alike_whoever_wrote_them_and_when(tmp_path: Path) -> None:
    """Documents come, change and go, by writers that know all forms, some, or none of them, and one
    of which fails: the forms and their counts are those of an index made of what is left."""
    pick, index = random.Random(3), Index(tmp_path / "a.db")
    words = ["كتاب", "كِتاب", "الكتاب", "مسؤول", "مسئول", "مئة", "مائة", "Cairo", "ﷺ", "قال"]
    there: dict[str, Document] = {}
    writers = [Writer(index), Writer(index)]
    for step in range(60):
        writer = pick.choice([*writers, Writer(index)])
        name = f"{pick.randrange(8)}.txt"
        if step % 7 == 3:
            broken: Any = [(File(name, 1, step), _document("زائد جديد")), (File("b", 1, 1), 5)]
            with pytest.raises(AttributeError):
                take(writer, broken)
        elif pick.random() < 0.3:
            writer.forget([name])
            there.pop(name, None)
        else:
            there[name] = _document(
                " ".join(pick.choices(words, k=pick.randrange(9))) + f" ك{step}"
            )
            take(writer, [(File(name, 1, step), there[name])])
    other = Index(tmp_path / "b.db")
    take(Writer(other), [(File(name, 1, 1), document) for name, document in there.items()])
    ask = "SELECT written, folded, stem, count FROM forms WHERE count != 0 ORDER BY 1, 2"
    forms = [each.base.execute(ask).fetchall() for each in (index, other)]
    assert forms[0] == forms[1] and len(forms[0]) > 8
    (twice,) = index.base.execute(
        "SELECT count(*) - count(DISTINCT written || ' ' || folded) FROM forms"
    ).fetchone()
    assert twice == 0
    signs = [Search(each, "كتاب", "clitics").run().total for each in (index, other)]
    assert signs[0] == signs[1] > 0


def _document(text: str) -> Document:
    return Document.of_text(text, language="ar")


def test_a_large_text_is_indexed_as_a_small_one(tmp_path: Path) -> None:
    text = "\n".join(f"سطر {n}\n \nline {n} مائة" for n in range(900))
    found = []
    for name, lines in (("a", StrLines(text)), ("b", ByteLines(text.encode()))):
        index = Index(tmp_path / f"{name}.db")
        take(Writer(index), [(File("x.txt", 1, 1), Document(lines, "txt", language="ar"))])
        found.append(list(index.texts(range(1 << 40))))
    assert found[0] == found[1] and len(found[0]) == 1800


def test_stems_have_an_index_once_all_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("وصل الوزير", "utf-8")
    with opened(tmp_path) as indexer:
        list(indexer.update())
        plan = "EXPLAIN QUERY PLAN SELECT id FROM forms WHERE stem = ?"
        assert "by_stem" in str(indexer.index.base.execute(plan, ("وزير",)).fetchall())
