"""The translation checked, row by row: numbers, gaps, terms; each finding can be passed over."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDockWidget,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QInputDialog,
    QLabel,
    QMenu,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from viewer.session.bitext.translation_check import CheckedRow
from viewer.session.session import Session
from viewer.ui.base.empty_state import Emptiness
from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import shown_number, tr
from viewer.ui.base.names import isolated

SHOWN_FINDINGS = 5000
"""Findings that are listed; a translation with more was not checked by its translator."""
_ROW = Qt.ItemDataRole.UserRole


def check_names() -> dict[str, str]:
    """What the kinds of findings are called."""
    return {
        "number": tr("Numbers differ"),
        "gap": tr("One language only"),
        "double": tr("The same translation twice"),
        "source": tr("Two translations of one source"),
        "target": tr("One translation of two sources"),
        "term": tr("Term not used"),
        "name": tr("Name in two spellings"),
        "leftover": tr("Left in the source language"),
        "end": tr("Other sign at the end"),
    }


@guarded
class ChecksPanel(QDockWidget):
    """Lists what was found; a click goes to the row, Delete or the menu passes it over."""

    def __init__(self, session: Session) -> None:
        super().__init__(tr("Translation check"))
        self.setObjectName("checks")
        self.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        self._view, self._checking = session.view, session.checking
        self._build()
        self._checking.changed.connect(self._refresh)
        self._checking.reported.connect(self._reported)
        self._view.opened.connect(self._refresh)
        self.visibilityChanged.connect(self._shown)
        self._refresh()

    def _build(self) -> None:
        self.check = QPushButton(tr("Chec&k the translation"))
        self.check.clicked.connect(self._checking.check)
        self.told = QLabel()
        self.passed = QCheckBox(tr("Show what was passed &over"))
        self.passed.toggled.connect(self._refresh)
        self.over = QPushButton(tr("&Pass over…"))
        self.over.clicked.connect(self._pass_over)
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAccessibleName(tr("Findings"))
        self.list.setHeaderLabels([tr("Row"), tr("What"), tr("Source"), tr("Translation")])
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.list.header().setStretchLastSection(True)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._menu)
        self.list.itemClicked.connect(self._go)
        self.list.itemActivated.connect(self._go)
        self.list.itemSelectionChanged.connect(self._selected)
        self.save = QPushButton(tr("Save a &report…"))
        self.save.clicked.connect(self._save)
        self.empty = Emptiness()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(8, 4, 8, 6)
        line = QHBoxLayout()
        for widget in (self.check, self.told):
            line.addWidget(widget)
        line.addStretch(1)
        for widget in (self.passed, self.save, self.over):
            line.addWidget(widget)
        column.addLayout(line)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        self.setWidget(inside)

    def _shown(self, visible: bool) -> None:
        """The first look checks by itself."""
        checking = self._checking
        if visible and checking.can_check and not checking.is_checked and not checking.busy:
            checking.check()

    def _refresh(self) -> None:
        checking = self._checking
        rows = checking.rows() if checking.is_checked else []
        open_rows = [row for row in rows if row.passed is None]
        shown = rows if self.passed.isChecked() else open_rows
        self._fill(shown[:SHOWN_FINDINGS])
        self.check.setEnabled(checking.can_check and not checking.busy)
        self.told.setText(self._state(len(open_rows), len(rows) - len(open_rows)))
        self.save.setEnabled(bool(rows))
        self.list.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        self.empty.setText(self._why_empty())
        self._selected()

    def _state(self, count: int, passed: int) -> str:
        if self._checking.busy:
            return tr("Checking…")
        if not self._checking.is_checked:
            return ""
        told = tr("%n finding(s)", None, count)
        return f"{told} ({tr('%n passed over', None, passed)})" if passed else told

    def _why_empty(self) -> str:
        if not self._checking.can_check:
            return tr("Open a text with its translation, to compare numbers, gaps and terms.")
        if not self._checking.is_checked:
            return tr("Numbers, dates, gaps, doubles, names and your glossaries are compared.")
        return tr("Nothing was found that the two texts should share and do not.")

    def _fill(self, rows: list[CheckedRow]) -> None:
        names = check_names()
        self.list.clear()
        for row in rows:
            found = row.finding
            said, instead = (" ".join(text.split())[:300] for text in (found.said, found.instead))
            kind = names[found.kind]
            if row.passed is not None:
                kind = tr("Passed over: %1").replace("%1", row.passed or kind)
            cells = [shown_number(found.row + 1), kind, isolated(said), isolated(instead)]
            item = QTreeWidgetItem(cells)
            item.setToolTip(1, f"{names[found.kind]}\n{row.passed}" if row.passed else kind)
            item.setData(0, _ROW, row)
            self.list.addTopLevelItem(item)
        for column in (0, 1):
            self.list.resizeColumnToContents(column)
        self.list.setColumnWidth(2, max(160, self.list.viewport().width() // 3))

    def _save(self) -> None:
        """Ask for a file, and write every finding to it, also what was passed over."""
        kind = tr("Excel (*.xlsx)")
        name, _ = QFileDialog.getSaveFileName(self, tr("Save a report"), "", kind)
        if not name:
            return
        head = [
            *(tr("Row"), tr("What"), tr("Found"), tr("Instead"), tr("Source")),
            *(tr("Translation"), tr("Passed over, because")),
        ]
        names = check_names()
        rows = [
            [
                *(str(row.finding.row + 1), names[row.finding.kind]),
                *(row.finding.said, row.finding.instead, row.texts.source, row.texts.target),
                "" if row.passed is None else row.passed or tr("no reason"),
            ]
            for row in self._checking.rows()
        ]
        target = Path(name) if name.lower().endswith(".xlsx") else Path(f"{name}.xlsx")
        self._checking.report(head, rows, target)

    def _reported(self, path: Path) -> None:
        self.told.setText(tr("saved as %1").replace("%1", isolated(path.name)))

    def _selected(self) -> None:
        rows = self._chosen()
        self.over.setEnabled(bool(rows))
        again = bool(rows) and all(row.passed is not None for row in rows)
        self.over.setText(tr("&Tell of it again") if again else tr("&Pass over…"))

    def _chosen(self) -> list[CheckedRow]:
        return [item.data(0, _ROW) for item in self.list.selectedItems()]

    def _go(self, item: QTreeWidgetItem) -> None:
        row: CheckedRow = item.data(0, _ROW)
        document = self._view.documents.get(row.side)
        if document is not None and row.block < len(document):
            self._view.jump(row.side, document.lines.start(row.block))

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self.list)
        action = menu.addAction(self.over.text(), self._pass_over)
        action.setEnabled(self.over.isEnabled())
        menu.popup(self.list.viewport().mapToGlobal(at))

    def _pass_over(self) -> None:
        """Ask for a reason, which may stay empty; or tell of it again."""
        for row in self._chosen():
            if row.passed is not None:
                self._checking.pass_over(row, None)
                continue
            title, question = tr("Pass over"), tr("Why is it right as it is?")
            reason, sure = QInputDialog.getText(self, title, question)
            if not sure:
                return
            self._checking.pass_over(row, reason.strip())
