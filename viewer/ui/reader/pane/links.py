"""Links in the text: where one is, where it leads, and going there and back.

Nothing is opened by itself: an address on the web only after it was shown to the reader.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QToolTip

from viewer.core.text.document import Document, Span
from viewer.session.base.view_state import View
from viewer.ui.base.names import isolated, shown_name
from viewer.ui.reader.widget.view import ReaderView

PREVIEW = 400
"""Code points of a footnote that are shown when the pointer rests on its number."""


class Links(QObject):
    """Follows the links of a pane."""

    hovered = Signal(str)
    """The address under the pointer, to be shown; empty for none."""

    def __init__(self, view: View, reader: ReaderView) -> None:
        super().__init__(reader)
        self._view, self._reader = view, reader
        reader.link_clicked.connect(self.follow)
        reader.link_hovered.connect(self._hover)

    def follow(self, side: str, value: str) -> None:
        """Go to a place of the document, or ask about an address outside."""
        document = self._view.documents.get(side)
        if not value.startswith("#"):
            from viewer.ui.base.ask_address import ask_address

            ask_address(value, self._reader)
        elif document is not None and (block := target(document, value)) is not None:
            start = document.lines.start(block)
            self._view.jump(side, start)

    def follow_here(self) -> None:
        """Follow the link that the caret is in."""
        caret = self._reader.caret
        document = self._view.documents.get(caret.side)
        if document is None:
            return
        block, offset = caret.position
        for span in links(document, block):
            if span.start <= offset <= span.end:
                self.follow(caret.side, span.value)
                return

    def _hover(self, side: str, value: str, point: QPoint) -> None:
        document = self._view.documents.get(side)
        self.hovered.emit("" if value.startswith("#") else isolated(shown_name(value)))
        if document is not None and value.startswith("#"):
            block = target(document, value)
            text = document.lines.block(block) if block is not None else ""
            QToolTip.showText(point, _plain(text[:PREVIEW]), self._reader.viewport())
        else:
            QToolTip.hideText()


def links(document: Document, block: int) -> list[Span]:
    return [span for span in document.spans.get(block, ()) if span.style == "link" and span.value]


def target(document: Document, value: str) -> int | None:
    """The block that `#name` leads to; of a name inside a file of a book, else the file."""
    name = value.removeprefix("#")
    found = document.anchors.get(name, document.anchors.get(name.partition("#")[0]))
    return found if found is not None and found < len(document) else None


def _plain(text: str) -> str:
    """Text for a tool tip, which would take markup for markup."""
    return f"<p>{text.replace('&', '&amp;').replace('<', '&lt;')}</p>" if text else ""
