"""Earlier versions of the notes of the open text: what was in each, and the way back to it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from viewer.core.notes.note import Note
from viewer.core.text.document import Document
from viewer.session.notes.restore_version import notes_of_version
from viewer.session.session import Session
from viewer.ui.base.button_box import closing_box
from viewer.ui.base.combo_box import Box
from viewer.ui.base.fit_to_screen import fit
from viewer.ui.base.i18n import shown_moment, tr
from viewer.ui.base.names import isolated, shown_name

DATA = Qt.ItemDataRole.UserRole


class BackupsDialog(QDialog):
    """Restoring brings back what a version says, as a change that undo takes back; notes that
    were made since stay."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(tr("Earlier versions of the notes"))
        fit(self, 680, 420)
        self.documents = Box(tr("Document"), 12)
        for document in session.view.published.values():
            if document.path is not None:
                name = isolated(shown_name(document.path.name))
                self.documents.addItem(name, document)
        self.versions = QListWidget()
        self.versions.setAccessibleName(tr("Versions"))
        self.notes = QListWidget()
        self.notes.setAccessibleName(tr("Notes of the version"))
        self.notes.setWordWrap(True)
        split = QSplitter()
        split.addWidget(self.versions)
        split.addWidget(self.notes)
        split.setStretchFactor(1, 1)
        split.setSizes([220, 440])
        self.told = QLabel()
        self.told.setWordWrap(True)
        box = closing_box(self)
        self.button = QPushButton(tr("&Restore this version"))
        box.addButton(self.button, QDialogButtonBox.ButtonRole.ActionRole)
        self.button.clicked.connect(self._restore)
        self.documents.currentIndexChanged.connect(self._list)
        self.versions.currentItemChanged.connect(self._show)
        layout = QVBoxLayout(self)
        layout.addWidget(self.documents)
        layout.addWidget(split, 1)
        layout.addWidget(self.told)
        layout.addWidget(box)
        self._list()

    def _list(self) -> None:
        self.versions.clear()
        self.notes.clear()
        document: Document | None = self.documents.currentData()
        found = self._session.notebook.versions(document) if document is not None else []
        for path, moment in found:
            shown = shown_moment(datetime.fromtimestamp(moment / 1e9), "d MMM yyyy HH:mm:ss")
            item = QListWidgetItem(shown)
            item.setData(DATA, path)
            self.versions.addItem(item)
        self.button.setEnabled(False)
        none = tr("The notes of this text have no earlier versions yet.")
        self.told.setText("" if found else none)
        if found:
            self.versions.setCurrentRow(0)

    def _show(self) -> None:
        self.notes.clear()
        path = self._chosen()
        notes = notes_of_version(path) if path is not None else []
        for note in notes:
            self.notes.addItem(_line(note))
        self.button.setEnabled(bool(notes))
        if path is not None:
            self.told.setText(tr("%n note(s)", None, len(notes)))

    def _chosen(self) -> Path | None:
        item = self.versions.currentItem()
        return item.data(DATA) if item is not None else None

    def _restore(self) -> None:
        path, document = self._chosen(), self.documents.currentData()
        if path is not None and document is not None:
            self._session.notebook.restore(document, path)
            self.told.setText(tr("Restored. Undo takes it back."))


def _line(note: Note) -> str:
    quote = " ".join((note.place.exact if note.place else "").split())[:120]
    text = " ".join(note.text.split())[:200]
    return "\n".join(f"\u2068{part}\u2069" for part in (quote, text) if part) or "–"
