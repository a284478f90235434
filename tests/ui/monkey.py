"""Random deeds in the real window: `python tests/ui/monkey.py --seeds 1-5 --actions 500 --outside`.

Each seed runs the whole program in a process of its own, on a corpus made for it, offscreen or on
the screen that QT_QPA_PLATFORM names. With `--outside`, somebody else changes, renames and deletes
files meanwhile. A line of JSON tells of each seed; its `failed` names what must never be:

    errors    something unforeseen, or logged as an error
    ended     another exit code than 0: a crash, a hang
    lost      a note that was told as saved and is not on disk, or says something else there
    damaged   a JSON file that cannot be read, or half of one left behind
    kept      documents or jobs that nobody shows or waits for
    running   processes that outlive the program
    grown     threads, handles or children that become more and more
    stalled   seconds of its own time that the GUI thread needed for one deed

The exit code is 1 if any seed failed.
"""

from __future__ import annotations

import argparse
import contextlib
import faulthandler
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
HUNG_S = 60.0
"""Seconds without a turn of the event loop after which the program is ended."""
GROWTH = 12
"""How many threads, handles or children more, at the least, in the second half are no growth."""
LEFT_S = 10.0
"""Seconds that children have to end after the program."""
ARABIC = (
    *("أعلن", "المتحدث", "أن", "الاجتماع", "سيعقد", "في", "العاصمة", "خلال", "الأسبوع", "المقبل"),
    *("بحضور", "ممثلين", "عن", "الجانبين"),
)
DELETED = "deleted"
ENGLISH = ("the", "spokesman", "said", "a", "meeting", "in", "the", "capital", "next", "week")


# The parent ---------------------------------------------------------------------------------------


def run_seeds(options: argparse.Namespace) -> int:
    """Run one process after the other; whether any failed."""
    first, _, last = options.seeds.partition("-")
    failed = 0
    for seed in range(int(first), int(last or first) + 1):
        with tempfile.TemporaryDirectory(prefix="monkey-", ignore_cleanup_errors=True) as folder:
            result = run_seed(seed, Path(folder), options)
        print(json.dumps(result, ensure_ascii=False), flush=True)
        failed += bool(result["failed"])
    return 1 if failed else 0


def run_seed(seed: int, base: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Run the program with this seed's deeds; what came of it."""
    corpus = make_corpus(base / "corpus")
    began = time.monotonic()
    path = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {
        "QT_QPA_PLATFORM": "offscreen",
        **os.environ,
        "PYTHONPATH": os.pathsep.join(path),
        "HASHIYA_HOME": str(base / "home"),
    }
    outside = ["--outside"] if options.outside else []
    child = subprocess.run(
        [
            *(sys.executable, __file__, "--child", str(seed), "--base", str(base)),
            *("--actions", str(options.actions), *outside),
        ],
        env=environment,
        capture_output=True,
        cwd=base,
    )
    lines = child.stdout.decode("utf-8", "replace").splitlines()
    result: dict[str, Any] = json.loads(lines[-1]) if lines and lines[-1][:1] == "{" else {}
    wait_for(lambda: not running(base), LEFT_S)
    damaged, lost = on_disk([corpus, base / "home"], result.pop("notes", {}))
    result |= {"damaged": damaged, "lost": lost, "running": running(base)}
    result |= {"stderr": child.stderr.decode("utf-8", "replace")[-6000:]}
    result |= {"seed": seed, "ended": child.returncode, "seconds": round(time.monotonic() - began)}
    wrong = ("errors", "ended", "lost", "damaged", "kept", "running", "grown", "stalled")
    return {"failed": [name for name in wrong if result.get(name)], **result}


def wait_for(condition: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.1)


def running(base: Path) -> list[str]:
    """The processes that name the folder of a seed in their arguments or environment (Linux)."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            command = (process / "cmdline").read_bytes()
            said = command + (process / "environ").read_bytes()
            if os.fsencode(base) in said and int(process.name) != os.getpid():
                found.append(command.replace(b"\0", b" ").decode("utf-8", "replace")[:120])
    return found


def make_corpus(folder: Path) -> Path:
    """The sample corpus, and beside it texts that are long, many, bilingual, empty and broken."""
    shutil.copytree(ROOT / "seeds", folder)
    pick, more = random.Random(7), folder / "كتاب"
    more.mkdir()

    def lines(words: Sequence[str], count: int, each: int) -> str:
        return "\n".join(" ".join(pick.choices(words, k=each)) for _ in range(count))

    (more / "طويل.txt").write_text(lines(ARABIC, 6000, 60), "utf-8")
    for number in range(40):
        (more / f"خبر{number:02}.ar.txt").write_text(lines(ARABIC, 8, 30), "utf-8")
        (more / f"خبر{number:02}.en.txt").write_text(lines(ENGLISH, 8, 30), "utf-8")
    body = "".join(f"<h2>عنوان {at}</h2><p>{lines(ARABIC, 1, 50)}</p>" for at in range(80))
    (more / "صفحة.html").write_text(f"<html lang=ar><body>{body}</body></html>", "utf-8")
    units = "".join(
        f'<tu><tuv xml:lang="ar"><seg>{lines(ARABIC, 1, 12)}</seg></tuv>'
        f'<tuv xml:lang="en"><seg>line {at}</seg></tuv></tu>'
        for at in range(300)
    )
    header = '<header srclang="ar" datatype="plaintext" segtype="sentence"/>'
    tmx = f'<?xml version="1.0"?><tmx version="1.4">{header}<body>{units}</body></tmx>'
    (more / "مزدوج.tmx").write_text(tmx, "utf-8")
    (more / "معطوب.docx").write_bytes(b"PK\x03\x04 no")
    (more / "فارغ.txt").write_bytes(b"")
    return folder


def on_disk(places: list[Path], told: dict[str, str | None]) -> tuple[list[str], list[str]]:
    """(files that are damaged, notes that are lost). `told`: the text of every note that was told
    as saved, by its id; None where it is not known any more what it says."""
    damaged: list[str] = []
    texts: dict[str, list[str]] = {}
    for path in (path for place in places for path in place.rglob("*") if path.is_file()):
        if path.name.startswith(".hashiya-") and path.suffix == ".tmp":
            damaged.append(str(path))
        if path.suffix != ".json" or "out" in path.parts:
            continue
        try:
            data = json.loads(path.read_bytes())
        except ValueError:
            damaged.append(str(path))
            continue
        items = data.get("items", []) if isinstance(data, dict) else []
        for item in items if "backups" not in path.parts else []:
            if isinstance(item, dict):
                gone = item.get("hashiya:deleted") is True  # a tombstone, which says nothing
                texts.setdefault(str(item.get("id")), []).append(
                    DELETED if gone else json.dumps(item.get("body", ""))
                )
    lost = []
    for id, text in told.items():
        there, said = texts.get(id), json.dumps(text or "")[1:-1]
        if there is None or not any(said in body or body == DELETED for body in there):
            lost.append(f"{id}: {(text or '')[:40]!r}, on disk {there}")
    return damaged[:10], lost[:10]


# The child ----------------------------------------------------------------------------------------


def main_of_child(options: argparse.Namespace) -> int:
    """Run the program whole, with a monkey in it. The program's exit code."""
    from monkey_deeds import Monkey, keep_inside

    from viewer import app as program

    base = Path(options.base)
    pick = random.Random(options.child)
    keep_inside(pick, base)
    monkeys: list[Monkey] = []

    class Watched(program.App):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments)
            monkeys.append(Monkey(self, pick, base / "corpus", options.actions, options.outside))

    program.App = Watched
    threading.Thread(target=_end_when_hung, args=(monkeys,), daemon=True).start()
    arguments = ["--language", "en", "--size", "1200x800", str(base / "corpus")]
    code = program.main(arguments)
    print(json.dumps(_told(monkeys[0]), ensure_ascii=False), flush=True)
    return code


def _end_when_hung(monkeys: list[Any]) -> None:
    while True:
        time.sleep(1.0)
        if monkeys and time.monotonic() - monkeys[0].turned > HUNG_S:
            print(json.dumps(_told(monkeys[0]), ensure_ascii=False), flush=True)
            faulthandler.dump_traceback()
            os._exit(9)


def _told(monkey: Any) -> dict[str, Any]:
    """What a child tells its parent."""
    samples: list[dict[str, int]] = monkey.samples
    grown = {}
    if len(samples) > 3:
        half = len(samples) // 2
        for name in samples[0]:
            early, late = (min(s[name] for s in part) for part in (samples[:half], samples[half:]))
            if late > early + GROWTH:
                grown[name] = [early, late]
    errors = [{"text": text, **more} for text, more in monkey.log.found.items()]
    return {
        "deeds": monkey.done,
        "now": monkey.now,
        "errors": errors,
        "kept": monkey.kept,
        "grown": grown,
        "stalled": monkey.stalls,
        "notes": monkey.notes,
        "samples": samples[-1:],
    }


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seeds", default="1-5", help="one, or the first and the last")
    parser.add_argument("--actions", type=int, default=500, help="deeds of each seed")
    parser.add_argument("--outside", action="store_true", help="somebody else changes files")
    parser.add_argument("--child", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--base", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    arguments = parse()
    raise SystemExit(run_seeds(arguments) if arguments.child is None else main_of_child(arguments))
