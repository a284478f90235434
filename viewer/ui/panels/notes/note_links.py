"""The links of the note that is shown, and those that lead into the open text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea

from viewer.core.notes.note import Link, Note
from viewer.session.base.load_jobs import Corpus
from viewer.session.notes.note_links import Linked, LinkedNotes
from viewer.session.session import Session
from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import tr
from viewer.ui.base.names import isolated, shown_name

QUOTE = 60
"""Code points that are shown of the place at the other end."""
SHOWN_LINES = 5
"""Lines of text that are shown without scrolling."""


@guarded
class LinkLines(QScrollArea):
    """A line for each link; a click, or Tab and Enter, goes there."""

    removed = Signal(object)
    """The `Link` that shall be taken off the note."""

    def __init__(self, session: Session, heard: SignalInstance, name: str) -> None:
        super().__init__()
        self._session = session
        self._ends: list[Linked] = []
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.RichText)
        self.label.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.label.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self.label)
        self.hide()
        self.label.linkActivated.connect(self._go)
        heard.connect(self._show)

    def ask(self, note: Note | None, *, other: bool) -> None:
        """Find the links of a note. `other`: those shown are not its own."""
        if other:
            self.hide()
        self._session.note_links.ask(note)

    def _show(self, links: LinkedNotes) -> None:
        self._ends = [*links.to, *links.back]
        back = tr("Linked from %1") if links.id else tr("This text is linked from %1")
        lines = [
            *self._lines(tr("Leads to %1"), links.to, 0),
            *self._lines(back, links.back, len(links.to)),
        ]
        self.label.setText("<br>".join(lines))
        self.setVisible(bool(lines))
        self._fit()

    def _lines(self, said: str, ends: Iterable[Linked], first: int) -> Iterator[str]:
        from html import escape  # here: not part of the start

        for number, end in enumerate(ends, first):
            quote = end.words[:QUOTE] + ("…" if len(end.words) > QUOTE else "")
            shown = escape(isolated(shown_name(quote or end.label.rpartition("/")[2])))
            if not end.label:
                shown = tr("%1 (no longer there)").replace("%1", shown)
            else:
                shown = f'<a href="go:{number}">{shown}</a>'
            line = escape(said).replace("%1", shown)
            if end.link is not None:
                line += f' <a href="off:{number}"><small>({escape(tr("take off"))})</small></a>'
            yield line

    def _go(self, address: str) -> None:
        verb, _, number = address.partition(":")
        end, corpus = self._ends[int(number)], self._session.view.corpus
        if verb == "off":
            self.removed.emit(end.link)
        elif isinstance(corpus, Corpus):
            if end.path is not None:
                self._session.gathering.open_place(corpus, end.path, end.place)
            else:
                self._session.gathering.open_note(corpus, end.label, end.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as its lines, up to some."""
        wanted = self.label.heightForWidth(max(1, self.viewport().width()))
        line = self.label.fontMetrics().lineSpacing()
        self.setFixedHeight(max(line, min(wanted, SHOWN_LINES * line + line // 2)))


def with_link(links: tuple[Link, ...], link: Link) -> tuple[Link, ...]:
    """The links of a note and one more, each once."""
    return links if link in links else (*links, link)
