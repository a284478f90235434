"""The field that a note is written in: a pasted link becomes one of the note, and `[[` offers what
can be linked to."""

from __future__ import annotations

import itertools
import re

from PySide6.QtCore import QMimeData, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel, QTextCursor
from PySide6.QtWidgets import QCompleter, QFrame, QListView, QTextEdit

from viewer.core.language.arabic import fold
from viewer.session.notes.note_links import Offer
from viewer.session.session import Session
from viewer.ui.base.field_directions import lean
from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import tr
from viewer.ui.base.link_clipboard import link_in
from viewer.ui.base.names import isolated, shown_name

ASKED = re.compile(r"\[\[([^\[\]\n]{0,60})\Z")
"""What stands before the caret while a link is looked for."""
TAKEN = 60
"""Code points of an offer that are written into the note."""
BESIDE_PX = 36
"""Pixels of the list beside its words."""
OFFERED = 50
"""Offers that are listed at once."""
_OFFER = Qt.ItemDataRole.UserRole
_OF_THE_LIST = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Tab)


@guarded
class NoteText(QTextEdit):
    """Plain text; links do not stand in it."""

    linked = Signal(object)
    """A `Link` that was pasted or chosen."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setAcceptRichText(False)
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(tr("Write your note here"))
        self.setAccessibleName(tr("Text of the note"))
        self.setToolTip(tr("[[ offers notes and texts to link to"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        lean(self)
        self.setMinimumHeight(48)
        self._known: list[Offer] = []
        self.popup = QListView()
        self.popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.popup.setAccessibleName(tr("Notes and texts to link to"))
        self.offers = _offers(self, self.popup)
        self.offers.activated[QModelIndex].connect(self._choose)  # type: ignore[index]
        session.note_links.offered.connect(self._take)
        self.textChanged.connect(self._offer)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return link_in(source) is not None or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if (link := link_in(source)) is not None:
            self.linked.emit(link)
        else:
            super().insertFromMimeData(source)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.popup.isVisible() and event.key() in _OF_THE_LIST:
            event.ignore()  # it chooses from the list, or closes it
            return
        super().keyPressEvent(event)

    def _asked(self) -> str | None:
        """The words after `[[` that the caret stands behind; None without any."""
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        found = ASKED.search(before)
        return found[1] if found and self.hasFocus() else None

    def _offer(self) -> None:
        words = self._asked()
        if words is None:
            self.popup.hide()
        elif not words:
            self._session.note_links.ask_offers()
        else:
            self._show(words)

    def _take(self, offers: list[Offer]) -> None:
        self._known = offers
        if (words := self._asked()) is not None:
            self._show(words)

    def _show(self, words: str) -> None:
        """Offer what has the words in it, the first of many."""
        wanted, model = fold(words).text, QStandardItemModel(self.offers)
        place, metrics = self.cursorRect(), self.popup.fontMetrics()
        place.setWidth(max(220, self.viewport().width() - 8))
        place.moveLeft(4)
        fitting = (offer for offer in self._known if wanted in offer.folded)
        for offer in itertools.islice(fitting, OFFERED):
            shown = isolated(shown_name(offer.words))
            room = place.width() - BESIDE_PX
            elided = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, room)
            item = QStandardItem(elided)
            item.setToolTip(isolated(shown_name(offer.label)))
            item.setData(offer, _OFFER)
            model.appendRow(item)
        self.offers.setModel(model)
        self.offers.complete(place)
        self.popup.setCurrentIndex(self.offers.completionModel().index(0, 0))

    def _choose(self, index: QModelIndex) -> None:
        offer, words = index.data(_OFFER), self._asked()
        if offer is None or words is None:
            return
        cursor = self.textCursor()
        left = QTextCursor.MoveOperation.PreviousCharacter
        cursor.movePosition(left, QTextCursor.MoveMode.KeepAnchor, len("[[" + words))
        cursor.insertText(offer.words[:TAKEN])
        self.linked.emit(offer.link)


def _offers(text: NoteText, popup: QListView) -> QCompleter:
    made = QCompleter(text)
    made.setPopup(popup)
    made.setWidget(text)
    made.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
    made.setMaxVisibleItems(8)
    return made
