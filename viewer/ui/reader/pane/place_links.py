"""Links from the text: the place that is selected is copied, or linked to the one that was."""

from __future__ import annotations

from PySide6.QtCore import QObject

from viewer.core.notes.note import Link
from viewer.core.text.document import Document, Place
from viewer.session.notes.note_links import LABEL
from viewer.session.session import Session
from viewer.ui.base.link_clipboard import copied_link, copy_link

LONGEST_PLACE = 300
"""Code points of a paragraph that is taken where nothing is selected."""


class PlaceLinks(QObject):
    """Copies a link to a place of a pane, and makes links from one."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def copy(self) -> None:
        """Put a link to the selected words, else to the paragraph of the caret, on the
        clipboard."""
        found = self.here()
        if found is None or found[0].path is None:
            return
        document, place = found
        words = " ".join(place.exact.split())
        path = self._session.note_links.name(found[0].path)
        title = document.title or path
        copy_link(Link(path=path, place=place, label=words[:LABEL]), f"{words} ({title})")
        self._session.note_links.copied.emit()

    def link(self, active: str) -> None:
        """Link the place that was copied to the selected words, or to the note under the caret
        (`active`, its id); else to the paragraph of the caret."""
        link, found = copied_link(), self.here()
        if link is None:
            self._session.note_links.none_copied.emit()
            return
        if found is None:
            return
        document, place = found
        notebook = self._session.notebook
        under = [p for p in notebook.of(document) if p.note.id == active]
        if under and self._session.view.selection is None:
            note = notebook.wanted(under[0].note)
            links = (*(each for each in note.links if each != link), link)
            notebook.edit(document, under[0].note, links=links)
        else:
            notebook.write(document, place, links=(link,))

    def here(self) -> tuple[Document, Place] | None:
        """What is selected, else the paragraph of the caret, or its beginning."""
        view = self._session.view
        document = view.document()
        if document is None or document.path is None:
            return None
        if view.selection is not None:
            return document, document.place(view.selection.start, view.selection.end)
        lines = document.lines
        if not len(lines):
            return None
        block = lines.block_at(view.caret)
        start = lines.start(block)
        end = start + min(len(lines.block(block)), LONGEST_PLACE)
        return (document, document.place(start, end)) if end > start else None
