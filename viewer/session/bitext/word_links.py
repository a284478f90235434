"""The counterpart of a word in the other language. QtCore only.

What words are to each other is learned in the background, by a child, once a word is pointed at,
and kept for the work; the words of two sentences are linked when one of them is pointed at, which
takes milliseconds.
"""

from __future__ import annotations

import bisect
import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.core.base.choice_file import Choice
from viewer.core.base.settings import Settings
from viewer.core.bitext.alignment import Alignment, Row, Sentence, row_of_unit, rows_of_work
from viewer.core.text.document import Document
from viewer.core.worker.client import Worker
from viewer.session.base.background_jobs import Job, Jobs
from viewer.session.base.corpora_list import CorporaList
from viewer.session.base.preferences import Preferences
from viewer.session.base.view_state import View
from viewer.session.bitext.alignment import Aligning

if TYPE_CHECKING:
    from viewer.core.bitext.word_links import Nats
    from viewer.core.dictionaries.catalogue import Places

LEARNED_AFTER_MS = 800
"""Milliseconds from the first word that is pointed at until the table of a work is learned: the
reader may only leaf through."""
TABLE_TIMEOUT_S = 600.0
TABLE_MEMORY_BYTES = 4 << 30
MOST_LEARNED_ROWS = 20_000
"""Rows of a work that its table is learned from, the first ones."""
MOST_CORPUS_ROWS = 3_000
"""Rows of the rest of the corpus."""
LONGEST_SENTENCE = 4_000
"""Code points of a sentence, or of a row without sentences, whose words are linked."""
KEPT_SENTENCES = 64

TextPair = tuple[str, str]


class LinkedWord(NamedTuple):
    """A word (of several parts, if need be) and its counterpart on another side."""

    side: str
    mine: list[Sentence]
    """`[start, end)` of the word, in code points of a block."""
    other: str
    theirs: list[Sentence]


class WordLinking(QObject):
    """Holds what the words of the open work are to each other."""

    learned = Signal()
    """More words have a counterpart now."""

    def __init__(
        self,
        view: View,
        aligning: Aligning,
        corpora: CorporaList,
        preferences: Preferences,
        places: Callable[[], Places],
        cache: Path,
    ) -> None:
        """`places`: where dictionaries lie; `cache`: the folder of what can be made again."""
        super().__init__()
        self._view, self._aligning, self._corpora = view, aligning, corpora
        self._preferences, self._places, self._cache = preferences, places, cache
        self._worker = Worker(TABLE_MEMORY_BYTES)
        self._jobs = Jobs(1)
        self._job: Job | None = None
        self._asked = False  # whether the tables of this work were asked for
        self._tables: dict[tuple[str, str], Nats] = {}
        self._known: dict[object, list[tuple[list[Sentence], list[Sentence]]]] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(LEARNED_AFTER_MS)
        self._soon.timeout.connect(self._begin)
        view.opened.connect(self._opened)
        view.aligned.connect(self._aligned)
        preferences.changed.connect(self._setting_changed)

    @property
    def on(self) -> bool:
        """Whether the reader wants to see counterparts of words."""
        return self._preferences.settings.links

    @property
    def busy(self) -> bool:
        """Whether a table is being learned, or about to be."""
        return self._job is not None or self._soon.isActive()

    # Learning

    def _opened(self) -> None:
        self._cancel()
        self._tables.clear()
        self._aligned()

    def _aligned(self) -> None:
        self._known.clear()

    def _setting_changed(self, choice: Choice[Any]) -> None:
        if choice is Settings.links and not self.on:
            self._cancel()

    def _want_tables(self) -> None:
        if not self._asked and len(self._view.published) > 1:
            self._asked = True
            self._soon.start()

    def _begin(self) -> None:
        if self._aligning.busy:  # better rows are on their way
            self._soon.start()
            return
        sides = list(self._pairs_of_sides())
        corpus = self._corpora.current(self._view.corpus, folders=True)
        root = corpus.root if corpus is not None else None
        work = LearnTables(sides, self._worker, self._places(), self._cache, root)
        self._job = self._jobs.run(work, self._over, self._failed, self._take)

    def _pairs_of_sides(self) -> Iterator[AskedTable]:
        """What a table is learned of: each alignment, or the rows of a file of two languages."""
        lined, documents = self._aligning.lined, self._view.published
        if lined is not None and lined.alignments:
            for side, made in lined.alignments.items():
                # Its own object: an alignment remembers what it was asked last.
                yield AskedTable(lined.pivot, side, made.before, made.after, replace(made))
        else:
            (one, first), *others = documents.items()
            rows = rows_of_work(documents, {}) if others else []
            for other, second in others:
                yield AskedTable(one, other, first, second, None, rows)

    def _take(self, told: tuple[tuple[str, str], Nats]) -> None:
        self._tables[told[0]] = told[1]
        self._known.clear()
        self.learned.emit()

    def _over(self, _: object) -> None:
        self._job = None

    def _failed(self, error: Exception) -> None:
        """Without a table numbers, names and common words still have counterparts."""
        self._job = None

    def _cancel(self) -> None:
        self._asked = False
        self._soon.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self._worker.cancel()

    def close(self) -> None:
        self._cancel()
        self._worker.close()
        self._jobs.wait(2000)

    # Asking

    def of(self, side: str, block: int, offset: int) -> list[LinkedWord]:
        """The word at a position, code points into a block, with its counterpart on every other
        side that has one; nothing where the reader does not want to see it."""
        if not self.on or side not in self._view.published:
            return []
        self._want_tables()
        found = []
        for other, mine, theirs, first in self._sentences(side, block, offset):
            for ours, others in self._linked(side, other, mine, theirs, first):
                if any(b == block and start <= offset <= end for b, start, end in ours):
                    found.append(LinkedWord(side, ours, other, others))
                    break
        return found

    def text_of(self, side: str, position: int) -> str:
        """The counterpart of the word at a position of a document, as it is written; or empty."""
        document = self._view.documents.get(side)
        if document is None or not len(document):
            return ""
        block = document.lines.block_at(position)
        for word in self.of(side, block, position - document.lines.start(block)):
            lines = self._view.documents[word.other].lines
            return " ".join(lines.block(b)[start:end] for b, start, end in word.theirs)
        return ""

    def _sentences(
        self, side: str, block: int, offset: int
    ) -> Iterator[tuple[str, list[Sentence], list[Sentence], bool]]:
        """(the other side, sentences here, those there, whether this is the first side)."""
        aligned = False
        for other, made, first in self._aligning.alignments_of(side):
            aligned = True
            mine, theirs = made.counterpart(block, offset, first)
            if theirs:
                yield other, mine, theirs, first
        if aligned:
            return
        documents = self._view.published
        row = row_of_unit(documents, side, block) if len(documents) > 1 else None
        before = True  # the sides that come before this one
        for other, blocks in row.blocks.items() if row is not None else ():
            if other == side:
                before = False
            elif blocks and row is not None:
                mine = _wholes(documents[side], row.blocks[side])
                yield other, mine, _wholes(documents[other], blocks), not before

    def _linked(
        self, side: str, other: str, mine: list[Sentence], theirs: list[Sentence], first: bool
    ) -> list[tuple[list[Sentence], list[Sentence]]]:
        """The words of some sentences with their counterparts."""
        key = side, other, tuple(mine), tuple(theirs)
        if (known := self._known.get(key)) is None:
            if len(self._known) >= KEPT_SENTENCES:
                self._known.clear()
            known = self._known[key] = self._link(side, other, mine, theirs, first)
        return known

    def _link(
        self, side: str, other: str, mine: list[Sentence], theirs: list[Sentence], first: bool
    ) -> list[tuple[list[Sentence], list[Sentence]]]:
        from viewer.core.bitext.word_links import groups, linked_spans

        here, there = (
            _Joined(self._view.documents[s], parts) for s, parts in ((side, mine), (other, theirs))
        )
        if max(len(here.text), len(there.text)) > LONGEST_SENTENCE:
            return []
        table = self._tables.get((side, other) if first else (other, side), {})
        one, two = (here, there) if first else (there, here)
        found = groups(linked_spans(one.text, two.text, table))
        if not first:
            found = [(b, a) for a, b in found]
        return [(here.places(a), there.places(b)) for a, b in found]


class _Joined:
    """Sentences as one text, with the way back."""

    def __init__(self, document: Document, parts: Sequence[Sentence]) -> None:
        texts = [document.lines.block(b)[start:end] for b, start, end in parts]
        self._parts, self._starts = parts, [0]
        for text in texts:
            self._starts.append(self._starts[-1] + len(text) + 1)
        self.text = "\n".join(texts)

    def places(self, spans: Sequence[tuple[int, int]]) -> list[Sentence]:
        made = []
        for start, end in spans:
            at = bisect.bisect_right(self._starts, start) - 1
            block, begin, _ = self._parts[at]
            shift = begin - self._starts[at]
            made.append((block, start + shift, end + shift))
        return made


class AskedTable(NamedTuple):
    """Two sides of a work that a table is wanted of: by an alignment of them, or by rows."""

    side: str
    other: str
    before: Document
    after: Document
    alignment: Alignment | None
    rows: Sequence[Row] = ()

    def pairs(self) -> list[TextPair]:
        """Their sentences that correspond, or what stands in a row."""
        made, found = self.alignment, list[tuple[list[Sentence], list[Sentence]]]()
        if made is not None:
            for bead in range(min(len(made.beads), MOST_LEARNED_ROWS)):
                found += ((a, b) for a, b, _ in made.pairs(bead))
        for row in self.rows[:MOST_LEARNED_ROWS]:
            one, two = (row.blocks.get(side, range(0)) for side in (self.side, self.other))
            found.append((_wholes(self.before, one), _wholes(self.after, two)))
        texts = ((_Joined(self.before, a).text, _Joined(self.after, b).text) for a, b in found)
        return [(a, b) for a, b in texts if 0 < min(len(a), len(b)) <= LONGEST_SENTENCE]


def _wholes(document: Document, blocks: range) -> list[Sentence]:
    return [(block, 0, len(document.lines.block(block))) for block in blocks]


class LearnTables:
    """Work for a job: the tables of some sides, from the cache or learned; each is told of."""

    def __init__(
        self,
        sides: Sequence[AskedTable],
        worker: Worker,
        places: Places,
        cache: Path,
        root: Path | None,
    ) -> None:
        self._sides, self._worker, self._places = sides, worker, places
        self._cache, self._root = cache, root

    def __call__(self, job: Job) -> None:
        from viewer.core.bitext.word_table import TableCache, can_compare
        from viewer.core.dictionaries.catalogue import state
        from viewer.core.worker.word_tables import question

        cache, read = TableCache(self._cache), state(self._places)
        for asked in self._sides:
            pairs = asked.pairs()
            if job.cancelled or not pairs:
                continue
            languages = asked.before.language, asked.after.language
            near = can_compare(languages)
            about = [languages, near, read]
            path = cache.path((text for pair in pairs for text in pair), about)
            if (nats := cache.get(path)) is None:
                more = self._others(pairs, languages, job)
                wanted = question(pairs, more, languages, self._places, near)
                if job.cancelled:
                    return
                nats = self._worker.word_table(wanted, TABLE_TIMEOUT_S)
                with contextlib.suppress(OSError):  # a full disk: it is learned again
                    cache.put(path, nats)
            job.tell(((asked.side, asked.other), nats))

    def _others(
        self, pairs: Sequence[TextPair], languages: tuple[str, str], job: Job
    ) -> list[TextPair]:
        """Rows of the rest of the corpus, where it has an index."""
        from viewer.core.search.index import Index
        from viewer.core.search.index_progress import index_path
        from viewer.core.search.translation_finder import aligned_rows

        path = index_path(self._cache, self._root) if self._root is not None else None
        if path is None or not path.exists():
            return []
        own = {text for text, _ in pairs}
        index = Index(path)
        try:
            found = aligned_rows(index, languages, MOST_CORPUS_ROWS, job.is_cancelled)
        finally:
            index.close()
        return [pair for pair in found if pair[0] not in own]
