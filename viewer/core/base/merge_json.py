"""One JSON file that several programs write: what each of them changed is kept."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from viewer.core.base import json_files
from viewer.core.base.json_files import (
    Damaged,
    Overtaken,
    encoded,
    read_json,
    state_of,
)
from viewer.core.base.locks import lock

ATTEMPTS = 50
"""How often what somebody else wrote meanwhile is taken in, where a share cannot lock."""
STAYS_S = 0.25
"""Seconds after which nobody renames any more who looked at a file before it was written: between
the last look and the rename lie two calls of the system."""

Data = dict[str, Any]
Merge = Callable[[Data, Data, Data], Data]


def merged(base: Any, mine: Any, theirs: Any) -> Any:
    """What two made of `base`, as one: member by member and element by element; where both changed
    the same, `mine`. What one changed and the other took away stays."""
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    if isinstance(mine, Mapping) and isinstance(theirs, Mapping):
        return _members(base if isinstance(base, Mapping) else {}, mine, theirs)
    if isinstance(mine, list) and isinstance(theirs, list):
        return _elements(base if isinstance(base, list) else [], mine, theirs)
    return mine


def _members(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Data:
    made: Data = {}
    for name in (*mine, *(name for name in theirs if name not in mine)):
        if name in mine and name in theirs:
            made[name] = merged(base.get(name), mine[name], theirs[name])
        else:
            said = mine.get(name, theirs.get(name))
            if name not in base or base[name] != said:
                made[name] = said
    return made


def _elements(base: list[Any], mine: list[Any], theirs: list[Any]) -> list[Any]:
    keys = [{_key(each) for each in side} for side in (base, mine, theirs)]
    was, ours, others = keys
    kept = [each for each in mine if _key(each) in others or _key(each) not in was]
    return kept + [each for each in theirs if _key(each) not in ours and _key(each) not in was]


def _key(value: object) -> str:
    return json.dumps(value, sort_keys=True)


def save_merged(
    path: Path, base: Data, mine: Data, backups: Path | None = None, merge: Merge = merged
) -> Data:
    """Write `mine` with what others wrote since the file said `base`; return what is there now.

    A file that is gone or damaged takes nothing away; a damaged one goes to the backups. Raises
    OSError, also where the file is there and cannot be read: then it is as it was.
    """
    for again in range(ATTEMPTS):
        with lock(path) as alone:
            state = state_of(path)
            theirs = read_others(path, base)
            made = merge(base, mine, theirs)
            if again and _same(made, theirs):
                return theirs
            data = encoded(made) + b"\n"
            try:
                json_files.save_bytes(path, data, backups, state)
            except Overtaken:
                continue
        if alone or stays(path, data):
            return made
    raise TimeoutError(str(path))


def _same(one: Any, other: Any) -> bool:
    """Whether two say the same, in whatever order: else two who put each his own first would write
    in turns for ever."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_same(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return sorted(map(_key, one)) == sorted(map(_key, other))
    return one == other


def stays(path: Path, data: bytes) -> bool:
    """Whether what was written without a lock is still there when others, who did not see it, may
    have written too. Takes `STAYS_S`; what is False must be merged and written again."""
    time.sleep(STAYS_S)
    try:
        return json_files.read_bytes(path) == data
    except FileNotFoundError:
        return False
    except OSError:  # nothing can be said, and a second time nothing be written
        return True


def read_settled(path: Path) -> object:
    """What `read_json` says, and raises; what looks damaged is looked at once more with the lock:
    over a network a file that somebody writes may be seen in part."""
    try:
        return read_json(path)
    except Damaged:
        with lock(path):
            return read_json(path)


def read_others(path: Path, otherwise: Data) -> Data:
    """What the file says now; `otherwise` where it is gone or damaged. Raises OSError."""
    try:
        data = read_json(path)
    except (FileNotFoundError, Damaged):
        return otherwise
    return data if isinstance(data, dict) else otherwise
