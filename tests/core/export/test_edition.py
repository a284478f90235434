"""Editions as files: what stands in them, what may not, and whose files they touch."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from lxml import html

from viewer.core.export.bitext import Bitext, Facts, FootnoteRef, Unit, UnitLine, UnitNote
from viewer.core.export.edition.write import NotAnEdition, write_edition

EVIL = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)> &amp; ${1} \u2028"
MINE = frozenset(["en-mine"])
LOADING = ["img", "iframe", "object", "embed", "audio", "video", "source", "link", "base", "form"]


def work(number: int = 1, text: str = "وصل السفير إلى بغداد") -> Bitext:
    notes = (UnitNote("ar", "السفير", f"من هو؟ {EVIL}", "ليلى", ("سفر", "x"), "#2ea8e5"),)
    head = {"ar": (UnitLine("الفصل", "heading", 1),), "en": (UnitLine("Chapter", "heading", 1),)}
    listed = (UnitLine("واحد", "list", 1, "١."), UnitLine("اثنان", "list", 2, "•"))
    return Bitext(
        f"name {number}",
        {"en": "en", "ar": "ar", "en-mine": "en"},
        [
            Unit({"ar": "الفصل", "en": "Chapter"}, level=1, blocks=head),
            Unit({"ar": text, "en": "The ambassador came to Baghdad"}, notes=notes),
            Unit({"ar": "واحد\nاثنان", "en-mine": "one"}, mine=MINE, blocks={"ar": listed}),
            Unit({"ar": "أ\tب", "en": EVIL}, blocks={"ar": (UnitLine("أ\tب", "table"),)}),
        ],
        {"ar": Facts("السفير", "كاتب", "2021-07-03"), "en": Facts(f"Title {EVIL}")},
        (UnitNote("en", "", "on the whole"),),
    )  # fmt: skip


def page(path: Path) -> html.HtmlElement:
    return html.fromstring(path.read_bytes().decode("utf-8"))


def test_rows_say_language_and_direction_and_notes_stand_beside_their_words(tmp_path: Path) -> None:
    write_edition([work()], tmp_path / "e.html", "عنوان", "ar")
    made = page(tmp_path / "e.html")
    assert (made.get("lang"), made.get("dir")) == ("ar", "rtl")
    row = made.get_element_by_id("t1-2")
    first, second, *_ = row.xpath(".//*[contains(@class, 'cell')]")
    assert (first.get("lang"), first.get("dir"), second.get("lang")) == ("ar", "rtl", "en")
    mark = first.xpath(".//mark")[0]
    assert mark.text == "السفير" and mark.get("class") == "k2ea8e5"
    number = mark.getnext().get("href").removeprefix("#")
    note = made.get_element_by_id(number)
    assert "من هو؟" in note.text_content() and note.get("class") == "note k2ea8e5"
    assert f".k{'2ea8e5'}{{--k:#2ea8e5}}" in made.xpath("//style")[0].text
    assert made.get_element_by_id("t1-1").xpath(".//h3")
    assert [m.text for m in made.xpath("//*[@class='marker']")] == ["١. ", "• "]
    assert len(made.get_element_by_id("t1-4").xpath(".//td")) == 2
    assert "ترجمة خاصة" in made.get_element_by_id("t1-3").text_content()
    assert "on the whole" in made.get_element_by_id("t1-0").text_content()
    tags = [each.text_content() for each in made.xpath("//h4//bdi")]
    assert tags == ["x", "سفر"]


def test_nothing_of_a_stranger_is_markup_and_nothing_is_loaded(tmp_path: Path) -> None:
    write_edition([work(1, EVIL), work(2)], tmp_path / "f", EVIL, "en")
    write_edition([work(1, EVIL)], tmp_path / "one.html", EVIL, "en")
    for path in [*tmp_path.rglob("*.html")]:
        made = page(path)
        policy = made.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
        assert policy.startswith("default-src 'none'; ") and "unsafe" not in policy
        assert "http:" not in policy and "https:" not in policy and "*" not in policy
        assert not made.xpath("//@*[starts-with(name(), 'on')]") and not made.xpath("//@style")
        loads = [e for name in LOADING for e in made.iter(name) if e.get("id") != "search"]
        assert [e.get("href") for e in loads] in ([], ["edition.css"], ["../edition.css"])
        for script in made.iter("script"):
            source = script.get("src") or ""
            assert source in ("", "edition.js", "../edition.js")
            assert "alert(1)" not in (script.text or "").replace("\\u003c/script>", "") or (
                script.get("type") == "application/json" or source == ""
            )
        assert not [a for a in made.xpath("//a/@href") if re.match(r"[a-z]+:", a)]
    for path in (tmp_path / "f").rglob("*.js"):
        assert "</script" not in path.read_text("utf-8") and "\u2028" not in path.read_text("utf-8")


def test_every_link_of_a_folder_leads_somewhere(tmp_path: Path) -> None:
    write_edition([work(n) for n in (1, 2, 3)], tmp_path / "f", "Letters", "en")
    pages = {path.resolve(): page(path) for path in (tmp_path / "f").rglob("*.html")}
    assert len(pages) == 5
    for path, made in pages.items():
        ids = made.xpath("//@id")
        assert len(ids) == len(set(ids)), path
        for link in made.xpath("//a/@href"):
            name, _, anchor = link.partition("#")
            target = (path.parent / name).resolve() if name else path
            assert target in pages, link
            assert not anchor or pages[target].xpath(f"//*[@id='{anchor}']"), link


def test_only_an_empty_folder_or_an_edition_is_written_to(tmp_path: Path) -> None:
    folder = tmp_path / "f"
    folder.mkdir()
    (folder / "letter.txt").write_text("mine")
    with pytest.raises(NotAnEdition):
        write_edition([work()], folder, "T", "en")
    assert [p.name for p in tmp_path.rglob("*")] == ["f", "letter.txt"]
    (folder / "letter.txt").unlink()
    write_edition([work(n) for n in (1, 2)], folder, "T", "en")
    (folder / "CNAME").write_text("mine")
    write_edition([work(3)], folder, "T", "en")
    assert (folder / "CNAME").read_text() == "mine"
    assert [p.name for p in (folder / "texts").iterdir()] == ["0001.html"]
    assert not list(tmp_path.glob(".hashiya-*"))


def test_an_edition_that_is_stopped_leaves_all_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "f"
    write_edition([work()], folder, "Before", "en")

    def stopped() -> Iterator[Bitext]:
        yield work(2)
        raise KeyboardInterrupt

    before = {path: path.read_bytes() for path in folder.rglob("*.*")}
    with pytest.raises(KeyboardInterrupt):
        write_edition(stopped(), folder, "After", "en")
    assert {path: path.read_bytes() for path in folder.rglob("*.*")} == before
    assert not list(tmp_path.glob(".hashiya-*"))


def test_what_is_left_out_of_a_text_is_nowhere_in_its_edition(tmp_path: Path) -> None:
    extras = ("والإعلانات بجانبها لمشتركينا",)
    write_edition([replace(work(), extras=extras)], tmp_path / "f", "T", "en")
    for path in (tmp_path / "f").rglob("*.*"):
        said = path.read_text("utf-8")
        assert "علانات" not in said and "مشترك" not in said


@pytest.mark.parametrize("name", ["f", "one.html"])
def test_an_edition_can_be_stopped_at_each_step(tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    write_edition([work()], out, "Before", "en")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.*") if path.is_file()}
    steps = count(1)

    def asked() -> None:
        if next(steps) == last:
            raise InterruptedError

    last = 0
    write_edition([work(2)], tmp_path / "other", "After", "en", asked)
    shutil.rmtree(tmp_path / "other")
    for last in range(1, next(steps)):
        steps = count(1)
        try:
            write_edition([work(2)], out, "After", "en", asked)
        except InterruptedError:
            found = {path: path.read_bytes() for path in tmp_path.rglob("*.*") if path.is_file()}
            assert found == before
        else:  # one page takes fewer steps
            assert last > 1 and name == "one.html"
            break


def test_a_work_in_one_language_and_an_edition_of_nothing(tmp_path: Path) -> None:
    alone = Bitext("x", {"und": "und"}, [Unit({"und": "text"})])
    write_edition([alone], tmp_path / "a.html", "x", "en")
    made = page(tmp_path / "a.html")
    assert not made.xpath("//*[@id='columns']") and not made.xpath("//*[@lang='und']")
    write_edition([], tmp_path / "b", "x", "en")
    assert (tmp_path / "b" / "index.html").exists()


def test_a_title_that_is_the_first_row_is_told_once(tmp_path: Path) -> None:
    head = {"ar": (UnitLine("عنوان", "heading", 1),), "en": (UnitLine("Title", "heading", 1),)}
    units = [Unit({"ar": "عنوان", "en": "Title"}, level=1, blocks=head), Unit({"ar": "نص"})]
    facts = {"ar": Facts("عنوان"), "en": Facts("Title", "", "2021-07-03")}
    made = Bitext("x", {"ar": "ar", "en": "en"}, units, facts)
    write_edition([made], tmp_path / "f", "T", "en")
    text = page(tmp_path / "f" / "texts" / "0001.html")
    assert [h.text for h in text.xpath("//h1")] == ["عنوان", "Title"] and not text.xpath("//h2")
    assert text.xpath("//time")


def test_the_first_line_of_a_text_that_says_no_title_is_its_heading(tmp_path: Path) -> None:
    units = [Unit({"ar": "صديقي العزيز", "en": "My dear friend"}), Unit({"ar": "نص"})]
    write_edition([Bitext("letter", {"ar": "ar", "en": "en"}, units)], tmp_path / "f", "T", "en")
    text = page(tmp_path / "f" / "texts" / "0001.html")
    assert [h.text for h in text.xpath("//h1")] == ["صديقي العزيز", "My dear friend"]
    assert "My dear friend" in page(tmp_path / "f" / "index.html").text_content()


def test_the_number_of_a_footnote_is_none_of_the_words(tmp_path: Path) -> None:
    line = UnitLine("in 2021¹ too", footnotes=(FootnoteRef(7, 8, "a footnote"),))
    made = Bitext("x", {"en": "en"}, [Unit({"en": line.text}, blocks={"en": (line,)})])
    write_edition([made], tmp_path / "f", "T", "en")
    assert "in 2021 too" in (tmp_path / "f" / "data" / "1.js").read_text("utf-8")
    (shown,) = page(tmp_path / "f" / "texts" / "0001.html").xpath("//p[@class='line']")
    assert shown.text_content() == line.text and shown.xpath("./span[@class='ref foot-ref']")
