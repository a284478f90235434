"""A text beside another is shown with its best rows at once, where that takes little."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from ui_parts import open_work, wait

from viewer.app import App
from viewer.core import formats
from viewer.core.bitext import sentence_vectors as vectors
from viewer.core.bitext.alignment import Cache, question
from viewer.core.dictionaries import freedict
from viewer.core.text.document import Document
from viewer.core.worker.client import Worker
from viewer.session.bitext import align_ahead, best_alignments
from viewer.session.bitext.alignment import Lined
from viewer.session.bitext.best_alignments import BestAlignments

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "core"))

from dictionary_samples import dictd

Start = Callable[..., App]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three works in two languages that the system has a dictionary of: a child knows better."""
    monkeypatch.setattr(vectors, "available", lambda: False)
    monkeypatch.setattr(best_alignments, "FIRST_PICTURE_S", 30.0)
    monkeypatch.setattr(freedict, "SHARED", (str(tmp_path),))
    (tmp_path / "dictd").mkdir()
    dictd(tmp_path / "dictd", "freedict-ara-eng", [("قطار", "قطار\nTrain\n")], False)
    made = tmp_path / "works"
    made.mkdir()
    for name in ("one", "three", "two"):
        (made / f"{name}.ar.txt").write_text(f"العنوان {name}\nوصل القطار متأخرا.\n", "utf-8")
        (made / f"{name}.en.txt").write_text(f"Title {name}\nThe train was late.\n", "utf-8")
    return made


@pytest.fixture
def best(tmp_path: Path) -> BestAlignments:
    return BestAlignments(Worker(), Cache(tmp_path / "cache"))


def texts(folder: Path, name: str) -> tuple[Document, Document]:
    return formats.load(folder / f"{name}.ar.txt"), formats.load(folder / f"{name}.en.txt")


def test_a_picture_waits_for_a_child_that_is_ready(folder: Path, best: BestAlignments) -> None:
    assert best.soon(*texts(folder, "one"), ()) is None
    assert best.last(*texts(folder, "one")) is not None
    made = best.soon(*texts(folder, "two"), ())
    assert made is not None
    assert [len(bead.after) for bead in made.beads] == [1, 1]
    assert best.known(*texts(folder, "two")) is not None
    best.close()


def test_no_picture_waits_for_a_long_text(folder: Path, best: BestAlignments) -> None:
    assert best.last(*texts(folder, "one")) is not None
    (folder / "two.ar.txt").write_text("وصل القطار متأخرا.\n" * 50_000, "utf-8")
    assert best.soon(*texts(folder, "two"), ()) is None
    best.close()


def test_a_short_text_is_finished_when_the_reader_goes_on(
    folder: Path, best: BestAlignments
) -> None:
    assert best.last(*texts(folder, "one")) is not None
    child = best._worker.pid
    made = best.of(*texts(folder, "two"), only_best=True)
    next(made)
    best.cancel()
    assert list(made) == []
    assert best._worker.pid == child
    assert best.known(*texts(folder, "two")) is not None
    best.close()


def test_the_next_work_is_aligned_while_one_is_read(
    start: Start, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(align_ahead, "BEFORE_AHEAD_MS", 0)
    app = start(str(folder))
    open_work(app, "one")
    cache = Cache(app.session.aligning._cache.folder.parent)
    wait(lambda: cache.get(question(*texts(folder, "three"))) is not None, 60)
    wait(lambda: cache.get(question(*texts(folder, "two"))) is not None, 60)
    started: list[bool] = []
    app.session.aligning.working.connect(started.append)
    open_work(app, "three")
    assert True not in started
    lined = app.session.aligning.lined
    assert lined is not None
    assert not lined.waiting


def test_rows_are_made_once_for_the_same_alignments(folder: Path, best: BestAlignments) -> None:
    first, second = texts(folder, "one")
    made = best.last(first, second)
    assert made is not None
    lined = Lined(None, {"ar": first, "en": second}, None)  # type: ignore[arg-type]
    ready = lined.rows_with({"en": made})
    lined.alignments["en"] = made
    assert lined.rows() is ready
    assert [len(row.blocks) for row in ready] == [2, 2]
    del lined.alignments["en"]
    assert lined.rows() == []
    best.close()
