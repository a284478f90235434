"""Cards of notes, and what changed: each line and word stands where it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from viewer.core.notes.note import Note
from viewer.core.text import differences
from viewer.session.notes.notebook import PlacedNote
from viewer.ui.base.theme import themes
from viewer.ui.panels.notes.cards import CardDelegate, CardList, CardModel, _text
from viewer.ui.panels.notes.reattach import difference


def painted(text: str, lines: int) -> QImage:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    _text(painter, QRect(10, 0, 280, 200), 4, text, QApplication.font(), QColor("black"), lines)
    painter.end()
    return image


def test_what_has_no_room_is_not_drawn_over_the_rest(fonts: list[str]) -> None:
    first = "يكتب السطر الأول\nثم السطر الثاني\n"
    assert painted(first + "ثالث", 2) == painted(first + "WWWWWWWW\nرابع", 2)
    assert painted(first, 2) != painted(first + "ثالث", 3)


def test_what_took_the_place_of_something_stands_apart_from_it() -> None:
    pieces = differences.words("كتاب أصدره الناشر", "كتاب نشره الناشر")
    plain = re.sub("<[^>]*>", "", difference(pieces, {"gone": "#f00", "new": "#0f0"}))
    assert "أصدرهنشره" not in plain and plain.split() == ["كتاب", "أصدره", "نشره", "الناشر"]


class Listed(CardModel):
    """Cards of these notes, whatever is open."""

    def __init__(self, notes: list[Note]) -> None:
        super().__init__(None)  # type: ignore[arg-type]
        self.beginResetModel()
        self._shown = [PlacedNote(note, Path("a.txt"), 0, 1, "same") for note in notes]
        self.endResetModel()


@pytest.fixture
def cards(fonts: list[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[CardList]:
    """Many cards of all heights in a list; `measured` counts those that were measured."""
    drawn = CardDelegate._draw

    def counted(self: CardDelegate, painter: QPainter | None, *about: object) -> int:
        made.measured += painter is None  # type: ignore[attr-defined]
        return drawn(self, painter, *about)  # type: ignore[arg-type]

    monkeypatch.setattr(CardDelegate, "_draw", counted)
    notes = [Note(text="كلمة WWW " * (n % 40) + "\n" * (n % 3)) for n in range(2000)]
    model = Listed(notes)
    made = CardList(model, themes()["light"])
    made.measured = 0  # type: ignore[attr-defined]
    made.resize(300, 500)
    made.show()
    QApplication.processEvents()
    yield made
    made.close()


def heights_are_exact(cards: CardList) -> bool:
    """Whether each card on screen has as much room as its text needs."""
    delegate = cards.itemDelegate()
    assert isinstance(delegate, CardDelegate)
    room = QRect(0, 0, cards.viewport().width(), 10_000)
    shown = cards._shown()
    placed = cards.model().placed  # pyright: ignore[reportAttributeAccessIssue]
    drawn = [delegate._draw(None, room, placed(i.row()), cards.font()) for i in shown]
    return len(shown) > 2 and drawn == [cards.visualRect(i).height() for i in shown]


def test_only_cards_on_screen_are_measured(cards: CardList) -> None:
    assert 3 < cards.measured < 60  # type: ignore[attr-defined]
    assert heights_are_exact(cards)
    cards.scrollToBottom()
    cards.grab()
    assert cards.measured < 120  # type: ignore[attr-defined]
    assert heights_are_exact(cards)


def test_the_current_card_stays_on_screen_when_others_are_measured(cards: CardList) -> None:
    for row in (1500, 700, 1999, 3):
        index = cards.model().index(row, 0)
        cards.setCurrentIndex(index)
        cards.scrollTo(index)
        cards.grab()
        assert cards.viewport().rect().intersects(cards.visualRect(index))
        assert heights_are_exact(cards)
