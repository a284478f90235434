"""What the reader says of lines and documents: furniture, text after all, turned round, of another
language, direction or encoding. QtCore only."""

from __future__ import annotations

import copy
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from viewer.core.corpus.taught_rules import Rule, apply, shape
from viewer.core.text.document import Document
from viewer.session.base.corpora_list import CorporaList
from viewer.session.base.load_jobs import Corpus
from viewer.session.base.undo import UndoCommand
from viewer.session.base.view_state import View
from viewer.session.notes.notebook import Notebook

Remembered = tuple[dict[str, Any], dict[str, Any]]
"""Rules by folders, and what was said of documents."""


def remembered(corpus: Corpus) -> Remembered:
    """What the reader said of lines and documents of a corpus, as it is now."""
    return copy.deepcopy((corpus.file.furniture, corpus.file.documents))


class Teaching(QObject):
    """Turns lines like the one at the caret into furniture or text, says how a document is to be
    read; each as a step of undo."""

    taught = Signal(bool)
    """Lines are furniture now (True) or text."""
    document_changed = Signal(object)
    """Language, direction or encoding of the document at a path was set by the reader."""

    def __init__(self, view: View, notebook: Notebook, corpora: CorporaList) -> None:
        super().__init__()
        self._view, self._notebook, self._corpora = view, notebook, corpora
        self._last: UndoCommand | None = None

    def is_furniture(self) -> bool | None:
        """Whether the line at the caret is furniture; None where there is no line."""
        if (here := self._here()) is None:
            return None
        _, document, block = here
        return block in document.furniture

    def teach(self, furniture: bool) -> None:
        """Lines like the one at the caret are furniture in this folder, or are not."""
        if (here := self._here()) is None:
            return
        corpus, document, block = here
        assert document.file is not None
        folder = corpus.relative(document.file).rpartition("/")[0] + "/"
        said, before = remembered(corpus), corpus.file.rules_of(folder)
        line = shape(document.lines.block(block))
        others = [rule for rule in before if rule.line != line]
        opposite = Rule(line, furniture)
        alone = others if opposite in before else [*others, Rule(line, not furniture)]
        corpus.file.set_rules(folder, alone)
        self.apply_rules(corpus)
        if (block in document.furniture) != furniture:  # a rule of a folder above says otherwise
            corpus.file.set_rules(folder, [*others, Rule(line, not furniture)])
            self.apply_rules(corpus)
        self._last = self._did(corpus, "rules", said)
        self._corpora.keep(corpus)
        self.taught.emit(furniture)

    def undo(self) -> None:
        """Take the last teaching back."""
        if self._last is not None:
            self._notebook.take_back(self._last)
            self._last = None

    def turn_block(self, side: str, block: int, current: str) -> None:
        """Turn one paragraph round, or give it back its own direction; remembered."""
        corpus, document = self._view.corpus, self._view.documents.get(side)
        if document is None or document.path is None or not isinstance(corpus, Corpus):
            return
        start = document.lines.start(block)
        turned, said = "ltr" if current == "rtl" else "rtl", remembered(corpus)
        document.directions[block] = turned
        corpus.file.override_block(corpus.relative(document.path), start, turned)
        self._corpora.keep(corpus)
        self._did(corpus, "override", said)
        self._view.relayed.emit()

    def _here(self) -> tuple[Corpus, Document, int] | None:
        view = self._view
        document, corpus = view.document(), view.corpus
        if document is None or document.path is None or not isinstance(corpus, Corpus):
            return None
        return (corpus, document, document.lines.block_at(view.caret)) if len(document) else None

    def apply_rules(self, corpus: Corpus) -> None:
        """Have the open documents follow the rules as they are now."""
        view = self._view
        if view.corpus is corpus:
            for document in view.documents.values():
                if document.file is not None:
                    apply(document, corpus.file.rules(corpus.relative(document.file)))
            view.furnished.emit()

    def _did(self, corpus: Corpus, kind: str, before: Remembered) -> UndoCommand:
        do = partial(self._say, corpus, kind)
        where = (corpus.root,) if corpus.root is not None else ()
        command = UndoCommand(kind, do, before, remembered(corpus), where)
        self._notebook.did(command)
        return command

    def _say(self, corpus: Corpus, kind: str, said: Remembered) -> None:
        """Undo or redo: this was said."""
        corpus.file.furniture, corpus.file.documents = copy.deepcopy(said)
        self._corpora.keep(corpus)
        if kind == "rules":
            self.apply_rules(corpus)
        elif self._view.corpus is corpus:
            self._corpora.reload()

    # Of documents

    def override(self, corpus: Corpus, path: str, name: str, value: str | None) -> None:
        """Set `language`, `direction` or `encoding` of a document, None for as detected."""
        before = remembered(corpus)
        corpus.file.override(path, name, value)
        self._corpora.keep(corpus)
        self._did(corpus, "override", before)
        self.document_changed.emit(corpus.path(path))
        work = self._view.work
        shown = work.documents.values() if work and self._view.corpus is corpus else ()
        if any(path == p or path.startswith(f"{p}/") for p in shown):
            self._corpora.reload()

    def override_folder(self, corpus: Corpus, path: str, encoding: str) -> None:
        """Read every document in the folder of `path` in that encoding, unless said otherwise."""
        before = remembered(corpus)
        corpus.file.override(path.rpartition("/")[0] + "/", "encoding", encoding)
        corpus.file.override(path, "encoding", None)
        self._corpora.keep(corpus)
        self._did(corpus, "override", before)
        self._corpora.reload()
