"""What every test gets: no screen, a home of its own, a copy of the sample corpus if it asks."""

from __future__ import annotations

import contextlib
import gc
import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from viewer.__main__ import load_qt

# How long an example takes says how busy the machine is.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", patient, derandomize=True)
settings.register_profile("search", patient, max_examples=500)

ROOT = Path(__file__).resolve().parents[1]

# Before any test module imports Qt. Its own screen without a file would be of 800x800 pixels.
SCREEN = ROOT / "tests" / "data" / "screen.json"
if os.environ.setdefault("QT_QPA_PLATFORM", "offscreen") == "offscreen":
    # Qt parts what stands there at colons, that of a drive's letter too.
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={str(SCREEN).removeprefix(SCREEN.drive)}"
with contextlib.suppress(ImportError):  # the core is tested without Qt, too
    load_qt()  # before pytest-qt does, so that everything else is imported as in the program
gc.enable()  # until a test starts the program
# Child processes (the worker, the verbs) find the source tree from any folder.
os.environ["PYTHONPATH"] = os.pathsep.join(
    [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all", action="store_true", help="run the slow tests too")


def pytest_configure(config: pytest.Config) -> None:
    """The same examples each time: what fails is the change. `--all` looks for others."""
    settings.load_profile("search" if config.getoption("--all") else "same")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--all"):
        return
    skip = pytest.mark.skip(reason="slow: runs with --all")
    seen = set[str]()
    for item in items:
        test = item.nodeid.partition("[")[0]
        if "slow" in item.keywords or ("variants" in item.keywords and test in seen):
            item.add_marker(skip)
        seen.add(test)


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Names for folders. `mktemp` would look through the names of all earlier ones each time."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def hashiya_home(_homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A HASHIYA_HOME for this test alone: no test sees the settings or notes of a person."""
    home = next(_homes)
    home.mkdir(mode=0o700)
    monkeypatch.setenv("HASHIYA_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def _no_dictionaries_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts are lined up alike whether the system has dictionaries of FreeDict or not."""
    monkeypatch.setattr("viewer.core.dictionaries.freedict.SHARED", ())


@pytest.fixture
def links(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Skip where no links can be made: Windows wants a right for it, Wine makes none."""
    link = tmp_path_factory.mktemp("links") / "link"
    try:
        link.symlink_to(link.parent)
    except OSError:
        pytest.skip("links cannot be made here")
    if not link.is_symlink():
        pytest.skip("links cannot be made here")


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A copy of the sample corpus that a test may write into."""
    return Path(shutil.copytree(ROOT / "seeds", tmp_path / "seeds"))
