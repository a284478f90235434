"""The plug-ins that are installed, each to be allowed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from viewer.core.base import plugins
from viewer.core.base.plugins import Plugin
from viewer.session.session import Session
from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import tr

_PLUGIN = Qt.ItemDataRole.UserRole


@guarded
class PluginChoices(QWidget):
    """A row each: its name, its version, what it brings. Ticked is allowed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Plug-ins"))
        self.list.setWordWrap(True)
        self.list.hide()
        self.none = QLabel(tr("None is installed here."))
        self.none.setWordWrap(True)
        self.none.setEnabled(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.none, self.list):
            layout.addWidget(widget)
        self.list.itemChanged.connect(self._ticked)
        session.plugins.found.connect(self._show)
        session.plugins.look()

    def _show(self, found: list[Plugin]) -> None:
        self.list.blockSignals(True)  # nobody ticked anything
        self.list.clear()
        for plugin in found:
            item = QListWidgetItem(_told(plugin))
            item.setData(_PLUGIN, plugin)
            on = plugins.is_allowed(plugin)
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setVisible(bool(found))
        self.none.setVisible(not found)

    def _ticked(self, item: QListWidgetItem) -> None:
        on = item.checkState() == Qt.CheckState.Checked
        self._session.plugins.allow(item.data(_PLUGIN), on)


def _told(plugin: Plugin) -> str:
    """`hashiya-toy 0.1`, and what it brings on a line of its own."""
    kinds = {
        plugins.FORMATS: tr("reads %1"),
        plugins.EXPORTERS: tr("writes %1"),
        plugins.DICTIONARIES: tr("dictionaries: %1"),
        plugins.VERBS: tr("verbs: %1"),
    }
    brought = " · ".join(
        text.replace("%1", f"\u2066{' '.join(plugin.points[group])}\u2069")
        for group, text in kinds.items()
        if plugin.points[group]
    )
    return f"\u2066{plugin.name} {plugin.version}\u2069\n{brought}"
