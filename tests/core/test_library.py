"""What viewer/core/README.md shows to scripts, run as it stands there, without Qt."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 300
"""Until a page that hangs is a failure."""
RUN = """
import doctest, sys
flags = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL
failed, tried = doctest.testfile(sys.argv[1], module_relative=False, optionflags=flags)
assert not any(name.startswith("PySide6") for name in sys.modules)
print(failed, tried)
"""


def test_the_page_for_scripts_is_true(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "texts")
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(ROOT / "viewer" / "core" / "README.md")],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HASHIYA_HOME": str(tmp_path / "home")},
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
    )
    assert done.returncode == 0, done.stderr
    failed, tried = done.stdout.split()[-2:]
    assert failed == "0", done.stdout
    assert int(tried) > 30
