"""The search through a whole corpus: what is asked, the hits, and what can be learned of them."""

from __future__ import annotations

from html import escape
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDockWidget,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.core.export.hits import as_html, as_text
from viewer.core.search.hits import Answer
from viewer.core.search.index_progress import DOCUMENTS, MEANING, Progress
from viewer.core.search.query import BadPattern
from viewer.core.search.word_forms import MODES
from viewer.session.session import Session
from viewer.ui.base.combo_box import LinkLabel
from viewer.ui.base.empty_state import Emptiness
from viewer.ui.base.error_messages import pattern_fault
from viewer.ui.base.i18n import RULE, shown_number, tr
from viewer.ui.base.theme import Theme, draw
from viewer.ui.panels.search.hit_model import isolated
from viewer.ui.panels.search.query_box import Question
from viewer.ui.panels.search.results import Results

LONGEST_QUERY_CODE_POINTS = 500
"""Code points of a text that becomes a query."""
COPIED = 5000
"""Hits that go to the clipboard."""
GO_ON = "#index"
"""Where the link leads that goes on with the index; other links are words to look for."""


class SearchPanel(QDockWidget):
    """What is typed is looked for; Return walks through the hits, Alt+Left comes back."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(tr("Search"))
        self.setObjectName("search")
        self.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        self._session, self._searching, self._theme = session, session.searching, theme
        self._said = ""
        self._partial = ""  # what was last said of an index that is not finished
        self.question, self.results = Question(session), Results(session, theme)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.setSpacing(4)
        layout.addLayout(self._asking())
        layout.addLayout(self._saying())
        self.empty = Emptiness(
            tr(
                "Type a word above: what is found in all texts of the corpus will be listed here, "
                "beside its translation."
            )
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.results)
        self.stack.addWidget(self.empty)
        self.stack.setCurrentWidget(self.empty)
        self.stack.setMinimumHeight(50)  # of a low window the text gets the rest
        layout.addWidget(self.stack, 1)
        self.setWidget(inside)
        self._connect()

    # Building

    def _asking(self) -> QHBoxLayout:
        self.more = QToolButton()
        draw(self.more, self._theme, "download", rtl=self.isRightToLeft())
        self.more.setToolTip(tr("Keep the hits"))
        self.more.setAccessibleName(tr("Keep the hits"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.more)
        menu.addAction(tr("Save for Excel (XLSX)…"), self._save_xlsx)
        menu.addAction(tr("Save as a table (CSV)…"), self._save_csv)
        menu.addAction(tr("Save as a page (HTML)…"), self._save_html)
        menu.addAction(tr("Copy the hits"), self.copy)
        self.more.setMenu(menu)
        row = QHBoxLayout()
        row.addWidget(self.question, 1)
        row.addWidget(self.more)
        return row

    def _saying(self) -> QHBoxLayout:
        self.told = LinkLabel()
        self.progress = QProgressBar()
        self.progress.setFixedWidth(150)
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.made = QLabel()
        self.made.setProperty("tone", "muted")
        self.stop = QToolButton()
        self.stop.setText(tr("Stop"))
        self.stop.hide()
        row = QHBoxLayout()
        row.addWidget(self.told, 1)
        for widget in (self.made, self.progress, self.stop):
            row.addWidget(widget)
        return row

    def _connect(self) -> None:
        searching, question, results = self._searching, self.question, self.results
        question.asked.connect(self.look)
        question.stepped.connect(results.step)
        question.left.connect(results.hits.setFocus)
        results.word_asked.connect(question.put)
        results.counterparts.connect(self._tell_counterparts)
        self.stop.clicked.connect(self._stop)
        self.told.linkActivated.connect(self._link)
        searching.progressed.connect(self._progressed)
        searching.found.connect(self._found)
        searching.exporting.connect(self._exporting)
        searching.exported.connect(self._exported)
        searching.emptied.connect(self._clear)
        self._session.forgetting.left.connect(self._forget)
        searching.failed.connect(self._failed)

    def come_back(self) -> None:
        """Show again what was found before: nothing has to be looked for anew."""
        self.question.take()
        if (answer := self._searching.answer) is not None:
            self.stack.setCurrentWidget(self.results)
            self._found(answer)

    # Asking

    def ask(self, text: str = "") -> None:
        """Ready to be typed in; a text is looked for at once."""
        self.show()
        self.raise_()
        corpus, query = self._searching.current(), self.question.query
        if corpus is not None:
            self._searching.use(corpus)
        if text:
            self.question.put(text)
        query.setFocus(Qt.FocusReason.ShortcutFocusReason)
        query.selectAll()

    def ask_selection(self) -> None:
        """Look for the selected words, one after the other."""
        self.question.meaning.setChecked(False)
        selected = self._session.view.selection
        words = (
            " ".join(selected.exact.replace('"', " ").split())[:LONGEST_QUERY_CODE_POINTS]
            if selected
            else ""
        )
        self.ask(f'"{words}"' if " " in words else words)

    def ask_root(self, root: str) -> None:
        """Look for the words of a root."""
        self.question.meaning.setChecked(False)
        self.question.mode.setValue(MODES.index("root"))
        self.ask(root)

    def ask_alike(self) -> None:
        """Look for passages that mean what is selected, or the paragraph of the caret."""
        view = self._session.view
        text = view.selection.exact if view.selection is not None else ""
        text = text or view.paragraph()[0]
        can = self._searching.has_meaning()
        self.question.meaning.setChecked(can)
        self.ask(" ".join(text.split())[:LONGEST_QUERY_CODE_POINTS] if can else "")
        if not can:
            self.told.setText(escape(tr("Searching by meaning needs the extra “semantic”.")))

    def look(self, literal: bool = False) -> None:
        """Look for what is typed in the corpus of the open work, else in the last one."""
        corpus, asked = self._searching.current(), self.question.take(literal)
        if corpus is None or not asked.query:
            self._clear()
            return
        before = self._searching.asked
        if before is None or before.query != asked.query:
            self.results.forms.forget()
        self.stack.setCurrentWidget(self.results)
        self.told.setText(escape(tr("Searching…")))
        self.stop.show()
        self._searching.look(corpus, asked)

    def _clear(self) -> None:
        self._searching.clear()
        self.told.clear()
        self.results.clear()
        self.stack.setCurrentWidget(self.empty)
        self.stop.hide()

    def _forget(self) -> None:
        """A corpus is forgotten: what was looked for in it is, too."""
        if self._searching.corpus is None:
            self.question.query.clear()

    def _stop(self) -> None:
        self._searching.cancel()
        self.stop.hide()
        if self._searching.answered != self._searching.asked:  # the hits are of another query
            self.results.clear()
            self.told.setText(escape(tr("stopped")))
            return
        self._tell(tr("stopped"))

    def _failed(self, error: Exception) -> None:
        self.stop.hide()
        if isinstance(error, BadPattern):
            self.told.setText(escape(pattern_fault(error)))
        else:
            self._session.failed.emit(error)
            self.told.setText(escape(tr("The search failed; the log says why")))

    def _progressed(self, step: Progress | None) -> None:
        shown = step is not None and step.total > 0 and step.done < step.total
        if step is not None and step.stage == MEANING and not self.question.meaning.isChecked():
            shown = False  # the status bar tells of what this search does not wait for
        self.progress.setVisible(shown)
        self.made.setVisible(shown)
        if step is not None and shown:
            self.progress.setRange(0, step.total)
            self.progress.setValue(step.done)
            names = {
                DOCUMENTS: tr("Making the index: %1 of %2"),
                MEANING: tr("Indexing meanings: %1 of %2 passages"),
            }
            text = names.get(step.stage, tr("Aligning: %1 of %2"))
            text = text.replace("%1", shown_number(step.done))
            self.made.setText(text.replace("%2", shown_number(step.total)))
        searching = self._searching
        if searching.answered == searching.asked and self._partial != self._told_partial():
            self._tell()

    # Answering

    def _found(self, answer: Answer) -> None:
        if answer.complete:
            self.stop.hide()
            if answer.total:
                self._searching.remember(self.question.query.text().strip())
        self._tell()
        self.question.across.setVisible(self.results.has_beads())
        self.results.show_answer(answer)

    def _tell(self, more: str = "") -> None:
        """How much was found, and how the query was understood."""
        answer = self._searching.answer
        if answer is None:
            self.told.setText(escape(more))
            return
        if not answer.complete:
            told = [escape(tr("%n hit(s)", None, answer.total) + "…")]
        elif not answer.total:
            told = [escape(tr("Not found"))]
        else:
            told = [escape(tr("%n hit(s)", None, answer.total))]
            told.append(escape(tr("in %n document(s)", None, answer.documents)))
        if answer.across:
            told.append(escape(tr("%n in translations", None, answer.across)))
        if answer.how:
            text = escape(tr("searched for %1")).replace(
                "%1", f"<b>{escape(isolated(answer.understood))}</b>"
            )
            literal = escape(tr("as it was typed"))
            told.append(f"{text} (<a href='literal'>{literal}</a>)")
        if answer.late:
            told.append(escape(tr("%n paragraph(s) took too long", None, answer.late)))
        self._partial = self._told_partial()
        told += [self._partial] if self._partial else []
        self._said = RULE.join([*told, *([escape(more)] if more else [])])
        self.told.setText(self._said)

    def _told_partial(self) -> str:
        """That more may be found once the index is finished, as rich text; empty where it is."""
        if not self._searching.so_far:
            return ""
        if self._searching.making:
            done, total = map(shown_number, self._searching.indexed)
            text = tr("so far: %1 of %2 documents are in the index, which is still being made")
            return escape(text.replace("%1", done).replace("%2", total))
        told, go_on = escape(tr("so far: the index is not finished")), escape(tr("go on"))
        return f"{told} (<a href='{GO_ON}'>{go_on}</a>)"

    def _link(self, where: str) -> None:
        corpus = self._searching.corpus
        if where == "literal":
            self.look(literal=True)
        elif where == GO_ON:
            if corpus is not None:
                self._searching.keep_up(corpus)
                self._tell()
        else:
            self.question.put(where)

    def _tell_counterparts(self, words: list[str]) -> None:
        """What stands for the query in the other language, to be looked for too."""
        if not words:
            return
        links = (
            f"<a href='{escape(word, quote=True)}'>{escape(isolated(word))}</a>" for word in words
        )
        before = escape(tr("in the translations:"))
        self.told.setText(f"{self._said}{RULE}{before} {' '.join(links)}")

    # Keeping

    def _head(self) -> list[str]:
        return [
            tr("Document"), tr("Paragraph"), tr("Before"), tr("Hit"), tr("After"), tr("Why"),
            tr("Date"), tr("Translation"),
        ]  # fmt: skip

    def _save_csv(self) -> None:
        self._save(tr("Tables (*.csv)"), ".csv")

    def _save_xlsx(self) -> None:
        self._save(tr("Excel (*.xlsx)"), ".xlsx")

    def _save_html(self) -> None:
        self._save(tr("Pages (*.html)"), ".html")

    def _save(self, kind: str, suffix: str) -> None:
        numbers = self.results.numbers()
        if not numbers:
            return
        name, _ = QFileDialog.getSaveFileName(self, tr("Keep the hits"), "", kind)
        if name:
            target = Path(name) if Path(name).suffix.lower() == suffix else Path(name + suffix)
            self._searching.export(numbers, self._head(), target)

    def copy(self) -> None:
        """The hits that are shown to the clipboard, as lines and as a table."""
        numbers = self.results.numbers()[:COPIED]
        if not numbers:
            return
        rows, data = self._searching.rows(numbers), QMimeData()
        data.setText(as_text(rows))
        data.setHtml(as_html(rows, self._head(), self.question.query.text()))
        QGuiApplication.clipboard().setMimeData(data)
        self._tell(tr("%n hit(s) copied", None, len(numbers)))

    def _exporting(self, done: tuple[int, int]) -> None:
        self.progress.setVisible(True)
        self.progress.setRange(0, done[1])
        self.progress.setValue(done[0])
        self.stop.show()

    def _exported(self, path: Path) -> None:
        self.progress.hide()
        self.stop.hide()
        self._tell(tr("saved as %1").replace("%1", isolated(path.name)))
