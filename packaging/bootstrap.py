"""Set-up in one step, standard library only. `./run` and `./test` land here.

    bootstrap.py run  [arguments of the viewer]    without any: the sample corpus in seeds/
    bootstrap.py test [arguments of pytest]

The first start makes `.venv` and installs the packages that packaging/requirements-*.txt pin by
hash; where they come from is pip's own configuration. What the system lacks is installed for root,
and told in one exact line to everybody else. A stamp makes the second start cost nothing.

Environment: HASHIYA_VENV another place for `.venv`; HASHIYA_NO_SYSTEM=1 never touch system
packages; HASHIYA_TEST_DISPLAY=1 run the tests on the screen that is there.
Exit codes of its own: 1 not set up, 3 no screen, 4 system libraries are missing.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

sys.dont_write_bytecode = True  # the Python that runs this is not the one of .venv

import system_libs  # noqa: E402
import translations  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]
VENV = Path(os.environ.get("HASHIYA_VENV") or ROOT / ".venv").absolute()
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
LOCKS = {
    "run": ("requirements-run.txt",),
    "test": ("requirements-run.txt", "requirements-test.txt"),  # the second holds the first
}
NOT_SET_UP, NO_SCREEN, NO_LIBRARIES = 1, 3, 4
NO_PICTURE = (
    "There is no screen here to open the window on. For a picture of it instead: "
    "./run seeds --screenshot picture.png"
)
NOT_INSTALLED = """\
The Python packages could not be installed; pip's own words are above.
Is the network up? A proxy or a mirror is set in pip's configuration (pip config --help).
Needed is a 64-bit CPython 3.11 or newer (this is {python} on {machine}), on Linux with
glibc 2.34 or newer."""


def say(text: str) -> None:
    """Tell the person at the terminal what happens, without touching standard output."""
    print("\n".join(f"[hashiya] {line}" for line in text.splitlines()), file=sys.stderr, flush=True)


def stop(text: str, code: int) -> NoReturn:
    """Say why it does not go on, and leave."""
    say(text)
    raise SystemExit(code)


# The virtual environment ------------------------------------------------------------------------


def stamp_of(kind: str) -> str:
    """What an environment that is set up for `kind` was made from: locks, Python, place."""
    state = hashlib.sha256(f"{sys.version}\n{platform.machine()}\n{VENV}\n".encode())
    for name in LOCKS[kind]:
        state.update((ROOT / "packaging" / name).read_bytes())
    return state.hexdigest()


def is_ready(kind: str) -> bool:
    """Whether `.venv` holds what `kind` needs. One for the tests serves the program too."""
    kinds = ("run", "test") if kind == "run" else ("test",)
    return PYTHON.exists() and any(read_stamp(name) == stamp_of(name) for name in kinds)


def read_stamp(name: str) -> str:
    """The stamp called `name`, empty where there is none."""
    try:
        return (VENV / f".hashiya-{name}").read_text("utf-8")
    except OSError:
        return ""


def write_stamp(name: str, value: str) -> None:
    """Remember that the work called `name` is done, for `value`."""
    (VENV / f".hashiya-{name}").write_text(value, "utf-8")


def venv_package() -> str:
    """The Debian package that brings `ensurepip` for this very Python."""
    return f"python3.{sys.version_info.minor}-venv"


def need_ensurepip() -> None:
    """Make sure that `venv` can install pip: Debian keeps that part of Python apart."""
    if importlib.util.find_spec("ensurepip") is not None:
        return
    column = system_libs.manager()
    if column != 0:  # only Debian and its children split it off
        stop("This Python has no ensurepip: install the pip and venv parts of Python.", NOT_SET_UP)
    if may_install() and install(0, [venv_package()]):
        return
    why = "This Python lacks the part that makes virtual environments."
    stop(f"{why}\n{once_then_again(0, [venv_package()])}", NOT_SET_UP)


def make_venv() -> None:
    """Make `.venv` anew, with pip."""
    need_ensurepip()
    say(f"making {VENV}")
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    if subprocess.run(command, stdout=subprocess.DEVNULL).returncode:
        stop(f"The virtual environment {VENV} could not be made.", NOT_SET_UP)


def pip_works() -> bool:
    """Whether the environment there can be kept. A half-made or moved one cannot."""
    if not PYTHON.exists():
        return False
    command = [str(PYTHON), "-c", "import sys, pip; print(sys.version)"]
    answer = subprocess.run(command, capture_output=True, text=True)
    return answer.returncode == 0 and answer.stdout.strip() == sys.version.strip()


def set_up(kind: str) -> None:
    """Bring `.venv` to what the lock of `kind` says; nothing to do when its stamp is right."""
    if is_ready(kind):
        return
    started = time.monotonic()
    if not pip_works():
        make_venv()
    lock = ROOT / "packaging" / LOCKS[kind][-1]
    say(f"installing the packages of {lock.relative_to(ROOT)}")
    command = [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    command += ["--require-hashes", "--only-binary=:all:", "-r", str(lock)]
    if subprocess.run(command).returncode:
        facts = {"python": platform.python_version(), "machine": platform.machine()}
        stop(NOT_INSTALLED.format(**facts), NOT_SET_UP)
    write_stamp(kind, stamp_of(kind))
    say(f"ready in {time.monotonic() - started:.0f} s")


def point_at_source() -> None:
    """Let `python -m viewer` in `.venv` find this tree from any folder.

    By a .pth file and not by PYTHONPATH, which every program that the viewer starts would inherit.
    """
    pattern = "Lib/site-packages" if WINDOWS else "lib/python3*/site-packages"
    for folder in VENV.glob(pattern):
        pointer = folder / "hashiya-source.pth"
        line = f"{ROOT}\n"
        if not pointer.exists() or pointer.read_text("utf-8") != line:
            pointer.write_text(line, "utf-8")
            compile_source()


def compile_source() -> None:
    """Compile the program once, as pip does for an installed one.

    The children that read documents may not write: without this each start of one compiles anew.
    """
    command = [str(PYTHON), "-m", "compileall", "-q", "-j", "0", str(ROOT / "viewer")]
    subprocess.run(command, stdout=subprocess.DEVNULL)


# The system's libraries -------------------------------------------------------------------------


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def may_install() -> bool:
    """Whether system packages may be installed without asking: root, and not forbidden."""
    return is_root() and os.environ.get("HASHIYA_NO_SYSTEM") != "1"


def install(column: int, packages: list[str]) -> bool:
    """Install system packages as root; whether that went well. The manager's words only if not."""
    program, line = system_libs.MANAGERS[column]
    say(f"installing with the system's package manager: {' '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if program == "apt-get":
        subprocess.run(["apt-get", "update", "-qq"], capture_output=True, env=environment)
    command = [*line.split(), *packages]
    result = subprocess.run(command, capture_output=True, text=True, env=environment)
    if result.returncode:
        say(result.stderr)
    return result.returncode == 0


def once_then_again(column: int, packages: list[str]) -> str:
    """The one exact line that somebody with the right to install has to run."""
    line = f"{system_libs.MANAGERS[column][1]} {' '.join(packages)}"
    return f"Run this once, then try again:\n\n    {'' if is_root() else 'sudo '}{line}\n"


def need_libraries(plugin: str) -> None:
    """Make sure that Qt finds its system libraries for the platform plugin that will be used."""
    if not sys.platform.startswith("linux"):
        return
    mark = f"{platform.platform()} {stamp_of('run')}"
    if read_stamp(f"libs-{plugin}") == mark:
        return
    lacking = system_libs.missing(VENV, plugin)
    column = system_libs.manager()
    packages = [] if column is None else system_libs.packages_for(lacking, column)
    if column is not None and packages and may_install() and install(column, packages):
        lacking = system_libs.missing(VENV, plugin)
    if lacking:
        names = f"Qt needs system libraries that are not here: {', '.join(lacking)}"
        if column is None or not packages:
            stop(f"{names}\nInstall the packages that hold them.", NO_LIBRARIES)
        stop(f"{names}\n{once_then_again(column, packages)}", NO_LIBRARIES)
    write_stamp(f"libs-{plugin}", mark)


def has_screen(environment: dict[str, str]) -> bool:
    """Whether a window can open. Off Linux that is taken for granted."""
    if not sys.platform.startswith("linux"):
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(environment.get(name) for name in names)


def plugin_of(environment: dict[str, str]) -> str:
    """The Qt platform plugin that will be used in `environment`."""
    chosen = environment.get("QT_QPA_PLATFORM", "").split(";")[0].split(":")[0]
    return chosen or ("xcb" if environment.get("DISPLAY") else "wayland")


# Starting ---------------------------------------------------------------------------------------


def needs_qt(arguments: Sequence[str]) -> bool:
    """Whether these arguments open or draw a window. Verbs, --version and --help do neither."""
    sys.path.insert(0, str(ROOT))
    from viewer.__main__ import CLI_VERBS  # the same list that decides there; it imports no package

    if arguments and arguments[0] in CLI_VERBS:
        return False
    return not {"--version", "--help", "-h"}.intersection(arguments)


def works_without_screen(arguments: Sequence[str]) -> bool:
    """Whether a window of these arguments is only drawn, never shown."""
    return any(a.split("=")[0] in ("--screenshot", "--self-test") for a in arguments)


def translate() -> None:
    """Make the translations that are missing or old. Without them the window still opens."""
    try:
        translations.build(ROOT / "resources" / "i18n", str(PYTHON))
    except (translations.NotTranslated, OSError) as error:
        say(f"The translations could not be made, the interface stays in English: {error}")


def become(command: list[str], environment: dict[str, str]) -> NoReturn:
    """Give this process over to `command`; on Windows, wait for it."""
    if WINDOWS:
        raise SystemExit(subprocess.run(command, env=environment).returncode)
    os.execve(command[0], command, environment)


def run(arguments: list[str]) -> NoReturn:
    """Start the viewer; without arguments, on its sample corpus."""
    environment = dict(os.environ)
    window = needs_qt(arguments)
    if window and not has_screen(environment):
        if not works_without_screen(arguments):
            stop(NO_PICTURE, NO_SCREEN)
        environment["QT_QPA_PLATFORM"] = "offscreen"
    set_up("run")
    point_at_source()
    if window:
        need_libraries(plugin_of(environment))
        translate()
    # -P: a folder called viewer/ where the person happens to stand is not ours.
    command = [str(PYTHON), "-P", "-X", "utf8", "-m", "viewer"]
    become([*command, *(arguments or [str(ROOT / "seeds")])], environment)


def test(arguments: list[str]) -> NoReturn:
    """Run the tests; without a screen unless one is asked for."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # the tests start some hundred Pythons
    if not (environment.get("HASHIYA_TEST_DISPLAY") == "1" and has_screen(environment)):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    set_up("test")
    point_at_source()
    need_libraries(plugin_of(environment))
    translate()
    os.chdir(ROOT)
    named = any(not argument.startswith("-") for argument in arguments)
    spread = [] if named else ["-n", "2"]  # the whole suite on two cores
    become([str(PYTHON), "-m", "pytest", *spread, *arguments], environment)


def main(arguments: list[str]) -> NoReturn:
    """`arguments` as on the command line: `run` or `test`, then what is passed on."""
    if sys.version_info < (3, 11):  # noqa: UP036 - somebody may start this file by hand
        stop(f"Python 3.11 or newer is needed, this is {platform.python_version()}.", NOT_SET_UP)
    if not arguments or arguments[0] not in LOCKS:
        stop("usage: bootstrap.py run|test [arguments]", 2)
    {"run": run, "test": test}[arguments[0]](arguments[1:])
    raise AssertionError("run and test never return")


if __name__ == "__main__":
    main(sys.argv[1:])
