"""A folder as a tree of works. Only names, sizes and times are read, and
the first bytes of files whose names do not say what they are."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import stat
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path, PurePosixPath
from threading import Lock
from typing import Any, NamedTuple

from viewer.core import formats
from viewer.core.base.json_files import Damaged, put_back, state_of
from viewer.core.base.merge_json import merged, read_others, read_settled, save_merged
from viewer.core.base.paths import real_path
from viewer.core.corpus.taught_rules import Rule
from viewer.core.language.arabic import fold
from viewer.core.language.file_names import inner_mark, slots, split_name
from viewer.core.parsing.scan.page_folder import PICTURE_SUFFIXES, is_ignored, page_files

FILES_AT_ONCE = 500
"""Files that one step of a scan brings."""

MOUNT_POINT = 0xA0000003
"""IO_REPARSE_TAG_MOUNT_POINT of Windows, which `stat` names there alone."""

READ_AS = "read_as"

_ABOUT = {"authors", "changelog", "copying", "licence", "license", "notice", "readme", "source"}

_FIRST = ("ar", "fa", "ur", "he")


class File(NamedTuple):
    """`path` is relative to the corpus, with `/`; undecodable bytes as surrogates. Bytes, ns."""

    path: str
    size: int
    mtime_ns: int


class Work(NamedTuple):
    """One text in one or more languages. `documents`: side -> path, relative to the corpus.

    A side is a language (`ar`, `en`), `und` when the name does not say, `en-2` for a second one.
    """

    key: str
    name: str
    folder: str
    documents: Mapping[str, str]


def scan(root: Path, cancelled: Callable[[], bool] = lambda: False) -> Iterator[list[File]]:
    """The documents under `root`, folder by folder from the top, in steps.

    Hidden and system files are skipped; links that leave the root or come back to a folder on
    their way, pipes, sockets and devices are not followed. Raises OSError only for `root` itself.
    """
    top = real_path(root)
    waiting: deque[tuple[str, frozenset[str]]] = deque([("", frozenset({top}))])
    found: list[File] = []
    first = True
    while waiting and not cancelled():
        folder, above = waiting.popleft()
        try:
            entries = sorted(os.scandir(os.path.join(root, folder)), key=lambda e: e.name)
        except OSError:
            if first:
                raise
            continue
        first = False
        for entry in entries:
            if is_ignored(entry.name):
                continue
            path = f"{folder}/{entry.name}" if folder else entry.name
            if inside := _folder(entry, top, above):
                if formats.is_page_folder(Path(entry.path)):
                    found.append(_page_folder(entry, path))
                else:
                    waiting.append((path, above | {inside}))
            elif _is_of_web_page(folder, entry.name):
                continue
            elif formats.known_file(Path(entry.path)) and (file := _file(entry, path, top)):
                found.append(file)
                if len(found) >= FILES_AT_ONCE:
                    yield found
                    found = []
    yield found


def partners(path: Path) -> list[Path]:
    """The documents in the folder of a single one that are the same text in other languages, as
    their names say. Empty where the folder cannot be read."""
    folder = path.parent
    try:
        with os.scandir(folder) as entries:
            names = [each.name for each in entries if not is_ignored(each.name)]
    except OSError:
        return []
    known = [File(name, 0, 0) for name in names if formats.known_file(folder / name)]
    for work in works(known):
        if path.name in work.documents.values():
            others = (folder / name for name in work.documents.values() if name != path.name)
            return [other for other in others if other.exists()]
    return []


def _inside(path: str, folder: str) -> bool:
    """Whether a real path lies in a real folder; one at the root of a drive ends in a separator."""
    return path.startswith(os.path.join(folder, ""))


def _is_junction(entry: os.DirEntry[str]) -> bool:
    """Whether a folder is a link to another one of the kind that Windows calls a junction."""
    status = entry.stat(follow_symlinks=False)
    return getattr(status, "st_reparse_tag", 0) == MOUNT_POINT


def _folder(entry: os.DirEntry[str], top: str, above: frozenset[str]) -> str:
    """The real path of a folder that may be entered, else an empty string."""
    try:
        if not entry.is_dir():
            return ""
        if not entry.is_symlink() and not _is_junction(entry):
            return entry.path
        real = os.path.realpath(entry.path)
    except OSError:
        return ""
    return (
        real
        if _inside(real, top)
        and real not in above
        and not any(_inside(known, real) for known in above)
        else ""
    )


def _page_folder(entry: os.DirEntry[str], path: str) -> File:
    """A folder of pages as a document: the bytes of all, and the time of the last change."""
    states: list[os.stat_result] = []
    with contextlib.suppress(OSError):
        states.append(entry.stat())
    for page in page_files(Path(entry.path)):
        with contextlib.suppress(OSError):
            states.append(os.stat(os.path.join(entry.path, page.name)))
    latest = max((state.st_mtime_ns for state in states), default=0)
    return File(path, sum(state.st_size for state in states[1:]), latest)


def _is_of_web_page(folder: str, name: str) -> bool:
    """Whether a picture is part of a page that a browser saved in the folder above."""
    return folder.endswith("_files") and name.lower().endswith(PICTURE_SUFFIXES)


def _file(entry: os.DirEntry[str], path: str, top: str) -> File | None:
    try:
        status = entry.stat()
        if not stat.S_ISREG(status.st_mode):
            return None
        if entry.is_symlink() and not _inside(os.path.realpath(entry.path), top):
            return None
    except OSError:
        return None
    return File(path, status.st_size, status.st_mtime_ns)


_NUMBER = re.compile(r"\d+")


@lru_cache(maxsize=1 << 16)
def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts `2` before `10` in any digits, and Arabic letters as they are searched."""
    folded, parts, end = fold(name).text, [], 0
    for match in _NUMBER.finditer(folded):
        if match.start() > end:
            parts.append((1, 0, folded[end : match.start()]))
        parts.append((0, int(match.group()), ""))
        end = match.end()
    if end < len(folded):
        parts.append((1, 0, folded[end:]))
    return tuple(parts)


Pairs = Iterable[tuple[str, str]]


def works(files: Iterable[File], pairs: Pairs = (), refused: Pairs = ()) -> list[Work]:
    """Files grouped into works: by hand (`pairs`), else by what their names say.

    Two files of one language, or more than one candidate for a place, are never paired; where a
    text is there in several formats, the files of each format belong together. A file whose name
    tells no language is taken for the other one of a single file of its name that tells one. Marks
    of language at the beginning or in the middle of names count where they are all that differs.
    """
    marks = {file.path: split_name(file.path) for file in files}
    paths = marks.keys()
    taken: set[str] = set()
    found: list[Work] = []
    for group in _by_hand(pairs, paths):
        found.append(_work(group, marks))
        taken.update(group)
    apart = {frozenset(pair) for pair in refused}
    groups: dict[str, list[str]] = {}
    for path in paths - taken if taken else paths:  # as they come they are nearly in order
        groups.setdefault(marks[path][0].casefold(), []).append(path)
    for group in groups.values():
        found += _grouped(sorted(group), apart, marks)
    alone = {work.key for work in found if len(work.documents) == 1}
    inside = _marked_inside(alone, apart, marks)
    paired = {path for work in inside for path in work.documents.values()}
    return sorted((*inside, *(work for work in found if work.key not in paired)), key=_order)


def _marked_inside(alone: set[str], apart: set[frozenset[str]], marks: Marks) -> list[Work]:
    """Works of files whose names tell their languages elsewhere than at the end, and that differ in
    nothing else. Initials look like codes: they do not where the same place holds others."""
    inner = {path: mark for path in alone if not marks[path][1] and (mark := inner_mark(path))}
    groups: dict[str, list[str]] = {}
    for path, (stem, _) in inner.items():
        groups.setdefault(stem.casefold(), []).append(path)
    if all(len(group) < 2 for group in groups.values()):
        return []
    others = {
        (before, behind)
        for path in alone - inner.keys()
        for letters, before, behind in slots(path)
        if len(letters) == 2
    }
    found: list[Work] = []
    for group in groups.values():
        held = ((before, behind) for path in group for _, before, behind in slots(path))
        if others.isdisjoint(held):
            found += _grouped(sorted(group), apart, inner)
    return [work for work in found if len(work.documents) > 1]


def beginnings(works: Sequence[Work], count: int) -> list[Work]:
    """The first works that somebody who opens a corpus wants to see: texts beside their
    translations, then others, and last what is said about the corpus (README, LICENSE).
    """
    paired = (work for work in works if len(work.documents) > 1 and not _is_about(work))
    alone = (work for work in works if len(work.documents) < 2 and not _is_about(work))
    return list(islice(chain(paired, alone, filter(_is_about, works)), count))


def _is_about(work: Work) -> bool:
    return work.name.partition(".")[0].casefold() in _ABOUT


def _order(work: Work) -> tuple[object, ...]:
    return work.folder, natural_key(work.name), work.key


Marks = Mapping[str, tuple[str, str | None]]  # path -> what `split_name` says of it


def _grouped(group: list[str], apart: set[frozenset[str]], marks: Marks) -> list[Work]:
    if len(group) == 1 or any(frozenset((a, b)) in apart for a in group for b in group if a < b):
        return [_work([path], marks) for path in group]
    if _is_clear(group, marks):
        return [_work(group, marks)]
    formats: dict[str, list[str]] = {}
    for path in group:
        formats.setdefault(PurePosixPath(path).suffix.casefold(), []).append(path)
    alone = [path for paths in formats.values() if not _is_clear(paths, marks) for path in paths]
    found = [_work(p, marks, end) for end, p in formats.items() if _is_clear(p, marks)]
    if len(alone) > 1 and _is_clear(alone, marks):
        return [*found, _work(alone, marks)]
    return [*found, *(_work([path], marks) for path in alone)]


def _is_clear(group: list[str], marks: Marks) -> bool:
    """Whether files of one name are one text, each in another language."""
    languages = {marks[path][1] for path in group}
    told = len(languages - {None})
    return len(languages) == len(group) > 1 and (told == len(group) or told == 1 == len(group) - 1)


def _by_hand(pairs: Pairs, paths: Collection[str]) -> list[list[str]]:
    """Pairs that share a document are one work; documents that are gone are left out."""
    groups: list[list[str]] = []
    for pair in pairs:
        here = [path for path in pair if path in paths]
        if len(here) < 2:
            continue
        known = next((g for g in groups if set(g) & set(here)), None)
        if known is None:
            groups.append(list(here))
        else:
            known += [path for path in here if path not in known]
    return groups


def _work(group: list[str], marks: Marks, ending: str = "") -> Work:
    """Arabic and its like first; without languages in the names, in the order given.

    `ending`: what tells it from the same text in other formats.
    """
    marked = [(marks[path][1] or "und", path) for path in group]
    order = {language: at for at, language in enumerate(_FIRST)}
    marked.sort(key=lambda pair: order.get(pair[0], len(order)))
    documents: dict[str, str] = {}
    for language, path in marked:
        side, count = language, 1
        while side in documents:
            count += 1
            side = f"{language}-{count}"
        documents[side] = path
    key = marked[0][1]
    folder, _, file = key.rpartition("/")
    name = file
    if len(group) > 1:
        name = (marks[key][0].rpartition("/")[2] or folder.rpartition("/")[2] or file) + ending
    return Work(key, name, folder, documents)


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
