"""Turning pages: how far a page reaches, so that the last line read stays on screen.

Left and Right turn pages only while no caret stands in the text: before the first click or arrow
up or down, and after Esc. Somebody who listens to a screen reader always has a caret.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeyEvent

from viewer.ui.reader.layout.flow import Flow
from viewer.ui.reader.widget.surface import Surface

EDGE_PX = 6.0
"""Pixels between the edge of the screen and the line that stays."""

LEAST_PAGE_SHARE = 0.5
"""Share of the screen that a page is at least; less where a picture fills the foot of it."""


def page(flow: Flow, down: bool) -> float:
    """Pixels to scroll, negative upwards.

    The last line that is whole on screen becomes the first one, or the other way round; where
    columns differ, the one that reaches less far decides, so that none of them loses a line.
    """
    lines: dict[str, list[tuple[float, float]]] = {}
    for side, top, bottom in _lines(flow):
        if top >= 0 and bottom <= flow.height:
            lines.setdefault(side, []).append((top, bottom))
    if down:
        ends = [max(whole)[0] for whole in lines.values()]
        far = min(ends, default=0.0) - EDGE_PX
    else:
        begins = [flow.height - min(whole)[1] for whole in lines.values()]
        far = min(begins, default=0.0) - EDGE_PX
    if far < flow.height * LEAST_PAGE_SHARE:
        far = flow.height - flow.page.line_height(True)
    return far if down else -far


def _lines(flow: Flow) -> Iterator[tuple[str, float, float]]:
    """(column, upper edge, lower edge) of every line on screen, as lines are set apart."""
    for row, y, _ in flow.visible():
        for placed in flow.placed(row, y):
            pitch = placed.cell.style.pitch
            for part in placed.cell.parts:
                for number in range(part.layout.lineCount()):
                    top = placed.y + part.y + number * pitch
                    yield placed.side if flow.beside else "", top, top + pitch


def key(view: Surface, event: QKeyEvent) -> bool:
    """Turn a page with Left or Right; False when the key moves the caret, or is another one."""
    arrows = (Qt.Key.Key_Left, Qt.Key.Key_Right)
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.key() not in arrows or held != Qt.KeyboardModifier.NoModifier:
        return False
    if view.caret.side or QAccessible.isActive() or view.proxy.always or not view.flow.documents:
        return False
    left = event.key() == Qt.Key.Key_Left
    view.turn_page(towards(view.flow, left, view.isRightToLeft()))
    return True


def leave(view: Surface, event: QKeyEvent) -> None:
    """Esc takes the caret out of the text, so that Left and Right turn pages."""
    if event.key() == Qt.Key.Key_Escape and view.caret.side:
        view.caret.reset()
        view.viewport().update()


def towards(flow: Flow, left: bool, mirrored: bool) -> bool:
    """Whether a page turned to the left (or right) leads on: Arabic pages lead to the left.

    Of several columns that run both ways, the side from which the window is read decides.
    """
    ways = {flow.is_rtl(side) for side in flow.shown_sides()}
    rtl = ways.pop() if len(ways) == 1 else mirrored
    return left == rtl
