"""One JSON file that several programs write: what each of them changed is kept."""

from __future__ import annotations

import json
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
    for _ in range(ATTEMPTS):
        with lock(path):
            state = state_of(path)
            made = merge(base, mine, read_others(path, base))
            try:
                json_files.save_bytes(path, encoded(made) + b"\n", backups, state)
            except Overtaken:
                continue
            return made
    raise TimeoutError(str(path))


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
