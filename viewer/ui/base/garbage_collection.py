"""Python's garbage is collected in the GUI thread, and nowhere else.

By itself Python collects in whatever thread happens to allocate. A widget or another QObject among
the garbage would be destroyed there, while the GUI thread holds Python's lock and wants one of
Qt's that the other holds: both wait for ever.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

PACE_MS = 1000
"""Milliseconds from one look at how much garbage there may be to the next."""


class Sweeper(QObject):
    """Switches Python's own collecting off and does it instead, by the same thresholds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(PACE_MS)
        self._timer.timeout.connect(self.sweep)
        self._timer.start()

    def sweep(self) -> None:
        """Collect the oldest generation that is due."""
        due = zip(gc.get_count(), gc.get_threshold(), strict=True)
        generations = [at for at, (count, most) in enumerate(due) if 0 < most < count]
        if generations:
            gc.collect(generations[-1])
