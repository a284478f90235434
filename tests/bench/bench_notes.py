"""What a note costs: against one write + fsync + rename of the same bytes, medians of 5 runs."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from common import verdict

from viewer.core.notes.store import Note, NoteStore, resolve
from viewer.core.text.document import Document
from viewer.core.text.lines import ByteLines

RUNS, FILES = 5, 2000
SENTENCE = "أعلن المتحدث أن الاجتماع سيُعقد في العاصمة خلال الأسبوع المقبل بحضور الأطراف كافة.\n"


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def bare(path: Path, data: bytes) -> None:
    """The least that is safe."""
    beside = path.with_name("beside")
    with open(beside, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)


def saving(folder: Path, size: int) -> None:
    """Tell the ratio for a document with `size` notes already: the median of those of `RUNS` runs.

    A save syncs twice, the file and then its folder; where the disk answers in less than half a
    millisecond the rest (backup, lock, JSON) shows beside that.
    """
    document = folder / f"{size}.txt"
    document.write_text(SENTENCE * 100, "utf-8")
    source = Document.of_text(SENTENCE * 100)
    store = NoteStore(folder, folder / "data", "bench", "bench")
    home = store.home(document)

    def put() -> None:
        place = source.place(90, 120)
        store.put(document, Note(place, "ملاحظة في الهامش", ("وسم",)), source)

    if size:
        store.put(document, Note(text="first"), source)
        many(store, document, source, size - 1)
    mine, least = [], []
    for _ in range(RUNS):
        mine.append(statistics.median(milliseconds(put) for _ in range(9)))
        other = partial(bare, folder / "x", home.read_bytes())
        least.append(statistics.median(milliseconds(other) for _ in range(9)))
    ratio = statistics.median(a / b for a, b in zip(mine, least, strict=True))
    print(f"a note beside {size}: {statistics.median(mine):.2f} ms")
    verdict(f"a note beside {size} : write + fsync + rename", ratio, 3)


def many(store: NoteStore, document: Path, source: Document, count: int) -> None:
    """Notes written into the file at once, as an import would."""
    from viewer.core.base.json_files import save_json
    from viewer.core.notes.note import save_w3c

    notes = store.notes(document)
    notes += [Note(source.place(n, n + 20), f"ملاحظة {n}") for n in range(count)]
    save_json(store.home(document), save_w3c(notes, document.name))


def counting(folder: Path) -> None:
    root = folder / "corpus"
    root.mkdir()
    source = Document.of_text(SENTENCE)
    writer = NoteStore(root, folder / "data", "bench", "bench")
    sync = os.fsync
    os.fsync = lambda handle: None  # type: ignore[assignment]
    for number in range(FILES):
        for _ in range(3):
            writer.put(root / f"d{number % 40}" / f"{number}.txt", Note(text="نص"), source)
    os.fsync = sync
    first = [milliseconds(NoteStore(root, folder / "data", "b", "b").counts) for _ in range(RUNS)]
    again = [milliseconds(writer.counts) for _ in range(RUNS)]
    assert sum(writer.counts().values()) == 3 * FILES
    a, b = statistics.median(first), statistics.median(again)
    print(f"counting {FILES} files: {a:.0f} ms the first time, {b:.0f} ms again, ratio {b / a:.2f}")


def finding() -> None:
    text = SENTENCE * (50_000_000 // len(SENTENCE.encode()))
    lines = ByteLines(text.encode())
    document = Document(lines, "txt")
    document.complete()
    middle = len(text) // 2
    place = document.place(middle, middle + 30)
    other = Document(
        ByteLines(("خبر عاجل.\n" + text[: middle + 5] + "كلمات جديدة " + text).encode()), "txt"
    )
    other.complete()
    unique = Document.of_text(text[:500] + "كلمات جديدة " + SENTENCE).place(500, 511)
    reading = statistics.median(milliseconds(lambda: lines.data.decode()) for _ in range(RUNS))
    holds = statistics.median(milliseconds(lambda: resolve(document, place)) for _ in range(RUNS))
    moved = statistics.median(milliseconds(lambda: resolve(other, unique)) for _ in range(RUNS))
    print(
        f"a place in 50 MB: {holds:.2f} ms where it holds, {moved:.0f} ms where it moved,"
        f" against {reading:.0f} ms for decoding it"
    )


def main() -> int:
    # Not a folder in memory: there fsync costs nothing, and the ratio says nothing.
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        for size in (0, 100, 1000, 5000):
            saving(folder, size)
        counting(folder)
    finding()
    return 0


if __name__ == "__main__":
    sys.exit(main())
