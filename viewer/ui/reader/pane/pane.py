"""A view of the session on screen: the reading pane, its find bar, its bar over a selection."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from viewer.core.base.choice_file import Choice
from viewer.core.base.settings import Settings
from viewer.core.bitext.alignment import DOUBTFUL
from viewer.core.text.document import Document, Place
from viewer.session.base.load_jobs import Corpus
from viewer.session.base.view_state import Before, side_alone
from viewer.session.notes.notebook import PlacedNote
from viewer.session.session import Session
from viewer.ui.base.i18n import tr
from viewer.ui.base.theme import Theme
from viewer.ui.reader.layout.image_loader import Pictures
from viewer.ui.reader.layout.page import PageStyle
from viewer.ui.reader.page.split import PageSplit
from viewer.ui.reader.paint.marks import Key, Mark
from viewer.ui.reader.pane.copy_quotation import Quoting
from viewer.ui.reader.pane.hints import Hints
from viewer.ui.reader.pane.links import Links
from viewer.ui.reader.pane.page_number import PageNumber
from viewer.ui.reader.pane.parallel import Parallel
from viewer.ui.reader.pane.peek import Peek
from viewer.ui.reader.pane.place_links import PlaceLinks
from viewer.ui.reader.pane.row_bar import RowBar
from viewer.ui.reader.pane.selection_bar import SelectionBar
from viewer.ui.reader.widget.caret_moves import stride
from viewer.ui.reader.widget.view import ReaderView

if TYPE_CHECKING:
    from viewer.ui.reader.pane.find_bar import FindBar
    from viewer.ui.reader.pane.word_editor import WordEditor


class ReaderPane(QWidget):
    """Connects a `View` of the session with the widget that draws it."""

    note_asked = Signal(str)
    """Show the note with this id, ready to be written in."""
    highlighted = Signal(str)
    """A highlight was made here, and its note, with this id, is on disk."""
    told = Signal(str)
    """Something the reader should know of what was asked for, in words."""
    menu_wanted = Signal(object)
    """A context menu to be filled, a `QMenu`, before it opens."""
    part_made = Signal(QWidget)
    """A part that is made when it is first wanted."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self._view = session.view
        self._pending_note = ""  # the id of a note to be written in once it is on disk
        self._made: set[str] = set()  # ids of highlights made here that are not on disk yet
        self.pictures = Pictures(session.worker)
        self.reader = ReaderView(self._page())
        self.reader.bar.colour = theme.colour("accent")
        self.links = Links(self._view, self.reader)
        self.hints = Hints(self._view, self.reader)
        self.parallel = Parallel(self._view, session.aligning, session.linking, self.reader)
        self.peek = Peek(session.aligning, self.reader)
        self.quoting = Quoting(session, self)
        self.place_links = PlaceLinks(session, self)
        self.page_number = PageNumber(session, self)
        self.row_bar = RowBar(self.reader, session.repairing)
        self.bar = SelectionBar(self.reader.viewport(), session, theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.split = PageSplit(session, theme, self.reader)
        self._changed_notes: set[Path] = set()
        self._drawing = QTimer(self)
        self._drawing.setSingleShot(True)
        self._drawing.timeout.connect(self._draw_changed_notes)
        layout.addWidget(self.split, 1)
        self.setFocusProxy(self.reader)
        self._arrange()
        self._connect()
        if self._view.documents:
            self._show()
        if self._view.query.text:
            self.find_bar.show_query(self._view.query)
            self._mark_hits()

    def _connect(self) -> None:
        view, reader, notebook = self._view, self.reader, self._session.notebook
        view.opened.connect(self._show)
        self._session.hyphenating.ready.connect(self.restyle)
        view.arrived.connect(reader.take_part)
        view.mode_changed.connect(self._set_mode)
        view.place_asked.connect(self.go_to_place)
        view.glance_asked.connect(self._glance)
        view.returned.connect(self._return)
        view.hits_changed.connect(self._mark_hits)
        view.relayed.connect(reader.relay)
        view.furnished.connect(self._furnished)
        view.aligned.connect(self._aligned)
        view.statuses_changed.connect(self._statuses_changed)
        self.pictures.arrived.connect(reader.take_picture)
        notebook.changed.connect(self._notes_changed)
        notebook.written.connect(self._note_written)
        self._session.settings_changed.connect(self._setting_changed)
        self._session.repairing.shown.connect(self._repairing_shown)
        self._session.states.changed.connect(self._mark_states)
        self._session.vowels.found.connect(self._show_vowels)
        reader.peek_asked.connect(self._peek)
        reader.border_dragged.connect(self._border_dragged)
        reader.widths_dragged.connect(self._widths_dragged)
        reader.grown.connect(self._grown)
        reader.selected.connect(self._selected)
        reader.settled.connect(self._settled)
        reader.moved.connect(self._moved)
        self._session.pages.changed.connect(self._look)
        reader.mark_clicked.connect(self._mark_clicked)
        reader.word_asked.connect(self._session.lookups.ask_at)
        reader.zoom_asked.connect(self._session.zoom)
        reader.menu_asked.connect(self._menu)
        self._session.reading.returned.connect(self._returned)
        self.bar.colour_chosen.connect(self.highlight)
        self.bar.note_asked.connect(self.write_note)

    @cached_property
    def word_editor(self) -> WordEditor:
        """Made when a word is first corrected."""
        from viewer.ui.reader.pane.word_editor import WordEditor

        return WordEditor(self._session, self.reader, self.split)

    @cached_property
    def find_bar(self) -> FindBar:
        """Below the text; made when something is first looked for."""
        from viewer.ui.reader.pane.find_bar import FindBar

        bar, layout = FindBar(self._session, self._theme), self.layout()
        assert layout is not None
        layout.addWidget(bar)
        bar.hide()
        bar.closed.connect(self.reader.setFocus)
        self.part_made.emit(bar)
        return bar

    def _page(self) -> PageStyle:
        theme = self._theme
        hyphens = self._session.hyphenating.patterns
        settings = self._session.settings
        return PageStyle(settings, theme.page, theme.note_opacity, self.pictures, hyphens)

    def restyle(self) -> None:
        """The theme has other colours now."""
        self.reader.bar.colour = self._theme.colour("accent")
        self.reader.set_page(self._page())

    def _arrange(self) -> None:
        """Which column is where, and how wide: as the reader chose, or by the interface."""
        choice, flow = self._session.settings, self.reader.flow
        flow.mirrored = self.isRightToLeft() != choice.swapped
        flow.shares = list(choice.columns)
        self.peek.on_hover = choice.hover
        if self.reader.cover.on != choice.covered:
            self.reader.cover.set(choice.covered)

    # From the session to the screen

    def _show(self) -> None:
        view, place = self._view, self._view.place
        self.bar.hide()
        corpus = view.corpus
        self.pictures.begin(corpus.root if isinstance(corpus, Corpus) else None)
        furniture = self._session.settings.furniture
        self._session.hyphenating.want(view.documents.values())
        if place is not None and (place[0] not in view.documents or place[1:] == (0, 0)):
            place = None
        self.reader.show_documents(view.documents, self._mode(), furniture, view.rows, place)
        for document in view.documents.values():
            self._draw_notes(document)

    def _returned(self, side: str, block: int, offset: int) -> None:
        self.reader.go_to(side, block, offset, at=0.0)

    def _mode(self) -> str:
        return mode_for(self._view.mode, self._view.documents)

    def _furnished(self) -> None:
        self.reader.flow.page.forget()
        self.reader.set_furniture(self._session.settings.furniture)

    def _aligned(self) -> None:
        self.reader.set_beads(self._view.rows, self._view.documents)

    def _statuses_changed(self) -> None:
        self.reader.statuses = self._view.statuses
        self.reader.viewport().update()

    def _set_mode(self) -> None:
        self.reader.set_mode(self._mode())
        self._leave_hidden()
        self._session.set(Settings.mode, self._view.mode)

    def _leave_hidden(self) -> None:
        """The caret leaves a column that is not shown any more for what stands beside it, or last
        before it."""
        caret, shown = self.reader.caret, self.reader.flow.shown_sides()
        if not caret.side or caret.side in shown or not shown:
            return
        here, side, block = caret.position[0], shown[0], 0
        for row in self._view.rows:
            block = next(iter(row.blocks.get(side, ())), block)
            if row.blocks.get(caret.side, range(0)).stop > here:
                break
        caret.set(side, (block, 0), (block, 0))

    def _setting_changed(self, choice: Choice[Any]) -> None:
        if choice is Settings.furniture:
            self.reader.set_furniture(self._session.settings.furniture)
        elif choice in _PAINTED:
            self.reader.viewport().update()
            if self.split.tie is not None:
                self.split.tie.repaint()
        elif choice in (Settings.swapped, Settings.hover, Settings.covered):
            self._arrange()
            self.reader.relay()
        elif choice in _TYPOGRAPHY:
            self.reader.set_page(self._page())

    def go_to_place(self, side: str, start: int, end: int) -> None:
        """Show and select `[start, end)`, code points of the document of `side`."""
        reader, document = self.reader, self._view.documents.get(side)
        if document is None:
            return
        block = document.lines.block_at(start)
        if block in document.furniture and not self._session.settings.furniture:
            self._session.set(Settings.furniture, True)
        if side not in reader.flow.shown_sides():
            self._view.set_mode("side")
        reader.go_to(side, block, start - document.lines.start(block))
        reader.caret.select_place(side, start, end)

    def _glance(self, side: str, start: int, end: int) -> None:
        """Select that; the text moves only where it is not on the screen."""
        if side in self.reader.flow.shown_sides():
            self.reader.caret.select_place(side, start, end)
            if self.split.caret_spot() is not None:
                return
        self.go_to_place(side, start, end)

    def _return(self, before: Before) -> None:
        if before.top is not None and before.top[1:] == (0, 0):
            self.reader.go_home()  # the margin above the first line, too
        elif before.top is not None:
            self.reader.go_to(*before.top, at=0.0)
        self.reader.caret.select_place(before.side, before.start, before.end)

    def _mark_hits(self) -> None:
        view, marks = self._view, self.reader.marks
        hits: dict[Key, list[Mark]] = {}
        for hit in view.hits[:MARKED]:
            mark = Mark(hit.start, hit.end, "hit")
            hits.setdefault((hit.side, hit.block), []).append(mark)
        marks.set("hits", hits)
        current: dict[Key, list[Mark]] = {}
        if 0 <= view.current < len(view.hits):
            hit = view.hits[view.current]
            current[hit.side, hit.block] = [Mark(hit.start, hit.end, "hit_current")]
        marks.set("current", current)
        counts = {side: max(1, len(document)) for side, document in view.documents.items()}
        places = ((side, block / counts[side]) for side, block in hits if side in counts)
        self.reader.bar.show_places(place for _, place in places)
        self.reader.viewport().update()

    def _mark_states(self) -> None:
        """Underline the words of the reader's list."""
        found = {
            key: [Mark(start, end, _STATE_COLOURS[state]) for start, end, state in places]
            for key, places in self._session.states.places.items()
        }
        if self.reader.marks.set("states", found):
            self.reader.viewport().update()

    # Notes

    def _notes_changed(self, path: Path) -> None:
        """Draw them in the next turn, once for all that are told of in this one."""
        self._changed_notes.add(path)
        self._drawing.start()

    def _draw_changed_notes(self) -> None:
        changed, self._changed_notes = self._changed_notes, set()
        for document in self._view.documents.values():
            if document.path in changed:
                self._draw_notes(document)

    def _draw_notes(self, document: Document) -> None:
        side, notebook = self._view.side_of(document), self._session.notebook
        found = note_marks(side, [*notebook.of(document), *notebook.counterparts(document)])
        self.reader.marks.replace("notes", side, found)
        self.reader.viewport().update()

    def _note_written(self, note: object) -> None:
        id: str = note.id  # type: ignore[attr-defined]
        if id == self._pending_note:
            self._pending_note = ""
            self.note_asked.emit(id)
        elif id in self._made:
            self.highlighted.emit(id)
        self._made.discard(id)

    def light(self, id: str) -> None:
        """Light up the highlight of a note."""
        self.reader.marks.active = id
        self.reader.viewport().update()

    def highlight(self, colour: str = "") -> str:
        """Highlight what is selected, in the last colour without one; the note's id, or none."""
        id, document, place = "", self._view.document(), self._view.selection
        if document is not None and place is not None:
            id = self._session.notebook.write(document, place, colour=colour)
            self._made.add(id)
            self.reader.caret.clear()
            self.bar.hide()
        return id

    def highlight_all(self) -> None:
        """Highlight the selected words, or the word of the caret, wherever they stand in this
        document."""
        from viewer.core.dictionaries.lookup import word_at

        document, view = self._view.document(), self._view
        if document is None:
            return
        text, offset = view.paragraph()
        start, end = word_at(text, offset)
        chosen = view.selection.exact if view.selection is not None else text[start:end]
        if (words := " ".join(chosen.split())) and len(words) <= LONGEST_REPEATED:
            self._session.notebook.highlight_all(document, words)

    def write_note(self) -> None:
        """A note on what is selected, its text to be written at once; where nothing is, the note
        under the caret, or a new one on its paragraph."""
        if self._view.selection is not None:
            self._pending_note = self.highlight()
        elif self.reader.marks.active:
            self.note_asked.emit(self.reader.marks.active)
        elif (here := self.place_links.here()) is not None:
            self._pending_note = self._session.notebook.write(*here)

    def link_place(self) -> None:
        """Link the place that was copied to what is selected, or to the note here."""
        self.place_links.link(self.reader.marks.active)

    def write_document_note(self) -> None:
        """A note on the whole document that the caret is in."""
        document = self._view.document()
        if document is not None:
            self._pending_note = self._session.notebook.write(document, None)

    # From the reader to the session

    def _repairing_shown(self) -> None:
        self.reader.handles.repairing = self._session.repairing.on
        self.reader.viewport().update()

    def _peek(self, on: bool) -> None:
        self.peek.show_here() if on else self.peek.hide()

    def _show_vowels(self, side: str, block: int, offset: int, text: str) -> None:
        self.peek.show_text(side, block, offset, text)

    def _border_dragged(self, row: int, side: str, block: int) -> None:
        bead = self.reader.flow.rows.bead(row)
        if bead is not None:
            self._session.repairing.drag(bead, side, block)

    def _widths_dragged(self, shares: list[float]) -> None:
        self._session.set(Settings.columns, [round(share, 3) for share in shares])

    def _selected(self) -> None:
        caret, view = self.reader.caret, self._view
        document = view.documents.get(caret.side)
        if document is None:
            return
        self.bar.hide()
        block, offset = caret.position
        position = document.lines.start(block) + offset
        found = caret.source_range()
        small = found is not None and found[2] - found[1] <= QUOTE_LIMIT
        place: Place | None = document.span(found[1], found[2]) if found and small else None
        marks = self.reader.marks.at(caret.side, block, offset)
        self.reader.marks.active = marks[0].id if marks else ""
        self._look()
        view.select(caret.side, position, place)

    def _grown(self) -> None:
        if self.reader.flow.indexed:
            self._view.indexed.emit()

    def _settled(self) -> None:
        spot, caret = self.split.caret_spot(), self.reader.caret
        document = self._view.document()
        if document is None or document.path is None:  # the reader's own translation
            return
        if self._view.selection is not None and spot is not None:
            self.bar.show_near(*spot, caret.anchor <= caret.position)

    def _moved(self) -> None:
        if self.bar.isVisible():
            self.bar.hide()
        if self._view.documents and self.reader.isVisible():
            self._view.place = self.reader.flow.place()[:3]
            self._look()
            self._session.reading.move(self.reader.share())

    def _look(self) -> None:
        """Note what is seen where the caret is not; on a page alone it is what is looked at."""
        caret, flow = self.reader.caret, self.reader.flow
        here = self.reader.isHidden() or (caret.side and caret.rect() is not None)
        side = caret.side or next(iter(self._view.documents), "")
        self._view.seen_first = None if here else flow.place(side)[:3]

    def note_shown(self, id: str) -> None:
        """A note was asked for elsewhere: light it, and show it in the margin."""
        self.light(id)
        self.note_asked.emit("?" + id)

    def _mark_clicked(self, id: str) -> None:
        self.note_asked.emit("?" + id)

    def _menu(self, point: QPoint) -> None:
        menu = QMenu(self)
        self.menu_wanted.emit(menu)
        menu.exec(point)
        menu.deleteLater()

    # Commands

    def copy(self) -> None:
        self.reader.caret.copy()

    def select_all(self) -> None:
        self.reader.caret.select_all()

    def go_home(self) -> None:
        self.reader.go_home()
        self.reader.caret.follow(end=False)

    def go_end(self) -> None:
        self.reader.go_end()
        self.reader.caret.follow(end=True)

    def stride(self, unit: str, forward: bool, extend: bool = False) -> None:
        """The caret by a `sentence` or `bead`, or the end of the selection."""
        stride(self.reader, unit, forward, extend)

    def take_up(self, before: ReaderPane) -> None:
        """Have in the fields what is in those of the pane that this one takes the place of."""
        if "find_bar" in vars(before):
            self.find_bar.take(before.find_bar.asked)
            self.find_bar.setVisible(not before.find_bar.isHidden())

    def show_find(self) -> None:
        selection = self._view.selection
        text = selection.exact if selection and "\n" not in selection.exact else ""
        self.find_bar.open(text[:100])

    def find_next(self) -> None:
        self._view.step_hit(True)

    def find_previous(self) -> None:
        self._view.step_hit(False)

    def next_doubtful(self) -> None:
        """Show the next row after the caret that somebody should look at; then from the top."""
        flow, caret = self.reader.flow, self.reader.caret
        here = flow.rows.row_of(caret.side, caret.position[0]) if caret.side else -1
        count = len(flow.rows)
        for row in [*range(here + 1, count), *range(here + 1)]:
            bead = flow.rows.bead(row)
            if bead is not None and not bead.pinned and bead.score < DOUBTFUL:
                side, blocks = next(iter(bead.blocks.items()))
                start = self._view.documents[side].lines.start(blocks[0])
                self._view.jump(side, start)
                return
        self.told.emit(tr("No row of this text is doubtful."))

    def correct_word(self) -> None:
        """Edit the word of a scan at the caret."""
        self.word_editor.open()

    def next_doubtful_word(self) -> None:
        """Show the next word that may have been misread."""
        if (found := self._session.word_corrections.next_doubtful()) is not None:
            self._view.jump(*found)
        else:
            self.told.emit(tr("No word of this text may have been misread."))

    def turn_block(self) -> None:
        """Turn the paragraph round that the caret is in."""
        caret = self.reader.caret
        document = self._view.documents.get(caret.side)
        if document is not None:
            block = document.block(caret.position[0])
            rtl = self.reader.flow.page.rtl(document, block)
            self._session.teaching.turn_block(caret.side, block.index, "rtl" if rtl else "ltr")

    def turn_document(self) -> None:
        """Turn the whole document round that the caret is in."""
        document, corpus = self._view.document(), self._view.corpus
        if document is not None and document.path is not None and isinstance(corpus, Corpus):
            new = "ltr" if document.direction == "rtl" else "rtl"
            self._session.teaching.override(
                corpus, corpus.relative(document.path), "direction", new
            )

    def ask_paragraph(self) -> None:
        """Ask for a number and go to that paragraph."""
        document = self._view.document()
        if document is None:
            return
        from PySide6.QtWidgets import QInputDialog  # here: not part of the start

        self.reader.flow.finish()
        here = document.lines.block_at(self._view.caret) + 1
        number, sure = QInputDialog.getInt(
            self,
            tr("Go to paragraph"),
            tr("Paragraph (1 to %n):", None, len(document)),
            here,
            1,  # no highest one: of a number with a digit too many the last would not be taken
        )
        if sure:
            self.go_to_paragraph(min(number, len(document)))

    def go_to_paragraph(self, number: int) -> None:
        """Show the paragraph of that number, counted from 1, and put the caret there."""
        document = self._view.document()
        if document is not None and 1 <= number <= len(document):
            self._view.jump(self._view.side_of(document), document.lines.start(number - 1))
            self.reader.setFocus(Qt.FocusReason.OtherFocusReason)


MARKED = 20_000
"""Hits drawn; beyond that they are only counted."""

LONGEST_REPEATED = 120
"""Code points of words that are looked for to be highlighted wherever they stand."""

QUOTE_LIMIT = 20_000
"""Code points that a note can be about; more is only selected and copied."""

_PAINTED = {Settings.invisibles, Settings.xray, Settings.focus, Settings.doubtful_words}
"""What is only painted otherwise."""

_STATE_COLOURS = {"to-learn": "hit_current", "known": "muted"}
"""The lines under words of the reader's list, as a theme names colours of the page."""

_TYPOGRAPHY = {
    Settings.arabic_font,
    Settings.latin_font,
    Settings.size,
    Settings.arabic_factor,
    Settings.line_spacing,
    Settings.arabic_spacing,
    Settings.measure,
    Settings.justify,
    Settings.hyphens,
    Settings.kashida,
    Settings.zoom,
    Settings.numbers,
}


def mode_for(mode: str, documents: Mapping[str, Document]) -> str:
    """The mode as the flow wants it: the key of one side instead of `rtl` or `ltr`."""
    if mode in ("rtl", "ltr"):
        return side_alone(mode, documents) or "side"
    return mode


def note_marks(side: str, notes: Iterable[PlacedNote]) -> dict[Key, list[Mark]]:
    """Notes on a side as marks by block: one for each block that a note reaches over."""
    found: dict[Key, list[Mark]] = {}
    for placed in notes:
        note = placed.note
        colour, dot = note.colour or "#ffd400", bool(note.text)
        for block, start, end in placed.pieces:
            found.setdefault((side, block), []).append(Mark(start, end, colour, note.id, dot))
            dot = False
    return found
