"""Cards of notes, and what changed: each line and word stands where it is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui_parts import open_work, wait

from viewer.app import App
from viewer.core.notes.note import Note
from viewer.core.text import differences
from viewer.session.notes.notebook import PlacedNote
from viewer.ui.base.theme import themes
from viewer.ui.panels.notes.card_list import CardList
from viewer.ui.panels.notes.cards import CardDelegate, CardModel, _text
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
        self.show_notes([PlacedNote(note, Path("a.txt"), 0, 1, "same") for note in notes])

    def show_notes(self, notes: list[PlacedNote]) -> None:
        self.beginResetModel()
        self._shown = notes
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


def test_keys_and_clicks_find_their_way_through_cards_of_all_heights(cards: CardList) -> None:
    model = cards.model()
    assert isinstance(model, Listed)

    def current() -> int:
        cards.grab()
        assert cards.viewport().rect().intersects(cards.visualRect(cards.currentIndex()))
        assert [i.row() for i in cards.selectedIndexes()] == [cards.currentIndex().row()]
        return cards.currentIndex().row()

    rows = []
    for key in (Qt.Key.Key_End, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
        QTest.keyClick(cards, key)
        rows.append(current())
    assert rows[:2] == [1999, 1998] and rows[2] < 1997 and abs(rows[3] - 1998) < 2
    QTest.keyClick(cards, Qt.Key.Key_Home)
    assert current() == 0
    QTest.keyClick(cards, Qt.Key.Key_Down)
    assert current() == 1
    shown = cards._shown()
    QTest.mouseClick(
        cards.viewport(), Qt.MouseButton.LeftButton, pos=cards.visualRect(shown[2]).center()
    )
    assert current() == shown[2].row() == 2
    below = cards.visualRect(model.index(1999)).bottom() + 1
    assert not cards.indexAt(QPoint(5, below)).isValid()
    assert not cards.indexAt(QPoint(5, -1 - cards.verticalOffset())).isValid()


def test_a_card_is_scrolled_to_where_it_is_wanted(cards: CardList) -> None:
    index = cards.model().index(900, 0)
    room = cards.viewport().height()
    hint = CardList.ScrollHint
    for wanted in (hint.PositionAtTop, hint.PositionAtCenter, hint.PositionAtBottom):
        cards.scrollTo(index, wanted)
        card = cards.visualRect(index)
        off = {
            hint.PositionAtTop: card.top(),
            hint.PositionAtCenter: card.center().y() - room // 2,
            hint.PositionAtBottom: card.bottom() + 1 - room,
        }
        assert abs(off[wanted]) <= 1
    before = cards.verticalOffset()
    cards.scrollTo(index)
    assert cards.verticalOffset() == before


def test_thousands_of_cards_are_laid_out_without_a_question_for_each(
    cards: CardList, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    model = cards.model()
    assert isinstance(model, Listed)
    for name in ("rowCount", "data"):
        answer = getattr(CardModel, name)
        monkeypatch.setattr(
            CardModel, name, lambda *about, answer=answer: asked.append(1) or answer(*about)
        )
    new = PlacedNote(Note(text="كلمة " * 50), Path("a.txt"), 0, 1, "same")
    measured = cards.measured  # type: ignore[attr-defined]
    model.show_notes([*model.shown[:2], new, *model.shown[2:]])
    cards.grab()
    assert cards.visualRect(model.index(2)).height() > 60
    assert cards.measured == measured + 1  # type: ignore[attr-defined]
    assert heights_are_exact(cards) and len(asked) < 200


def test_notes_written_together_are_listed_once(
    start: Callable[..., App], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one.ar.txt").write_text("كلمة " * 40, "utf-8")
    app = start(str(tmp_path))
    open_work(app, "one")
    notebook, document = app.session.notebook, app.session.view.documents["ar"]
    panel, listed = app.window.notes, []
    rebuild = panel.model.rebuild
    monkeypatch.setattr(panel.model, "rebuild", lambda *a: (listed.append(1), rebuild(*a))[1])
    ids = [notebook.write(document, document.span(at, at + 4)) for at in range(0, 200, 5)]
    notebook.saves.wait()
    wait(lambda: len(notebook.of(document)) == 40 and panel.model.rowCount() == 40)
    assert len(listed) < 20
    for _ in range(9):
        assert document.path is not None
        notebook.changed.emit(document.path)
    listed.clear()
    panel.take_up(ids[-1])  # knows what was just written
    wait(lambda: not panel._stale.isActive())
    assert len(listed) == 1 and panel.shown_id == ids[-1]
