"""The report of a crash, to look at and to copy."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from viewer.core.user.crash_reports import without_names
from viewer.ui.base.button_box import closing_box
from viewer.ui.base.fit_to_screen import fit
from viewer.ui.base.i18n import tr


class ReportDialog(QDialog):
    """Not modal: the reader may read on beside it."""

    def __init__(self, report: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._report = report
        self.setWindowTitle(tr("Crash report"))
        fit(self, 620, 460)
        about = QLabel(
            tr(
                "This report stays on your computer. It holds no text of your documents or notes. "
                "To tell others of the error, copy it."
            )
        )
        about.setWordWrap(True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(tr("Crash report"))
        try:
            self.text.setPlainText(without_names(report.read_text("utf-8", "replace")))
        except OSError as error:
            self.text.setPlainText(str(error))
        box = closing_box(self)
        self.copy = box.addButton(tr("&Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        self.delete = box.addButton(tr("&Delete"), QDialogButtonBox.ButtonRole.DestructiveRole)
        for button in (self.copy, self.delete):
            button.setAutoDefault(False)  # Return must not delete it
        box.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        self.copy.clicked.connect(self._copy)
        self.delete.clicked.connect(self._delete)
        layout = QVBoxLayout(self)
        layout.addWidget(about)
        layout.addWidget(self.text, 1)
        layout.addWidget(box)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())

    def _delete(self) -> None:
        self._report.unlink(missing_ok=True)
        self.accept()
