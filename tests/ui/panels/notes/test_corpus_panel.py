"""Notes over the whole corpus and over time: listed, carried over, repaired, restored, quoted."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from note_parts import ARABIC, note, placed, quote
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui_parts import notes_file, open_work, press, wait

from viewer.app import App
from viewer.core.language.arabic import Folded, fold
from viewer.core.notes.store import Note, NoteStore
from viewer.ui.dialogs.note_versions import BackupsDialog
from viewer.ui.panels.notes.changes import ChangesPanel

Start = Callable[..., App]
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

ENGLISH = [
    "A report on water",
    "The minister said that prices rose. The ministers read the book.",
    "Her minister returned to Damascus.",
    "The book came to Baghdad in the evening.",
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "water.ar.txt").write_text("\n".join(ARABIC), "utf-8")
    (folder / "water.en.txt").write_text("\n".join(ENGLISH), "utf-8")
    (folder / "fire.txt").write_text("حريق في المدينة\nهرب الوزيرُ من بيته", "utf-8")
    return folder


def panel(app: App, name: str) -> None:
    assert app.window is not None
    app.window.arrangement.toggle_panel(name)
    QApplication.processEvents()


def test_the_notes_of_every_document_are_listed_filtered_and_opened(
    start: Start, corpus: Path
) -> None:
    app = start(str(corpus))
    open_work(app, "fire")
    note(app, next(iter(app.session.view.documents)), "الوزيرُ", text="من هو؟")
    open_work(app, "water")
    note(app, "ar", "الكتاب", text="عن الكتاب", colour="#ff6666")
    note(app, "en", "prices rose", colour="#ffd400")
    panel(app, "corpus_notes")
    shown = app.window.corpus_notes
    wait(lambda: len(shown.model.shown) == 3)
    shown.text.setText("وزير")  # as Arabic is spelled, in the quote
    wait(lambda: len(shown.model.shown) == 1)
    shown.text.clear()
    box = shown.boxes["colour"]
    box.setCurrentIndex(box.findData("#ff6666"))
    wait(lambda: [n.note.text for n in shown.model.shown] == ["عن الكتاب"])
    box.setCurrentIndex(0)
    wait(lambda: len(shown.model.shown) == 3)
    row = next(r for r, n in enumerate(shown.model.shown) if n.file == "fire.txt")
    shown.table.clicked.emit(shown.model.index(row, 0))
    wait(lambda: app.session.view.work.name.startswith("fire"))
    wait(lambda: app.window.notes.editor.note_id == shown.model.shown[row].note.id)


def test_the_words_of_notes_are_folded_in_the_background(
    start: Start, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = start(str(corpus))
    open_work(app, "fire")
    side = next(iter(app.session.view.documents))
    note(app, side, "الوزيرُ", text="من هو؟")
    waited: list[str] = []  # of the notes, in the thread of the window

    def folded(text: str) -> Folded:
        if "من هو" in text and threading.current_thread() is threading.main_thread():
            waited.append(text)
        return fold(text)

    for module in ("viewer.ui.panels.notes.corpus_panel", "viewer.core.export.note_groups"):
        monkeypatch.setattr(f"{module}.fold", folded, raising=False)
    panel(app, "corpus_notes")
    wait(lambda: len(app.window.corpus_notes.model.shown) == 1)
    assert not waited


def test_notes_are_exported_with_their_translation_and_imported(
    start: Start, corpus: Path, tmp_path: Path
) -> None:
    app = start(str(corpus))
    open_work(app, "water")
    note(app, "ar", "وعاد وزيرها إلى دمشق.", text="ملاحظة")
    panel(app, "corpus_notes")
    shown = app.window.corpus_notes
    wait(lambda: len(shown.model.shown) == 1)
    shown.export(tmp_path / "out", ".md")
    wait(lambda: "out.md" in shown.told.text(), 60)
    text = (tmp_path / "out.md").read_text("utf-8")
    assert "وعاد وزيرها" in text and "Her minister returned to Damascus." in text
    at = "\n".join(ENGLISH).index("the book")
    (tmp_path / "water.en.ann").write_text(
        f"T1\tThing {at} {at + 8}\tthe book\nT2\tThing 4 12\tnowhere at all\n", "utf-8"
    )
    (tmp_path / "water.en.txt").write_text("\n".join(ENGLISH), "utf-8")
    app.session.gathering.bring(app.session.corpora[0], tmp_path / "water.en.ann")
    wait(lambda: [quote(p) for p in placed(app, "en")] == ["the book"])
    assert placed(app, "en")[0].note.tags == ("Thing",)
    wait(lambda: "1" in shown.told.text() and "nowhere" in shown.told.text())
    english = app.session.view.documents["en"]
    store = app.session.corpora[0].store
    assert store.has_text(english.path)
    app.session.notebook.edit(english, placed(app, "en")[0].note, text="mine since")
    wait(lambda: placed(app, "en")[0].note.text == "mine since")
    brought = []
    app.session.gathering.brought.connect(brought.append)
    app.session.gathering.bring(app.session.corpora[0], tmp_path / "water.en.ann")
    wait(lambda: brought)
    assert (brought[0].count, brought[0].known) == (0, 1)
    assert [note.text for note in store.notes(english.path)] == ["mine since"]


def test_a_tag_is_renamed_everywhere_and_undone(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "water")
    book = app.session.notebook
    for words, tags in (("الكتاب", ("كتاب", "x")), ("دمشق", ("كتب",))):
        note(app, "ar", words)
        one = next(p.note for p in placed(app) if quote(p) == words)
        book.edit(app.session.view.documents["ar"], one, tags=tags)
    wait(lambda: sum(bool(p.note.tags) for p in placed(app)) == 2)
    app.session.gathering.retag(app.session.corpora[0], "كتاب", "كتب")
    wait(lambda: [p.note.tags for p in placed(app)] == [("كتب", "x"), ("كتب",)])
    book.undo()
    wait(lambda: placed(app)[0].note.tags == ("كتاب", "x"))
    book.redo()
    wait(lambda: placed(app)[0].note.tags == ("كتب", "x"))


def test_an_edited_text_shows_its_changes_and_the_desk_repairs_its_notes(
    start: Start, corpus: Path
) -> None:
    app = start(str(corpus))
    open_work(app, "water")
    note(app, "ar", "وصل الكتاب إلى بغداد", text="عن بغداد")
    note(app, "ar", "الأسعار ارتفعت", text="عن الأسعار")
    lines = ["خبر عاجل", *ARABIC[:1], "قال الوزير إن الأسعار ارتفعت كثيرا. قرأ الوزراء الكتاب."]
    lines += ["سطر جديد تماما هنا", "جاء الكتاب القديم إلى مدينة بغداد في المساء."]
    (corpus / "water.ar.txt").write_text("\n".join(lines), "utf-8")
    app.session.watching.look_again()
    wait(lambda: "خبر عاجل" in app.session.view.documents["ar"].text())
    wait(lambda: {p.note.text: p.status for p in placed(app)}.get("عن الأسعار") == "moved")
    changes = app.window.parts["changes"]
    assert isinstance(changes, ChangesPanel)
    wait(lambda: changes._found and changes._found["ar"][1])
    assert "خبر عاجل" in changes.text.toPlainText()
    states = {p.note.text: p.status for p in placed(app)}
    assert states["عن بغداد"] in ("changed", "lost")
    panel(app, "changes")
    desk = changes.desk
    wait(lambda: desk.passages.count() and desk.attach.isEnabled())
    QTest.keyClick(desk.passages, Qt.Key.Key_Return)
    wait(lambda: all(p.status == "exact" or p.note.text != "عن بغداد" for p in placed(app)))
    one = next(p for p in placed(app) if p.note.text == "عن بغداد")
    assert "بغداد" in quote(one) and desk.notes.count() == 0
    app.session.notebook.undo()
    wait(lambda: desk.notes.count() == 1)
    app.session.notebook.redo()
    wait(lambda: desk.notes.count() == 0)
    changes.accept.click()
    wait(lambda: app.session.notebook.before(app.session.view.documents["ar"]) is None)
    wait(lambda: {p.status for p in placed(app)} == {"exact"})


def test_notes_of_another_program_appear_at_once(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "water")
    note(app, "ar", "الكتاب")
    document = app.session.view.documents["ar"]
    other = NoteStore(corpus, corpus.parent / "other", "there", "Rim")
    at = document.text().index("دمشق")
    other.put(document.path, Note(place=document.place(at, at + 4), text="من جهاز آخر"), document)
    wait(lambda: "من جهاز آخر" in [p.note.text for p in placed(app)])
    authors = app.window.notes.authors
    wait(lambda: not authors.isHidden() or app.session.settings.creator == "")
    authors.setCurrentIndex(max(0, authors.findData("Rim")))
    assert app.window.notes.model.rowCount() >= 1


def test_notes_follow_a_document_that_is_renamed_while_it_is_open(
    start: Start, corpus: Path
) -> None:
    app = start(str(corpus))
    open_work(app, "fire")
    note(app, next(iter(app.session.view.documents)), "الوزيرُ من بيته", text="من؟")
    shutil.move(corpus / "fire.txt", corpus / "حريق.txt")
    app.session.watching.look_again()
    wait(lambda: any("حريق" in f.path for f in app.session.corpora[0].files))
    wait(lambda: [p.name for p in notes_file(corpus)] == ["حريق.txt.json"])
    wait(lambda: "حريق" in app.window.notice.label.text())
    open_work(app, "حريق")
    side = next(iter(app.session.view.documents))
    wait(lambda: [p.note.text for p in placed(app, side)] == ["من؟"])


def test_what_is_new_is_marked_until_it_is_seen(start: Start, corpus: Path) -> None:
    first = start(str(corpus))
    open_work(first, "water")
    wait(lambda: first.session.watching._seen)
    first.session.watching._jobs.wait()
    (corpus / "new.txt").write_text("نص جديد", "utf-8")
    (corpus / "fire.txt").write_text("حريق كبير في المدينة", "utf-8")
    app = start(str(corpus))
    open_work(app, "water")
    corpus_ = app.session.corpora[0]
    watching = app.session.watching
    wait(lambda: watching.news(corpus_).marks == {"new.txt": "new", "fire.txt": "edited"})
    nodes = {n.name: n for n in app.window.tree.model.nodes()}
    assert app.window.tree.model.news_of(nodes["new.txt"]) == "new"
    open_work(app, "new")
    wait(lambda: watching.news(corpus_).marks == {"fire.txt": "edited"})
    watching.see(corpus_)
    wait(lambda: not watching.news(corpus_).marks)


def test_a_note_has_its_counterpart_on_the_other_side(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "water")
    note(app, "ar", "وعاد وزيرها إلى دمشق.", text="عودة")
    app.window.notes.show_note(placed(app)[0].note.id)
    press(app.window, Qt.Key.Key_K, CONTROL)
    english = app.session.view.documents["en"]
    wait(lambda: app.session.notebook.counterparts(english))
    (there,) = app.session.notebook.counterparts(english)
    assert english.text()[there.start : there.end] == ENGLISH[2]
    assert app.window.notes.model.rowCount() == 1
    marks = app.window.pane.reader.marks
    wait(lambda: [m.id for m in marks.at("en", 2, 5)] == [placed(app)[0].note.id])
    item = json.loads(notes_file(corpus)[0].read_text("utf-8"))["items"][0]
    assert [t.get("hashiya:path") for t in item["target"]] == [None, "water.en.txt"]
    press(app.window, Qt.Key.Key_K, CONTROL)
    wait(lambda: not app.session.notebook.counterparts(english))


def test_a_quotation_goes_to_the_clipboard(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "water")
    document = app.session.view.documents["ar"]
    at = document.text().index("وعاد وزيرها")
    app.session.view.place_asked.emit("ar", at, at + len("وعاد وزيرها إلى دمشق."))
    wait(lambda: app.session.view.selection is not None)
    press(app.window, Qt.Key.Key_C, CONTROL, SHIFT)
    data = QApplication.clipboard().mimeData()
    assert "وعاد وزيرها" in data.text() and "Her minister returned" in data.text()
    assert "SHA-256" not in data.text() and "\u2067" not in data.text()
    assert 'dir="rtl"' in data.html() and data.hasFormat("text/markdown")
    app.window.commands["quotation_proof"].trigger()
    text = QApplication.clipboard().text()
    assert "water.ar.txt" in text and "¶3" in text and "SHA-256" in text


def test_an_earlier_version_comes_back_and_goes_again(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "water")
    note(app, "ar", "الكتاب", text="الأول")
    book, document = app.session.notebook, app.session.view.documents["ar"]
    book.edit(document, placed(app)[0].note, text="الثاني")
    wait(lambda: placed(app)[0].note.text == "الثاني")
    book.delete(document, placed(app)[0].note)
    wait(lambda: not placed(app))
    box = BackupsDialog(app.session, app.window)
    texts = []
    for row in range(box.versions.count()):
        box.versions.setCurrentRow(row)
        texts.append(box.notes.item(0).text() if box.notes.count() else "")
    assert any("الأول" in t for t in texts) and any("الثاني" in t for t in texts)
    box.versions.setCurrentRow(next(r for r, t in enumerate(texts) if "الأول" in t))
    box._restore()
    wait(lambda: [p.note.text for p in placed(app)] == ["الأول"])
    book.undo()
    wait(lambda: not placed(app))
    box.deleteLater()


def test_tags_are_completed_in_both_scripts(start: Start, corpus: Path) -> None:
    app = start(str(corpus), language="ar")
    open_work(app, "water")
    note(app, "ar", "الكتاب")
    app.session.notebook.edit(
        app.session.view.documents["ar"], placed(app)[0].note, tags=("اقتصاد", "سياسة")
    )
    wait(lambda: placed(app)[0].note.tags)
    editor = app.window.notes.editor
    app.window.notes.show_note(placed(app)[0].note.id)
    editor.tags.setText("سياسة، اقت")
    completer = editor._complete
    completer.setCompletionPrefix(completer.splitPath(editor.tags.text())[0])
    assert completer.completionCount() == 1
    assert completer.pathFromIndex(completer.currentIndex()) == "سياسة، اقتصاد"
