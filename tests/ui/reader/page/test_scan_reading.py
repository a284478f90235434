"""Scans read in the background by a program that stands for tesseract, and corrected by hand."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from page_pictures import install_tesseract, page, reading
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui_parts import open_work, wait

from viewer.app import App
from viewer.core.base.settings import Settings
from viewer.core.notes.locations import NOTES_FOLDER
from viewer.core.text.document import Document
from viewer.ui.dialogs.scan_languages import ScanDialog

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")
Start = Callable[..., App]

NAMES = ("first", "second", "third", "fourth")
WORDS = (
    f"lambda w: [[[({NAMES!r}[w - 301], 20, 60, 60, 95), ('has', 90, 60, 40, 95),"
    " ('wrods', 140, 60, 60, 20), ('at', 210, 60, 30, 95)],"
    f" [('its', 20, 80, 30, 95), ({NAMES!r}[w - 301] + '-end.', 60, 80, 90, 95)]]]"
)
"""What is read on page n, which is 300 + n pixels wide."""


@pytest.fixture
def corpus(tmp_path: Path, fonts: list[str]) -> Path:
    book = tmp_path / "corpus" / "book.en"
    book.mkdir(parents=True)
    for number in range(1, 5):
        page((300 + number, 420), lines=number).save(book / f"p{number:03}.png")
    return tmp_path / "corpus"


def opened(start: Start, corpus: Path) -> App:
    app = start(str(corpus))
    open_work(app, "book")
    return app


def document(app: App) -> Document:
    return app.session.view.documents["en"]


def read_through(app: App) -> None:
    """Wait until all is read and on the screen."""
    wait(lambda: app.session.page_reading.reading is None and not app.session.busy)
    wait(lambda: not document(app).unread and not document(app).arriving)
    wait(lambda: not app.session.busy)


def line(number: int, word: str = "wrods") -> str:
    name = NAMES[number - 1]
    return f"{name} has {word} at its {name}-end."


def caret_at(app: App, word: str, nth: int = 0) -> None:
    text, at = document(app).text(), -1
    for _ in range(nth + 1):
        at = text.index(word, at + 1)
    app.window.pane.go_to_place("en", at, at)


def test_an_open_scan_is_read_by_itself(
    start: Start, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_tesseract(tmp_path, monkeypatch, reading(WORDS))
    app = opened(start, corpus)
    told: list[tuple[int, int]] = []
    app.session.page_reading.progressed.connect(lambda done, total: told.append((done, total)))
    read_through(app)
    assert document(app).text().split("\n") == [line(n) for n in (1, 2, 3, 4)]
    assert told[-1] == (0, 0) and (4, 4) in told
    assert app.session.pages.shown == "beside" and document(app).omissions == ()
    assert not list(corpus.glob(f"**/{NOTES_FOLDER}/scans/*"))  # it is in the cache
    spans = [span.style for block in document(app).blocks() for span in block.spans]
    assert spans == ["doubtful"] * 4
    app.session.loader.close_work()
    monkeypatch.setenv("PATH", "")  # what is read is read, also without the program
    open_work(app, "book")
    assert document(app).text().startswith(line(1)) and not document(app).unread


def test_the_page_that_is_looked_at_comes_first(
    start: Start, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_tesseract(tmp_path, monkeypatch, reading(WORDS))
    app = start(str(corpus))
    app.session.set(Settings.read_scans, False)
    open_work(app, "book")
    wait(lambda: app.session.pages.pictures.sheets)
    view = app.window.pane.split.page
    assert view is not None
    view.verticalScrollBar().setValue(int(view._column.point(2, 20.0)))
    view.repaint()
    assert app.session.pages.here() == 2
    order: list[int] = []
    save = "viewer.core.parsing.scan.layer.save_page"
    from viewer.core.parsing.scan import layer

    kept = layer.save_page
    pages = {scan.key: number for number, scan in document(app).scans.items()}

    def note(folder: Path, key: str, at: int, text: object) -> None:
        order.append(pages[key])
        kept(folder, key, at, text)  # type: ignore[arg-type]

    monkeypatch.setattr(save, note)
    app.session.page_reading.read()
    read_through(app)
    view.repaint()
    assert order == [2, 3, 1, 0]
    assert app.session.pages.here() == 2  # the reader was not taken elsewhere


def test_reading_is_stopped_until_it_is_asked_for(
    start: Start, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_tesseract(tmp_path, monkeypatch, "time.sleep(600)")
    app = opened(start, corpus)
    reading_now = app.session.page_reading
    wait(lambda: reading_now._now is not None and reading_now._now.reader._process is not None)
    process = reading_now._now.reader._process
    app.window.status.tasks.reading.click()
    wait(lambda: process.poll() is not None)
    assert reading_now.reading is None
    app.session.loader.reload()
    wait(lambda: not app.session.busy)
    assert reading_now.reading is None and document(app).unread == [0, 1, 2, 3]
    install_tesseract(tmp_path, monkeypatch, reading(WORDS))
    reading_now.read()
    read_through(app)
    assert document(app).text().startswith(line(1))


def test_closing_the_work_ends_what_reads_it(
    start: Start, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_tesseract(tmp_path, monkeypatch, "time.sleep(600)")
    app = opened(start, corpus)
    now = app.session.page_reading
    wait(lambda: now._now is not None and now._now.reader._process is not None)
    process = now._now.reader._process
    app.session.loader.close_work()
    wait(lambda: process.poll() is not None)
    assert now.reading is None


def test_without_tesseract_one_sentence_says_how_to_get_it(
    start: Start, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from viewer.core.ocr import tesseract

    monkeypatch.setattr(tesseract, "find_engine", tesseract.find_engine)
    monkeypatch.setenv("PATH", str(tmp_path))
    app = opened(start, corpus)
    notice = app.window.notice
    wait(notice.isVisible)
    assert "tesseract" in notice.label.text() and "eng" in notice.label.text()
    notice.hide()
    app.session.loader.reload()
    wait(lambda: not app.session.busy)
    assert not notice.isVisible()
    install_tesseract(tmp_path, monkeypatch, reading(WORDS), languages="ara\nosd")
    app.session.page_reading.read()
    wait(notice.isVisible)
    assert "English" in notice.label.text()


@pytest.mark.slow
def test_a_page_that_cannot_be_read_is_told_by_its_name(
    start: Start, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = "if b' 303' in picture[:9] or b'303 ' in picture[:9]:\n    sys.exit(1)\n"
    install_tesseract(tmp_path, monkeypatch, body + reading(WORDS))
    app = opened(start, corpus)
    notice = app.window.notice
    wait(notice.isVisible)
    assert "book.en" in notice.label.text() and "3" in notice.label.text()
    wait(lambda: len(document(app)) == 3 and not app.session.busy)
    assert document(app).unread == [2] and app.session.page_reading.reading is None


def test_what_is_read_can_be_kept_with_the_notes(
    start: Start, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_tesseract(tmp_path, monkeypatch, reading(WORDS))
    app = start(str(corpus))
    app.session.set(Settings.scans_kept, "notes")
    open_work(app, "book")
    read_through(app)
    assert len(list(corpus.glob(f"{NOTES_FOLDER}/scans/*/0001.json"))) == 4


def test_a_word_is_corrected_undone_and_stays_when_read_anew(
    start: Start, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_tesseract(tmp_path, monkeypatch, reading(WORDS))
    app = opened(start, corpus)
    read_through(app)
    session, pane = app.session, app.window.pane
    caret_at(app, "wrods", 1)
    app.window.commands["correct_word"].trigger()
    editor = pane.word_editor
    assert editor.isVisible() and editor.text() == "wrods" and session.page_reading.held
    QTest.keyClicks(editor, "words")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    wait(lambda: line(2, "words") in document(app).text())
    assert not editor.isVisible() and not session.page_reading.held
    (kept,) = corpus.glob(f"{NOTES_FOLDER}/scans/*.json")
    (said,) = json.loads(kept.read_text("utf-8"))["corrections"].values()
    assert (said["read"], said["text"], said["page"]) == ("wrods", "words", 0)
    assert line(1) in document(app).text()  # that one alone
    session.notebook.undo()
    wait(lambda: line(2) in document(app).text())
    session.notebook.redo()
    wait(lambda: line(2, "words") in document(app).text())
    wait(lambda: not session.busy)
    moved = WORDS.replace("('wrods', 140, 60, 60, 20)", "('wrds', 138, 61, 63, 20)")
    install_tesseract(tmp_path, monkeypatch, reading(moved))
    session.page_reading.read("eng")
    wait(lambda: line(1, "wrds") in document(app).text())
    read_through(app)
    assert line(2, "words") in document(app).text() and line(4, "wrds") in document(app).text()


def test_escape_leaves_a_word_as_it_is(
    start: Start, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_tesseract(tmp_path, monkeypatch, reading(WORDS))
    app = opened(start, corpus)
    read_through(app)
    caret_at(app, "wrods")
    app.window.pane.correct_word()
    editor = app.window.pane.word_editor
    QTest.keyClicks(editor, "other")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert not editor.isVisible() and not list(corpus.glob(f"{NOTES_FOLDER}/scans/*.json"))


@pytest.mark.slow
def test_notes_and_search_hold_through_a_correction(
    start: Start, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_tesseract(tmp_path, monkeypatch, reading(WORDS))
    app = opened(start, corpus)
    read_through(app)
    session, pane = app.session, app.window.pane
    at = document(app).text().index("at its third-end")
    pane.go_to_place("en", at, at + len("at its third-end"))
    pane.highlight()
    wait(lambda: session.notebook.of(document(app)))
    caret_at(app, "wrods", 2)
    session.word_corrections.correct(session.word_corrections.here(), "much longer words")
    wait(lambda: line(3, "much longer words") in document(app).text())
    wait(lambda: not session.busy and session.notebook.of(document(app)))
    (placed,) = session.notebook.of(document(app))
    assert placed.status != "lost"
    assert document(app).text()[placed.start : placed.end] == "at its third-end"


def test_the_next_doubtful_word_and_their_dots(
    start: Start, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_tesseract(tmp_path, monkeypatch, reading(WORDS))
    app = opened(start, corpus)
    read_through(app)
    caret_at(app, "first")
    pane = app.window.pane
    for nth in (0, 1, 2, 3, 0):
        pane.next_doubtful_word()
        assert app.session.view.selection.exact == "wrods"
        assert (
            app.session.view.selection.start == document(app).lines.start(nth) + len(NAMES[nth]) + 5
        )
    pane.reader.caret.clear()
    with_dots = pane.reader.viewport().grab().toImage()
    app.session.set(Settings.doubtful_words, False)
    assert pane.reader.viewport().grab().toImage() != with_dots


@pytest.mark.slow
def test_languages_are_chosen_for_a_document(
    start: Start, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_tesseract(tmp_path, monkeypatch, reading("lambda w: [[[(sys.argv[4], 9, 9, 9, 95)]]]"))
    app = opened(start, corpus)
    read_through(app)
    assert document(app).text().split("\n")[0] == "eng"
    dialog = ScanDialog(app.session, app.window)
    wait(lambda: dialog.ticks)
    assert dialog.chosen() == ["eng"]
    dialog.ticks["ara"].setChecked(True)
    dialog.accept()
    wait(lambda: "ara" in document(app).text())
    read_through(app)
    assert set(document(app).text().split("\n")) == {"eng+ara"}
    kept = json.loads((corpus / NOTES_FOLDER / "corpus.json").read_text("utf-8"))
    assert kept["documents"]["book.en"]["read_as"] == "eng+ara"


def test_the_place_in_the_text_stays_while_pages_before_it_are_read(
    start: Start, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from viewer.core.pages.places import carried
    from viewer.core.text.page_lines import PageLines

    old = Document.of_text("four\nfive", pages=PageLines([(0, 3, 0), (5, 4, 0)]))
    new = Document.of_text(
        "one\ntwo\nfour\nfive", pages=PageLines([(0, 0, 0), (4, 1, 0), (8, 3, 0), (13, 4, 0)])
    )
    assert carried(7, old, new) == 15 and carried(2, old, new) == 10
    gone = Document.of_text("one\nfive", pages=PageLines([(0, 0, 0), (4, 4, 0)]))
    assert carried(2, old, gone) == 4
