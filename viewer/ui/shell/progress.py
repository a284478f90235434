"""What takes a while, told in the status bar: how far it is, and a click that stops it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from viewer.core.search.index_progress import DOCUMENTS, MEANING, Progress
from viewer.session.session import Session
from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import shown_number, tr

SOON_MS = 800
"""Milliseconds that work takes before it is told of."""


class Task(QToolButton):
    """One piece of work; hidden while there is none, and at first."""

    def __init__(self, stop_text: str, stop: Callable[[], None]) -> None:
        super().__init__()
        self.setToolTip(stop_text)
        self.setAccessibleName(stop_text)
        self.setAutoRaise(True)
        self.hide()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.show)
        self.clicked.connect(stop)

    def tell(self, text: str) -> None:
        """It is under way; `text` says how far."""
        self.setText(f"{text} ✕")
        self.setAccessibleDescription(text)
        if self.isHidden() and not self._soon.isActive():
            self._soon.start()

    def end(self) -> None:
        """It is done, or was stopped."""
        self._soon.stop()
        self.hide()


def counted(text: str, done: int, total: int) -> str:
    """`text` with how far it is."""
    return text.replace("%1", shown_number(done)).replace("%2", shown_number(total))


@guarded
class Tasks(QWidget):
    """One button for each kind of work that the session does in the background."""

    changed = Signal()
    """Another room is needed than before."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.scanning = Task(tr("Stop looking through the folder"), session.corpora.scanning.stop)
        self.opening = Task(tr("Stop opening"), session.loader.close_work)
        self.dating = Task(tr("Stop reading dates"), session.dating.cancel)
        self.aligning = Task(tr("Stop aligning"), session.aligning.cancel)
        self.indexing = Task(tr("Stop making the index"), session.searching.stop_keeping)
        self.studying = Task(tr("Stop counting"), session.searching.stop_studies)
        self.gathering = Task(tr("Stop working on the notes"), session.gathering.stop)
        self.reading = Task(tr("Stop reading the pages"), session.page_reading.stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for task in self.all():
            row.addWidget(task)
        self._connect()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.changed.emit()
        return super().event(event)

    def all(self) -> tuple[Task, ...]:
        return (
            *(self.scanning, self.opening, self.dating, self.aligning),
            *(self.indexing, self.studying, self.gathering, self.reading),
        )

    def _connect(self) -> None:
        session, view = self._session, self._session.view
        session.corpora.scanning.progressed.connect(self._scanning)
        view.opening.connect(self._opening)
        view.opened.connect(self._opened)
        view.arrived.connect(self._opened)
        session.dating.progressed.connect(self._dating)
        session.aligning.working.connect(self._aligning)
        session.searching.progressed.connect(self._indexing)
        session.searching.studying.connect(self._studying)
        session.gathering.working.connect(self._gathering)
        session.gathering.progressed.connect(self._gathered)
        session.page_reading.progressed.connect(self._reading)

    def _scanning(self, found: int) -> None:
        if found < 0:
            self.scanning.end()
        else:
            self.scanning.tell(tr("Looking through the folder: %n text(s)", None, found))

    def _opening(self) -> None:
        self.opening.tell(tr("Opening…"))

    def _opened(self) -> None:
        """All of it, or a first part."""
        if self._session.loader.loading:
            self.opening.tell(tr("Reading the rest…"))
        else:
            self.opening.end()

    def _dating(self, done: int, total: int) -> None:
        if done < total:
            self.dating.tell(counted(tr("Reading dates: %1 of %2"), done, total))
        else:
            self.dating.end()

    def _aligning(self, on: bool) -> None:
        self.aligning.tell(tr("Aligning…")) if on else self.aligning.end()

    def _indexing(self, step: Progress | None) -> None:
        if step is None or step.done >= step.total:
            self.indexing.end()
            return
        names = {
            DOCUMENTS: tr("Making the index: %1 of %2"),
            MEANING: tr("Indexing meanings: %1 of %2 passages"),
        }
        text = names.get(step.stage, tr("Aligning: %1 of %2"))
        self.indexing.tell(counted(text, step.done, step.total))

    def _studying(self, on: bool) -> None:
        self.studying.tell(tr("Counting…")) if on else self.studying.end()

    def _gathering(self, on: bool) -> None:
        self.gathering.tell(tr("Working on the notes…")) if on else self.gathering.end()

    def _gathered(self, done: int, total: int) -> None:
        self.gathering.tell(counted(tr("Notes: %1 of %2"), done, total))

    def _reading(self, done: int, total: int) -> None:
        if total:
            self.reading.tell(counted(tr("Reading pages: %1 of %2"), done, total))
        else:
            self.reading.end()
