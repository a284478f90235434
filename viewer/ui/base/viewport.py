"""Viewports of our own making."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def make_viewport(area: QAbstractScrollArea) -> None:
    """Give `area` a viewport as Qt would make it itself; not for text edits, which know their own.

    PySide, asked for a widget that Qt made, loads every class of widgets there is, to see which one
    it might be: some ten milliseconds, which a window would pay before its first picture.
    """
    viewport = QWidget()
    viewport.setBackgroundRole(QPalette.ColorRole.Base)
    viewport.setAutoFillBackground(True)
    area.setViewport(viewport)
