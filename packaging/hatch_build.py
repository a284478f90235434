"""The build hook: translations and the address of the project are made before the wheel is packed.

A .qm file that is already there and newer than its .ts is taken as it is, so a build needs lrelease
only where something changed. A translation that cannot be made stops the build: a wheel that lost
its Arabic without a word would be worse than none.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent))
import metadata
import translations  # beside this file, which hatchling loads by its path


class TranslationsHook(BuildHookInterface):
    """Makes resources/i18n/*.qm; the wheel then takes them along with the rest of resources/."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name == "wheel":
            metadata.write_homepage()
            translations.build(Path(self.root) / "resources" / "i18n", sys.executable)
