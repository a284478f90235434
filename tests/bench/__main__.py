"""Run benches and write their figures down: `python -m tests.bench [SUBJECT|BENCH] [-- ARGUMENT]`.

    python -m tests.bench                   every bench that needs nothing from elsewhere
    python -m tests.bench --quick           of these, the ones that take less than two minutes
    python -m tests.bench notes             the benches of one subject
    python -m tests.bench search -- FOLDER  a bench with what it needs: its arguments
    python -m tests.bench --write           run nothing, write the tables from figures.json

What a bench prints as `NAME: FIGURE` becomes a row of figures.json and of the tables in README.md,
with the date and the machine; `verdict` in common.py adds the goal, and of a bench that has goals
those rows alone are kept. Rows of benches that were not run stay as they are, and so do those that
were written down by hand (a row without `printed`).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FIGURES, README = HERE / "figures.json", HERE / "README.md"
BEGIN, END = "<!-- tables: python -m tests.bench --write -->\n", "<!-- end of tables -->\n"
TIMEOUT_S = 3600.0
QUICK_S = 120.0
"""Seconds below which a bench is a quick one."""
_GOAL = re.compile(r" \(goal (?:≤ )?(?P<goal>[^:)]*)(?:: (?P<word>reached|NOT reached))?\)")
_ROW = re.compile(r"(?P<what>\S.*?)(?:: +| {2,})(?P<seen>\d.*)|(?P<name>\S.*\S): (?P<told>.*\d.*)")
"""A figure after a colon or a gap; else what stands after the last colon."""


@dataclass(frozen=True)
class Bench:
    """A row: which script, for which table, about how long it takes on two cores, and whether it
    wants texts from elsewhere as its arguments."""

    name: str
    subject: str
    seconds: float
    needs: str = ""


BENCHES = (
    Bench("align", "alignment", 900, "FOLDER …"),
    Bench("pairing", "alignment", 300, "NOISE GOLD …"),
    Bench("check", "alignment", 60, "FILE.tsv"),
    Bench("edition", "alignment", 900),
    Bench("links", "words", 300),
    Bench("search", "search", 900, "FOLDER [MB]"),
    Bench("words", "search", 60, "FILE"),
    Bench("anchors", "notes", 300, "FOLDER [COUNT]"),
    Bench("notes", "notes", 60),
    Bench("corpus_notes", "notes", 60),
    Bench("marks", "notes", 100),
    Bench("clicks", "texts", 60),
    Bench("large", "texts", 300),
    Bench("scroll", "texts", 100),
    Bench("pages", "texts", 60),
    Bench("printing", "texts", 60),
    Bench("corpus", "texts", 60),
    Bench("scale", "texts", 3600),
    Bench("bitext", "reading", 150),
    Bench("office", "reading", 60),
    Bench("hostile", "reading", 600),
    Bench("furniture", "reading", 60, "FOLDER"),
    Bench("start", "start", 100),
    Bench("packages", "start", 600, "the packages that packaging/ made"),
    Bench("day", "day", 900),
    Bench("ocr", "scans", 300),
)


def chosen(names: list[str], quick: bool, given: bool) -> list[Bench]:
    """The benches that are meant. Raises SystemExit for a name that is none."""
    known = {each.name for each in BENCHES} | {each.subject for each in BENCHES}
    if wrong := set(names) - known:
        raise SystemExit(f"no such subject or bench: {' '.join(sorted(wrong))}")
    named = [each for each in BENCHES if not names or each.name in names or each.subject in names]
    return [
        each
        for each in named
        if (given or not each.needs) and (not quick or each.seconds < QUICK_S)
    ]


def run(bench: Bench, arguments: list[str], machine: str) -> list[dict[str, Any]]:
    """The rows that a bench prints; what it prints is shown meanwhile. Nothing where it fails."""
    script = HERE / f"bench_{bench.name}.py"
    print(f"== {bench.name}", flush=True)
    begin, lines = time.monotonic(), list[str]()
    load = round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else 0.0
    around = os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    started = subprocess.Popen(
        [sys.executable, str(script), *arguments],
        cwd=ROOT,
        env=around,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert started.stdout is not None
    for line in started.stdout:
        print(line, end="", flush=True)
        lines.append(line.rstrip())
    code = started.wait(TIMEOUT_S)
    print(f"-- {time.monotonic() - begin:.0f} s, exit code {code}", flush=True)
    if code:
        return []
    day = datetime.now(UTC).date().isoformat()
    about = {"bench": script.name, "date": day, "machine": machine, "printed": True}
    about |= {"load": load} if load else {}
    rows = [row for line in lines if (row := row_of(line))]
    aims = [row for row in rows if row["goal"]]
    return [row | about for row in aims or rows]


def row_of(line: str) -> dict[str, Any] | None:
    """What a line of a bench says: what was measured, what was seen, the goal where it has one."""
    goal = _GOAL.search(line)
    found = _ROW.fullmatch(_GOAL.sub("", line).strip())
    if not found:
        return None
    wanted = goal["goal"] if goal else ""
    if goal and goal["word"] == "NOT reached":
        wanted += ": **not reached**"
    seen = " ".join((found["seen"] or found["told"]).split())
    return {"what": found["what"] or found["name"], "seen": seen, "goal": wanted}


def machine_of_now() -> str:
    """What the figures of this run were seen on. What else ran meanwhile, the load says."""
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python " + (
        platform.python_version()
    )


def letter(figures: dict[str, Any], machine: str) -> str:
    """What stands for a machine in the tables; a new one gets the next letter."""
    known: dict[str, str] = figures["machines"]
    return next((k for k, v in known.items() if v == machine), "") or _added(known, machine)


def _added(known: dict[str, str], machine: str) -> str:
    made = chr(ord("A") + len(known))
    known[made] = machine
    return made


def take(figures: dict[str, Any], bench: Bench, rows: list[dict[str, Any]]) -> None:
    """Put the rows of a run in the place of those of its last one."""
    subject = next(each for each in figures["subjects"] if each["key"] == bench.subject)
    script = f"bench_{bench.name}.py"
    kept = [r for r in subject["rows"] if not (r.get("printed") and r["bench"] == script)]
    subject["rows"] = kept + rows


def tables(figures: dict[str, Any]) -> str:
    """All figures as Markdown."""
    parts = ["\n"]
    for subject in figures["subjects"]:
        parts.append(f"## {subject['title']}\n\n")
        if subject["note"]:
            parts.append(f"{subject['note']}\n\n")
        parts.append("| what | seen | goal | command | date, machine |\n|---|---|---|---|---|\n")
        for row in subject["rows"]:
            command = f"`{row['bench']}`" if row["bench"].endswith(".py") else row["bench"]
            cells = row["what"], row["seen"], row["goal"], command
            when = f"{row['date']}, {row['machine']}"
            when += f", load {row['load']}" if "load" in row else ""
            parts.append(f"| {' | '.join(cells)} | {when} |\n")
        parts.append("\n")
    machines = "; ".join(f"{k}: {v}" for k, v in figures["machines"].items())
    return "".join(parts) + f"Machines: {machines}.\n\n"


def write(figures: dict[str, Any]) -> None:
    """Keep the figures, and put their tables into the page."""
    FIGURES.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")
    page = README.read_text("utf-8")
    before, rest = page.split(BEGIN)
    README.write_text(before + BEGIN + tables(figures) + END + rest.split(END)[1], "utf-8")


def main() -> int:
    own, dashes, arguments = sys.argv[1:], "--" in sys.argv, list[str]()
    if dashes:
        at = own.index("--")
        own, arguments = own[:at], own[at + 1 :]
    asked = argparse.ArgumentParser(description=__doc__, prog="python -m tests.bench")
    asked.add_argument("names", nargs="*", metavar="SUBJECT|BENCH")
    asked.add_argument("--quick", action="store_true")
    asked.add_argument("--write", action="store_true")
    options = asked.parse_args(own)
    figures, failed = json.loads(FIGURES.read_text("utf-8")), list[str]()
    for bench in () if options.write else chosen(options.names, options.quick, bool(arguments)):
        rows = run(bench, arguments, letter(figures, machine_of_now()))
        if rows:
            take(figures, bench, rows)
            write(figures)  # at once: the next one may take long
        else:
            failed.append(bench.name)
    write(figures)
    print("no figures of:", " ".join(failed) or "none")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
