"""Thousands of damaged copies of the samples: each is read or refused, and nothing grows."""

import signal
import sys
from pathlib import Path

import pytest
from hostile import mutated, read_or_refused

from viewer.core.base.errors import Unreadable
from viewer.core.worker.client import Worker

SAMPLES = Path(__file__).parents[2] / "data" / "formats"
NAMES = sorted(path.name for path in SAMPLES.iterdir() if path.suffix != ".json")
COPIES, ALL_COPIES = 150, 1000
HANGS = 20
"""Seconds from which a copy of a few kilobytes counts as a hang."""


@pytest.fixture
def watch():
    """Ends a copy that hangs, where the system can."""

    def hung(*_):
        raise AssertionError("hangs")

    if sys.platform == "win32":
        yield lambda: None
        return
    before = signal.signal(signal.SIGALRM, hung)
    yield lambda: signal.alarm(HANGS)
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.variants
@pytest.mark.parametrize("name", NAMES)
def test_damaged_copies_are_read_or_refused(tmp_path, watch, name, request):
    path = tmp_path / name
    count = ALL_COPIES if request.config.getoption("--all") else COPIES
    for data in mutated((SAMPLES / name).read_bytes(), count, seed=len(name)):
        path.write_bytes(data)
        watch()
        read_or_refused(path)


def _resident(pid: int) -> int:
    """Bytes of memory that a process holds (Linux)."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_the_child_survives_them_and_does_not_grow(tmp_path):
    copies = []
    for name in NAMES:
        for at, data in enumerate(mutated((SAMPLES / name).read_bytes(), 10, seed=7)):
            copies.append(tmp_path / f"{at}-{name}")
            copies[-1].write_bytes(data)
    worker, held, children = Worker(), [], set()
    for _ in range(3):
        for path in copies:
            try:
                worker.load(path, timeout=HANGS)
            except Unreadable as error:
                assert error.reason != "timeout"
            children.add(worker.pid)
        assert worker.pid is not None
        held.append(_resident(worker.pid))
    worker.close()
    assert len(children - {None}) == 1
    assert held[2] - held[1] < 4 << 20
