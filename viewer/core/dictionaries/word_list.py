"""The words of a corpus that its reader looked up, wants to learn, or knows: a JSON file.

Kept like notes: written beside and renamed over, under a lock; what another program wrote meanwhile
is taken in, word by word the newest; members that we do not know stay; a file of a newer version is
only read.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from viewer.core.base.errors import ReadOnly
from viewer.core.base.json_files import (
    Damaged,
    Overtaken,
    encoded,
    put_back,
    read_json,
    save_bytes,
    save_json,
    set_aside,
    state_of,
)
from viewer.core.base.locks import lock
from viewer.core.base.merge_json import ATTEMPTS, stays
from viewer.core.morphology.entries import key

WORD_LIST_NAME = "words.json"
WORD_LIST_VERSION = 1
STATES = ("looked-up", "to-learn", "known")
GONE = "removed"
"""The state of a word that was taken off the list: it stays gone when lists are merged."""

Key = tuple[str, str]
"""Language, and the word folded."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A word. `state`: one of `STATES`, or `GONE`; `looked`: how often it was looked up."""

    word: str
    language: str
    state: str = "looked-up"
    gloss: str = ""
    root: str = ""
    looked: int = 0
    created: str = ""
    modified: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> Key:
        return self.language, key(self.word)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class WordList:
    """The list at a path. Use `read`. For one thread at a time."""

    def __init__(self, path: Path, clock: Callable[[], str] = _now) -> None:
        self.path = path
        self._clock = clock
        self._words: dict[Key, Listed] = {}
        self._extra: dict[str, Any] = {}
        self.newer = False
        """Written by a newer program: `write` raises `ReadOnly`."""
        self.damaged: Path | None = None
        """Where an unreadable file was set aside."""
        self.restored = False
        """Whether what that said last was put in its place."""
        self.unread: OSError | None = None
        """Why the file could not be read; `write` reads it again."""

    @classmethod
    def read(
        cls, path: Path, clock: Callable[[], str] = _now, backups: Path | None = None
    ) -> WordList:
        """What `path` holds; an unreadable file is set aside, never overwritten, and what it said
        last is put in its place, if that is among the `backups`."""
        made = cls(path, clock)
        try:
            made._take_in(read_json(path))
        except FileNotFoundError:
            pass
        except Damaged:
            made.damaged, made.restored = put_back(path, backups)
            if made.restored:
                made._take_in(read_json(path))
        except OSError as error:
            made.unread = error
        return made

    def words(self) -> list[Listed]:
        """Those on the list, the newest first."""
        kept = [word for word in self._words.values() if word.state in STATES]
        return sorted(kept, key=_modified, reverse=True)

    def get(self, language: str, word: str) -> Listed | None:
        found = self._words.get((language, key(word)))
        return found if found is not None and found.state in STATES else None

    def look_up(self, word: str, language: str, gloss: str = "", root: str = "") -> Listed:
        """Note down that a word was looked up; what the reader said of it stays."""
        now = self._clock()
        old = self._words.get((language, key(word)))
        if old is None or old.state not in STATES:
            extra = dict(old.extra) if old is not None else {}
            made = Listed(word, language, "looked-up", gloss, root, 1, now, now, extra)
        else:
            made = replace(
                old,
                gloss=old.gloss or gloss,
                root=old.root or root,
                looked=old.looked + 1,
                modified=now,
            )
        self._words[made.key] = made
        return made

    def set_state(self, word: Listed, state: str) -> Listed:
        """Raises ValueError for a state that is none."""
        if state not in (*STATES, GONE):
            raise ValueError(state)
        current = self._words.get(word.key, word)
        made = replace(current, state=state, modified=self._clock())
        self._words[made.key] = made
        return made

    def write(self, backups: Path | None = None) -> None:
        """What is on disk is taken in first. Raises OSError, `ReadOnly`; then it is as it was."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        for _ in range(ATTEMPTS):
            with lock(self.path) as alone:
                state = state_of(self.path)
                try:
                    self._take_in(read_json(self.path))
                except FileNotFoundError:
                    pass
                except Damaged:
                    self.damaged, state = set_aside(self.path), None
                if self.newer:
                    raise ReadOnly(self.path, "newer")
                data = encoded(self._as_json()) + b"\n"
                try:
                    save_bytes(self.path, data, backups, state)
                except Overtaken:
                    continue
            if alone or stays(self.path, data):
                return
        raise TimeoutError(str(self.path))

    def forget_looked_up(self) -> None:
        """Take off the list on disk, without a trace, what was looked up and never marked.

        Raises OSError, TimeoutError; a file of a newer program is left alone.
        """
        if self.newer or not self.path.exists():
            return
        with lock(self.path):
            with contextlib.suppress(OSError, Damaged):
                self._take_in(read_json(self.path))
            kept = {key: word for key, word in self._words.items() if word.state in STATES[1:]}
            if kept != self._words:
                self._words = kept
                save_json(self.path, self._as_json())

    def _take_in(self, data: object) -> None:
        """Raises `Damaged` for what is no list of words."""
        if not isinstance(data, dict) or not isinstance(data.get("words", []), list):
            raise Damaged(self.path, "not a list of words")
        version = data.get("hashiya:version", WORD_LIST_VERSION)
        self.newer = not isinstance(version, int) or version > WORD_LIST_VERSION
        known = {k: v for k, v in data.items() if k not in ("hashiya:version", "words")}
        self._extra = {**known, **self._extra} if self._extra else known
        for each in _listed(data.get("words", [])):
            mine = self._words.get(each.key)
            self._words[each.key] = each if mine is None else merged(mine, each)

    def _as_json(self) -> dict[str, Any]:
        words = sorted(self._words.values(), key=_created)
        return {
            "hashiya:version": WORD_LIST_VERSION,
            **self._extra,
            "words": [_json(w) for w in words],
        }


def merged(one: Listed, two: Listed) -> Listed:
    """Two versions of a word as one, the same whichever comes first: the newest wins."""
    old, new = sorted((one, two), key=_weight)
    return replace(
        new,
        gloss=new.gloss or old.gloss,
        root=new.root or old.root,
        looked=max(one.looked, two.looked),
        created=min(filter(None, (one.created, two.created)), default=""),
        extra={**old.extra, **new.extra},
    )


def _weight(word: Listed) -> tuple[str, str]:
    return word.modified, json.dumps(_json(word), sort_keys=True)


def _modified(word: Listed) -> tuple[str, str]:
    return word.modified, word.word


def _created(word: Listed) -> tuple[str, str]:
    return word.created, word.word


_NAMES = ("word", "language", "state", "gloss", "root", "looked", "created", "modified")


def _json(word: Listed) -> dict[str, Any]:
    return {**{name: getattr(word, name) for name in _NAMES}, **word.extra}


def _listed(data: Iterable[object]) -> Iterable[Listed]:
    for each in data:
        if not isinstance(each, dict) or not isinstance(each.get("word"), str):
            continue
        texts = {n: each[n] for n in _NAMES if n != "looked" and isinstance(each.get(n), str)}
        looked = each.get("looked")
        extra = {name: value for name, value in each.items() if name not in _NAMES}
        texts.setdefault("language", "")
        yield Listed(**texts, looked=looked if type(looked) is int else 0, extra=extra)
