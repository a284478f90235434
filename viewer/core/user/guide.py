"""The guide that comes along: pages for tasks, in both languages, and their headings."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from viewer.core.base.paths import guide_dir


class GuideHeading(NamedTuple):
    """A heading of a page of the guide, in the words of the page: a block begins with it."""

    page: Path
    text: str


def guide_pages(language: str) -> list[Path]:
    """The pages in a language, in their order; the English ones where it has none of its own."""
    pages = sorted(guide_dir().glob(f"*.{language}.md"))
    return pages or sorted(guide_dir().glob("*.en.md"))


_HEADING = re.compile(r"##? (?P<heading>.+)|- \*\*(?P<wish>.+?)[.:؟?]?\*\*.*")
"""A line that is one, or the bold beginning of a row of a list."""


@cache
def guide_headings(language: str) -> tuple[GuideHeading, ...]:
    """Every heading of the guide, and what its lists begin with, as the pages have them."""
    return tuple(
        GuideHeading(page, (found["heading"] or found["wish"]).strip())
        for page in guide_pages(language)
        for line in page.read_text("utf-8").splitlines()
        if (found := _HEADING.fullmatch(line))
    )
