"""Pages after the layouts of real outlets, in words of our own: what is not their story."""

import json
from pathlib import Path

from viewer.core.formats import load

PAGES = Path(__file__).parents[3] / "data" / "pages"
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


def test_a_date_line_above_the_story_dates_a_page_that_does_not_say():
    days = {name: load(PAGES / name).date for name in LABELS if name.endswith(".html")}
    assert days["saved_ar_semantic.html"] == "2021-07-31"
    assert days["saved_ar_divs.html"] == "2021-07-03" and days["poem.html"] is None
    assert days["saved_en_semantic.html"] == "2021-08-03"


def test_documents_that_are_no_pages_keep_every_paragraph():
    for name in ("exported_report.html", "poem.html"):
        assert load(PAGES / name).furniture == {}


def test_a_page_that_defeats_the_extractor_is_read_without_it(monkeypatch):
    def fail(*_, **__):
        raise RecursionError

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    document = load(PAGES / "saved_en_semantic.html")
    assert "Council votes" in document.text() and document.furniture
