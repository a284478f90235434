"""What this machine remembers of a corpus, and how it forgets that. Notes are never among it.

Index, dates and alignments lie in the cache folder, the texts that notes were made on beside the
notes, what was seen and former versions of notes in the data folder.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from viewer.core.base.errors import Unreadable
from viewer.core.base.json_files import backups_of, remove
from viewer.core.bitext.alignment import Cache
from viewer.core.corpus.file_facts import facts_path
from viewer.core.corpus.scan import scan
from viewer.core.dictionaries.word_list import WORD_LIST_NAME, WordList
from viewer.core.formats.registry import is_scanned
from viewer.core.notes.locations import NOTES_FOLDER
from viewer.core.notes.snapshots import text_file
from viewer.core.notes.store import NoteStore
from viewer.core.parsing.scan.layer import content_key
from viewer.core.parsing.scan.layer_folders import LAYERS
from viewer.core.parsing.scan.page_folder import page_files
from viewer.core.search.index import Index
from viewer.core.search.index_progress import index_path
from viewer.core.user import system_recent_files as recents


def forget(
    root: Path, store: NoteStore, data: Path, cache: Path, *, backups: bool = False
) -> list[Path]:
    """Wipe index, dates, alignments, kept texts, what was read off scans, what was seen, words that
    were only looked up. What was corrected in scans stays with the notes.

    `backups`: the former versions of its notes too. Files that could not be removed are returned.
    Alignments name no corpus, so those of others go as well: they are made again.
    """
    left = []
    cached = (*_scans(root, cache), *_cached(root, cache))
    for path in (*cached, *_remembered(root, store, data, backups)):
        try:
            shutil.rmtree(path) if path.is_dir() else remove(path)
        except FileNotFoundError:
            continue
        except OSError:
            left.append(path)
    words = WordList.read(store.corpus_file().with_name(WORD_LIST_NAME))
    try:
        words.forget_looked_up()
    except OSError:
        left.append(words.path)
    recents.forget(root)
    return left


def _cached(root: Path, cache: Path) -> Iterator[Path]:
    index = index_path(cache, root)
    yield from index.parent.glob(f"{index.name}*")  # with its journals
    yield facts_path(cache, "dates", root)
    yield facts_path(cache, "titles", root)
    yield Cache(cache).folder


def _scans(root: Path, cache: Path) -> Iterator[Path]:
    """What was read off the scans that are there, and those that the index knows."""
    if not (layers := cache / LAYERS).is_dir():
        return
    keys: set[str] = set()
    with contextlib.suppress(OSError, sqlite3.Error):
        if (path := index_path(cache, root)).is_file():
            index = Index(path)
            keys.update(key for found, _ in index.scans().values() for key in found)
            index.close()
    with contextlib.suppress(OSError):
        for file in (root / each.path for step in scan(root) for each in step):
            if is_scanned(file):
                for each in [file / page.name for page in page_files(file)] or [file]:
                    with contextlib.suppress(Unreadable):
                        keys.add(content_key(each))
    yield from (layers / key for key in keys if (layers / key).is_dir())


def _remembered(root: Path, store: NoteStore, data: Path, backups: bool) -> Iterator[Path]:
    """Of its own documents only: notes of others may lie in the same folder, or in ours."""
    yield store.seen_file()
    folders = {root / NOTES_FOLDER}
    for file, recorded in list(store.files()):
        if store.label(file, recorded) is None:
            continue
        yield text_file(file)
        if backups:
            yield backups_of(file, data / "backups")
        folders |= {folder for folder in file.parents if folder.name == NOTES_FOLDER}
    for folder in folders:
        if folder.is_relative_to(root):
            yield folder / "texts"  # also those of notes that are gone
    if backups:
        for name in ("corpus.json", WORD_LIST_NAME):
            yield backups_of(store.corpus_file().with_name(name), data / "backups")
        for work in (store.corpus_file().parent / "works").rglob("*.json"):
            yield backups_of(work, data / "backups")
