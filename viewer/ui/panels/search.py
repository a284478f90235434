"""The search through a whole corpus: what is asked, and the hits by document."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDockWidget,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from viewer.core.arabic import direction_of_language, guess_language
from viewer.core.corpus_search import MODES, Answer, Hit
from viewer.ui.i18n import tr
from viewer.ui.session import Corpus, Session
from viewer.ui.theme import Theme

HIT = Qt.ItemDataRole.UserRole
AROUND = 28
"""Code points of context in a row."""


class SearchPanel(QDockWidget):
    """Return looks for what is typed; a click on a hit goes there, Alt+Left comes back."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(tr("Search"))
        self.setObjectName("search")
        self.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        self._session = session
        self.query = QLineEdit()
        self.query.setPlaceholderText(tr("Search the corpus"))
        self.query.setAccessibleName(tr("Search the corpus"))
        self.query.setClearButtonEnabled(True)
        self.mode = QComboBox()
        self.mode.setAccessibleName(tr("Forms of the words"))
        names = (tr("These words"), tr("With prefixes and suffixes"), tr("Of the same stem"))
        for mode, name in zip(MODES, names, strict=True):
            self.mode.addItem(name, mode)
        self.mode.setCurrentIndex(1)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setStyleSheet(f"color: {theme.colours['muted']};")
        self.hits = QTreeWidget()
        self.hits.setHeaderHidden(True)
        self.hits.setAccessibleName(tr("Hits in the corpus"))
        self.hits.setIndentation(12)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setSpacing(6)
        for widget in (self.query, self.mode, self.told, self.hits):
            layout.addWidget(widget)
        self.setWidget(inside)
        self.query.returnPressed.connect(self.look)
        self.mode.activated.connect(self.look)
        self.hits.itemClicked.connect(self._open)
        self.hits.itemActivated.connect(self._open)
        session.searching.progressed.connect(self._progressed)
        session.searching.found.connect(self._found)

    def ask(self) -> None:
        """Ready to be typed in."""
        self.show()
        self.query.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.query.selectAll()

    def look(self) -> None:
        """Look for what is typed in the corpus of the open work, else in the last one."""
        corpora = [c for c in self._session.corpora if c.root is not None]
        corpus = self._session.view.corpus
        if not isinstance(corpus, Corpus) or corpus.root is None:
            corpus = corpora[-1] if corpora else None
        if corpus is not None and self.query.text().strip():
            self.told.setText(tr("Searching…"))
            self._session.searching.look(corpus, self.query.text(), self.mode.currentData())

    def _progressed(self, done: int, total: int) -> None:
        if done < total:
            text = tr("Making the index: %1 of %2")
            self.told.setText(text.replace("%1", str(done)).replace("%2", str(total)))

    def _found(self, answer: Answer) -> None:
        self.hits.clear()
        by_document: dict[str, list[Hit]] = {}
        for hit in answer.hits:
            by_document.setdefault(hit.path, []).append(hit)
        for path, hits in by_document.items():
            shown = path.encode("utf-8", "replace").decode("utf-8")  # undecodable bytes of names
            name = shown.rpartition("/")[2]
            above = QTreeWidgetItem([f"\u2068{name}\u2069 · {len(hits)}"])
            above.setToolTip(0, shown)
            self.hits.addTopLevelItem(above)
            for hit in hits:
                item = QTreeWidgetItem(above, [_row(hit)])
                item.setData(0, HIT, hit)
                item.setToolTip(0, " · ".join(hit.why))
            above.setExpanded(True)
        told = tr("%n hit(s)", None, answer.total) if answer.total else tr("Not found")
        if len(answer.hits) < answer.total:
            told += " · " + tr("the first %1 are shown").replace("%1", str(len(answer.hits)))
        self.told.setText(told)

    def _open(self, item: QTreeWidgetItem) -> None:
        if (hit := item.data(0, HIT)) is not None:
            self._session.searching.open(hit)


def _row(hit: Hit) -> str:
    """A hit with what stands around it, in the direction of its text."""
    before, after = hit.before[-AROUND:], hit.after[:AROUND]
    if len(before) < len(hit.before):  # not in the middle of a word
        before = "… " + before.partition(" ")[2]
    line = " ".join(f"{before}«{hit.text}»{after}".split())
    rtl = direction_of_language(guess_language(line)) == "rtl"
    return ("\u2067" if rtl else "\u2066") + line + "\u2069"
