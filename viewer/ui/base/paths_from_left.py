"""Paths that are read from the left in a file dialog of Qt that is laid out from the right."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QProxyStyle, QWidget

from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import tr


@guarded
class _FromLeft(QProxyStyle):
    """Draws text from the left, whatever the direction of the program is."""

    def drawItemText(
        self,
        painter: QPainter,
        rect: QRect,
        flags: int,
        pal: QPalette | Qt.GlobalColor | QColor,
        enabled: bool,
        text: str,
        textRole: QPalette.ColorRole = QPalette.ColorRole.NoRole,
    ) -> None:
        forced = flags | Qt.TextFlag.TextForceLeftToRight.value
        super().drawItemText(painter, rect, forced, pal, enabled, text, textRole)


def mend(dialog: QWidget) -> None:
    """Have the paths of a `QFileDialog` run from the left; nothing is done a second time."""
    way = Qt.LayoutDirection.LeftToRight
    if (name := dialog.findChild(QLineEdit, "fileNameEdit")) is not None:
        name.setLayoutDirection(way)
        name.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    folders = dialog.findChild(QComboBox, "lookInCombo")
    if folders is not None and folders.layoutDirection() != way:
        folders.setLayoutDirection(way)
        style = _FromLeft()
        style.setParent(folders)
        folders.setStyle(style)
        if isinstance(dialog, QFileDialog):
            # Qt writes these two into the dialog without asking for a translation
            dialog.setLabelText(QFileDialog.DialogLabel.LookIn, tr("Look in:"))
            dialog.setLabelText(QFileDialog.DialogLabel.FileType, tr("Files of type:"))
