"""Hits set out and counted: orders, collocates, counterparts, time, and as files."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from taking import take

from viewer.core.corpus.scan import File
from viewer.core.export import hits as export
from viewer.core.search import concordance
from viewer.core.search.concordance import collocates, counterparts, frequencies, ordered, over_time
from viewer.core.search.engine import Search
from viewer.core.search.hits import Hits
from viewer.core.search.index import Index, Transaction, encoded
from viewer.core.search.index_writer import Writer
from viewer.core.text.document import Document


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    made = Index(tmp_path / "a.db")
    yield made
    made.close()


def put(index: Index, documents: dict[str, tuple[str, str, str]]) -> None:
    """By name: language, date, text."""
    ready = []
    for number, (name, (language, date, text)) in enumerate(documents.items()):
        document = Document.of_text(text, language=language)
        document.date = date or None
        ready.append((File(name, 1, number), document))
    take(Writer(index), ready)


def line_up(index: Index, one: str, two: str) -> None:
    """Say that the documents correspond line by line."""
    writer = Writer(index)
    with Transaction(index.base):
        for a, b in ((one, two), (two, one)):
            text = next(d for d in index.documents() if d.path == b)
            rows = index.texts(range(text.first, text.first + text.count))
            beads = [(n, start, start + len(t), 1.0) for n, (_, start, t) in enumerate(rows)]
            writer.line_up(encoded(a), encoded(b), beads)
    index.changed()


def hits(index: Index, query: str, mode: str = "clitics") -> Hits:
    return Search(index, query, mode).run().hits


def texts(index: Index, found: Hits, order: str) -> list[str]:
    search = Search(index, "x")
    shown = [search.hit(found, n) for n in ordered(index, found, order)]
    return [f"{hit.before}[{hit.text}]{hit.after}" for hit in shown]


def test_orders(index: Index) -> None:
    put(
        index,
        {
            "1.txt": ("ar", "2022-01-01", "ياء كتاب ألف\nدال جيم الكتاب باء"),
            "2.txt": ("ar", "", "كتاب"),
            "3.txt": ("ar", "2021-01-01", "باء كِتاب تاء"),
        },
    )
    found = hits(index, "كتاب")
    place = texts(index, found, "place")
    assert [place.index(t) for t in texts(index, found, "before")] == [2, 3, 1, 0]
    assert [place.index(t) for t in texts(index, found, "after")] == [2, 0, 1, 3]
    assert [place.index(t) for t in texts(index, found, "date")] == [3, 0, 1, 2]
    assert [place.index(t) for t in texts(index, found, "form")] == [1, 0, 2, 3]
    with pytest.raises(concordance.Stopped):
        ordered(index, found, "before", lambda: True)
    pattern = hits(index, "/تاب/")
    assert len(ordered(index, pattern, "after")) == len(pattern) == 4


def test_collocates_are_ranked_by_likelihood(index: Index) -> None:
    lines = ["وزير الخارجية قال", "وزير الخارجية عاد", "وزير الخارجية هنا", "وزير قال ذلك هنا"]
    noise = ["قال الناس شيئا هنا من ذلك", "عاد الناس من السوق قال هذا"] * 30
    put(index, {"a.txt": ("ar", "", "\n".join(lines + noise))})
    found = collocates(index, hits(index, "وزير"))
    assert found[0].word == "الخارجية" and (found[0].near, found[0].count) == (3, 3)
    assert found[0].information > 3 and found[0].likelihood > 10
    assert all(each.near >= concordance.LEAST_OCCURRENCES for each in found)
    assert "الناس" not in [each.word for each in found]


def test_likelihood_is_that_of_dunning() -> None:
    """His measure by its definition, over the table of near/elsewhere x word/other words."""
    found = concordance._collocate("x", 30, 100, 1000, 100_000)
    assert found.information == pytest.approx(4.907, abs=0.001)  # log2(30 / 1)
    assert found.likelihood == pytest.approx(2 * (30 * 3.4012 + 70 * -0.3466), rel=0.001)


def test_counterparts_and_hits_in_translations(index: Index) -> None:
    arabic = [f"قال الوزير شيئا {n}" for n in "abcdefgh"] + [f"كلام آخر تماما {n}" for n in "abcd"]
    english = [f"said minister thing {n}" for n in "abcdefgh"] + [f"other talk {n}" for n in "abcd"]
    english[3] = "he spoke"
    put(
        index,
        {"x.ar.txt": ("ar", "", "\n".join(arabic)), "x.en.txt": ("en", "", "\n".join(english))},
    )
    line_up(index, "x.ar.txt", "x.en.txt")
    assert "minister" in [each.word for each in counterparts(index, hits(index, "وزير"))]
    search = Search(index, "وزير", across=True)
    answer = search.run()
    shown = [search.hit(answer.hits, n) for n in range(answer.total)]
    assert answer.documents == 2 and answer.across == answer.total - 8
    translated = [hit for hit in shown if hit.path == "x.en.txt"]
    assert {hit.why for hit in translated} == {("translation",)}
    assert "minister" in {hit.text for hit in translated}
    assert [hit.text for hit in translated if hit.block == 3] == ["he spoke"]
    assert not [hit for hit in translated if hit.block > 7]
    only = Search(index, "وزير lang:en", across=True).run()
    assert only.total == only.across == len(translated)
    assert Search(index, "وزير lang:en").run().total == 0
    assert Search(index, "وزير").run().across == 0


def test_hits_over_time(index: Index) -> None:
    put(
        index,
        {
            "1.txt": ("ar", "2021-03-05", "كتاب كتاب هنا"),
            "2.txt": ("ar", "2021-05-01", "كتاب"),
            "3.txt": ("ar", "", "كتاب"),
            "4.txt": ("ar", "2021-04-01", "لا شيء"),
        },
    )
    assert over_time(index, hits(index, "كتاب")) == [
        ("2021-03", 2, 3), ("2021-04", 0, 2), ("2021-05", 1, 1),
    ]  # fmt: skip
    put(index, {"5.txt": ("ar", "1999", "كتاب")})
    years = over_time(index, hits(index, "كتاب"))
    assert years[0] == ("1999", 1, 1) and years[-1] == ("2021", 3, 6) and len(years) == 23
    assert over_time(index, hits(index, "معدوم")) == []


def test_frequencies(index: Index) -> None:
    put(index, {"1.txt": ("ar", "", "مدرسة مدرسة مَدرسه كتاب"), "2.txt": ("ar", "", "بيت بيت")})
    assert frequencies(index)[:2] == [("مدرسة", 3), ("بيت", 2)] or frequencies(index)[0][1] == 3
    assert dict(frequencies(index, hits(index, "كتاب"))) == {"مدرسة": 3, "كتاب": 1}


ROW = ("a.txt", "1", "=HYPERLINK(1)", "+نص", "-x\n<b>", "why", "2021-01-01", "@t")


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    export.write([ROW], [f"h{n}" for n in range(8)], "title", path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 2
    assert rows[1][2:5] == ["'=HYPERLINK(1)", "'+نص", "'-x <b>"] and rows[1][7] == "'@t"


def test_a_page_of_hits_trusts_no_text(tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    export.write([ROW], [f"h{n}" for n in range(8)], "وزير <i>", path)
    page = path.read_text("utf-8")
    assert '<html dir="rtl">' in page and "<i>" not in page and "<b>" not in page
    assert "<mark>+نص</mark>" in page


def test_the_clipboard_has_a_line_for_a_hit() -> None:
    assert export.as_text([ROW]).count("\n") == 1
    assert export.as_text([ROW]).count("\t") == 7


def test_documents_count_wherever_they_stand_in_the_index(index: Index) -> None:
    put(index, {f"{n}.txt": ("ar", "", f"كتاب في البيت {n}") for n in (1, 2, 3)})
    put(index, {"1.txt": ("ar", "", "كتاب في البيت الجديد")})  # comes after the others now
    found = hits(index, "كتاب")
    assert list(found.rows) != sorted(found.rows)
    counted = dict(frequencies(index, found))
    assert counted["البيت"] == 3 and counted["الجديد"] == 1


ORDERS_OF_EQUALS = """
import sys
from pathlib import Path
sys.path[:0] = sys.argv[2:]
from test_concordance import hits, line_up, put
from viewer.core.search.concordance import collocates, counterparts, frequencies
from viewer.core.search.index import Index
from viewer.core.search.translation_finder import translated

index = Index(Path(sys.argv[1]))
lines = ["ألف باء وزير تاء ثاء جيم", "حاء خاء كلام دال ذال راء"] * 4
other = ["alpha beta minister gamma delta", "other words of nothing"] * 4
put(index, {"x.ar.txt": ("ar", "", "\\n".join(lines)), "x.en.txt": ("en", "", "\\n".join(other))})
line_up(index, "x.ar.txt", "x.en.txt")
found = hits(index, "وزير")
print([each.word for each in collocates(index, found)])
print([each.word for each in counterparts(index, found)], frequencies(index, found))
print([each.word for each in translated(index, "وزير").counterparts])
"""


def test_equals_stand_in_one_order_whatever_the_run(tmp_path: Path) -> None:
    """Python's sets give strings in another order in each process."""
    told = set()
    for seed in ("1", "2", "3"):
        here = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
        command = [sys.executable, "-c", ORDERS_OF_EQUALS, str(tmp_path / f"{seed}.db"), *here]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
        told.add(subprocess.run(command, env=environment, capture_output=True, check=True).stdout)
    assert len(told) == 1 and "gamma" in (only := told.pop().decode()) and "ثاء" in only
