"""Where the caret of an empty field stands: at the side at which the interface begins.

Qt asks the keyboard instead, which writes from the left for most readers of Arabic interfaces, and
sets the caret at the one end of the field while its placeholder is at the other.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QWidget

_SIDE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


class FieldsFromRight(QObject):
    """Sets each field of an interface from the right as it gets the focus."""

    def __init__(self, qt: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        qt.focusChanged.connect(self._moved)

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(new, QLineEdit) and new.isRightToLeft() and new.alignment() != _SIDE:
            new.setAlignment(_SIDE)


def lean(field: QTextEdit) -> None:
    """Have an empty text begin where the interface does, a written one as its letters run."""
    ways = Qt.LayoutDirection
    empty = not field.toPlainText()
    way = ways.RightToLeft if empty and field.isRightToLeft() else ways.LayoutDirectionAuto
    document = field.document()
    if document.defaultTextOption().textDirection() != way:
        option = QTextOption()
        option.setTextDirection(way)
        document.setDefaultTextOption(option)
