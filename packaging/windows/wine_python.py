"""A Python for Windows that runs under Wine.

    wine_python.py unpack WHEEL PYTHON       the interpreter, into the folder PYTHON
    wine_python.py complete PYTHON CHROOT    once its packages are there; Wine lies in CHROOT

WHEEL: that of panda3d for win_amd64, which brings along the CPython of python.org without its
installer; the standard library is that of the Python that runs this, of the same version.

Made here with MinGW, because they are missing: `python.exe`, which the wheel has not;
`python3.dll`, which hands the stable interface on to the DLL of the version; and stand-ins for what
Wine lacks: an icuuc.dll (Qt asks it for converters) and complex logarithms in its C library (numpy
needs them).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from pathlib import Path

import pefile  # type: ignore[import-not-found]

MINGW = "x86_64-w64-mingw32-gcc"
LIBRARIES = {"python311.dll", "VCRUNTIME140.dll"}
"""Beside `python.exe`; what else the wheel brings goes to `DLLs`."""
MODULES = {"libcrypto-3.dll", "libffi-8.dll", "libssl-3.dll", "sqlite3.dll"}
MATHS = b"api-ms-win-crt-math"
OWN_MATHS = b"zpi-ms-win-crt-math"
UNIMPLEMENTED = b"\x48\x83\xec\x28\x48\x8d\x0d"
"""How a function begins that Wine has by name alone."""

EXE = """#include <windows.h>
typedef int (*run_t)(int, wchar_t **);
int wmain(int argc, wchar_t **argv) {
  HMODULE dll = LoadLibraryW(L"python311.dll");
  run_t run = dll ? (run_t)GetProcAddress(dll, "Py_Main") : NULL;
  return run ? run(argc, argv) : 103;
}
"""
BEGIN = "int begin(void *a, unsigned b, void *c) { return 1; }\n"
CONVERTERS = {
    "ucnv_open": "void *ucnv_open(const char *n, int *error) { if (error) *error = 4; return 0; }",
    "ucnv_getMaxCharSize": "signed char ucnv_getMaxCharSize(void *converter) { return 1; }",
}


def unpack(wheel: Path, python: Path) -> None:
    """Lay out the interpreter and the standard library."""
    shutil.rmtree(python, ignore_errors=True)
    leave = shutil.ignore_patterns(
        "site-packages", "dist-packages", "__pycache__", "test", "lib-dynload", "config-*"
    )
    shutil.copytree(sysconfig.get_path("stdlib"), python / "Lib", ignore=leave)
    # The DLL of 3.11.9 calls it on the class; the library of Debian's 3.11.2 has it without.
    finder = python / "Lib" / "importlib" / "metadata" / "__init__.py"
    bare = "\n    def invalidate_caches(cls):"
    text = finder.read_text("utf-8")
    if f"@classmethod{bare}" not in text:
        finder.write_text(text.replace(bare, f"\n    @classmethod{bare}"), "utf-8")
    (python / "DLLs").mkdir()
    with zipfile.ZipFile(wheel) as whole:
        for path in whole.namelist():
            folder, _, name = path.rpartition("/")
            if folder == "deploy_libs" and name in LIBRARIES:
                (python / name).write_bytes(whole.read(path))
            elif folder == "deploy_libs" and (name.endswith(".pyd") or name in MODULES):
                (python / "DLLs" / name).write_bytes(whole.read(path))


def imports(path: Path) -> dict[str, set[str]]:
    """The names that a library asks others for."""
    try:
        file = pefile.PE(str(path), fast_load=True)
    except pefile.PEFormatError:
        return {}
    file.parse_data_directories([pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_IMPORT"]])
    found = getattr(file, "DIRECTORY_ENTRY_IMPORT", [])
    return {
        each.dll.decode().lower(): {i.name.decode() for i in each.imports if i.name}
        for each in found
    }


def library(name: str, to: Path, source: str, exports: list[str], *options: str) -> None:
    """Compile a DLL of `source` with these lines of exports."""
    with tempfile.TemporaryDirectory() as folder:
        code, definition = Path(folder, "x.c"), Path(folder, "x.def")
        code.write_text(source)
        definition.write_text(
            f"LIBRARY {name}\nEXPORTS\n" + "".join(f" {line}\n" for line in exports)
        )
        made = [MINGW, "-O2", "-shared", *options, "-o", str(to / name), str(code), str(definition)]
        subprocess.run(made, check=True)


def missing_maths(chroot: Path, needed: set[str]) -> set[str]:
    """Those of the functions that Wine's C library lacks, or has by name alone."""
    place = chroot / "usr/lib/x86_64-linux-gnu/wine/x86_64-windows/ucrtbase.dll"
    file = pefile.PE(str(place), fast_load=True)
    file.parse_data_directories([pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_EXPORT"]])
    code = file.get_memory_mapped_image()
    at = {e.name.decode(): e.address for e in file.DIRECTORY_ENTRY_EXPORT.symbols if e.name}
    length = len(UNIMPLEMENTED)
    return {n for n in needed if n not in at or code[at[n] : at[n] + length] == UNIMPLEMENTED}


def complete(python: Path, chroot: Path) -> None:
    """Add what is missing, for the packages that are there."""
    with tempfile.TemporaryDirectory() as folder:
        code = Path(folder, "python.c")
        code.write_text(EXE)
        made = [MINGW, "-O2", "-municode", "-o", str(python / "python.exe"), str(code)]
        subprocess.run(made, check=True)
    stable: set[str] = set()
    converters: set[str] = set()
    maths: set[str] = set()
    users: list[Path] = []
    for path in [*python.rglob("*.pyd"), *python.rglob("*.dll")]:
        asked = imports(path)
        stable |= asked.get("python3.dll", set())
        converters |= asked.get("icuuc.dll", set())
        if "numpy" in str(path):
            found = {
                n for lib in (MATHS, OWN_MATHS) for n in asked.get(f"{lib.decode()}-l1-1-0.dll", ())
            }
            maths |= found
            users += [path] if found else []
    bare = ("-nostdlib", "-e", "begin")
    library("python3.dll", python, BEGIN, [f"{n} = python311.{n}" for n in sorted(stable)], *bare)
    bodies = (CONVERTERS.get(n, f"void *{n}(void) {{ return 0; }}") for n in sorted(converters))
    library("icuuc.dll", python, BEGIN + "\n".join(bodies), sorted(converters), *bare)
    give_maths(python, maths, missing_maths(chroot, maths))
    for path in users:
        code = path.read_bytes()
        path.unlink()  # the installer may have linked it with its own store, which stays as it was
        path.write_bytes(code.replace(MATHS, OWN_MATHS))


def give_maths(python: Path, asked: set[str], absent: set[str]) -> None:
    """A library with what is absent, which hands the rest on to Wine's."""
    # A long double is a double there: what ends in `l` is the function without.
    plain = {n: n[:-1] if n.endswith("l") and n != "creal" else n for n in absent}
    held = "".join(f"void *keep_{n} = (void *){n};\n" for n in sorted(set(plain.values())))
    lines = [f"{n} = ucrtbase.{n}" for n in sorted(asked - absent)]
    lines += [n if plain[n] == n else f"{n} = {plain[n]}" for n in sorted(absent)]
    name = f"{OWN_MATHS.decode()}-l1-1-0.dll"
    static = ("-static", "-static-libgcc", "-fno-builtin")
    library(name, python, "#include <complex.h>\n" + held, lines, *static)


if __name__ == "__main__":
    {"unpack": unpack, "complete": complete}[sys.argv[1]](*map(Path, sys.argv[2:]))
