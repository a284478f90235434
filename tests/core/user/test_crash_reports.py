"""Reports of crashes: what they say, what they never say, and when they go."""

from __future__ import annotations

import faulthandler
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from viewer.core.user import crash_reports as crashes
from viewer.core.user.crash_reports import without_names

SECRET = "جملة من مستند القارئ"


@pytest.fixture
def recorder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[crashes.Recorder]:
    """A recorder of this process; pytest has its own faulthandler back afterwards."""
    monkeypatch.setattr(threading, "excepthook", lambda args: None)
    before = faulthandler.is_enabled()
    made = crashes.Recorder(tmp_path, "frozen\n")
    yield made
    made.end()
    if before:
        faulthandler.enable()


def fail() -> None:
    try:
        raise KeyError(SECRET)
    except KeyError as error:
        raise ValueError(f"not a date: {SECRET}") from error


def caught() -> BaseException:
    try:
        fail()
    except ValueError as error:
        return error
    raise AssertionError


def test_a_report_names_kinds_and_lines_and_no_words(recorder: crashes.Recorder) -> None:
    error = caught()
    recorder.record(type(error), error, error.__traceback__)
    text = recorder.path.read_text("utf-8")
    assert "builtins.ValueError" in text and "builtins.KeyError" in text and ", in fail" in text
    assert text.startswith("Hashiya ") and "frozen" in text
    assert SECRET not in text and "not a date" not in text


def test_errors_of_threads_are_recorded(recorder: crashes.Recorder) -> None:
    recorder.watch_threads()
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert "Unforeseen: builtins.ValueError" in recorder.path.read_text("utf-8")


def test_a_wanted_end_is_no_error(recorder: crashes.Recorder) -> None:
    recorder.record(KeyboardInterrupt, KeyboardInterrupt(), None)
    recorder.end()
    assert not recorder.path.exists()


def test_an_error_that_comes_again_and_again_does_not_fill_the_disk(
    recorder: crashes.Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crashes, "LONGEST_REPORT_CODE_POINTS", 3000)
    error = caught()
    for _ in range(100):
        recorder.record(type(error), error, error.__traceback__)
    assert 500 < recorder.path.stat().st_size < 4000


def test_a_folder_that_cannot_be_written_makes_no_report(tmp_path: Path) -> None:
    recorder = crashes.Recorder(tmp_path / "none")
    error = caught()
    recorder.record(type(error), error, error.__traceback__)
    recorder.end()
    assert not list(tmp_path.iterdir())


def test_reports_are_put_away_and_old_ones_go(tmp_path: Path) -> None:
    fatal = "Hashiya 1\n\nFatal Python error: Segmentation fault\n"
    for number in range(8):
        path = tmp_path / f"running-{number}000000.txt"
        path.write_text(fatal, "utf-8")
        os.utime(path, (1e9 + number, 1e9 + number))
    (tmp_path / "running-9999999.txt").write_text("Hashiya 1\n\n", "utf-8")  # killed, no crash
    own = tmp_path / f"running-{os.getpid()}.txt"
    own.write_text(fatal, "utf-8")
    newest = crashes.collect(tmp_path)
    assert newest is not None and newest.name.endswith("-7000000.txt")
    assert newest.read_text("utf-8") == fatal
    left = sorted(path.name for path in tmp_path.glob("running-*"))
    assert left == [own.name]
    assert len(list(tmp_path.glob("crash-*.txt"))) == crashes.REPORTS_KEPT
    assert crashes.collect(tmp_path) is None  # told once


@pytest.mark.parametrize(
    "line",
    [
        r'File "C:\Users\Samir Haddad\app\x.py", line 3 in f',
        'File "/home/samir/.venv/x.py", line 3 in f',
        'File "/Users/samir/x.py", line 3 in f',
        f'File "{Path("/srv/samir/here/x.py")}", line 3 in f',
    ],
)
def test_a_report_for_others_names_no_user(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/srv/samir"))
    given = without_names(f"Fatal Python error\n  {line}\n  {line}\n")
    assert "amir" not in given and given.count('x.py", line 3 in f') == 2
