"""How the parts of the window share its room, and how that comes back at the next start."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QSize, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QSplitter, QWidget

from viewer.ui.shell.panels import Panels

NOTES_FROM, TREE_FROM = 1000, 700
"""Pixels of window, with letters of the usual size, below which the notes, then the tree, make room
for the text."""

FIRST_SIZE_PX = QSize(1240, 800)
"""Pixels of the first window, where the screen has room for it."""

FRAME_PX = QSize(16, 48)
"""Pixels that a window manager takes for borders and title; no window knows before it is shown."""

WIDEST_PX = 100_000
"""Pixels from which a kept width is nonsense, and no number for Qt any more."""

BESIDE_PX = 270
"""Pixels of width that the panels beside the text have at first."""

SHARE_BELOW = 0.52
"""Of the window's height, what such a panel has at first: eight hits on a screen of 1366×768."""

SHARE_TO_WRITE = 0.6
"""Of the window's height, what the panel has in which a translation is written."""


class Arrangement(QObject):
    """Text first: in a narrow window the panels step aside, and come back when there is room."""

    def __init__(
        self,
        window: QMainWindow,
        split: QSplitter,
        tree: QWidget,
        panels: Panels,
    ) -> None:
        super().__init__(window)
        self._window, self._split, self._tree = window, split, tree
        self._panels = panels
        self._aside: set[QWidget] = set()
        self._for_text: list[QWidget] = []  # aside while the text has the whole screen
        self._below = 0  # pixels that the reader gave to what stands below; 0 for none yet
        self._beside = BESIDE_PX  # and to what stands beside the text
        self._width = TREE_FROM + NOTES_FROM
        self._dock()

    def _dock(self) -> None:
        """Panels about the text stand beside it, those about the corpus below it."""
        area, rtl = Qt.DockWidgetArea, self._window.isRightToLeft()
        side = area.LeftDockWidgetArea if rtl else area.RightDockWidgetArea  # not mirrored by Qt
        corner = Qt.Corner.BottomLeftCorner if rtl else Qt.Corner.BottomRightCorner
        self._window.setCorner(corner, side)  # what is below never takes height from the notes
        docks = self._panels.docks
        for name, dock in docks.items():
            below = name in self._panels.below
            self._window.addDockWidget(area.BottomDockWidgetArea if below else side, dock)
        self._window.tabifyDockWidget(docks["notes"], docks["words"])  # both want the height

    def took(self, name: str, panel: QDockWidget) -> None:
        """A panel was made: give it room when it is opened."""
        if name in self._panels.below:
            if other := next(self._others_below(panel), ""):  # three side by side are too wide
                self._window.tabifyDockWidget(self._panels.made[other], panel)
            panel.visibilityChanged.connect(self._opened_below)
        elif name == "translation":
            panel.visibilityChanged.connect(self._opened_to_write)

    def _opened_below(self, shown: bool) -> None:
        """Give a panel below the text the height that the last one had, or half the window's."""
        panel = self.sender()
        if not isinstance(panel, QDockWidget) or panel.isFloating():
            return
        if not shown:
            self._below = panel.height()
            return
        if any(not self._panels.made[name].isHidden() for name in self._others_below(panel)):
            return  # they share the height that is there
        height = self._below or int(self._window.height() * SHARE_BELOW)
        self._window.resizeDocks([panel], [height], Qt.Orientation.Vertical)

    def _others_below(self, panel: QDockWidget) -> Iterator[str]:
        made = self._panels.made
        return (n for n in self._panels.below if n in made and made[n] is not panel)

    def _opened_to_write(self, shown: bool) -> None:
        """Give the translation room for what is translated, what is written, and the hint."""
        panel = self._panels["translation"]
        wanted = int(self._window.height() * SHARE_TO_WRITE)
        if shown and not panel.isFloating() and panel.height() < wanted:
            self._window.resizeDocks([panel], [wanted], Qt.Orientation.Vertical)

    def restore(self, kept: dict[str, Any]) -> None:
        """Take up what `keep` gave; what does not fit its place is passed over."""
        room = self._window.screen().availableGeometry().size() - FRAME_PX
        self._window.resize(FIRST_SIZE_PX.boundedTo(room))
        if isinstance(data := kept.get("geometry"), str):
            self._window.restoreGeometry(QByteArray.fromBase64(data.encode()))
            full = Qt.WindowState.WindowFullScreen
            self._window.setWindowState(self._window.windowState() & ~full)
        self.restore_panels(kept)

    def restore_panels(self, kept: dict[str, Any]) -> None:
        """Have the panels stand as `panels` told."""
        width = kept.get("notes_width")
        self._beside = width if isinstance(width, int) and 0 < width < WIDEST_PX else BESIDE_PX
        below = kept.get("below")
        self._below = below if isinstance(below, int) and 0 < below < WIDEST_PX else 0
        sizes = kept.get("split")
        sizes = sizes if isinstance(sizes, list) else []
        if len(sizes) == 2 and all(isinstance(s, int) and 0 <= s < WIDEST_PX for s in sizes):
            self._split.setSizes(sizes)
        shown = self.shown(kept)
        for name in self._panels:
            if name in shown or name in self._panels.made:
                self._panels[name].setVisible(name in shown)
        notes = self._panels.docks["notes"]
        self._window.resizeDocks([notes], [self._beside], Qt.Orientation.Horizontal)
        self._tree.setVisible(not kept.get("tree_hidden", False))

    def shown(self, kept: dict[str, Any]) -> list[str]:
        """The panels that `restore_panels` shows."""
        hidden = kept.get("notes_hidden", False)
        return [n for n in self._panels if (not hidden if n == "notes" else kept.get(f"{n}_shown"))]

    def keep(self) -> dict[str, Any]:
        """For the next start: the window and its panels."""
        geometry = bytes(self._window.saveGeometry().toBase64().data()).decode()
        return {"geometry": geometry, **self.panels()}

    def panels(self) -> dict[str, Any]:
        """Which panels are shown, and what they share; those that stepped aside count as shown."""
        aside = self._aside.union(self._for_text)
        below = [panel for name, panel in self._panels.made.items() if name in self._panels.below]
        made = self._panels.made.items()
        shown = {name for name, panel in made if not panel.isHidden() or panel in aside}
        heights = [each.height() for each in below if each.isVisible() and not each.isFloating()]
        return {
            "split": self._split.sizes(),
            "below": max(heights, default=self._below),
            "notes_width": self._width_beside(),
            "notes_hidden": "notes" not in shown,
            **{f"{name}_shown": name in shown for name in self._panels if name != "notes"},
            "tree_hidden": self._tree.isHidden() and self._tree not in aside,
        }

    def _width_beside(self) -> int:
        """Pixels of what is seen beside the text, or was last: one behind another has any width."""
        docks = (d for name, d in self._panels.docks.items() if name not in self._panels.below)
        seen = (d.width() for d in docks if not d.isFloating() and not d.visibleRegion().isEmpty())
        self._beside = max(seen, default=self._beside)
        return self._beside

    def step_aside(self) -> None:
        """The text has the whole screen now: everything beside it is put away."""
        self._width_beside()
        beside = (self._tree, *self._panels.made.values())
        self._for_text = [widget for widget in beside if not widget.isHidden()]
        for widget in self._for_text:
            widget.hide()

    def come_back(self) -> None:
        """What `step_aside` put away stands there again."""
        for widget in self._for_text:
            widget.show()
        self._for_text = []

    def make_room(self, zoom: int) -> None:
        """Act only where the width passes a border: the reader's own choice stands between.

        `zoom` of the text, in percent: larger letters want wider columns.
        """
        before, width = self._width, round(self._window.width() * 100 / max(100, zoom))
        if self._for_text:
            return
        self._width = width
        beside = (panel for name, panel in self._panels.made.items() if name != "search")
        panels = ((panel, NOTES_FROM) for panel in beside)
        borders: list[tuple[QWidget, int]] = [*panels, (self._tree, TREE_FROM)]
        for widget, border in borders:
            if width < border <= before and not widget.isHidden():
                self._width_beside()
                self._aside.add(widget)
                widget.hide()
            elif before < border <= width and widget in self._aside:
                self._aside.discard(widget)
                widget.show()

    def toggle(self, widget: QWidget) -> None:
        self._aside.discard(widget)
        if not self._is_behind(widget):
            widget.setVisible(widget.isHidden())
        widget.raise_()  # of panels that share a place

    def _is_behind(self, widget: QWidget) -> bool:
        """Whether it is shown, and another panel that shares its place stands before it."""
        if not isinstance(widget, QDockWidget) or not widget.isVisible():
            return False
        shared = self._window.tabifiedDockWidgets(widget)
        return any(not each.isHidden() for each in shared) and widget.visibleRegion().isEmpty()

    def toggle_panel(self, name: str) -> None:
        """Show or hide a panel by its name."""
        self.toggle(self._panels[name])
