"""What the reader says of lines: furniture, text after all, turned round. QtCore only."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from viewer.core.corpus.taught_rules import Rule, apply, shape
from viewer.core.text.document import Document
from viewer.session.base.load_jobs import Corpus

if TYPE_CHECKING:
    from viewer.session.session import Session

Remembered = tuple[dict[str, Any], dict[str, Any]]
"""Rules by folders, and what was said of documents."""


def remembered(corpus: Corpus) -> Remembered:
    """What the reader said of lines and documents of a corpus, as it is now."""
    return copy.deepcopy((corpus.file.furniture, corpus.file.documents))


@dataclass(frozen=True)
class Said:
    """What undo takes back: what was said of lines (`kind` `rules`) or documents (`override`)."""

    session: Session
    corpus: Corpus
    kind: str
    before: Remembered
    after: Remembered

    def undo(self) -> None:
        self._say(self.before)

    def redo(self) -> None:
        self._say(self.after)

    def _say(self, said: Remembered) -> None:
        file = self.corpus.file
        file.furniture, file.documents = copy.deepcopy(said)
        self.session.keep(self.corpus)
        if self.kind == "rules":
            self.session.teaching.apply_rules(self.corpus)
        elif self.session.view.corpus is self.corpus:
            self.session.reload()


class Teaching(QObject):
    """Turns lines like the one at the caret into furniture or text, as steps of undo."""

    taught = Signal(bool)
    """Lines are furniture now (True) or text."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._last: Said | None = None

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
        self._last = Said(self._session, corpus, "rules", said, remembered(corpus))
        self._session.notebook.did(self._last)
        self._session.keep(corpus)
        self.taught.emit(furniture)

    def undo(self) -> None:
        """Take the last teaching back."""
        if self._last is not None:
            self._session.notebook.take_back(self._last)
            self._last = None

    def turn_block(self, side: str, block: int, current: str) -> None:
        """Turn one paragraph round, or give it back its own direction; remembered."""
        corpus, document = self._session.view.corpus, self._session.view.documents.get(side)
        if document is None or document.path is None or not isinstance(corpus, Corpus):
            return
        start = document.lines.start(block)
        turned, said = "ltr" if current == "rtl" else "rtl", remembered(corpus)
        document.directions[block] = turned
        corpus.file.override_block(corpus.relative(document.path), start, turned)
        self._session.keep(corpus)
        after = remembered(corpus)
        self._session.notebook.did(Said(self._session, corpus, "override", said, after))
        self._session.view.relayed.emit()

    def _here(self) -> tuple[Corpus, Document, int] | None:
        view = self._session.view
        document, corpus = view.document(), view.corpus
        if document is None or document.path is None or not isinstance(corpus, Corpus):
            return None
        return (corpus, document, document.lines.block_at(view.caret)) if len(document) else None

    def apply_rules(self, corpus: Corpus) -> None:
        """Have the open documents follow the rules as they are now."""
        view = self._session.view
        if view.corpus is corpus:
            for document in view.documents.values():
                if document.file is not None:
                    apply(document, corpus.file.rules(corpus.relative(document.file)))
            view.furnished.emit()
