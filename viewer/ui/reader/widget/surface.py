"""What the parts of the reading pane see of it: where the text stands, what they may ask."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from viewer.ui.reader.layout.flow import Flow
from viewer.ui.reader.paint.marks import Marks

Position = tuple[int, int]
"""A block, and code points into it."""


class CaretOnSurface(Protocol):
    """Where the reader is: `side` is empty before the first click."""

    side: str
    anchor: Position
    position: Position

    @property
    def has_selection(self) -> bool: ...
    def reset(self) -> None: ...
    def range(self) -> tuple[Position, Position]: ...
    def set(self, side: str, anchor: Position, position: Position) -> None: ...
    def land(self) -> None: ...
    def go(self, new: Position, *, extend: bool) -> None: ...


class LitRow(Protocol):
    def follow_caret(self) -> None: ...


class KeyboardProxy(Protocol):
    """What has the keyboard focus for the pane; `always`: also when nothing listens to it."""

    always: bool

    def follow(self) -> None: ...
    def hasFocus(self) -> bool: ...


class Surface(Protocol):
    """The reading pane, as `ReaderView` is; its signals are described there."""

    flow: Flow
    marks: Marks
    twin: tuple[str, int, int] | None

    @property
    def caret(self) -> CaretOnSurface: ...
    @property
    def focus(self) -> LitRow: ...
    @property
    def proxy(self) -> KeyboardProxy: ...

    # Signals; to pyright that of a class is no `SignalInstance` here.
    selected: Any
    settled: Any
    mark_clicked: Any
    word_asked: Any
    link_clicked: Any
    link_hovered: Any
    pointed: Any
    border_dragged: Any
    widths_dragged: Any
    peek_asked: Any

    def viewport(self) -> QWidget: ...
    def isRightToLeft(self) -> bool: ...
    def keyPressEvent(self, event: QKeyEvent) -> None: ...
    def keyReleaseEvent(self, event: QKeyEvent) -> None: ...
    def scroll_by(self, pixels: float) -> None: ...
    def turn_page(self, down: bool) -> None: ...
    def go_to(self, side: str, block: int, offset: int = 0, at: float = 0.25) -> None: ...
    def set_shares(self, shares: list[float]) -> None: ...
