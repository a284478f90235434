"""Notes whose text changed under them: the old words beside the passages that may be them now."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from viewer.core.language.arabic import direction_of_text
from viewer.core.text.differences import words
from viewer.core.text.document import Document, Place
from viewer.core.text.similar_passages import Passage
from viewer.session.base.background_jobs import Job
from viewer.session.notes.notebook import PlacedNote
from viewer.session.session import Session
from viewer.ui.base.differences import difference
from viewer.ui.base.empty_state import Emptiness
from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import tr
from viewer.ui.base.note_labels import state_names
from viewer.ui.base.theme import Theme

PASSAGE_SHOWN = 600
"""Code points of a passage that are shown."""
DATA = Qt.ItemDataRole.UserRole


class _Find:
    """Work for a job: the passages that a note may be about now."""

    def __init__(self, session: Session, document: Document, placed: PlacedNote) -> None:
        self._session, self._document, self._placed = session, document, placed

    def __call__(self, job: Job) -> tuple[PlacedNote, Document, list[tuple[Passage, str]]]:
        place, document = self._placed.note.place, self._document
        assert place is not None
        found = self._session.notebook.find(document, place)
        return self._placed, document, [(p, document.lines.slice(p.start, p.end)) for p in found]


class Reattach(QWidget):
    """Return attaches the note to the chosen passage; undo takes it back."""

    counted = Signal(int)
    """How many notes are to be looked at."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session, self._colours = session, theme.colours
        self.notes = QListWidget()
        self.notes.setAccessibleName(tr("Notes to check"))
        self.notes.setAlternatingRowColors(True)
        self.old = QLabel()
        self.old.setObjectName("quoted")
        self.old.setWordWrap(True)
        self.old.setTextFormat(Qt.TextFormat.RichText)
        self.passages = _Passages()
        self.passages.setAccessibleName(tr("Passages it may be"))
        self.passages.setWordWrap(True)
        self.passages.setObjectName("passages")
        self.attach = QPushButton(tr("&Attach here (Return)"))
        self.attach.setEnabled(False)
        self.empty = Emptiness(
            tr(
                "When a text changes, the notes whose words changed or went will be listed here, "
                "with the passages that they may belong to."
            )
        )
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.addWidget(self.old)
        column.addWidget(self.passages, 1)
        column.addWidget(self.attach, 0, Qt.AlignmentFlag.AlignLeading)
        self.split = QSplitter()
        self.split.addWidget(self.notes)
        self.split.addWidget(right)
        self.split.setStretchFactor(1, 2)
        layout = QVBoxLayout(self)
        layout.addWidget(self.empty)
        layout.addWidget(self.split, 1)
        self.notes.currentItemChanged.connect(self._chosen)
        self.passages.currentItemChanged.connect(self._passage_chosen)
        self.passages.itemDoubleClicked.connect(self._attach)
        self.passages.entered_passage.connect(self._attach)
        self.attach.clicked.connect(self._attach)

    def refresh(self) -> None:
        """List the notes of the open documents that changed or are lost."""
        current = self._current()
        id = current.note.id if current else ""
        view, book = self._session.view, self._session.notebook
        found = [
            placed
            for document in view.published.values()
            for placed in book.of(document)
            if placed.status in ("changed", "lost") and placed.note.place is not None
        ]
        self.notes.blockSignals(True)
        self.notes.clear()
        for placed in found:
            quote = placed.note.place.exact if placed.note.place else ""
            state = state_names()[placed.status]
            item = QListWidgetItem(f"\u2068{' '.join(quote.split())[:90]}\u2069\n{state}")
            item.setData(DATA, placed)
            self.notes.addItem(item)
            if placed.note.id == id:
                self.notes.setCurrentItem(item)
        self.notes.blockSignals(False)
        self.empty.setVisible(not found)
        self.split.setVisible(bool(found))
        self.counted.emit(len(found))
        if found and self.notes.currentItem() is None:
            self.notes.setCurrentRow(0)
        elif found:
            self._chosen()

    def _current(self) -> PlacedNote | None:
        item = self.notes.currentItem()
        return item.data(DATA) if item is not None else None

    def _document(self, placed: PlacedNote) -> Document | None:
        documents = self._session.view.published.values()
        return next((d for d in documents if d.path == placed.path), None)

    def _chosen(self) -> None:
        placed = self._current()
        self.passages.clear()
        self.attach.setEnabled(False)
        if placed is None or placed.note.place is None:
            return
        document = self._document(placed)
        self.old.setText(
            f"<p>{escape(tr('The note was about:'))}</p>{_paragraph(placed.note.place.exact)}"
        )
        if document is not None:
            self._session.jobs.run(_Find(self._session, document, placed), self._found)

    def _found(self, result: tuple[PlacedNote, Document, list[tuple[Passage, str]]]) -> None:
        placed, _, found = result
        current = self._current()
        if current is None or current.note.id != placed.note.id or placed.note.place is None:
            return
        self.passages.clear()
        for passage, text in found:
            item = QListWidgetItem()
            item.setData(DATA, passage)
            pieces = words(placed.note.place.exact[:PASSAGE_SHOWN], text[:PASSAGE_SHOWN])
            label = QLabel(difference(pieces, self._colours))
            label.setWordWrap(True)
            label.setContentsMargins(6, 4, 6, 4)
            label.setMargin(2)
            side = (
                Qt.AlignmentFlag.AlignRight
                if _direction(text) == "rtl"
                else (Qt.AlignmentFlag.AlignLeft)
            )
            label.setAlignment(
                side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
            )
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            label.setObjectName("quoted")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, text)
            self.passages.addItem(item)
            self.passages.setItemWidget(item, label)
            width = max(160, self.passages.viewport().width() - 8)
            item.setSizeHint(QSize(0, label.heightForWidth(width) + 8))
        if found:
            self.passages.setCurrentRow(0)
        else:
            self.passages.addItem(tr("No passage of this text is like it. The note stays."))

    def _passage_chosen(self) -> None:
        item, placed = self.passages.currentItem(), self._current()
        passage = item.data(DATA) if item is not None else None
        self.attach.setEnabled(passage is not None)
        if passage is None or placed is None:
            return
        document = self._document(placed)
        if document is not None:
            side = self._session.view.side_of(document)
            self._session.view.jump(side, passage.start, passage.end)

    def _attach(self) -> None:
        item, placed = self.passages.currentItem(), self._current()
        passage = item.data(DATA) if item is not None else None
        document = self._document(placed) if placed is not None else None
        if passage is not None and placed is not None and document is not None:
            place: Place = document.span(passage.start, passage.end)
            self._session.notebook.edit(document, placed.note, place=place)


@guarded
class _Passages(QListWidget):
    entered_passage = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_passage.emit()
        else:
            super().keyPressEvent(event)


def _paragraph(text: str) -> str:
    shown = escape(text[:PASSAGE_SHOWN] + ("…" if len(text) > PASSAGE_SHOWN else "")).replace(
        "\n", "<br>"
    )
    return f'<p dir="{_direction(text)}">{shown}</p>'


def _direction(text: str) -> str:
    return direction_of_text(text)
