"""Bilingual files, subtitles, headings and long files, in the whole program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ui_parts import open_work, wait

from viewer.app import App
from viewer.core.store import read_json

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
    (item,) = read_json(file)["items"]
    assert item["target"][0]["selector"][1]["exact"] == "Row 5"
    app.session.reload()
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
    wait(lambda: not document.arriving and app.window.pane.reader.flow.rows.complete, 30)
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
    app.session.close_corpus(app.session.corpora[0])
    app.session.jobs.wait()
    for _ in range(20):
        wait(lambda: True)
    assert not app.session.view.documents and app.session.view.work is None
