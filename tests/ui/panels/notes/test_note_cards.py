"""Cards of notes, and what changed: each line and word stands where it is read."""

from __future__ import annotations

import re

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from viewer.core.text import differences
from viewer.ui.panels.notes.cards import _text
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
