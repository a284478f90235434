"""Errors stay inside what Qt calls: one is planted in every override."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FunctionType

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui_parts import open_work, press, wait

import viewer.ui
from viewer.app import App
from viewer.ui.base.guarded import ANSWERS, guarded, overrides_qt

Start = Callable[..., App]


def overriding() -> Iterator[tuple[type, str, FunctionType]]:
    """(class, name, function) of every override of a method of Qt in the interface."""
    for found in pkgutil.walk_packages(viewer.ui.__path__, "viewer.ui."):
        module = importlib.import_module(found.name)
        for cls in vars(module).values():
            if inspect.isclass(cls) and cls.__module__ == found.name:
                for name, function in list(vars(cls).items()):
                    if isinstance(function, FunctionType) and overrides_qt(cls, name):
                        yield cls, name, function


def is_held(function: FunctionType) -> bool:
    return hasattr(function, "__wrapped__")


def test_every_override_is_guarded() -> None:
    bare = [f"{c.__module__}.{c.__name__}.{n}" for c, n, f in overriding() if not is_held(f)]
    assert not bare


def fail(*_: object, **__: object) -> None:
    raise ZeroDivisionError("planted")


def test_an_error_in_every_override_ends_nothing(
    start: Start, seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = start(str(seeds))
    open_work(app, "the-well")
    window = app.window
    for panel in window.parts.values():
        panel.show()
    QApplication.processEvents()
    told: list[type] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: told.append(kind))
    names = set()
    with monkeypatch.context() as planted:
        for _, name, function in overriding():
            planted.setattr(function, "__wrapped__", fail)
            names.add(name)
        for size in (QSize(900, 600), QSize(1200, 800)):
            window.resize(size)
            QApplication.processEvents()
            window.grab()
        for widget in (window.pane.reader, window.tree.view, window.notes.list, window.notes):
            for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Left):
                press(widget, key)
            QTest.mouseMove(widget, QPoint(20, 20))
            QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(15, 15))
        QApplication.processEvents()
    assert told and set(told) == {ZeroDivisionError}
    assert {"paintEvent", "data", "rowCount", "sizeHint", "eventFilter"} <= names
    window.resize(1000, 700)
    press(window.pane.reader, Qt.Key.Key_Down)
    wait(lambda: not app.session.busy)
    assert window.pane.reader.flow.visible()


def test_what_qt_asks_for_has_an_answer() -> None:
    for cls, name, function in overriding():
        if name in ANSWERS:
            with pytest.MonkeyPatch.context() as planted:
                planted.setattr(function, "__wrapped__", fail)
                planted.setattr(sys, "excepthook", lambda *_: None)
                assert function(None) == ANSWERS[name], (cls, name)


def test_garbage_that_qt_still_asks_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    @guarded
    class Part(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.field = QObject()

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            return watched is self.missing if hasattr(self, "field") else watched is self.field  # type: ignore[attr-defined]

    told: list[type] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: told.append(kind))
    part, event = Part(), QEvent(QEvent.Type.User)
    assert part.eventFilter(part, event) is False and told == [AttributeError]
    vars(part).clear()  # as Python does with what nobody holds
    assert part.eventFilter(part, event) is False and told == [AttributeError]
