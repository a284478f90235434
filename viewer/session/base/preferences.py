"""The reader's choices while the program runs. QtCore only."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from viewer.core.base.choice_file import Choice, ChoiceFile
from viewer.core.base.remembered import Remembered
from viewer.core.base.settings import Settings

T = TypeVar("T")


class Preferences(QObject):
    """Changes what is chosen or remembered, and tells who has to follow."""

    changed = Signal(object)
    """The `Choice` that changed: `Settings.zoom`, `Remembered.recent`."""

    def __init__(self, settings: Settings, remembered: Remembered) -> None:
        super().__init__()
        self.settings, self.remembered = settings, remembered

    def get(self, choice: Choice[T]) -> T:
        """What is chosen now."""
        return choice.of(self._file(choice))

    def set(self, choice: Choice[T], value: T) -> None:
        """Change one of the choices."""
        if self.get(choice) != value:
            choice.put(self._file(choice), value)
            self.changed.emit(choice)

    def _file(self, choice: Choice[T]) -> ChoiceFile:
        return self.remembered if choice.owner is Remembered else self.settings
