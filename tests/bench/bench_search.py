"""Searching: against recoll, ripgrep and plain FTS5 on one corpus, and against a folded scan.

    python tests/bench/bench_search.py FOLDER [MB]

FOLDER holds plain texts; with MB a corpus of that size is grown out of them first, of different
texts, small and book-sized, whose words grow as those of real ones (`grown_corpus`). Beside it
stand recollindex and recollq, rg, and a bare FTS5 table, as far as they are installed. Seconds are
of CPU, of children too, where it is not said that they are by the clock.
"""

from __future__ import annotations

import itertools
import json
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
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import grown_corpus
from common import ROOT, Heart, child, home, milliseconds, program, stop, until, verdict

from viewer.core.language.arabic import TOKEN, fold, letters
from viewer.core.search.engine import Search
from viewer.core.search.hits import Answer
from viewer.core.search.index import Index
from viewer.core.search.index_progress import index_path

WORD = re.compile(r"[^\W_]+")
EACH = 40
"""Queries of every kind."""
BEAT_MS = 4
LETTERS = 40
"""Typed while the index is built, at least."""
PLAIN = "SELECT rowid FROM t WHERE t MATCH ?"
GOALS_MS = {"words": 300, "prefixes": 300, "phrases": 30}
"""For all hits, as they are spelled, of nineteen in twenty queries."""


def texts(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(folder.rglob("*.txt")):
        data = path.read_bytes()
        try:
            yield path, data.decode()
        except UnicodeDecodeError:
            yield path, data.decode("cp1256", "replace")


class Cost(NamedTuple):
    """What a process took: seconds of CPU and by the clock, MB of memory at most."""

    cpu: float
    clock: float
    memory: float


def ran(*command: str) -> Cost:
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    cpu = used.ru_utime + used.ru_stime
    return Cost(cpu, time.perf_counter() - start, used.ru_maxrss / 1024)


def cpu_ms(work: Callable[[], object]) -> float:
    """Milliseconds of CPU of this process; of the others where `work` gives a `Cost`."""
    start = time.process_time()
    cost = work()
    return cost.cpu * 1000 if isinstance(cost, Cost) else (time.process_time() - start) * 1000


def indexed(folder: Path) -> Cost:
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

    def index(self) -> Cost:
        return ran("recollindex", "-c", str(self.conf))

    def ask(self, query: str) -> Cost:
        return ran("recollq", "-c", str(self.conf), "-b", "-n", "0", query)


def plain(folder: Path, path: Path) -> sqlite3.Connection:
    base = sqlite3.connect(path, isolation_level=None)
    base.execute("CREATE VIRTUAL TABLE t USING fts5(text, tokenize='unicode61')")
    base.execute("BEGIN")
    for _, text in texts(folder):
        base.executemany("INSERT INTO t VALUES (?)", ((line,) for line in text.split("\n")))
    base.execute("COMMIT")
    return base


class Scan:
    """How often a scan of the folded texts finds words, pairs of words and written words."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.words: Counter[str] = Counter()
        self.written: dict[str, Counter[str]] = {}
        self.pairs: Counter[tuple[str, ...]] = Counter()
        for path, text in texts(folder):
            for line in text.split("\n"):
                tokens = list(map(letters, TOKEN.findall(line)))
                words = WORD.findall(fold(line).text)
                self.words.update(words)
                if len(words) == len(tokens):
                    for word, token in zip(words, tokens, strict=True):
                        self.written.setdefault(word, Counter())[token] += 1
                if path.name.endswith("3.txt"):
                    self.pairs.update(pairwise(tokens))

    def count_pairs(self, wanted: Iterable[tuple[str, ...]]) -> None:
        """Count these over all texts, as they are written and folded."""
        self.pairs, self.folded_pairs = Counter(), Counter[tuple[str, ...]]()
        some = set(wanted)
        folded = {tuple(fold(word).text for word in pair) for pair in some}
        for _, text in texts(self._folder):
            for line in text.split("\n"):
                both = pairwise(map(letters, TOKEN.findall(line)))
                self.pairs.update(pair for pair in both if pair in some)
                both = pairwise(WORD.findall(fold(line).text))
                self.folded_pairs.update(pair for pair in both if pair in folded)

    def bounds(self, query: str) -> tuple[int, int]:
        """How often a query has to be found at least and at most. A word counts for sure where it
        is written with the last letter of the query: whether `ى` is `ي` there, the corpus says. A
        phrase for sure where it is written alike."""
        words = query.strip('"').split()
        told = [fold(word).text for word in words]
        if len(words) > 1:
            return self.pairs[tuple(words)], self.folded_pairs[tuple(told)]
        found = self.written.get(told[0], Counter()).items()
        return sum(n for token, n in found if token[-1] == query[-1]), self.words[told[0]]


def queries(scan: Scan) -> dict[str, list[str]]:
    """Words, phrases and prefixes of all frequencies; words as they are written most often."""
    pick = random.Random(7)
    ranked = [word for word, n in scan.words.most_common() if n > 1 and len(word) > 1]
    steps = [int(len(ranked) ** (n / EACH)) - 1 for n in range(1, EACH + 1)]
    words = list(dict.fromkeys(ranked[min(at, len(ranked) - 1)] for at in steps))
    written = [scan.written[word].most_common(1)[0][0] for word in words if word in scan.written]
    two = pick.sample([pair for pair, n in scan.pairs.most_common(5000)], EACH)
    scan.count_pairs(two)
    starts = [word[:4] for word in pick.sample(ranked, EACH * 3) if len(word) > 4][:EACH]
    return {
        "words": written,
        "phrases": [f'"{" ".join(pair)}"' for pair in two],
        "prefixes": [f"{start}*" for start in starts],
    }


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
    scan = Scan(folder)
    for kind, some in queries(scan).items():
        early, whole, wide, others, greps, plains = [], [], [], [], [], []
        for query in some:
            early.append(cpu_ms(lambda q=query: first(Search(base, q, "clitics"))))
            whole.append(cpu_ms(lambda q=query: Search(base, q, "spelling").run()))
            wide.append(cpu_ms(lambda q=query: Search(base, q, "clitics").run()))
            if recoll is not None:
                others.append(cpu_ms(lambda q=query: recoll.ask(q)))
            if shutil.which("rg"):
                command = ("rg", "-c", *pattern(kind, query), str(folder))
                greps.append(cpu_ms(lambda c=command: ran(*c)))
            plains.append(cpu_ms(lambda q=query: bare.execute(PLAIN, (q,)).fetchall()))
        print(f"{kind} ({len(some)}), median / 95th percentile:")
        print(f"  {told('first hits', early)}, {told('all, exact', whole)},"
              f" {told('all with prefixes and suffixes', wide)}")  # fmt: skip
        if others:
            print(f"  {told('recollq', others)}")
        if greps:
            print(f"  {told('ripgrep', greps)}; first hits : ripgrep {p95(early) / p95(greps):.3f}")
        print(f"  {told('plain FTS5, rows only', plains)}")
        name = f"{weight(folder):.0f} MB: {kind},"
        verdict(f"{name} first hits, 95th percentile, CPU", p95(early), 30, " ms")
        verdict(f"{name} all hits, 95th percentile, CPU", p95(whole), GOALS_MS[kind], " ms")
        if kind != "prefixes":
            recall(base, kind, some, scan)


def recall(base: Index, kind: str, some: list[str], scan: Scan) -> None:
    missed = wrong = found = 0
    for query in some:
        least, most = scan.bounds(query)
        total = Search(base, query, "spelling").run().total
        found += total
        missed, wrong = missed + max(0, least - total), wrong + max(0, total - most)
    print(f"  of {found} occurrences of {kind} a folded scan has {missed} more, and lacks {wrong}")


def patterns(base: Index) -> None:
    for query in (r"/وزير\w+ ال\w+ية/", r"/\b\w{14,}\b/", r"/\d{3,}/r"):
        early = milliseconds(lambda q=query: first(Search(base, q)))
        whole, rows = milliseconds(lambda q=query: Search(base, q).run()), array("I")
        rows.append(Search(base, query).run().total)
        print(f"{query}: {rows[0]} hits, first {early:.0f} ms, all {whole / 1000:.1f} s")


def making(folder: Path, work: Path) -> tuple[Recoll | None, sqlite3.Connection]:
    """Index with each, and print what that costs."""
    size = weight(folder)
    mine = indexed(folder)
    where = index_path(work / "home" / "cache", folder)
    print(f"{size:.1f} MB: index {mine.cpu:.1f} s, by the clock {size / mine.clock:.2f} MB/s,"
          f" {weight(where):.0f} MB, memory {mine.memory:.0f} MB")  # fmt: skip
    verdict(f"{size:.0f} MB: indexed, seconds by the clock a MB", mine.clock / size, 0.2)
    recoll = Recoll(folder, work) if shutil.which("recollindex") else None
    if recoll is not None:
        other = recoll.index()
        print(f"recollindex: {other.cpu:.1f} s, by the clock {size / other.clock:.2f} MB/s,"
              f" {weight(recoll.conf):.0f} MB, memory {other.memory:.0f} MB")  # fmt: skip
        verdict(f"{size:.0f} MB: indexed : recollindex, CPU", mine.cpu / other.cpu, 1)
        verdict(f"{size:.0f} MB: indexed : recollindex, clock", mine.clock / other.clock, 1)
    start = time.process_time()
    bare = plain(folder, work / "plain.db")
    print(f"plain FTS5: {time.process_time() - start:.1f} s, {weight(work / 'plain.db'):.0f} MB")
    return recoll, bare


def changing(folder: Path, recoll: Recoll | None) -> None:
    path = next(folder.rglob("*.txt"))
    path.write_text(path.read_text("utf-8", "replace") + "\nسطر جديد كليا\n", "utf-8")
    mine = indexed(folder)
    beside = f", recollindex {recoll.index().cpu:.2f} s" if recoll is not None else ""
    print(f"update after one changed file: {mine.cpu:.2f} s{beside}")


def typing(folder: Path) -> dict[str, float]:
    """In a child, for a heap like that of every day: the longest stalls of the window while the
    index is built and the reader types."""
    index = index_path(Path(os.environ["HASHIYA_HOME"]) / "cache", folder)
    made = program(str(folder))
    window = made.window
    assert window is not None
    until(lambda: made.session.corpora and made.session.corpora[0].complete, 120)
    made.session.open_work(made.session.corpora[0], made.session.corpora[0].works[0])
    window.commands["search_corpus"].trigger()
    until(lambda: index.exists() and index.stat().st_size > 1 << 20, 60)
    heart, query = Heart(BEAT_MS), window.search.question.query
    seen: list[tuple[float, float, float]] = []
    words = itertools.cycle(("وزير الخارجية", "الحكومة", "في", "مدينة تونس", "government", "وال"))
    searching = made.session.searching
    while searching.indexed[0] < searching.indexed[1] or len(seen) < LETTERS:
        query.clear()
        word = next(words)
        for at in range(1, len(word) + 1):
            heart.start()
            query.setText(word[:at])  # as a key would
            query.textEdited.emit(word[:at])
            end = time.monotonic() + 0.12
            until(lambda end=end: time.monotonic() > end)
            seen.append((heart.stop(), heart.ready, heart.work))
    stop(made)
    clock, ready, work = map(max, zip(*seen, strict=True))
    return {"letters": len(seen), "clock": clock, "ready": ready, "work": work}


def print_typing(folder: Path) -> None:
    found = child(__file__, "typing", str(folder))
    name = f"{weight(folder):.0f} MB: typing while the index is built,"
    print(f"{name} {found['letters']} letters: longest stall by the clock {found['clock']:.0f} ms,"
          f" but for waits for a processor {found['ready']:.0f} ms")  # fmt: skip
    verdict(f"{name} most work of the window in one stall, CPU", found["work"], 50, " ms")


def main(arguments: Sequence[str]) -> int:
    if not arguments:
        sys.stderr.write(__doc__ or "")
        return 2
    if arguments[0] == "typing":
        print(json.dumps(typing(Path(arguments[1]))))
        return 0
    os.chdir(ROOT)
    with home() as work:
        folder = work / "corpus"
        if len(arguments) > 1:
            source = [text for _, text in texts(Path(arguments[0]))]
            forms = grown_corpus.grow(source, folder, int(arguments[1]) * 1_000_000)
            print(f"{arguments[1]} MB with {forms} forms")
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
    print_typing(folder)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
