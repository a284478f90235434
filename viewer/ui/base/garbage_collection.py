"""Python's garbage is collected in the GUI thread, and nowhere else.

By itself Python collects in whatever thread happens to allocate. A widget or another QObject among
the garbage would be destroyed there, while the GUI thread holds Python's lock and wants one of
Qt's that the other holds: both wait for ever.
"""

from __future__ import annotations

import contextlib
import gc
import sys

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPixmapCache

PACE_MS = 1000
"""Milliseconds from one look at how much garbage there may be to the next."""


TIDIED_MS = 500
"""Milliseconds from the closing of a window to the time at which its memory is given back."""
OLDEST = 2
"""The generation of what outlived two collections."""
GROWTH = 1
"""How many times as many objects as outlived the last look at all of them have to be new before the
next one. Python itself looks four times as often, which for a corpus of thousands of files takes a
tenth of a second each."""


class Sweeper(QObject):
    """Switches Python's own collecting off and does it instead, by the same thresholds."""

    froze = False
    """Whether the first one set aside what was imported. (To count that takes a while.)"""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        if not Sweeper.froze:
            Sweeper.froze = True
            gc.freeze()  # what was imported by now stays to the end: it is not looked at again
        self._old = self._new = 0
        self._timer = QTimer(self)
        self._timer.setInterval(PACE_MS)
        self._timer.timeout.connect(self.sweep)
        self._timer.start()
        self._tidying = QTimer(self)
        self._tidying.setSingleShot(True)
        self._tidying.setInterval(TIDIED_MS)
        self._tidying.timeout.connect(self.tidy)

    def tidy_soon(self) -> None:
        """A window was closed: let go of all it held, once no other one follows."""
        self._tidying.start()

    def tidy(self) -> None:
        """Collect all there is, and give the system back what is free of the program's memory."""
        self._collect_all()
        QPixmapCache.clear()  # Qt keeps what it drew of buttons and fields for each window anew
        if sys.platform == "linux":
            import ctypes  # here: not part of the start

            with contextlib.suppress(AttributeError):  # it is of glibc
                ctypes.CDLL(None).malloc_trim(0)

    def sweep(self) -> None:
        """Collect the oldest generation that is due."""
        counts = gc.get_count()
        self._new += counts[0]
        due = zip(counts, gc.get_threshold(), strict=True)
        generations = [at for at, (count, most) in enumerate(due) if 0 < most < count]
        if not generations:
            return
        if generations[-1] < OLDEST:
            gc.collect(generations[-1])
        elif self._new <= GROWTH * self._old:
            gc.collect(OLDEST - 1)
        else:
            self._collect_all()

    def _collect_all(self) -> None:
        gc.collect()
        self._old, self._new = len(gc.get_objects()), 0
