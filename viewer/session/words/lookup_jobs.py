"""What looking words up has done for it in the background, each a callable for `Jobs.run`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from viewer.core.base.json_files import whole_file
from viewer.session.base.background_jobs import Job

if TYPE_CHECKING:
    from viewer.core.dictionaries.catalogue import Places
    from viewer.core.dictionaries.fitting import Context
    from viewer.core.dictionaries.service import Consulted, Desk
    from viewer.core.dictionaries.word_list import Listed, WordList
    from viewer.core.language.transliteration import Romanised
    from viewer.core.search.translation_finder import Translated
    from viewer.core.user.text_to_speech import Voice


Vocalised = Callable[[list[str]], list[str]]
"""Puts vowels over texts, as `Worker.vowels`."""


class AskedWord(NamedTuple):
    """A word, the language it is looked up in (`ar` or `en`), and where it stands, if anywhere."""

    word: str
    language: str
    context: Context | None = None
    sentence: tuple[str, int] | None = None
    """What it stands in, and at which code point of that it begins."""


class Consult:
    """Work for a job: what dictionaries say about a word."""

    def __init__(
        self, desk: Desk, asked: AskedWord, places: Places, analyser: str, vocalise: Vocalised
    ) -> None:
        self._desk, self._asked, self._places, self._analyser = desk, asked, places, analyser
        self._vocalise = vocalise

    def __call__(self, job: Job) -> Consulted:
        from viewer.core.dictionaries.lookup import NOWHERE

        word, language = self._asked.word, self._asked.language
        context = self._asked.context or NOWHERE
        if language == "ar" and " " not in word:
            context = replace(context, vocalised=self._read())
        return self._desk.consult(word, language, self._places, self._analyser, context)

    def _read(self) -> str:
        """The word as it is probably read in its sentence; empty where nothing tells."""
        from viewer.core.base.errors import Unreadable
        from viewer.core.dictionaries.lookup import word_at
        from viewer.core.language.arabic import letters
        from viewer.core.language.vowels import available

        if self._asked.sentence is None or not available():
            return ""
        text, start = self._asked.sentence
        try:
            read = self._vocalise([text])[0]
        except Unreadable:  # without vowels it is looked up as before
            return ""
        before = len(letters(text[:start]))  # marks alone were added
        at = next((n for n in range(len(read)) if len(letters(read[: n + 1])) > before), 0)
        first, end = word_at(read, at)
        return read[first:end]


class Romanise:
    """Work for a job: a name in Latin letters."""

    def __init__(self, desk: Desk, text: str, analyser: str) -> None:
        self._desk, self._text, self._analyser = desk, text, analyser

    def __call__(self, job: Job) -> tuple[str, Romanised]:
        return self._text, self._desk.romanise(self._text, self._analyser)


class Translate:
    """Work for a job: how a word was translated in a corpus."""

    def __init__(self, path: Path, asked: AskedWord) -> None:
        self._path, self._asked = path, asked

    def __call__(self, job: Job) -> tuple[AskedWord, Translated]:
        from viewer.core.search.index import Index
        from viewer.core.search.translation_finder import Translated, translated

        if not self._path.exists():
            return self._asked, Translated()
        index = Index(self._path)
        try:
            return self._asked, translated(index, self._asked.word, job.is_cancelled)
        finally:
            index.close()


class Keep:
    """Work for a job: the word list read, changed and written; without a change only read."""

    def __init__(
        self, path: Path, backups: Path, change: Callable[[WordList], Any] | None = None
    ) -> None:
        self._path, self._backups, self._change = path, backups, change

    def __call__(self, job: Job) -> WordList:
        from viewer.core.dictionaries.word_list import WordList

        found = WordList.read(self._path, backups=self._backups)
        if self._change is not None:
            self._change(found)
            found.write(self._backups)
        return found


class ExportWords:
    """Work for a job: words written to a file for cards; how many, and the file."""

    def __init__(self, found: list[Listed], head: list[str], target: Path) -> None:
        self._found, self._head, self._target = found, head, target

    def __call__(self, job: Job) -> tuple[int, Path]:
        from viewer.core.export import words

        with whole_file(self._target) as beside:
            return words.write(self._found, self._head, beside), self._target


class FindVoices:
    """Work for a job: the voices that the system has."""

    def __call__(self, job: Job) -> dict[str, Voice]:
        from viewer.core.user import text_to_speech

        return text_to_speech.voices()


class Speak:
    """Work for a job: a text spoken, piece by piece, until it is cancelled."""

    def __init__(self, voice: Voice, text: str) -> None:
        from viewer.core.user import text_to_speech

        self._voice, self._pieces = voice, text_to_speech.pieces(text)
        self._process: Any = None

    def __call__(self, job: Job) -> None:
        from viewer.core.user import text_to_speech

        for piece in self._pieces:
            if job.cancelled:
                break
            self._process = text_to_speech.speak(self._voice, piece)
            if job.cancelled:
                self._process.kill()
            self._process.wait()
        if job.cancelled:
            text_to_speech.hush(self._voice)

    def end(self) -> None:
        """From any thread."""
        if self._process is not None:
            self._process.kill()
