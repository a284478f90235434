"""Searching a corpus: what each of the three steps must find and must not, offsets, updates."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from viewer.cli import main as cli
from viewer.core.arabic import fold
from viewer.core.corpus import CorpusFile, File, scan
from viewer.core.corpus_search import MODES, parse, search
from viewer.core.document import Document
from viewer.core.index import TOKEN, Index
from viewer.core.indexing import update
from viewer.core.worker import Worker

EXACT, CLITICS, STEM, NEVER = 0, 1, 2, 3
TABLE = [
    # spelling: found at every step
    ("كتاب", "كِتَابٌ", EXACT), ("كتاب", "كـــتاب", EXACT), ("كِتاب", "كتاب", EXACT),
    ("احمد", "أحمد", EXACT), ("إلى", "الى", EXACT), ("القرآن", "القران", EXACT),
    ("على", "علي", EXACT), ("مدرسه", "مدرسة", EXACT), ("مؤتمر", "موتمر", EXACT),
    ("رئيس", "رييس", EXACT), ("شيء", "شيء", EXACT), ("کتاب", "كتاب", EXACT),
    ("١٢٣", "123", EXACT), ("٢٠٢١", "2021", EXACT), ("لا", "ﻻ", EXACT), ("Cafe", "café", EXACT),
    ("OBAMA", "Obama", EXACT), ("هذا", "هٰذا", EXACT), ("ٱلله", "الله", EXACT),
    ("قال", "قَالَ", EXACT), ("ایران", "إيران", EXACT), ("آمن", "امن", EXACT),
    # prefixes and suffixes: from the second step on
    ("كتاب", "الكتاب", CLITICS), ("كتاب", "والكتاب", CLITICS), ("كتاب", "بالكتاب", CLITICS),
    ("كتاب", "للكتاب", CLITICS), ("كتاب", "وبالكتاب", CLITICS), ("كتاب", "كتابه", CLITICS),
    ("كتاب", "كتابها", CLITICS), ("كتاب", "كتابهم", CLITICS), ("كتاب", "كتابنا", CLITICS),
    ("كتاب", "لكتابها", CLITICS), ("كتاب", "وكتاب", CLITICS), ("كتاب", "فكتاب", CLITICS),
    ("مدرسة", "المدرسة", CLITICS), ("مدرسة", "مدرسته", CLITICS), ("مدرسة", "مدرستنا", CLITICS),
    ("مدرسة", "بمدرستهم", CLITICS), ("مدرسة", "للمدرسة", CLITICS), ("فيروس", "بفيروس", CLITICS),
    ("فيروس", "والفيروس", CLITICS), ("حكومة", "حكومتها", CLITICS), ("وزير", "والوزير", CLITICS),
    ("وزير", "لوزير", CLITICS), ("قال", "وقال", CLITICS), ("قال", "فقال", CLITICS),
    ("رئيس", "لرئيس", CLITICS), ("رئيس", "ورئيسها", CLITICS), ("بيت", "بيتي", CLITICS),
    ("بيت", "بيوتهم", NEVER), ("يكتب", "سيكتب", CLITICS), ("يكتب", "وسيكتب", CLITICS),
    ("مدينة", "كمدينة", CLITICS), ("الحكومة", "والحكومة", CLITICS),
    ("بغداد", "ببغداد", CLITICS), ("دمشق", "لدمشق", CLITICS), ("دولة", "ودولة", CLITICS),
    # the same stem: at the third step only
    ("معلم", "المعلمين", STEM), ("معلم", "معلمون", STEM), ("حكومة", "الحكومية", STEM),
    ("كتاب", "كتابات", STEM), ("مدرسة", "مدرسات", STEM), ("سياسي", "السياسية", STEM),
    ("report", "reports", STEM), ("minister", "ministers", STEM), ("attack", "attacked", STEM),
    ("قال", "فقالوا", STEM), ("لاعب", "اللاعبين", STEM), ("مهندس", "مهندسين", STEM),
    # what only looks so
    ("الد", "والد", NEVER), ("لد", "بلد", NEVER), ("كتاب", "مكتبة", NEVER),
    ("تاب", "كتاب", NEVER), ("علم", "معلم", NEVER), ("يل", "فيل", NEVER), ("قلم", "إقليم", NEVER),
    ("لبن", "لبنان", NEVER), ("نك", "بنك", NEVER), ("صل", "وصل", NEVER), ("زير", "وزير", NEVER),
    ("ريق", "فريق", NEVER), ("لام", "كلام", NEVER), ("سلم", "مسلم", NEVER), ("حر", "بحر", NEVER),
    ("احد", "واحد", NEVER), ("كرة", "فكرة", NEVER), ("رد", "برد", NEVER), ("قد", "فقد", NEVER),
    ("كان", "مكان", NEVER), ("عرب", "عربة", STEM), ("قط", "فقط", NEVER), ("شرق", "مشرق", NEVER),
    ("port", "report", NEVER), ("mini", "minister", NEVER), ("فن", "فنان", NEVER),
    ("ماء", "سماء", NEVER), ("عرب", "عربه", CLITICS), ("يد", "سيد", NEVER),
    ("حب", "حبر", NEVER), ("جمل", "جملة", STEM),
]  # fmt: skip


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    made = Index(tmp_path / "index" / "a.db")
    yield made
    made.close()


def put(index: Index, **texts: str) -> None:
    index.put(
        [
            (File(f"{name}.txt", len(text), number), Document.of_text(text, language="ar"))
            for number, (name, text) in enumerate(texts.items())
        ]
    )


@pytest.mark.parametrize(("query", "text", "step"), TABLE, ids=lambda value: str(value))
def test_what_is_found_at_each_step(index: Index, query: str, text: str, step: int) -> None:
    put(index, a=f"كلام قبله {text} وكلام بعده", other="نص ليس فيه شيء من ذلك كله")
    for number, mode in enumerate(MODES):
        answer = search(index, query, mode)
        found = [hit for hit in answer.hits if hit.path == "a.txt" and hit.text == text]
        assert bool(found) == (step <= number), mode


def test_the_article_in_the_corpus_tells_a_first_letter_from_a_prefix(index: Index) -> None:
    put(index, a="وقود السيارة", b="الوقود غال", c="قود")
    assert search(index, "قود", "clitics").total == 1


def test_a_hit_stands_on_the_real_letters(index: Index) -> None:
    text = "سطر أول\n\nوَبِالكِتَابِ، قال: «الكـتاب» كتابُه"
    put(index, a=text)
    answer = search(index, "كتاب")
    assert [text[h.start : h.end] for h in answer.hits] == [h.text for h in answer.hits]
    assert [h.text for h in answer.hits] == ["وَبِالكِتَابِ", "الكـتاب", "كتابُه"]
    assert [h.why for h in answer.hits] == [
        ("وبال+", "spelling"), ("ال+", "spelling"), ("+ه", "spelling"),
    ]  # fmt: skip
    assert answer.hits[1].before.endswith("قال: «") and answer.hits[1].after.startswith("»")


def test_phrases_wildcards_or_and_not(index: Index) -> None:
    put(
        index,
        a="قال رئيس الوزراء أمس إن الوزارة ستعمل",
        b="رئيس مجلس الوزراء ووزارات أخرى",
        c="لا شيء\nرئيس\nالوزراء",
    )

    def paths(query: str, mode: str = "exact") -> set[str]:
        return {hit.path[0] for hit in search(index, query, mode).hits}

    assert paths('"رئيس الوزراء"') == {"a"}
    assert paths("رئيس الوزراء") == {"a", "b"}
    assert paths("وزار*") == set() and paths("*وزار*") == {"a", "b"}
    assert paths("الوزار?") == {"a"}
    assert paths("مجلس OR امس") == {"a", "b"}
    assert paths("رئيس -مجلس") == {"a", "c"}
    assert paths("رئيس lang:en") == set() and paths("رئيس lang:ar") == {"a", "b", "c"}
    for odd in ("", '"', "*", "OR", "-x", "( ) ^ : NEAR", '" AND "', "''", "lang:"):
        search(index, odd)
    assert parse("a OR b -c lang:ar").as_text() == "a OR b -c lang:ar"


def test_recall_is_that_of_a_folded_scan(index: Index) -> None:
    some = random.Random(5)
    letters = ["كتاب", "الكتاب", "بِكِتاب", "مدرسة", "المدرسه", "قال", "وقال", "فيروس", "أحمد", "إلى"]
    texts = {
        f"d{n}": "\n".join(" ".join(some.choices(letters, k=8)) for _ in range(6))
        for n in range(40)
    }
    put(index, **texts)
    for word in letters:
        wanted = fold(word).text
        scan_total = sum(TOKEN.findall(fold(text).text).count(wanted) for text in texts.values())
        assert search(index, word, "exact", limit=3).total == scan_total
        assert len(search(index, word, "exact", limit=3).hits) == 3


def test_the_index_follows_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name, text in (("a", "كتاب قديم"), ("b", "كتاب جديد"), ("c", "لا شيء")):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    worker, said = Worker(), CorpusFile(tmp_path / "corpus.json")
    made = Index(tmp_path / "i.db")

    def bring() -> list[tuple[int, int]]:
        files = [file for step in scan(folder) for file in step]
        return list(update(made, folder, files, said, worker))

    try:
        assert bring()[-1] == (3, 3)
        assert bring() == [(0, 0)]
        (folder / "a.txt").unlink()
        (folder / "b.txt").write_text("مدرسة جديدة هنا", "utf-8")
        assert bring()[-1] == (1, 1)
        assert search(made, "كتاب").total == 0 and search(made, "مدرسة").total == 1
        assert len(made) == 2
    finally:
        made.close()
        worker.close()


def test_a_damaged_index_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "i.db"
    path.write_bytes(b"no database at all" * 100)
    made = Index(path)
    put(made, a="كتاب")
    assert search(made, "كتاب").total == 1
    made.close()


def test_one_writes_while_another_reads(tmp_path: Path) -> None:
    one, two = Index(tmp_path / "i.db"), Index(tmp_path / "i.db")
    put(one, a="كتاب")
    assert search(two, "كتاب").total == 1
    put(one, b="كتاب آخر")
    assert search(two, "كتاب").total == 2
    one.close()
    two.close()


def test_search_prints_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HASHIYA_HOME", str(tmp_path / "home"))
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.ar.txt").write_text("وصل الكتاب\nكتابٌ ثانٍ", "utf-8")
    assert cli.main(["search", str(folder), "كتاب", "--json", "--limit", "1"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["total"] == 2 and len(told["hits"]) == 1
    assert told["hits"][0]["text"] == "الكتاب" and told["hits"][0]["start"] == 4
    assert told["hits"][0]["bead"] is None
    assert cli.main(["search", str(folder), "كتاب", "--mode", "exact"]) == 0
    assert capsys.readouterr().out == "a.ar.txt: «كتابٌ» ثانٍ\n"
    assert cli.main(["search", str(tmp_path / "none"), "كتاب"]) == 2
    assert not (folder / "hashiya-notes").exists()


def test_a_hit_comes_with_its_bead(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HASHIYA_HOME", str(tmp_path / "home"))
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.ar.txt").write_text("زار أوباما القاهرة في 4 يونيو 2009\nوصل الوزير", "utf-8")
    english = "Obama visited Cairo on 4 June 2009\nThe minister came"
    (folder / "a.en.txt").write_text(english, "utf-8")
    assert cli.main(["search", str(folder), "قاهرة", "--json"]) == 0
    (hit,) = json.loads(capsys.readouterr().out)["hits"]
    bead = hit["bead"]
    assert bead["path"] == "a.en.txt" and english[bead["start"] : bead["end"]] == bead["text"]
    assert bead["text"].startswith("Obama")
    assert cli.main(["search", str(folder), "minister", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["hits"][0]["bead"]["text"] == "وصل الوزير"
