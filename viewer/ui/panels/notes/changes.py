"""What changed in the open texts since their notes were made: notes to check, and paragraphs."""

from __future__ import annotations

from html import escape
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import (
    QDockWidget,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from viewer.core.text.differences import Change, paragraphs
from viewer.core.text.document import Document
from viewer.session.base.background_jobs import Job
from viewer.session.session import Session
from viewer.ui.base.differences import difference
from viewer.ui.base.fit_to_screen import scrolling
from viewer.ui.base.i18n import shown_number, tr
from viewer.ui.base.roomy_tabs import RoomyTabs
from viewer.ui.base.theme import Theme
from viewer.ui.panels.notes.reattach import Reattach

PARAGRAPHS_SHOWN = 400
"""Paragraphs that are shown."""


class _Compare:
    def __init__(self, side: str, document: Document, before: str) -> None:
        self._side, self._document, self._before = side, document, before

    def __call__(self, job: Job) -> tuple[str, Document, list[Change]]:
        return self._side, self._document, paragraphs(self._before, self._document.text())


class ChangesPanel(QDockWidget):
    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(tr("Changes"))
        self.setObjectName("changes")
        self.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        self._session, self._theme = session, theme
        self._found: dict[str, tuple[Document, list[Change]]] = {}
        self.desk = Reattach(session, theme)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(tr("Changed paragraphs"))
        theme.changed.connect(self._restyle)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.accept = QPushButton(tr("A&ccept the text as it is now"))
        self.accept.setToolTip(
            tr("From now on the notes are about this text; later changes are shown against it.")
        )
        below = QWidget()
        column = QVBoxLayout(below)
        row = QHBoxLayout()
        row.addWidget(self.told, 1)
        row.addWidget(self.accept)
        column.addLayout(row)
        column.addWidget(self.text, 1)
        self.tabs = RoomyTabs()
        self.tabs.addTab(scrolling(self.desk), tr("Notes to check"))
        self.tabs.addTab(below, tr("Changed paragraphs"))
        self.setWidget(self.tabs)
        self.accept.clicked.connect(self._accept)
        self.text.anchorClicked.connect(self._go)
        self.desk.counted.connect(self._counted)
        session.notebook.changed.connect(self._changed)
        session.view.opened.connect(self.refresh)
        self.refresh()

    def _changed(self, path: Path) -> None:
        if any(d.path == path for d in self._session.view.published.values()):
            self.refresh()

    def refresh(self) -> None:
        """Look at the open documents anew."""
        self.desk.refresh()
        book, view = self._session.notebook, self._session.view
        self._found = {s: f for s, f in self._found.items() if view.documents.get(s) is f[0]}
        changed = False
        for side, document in view.published.items():
            before = book.before(document)
            if before is None:
                self._found.pop(side, None)
            elif side not in self._found:
                self._found[side] = (document, [])
                self._session.jobs.run(_Compare(side, document, before), self._compared)
            changed = changed or before is not None
        self.accept.setEnabled(changed)
        self._show()

    def _compared(self, result: tuple[str, Document, list[Change]]) -> None:
        side, document, changes = result
        if side in self._found and self._found[side][0] is document:
            self._found[side] = (document, changes)
            self._show()

    def _counted(self, count: int) -> None:
        title = tr("Notes to check")
        self.tabs.setTabText(0, f"{title} ({shown_number(count)})" if count else title)

    def _show(self) -> None:
        accent = self._theme.colours["accent"]
        self.text.document().setDefaultStyleSheet(
            f"a {{ color: {accent}; text-decoration: none; }}"
        )
        parts, count = [], 0
        for side, (document, changes) in self._found.items():
            count += len(changes)
            name = document.path.name if document.path else side
            parts.append(f"<h4>\u2068{escape(name)}\u2069</h4>")
            parts += [self._row(side, document, change) for change in changes[:PARAGRAPHS_SHOWN]]
        if count:
            self.told.setText(tr("%n paragraph(s) changed since the notes were made.", None, count))
        else:
            self.told.setText(
                tr(
                    "A text with notes is remembered as it was. When it changes, what changed "
                    "will be shown here."
                )
            )
        self.text.setHtml("".join(parts))
        self.text.setVisible(bool(count))

    def _restyle(self) -> None:
        self.desk.refresh()
        self._show()

    def _row(self, side: str, document: Document, change: Change) -> str:
        shown = difference(change.pieces, self._theme.colours)
        notes = self._touched(document, change)
        told = tr("%n note(s) here", None, notes) if notes else ""
        direction = f'dir="{document.direction}"'
        if change.new is None:
            return f"{shown}<p {direction}><small>{escape(told)}</small></p>"
        start, end = change.new
        link = f'<a href="go:{escape(side)}/{start}/{end}">{escape(tr("Show"))}</a>'
        return f"{shown}<p {direction}><small>{link} {escape(told)}</small></p>"

    def _touched(self, document: Document, change: Change) -> int:
        """Notes in a paragraph: where they stand now, or stood when it was there."""
        count = 0
        for placed in self._session.notebook.of(document):
            place = placed.note.place
            now = change.new and placed.pieces and placed.start < change.new[1]
            if now and change.new and placed.end > change.new[0]:
                count += 1
            elif not placed.pieces and place is not None and change.old is not None:
                count += change.old[0] <= place.start < change.old[1]
        return count

    def _go(self, url: QUrl) -> None:
        side, start, end = url.path().split("/")
        self._session.view.jump(side, int(start), int(end))

    def _accept(self) -> None:
        for document in self._session.view.published.values():
            if self._session.notebook.before(document) is not None:
                self._session.notebook.accept(document)
