"""The guide: pages by tasks, the same in both languages, with pictures; found from the palette."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTreeWidgetItem
from ui_parts import wait

from viewer import app as program
from viewer.core import formats
from viewer.core.base.paths import guide_dir, resources_dir
from viewer.core.text.document import Document
from viewer.core.user.guide import guide_headings, guide_pages

Start = Callable[..., program.App]


def test_the_guide_opens_side_by_side_and_is_nobodys_corpus(start: Start) -> None:
    app = start(language="ar")
    app.window.commands["guide"].trigger()
    view = app.session.view
    wait(lambda: view.work is not None and view.work.name == "00-begin" and view.rows)
    assert [d.language for d in view.documents.values()] == ["ar", "en"]
    assert all(list(map(len, row.blocks.values())) == [1, 1] for row in view.rows)
    assert str(guide_dir()) not in app.session.remembered.recent
    assert app.window.tree.model.roots[0].name == "الدليل"
    assert not app.window.commands["mark_folder"].isEnabled()
    view.place_asked.emit("ar", 0, 4)
    app.window.commands["highlight"].trigger()
    wait(lambda: app.window.status.notes.text().startswith("حُفظ"))
    assert not (guide_dir() / "hashiya-notes").exists()


def test_the_guide_and_a_file_from_outside_leave_the_text_in_its_tab(
    start: Start, seeds: Path, tmp_path: Path
) -> None:
    app = start(str(seeds))
    view, tabs, commands = app.session.view, app.session.tabs, app.window.commands
    wait(lambda: view.documents and not app.session.busy)
    before = view.work
    commands["guide"].trigger()
    wait(lambda: view.work is not None and view.work.name == "00-begin" and view.documents)
    (tmp_path / "letter.txt").write_text("A letter", "utf-8")
    app.session.open_paths([tmp_path / "letter.txt"])
    wait(lambda: view.work is not None and "letter" in view.work.name and view.documents)
    assert len(tabs.tabs) == 3
    commands["guide"].trigger()  # it is open: its tab comes to the front
    wait(lambda: view.work is not None and view.work.name == "00-begin" and view.documents)
    assert len(tabs.tabs) == 3
    for _ in range(2):
        commands["close_tab"].trigger()
    wait(lambda: view.work == before and view.documents)


def test_the_guide_opens_again_while_its_folder_is_still_looked_at(start: Start) -> None:
    app = start()
    session = app.session
    app.window.commands["guide"].trigger()
    wait(lambda: session.view.documents and not session.busy)
    app.window.commands["close_tab"].trigger()
    app.window.commands["guide"].trigger()
    session.watching._find_moved(session.corpora[0])  # what the look of before the second key tells
    wait(lambda: session.view.documents)
    assert "no longer" not in app.window.notice.label.text()


PAGE_WORDS, GUIDE_WORDS = 330, 2700
"""Words of a page of the guide, and of all of them in one language: who looks for help is short of
time."""


def _guide_page(page: Path) -> list[Document]:
    return [formats.load(page.with_name(page.name.replace(".ar.", f".{s}."))) for s in ("ar", "en")]


def test_both_languages_of_the_guide_say_the_same_with_few_words() -> None:
    pages = [_guide_page(page) for page in guide_pages("ar")]
    assert len(pages) == len(guide_pages("en")) > 8
    for arabic, english in pages:
        kinds = [[d.kinds.get(i, "") for i in range(len(d))] for d in (arabic, english)]
        assert kinds[0] == kinds[1], arabic.title
    words = [[len(document.text().split()) for document in page] for page in pages]
    assert max(map(max, words)) < PAGE_WORDS
    assert all(sum(language) < GUIDE_WORDS for language in zip(*words, strict=True))


def test_pictures_of_the_guide_say_what_they_show() -> None:
    seen = set()
    for page in (*guide_pages("ar"), *guide_pages("en")):
        language = page.name.split(".")[1]
        for told, name in re.findall(r"!\[(.*?)\]\((.*?)\)", page.read_text("utf-8")):
            assert len(told) > 10 and name.endswith(f".{language}.webp")
            seen.add(page.parent / name)
    assert seen == set((guide_dir() / "pictures").iterdir())


def test_the_guide_names_commands_as_the_menus_do(start: Start) -> None:
    pages = [_guide_page(page) for page in guide_pages("ar")]
    sides = ["\n".join(page[at].text() for page in pages) for at in (0, 1)]
    found = r"(?:(?:Ctrl|Alt|Shift)\+)+(?:[A-Z0-9]\b|F\d+|\\)|F\d+"
    keys = [set(re.findall(found, side)) for side in sides]
    assert keys[0] == keys[1] and len(keys[0]) > 30
    known = {key for _, row in start().window.commands.rows() for key in row.keys}
    assert keys[0] <= known
    tree = ET.parse(resources_dir() / "i18n" / "hashiya_ar.ts")
    names = {t.replace("&", "").rstrip("…") for m in tree.iter("translation") if (t := m.text)}
    called = set(re.findall("«([^».]+?)»", sides[0]))  # a quotation ends with a full stop
    assert len(called) > 8 and called - {"حُفظ", "vowels"} <= names


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("ar", "الخصوصية"),
        ("en", "Privacy"),
        ("ar", "فهم التواريخ الهجرية"),
        ("en", "Hijri dates understood"),
    ],
)
def test_a_heading_of_the_guide_is_found_among_the_commands(
    start: Start, language: str, name: str
) -> None:
    app = start(language=language)
    app.window.commands["palette"].trigger()
    palette = app.window.palette_box

    def rows() -> list[QTreeWidgetItem]:
        found = map(palette.list.topLevelItem, range(palette.list.topLevelItemCount()))
        return [item for item in found if item is not None]

    assert not any(row.text(0).endswith(name) for row in rows())  # before anything is typed
    palette.line.setText(name)
    palette._do(next(row for row in rows() if row.text(0).endswith(name)))
    view = app.session.view
    wait(lambda: language in view.documents and view.here()[1] > 0)
    side, start_of = view.here()
    lines = view.documents[side].lines
    assert side == language and lines.block(lines.block_at(start_of)).startswith(name)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_fifteen_wishes_are_named(language: str) -> None:
    wishes = [each for each in guide_headings(language) if "elsewhere" in each.page.name]
    assert len(wishes) == 16  # and the title
    assert all(guide_headings(language).count(each) == 1 for each in wishes)
