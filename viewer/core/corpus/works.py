"""The files of a corpus as works: one text in one or more languages, as their names say."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from viewer.core import formats
from viewer.core.corpus.scan import File
from viewer.core.language.arabic import direction_of_language, fold
from viewer.core.language.file_names import inner_mark, role_mark, slots, split_name
from viewer.core.parsing.scan.page_folder import is_ignored

_ABOUT = {"authors", "changelog", "copying", "licence", "license", "notice", "readme", "source"}

_FIRST = ("ar", "fa", "ur", "he")


class Work(NamedTuple):
    """One text in one or more languages. `documents`: side -> path, relative to the corpus.

    A side is a language (`ar`, `en`), `und` when the name does not say, `en-2` for a second one.
    """

    key: str
    name: str
    folder: str
    documents: Mapping[str, str]


def partners(path: Path) -> list[Path]:
    """The documents that are the same text as a single one, in other languages or in translation,
    as their names say: in its folder, and beside that where its name is such a mark too (`ar/x`,
    `source/x`). Empty where the folder cannot be read."""
    folder, own = path.parent, f"{path.parent.name}/{path.name}"
    known = [name for name in _names(folder) if formats.known_file(folder / name)]
    names = [f"{folder.name}/{name}" for name in known]
    for other in _beside(folder):
        names += [
            f"{other}/{name}" for name in _names(folder.parent / other) if formats.known(name)
        ]
    for work in works(File(name, 0, 0) for name in names):
        if own in work.documents.values():
            others = (folder.parent / name for name in work.documents.values() if name != own)
            return [other for other in others if other.is_file()]
    return []


def _names(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return [each.name for each in entries if not is_ignored(each.name)]
    except OSError:
        return []


def _beside(folder: Path) -> list[str]:
    """The folders beside one that names a language or a source, if they do so as well."""

    def marks(name: str) -> bool:
        inside = f"{name}/x"
        return bool(split_name(inside)[1] or role_mark(inside)[1] or inner_mark(inside))

    if not marks(folder.name):
        return []
    names = (name for name in _names(folder.parent) if name != folder.name and marks(name))
    return [name for name in names if (folder.parent / name).is_dir()]


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
    of language at the beginning or in the middle of names count where they are all that differs;
    so do names of a source and its translation.
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
    for more in (_marked_inside, _translated):
        alone = {work.key for work in found if len(work.documents) == 1}
        pairing = more(alone, apart, marks)
        paired = {path for work in pairing for path in work.documents.values()}
        found = [*pairing, *(work for work in found if work.key not in paired)]
    return sorted(found, key=_order)


def _marked_inside(alone: set[str], apart: set[frozenset[str]], marks: Marks) -> list[Work]:
    """Works of files whose names tell their languages elsewhere than at the end, and that differ in
    nothing else. Initials look like codes (`DE_law`, `FR_law`): not where one language runs from
    right to left, another does not, and the same place holds no others."""
    told = {path for path in alone if marks[path][1] and split_name(path.rpartition("/")[2])[1]}
    inner = {path: mark for path in alone - told if (mark := inner_mark(path))}
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
        runs = {direction_of_language(inner[path][1] or "") for path in group}
        if len(runs) > 1 and others.isdisjoint(held):
            found += _grouped(sorted(group), apart, inner)
    return [work for work in found if len(work.documents) > 1]


def _translated(alone: set[str], apart: set[frozenset[str]], marks: Marks) -> list[Work]:
    """Works of a text and what its name says to be the translation: `source/x` and `target/x`, `x`
    and `x_translation`."""
    roles = {path: role_mark(marks[path][0]) for path in alone}
    if all(role is None for _, role in roles.values()):
        return []
    groups: dict[str, list[str]] = {}
    for path, (stem, _) in roles.items():
        groups.setdefault(stem.casefold(), []).append(path)
    found: list[Work] = []
    for group in groups.values():
        for work in _grouped(sorted(group), apart, roles):
            documents = sorted(work.documents.values(), key=lambda path: roles[path][1] == "target")
            if len(documents) == 2 and roles[documents[1]][1] == "target":
                sides = {path: (roles[path][0], marks[path][1]) for path in documents}
                found.append(_work(documents, sides))
    return found


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
