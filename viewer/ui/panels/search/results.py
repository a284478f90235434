"""The hits of a search: by document, as a concordance, and what can be counted of them."""

from __future__ import annotations

from array import array
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from viewer.core.search.concordance import ORDERS
from viewer.core.search.hits import Answer
from viewer.session.document_titles import Titles
from viewer.session.search.search_jobs import ArrangedHits
from viewer.session.session import Session
from viewer.ui.base.combo_box import Box
from viewer.ui.base.i18n import tr
from viewer.ui.base.long_lists import LongTable, LongTree
from viewer.ui.base.roomy_tabs import RoomyTabs
from viewer.ui.base.theme import Theme
from viewer.ui.panels.search.hit_model import (
    ByDocument,
    Column,
    Concordance,
    ConcordanceDelegate,
    HitDelegate,
    direction,
)
from viewer.ui.panels.search.statistics import FormList, TimePlot, Words

UNFOLDED = 300
"""Hits that are unfolded at once: the list asks for each of them."""
ROOMY_PX = 900
"""Pixels below which a concordance leaves out what is not read."""
NARROW_PX = 56
"""Pixels that a column has at least."""
MEASURED = 50
"""Rows of a list whose width is looked at: Qt would look at all where the list is hidden."""
STUDIES = ("", "", "collocates", "words", "time")
"""What each tab needs counted."""


class Results(QSplitter):
    """Written forms to tick, beside the hits in several views."""

    word_asked = Signal(str)
    """A word of a list is to be looked for."""
    counterparts = Signal(list)
    """Words that stand for the query in the other language."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._searching, self._theme = session.searching, theme
        self._number = -1
        self._build(session.titles)
        self._connect()

    def _build(self, titles: Titles) -> None:
        self.forms = FormList()
        self.by_document = ByDocument(self._searching, titles, self)
        self.hits = LongTree()
        self.hits.setModel(self.by_document)
        self.hits.setItemDelegate(HitDelegate(self._theme, self.hits))
        self.hits.setHeaderHidden(True)
        self.hits.setUniformRowHeights(True)
        self.hits.setIndentation(12)
        self.hits.setAccessibleName(tr("Hits by document"))
        self.lines = Concordance(self._searching, self)
        self.table = self._table(self.lines, tr("Concordance"))
        self.table.setItemDelegate(ConcordanceDelegate(self.lines, self._theme, self.table))
        self.order = Box(tr("Order of the hits"))
        names = (
            tr("by place"), tr("by the words before"), tr("by the words after"),
            tr("by written form"), tr("by date"),
        )  # fmt: skip
        for key, name in zip(ORDERS, names, strict=True):
            self.order.addItem(name, key)
        self.words, self.near = Words(self), Words(self)
        self.scope = Box(tr("Words of"))
        self.scope.addItem(tr("the documents with hits"), "words")
        self.scope.addItem(tr("the whole corpus"), "all_words")
        self.plot = TimePlot(self._theme)
        self.word_table = self._table(self.words, tr("Words"))
        self.near_table = self._table(self.near, tr("Collocates"))
        self.tabs = RoomyTabs()
        for title, widget in (
            (tr("Documents"), self.hits),
            (tr("Concordance"), _under(self.order, self.table)),
            (tr("Collocates"), self.near_table),
            (tr("Words"), _under(self.scope, self.word_table)),
            (tr("Time"), self.plot),
        ):
            self.tabs.addTab(widget, title)
        self.addWidget(self.forms)
        self.addWidget(self.tabs)
        self.setStretchFactor(1, 1)
        self.setSizes([170, 700])

    def _table(self, model: Any, name: str) -> QTableView:
        table = LongTable()
        table.setModel(model)
        table.setAccessibleName(name)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        height = table.fontMetrics().height() + 8
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(height)
        table.verticalHeader().hide()
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setResizeContentsPrecision(MEASURED)
        if isinstance(model, Words):
            table.setSortingEnabled(True)
            table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.DescendingOrder)
        return table

    def _connect(self) -> None:
        searching = self._searching
        self.forms.ticked.connect(self._arrange)
        self.order.activated.connect(self._arrange)
        self.scope.activated.connect(self._study)
        self.tabs.currentChanged.connect(self._study)
        self.hits.clicked.connect(self._open_document_hit)
        self.hits.activated.connect(self._open_document_hit)
        self.hits.verticalScrollBar().valueChanged.connect(self._list_more)
        self.table.clicked.connect(self._open_line)
        self.table.activated.connect(self._open_line)
        for table in (self.word_table, self.near_table):
            table.activated.connect(self._ask_word)
            table.doubleClicked.connect(self._ask_word)
        searching.arranged.connect(self._arranged)
        searching.studied.connect(self._studied)

    def show_answer(self, answer: Answer) -> None:
        """Set out what was found."""
        hits = answer.hits
        counts = {} if hits.why else hits.counts
        self.forms.show_forms(hits.names, counts, answer.query.typed, hits.doubtful)
        self._arrange()
        self._study()
        if answer.complete and answer.total and not answer.hits.why:
            self._searching.study("counterparts")

    def clear(self) -> None:
        """Nothing was asked."""
        self.forms.forget()
        self.by_document.clear()
        self.lines.show_hits(array("I"), self.lines.rtl)

    def _arrange(self) -> None:
        self._searching.arrange(self.order.currentData(), self.forms.without())

    def _arranged(self, arranged: ArrangedHits) -> None:
        answer = self._searching.answer
        if answer is None or len(arranged.in_order) > answer.total:
            return
        self.by_document.show_hits(arranged.by_place, arranged.groups)
        self._unfold()
        some = [self._searching.hit(n) for n in arranged.in_order[:20]]
        texts = [hit.text for hit in some if hit is not None]
        rtl = sum(direction(text) == "rtl" for text in texts) * 2 > len(texts)
        self.lines.show_hits(arranged.in_order, rtl)
        way = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        self.table.setLayoutDirection(way)
        self._share_room(any(hit is not None and hit.date for hit in some))

    def _unfold(self) -> None:
        """Unfold the first documents, as many as have no more than `UNFOLDED` hits together."""
        unfolded = 0
        for row in range(self.by_document.rowCount()):
            document = self.by_document.index(row, 0)
            unfolded += self.by_document.rowCount(document)
            if row and unfolded > UNFOLDED:
                break
            self.hits.expand(document)

    def _list_more(self) -> None:
        """More hits of a document come into the list where the last listed one is on screen."""
        view, model = self.hits, self.by_document
        index = view.indexAt(view.viewport().rect().topLeft())
        while index.isValid() and view.visualRect(index).top() < view.viewport().height():
            document = index.parent()
            if document.isValid() and index.row() == model.rowCount(document) - 1:
                model.fetchMore(document)
            index = view.indexBelow(index)

    def _share_room(self, dated: bool) -> None:
        """Widths of the columns, so that the hits stand in the middle of what is read."""
        width, head = self.table.viewport().width(), self.table.horizontalHeader()
        head.setMinimumSectionSize(NARROW_PX)
        beads = self.has_beads()
        for column in (Column.BEFORE, Column.AFTER):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        shares = {
            Column.HIT: 0.12, Column.WHY: 0.1, Column.BESIDE: 0.24, Column.DOCUMENT: 0.12,
        }  # fmt: skip
        for column, share in shares.items():
            self.table.setColumnWidth(column, max(NARROW_PX, int(width * share)))
        self.table.setColumnWidth(Column.DATE, head.fontMetrics().horizontalAdvance("2021-12-31  "))
        self.table.setColumnHidden(Column.BESIDE, not beads)
        self.table.setColumnHidden(Column.DATE, not dated or width < ROOMY_PX)
        self.table.setColumnHidden(Column.DOCUMENT, beads and width < ROOMY_PX)

    def has_beads(self) -> bool:
        """Whether anything in the corpus is known to correspond."""
        index = self._searching.index()
        return index.base.execute("SELECT 1 FROM beads LIMIT 1").fetchone() is not None

    def _study(self) -> None:
        """Count what the tab in front shows."""
        what = STUDIES[self.tabs.currentIndex()]
        if what:
            self._searching.study(str(self.scope.currentData()) if what == "words" else what)

    def _studied(self, what: str, found: Any) -> None:
        if what == "collocates":
            self.near.show_collocates(found)
            self.near_table.resizeColumnsToContents()
        elif what == "time":
            self.plot.show_bars(found)
        elif what == "counterparts":
            self.counterparts.emit([each.word for each in found])
        else:
            self.words.show_words(found)
            self.word_table.resizeColumnsToContents()

    # Going there

    def _open_document_hit(self, index: QModelIndex) -> None:
        number = self.by_document.number(index)
        if number is not None:
            self._open(number)

    def _open_line(self, index: QModelIndex) -> None:
        number = self.lines.number(index)
        hit = self._searching.hit(number)
        if index.column() == Column.BESIDE and hit is not None:
            bead = self._searching.bead(hit)
            if bead is not None:
                self._searching.open(bead.document.path, bead.start, bead.end)
                return
        self._open(number)

    def _open(self, number: int) -> None:
        self._number = number
        hit = self._searching.hit(number)
        if hit is not None:
            self._searching.open(hit.path, hit.start, hit.end)

    def step(self, forward: bool = True) -> None:
        """Go to the next hit or the one before, through all documents."""
        shown = self.by_document.numbers()
        if not shown:
            return
        at = shown.index(self._number) if self._number in shown else (-1 if forward else 0)
        number = shown[(at + (1 if forward else -1)) % len(shown)]
        place = self.by_document.place_of(number)
        self.hits.setCurrentIndex(place)
        self.hits.scrollTo(place)
        row = self.lines.row_of(number) if self.tabs.currentIndex() == 1 else -1
        if row >= 0:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            index = self.lines.index(row, 0)
            self.table.selectionModel().setCurrentIndex(
                index, flags | QItemSelectionModel.SelectionFlag.Rows
            )
        self._open(number)

    def numbers(self) -> array[int]:
        """The hits that are shown, in the order in which they are."""
        lines = self.tabs.currentWidget().isAncestorOf(self.table)
        return self.lines.numbers() if lines else self.by_document.numbers()

    def _ask_word(self, index: QModelIndex) -> None:
        model = index.model()
        if isinstance(model, Words):
            self.word_asked.emit(model.word(index.row()))


def _under(above: QWidget, widget: QWidget) -> QWidget:
    """A widget with a small one above it."""
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 2, 0, 0)
    layout.setSpacing(2)
    layout.addWidget(above, 0, Qt.AlignmentFlag.AlignLeading)
    layout.addWidget(widget, 1)
    return made
