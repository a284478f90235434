"""The licences of the program and of what it stands on, to read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from viewer.core.base.paths import licence_dirs
from viewer.core.user.licences import collected, installed
from viewer.ui.base.button_box import closing_box
from viewer.ui.base.fit_to_screen import fit
from viewer.ui.base.i18n import tr


class LicencesDialog(QDialog):
    """Components at one side, the text of the chosen one's licence at the other."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Licences"))
        fit(self, 820, 540)
        self.components = collected(licence_dirs()) or installed()
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Components"))
        self.list.setSpacing(3)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for component in self.components:
            head = f"{component.name} {component.version}".strip()
            self.list.addItem(f"\u2066{head}\u2069\n\u2066{component.licence}\u2069")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.text.setAccessibleName(tr("Text of the licence"))
        self.list.currentRowChanged.connect(self._show)
        split = QSplitter()
        split.addWidget(self.list)
        split.addWidget(self.text)
        split.setSizes([280, 540])
        box = closing_box(self)
        layout = QVBoxLayout(self)
        layout.addWidget(split, 1)
        layout.addWidget(box)
        self.list.setCurrentRow(0)

    def _show(self, row: int) -> None:
        chosen = self.components[row] if 0 <= row < len(self.components) else None
        self.text.setPlainText(chosen.text() if chosen else "")
