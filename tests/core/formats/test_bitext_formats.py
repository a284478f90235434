"""Bilingual files: TMX, XLIFF, PO and tables."""

import csv
import time
from importlib import import_module
from pathlib import Path

import pytest

from viewer.core import formats
from viewer.core.base.errors import Unreadable
from viewer.core.parsing.bilingual.sides import sides_of
from viewer.core.text.document import joined

SAMPLES = Path(__file__).parents[2] / "data" / "formats"
NAMES = ("memory.tmx", "strings.xlf", "strings2.xliff", "program.po", "pairs.tsv", "rows.csv")


def load(tmp_path, name, text, coding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text.encode(coding))
    return formats.load(path)


def sides(document):
    return {
        side: [(unit, block.text) for unit, block in zip(each.units, each.blocks(), strict=True)]
        for side, each in document.sides().items()
    }


def tmx(*units):
    body = "".join(
        "<tu>"
        + "".join(f'<tuv xml:lang="{tag}"><seg>{text}</seg></tuv>' for tag, text in unit)
        + "</tu>"
        for unit in units
    )
    return f'<tmx version="1.4"><header adminlang="fr"/><body>{body}</body></tmx>'


def test_sides_are_named_and_arabic_comes_first():
    assert sides_of(["en-US", "EN_gb", "ar_EG", "fa", "fr"]) == {
        "ar": "ar-EG",
        "fa": "fa",
        "en": "en-US",
        "en-2": "en-GB",
        "fr": "fr",
    }


def test_the_paths_of_the_sides_lie_in_the_file(tmp_path):
    document = load(tmp_path, "x.tmx", tmx([("en", "a"), ("ar", "ا")]))
    assert document.path == tmp_path / "x.tmx" / "ar" and document.file == tmp_path / "x.tmx"
    assert document.others[0].path == tmp_path / "x.tmx" / "en"


def test_regions_of_one_language_are_one_side_unless_they_meet(tmp_path):
    apart = load(tmp_path, "a.tmx", tmx([("en-US", "a")], [("en-GB", "b"), ("ar", "ب")]))
    assert sides(apart) == {"ar": [(1, "ب")], "en": [(0, "a"), (1, "b")]}
    met = load(tmp_path, "b.tmx", tmx([("en-US", "a"), ("en-GB", "b")], [("ar", "ب")]))
    assert sides(met) == {"ar": [(1, "ب")], "en": [(0, "a")], "en-2": [(0, "b")]}


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_encodings_of_xml(tmp_path, coding):
    said = {"utf-8-sig": "utf-8", "cp1256": "windows-1256"}.get(coding, coding)
    text = f'<?xml version="1.0" encoding="{said}"?>' + tmx([("ar", "سلام"), ("en", "peace")])
    document = load(tmp_path, "x.tmx", text, coding)
    assert document.text() == "سلام" and document.others[0].text() == "peace"


def test_characters_that_xml_forbids_are_left_out(tmp_path):
    document = load(tmp_path, "x.tmx", tmx([("en", "a\x02b&#x1F;c&#31;d&#9;e")]))
    assert document.text() == "abcd\te"


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x SYSTEM "<x" [<!ENTITY a "ha"><!ENTITY b "'
    + "&a;" * 50
    + '"><!ENTITY c "'
    + "&b;" * 50
    + '">]>'
)


@pytest.mark.parametrize(
    "text",
    [
        LAUGHS + tmx([("en", "&c;")]),
        '<!DOCTYPE tmx [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + tmx([("en", "&f;")]),
        tmx([("en", "&nothing;")]),
        tmx([("en", "cut")])[:-30],
        "<html><body>no memory</body></html>",
        "<tmx>" + "<a>" * 100_000,
        "only words",
    ],
)
def test_hostile_xml_is_broken(tmp_path, text):
    for suffix in (".tmx", ".xlf"):
        with pytest.raises(Unreadable) as error:
            load(tmp_path, f"x{suffix}", text)
        assert error.value.reason == "broken"


@pytest.mark.slow
def test_a_segment_of_ten_megabytes(tmp_path):
    long = "كلمة " * 2_000_000
    document = load(tmp_path, "x.tmx", tmx([("ar", long), ("en", "word")]))
    assert len(document.text()) == len(long.strip())
    assert load(tmp_path, "x.csv", f'a,"{long}"\n').text() == f"a\t{long.strip()}"


@pytest.mark.parametrize("name", NAMES)
def test_parts_make_the_whole(name):
    module = import_module(f"viewer.core.formats.{formats.SUFFIXES[Path(name).suffix]}")
    whole, again = formats.load(SAMPLES / name), joined(module.parts(SAMPLES / name))
    assert whole.as_json() == again.as_json()


def test_the_first_part_is_small_and_units_go_on(tmp_path):
    path = tmp_path / "x.tmx"
    path.write_text(tmx(*([("ar", f"ا {n}"), ("en", f"a {n}")] for n in range(6000))))
    parts = list(import_module("viewer.core.formats.tmx").parts(path))
    assert [len(part) for part in parts] == [200, 5000, 800]
    assert parts[1].units[0] == 200 and parts[2].others[0].units[-1] == 5999
    assert formats.load(path).units.tolist() == list(range(6000))


def test_xliff_without_a_target_language_is_told_by_its_text(tmp_path):
    document = load(
        tmp_path,
        "x.xlf",
        '<xliff version="1.2"><file source-language="en"><body><trans-unit><source>Go home now'
        "</source><target>عد إلى بيتك الآن</target></trans-unit></body></file></xliff>",
    )
    assert sides(document) == {"ar": [(0, "عد إلى بيتك الآن")], "en": [(0, "Go home now")]}


def test_po_header_language_and_damage(tmp_path):
    head = 'msgid ""\nmsgstr "Language: fa\\nX-Source-Language: de\\n"\n'
    document = load(tmp_path, "x.po", head + 'msgid "Tür"\nmsgstr "در"\n\nmsgid "a\nmsgstr "b')
    assert sides(document) == {"fa": [(0, "در"), (1, "b")], "de": [(0, "Tür"), (1, "a")]}
    with pytest.raises(Unreadable):
        load(tmp_path, "y.po", "no messages\nat all\n")


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.tsv", "قال إن هذا حسن\tHe said it is good\n", {"ar": "قال إن هذا حسن"}),
        ("b.csv", "ar;en\nسلام;peace\n", {"ar": "سلام", "en": "peace"}),
        ("c.csv", "id,source,target\n1,acute fever,حمى حادة\n", {"en": "acute fever"}),
        ("d.csv", "sep=|\nArabic|English|French\nنعم|yes|\n", {"ar": "نعم", "en": "yes"}),
        ("e.csv", 'en,ar\n"a\nb","ا, ب"\n', {"en": "a\u2028b", "ar": "ا, ب"}),
        ("f.tsv", '"Stop" he said to them\tقال لهم "قف"\n', {"en": '"Stop" he said to them'}),
    ],
)
def test_tables_in_two_languages(tmp_path, name, text, expected):
    found = {side: texts[0][1] for side, texts in sides(load(tmp_path, name, text)).items()}
    assert found | expected == found and next(iter(found)) == "ar"


def test_other_tables_are_rows(tmp_path):
    document = load(tmp_path, "x.csv", 'name,age\n"Omar, son of Ali",30\n')
    assert [b.text for b in document.blocks()] == ["name\tage", "Omar, son of Ali\t30"]
    assert {b.kind for b in document.blocks()} == {"table"} and not document.side
    unclosed = load(tmp_path, "y.csv", 'a,b\n"c,d\ne,f\n')
    assert len(unclosed) == 3


def test_a_table_in_windows_1256(tmp_path):
    text = "ar,en\n" + "هذه مدينة قديمة على النهر,This is an old city on the river\n" * 5
    document = load(tmp_path, "x.csv", text, "cp1256")
    assert document.encoding.name == "windows-1256" and document.block(0).text[:3] == "هذه"


def test_the_limit_of_a_cell_is_lifted(tmp_path):
    csv.field_size_limit(10)
    assert len(load(tmp_path, "x.tsv", "a" * 100 + "\tb\n")) == 1


def test_twenty_thousand_units_in_no_time(tmp_path):
    path = tmp_path / "x.tmx"
    path.write_text(tmx(*([("ar", f"جملة {n}"), ("en", f"line {n}")] for n in range(20_000))))
    begun = time.perf_counter()
    assert len(formats.load(path)) == 20_000
    assert time.perf_counter() - begun < 10


def test_a_unit_without_text_is_told_of(tmp_path):
    text = tmx([("en", "a"), ("ar", "ا")], [], [("en", "c"), ("ar", "ج")])
    document = load(tmp_path, "x.tmx", text.replace("<tu></tu>", '<tu><tuv xml:lang="en"/></tu>'))
    assert [(each.kind, each.name) for each in document.omissions] == [("unit", "2")]
    assert sides(document) == {"ar": [(0, "ا"), (2, "ج")], "en": [(0, "a"), (2, "c")]}


def test_an_xliff_of_a_translation_program(tmp_path):
    text = (
        '<xliff version="1.2" xmlns:sdl="x"><file source-language="en-US" target-language="ar-SA">'
        '<header><reference><internal-file form="base64">AAAA</internal-file></reference></header>'
        '<body><trans-unit id="1"><source>One. Two.</source><seg-source><mrk mtype="seg" mid="1">'
        'One.</mrk> <mrk mtype="seg" mid="2">Two.</mrk></seg-source><target><mrk mtype="seg" '
        'mid="1">أول.</mrk> <mrk mtype="seg" mid="2">ثان.</mrk></target></trans-unit></body></file>'
        "</xliff>"
    )
    document = load(tmp_path, "x.sdlxliff", text)
    assert sides(document) == {"ar": [(0, "أول."), (1, "ثان.")], "en": [(0, "One."), (1, "Two.")]}
