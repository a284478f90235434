"""The sample corpus is lined up exactly right, however its texts are opened."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from ui_parts import open_work, stop, wait

from viewer.app import App
from viewer.cli import align
from viewer.core.bitext import sentence_vectors as vectors
from viewer.core.bitext.alignment import Alignment

Start = Callable[..., App]

SAMPLES = Path(__file__).resolve().parents[2] / "seeds"
NAMES = sorted(path.name.partition(".")[0] for path in SAMPLES.rglob("*.ar.*"))


def sides(folder: Path, name: str) -> list[str]:
    """The files of a sample, the Arabic one first."""
    return [str(path) for tag in ("ar", "en") for path in folder.rglob(f"{name}.{tag}.*")]


def kinds(made: Alignment) -> set[tuple[int, int]]:
    return {(len(bead.before), len(bead.after)) for bead in made.beads}


def check_work(app: App, name: str) -> None:
    """The n-th paragraph of a work stands beside the n-th: at first sight, and at last."""
    seen: list[set[tuple[int, int]]] = []
    aligning = app.session.aligning

    def look() -> None:
        lined = aligning.lined
        seen.extend(kinds(made) for made in (lined.alignments.values() if lined else ()))

    aligning.rows_changed.connect(look)
    open_work(app, name)
    wait(lambda: seen and not aligning.busy, 120)
    assert set().union(*seen) == {(1, 1)}, name
    assert set(app.session.view.documents) == {"ar", "en"}
    aligning.rows_changed.disconnect(look)


@pytest.fixture(params=["plain", pytest.param("vectors", marks=pytest.mark.slow)])
def _knowing(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "plain":
        monkeypatch.setattr(vectors, "available", lambda: False)
    elif not vectors.available():
        pytest.skip("the extra `semantic` is not installed")


@pytest.mark.usefixtures("_knowing")
def test_samples_of_an_opened_folder(start: Start, seeds: Path) -> None:
    app = start(str(seeds))
    for name in NAMES:
        check_work(app, name)


@pytest.mark.usefixtures("_knowing")
@pytest.mark.parametrize("count", [1, 2])
def test_samples_opened_as_files(start: Start, seeds: Path, count: int) -> None:
    """Two files, or one that brings its partner."""
    for name in NAMES:
        for paths in [sides(seeds, name)] if count == 2 else [[p] for p in sides(seeds, name)]:
            app = start(*paths)
            check_work(app, name)
            stop(app)


@pytest.mark.usefixtures("_knowing")
def test_samples_by_the_command_line(seeds: Path) -> None:
    for name in NAMES:
        told = io.StringIO()
        with contextlib.redirect_stdout(told):
            assert align.run(["--json", *sides(seeds, name)]) == 0
        rows = json.loads(told.getvalue())["beads"]
        assert rows and all(len(row["ar"]) == len(row["en"]) == 1 for row in rows), name
