"""The panel that checks a translation: found, gone to, passed over, undone, kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog, QInputDialog
from ui_parts import open_work, wait

from viewer.app import App
from viewer.ui.panels.checks import ChecksPanel

ARABIC = "افتتح الوزير 25 محطة\nهل عاد الوفد؟\nمحطة المياه جديدة في المدينة كلها\n"
ENGLISH = "The minister opened 52 plants\nThe delegation came back.\nThe water station is new\n"


def test_findings_are_gone_to_and_passed_over(
    start: Callable[..., App], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.ar.txt").write_text(ARABIC, "utf-8")
    (tmp_path / "a.en.txt").write_text(ENGLISH, "utf-8")
    glossaries = tmp_path / "hashiya-notes" / "glossaries"
    glossaries.mkdir(parents=True)
    (glossaries / "g.tsv").write_text("محطة المياه\twater plant\n", "utf-8")
    app = start(str(tmp_path))
    open_work(app, "a")
    panel = app.window.parts["checks"]
    assert isinstance(panel, ChecksPanel)
    checking, view = app.session.checking, app.session.view
    wait(lambda: view.documents and not app.session.busy)
    panel.show()
    panel.raise_()
    checking.check()
    wait(lambda: checking.is_checked)
    assert [row.finding.kind for row in checking.rows()] == ["number", "end", "term"]
    item = panel.list.topLevelItem(2)
    panel._go(item)
    wait(lambda: view.documents[view.side].lines.block_at(view.caret) == 2)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("the older name", True))
    item.setSelected(True)
    panel._pass_over()
    wait(lambda: panel.list.topLevelItemCount() == 2)
    panel.passed.setChecked(True)
    assert "the older name" in panel.list.topLevelItem(2).text(1)
    app.window.commands["undo"].trigger()
    wait(lambda: all(row.passed is None for row in checking.rows()))
    app.window.commands["redo"].trigger()
    wait(lambda: checking.rows()[2].passed == "the older name")
    works = tmp_path / "hashiya-notes" / "works"
    wait(lambda: any("the older name" in f.read_text("utf-8") for f in works.glob("*.json")))
    out = tmp_path / "out"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    panel.save.click()
    wait(lambda: "out.xlsx" in panel.told.text())
    (sheet,) = load_workbook(tmp_path / "out.xlsx").worksheets
    told = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    assert told[0][-1] == "Passed over, because" and len(told) == 4
    assert told[1][0] == "1" and told[1][4:6] == [ARABIC.split("\n")[0], ENGLISH.split("\n")[0]]
    assert told[3][-1] == "the older name"
