"""The search through a corpus, as its reader uses it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QStyleOptionViewItem
from ui_parts import open_work, wait

from viewer.app import App
from viewer.cli.index import opened
from viewer.core.bitext import sentence_vectors as vectors
from viewer.core.corpus.scan import scan
from viewer.core.search.engine import Search
from viewer.core.search.hits import Hit, Hits
from viewer.core.search.index_progress import DOCUMENTS, MEANING, Progress
from viewer.session.base.background_jobs import Job, WorkCancelled
from viewer.session.search import corpus_search as searching
from viewer.session.search.search_jobs import AskedQuery, KeepUp, Kept, Look
from viewer.ui.panels.search.hit_model import PAGE, Column, ConcordanceDelegate
from viewer.ui.panels.search.panel import GO_ON, SearchPanel
from viewer.ui.reader.paint.marks import MarkedBar

Start = Callable[..., App]

WATER = [
    "تقرير عن المياه",
    "قال الوزير إن الأسعار ارتفعت. قرأ الوزراء الكتاب.",
    "وعاد وزيرها إلى دمشق.",
    "وصل الكتاب إلى بغداد.",
]
WATER_EN = [
    "A report on water",
    "The minister said that prices rose. The ministers read the book.",
    "Her minister returned to Damascus.",
    "The book came to Baghdad.",
]


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(vectors, "available", lambda: False)
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "water.ar.txt").write_text("\n".join(WATER), "utf-8")
    (folder / "water.en.txt").write_text("\n".join(WATER_EN), "utf-8")
    (folder / "fire.txt").write_text("حريق في المدينة\nهرب الوزيرُ من بيته", "utf-8")
    return folder


def searched(start: Start, corpus: Path, query: str) -> tuple[App, SearchPanel]:
    app = start(str(corpus))
    open_work(app, "water")
    app.window.commands["search_corpus"].trigger()
    panel = app.window.search
    wait(lambda: not app.session.searching.busy, 60)
    ask(app, query)
    return app, panel


def ask(app: App, query: str) -> None:
    app.window.search.question.put(query)
    settle(app)


def settle(app: App) -> None:
    searching = app.session.searching
    wait(lambda: searching.answer is not None and searching.answer.complete, 60)
    wait(lambda: not searching.busy, 60)
    for jobs in (searching._studying, searching._looking):
        jobs.wait()
    QApplication.processEvents()


def shown(panel: SearchPanel, column: Column) -> list[str]:
    lines = panel.results.lines
    texts = (lines.index(row, column).data() for row in range(lines.rowCount()))
    return [text.strip("\u2066\u2067\u2068\u2069") for text in texts]


def test_a_letter_typed_in_the_hits_has_none_of_them_made(
    start: Start, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, panel = searched(start, corpus, "وزير")
    made: list[object] = []
    for view in (panel.results.hits, panel.results.table):
        model = type(view.model())
        assert view.model().rowCount() > 1
        monkeypatch.setattr(model, "data", lambda *at: made.append(at))
        QTest.keyClick(view, Qt.Key.Key_Z)
    assert not made


def test_a_hit_opens_its_document_and_back(start: Start, corpus: Path) -> None:
    app, panel = searched(start, corpus, "وزير")
    model, view = panel.results.by_document, app.session.view
    assert "3 hits" in panel.told.text() and "2 documents" in panel.told.text()
    assert model.rowCount() == 2
    before = view.work
    fire = next(row for row in range(2) if "fire" in model.index(row, 0).data())
    panel.results.hits.clicked.emit(model.index(0, 0, model.index(fire, 0)))
    wait(lambda: view.work is not before and view.selection and view.hits)
    assert view.selection is not None and view.selection.exact == "الوزيرُ"
    assert [hit.block for hit in view.hits] == [1] and view.current == 0
    assert not (corpus / "hashiya-notes").exists()


def test_hits_stand_under_what_their_document_is_called(start: Start, corpus: Path) -> None:
    _, panel = searched(start, corpus, "هرب")
    model = panel.results.by_document
    wait(lambda: "حريق في المدينة" in model.index(0, 0).data())
    assert "fire.txt" in model.index(0, 0).data() and "(1)" in model.index(0, 0).data()


def test_return_walks_through_the_documents(start: Start, corpus: Path) -> None:
    app, panel = searched(start, corpus, "وزير")
    view, seen = app.session.view, []
    for _ in range(4):
        QTest.keyClick(panel.question.query, Qt.Key.Key_Return)
        wait(lambda: view.selection is not None and not app.session.busy)
        seen.append((view.work.name.partition(".")[0], view.selection.exact))
    assert seen[0] == seen[3] and len(set(seen)) == 3
    assert {name for name, _ in seen} == {"fire", "water"}


def test_three_steps_and_the_forms_to_tick(start: Start, corpus: Path) -> None:
    app, panel = searched(start, corpus, "وزير")
    forms = panel.results.forms
    assert [forms.item(row).text().strip("\u2067") for row in range(2)] == [
        "الوزير\u2069  (2)",
        "وزيرها\u2069  (1)",
    ]
    forms.item(0).setCheckState(Qt.CheckState.Unchecked)
    settle(app)
    assert shown(panel, Column.HIT) == ["وزيرها"]
    panel.question.mode.setValue(2)
    ask(app, "وزراء")
    assert "1 hit" in panel.told.text()
    panel.question.mode.setValue(0)
    ask(app, "وزير")
    assert "Not found" in panel.told.text()


def test_the_concordance_says_why_and_shows_the_translation(start: Start, corpus: Path) -> None:
    app, panel = searched(start, corpus, "وزير lang:ar")
    results = panel.results
    results.tabs.setCurrentIndex(1)
    order = results.order
    order.setCurrentIndex(order.findData("before"))
    results._arrange()
    settle(app)
    assert shown(panel, Column.HIT)[0] in ("الوزيرُ", "وزيرها", "الوزير")
    row = shown(panel, Column.HIT).index("وزيرها")
    assert shown(panel, Column.BEFORE)[row] == "وعاد"
    assert "+ها" in shown(panel, Column.WHY)[row]
    assert shown(panel, Column.BESIDE)[row] == "Her minister returned to Damascus."
    assert results.table.layoutDirection() == Qt.LayoutDirection.RightToLeft


def test_hits_are_kept_in_the_order_in_which_they_are_shown(start: Start, corpus: Path) -> None:
    app, panel = searched(start, corpus, "وزير lang:ar")
    results = panel.results
    by_place = list(results.numbers())
    results.tabs.setCurrentIndex(1)
    results.order.setCurrentIndex(results.order.findData("before"))
    results._arrange()
    settle(app)
    in_lines = [results.lines.number(results.lines.index(row, 0)) for row in range(len(by_place))]
    assert list(results.numbers()) == in_lines != by_place
    results.tabs.setCurrentIndex(0)
    assert list(results.numbers()) == by_place


@pytest.mark.slow
def test_the_name_of_a_document_is_cut_in_its_middle(start: Start, corpus: Path) -> None:
    _, panel = searched(start, corpus, "وزير")
    table = panel.results.table
    delegate, option = table.itemDelegate(), QStyleOptionViewItem()
    assert isinstance(delegate, ConcordanceDelegate)
    delegate.initStyleOption(option, panel.results.lines.index(0, Column.DOCUMENT))
    assert option.textElideMode == Qt.TextElideMode.ElideMiddle


def test_what_was_typed_wrongly_is_understood_and_undone(start: Start, corpus: Path) -> None:
    app, panel = searched(start, corpus, "hg;jhf")
    assert "الكتاب" in panel.told.text() and "2 hits" in panel.told.text()
    panel.told.linkActivated.emit("literal")
    settle(app)
    assert "Not found" in panel.told.text()


def test_words_are_counted(start: Start, corpus: Path) -> None:
    app, panel = searched(start, corpus, "minister")
    results = panel.results
    for tab, rows in ((2, 0), (3, 5), (4, 0)):
        results.tabs.setCurrentIndex(tab)
        settle(app)
        table = results.word_table.model() if tab == 3 else None
        assert table is None or table.rowCount(QModelIndex()) >= rows
    assert results.words.word(0) in ("the", "The")


@pytest.mark.slow
def test_hits_are_kept(
    start: Start, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, panel = searched(start, corpus, "وزير")
    panel.copy()
    told = QApplication.clipboard().text()
    assert told.count("\n") >= 2 and "وزيرها" in told and "Her minister" in told
    target = tmp_path / "hits.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    panel._save_csv()
    wait(lambda: "hits.csv" in panel.told.text())
    lines = target.read_text("utf-8-sig").splitlines()
    assert len(lines) == 4 and lines[0].startswith("Document")


def test_history_and_saved_searches(start: Start, corpus: Path) -> None:
    app, panel = searched(start, corpus, "وزير")
    ask(app, "nothing of the kind")
    ask(app, "book")
    assert app.session.remembered.searches[:2] == ["book", "وزير"]
    panel.question._save_search()
    panel.question._fill_history()
    texts = [action.text() for action in panel.question.history.menu().actions()]
    assert any("book" in text for text in texts)
    assert app.session.settings.saved_searches == ["book"]


def test_a_bad_pattern_is_told(start: Start, corpus: Path) -> None:
    _, panel = searched(start, corpus, "وزير")
    panel.question.put("/(/")
    wait(lambda: "regular expression" in panel.told.text())
    assert "bracket" in panel.told.text() and "letter" in panel.told.text()


def test_the_selection_is_searched_for(start: Start, corpus: Path) -> None:
    app, panel = searched(start, corpus, "book")
    QTest.keyClick(panel.question.query, Qt.Key.Key_Return)
    wait(lambda: app.session.view.selection is not None)
    selected = app.session.view.selection.exact
    app.window.commands["search_selection"].trigger()
    assert panel.question.query.text() == selected
    app.window.commands["search_alike"].trigger()
    assert "semantic" in panel.told.text()


def test_what_stands_in_the_translations_is_found_too(start: Start, corpus: Path) -> None:
    app, panel = searched(start, corpus, "وزيرها")
    across = panel.question.across
    assert across.isVisible() and panel.results.by_document.rowCount() == 1
    across.setChecked(True)
    ask(app, "وزيرها")
    assert "2 hits" in panel.told.text() and "1 in translations" in panel.told.text()
    results = panel.results
    results.tabs.setCurrentIndex(1)
    settle(app)
    assert "Her minister returned to Damascus" in shown(panel, Column.HIT)
    ask(app, "وزيرها lang:en")
    assert "1 hit" in panel.told.text()


@pytest.mark.slow
def test_hits_are_marked_beside_the_scroll_bar(start: Start, corpus: Path) -> None:
    app, panel = searched(start, corpus, "كتاب")
    QTest.keyClick(panel.question.query, Qt.Key.Key_Return)
    view = app.session.view
    wait(lambda: len(view.hits) == 2)
    assert app.window is not None
    bars = app.window.findChildren(MarkedBar)
    wait(lambda: any(len(bar._places) == 2 for bar in bars))


# An index that is not finished


class Growing:
    """In place of `KeepUp`: an index that grows when the test says so."""

    def __init__(self, root: Path) -> None:
        self.job: Job | None = None
        self._root, self._end = root, Event()

    def __call__(self, job: Job) -> Kept:
        self.job = job
        self._end.wait()
        return Kept(changed=True, complete=True)

    def end(self) -> None:
        self._end.set()

    def take_in(self, part: str) -> None:
        """The words of the texts with `part` in their names."""
        with opened(self._root) as indexer:
            files = [file for step in scan(self._root) for file in step]
            indexer._files = [file for file in files if part in file.path]
            for _ in indexer.documents():
                pass

    def tell(self, stage: str, done: int, total: int) -> None:
        wait(lambda: self.job is not None)
        assert self.job is not None
        self.job.tell(Progress(stage, done, total))


@pytest.fixture
def growing(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Growing]]:
    made: list[Growing] = []

    def make(root: Path, meaning: int) -> Growing:
        made.append(Growing(root))
        return made[-1]

    monkeypatch.setattr(searching, "KeepUp", make)
    yield made
    for each in made:
        each.end()


def begun(start: Start, corpus: Path) -> tuple[App, SearchPanel]:
    app = start(str(corpus))
    open_work(app, "water")
    app.window.commands["search_corpus"].trigger()
    return app, app.window.search


def test_the_answer_is_asked_again_when_the_words_are_there(
    start: Start, corpus: Path, growing: list[Growing]
) -> None:
    app, panel = begun(start, corpus)
    growing[0].tell(DOCUMENTS, 0, 3)
    growing[0].take_in("fire")
    panel.question.put("وزير")
    wait(lambda: "1 hit" in panel.told.text())
    assert "so far: 0 of 3 documents are in the index" in panel.told.text()
    growing[0].take_in("")
    growing[0].tell(DOCUMENTS, 2, 3)  # it grows by itself, and says how far it is
    wait(lambda: "3 hits" in panel.told.text())
    assert "so far: 2 of 3 documents are in the index" in panel.told.text()
    growing[0].tell(DOCUMENTS, 3, 3)
    growing[0].tell(MEANING, 0, 100)
    wait(lambda: "3 hits" in panel.told.text())
    assert "so far" not in panel.told.text() and app.session.searching.making
    growing[0].end()
    wait(lambda: not app.session.searching.busy)
    assert "3 hits" in panel.told.text()


def test_an_index_that_was_stopped_leaves_the_answer_partial(
    start: Start, corpus: Path, growing: list[Growing]
) -> None:
    app, panel = begun(start, corpus)
    growing[0].tell(DOCUMENTS, 0, 3)
    panel.question.put("وزير")
    wait(lambda: "Not found" in panel.told.text())
    assert "the index, which is still being made" in panel.told.text()
    app.session.searching.stop_keeping()
    assert "Not found" in panel.told.text()
    assert "so far: the index is not finished" in panel.told.text()
    growing[0].take_in("fire")
    QTest.keyClick(panel.question.query, Qt.Key.Key_Return)
    wait(lambda: "1 hit" in panel.told.text())
    assert "so far: the index is not finished" in panel.told.text() and len(growing) == 1
    panel.told.linkActivated.emit(GO_ON)
    assert "the index, which is still being made" in panel.told.text()
    growing[1].take_in("")
    growing[1].tell(DOCUMENTS, 2, 2)
    wait(lambda: "3 hits" in panel.told.text())
    assert "so far" not in panel.told.text()


def test_a_stopped_search_does_not_show_hits_of_the_query_before(
    start: Start, corpus: Path
) -> None:
    _, panel = searched(start, corpus, "وزير")
    panel.question.put("كتاب")
    panel.stop.click()
    assert panel.told.text() == "stopped" and panel.results.by_document.rowCount() == 0


def test_a_forgotten_corpus_leaves_the_panel_empty(start: Start, corpus: Path) -> None:
    app, panel = searched(start, corpus, "وزير")
    done: list[Path] = []
    app.session.forgetting.done.connect(lambda root, left: done.append(root))
    app.session.forgetting.forget(app.session.corpora[0], backups=True)
    wait(lambda: done)
    assert panel.question.query.text() == "" and panel.told.text() == ""
    assert panel.results.by_document.rowCount() == 0
    assert panel.stack.currentWidget() is panel.empty


def test_a_search_that_was_given_up_reads_no_more_roots(tmp_path: Path) -> None:
    class Reader:
        asked = 0

        def roots(self, words: list[str]) -> list[list[object]]:
            self.asked += len(words)
            return [[] for _ in words]

    reader, job = Reader(), Job()
    look = Look(tmp_path / "a.db", None, AskedQuery("كتب", "root"), reader)  # type: ignore[arg-type]
    look._roots(job, ["كتب"])
    job.cancel()
    with pytest.raises(WorkCancelled):
        look._roots(job, ["كاتب"])
    assert reader.asked == 1


def test_the_child_that_keeps_the_index_ends_well(corpus: Path) -> None:
    """The thread in it that waits for the end of its input must not abort it when it is done."""
    told: list[object] = []
    job = Job()
    job.tell = told.append  # type: ignore[method-assign]
    assert KeepUp(corpus, 0)(job) == (True, True)
    assert told and KeepUp(corpus, 0)(job) == (False, True)


@pytest.mark.slow
def test_of_very_many_hits_only_some_are_listed_and_read(
    start: Start, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list takes in more as it is scrolled; what is lit in the text is found in a thread."""
    lines = (f"جاء وزير ثم وزير {n}" for n in range(900))
    (corpus / "many.txt").write_text("\n".join(lines), "utf-8")
    in_window: list[int] = []
    hit = Search.hit

    def counted(self: Search, hits: Hits, number: int) -> Hit:
        if threading.current_thread() is threading.main_thread():
            in_window.append(number)
        return hit(self, hits, number)

    monkeypatch.setattr(Search, "hit", counted)
    app, panel = searched(start, corpus, "وزير")
    model, hits = panel.results.by_document, panel.results.hits
    row = next(row for row in range(3) if "many" in model.index(row, 0).data())
    document = model.index(row, 0)
    assert "800" in document.data() and model.rowCount(document) == PAGE
    hits.expand(document)
    listed = model.rowCount(document)
    assert listed < 1800
    hits.scrollTo(model.index(listed - 1, 0, document))
    wait(lambda: model.rowCount(document) > listed)
    hits.clicked.emit(model.index(5, 0, document))
    wait(lambda: len(app.session.view.hits) == 1800)
    assert app.session.view.current == 5
    assert len(in_window) < PAGE
    assert app.session.searching.index()._documents is None  # those of the corpus: not all read
