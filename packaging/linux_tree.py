"""The program as it lies under /usr: what .deb, .rpm, AppImage and Flatpak have in common."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
from email.utils import format_datetime
from pathlib import Path

import descriptions
import metadata

ROOT = metadata.ROOT
DIST, BUILD = ROOT / "dist", ROOT / "build"
PLACE = Path("lib/hashiya")
"""Where the program lies under the prefix."""
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
ELF = b"\x7fELF"


def need(*places: Path) -> None:
    """Stop with a sentence where the frozen program is not there yet."""
    for place in places:
        if not place.exists():
            raise SystemExit(f"{place} is not there: python packaging/freeze.py makes it")


def of_the_system() -> set[str]:
    """The libraries in the frozen program that were taken from the system that froze it.

    A package manager brings them itself, and mends them; only portable kinds carry them along.
    """
    shipped = json.loads((BUILD / "shipped.json").read_text("utf-8"))
    system = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")
    # Python's own library is one of its parts, wherever it was installed.
    return {
        place for place, source in shipped if source.startswith(system) and "python" not in source
    }


def stage(prefix: Path, *, own_libraries: bool) -> None:
    """Lay the program and its descriptions under `prefix`, with the system's libraries or not."""
    need(DIST / "hashiya", BUILD / "shipped.json")
    program = prefix / PLACE
    shutil.copytree(DIST / "hashiya", program, symlinks=True)
    if not own_libraries:
        for name in of_the_system():
            (program / "_internal" / name).unlink(missing_ok=True)
    (prefix / "bin").mkdir(parents=True)
    (prefix / "bin" / "hashiya").symlink_to(f"../{PLACE}/hashiya")
    describe(prefix)
    tidy(prefix)


def describe(prefix: Path) -> None:
    """Desktop entry, metainfo, types, icons, man page."""
    made = BUILD / "descriptions"
    descriptions.write_all(made)
    name = metadata.read()["id"]
    for file, folder in (
        (f"{name}.desktop", "share/applications"),
        (f"{name}.metainfo.xml", "share/metainfo"),
        (f"{name}.xml", "share/mime/packages"),
    ):
        put(made / file, prefix / folder / file)
    put(ROOT / "resources/icons/hashiya.svg", prefix / icon_place("scalable", f"{name}.svg"))
    for size in SIZES:
        put(BUILD / f"icons/{size}.png", prefix / icon_place(f"{size}x{size}", f"{name}.png"))
    put_zipped((made / "hashiya.1").read_bytes(), prefix / "share/man/man1/hashiya.1.gz")


def icon_place(size: str, name: str) -> Path:
    return Path("share/icons/hicolor") / size / "apps" / name


def put(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def put_zipped(data: bytes, target: Path) -> None:
    """`data` as .gz without name or time, so that the same text gives the same bytes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(data, 9, mtime=0))


def is_elf(path: Path) -> bool:
    with open(path, "rb") as file:
        return file.read(4) == ELF


def tidy(folder: Path) -> None:
    """Modes and times that do not depend on who built it, and when."""
    moment = int(metadata.epoch())
    for path in (folder, *sorted(folder.rglob("*"))):
        if not path.is_symlink():
            program = path.is_dir() or (path.parent.name in ("bin", "hashiya") and is_elf(path))
            script = path.name == "AppRun"
            path.chmod(0o755 if program or script else 0o644)
        os.utime(path, (moment, moment), follow_symlinks=False)


def needed(folder: Path) -> set[str]:
    """The sonames that the program needs and does not have."""
    found, there = set(), set()
    for path in folder.rglob("*"):
        if path.is_symlink() or not path.is_file() or not is_elf(path):
            there.add(path.name)
            continue
        there.add(path.name)
        answer = subprocess.run(["readelf", "-d", str(path)], capture_output=True, text=True)
        found |= set(re.findall(r"\(NEEDED\).*\[(.+)\]", answer.stdout))
    optional = re.compile(r"lib(cups|wayland-|gssapi|tiff\.|mng)")  # of plugins that do without
    return {name for name in found - there if not optional.match(name)}


def changelog(package: str) -> str:
    """The headings of the changelog as Debian writes one."""
    data, day = metadata.read(), format_datetime(metadata.date())
    blocks = [
        f"{package} ({version}-1) unstable; urgency=medium\n\n  * See CHANGELOG.md.\n\n"
        f" -- {data['maintainer']}  {day}\n"
        for version, _ in descriptions.releases()
    ]
    return "\n".join(blocks)
