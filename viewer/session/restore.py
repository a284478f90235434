"""What was open comes back: all of it at the next start, and with each corpus what was open in it.

QtCore only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

from PySide6.QtCore import QObject, Signal

from viewer.core import formats
from viewer.core.base.file_registry import shared
from viewer.core.base.remembered import listed
from viewer.core.base.settings import Mode
from viewer.core.user.corpus_layouts import Layouts
from viewer.session.base.load_jobs import Corpus
from viewer.session.base.state_files import write_soon
from viewer.session.base.view_state import View
from viewer.session.corpora import Corpora
from viewer.session.tabs import Tabs


class Returning(QObject):
    """Remembers, and opens again."""

    arranged = Signal(dict)
    """The panels stood like this when the corpus that is being opened was left."""

    def __init__(self, view: View, tabs: Tabs, corpora: Corpora, data: Path) -> None:
        super().__init__()
        self._view, self._tabs, self._corpora = view, tabs, corpora
        self.layouts = shared(Layouts, data / "layouts.json")
        self.arrangement: Callable[[], dict[str, Any]] = dict
        """How the panels stand now: the window says so."""

    # A corpus

    def open(self, root: Path) -> None:
        """Open a folder with the tabs and the panels it was left with."""
        view, corpora = self._view, self._corpora
        if any(corpus.root == root for corpus in corpora):
            corpora.open_corpus(root)
            return
        layout, empty = self.layouts.get(root), view.work is None
        wanted = self._tabs.restore(_under(root, layout), front=empty)
        if empty:
            modes: tuple[Mode, ...] = get_args(Mode)
            for mode in modes:
                if mode == layout.get("mode"):
                    view.set_mode(mode)
            panels = layout.get("panels")
            if isinstance(panels, dict):
                self.arranged.emit(panels)
        corpora.open_corpus(root, wanted)

    def keep(self, corpus: Corpus) -> None:
        """Remember how a corpus is left."""
        view, root = self._view, corpus.root
        if root is None:
            return
        layout = {**self._tabs.as_json(corpus), "mode": view.mode}
        layout["tabs"] = [Path(each).relative_to(root).as_posix() for each in layout["tabs"]]
        if view.corpus in (corpus, None):
            layout["panels"] = self.arrangement()
        elif "panels" in (before := self.layouts.get(root)):
            layout["panels"] = before["panels"]
        self.layouts.put(root, layout)
        write_soon(self.layouts.write)

    # Everything

    def as_json(self) -> dict[str, Any]:
        """What is open, for the settings."""
        here = self._tabs.current.path
        return {
            **self._tabs.as_json(),
            "corpora": [str(c.root) for c in self._corpora if c.root],
            "document": str(here) if here is not None else None,
            "saved": datetime.now().isoformat(timespec="seconds"),
        }

    def restore(self, data: dict[str, Any]) -> bool:
        """Open what was open; False when there is nothing to come back to."""
        tabs, corpora, wanted = self._tabs, self._corpora, data.get("document")
        path = Path(wanted) if isinstance(wanted, str) else None
        folders = [f for each in listed(data, "corpora") if (f := Path(each)).is_dir()]
        tabs.restore(data)
        inside = next((f for f in folders if path is not None and path.is_relative_to(f)), None)
        for folder in folders:
            corpora.open_corpus(folder, path)
        alone = path is not None and inside is None and _is_document(path)
        if alone and path is not None:
            corpora.open_files([path])
        others = [tab.path for tab in tabs.tabs if tab.path is not None]
        single = [p for p in others if not any(p.is_relative_to(f) for f in folders)]
        if single := [p for p in single if _is_document(p)]:
            corpora.add_files(single)
        return bool(folders) or alone


def _is_document(path: Path) -> bool:
    """Whether something that was open is still there: a file, or a folder of pages."""
    return path.is_file() or formats.is_page_folder(path)


def _under(root: Path, layout: Mapping[str, Any]) -> dict[str, Any]:
    """A layout with whole paths; those that lead out of the folder are none of its own."""
    whole = [root / each for each in listed(layout, "tabs")]
    safe = all(path.is_relative_to(root) and ".." not in path.parts for path in whole)
    return {**layout, "tabs": [str(path) for path in whole]} if safe else {}
