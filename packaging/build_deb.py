"""The packages for Debian and its children: build_deb.py [FOLDER], default dist/packages.

hashiya_VERSION-1_ARCH.deb and hashiya-semantic_VERSION-1_ARCH.deb, out of dist/hashiya and
dist/semantic. The same input gives the same bytes. Needs dpkg-deb, dpkg-shlibdeps (dpkg-dev).
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import linux_tree
import metadata

ROOT = metadata.ROOT
BASE = {
    "Recommends": (
        "desktop-file-utils, dict-freedict-ara-eng, dict-freedict-eng-ara, hashiya-semantic,"
        " hicolor-icon-theme, libcups2, libwayland-client0, libwayland-cursor0, libwayland-egl1,"
        " shared-mime-info, xdg-desktop-portal"
    ),
}
SEMANTIC_SUMMARY = "sentence vectors and Arabic roots for Hashiya"
SEMANTIC_TEXT = """\
 With this package Hashiya aligns by meaning too, finds pairs of documents and
 searches across the languages and by Arabic roots. All data lie in the
 package; nothing is fetched."""


def architecture() -> str:
    command = ["dpkg", "--print-architecture"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def depends(tree: Path, inside: Path) -> str:
    """The packages that hold what the binaries of `tree` need, as dpkg-shlibdeps finds them."""
    binaries = [str(p) for p in tree.rglob("*") if not p.is_symlink() and p.is_file() and elf(p)]
    folders = sorted({str(Path(b).parent) for b in binaries} | {str(inside)})
    with tempfile.TemporaryDirectory() as place:
        control = Path(place) / "debian" / "control"
        control.parent.mkdir()
        control.write_text("Source: hashiya\n\nPackage: hashiya\nArchitecture: any\n", "utf-8")
        command = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=0"]
        command += [f"-l{folder}" for folder in folders] + [f"-e{b}" for b in required(binaries)]
        answer = subprocess.run(command, cwd=place, capture_output=True, text=True)
    if answer.returncode:
        raise SystemExit(answer.stderr)
    found = answer.stdout.strip().removeprefix("shlibs:Depends=")
    return ", ".join(sorted({p.strip() for p in found.split(",")} | {"libegl1", "libgl1"}))


def elf(path: Path) -> bool:
    return linux_tree.is_elf(path)


def required(binaries: list[str]) -> list[str]:
    """Without the plugins that the program does without: printers, Wayland."""
    return [b for b in binaries if not any(part in b for part in ("libcupsprint", "wayland"))]


def control(package: str, fields: dict[str, str], summary: str, text: str, size: int) -> str:
    """DEBIAN/control. `size` in KiB."""
    data = metadata.read()
    lines = [f"Package: {package}", f"Version: {metadata.version()}-1", "Section: text"]
    lines += ["Priority: optional", f"Architecture: {architecture()}"]
    lines += [f"Maintainer: {data['maintainer']}", f"Installed-Size: {size}"]
    lines += [f"{name}: {value}" for name, value in fields.items()]
    lines += [f"Homepage: {data['homepage']}"] if data["homepage"] else []
    lines += [f"Description: {summary}", text]
    return "\n".join(lines) + "\n"


def copyright_text() -> str:
    """What is under which licence; the whole texts lie in the program's folder."""
    gpl = (
        "License: GPL-3+\n On Debian systems the full text is in /usr/share/common-licenses/GPL-3."
    )
    lgpl = (
        "License: LGPL-3\n On Debian systems the full text is in /usr/share/common-licenses/LGPL-3."
    )
    home = metadata.read()["homepage"]
    source = f"Source: {home}\n" if home else ""
    parts = [
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n"
        f"Upstream-Name: hashiya\n{source}"
        "Comment: The program carries the libraries that it was frozen with. The licence of each\n"
        " of them, with its text, is in /usr/lib/hashiya/_internal/licences.",
        "Files: *\nCopyright: 2026 Hashiya contributors\nLicense: GPL-3+",
        "Files: usr/lib/hashiya/_internal/seeds/*\nCopyright: 2026 Hashiya contributors\n"
        "License: CC0-1.0",
        "Files: usr/lib/hashiya/_internal/PySide6/* usr/lib/hashiya/_internal/shiboken6/*\n"
        "Copyright: The Qt Company Ltd. and contributors\nLicense: LGPL-3\n"
        "Comment: Unmodified; the libraries are files of their own and may be replaced.",
        gpl,
        lgpl,
        "License: CC0-1.0\n"
        " On Debian systems the full text is in /usr/share/common-licenses/CC0-1.0.",
    ]
    return "\n\n".join(parts) + "\n"


def overrides(package: str) -> str:
    """What lintian says of every frozen program, and which is meant so."""
    said = (
        *("embedded-library", "library-not-linked-against-libc", "hardening-no-pie"),
        *(
            "shared-library-lacks-prerequisites",
            "duplicate-font-file",
            "custom-library-search-path",
        ),
        *("package-installs-python-bytecode", "sharedobject-in-library-directory-missing-soname"),
        *("unstripped-binary-or-object", "no-manual-page"),
    )
    return "".join(f"{package}: {tag} *\n" for tag in said)


def pack(tree: Path, package: str, about: str, target: Path) -> Path:
    """Finish the tree of a package and write the .deb."""
    usr = tree / "usr"
    documents = usr / "share/doc" / package
    documents.mkdir(parents=True)
    (documents / "copyright").write_text(copyright_text(), "utf-8")
    linux_tree.put_zipped(linux_tree.changelog(package).encode(), documents / "changelog.Debian.gz")
    said = usr / "share/lintian/overrides" / package
    said.parent.mkdir(parents=True)
    said.write_text(overrides(package), "utf-8")
    inside = tree / "DEBIAN"
    inside.mkdir()
    (inside / "control").write_text(about, "utf-8")
    (inside / "md5sums").write_text(sums(tree), "utf-8")
    linux_tree.tidy(tree)
    target.mkdir(parents=True, exist_ok=True)
    made = target / f"{package}_{metadata.version()}-1_{architecture()}.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z9", "-b", str(tree), str(made)]
    environment = {"PATH": "/usr/bin:/bin", "SOURCE_DATE_EPOCH": metadata.epoch()}
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    return made


def sums(tree: Path) -> str:
    files = sorted(p for p in (tree / "usr").rglob("*") if p.is_file() and not p.is_symlink())
    rows = ((hashlib.md5(p.read_bytes()).hexdigest(), p.relative_to(tree)) for p in files)
    return "".join(f"{digest}  {path.as_posix()}\n" for digest, path in rows)


def size(tree: Path) -> int:
    """KiB of what will be installed."""
    files = (p for p in tree.rglob("*") if p.is_file() and not p.is_symlink())
    return sum(-(-p.stat().st_size // 1024) for p in files)


def base(tree: Path, target: Path) -> Path:
    linux_tree.stage(tree / "usr", own_libraries=False)
    data = metadata.read()
    inside = tree / "usr" / linux_tree.PLACE / "_internal"
    fields = {"Depends": depends(tree, inside), **BASE}
    text = "\n .\n".join(wrapped(part) for part in data["description"]["en"])
    about = control(
        "hashiya", fields, "bilingual Arabic and English document viewer", text, size(tree)
    )
    return pack(tree, "hashiya", about, target)


def semantic(tree: Path, target: Path) -> Path:
    linux_tree.need(linux_tree.DIST / "semantic")
    inside = tree / "usr" / linux_tree.PLACE / "_internal"
    shutil.copytree(linux_tree.DIST / "semantic" / "_internal", inside)
    fields = {"Depends": f"hashiya (= {metadata.version()}-1), {depends(tree, inside)}"}
    fields["Depends"] = fields["Depends"].replace(", libegl1, libgl1", "").replace(", libgl1", "")
    about = control("hashiya-semantic", fields, SEMANTIC_SUMMARY, SEMANTIC_TEXT, size(tree))
    return pack(tree, "hashiya-semantic", about, target)


def wrapped(text: str) -> str:
    import textwrap

    return "\n".join(f" {line}" for line in textwrap.wrap(text, 78))


def main(arguments: list[str]) -> int:
    target = Path(arguments[0]) if arguments else linux_tree.DIST / "packages"
    for make in (base, semantic):
        with tempfile.TemporaryDirectory() as place:
            tree = Path(place) / "tree"
            tree.mkdir()
            made = make(tree, target)
            print(f"{made}: {made.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
