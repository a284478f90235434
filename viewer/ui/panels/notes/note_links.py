"""The links of the note that is shown: where it leads, and what leads to it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from viewer.core.notes.note import Note
from viewer.session.base.load_jobs import Corpus
from viewer.session.notes.note_links import Linked, LinkedNotes
from viewer.session.session import Session
from viewer.ui.base.i18n import tr
from viewer.ui.base.names import isolated, shown_name

QUOTE = 60
"""Code points that are shown of the place at the other end."""
LISTED = 8
"""Links that are shown in each direction."""


class LinksLabel(QLabel):
    """A line for each link; a click, or Tab and Enter, goes there."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._ends: dict[str, Linked] = {}
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(tr("Links of the note"))
        self.hide()
        self.linkActivated.connect(self._go)
        session.note_links.found.connect(self._show)

    def ask(self, note: Note | None, *, other: bool) -> None:
        """Find the links of a note. `other`: those shown are not its own."""
        if other:
            self.hide()
        self._session.note_links.ask(note)

    def _show(self, links: LinkedNotes) -> None:
        self._ends = {end.id: end for end in (*links.to, *links.back)}
        lines = [
            *self._lines(tr("Leads to %1"), links.to),
            *self._lines(tr("Linked from %1"), links.back),
        ]
        self.setText("<br>".join(lines))
        self.setVisible(bool(lines))

    def _lines(self, said: str, ends: Iterable[Linked]) -> Iterable[str]:
        for end in list(ends)[:LISTED]:
            quote = end.quote[:QUOTE] + ("…" if len(end.quote) > QUOTE else "")
            shown = quote or shown_name(end.label.rpartition("/")[2])
            link = f'<a href="{escape(end.id)}">{escape(isolated(shown))}</a>'
            yield escape(said).replace("%1", link)

    def _go(self, id: str) -> None:
        corpus = self._session.view.corpus
        if (end := self._ends.get(id)) is not None and isinstance(corpus, Corpus):
            self._session.gathering.open_note(corpus, end.label, end.id)
