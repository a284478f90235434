"""The AppImage: build_appimage.py [--runtime FILE] [FOLDER], default dist/packages.

An AppImage is a small program, the runtime, followed by a squashfs of the AppDir. The runtime is
FILE, a release of AppImage/type2-runtime; without it only the AppDir is made and packed, which is
what can be tried on a machine that cannot fetch one. Needs mksquashfs (squashfs-tools).
"""

from __future__ import annotations

import argparse
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import linux_tree
import metadata

START = """\
#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/usr/lib/hashiya/hashiya" "$@"
"""


def app_dir(folder: Path) -> None:
    """Lay the AppDir: the program under usr/, its start, entry and icon at the top."""
    linux_tree.stage(folder / "usr", own_libraries=True)
    if (linux_tree.DIST / "semantic").is_dir():
        inside = folder / "usr" / linux_tree.PLACE / "_internal"
        shutil.copytree(linux_tree.DIST / "semantic" / "_internal", inside, dirs_exist_ok=True)
    name = metadata.read()["id"]
    entry = (folder / "usr/share/applications" / f"{name}.desktop").read_text("utf-8")
    lines = [line for line in entry.splitlines() if not line.startswith("TryExec=")]
    (folder / f"{name}.desktop").write_text("\n".join(lines) + "\n", "utf-8")
    shutil.copyfile(linux_tree.ROOT / "resources/icons/hashiya.svg", folder / f"{name}.svg")
    (folder / ".DirIcon").symlink_to(f"{name}.svg")
    (folder / "AppRun").write_text(START, "utf-8")
    linux_tree.tidy(folder)
    (folder / "usr" / linux_tree.PLACE / "hashiya").chmod(0o755)


def packed(folder: Path, image: Path) -> None:
    """The AppDir as squashfs; the same input gives the same bytes."""
    image.unlink(missing_ok=True)
    command = ["mksquashfs", str(folder), str(image), "-root-owned", "-noappend", "-quiet"]
    command += ["-no-progress", "-comp", "zstd", "-Xcompression-level", "19", "-b", "1M"]
    command += ["-mkfs-time", metadata.epoch(), "-all-time", metadata.epoch()]
    subprocess.run(command, check=True)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runtime", type=Path)
    parser.add_argument("folder", nargs="?", type=Path, default=linux_tree.DIST / "packages")
    options = parser.parse_args(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    made = options.folder / f"Hashiya-{metadata.version()}-{platform.machine()}.AppImage"
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "Hashiya.AppDir"
        app_dir(folder)
        image = Path(place) / "hashiya.squashfs"
        packed(folder, image)
        if options.runtime is None:
            made = made.with_suffix(".squashfs")
            shutil.copyfile(image, made)
        else:
            made.write_bytes(options.runtime.read_bytes() + image.read_bytes())
            made.chmod(0o755)
    print(f"{made}: {made.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
