"""What the program is shipped in: set-up, locks, translations, wheel, version, folders."""

from __future__ import annotations

import ctypes
import importlib.util
import json
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

import viewer
from viewer import __main__
from viewer.cli import saying
from viewer.core.base import paths

ROOT = Path(__file__).resolve().parents[1]
PACKAGING = ROOT / "packaging"
LOCKS = ("requirements-run.txt", "requirements-test.txt")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def load(name: str) -> ModuleType:
    """A module of packaging/, which is no package and not on the path."""
    spec = importlib.util.spec_from_file_location(name, PACKAGING / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def bootstrap(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """bootstrap.py with an environment of its own that is not made yet."""
    monkeypatch.syspath_prepend(str(PACKAGING))
    monkeypatch.setattr(sys, "dont_write_bytecode", sys.dont_write_bytecode)
    monkeypatch.setenv("HASHIYA_VENV", str(tmp_path / "venv"))
    return load("bootstrap")


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def name_of(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found is not None, requirement
    return normal(found[0])


def locked(name: str) -> dict[str, str]:
    text = (PACKAGING / name).read_text("utf-8")
    return {normal(n): v for n, v in re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", text, re.MULTILINE)}


# The locks --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LOCKS)
def test_locks_name_no_host(name: str) -> None:
    text = (PACKAGING / name).read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(-i|-f|--index-url|--extra-index-url|--find-links)", text, re.M)


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_hashes(name: str) -> None:
    entries = re.split(r"\n(?=\S)", (PACKAGING / name).read_text("utf-8").strip())
    for entry in entries:
        assert entry.startswith("#") or "--hash=sha256:" in entry, entry.splitlines()[0]


def test_locks_hold_what_pyproject_asks_for() -> None:
    run = {name_of(line) for line in PROJECT["project"]["dependencies"]}
    test = {name_of(line) for line in PROJECT["dependency-groups"]["test"]}
    hint = "make the locks anew: python packaging/lock.py"
    assert run <= locked(LOCKS[0]).keys(), hint
    assert run | test <= locked(LOCKS[1]).keys(), hint


def test_the_tests_run_on_the_packages_of_the_program() -> None:
    run, test = locked(LOCKS[0]), locked(LOCKS[1])
    assert run.items() <= test.items()


def test_qt_is_held_below_the_version_that_aborts() -> None:
    major, minor = map(int, locked(LOCKS[0])["pyside6-essentials"].split(".")[:2])
    assert (6, 10) <= (major, minor) < (6, 12)


# The set-up -------------------------------------------------------------------------------------


def test_the_source_is_compiled_once_for_the_children_that_may_not_write(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    packages = bootstrap.VENV / ("Lib" if os.name == "nt" else "lib/python3.11") / "site-packages"
    packages.mkdir(parents=True)
    (tmp_path / "viewer").mkdir()
    (tmp_path / "viewer" / "part.py").write_text("a = 1\n", "utf-8")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "PYTHON", Path(sys.executable))
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    bootstrap.point_at_source()
    (made,) = (tmp_path / "viewer" / "__pycache__").iterdir()
    assert (packages / "hashiya-source.pth").read_text("utf-8") == f"{tmp_path}\n"
    made.unlink()
    bootstrap.point_at_source()  # nothing is new: a start costs nothing
    assert not made.exists()


def test_a_missing_library_becomes_one_line(bootstrap: ModuleType) -> None:
    libs = bootstrap.system_libs
    said = "\tlibEGL.so.1 => not found\n\tlibc.so.6 => /lib/libc.so.6\n\tlibGL.so.1 => not found\n"
    lacking = libs.unresolved(said * 2)
    assert lacking == ["libEGL.so.1", "libGL.so.1"]
    assert libs.packages_for([*lacking, "libunheard.so.9"], 0) == ["libegl1", "libgl1"]
    line = bootstrap.once_then_again(0, ["libegl1", "libgl1"])
    assert "apt-get install -y --no-install-recommends libegl1 libgl1" in line
    assert ("sudo" in line) is not bootstrap.is_root()


def test_every_library_has_a_package_for_every_manager(bootstrap: ModuleType) -> None:
    libs = bootstrap.system_libs
    assert all(len(names) == len(libs.MANAGERS) for names in libs.PACKAGES.values())
    assert all(".so" in library for library in libs.PACKAGES)


def test_stamps_follow_lock_python_and_place(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = bootstrap.stamp_of("run")
    assert before == bootstrap.stamp_of("run") != bootstrap.stamp_of("test")
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / "moved")
    assert bootstrap.stamp_of("run") != before


def test_an_environment_is_ready_only_with_its_stamp(bootstrap: ModuleType) -> None:
    assert not bootstrap.is_ready("run")
    bootstrap.PYTHON.parent.mkdir(parents=True)
    bootstrap.PYTHON.touch()
    bootstrap.write_stamp("run", "of an older lock")
    assert not bootstrap.is_ready("run")
    bootstrap.write_stamp("run", bootstrap.stamp_of("run"))
    assert bootstrap.is_ready("run")
    assert not bootstrap.is_ready("test")


def test_the_environment_of_the_tests_serves_the_program(bootstrap: ModuleType) -> None:
    bootstrap.PYTHON.parent.mkdir(parents=True)
    bootstrap.PYTHON.touch()
    bootstrap.write_stamp("test", bootstrap.stamp_of("test"))
    assert bootstrap.is_ready("run")


def test_without_ensurepip_one_exact_line_is_told(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(bootstrap.system_libs, "manager", lambda: 0)
    monkeypatch.setenv("HASHIYA_NO_SYSTEM", "1")
    with pytest.raises(SystemExit) as left:
        bootstrap.need_ensurepip()
    assert left.value.code == bootstrap.NOT_SET_UP
    assert f"apt-get install -y --no-install-recommends python3.{sys.version_info.minor}-venv" in (
        capsys.readouterr().err
    )


@pytest.mark.parametrize(
    ("arguments", "window", "drawn"),
    [
        ([], True, False),
        (["seeds"], True, False),
        (["seeds", "--screenshot", "a.png"], True, True),
        (["--screenshot=a.png"], True, True),
        (["--self-test"], True, True),
        (["read", "a.txt", "--json"], False, False),
        (["notes", "seeds", "--json"], False, False),
        (["--version"], False, False),
        (["-h"], False, False),
        (["./read"], True, False),
    ],
)
def test_what_needs_a_screen(
    bootstrap: ModuleType, arguments: list[str], window: bool, drawn: bool
) -> None:
    assert bootstrap.needs_qt(arguments) is window
    assert bootstrap.works_without_screen(arguments) is drawn


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="screens are a given there")
def test_without_a_screen_run_says_so_in_one_sentence(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(SystemExit) as left:
        bootstrap.run([])
    assert left.value.code == bootstrap.NO_SCREEN
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    assert "./run seeds --screenshot picture.png" in said


def test_the_bootstrap_needs_the_standard_library_only() -> None:
    code = "import sys; sys.path.insert(0, sys.argv[1]); import bootstrap; bootstrap.needs_qt([])"
    subprocess.run([sys.executable, "-I", "-S", "-c", code, str(PACKAGING)], check=True, cwd="/")


# Translations -----------------------------------------------------------------------------------

TS = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en"><context><name></name>
<message><source>Open</source><translation>فتح</translation></message></context></TS>
"""


def test_translations_are_made_once(tmp_path: Path) -> None:
    translations = load("translations")
    assert translations.build(tmp_path / "none", sys.executable) == []
    (tmp_path / "x_ar.ts").write_text(TS, "utf-8")
    assert translations.build(tmp_path, sys.executable) == [tmp_path / "x_ar.qm"]
    assert (tmp_path / "x_ar.qm").stat().st_size > 0
    assert translations.build(tmp_path, sys.executable) == []


def test_a_translation_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    translations = load("translations")
    (tmp_path / "x_ar.ts").write_text("this is not XML", "utf-8")
    with pytest.raises(translations.NotTranslated, match="x_ar"):
        translations.build(tmp_path, sys.executable)
    assert [path.name for path in tmp_path.iterdir()] == ["x_ar.ts"]


# The wheel --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built with the hatchling that is here (so that nothing is downloaded)."""
    if importlib.util.find_spec("hatchling") is None:
        pytest.skip("hatchling is not installed here")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an empty environment with the wheel in it.

    The wheel's dependencies are the ones that the tests run on, by a .pth file: installing them
    again would take the network and half a minute and prove nothing about the wheel.
    """
    place = tmp_path_factory.mktemp("installed") / "venv"
    venv.EnvBuilder(with_pip=False, symlinks=os.name != "nt").create(place)
    scheme = {"base": str(place), "platbase": str(place)}
    site = Path(sysconfig.get_path("purelib", "venv", scheme))
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    programs = Path(sysconfig.get_path("scripts", "venv", scheme))
    python = programs / ("python.exe" if os.name == "nt" else "python")
    command = [str(python), "-m", "pip", "install", "--no-deps", "--no-index", "-q", str(wheel)]
    result = subprocess.run(command, capture_output=True, text=True, env=outside())
    assert result.returncode == 0, result.stderr
    return programs


def outside() -> dict[str, str]:
    """An environment in which nothing points at the source tree."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


def hashiya(programs: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(programs / "hashiya"), *arguments],
        cwd=cwd,
        env={**outside(), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


@pytest.mark.slow
def test_the_installed_program_tells_its_version(installed: Path, tmp_path: Path) -> None:
    result = hashiya(installed, "--version", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith(f"Hashiya {viewer.__version__}\nPython ")


def test_the_wheel_carries_resources_and_seeds(installed: Path, tmp_path: Path) -> None:
    code = (
        "from viewer.core.base import paths; print(paths.resources_dir()); print(paths.seeds_dir())"
    )
    python = installed / ("python.exe" if os.name == "nt" else "python")
    result = subprocess.run(
        [str(python), "-c", code], cwd=tmp_path, env=outside(), capture_output=True, text=True
    )
    resources, seeds = map(Path, result.stdout.splitlines())
    assert resources.parent.name == "_data" and ROOT not in resources.parents
    assert files(seeds) == files(ROOT / "seeds")
    assert files(resources) >= files(ROOT / "resources") - {Path("i18n")}
    for source in (ROOT / "resources" / "i18n").glob("*.ts"):
        assert (resources / "i18n" / source.with_suffix(".qm").name).exists()


def files(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_the_installed_program_passes_its_own_test_in_arabic(
    installed: Path, tmp_path: Path
) -> None:
    result = hashiya(installed, "--self-test", "--language", "ar", cwd=tmp_path)
    assert result.returncode == 0, result.stdout + result.stderr
    assert json.loads(result.stdout)["ok"] is True


@pytest.mark.slow
def test_the_wheel_installs_with_its_dependencies(wheel: Path, tmp_path: Path) -> None:
    """The whole way, from wherever pip takes its packages; the quick test above borrows them."""
    place = tmp_path / "venv"
    venv.EnvBuilder(with_pip=True, symlinks=os.name != "nt").create(place)
    programs = place / ("Scripts" if os.name == "nt" else "bin")
    command = [str(programs / "python"), "-m", "pip", "install", "-q", str(wheel)]
    result = subprocess.run(command, capture_output=True, text=True, env=outside())
    assert result.returncode == 0, result.stderr
    result = hashiya(programs, "--self-test", "--language", "ar", cwd=tmp_path)
    assert result.returncode == 0, result.stdout + result.stderr


# Version, help, paths -----------------------------------------------------------------------------


def test_the_changelog_begins_with_this_version() -> None:
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert newest is not None and newest[1] == viewer.__version__


@pytest.mark.parametrize(("locale", "word"), [("C.UTF-8", "usage:"), ("ar_EG.UTF-8", "الاستعمال")])
def test_help_speaks_the_language_of_the_terminal(
    locale: str, word: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", locale)
    assert __main__.main(["--help"]) == 0
    assert word in capsys.readouterr().out


@pytest.mark.parametrize(("told", "arabic"), [(0x0401, True), (0x0C01, True), (0x0409, False)])
def test_help_speaks_the_language_of_windows(
    told: int, arabic: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    kernel = SimpleNamespace(GetUserDefaultUILanguage=lambda: told)
    monkeypatch.setattr(ctypes, "WinDLL", {"kernel32": kernel}.get, raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    assert saying.arabic() is arabic
    monkeypatch.setenv("LANG", "ar_EG.UTF-8")
    assert saying.arabic()


def test_both_helps_tell_the_same() -> None:
    def options(text: str) -> set[str]:
        return set(re.findall(r"--[a-z-]+|HASHIYA_\w+", text))

    assert options(__main__.HELP_EN) == options(__main__.HELP_AR)


def test_version_needs_no_qt() -> None:
    code = "import sys; sys.modules['PySide6'] = None\nfrom viewer.__main__ import main; main()"
    command = [sys.executable, "-c", code, "--version"]
    result = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert result.returncode == 0, result.stderr
    assert "Qt: not usable" in result.stdout


def test_hashiya_home_moves_every_folder(hashiya_home: Path) -> None:
    folders = [paths.data_dir(), paths.config_dir(), paths.cache_dir(), paths.log_dir()]
    assert folders == [hashiya_home / kind for kind in ("data", "config", "cache", "log")]
    if os.name != "nt":
        assert {folder.stat().st_mode & 0o777 for folder in folders} == {0o700}


def test_every_font_package_brings_fonts() -> None:
    found = paths.font_files()
    assert all(path.is_file() for path in found)
    for package in paths.FONT_PACKAGES:
        assert any(package in path.parts for path in found), package
