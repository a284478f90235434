"""What the program remembers of its own accord: nothing in it was chosen, all of it can go."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from viewer.core.base.choice_file import Choice, ChoiceFile
from viewer.core.base.settings import Settings


@dataclass
class Remembered(ChoiceFile):
    """Windows, and what was used lately."""

    windows: Choice[list[dict[str, Any]]] = Choice([])
    """What was open in each, the first window first: corpora, document, place, geometry."""
    toured: Choice[bool] = Choice(False)
    """Whether the reader was shown round, or did not want to be."""
    recent: Choice[list[str]] = Choice([])
    """The folders of the corpora opened lately, the newest first."""
    searches: Choice[list[str]] = Choice([])
    """The last queries to a corpus, the newest first."""
    palette: Choice[list[str]] = Choice([])
    """What was done by the command palette lately, the newest first."""
    device: Choice[str] = Choice("")
    """Names this machine in merges; made once."""


def move_out(settings: Settings, path: Path) -> Remembered:
    """What is remembered in `path`. It stood among the settings before it had a file of its own:
    what they still hold of it is taken up where there is no such file, and leaves them once it is
    on the disk.
    """
    had = path.exists()
    remembered = Remembered.read(path)
    old = {name: settings.extra[name] for name in _OLD if name in settings.extra}
    if not had or remembered.unread is not None:
        remembered.take_up({name: value for name, value in old.items() if name != "session"})
        if isinstance(old.get("session"), dict):
            remembered.windows = [old["session"], *remembered.windows]
    with contextlib.suppress(OSError):  # then they stay where they are
        if old:
            remembered.write(path)
            settings.extra = {n: each for n, each in settings.extra.items() if n not in old}
    return remembered


_OLD = ("session", "windows", "toured", "recent", "searches", "palette", "device")
"""Members of the settings up to version 0.1; `session` was the first window."""


def listed(state: Mapping[str, Any], name: str) -> list[str]:
    """The strings that the state of a window lists under a name; none where it holds something
    else."""
    value = state.get(name)
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
