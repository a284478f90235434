"""What a reader did to works stays with them when their documents are renamed, moved or edited: the
files in `works/`, and what `corpus.json` says of documents.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from viewer.core.base.errors import Unreadable
from viewer.core.base.json_files import Damaged, State, read_json, retire, state_of
from viewer.core.bitext.work_file import WorkFile
from viewer.core.corpus.corpus_file import CorpusFile
from viewer.core.corpus.scan import File
from viewer.core.notes.locations import encode_path
from viewer.core.text.document import Document
from viewer.core.upkeep.follow_files import one_that_has, original_of

Load = Callable[[str], Document]


def digest(document: Document) -> str:
    """SHA-256 of its text, in hex."""
    return hashlib.sha256(document.text().encode("utf-8", "surrogatepass")).hexdigest()


def works_in(folder: Path) -> Iterator[WorkFile]:
    """The files of works under a folder that can be read; others are told of when opened."""
    for path in sorted(folder.rglob("*.json")):
        if ".unreadable-" not in path.name:
            file = WorkFile.glance(path)
            if file is not None:
                yield file


def absorb_works(file: CorpusFile, folder: Path, backups: Path) -> int:
    """Merge copies that sync programs made of `corpus.json` and of files of works into these, and
    take them away (to the backups); how many. What the original says wins."""
    count = 0
    for path in sorted(file.path.parent.glob("corpus*.json")):
        if original_of(path, "corpus") == file.path:
            with contextlib.suppress(OSError, Damaged):
                state, data = state_of(path), read_json(path)
                if isinstance(data, dict):
                    file.join(data)
                    file.write(backups)
                    count += _retired(path, state, backups)
    for copy in list(works_in(folder)):
        original = original_of(copy.path, copy.documents[0].path if copy.documents else "")
        if original is not None and original != copy.path:
            with contextlib.suppress(OSError):
                _take(original, copy, {}, backups)
                count += 1
    return count


def _retired(path: Path, state: State | None, backups: Path) -> bool:
    """Take a file away unless somebody wrote to it since it was so. Raises OSError."""
    if state_of(path) != state:
        return False
    retire(path, backups)
    return True


def follow_works(
    file: CorpusFile, folder: Path, files: Iterable[File], load: Load, known: Mapping[str, str]
) -> tuple[dict[str, str], list[str]]:
    """Where documents went that something was done to, by old path; and those that are nowhere.

    `known`: what is known to have moved. `load` opens a document of the corpus by its path, or
    raises `Unreadable`. By their text, then by the paragraphs that pins and translations are of.
    """
    here = {each.path for each in files}
    works = list(works_in(folder))
    named = {each.path: (each.sha256, work) for work in works for each in work.documents}
    asked = {path for path in {*named, *file.said_of()} if _file_of(path, here) is None}
    taken = {known[path] for path in asked & known.keys()}
    free = sorted(here - set(named) - file.said_of() - taken)
    moved, left = {}, []
    for path in sorted(asked):
        new = known.get(path)
        if new is None and path in named:
            sha256, work = named[path]
            new = _by_text(sha256, free, load)
            new = new or one_that_has(work.places_of(path), path, free, load)
        if new is None:
            left.append(path)
        else:
            moved[path] = new
            free = [each for each in free if each != new]
    return moved, left


def _file_of(path: str, here: set[str]) -> str | None:
    """The file of a document that is there: itself, or the file that it is a side of."""
    above = path.rpartition("/")[0]
    return path if path in here else above if above in here else None


def _by_text(sha256: str, free: Iterable[str], load: Load) -> str | None:
    for path in list(free)[:40]:
        with contextlib.suppress(Unreadable):
            if digest(load(path)) == sha256:
                return path
    return None


def move_works(folder: Path, moved: Mapping[str, str]) -> None:
    """Have the files of works name the documents where they are now. Raises OSError."""
    for file in works_in(folder):
        if any(each.path in moved for each in file.documents):
            whole = WorkFile.read(file.path)
            whole.move(moved)
            whole.write()


def own_file(
    path: Path,
    folder: Path,
    documents: Mapping[str, tuple[str, Document]],
    exists: Callable[[str], bool],
    backups: Path,
) -> WorkFile:
    """The file of a work, which belongs at `path`, with all that was done to its documents before:
    also where another one of them came first, or they had other names.

    `documents`: by side its path in the corpus and its text. `exists`: whether a path of the corpus
    is there. Raises OSError.
    """
    texts: dict[str, str] = {}
    for other in list(works_in(folder)):
        first = other.documents[0].path if other.documents else ""
        if other.path == path or not first:
            continue
        if not exists(first) or folder / encode_path(first) != other.path:
            texts = texts or {digest(text): name for name, text in documents.values()}
            if any(_sides(other, documents, texts).values()):
                _take(path, other, _sides(other, documents, texts), backups)
        elif not path.exists() and any(name == first for name, _ in documents.values()):
            _take(path, other, _sides(other, documents, {}), None)  # it may stand alone again
    file = WorkFile.read(path, backups)
    file.call_sides(_sides(file, documents, texts))
    return file


def _sides(
    file: WorkFile, documents: Mapping[str, tuple[str, Document]], texts: Mapping[str, str]
) -> dict[str, str]:
    """What the sides of a file are called today: by path, by text, the last one by what is left;
    empty for one that is unknown."""
    names = {name: side for side, (name, _) in documents.items()}
    found = {d.side: names.get(texts.get(d.sha256, d.path), "") for d in file.documents}
    left = [side for side in documents if side not in found.values()]
    unknown = [side for side, now in found.items() if not now]
    if len(left) == len(unknown) == 1 and len(found) > 1:
        found[unknown[0]] = left[0]
    return found


def _take(path: Path, other: WorkFile, sides: Mapping[str, str], backups: Path | None) -> None:
    """Let the file of a work have what another one has, which goes to the backups, if given."""
    state, mine, theirs = state_of(other.path), WorkFile.read(path), WorkFile.read(other.path)
    theirs.call_sides(sides)
    mine.documents = mine.documents or theirs.documents
    mine.join(theirs)
    mine.write(backups)
    if backups is not None:
        _retired(other.path, state, backups)
