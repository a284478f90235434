"""The rows of the corpus tree as they follow from its works: made here, perhaps in a thread."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from viewer.core.base.paths import guide_dir, seeds_dir
from viewer.core.corpus.document_dates import period
from viewer.core.corpus.works import Work, natural_key
from viewer.core.language.arabic import fold
from viewer.session.base.background_jobs import Job
from viewer.session.base.load_jobs import Corpus
from viewer.session.document_dates import Dating
from viewer.session.document_titles import Titles
from viewer.ui.base.i18n import digits, interface_language, shown_month, tr
from viewer.ui.base.names import shown_name

FOLDED_NAMES = 1 << 16
"""Names and titles whose folded spelling is kept."""
UNDATED = "\uffff"
"""The key of the group of works without a date: no folder has that name."""


@dataclass(eq=False, slots=True)
class Node:
    """A corpus, a folder (or year, or month) or a work.

    `day`: ISO 8601, `title`: of a work, as far as known when it was made; where they are asked for.
    """

    name: str
    key: str
    corpus: Corpus
    parent: Node | None = None
    work: Work | None = None
    day: str | None = None
    title: str = ""
    row: int = 0
    children: Sequence[Node] = ()

    def walk(self) -> Iterator[Node]:
        for child in self.children:
            yield child
            yield from child.walk()

    def above(self) -> Iterator[Node]:
        """What it is in, from the nearest."""
        if self.parent is not None:
            yield self.parent
            yield from self.parent.above()

    def own_groups(self) -> Iterator[Node]:
        """The folders or months right in it; they stand before its works."""
        return takewhile(_is_group, self.children)

    def groups(self) -> Iterator[Node]:
        """All folders or months in it."""
        for child in self.own_groups():
            yield child
            yield from child.groups()


def _is_group(node: Node) -> bool:
    return node.work is None


class Arranged(NamedTuple):
    """How the rows are to stand: filter words (folded), `order` and `group` as in the settings."""

    words: tuple[str, ...] = ()
    order: str = "name"
    group: str = "folder"

    @property
    def needs_dates(self) -> bool:
        return (
            self.order in ("newest", "oldest")
            or self.group != "folder"
            or any(map(period, self.words))
        )

    @property
    def needs_titles(self) -> bool:
        return bool(self.words) or self.order == "title"


def corpus_name(corpus: Corpus) -> str:
    """What a corpus is called: its folder, or in words what the program brought along."""
    if corpus.root is None:
        return tr("Single files")
    own = {seeds_dir(): tr("Sample corpus"), guide_dir(): tr("Guide")}
    return own.get(corpus.root) or shown_name(corpus.root.name or str(corpus.root))


@dataclass(eq=False)
class TreeRows:
    """All rows of the tree."""

    roots: list[Node] = field(default_factory=list)
    works: list[Node] = field(default_factory=list)
    """The rows of works as they stand one below the other."""
    of_work: dict[Corpus, dict[str, Node]] = field(default_factory=dict)
    """The rows of the works of each corpus by their keys."""
    of_group: dict[Corpus, dict[str, Node]] = field(default_factory=dict)
    """Those of each corpus itself and of its folders or months."""
    whole: Container[Corpus] = ()
    """The corpora whose folders had been gone through to the end."""


class MakeRows:
    """Work for a job, or to be done at once: the rows of some corpora; only what fits the filter.

    `dating` and `titles` are only asked for what they know.
    """

    def __init__(
        self, corpora: Iterable[Corpus], how: Arranged, dating: Dating, titles: Titles
    ) -> None:
        self._corpora = [(corpus, corpus_name(corpus)) for corpus in corpora]
        self._whole = {corpus for corpus, _ in self._corpora if corpus.complete}
        self._how, self._dating, self._titles = how, dating, titles
        self._language = interface_language()

    def __call__(self, job: Job) -> TreeRows:
        roots = [self._root(corpus, name, job) for corpus, name in self._corpora]
        for row, root in enumerate(roots):
            root.row = row
        works = [node for root in roots for node in root.walk() if node.work is not None]
        of_work: dict[Corpus, dict[str, Node]] = {root.corpus: {} for root in roots}
        for node in works:
            of_work[node.corpus][node.key] = node
        of_group = {
            root.corpus: {node.key: node for node in (root, *root.groups())} for root in roots
        }
        return TreeRows(roots, works, of_work, of_group, self._whole)

    def _root(self, corpus: Corpus, name: str, job: Job) -> Node:
        """The rows of a corpus, by folders or by months."""
        how = self._how
        root = Node(name, str(corpus.root), corpus)
        groups: dict[str, tuple[Node, list[Node]]] = {"": (root, [])}

        def group(path: str, shown: str = "") -> tuple[Node, list[Node]]:
            if path not in groups:
                above, _, last = path.rpartition("/")
                parent, beside = group(above)
                name = shown or (digits(last) if how.group == "month" else shown_name(last))
                node = Node(name, f"{root.key}/{path}", corpus, parent)
                groups[path] = node, []
                beside.append(node)
            return groups[path]

        for work in corpus.works:
            job.check()
            day = self._dating.of(corpus, work) if how.needs_dates else None
            title = self._titles.of(corpus, work, self._language) if how.needs_titles else ""
            if not _fits(work, title or "", day, how.words):
                continue
            if how.group == "month":
                above, beside = group(*_month(day))
            else:
                above, beside = group(work.folder if corpus.root else "")
            paired = len(work.documents) > 1
            name = work.name if corpus.root or paired else Path(work.key).name
            beside.append(Node(shown_name(name), work.key, corpus, above, work, day, title or ""))
        for node, below in groups.values():
            _sort(below, how)
            node.children = below
        return root


def _fits(work: Work, title: str, day: str | None, words: tuple[str, ...]) -> bool:
    """Each word is in the path or title, or tells a period that the day is in."""
    if not words:
        return True
    told = folded(f"{work.folder} {work.name} {title}")
    return all(word in told or ((p := period(word)) and p.has(day)) for word in words)


@lru_cache(FOLDED_NAMES)
def folded(text: str) -> str:
    """As it is compared; each letter that is typed into the filter asks for all of them."""
    return fold(text).text


def _month(day: str | None) -> tuple[str, str]:
    """The group of a day, year and month, and the name of that; without a day a group of those."""
    return (f"{day[:4]}/{day[:7]}", shown_month(day)) if day else (UNDATED, tr("Undated"))


def _sort(children: list[Node], how: Arranged) -> None:
    """Groups before works. By date what has none comes last, and equal days by name."""
    newest = how.order == "newest"
    children.sort(key=_by_name)
    if how.order == "title":
        children.sort(key=_by_title)
    elif how.order != "name":
        children.sort(key=_by_day, reverse=newest)
    if how.group == "month":
        children.sort(key=_by_group, reverse=newest)
    children.sort(key=_rank)
    for row, child in enumerate(children):
        child.row = row


def _by_name(node: Node) -> tuple[tuple[int, int, str], ...]:
    return natural_key(node.name)


def _by_title(node: Node) -> tuple[bool, str]:
    """What has no title stands last; `_` and the like before a word do not count."""
    folded = fold(node.title).text
    return not folded, folded.lstrip(" \"'«“”»()[]—–-•*#")


def _by_day(node: Node) -> str:
    return node.day or ""


def _by_group(node: Node) -> str:
    return node.key if node.work is None else ""


def _rank(node: Node) -> tuple[bool, bool]:
    if node.work is None:
        return False, node.key.endswith(UNDATED)
    return True, node.day is None
