"""The headings of the open documents, as a tree: where one is, and a way to everywhere."""

from __future__ import annotations

import bisect

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QStackedWidget, QTreeWidget, QTreeWidgetItem

from viewer.session.session import Session
from viewer.ui.base.empty_state import Emptiness
from viewer.ui.base.i18n import tr
from viewer.ui.base.names import isolated, shown_name

PLACE = Qt.ItemDataRole.UserRole
HEADINGS_SHOWN = 20_000
"""Headings listed; nobody looks through more."""


class OutlinePanel(QDockWidget):
    """Lists the headings of the document that the caret is in; a click goes there."""

    def __init__(self, session: Session) -> None:
        super().__init__(tr("Outline"))
        self.setObjectName("outline")
        self.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        self._view = session.view
        self._side = ""
        self._count = -1
        self._blocks: list[int] = []  # of the headings, in order
        self._items: list[QTreeWidgetItem] = []
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(tr("Headings of the document"))
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.tree.setIndentation(14)
        self.empty = Emptiness()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.tree)
        self.stack.addWidget(self.empty)
        self.setWidget(self.stack)
        self._view.opened.connect(self._opened)
        self._view.arrived.connect(self.refresh)
        self._view.selection_changed.connect(self._caret_moved)
        self._view.mode_changed.connect(self._caret_moved)
        self.visibilityChanged.connect(self._caret_moved)
        self.tree.itemClicked.connect(self._go)
        self.tree.itemActivated.connect(self._go)
        self._opened()

    def _opened(self) -> None:
        self._count = -1
        self.refresh()

    def refresh(self) -> None:
        """List the headings or the contents anew, if there are others than before."""
        document = self._view.document()
        side = self._view.side_of(document) if document is not None else ""
        found = document.outline()[:HEADINGS_SHOWN] if document is not None else []
        self.stack.setCurrentIndex(0 if found else 1)
        self.empty.setText(
            tr("The headings of the open text will be listed here; a click goes to one.")
            if document is None
            else tr("This text has no headings. Ctrl+L goes to a paragraph by its number.")
        )
        if (side, len(found)) == (self._side, self._count):
            return
        self._side, self._count = side, len(found)
        self._blocks = [entry.block for entry in found]
        self._items = []
        self.tree.clear()
        above: list[tuple[int, QTreeWidgetItem]] = []
        for entry in found:
            while above and above[-1][0] >= entry.level:
                above.pop()
            parent = above[-1][1] if above else self.tree.invisibleRootItem()
            item = QTreeWidgetItem(parent)
            title = shown_name(entry.title)
            item.setText(0, isolated(title))
            item.setToolTip(0, title)
            item.setData(0, PLACE, entry.block)
            above.append((entry.level, item))
            self._items.append(item)
        self.tree.expandAll()

    def _go(self, item: QTreeWidgetItem) -> None:
        block = item.data(0, PLACE)
        if block is not None:
            self._show(block)

    def _show(self, block: int) -> None:
        document = self._view.documents.get(self._side)
        if document is not None and block < len(document):
            start = document.lines.start(block)
            self._view.jump(self._side, start)

    def _here(self) -> int:
        """The block that the caret is in; without one that at the top of the screen."""
        view = self._view
        if view.side == self._side and self._side:
            return view.documents[self._side].lines.block_at(view.caret)
        return view.place[1] if view.place is not None and view.place[0] == self._side else 0

    def _caret_moved(self) -> None:
        """Mark the heading that the caret is under."""
        if self.isHidden():
            return
        self.refresh()
        at = bisect.bisect_right(self._blocks, self._here()) - 1
        if 0 <= at < len(self._items):
            self.tree.setCurrentItem(self._items[at])

    def step(self, forward: bool) -> None:
        """Go to the next or previous heading from where the caret is."""
        self.refresh()
        here = self._here()
        if forward:
            at = bisect.bisect_right(self._blocks, here)
        else:
            at = bisect.bisect_left(self._blocks, here) - 1
        if 0 <= at < len(self._blocks):
            self._show(self._blocks[at])
