"""What is remembered of a corpus beside its notes: pairs, and what the reader said of documents."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import Any

from viewer.core.base.json_files import Damaged, put_back, state_of
from viewer.core.base.merge_json import merged, read_others, read_settled, save_merged
from viewer.core.corpus.scan import File
from viewer.core.corpus.taught_rules import Rule

READ_AS = "read_as"


@dataclass(eq=False)
class CorpusFile:
    """What is remembered of a corpus beside its notes, in `corpus.json`.

    `pairs` and `refused` hold two relative paths each; overrides are what the reader said of a
    document: language, direction, encoding, and directions of single blocks by their start.
    `furniture`: folder (ending in `/`) -> the rules taught there. `hashes`: path of what is paired
    by hand -> bytes and SHA-256, to know it again under another name.
    Members it does not know are kept. Use `read`; `write` raises OSError.
    """

    path: Path
    pairs: list[tuple[str, str]] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    documents: dict[str, dict[str, Any]] = field(default_factory=dict)
    furniture: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    hashes: dict[str, list[Any]] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    damaged: Path | None = None
    """Where an unreadable file was set aside."""
    restored: bool = False
    """Whether what that said last was put in its place."""
    unread: OSError | None = None
    """Why the file could not be read; `write` reads it again, and overwrites nothing unread."""
    moved: dict[str, str] = field(default_factory=dict)
    """Where documents went while this program looked: new path by old one."""
    _base: dict[str, Any] = field(default_factory=dict)
    """What the file said when it was read or written last."""
    _writing: Lock = field(default_factory=Lock)

    @classmethod
    def read(cls, path: Path, backups: Path | None = None) -> CorpusFile:
        """What `path` holds; a damaged file is set aside, never overwritten, and what it said last
        is put in its place, if that is among the `backups`."""
        try:
            data = read_settled(path)
            if not isinstance(data, dict):
                raise Damaged(path, "not an object")
            return cls._of(path, data)
        except FileNotFoundError:
            return cls(path)
        except Damaged:
            aside, restored = put_back(path, backups)
            made = cls.read(path) if restored else cls(path)
            return replace(made, damaged=aside, restored=restored)
        except OSError as error:
            return cls(path, unread=error)

    @classmethod
    def _of(cls, path: Path, data: dict[str, Any]) -> CorpusFile:
        made = cls(path)
        made._say(data)
        made._base = deepcopy(made._as_json())
        return made

    def _say(self, data: dict[str, Any]) -> None:
        """Have this say what the JSON says, as far as it can be understood."""
        self.pairs, self.refused = _pairs(data.get("pairs")), _pairs(data.get("refused"))
        self.documents = _each(data.get("documents"), dict)
        self.furniture = _each(data.get("furniture"), list)
        hashes = _each(data.get("hashes"), list)
        self.hashes = {path: known for path, known in hashes.items() if len(known) == 2}
        known = ("hashiya:version", "pairs", "refused", "documents", "furniture", "hashes")
        self.extra = {name: value for name, value in data.items() if name not in known}

    def refresh(self) -> None:
        """Take in what others wrote since; what cannot be read for now is left."""
        with self._writing, contextlib.suppress(OSError):
            theirs = read_others(self.path, self._base)
            if self._as_json() == self._base:  # else the next write takes it in
                self._say(theirs)
                self._base, self.unread = deepcopy(self._as_json()), None

    def join(self, other: dict[str, Any]) -> None:
        """Have what another file of the corpus says, too, where this one says nothing else."""
        self._say(merged({}, deepcopy(self._as_json()), other))
        paired = [set(pair) for pair in self.pairs]
        self.refused = [pair for pair in self.refused if set(pair) not in paired]

    def write(self, backups: Path | None = None) -> None:
        """Write what is said by now with what others wrote meanwhile, also from several threads at
        once. Raises OSError."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self._writing:
            mine = deepcopy(self._as_json())
            made = save_merged(self.path, self._base, mine, backups)
            self._base, self.unread = mine, None
            if made != mine and self._as_json() == mine:  # else the next write takes it in
                self._say(made)
                self._base = deepcopy(self._as_json())

    def _as_json(self) -> dict[str, Any]:
        return {
            "hashiya:version": 1,
            "pairs": [list(pair) for pair in self.pairs],
            "refused": [list(pair) for pair in self.refused],
            "documents": dict(sorted(self.documents.items())),
            **({"furniture": dict(sorted(self.furniture.items()))} if self.furniture else {}),
            **({"hashes": dict(sorted(self.hashes.items()))} if self.hashes else {}),
            **self.extra,
        }

    def pair(self, first: str, second: str) -> None:
        pair = {first, second}
        self.refused = [p for p in self.refused if set(p) != pair]
        if not any(set(p) == pair for p in self.pairs):
            self.pairs.append((first, second))

    def unpair(self, first: str, second: str) -> None:
        pair = {first, second}
        self.pairs = [p for p in self.pairs if set(p) != pair]
        if not any(set(p) == pair for p in self.refused):
            self.refused.append((first, second))

    def said_of(self) -> set[str]:
        """The documents that something is said of: paired, refused, overridden."""
        paired = {path for pair in (*self.pairs, *self.refused) for path in pair}
        return paired | {path for path in self.documents if not path.endswith("/")}

    def follow(self, root: Path, files: Iterable[File]) -> bool:
        """Know what is said of a document again where its file was renamed or moved; whether that
        changed this.

        Reads the files that something is said of when they are new here or were written since,
        others only where they are as large as one that is gone.
        """
        here = {file.path: file for file in files}
        said, written = self.said_of(), (state_of(self.path) or (0, 0, 0))[0]
        before = deepcopy(self.hashes)
        gone = {p: self.hashes[p] for p in said if p not in here and p in self.hashes}
        for path in said & here.keys():
            file, known = here[path], self.hashes.get(path)
            if known is None or known[0] != file.size or file.mtime_ns > written:
                self.hashes[path] = [file.size, _sha256(root / path)]
        moved: dict[str, str] = {}
        for path, file in here.items() if gone else ():
            if path not in said and any(file.size == known[0] for known in gone.values()):
                found = [file.size, _sha256(root / path)]
                old = next((old for old, known in gone.items() if known == found), None)
                if old is not None:
                    moved[old] = path
                    del gone[old]
        self.move(moved, here)
        return bool(moved) or self.hashes != before

    def move(self, moved: Mapping[str, str], here: Iterable[str]) -> None:
        """Documents are elsewhere: new path by old one. What was said of a folder that went with
        all its documents goes with them. `here`: the paths that there are."""
        if not moved:
            return
        folders: dict[str, str] = {}
        for old, new in moved.items():
            one, two = old.split("/"), new.split("/")
            while len(one) > 1 and len(two) > 1 and one.pop() == two.pop():
                folders["/".join(one) + "/"] = "/".join(two) + "/"
        left = {path[: at + 1] for path in here for at, letter in enumerate(path) if letter == "/"}
        where = {**{a: b for a, b in folders.items() if a not in left}, **moved}

        def now(path: str) -> str:
            above, mark, side = path.rpartition("/")  # of a bilingual file, perhaps
            return where.get(path) or (where[above] + mark + side if above in where else path)

        self.moved |= moved
        self.hashes = {now(path): known for path, known in self.hashes.items()}
        self.pairs = [(now(a), now(b)) for a, b in self.pairs]
        self.refused = [(now(a), now(b)) for a, b in self.refused]
        self.documents = {now(path): said for path, said in self.documents.items()}
        self.furniture = {now(path): said for path, said in self.furniture.items()}

    def overrides(self, path: str) -> Mapping[str, Any]:
        """What the reader said of the document: `language`, `direction`, `encoding`, `blocks`, and
        the languages that its pages are `read_as`, as tesseract calls them.

        What was said of its folder (a key that ends in `/`) holds where nothing else was said.
        """
        folder = self.documents.get(path.rpartition("/")[0] + "/", {})
        said = folder | self.documents.get(path, {})
        names = ("language", "direction", "encoding", READ_AS)
        known = {name: said[name] for name in names if _text(said.get(name))}
        blocks = said.get("blocks")
        if isinstance(blocks, dict):
            good = {k: v for k, v in blocks.items() if str(k).isdigit() and v in ("rtl", "ltr")}
            known["blocks"] = good
        return known

    def rules_of(self, folder: str) -> list[Rule]:
        """What was taught in that very folder."""
        said = (rule for rule in self.furniture.get(folder, ()) if isinstance(rule, dict))
        return [
            Rule(rule["line"], rule.get("story") is True)
            for rule in said
            if _text(rule.get("line"))
        ]

    def rules(self, path: str) -> list[Rule]:
        """What holds for a document: of its folder after those above it."""
        folders = [path[: at + 1] for at, letter in enumerate(path) if letter == "/"]
        return [rule for folder in ["/", *folders] for rule in self.rules_of(folder)]

    def set_rules(self, folder: str, rules: Iterable[Rule]) -> None:
        """Have these be the rules of a folder."""
        made = [{"line": r.line, **({"story": True} if r.story else {})} for r in rules]
        self.furniture.pop(folder, None)
        if made:
            self.furniture[folder] = made

    def override(self, path: str, name: str, value: str | None) -> None:
        said = {n: v for n, v in self.documents.pop(path, {}).items() if n != name}
        if value is not None:
            said[name] = value
        if said:
            self.documents[path] = said

    def override_block(self, path: str, start: int, direction: str) -> None:
        """`start` is that of the block, in code points."""
        blocks = self.documents.setdefault(path, {}).setdefault("blocks", {})
        blocks[str(start)] = direction


def _each(value: object, kind: type) -> dict[str, Any]:
    """The members of an object that are of a kind."""
    members = value.items() if isinstance(value, dict) else ()
    return {name: each for name, each in members if isinstance(each, kind)}


def _sha256(path: Path) -> str:
    """In hex; empty for what cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _pairs(value: object) -> list[tuple[str, str]]:
    if not isinstance(value, list):
        return []
    good = (p for p in value if isinstance(p, list) and len(p) == 2)
    return [(p[0], p[1]) for p in good if _text(p[0]) and _text(p[1])]
