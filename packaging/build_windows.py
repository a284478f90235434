"""The installer for Windows: build_windows.py [--payload FOLDER] [FOLDER], default dist/packages.

hashiya-VERSION-setup.exe out of dist/hashiya (or the payload), by makensis (on Linux too).
HASHIYA_SIGN_COMMAND, such as `signtool sign /fd sha256 /tr URL /td sha256 /sha1 THUMBPRINT`, signs
the programs, the uninstaller and the installer; without it nothing is signed.
"""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import descriptions
import linux_tree
import metadata

ROOT, BUILD, DIST = linux_tree.ROOT, linux_tree.BUILD, linux_tree.DIST


def sign(payload: Path, command: str) -> None:
    """Sign our own programs; the libraries keep the signatures of those who made them."""
    for program in ("hashiya.exe", "hashiya-cli.exe"):
        subprocess.run([*shlex.split(command, posix=False), str(payload / program)], check=True)


def compile_installer(payload: Path, made: Path, command: str) -> None:
    """Run makensis; a warning is an error."""
    described = BUILD / "descriptions"
    descriptions.write_all(described)
    defines = {
        "VERSION": metadata.version(),
        "DIST": str(payload),
        "TYPES": str(described / "types.nsh"),
        "ICON": str(BUILD / "icons" / "hashiya.ico"),
        "OUTFILE": str(made),
    }
    if command:
        defines["SIGNCMD"] = command
    arguments = [f"-D{name}={value}" for name, value in defines.items()]
    script = ROOT / "packaging" / "windows" / "hashiya.nsi"
    subprocess.run(["makensis", "-V2", "-WX", *arguments, str(script)], check=True)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--payload", type=Path, default=DIST / "hashiya")
    parser.add_argument("folder", nargs="?", type=Path, default=DIST / "packages")
    options = parser.parse_args(arguments)
    payload, folder = options.payload.absolute(), options.folder.absolute()
    linux_tree.need(payload, BUILD / "icons" / "hashiya.ico")
    command = os.environ.get("HASHIYA_SIGN_COMMAND", "")
    if command:
        sign(payload, command)
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / f"hashiya-{metadata.version()}-setup.exe"
    compile_installer(payload, made, command)
    print(f"{made}: {made.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
