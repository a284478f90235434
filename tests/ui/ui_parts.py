"""Fixtures of the tests that need Qt: the program with its fonts, on a corpus of its own."""

from __future__ import annotations

import gc
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from viewer import app as program
from viewer.core.base.settings import Settings
from viewer.core.language.hyphenation import Hyphenation
from viewer.core.text.document import Document
from viewer.session.tabs import Tab
from viewer.ui.base.theme import themes
from viewer.ui.reader.layout.flow import PlacedCell
from viewer.ui.reader.layout.page import PageStyle
from viewer.ui.reader.widget.view import ReaderView

ARABIC = (
    "أبلغ السفير مسؤولين في العاصمة، يوم السبت 31/7/2021، أن بلاده (USA) لا ترغب في التصعيد، "
    "مُرَحِّبًا بأي جهد دبلوماسي يُفضي إلى علاقات طيبة، وفق ما نقلته Reuters عن مصدر مطّلع."
)


def wait(condition: Callable[[], object], seconds: float = 60) -> None:
    """Let events run until `condition()`; fail when it does not come, on a busy machine too."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        QApplication.processEvents()
        time.sleep(0.002)


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> Iterator[list[str]]:
    gc.disable()
    gc.freeze()  # what is there by now stays
    yield program.load_fonts()
    QApplication.clipboard().clear()  # offscreen it outlives Python, and what Python put into it


@pytest.fixture
def reader(fonts: list[str], qtbot: object) -> Iterator[Callable[..., ReaderView]]:
    """Makes a reading pane on documents."""
    made: list[ReaderView] = []

    def make(
        documents: dict[str, Document],
        mode: str = "side",
        width: int = 800,
        hyphenation: Hyphenation | None = None,
        **choices: object,
    ) -> ReaderView:
        theme = themes()["light"]
        settings = Settings(**choices)  # type: ignore[arg-type]
        page = PageStyle(settings, theme.page, hyphenation=hyphenation)
        view = ReaderView(page)
        view.resize(width, 600)
        view.show_documents(documents, mode)
        view.show()
        QApplication.processEvents()
        made.append(view)
        return view

    yield make
    for view in made:
        view.close()
        view.deleteLater()


def arabic(text: str) -> Document:
    return Document.of_text(text, language="ar", direction="rtl")


def english(text: str) -> Document:
    return Document.of_text(text, language="en", direction="ltr")


def placed(view: ReaderView, side: str, block: int) -> PlacedCell:
    """The cell of a block that is on screen."""
    for row, y, _ in view.flow.visible():
        for found in view.flow.placed(row, y):
            if found.side == side and found.cell.block.index == block:
                return found
    raise AssertionError(f"block {block} of {side} is not on screen")


def point(view: ReaderView, side: str, block: int, offset: int) -> QPointF:
    """A point of the viewport in the half of a letter where reading it begins."""
    found = placed(view, side, block)
    text, end = found.cell.block.text, offset + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    rect = found.cell.rects(offset, end)[0]
    part = found.cell.part_of(offset)
    unit = part.units.utf16(offset - part.start)
    run = part.layout.lineForTextPosition(unit).glyphRuns(unit, 1)[0]
    rtl = run.isRightToLeft()
    x = rect.right() - rect.width() * 0.2 if rtl else rect.left() + rect.width() * 0.2
    return QPointF(found.x + x, found.y + rect.center().y())


@pytest.fixture
def start(fonts: list[str], qapp: QApplication) -> Iterator[Callable[..., program.App]]:
    """Starts the whole program; arguments as on the command line."""
    running: list[program.App] = []

    def begin(*arguments: str, language: str = "en") -> program.App:
        options = program.start_options(["--language", language, *arguments])
        app = program.App(qapp, options)
        app.session.corpora._warmed = True  # no child is made that the test does not ask for
        running.append(app)
        app.session.open_paths(options.paths)
        app.window.show()
        return app

    yield begin
    while running:
        stop(running.pop())
    gc.collect()  # here: never in a thread, see viewer/ui/base/garbage_collection.py
    gc.freeze()  # what is left now is left for good: the next test need not look at it again


def stop(app: program.App) -> None:
    if not app.seats:
        return
    for seat in list(app.seats):
        seat.window.close()
    app.quit()
    app.translations.remove()
    for seat in app.seats:
        seat.window.deleteLater()
        seat.session.deleteLater()
    app.seats = []
    for translator in app.translations._installed:
        QApplication.removeTranslator(translator)
    app.deleteLater()
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def open_work(app: program.App, part: str) -> None:
    """Open the work of the first corpus whose name has `part`."""
    session = app.session
    wait(lambda: session.corpora and session.corpora[0].complete)
    corpus = session.corpora[0]
    work = next(w for w in corpus.works if part in w.name)
    session.open_work(corpus, work)
    wait(lambda: session.view.work == work and session.view.documents and not session.busy)


def another_window(app: program.App, tab: Tab | None = None) -> program.Seat:
    """Open another window, and wait until it stands there."""
    seat = app.open_window(tab)
    wait(lambda: seat in app.seats)
    return seat


def press(widget: object, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    QTest.keyClick(widget, key, held)  # type: ignore[arg-type]
    QApplication.processEvents()


def double_click(widget: QWidget, spot: QPoint) -> None:
    """With the left button; `QTest` alone would hold it down from then on."""
    QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=spot)


def notes_file(corpus: Path) -> list[Path]:
    return sorted((corpus / "hashiya-notes" / "documents").rglob("*.json"))
