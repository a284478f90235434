"""`--screenshot`: the window as a picture, once everything is on it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from viewer.session.session import Session


class Screenshot(QObject):
    """`--screenshot`: waits until everything is on screen, draws the window, leaves."""

    def __init__(self, session: Session, window: Any, target: Path) -> None:
        super().__init__()
        self._session, self._window, self._target = session, window, target
        self.code = 0
        self._quiet = 0
        self._ticks = QTimer(self)
        self._ticks.setInterval(40)
        self._ticks.timeout.connect(self._look)
        self._ticks.start()
        QTimer.singleShot(30_000, self._draw)

    def _look(self) -> None:
        session, window = self._session, self._window
        drawn = not window.pane.pictures.busy
        busy = (
            session.busy
            or not drawn
            or window.status.is_counting
            or session.titles.busy
            or (session.view.work is not None and not session.view.documents)
        )
        self._quiet = 0 if busy else self._quiet + 1
        if self._quiet > 6:
            self._draw()

    def _draw(self) -> None:
        self._ticks.stop()
        if not self._window.grab().save(str(self._target)):
            print(f"hashiya: {self._target} could not be written", file=sys.stderr)
            self.code = 2
        QApplication.exit(self.code)
