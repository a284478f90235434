"""What Qt's own file dialog lacks in an interface from the right: paths from the left, two labels.

The dialogs of the system are none of Qt's, and are left alone.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget


class FileDialogs(QObject):
    """Mends each file dialog that gets the focus: `/home/reader` would be read `home/reader/`."""

    def __init__(self, qt: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        qt.focusChanged.connect(self._moved)

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:
        dialog = new.window() if new is not None and new.isRightToLeft() else None
        if dialog is not None and dialog.inherits("QFileDialog"):
            from viewer.ui.base.paths_from_left import mend  # here: not part of the start

            mend(dialog)
