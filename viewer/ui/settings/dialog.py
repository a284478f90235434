"""The settings: pages of choices that take effect at once, with a search through all of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from viewer.core.language.arabic import fold
from viewer.session.session import Session
from viewer.ui.base.button_box import closing_box
from viewer.ui.base.fit_to_screen import fit
from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import tr
from viewer.ui.base.theme import icon
from viewer.ui.commands.menu import deal_in
from viewer.ui.commands.menubar import Commands
from viewer.ui.settings.pages import pages

DIALOG_NAME = "preferences"
"""The object name of the dialog: there is one at most in a window."""
PAGE_LIST = """
QListWidget::item { padding: 6px; border-radius: 5px; border: 1px solid transparent; }
QListWidget::item:selected { color: palette(text); border-color: palette(highlight); }
"""


def _folded(text: str) -> str:
    return fold(text.replace("&", "")).text


def _spoken(widget: QWidget) -> str:
    """Every word that a widget and those in it show."""
    found: list[str] = []
    for each in (widget, *widget.findChildren(QWidget)):
        if isinstance(each, QLabel | QAbstractButton):
            found.append(each.text())
        elif isinstance(each, QGroupBox):
            found.append(each.title())
        elif isinstance(each, QComboBox):
            found += [each.itemText(row) for row in range(each.count())]
        elif isinstance(each, QLineEdit):
            found.append(each.placeholderText())
        found.append(each.accessibleName())
    return " ".join(found)


class Section(QWidget):
    """One page: its title, and a row for each choice."""

    def __init__(self, key: str, title: str) -> None:
        super().__init__()
        self.key, self.title = key, title
        self.rows: list[tuple[QWidget, str]] = []
        head = QLabel(title)
        font = head.font()
        font.setPointSizeF(font.pointSizeF() * 1.25)
        font.setBold(True)
        head.setFont(font)
        self._form = QFormLayout()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._form.setHorizontalSpacing(18)
        self._form.setVerticalSpacing(10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 4, 12, 12)
        layout.setSpacing(10)
        layout.addWidget(head)
        layout.addLayout(self._form)

    def add(self, widget: QWidget, title: str = "", also: str = "") -> None:
        """A row; without a title of its own it takes the whole width.

        `also`: words by which it is found though it does not show them.
        """
        if title:
            label = QLabel(title)
            label.setBuddy(widget)
            self._form.addRow(label, widget)
        else:
            self._form.addRow(widget)
        self.rows.append((widget, _folded(f"{self.title} {title} {also} {_spoken(widget)}")))

    def filter(self, words: list[str]) -> int:
        """Show the rows that have all these folded words; how many those are."""
        shown = 0
        for widget, text in self.rows:
            fits = all(word in text for word in words)
            self._form.setRowVisible(widget, fits)
            shown += fits
        return shown


@guarded
class SettingsDialog(QDialog):
    """Stands beside the text and not before it, so that the effect of a choice is seen."""

    def __init__(self, session: Session, commands: Commands, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._commands = session, commands
        self.setObjectName(DIALOG_NAME)
        self.setWindowTitle(tr("Settings"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search the settings"))
        self.search.setAccessibleName(tr("Search the settings"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Pages of the settings"))
        self.list.setIconSize(QSize(18, 18))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setStyleSheet(PAGE_LIST)
        self.sections: list[Section] = []
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._fill()
        self.none = QLabel(tr("No setting is called that."))
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.none.setEnabled(False)
        self._column.addWidget(self.none)
        self._column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its rows take it, and are scrolled to
        self.area.setWidget(inside)
        self._lay_out()
        self.search.textChanged.connect(self._searched)
        self.list.currentRowChanged.connect(self._chosen)
        QShortcut(QKeySequence.StandardKey.Find, self, self._find)
        self.list.setCurrentRow(0)
        self._searched()

    def _fill(self) -> None:
        for key, title, picture, fill in pages(self._commands):
            section = Section(key, title)
            fill(section.add, self._session)
            self.sections.append(section)
            self._column.addWidget(section)
            item = QListWidgetItem(title)
            item.setToolTip(title)
            item.setData(Qt.ItemDataRole.UserRole, picture)
            self.list.addItem(item)
        self._draw()

    def _draw(self) -> None:
        """The pictures of the pages, in the colours of the moment."""
        ink = self.palette().windowText().color()
        for row in range(self.list.count()):
            item = self.list.item(row)
            picture = item.data(Qt.ItemDataRole.UserRole)
            item.setIcon(icon(picture, ink, rtl=self.isRightToLeft()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _lay_out(self) -> None:
        box = closing_box(self)
        close = box.button(QDialogButtonBox.StandardButton.Close)
        close.setAutoDefault(False)
        self.list.setFixedWidth(min(200, self.list.sizeHintForColumn(0) + 12))
        middle = QHBoxLayout()
        middle.addWidget(self.list)
        middle.addWidget(self.area, 1)
        layout = QVBoxLayout(self)
        layout.addWidget(self.search)
        layout.addLayout(middle, 1)
        layout.addWidget(box)
        self.setMinimumSize(360, 260)
        fit(self, 780, 560)
        for button in self.findChildren(QAbstractButton):
            if hasattr(button, "setAutoDefault"):
                button.setAutoDefault(False)  # type: ignore[attr-defined]

    # Pages and search

    def _find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _searched(self) -> None:
        """Show what fits on every page, or the chosen page alone when nothing is looked for."""
        words = _folded(self.search.text()).split()
        any_hit = False
        for row, section in enumerate(self.sections):
            hits = section.filter(words)
            section.setVisible(bool(hits) if words else row == self.list.currentRow())
            self.list.item(row).setHidden(not hits)
            any_hit = any_hit or bool(hits)
        self.none.setVisible(not any_hit)
        self.area.verticalScrollBar().setValue(0)
        deal_in(self)

    def _chosen(self, row: int) -> None:
        if row < 0:
            return
        if self.search.text().strip():
            self.area.ensureWidgetVisible(self.sections[row])
        else:
            self._searched()

    def show_page(self, key: str) -> None:
        """Turn to a page by its key."""
        for row, section in enumerate(self.sections):
            if section.key == key:
                self.search.clear()
                self.list.setCurrentRow(row)

    # Coming back in another window

    def come_back(self, before: SettingsDialog) -> None:
        """Stand where that one stood: its page, its search, its place, the row in hand."""
        self.list.setCurrentRow(before.list.currentRow())
        self.search.setText(before.search.text())
        self.setGeometry(before.geometry())
        self.show()
        for section, old in zip(self.sections, before.sections, strict=True):
            for (widget, _), (other, _) in zip(section.rows, old.rows, strict=True):
                if other.hasFocus():
                    widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self._place = before.area.verticalScrollBar().value()
        QTimer.singleShot(0, self._scroll_back)

    def _scroll_back(self) -> None:
        self.area.verticalScrollBar().setValue(self._place)


def show_settings(
    session: Session, commands: Commands, window: QWidget, page: str = ""
) -> SettingsDialog:
    """Open the settings of a window, or bring them to the front; at a page, by its key."""
    dialog = window.findChild(SettingsDialog, DIALOG_NAME)
    if dialog is None:
        dialog = SettingsDialog(session, commands, window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if page:
        dialog.show_page(page)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
    dialog.search.setFocus(Qt.FocusReason.OtherFocusReason)
    return dialog


def follow(session: Session, commands: Commands, old: QWidget, new: QWidget) -> None:
    """The window was built anew: settings that were open stand open beside the new one."""
    before = old.findChild(SettingsDialog, DIALOG_NAME)
    if before is not None and before.isVisible():
        dialog = SettingsDialog(session, commands, new)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.come_back(before)
        before.close()
