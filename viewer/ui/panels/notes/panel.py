"""The notes of the open documents by place: listed, filtered, written, deleted."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDockWidget,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from viewer.core.notes.colours import COLOURS
from viewer.core.notes.note import Link
from viewer.session.notes.note_links import LABEL, words_of
from viewer.session.notes.notebook import PlacedNote
from viewer.session.session import Session
from viewer.ui.base.announce import announce
from viewer.ui.base.combo_box import Box
from viewer.ui.base.empty_state import Emptiness
from viewer.ui.base.i18n import shown_number, tr
from viewer.ui.base.link_clipboard import copy_link
from viewer.ui.base.note_colours import colour_names, swatch
from viewer.ui.base.theme import Theme
from viewer.ui.panels.notes.card_list import CardList
from viewer.ui.panels.notes.cards import CardModel
from viewer.ui.panels.notes.note_links import LinkLines
from viewer.ui.panels.notes.own_remarks import OwnRemarks

if TYPE_CHECKING:
    from viewer.ui.panels.notes.editor import NoteEditor


EDITOR_SHARE = 0.6
"""Of the height of the list and the editor, which the editor takes at most on a low screen."""


class NotesPanel(QDockWidget):
    """Lists what is noted in the open documents; the editor below holds the current note."""

    back_asked = Signal()
    """The reader wants back to the text."""
    lit = Signal(str)
    """The id of the note whose highlight should be lit."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(tr("Notes"))
        self.setObjectName("notes")
        self._session, self._theme = session, theme
        self.model = CardModel(session)
        self.list = CardList(self.model, theme)
        self.list.setAccessibleName(tr("Notes of the document"))
        self.empty = Emptiness()
        self._told = ""
        self._stale = QTimer(self)  # notes that are written together are listed together
        self._stale.setSingleShot(True)
        self._stale.timeout.connect(self.refresh)
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr("Filter notes"))
        self.filter.setAccessibleName(tr("Filter notes by text"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setAcceptDrops(False)
        self.colours = Box(tr("Filter notes by colour"), 6)
        self.colours.addItem(tr("All colours"), "")
        names = colour_names(self._session.settings.colour_names)
        for colour, name in zip(COLOURS, names, strict=True):
            self.colours.addItem(swatch(colour), name, colour)
        self.tags = Box(tr("Filter notes by tag"), 6)
        self.authors = Box(tr("Filter notes by author"), 6)
        top = QVBoxLayout()
        top.setContentsMargins(8, 8, 8, 6)
        top.setSpacing(6)
        top.addWidget(self.filter)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.colours, 1)
        row.addWidget(self.tags, 1)
        row.addWidget(self.authors, 1)
        top.addLayout(row)
        top.addWidget(OwnRemarks(self._session))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.empty)
        self.stack.setMinimumHeight(40)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.addWidget(self._listed())
        self._split.setStretchFactor(0, 1)
        self._split.setCollapsible(0, False)
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self._split, 1)
        body.setMinimumWidth(220)
        self.setWidget(body)
        self.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)

    @cached_property
    def editor(self) -> NoteEditor:
        """Below the list; made for the first note that is to be written or read in it."""
        from viewer.ui.panels.notes.editor import NoteEditor

        editor, high = NoteEditor(self._session, self._theme), self._split.height()
        self._split.addWidget(editor)
        wanted = min(editor.sizeHint().height(), round(high * EDITOR_SHARE))
        self._split.setSizes([high - wanted, wanted])
        editor.left.connect(self.back_asked)
        return editor

    @property
    def _made_editor(self) -> NoteEditor | None:
        return vars(self).get("editor")

    def _listed(self) -> QWidget:
        """The list of notes, and what leads into the text from elsewhere."""
        part = QWidget()
        pointed = self._session.note_links.pointed
        self.pointed = LinkLines(self._session, pointed, tr("Links to this text"))
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.pointed)
        self.pointed.setStyleSheet("padding: 0 8px")
        return part

    def _connect(self) -> None:
        self.filter.textChanged.connect(self.refresh)
        self.colours.currentIndexChanged.connect(self.refresh)
        self.tags.currentIndexChanged.connect(self.refresh)
        self.authors.currentIndexChanged.connect(self.refresh)
        self._session.view.opened.connect(self._opened)
        self._session.view.selection_changed.connect(self._caret_moved)
        self._session.notebook.changed.connect(self._changed)
        self.list.clicked.connect(self._clicked)
        self.list.entered_note.connect(self._edit_current)
        self.list.deletion_asked.connect(self._delete_current)
        self.list.left.connect(self.back_asked)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._menu)
        self.list.selectionModel().currentChanged.connect(self._current_changed)

    def _opened(self) -> None:
        self._put_away()
        self.refresh()

    def _put_away(self) -> None:
        """Show no note below the list."""
        if self._made_editor:
            self.editor.show_note(None)

    def _changed(self, path: Path) -> None:
        if any(d.path == path for d in self._session.view.documents.values()):
            self._stale.start()

    def _catch_up(self) -> None:
        """Read what changed now, where that waits."""
        if self._stale.isActive():
            self.refresh()

    @property
    def shown_id(self) -> str:
        """The note below the list, to be read or written in; empty for none."""
        return self._made_editor.note_id if self._made_editor else ""

    def refresh(self) -> None:
        """Read the notes of the open documents anew; the current one stays current."""
        self._stale.stop()
        current = self.shown_id
        self._list_tags()
        boxes = (self.colours, self.tags, self.authors)
        colour, tag, author = (box.currentData() or "" for box in boxes)
        shown, total = self.model.rebuild(self.filter.text(), colour, tag, author)
        self.stack.setCurrentIndex(0 if shown else 1)
        if not self._session.view.documents:
            self.empty.setText(tr("The notes of the open document will be listed here."))
        elif total:
            self.empty.setText(tr("No note fits the filter."))
        else:
            self.empty.setText(
                tr("No notes yet. Select words in the text and choose a colour, or press Ctrl+M.")
            )
        title = tr("Notes")
        self.setWindowTitle(f"{title} \u2068({shown_number(total)})\u2069" if total else title)
        self._make_current(current)

    def _list_tags(self) -> None:
        tags, authors = self.model.all_tags(), self.model.all_authors()
        _fill(self.tags, tr("All tags"), tags)
        _fill(self.authors, tr("All authors"), authors)
        self.authors.setVisible(len(authors) > 1)

    def _make_current(self, id: str) -> None:
        row = self.model.row_of(id)
        if row < 0:
            if id and not self.model.known(id):
                self._put_away()
            return
        index = self.model.index(row)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().setCurrentIndex(index, flag)
        self.editor.show_note(self.model.placed(row))

    def _current_changed(self, index: QModelIndex) -> None:
        placed = self.model.placed(index.row()) if index.isValid() else None
        if placed is not None:
            self.editor.show_note(placed)
            self.lit.emit(placed.note.id)

    def _clicked(self, index: QModelIndex) -> None:
        placed = self.model.placed(index.row())
        if placed is None:
            return
        for side, document in self._session.view.documents.items():
            if document.path == placed.path and placed.status not in ("lost", "document"):
                self._session.view.jump(side, placed.start, placed.end)
        self.lit.emit(placed.note.id)

    def _edit_current(self) -> None:
        self._clicked(self.list.currentIndex())
        self.editor.take_focus()

    def _go_to_current(self) -> None:
        self._clicked(self.list.currentIndex())

    def _copy_current(self) -> None:
        if (placed := self._current()) is not None:
            QGuiApplication.clipboard().setText(self._session.notebook.wanted(placed.note).text)

    def _copy_link(self) -> None:
        if (placed := self._current()) is not None:
            words = words_of(placed.note)
            copy_link(Link(placed.note.id, label=words[:LABEL]), placed.note.id)
            self._session.note_links.copied.emit()

    def _delete_current(self) -> None:
        """Undo brings it back."""
        placed = self._current()
        documents = self._session.view.documents.values()
        document = next((d for d in documents if placed and d.path == placed.path), None)
        if placed is not None and document is not None:
            self._make_current(placed.note.id)
            self.editor.flush()
            self._session.notebook.delete(document, placed.note)

    def _current(self) -> PlacedNote | None:
        index = self.list.currentIndex()
        return self.model.placed(index.row()) if index.isValid() else None

    def _menu(self, point: QPoint) -> None:
        index = self.list.indexAt(point)
        if index.isValid():
            self.list.setCurrentIndex(index)
            menu = self.card_menu()
            menu.exec(self.list.viewport().mapToGlobal(point))
            menu.deleteLater()

    def card_menu(self) -> QMenu:
        """What can be done with the note of a card."""
        menu, placed = QMenu(self), self._current()
        go = menu.addAction(tr("&Go to its place"), self._go_to_current)
        go.setEnabled(placed is not None and placed.status not in ("lost", "document"))
        menu.addAction(tr("&Write in it"), self._edit_current)
        copied = menu.addAction(tr("&Copy its text"), self._copy_current)
        wanted = self._session.notebook.wanted
        copied.setEnabled(placed is not None and bool(wanted(placed.note).text))
        menu.addAction(tr("Copy a &link to it, for another note"), self._copy_link)
        menu.addSeparator()
        menu.addAction(tr("&Delete"), self._delete_current)
        return menu

    def _tell(self, placed: PlacedNote) -> None:
        """A screen reader hears that the words under the caret have a note, once as it enters."""
        if placed.note.id != self._told:
            announce(self.list, f"{tr('Note')}: {placed.note.text}")
        self._told = placed.note.id

    def _caret_moved(self) -> None:
        """The highlight under the caret lights up its note."""
        view = self._session.view
        document = view.document()
        if document is None or (self._made_editor and self.editor.has_focus()):
            return
        under = [
            p
            for p in self._session.notebook.of(document)
            if p.start <= view.caret < p.end and p.status not in ("lost", "document")
        ]
        if not under:
            self._told = ""
        else:
            nearest = min(under, key=lambda p: p.end - p.start)
            self._tell(nearest)
            self._make_current(nearest.note.id)
            self.list.scrollTo(self.list.currentIndex())

    def show_note(self, id: str) -> None:
        """Bring up a note, ready to be written in; `?` before the id only shows it."""
        write = not id.startswith("?")
        self.take_up(id.removeprefix("?"))
        self.show()
        self.raise_()
        if write:
            self.editor.take_focus()

    def take_up(self, id: str) -> None:
        """Make a note the current one, also where a filter hides it; the panel may be hidden."""
        self._catch_up()
        if self.model.row_of(id) < 0:
            self.filter.clear()
            self.colours.setCurrentIndex(0)
            self.tags.setCurrentIndex(0)
            self.authors.setCurrentIndex(0)
        self._make_current(id)
        self.list.scrollTo(self.list.currentIndex())

    def step(self, forward: bool) -> None:
        """Go to the next or previous note of the list, and to its place in the text."""
        self._catch_up()
        count = self.model.rowCount()
        if not count:
            return
        row = self.list.currentIndex().row()
        row = (row + (1 if forward else -1)) % count if row >= 0 else (0 if forward else count - 1)
        index = self.model.index(row)
        self.list.setCurrentIndex(index)
        self._clicked(index)

    def link(self) -> None:
        """Give the current note its counterpart on the other side, as the texts are aligned; take
        it away where it has one."""
        id = self.editor.note_id
        placed = next((p for p in self.model.all_placed() if p.note.id == id), None)
        documents = self._session.view.published.values()
        document = next((d for d in documents if placed and d.path == placed.path), None)
        if placed is None or document is None:
            return
        there = None
        if placed.note.counterpart is None:
            there = self._session.gathering.counterpart(placed)
            if there is None:
                return
        self.editor.flush()
        self._session.notebook.edit(document, placed.note, counterpart=there)

    def flush(self) -> None:
        """Send what is being typed to disk."""
        if self._made_editor:
            self.editor.flush()


def _fill(box: Box, every: str, values: list[str]) -> None:
    """The values with one for all of them before; what is chosen stays so."""
    now = box.currentData()
    if [box.itemData(i) for i in range(box.count())] == ["", *values]:
        return
    box.blockSignals(True)
    box.clear()
    box.addItem(every, "")
    for value in values:
        box.addItem(f"\u2068{value}\u2069", value)
    box.setCurrentIndex(max(0, box.findData(now)))
    box.blockSignals(False)
