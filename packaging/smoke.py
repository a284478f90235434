"""Does the frozen program do what the source does? smoke.py FOLDER, default dist/hashiya.

    smoke.py --pictures ONE OTHER       compares two pictures alone

Every sample of tests/data and seeds/ is read by both, and all that is printed must be the same;
then the self-test in both languages, the verbs, and a picture of the window, drawn by both.
It needs an environment that runs the source: build/env, which freeze.py made.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

SAMPLES = ("tests/data/formats", "seeds")
DIFFERENT = 0.002
"""Share of the pixels of two pictures of the same window that may differ: a caret, a time."""


def program(folder: Path) -> Path:
    """The program with a terminal in a folder that was frozen or unpacked."""
    names = ("hashiya-cli.exe", "hashiya", "Contents/MacOS/hashiya")
    return next(folder / name for name in names if (folder / name).is_file())


def source() -> list[str]:
    """The command of the source, run by build/env or by the Python that runs this."""
    name = "Scripts/python.exe" if os.name == "nt" else "bin/python"
    python = ROOT / "build" / "env" / name
    return [str(python if python.exists() else sys.executable), "-P", "-X", "utf8", "-m", "viewer"]


def run(command: list[str], home: Path) -> subprocess.CompletedProcess[str]:
    """Without a screen, in a home of its own, far from the source tree."""
    environment = {**os.environ, "HASHIYA_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=environment, cwd=home
    )


def samples() -> list[Path]:
    """What the program reads, of what the tests read."""
    from viewer.core.formats.registry import known

    folders = [ROOT / name for name in SAMPLES]
    return sorted(p for folder in folders for p in folder.rglob("*") if known(p.name))


def compare(one: list[str], other: list[str], home: Path) -> list[str]:
    """What differs between the two programs, a line each."""
    wrong = []
    asked = [["read", str(path), "--json"] for path in samples()]
    asked += [["search", str(ROOT / "seeds"), "السفير", "--json"]]
    for arguments in asked:
        first, second = run([*one, *arguments], home), run([*other, *arguments], home)
        if (first.returncode, first.stdout) != (second.returncode, second.stdout):
            wrong.append(f"{' '.join(arguments)}: {first.stdout[:80]!r} {first.stderr[-300:]}")
    return wrong


def self_tests(command: list[str], home: Path) -> list[str]:
    wrong = []
    for language in ("ar", "en"):
        done = run([*command, "--self-test", "--language", language], home)
        if done.returncode:
            wrong.append(f"self-test {language}: {done.stdout}{done.stderr}")
        else:
            checks = json.loads(done.stdout)["checks"]
            print(f"self-test {language}: {len(checks)} checks passed")
    return wrong


def share_of_difference(one: Path, other: Path) -> float:
    """The share of pixels that differ by more than a shade; 1 for pictures of two sizes."""
    from PIL import Image, ImageChops

    first, second = (Image.open(path).convert("RGB") for path in (one, other))
    if first.size != second.size:
        return 1.0
    apart = ImageChops.difference(first, second).convert("L").point(lambda v: 255 if v > 24 else 0)
    return apart.histogram()[255] / (first.width * first.height)


def pictures(one: list[str], other: list[str], folder: Path, home: Path) -> list[str]:
    """The window on a folder, drawn by both. `home` is shared, so that both find the same."""
    made = [home / "one.png", home / "other.png"]
    for command, path in zip((one, other), made, strict=True):
        arguments = [
            str(folder),
            "--language",
            "ar",
            "--size",
            "1280x800",
            "--screenshot",
            str(path),
        ]
        done = run([*command, *arguments], home)
        if done.returncode:
            return [f"picture: {done.stderr[-500:]}"]
    share = share_of_difference(*made)
    print(f"pictures of {folder.name}: {share:.4%} of the pixels differ")
    return [] if share <= DIFFERENT else [f"the pictures of {folder} differ by {share:.2%}"]


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--pictures"]:
        share = share_of_difference(Path(arguments[1]), Path(arguments[2]))
        print(f"{Path(arguments[1]).name}: {share:.4%} of the pixels differ")
        return 0 if share <= DIFFERENT else 1
    folder = Path(arguments[0] if arguments else ROOT / "dist" / "hashiya").absolute()
    frozen = [str(program(folder))]
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        wrong = self_tests(frozen, home)
        wrong += compare(frozen, source(), home)
        wrong += pictures(frozen, source(), ROOT / "seeds", home)
    print(f"{len(samples())} samples read by both; {len(wrong)} differences")
    print("\n".join(wrong), end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
