"""The licences of everything that a package ships. A file that nobody answers for stops the build.

hashiya.spec calls `collect_all` with the list of files; the folder that comes out lies in the
program as `licences/`, where "About" shows it and people can read it. index.json there is a list of
{name, version, licence, files}.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from viewer.core.user import licences as notices  # noqa: E402 - the program finds and shows them the same way

TEXTS = ROOT / "packaging" / "licences"
LGPL = ("qt.txt", "LGPL-3.0.txt")
OURS = {  # packages that bring no text with them: files of packaging/licences/
    "pyside6-essentials": LGPL,
    "shiboken6": LGPL,
    "fontpkg": ("fontpkg.txt",),
}
RUNTIME = re.compile(r"^(api-ms-win-|ucrtbase|vcruntime|msvcp|concrt)", re.IGNORECASE)
"""Microsoft's run-time libraries, which Python and Qt bring along on Windows."""


class Unlicensed(Exception):
    """Files that are shipped and that no notice is known for."""


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def owners() -> dict[str, str]:
    """The installed file -> the package that it came with."""
    found = {}
    for package in importlib.metadata.distributions():
        root, name = Path(str(package.locate_file(""))).resolve(), normal(package.name)
        for file in package.files or ():
            found[os.path.normpath(root / file)] = name
    return found


def debian_package(path: Path) -> str | None:
    """The Debian package that owns a library of the system; None where there is none."""
    if shutil.which("dpkg") is None:
        return None
    resolved = str(path.resolve())
    for name in (resolved, resolved.removeprefix("/usr"), str(path)):
        answer = subprocess.run(["dpkg", "-S", name], capture_output=True, text=True)
        if answer.returncode == 0:
            return answer.stdout.split(":")[0].split(",")[0].strip()
    return None


def component_of(source: str, known: dict[str, str], pythons: tuple[Path, ...]) -> str | None:
    """`python`, `hashiya`, the name of a package, or `debian:NAME`; None when nobody answers."""
    path = Path(source)
    resolved = path.resolve()
    if str(resolved) in known:
        return known[str(resolved)]
    if RUNTIME.match(path.name):
        return "microsoft-runtime"
    if "site-packages" not in resolved.parts and any(resolved.is_relative_to(p) for p in pythons):
        return "python"
    if resolved.is_relative_to(ROOT / "build") and "site-packages" not in resolved.parts:
        return "hashiya"  # what the freezing made
    if resolved.is_relative_to(ROOT) and "site-packages" not in resolved.parts:
        return "hashiya"
    if "PyInstaller" in resolved.parts or "_pyinstaller_hooks_contrib" in resolved.parts:
        return "pyinstaller"
    package = debian_package(path) if sys.platform.startswith("linux") else None
    return f"debian:{package}" if package else None


def package_notices(name: str) -> list[tuple[str, Path]]:
    """(name, file) of the licence texts that a package brings, or that we keep for it."""
    found = []
    for path in notices.texts_of(importlib.metadata.distribution(name)):
        inside = path.as_posix().partition(".dist-info/")[2]
        found.append((inside.replace("/", "--") or path.name, path))
    return found + [(text, TEXTS / text) for text in OURS.get(normal(name), ())]


def python_notices() -> list[tuple[str, Path]]:
    """The licence of the Python that is frozen."""
    places = (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix))
    files = [p / name for p in places for name in ("LICENSE.txt", "LICENSE")]
    found = [file for file in files if file.is_file()]
    debian = Path(f"/usr/share/doc/python3.{sys.version_info.minor}/copyright")
    return [("LICENSE.txt", file) for file in [*found, debian] if file.is_file()][:1]


def described(component: str) -> tuple[dict[str, Any], list[tuple[str, Path]]]:
    """The row of index.json for a component, and its texts."""
    row: dict[str, Any] = {"name": component, "version": "", "licence": "see its text"}
    if component == "hashiya":
        row |= {"name": "Hashiya", "licence": "GPL-3.0-or-later"}
        return row, [("LICENSE", ROOT / "LICENSE")]
    if component == "python":
        version = ".".join(map(str, sys.version_info[:3]))
        row |= {"name": "Python", "version": version, "licence": "PSF-2.0"}
        return row, python_notices()
    if component == "microsoft-runtime":
        return row, [("microsoft.txt", TEXTS / "microsoft.txt")]
    if component.startswith("debian:"):
        name = component.partition(":")[2]
        asked = ["dpkg-query", "-W", "-f=${Version}", name]
        row["version"] = subprocess.run(asked, capture_output=True, text=True).stdout
        row["name"] = name
        notice = Path(f"/usr/share/doc/{name}/copyright")
        return row, [("copyright", notice)] if notice.exists() else []
    package = importlib.metadata.distribution(component)
    row |= {"version": package.version, "licence": notices.licence_of(package) or row["licence"]}
    return row, package_notices(component)


def write(components: Iterable[str], target: Path) -> None:
    """Each component's texts into a folder of its name, and the index. Raises Unlicensed."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    rows, bare = [], []
    for component in sorted(components):
        row, texts = described(component)
        texts = [(name, path) for name, path in texts if path.is_file()]
        if not texts:
            bare.append(component)
            continue
        folder = target / row["name"]
        folder.mkdir(exist_ok=True)
        for name, path in texts:
            shutil.copyfile(path, folder / name)
        row["files"] = sorted({f"{row['name']}/{name}" for name, _ in texts})
        rows.append(row)
    if bare:
        raise Unlicensed(f"no licence text for: {', '.join(bare)}")
    rows.sort(key=lambda row: (row["name"] != "Hashiya", row["name"].lower()))
    text = json.dumps(rows, ensure_ascii=False, indent=1)
    (target / "index.json").write_text(text, "utf-8")


def components(shipped: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Component -> its shipped files, of (place in the program, source). Raises Unlicensed."""
    known = owners()
    pythons = tuple({Path(sysconfig.get_path("stdlib")).resolve(), Path(sys.base_prefix).resolve()})
    found: dict[str, list[str]] = {}
    orphans = []
    for place, source in shipped:
        if source in ("-", "", "None") or not Path(source).is_absolute():
            continue  # a namespace package, a link to another shipped file
        component = component_of(source, known, pythons)
        if component is None:
            orphans.append(f"{place} ({source})")
        else:
            found.setdefault(component, []).append(place)
    if orphans:
        raise Unlicensed("nobody answers for:\n" + "\n".join(orphans))
    return found


def collect_all(
    shipped: Iterable[tuple[str, str]],
    target: Path,
    always: Iterable[str] = ("hashiya", "python", "pyinstaller"),
) -> dict[str, list[str]]:
    """The notices of all that is shipped into `target`; component -> files. Raises Unlicensed.

    `always`: components that are there without a file of their own, such as the boot loader.
    """
    found: dict[str, list[str]] = {name: [] for name in always} | components(shipped)
    write(found, target)
    return found


if __name__ == "__main__":  # FOLDER COMPONENT ...: the notices of these alone
    write(sys.argv[2:], Path(sys.argv[1]))
