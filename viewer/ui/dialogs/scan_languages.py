"""Asks which languages the pages of a scan are to be read as, and has them read."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from viewer.core.ocr.tesseract import BY_TAG, Engine
from viewer.session.session import Session
from viewer.ui.base.error_messages import sentence
from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import tr
from viewer.ui.base.language_names import language_names

LIST_PX = 220
"""Pixels that the list of languages is high at most."""


@guarded
class ScanDialog(QDialog):
    """A tick for each language that tesseract has here."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(tr("Read the scan"))
        self.label = QLabel(tr("Looking for what there is to read with…"))
        self.label.setWordWrap(True)
        self.label.setMinimumWidth(360)
        self.ticks: dict[str, QCheckBox] = {}
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setMaximumHeight(LIST_PX)
        self.area.setAccessibleName(tr("&Languages of pages").replace("&", ""))
        self.area.hide()
        self.box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.read = self.box.addButton(tr("&Read"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.read.setEnabled(False)
        self.box.accepted.connect(self.accept)
        self.box.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 14)
        for widget in (self.label, self.area, self.box):
            layout.addWidget(widget)
        session.page_reading.find(self._found, self._not_found)

    def _found(self, engine: Engine) -> None:
        self.label.setText(
            tr(
                "The languages on its pages. The more there are, the longer it takes; what was "
                "read before is read again, and your corrections stay."
            )
        )
        names, chosen = _names(), self._session.page_reading.languages_of(engine)
        for code in sorted(engine.languages, key=lambda each: (each not in chosen, each)):
            tick = QCheckBox(names.get(code, f"\u2066{code}\u2069"))
            tick.setChecked(code in chosen)
            tick.toggled.connect(self._ticked)
            self.ticks[code] = tick
            self._column.addWidget(tick)
        self._column.addStretch(1)
        self.area.setWidget(self._list)
        row = [self.area, *self.ticks.values(), *self.box.buttons()]
        for one, next_one in pairwise(row):
            QWidget.setTabOrder(one, next_one)
        self.area.show()
        self._ticked()
        self.adjustSize()

    def _not_found(self, error: Exception) -> None:
        self.label.setText(sentence(error))
        self.adjustSize()

    def chosen(self) -> list[str]:
        """The languages that are ticked, as tesseract calls them."""
        return [code for code, tick in self.ticks.items() if tick.isChecked()]

    def _ticked(self) -> None:
        self.read.setEnabled(bool(self.chosen()))

    def accept(self) -> None:
        super().accept()
        self._session.page_reading.read("+".join(self.chosen()))


def _names() -> dict[str, str]:
    """What tesseract's languages are called here, as far as that is known."""
    known = language_names()
    return {code: known[tag] for tag, code in BY_TAG.items() if tag in known}
