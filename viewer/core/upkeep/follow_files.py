"""What keeps notes with their texts while others move files about: copies that sync programs make
are merged, and notes follow a document that was renamed, moved or converted.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from viewer.core.base.errors import ReadOnly, Unreadable
from viewer.core.base.json_files import Damaged
from viewer.core.corpus.changes import Seen
from viewer.core.corpus.scan import File
from viewer.core.language.file_names import split_name
from viewer.core.language.late_pattern import late_pattern
from viewer.core.notes.locations import encode_path, signature
from viewer.core.notes.note_file import read_notes
from viewer.core.notes.store import NoteStore
from viewer.core.text.document import Document, Place
from viewer.core.text.reanchor import PlaceFinder

TRIED = 40
"""Documents that are opened to find out where the notes of one that is gone belong."""
ENOUGH = 0.7
"""Share of the notes that must be found again in another text."""
PROOF = 40
"""Code points of quotes, with what stood around them, without which that proves nothing."""

_COPY = late_pattern(
    r"(?: \([^()]*(?:conflict|en conflit|konflikt|kopie|متعارض)[^()]*\)"  # Dropbox, Nextcloud, Box
    r"|\.sync-conflict-\d{8}-\d{6}(?:-\w+)?"  # Syncthing
    r"|_conf\(.+\)|[._]conflict-\d{8}-\d{6}(?:-\w+)?)$",  # ownCloud, Nextcloud
    re.I,
)
_ALSO = late_pattern(
    r" \d{1,3}|-[\w-]{1,40}"  # iCloud, OneDrive
    r"| ?[(\[][^()\[\]]{1,100}[)\]]"  # Google Drive, pCloud; Dropbox in any language
    r"|[ ._].{0,100}?[ ._]?conflict(?:ed)?",  # Resilio, Synology
    re.I,
)
"""What follows the name of the document that a file says it is about."""


class Followed(NamedTuple):
    """A document whose notes went to another one: paths as in `NoteStore.counts`."""

    old: str
    new: str
    notes: int


def original_of(path: Path, recorded: str) -> Path | None:
    """The file of notes that `path` is a copy of, made by a sync program; None if it is none.

    `recorded`: the path of the document that the file names.
    """
    stem = path.name.removesuffix(".json")
    if match := _COPY.search(stem):
        return path.with_name(f"{stem[: match.start()]}.json")
    name = encode_path(recorded).rpartition("/")[2].removesuffix(".json")
    if recorded and stem.startswith(name) and _ALSO.fullmatch(stem, len(name)):
        return path.with_name(f"{name}.json")
    return None


def absorb(store: NoteStore) -> int:
    """Merge the copies of files of notes that sync programs made into their originals, and take
    them away (to the backups); how many. A copy that cannot be read stays where it is."""
    count = 0
    for path, recorded in list(store.files()):
        original = original_of(path, recorded)
        if original is None:
            continue
        label = store.label(original, "")
        if label is None:
            continue
        with contextlib.suppress(OSError, Damaged, ReadOnly):
            state, copy = signature(path), read_notes(path)
            if copy.newer or copy.odd:  # there is more in it than we could merge
                continue
            merged = store.merge_in(store.document(label), copy.notes.values())
            count += bool(store.retire(path, state) or merged)
    return count


def follow(
    store: NoteStore,
    files: Iterable[File],
    load: Callable[[str], Document],
    seen: Seen | None = None,
) -> list[Followed]:
    """Let notes follow documents that were renamed, moved or converted while we did not look.

    `files`: every document of the corpus. `load` opens one by its path, or raises `Unreadable`.
    By content first, as it was at the last look (`seen`, which learns what it is now) or when a
    note was written; then by the notes themselves, where most of them are found in one text and
    no other. A document that was there before comes after those that are new.
    """
    by_path = {file.path: file for file in files}
    here = {path: file.size for path, file in by_path.items()}
    noted = store.counts()
    gone = [label for label in noted if not _exists(store.document(label))]
    free = [path for path in here if path not in noted]
    found: list[Followed] = []
    for label in gone if free else ():
        fresh = [path for path in free if seen is not None and not seen.knows(path)]
        known = seen.contents.of(_file_of(label)) if seen is not None else None
        new = None
        for some in filter(None, (fresh, free)):
            new = new or _same_content(store, label, here, some, known)
            new = new or _same_text(store, label, some, load)
        if new is not None:
            with contextlib.suppress(OSError, Damaged, ReadOnly):  # it is tried again
                count = store.adopt(store.document(label), store.document(new))
                found.append(Followed(label, new, count))
            free = [path for path in free if path != new]
    if seen is not None:
        labels = noted.keys() - {each.old for each in found} | {each.new for each in found}
        documents = {_file_of(label) for label in labels}
        seen.contents.learn(documents, by_path, lambda path: store.hash_of(store.document(path)))
    return found


def _exists(document: Path) -> bool:
    return document.exists() or document.parent.is_file()


def _same_content(
    store: NoteStore,
    label: str,
    here: dict[str, int],
    free: list[str],
    known: tuple[int, str] | None,
) -> str | None:
    """The document that is what that one was. `known`: (bytes, SHA-256) at the last look."""
    about = store.about(store.document(label))
    size, digest = known or (about.get("size"), about.get("sha256"))
    side = _side(label)
    for path in free:
        if here[path] == size and digest:
            there = f"{path}/{side}" if side else path
            now = store.hash_of(store.document(there)) or store.hash_of(store.document(path))
            if now == digest:
                return there if side and store.hash_of(store.document(there)) == digest else path
    return None


def _file_of(label: str) -> str:
    """The path of the file that a document is, or a side of."""
    return label.rpartition("/")[0] if _side(label) else label


def _side(label: str) -> str:
    """Of a bilingual file: `a.tmx/ar` -> `ar`."""
    above, _, last = label.rpartition("/")
    return last if "." in above.rpartition("/")[2] and "." not in last else ""


def _same_text(
    store: NoteStore, label: str, free: list[str], load: Callable[[str], Document]
) -> str | None:
    """The one text in which the notes of a document that is gone are found again."""
    notes = store.notes(store.document(label))
    places = [n.place for n in notes if n.place is not None and n.place.exact.strip()]
    return one_that_has(places, label, free, load)


def one_that_has(
    places: list[Place], label: str, free: list[str], load: Callable[[str], Document]
) -> str | None:
    """The one document of `free` in which most places of one that is gone (`label`) are found."""
    if sum(len(p.exact + p.prefix + p.suffix) for p in places) < PROOF:
        return None
    shares: list[tuple[float, str]] = []
    for path in _likely(label, free)[:TRIED]:
        with contextlib.suppress(Unreadable):
            shares.append((_share(places, load(path)), path))
            if shares[-1][0] > 0.95 and _name(path) == _name(label):
                return path
    shares.sort(reverse=True)
    if not shares or shares[0][0] < ENOUGH:
        return None
    if len(shares) > 1 and shares[1][0] > shares[0][0] - 0.2:
        return None
    return shares[0][1]


def holder_of(
    place: Place, label: str, free: list[str], load: Callable[[str], Document]
) -> str | None:
    """The one document of `free` in which the words of a place of one that is gone (`label`)
    stand."""
    found = []
    for path in _likely(label, free)[:TRIED] if place.exact.strip() else ():
        with contextlib.suppress(Unreadable):
            if PlaceFinder(load(path)).resolve([place])[0][2] in ("exact", "moved"):
                found.append(path)
    return found[0] if len(found) == 1 else None


def _likely(label: str, free: list[str]) -> list[str]:
    """Those of the same name first, then of the same folder."""
    name, folder = _name(label), label.rpartition("/")[0]

    def apart(path: str) -> tuple[bool, bool]:
        return _name(path) != name, path.rpartition("/")[0] != folder

    return sorted(free, key=apart)


def _name(path: str) -> str:
    """Without folder, suffix and mark of language."""
    return split_name(path)[0].rpartition("/")[2].casefold()


def _share(places: list[Place], document: Document) -> float:
    """How many of the places are found in a text."""
    found = PlaceFinder(document).resolve(places)
    return sum(status != "lost" for _, _, status in found) / max(1, len(found))
