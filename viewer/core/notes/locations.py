"""Where the notes of a document live on disk, and which documents have any."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

from viewer.core.base.json_files import (
    TEMPORARY,
    Damaged,
    State,
    read_json,
    save_json,
    set_aside,
    state_in,
    sweep,
    takes_files,
)
from viewer.core.base.locks import NOTES_FOLDER, lock
from viewer.core.base.paths import real_path

NAME_BYTES = 180
"""Of a part of a path, from which it is cut and given a hash."""

UNREADABLE = re.compile(r"\.unreadable-\d+\.json$")

# A percent sign only where it could be taken for ours; what other systems cannot have in a name;
# what would end like a file of notes, or like one that was set aside.
_ENCODED = re.compile(r'%(?=[0-9A-Fa-f]{2})|[<>:"|?*\\\x00-\x1f\x7f\ud800-\udfff]')
_ENDING = re.compile(r"\.(?=json$|unreadable-\d+$)|[. ]$", re.I)

Signature = State


def signature(path: Path) -> Signature | None:
    """What changes when a file does: (time in ns, bytes, inode); None without a file.

    A side of a bilingual file (`file.tmx/ar`) changes when the file does.
    """
    try:
        status = os.stat(path)
    except (NotADirectoryError, FileNotFoundError):  # Windows says the latter of a side
        return signature(path.parent) if path.parent.is_file() else None
    except OSError:
        return None
    return state_in(status)


def writable(folder: Path) -> bool:
    """Whether notes can be written under `folder`, a corpus."""
    notes = os.path.join(folder, NOTES_FOLDER)
    inside = (os.path.join(notes, "documents"), notes, folder)
    there = next((path for path in inside if os.path.exists(path)), folder)
    return os.path.isdir(there) and os.access(there, os.W_OK | os.X_OK)


def encode_name(part: str) -> str:
    """One part of a document's path as the name of a file or folder of notes, without `.json`."""
    name = _ENDING.sub(_percent, _ENCODED.sub(_percent, part))
    data = name.encode()
    if len(data) <= NAME_BYTES:
        return name
    mark = "~" + hashlib.sha256(os.fsencode(part)).hexdigest()[:12]
    return data[: NAME_BYTES - len(mark)].decode("utf-8", "ignore") + mark


def _percent(match: re.Match[str]) -> str:
    try:
        data = match[0].encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # no byte of a name, but half a letter: Windows allows it
        data = match[0].encode("utf-8", "surrogatepass")
    return "".join(f"%{byte:02X}" for byte in data)


def encode_path(relative: str) -> str:
    """A document's path, relative and with `/`, as that of its notes under `documents/`."""
    return "/".join(map(encode_name, relative.split("/"))) + ".json"


def decode_path(name: str) -> str:
    """The way back from `encode_path`, as far as nothing was cut."""
    data = unquote_to_bytes(os.fsencode(name.removesuffix(".json")))
    try:
        return os.fsdecode(data)
    except UnicodeDecodeError:  # written on another system: no name that Windows can have
        return data.decode("utf-8", "surrogateescape")


def _digest(path: Path) -> str:
    """SHA-256 in hex; of a side of a bilingual file that of its bytes, NUL and the side's name."""
    try:
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (NotADirectoryError, FileNotFoundError):
        with open(path.parent, "rb") as file:
            digest = hashlib.file_digest(file, "sha256")
        digest.update(b"\0" + os.fsencode(path.name))
        return digest.hexdigest()


class Hashes:
    """SHA-256 of files, each computed once for a state of its file."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[Signature, str]] = {}

    def of(self, path: Path) -> tuple[str, int] | None:
        """(hex digest, bytes); None when it cannot be read."""
        state = signature(path)
        if state is None:
            return None
        known = self._known.get(path)
        if known is None or known[0] != state:
            try:
                digest = _digest(path)
            except OSError:
                return None
            known = self._known[path] = (state, digest)
        return known[1], state[1]


class Homes:
    """Where notes live, for one corpus (`root`) or for files without one (None).

    In the nearest folder above the document that has `hashiya-notes`; else at the corpus root;
    where that cannot be written, without a corpus, and for a `private` one: under `data`, named
    by UUID, with an index from those to paths and contents.
    """

    def __init__(self, root: Path | None, data: Path, private: bool) -> None:
        self.root = root.absolute() if root is not None else None
        self.hashes = Hashes()
        self._private = private
        self._own = data / "notes"
        self._corpora = data / "corpora"
        self._locks = data / "locks"
        self._refused: set[Path] = set()
        self._nested: frozenset[Path] | None = None
        self._seen: frozenset[Path] = frozenset()
        self._asked: set[Path] = set()
        self._inside: dict[tuple[Path, Path], tuple[Path, str]] = {}
        self._labels: dict[tuple[str, str], tuple[Path, str]] = {}
        self._index: dict[str, dict[str, Any]] = {}
        self._index_state: object = ()
        self.damaged: list[tuple[Path, Path]] = []

    # One document

    def home(self, document: Path) -> Path:
        """The file of notes of a document; neither need exist."""
        return self.where(document)[0]

    def where(self, document: Path) -> tuple[Path, list[Path]]:
        """The file of notes, and others that hold notes of the document too: made when it was
        not yet in a corpus, or before the corpus could be read only."""
        document = document.absolute()
        self._asked.add(document)
        folder, known = self._corpus_of(document), self._known_own(document)
        own = [self._own / f"{known}.json"] if known is not None else []
        if folder is None:
            return self._own_file(document, known), []
        inside, _ = self._file_in(folder, document)
        if self._writable(folder):
            return inside, [path for path in own if path.exists()]
        return self._own_file(document, known), [path for path in [inside] if path.exists()]

    def refuse(self, home: Path) -> bool:
        """Take the corpus that `home` lies in for read-only; False if it lies in none, or takes
        files: then it is one file that was open elsewhere."""
        if takes_files(home.parent):
            return False
        for folder in home.parents:
            if folder.name == NOTES_FOLDER and folder.parent not in self._refused:
                self._refused.add(folder.parent)
                return True
        return False

    def diverted(self, document: Path, home: Path) -> Path | None:
        """The corpus that cannot be written, where `home` is in the data folder for that."""
        return self._corpus_of(document.absolute()) if home.parent == self._own else None

    def label(self, document: Path) -> str:
        """What a document is called in `counts`: relative to the root, else absolute; with `/`."""
        document = document.absolute()
        if self.root is not None and document.is_relative_to(self.root):
            return document.relative_to(self.root).as_posix()
        return document.as_posix()

    def recorded(self, document: Path, home: Path) -> str:
        """The path of the document as its file of notes tells it."""
        document = document.absolute()
        folder = self._corpus_of(document)
        if folder is not None and home.parent != self._own:
            return self._file_in(folder, document)[1]
        return self._key(document)

    def name_of(self, document: Path) -> str:
        """What notes call a document: the path that its own file of notes tells."""
        return self.recorded(document, self.home(document))

    def path_of(self, name: str, beside: Path) -> Path:
        """The way back from `name_of`, for a name that stands in the notes of `beside`."""
        if os.path.isabs(name):
            return Path(name)
        if self._private and self.root is not None:
            return self.root / name.partition(":")[2]
        folder = self._corpus_of(beside.absolute()) or self.root or beside.parent
        return folder / name

    def _corpus_of(self, document: Path) -> Path | None:
        if self._private:
            return None
        for folder in document.parents:
            if os.path.isdir(f"{folder}{os.sep}{NOTES_FOLDER}"):
                if folder not in self._seen:
                    self._seen |= {folder}
                return folder
        inside = self.root is not None and document.is_relative_to(self.root)
        return self.root if inside else None

    def _writable(self, folder: Path) -> bool:
        return folder not in self._refused and writable(folder)

    def _file_in(self, folder: Path, document: Path) -> tuple[Path, str]:
        """The file of notes under `folder`, and the path of the document from there."""
        known = self._inside.get((folder, document))
        if known is None:
            relative = document.relative_to(folder).as_posix()
            file = folder / NOTES_FOLDER / "documents" / encode_path(relative)
            known = self._inside[folder, document] = file, relative
        return known

    # The corpus

    def folder(self) -> Path:
        """The `hashiya-notes` that notes of this corpus go to, or what stands for it in data."""
        folder = self._corpus_of(self.root / "_") if self.root is not None else None
        if folder is not None and self._writable(folder):
            return folder / NOTES_FOLDER
        return self._own

    def corpus_file(self) -> Path:
        """Where `corpus.json` belongs. Its paths count from the root, so a folder of notes above
        the root cannot hold it."""
        if self.root is not None and self.folder() == self.root / NOTES_FOLDER:
            return self.root / NOTES_FOLDER / "corpus.json"
        return self.own_folder() / "corpus.json"

    def own_folder(self) -> Path:
        """The folder under `data` for what is remembered of this corpus on this machine."""
        if self.root is None:
            return self._corpora / "files"
        name = re.sub(r"[^\w-]", "_", self.root.name)[:40]
        if not self._private:
            mark = hashlib.sha256(os.fsencode(real_path(self.root))).hexdigest()
            name = f"{name}-{mark[:16]}"
        return self._corpora / name

    def files(self) -> Iterator[tuple[str, Signature]]:
        """Every file of notes there may be for the corpus: its path and its state."""
        for folder in sorted(self._folders()):
            yield from _json_files(os.path.join(folder, NOTES_FOLDER, "documents"))
        for name in self._read_index():
            path = self._own / f"{name}.json"
            if (state := signature(path)) is not None:
                yield str(path), state

    def label_of(self, path: str, recorded: str) -> str | None:
        """The document of a file of notes, as `label` says; None if it is not of the corpus.

        `recorded`: the path of the document in the file, believed when the file's name agrees.
        """
        above, _, name = path.rpartition(f"{NOTES_FOLDER}{os.sep}documents{os.sep}")
        if not above.endswith(os.sep) or path.startswith(f"{self._own}{os.sep}"):
            entry = self._read_index().get(os.path.basename(path).removesuffix(".json"), {})
            return self._label_of_key(str(entry.get("path", "")))
        known = self._labels.get((path, recorded))
        if known is None:
            name = name.replace(os.sep, "/")
            agrees = recorded and encode_path(recorded) == name
            document = Path(above, recorded if agrees else decode_path(name))
            known = self._labels[path, recorded] = (document, self.label(document))
        document, label = known
        if self.root is None:
            return label if document in self._asked else None
        return label if label != document.as_posix() else None

    def _folders(self) -> frozenset[Path]:
        """The folders with notes in and above the corpus; it is walked through once."""
        if self._nested is None:
            found: set[Path] = set()
            if self.root is not None and not self._private:
                for folder, inside, _ in os.walk(self.root):
                    if NOTES_FOLDER in inside:
                        found.add(Path(folder))
                    hidden = (NOTES_FOLDER, *(name for name in inside if name.startswith(".")))
                    inside[:] = [name for name in inside if name not in hidden]
            self._nested = frozenset(found)
        if self.root is not None and not self._private:
            self._corpus_of(self.root / "_")  # somebody may have made it since the walk
        return self._nested | self._seen

    # What lives in the data folder

    def _key(self, document: Path) -> str:
        """The name of a document in the index. A private corpus may lie elsewhere tomorrow."""
        if self._private and self.root is not None and document.is_relative_to(self.root):
            return f"{self.root.name}:{document.relative_to(self.root).as_posix()}"
        return str(document)

    def _label_of_key(self, key: str) -> str | None:
        if self._private and self.root is not None:
            name, _, relative = key.partition(":")
            return relative if name == self.root.name and relative else None
        if self.root is None or Path(key).is_relative_to(self.root):
            return self.label(Path(key)) if os.path.isabs(key) else None
        return None

    def _own_file(self, document: Path, known: str | None) -> Path:
        if known is None:
            import uuid  # here: not for the documents of a corpus

            index, key, turn = self._read_index(), self._key(document), 0
            known = str(uuid.uuid5(uuid.NAMESPACE_URL, os.fsencode(key).hex()))
            while known in index:  # that name serves a document that was moved here and away
                turn += 1
                known = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{os.fsencode(key).hex()}#{turn}"))
        return self._own / f"{known}.json"

    def _known_own(self, document: Path) -> str | None:
        """The UUID of the document: by its path, else by its content if the old path is gone."""
        index, key = self._read_index(), self._key(document)
        for name, entry in index.items():
            if entry.get("path") == key:
                return name
        for name, entry in index.items():
            if _same_but_for_case(str(entry.get("path", "")), key):
                return name
        state = signature(document)
        if state is None or self._private:
            return None
        for name, entry in index.items():
            old = str(entry.get("path", ""))
            if entry.get("size") != state[1] or not os.path.isabs(old) or signature(Path(old)):
                continue
            found = self.hashes.of(document)
            if found is not None and found[0] == entry.get("sha256"):
                return name
        return None

    def settle(self, document: Path, home: Path) -> None:
        """Write path and content of a document into the index, if its notes live in data."""
        if home.parent != self._own:
            return
        found = self.hashes.of(document)
        entry: dict[str, Any] = {"path": self._key(document.absolute())}
        if found is not None:
            entry |= {"sha256": found[0], "size": found[1]}
        if self._read_index().get(home.stem) == entry:
            return
        path = self._own / "index.json"
        with lock(path, self._locks):
            index = dict(self._read_index())
            index[home.stem] = entry
            save_json(path, {"hashiya:version": 1, "documents": dict(sorted(index.items()))})
            self._index_state = ()

    def _read_index(self) -> dict[str, dict[str, Any]]:
        path = self._own / "index.json"
        state = signature(path)
        if state == self._index_state:
            return self._index
        try:
            data = read_json(path)
            documents = data.get("documents") if isinstance(data, dict) else None
            if not isinstance(documents, dict):
                raise Damaged(path, "index")
            self._index = {k: v for k, v in documents.items() if isinstance(v, dict)}
        except FileNotFoundError:
            self._index = self._rebuilt()
        except Damaged:
            with contextlib.suppress(OSError):
                self.damaged.append((path, set_aside(path)))
            self._index = self._rebuilt()
        self._index_state = signature(path)
        return self._index

    def _rebuilt(self) -> dict[str, dict[str, Any]]:
        """The index out of what the files of notes say themselves."""
        found: dict[str, dict[str, Any]] = {}
        for name, _ in _json_files(str(self._own)):
            path = Path(name)
            with contextlib.suppress(OSError, Damaged):
                data = read_json(path)
                about = data.get("hashiya:document") if isinstance(data, dict) else None
                if isinstance(about, dict) and isinstance(about.get("path"), str):
                    found[path.stem] = {k: about[k] for k in _ENTRY if k in about}
        return found


_ENTRY = ("path", "sha256", "size")


def _same_but_for_case(one: str, two: str) -> bool:
    """Whether two paths name one file, where the disk takes `A.TXT` for `a.txt`."""
    if len(one) != len(two) or one.casefold() != two.casefold():
        return False
    try:
        return os.path.samefile(one, two)
    except OSError:
        return False


def _json_files(folder: str) -> Iterator[tuple[str, Signature]]:
    """The files of notes under `folder`, with their states; not those that were set aside."""
    waiting = [folder]
    while waiting:
        try:
            entries = list(os.scandir(waiting.pop()))
        except OSError:
            continue
        for entry in entries:
            if entry.name.endswith(".json"):
                if not UNREADABLE.search(entry.name):
                    with contextlib.suppress(OSError):
                        status = entry.stat()
                        yield entry.path, state_in(status)
            elif entry.name.startswith(TEMPORARY):
                sweep(Path(entry.path))
            elif entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
