"""What the reader did, as undo knows it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple


class UndoCommand(NamedTuple):
    """A change that is told by the states before and after it; `do` brings one of them about.

    `kind` names it for the menu: `pairs`, `pins`, `own`, `status`, `into`, `rules`,
    `override`, `correction`.
    """

    kind: str
    do: Callable[[Any], None]
    before: Any
    after: Any
    paths: tuple[Path, ...] = ()
    """The documents, or the folder of the corpus, that it changes."""

    def undo(self) -> None:
        """Bring back what was before."""
        self.do(self.before)

    def redo(self) -> None:
        """Do it again."""
        self.do(self.after)
