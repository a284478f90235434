"""The open works: one in front, the others kept as they were left. QtCore only.

Back and forward lead through the places of a tab, from one work to another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from viewer.core.corpus.works import Work
from viewer.core.notes.locations import Signature, signature
from viewer.core.text.document import Document
from viewer.core.user.reading_positions import ReadingPlaces
from viewer.session.base.corpora_list import CorporaList, Spot
from viewer.session.base.load_jobs import Corpus, Loaded
from viewer.session.base.view_state import View
from viewer.session.notes.notebook import Notebook

SETTLED_MS = 300
"""Milliseconds that what is being saved is waited for, at most, before another tab is shown."""
TRAIL = 200
"""Places that a tab remembers."""


@dataclass(eq=False)
class Tab:
    """A work, and where its reader is. `path` says which, where its corpus is not read yet."""

    corpus: Corpus | None = None
    work: Work | None = None
    path: Path | None = None
    shown: Loaded | None = None
    """Its documents and rows, so that coming back to them takes no time."""
    states: Mapping[Path, Signature | None] = field(default_factory=dict)
    """What its files were when they were read."""
    place: tuple[str, int, int] | None = None
    """(side, block, code points into it) at the top of the screen."""
    back: list[Spot] = field(default_factory=list)
    ahead: list[Spot] = field(default_factory=list)
    kept: bool = False
    """Whether it stays when the reader looks into another text; one at most does not."""
    gone: bool = False
    """Whether a file of it is no longer there; what was read of it is still shown."""

    @property
    def is_fresh(self) -> bool:
        """Whether the files are still what was read of them, or gone."""
        return all(signature(path) in (state, None) for path, state in self.states.items())


class Tabs(QObject):
    """The tabs of a window, at least one. `current` is what the view of the session shows."""

    changed = Signal()
    """Which there are, which is in front, or what one of them shows."""
    swapped = Signal()
    """What was beside is in front now, and the other way round: nothing moves on the screen."""
    front_asked = Signal(object)
    """A tab came to the front: it is to be shown."""
    filling_asked = Signal(object)
    """What a tab shows beside the front is to be read."""
    gone = Signal(object)
    """The path of an open document that is no longer there."""
    emptied = Signal()
    """The last tab was closed: nothing is to be shown."""

    def __init__(
        self, view: View, notebook: Notebook, corpora: CorporaList, places: ReadingPlaces
    ) -> None:
        super().__init__()
        self._view, self._notebook, self._corpora, self._places = view, notebook, corpora, places
        self.current = Tab()
        self.tabs = [self.current]
        self.beside: Tab | None = None
        """What is shown next to the one in front."""
        self.beside_first = False
        """Whether it stands before the one in front, as the interface reads."""
        view.jumping.connect(self._left)
        corpora.corpus_changed.connect(self.found)
        notebook.history_changed.connect(self.keep)

    # What the session tells

    def opening(self, corpus: Corpus, work: Work, *, tracked: bool) -> None:
        """Another work comes to the front of this tab. `tracked`: `back` leads away from it."""
        tab = self.current
        if tracked and (corpus is not tab.corpus or work != tab.work):
            self._left()
        tab.corpus, tab.work, tab.shown = corpus, work, None
        tab.path = corpus.path(next(iter(work.documents.values())))
        self.changed.emit()

    def took(self, tab: Tab, found: Loaded) -> None:
        """All of the work of a tab is there."""
        tab.shown = found
        files = [d.file for d in found.documents.values() if d.file is not None]
        tab.states, tab.gone = {path: signature(path) for path in files}, False
        self.changed.emit()

    def closed(self) -> None:
        """Nothing is in front any more."""
        tab = self.current
        tab.corpus = tab.work = tab.path = tab.shown = None
        self.changed.emit()

    def drop(self, corpus: Corpus) -> None:
        """A corpus was closed: so are its tabs, and nobody comes back to its places."""
        for tab in [each for each in self.tabs if each is not self.current]:
            waits = tab.corpus is None and tab.path is not None and _belongs(tab.path, corpus)
            if tab.corpus is corpus or waits:
                self.close(tab)
        for tab in self.tabs:
            for spots in (tab.back, tab.ahead):
                spots[:] = [spot for spot in spots if spot.corpus is not corpus]
        if self.current.work is None and len(self.tabs) > 1:
            self.close(self.current)

    def found(self, corpus: Corpus) -> None:
        """Works of a corpus are known: tabs that wait for theirs get them, or go."""
        for tab in list(self.tabs):
            if tab is self.current or tab.path is None or tab.corpus not in (None, corpus):
                continue
            gone = corpus.complete and corpus.looked and _belongs(tab.path, corpus)
            work = corpus.work_of(tab.path)
            if work is None and gone and (path := _moved(tab, corpus)) is not None:
                tab.path, work = path, corpus.work_of(path)
            if work is not None and work != tab.work:
                tab.corpus, tab.work, tab.shown = corpus, work, None
                if tab is self.beside:
                    self.filling_asked.emit(tab)
            elif work is None and gone and tab.shown is None:
                self.close(tab)
        self.changed.emit()

    def look_for_files(self) -> None:
        """Tell of open documents that are no longer there, or are there again."""
        for tab in self.tabs:
            known = [path for path, state in tab.states.items() if state is not None]
            missing = next((path for path in known if signature(path) is None), None)
            if tab.gone != (missing is not None):
                tab.gone = missing is not None
                self.changed.emit()
                if missing is not None:
                    self.gone.emit(missing)

    # Tabs

    def open(self, corpus: Corpus, work: Work) -> None:
        """Show a work in a tab of its own, in front."""
        if self.current.work is not None:
            self._park()
            self._insert(Tab())
        self.current.kept = True
        self._corpora.open_work(corpus, work)

    def bring(self, corpus: Corpus, work: Work) -> None:
        """Show a work where it is shown already, else in a tab of its own if there is a text."""
        path = corpus.path(next(iter(work.documents.values())))
        shown = next((tab for tab in self.tabs if tab.path == path), None)
        if shown is None and self.current.work is not None:
            self.open(corpus, work)
        elif shown is None or shown is self.current:
            self._corpora.open_work(corpus, work)
        else:
            self.activate(shown)

    def _insert(self, tab: Tab) -> None:
        """A tab comes to the front, after the one that was there."""
        self.tabs.insert(self.tabs.index(self.current) + 1, tab)
        self.current = tab

    def look_into(self, corpus: Corpus, work: Work) -> None:
        """Show a work where it is shown already, else in the one tab that is not kept."""
        for tab in self.tabs:
            if tab.corpus is corpus and tab.work == work and tab is not self.current:
                self.activate(tab)
                return
        spare = next((tab for tab in self.tabs if not tab.kept), None)
        here = self.current.corpus is corpus and self.current.work == work
        if spare is not self.current and self.current.work is not None and not here:
            self._park()
            if spare is None:
                self._insert(Tab())
            else:
                self.current = spare
                if (spot := self._spot(spare)) is not None:
                    spare.back.append(spot)
                spare.corpus = spare.work = None  # what is on the screen is not its own
        self._corpora.open_work(corpus, work)

    def keep(self, tab: Tab | None = None) -> None:
        """No other text takes the place of what a tab shows (the one in front)."""
        tab = tab or self.current
        if not tab.kept and tab.path is not None:
            tab.kept = True
            self.changed.emit()

    def open_beside(self, corpus: Corpus, work: Work) -> None:
        """Show a work next to the one in front; then it is the one in front."""
        before = self.current
        if before.work is None:
            self._corpora.open_work(corpus, work)
            return
        self.open(corpus, work)
        before.kept = True
        self.beside, self.beside_first = before, True
        self._fill_beside()
        self.changed.emit()

    def put_beside(self, tab: Tab) -> None:
        """Show a tab next to the one in front, which stays there."""
        if tab is not self.current:
            self.beside, self.beside_first = tab, False
            tab.kept = True
            self._fill_beside()
            self.changed.emit()

    def _fill_beside(self) -> None:
        """It may have left the front before it was read."""
        if self.beside is not None and self.beside.shown is None:
            self.filling_asked.emit(self.beside)

    def renew_beside(self) -> None:
        """Read what is beside again, if its files changed."""
        tab = self.beside
        if tab is not None and tab.shown is not None and not tab.is_fresh:
            tab.shown = None
            self.filling_asked.emit(tab)

    def documents(self) -> list[Document]:
        """Every document that a tab holds."""
        shown = [tab.shown for tab in self.tabs if tab.shown is not None]
        held = [d for found in shown for d in found.documents.values()]
        return [*held, *self._view.documents.values()]

    def works_of(self, paths: Iterable[Path]) -> list[tuple[Corpus, Work]]:
        """The works that these documents belong to, of the opened corpora."""
        found = []
        for path in paths:
            for corpus in self._corpora:
                if (work := corpus.work_of(path)) is not None and (corpus, work) not in found:
                    found.append((corpus, work))
                    break
        return found

    def activate(self, tab: Tab) -> None:
        """Bring a tab to the front."""
        if tab is self.current:
            return
        if tab is self.beside:
            self.swap()
            return
        self._park()
        self.current = tab
        self.front_asked.emit(tab)
        self.changed.emit()

    def swap(self) -> None:
        """The one beside comes to the front, where it stands."""
        if self.beside is not None:
            self._park()
            self.current, self.beside = self.beside, self.current
            self.beside_first = not self.beside_first
            self.swapped.emit()
            self.front_asked.emit(self.current)
            self._fill_beside()
            self.changed.emit()

    def stop_beside(self) -> None:
        """Only the one in front is shown; the other keeps its tab."""
        self.beside = None
        self.changed.emit()

    def close(self, tab: Tab) -> None:
        """Close a tab; the last one is emptied."""
        if tab is self.beside:
            self.beside = None
        if tab is not self.current:
            self._remember(tab)
        if len(self.tabs) > 1:
            at = self.tabs.index(tab)
            self.tabs.remove(tab)
            if tab is self.current:
                shown = self.beside
                self.current, self.beside = shown or self.tabs[min(at, len(self.tabs) - 1)], None
                self.front_asked.emit(self.current)
        elif tab.work is not None:
            self.emptied.emit()
        self.changed.emit()

    def _remember(self, tab: Tab) -> None:
        """Note the place of a tab that is not in front, for whoever opens its work again."""
        if (spot := self._spot(tab)) is not None:
            self._places.put(spot.path, spot.side, spot.start)

    def _spot(self, tab: Tab) -> Spot | None:
        """Where the reader was in a tab that is not in front."""
        documents = tab.shown.documents if tab.shown is not None else {}
        if tab.corpus is None or tab.path is None or tab.place is None:
            return None
        side, block, offset = tab.place
        if side not in documents or block >= len(documents[side].lines):
            return None
        return Spot(tab.corpus, tab.path, side, documents[side].lines.start(block) + offset)

    def close_others(self, tab: Tab) -> None:
        """Close all tabs but one."""
        self.activate(tab)
        for other in [each for each in self.tabs if each is not tab]:
            self.close(other)

    def step(self, forward: bool) -> None:
        """The next tab, round and round."""
        at = self.tabs.index(self.current) + (1 if forward else -1)
        self.activate(self.tabs[at % len(self.tabs)])

    def move(self, before: int, after: int) -> None:
        """The reader dragged a tab to another place."""
        self.tabs.insert(after, self.tabs.pop(before))
        self.keep(self.tabs[after])

    def _park(self) -> None:
        """Remember where the reader is in the tab that leaves the front."""
        tab = self.current
        lined = tab.shown.lined if tab.shown is not None else None
        tab.place = self._view.place
        self._notebook.saves.wait(SETTLED_MS)  # pins and translations reach their file
        if lined is not None:
            tab.states = {**tab.states, lined.file.path: signature(lined.file.path)}
        if self._view.documents and tab.shown is None:
            tab.place = None  # half a document: it is read again

    # Places

    @property
    def can_go_back(self) -> bool:
        return bool(self.current.back)

    @property
    def can_go_forward(self) -> bool:
        return bool(self.current.ahead)

    def back(self) -> None:
        """Show again what was left with the last jump, or for another work."""
        self._go(self.current.back, self.current.ahead)

    def forward(self) -> None:
        """Show again where the reader came back from."""
        self._go(self.current.ahead, self.current.back)

    def here(self) -> Spot | None:
        """Where the reader is."""
        view, tab = self._view, self.current
        if not view.documents or tab.corpus is None or tab.path is None:
            return None
        if view.shown is not view.work:  # the one before is still on the screen
            return None
        return Spot(tab.corpus, tab.path, *view.rests())

    def _left(self) -> None:
        if (spot := self.here()) is not None:
            back = self.current.back
            if not back or back[-1] != spot:
                back.append(spot)
            del back[:-TRAIL]
            self.current.ahead.clear()

    def _go(self, places: list[Spot], others: list[Spot]) -> None:
        here = self.here()
        while places:
            spot = places.pop()
            work = spot.corpus.work_of(spot.path)
            if work is None or spot == here:  # it was deleted meanwhile
                continue
            if here is not None:
                others.append(here)
            if spot.corpus is self.current.corpus and work == self.current.work:
                self._view.place_asked.emit(spot.side, spot.start, spot.start)
                self.changed.emit()
            else:
                self._corpora.open_work(spot.corpus, work, spot)
            return

    # What comes back at the next start

    def as_json(self, corpus: Corpus | None = None) -> dict[str, Any]:
        """The documents of the tabs (of a corpus), which is in front and which beside."""
        mine = [tab for tab in self.tabs if corpus is None or tab.corpus is corpus]
        kept = [tab for tab in mine if tab.path is not None]
        found: dict[str, Any] = {"tabs": [str(tab.path) for tab in kept]}
        found["kept"] = [at for at, tab in enumerate(kept) if tab.kept]
        for name, tab in (("front", self.current), ("beside", self.beside)):
            if tab in kept:
                found[name] = kept.index(tab)
        return found

    def restore(self, data: Mapping[str, Any], *, front: bool = True) -> Path | None:
        """Take up what `as_json` gave, before the corpora are read; nonsense is passed over.

        Without `front` the tabs stand behind. The document to be opened, if any.
        """
        listed, first, beside = data.get("tabs"), data.get("front", 0), data.get("beside")
        if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
            return None
        if not isinstance(first, int) or not 0 <= first < len(listed):
            return None
        stays = data.get("kept")
        if not isinstance(stays, list):  # written before tabs were kept or not
            stays = list(range(len(listed)))
        tabs = [Tab(path=Path(each), kept=at in stays) for at, each in enumerate(listed)]
        if not front:
            self.tabs += tabs
            self.changed.emit()
            return None
        self.tabs = [tab for tab in self.tabs if tab.path is not None] + tabs
        self.current = tabs[first]
        if isinstance(beside, int) and 0 <= beside < len(tabs) and beside != first:
            self.beside = tabs[beside]
        self.changed.emit()
        return self.current.path


def _belongs(path: Path, corpus: Corpus) -> bool:
    return corpus.root is not None and path.is_relative_to(corpus.root)


def _moved(tab: Tab, corpus: Corpus) -> Path | None:
    """Where the document of a tab is now: as far as that is known, or the one file just like it."""
    if tab.path is None:
        return None
    if (new := corpus.file.moved.get(corpus.relative(tab.path))) is not None:
        return corpus.path(new)
    state = tab.states.get(tab.path)
    if state is None:
        return None
    like = [file.path for file in corpus.files if (file.mtime_ns, file.size) == state[:2]]
    return corpus.path(like[0]) if len(like) == 1 else None
