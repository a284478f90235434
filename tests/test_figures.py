"""The page of figures is what the file of figures says, and every bench stands in the table."""

from __future__ import annotations

import importlib
import json

import pytest

page = importlib.import_module("tests.bench.__main__")


def test_the_page_shows_the_figures_as_they_are_kept() -> None:
    figures = json.loads(page.FIGURES.read_text("utf-8"))
    shown = page.README.read_text("utf-8").split(page.BEGIN)[1].split(page.END)[0]
    assert shown == page.tables(figures), "python -m tests.bench --write"


def test_every_bench_stands_in_the_table() -> None:
    scripts = {path.stem.removeprefix("bench_") for path in page.HERE.glob("bench_*.py")}
    assert scripts == {each.name for each in page.BENCHES}
    figures = json.loads(page.FIGURES.read_text("utf-8"))
    assert {each.subject for each in page.BENCHES} == {s["key"] for s in figures["subjects"]}


def test_every_figure_has_a_date_and_a_machine() -> None:
    figures = json.loads(page.FIGURES.read_text("utf-8"))
    for subject in figures["subjects"]:
        for row in subject["rows"]:
            assert row["what"] and row["seen"] and len(row["date"]) == 10
            assert row["machine"] in figures["machines"] and "|" not in row["what"] + row["seen"]


@pytest.mark.parametrize(
    ("line", "what", "seen", "goal"),
    [
        ("frame: 12.30 ms (goal ≤ 16.7 ms: reached)", "frame", "12.30 ms", "16.7 ms"),
        ("a : b, CPU: 4.53 (goal ≤ 3: NOT reached)", "a : b, CPU", "4.53", "3: **not reached**"),
        ("a note: 6 ms, ratio 2.4 (goal 3)", "a note", "6 ms, ratio 2.4", "3"),
        ("20,000 notes: listed      2310.3 ms  3.4", "20,000 notes: listed", "2310.3 ms 3.4", ""),
        ("501 pages: longest [7.6] ms", "501 pages", "longest [7.6] ms", ""),
    ],
)
def test_a_line_of_a_bench_is_a_row(line: str, what: str, seen: str, goal: str) -> None:
    assert page.row_of(line) == {"what": what, "seen": seen, "goal": goal}


@pytest.mark.parametrize("line", ["", "no figure at all", "nothing: said"])
def test_a_line_without_a_figure_is_none(line: str) -> None:
    assert page.row_of(line) is None


def test_a_run_takes_the_place_of_the_one_before_and_of_nothing_else() -> None:
    bench = page.BENCHES[0]
    script = f"bench_{bench.name}.py"
    hand, old = {"bench": script, "what": "by hand"}, {"bench": script, "printed": True}
    other = {"bench": "bench_other.py", "printed": True}
    figures = {"subjects": [{"key": bench.subject, "rows": [hand, old, other]}]}
    page.take(figures, bench, [{"what": "new"}])
    assert figures["subjects"][0]["rows"] == [hand, other, {"what": "new"}]


def test_one_subject_or_one_bench_is_chosen() -> None:
    assert {each.subject for each in page.chosen(["notes"], False, True)} == {"notes"}
    assert [each.name for each in page.chosen(["office"], False, False)] == ["office"]
    assert all(each.seconds < page.QUICK_S for each in page.chosen([], True, False))
    assert not page.chosen(["search"], False, False)  # wants texts from elsewhere
    with pytest.raises(SystemExit):
        page.chosen(["nonsense"], False, False)
