"""Windows are made part by part, so that those that are there answer meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from viewer.session.session import Session
from viewer.ui.shell.window import MainWindow

GONE_MS = 200
"""Milliseconds from the picture of a window in another language to the deletion of the old one,
which takes as long as that."""


@dataclass(eq=False)
class Seat:
    """A window and what is open in it."""

    session: Session
    window: MainWindow


class WindowMaker(QObject):
    """Makes new windows, and those that take the place of others in another language; each is
    shown once it is whole."""

    def __init__(self, seats: list[Seat], make: Callable[[Session], MainWindow]) -> None:
        """`seats`: those whose windows are shown. `make` begins a window: nothing is in it yet."""
        super().__init__()
        self._seats, self._make = seats, make
        self.new: dict[Seat, Callable[[], None]] = {}
        """Whose windows were not shown yet, and what is done before they are."""
        self._waiting: list[Seat] = []  # whose windows are to be made
        self._coming: tuple[Seat, MainWindow] | None = None  # whose window is being made
        self._steps = QTimer(self)
        self._steps.timeout.connect(self._step)
        self._replaced: list[MainWindow] = []
        self._going = QTimer(self)
        self._going.setSingleShot(True)
        self._going.setInterval(GONE_MS)
        self._going.timeout.connect(self._let_go)

    @property
    def busy(self) -> bool:
        return self._coming is not None or bool(self._waiting)

    def add(self, seat: Seat, come: Callable[[], None]) -> None:
        """Make the window of a new seat, which was begun; `come` is called before it is shown."""
        self.new[seat] = come
        self._waiting.append(seat)
        self._steps.start()

    def renew(self, seats: list[Seat]) -> None:
        """Make other windows for these, in this order, behind those that they have."""
        self._waiting = list(seats)
        self.begin_again()

    def begin_again(self) -> None:
        """What was begun is of another language or theme: make it from its beginning."""
        if self._coming is not None:
            seat, window = self._coming
            window.deleteLater()
            self._coming = None
            if seat not in (*self.new, *self._waiting):
                self._waiting.insert(0, seat)
        self._waiting += [seat for seat in self.new if seat not in self._waiting]
        for seat in self.new:
            seat.window.deleteLater()
            seat.window = self._make(seat.session)
        self._steps.start()

    def stop(self) -> None:
        """Nothing more is made, and what nobody sees goes: the program ends. Left to Python, the
        parts of a window would be taken apart in any order, while Qt still asks them."""
        self._steps.stop()
        self._waiting.clear()
        if self._coming is not None:
            self._replaced.append(self._coming[1])
            self._coming = None
        self._let_go()

    def _let_go(self) -> None:
        while self._replaced:
            self._replaced.pop().deleteLater()

    def finish(self) -> None:
        """Show the new windows now."""
        while self.new:
            self._step()

    def _step(self) -> None:
        """Make the next part of the next window; what is whole is shown."""
        there = (*self._seats, *self.new)
        if self._coming is None:
            self._waiting = [seat for seat in self._waiting if seat in there]  # not closed since
            if not self._waiting:
                self._steps.stop()
                return
            seat = self._waiting.pop(0)
            if seat not in self.new:
                seat.window.keep()
            self._coming = seat, seat.window if seat in self.new else self._make(seat.session)
            return
        seat, window = self._coming
        if seat not in there:
            window.deleteLater()
            self._coming = None
        elif not self._made(seat, window):
            self._coming = None
            if seat in self.new:
                self._show(seat)
            else:
                self._replace(seat, window)

    def _made(self, seat: Seat, window: MainWindow) -> bool:
        """Make the next part of a window; whether there is more. What fails is never shown half."""
        try:
            return window.make_next()
        except Exception:
            self._coming = None
            if self.new.pop(seat, None) is not None:
                seat.session.close()
            window.deleteLater()
            raise

    def _show(self, seat: Seat) -> None:
        self._seats.append(seat)
        self.new.pop(seat)()
        seat.window.show()

    def _replace(self, seat: Seat, window: MainWindow) -> None:
        from viewer.ui.settings.dialog import follow  # here: not part of the start

        old, seat.window = seat.window, window
        old.keep()  # what was typed meanwhile
        window.take_up(old)
        window.show()
        _focus_as(old, window)
        follow(seat.session, window.commands, old, window)
        old.hide()
        old.setParent(None)
        self._replaced.append(old)
        self._going.start()


def _focus_as(old: MainWindow, new: MainWindow) -> None:
    """The keyboard goes to the same field of the same panel, or to the text."""
    field, made = old.focusWidget(), new.parts.made
    panels: list[tuple[QWidget, QWidget]] = [(old.tree, new.tree)]
    panels += [(panel, made[name]) for name, panel in old.parts.made.items() if name in made]
    for before, after in panels:
        if field is not None and before.isAncestorOf(field):
            alike = after.findChildren(type(field))
            at = before.findChildren(type(field)).index(field)
            if at < len(alike):
                alike[at].setFocus(Qt.FocusReason.OtherFocusReason)
                return
    new.focus_text()
