"""What is remembered of a corpus."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from viewer.core.base import json_files
from viewer.core.corpus.corpus_file import CorpusFile


def test_what_the_reader_said_is_remembered(tmp_path: Path) -> None:
    path = tmp_path / "hashiya-notes" / "corpus.json"
    file = CorpusFile.read(path)
    file.pair("a", "b")
    file.unpair("c", "d")
    file.override("n/a", "language", "ar")
    file.override("n/", "encoding", "windows-1256")
    file.override_block("n/a", 17, "ltr")
    file.extra["later"] = {"kept": True}
    file.write()
    again = CorpusFile.read(path)
    assert again.pairs == [("a", "b")] and again.refused == [("c", "d")]
    assert again.overrides("n/a") == {
        "language": "ar",
        "encoding": "windows-1256",
        "blocks": {"17": "ltr"},
    }
    assert again.overrides("n/other") == {"encoding": "windows-1256"}
    assert again.extra == {"later": {"kept": True}}
    again.override("n/a", "language", None)
    assert "language" not in again.overrides("n/a")


def test_a_slow_write_does_not_replace_a_newer_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, save = CorpusFile(tmp_path / "corpus.json"), json_files.save_bytes
    other = threading.Thread(target=file.write)

    def slow(*arguments: object) -> None:
        if not other.ident:  # the first write: another thread says and writes more meanwhile
            file.override("b", "language", "fa")
            other.start()
            other.join(1)  # it ends, or waits for this one
        save(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(json_files, "save_bytes", slow)
    file.override("a", "language", "ar")
    file.write()
    other.join()
    assert CorpusFile.read(file.path).documents.keys() == {"a", "b"}


@pytest.mark.parametrize("text", ["{", "[1, 2]", "\udcff", "null"])
def test_an_unreadable_file_is_set_aside(tmp_path: Path, text: str) -> None:
    path = tmp_path / "corpus.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    file = CorpusFile.read(path)
    assert file.damaged is not None and file.damaged.exists() and not path.exists()
    file.pair("a", "b")
    file.write()
    assert json.loads(path.read_text("utf-8"))["pairs"] == [["a", "b"]]


def test_wrong_types_inside_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "corpus.json"
    data = {"pairs": [["a"], 3, ["a", "b"]], "documents": {"x": 4, "y": {"blocks": [1]}}}
    path.write_text(json.dumps(data), "utf-8")
    file = CorpusFile.read(path)
    assert file.pairs == [("a", "b")] and file.overrides("y") == {} and file.overrides("x") == {}
