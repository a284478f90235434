"""Buttons beside each other go on in the next line, mirrored in Arabic, and nothing is cut off."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from viewer.ui.base.wrapping_row import WrappingRow


class Piece(QLabel):
    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self._size = QSize(width, height)

    def sizeHint(self) -> QSize:
        return self._size

    minimumSizeHint = sizeHint


@pytest.fixture
def shown(qapp: QApplication) -> Iterator[tuple[QWidget, list[Piece]]]:
    pieces = [Piece(60, 30), Piece(60, 30), Piece(40, 10)]
    window = QWidget()
    window.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(QWidget(), 1)
    layout.addLayout(WrappingRow(*pieces, spacing=6))
    window.show()
    yield window, pieces
    window.deleteLater()


def places(window: QWidget, pieces: list[Piece], width: int) -> list[tuple[int, int]]:
    """(x, pixels above the lower edge of the window) of each."""
    window.resize(width, 200)
    window.layout().activate()
    assert all(window.rect().contains(piece.geometry()) for piece in pieces)
    return [(piece.x(), 200 - piece.y()) for piece in pieces]


def test_they_stand_in_one_line_where_there_is_room(shown: tuple[QWidget, list[Piece]]) -> None:
    assert places(*shown, 200) == [(0, 30), (66, 30), (132, 30)]


def test_what_finds_no_room_stands_below(shown: tuple[QWidget, list[Piece]]) -> None:
    assert places(*shown, 150) == [(0, 46), (66, 46), (0, 10)]
    assert places(*shown, 60) == [(0, 82), (0, 46), (0, 10)]


def test_they_are_mirrored_from_right_to_left(shown: tuple[QWidget, list[Piece]]) -> None:
    shown[0].setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert places(*shown, 150) == [(90, 46), (24, 46), (110, 10)]


def test_what_is_hidden_takes_no_room(shown: tuple[QWidget, list[Piece]]) -> None:
    window, pieces = shown
    pieces[0].hide()
    assert places(window, pieces[1:], 150) == [(0, 30), (66, 30)]
    assert window.layout().itemAt(1).geometry() == QRect(0, 170, 150, 30)
