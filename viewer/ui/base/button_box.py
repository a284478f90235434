"""The row of buttons at the foot of a dialog."""

from __future__ import annotations

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox


def closing_box(dialog: QDialog) -> QDialogButtonBox:
    """Buttons with one that closes the dialog, without the pictures that some systems give them:
    those are dark in a dark window too.
    """
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    box.rejected.connect(dialog.reject)
    for button in box.buttons():
        button.setIcon(QIcon())
    return box
