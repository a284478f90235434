"""The guide that comes along: pages for tasks, in both languages, and their headings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from viewer.core.base.paths import guide_dir


@dataclass(frozen=True)
class GuideHeading:
    """A heading of a page of the guide, in the words of the page."""

    page: Path
    text: str


def guide_pages(language: str) -> list[Path]:
    """The pages in a language, in their order; the English ones where it has none of its own."""
    pages = sorted(guide_dir().glob(f"*.{language}.md"))
    return pages or sorted(guide_dir().glob("*.en.md"))


@cache
def guide_headings(language: str) -> tuple[GuideHeading, ...]:
    """Every heading of the guide, as the pages have them."""
    return tuple(
        GuideHeading(page, line.lstrip("#").strip())
        for page in guide_pages(language)
        for line in page.read_text("utf-8").splitlines()
        if line.startswith(("# ", "## "))
    )
