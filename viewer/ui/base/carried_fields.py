"""What a reader typed and chose in the fields of a part, for the same part in another language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import QAbstractSlider, QCheckBox, QComboBox, QLineEdit, QTabWidget, QWidget

from viewer.ui.base.combo_box import Box

Fields = dict[str, Any]
"""What each field holds, by the way to it: the names of attributes."""


def fields_of(part: QWidget) -> Fields:
    """What was typed and chosen; fields are the attributes of a part and of the parts in it."""
    found = {}
    for way, field in _fields(part):
        if isinstance(field, QLineEdit):
            found[way] = field.text()
        elif isinstance(field, QCheckBox):
            found[way] = field.isChecked()
        elif isinstance(field, QTabWidget):
            found[way] = field.currentIndex()
        elif isinstance(field, QComboBox):
            found[way] = field.currentText(), field.currentData()
        else:
            found[way] = field.value()
    return found


def fill_fields(part: QWidget, fields: Fields) -> None:
    """Have the fields hold that; those that are not there are passed over."""
    for way, field in list(_fields(part)):
        value = fields.get(way)
        if value is None:
            continue
        if isinstance(field, QLineEdit):
            field.setText(value)
        elif isinstance(field, QCheckBox):
            field.setChecked(value)
        elif isinstance(field, QTabWidget):
            field.setCurrentIndex(value)
        elif isinstance(field, QComboBox):
            _choose(field, *value)
        else:
            field.setValue(value)


def _choose(box: QComboBox, text: str, data: Any) -> None:
    """Choose again what is perhaps not on offer yet: what fills the box keeps what is chosen."""
    if data in (None, ""):
        return
    if box.findData(data) < 0:
        box.addItem(text, data)
    box.setCurrentIndex(box.findData(data))


_KINDS = QLineEdit | QCheckBox | QTabWidget | Box | QAbstractSlider


def _fields(part: QWidget, way: str = "") -> Iterator[tuple[str, Any]]:
    if getattr(part, "shows_what_is_saved", False):
        return
    for name, value in vars(part).items():
        named = value.items() if isinstance(value, dict) else (("", value),)
        for key, each in named:
            if isinstance(each, QWidget) and each is not part and part.isAncestorOf(each):
                here = f"{way}.{name}.{key}"
                if isinstance(each, _KINDS):
                    yield here, each
                else:
                    yield from _fields(each, here)
