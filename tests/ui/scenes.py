"""Every place of the program that a reader can get to: one row a place, for walks and pictures.

A scene gets the running program there and hands over what is to be looked at. A new panel or
dialog is one row of `SCENES`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pdf_maker import REPORT, pdf
from PySide6.QtCore import QEvent, QPoint, QTimer
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from ui_parts import open_work
from ui_parts import wait as wait_for

from viewer.app import App
from viewer.core.base.settings import Mode, Settings
from viewer.ui.panels.notes.changes import ChangesPanel
from viewer.ui.shell.dialogs import Dialogs
from viewer.ui.shell.window import MainWindow

Look = Callable[[QWidget], None]
PATIENCE = 60.0
"""Seconds until what does not come is a failure, on a machine that is busy too."""
PASSWORD = "locked.pdf"
ADDRESS = "https://example.org/a/page"
GLOSSARY = "بلدة\ttown; small place\nماء\twater\nبئر\twell\n"
SINGLE = "حريق في المدينة\nهرب الوزيرُ من بيته\n"


def wait(condition: Callable[[], object], seconds: float = PATIENCE) -> None:
    wait_for(condition, seconds)


class Stage:
    """The running program, and ways to get it into a state."""

    def __init__(self, app: App, corpus: Path) -> None:
        self.app, self.corpus = app, corpus

    @property
    def window(self) -> MainWindow:
        assert self.app.window is not None
        return self.app.window

    def settle(self, seconds: float = 0.05) -> None:
        """Let everything arrive that is on its way."""
        wait(lambda: not self.app.session.busy)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            QApplication.processEvents()
            time.sleep(0.002)
        QApplication.sendPostedEvents()  # what the last event changed is laid out
        QApplication.processEvents()

    def trigger(self, command: str) -> None:
        self.window.commands[command].trigger()

    @contextmanager
    def settings(self, **values: object) -> Iterator[None]:
        """Settings for the length of a scene."""
        session, now = self.app.session, self.app.session.settings
        before = {name: getattr(now, name) for name in values}
        for name, value in values.items():
            session.set(getattr(Settings, name), value)
        self.settle()
        yield
        for name, value in before.items():
            session.set(getattr(Settings, name), value)
        self.settle()

    @contextmanager
    def panel(self, name: str) -> Iterator[Any]:
        """One panel beside the text, alone."""
        parts = self.window.parts
        before = {key: not part.isHidden() for key, part in parts.items()}
        for key, part in parts.items():
            part.setVisible(key == name)
        self.settle()
        yield parts[name]
        for key, part in parts.items():
            part.setVisible(before[key])

    def modal(
        self, start: Callable[[], object], look: Look, ready: Callable[[Any], object] | None = None
    ) -> None:
        """Look at what `start` shows and waits for: a dialog, a menu. It is closed afterwards."""
        failed: list[BaseException] = []
        looked: list[QWidget] = []
        over: list[bool] = []
        end = time.monotonic() + PATIENCE

        def watch() -> None:
            shown = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            late = time.monotonic() > end
            if shown is None or (ready and not ready(shown) and not late):
                if not over or not looked:
                    QTimer.singleShot(20, watch)  # also when it is late: nothing may stay open
                return
            looked.append(shown)
            try:
                assert not late, "waited in vain"
                self.settle()
                look(shown)
            except BaseException as error:
                failed.append(error)
            finally:
                shown.close()

        QTimer.singleShot(0, watch)
        start()
        over.append(True)
        wait(lambda: looked)
        if failed:
            raise failed[0]
        QApplication.processEvents()

    def note(self, side: str, words: str, tags: tuple[str, ...] = (), **more: Any) -> None:
        """A note on these words of the open work."""
        document, book = self.app.session.view.documents[side], self.app.session.notebook
        at = document.text().index(words)
        id = book.write(document, document.place(at, at + len(words)), **more)
        wait(lambda: any(p.note.id == id for p in book.of(document)))
        if tags:
            note = next(p.note for p in book.of(document) if p.note.id == id)
            book.edit(document, note, tags=tags)

    def open(self, part: str) -> None:
        """Open the work whose name has `part`, if it is not open."""
        work = self.app.session.view.work
        if work is None or part not in work.name:
            open_work(self.app, part)
            self.settle()

    def begin(self) -> None:
        """Open the corpus with the notes that the scenes want; they stay for those that follow."""
        if self.app.session.corpora:
            return
        glossaries = self.corpus / "hashiya-notes" / "glossaries"
        glossaries.mkdir(parents=True)
        (glossaries / "words.tsv").write_text(GLOSSARY, "utf-8")
        (self.corpus / "fire.txt").write_text(SINGLE, "utf-8")
        (self.corpus / "river.ar.pdf").write_bytes(pdf(REPORT))
        self.app.session.open_paths([self.corpus])
        self.open("the-well")
        texts = {side: d.text() for side, d in self.app.session.view.documents.items()}
        arabic, english = texts["ar"].split("\n"), texts["en"].split("\n")
        first, second = (" ".join(arabic[row].split()[:4]) for row in (2, 4))
        self.note("ar", first, text="نصٌّ للتجربة", tags=("ماء", "قصة"))
        self.note("ar", second, text="Compare the English text", colour="#ff6666")
        self.note("en", " ".join(english[2].split()[:3]), colour="#5fb236")


@dataclass(frozen=True)
class Scene:
    """`show(stage, look)` gets there, calls `look` with the widget, and leaves again."""

    name: str
    show: Callable[[Stage, Look], None]


# The window


def _window(stage: Stage, look: Look) -> None:
    stage.settle()
    look(stage.window)


def _text(stage: Stage, look: Look, mode: Mode = "side", **settings: object) -> None:
    """The reading pane in a mode, alone with the corpus."""
    stage.begin()
    stage.open("water-report" if "numbers" in settings else "the-well")
    stage.app.session.view.set_mode(mode)
    with stage.settings(**settings), stage.panel("notes"):
        stage.window.pane.reader.go_home()
        stage.settle()
        look(stage.window)
    stage.app.session.view.set_mode("side")


def _pages(stage: Stage, look: Look, page: str) -> None:
    """The page of a PDF beside its text, or alone."""
    stage.begin()
    stage.open("river")
    with stage.settings(page=page), stage.panel("notes"):
        wait(lambda: stage.app.session.pages.pictures.sheets)
        stage.window.grab()
        wait(lambda: not stage.app.session.pages.pictures.busy)
        look(stage.window)
    stage.open("the-well")


def _selected(stage: Stage, look: Look) -> None:
    stage.begin()
    stage.open("the-well")
    view = stage.app.session.view
    document = view.documents["ar"]
    start = document.lines.start(2)
    with stage.panel("notes"):
        view.place_asked.emit("ar", start, start + 12)
        stage.window.pane._settled()
        stage.settle()
        look(stage.window)
        stage.window.pane.reader.caret.clear()


def _repair(stage: Stage, look: Look) -> None:
    stage.begin()
    stage.open("the-well")
    stage.trigger("repair")
    stage.settle()
    look(stage.window)
    stage.trigger("repair")


def _find(stage: Stage, look: Look) -> None:
    stage.begin()
    stage.open("the-well")
    stage.trigger("find")
    bar = stage.window.pane.find_bar
    bar.field.setText("البئر")
    wait(lambda: stage.app.session.view.hits)
    stage.settle()
    look(bar)
    bar.dismiss()


def _notice(stage: Stage, look: Look, which: str) -> None:
    notice = stage.window.notice
    if which == "report":
        notice.offer_report(_report_file(stage))
    else:
        notice._taught(True)
    stage.settle()
    look(notice)
    notice.hide()


def _palette(stage: Stage, look: Look) -> None:
    stage.begin()
    stage.open("the-well")
    stage.trigger("palette")
    stage.settle()
    look(stage.window.palette_box)
    stage.window.palette_box.close()


def _tabs(stage: Stage, look: Look) -> None:
    """Two works in tabs, and a third beside."""
    stage.begin()
    stage.open("the-well")
    session = stage.app.session
    works = {w.name: w for w in session.corpora[0].works}
    for part, add in (("mixed", session.tabs.open), ("letter", session.tabs.open_beside)):
        add(session.corpora[0], next(w for name, w in works.items() if part in name))
        stage.settle(0.2)
    with stage.panel("notes"):
        look(stage.window)
    stage.trigger("close_tab")
    stage.settle()


def _no_match(stage: Stage, look: Look) -> None:
    stage.begin()
    tree = stage.window.tree
    tree.filter.setText("zzz")
    tree.rebuild()
    stage.settle()
    look(tree)
    tree.filter.clear()
    tree.rebuild()


# Panels


def _empty(stage: Stage, look: Look, name: str) -> None:
    """A panel while nothing is open."""
    with stage.panel(name) as panel:
        look(panel)


def _filled(
    stage: Stage,
    look: Look,
    name: str,
    work: str = "the-well",
    fill: Callable[[Stage, Any], object] | None = None,
) -> None:
    stage.begin()
    stage.open(work)
    with stage.panel(name) as panel:
        if fill is not None:
            fill(stage, panel)
        stage.settle()
        look(panel)


def _fill_notes(stage: Stage, panel: Any) -> None:
    wait(lambda: panel.model.rowCount() >= 3)
    session = stage.app.session
    panel.show_note(session.notebook.of(session.view.documents["ar"])[0].note.id)


def _fill_translation(stage: Stage, panel: Any) -> None:
    document = stage.app.session.view.documents["ar"]
    start = document.lines.start(2)
    stage.app.session.view.place_asked.emit("ar", start, start)
    stage.trigger("translate")


def _fill_words(stage: Stage, panel: Any, word: str = "البئر") -> None:
    stage.app.session.lookups.ask(word)
    wait(lambda: panel._found is not None and panel._found.word == word)


def _fill_name(stage: Stage, panel: Any) -> None:
    document = stage.app.session.view.documents["ar"]
    start = document.lines.start(2)
    stage.app.session.view.place_asked.emit("ar", start, start + 5)
    stage.trigger("transliterate")


def _fill_list(stage: Stage, panel: Any) -> None:
    _fill_words(stage, panel)
    panel.learn.click()
    panel.tabs.setCurrentIndex(1)
    wait(lambda: panel.cards.list.topLevelItemCount())


def _empty_list(stage: Stage, panel: Any) -> None:
    panel.tabs.setCurrentIndex(1)


def _fill_search(stage: Stage, panel: Any, query: str = "ماء", tab: int = 0) -> None:
    searching = stage.app.session.searching
    panel.ask()
    wait(lambda: not searching.busy, 300)  # the meanings too, on a busy machine
    panel.question.put(query)
    wait(lambda: searching.answer is not None and searching.answer.complete, 300)
    panel.results.tabs.setCurrentIndex(tab)
    wait(lambda: not searching.busy, 300)
    stage.settle(0.2)


def _fill_corpus_notes(stage: Stage, panel: Any) -> None:
    wait(lambda: panel.model.rowCount() >= 3)


def _changed(stage: Stage, look: Look, tab: int) -> None:
    """Text and notes after an edit elsewhere."""
    stage.begin()
    stage.open("mixed")
    file = next(stage.corpus.rglob("mixed.ar.txt"))
    lines = file.read_text("utf-8").split("\n")
    document = stage.app.session.view.documents["ar"]
    panel = stage.window.parts["changes"]
    assert isinstance(panel, ChangesPanel)
    if "خبر عاجل" not in lines[0]:
        row = next(at for at, line in enumerate(lines) if len(line.split()) > 6)
        stage.note("ar", " ".join(lines[row].split()[1:6]), text="عن هذا")
        words = lines[row].split()
        lines[row] = " ".join([words[0], "جاء", *words[3:]])
        file.write_text("\n".join(["خبر عاجل", *lines]), "utf-8")
        stage.app.session.watching.look_again()
        view = stage.app.session.view
        wait(lambda: view.documents["ar"] is not document and "ar" in (panel._found or {}))
    with stage.panel("changes"):
        panel.tabs.setCurrentIndex(tab)
        stage.settle(0.2)
        look(panel)


# Dialogs and menus


def _dialog(
    stage: Stage, look: Look, command: str, ready: Callable[[Any], object] | None = None
) -> None:
    stage.begin()
    stage.open("the-well")
    stage.modal(partial(stage.trigger, command), look, ready)


def _shown(stage: Stage, look: Look, show: Callable[[Dialogs], object]) -> None:
    stage.begin()
    stage.modal(partial(show, stage.window.dialogs), look)


def _password(stage: Stage, look: Look) -> None:
    stage.begin()
    stage.modal(partial(stage.window.dialogs.password, stage.corpus / PASSWORD), look)


def _choose_edition(dialog: Any) -> bool:
    dialog.kind.setCurrentIndex(dialog.kind.count() - 1)
    return dialog.language.isVisible()


def _review(stage: Stage, look: Look) -> None:
    """A table of the open text that a reviser edited; one of the edits cannot be taken."""
    from openpyxl import load_workbook

    from viewer.ui.dialogs.review import ReviewDialog

    stage.begin()
    stage.open("the-well")
    session, table = stage.app.session, stage.corpus.parent / "table.xlsx"
    done: list[object] = []
    session.exporting.done.connect(lambda *told: done.append(told))
    session.exporting.write(session.view.corpus, [session.view.work], table)
    wait(lambda: done)
    book = load_workbook(table)
    for row, column in ((3, 4), (4, 4), (5, 3)):
        sheet = book.worksheets[0]
        sheet.cell(row, column, f"{sheet.cell(row, column).value} revised.")
    book.save(table)
    dialog = ReviewDialog(session, stage.window.theme, stage.window)
    dialog.open_table(table)
    stage.modal(dialog.exec, look, lambda shown: shown.list.topLevelItemCount() == 3)


def _settings(stage: Stage, look: Look, page: str = "", search: str = "") -> None:
    """The settings at a page, or with something looked for."""
    from viewer.ui.settings.dialog import show_settings

    dialog = show_settings(stage.app.session, stage.window.commands, stage.window, page)
    dialog.search.setText(search)
    stage.settle()
    look(dialog)
    dialog.close()
    QApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)


def _settings_pages(stage: Stage, look: Look) -> None:
    from viewer.ui.settings.pages import pages

    for key, *_ in pages(stage.window.commands):
        _settings(stage, look, key)


def _tour(stage: Stage, look: Look) -> None:
    stage.trigger("tour")
    tour = stage.window.opening._tour
    wait(lambda: tour.callout is not None and tour.callout.isVisible())
    stage.settle(0.2)
    look(tour.callout)
    tour.leave()


def _guide(stage: Stage, look: Look) -> None:
    stage.trigger("guide")
    view = stage.app.session.view
    wait(lambda: view.work is not None and view.work.name == "00-begin" and view.documents)
    stage.settle(0.2)
    look(stage.window)


def _licences(stage: Stage, look: Look) -> None:
    from viewer.ui.dialogs.licences import LicencesDialog

    stage.modal(lambda: LicencesDialog(stage.window).exec(), look)


def _link(stage: Stage, look: Look) -> None:
    from viewer.ui.base.ask_address import ask_address

    stage.modal(partial(ask_address, ADDRESS, stage.window), look)


def _report_file(stage: Stage) -> Path:
    made = stage.corpus.parent / "crash.txt"
    made.write_text("Hashiya 0.1\nFatal Python error: Segmentation fault\n", "utf-8")
    return made


def _report(stage: Stage, look: Look) -> None:
    from viewer.ui.dialogs.crash_report import ReportDialog

    stage.modal(lambda: ReportDialog(_report_file(stage), stage.window).exec(), look)


def _rename(stage: Stage, look: Look) -> None:
    stage.begin()
    stage.open("the-well")
    with stage.panel("corpus_notes") as panel:
        tags = panel.boxes["tag"]
        wait(lambda: tags.count() > 1)
        tags.setCurrentIndex(1)
        stage.modal(panel._rename_tag, look)
        tags.setCurrentIndex(0)


def _menu(stage: Stage, look: Look, number: int) -> None:
    """A menu of the menu bar, opened."""
    stage.begin()
    stage.open("the-well")
    menu = [a.menu() for a in stage.window.menuBar().actions()][number]
    popped(stage, look, menu)


def popped(stage: Stage, look: Look, menu: Any) -> None:
    """Open a menu, look, close it."""
    assert isinstance(menu, QMenu)
    menu.popup(stage.window.mapToGlobal(QPoint(60, 60)))
    stage.settle()
    look(menu)
    menu.close()


def _text_menu(stage: Stage, look: Look) -> None:
    stage.begin()
    stage.open("the-well")
    stage.modal(partial(stage.window.pane._menu, QPoint(300, 200)), look)


def _tree_menu(stage: Stage, look: Look) -> None:
    stage.begin()
    stage.open("the-well")
    popped(stage, look, stage.window.tree.context_menu())


def _encoding_menu(stage: Stage, look: Look) -> None:
    stage.begin()
    stage.open("letter")
    popped(stage, look, stage.window.status.encoding_menu())  # type: ignore[attr-defined]


def _button_menu(stage: Stage, look: Look, panel: str, button: str) -> None:
    """The menu of a button of a panel, by the path of its attribute."""
    stage.begin()
    stage.open("the-well")
    with stage.panel(panel) as found:
        for part in button.split("."):
            found = getattr(found, part)
        popped(stage, look, found.menu())


def p(function: Callable[..., None], *args: Any, **more: Any) -> Callable[[Stage, Look], None]:
    """A scene with choices: what follows the stage and the look."""

    def show(stage: Stage, look: Look) -> None:
        function(stage, look, *args, **more)

    return show


EMPTY = ("notes", "outline", "translation", "words", "search", "corpus_notes", "changes", "checks")

SCENES = (
    # While nothing is open: these come first.
    Scene("start", _window),
    *(Scene(f"empty-{name}", p(_empty, name)) for name in EMPTY),
    # The window
    Scene("text-side", _text),
    Scene("text-stacked", p(_text, "stacked")),
    Scene("text-arabic", p(_text, "rtl")),
    Scene("text-english", p(_text, "ltr")),
    Scene("text-xray", p(_text, xray=True)),
    Scene("text-invisibles", p(_text, invisibles=True)),
    Scene("text-numbers", p(_text, numbers=True, furniture=True)),
    Scene("text-covered", p(_text, covered=True)),
    Scene("text-focus", p(_text, focus=True)),
    Scene("text-mine", p(_text, mine=True)),
    Scene("page-beside", p(_pages, "beside")),
    Scene("page-alone", p(_pages, "alone")),
    Scene("text-selected", _selected),
    Scene("text-repair", _repair),
    Scene("find-bar", _find),
    Scene("palette", _palette),
    Scene("tabs", _tabs),
    Scene("notice-undo", p(_notice, "undo")),
    Scene("notice-report", p(_notice, "report")),
    Scene("tree-no-match", _no_match),
    # Panels
    Scene("notes", p(_filled, "notes", fill=_fill_notes)),
    Scene("outline", p(_filled, "outline", "water-report")),
    Scene("translation", p(_filled, "translation", fill=_fill_translation)),
    Scene("words-list-empty", p(_filled, "words", fill=_empty_list)),
    Scene("words", p(_filled, "words", fill=_fill_words)),
    Scene("words-unknown", p(_filled, "words", fill=partial(_fill_words, word="وبزلطمها"))),
    Scene("words-name", p(_filled, "words", fill=_fill_name)),
    Scene("words-list", p(_filled, "words", fill=_fill_list)),
    *(
        Scene(f"search-{name}", p(_filled, "search", fill=partial(_fill_search, tab=tab)))
        for tab, name in enumerate(("documents", "concordance", "collocates", "words", "time"))
    ),
    Scene("search-nothing", p(_filled, "search", fill=partial(_fill_search, query="zzzz"))),
    Scene("search-wrong", p(_filled, "search", fill=partial(_fill_search, query="/(/"))),
    Scene("corpus-notes", p(_filled, "corpus_notes", fill=_fill_corpus_notes)),
    Scene("changes-text", p(_changed, 0)),
    Scene("changes-notes", p(_changed, 1)),
    # Dialogs
    Scene("settings-pages", _settings_pages),
    Scene("settings-found", p(_settings, search="a")),
    Scene("settings-nothing", p(_settings, search="zzzz")),
    Scene("forget", p(_shown, Dialogs.forget)),
    Scene("shortcuts", p(_dialog, "shortcuts")),
    Scene("about", p(_dialog, "about")),
    Scene("licences", _licences),
    Scene("export", p(_dialog, "export")),
    Scene("export-edition", p(_dialog, "export", _choose_edition)),
    Scene("review", _review),
    Scene("print", p(_dialog, "print")),
    Scene("pairs", p(_dialog, "pairs", lambda dialog: dialog.bar.isHidden())),
    Scene("backups", p(_dialog, "backups")),
    Scene("password", _password),
    Scene("scan-languages", p(_shown, show=Dialogs.scan)),
    Scene("report", _report),
    Scene("link", _link),
    Scene("go-to", p(_dialog, "go_to")),
    Scene("rename-tag", _rename),
    # Menus
    *(Scene(f"menu-{number}", p(_menu, number)) for number in range(7)),
    Scene("menu-text", _text_menu),
    Scene("menu-tree", _tree_menu),
    Scene("menu-encoding", _encoding_menu),
    Scene("menu-hits", p(_button_menu, "search", "more")),
    Scene("menu-history", p(_button_menu, "search", "question.history")),
    Scene("menu-dictionaries", p(_button_menu, "words", "more")),
    Scene("menu-words", p(_button_menu, "words", "cards.more")),
    # These open the sample corpus and the guide: they come last.
    Scene("tour", _tour),
    Scene("guide", _guide),
)
