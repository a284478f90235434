"""Tables and trees of thousands of rows, each of which is made when it is shown.

A letter typed in them looks for nothing: Qt would have the text of every row made for it, a second
in the window for ten thousand hits. Where one looks for words there, a field beside them says.
"""

from __future__ import annotations

from PySide6.QtWidgets import QTableView, QTreeView

from viewer.ui.base.guarded import guarded


@guarded
class LongTable(QTableView):
    def keyboardSearch(self, search: str) -> None:
        """Look for nothing."""


@guarded
class LongTree(QTreeView):
    def keyboardSearch(self, search: str) -> None:
        """Look for nothing."""
