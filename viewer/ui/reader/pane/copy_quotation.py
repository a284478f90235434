"""The selection as a quotation on the clipboard: with translation, source, date and place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from viewer.core.notes.store import Note
from viewer.core.text.document import Document, Place
from viewer.session.base.load_jobs import Corpus
from viewer.session.notes.notebook import place_notes
from viewer.session.session import Session
from viewer.ui.base.i18n import both_scripts

if TYPE_CHECKING:
    from viewer.core.export.quotation import Quotation


class Quoting(QObject):
    """Puts plain text, HTML and Markdown on the clipboard at once."""

    copied = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def quotation(self) -> Quotation | None:
        """Of the selection, else of the note under the caret; None where there is neither."""
        view = self._session.view
        document, place = view.document(), view.selection
        if document is None or document.path is None:
            return None
        if place is None:
            under = [
                p for p in self._session.notebook.of(document) if p.start <= view.caret < p.end
            ]
            if not under:
                return None
            place = document.span(under[0].start, under[0].end)
        return self._of(document, place)

    def _of(self, document: Document, place: Place) -> Quotation:
        from viewer.core.export.bitext import quoted
        from viewer.core.export.quotation import Quotation

        corpus, path = self._session.view.corpus, document.path
        assert path is not None
        digest, file, day = None, path.name, document.date or ""
        if isinstance(corpus, Corpus):
            digest, file = corpus.store.hash_of(path), corpus.relative(path)
            work = self._session.view.work
            if not day and work is not None:
                day = self._session.dating.of(corpus, work) or ""
        (placed,) = place_notes(document, [Note(place=place)])
        there, translation, other = self._session.gathering.counterpart(placed), "", "und"
        if there is not None and isinstance(corpus, Corpus):
            shown = self._session.view.documents.values()
            named = {corpus.store.name_of(d.path): d for d in shown if d.path}
            if (shown_there := named.get(there.path)) is not None:
                other = shown_there.language
                translation = quoted(shown_there, there.place.start, there.place.end)
        return Quotation(
            quoted(document, place.start, place.end),
            translation,
            document.author or "",
            document.title or "",
            both_scripts(day) if day else (),
            document.lines.block_at(place.start) + 1,
            place.locator,
            file,
            digest or "",
            (document.language, other),
        )

    def copy(self, proof: bool = False) -> None:
        """Copy it; with `proof` also what shows that it is so: paragraph, file and hash."""
        made = self.quotation()
        if made is None:
            return
        data = QMimeData()
        data.setText(made.as_text(proof))
        data.setHtml(made.as_html(proof))
        data.setData("text/markdown", made.as_markdown(proof).encode())
        QGuiApplication.clipboard().setMimeData(data)
        self.copied.emit()
