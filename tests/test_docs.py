"""What the pages for people promise: links that lead somewhere, few words, pictures as they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.pictures import (
    GUIDE_OUT,
    GUIDE_PICTURES,
    LARGEST_BYTES,
    LARGEST_GUIDE_BYTES,
    OUT,
    PICTURES,
)
from tests.rooms import picture

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(
    path
    for path in (*ROOT.glob("*.md"), *ROOT.glob("*/README.md"), *ROOT.glob("*/*/README.md"))
    if path.parent.name not in ("build", "dist")
)
README_WORDS = 900


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    missing = [link for link in links if not (page.parent / link).exists()]
    assert not missing


@pytest.mark.parametrize("name", ["README.md", "README.ar.md"])
def test_a_readme_is_short(name: str) -> None:
    assert len((ROOT / name).read_text("utf-8").split()) <= README_WORDS


@pytest.mark.parametrize(
    ("folder", "made", "largest"),
    [(OUT, PICTURES, LARGEST_BYTES), (GUIDE_OUT, GUIDE_PICTURES, LARGEST_GUIDE_BYTES)],
    ids=["readme", "guide"],
)
def test_pictures_are_small_and_all_there(
    folder: Path, made: Mapping[str, object], largest: int
) -> None:
    sizes = {path.stem: path.stat().st_size for path in folder.glob("*.webp")}
    assert sizes.keys() == made.keys() and max(sizes.values()) <= largest


def test_the_picture_of_the_rooms_is_that_of_the_imports() -> None:
    page = (ROOT / "viewer" / "README.md").read_text("utf-8")
    assert picture() in page, "python -m tests.rooms prints the picture of now"


def test_files_that_are_named_are_there() -> None:
    """Paths in code marks: `viewer/core/…` and `tests/…`."""
    wrong = []
    for page in PAGES:
        for path in re.findall(
            r"`((?:viewer|tests|packaging|resources)/[\w./-]+)`", page.read_text("utf-8")
        ):
            if "NAME" not in path and not (ROOT / path).exists():
                wrong.append((page.name, path))
    assert not wrong
