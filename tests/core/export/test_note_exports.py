"""Notes taken out to other programs and in from them; quotations; what changed in a text."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from docx import Document as word
from openpyxl import load_workbook

from viewer.core.base.errors import Unreadable
from viewer.core.corpus.changes import Seen
from viewer.core.corpus.scan import File
from viewer.core.export.note_groups import COLUMNS, Labels, Noted, grouped
from viewer.core.export.notes import NOTES_KINDS, html, markdown, write
from viewer.core.export.quotation import Quotation
from viewer.core.notes import import_foreign as importing
from viewer.core.notes.import_foreign import Imported, load_annotations, wanted_names
from viewer.core.notes.note import Link, Note
from viewer.core.text import differences
from viewer.core.text.differences import paragraphs, words
from viewer.core.text.document import Document
from viewer.core.worker.client import Worker

TEXT = "قال الوزير إن الأسعار ارتفعت.\nوصل الكتاب إلى بغداد.\n"
DOCUMENT = Document.of_text(TEXT, language="ar", direction="rtl")


def noted(words_: str, **more: object) -> Noted:
    at = TEXT.index(words_)
    place = DOCUMENT.place(at, at + len(words_))
    note = Note(
        place=place, text="=SUM(A1) <b>قول</b>", tags=("اقتصاد", "x*y"), creator="ليلى",
        links=(Link(path="in/b.en.txt", label="elsewhere"),),
        created="2026-01-02T03:04:05Z", modified="2026-01-03T03:04:05Z",
    )  # fmt: skip
    about = {"title": "الأسعار", "source": "Outlet", "date": "2021-07-31", "paragraph": 1}
    return Noted(note, "in/a.ar.txt", **(about | more))  # type: ignore[arg-type]


NOTES = [noted("الأسعار ارتفعت", translation="prices rose"), noted("الكتاب", date="", title="ب")]
LABELS = Labels(
    title="تقرير", untagged="بلا وسم", undated="بلا تاريخ", direction="rtl", language="ar"
)


@pytest.mark.parametrize("ending", NOTES_KINDS)
@pytest.mark.parametrize("group", ["document", "tag", "date"])
def test_every_kind_holds_quote_translation_and_note(
    tmp_path: Path, ending: str, group: str
) -> None:
    path = tmp_path / f"notes{ending}"
    write(NOTES, path, LABELS, group)
    if ending == ".docx":
        text = "\n".join(p.text for p in word(str(path)).paragraphs)
    elif ending == ".xlsx":
        (sheet,) = load_workbook(path).worksheets
        text = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    else:
        text = path.read_text("utf-8-sig")
    for part in ("الأسعار ارتفعت", "الكتاب", "ليلى", "اقتصاد", "SUM(A1)", "elsewhere"):
        assert part in text, part
    if ending not in (".epub.json", ".hypothesis.json"):
        assert "prices rose" in text and "2021-07-31" in text


def test_a_table_holds_no_formula(tmp_path: Path) -> None:
    write(NOTES, tmp_path / "n.csv", LABELS)
    rows = list(csv.reader(io.StringIO((tmp_path / "n.csv").read_text("utf-8-sig"))))
    assert len(rows) == 3 and len(rows[0]) == len(COLUMNS)
    assert rows[1][COLUMNS.index("note")].startswith("'=")


def test_a_page_holds_no_foreign_markup_and_loads_nothing() -> None:
    evil = noted("الكتاب", title='<script src="http://x">')
    page = html(grouped([evil], LABELS, "document"), LABELS)
    assert "<script" not in page and "<b>" not in page and "default-src 'none'" in page
    assert '<html lang="ar" dir="rtl">' in page


def test_markdown_signs_in_quotes_are_letters() -> None:
    evil = noted("الكتاب", translation="# *not* a [link](x)")
    assert r"\# \*not\* a \[link\](x)" in markdown(grouped([evil], LABELS, "tag"), LABELS)


def test_a_note_with_two_tags_stands_under_both() -> None:
    names = [name for name, _ in grouped(NOTES, LABELS, "tag")]
    assert names == ["x*y", "اقتصاد"]
    assert [name for name, _ in grouped(NOTES, LABELS, "date")] == ["2021-07", "بلا تاريخ"]


@pytest.mark.parametrize("ending", [".jsonld", ".epub.json", ".hypothesis.json"])
def test_what_was_exported_comes_in_again(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"notes{ending}"
    write(NOTES, path, LABELS)
    found = load_annotations(path)
    assert [i.note.place and i.note.place.exact for i in found] == ["الأسعار ارتفعت", "الكتاب"]
    assert [i.note.tags for i in found] == [("اقتصاد", "x*y")] * 2
    assert [i.note.text for i in found] == [NOTES[0].note.text] * 2
    assert [i.note.id for i in found] == [n.note.id for n in NOTES]
    assert "a.ar.txt" in wanted_names(found[0])


def test_brat(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8", newline="\n")
    start = TEXT.index("الكتاب")
    (tmp_path / "a.ann").write_text(
        f"T1\tBook {start} {start + 6}\tالكتاب\nT2\tPerson 4 7;8 10\tالو ير\n"
        "R1\tLike Arg1:T1 Arg2:T2\n#1\tAnnotatorNotes T1\tملاحظة\nnonsense\n",
        "utf-8",
    )
    first, second, *told = load_annotations(tmp_path / "a.ann")
    assert [(each.note.text, each.left) for each in told] == [
        ("R1\tLike Arg1:T1 Arg2:T2", ("kind",)),
        ("nonsense", ("kind",)),
    ]
    assert first.note.tags == ("Book",) and first.note.text == "ملاحظة"
    assert first.note.place == DOCUMENT.place(start, start + 6)
    assert second.note.place is not None and second.note.place.start == 4
    assert wanted_names(first)[0] == "a.txt"


QDE = """<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="p"><Users><User guid="u1" name="Rim"/></Users>
<CodeBook><Codes><Code guid="c1" name="أسعار" color="#00FF00"/></Codes></CodeBook>
<Sources><TextSource guid="s1" name="a" plainTextPath="internal://s1.txt">
<PlainTextSelection guid="p1" startPosition="14" endPosition="28" creatingUser="u1">
<Description>about</Description><Coding guid="x"><CodeRef targetGUID="c1"/></Coding>
</PlainTextSelection></TextSource></Sources></Project>"""


def qdpx(path: Path, qde: str) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("project.qde", qde)
        made.writestr("Sources/s1.txt", "\ufeff" + TEXT.replace("\n", "\r\n"))
    return path


def test_refi_qda_comes_through_the_worker(tmp_path: Path) -> None:
    path = qdpx(tmp_path / "p.qdpx", QDE)
    worker = Worker()
    try:
        (found,) = worker.annotations(path)
    finally:
        worker.close()
    assert found.note.place is not None and found.note.place.exact == TEXT[14:28]
    assert found.note.tags == ("أسعار",) and found.note.colour == "#00ff00"
    assert (found.note.text, found.note.creator, found.source) == ("about", "Rim", "a")


def test_positions_of_refi_qda_count_both_letters_of_a_line_end(tmp_path: Path) -> None:
    start = TEXT.replace("\n", "\r\n").index("الكتاب")
    qde = QDE.replace('"14"', f'"{start}"').replace('"28"', f'"{start + 6}"')
    (found,) = load_annotations(qdpx(tmp_path / "p.qdpx", qde))
    place = found.note.place
    assert place is not None and place.exact == "الكتاب"
    assert place.start == TEXT.index("الكتاب")


def test_a_place_in_pieces_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "a.ann").write_text(
        "T1\tPerson 4 7;8 10\tالو ير\nE1\tDeed:T1\nA1\tNeg E1\n", "utf-8"
    )
    one, *told = load_annotations(tmp_path / "a.ann")
    assert one.left == ("pieces",) and [each.left for each in told] == [("kind",)] * 2


def test_codings_of_whole_texts_come_and_the_rest_of_a_project_is_told(tmp_path: Path) -> None:
    whole = '<Coding guid="y"><CodeRef targetGUID="c1"/></Coding></TextSource>'
    pdf = '<PDFSource guid="s2" name="b"><PDFSelection guid="p2" name="fig. 1"/></PDFSource>'
    qde = QDE.replace("</TextSource>", whole + pdf)
    qde = qde.replace("</Sources>", '</Sources><Sets><Set guid="z" name="old ones"/></Sets>')
    one, two, *told = load_annotations(qdpx(tmp_path / "p.qdpx", qde))
    assert one.note.place is not None and one.note.tags == ("أسعار",)
    assert two.note.place is None and two.note.tags == ("أسعار",) and two.source == "a"
    assert {(each.note.text, each.left) for each in told} == {
        ("PDFSelection fig. 1", ("kind",)), ("Set old ones", ("kind",)),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", b"{"),
        ("a.json", b"\xff\xfe\x00"),
        ("a.qdpx", b"no zip"),
        ("a.json", b"[" * 100_000),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Unreadable):
        load_annotations(tmp_path / name)


def test_a_project_that_defines_entities_is_refused(tmp_path: Path) -> None:
    evil = QDE.replace(
        "<Project", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>\n<Project', 1
    )
    with pytest.raises(Unreadable):
        load_annotations(qdpx(tmp_path / "p.qdpx", evil))


def test_odd_rows_of_hypothesis_do_no_harm(tmp_path: Path) -> None:
    rows = [{"uri": 3, "target": None, "tags": "x", "user": None}, 7, {"uri": "http://x/a%20b.txt"}]
    (tmp_path / "h.json").write_text(json.dumps({"rows": rows}))
    found = load_annotations(tmp_path / "h.json")
    assert len(found) == 2 and "a b" in wanted_names(found[1])
    assert importing.from_json(importing.as_json(found))[1].source == "http://x/a%20b.txt"
    assert wanted_names(Imported(Note())) == []


# Quotations


WHOLE = Quotation(
    "قال (BBC) إن\nوقال", "BBC said", "الجزيرة", "عنوان 12", ("31 July 2021", "٣١ تموز ٢٠٢١"),
    3, "p. 4", "تقرير (2).txt", "ab" * 32, ("ar", "en"),
)  # fmt: skip


def test_a_quotation_for_a_mail_is_quote_translation_source_and_date() -> None:
    """No controls, no hash; the date in the script of the quote."""
    lines = ["«قال (BBC) إن", "وقال»", "“BBC said”", "— الجزيرة، عنوان 12، ٣١ تموز ٢٠٢١، p. 4"]
    assert WHOLE.as_text().splitlines() == lines
    assert not set(WHOLE.as_text() + WHOLE.as_markdown()) & set("\u2066\u2067\u2068\u2069")
    assert "SHA" not in WHOLE.as_html() and "¶" not in WHOLE.as_markdown()


def test_each_paragraph_of_a_quotation_has_its_language() -> None:
    for page in (WHOLE.as_html(), WHOLE.as_html(proof=True)):
        assert page.count('<p lang="ar" dir="rtl">') >= 2
        assert '<p lang="en" dir="ltr">BBC said</p>' in page


def test_a_quotation_with_proof_keeps_its_order_when_pasted() -> None:
    text = WHOLE.as_text(proof=True)
    for line in text.splitlines():
        assert line.count("\u2066") + line.count("\u2067") == line.count("\u2069")
    assert "\u2067«قال (BBC) إن\u2069\n" in text and "\u2066“BBC said”\u2069" in text
    assert "SHA-256 abababababab…" in text and "¶3" in text
    assert WHOLE.as_html(proof=True).count("<bdi>") == 7
    assert WHOLE.as_markdown(proof=True).startswith("> \u2067")


def test_a_quotation_of_little_says_little() -> None:
    assert Quotation("x<y", file="a.txt").as_text() == "“x<y”\n— a.txt\n"
    assert Quotation("x<y").as_text() == "“x<y”\n"
    assert "x&lt;y" in Quotation("x<y").as_html()


# Differences


def test_words_that_changed() -> None:
    pieces = words("قال الوزير أمس", "قال السفير أمس إنه")
    kinds = [(p.kind, p.text) for p in pieces]
    assert ("gone", "الوزير ") in kinds and ("new", "السفير ") in kinds
    assert "".join(t for k, t in kinds if k != "new").strip() == "قال الوزير أمس"
    assert "".join(t for k, t in kinds if k != "gone") == "قال السفير أمس إنه"


def test_paragraphs_that_changed_came_and_went() -> None:
    old = "one two three\n\nfour five six\nseven eight\nnine\n"
    new = "zero\none two 3 three\nfour five six\nnine\n"
    made = paragraphs(old, new)
    texts = [
        (old[c.old[0] : c.old[1]] if c.old else None, new[c.new[0] : c.new[1]] if c.new else None)
        for c in made
    ]
    assert texts == [(None, "zero"), ("one two three", "one two 3 three"), ("seven eight", None)]
    assert paragraphs(old, old) == []


def test_a_large_text_is_compared_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(differences, "TOO_LONG", 50)
    lines = [f"line {n}" for n in range(500)]
    made = paragraphs("\n".join(lines), "\n".join(reversed(lines)))
    assert len(made) >= 500
    assert paragraphs("\n".join(lines), "\n".join([*lines, "new"]))[0].new is not None


# News


def test_news_since_the_last_visit(tmp_path: Path) -> None:
    digests = {"a": "A", "b": "B", "c": "C", "d": "C", "e": "E2"}
    here = [File(p, 10, 1) for p in ("a", "b", "c", "e")]
    seen = Seen(tmp_path / "seen.json")
    assert not seen.news(here, digests.get).marks
    seen.see(here[2], "C")
    seen.see(here[3], "E")
    seen.write()
    now = [File("a", 10, 1), File("b", 11, 2), File("d", 10, 3), File("e", 10, 5), File("f", 1, 1)]
    seen = Seen(tmp_path / "seen.json")
    news = seen.news(now, digests.get)
    assert news.marks == {"b": "edited", "d": "moved", "e": "edited", "f": "new"}
    assert news.moved == {"d": "c"} and news.gone == ()
    for file in now:
        seen.see(file, digests.get(file.path))
    seen.forget("c")
    assert not seen.news(now, digests.get).marks
    assert seen.news(now[1:], digests.get).gone == ("a",)


def test_a_touched_file_is_no_news(tmp_path: Path) -> None:
    seen = Seen(tmp_path / "seen.json")
    seen.news([File("a", 10, 1)], lambda _: None)
    seen.see(File("a", 10, 1), "A")
    assert not seen.news([File("a", 10, 9)], lambda _: "A").marks
    (tmp_path / "seen.json").write_text("[1")
    assert not Seen(tmp_path / "seen.json").news([File("a", 10, 1)], lambda _: None).marks


# What is imported twice, and what cannot be imported


def test_the_same_file_gives_the_same_ids_each_time(tmp_path: Path) -> None:
    (tmp_path / "a.ann").write_text("T1\tBook 0 4\tbook\nA1\tSure T1 yes\n", "utf-8")
    rows = [{"id": "Ab-3_xyz", "uri": "http://x/a.txt", "updated": "2024-01-02T03:04:05Z",
             "user_info": {"display_name": "ليلى"}, "user": "acct:l@h"}]  # fmt: skip
    (tmp_path / "h.json").write_text(json.dumps({"rows": rows}), "utf-8")
    for name in ("a.ann", "h.json"):
        one, two = (load_annotations(tmp_path / name) for _ in range(2))
        assert [i.note.id for i in one] == [i.note.id for i in two]
    assert load_annotations(tmp_path / "a.ann")[0].note.tags == ("Book", "Sure:yes")
    note = load_annotations(tmp_path / "h.json")[0].note
    assert (note.modified, note.creator) == ("2024-01-02T03:04:05Z", "ليلى")


def test_places_that_are_said_otherwise_are_carried_or_told(tmp_path: Path) -> None:
    ranges = {"type": "RangeSelector", "startSelector": {"type": "XPathSelector", "value": "/p[1]"}}
    given = [
        {"id": "urn:a", "type": "Annotation", "target": "a.txt#char=3,9"},
        {"id": "urn:b", "type": "Annotation", "target": {"source": "a.txt", "selector": ranges}},
        {"id": "urn:c", "type": "Annotation", "target": ["a.txt", "b.txt"]},
        {"id": "urn:d", "type": "Annotation", "target": "a.txt"},
    ]
    (tmp_path / "w.json").write_text(json.dumps(given), "utf-8")
    found = {i.note.id: i for i in load_annotations(tmp_path / "w.json")}
    place = found["urn:a"].note.place
    assert place is not None
    assert (place.start, place.end, found["urn:a"].source) == (3, 9, "a.txt")
    left = [found[id].left for id in ("urn:a", "urn:b", "urn:c", "urn:d")]
    assert left == [(), ("place",), ("several",), ()]
    assert sorted(i.source for i in found.values()) == ["a.txt"] * 4 + ["b.txt"]


SECOND = {"source": "b.txt", "selector": {"type": "TextQuoteSelector", "exact": "الجسر"}}


@pytest.mark.parametrize(
    "target",
    [
        ["a.txt#char=3,9", SECOND],
        {"type": "Composite", "items": ["a.txt#char=3,9", SECOND]},
        {"type": "List", "items": ["a.txt#char=3,9", {**SECOND, "type": "SpecificResource"}]},
    ],
)
def test_an_annotation_on_several_places_is_a_note_on_each(tmp_path: Path, target: object) -> None:
    body = {"type": "TextualBody", "value": "both"}
    given = {"id": "urn:x", "type": "Annotation", "body": body, "target": target}
    path = tmp_path / "w.json"
    path.write_text(json.dumps(given), "utf-8")
    first, second = load_annotations(path)
    assert (first.source, second.source) == ("a.txt", "b.txt")
    assert first.note.place is not None and second.note.place is not None
    assert (first.note.place.start, second.note.place.exact) == (3, "الجسر")
    assert {first.note.text, second.note.text} == {"both"}
    assert (first.left, second.left) == (("several",), ())
    assert first.note.id == "urn:x" != second.note.id
    assert load_annotations(path)[1].note.id == second.note.id


def test_of_places_to_choose_from_one_is_taken(tmp_path: Path) -> None:
    choice = {"type": "Choice", "items": [SECOND, {**SECOND, "source": "c.txt"}]}
    path = tmp_path / "w.json"
    path.write_text(json.dumps({"id": "urn:x", "type": "Annotation", "target": choice}), "utf-8")
    (found,) = load_annotations(path)
    assert (found.note.id, found.source, found.left) == ("urn:x", "b.txt", ("choice",))


def test_of_remarks_to_choose_from_the_others_are_told(tmp_path: Path) -> None:
    words = [{"type": "TextualBody", "value": word} for word in ("نعم", "yes")]
    given = {"type": "Annotation", "body": {"type": "Choice", "items": words}, "target": SECOND}
    path = tmp_path / "w.json"
    path.write_text(json.dumps({"id": "urn:y", **given}), "utf-8")
    (found,) = load_annotations(path)
    assert (found.note.text, found.left) == ("نعم", ("choice",))


def test_colours_and_authors_come_back_from_hypothesis(tmp_path: Path) -> None:
    notes = [Note(text=f"{n}", colour=f"#00000{n}", creator=f"قارئ {n} @ بيت") for n in range(5)]
    write([Noted(note, "a.txt") for note in notes], tmp_path / "n.hypothesis.json", LABELS, "")
    found = [i.note for i in load_annotations(tmp_path / "n.hypothesis.json")]
    assert [(n.id, n.colour, n.creator) for n in found] == [
        (n.id, n.colour, n.creator) for n in notes
    ]
