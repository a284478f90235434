"""The packages for Fedora and its relatives: build_rpm.py [FOLDER], default dist/packages.

hashiya and hashiya-semantic, out of dist/hashiya and dist/semantic, by nfpm, which comes with
packaging/requirements-package.txt.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import linux_tree
import metadata

NFPM = linux_tree.BUILD / "env" / "bin" / "nfpm"
RECOMMENDED = ["desktop-file-utils", "hashiya-semantic", "hicolor-icon-theme"]
RECOMMENDED += [
    "libwayland-client",
    "libwayland-cursor",
    "libwayland-egl",
    "shared-mime-info",
    "xdg-desktop-portal",
]


def described(package: str, summary: str, tree: Path, depends: list[str]) -> dict[str, Any]:
    """What nfpm wants to know; JSON is YAML too."""
    data = metadata.read()
    return {
        "name": package,
        "arch": {"x86_64": "amd64", "aarch64": "arm64"}[platform.machine()],
        "platform": "linux",
        "version": metadata.version(),
        "release": "1",
        "maintainer": data["maintainer"],
        "description": summary + "\n" + "\n".join(data["description"]["en"]),
        **({"homepage": data["homepage"]} if data["homepage"] else {}),
        "license": data["licence"],
        "umask": 0o022,
        "mtime": metadata.date().strftime("%Y-%m-%dT%H:%M:%SZ"),
        "contents": [{"src": f"{tree}/usr/", "dst": "/usr/", "type": "tree"}],
        "depends": depends,
        "recommends": RECOMMENDED if package == "hashiya" else [],
        "rpm": {"compression": "zstd:19", "group": "Applications/Productivity"},
    }


def sonames(tree: Path) -> list[str]:
    """What the binaries need of the system, as rpm names it."""
    wide = "()(64bit)" if sys.maxsize > 2**32 else ""
    return sorted(f"{name}{wide}" for name in linux_tree.needed(tree) if not name.startswith("ld-"))


def pack(about: dict[str, Any], target: Path) -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".yaml", encoding="utf-8") as file:
        json.dump(about, file)
        file.flush()
        target.mkdir(parents=True, exist_ok=True)
        command = [str(NFPM), "pkg", "-f", file.name, "-p", "rpm", "-t", f"{target}/"]
        environment = {**os.environ, "SOURCE_DATE_EPOCH": metadata.epoch()}
        subprocess.run(command, check=True, env=environment)


def main(arguments: list[str]) -> int:
    target = Path(arguments[0]) if arguments else linux_tree.DIST / "packages"
    linux_tree.need(NFPM, linux_tree.DIST / "semantic")
    with tempfile.TemporaryDirectory() as place:
        base, semantic = Path(place) / "base", Path(place) / "semantic"
        # With its own libraries: on Fedora some have other names (libbz2.so.1).
        linux_tree.stage(base / "usr", own_libraries=True)
        summary = metadata.read()["summary"]["en"]
        pack(described("hashiya", summary, base, sonames(base)), target)
        inside = semantic / "usr" / linux_tree.PLACE / "_internal"
        shutil.copytree(linux_tree.DIST / "semantic" / "_internal", inside)
        linux_tree.tidy(semantic)
        depends = [f"hashiya = {metadata.version()}", *sonames(semantic)]
        pack(
            described("hashiya-semantic", "Sentence vectors for Hashiya", semantic, depends), target
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
