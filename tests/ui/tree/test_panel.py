"""The tree of a corpus by date: sorted, grouped, filtered."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QFile, Qt
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMenu
from ui_parts import open_work, wait

from viewer.app import App
from viewer.core.base.settings import Settings
from viewer.ui.tree.file_deeds import put_into_bin
from viewer.ui.tree.nodes import Node

Start = Callable[..., App]
STORY = "وقال رئيس لجنة الأشغال في مؤتمر صحفي إن المرحلة الأولى تشمل ترميم الرصيف كله. " * 3


def news(folder: Path, name: str, date: str) -> None:
    title = f"عنوان الخبر الذي في الملف {name}"
    (folder / name).write_text(f"{title}\n{title}\n{date}\n+ الخط -\n{STORY}", "utf-8")


def corpus(folder: Path) -> str:
    (folder / "deep").mkdir()
    news(folder, "a.txt", "31 تموز 2021")
    news(folder / "deep", "b.txt", "15 رمضان 1442")  # 27 April 2021
    (folder / "c 2020-02-29.txt").write_text("x", "utf-8")
    (folder / "d.txt").write_text("no date", "utf-8")
    page = '<html><meta property="article:published_time" content="2022-05-09"><p>Text</p></html>'
    (folder / "e.html").write_text(page, "utf-8")
    return str(folder)


def rows(nodes: list[Node]) -> Iterator[object]:
    """Names, those of what is below in a list after them."""
    for node in nodes:
        yield node.name
        if node.children:
            yield list(rows(node.children))


def shown(app: App) -> list[object]:
    return list(rows(app.window.tree.model.roots[0].children))


def test_sorted_grouped_and_filtered_by_date(start: Start, tmp_path: Path) -> None:
    app = start(corpus(tmp_path))
    tree, session = app.window.tree, app.session
    wait(lambda: session.corpora and session.corpora[0].complete)
    by_name = ["deep", ["b.txt"], "a.txt", "c 2020-02-29.txt", "d.txt", "e.html"]
    assert shown(app) == by_name
    session.set(Settings.tree_order, "newest")
    wait(lambda: shown(app)[2:] == ["e.html", "a.txt", "c 2020-02-29.txt", "d.txt"])
    session.set(Settings.tree_order, "oldest")
    assert shown(app)[2:] == ["c 2020-02-29.txt", "a.txt", "e.html", "d.txt"]
    session.set(Settings.tree_group, "month")
    assert shown(app) == [
        "2020",
        ["February 2020", ["c 2020-02-29.txt"]],
        "2021",
        ["April 2021", ["b.txt"], "July 2021", ["a.txt"]],
        "2022",
        ["May 2022", ["e.html"]],
        "Undated",
        ["d.txt"],
    ]
    session.set(Settings.tree_group, "folder")
    session.set(Settings.tree_order, "name")
    tree.filter.setText("2021-04..2021-12")
    tree.rebuild()
    assert shown(app) == ["deep", ["b.txt"], "a.txt"]
    tree.filter.setText("٢٠٢٢")
    tree.rebuild()
    assert shown(app) == ["e.html"]
    node = tree.model.roots[0].children[0]
    tip = tree.model.data(tree.model.index_of(node), 3)
    assert "May 9, 2022" in tip and "8 Shawwal 1443 AH" in tip


def test_dates_are_read_once(start: Start, tmp_path: Path, monkeypatch) -> None:
    app = start(corpus(tmp_path))
    app.session.set(Settings.tree_order, "newest")
    wait(lambda: app.session.corpora[0].complete and app.session.dating._job is None)
    wait(lambda: shown(app)[2:3] == ["e.html"])
    read: list[Path] = []
    monkeypatch.setattr("viewer.session.document_dates.date_in_head", read.append)
    again = start(str(tmp_path))
    wait(lambda: again.session.corpora and again.session.corpora[0].complete)
    again.session.set(Settings.tree_order, "newest")
    wait(lambda: again.session.dating._job is None and shown(again)[2:3] == ["e.html"])
    assert not read
    news(tmp_path, "a.txt", "31 تموز 2023 ")
    again.session.corpora.rescan(again.session.corpora[0])
    wait(lambda: set(read) == {tmp_path / "a.txt"})  # each of the two windows reads it


def test_lines_taught_as_furniture_in_a_folder(start: Start, tmp_path: Path) -> None:
    for name, count in (("a.txt", 12), ("b.txt", 7)):
        text = f"First paragraph of it.\n{count} comments\n" + "Another paragraph.\n" * 3
        (tmp_path / name).write_text(text, "utf-8")
    app = start(str(tmp_path))
    open_work(app, "a.txt")
    session, commands, notice = app.session, app.window.commands, app.window.notice
    document = session.view.document()
    go = app.window.pane.go_to_paragraph
    go(2)
    assert commands["teach_furniture"].isEnabled() and not commands["teach_story"].isEnabled()
    commands["teach_furniture"].trigger()
    assert document.furniture == {1: "rule"} and notice.undo.isVisible()
    assert commands["teach_story"].isEnabled() and not commands["teach_furniture"].isEnabled()
    saved = tmp_path / "hashiya-notes" / "corpus.json"
    wait(lambda: saved.exists() and "furniture" in saved.read_text("utf-8"))
    open_work(app, "b.txt")
    assert session.view.document().furniture == {1: "rule"}
    go(2)
    assert commands["teach_story"].isEnabled() and not commands["teach_furniture"].isEnabled()
    commands["teach_story"].trigger()
    assert session.view.document().furniture == {}
    notice.undo.click()
    assert session.view.document().furniture == {1: "rule"} and not notice.isVisible()
    session.set(Settings.furniture, False)
    assert len(app.window.pane.reader.flow.rows) == 4
    session.set(Settings.furniture, True)
    assert len(app.window.pane.reader.flow.rows) == 5


def test_titles_are_shown_filtered_and_sorted_by(start: Start, tmp_path: Path) -> None:
    for name, title in (
        ("n1.txt", "وزارة الصحة"),
        ("n2.txt", "أخبار البحر"),
        ("n3.txt", "12 | 13"),
    ):
        (tmp_path / name).write_text(f"{title}\nنص الخبر\n", "utf-8")
    app = start(str(tmp_path))
    tree, model, session = app.window.tree, app.window.tree.model, app.session
    wait(lambda: session.corpora and session.corpora[0].complete)

    def lines() -> list[tuple[str, str]]:
        return [model.lines_of(node) for node in model.roots[0].children]

    both = [("وزارة الصحة", "n1.txt"), ("أخبار البحر", "n2.txt"), ("نص الخبر", "n3.txt")]
    wait(lambda: lines() == both)  # they come one after the other
    tree.filter.setText("البحر")
    wait(lambda: shown(app) == ["n2.txt"])
    tree.filter.clear()
    session.set(Settings.tree_order, "title")
    wait(lambda: shown(app) == ["n2.txt", "n3.txt", "n1.txt"])
    session.set(Settings.tree_show, "title")
    assert lines()[0] == ("أخبار البحر", "")
    session.set(Settings.tree_show, "name")
    assert lines()[0] == ("n2.txt", "")
    (tmp_path / "n2.txt").write_text("يوم آخر\nنص", "utf-8")
    session.set(Settings.tree_show, "both")
    session.corpora.rescan(session.corpora[0])
    wait(lambda: ("يوم آخر", "n2.txt") in lines())


def test_of_many_rows_each_has_room_for_title_and_name(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("viewer.ui.tree.panel.MANY_ROWS", 2)
    app = start(corpus(tmp_path))
    tree, session = app.window.tree, app.session
    wait(lambda: session.corpora and session.corpora[0].complete and len(shown(app)) > 4)

    def heights() -> set[int]:
        rows = (tree.model.index_of(node) for node in tree.model.nodes() if node.work is not None)
        return {tree.view.visualRect(row).height() for row in rows} - {0}

    wait(lambda: min(heights()) >= 2 * tree.view.fontMetrics().height())
    session.set(Settings.tree_show, "name")
    wait(lambda: max(heights()) < 2 * tree.view.fontMetrics().height())


def test_a_single_file_brings_its_partner_from_its_folder(start: Start, tmp_path: Path) -> None:
    for name in ("well.fa.txt", "well.fr.md", "well2.fr.txt", "other.ar.txt"):
        (tmp_path / name).write_text("Un texte.\n", "utf-8")
    app = start(str(tmp_path / "well.fr.md"))
    view = app.session.view
    wait(lambda: view.documents and not app.session.busy)
    assert set(view.documents) == {"fa", "fr"}
    app.session.open_paths([tmp_path / "well2.fr.txt"])
    wait(lambda: view.work is not None and "well2" in view.work.key and not app.session.busy)
    assert len(view.documents) == 1


def test_an_opened_folder_is_selected_and_seen(start: Start, tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("first", "second")]
    for folder in folders:
        folder.mkdir()
        for number in range(80):
            (folder / f"text {number}.txt").write_text("A text.", "utf-8")
    app = start(str(folders[0]))
    session, tree = app.session, app.window.tree
    wait(lambda: session.view.documents and not session.busy)
    session.open_paths([folders[1]])
    wait(lambda: len(session.corpora) == 2 and not session.busy)
    wait(lambda: len(tree.model.roots[1].children) == 80)
    (selected,) = tree.view.selected()
    assert selected.key == tree.model.roots[1].key
    index = tree.model.index_of(selected)
    assert tree.view.isExpanded(index)
    assert tree.view.viewport().rect().contains(tree.view.visualRect(index))
    session.open_paths([folders[0]])
    assert [node.key for node in tree.view.selected()] == [tree.model.roots[0].key]


def test_a_file_is_renamed_with_its_notes_and_goes_to_the_bin(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, trash = tmp_path / "corpus", tmp_path / "trash"
    folder.mkdir()
    old, other = folder / "old.ar.txt", folder / "other.ar.txt"
    old.write_text("\n".join(f"فقرة عن المياه والسدود رقم {n}" for n in range(9)), "utf-8")
    other.write_text("نص آخر عن القمح", "utf-8")
    app = start(str(folder), language="en")
    open_work(app, "old")
    document = app.session.view.documents["ar"]
    app.session.notebook.write(document, document.place(0, 4))
    wait(lambda: app.session.notebook.of(document) and not app.session.busy)
    deeds = app.window.tree.deeds
    asked = iter(["other.ar.txt", "new.ar.txt"])
    selected = []

    def answer(dialog: QInputDialog) -> int:
        selected.append(dialog.findChild(QLineEdit).selectedText())
        dialog.setTextValue(next(asked))
        return int(QInputDialog.DialogCode.Accepted)

    monkeypatch.setattr(QInputDialog, "exec", answer)
    deeds.ask_name(old)
    wait(app.window.notice.isVisible)
    assert old.exists() and other.read_text("utf-8") == "نص آخر عن القمح"
    deeds.ask_name(old)
    assert selected == ["old", "old"], "the suffix and the mark of language stay"
    new = folder / "new.ar.txt"
    wait(lambda: new.exists() and not old.exists())
    corpus = app.session.corpora[0]
    wait(lambda: "new.ar.txt" in corpus.store.counts())
    monkeypatch.setattr(QFile, "moveToTrash", lambda path: bool(Path(path).rename(trash)) or True)
    put_into_bin([other])
    assert trash.exists() and not other.exists()
    texts = []
    menu = QMenu()
    deeds.offer(menu, [new])
    texts = [action.text() for action in menu.actions()]
    assert texts == ["Re&name…", "Move to the &bin…"]


@pytest.mark.skipif(sys.platform != "linux", reason="the bin of a desktop after freedesktop.org")
def test_the_bin_of_a_new_account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "new" / "share"))
    monkeypatch.setenv("HOME", str(tmp_path))
    file = tmp_path / "نص.txt"
    file.write_text("كلمات", "utf-8")
    put_into_bin([file])
    assert not file.exists()
    assert (tmp_path / "new/share/Trash/files/نص.txt").read_text("utf-8") == "كلمات"


def test_a_pair_whose_names_tell_no_language_is_not_said_to_be_in_one(
    start: Callable[..., App], tmp_path: Path
) -> None:
    for name in ("x.txt", "x_translation.txt", "y.ar.txt", "y.en.txt"):
        (tmp_path / name).write_text("A text.\n", "utf-8")
    model = start(str(tmp_path)).window.tree.model
    wait(lambda: len(model.rows.works) == 2)
    role = Qt.ItemDataRole.AccessibleTextRole
    told = [model.index_of(node).data(role) for node in model.rows.works]
    assert "und" not in told[0] and "ar, en" in told[1]


def test_years_and_months_have_the_digits_of_the_interface(start: Start, tmp_path: Path) -> None:
    app = start(corpus(tmp_path))
    app.session.set(Settings.digits, "eastern")
    app.session.set(Settings.tree_group, "month")
    app.session.set(Settings.tree_show, "name")
    wait(lambda: "٢٠٢٠" in shown(app))
    assert [name for name in shown(app) if isinstance(name, str)][:2] == ["٢٠٢٠", "٢٠٢١"]
    assert "2020" in str(shown(app)[1])  # a file is called as it is
