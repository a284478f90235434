"""The parts of the window that the guide shows, drawn by `python -m tests.pictures`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

WIDE, HIGH = 330, 300
"""Pixels: a column of the guide on a small screen has little more."""
SECONDS = 120.0
"""Until something that does not come is a failure."""


def _cut(
    widget: Any, language: str, width: int = WIDE, height: int = HIGH, skipped: int = 0
) -> QPixmap:
    """The part of a widget where its reader begins, with a thin frame.

    `skipped`: pixels of empty margin before it."""
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QColor, QPainter

    width, height = min(width, widget.width()), min(height, widget.height())
    left = widget.width() - width - skipped if language == "ar" else skipped
    pixels = widget.grab(QRect(left, 0, width, height))
    painter = QPainter(pixels)
    painter.setPen(QColor("#9a9a9a"))
    painter.drawRect(0, 0, width - 1, height - 1)
    painter.end()
    return pixels


def _wait(condition: Callable[[], object]) -> None:
    from ui_parts import wait

    wait(condition, SECONDS)


def begin(stage: Any, language: str) -> None:
    """Open the sample corpus, with a glossary and a printed book, and notes in the language."""
    glossary = stage.corpus / "hashiya-notes" / "glossaries" / "glossary.tsv"
    glossary.parent.mkdir(parents=True)
    glossary.write_text("بئر\twell\nماء\twater\n", "utf-8")
    text = next(stage.corpus.rglob("water-report.ar.md")).read_text("utf-8").split("---")[2]
    text = text.replace("خلال عام 2023", "خلال العام الماضي")  # Qt writes no codes for its digits
    _print(text, stage.corpus / "book.ar.pdf")
    stage.app.session.open_paths([stage.corpus])
    stage.open("the-well")
    lines = stage.app.session.view.documents[language].text().split("\n")
    arabic = language == "ar"
    told = ("قارن بالرواية الأقدم.", "قصة") if arabic else ("Compare the older version.", "story")
    stage.note(language, " ".join(lines[2].split()[:4]), (told[1],), text=told[0])
    stage.note(language, " ".join(lines[4].split()[:3]), colour="#5fb236")


def _print(text: str, path: Path) -> None:
    """A PDF with a text layer that can be read."""
    from PySide6.QtCore import QSizeF
    from PySide6.QtGui import QFont, QPageSize, QPdfWriter, QTextDocument

    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    writer.setResolution(96)
    document = QTextDocument()
    document.setDefaultFont(QFont("IBM Plex Sans Arabic", 13))
    document.setPageSize(QSizeF(writer.width(), writer.height()))
    document.setMarkdown(text.partition("|")[0])
    document.print_(writer)


def _tree(stage: Any, language: str) -> QPixmap:
    stage.open("the-well")
    stage.settle(0.5)
    return _cut(stage.window.tree, language, height=260)


def _news(stage: Any, language: str) -> QPixmap:
    """A news page alone in its language, in a narrow window."""
    view = stage.app.session.view
    stage.open("library-opening")
    view.set_mode("rtl" if language == "ar" else "ltr")
    stage.window.resize(900, 620)
    with stage.settings(zoom=80):
        stage.settle(0.5)
        found = _cut(stage.window.pane.reader, language, skipped=60)
    view.set_mode("side")
    stage.window.resize(1200, 760)
    return found


def _search(stage: Any, language: str) -> QPixmap:
    from scenes import _fill_search

    stage.open("the-well")
    with stage.panel("search") as panel:
        _fill_search(stage, panel, "ماء" if language == "ar" else "water", 0)
        return _cut(panel, language, height=340)


def _check(stage: Any, language: str) -> QPixmap:
    """What the check finds after two numbers of the translation were changed."""
    stage.open("water-report")
    file = next(stage.corpus.rglob("water-report.en.md"))
    told = file.read_text("utf-8")
    file.write_text(told.replace("184,000", "148,000", 1).replace("2023", "2022", 1), "utf-8")
    stage.app.session.watching.look_again()
    stage.settle(1.0)
    with stage.panel("checks") as panel:
        panel.check.click()
        _wait(lambda: panel.list.topLevelItemCount())
        stage.settle(0.5)
        return _cut(panel, language, height=150)


def _notes(stage: Any, language: str) -> QPixmap:
    stage.open("the-well")
    with stage.panel("notes") as panel:
        _wait(lambda: panel.model.rowCount() >= 2)
        stage.settle(0.5)
        return _cut(panel, language, height=230)


def _page(stage: Any, language: str) -> QPixmap:
    stage.open("book")
    with stage.settings(page="beside", zoom=80), stage.panel("notes") as panel:
        pictures = stage.app.session.pages.pictures
        panel.hide()
        stage.window.resize(800, 620)
        _wait(lambda: pictures.sheets)
        stage.window.grab()
        _wait(lambda: not pictures.busy)
        stage.settle(0.5)
        found = _cut(stage.window.pane, language, 520, 320)
    stage.window.resize(1200, 760)
    return found


def _words(stage: Any, language: str) -> QPixmap:
    from scenes import _fill_words

    stage.open("the-well")
    with stage.panel("words") as panel:
        _fill_words(stage, panel)
        stage.settle(0.5)
        return _cut(panel, language)


def _palette(stage: Any, language: str) -> QPixmap:
    stage.open("the-well")
    stage.trigger("palette")
    box = stage.window.palette_box
    box.resize(WIDE, 230)
    box.line.setText("ملاحظ" if language == "ar" else "note")
    stage.settle(0.2)
    found = _cut(box, language)
    box.close()
    return found


PARTS: dict[str, Callable[[Any, str], QPixmap]] = {
    "tree": _tree,
    "news": _news,
    "search": _search,
    "check": _check,
    "notes": _notes,
    "page": _page,
    "words": _words,
    "palette": _palette,
}
"""Name of a picture: what gets the running program there, in a language, and draws it."""
