"""Bilingual files, subtitles, headings and long files, in the whole program."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace

import pytest
from pdf_maker import pdf
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QMessageBox
from ui_parts import open_work, placed, point, press, wait

from viewer.app import App
from viewer.core.base.settings import Settings
from viewer.session.base.load_jobs import Corpus
from viewer.session.base.view_state import FindQuery
from viewer.ui.base.names import LONGEST_NAME_CODE_POINTS

Start = Callable[..., App]

TMX = """<?xml version="1.0"?><tmx version="1.4"><header srclang="en"/><body>{units}</body></tmx>"""
UNIT = (
    '<tu><tuv xml:lang="en"><seg>Row {n} in English</seg></tuv>'
    '<tuv xml:lang="ar"><seg>{arabic}</seg></tuv></tu>'
)


def memory(path: Path, count: int, untranslated: int = -1) -> None:
    units = (
        UNIT.format(n=n, arabic="" if n == untranslated else f"السطر {n} بالعربية")
        for n in range(count)
    )
    path.write_text(TMX.format(units="".join(units)), "utf-8")


def opened(app: App) -> Callable[[], bool]:
    return lambda: bool(app.session.view.documents) and not app.session.busy


def test_a_bilingual_file_stands_side_by_side_and_takes_notes(start: Start, tmp_path: Path) -> None:
    memory(tmp_path / "memory.tmx", 40, untranslated=3)
    app = start(str(tmp_path))
    wait(opened(app))
    view, rows = app.session.view, app.window.pane.reader.flow.rows
    wait(lambda: rows.complete)
    assert list(view.documents) == ["ar", "en"] and len(rows) == 40
    assert [len(rows.blocks(3, side)) for side in ("ar", "en")] == [0, 1]
    assert view.documents["ar"].lines.block(rows.blocks(9, "ar")[0]) == "السطر 9 بالعربية"
    english = view.documents["en"]
    start_of = english.lines.start(5)
    app.session.notebook.write(english, english.place(start_of, start_of + 5), text="look")
    wait(lambda: app.session.notebook.of(english))
    assert not app.session.notebook.of(view.documents["ar"])
    file = tmp_path / "hashiya-notes" / "documents" / "memory.tmx" / "en.json"
    (item,) = json.loads(file.read_text("utf-8"))["items"]
    assert item["target"][0]["selector"][1]["exact"] == "Row 5"
    app.session.loader.reload()
    wait(lambda: opened(app)() and app.session.notebook.of(app.session.view.documents["en"]))
    (placed,) = app.session.notebook.of(app.session.view.documents["en"])
    assert placed.status == "exact" and placed.start == start_of
    wait(lambda: sum(app.window.tree.model.counts[tmp_path].values()) == 1)
    assert app.window.tree.model.counts[tmp_path] == {"memory.tmx": 1}


def test_a_long_file_is_read_before_all_of_it_is_there(start: Start, tmp_path: Path) -> None:
    memory(tmp_path / "memory.tmx", 30_000)
    app = start(str(tmp_path))
    wait(lambda: app.session.view.documents)
    document = app.session.view.documents["ar"]
    assert document.arriving and len(document) < 30_000
    wait(lambda: not document.arriving and app.window.pane.reader.flow.rows.complete)
    assert len(document) == len(app.window.pane.reader.flow.rows) == 30_000
    app.window.pane.go_end()
    assert app.window.pane.reader.flow.visible()[-1][0] == 29_999


def test_subtitles_stand_together_by_their_times(start: Start, tmp_path: Path) -> None:
    def cue(number: int, begin: int, end: int, text: str) -> str:
        return f"{number}\n00:00:{begin:02},000 --> 00:00:{end:02},000\n{text}\n\n"

    arabic = cue(1, 1, 3, "أول") + cue(2, 10, 13, "ثالث")
    english = cue(1, 1, 3, "first") + cue(2, 5, 7, "second") + cue(3, 10, 12, "third")
    (tmp_path / "film.ar.srt").write_text(arabic, "utf-8")
    (tmp_path / "film.en.srt").write_text(english, "utf-8")
    app = start(str(tmp_path))
    wait(opened(app))
    rows = app.window.pane.reader.flow.rows
    shown = [
        tuple(len(rows.blocks(row, side)) for side in ("ar", "en")) for row in range(len(rows))
    ]
    assert shown == [(1, 1), (0, 1), (1, 1)]


def test_the_outline_lists_headings_and_goes_there(start: Start, tmp_path: Path) -> None:
    text = "# كتاب\n\n" + "".join(f"## باب {n}\n\n" + "نص\n\n" * 40 for n in range(1, 6))
    (tmp_path / "book.ar.md").write_text(text, "utf-8")
    app = start(str(tmp_path))
    wait(opened(app))
    outline = app.window.outline
    assert outline.isHidden()
    app.window.commands["outline"].trigger()
    assert not outline.isHidden()
    (book,) = (outline.tree.topLevelItem(i) for i in range(outline.tree.topLevelItemCount()))
    assert [book.child(i).toolTip(0) for i in range(book.childCount())] == [
        f"باب {n}" for n in range(1, 6)
    ]
    outline.tree.itemClicked.emit(book.child(3), 0)
    document, view = app.session.view.documents["ar"], app.session.view
    assert document.lines.block(document.lines.block_at(view.caret)) == "باب 4"
    app.window.commands["next_heading"].trigger()
    assert document.lines.block(document.lines.block_at(view.caret)) == "باب 5"
    app.window.commands["previous_heading"].trigger()
    app.window.commands["previous_heading"].trigger()
    assert document.lines.block(document.lines.block_at(view.caret)) == "باب 3"
    assert outline.tree.currentItem().toolTip(0) == "باب 3"


def test_a_locked_or_broken_file_says_so(start: Start, tmp_path: Path) -> None:
    (tmp_path / "broken.ar.docx").write_bytes(b"PK\x03\x04 nothing of the kind")
    app = start(str(tmp_path))
    wait(lambda: app.window.notice.isVisible())
    assert "broken.ar.docx" in app.window.notice.label.text()
    assert not app.session.view.documents


def test_a_locked_pdf_asks_for_its_password(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.pdf").write_bytes(pdf([[(40, 300, 10, "Hidden words")]], password="secret"))
    answers, asked = ["wrong", "secret"], []

    def answer(window: object, title: str, text: str, *more: object) -> tuple[str, bool]:
        asked.append(text)
        return answers.pop(0), True

    monkeypatch.setattr(QInputDialog, "getText", answer)
    app = start(str(tmp_path))
    wait(opened(app))
    assert app.session.view.documents["und"].text() == "Hidden words"
    assert len(asked) == 2 and asked[0] != asked[1] and "x.pdf" in asked[0]


PAGE = """<html lang="en"><body><h1>Title</h1><p>Before<a href="#n1">[1]</a> and
<a href="https://example.com/%D8%A3?q=1">a link</a>.</p><img src="sun.png" alt="A sun">
<img src="https://example.com/x.png" alt="Elsewhere"><img src="../outside.png" alt="Outside">
<img src="way/out.png" alt="Around">{more}<p id="n1">The note itself.</p></body></html>"""


def picture_page(folder: Path) -> None:
    corpus = folder / "corpus"
    corpus.mkdir()
    Image.new("RGB", (300, 200), "#ffcc44").save(folder / "outside.png")
    Image.new("RGB", (300, 200), "#ffcc44").save(corpus / "sun.png")
    (corpus / "way").symlink_to(folder)
    (folder / "out.png").write_bytes((folder / "outside.png").read_bytes())
    more = "<p>Some words to fill the page.</p>" * 60
    (corpus / "page.html").write_text(PAGE.format(more=more), "utf-8")


def test_pictures_of_the_corpus_are_drawn_and_no_others(start: Start, tmp_path: Path) -> None:
    picture_page(tmp_path)
    app = start(str(tmp_path / "corpus"))
    wait(opened(app))
    pane = app.window.pane
    wait(lambda: pane.reader.flow.visible() and not pane.pictures.busy)
    QApplication.processEvents()
    document = app.session.view.document()
    kinds = [block for block, kind in document.kinds.items() if kind == "image"]
    side = app.session.view.side_of(document)
    cells = [placed(pane.reader, side, block).cell for block in kinds]
    assert [[image.width() for image, _ in cell.pictures] for cell in cells] == [[300]]
    text = cells[0].block.text
    assert all(words in text for words in ("A sun", "Elsewhere", "Outside", "Around"))
    box = cells[0].pictures[0][1]
    assert 0 < box.width() <= cells[0].width and cells[0].height > box.height()


def test_links_inside_are_followed_and_those_outside_asked_about(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture_page(tmp_path)
    shown, opened_urls = [], []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: shown.append(box.informativeText()))
    monkeypatch.setattr(QDesktopServices, "openUrl", opened_urls.append)
    app = start(str(tmp_path / "corpus"))
    wait(opened(app))
    view, reader = app.session.view, app.window.pane.reader
    document = view.document()
    side = view.side_of(document)

    def click(word: str) -> None:
        start = document.text().index(word)
        block = document.lines.block_at(start)
        where = point(reader, side, block, start - document.lines.start(block)).toPoint()
        QTest.mouseMove(reader.viewport(), where)
        QTest.mouseClick(reader.viewport(), Qt.MouseButton.LeftButton, pos=where)

    wait(lambda: not app.window.pane.pictures.busy)
    click("link")
    assert shown == ["\u2066https://example.com/%D8%A3?q=1\u2069"] and not opened_urls
    before = reader.flow.top_row
    click("[1]")
    note = document.lines.block_at(document.text().index("The note"))
    assert document.lines.block_at(view.caret) == note and reader.flow.top_row > before
    app.window.commands["back"].trigger()
    assert document.lines.block_at(view.caret) == document.lines.block_at(
        document.text().index("[1]")
    )
    assert not app.session.tabs.can_go_back


@pytest.mark.slow
def test_going_on_to_a_pair_while_a_long_file_arrives_shows_the_pair(
    start: Start, tmp_path: Path
) -> None:
    memory(tmp_path / "memory.tmx", 60_000)
    (tmp_path / "story.ar.txt").write_text("قصة", "utf-8")
    (tmp_path / "story.en.txt").write_text("A story", "utf-8")
    app = start(str(tmp_path))
    open_work(app, "story")
    corpus = app.session.corpora[0]
    app.session.open_work(corpus, next(w for w in corpus.works if "memory" in w.name))
    wait(lambda: len(app.session.view.documents["ar"]) > 1)
    assert app.session.view.documents["ar"].arriving
    open_work(app, "story")
    wait(lambda: app.session.view.documents["ar"].text() == "قصة")
    assert app.window.pane.reader.flow.documents["ar"].text() == "قصة"


def test_a_corpus_closed_while_its_file_arrives_stays_closed(start: Start, tmp_path: Path) -> None:
    memory(tmp_path / "memory.tmx", 60_000)
    app = start(str(tmp_path))
    wait(lambda: app.session.view.documents)
    app.session.corpora.close_corpus(app.session.corpora[0])
    app.session.jobs.wait()
    for _ in range(20):
        wait(lambda: True)
    assert not app.session.view.documents and app.session.view.work is None


def test_direction_overrides_are_told_and_shown_on_a_click(start: Start, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Pay \u202e001\u202c pounds\u200f now.\n", "utf-8")
    (tmp_path / "b.txt").write_text("Pay 100 pounds\u200f now.\n", "utf-8")
    app = start(str(tmp_path))
    open_work(app, "b.txt")
    bar, reader = app.window.status, app.window.pane.reader
    assert not bar.overrides.isVisible()
    open_work(app, "a.txt")
    assert bar.overrides.isVisible() and not app.window.commands["invisibles"].isChecked()
    cell = placed(reader, app.session.view.side_of(app.session.view.document()), 0).cell
    reader.viewport().grab()
    assert "invisibles" not in cell.painted
    bar.overrides.click()
    reader.viewport().grab()
    assert app.window.commands["invisibles"].isChecked()
    assert [name for _, name in cell.painted["invisibles"][1]] == ["RLO", "PDF", "RLM"]


def test_what_a_document_leaves_out_is_told_in_the_status_bar(start: Start, tmp_path: Path) -> None:
    unit = '<tu><tuv xml:lang="{}"><seg>{}</seg></tuv></tu>'.format
    units = unit("en", "One") + '<tu><tuv xml:lang="en"/></tu>' + unit("ar", "واحد")
    (tmp_path / "a.tmx").write_text(f'<tmx version="1.4"><body>{units}</body></tmx>', "utf-8")
    (tmp_path / "b.txt").write_text("All of it\n", "utf-8")
    app = start(str(tmp_path))
    bar = app.window.status
    open_work(app, "b.txt")
    assert not bar.omissions.isVisible()
    open_work(app, "a.tmx")
    assert bar.omissions.isVisible() and "2" in bar.omissions.toolTip()


LEAVING = {
    *("open_sample", "open_tab", "new_window", "mark_folder", "close_tab", "close_corpus", "quit"),
    *("next_document", "previous_document", "guide", "tour", "logs", "shortcuts", "about"),
}
"""Commands that lead to another text or out of the program; those with an ellipsis are dialogs."""


@pytest.mark.variants
@pytest.mark.parametrize("ending", ["txt", "html", "md", "docx", "srt", "vtt", "csv", "po"])
def test_an_empty_first_file_is_left_like_any_other(
    start: Start, tmp_path: Path, ending: str
) -> None:
    (tmp_path / f"a.{ending}").write_bytes(b"")
    (tmp_path / "b.txt").write_text("هذا نص\nوهذا سطر آخر", "utf-8")
    app = start(str(tmp_path))
    session, pane = app.session, app.window.pane
    wait(lambda: session.corpora and session.corpora[0].complete and not session.busy)
    empty, text = session.corpora[0].works
    session.open_work(session.corpora[0], empty)
    wait(lambda: not session.busy)  # a Word file without a byte is told as broken
    keys = (Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_PageDown, Qt.Key.Key_Left, Qt.Key.Key_T)
    for key in keys:
        press(pane.reader, key)
    app.window.resize(900, 500)
    session.set(Settings.zoom, 150)
    app.window.resize(700, 600)
    for action in app.window.commands:
        if action.command.id not in LEAVING and "…" not in action.command.text:
            action.trigger()
            QApplication.processEvents()
    session.view.find(FindQuery("نص"))
    QApplication.processEvents()
    session.open_work(session.corpora[0], text)
    wait(lambda: session.view.shown is text and not session.busy)
    app.window.resize(900, 700)
    assert session.view.document().text().startswith("هذا نص")
    assert len(pane.reader.flow.visible()) == 2


def test_a_folder_whose_first_texts_cannot_be_read_opens_with_one_that_can(
    start: Start, tmp_path: Path
) -> None:
    """Nobody asked for the first one by name; whoever does is told."""
    for name in ("a.ar.doc", "a.en.doc", "b.docx"):
        (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0 of old")
    (tmp_path / "c.txt").write_text("هذا نص", "utf-8")
    app = start(str(tmp_path))
    session, told = app.session, []
    session.failed.connect(told.append)
    wait(lambda: session.view.shown is not None)
    assert session.view.document().text() == "هذا نص" and not told
    assert not session.tabs.can_go_back
    session.open_work(session.corpora[0], session.corpora[0].works[0])
    wait(lambda: told)
    assert session.view.work is None


def test_looking_for_words_while_the_text_is_closed_ends(start: Start, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("هذا نص", "utf-8")
    app = start(str(tmp_path))
    wait(opened(app))
    view = app.session.view
    view.find(FindQuery("نص"))
    view.close()
    view.find(FindQuery("نص"))
    assert not view.searching and not view.hits
    assert view.here() == ("", 0)


@pytest.mark.slow
def test_a_heading_as_long_as_a_book_is_cut_in_the_outline(start: Start, tmp_path: Path) -> None:
    (tmp_path / "long.md").write_text("# " + "كلمة " * 100_000 + "\n\nنص\n\n## قصير\n", "utf-8")
    app = start(str(tmp_path))
    open_work(app, "long")
    app.window.outline.show()
    tree = app.window.outline.tree
    wait(lambda: tree.topLevelItemCount())
    assert len(tree.topLevelItem(0).text(0)) <= LONGEST_NAME_CODE_POINTS + 2
    assert len(app.window.windowTitle()) <= LONGEST_NAME_CODE_POINTS + 20


def test_single_files_are_called_with_slashes() -> None:
    """The back slashes of Windows would hide the folder and the name from what splits them."""
    document = PureWindowsPath(r"C:\texts\letter.ar.txt")
    assert Corpus.relative(SimpleNamespace(root=None), document) == "C:/texts/letter.ar.txt"  # type: ignore[arg-type]
