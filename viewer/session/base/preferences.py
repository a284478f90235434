"""The reader's choices while the program runs. QtCore only."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from viewer.core.base.settings import Settings


class Preferences(QObject):
    """Changes settings, and tells who has to follow."""

    changed = Signal(str)
    """The name of the choice that changed."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings

    def set(self, name: str, value: Any) -> None:
        """Change one of the settings, by its name."""
        if getattr(self.settings, name) != value:
            setattr(self.settings, name, value)
            self.changed.emit(name)
