"""Looking words up: dictionaries, translations in the corpus, the word list. QtCore only."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.core.base.errors import SetAside
from viewer.core.base.settings import Settings
from viewer.core.bitext.alignment import RowIndex, row_of_unit
from viewer.core.text.document import Document
from viewer.session.base.background_jobs import Job, Jobs
from viewer.session.base.corpora_list import CorporaList
from viewer.session.base.load_jobs import Corpus
from viewer.session.base.preferences import Preferences
from viewer.session.base.view_state import View
from viewer.session.words.lookup_jobs import (
    AskedWord,
    Consult,
    ExportWords,
    Keep,
    Romanise,
    Translate,
    Vocalised,
)

if TYPE_CHECKING:
    from viewer.core.dictionaries.catalogue import Places
    from viewer.core.dictionaries.fitting import Context
    from viewer.core.dictionaries.glossary import Term
    from viewer.core.dictionaries.service import Consulted, Desk
    from viewer.core.dictionaries.word_list import Listed, WordList

SOON_MS = 20
"""Milliseconds that a look-up waits: the panel is laid out first."""
MOST_BESIDE_BLOCKS = 6
MOST_BESIDE_CODE_POINTS = 20_000
"""Of the translation of a row, what is looked at to choose a reading."""
LONGEST_SENTENCE_READ = 1_000
"""Code points of a sentence whose vowels tell how a word in it is read."""
LONGEST_LOOKUP_CODE_POINTS = 120
"""Code points of a selection that is looked up; of more only its first word is."""


class Lookups(QObject):
    """One word at a time; a new one takes the place of the one before."""

    asked = Signal(object)
    """An `AskedWord`: it is being looked up."""
    found = Signal(object)
    """A `Consulted`."""
    translated = Signal(object)
    """(`AskedWord`, `Translated`): how the corpus translates it."""
    romanised = Signal(str, object)
    """A name, and it as a `Romanised`."""
    listed = Signal(object)
    """The `WordList` of the corpus as it is on disk now."""
    exported = Signal(object)
    """(how many words, the file they were written to)."""
    failed = Signal(object)
    """The exception."""

    index_wanted = Signal(object)
    """A corpus that is to be searched from now on."""
    place_asked = Signal(str, int, int)
    """A place of the corpus that is searched: path, start and end in code points."""

    def __init__(
        self,
        view: View,
        corpora: CorporaList,
        preferences: Preferences,
        read_tbx: Callable[[Path], Iterable[Term]],
        cache: Path,
        backups: Path,
    ) -> None:
        super().__init__()
        self.counterpart: Callable[[str, int], str] = _no_counterpart
        """What stands for the word at a position of a side in the other language."""
        self._place: tuple[str, int] | None = None  # of the word that is looked up, if anywhere
        self._view, self._corpora, self._preferences = view, corpora, preferences
        self._cache, self._backups = cache, backups
        self._read_tbx = read_tbx
        self.vocalise: Vocalised = _unvocalised
        """Puts vowels over texts; raises `Unreadable`. For any thread."""
        self._consulting, self._translating, self._keeping = Jobs(1), Jobs(1), Jobs(1)
        self._jobs: list[Job] = []
        self._remembering = True
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._begin)
        self.current: AskedWord | None = None

    @cached_property
    def _desk(self) -> Desk:
        from viewer.core.dictionaries.service import Desk

        return Desk(self._read_tbx)

    @cached_property
    def system(self) -> tuple[Path, ...]:
        """Where the system has dictionaries."""
        from viewer.core.dictionaries.catalogue import system_places

        return system_places()

    def corpus(self) -> Corpus | None:
        """Whose glossaries and word list they are: that of the open work, else the last one."""
        return self._corpora.current(self._view.corpus)

    # Asking

    def ask_here(self) -> None:
        """Look up what is selected, else the word of the caret."""
        side, caret = self._view.here()
        if text := self._here():
            self._ask_place(text, side, caret)

    def ask_at(self, side: str, block: int, offset: int) -> None:
        """Look up the word at a position, code points into a block."""
        from viewer.core.dictionaries.lookup import word_at

        document = self._view.documents.get(side)
        if document is not None:
            text = document.lines.block(block)
            start, end = word_at(text, offset)
            self._ask_place(text[start:end], side, document.lines.start(block) + offset)

    def _ask_place(self, text: str, side: str, caret: int) -> None:
        document = self._view.documents.get(side)
        context = self._around(document, side, caret) if document is not None else None
        self.ask(text, context=context)
        self._place = side, caret
        if self.current is not None and document is not None and len(document):
            self.current = self.current._replace(sentence=_sentence(document, caret))

    def follow_links(self) -> None:
        """More words have a counterpart: the one that is looked up may have one now."""
        asked, place = self.current, self._place
        if asked is None or asked.context is None or place is None or asked.context.counterpart:
            return
        if counterpart := self.counterpart(*place):
            context = replace(asked.context, counterpart=counterpart)
            self._consult(asked._replace(context=context), self.found.emit)

    def _around(self, document: Document, side: str, caret: int) -> Context | None:
        """Where a word stands that is touched at `caret`: the word before, the texts beside."""
        from viewer.core.dictionaries.fitting import Context
        from viewer.core.dictionaries.lookup import word_at, word_before

        if not len(document):
            return None
        block = document.lines.block_at(caret)
        text = document.lines.block(block)
        start, _ = word_at(text, caret - document.lines.start(block))
        rows = RowIndex(self._view.rows)
        number = rows.number(side, block)
        row = rows.rows[number] if number is not None else None
        if row is None and side in self._view.published:
            row = row_of_unit(self._view.published, side, block)
        beside = []
        for other, blocks in row.blocks.items() if row is not None else ():
            lines = self._view.documents[other].lines if other in self._view.documents else None
            if other != side and lines is not None:
                beside += [lines.block(each) for each in blocks[:MOST_BESIDE_BLOCKS]]
        texts = "\n".join(beside)[:MOST_BESIDE_CODE_POINTS]
        return Context(word_before(text, start), texts, self.counterpart(side, caret))

    def _here(self) -> str:
        from viewer.core.dictionaries.lookup import word_at

        view = self._view
        selection = view.selection
        if selection is not None and selection.exact.strip():
            text = " ".join(selection.exact.split())
            return text if len(text) <= LONGEST_LOOKUP_CODE_POINTS else text.split()[0]
        text, offset = view.paragraph()
        start, end = word_at(text, offset)
        return text[start:end]

    def ask(self, word: str, remember: bool = True, context: Context | None = None) -> None:
        """Look a word up; `remember`: on the word list too, once something is known of it.

        `context`: where it stands, as far as that is known.
        """
        from viewer.core.dictionaries.lookup import spoken_in

        word = " ".join(word.split())
        if not word:
            return
        asked = self.current = AskedWord(word, spoken_in(word), context)
        self._place = None
        for job in self._jobs:
            job.cancel()
        self._jobs = []
        self._remembering = remember
        self.asked.emit(asked)
        self._soon.start()

    def tell_again(self) -> None:
        """Say once more what is known of the word that was asked for last."""
        self._remembering = False
        self._soon.start()

    def _begin(self) -> None:
        if (asked := self.current) is None:
            return
        self._consult(asked, self._consulted if self._remembering else self.found.emit)
        self._translate(asked)

    def _consult(self, asked: AskedWord, done: Callable[[Any], None]) -> None:
        analyser = self._preferences.settings.pyaramorph
        work = Consult(self._desk, asked, self.places(), analyser, self.vocalise)
        self._jobs.append(self._consulting.run(work, done, self.failed.emit))

    def places(self) -> Places:
        """Where the reader's glossaries and the system's dictionaries lie."""
        from viewer.core.dictionaries.catalogue import GLOSSARIES, Places

        corpus = self.corpus()
        own = tuple(Path(each) for each in self._preferences.settings.dictionaries)
        inside = corpus.store.corpus_file().with_name(GLOSSARIES) if corpus is not None else None
        return Places(self.system, own, inside)

    def _consulted(self, found: Consulted) -> None:
        self.found.emit(found)
        if found.analyses:
            first = found.analyses[0]
            here = (found.here,) if found.here else ()
            gloss = ", ".join(dict.fromkeys((*here, *first.glosses[:3])))
            self._change(partial(_remember, found.word, found.language, gloss, first.root))

    # In the corpus

    def _translate(self, asked: AskedWord) -> None:
        from viewer.core.search.index_progress import index_path

        corpus = self._corpora.current(self._view.corpus, folders=True)
        if corpus is None or corpus.root is None:
            return
        self.index_wanted.emit(corpus)
        work = Translate(index_path(self._cache, corpus.root), asked)
        self._jobs.append(self._translating.run(work, self.translated.emit, self.failed.emit))

    def follow_index(self, progress: object) -> None:
        """The index is up to date: now there may be more to say."""
        if progress is None and self.current is not None:
            self._translate(self.current)

    def open(self, path: str, start: int, end: int) -> None:
        """Show a place of the corpus."""
        self.place_asked.emit(path, start, end)

    # The word list

    def refresh(self) -> None:
        """Read the word list anew; `listed` tells."""
        self._change(None)

    def set_state(self, word: Listed, state: str) -> None:
        """Put a word on the list, or take it off it: see `word_list.STATES` and `GONE`."""
        self._change(partial(_set_state, word, state))

    def _change(self, change: Callable[[WordList], Any] | None) -> None:
        from viewer.core.dictionaries.word_list import WORD_LIST_NAME, WordList

        corpus = self.corpus()
        if corpus is None:
            return
        path = corpus.store.corpus_file().with_name(WORD_LIST_NAME)
        if change is None and not path.exists():
            self.listed.emit(WordList(path))
            return
        work = Keep(path, self._backups, change)
        self._keeping.run(work, self._kept, self.failed.emit)

    def _kept(self, words: WordList) -> None:
        if words.damaged is not None:
            self.failed.emit(SetAside(words.path, words.damaged, words.restored))
        if words.unread is not None:
            self.failed.emit(words.unread)
        self.listed.emit(words)

    def export(self, words: list[Listed], head: list[str], target: Path) -> None:
        """Write words for Anki (`.tsv`) or a spreadsheet (`.csv`); `exported` tells."""
        work = ExportWords(words, head, target)
        self._keeping.run(work, self.exported.emit, self.failed.emit)

    # Names

    def transliterate_here(self) -> None:
        """The selected name, or the word of the caret, in Latin letters; `romanised` tells."""
        if text := self._here():
            work = Romanise(self._desk, text, self._preferences.settings.pyaramorph)
            self._consulting.run(work, self._romanised, self.failed.emit)

    def _romanised(self, result: tuple[str, Any]) -> None:
        self.romanised.emit(*result)

    # The reader's own dictionaries

    def add_source(self, path: Path) -> None:
        """Use a folder of dictionaries, or a glossary, from now on."""
        kept = [str(path), *(e for e in self._preferences.settings.dictionaries if e != str(path))]
        self._preferences.set(Settings.dictionaries, kept)
        self._again()

    def remove_source(self, path: str) -> None:
        kept = [each for each in self._preferences.settings.dictionaries if each != path]
        self._preferences.set(Settings.dictionaries, kept)
        self._again()

    def use_analyser(self, program: str) -> None:
        """Analyse Arabic words with that `pyaramorph`, or that of this Python."""
        self._preferences.set(Settings.pyaramorph, program)
        self._again()

    def _again(self) -> None:
        if self.current is not None:
            self.ask(self.current.word, remember=False)

    def close(self) -> None:
        self._soon.stop()
        for job in self._jobs:
            job.cancel()
        desk = self.__dict__.get("_desk")  # None: no word was looked up
        if desk is not None:
            desk.close()
        for jobs in (self._keeping, self._consulting, self._translating):
            jobs.wait(3000)
        if desk is not None:
            desk.close()


def _sentence(document: Document, caret: int) -> tuple[str, int] | None:
    """The sentence around a position, and where in it the word begins that is touched there."""
    from viewer.core.dictionaries.lookup import word_at
    from viewer.core.language.sentences import sentences

    block = document.lines.block_at(caret)
    text = document.lines.block(block)
    at, _ = word_at(text, caret - document.lines.start(block))
    for start, end in sentences(text):
        if start <= at < end and end - start <= LONGEST_SENTENCE_READ:
            return text[start:end], at - start
    return None


def _unvocalised(texts: list[str]) -> list[str]:
    return texts


def _no_counterpart(side: str, position: int) -> str:
    return ""


def _remember(word: str, language: str, gloss: str, root: str, words: WordList) -> None:
    words.look_up(word, language, gloss, root)


def _set_state(word: Listed, state: str, words: WordList) -> None:
    words.set_state(word, state)
