"""Offers to take over the highlights and comments that are in a PDF itself."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from viewer.core.text.document import Document
from viewer.session.base.load_jobs import Corpus
from viewer.session.session import Session
from viewer.ui.base.i18n import tr


class OwnRemarks(QPushButton):
    """Shown while an open document has remarks that are no notes yet."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.clicked.connect(self._bring)
        session.view.opened.connect(self.refresh)
        session.view.arrived.connect(self.refresh)
        session.notebook.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say how many there are, or nothing where all of them are notes."""
        document = self._document()
        self.setVisible(document is not None)
        if document is not None:
            count = document.remarks
            self.setText(tr("Take over %n remark(s) of the PDF", None, count))
            self.setToolTip(tr("Highlights and comments in the file become notes of yours."))

    def _document(self) -> Document | None:
        book, view = self._session.notebook, self._session.view
        if not isinstance(view.corpus, Corpus):
            return None
        for document in view.published.values():
            if document.remarks and not document.arriving:
                brought = sum(bool(placed.note.imported) for placed in book.of(document))
                if document.remarks > brought:
                    return document
        return None

    def _bring(self) -> None:
        document, corpus = self._document(), self._session.view.corpus
        if document is not None and document.file is not None and isinstance(corpus, Corpus):
            self._session.gathering.bring(corpus, document.file)
            self.hide()
