"""Make a release: release.py VERSION [--rehearsal] [--untested].

Refuses a tree with changes that are not committed, a version that is not newer, and a changelog
without a word about it. Then, in this order, and it stops where one fails:

1. the version into viewer/__init__.py, the date into CHANGELOG.md, both as one commit;
2. the tests (`./test --all`), unless `--untested`;
3. every package that this system can make, and what the program is made of (sbom.py);
4. what winget is to know (winget.py) where there is an installer and an address of it, and
   SHA256SUMS over all of it, signed by `gpg` where HASHIYA_GPG_KEY names a key;
5. the tag.

All of it happens in a worktree of its own, dist/release/VERSION/source; a failure leaves branch and
tags as they were. `--rehearsal` ends before the tag and leaves the branch alone. What was made lies
in dist/release/VERSION. Nothing is sent anywhere: pushing and uploading stay with a person, and the
packages of the other systems come from .github/workflows/release.yml, which runs on the tag.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import metadata
import winget

ROOT = metadata.ROOT
PACKAGES = {
    "linux": ("build_deb.py", "build_rpm.py", "build_portable.py"),
    "win32": ("build_windows.py", "build_portable.py"),
    "darwin": ("build_dmg.sh",),
}


class Refused(Exception):
    """Why no release is made, in words for the person who asked."""


def git(*arguments: str, where: Path = ROOT) -> str:
    """What git prints. Raises `Refused` with what it says when it fails."""
    answer = subprocess.run(["git", *arguments], cwd=where, capture_output=True, text=True)
    if answer.returncode:
        raise Refused(f"git {arguments[0]}: {answer.stderr.strip()}")
    return answer.stdout.strip()


def numbers(version: str) -> tuple[int, ...]:
    """A version as numbers. Raises `Refused` for what is none."""
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        raise Refused(f"{version} is no version such as 0.2.0")
    return tuple(map(int, version.split(".")))


def check(version: str, root: Path, current: str, tags: str) -> None:
    """Raises `Refused` where a release must not be made."""
    if changed := git("status", "--porcelain", where=root):
        raise Refused(f"The tree has changes that are not committed:\n{changed}")
    if version in [tag.removeprefix("v") for tag in tags.split()]:
        raise Refused(f"v{version} is there already")
    if numbers(version) < numbers(current):
        raise Refused(f"{version} is older than {current}")
    if not unreleased((root / "CHANGELOG.md").read_text("utf-8")):
        raise Refused("CHANGELOG.md says nothing about it: a heading with (unreleased) and lines")


def unreleased(changelog: str) -> str:
    """What the changelog says of the version to come; "" if nothing."""
    found = re.search(r"^## \S+ \(unreleased\)\n(.*?)(?=^## |\Z)", changelog, re.M | re.S)
    return found[1].strip() if found else ""


def dated(changelog: str, version: str, day: str) -> str:
    """The changelog with the version and the day in place of "unreleased"."""
    return re.sub(
        r"^## \S+ \(unreleased\)", f"## {version} ({day})", changelog, count=1, flags=re.M
    )


def prepare(source: Path, version: str) -> None:
    """Step 1, in the worktree."""
    file = source / "viewer" / "__init__.py"
    text = re.sub(r'__version__ = "[^"]+"', f'__version__ = "{version}"', file.read_text("utf-8"))
    file.write_text(text, "utf-8")
    changelog = source / "CHANGELOG.md"
    today = datetime.now(UTC).date().isoformat()
    changelog.write_text(dated(changelog.read_text("utf-8"), version, today), "utf-8")
    git("commit", "-qam", f"Release {version}", where=source)


def build(source: Path, tested: bool) -> Path:
    """Steps 2 and 3; the folder of the packages."""
    if tested:
        subprocess.run([source / "test", "--all"], cwd=source, check=True)
    subprocess.run([sys.executable, "packaging/freeze.py", "--check"], cwd=source, check=True)
    for name in PACKAGES.get(sys.platform, ()):
        start = [] if name.endswith(".sh") else [sys.executable]
        subprocess.run([*start, f"packaging/{name}"], cwd=source, check=True)
    packages = source / "dist" / "packages"
    told = packages / f"hashiya-{sys.platform}.cdx.json"
    subprocess.run([sys.executable, "packaging/sbom.py", str(told)], cwd=source, check=True)
    return packages


def sums(folder: Path) -> str:
    """SHA-256 of each file, as `sha256sum -c` reads it."""
    lines = []
    for path in sorted(each for each in folder.iterdir() if each.is_file()):
        with open(path, "rb") as file:
            lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.name}\n")
    return "".join(lines)


def seal(folder: Path) -> None:
    """Step 4."""
    told = folder / "SHA256SUMS"
    told.write_text(sums(folder), "utf-8")
    if key := os.environ.get("HASHIYA_GPG_KEY"):
        command = ["gpg", "--batch", "--local-user", key, "--armor", "--detach-sign", str(told)]
        subprocess.run(command, check=True)


def release(version: str, rehearsal: bool, tested: bool) -> Path:
    """Make it; the folder of what was made. Raises `Refused` and CalledProcessError."""
    check(version, ROOT, metadata.version(), git("tag"))
    place = ROOT / "dist" / "release" / version
    shutil.rmtree(place, ignore_errors=True)
    git("worktree", "prune")
    source = place / "source"
    git("worktree", "add", "--detach", str(source))
    try:
        prepare(source, version)
        packages = build(source, tested)
        winget.write(packages)
        seal(packages)
        shutil.copytree(packages, place, dirs_exist_ok=True)
        if not rehearsal:
            commit = git("rev-parse", "HEAD", where=source)
            git("merge", "--ff-only", commit)
            git("tag", "--annotate", f"v{version}", "-m", f"Hashiya {version}", commit)
    finally:
        git("worktree", "remove", "--force", str(source))
    return place


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("version")
    parser.add_argument("--rehearsal", action="store_true")
    parser.add_argument("--untested", action="store_true")
    options = parser.parse_args(arguments)
    try:
        place = release(options.version, options.rehearsal, not options.untested)
    except (Refused, subprocess.CalledProcessError) as error:
        print(f"No release: {error}", file=sys.stderr)
        return 1
    for path in sorted(place.iterdir()):
        print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
