"""Make packaging/requirements-{run,test,package}.txt anew from pyproject.toml.

    python -m pip install uv && python packaging/lock.py [--upgrade]

The files pin every package and the hash of each of its files, for all systems and for Python 3.11
and newer. They name no package index: pip's own configuration decides where files come from, the
hashes decide what is accepted. Without `--upgrade` the versions already there are kept.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUN = "packaging/requirements-run.txt"
TEST = "packaging/requirements-test.txt"
PACKAGE = "packaging/requirements-package.txt"


def uv() -> list[str]:
    """The command that starts uv: the one of this Python, else the one on the PATH."""
    if subprocess.run([sys.executable, "-m", "uv", "--version"], capture_output=True).returncode:
        found = shutil.which("uv")
        if found is None:
            raise SystemExit("lock.py needs uv: python -m pip install uv")
        return [found]
    return [sys.executable, "-m", "uv"]


def compile_to(output: str, *more: str) -> None:
    """Resolve pyproject.toml into `output`, then make sure that no address got into it."""
    command = [*uv(), "pip", "compile", "pyproject.toml", "-o", output, "-q"]
    command += ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-annotate"]
    command += ["--no-emit-index-url", "--custom-compile-command", "python packaging/lock.py"]
    subprocess.run([*command, *more], cwd=ROOT, check=True)
    if "://" in (ROOT / output).read_text("utf-8"):
        raise SystemExit(f"{output} names an address; it must not")


def main() -> None:
    more = ["--extra", "semantic", "--extra", "roots", *sys.argv[1:]]  # ./run has all of it
    compile_to(RUN, *more)
    # The tests' environment holds exactly the packages of the program's, and some more.
    compile_to(TEST, "--group", "test", "--constraint", RUN, *more)
    compile_to(PACKAGE, "--group", "package", "--constraint", RUN, *more)


if __name__ == "__main__":
    main()
