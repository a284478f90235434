"""When Python's garbage is collected."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QPixmap, QPixmapCache
from ui_parts import another_window, wait

from viewer.app import App
from viewer.ui.base.garbage_collection import OLDEST, Sweeper


@pytest.fixture
def sweeper(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Sweeper, list[int]]]:
    """One that never runs by itself, and which generations it collected."""
    collected: list[int] = []
    collect = gc.collect

    def noted(generation: int = OLDEST) -> int:
        collected.append(generation)
        return collect(generation)

    enabled, parent = gc.isenabled(), QObject()
    made = Sweeper(parent)
    made._timer.stop()
    monkeypatch.setattr(gc, "collect", noted)
    yield made, collected
    if enabled:
        gc.enable()


def full_is_due() -> None:
    """Have so many younger collections be over that Python would look at all objects."""
    for _ in range(gc.get_threshold()[2] + 2):
        gc.collect(OLDEST - 1)


def test_all_objects_are_looked_at_again_once_they_are_twice_as_many(
    sweeper: tuple[Sweeper, list[int]],
) -> None:
    made, collected = sweeper
    full_is_due()
    kept = [[number] for number in range(40_000)]
    made.sweep()
    assert collected[-1] == OLDEST
    full_is_due()
    kept += [[number] for number in range(1000)]
    made.sweep()
    assert collected[-1] == OLDEST - 1
    full_is_due()
    kept += [[number] for number in range(2 * len(gc.get_objects()))]
    made.sweep()
    assert collected[-1] == OLDEST


def test_what_was_imported_is_not_looked_at_again(sweeper: tuple[Sweeper, list[int]]) -> None:
    assert gc.get_freeze_count() > 1000 and not gc.isenabled()


def test_only_the_first_sets_aside_what_is_there(sweeper: tuple[Sweeper, list[int]]) -> None:
    frozen, parent = gc.get_freeze_count(), QObject()
    Sweeper(parent)
    assert gc.get_freeze_count() == frozen


def test_what_a_closed_window_held_is_let_go_of(start: Callable[..., App]) -> None:
    app = start()
    seat = another_window(app)
    held = weakref.ref(seat.session)
    seat.window.close()
    del seat
    wait(lambda: held() is None)


def test_what_was_drawn_of_a_closed_window_is_let_go_of(start: Callable[..., App]) -> None:
    app = start()
    another_window(app).window.close()
    kept = QPixmapCache.insert(QPixmap(9, 9))
    assert kept.isValid()
    wait(lambda: not app._sweeper._tidying.isActive())
    assert not kept.isValid()
