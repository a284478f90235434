"""What Qt's own file dialog lacks in an interface from the right: paths from the left, two labels.

The dialogs of the system are none of Qt's, and are left alone.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QProxyStyle, QWidget

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


class FileDialogs(QObject):
    """Mends each file dialog that gets the focus: `/home/reader` would be read `home/reader/`."""

    def __init__(self, qt: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        qt.focusChanged.connect(self._moved)

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:
        dialog = new.window() if new is not None and new.isRightToLeft() else None
        if isinstance(dialog, QFileDialog):
            self._mend(dialog)

    def _mend(self, dialog: QFileDialog) -> None:
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
            # Qt writes these two into the dialog without asking for a translation
            dialog.setLabelText(QFileDialog.DialogLabel.LookIn, tr("Look in:"))
            dialog.setLabelText(QFileDialog.DialogLabel.FileType, tr("Files of type:"))
