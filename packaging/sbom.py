"""What the frozen program is made of, as CycloneDX 1.5: sbom.py [FILE], default on the terminal.

Taken from the index of licences that the build collected, so it lists what is shipped and no more.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import linux_tree
import metadata

DIST = linux_tree.DIST
INDEXES = (
    *(DIST / "hashiya" / "_internal" / name for name in ("licences", "licences.semantic")),
    DIST / "semantic" / "_internal" / "licences.semantic",
)
KEPT_APART = ("Python", "microsoft-runtime")


def component(row: dict[str, Any], debian: bool) -> dict[str, Any]:
    """A row of the index as CycloneDX has it."""
    told = {"type": "library", "name": row["name"], "version": row["version"]}
    if row["licence"] != "see its text":
        told["licenses"] = [{"license": {"name": row["licence"]}}]
    if debian:
        told["purl"] = f"pkg:deb/debian/{row['name']}@{row['version']}"
    elif row["name"] not in KEPT_APART:
        told["purl"] = f"pkg:pypi/{row['name']}@{row['version']}"
    return told


def document() -> dict[str, Any]:
    rows: dict[str, tuple[dict[str, Any], bool]] = {}
    for folder in INDEXES:
        if (folder / "index.json").is_file():
            for row in json.loads((folder / "index.json").read_text("utf-8")):
                debian = any(name.endswith("/copyright") for name in row["files"])
                rows[row["name"]] = (row, debian)
    if "Hashiya" not in rows:
        raise SystemExit("there is no index of licences: python packaging/freeze.py makes it")
    rows.pop("Hashiya")
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "timestamp": metadata.date().strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "application",
                "name": "hashiya",
                "version": metadata.version(),
                "licenses": [{"license": {"id": metadata.read()["licence"]}}],
            },
        },
        "components": [component(*rows[name]) for name in sorted(rows)],
    }


if __name__ == "__main__":
    text = json.dumps(document(), ensure_ascii=False, indent=1)
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(text + "\n", "utf-8")
    else:
        print(text)
