"""The program to unpack anywhere: build_portable.py [FOLDER], default dist/packages.

hashiya-VERSION-SYSTEM-MACHINE.tar.xz (Linux), .zip (Windows): everything inside, sentence vectors
too; nothing is installed, and deleting the folder removes it. The same input gives the same bytes.
"""

from __future__ import annotations

import platform
import shutil
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import linux_tree
import metadata

DIST = linux_tree.DIST


def name() -> str:
    """Name of the folder inside, and of the file but for its suffix."""
    system = {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")
    return f"hashiya-{metadata.version()}-{system}-{platform.machine().lower()}"


def whole(target: Path) -> Path:
    """The frozen program with sentence vectors, laid at `target`."""
    linux_tree.need(DIST / "hashiya")
    shutil.copytree(DIST / "hashiya", target, symlinks=True)
    if (DIST / "semantic").is_dir():  # Linux; elsewhere they are inside already
        shutil.copytree(
            DIST / "semantic" / "_internal", target / "_internal", dirs_exist_ok=True, symlinks=True
        )
    return target


def tar(folder: Path, made: Path) -> None:
    """`folder` as .tar.xz, owned by nobody in particular, sorted."""

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        entry.mtime = int(metadata.epoch())
        return entry

    with tarfile.open(made, "w:xz", preset=6) as archive:
        archive.add(folder, folder.name, recursive=False, filter=plain)
        for path in sorted(folder.rglob("*")):
            inside = f"{folder.name}/{path.relative_to(folder).as_posix()}"
            archive.add(path, inside, recursive=False, filter=plain)


def zipped(folder: Path, made: Path) -> None:
    """`folder` as .zip, sorted."""
    moment = metadata.date().timetuple()[:6]
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            inside = f"{folder.name}/{path.relative_to(folder).as_posix()}"
            entry = zipfile.ZipInfo(inside, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes())


def main(arguments: list[str]) -> int:
    target = Path(arguments[0]) if arguments else DIST / "packages"
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        folder = whole(Path(place) / name())
        if sys.platform == "win32":
            made = target / f"{name()}.zip"
            zipped(folder, made)
        else:
            linux_tree.tidy(folder)
            (folder / "hashiya").chmod(0o755)
            made = target / f"{name()}.tar.xz"
            tar(folder, made)
    print(f"{made}: {made.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
