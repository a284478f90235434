"""Makes the fixtures of `ui_parts` and of a plug-in known to the tests beside it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from plugin_maker import outside  # noqa: F401
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from ui_parts import fonts, reader, start  # noqa: F401

from viewer.core.worker.client import Worker


@pytest.fixture(scope="session", autouse=True)
def _children() -> Iterator[None]:
    """Keep the children that parse from one test to the next, as from one window to the next."""
    worker = Worker()
    yield
    worker.close()


@pytest.fixture(autouse=True)
def _without_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start children that align by words and lengths alone: see `without_vectors`."""
    here = str(Path(__file__).with_name("without_vectors"))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((here, os.environ["PYTHONPATH"])))


@pytest.fixture(autouse=True)
def _without_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for no disk after each note: no test cuts the power. What is synced, and when, is tested
    in `core/base` and `core/notes`; the programs that are killed here do it too."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)


@pytest.fixture(autouse=True)
def _no_key_held() -> Iterator[None]:
    """Let go of Ctrl and Shift: after keys and clicks with them Qt takes them for held, and what
    later tests select would be added to what is selected."""
    yield
    if QApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyRelease(QWidget(), Qt.Key.Key_unknown)
