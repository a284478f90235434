"""A reader's process with a data folder of its own, which writes into a folder that is shared."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

from viewer.core.base import locks
from viewer.core.bitext.work_file import WorkFile
from viewer.core.corpus.corpus_file import CorpusFile
from viewer.core.notes.store import Note, NoteStore
from viewer.core.text.document import Document


def main(root: Path, home: Path, name: str, count: int) -> None:
    store = NoteStore(root, home, name, name)
    text = Document.of_text((root / "a.txt").read_text("utf-8"), "txt")
    corpus = CorpusFile.read(store.corpus_file())
    work = WorkFile.read(store.corpus_file().parent / "works" / "a.txt.json")
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(count):
        store.put(root / "a.txt", Note(text.place(0, 3), f"{name} {number}"), text)
        if number % 5 == 0:
            corpus.pair(f"{name}{number}.ar.txt", f"{name}{number}.en.txt")
            corpus.write()
            work.write_own("ar", text, [number // 5], name, "words")
            work.write()


def _refused(*_: object) -> None:
    raise OSError(errno.ENOLCK, "no locks available")


if __name__ == "__main__":
    if sys.argv[5] in ("unlocked", "unheld"):  # as on a share that has no locks
        locks._acquire = _refused
    if sys.argv[5] == "unheld":  # nor renames folders
        locks._held_by_renaming = lambda *_: None
    if sys.argv[5] == "renamed":  # as over sshfs
        locks._locks_end_here = lambda _: True
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
