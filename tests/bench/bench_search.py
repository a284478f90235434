"""Searching: against recoll, ripgrep and plain FTS5 on one corpus, and against a folded scan.

    python tests/bench/bench_search.py FOLDER [MB]

FOLDER holds plain texts; with MB its sentences are shuffled into a corpus of that size first.
Beside it stand recollindex and recollq, rg, and a bare FTS5 table, as far as they are installed.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from common import ROOT, Heart, home, milliseconds, program, stop, until

from viewer.core.language.arabic import fold
from viewer.core.search.engine import Search
from viewer.core.search.hits import Answer
from viewer.core.search.index import Index
from viewer.core.search.index_progress import index_path

WORD = re.compile(r"[^\W_]+")
EACH = 40
"""Queries of every kind."""
PLAIN = "SELECT rowid FROM t WHERE t MATCH ?"
SIZES = (1000, 2000, 3000, 5000, 8000, 30000)
"""Bytes of the articles that are made."""


def texts(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(folder.rglob("*.txt")):
        data = path.read_bytes()
        try:
            yield path, data.decode()
        except UnicodeDecodeError:
            yield path, data.decode("cp1256", "replace")


def shuffled(source: Path, target: Path, size: int) -> None:
    """About `size` bytes of articles out of the sentences of others."""
    cut = re.compile(r"(?<=[.؟!])\s+|\n")
    sentences = [
        s for _, t in texts(source) for each in cut.split(t) if len(s := each.strip()) > 10
    ]
    pick, total, number = random.Random(1), 0, 0
    while total < size:
        wanted, got, paragraphs = pick.choice(SIZES), 0, []
        while got < wanted:
            paragraphs.append(" ".join(pick.choices(sentences, k=pick.randint(1, 5))))
            got += len(paragraphs[-1].encode())
        path = target / f"{number // 500:03}" / f"{number:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(paragraphs), "utf-8")
        total, number = total + got, number + 1


def ran(*command: str) -> tuple[float, float]:
    """(seconds, peak memory in MB) of a process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return time.perf_counter() - start, used.ru_maxrss / 1024


def indexed(folder: Path) -> tuple[float, float]:
    return ran(sys.executable, "-m", "viewer", "index", str(folder))


def weight(path: Path) -> float:
    files = [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]
    return sum(each.stat().st_size for each in files) / 1e6


class Recoll:
    """recollindex and recollq with a configuration of their own."""

    def __init__(self, folder: Path, work: Path) -> None:
        self.conf = work / "recoll"
        self.conf.mkdir()
        (self.conf / "recoll.conf").write_text(f"topdirs = {folder}\nidxflushmb = 100\n", "utf-8")

    def index(self) -> tuple[float, float]:
        return ran("recollindex", "-c", str(self.conf))

    def ask(self, query: str) -> None:
        ran("recollq", "-c", str(self.conf), "-b", "-n", "0", query)


def plain(folder: Path, path: Path) -> sqlite3.Connection:
    base = sqlite3.connect(path, isolation_level=None)
    base.execute("CREATE VIRTUAL TABLE t USING fts5(text, tokenize='unicode61')")
    base.execute("BEGIN")
    for _, text in texts(folder):
        base.executemany("INSERT INTO t VALUES (?)", ((line,) for line in text.split("\n")))
    base.execute("COMMIT")
    return base


def queries(folder: Path) -> tuple[dict[str, list[str]], Counter[tuple[str, ...]]]:
    """Words, phrases and prefixes of all frequencies, and how often a folded scan finds each."""
    pick, counts, pairs = random.Random(7), Counter[tuple[str, ...]](), Counter[tuple[str, ...]]()
    for path, text in texts(folder):
        for line in text.split("\n"):
            words = WORD.findall(fold(line).text)
            counts.update((word,) for word in words)
            if path.name.endswith("3.txt"):
                pairs.update(pairwise(words))
    ranked = [word for (word,), n in counts.most_common() if n > 1 and len(word) > 1]
    steps = [int(len(ranked) ** (n / EACH)) - 1 for n in range(1, EACH + 1)]
    words = list(dict.fromkeys(ranked[min(at, len(ranked) - 1)] for at in steps))
    two = pick.sample([pair for pair, n in pairs.most_common(5000)], EACH)
    starts = [word[:4] for word in pick.sample(ranked, EACH * 3) if len(word) > 4][:EACH]
    for _, text in texts(folder):
        for line in text.split("\n"):
            told = f" {' '.join(WORD.findall(fold(line).text))} "
            counts.update({pair: told.count(f" {' '.join(pair)} ") for pair in two})
    kinds = {
        "words": words,
        "phrases": [f'"{" ".join(pair)}"' for pair in two],
        "prefixes": [f"{start}*" for start in starts],
    }
    return kinds, counts


class Enough(Exception):
    pass


def first(search: Search) -> None:
    """Run until the first hits are told of and shown."""

    def tell(answer: Answer) -> None:
        if len(answer.hits):
            search.hit(answer.hits, 0)
            raise Enough

    try:
        answer = search.run(tell=tell)
        if answer.total:
            search.hit(answer.hits, 0)
    except Enough:
        pass


def p95(values: Sequence[float]) -> float:
    return sorted(values)[max(0, int(len(values) * 0.95) - 1)]


def told(name: str, values: Sequence[float]) -> str:
    return f"{name} {sorted(values)[len(values) // 2]:.1f} / {p95(values):.1f} ms"


def pattern(kind: str, query: str) -> list[str]:
    """A query for ripgrep, which knows bytes and no folding."""
    bare = query.strip('"*')
    return ["-w", "-F", "--", bare] if kind != "prefixes" else ["--", rf"\b{re.escape(bare)}"]


def asking(folder: Path, base: Index, recoll: Recoll | None, bare: sqlite3.Connection) -> None:
    kinds, counts = queries(folder)
    for kind, some in kinds.items():
        early, whole, wide, others, greps, plains = [], [], [], [], [], []
        for query in some:
            early.append(milliseconds(lambda q=query: first(Search(base, q, "clitics"))))
            whole.append(milliseconds(lambda q=query: Search(base, q, "spelling").run()))
            wide.append(milliseconds(lambda q=query: Search(base, q, "clitics").run()))
            if recoll is not None:
                others.append(milliseconds(lambda q=query: recoll.ask(q)))
            if shutil.which("rg"):
                command = ("rg", "-c", *pattern(kind, query), str(folder))
                greps.append(milliseconds(lambda c=command: ran(*c)))
            plains.append(milliseconds(lambda q=query: bare.execute(PLAIN, (q,)).fetchall()))
        print(f"{kind} ({len(some)}), median / 95th percentile:")
        print(f"  {told('first hits', early)}, {told('all, exact', whole)},"
              f" {told('all with prefixes and suffixes', wide)}")  # fmt: skip
        if others:
            print(f"  {told('recollq', others)}")
        if greps:
            print(f"  {told('ripgrep', greps)}; first hits : ripgrep {p95(early) / p95(greps):.3f}")
        print(f"  {told('plain FTS5, rows only', plains)}")
        if kind != "prefixes":
            recall(base, some, counts)


def recall(base: Index, some: list[str], counts: Counter[tuple[str, ...]]) -> None:
    right = wanted = found = 0
    for query in some:
        real = counts[tuple(query.strip('"').split())]
        total = Search(base, query, "spelling").run().total
        right, wanted, found = right + min(real, total), wanted + real, found + total
    print(f"  recall against a folded scan {right / wanted:.4f}, precision {right / found:.4f}"
          f" of {wanted} occurrences")  # fmt: skip


def patterns(base: Index) -> None:
    for query in (r"/وزير\w+ ال\w+ية/", r"/\b\w{14,}\b/", r"/\d{3,}/r"):
        early = milliseconds(lambda q=query: first(Search(base, q)))
        whole, rows = milliseconds(lambda q=query: Search(base, q).run()), array("I")
        rows.append(Search(base, query).run().total)
        print(f"{query}: {rows[0]} hits, first {early:.0f} ms, all {whole / 1000:.1f} s")


def making(folder: Path, work: Path) -> tuple[Recoll | None, sqlite3.Connection]:
    """Index with each, and print what that costs."""
    size = weight(folder)
    seconds, memory = indexed(folder)
    mine = index_path(work / "home" / "cache", folder)
    print(f"{size:.1f} MB: index {seconds:.1f} s, {size / seconds:.2f} MB/s,"
          f" {weight(mine):.0f} MB, memory {memory:.0f} MB")  # fmt: skip
    recoll = Recoll(folder, work) if shutil.which("recollindex") else None
    if recoll is not None:
        other, memory = recoll.index()
        print(f"recollindex: {other:.1f} s, {size / other:.2f} MB/s, {weight(recoll.conf):.0f} MB,"
              f" memory {memory:.0f} MB; ratio {seconds / other:.2f}")  # fmt: skip
    start = time.perf_counter()
    bare = plain(folder, work / "plain.db")
    print(f"plain FTS5: {time.perf_counter() - start:.1f} s, {weight(work / 'plain.db'):.0f} MB")
    return recoll, bare


def changing(folder: Path, recoll: Recoll | None) -> None:
    path = next(folder.rglob("*.txt"))
    path.write_text(path.read_text("utf-8", "replace") + "\nسطر جديد كليا\n", "utf-8")
    seconds = indexed(folder)[0]
    beside = f", recollindex {recoll.index()[0]:.2f} s" if recoll is not None else ""
    print(f"update after one changed file: {seconds:.2f} s{beside}")


def typing(folder: Path, index: Path) -> None:
    """The longest stall of the window while the index is built and the reader types."""
    for name in index.parent.glob(f"{index.name}*"):
        name.unlink()
    made = program(str(folder))
    window = made.window
    assert window is not None
    until(lambda: made.session.corpora and made.session.corpora[0].complete, 120)
    made.session.open_work(made.session.corpora[0], made.session.corpora[0].works[0])
    window.commands["search_corpus"].trigger()
    until(lambda: index.exists() and index.stat().st_size > 1 << 20, 60)
    heart, query = Heart(), window.search.question.query
    pauses: list[float] = []
    for word in ("وزير الخارجية", "الحكومة", "مدينة تونس", "government", "كرة القدم") * 3:
        query.clear()
        for at in range(1, len(word) + 1):
            heart.start()
            query.setText(word[:at])  # as a key would
            query.textEdited.emit(word[:at])
            end = time.monotonic() + 0.12
            until(lambda end=end: time.monotonic() > end)
            pauses.append(heart.stop())
    working = made.session.searching.busy
    print(f"typing {len(pauses)} letters while the index is built: longest stall {max(pauses):.0f}"
          f" ms, 99th percentile {sorted(pauses)[int(len(pauses) * 0.99) - 1]:.0f} ms"
          f"{'' if working else ' (the index was ready before the end)'}")  # fmt: skip
    stop(made)


def main(arguments: Sequence[str]) -> int:
    if not arguments:
        sys.stderr.write(__doc__ or "")
        return 2
    os.chdir(ROOT)
    with home() as work:
        folder = work / "corpus"
        if len(arguments) > 1:
            shuffled(Path(arguments[0]), folder, int(arguments[1]) * 1_000_000)
        else:
            shutil.copytree(arguments[0], folder)
        work_on(folder, work)
    return 0


def work_on(folder: Path, work: Path) -> None:
    recoll, bare = making(folder, work)
    path = index_path(work / "home" / "cache", folder)
    base = Index(path)
    asking(folder, base, recoll, bare)
    patterns(base)
    base.close()
    changing(folder, recoll)
    typing(folder, path)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
