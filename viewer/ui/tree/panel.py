"""The corpora as real folders: one row a work, with a chip for each of its languages."""

from __future__ import annotations

from functools import cached_property, partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPoint,
    Qt,
    QTimer,
    QUrl,
    Signal,
)
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.core import formats
from viewer.core.base.choice_file import Choice
from viewer.core.base.paths import own_folders
from viewer.core.base.remembered import listed
from viewer.core.base.settings import Settings
from viewer.core.corpus.works import Work
from viewer.core.language.arabic import fold
from viewer.core.text.encodings import ENCODINGS
from viewer.session.base.background_jobs import Job, Jobs
from viewer.session.base.load_jobs import Corpus
from viewer.session.session import Session
from viewer.session.tabs import Tab
from viewer.ui.base import choices
from viewer.ui.base.empty_state import Emptiness
from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import interface_language, tr
from viewer.ui.base.language_names import language_names
from viewer.ui.base.theme import Theme, draw
from viewer.ui.commands.submenus import ChoiceMenu
from viewer.ui.tree.model import RowDelegate, TreeModel
from viewer.ui.tree.nodes import Arranged, MakeRows, Node, TreeRows
from viewer.ui.tree.view import TreeView

if TYPE_CHECKING:
    from viewer.ui.tree.file_deeds import FileDeeds

MANY_ROWS = 2000
"""Rows from which all have one height, and are made in the background: asking each for its own, or
making them, would hold up the window."""
OPEN_UP_TO = 12
"""Folders of a corpus that are unfolded at its first opening."""
PARTNERS = 5
"""Documents that a work may have by hand."""


@guarded
class CorpusTree(QWidget):
    """The tree with its filter. Activating a row opens the work."""

    failed = Signal(object)
    """An OSError: what was to be done to a file could not be."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self.model = TreeModel(session)
        self._jobs = Jobs(1)
        self._making: Job | None = None
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr("Filter by title or name"))
        self.filter.setAccessibleName(tr("Filter the corpus by title or name"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setAcceptDrops(False)
        self.filter.setToolTip(
            tr("Words of the title or name, or a date: 2021, 2021-07, 2021-07..2021-12")
        )
        self.sorting = self._sort_button(theme)
        self.view = TreeView(self.model)
        self.view.setAccessibleName(tr("Corpus"))
        self.view.setHeaderHidden(True)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setIndentation(16)
        self.view.setMouseTracking(True)
        self.view.setDragEnabled(True)
        self.view.viewport().installEventFilter(self)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setItemDelegate(RowDelegate(self.model, theme, self.view))
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMinimumWidth(190)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(8, 8, 8, 6)
        top.setSpacing(4)
        top.addWidget(self.filter)
        top.addWidget(self.sorting)
        layout.addLayout(top)
        self.empty = Emptiness()
        layout.addWidget(self.view, 1)
        layout.addWidget(self.empty, 1)
        self._expanded: set[str] = set(listed(session.state, "expanded"))
        self._seen: set[str] = set(listed(session.state, "seen"))
        self._asked: Path | None = None  # a folder that was opened, and no text of it yet
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(150)
        self._pause.timeout.connect(self.rebuild)
        self._connect()
        self.rebuild()
        for corpus in session.corpora:  # that another window showed before
            self._count(corpus)

    def _sort_button(self, theme: Theme) -> QToolButton:
        button = QToolButton()
        draw(button, theme, "sort")
        button.setToolTip(tr("Sort and group"))
        button.setAccessibleName(tr("Sort and group the corpus"))
        button.setAutoRaise(True)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        for make in (choices.tree_show, choices.tree_order, choices.tree_group):
            menu.addMenu(ChoiceMenu(make(), self._session, menu))
        button.setMenu(menu)
        return button

    @cached_property
    def deeds(self) -> FileDeeds:
        from viewer.ui.tree.file_deeds import FileDeeds  # here: not part of the start

        deeds = FileDeeds(self._session, self)
        deeds.failed.connect(self.failed)
        return deeds

    def _connect(self) -> None:
        session, view = self._session, self.view
        session.settings_changed.connect(self._setting_changed)
        session.dating.changed.connect(self._dates_changed)
        session.titles.changed.connect(self._titles_changed)
        self.filter.textChanged.connect(self._filter_typed)
        self.filter.returnPressed.connect(self._open_first)
        self.filter.installEventFilter(self)
        view.activated.connect(self._activated)
        view.clicked.connect(self._clicked)
        view.expanded.connect(self._remember)
        view.collapsed.connect(self._remember)
        view.unfolded.connect(self._remember_all)
        view.customContextMenuRequested.connect(self._menu)
        session.corpora.changed.connect(self.rebuild)
        session.corpora.folder_asked.connect(self._folder_asked)
        session.corpora.corpus_changed.connect(self._corpus_changed)
        session.view.opening.connect(self._opening)
        session.notebook.changed.connect(self._notes_changed)
        session.watching.news_changed.connect(self._news_changed)
        session.forgetting.left.connect(self._forget)

    def _setting_changed(self, choice: Choice[Any]) -> None:
        if choice in (Settings.tree_show, Settings.tree_order, Settings.tree_group):
            self._session.dating.stopped = False
            self.rebuild()
            self.view.doItemsLayout()  # rows of one line or of two

    def _dates_changed(self, corpus: Corpus) -> None:
        self._pause.start()

    def _titles_changed(self, corpus: Corpus) -> None:
        """Show what came; make the rows anew where titles say which there are, or their order."""
        if self.filter.text().strip() or self._session.settings.tree_order == "title":
            self._pause.start()
        self.view.viewport().update()

    def _filter_typed(self) -> None:
        self._pause.start()

    def _corpus_changed(self, corpus: Corpus) -> None:
        self.rebuild()
        self._count(corpus)

    def _notes_changed(self, path: Path) -> None:
        for corpus in self._session.corpora:
            if corpus.root is None or path.is_relative_to(corpus.root):
                self._count(corpus)

    def _news_changed(self, corpus: Corpus) -> None:
        self.view.viewport().update()

    def _count(self, corpus: Corpus) -> None:
        self._session.jobs.run(_Count(corpus), self._counted)

    def _counted(self, result: tuple[Corpus, dict[str, int]]) -> None:
        corpus, counts = result
        self.model.counts[corpus.root or Path()] = counts
        self.view.viewport().update()

    def rebuild(self) -> None:
        """Make the rows anew: many of them in the background, where those that are there stay
        until then."""
        self._make(wait=False)

    def _make(self, *, wait: bool) -> None:
        if self._making is not None:
            self._making.cancel()
            self._making = None
        session, text = self._session, self.filter.text().strip()
        work = MakeRows(session.corpora, self._arranged(text), session.dating, session.titles)
        works = sum(len(corpus.works) for corpus in session.corpora)
        if wait or works <= MANY_ROWS:
            self._show(work(Job()), text)
            return
        self.model.leave_out({root.corpus for root in self.model.roots} - {*session.corpora})
        self._making = self._jobs.run(partial(_with_text, work, text), self._made)

    def _arranged(self, text: str) -> Arranged:
        """How the rows are to stand; what that needs of texts is asked for."""
        session, choice = self._session, self._session.settings
        words = tuple(part for word in text.split() if (part := fold(word).text))
        how = Arranged(words, choice.tree_order, choice.tree_group)
        if how.needs_dates and session.dating.want(session.corpora):
            how = Arranged(words)  # until the dates are there: it would stand otherwise in between
        if how.needs_titles:
            session.titles.want(session.corpora, interface_language())
        return how

    def _made(self, made: tuple[TreeRows, str]) -> None:
        self._making = None
        self._show(*made)

    def _show(self, rows: TreeRows, text: str) -> None:
        """Show these rows, filtered by `text`; what was unfolded and selected stays so, and folders
        and months that were not there do not hide it."""
        top = self.view.verticalScrollBar().value()
        chosen, current = self.view.selected(), self.model.node(self.view.currentIndex())
        known = (root for root in self.model.roots if root.children)
        before = {node.key for root in known for node in (root, *root.groups())}
        self.model.show(rows)
        again = [*filter(None, map(self._again, chosen))]
        self._expanded |= {above.key for node in again for above in node.above()} - before
        self.view.setUniformRowHeights(len(rows.works) > MANY_ROWS)
        self.view.blockSignals(True)
        for root in rows.roots:
            if root.key not in self._seen and root.corpus.works:
                first = islice(root.groups(), OPEN_UP_TO)
                self._expanded.update({root.key, *(node.key for node in first)} - before)
                if root.corpus in rows.whole:
                    self._seen.add(root.key)
        if text:
            self.view.expandAll()
        else:
            for root in rows.roots:
                for node in (root, *root.groups()):
                    if node.key in self._expanded:
                        self.view.expand(self.model.index_of(node))
        self.view.blockSignals(False)
        self.view.verticalScrollBar().setValue(top)
        if not self._show_asked():
            if again:
                self.view.select(again, current and self._again(current))
            else:
                self._show_open()
            self.view.verticalScrollBar().setValue(top)
        self._say_empty(text)

    def _say_empty(self, filtered: str) -> None:
        """Instead of rows: what will be there, or why there are none."""
        corpora = self._session.corpora
        none = not self.model.rows.works
        self.empty.setVisible(none)
        self.view.setVisible(bool(corpora) and not (none and filtered))
        if not corpora:
            text = tr("The texts of the folders that you open will stand here. Ctrl+O opens one.")
        elif filtered:
            text = tr("No text has that in its title or name.")
        elif all(corpus.complete for corpus in corpora):
            text = tr("There is no text in this folder that Hashiya can read.")
        else:
            text = tr("Looking for texts…")
        self.empty.setText(text)

    def _remember(self, index: QModelIndex) -> None:
        if not self.model.hasChildren(index):
            return
        node = self.model.node(index)
        if node is not None and not self.filter.text().strip():
            change = self._expanded.add if self.view.isExpanded(index) else self._expanded.discard
            change(node.key)

    def _remember_all(self) -> None:
        """All below the current row was unfolded."""
        node = self.model.node(self.view.currentIndex())
        if node is not None and node.children and not self.filter.text().strip():
            self._expanded.update(each.key for each in (node, *node.groups()))

    def _forget(self, root: Path) -> None:
        """Which folders of a corpus were unfolded is nobody's business any more."""
        for keys in (self._expanded, self._seen):
            keys -= {key for key in keys if Path(key).is_relative_to(root)}

    def state(self) -> dict[str, list[str]]:
        """What is unfolded, for the next start."""
        return {"expanded": sorted(self._expanded), "seen": sorted(self._seen)}

    def _folder_asked(self, root: Path) -> None:
        """The reader opens a folder: its row is to be seen, until a text is opened."""
        self._asked = root
        self._expanded.add(str(root))
        self._show_asked()

    def _opening(self) -> None:
        self._asked = None
        self._show_open()

    def _show_asked(self) -> bool:
        """Select the folder that was opened, at the top of the list; whether it is there."""
        asked = (node for node in self.model.roots if node.corpus.root == self._asked)
        node = next(asked, None) if self._asked is not None else None
        if node is None:
            return False
        index = self.model.index_of(node)
        self.view.expand(index)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.view.selectionModel().setCurrentIndex(index, flag)
        self.view.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)
        return True

    def _show_open(self) -> None:
        """Select the row of the open work; nothing where it has none."""
        work, corpus = self._session.view.work, self._session.view.corpus
        if work is None:
            return
        node = self._node_of(corpus, work) if isinstance(corpus, Corpus) else None
        if node is None:
            self.view.clearSelection()
        elif (index := self.model.index_of(node)) not in self.view.selectedIndexes():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.view.selectionModel().setCurrentIndex(index, flag)

    def reveal(self, tab: Tab | None = None) -> None:
        """Show the row of the text of a tab, or of the one in front, whatever is filtered or
        folded, and go there."""
        tab = tab or self._session.tabs.current
        corpus, work = tab.corpus, tab.work
        if corpus is None or work is None:
            return
        self.show()
        node = self._node_of(corpus, work)
        if node is None and self.filter.text():
            self.filter.clear()
            self._pause.stop()
            self._make(wait=True)
            node = self._node_of(corpus, work)
        if node is not None:
            index = self.model.index_of(node)
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.view.selectionModel().setCurrentIndex(index, flag)
            self.view.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _node_of(self, corpus: Corpus, work: Work) -> Node | None:
        return self.model.rows.of_work.get(corpus, {}).get(work.key)

    def _again(self, gone: Node) -> Node | None:
        """The row that took the place of one."""
        if gone.work is not None:
            return self._node_of(gone.corpus, gone.work)
        return self.model.rows.of_group.get(gone.corpus, {}).get(gone.key)

    def _activated(self, index: QModelIndex) -> None:
        """Enter or a double click: the text is kept."""
        if (node := self.model.node(index)) is not None and node.work is not None:
            self._asked = None
            self._open(node, keep=True)

    def _clicked(self, index: QModelIndex) -> None:
        self._asked = None
        node = self.model.node(index)
        keys = QGuiApplication.keyboardModifiers()
        many = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if node is None or node.work is None or keys & many:
            return
        self._open(node, keep=False)

    def _open(self, node: Node, *, keep: bool) -> None:
        """Show the work of a row, if it is not shown yet."""
        session, view = self._session, self._session.view
        if node.work is not None and not (view.corpus is node.corpus and view.work == node.work):
            session.look_into(node.corpus, node.work)
        if keep:
            session.tabs.keep()

    def step(self, forward: bool) -> None:
        """Open the next or previous work of the corpus."""
        works = self.model.rows.works
        here = self._session.view.work
        at = next((i for i, n in enumerate(works) if n.work == here), -1 if forward else 0)
        at += 1 if forward else -1
        if 0 <= at < len(works):
            node = works[at]
            assert node.work is not None
            self._session.look_into(node.corpus, node.work)

    # Context menu

    def _menu(self, point: QPoint) -> None:
        menu = self.context_menu()
        if not menu.isEmpty():
            menu.exec(self.view.viewport().mapToGlobal(point))
        menu.deleteLater()

    def context_menu(self) -> QMenu:
        """What can be done to the selected rows."""
        menu, nodes = QMenu(self), self.view.selected()
        works = [n for n in nodes if n.work is not None]
        if len(nodes) == 1 and works:
            menu.addAction(tr("Open"), self._open_selected)
            menu.addAction(tr("Open in a new &tab"), self.open_in_tab)
            menu.addAction(tr("Open be&side"), self.open_beside)
        if self._pairable(works):
            menu.addAction(tr("Pair: text and translation"), self._pair_selected)
        if len(works) == 1 and works[0].work and len(works[0].work.documents) > 1:
            menu.addAction(tr("Take the pair apart"), self._unpair_selected)
        if works:
            menu.addSeparator()
            self._choices(menu, tr("Language"), "language", _languages())
            self._choices(menu, tr("Direction"), "direction", _directions())
            self._choices(menu, tr("Encoding"), "encoding", [(e, e) for e in ENCODINGS])
        if any(self._has_news(node) for node in nodes):
            menu.addAction(tr("Mark as seen"), self._see_selected)
        if nodes:
            menu.addSeparator()
            menu.addAction(tr("Show in the file manager"), self._show_folder)
            menu.addAction(tr("Copy path"), self._copy_path)
        own = own_folders()  # what the program brought along stays as it is
        files = [path for path in self._paths() if path.is_file()]
        self.deeds.offer(menu, [f for f in files if not any(map(f.is_relative_to, own))])
        return menu

    def _choices(self, menu: QMenu, title: str, name: str, choices: list[tuple[str, str]]) -> None:
        below = menu.addMenu(title)
        for value, text in [("", tr("As detected")), *choices]:
            action = below.addAction(text)
            action.setData((name, value or None))
        below.triggered.connect(self._override)

    def _override(self, action: Any) -> None:
        name, value = action.data()
        for node in self.view.selected():
            if node.work is not None:
                for path in node.work.documents.values():
                    self._session.teaching.override(node.corpus, path, name, value)

    def _pairable(self, works: list[Node]) -> bool:
        """Two rows, or one row and the open work, of one corpus; one of them a single document."""
        here = self._session.view
        if len(works) == 1 and here.work is not None and here.work != works[0].work:
            singles = [works[0].work, here.work]
            same = works[0].corpus is here.corpus
        else:
            singles = [n.work for n in works]
            same = len({id(n.corpus) for n in works}) == 1
        sizes = [len(w.documents) for w in singles if w]
        return same and len(sizes) == 2 and min(sizes) == 1 and sum(sizes) <= PARTNERS

    def _pair_selected(self) -> None:
        works = [n for n in self.view.selected() if n.work is not None]
        found = [n.work for n in works]
        if len(found) == 1:
            found.insert(0, self._session.view.work)
        first, second = (next(iter(w.documents.values())) for w in found if w)
        self._session.matching.pair(works[0].corpus, (first, second))

    def _unpair_selected(self) -> None:
        node = self.view.selected()[0]
        if node.work is not None:
            self._session.matching.unpair(node.corpus, node.work)

    def _open_selected(self) -> None:
        self._open(self.view.selected()[0], keep=True)

    def _first(self) -> Node | None:
        """The first work in sight."""
        if self._pause.isActive() or self._making is not None:  # what was typed last counts
            self._pause.stop()
            self._make(wait=True)
        return next(iter(self.model.rows.works), None)

    def _open_first(self) -> None:
        if (node := self._first()) is not None:
            self._open(node, keep=True)

    def _enter_rows(self) -> None:
        """From the filter down to the rows."""
        if (node := self._first()) is not None:
            if self.filter.text().strip() or not self.view.currentIndex().isValid():
                self.view.setCurrentIndex(self.model.index_of(node))
            self.view.setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The middle button opens a row in a tab of its own; Down leads from the filter to rows."""
        if watched is self.filter:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                if event.key() == Qt.Key.Key_Down:
                    self._enter_rows()
                    return True
                if event.key() == Qt.Key.Key_Escape and self.filter.text():
                    self.filter.clear()
                    return True
            return False
        if event.type() != QEvent.Type.MouseButtonRelease or not isinstance(event, QMouseEvent):
            return False
        if event.button() == Qt.MouseButton.MiddleButton:
            node = self.model.node(self.view.indexAt(event.position().toPoint()))
            if node is not None and node.work is not None:
                self._session.tabs.open(node.corpus, node.work)
                return True
        return False

    def open_in_tab(self) -> None:
        """The selected works, each in a tab of its own."""
        for node in self.view.selected():
            if node.work is not None:
                self._session.tabs.open(node.corpus, node.work)

    def open_beside(self) -> None:
        """The selected work next to the open one; without one, the open one once more."""
        node = next((node for node in self.view.selected() if node.work is not None), None)
        if node is not None and node.work is not None:
            self._session.tabs.open_beside(node.corpus, node.work)

    def _has_news(self, node: Node) -> bool:
        """A work that is new, or a corpus or folder with anything that is."""
        if node.work is not None:
            return bool(self.model.news_of(node))
        news = self._session.watching.news(node.corpus)
        return bool(news.marks or news.gone)

    def _see_selected(self) -> None:
        for node in self.view.selected():
            works = [n.work for n in (node, *node.walk()) if n.work is not None]
            paths = [path for work in works for path in work.documents.values()]
            self._session.watching.see(node.corpus, paths if node.parent else None)

    def _paths(self) -> list[Path]:
        found = []
        for node in self.view.selected():
            if node.work is not None:
                found += [node.corpus.path(p) for p in node.work.documents.values()]
            elif node.corpus.root is not None:
                found.append(Path(node.key))
        return found

    def _show_folder(self) -> None:
        if paths := self._paths():
            folder = paths[0] if paths[0].is_dir() else paths[0].parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _copy_path(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(map(str, self._paths())))


def _languages() -> list[tuple[str, str]]:
    return [(tag, name) for tag, name in language_names().items() if tag != "und"]


def _directions() -> list[tuple[str, str]]:
    return [("rtl", tr("Right to left")), ("ltr", tr("Left to right"))]


def _with_text(work: MakeRows, text: str, job: Job) -> tuple[TreeRows, str]:
    """Work for a job: rows, and what they are filtered by."""
    return work(job), text


class _Count:
    """Work for a job: the notes of each document of a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def __call__(self, job: object) -> tuple[Corpus, dict[str, int]]:
        counts: dict[str, int] = {}
        for path, count in self._corpus.store.counts().items():
            folder = path.rpartition("/")[0]
            inside = not formats.known(path) and formats.known(folder)  # a side of a bilingual file
            key = folder if inside else path
            counts[key] = counts.get(key, 0) + count
        return self._corpus, counts
