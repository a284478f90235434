"""How each step grows from 1,000 files and 10 MB to 100,000 files and 1 GB of different texts.

    python tests/bench/bench_scale.py [MB ...]

Without sizes 10, 100 and 1000 MB are made, of 10 kB a file, with as many forms as real text has and
new ones in every file. Seconds are of CPU, those of children too, so that a busy machine tells the
same; a step that grows faster than its texts is marked. 1 GB takes some ten minutes on two cores.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import common

from viewer.core.notes.note import Note
from viewer.core.notes.store import NoteStore
from viewer.core.search.concordance import collocates, ordered
from viewer.core.search.engine import Search
from viewer.core.search.hits import Answer
from viewer.core.search.index import Index
from viewer.core.search.index_progress import index_path
from viewer.core.text.document import Document

SIZES_MB = (10, 100, 1000)
FILE_BYTES = 10_000
IN_A_FOLDER = 500
"""Files of a folder."""
NOTES_A_MB = 50
"""Notes for each megabyte: 50,000 on 1 GB."""
NOTES_A_FILE = 5
SLACK = 1.3
"""What a step may cost above its share before it is said to grow faster than its work."""
ASKED = {
    "a word of three in a hundred, all": "في",
    "one of one in a hundred, all": "إلى",
    "a phrase of two of the commonest": '"من في"',
}


def cpu() -> float:
    """Seconds of CPU of this process and of its children that ended."""
    me, below = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return me.ru_utime + me.ru_stime + below.ru_utime + below.ru_stime


def spent(work: Callable[[], object]) -> float:
    start = cpu()
    work()
    return cpu() - start


def make(root: Path, size_mb: int) -> None:
    """Files of different texts: each has a window of a common store and words of its own."""
    store = common.various(min(size_mb, 20) * 1_000_000).splitlines()
    at = 0
    for number in range(size_mb * 1_000_000 // FILE_BYTES):
        paragraphs, got = [f"خبر {number} من {number % 97}"], 0
        while got < FILE_BYTES:
            words = store[(at * 7919) % len(store)].split()
            at += 1
            if at * 7919 > len(store):  # the store comes again: never in the same order
                cut = (at + number) % len(words)
                words = words[cut:] + words[:cut] + [f"كلمة{number:x}"]
            paragraphs.append(" ".join(words))
            got += len(paragraphs[-1].encode())
        path = root / f"{number // IN_A_FOLDER:03}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(paragraphs), "utf-8")


def opened(root: Path) -> dict[str, float]:
    """In a child: the folder in the window, and its list filtered."""
    made = common.program()
    session, tree = made.session, made.window.tree
    common.rest(300)
    heart, start = common.Heart(), time.perf_counter()
    heart.start()
    found = {
        "opened, seconds of CPU": spent(
            lambda: (
                session.open_paths([root]),
                common.until(lambda: session.corpora and session.corpora[0].complete, 900),
            )
        )
    }
    found["opened, seconds"] = time.perf_counter() - start
    found["longest stall while opening, ms"] = heart.stop()
    found["list filtered by a name, seconds of CPU"] = spent(lambda: tree.filter.setText("99"))
    found["memory of the window, MB"] = common.memory()
    common.stop(made)
    return found


def indexed(root: Path) -> dict[str, float]:
    """In a child: the index made, its size, what one change costs, and questions."""
    command = [sys.executable, "-m", "viewer", "index", str(root)]
    run = lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True)  # noqa: E731
    start = time.perf_counter()
    found = {"index, seconds of CPU": spent(run)}
    found["index, seconds"] = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    found["index, memory of the largest process, MB"] = used
    path = index_path(Path(os.environ["HASHIYA_HOME"]) / "cache", root)
    found["index, MB"] = path.stat().st_size / 1e6
    some = next(root.rglob("*.txt"))
    some.write_text(some.read_text("utf-8") + "\nسطر جديد كليا\n", "utf-8")
    found["update after one change, seconds of CPU"] = spent(run)
    base = Index(path)
    for name, query in ASKED.items():
        answer: Answer | None = None

        def ask(query: str = query) -> None:
            nonlocal answer
            answer = Search(base, query, "spelling").run()

        found[f"{name}, seconds of CPU"] = spent(ask)
        assert answer is not None
        found[f"{name}, hits"] = answer.total
    hits = Search(base, ASKED["one of one in a hundred, all"], "spelling").run().hits
    for name, work in (
        ("its concordance by the words behind it", lambda: ordered(base, hits, "after")),
        ("its collocates", lambda: collocates(base, hits)),
    ):
        found[f"{name}, seconds of CPU"] = spent(work)
    rare = some.read_text("utf-8").split()[9]
    found["a word of few hits, all, seconds of CPU"] = spent(Search(base, rare, "spelling").run)
    base.close()
    return found


def noted(root: Path) -> dict[str, float]:
    """In a child: notes written into many files, and listed by a program that is started anew."""
    data = Path(os.environ["HASHIYA_HOME"]) / "data"
    store = NoteStore(root, data, "bench", "Reader")
    size = sum(1 for _ in root.rglob("*.txt")) * FILE_BYTES / 1e6

    def write() -> None:
        for path in _some(root, int(size * NOTES_A_MB / NOTES_A_FILE)):
            document = Document.of_text(path.read_text("utf-8"), path=path)
            starts = [document.lines.start(n) for n in range(NOTES_A_FILE)]
            notes = [Note(place=document.place(at, at + 9), text=f"note {at}") for at in starts]
            store.put_all(path, notes, document)

    found = {"notes written, seconds of CPU": spent(write)}
    again, listed = NoteStore(root, data, "bench", "Reader"), []
    found["notes listed, seconds of CPU"] = spent(lambda: listed.extend(again.all()))
    found["notes"] = len(listed)
    return found


def _some(root: Path, count: int) -> Iterator[Path]:
    files = sorted(root.rglob("*.txt"))
    yield from files[:: max(1, len(files) // count)][:count]


STEPS = {"opened": opened, "indexed": indexed, "noted": noted}


def main() -> int:
    if sys.argv[1:2] and sys.argv[1] in STEPS:
        print(json.dumps(STEPS[sys.argv[1]](Path(sys.argv[2]))))
        return 0
    sizes = tuple(map(int, sys.argv[1:])) or SIZES_MB
    rows: dict[str, list[float]] = {}
    for size in sizes:
        with common.home() as folder:
            root = folder / "corpus"
            make(root, size)
            for step in STEPS:
                for name, value in common.child(__file__, step, str(root)).items():
                    rows.setdefault(name, []).append(value)
        print(f"-- {size} MB done", file=sys.stderr, flush=True)
    print(f"MB of text: {' / '.join(map(str, sizes))}")
    for name, values in rows.items():
        grown = values[-1] / values[0] if values[0] else 0.0
        fast = "CPU" in name and values[0] > 0.05 and grown > SLACK * sizes[-1] / sizes[0]
        print(f"{name}: {' / '.join(f'{value:,.2f}' for value in values)}"
              f" ({grown:.1f} times{', faster than the texts' if fast else ''})")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
