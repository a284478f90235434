"""Pages after the layouts of real outlets, in words of our own: what is not their story."""

import json
from pathlib import Path

from viewer.core.formats import load

PAGES = Path(__file__).parents[1] / "data" / "pages"
LABELS: dict[str, list[int]] = json.loads((PAGES / "furniture.json").read_text("utf-8"))


def test_furniture_of_pages_of_many_shapes():
    """Counted over all blocks of all pages: precision 0.99, recall 0.9."""
    found = right = there = 0
    for name, labels in LABELS.items():
        marked = set(load(PAGES / name).furniture)
        found, right, there = (
            found + len(marked),
            right + len(marked & set(labels)),
            there + len(labels),
        )
    assert right >= 0.99 * found and right >= 0.9 * there


def test_documents_that_are_no_pages_keep_every_paragraph():
    for name in ("exported_report.html", "poem.html"):
        assert load(PAGES / name).furniture == {}
