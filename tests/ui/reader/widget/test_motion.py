"""Movement on the screen, which the system can be asked to leave out."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QStyle
from ui_parts import arabic, wait

from viewer.ui.reader.widget.view import ReaderView

ROOT = Path(__file__).resolve().parents[4]
MOVING = (
    r"Q(Property|Variant)Animation|QTimeLine|QScroller|QMovie|setAnimated\(True|cursorFlashTime"
)
"""Other ways to move or blink; whoever needs one makes it obey the system, and tests that here."""


class Still:
    """The style of a system whose reader wants nothing to move."""

    def styleHint(self, hint: QStyle.StyleHint, *about: object) -> int:
        return 0 if hint == QStyle.StyleHint.SH_Widget_Animation_Duration else 1


def turn_wheel(view: ReaderView) -> None:
    point = QPointF(50, 50)
    event = QWheelEvent(
        point,
        point,
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


@pytest.mark.parametrize("still", [False, True])
def test_the_wheel_glides_only_where_the_system_moves_things(
    reader: Callable[..., ReaderView], still: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = reader({"ar": arabic("\n".join(["سطر من النص"] * 200))})
    if still:
        monkeypatch.setattr(view, "style", Still)
    lines = 3 * view.flow.page.line_height(False)

    def gone() -> float:
        return view.flow.heights.top(view.flow.top_row) + view.flow.top_offset

    turn_wheel(view)
    at_once = gone()
    assert (at_once >= lines - 2) is still
    wait(lambda: gone() >= lines - 2)


def test_nothing_else_moves_or_blinks() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in (ROOT / "viewer").rglob("*.py")
        for match in re.finditer(MOVING, path.read_text("utf-8"))
    ]
    assert not found
