"""The Flatpak: build_flatpak.py [--prepare] [FOLDER], default dist/packages.

Downloads the pinned wheels for the runtime's Python, builds our own, lays the descriptions beside
them, all into build/flatpak; then flatpak-builder packs that, without network. `--prepare` stops
before flatpak-builder, which needs the runtime from Flathub.
"""

from __future__ import annotations

import argparse
import platform
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import linux_tree
import metadata

ROOT, BUILD = linux_tree.ROOT, linux_tree.BUILD
MANIFEST = ROOT / "packaging" / "flatpak" / "io.github.hashiya.Hashiya.yml"
PYTHON = "3.13"
"""Of org.freedesktop.Platform 25.08."""
GLIBC = range(17, 42)


def prepare(folder: Path) -> None:
    """Wheels and descriptions into `folder`."""
    shutil.rmtree(folder, ignore_errors=True)
    wheels = folder / "wheels"
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--require-hashes"]
    command += ["--only-binary=:all:", "--python-version", PYTHON, "-d", str(wheels)]
    for minor in reversed(GLIBC):
        command += ["--platform", f"manylinux_2_{minor}_{platform.machine()}"]
    locks = ROOT / "packaging" / "requirements-run.txt"
    subprocess.run([*command, "-r", str(locks)], check=True)
    ours = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)]
    subprocess.run(ours, check=True, cwd=ROOT)
    linux_tree.describe(folder)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--prepare", action="store_true")
    parser.add_argument("folder", nargs="?", type=Path, default=linux_tree.DIST / "packages")
    options = parser.parse_args(arguments)
    prepare(BUILD / "flatpak")
    if options.prepare:
        return 0
    options.folder.mkdir(parents=True, exist_ok=True)
    made = options.folder / f"hashiya-{metadata.version()}.flatpak"
    repository, name = BUILD / "flatpak-repository", metadata.read()["id"]
    builder = ["flatpak-builder", "--force-clean", f"--repo={repository}"]
    subprocess.run([*builder, str(BUILD / "flatpak-build"), str(MANIFEST)], check=True)
    subprocess.run(["flatpak", "build-bundle", str(repository), str(made), name], check=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
