"""The editor of one note: colour, tags, text. What is typed goes to disk by itself."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
)

from viewer.core.notes.colours import COLOURS
from viewer.core.notes.note import Link
from viewer.core.text.document import Document, Place
from viewer.session.notes.notebook import PlacedNote
from viewer.session.session import Session
from viewer.ui.base.error_messages import shown_path, unsaved_reason
from viewer.ui.base.field_directions import lean
from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import tr
from viewer.ui.base.note_colours import ColourButton, colour_names
from viewer.ui.base.theme import Theme, draw
from viewer.ui.base.typing_pause import TypingPause
from viewer.ui.base.wrapping_row import WrappingRow
from viewer.ui.panels.notes.note_links import LinkLines, with_link
from viewer.ui.panels.notes.note_text import NoteText

HASHTAG = re.compile(r"(?<![\w#&/])#([^\W\d_][\w\u064b-\u0652-]*)")
"""A `#tag` in the text of a note: letters, their marks, digits, `_` and `-` after a letter."""


@guarded
class NoteEditor(QFrame):
    """Shows one note. Ctrl+Return saves and goes back to the text, Escape goes back too."""

    left = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._placed: PlacedNote | None = None
        self._document: Document | None = None
        self._loading = False
        self._pause = TypingPause(self)
        self._pause.over.connect(self.flush)
        session.notebook.unsaved.changed.connect(self._tell_state)
        self._build(theme)
        self.show_note(None)

    def _build(self, theme: Theme) -> None:
        top, colours = QHBoxLayout(), WrappingRow()
        top.setSpacing(0)
        top.addLayout(colours, 1)
        self.swatches: list[ColourButton] = []
        names = colour_names(self._session.settings.colour_names)
        for colour, name in zip(COLOURS, names, strict=True):
            button = ColourButton(colour, name)
            button.chosen.connect(self._recolour)
            colours.addWidget(button)
            self.swatches.append(button)
        self.delete = QToolButton()
        draw(self.delete, theme, "trash")
        self.delete.setToolTip(tr("Delete note"))
        self.delete.setAccessibleName(tr("Delete note"))
        self.delete.clicked.connect(self._delete)
        top.addWidget(self.delete, 0, Qt.AlignmentFlag.AlignTop)
        self.text = NoteText(self._session)
        self.text.linked.connect(self._link)
        self.tags = QLineEdit()
        self.tags.setAcceptDrops(False)
        self.tags.setPlaceholderText(tr("Tags, separated by commas"))
        self.tags.setAccessibleName(tr("Tags of the note"))
        self._complete = TagCompleter(self.tags)
        self._taken: set[str] = set()  # what became a tag, and is none again when that is taken off
        self.state = QLabel()
        self.state.setEnabled(False)
        self.about = QLabel()
        self.about.setWordWrap(True)
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 8)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.tags)
        layout.addWidget(self.about)
        found = self._session.note_links.found
        self.links = LinkLines(self._session, found, tr("Links of the note"))
        self.links.removed.connect(self._unlink)
        self._session.gathering.place_moved.connect(self._relink)
        layout.addWidget(self.links)
        self.state.setWordWrap(True)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        layout.addWidget(self.state)
        self.text.textChanged.connect(self._lean)
        self.text.textChanged.connect(self._typed)
        self.tags.textEdited.connect(self._typed)
        self.text.installEventFilter(self)
        self.tags.installEventFilter(self)

    shows_what_is_saved = True
    """Its fields say what is on disk: nothing else may be put into them."""

    @property
    def note_id(self) -> str:
        return self._placed.note.id if self._placed else ""

    def show_note(self, placed: PlacedNote | None) -> None:
        """Show that note; what was typed into another goes to disk first."""
        same = placed is not None and placed.note.id == self.note_id
        if not same:
            self.flush()
        typing = same and (self.has_focus() or self._pause.is_running)
        self._placed = placed
        self.setVisible(placed is not None)
        wanted = self._session.notebook.wanted(placed.note) if placed is not None else None
        self.links.ask(wanted, other=not same)
        if placed is None:
            self._document = None
            return
        documents = self._session.view.documents.values()
        self._document = next((d for d in documents if d.path == placed.path), None)
        note = self._session.notebook.wanted(placed.note)
        for button in self.swatches:
            button.mark(button.value == note.colour)
        self._tell_about(placed)
        if typing:
            return
        self._complete.offer(self._session.notebook.tags())
        self._loading = True
        if self.text.toPlainText() != note.text:
            self.text.setPlainText(note.text)
        self.tags.setText(tr(", ").join(note.tags))
        self._taken = set(HASHTAG.findall(note.text))
        self._loading = False
        self._tell_state()

    def _tell_about(self, placed: PlacedNote) -> None:
        """The second place, the text of another machine, the author."""
        note, lines = placed.note, []
        if note.counterpart is not None:
            quote = " ".join(note.counterpart.place.exact.split())[:200]
            lines.append(f"↔ \u2068{quote}\u2069")
        if note.other:
            lines.append(tr("Also written, on another machine:") + f"\n\u2068{note.other}\u2069")
        if note.creator and note.creator != self._session.settings.creator:
            lines.append(tr("By %1").replace("%1", f"\u2068{note.creator}\u2069"))
        self.about.setText("\n".join(lines))
        self.about.setVisible(bool(lines))

    def _lean(self) -> None:
        lean(self.text)

    def has_focus(self) -> bool:
        return self.text.hasFocus() or self.tags.hasFocus()

    def take_focus(self) -> None:
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self) -> None:
        if not self._loading and self._placed is not None:
            self.state.setText(tr("not saved yet"))
            self._pause.start()

    def _tell_state(self) -> None:
        """Say whether what stands here is on disk, and if not, why."""
        if self._placed is None:
            return
        save = self._session.notebook.unsaved.of(self.note_id)
        if save is not None and save.error is not None:
            text = tr("Not saved yet: %1: %2").replace("%1", shown_path(save.path))
            self.state.setText(text.replace("%2", unsaved_reason(save.error)))
        elif save is None and not self._pause.is_running:
            self.state.setText("")

    def flush(self) -> None:
        """Send what is typed to disk, if it is not there; what failed is tried again."""
        self._pause.stop()
        notebook = self._session.notebook
        if self._placed is not None and self._document is not None:
            note = notebook.wanted(self._placed.note)
            text, tags = self.text.toPlainText(), self._all_tags()
            if (text, tags) != (note.text, note.tags):
                notebook.edit(self._document, self._placed.note, text=text, tags=tags)
        notebook.unsaved.retry()

    def _all_tags(self) -> tuple[str, ...]:
        """Those of the line, and each `#tag` of the text once it was typed to its end."""
        text, tags = self.text.toPlainText(), split_tags(self.tags.text())
        caret = self.text.textCursor().position() if self.text.hasFocus() else -1
        for found in HASHTAG.finditer(text):
            start, end = (len(text[:at].encode("utf-16-le")) // 2 for at in found.span())
            if not start < caret <= end and found[1] not in self._taken:
                self._taken.add(found[1])
                if found[1] not in tags:
                    tags = (*tags, found[1])
                    self.tags.setText(tr(", ").join(tags))
        return tags

    def _recolour(self, colour: str) -> None:
        if self._placed is not None and self._document is not None:
            self.flush()
            text, tags = self.text.toPlainText(), self._all_tags()
            self._session.notebook.colour = colour
            self._session.notebook.edit(
                self._document, self._placed.note, colour=colour, text=text, tags=tags
            )

    def _link(self, link: Link) -> None:
        """A link more. What was typed is saved with it, so that undo takes back both."""
        self._put_links(lambda links: with_link(links, link))

    def _unlink(self, link: Link) -> None:
        self._put_links(lambda links: tuple(each for each in links if each != link))

    def _relink(self, place: Place, name: str) -> None:
        """A link that was followed leads into a document of another name by now."""
        self._put_links(
            lambda links: tuple(x._replace(path=name) if x.place == place else x for x in links)
        )

    def _put_links(self, change: Callable[[tuple[Link, ...]], tuple[Link, ...]]) -> None:
        if self._placed is None or self._document is None:
            return
        self._pause.stop()
        notebook = self._session.notebook
        links = change(notebook.wanted(self._placed.note).links)
        text, tags = self.text.toPlainText(), self._all_tags()
        notebook.edit(self._document, self._placed.note, links=links, text=text, tags=tags)

    def _delete(self) -> None:
        if self._placed is not None and self._document is not None:
            self._pause.stop()
            note, document = self._placed.note, self._document
            self._placed = None
            self._session.notebook.delete(document, note)
            self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.flush()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if event.key() == Qt.Key.Key_Escape or (control and enter):
                self.flush()
                self.left.emit()
                return True
        return super().eventFilter(watched, event)


@guarded
class TagCompleter(QCompleter):
    """Completes the tag that the cursor is in, out of those that are in use."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        self._line, self._model = line, QStringListModel(self)
        self.setModel(self._model)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        line.setCompleter(self)

    def offer(self, tags: list[str]) -> None:
        self._model.setStringList(tags)

    def splitPath(self, path: str) -> list[str]:
        return [re.split("[,،;؛]", path)[-1].strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        before = re.split("([,،;؛])", self._line.text())
        comma = "، " if self._line.isRightToLeft() else ", "
        kept = [part.strip() for part in before[:-1:2] if part.strip()]
        return comma.join([*kept, index.data()])


def split_tags(text: str) -> tuple[str, ...]:
    """Tags out of a line with Latin or Arabic commas; each once, in order."""
    for comma in "،;؛":
        text = text.replace(comma, ",")
    return tuple(dict.fromkeys(tag for part in text.split(",") if (tag := part.strip())))
