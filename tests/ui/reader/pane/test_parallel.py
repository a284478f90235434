"""Two texts beside each other: rows are beads, repaired by hand, and what links the columns."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton
from ui_parts import open_work, placed, point, press, stop, wait

from viewer.app import App
from viewer.core.bitext import sentence_vectors as vectors
from viewer.core.language import vowels
from viewer.ui.reader.pane import pane as pane_module
from viewer.ui.reader.widget.view import ReaderView

Start = Callable[..., App]

ARABIC = [
    "تقرير عن المياه",
    "زار أوباما القاهرة في 4 يونيو 2009 وألقى خطابا. حضر الخطاب 3000 شخص.",
    "قال الوزير إن الأسعار ارتفعت 12 في المئة. وأضاف أن حكومة بغداد كانت تتوقع ذلك منذ 7 أشهر.",
    "ثم غادر الوفد إلى بغداد.",
    "وعاد الوزير ماثيو تولر إلى دمشق في 15 مايو.",
]
ENGLISH = [
    "A report on water",
    "Obama visited Cairo on 4 June 2009 and gave a speech. 3000 people attended the speech.",
    "The minister said that prices rose by 12 percent.",
    "He added that the Baghdad government had expected this for 7 months.",
    "Then the delegation left for Baghdad.",
    "Minister Matthew Tueller returned to Damascus on 15 May.",
]


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(vectors, "available", lambda: False)
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "water.ar.txt").write_text("\n".join(ARABIC), "utf-8")
    (folder / "water.en.txt").write_text("\n".join(ENGLISH), "utf-8")
    return folder


def opened(start: Start, corpus: Path, *arguments: str) -> tuple[App, ReaderView]:
    app = start(str(corpus), *arguments)
    open_work(app, "water")
    reader = app.window.pane.reader
    QApplication.processEvents()
    return app, reader


def rows(reader: ReaderView) -> list[str]:
    """`1-2!` for a pinned row of one block before and two after."""
    found = reader.flow.rows
    return [
        "-".join(str(len(found.blocks(row, side))) for side in ("ar", "en"))
        + ("!" if (bead := found.bead(row)) and bead.pinned else "")
        for row in range(len(found))
    ]


def caret(reader: ReaderView, side: str, block: int, offset: int = 0) -> None:
    reader.caret.set(side, (block, offset), (block, offset))


def kept(corpus: Path) -> dict:
    (path,) = (corpus / "hashiya-notes" / "works").glob("*.json")
    return json.loads(path.read_text("utf-8"))


def test_a_row_is_a_bead(start: Start, corpus: Path) -> None:
    _, reader = opened(start, corpus)
    assert rows(reader) == ["1-1", "1-1", "1-2", "1-1", "1-1"]
    assert placed(reader, "ar", 3).y == placed(reader, "en", 4).y


def test_a_row_is_confirmed_with_a_key_kept_and_undone(start: Start, corpus: Path) -> None:
    app, reader = opened(start, corpus)
    caret(reader, "en", 3)
    app.window.activateWindow()
    app.window.focus_text()
    QTest.keyClick(reader.proxy, Qt.Key.Key_P)
    wait(lambda: rows(reader)[2] == "1-2!")
    app.session.notebook.saves.wait()
    assert len(kept(corpus)["pins"]) == 1
    stop(app)
    again, reader = opened(start, corpus)
    assert rows(reader)[2] == "1-2!"
    caret(reader, "ar", 2)
    again.window.commands["row_confirm"].trigger()
    assert "1-2" in rows(reader)
    again.window.commands["undo"].trigger()
    assert rows(reader)[2] == "1-2!"
    again.session.notebook.saves.wait()
    assert len(kept(corpus)["pins"]) == 1


def test_letters_typed_into_a_field_are_no_repairs(start: Start, corpus: Path) -> None:
    app, reader = opened(start, corpus)
    caret(reader, "en", 3)
    app.window.focus_filter()
    QTest.keyClicks(app.window.tree.filter, "pmsxn")
    assert app.window.tree.filter.text() == "pmsxn"
    assert rows(reader) == ["1-1", "1-1", "1-2", "1-1", "1-1"]


@pytest.mark.parametrize(
    ("command", "side", "block", "expected"),
    [
        ("row_merge", "ar", 0, ["2-2!", "1-2", "1-1", "1-1"]),
        ("row_split", "en", 3, ["1-1", "1-1", "1-1!", "0-1!", "1-1", "1-1"]),
        ("row_down", "en", 3, ["1-1", "1-1", "1-1!", "1-2!", "1-1"]),
        ("row_up", "en", 2, ["1-1", "1-2!", "1-1!", "1-1", "1-1"]),
        ("row_swap", "ar", 3, ["1-1", "1-1", "1-2", "1-1!", "1-1!"]),
        ("row_alone", "ar", 4, ["1-1", "1-1", "1-2", "1-1", "1-0!", "0-1"]),
    ],
)
def test_repairs_by_command(
    start: Start, corpus: Path, command: str, side: str, block: int, expected: list[str]
) -> None:
    app, reader = opened(start, corpus)
    before = rows(reader)
    caret(reader, side, block)
    drawn: list[object] = []
    app.session.view.aligned.connect(lambda: drawn.append(1))
    app.window.commands[command].trigger()
    wait(lambda: drawn and not app.session.aligning.busy)
    assert [row for row in rows(reader) if "!" in row] == [row for row in expected if "!" in row]
    assert sum(int(row[0]) for row in rows(reader)) == 5
    assert sum(int(row[2]) for row in rows(reader)) == 6
    app.window.commands["undo"].trigger()
    wait(lambda: rows(reader) == before)
    app.window.commands["redo"].trigger()
    wait(lambda: rows(reader) == expected)


def drag(reader: ReaderView, begin: QPointF, end: QPointF) -> None:
    viewport = reader.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=begin.toPoint())
    QTest.mouseMove(viewport, end.toPoint())
    QApplication.processEvents()
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end.toPoint())


def test_a_border_is_dragged(start: Start, corpus: Path) -> None:
    app, reader = opened(start, corpus)
    app.window.commands["repair"].trigger()
    y = next(y for row, y, _ in reader.flow.visible() if row == 3)
    left, width = reader.flow.column("en")
    up = placed(reader, "en", 3)
    drag(reader, QPointF(left + width / 2, y), QPointF(left + width / 2, up.y + 2))
    wait(lambda: rows(reader)[2:4] == ["1-1!", "1-2!"])


def test_columns_are_dragged_and_swapped_and_stay_so(start: Start, corpus: Path) -> None:
    app, reader = opened(start, corpus, "--size", "1000x600")
    flow = reader.flow
    (x1, w1), (x2, w2) = flow.column("ar"), flow.column("en")
    assert x1 < x2 and abs(w1 - w2) <= 1
    middle = QPointF((x1 + w1 + x2) / 2, 200)
    drag(reader, middle, middle - QPointF(80, 0))
    assert flow.column("ar")[1] < w1 - 60 and flow.column("en")[1] > w2 + 60
    app.window.commands["swapped"].trigger()
    assert flow.column("ar")[0] > flow.column("en")[0]
    assert app.session.settings.swapped and len(app.session.settings.columns) == 2


def test_a_sentence_lights_up_its_counterpart(start: Start, corpus: Path) -> None:
    _, reader = opened(start, corpus)
    where = point(reader, "ar", 2, 60)
    QTest.mouseMove(reader.viewport(), where.toPoint())
    reader.caret.move_to(where)
    lit = reader.marks.at("en", 3, 5, "counterpart")
    assert [(mark.start, mark.end) for mark in lit] == [(0, len(ENGLISH[3]))]
    assert reader.marks.at("ar", 2, 60, "counterpart") and not reader.marks.at(
        "en", 2, 5, "counterpart"
    )
    reader.pointed.emit("", 0, 0)
    assert not reader.marks.at("en", 3, 5, "counterpart")


def underlined(reader: ReaderView, texts: dict[str, list[str]]) -> list[str]:
    """The words that are underlined, by side."""
    return [
        texts[side][block][mark.start : mark.end]
        for side in texts
        for block in range(len(texts[side]))
        for name, mark in reader.marks.of((side, block))
        if name == "word"
    ]


TEXTS = {"ar": ARABIC, "en": ENGLISH}


def test_a_word_lights_up_its_counterpart(start: Start, corpus: Path) -> None:
    app, reader = opened(start, corpus)
    reader.caret.move_to(point(reader, "en", 5, ENGLISH[5].index("Tueller") + 2))
    assert underlined(reader, TEXTS) == ["تولر", "Tueller"]
    reader.caret.move_to(point(reader, "ar", 1, ARABIC[1].index("3000") + 1))
    assert underlined(reader, TEXTS) == ["3000", "3000"]
    app.window.commands["links"].trigger()
    reader.caret.move_to(point(reader, "en", 5, ENGLISH[5].index("Tueller") + 3))
    assert underlined(reader, TEXTS) == []


def test_the_word_of_the_caret_has_one_too_and_a_key_goes_there(start: Start, corpus: Path) -> None:
    app, reader = opened(start, corpus)
    assert underlined(reader, TEXTS) == []  # nothing before the reader did anything
    caret(reader, "ar", 4, ARABIC[4].index("دمشق") + 1)
    assert underlined(reader, TEXTS) == ["دمشق", "Damascus"]
    app.window.commands["across"].trigger()
    assert reader.caret.position == (5, ENGLISH[5].index("Damascus"))
    reader.caret.set("ar", (1, 0), (1, 9))
    assert underlined(reader, TEXTS) == []


def test_words_are_learned_in_the_background_once_one_is_pointed_at(
    start: Start, corpus: Path
) -> None:
    app, reader = opened(start, corpus)
    linking = app.session.linking
    assert not linking.busy
    told: list[bool] = []
    linking.learned.connect(partial(told.append, True))
    caret(reader, "ar", 4, 0)
    wait(lambda: told and not linking.busy)
    assert len(list(app.session.linking._cache.glob("word-links/*.json"))) == 1


def test_rows_of_a_file_of_two_languages_link_their_words(start: Start, tmp_path: Path) -> None:
    table = "en\tar\nKarim visited Cairo\tزار كريم القاهرة\nThe delegation left\tغادر الوفد\n"
    (tmp_path / "two.tsv").write_text(table, "utf-8")
    app = start(str(tmp_path))
    open_work(app, "two")
    reader = app.window.pane.reader
    caret(reader, "en", 0, 2)
    texts = {s: d.text().split("\n") for s, d in app.session.view.documents.items()}
    assert sorted(underlined(reader, texts)) == ["Karim", "كريم"]


def test_a_click_sets_both_carets_and_a_key_goes_across(start: Start, corpus: Path) -> None:
    app, reader = opened(start, corpus)
    click = point(reader, "en", 4, 3).toPoint()
    QTest.mouseClick(reader.viewport(), Qt.MouseButton.LeftButton, pos=click)
    assert reader.twin is not None and reader.twin[:2] == ("ar", 3)
    app.window.commands["across"].trigger()
    assert (reader.caret.side, reader.caret.position[0]) == ("ar", 3)


def test_a_selection_shows_what_it_corresponds_to(start: Start, corpus: Path) -> None:
    _, reader = opened(start, corpus)
    reader.caret.set("en", (1, 60), (3, 4))
    assert reader.marks.at("ar", 1, 55, "matching") and reader.marks.at("ar", 2, 3, "matching")
    assert not reader.marks.at("ar", 1, 3, "matching")
    assert not reader.marks.at("ar", 3, 3, "matching")


def test_the_translation_is_covered_and_shown_row_by_row(start: Start, corpus: Path) -> None:
    app, reader = opened(start, corpus)
    app.window.commands["covered"].trigger()
    cover = reader.cover
    assert cover.covers("en", 0) and not cover.covers("ar", 0)
    press(reader, Qt.Key.Key_Return)
    assert not cover.covers("en", 0) and cover.covers("en", 1)
    where = point(reader, "en", 3, 3).toPoint()
    QTest.mouseClick(reader.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert not cover.covers("en", 2) and not cover.covers("en", 3) and cover.covers("en", 1)
    app.window.commands["covered"].trigger()
    assert not cover.covers("en", 1)


def test_texts_in_more_languages_than_there_is_room_for_are_stacked(
    start: Start, corpus: Path
) -> None:
    for language in ("fr", "de", "es", "tr", "ru", "pl", "it"):
        (corpus / f"water.{language}.txt").write_text("\n".join(ENGLISH), "utf-8")
    app, reader = opened(start, corpus, "--size", "1000x600")
    flow = reader.flow
    assert len(flow.shown_sides()) == 9 and app.session.view.mode == "side" and not flow.beside
    assert all(flow.column(side)[1] > 200 for side in flow.shown_sides())


def test_alt_shows_the_translation_of_one_language_alone(start: Start, corpus: Path) -> None:
    app, reader = opened(start, corpus)
    app.session.view.set_mode("rtl")
    caret(reader, "ar", 2, 60)
    app.window.focus_text()
    QTest.keyPress(reader.proxy, Qt.Key.Key_Alt)
    slip = app.window.pane.peek.slip
    assert slip.isVisible() and app.window.pane.peek.text() == [ENGLISH[3]]
    QTest.keyRelease(reader.proxy, Qt.Key.Key_Alt)
    assert not slip.isVisible()


def test_a_long_work_is_refined_where_it_stands(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "available", lambda: False)
    folder = tmp_path / "long"
    folder.mkdir()
    before = [f"قال الشاهد رقم {n} إنه رأى {n * 7} سيارة في الشارع. ثم مضى." for n in range(300)]
    after = [f"Witness number {n} said that he saw {n * 7} cars in the street." for n in range(300)]
    del after[150:153]
    (folder / "long.ar.txt").write_text("\n".join(before), "utf-8")
    (folder / "long.en.txt").write_text("\n".join(after), "utf-8")
    app = start(str(folder))
    open_work(app, "long")
    reader = app.window.pane.reader
    assert reader.flow.rows.blocks(200, "ar") != range(0)
    reader.go_to("ar", 200, at=0.0)
    y = placed(reader, "ar", 200).y
    wait(lambda: not app.session.aligning.busy, 60)
    assert abs(placed(reader, "ar", 200).y - y) < 2
    row = reader.flow.rows.row_of("ar", 200)
    assert reader.flow.rows.blocks(row, "en") == range(197, 198)
    stop(app)
    again = start(str(folder))
    open_work(again, "long")
    assert not again.session.aligning.busy
    reader = again.window.pane.reader
    assert reader.flow.rows.blocks(reader.flow.rows.row_of("ar", 200), "en") == range(197, 198)


# The reader's own translation


def test_an_own_translation_is_typed_kept_shown_searched_and_undone(
    start: Start, corpus: Path
) -> None:
    app, reader = opened(start, corpus)
    panel, view = app.window.translation, app.session.view
    caret(reader, "ar", 2)
    app.window.commands["translate"].trigger()
    assert panel.isVisible() and panel.source.text() == ARABIC[2]
    assert panel.published.text() == "\n".join(ENGLISH[2:4]) and panel.text.toPlainText() == ""
    QTest.keyClicks(panel.text, "Prices rose, the minister said.")
    QTest.keyClick(panel.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert panel.source.text() == ARABIC[3]
    assert view.documents["mine"].text() == "Prices rose, the minister said."
    assert reader.flow.rows.blocks(2, "mine") == range(1)
    app.session.notebook.saves.wait()
    (own,) = kept(corpus)["translations"]
    assert own["text"] == "Prices rose, the minister said." and own["language"] == "en"
    from viewer.session.base.view_state import FindQuery

    view.find(FindQuery("minister said"))
    wait(lambda: not view.searching)
    assert {hit.side for hit in view.hits} == {"en", "mine"}
    stop(app)
    again, reader = opened(start, corpus)
    assert "mine" in again.session.view.documents
    again.window.commands["mine"].trigger()
    assert "mine" not in again.session.view.documents
    again.window.commands["mine"].trigger()
    caret(reader, "en", 3)
    again.window.commands["translate"].trigger()
    again.window.translation.text.setPlainText("")
    again.window.translation.flush()
    assert "mine" not in again.session.view.documents
    again.window.commands["undo"].trigger()
    assert again.session.view.documents["mine"].text() == own["text"]
    assert again.window.translation.text.toPlainText() == own["text"]


def test_the_caret_stays_where_a_translation_is_typed_when_it_goes_to_disk(
    start: Start, corpus: Path
) -> None:
    app, reader = opened(start, corpus)
    panel = app.window.translation
    caret(reader, "ar", 2)
    app.window.commands["translate"].trigger()
    QTest.keyClicks(panel.text, "Hello ")
    panel.flush()
    assert app.session.view.documents["mine"].text() == "Hello"
    QTest.keyClicks(panel.text, "worl")
    panel.flush()
    QTest.keyClicks(panel.text, "d")
    assert panel.text.toPlainText() == "Hello world"
    panel.text.undo()
    assert panel.text.toPlainText() != "Hello world"  # its own undo is whole


def test_a_text_without_a_translation_gets_one_by_hand(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "one"
    folder.mkdir()
    (folder / "water.ar.txt").write_text("\n".join(ARABIC), "utf-8")
    app, reader = opened(start, folder)
    caret(reader, "ar", 1)
    app.window.commands["translate"].trigger()
    app.window.translation.text.setPlainText("Obama came.")
    app.window.translation.flush()
    assert [len(reader.flow.rows.blocks(row, "mine")) for row in range(5)] == [0, 1, 0, 0, 0]
    app.session.notebook.saves.wait()
    out = tmp_path / "out.tmx"
    done: list[object] = []
    app.session.exporting.done.connect(lambda *told: done.append(told))
    app.session.exporting.write(app.session.view.corpus, [app.session.view.work], out)
    wait(lambda: done)
    text = out.read_text("utf-8")
    assert "Obama came." in text and '<prop type="x-origin">mine</prop>' in text


def test_what_was_typed_is_kept_when_the_program_is_left(start: Start, corpus: Path) -> None:
    app, reader = opened(start, corpus)
    caret(reader, "ar", 3)
    app.window.commands["translate"].trigger()
    QTest.keyClicks(app.window.translation.text, "The delegation went away.")
    stop(app)
    assert kept(corpus)["translations"][0]["text"] == "The delegation went away."


def test_a_corpus_is_exported_with_its_alignments(start: Start, corpus: Path) -> None:
    for name, lines in (("fire.ar.txt", ARABIC[1:]), ("fire.en.txt", ENGLISH[1:])):
        (corpus / name).write_text("\n".join(lines), "utf-8")
    app, _ = opened(start, corpus)
    out, done = corpus.parent / "all.tmx", []
    app.session.exporting.done.connect(lambda *told: done.append(told))
    app.session.exporting.write(app.session.view.corpus, app.session.corpora[0].works, out)
    wait(lambda: done)
    assert done[0][1:] == (2, [])
    from viewer.core.formats import load

    assert len(load(out)) == 5 + 4


# Pairs


def test_pairs_are_suggested_accepted_and_undone(start: Start, tmp_path: Path) -> None:
    from viewer.ui.dialogs.suggested_pairs import PairsDialog

    folder = tmp_path / "mixed"
    folder.mkdir()
    for number in range(1, 5):
        (folder / f"{number}.txt").write_text(ARABIC[number] + "\n" + ARABIC[0], "utf-8")
    for number, name in ((1, "k"), (4, "m")):
        (folder / f"{name}.txt").write_text(ENGLISH[number + (number > 2)], "utf-8")
    app = start(str(folder))
    wait(lambda: app.session.corpora and app.session.corpora[0].complete)
    found = app.session.corpora[0]
    dialog = PairsDialog(app.session, found, app.window)
    wait(lambda: dialog.bar.isHidden())
    assert dialog.table.rowCount() >= 1
    for row in range(dialog.table.rowCount()):
        dialog.table.item(row, 0).setCheckState(Qt.CheckState.Checked)
    count = dialog.table.rowCount()
    dialog._accept()
    assert sum(len(work.documents) == 2 for work in found.works) == count
    app.window.commands["undo"].trigger()
    assert all(len(work.documents) == 1 for work in found.works)
    app.window.commands["redo"].trigger()
    app.session.notebook.saves.wait()
    told = json.loads((folder / "hashiya-notes" / "corpus.json").read_text("utf-8"))
    assert ["1.txt", "k.txt"] in told["pairs"]
    dialog.close()


def test_a_second_translation_is_a_third_column(start: Start, corpus: Path) -> None:
    (corpus / "other.txt").write_text("\n".join(ENGLISH), "utf-8")
    app, reader = opened(start, corpus)
    session = app.session
    session.matching.pair(session.corpora[0], ("water.ar.txt", "other.txt"))
    wait(lambda: len(session.view.documents) == 3 and not session.aligning.busy)
    sides = list(session.view.documents)
    assert len(reader.flow.columns()) == 3
    assert [len(reader.flow.rows.blocks(2, side)) for side in sides] == [1, 2, 2]
    caret(reader, sides[2], 3)
    app.window.commands["row_confirm"].trigger()
    assert session.repairing.is_pinned()


def test_pins_follow_renamed_files(start: Start, corpus: Path) -> None:
    app, reader = opened(start, corpus)
    caret(reader, "ar", 2)
    app.window.commands["row_confirm"].trigger()
    app.session.notebook.saves.wait()
    stop(app)
    for name in ("ar", "en"):
        (corpus / f"water.{name}.txt").rename(corpus / f"new-water.{name}.txt")
    _, reader = opened(start, corpus)
    assert rows(reader)[2] == "1-2!"
    works = corpus / "hashiya-notes" / "works"
    wait(lambda: [path.name for path in works.iterdir()] == ["new-water.ar.txt.json"])


def test_a_damaged_work_file_is_set_aside_and_told(start: Start, corpus: Path) -> None:
    folder = corpus / "hashiya-notes" / "works"
    folder.mkdir(parents=True)
    (folder / "water.ar.txt.json").write_text("{ broken", "utf-8")
    app, reader = opened(start, corpus)
    assert rows(reader) == ["1-1", "1-1", "1-2", "1-1", "1-1"]
    assert "water.ar.txt" in app.window.notice.label.text()
    assert [p.read_text("utf-8") for p in folder.glob("*unreadable*")] == ["{ broken"]


# The corpus search


def test_a_spoiled_cache_and_a_closed_corpus_do_no_harm(start: Start, corpus: Path) -> None:
    app, reader = opened(start, corpus)
    stop(app)
    app, reader = opened(start, corpus)
    session = app.session
    found = list((session.aligning._cache.folder).glob("*.json"))
    assert found
    for path in found:
        path.write_text('{"beads": [["x"]], "inner": {}}', "utf-8")
    session.loader.reload()
    wait(lambda: not session.busy and session.view.documents and not session.aligning.busy)
    assert rows(reader) == ["1-1", "1-1", "1-2", "1-1", "1-1"]
    session.corpora.close_corpus(session.corpora[0])
    assert session.aligning.lined is None and not session.view.rows


def test_the_own_column_takes_no_notes(start: Start, corpus: Path) -> None:
    app, reader = opened(start, corpus)
    app.session.view.select("ar", 0, None)
    caret(reader, "ar", 1)
    app.session.aligning.write_own("ar", [1], "en", "Obama came.")
    reader.caret.set("mine", (0, 0), (0, 5))
    assert not app.window.commands["highlight"].isEnabled()


# Rows under one's hands


SUBTITLES = "1\n00:00:01,000 --> 00:00:02,000\n{}\n\n2\n00:00:03,000 --> 00:00:04,000\n{}\n"


@pytest.mark.parametrize("mode", ["side", "stacked", "ltr"])
def test_the_own_translation_is_of_the_row_of_the_caret(
    start: Start, corpus: Path, mode: str
) -> None:
    app, reader = opened(start, corpus)
    caret(reader, "en", 3)
    app.window.commands["row_split"].trigger()
    wait(lambda: "0-1!" in rows(reader))
    app.session.view.set_mode(mode)
    caret(reader, "en", 3)
    app.window.commands["translate"].trigger()
    panel = app.window.translation
    assert panel.source.text() == ENGLISH[3]
    panel.text.setPlainText("وأضاف")
    QTest.keyClick(panel.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert app.session.view.mode == mode
    assert reader.caret.side == "en" and reader.caret.position[0] == 4
    app.session.notebook.saves.wait()
    (own,) = kept(corpus)["translations"]
    assert (own["source"], own["language"], own["text"]) == ("en", "ar", "وأضاف")
    assert app.session.view.documents["mine"].direction == "rtl"
    if mode == "side":
        row = rows(reader).index("0-1!")
        assert reader.flow.rows.blocks(row, "mine") == range(1)


def test_own_translations_of_subtitles_reach_their_column(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "film"
    folder.mkdir()
    (folder / "film.ar.srt").write_text(SUBTITLES.format("أين البئر؟", "خلف الدار."), "utf-8")
    (folder / "film.en.srt").write_text(SUBTITLES.format("Where is it?", "Behind it."), "utf-8")
    app = start(str(folder))
    open_work(app, "film")
    reader, panel = app.window.pane.reader, app.window.translation
    caret(reader, "en", 1)
    app.window.commands["translate"].trigger()
    assert panel.source.text() == "خلف الدار." and panel.published.text() == "Behind it."
    panel.text.setPlainText("Behind the house.")
    panel.flush()
    assert reader.flow.rows.blocks(1, "mine") == range(1)
    assert not reader.flow.rows.blocks(0, "mine")


def test_a_language_with_its_country_is_told_in_words(start: Start, corpus: Path) -> None:
    app, reader = opened(start, corpus)
    app.session.slots.set_into("en-US")
    caret(reader, "ar", 3)
    app.window.commands["translate"].trigger()
    assert app.window.translation.into.currentText() == "English (\u2068en-US\u2069)"


def test_an_own_translation_goes_into_any_language(start: Start, corpus: Path) -> None:
    app, reader = opened(start, corpus)
    panel = app.window.translation
    caret(reader, "ar", 3)
    app.window.commands["translate"].trigger()
    panel.into.setCurrentIndex(panel.into.findData("fr"))
    panel.into.activated.emit(panel.into.currentIndex())
    panel.text.setPlainText("Puis la délégation partit.")
    panel.flush()
    app.session.notebook.saves.wait()
    assert kept(corpus)["into"] == "fr"
    assert kept(corpus)["translations"][0]["language"] == "fr"
    assert app.session.view.documents["mine"].language == "fr"
    stop(app)
    again, reader = opened(start, corpus)
    assert again.session.slots.into == "fr"
    assert again.session.view.documents["mine"].text() == "Puis la délégation partit."


def test_rows_have_a_status_and_the_work_a_figure(start: Start, corpus: Path) -> None:
    app, reader = opened(start, corpus)
    commands, status = app.window.commands, app.window.status
    assert status.translated.text() == ""
    caret(reader, "en", 0)
    commands["status_done"].trigger()
    caret(reader, "ar", 1)
    commands["status_draft"].trigger()
    caret(reader, "en", 2)
    commands["status_checked"].trigger()
    assert commands["status_checked"].isChecked() and not commands["status_done"].isChecked()
    assert status.translated.text() == "40% done"
    caret(reader, "ar", 0)
    commands["undone"].trigger()
    assert (reader.caret.side, reader.caret.position[0]) == ("ar", 1)
    commands["undone"].trigger()
    assert reader.caret.position[0] == 3
    commands["undo"].trigger()
    assert status.translated.text() == "20% done"
    app.session.notebook.saves.wait()
    assert sorted(each["status"] for each in kept(corpus)["statuses"]) == ["done", "draft"]
    stop(app)
    again, _ = opened(start, corpus)
    assert again.window.status.translated.text() == "20% done"


def test_a_repair_draws_the_rows_once_where_they_stand(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "long"
    folder.mkdir()
    arabic = [f"{ARABIC[1]} {n}" for n in range(60)]
    english = [f"{ENGLISH[1]} {n}" for n in range(60)]
    (folder / "waters.ar.txt").write_text("\n".join(arabic), "utf-8")
    (folder / "waters.en.txt").write_text("\n".join(english), "utf-8")
    app, reader = opened(start, folder)
    wait(lambda: not app.session.aligning.busy)
    reader.go_to("ar", 30, at=0.6)
    caret(reader, "ar", 30)
    app.session.aligning._held.setInterval(60_000)  # however busy the machine is
    before, drawn = placed(reader, "ar", 30).y, []
    app.session.view.aligned.connect(lambda: drawn.append(1))
    app.window.commands["row_merge"].trigger()
    wait(lambda: drawn and not app.session.aligning.busy)
    assert len(drawn) == 1
    assert placed(reader, "ar", 30).y == before


def test_a_swap_keeps_two_rows_and_is_taken_back(start: Start, corpus: Path) -> None:
    app, reader = opened(start, corpus)
    caret(reader, "ar", 3)
    app.window.commands["row_swap"].trigger()
    wait(lambda: rows(reader)[3:] == ["1-1!", "1-1!"])
    found = reader.flow.rows
    assert [found.blocks(row, "en")[0] for row in (3, 4)] == [5, 4]
    assert [found.row_of("en", block) for block in (4, 5)] == [4, 3]
    assert placed(reader, "ar", 3).y == placed(reader, "en", 5).y
    app.session.view.set_mode("ltr")
    assert [
        p.cell.block.index for r, y, _ in reader.flow.visible() for p in reader.flow.placed(r, y)
    ] == list(range(6))
    app.session.view.set_mode("side")
    caret(reader, "ar", 4)
    app.window.commands["row_swap"].trigger()
    wait(lambda: [reader.flow.rows.blocks(row, "en")[0] for row in (3, 4)] == [4, 5])


def test_the_menu_over_the_text_is_about_the_row_that_was_clicked(
    start: Start, corpus: Path
) -> None:
    app, reader = opened(start, corpus)
    caret(reader, "ar", 0)
    menu = QMenu()
    app.window.pane.menu_wanted.disconnect()
    at = point(reader, "en", 4, 3).toPoint()
    reader.menu_asked.disconnect()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, reader.viewport().mapToGlobal(at))
    QApplication.sendEvent(reader.viewport(), event)
    assert (reader.caret.side, reader.caret.position[0]) == ("en", 4)
    app.window.text_menu.fill(menu)
    (row,) = [each.menu() for each in menu.actions() if each.menu()]
    ids = {action.objectName() for action in (*menu.actions(), *row.actions())}  # pyright: ignore[reportAttributeAccessIssue]
    assert {"translate", "row_merge", "row_split", "row_swap", "status_done"} <= ids


def test_a_bar_stands_beside_the_row_under_the_pointer(start: Start, corpus: Path) -> None:
    app, reader = opened(start, corpus)
    bar = app.window.pane.row_bar
    caret(reader, "ar", 0)
    target = point(reader, "en", 4, 3)
    reader.caret.move_to(target)
    assert not bar.isVisible()
    app.window.commands["repair"].trigger()
    reader.caret.move_to(target)
    assert bar.isVisible()
    for side in reader.flow.shown_sides():
        left, width = reader.flow.column(side)
        assert bar.geometry().right() < left or bar.geometry().left() > left + width
    buttons = bar.findChildren(QToolButton)
    merge = next(b for b in buttons if b.property("command") == "row_merge")
    merge.click()
    wait(lambda: "2-2!" in rows(reader))


def test_vowels_are_shown_over_the_text_and_never_in_it(
    start: Start, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vowels, "available", lambda: True)
    app, reader = opened(start, corpus)
    monkeypatch.setattr(app.session.worker, "vowels", lambda texts: [f"{texts[0]}\u064e"])
    caret(reader, "en", 4, 3)  # an English paragraph: of the Arabic one beside it
    app.window.commands["vowels"].trigger()
    wait(lambda: app.window.pane.peek.text())
    assert app.window.pane.peek.text() == [f"{ARABIC[3]}\u064e"]
    assert app.session.view.documents["ar"].lines.block(3) == ARABIC[3]
    caret(reader, "en", 4, 4)
    assert app.window.pane.peek.slip.isHidden()
    reader.caret.set("ar", (0, 0), (0, 5))
    app.window.commands["vowels"].trigger()
    wait(lambda: app.window.pane.peek.text() == [f"{ARABIC[0][:5]}\u064e"])


def test_without_the_extra_one_sentence_says_so(
    start: Start, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vowels, "available", lambda: False)
    app, reader = opened(start, corpus)
    caret(reader, "ar", 1, 3)
    app.window.commands["vowels"].trigger()
    assert "extra “\u2068vowels\u2069”" in app.window.notice.label.text()


def test_where_no_row_is_doubtful_that_is_said(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one.ar.txt").write_text("قرية صغيرة\nبئر عميقة 12", "utf-8")
    (tmp_path / "one.en.txt").write_text("A small village\nA deep well 12", "utf-8")
    app = start(str(tmp_path), "--language", "en")
    open_work(app, "one")
    window = app.window
    wait(lambda: len(window.pane.reader.flow.rows) == 2)
    assert not window.notice.isVisible()
    monkeypatch.setattr(pane_module, "DOUBTFUL", 0.0)
    press(window.pane.reader, Qt.Key.Key_D)
    assert window.notice.isVisible()
    assert "No row of this text is doubtful" in window.notice.label.text()
