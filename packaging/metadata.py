"""What every kind of package is made from: metadata.toml, the version, the date of the release."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def read() -> dict[str, Any]:
    """metadata.toml as it stands."""
    return tomllib.loads((ROOT / "packaging" / "metadata.toml").read_text("utf-8"))


def write_homepage() -> None:
    """Tell the program the address of the project, in a file that is only there if it has one."""
    file = ROOT / "resources" / "homepage.txt"
    file.unlink(missing_ok=True)
    if homepage := read()["homepage"]:
        file.write_text(homepage + "\n", "utf-8")


def version() -> str:
    """The version, from the one place that has it."""
    text = (ROOT / "viewer" / "__init__.py").read_text("utf-8")
    found = re.search(r'__version__ = "([^"]+)"', text)
    assert found is not None, "viewer/__init__.py has no version"
    return found[1]


def epoch() -> str:
    """Seconds since 1970 that stand in every package: SOURCE_DATE_EPOCH, else the last commit's."""
    told = os.environ.get("SOURCE_DATE_EPOCH")
    if told:
        return told
    command = ["git", "log", "-1", "--format=%ct"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    except FileNotFoundError:  # a source archive, on a machine without git
        return "1767225600"
    return answer.stdout.strip() or "1767225600"


def date() -> datetime:
    """The moment of `epoch`."""
    return datetime.fromtimestamp(int(epoch()), UTC)


def types(data: dict[str, Any]) -> list[str]:
    """The MIME types that a desktop may offer the program for; ours comes first."""
    return [data["corpus"]["mime"], *(kind["mime"] for kind in data["type"])]


def claimed(data: dict[str, Any]) -> list[str]:
    """Those of them that the desktop entry names."""
    unclaimed = {kind["mime"] for kind in data["type"] if kind.get("unclaimed")}
    return [kind for kind in types(data) if kind not in unclaimed]


def suffixes(data: dict[str, Any]) -> list[str]:
    """The suffixes of those types, ours apart."""
    return [suffix for kind in data["type"] for suffix in kind["suffixes"]]
