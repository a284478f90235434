"""Plug-ins in the window: allowed in the settings, used at once, their faults told."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from plugin_maker import make_plugin
from PySide6.QtCore import Qt
from ui_parts import open_work, wait

from viewer.app import App
from viewer.core.base import plugins
from viewer.ui.dialogs.export import ExportDialog
from viewer.ui.settings.dialog import show_settings
from viewer.ui.settings.plugins_page import PluginChoices

Start = Callable[..., App]


def test_the_settings_allow_and_forbid(outside: Path, start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "one.txt").write_text("a text", "utf-8")
    (folder / "two.toy").write_text("a word|another", "utf-8")
    (folder / "three.toy").write_text("bad", "utf-8")
    app = start(language="en")
    app.session.open_paths([folder])
    open_work(app, "one")
    works = app.session.corpora[0].works
    assert [work.name for work in works] == ["one.txt"]
    dialog = show_settings(app.session, app.window.commands, app.window, "plugins")
    page = dialog.findChild(PluginChoices)
    assert page is not None
    wait(lambda: page.list.count())
    item = next(i for i in map(page.list.item, range(page.list.count())) if "toy" in i.text())
    assert "reads" in item.text() and item.checkState() == Qt.CheckState.Unchecked
    assert not any(name.startswith("hashiya_toy") for name in sys.modules)
    item.setCheckState(Qt.CheckState.Checked)
    wait(lambda: len(app.session.corpora[0].works) == 3)
    assert plugins.allowed()[0].name == "hashiya-toy"
    open_work(app, "two")
    wait(lambda: "another" in next(iter(app.session.view.documents.values())).text())
    work = next(w for w in app.session.corpora[0].works if "three" in w.name)
    app.session.open_work(app.session.corpora[0], work)
    wait(lambda: "“\u2068hashiya-toy\u2069” failed" in app.window.notice.label.text())
    item = next(i for i in map(page.list.item, range(page.list.count())) if "toy" in i.text())
    item.setCheckState(Qt.CheckState.Unchecked)
    wait(lambda: len(app.session.corpora[0].works) == 1)
    assert plugins.allowed() == ()
    dialog.close()


def test_an_export_that_fails_names_the_plug_in(
    outside: Path, start: Start, tmp_path: Path
) -> None:
    (tmp_path / "bad.txt").write_text("a text", "utf-8")
    app = start(language="ar")
    app.session.open_paths([tmp_path / "bad.txt"])
    open_work(app, "bad")
    (plugin,) = (each for each in plugins.installed() if each.name == "hashiya-toy")
    plugins.allow(plugin)
    dialog = ExportDialog(app.session, app.window)
    dialog.kind.setCurrentIndex(dialog.kind.findData(".toy"))
    dialog.save(tmp_path / "out.toy")
    wait(lambda: dialog.told.text() and dialog.button.isEnabled())
    assert "hashiya-toy" in dialog.told.text()
    make_plugin(outside, "0.2")
    dialog.save(tmp_path / "out.toy")
    wait(lambda: "الإصدار" in dialog.told.text())
    assert not (tmp_path / "out.toy").exists()
