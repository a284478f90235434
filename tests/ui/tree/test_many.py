"""The tree of a corpus with more files than rows are made of at once."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QStandardItem
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import getAllValidWrappers
from ui_parts import wait

from viewer.app import App
from viewer.core.base.settings import Settings
from viewer.session.base.load_jobs import Corpus

Start = Callable[..., App]


@pytest.fixture
def many(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> App:
    """Two folders of three texts, where two are many."""
    monkeypatch.setattr("viewer.ui.tree.panel.MANY_ROWS", 2)
    monkeypatch.setattr("viewer.session.document_dates.AT_A_GLANCE", 2)
    for folder in ("سد", "نهر"):
        (tmp_path / folder).mkdir()
        for number in range(3):
            text = f"{folder} {number}\n2021-07-0{number + 1}\nنص"
            (tmp_path / folder / f"{folder}{number} 2021-07-0{number + 1}.txt").write_text(text)
    app = start(str(tmp_path))
    wait(lambda: len(names(app)) == 6 and app.session.corpora[0].complete)
    return app


def names(app: App) -> list[str]:
    return [node.name for node in app.window.tree.model.rows.works]


@pytest.mark.parametrize("many_rows", [2, 100])
def test_folders_that_are_found_later_are_unfolded_too(
    many: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many_rows: int
) -> None:
    monkeypatch.setattr("viewer.ui.tree.panel.MANY_ROWS", many_rows)
    tree, corpora = many.window.tree, many.session.corpora
    (corpus,) = corpora
    wait(lambda: corpus.complete and not many.session.busy)
    files, found = corpus.files, corpus.works
    corpora.close_corpus(corpus)
    wait(lambda: not names(many))
    monkeypatch.setattr(corpora, "rescan", lambda corpus: None)
    corpora.open_corpus(tmp_path)
    (corpus,) = corpora
    for complete, several in ((False, found[:3]), (False, found), (True, found)):
        corpora._scanned((corpus, files, several, complete))
        wait(lambda several=several: len(names(many)) == len(several))
    wait(lambda: corpus in tree.model.rows.whole)
    (root,) = tree.model.roots
    assert all(tree.view.isExpanded(tree.model.index_of(each)) for each in root.groups())
    tree.view.collapse(tree.model.index_of(root.children[0]))
    before = tree.model.rows
    corpora.corpus_changed.emit(corpus)
    wait(lambda: tree.model.rows is not before)
    folded, unfolded = tree.model.roots[0].children
    assert not tree.view.isExpanded(tree.model.index_of(folded))
    assert tree.view.isExpanded(tree.model.index_of(unfolded))


def test_no_row_asks_python_how_many_are_below_it(many: App) -> None:
    tree = many.window.tree
    model = type(tree.model)
    asked = {"index", "parent", "rowCount", "columnCount", "hasChildren", "flags"}
    assert not asked & vars(model).keys()
    tree.view.expandAll()
    row = tree.model.index_of(tree.model.rows.works[4])
    assert tree.model.node(row) is tree.model.rows.works[4]
    assert tree.view.visualRect(row).isValid() and row.parent().parent().isValid()


def test_all_below_a_row_is_unfolded_and_stays_so(
    many: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = many.window.tree
    (root,) = tree.model.roots
    tree.view.collapseAll()
    assert str(root.key) not in tree.state()["expanded"]
    told: list[object] = []
    tree.view.expanded.connect(told.append)
    monkeypatch.setattr(type(tree.model), "lines_of", lambda *about: told.append(about) or ("", ""))
    tree.view.setCurrentIndex(tree.model.index_of(root))
    QTest.keyClick(tree.view, Qt.Key.Key_Asterisk)
    assert not told
    folders = list(root.groups())
    assert len(folders) == 2
    assert all(tree.view.isExpanded(tree.model.index_of(each)) for each in (root, *folders))
    assert {root.key, *(each.key for each in folders)} <= {*tree.state()["expanded"]}


def test_letters_lead_to_the_row_that_begins_with_them(
    many: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = many.window.tree
    tree.view.expandAll()
    wait(lambda: tree.model.lines_of(tree.model.rows.works[-1])[0] == "نهر 2")
    tree.view.setCurrentIndex(tree.model.index_of(tree.model.rows.works[0]))
    asked: list[object] = []
    data, of = type(tree.model).data, type(many.session.titles).of_document
    monkeypatch.setattr(type(tree.model), "data", lambda *at: asked.append(at) or data(*at))

    def title(self: object, corpus: Corpus, path: str, ask: bool = False) -> str | None:
        if ask:
            asked.append(path)
        return of(self, corpus, path, ask)  # type: ignore[arg-type]

    monkeypatch.setattr(type(many.session.titles), "of_document", title)
    reached = []
    for letters in ("ن", "ن", "", "ن", "هر 2"):
        tree.view.keyboardSearch(letters)
        reached.append(tree.model.node(tree.view.currentIndex()).name[:4])
    assert reached == ["نهر", "نهر0", "نهر0", "نهر1", "نهر2"]
    assert not asked


@pytest.mark.parametrize("held", ["Shift", "Control"])
def test_letters_select_one_row_though_a_key_is_held_for_them(many: App, held: str) -> None:
    tree, works = many.window.tree, many.window.tree.model.rows.works
    tree.view.expandAll()
    wait(lambda: tree.model.lines_of(works[2])[0] == "سد 2")
    where = tree.view.visualRect(tree.model.index_of(works[0])).center()
    QTest.mouseClick(tree.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    modifier = Qt.KeyboardModifier[f"{held}Modifier"]
    QTest.keyPress(tree.view, Qt.Key[f"Key_{held}"], modifier)
    assert QApplication.keyboardModifiers() == modifier
    tree.view.keyboardSearch("سد 2")
    wait(lambda: tree.model.node(tree.view.currentIndex()) is works[2])
    QTest.keyRelease(tree.view, Qt.Key[f"Key_{held}"])
    assert tree.view.selected() == [works[2]]


def test_rows_are_looked_at_in_pieces(many: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("viewer.ui.tree.view.TURN_S", 0.0)
    tree = many.window.tree
    tree.view.expandAll()
    wait(lambda: tree.model.lines_of(tree.model.rows.works[-1])[0] == "نهر 2")
    tree.view.keyboardSearch("نهر 2")
    assert tree.view.selected() != [tree.model.rows.works[-1]]
    wait(lambda: tree.view.selected() == [tree.model.rows.works[-1]])


def test_rows_that_are_replaced_are_looked_at_again(
    many: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("viewer.ui.tree.view.TURN_S", 0.0)
    tree = many.window.tree
    tree.view.expandAll()
    wait(lambda: tree.model.lines_of(tree.model.rows.works[-1])[0] == "نهر 2")
    tree.view.keyboardSearch("نهر 2")
    before = tree.model.rows
    tree.rebuild()
    wait(lambda: tree.model.rows is not before)
    wait(lambda: tree.view.selected() == [tree.model.rows.works[-1]])


@pytest.mark.parametrize("many_rows", [2, 100])
def test_what_is_selected_stays_so_when_rows_are_made_anew(
    many: App, monkeypatch: pytest.MonkeyPatch, many_rows: int
) -> None:
    monkeypatch.setattr("viewer.ui.tree.panel.MANY_ROWS", many_rows)
    tree, session = many.window.tree, many.session
    tree.view.expandAll()
    session.look_into(session.corpora[0], tree.model.rows.works[0].work)
    wait(lambda: session.view.work is not None)
    (root,), works = tree.model.roots, tree.model.rows.works
    chosen = [root, *root.groups(), works[1], works[2], works[5]]
    tree.view.select(chosen, works[4])
    before = tree.model.rows
    session.corpora.corpus_changed.emit(session.corpora[0])
    wait(lambda: tree.model.rows is not before)
    assert {node.key for node in tree.view.selected()} == {node.key for node in chosen}
    assert tree.model.node(tree.view.currentIndex()) is tree.model.rows.works[4]
    tree.filter.setText("نهر1")
    wait(lambda: len(names(many)) == 1)
    assert not [node for node in tree.view.selected() if node.work is not None]


def test_groups_that_are_new_do_not_hide_what_is_selected(many: App) -> None:
    tree = many.window.tree
    wait(lambda: not many.session.busy)
    chosen = tree.model.rows.works[1]
    tree.view.select([chosen], chosen)
    many.session.set(Settings.tree_group, "month")
    wait(lambda: any("2021" in node.name for node in tree.model.nodes() if not node.work))
    (row,) = tree.view.selectedIndexes()
    assert tree.model.node(row).name == chosen.name  # type: ignore[union-attr]
    assert tree.view.visualRect(row).isValid()


def test_what_is_typed_last_is_opened_though_rows_are_being_made(many: App) -> None:
    tree, session = many.window.tree, many.session
    tree.filter.setText("نهر1")
    QTest.keyClick(tree.filter, Qt.Key.Key_Return)
    wait(lambda: session.view.work is not None and "نهر1" in session.view.work.name)
    tree.filter.setText("نهر2")
    wait(lambda: len(names(many)) == 1)
    tree.filter.clear()
    wait(lambda: len(names(many)) == 6)
    assert [node.name for node in tree.view.selected()] == [session.view.work.name]


def test_order_by_date_comes_when_the_dates_are_known(many: App) -> None:
    many.session.set(Settings.tree_order, "newest")
    wait(lambda: [n[-6:-4] for n in names(many)] == ["03", "02", "01"] * 2)
    many.session.set(Settings.tree_order, "title")
    wait(lambda: [n[-6:-4] for n in names(many)] == ["01", "02", "03"] * 2)


def test_a_closed_corpus_goes_at_once(many: App, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    for number in range(4):
        (other / f"{number}.txt").write_text("A text.", "utf-8")
    session, model = many.session, many.window.tree.model
    session.open_paths([other])
    wait(lambda: len(names(many)) == 10)
    first: Corpus = session.corpora[0]
    session.corpora.close_corpus(first)
    assert [root.corpus for root in model.roots] == [session.corpora[0]]
    assert model.rowCount(QModelIndex()) == 1
    assert {*model.rows.of_work} == {*model.rows.of_group} == {session.corpora[0]}
    wait(lambda: len(names(many)) == 4)


def test_a_second_look_at_the_folder_leaves_what_is_as_it_was(many: App) -> None:
    corpus, told = many.session.corpora[0], []
    wait(lambda: corpus.complete and not many.session.busy)
    files, works = corpus.files, corpus.works
    many.session.corpora.corpus_changed.connect(told.append)
    many.session.corpora.rescan(corpus)
    wait(lambda: not many.session.busy)
    assert corpus.files is files and corpus.works is works and not told


def test_rows_that_were_replaced_are_let_go_of(many: App) -> None:
    model = many.window.tree.model
    before = len(items())
    for _ in range(3):
        model.show(model.rows)
    assert len(items()) == before


def items() -> list[QStandardItem]:
    gc.collect()
    return [each for each in getAllValidWrappers() if type(each) is QStandardItem]
