"""PDF: the order of reading, paragraphs, furniture, and files without usable text."""

import json
import random
from itertools import chain
from pathlib import Path
from types import SimpleNamespace

import pytest
from pdf_maker import SAMPLE, pdf, pdf_of_boxes

from viewer.core import formats
from viewer.core.base.errors import Unreadable
from viewer.core.formats import pdf as module
from viewer.core.parsing.pdf.page_characters import Characters
from viewer.core.parsing.pdf.visual_order import (
    Glyph,
    ligature,
    paired,
    plain_letters,
    read_line,
    word,
)


def load(tmp_path, *pages, **how):
    path = tmp_path / "x.pdf"
    path.write_bytes(pdf(pages, **how))
    return formats.load(path)


def texts(document):
    return [block.text for block in document.blocks()]


def drawn(text, width=1.0):
    """Glyphs from left to right, spaces left out."""
    places = [(at * width, letter) for at, letter in enumerate(text) if letter != " "]
    return [Glyph(letter, left, left + width) for left, letter in places]


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("ملاس", "سالم"),
        ("م 12.5% باتك", "كتاب 12.5% م"),
        ("باتك BBC News ةلاكو", "وكالة BBC News كتاب"),
        ("٣ ةعاس", "ساعة ٣"),
        ("باتك 2021/7/31 موي", "يوم 2021/7/31 كتاب"),
        ("باتك COVID-19 ضرم", "مرض COVID-19 كتاب"),
    ],
)
def test_an_arabic_line_is_read_from_the_right(seen, meant):
    assert read_line(drawn(seen), 1.0, rtl=True) == meant


@pytest.mark.parametrize(("middle", "meant"), [(7.6, "ة ك"), (3.0, "ةك"), (11.5, "ةك")])
def test_a_letter_that_hangs_over_a_space_leaves_it_one(middle, meant):
    glyphs = [Glyph("ك", 1.0, 8.9), Glyph("ة", 9.0, 12.0)]
    assert read_line(glyphs, 10.0, rtl=True, drawn_spaces=[middle]) == meant


def test_an_english_line_with_arabic_in_it():
    assert read_line(drawn("the word ملاس now"), 1.0, rtl=False) == "the word سالم now"


def test_ligatures_brackets_and_shapes():
    assert ligature("ال") == "لا" and ligature("لا") == "لا" and ligature("لخ") == "لخ"
    assert ligature("هللا") == "الله" and ligature("\u064bا") == "ا\u064b"
    assert paired("(سلام( و)كتاب( «قيل") == "(سلام) و(كتاب) «قيل"
    assert plain_letters("ﺳﻼﻡ ﷲ café ﬁ \ufe76") == "سلام الله café ﬁ \u064e"


def test_a_paragraph_goes_on_while_its_lines_are_full(tmp_path):
    document = load(
        tmp_path,
        [
            (40, 500, 10, "This line is long enough to fill the whole co-"),
            (40, 488, 10, "lumn and the next one ends early."),
            (40, 476, 10, "Another one begins here and is as long as that"),
            (40, 464, 10, "one was."),
            (40, 430, 10, "After a gap."),
            (40, 400, 18, "A heading"),
        ],
    )
    assert texts(document) == [
        "This line is long enough to fill the whole column and the next one ends early.",
        "Another one begins here and is as long as that one was.",
        "After a gap.",
        "A heading",
    ]
    assert document.kinds == {3: "heading"} and document.direction == "ltr"


def test_a_gap_after_a_sentence_that_fills_its_line_begins_a_paragraph(tmp_path):
    said = "as long as the column of the page is wide and no longer"
    lines = [(40, 500 - 20 * at, 10, said) for at in range(3)] + [(40, 440, 10, f"{said}.")]
    lines += [(40, 414 - 20 * at, 10, said) for at in range(3)]
    assert len(texts(load(tmp_path, lines))) == 2


def test_what_is_on_every_page_is_furniture(tmp_path):
    bodies = ["One thing happened here.", "Then a second one came.", "And a third was the last."]
    pages = [
        [(40, 560, 8, "THE BOOK"), (40, 300, 10, said), (200, 20, 8, str(number))]
        for number, said in enumerate(bodies, 7)
    ]
    document = load(tmp_path, *pages)
    assert [b.text for b in document.blocks() if not b.furniture] == bodies
    assert set(document.furniture.values()) == {"page"} and len(document.furniture) == 6
    assert document.locators == {0: "1", 3: "2", 6: "3"}


def test_the_number_of_an_article_at_the_top_of_pages_is_text(tmp_path):
    articles = (1, 4, 9, 10)
    pages = [
        [(40, 560, 10, f"Article {number}"), (40, 300, 10, "ab" * at), (200, 20, 8, f"- {at} -")]
        for at, number in enumerate(articles, 15)
    ]
    document = load(tmp_path, *pages)
    assert [b.text for b in document.blocks() if b.furniture] == [f"- {n} -" for n in range(15, 19)]


@pytest.mark.parametrize("side", [(1, 12), (2, 3)])
def test_running_heads_with_the_number_of_the_page_are_furniture(tmp_path, side):
    step, first = side  # the second: two pages of a book on each sheet
    pages = [
        [(400, 560, 8, f"{first + step * at} في ذكر المدن 1954"), (400, 300, 10, f"سطر {at * at}")]
        for at in range(4)
    ]
    document = load(tmp_path, *pages)
    assert [b.furniture for b in document.blocks()] == ["page", None] * 4


def test_a_title_over_two_columns_does_not_widen_them(tmp_path):
    column = ["as long as the column", "is wide and so it goes", "on without any end for", "now"]
    page = [(40, 560, 16, "A title over both the columns of it")]
    page += [(40, 500 - 12 * at, 10, text) for at, text in enumerate(column)]
    page += [(230, 500 - 12 * at, 10, text) for at, text in enumerate(column)]
    assert texts(load(tmp_path, page))[1:] == [" ".join(column)] * 2


def test_lines_that_a_file_draws_before_the_one_above_them(tmp_path):
    page = [(40, 500, 10, "one"), (40, 452, 10, "three"), (40, 476, 10, "two"), (40, 428, 10, "4")]
    assert texts(load(tmp_path, page)) == ["one two three 4"]


def test_parts_make_the_whole(tmp_path):
    pages = [[(40, 300, 10, f"This is the page {n} of it.")] for n in range(120)]
    path = tmp_path / "x.pdf"
    path.write_bytes(pdf(pages))
    parts = list(module.parts(path))
    assert len(parts) > 2 and len(parts[0]) <= 5
    assert texts(module.load(path)) == [text for part in parts for text in texts(part)]
    assert len(module.load(path)) == 120 and module.load(path).locators[119] == "120"


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("كتاب 2020/2021", "كتاب 2020/2021"),
        ("untitled", None),
        ("Microsoft Word - letter.doc", None),
        ("final_v2.indd", None),
        ("", None),
    ],
)
def test_what_programs_write_for_a_title_is_none(tmp_path, said, title):
    assert load(tmp_path, [(40, 300, 10, "Text")], title=said).title == title


def test_pages_that_are_pictures_are_named_and_have_no_text(tmp_path):
    path = tmp_path / "x.ar.pdf"
    path.write_bytes(pdf([[], []], picture=True))
    document = module.load(path)
    assert len(document) == 0 and document.unread == [0, 1]
    assert [(each.kind, each.name) for each in document.omissions] == [("scan", "1"), ("scan", "2")]
    assert (document.language, document.direction) == ("ar", "rtl")


def test_letters_that_are_drawn_as_shapes_or_stand_in_a_remark_make_a_page_a_picture(tmp_path):
    path = tmp_path / "x.pdf"
    said = "<</Type/Annot/Subtype/FreeText/Rect[40 400 300 430]/Contents(Hello)/DA(/F 12 Tf)>>"
    for content, leaf, omitted in (
        ("10 10 4 4 re f " * 40, "", True),
        ("10 10 400 1 re f", "", False),
        ("", f"/Annots[{said}]", True),
        ("", "/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]>>]", False),
    ):
        path.write_bytes(pdf_of_boxes(content, leaf=f"/MediaBox[0 0 420 595]{leaf}"))
        document = module.load(path)
        assert bool(document.omissions) == bool(document.unread) == omitted, content


def test_letters_that_the_file_does_not_tell_are_told(tmp_path):
    words = "وصل القطار إلى المحطة والناس في انتظاره"
    lines = [(380, y, 10, words) for y in (300, 340, 380)]
    for codes, told in (({}, []), ({"ل": "\u01c4"}, ["letters"]), ({"ظ": "\ufffd"}, ["letters"])):
        document = load(tmp_path, lines, codes=codes)
        assert [each.kind for each in document.omissions] == told


@pytest.mark.parametrize(
    ("reason", "how"),
    [
        ("password", {"pages": [[(40, 300, 10, "Hidden")]], "password": "secret"}),
        (
            "garbled",
            {
                "pages": [[(40, 300, 10, "whatever it was, nobody can tell any more")]],
                "codes": dict.fromkeys("aeiouthnr", "\ue012"),
            },
        ),
    ],
)
def test_files_without_usable_text(tmp_path, reason, how):
    path = tmp_path / "x.pdf"
    path.write_bytes(pdf(**how))
    with pytest.raises(Unreadable) as error:
        formats.load(path)
    assert error.value.reason == reason


def test_the_outline_in_the_file_leads_to_its_pages_also_in_later_parts(tmp_path):
    path = tmp_path / "x.pdf"
    pages = [[(40, 500, 10, f"Page text {n}"), (40, 300, 10, f"Part {n}")] for n in range(80)]
    path.write_bytes(pdf(pages, outline=[("Part 0", 0), ("باب", 7), ("Part 79", 79)]))
    document = formats.load(path)
    lines = document.lines
    assert [(e.title, lines.block(e.block)) for e in document.outline()] == [
        ("Part 0", "Part 0"), ("باب", "Page text 7"), ("Part 79", "Part 79"),
    ]  # fmt: skip
    place = document.place(lines.start(document.outline()[1].block), lines.start(20))
    assert place.locator == "8"


def test_a_locked_file_opens_with_its_password_alone(tmp_path):
    path = tmp_path / "x.pdf"
    path.write_bytes(pdf([[(40, 300, 10, "Hidden words")]], password="secret"))
    (part,) = formats.load_parts(path, password="secret")
    assert part.text() == "Hidden words"
    with pytest.raises(Unreadable) as error:
        list(formats.load_parts(path, password="wrong"))
    assert error.value.reason == "password"


def test_a_page_with_nothing_is_no_block(tmp_path):
    assert len(load(tmp_path, [], [])) == 0


def test_any_glyphs_make_a_line():
    chance = random.Random(9)
    alphabet = "اللهab19 .()%«\u064b-"
    for _ in range(500):
        said = [
            Glyph(chance.choice(alphabet), at := chance.uniform(0, 50), at + chance.random())
            for _ in range(chance.randint(0, 30))
        ]
        line = read_line(said, 1.0, rtl=chance.random() < 0.5)
        letters = sorted("".join(g.text for g in said).replace(" ", ""))
        assert len(line.replace(" ", "")) == len(letters)


def test_the_sample_is_what_the_maker_makes():
    from pdf_maker import REPORT

    assert SAMPLE.read_bytes() == pdf(REPORT, "تقرير عن النهر")
    golden = json.loads(Path(f"{SAMPLE}.json").read_text("utf-8"))
    assert "شيئًا" in golden["blocks"][3][5] or "شيئاً" in golden["blocks"][3][5]


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("باتك 2021-2019 ماع", "عام 2019-2021 كتاب"),
        ("باتك 25-12-2020 ماع", "عام 2020-12-25 كتاب"),
        ("باتك 14-9-300 مقر", "رقم 300-9-14 كتاب"),
        ("م 75$ وأ $75 ب", "ب 75$ أو $75 م"),
        ("باتك ١٩١٨-١٩١٤ ماع", "عام ١٩١٤-١٩١٨ كتاب"),
        ("باتك ٢٠٢١/٣/١٥ موي", "يوم ٢٠٢١/٣/١٥ كتاب"),
        ("نآلا iPhone 12 فتاه", "هاتف iPhone 12 الآن"),
        ("ربخ Bloom (UK) ةلاكو", "وكالة Bloom (UK) خبر"),
        ("ملق 2021-2019 רפס", "ספר 2021-2019 قلم"),
        ("2019-2021 باتك", "كتاب 2021-2019"),
    ],
)
def test_numbers_stand_as_the_last_letter_before_them_says(seen, meant):
    assert read_line(drawn(seen), 1.0, rtl=True) == meant


def test_a_line_that_goes_on_after_an_arabic_one_begins_with_its_context():
    glyphs = drawn("باتك 2021-2019")
    assert read_line(glyphs, 1.0, rtl=True) == "2021-2019 كتاب"
    assert read_line(glyphs, 1.0, rtl=True, arabic=True) == "2019-2021 كتاب"


def test_words_of_scanned_pages_keep_their_letters_and_numbers():
    one = word([Glyph(letter, 9.0 - at, 10.0 - at) for at, letter in enumerate("1996")], True)
    two = word(
        [Glyph(letter, 19.0 - at, 20.0 - at) for at, letter in enumerate(["ع", "مّ", "ا", "ن"])],
        True,
    )
    three = word([Glyph(letter, 1.0 + at, 2.0 + at) for at, letter in enumerate("ملق")], False)
    assert read_line([one, two, three], 1.0, rtl=True) == "عمّان 1996 قلم"


def test_recognised_lines_of_many_sizes_are_text(tmp_path):
    sizes = (10, 11.4, 10.3, 12.6, 9.5, 13.1, 10.8, 11.9, 9.9, 12.2)
    lines = [
        (30, 500 - 16 * at, size, f"line {at} of a page that was a picture once, all of it text")
        for at, size in enumerate(sizes)
    ]
    page = [(30, 540, 22, "A head in large letters"), *lines]
    document = load(tmp_path, page, picture=True, unseen=True)
    kinds = [(block.kind, block.text[:6]) for block in document.blocks()]
    assert kinds[0] == ("heading", "A head")
    assert {kind for kind, _ in kinds[1:]} == {"paragraph"}
    text = " ".join(texts(document)[1:])
    assert text == " ".join(line[3] for line in lines)
    drawn_ones = load(tmp_path, page)
    assert sum(block.kind == "heading" for block in drawn_ones.blocks()) > 1


def test_a_lam_and_the_alef_that_lies_on_it():
    glyphs = [Glyph("ا", 9, 10, 9, 3), Glyph("أ", 5.1, 9, 5.1, 1), Glyph("ل", 5, 9.1, 5, 2)]
    assert read_line([*glyphs, Glyph("م", 2, 5, 2, 4)], 1.0, rtl=True) == "الأم"


def test_columns_that_are_drawn_row_by_row(tmp_path):
    left = [f"left line {at} goes on and on" for at in range(8)]
    right = [f"right line {at} is as long as it" for at in range(8)]
    rows = [
        [(30, 500 - 12 * at, 10, a), (220, 500 - 12 * at, 10, b)]
        for at, (a, b) in enumerate(zip(left, right, strict=True))
    ]
    text = " ".join(texts(load(tmp_path, list(chain.from_iterable(rows)))))
    assert text == " ".join(left + right)


def test_a_table_of_short_cells_is_read_across(tmp_path):
    rows = [[(30, y, 10, f"Name {y}"), (220, y, 10, "12")] for y in range(500, 400, -20)]
    found = texts(load(tmp_path, list(chain.from_iterable(rows))))
    assert found[0].startswith("Name 500 12")


def test_short_lines_that_end_their_sentences_are_paragraphs(tmp_path):
    said = ["كتب الرجل.", "قال الولد ما قال ثم ذهب.", "سافر.", "جلس الناس في البيت.", "نام الولد."]
    page = [(300, 500 - 14 * at, 10, line) for at, line in enumerate(said)]
    assert texts(load(tmp_path, page)) == said


def test_a_file_whose_pages_lead_nowhere_is_broken_and_one_lost_page_is_told(tmp_path):
    pages = [[(40, 300, 10, f"Words of page {n}")] for n in range(3)]
    whole = pdf(pages).decode("latin-1")
    (tmp_path / "one.pdf").write_bytes(
        whole.replace("/Kids[10 0 R", "/Kids[99 0 R").encode("latin-1")
    )
    document = formats.load(tmp_path / "one.pdf")
    assert [(each.kind, each.name) for each in document.omissions] == [("page", "1")]
    lost = whole.replace("/Kids[10 0 R 12 0 R 14 0 R]", "/Kids[97 0 R 98 0 R 99 0 R]")
    (tmp_path / "all.pdf").write_bytes(lost.encode("latin-1"))
    with pytest.raises(Unreadable) as error:
        formats.load(tmp_path / "all.pdf")
    assert error.value.reason == "broken"


def test_a_font_without_figures_has_them_drawn_after_its_letters(tmp_path):
    letters = (30, 500, 10, "They paid       for it in      or so")
    figures = [(80, 500, 10, "1,200"), (160, 500, 10, "1999")]
    assert texts(load(tmp_path, [letters, *figures])) == ["They paid 1,200 for it in 1999 or so"]


def test_lines_that_all_end_a_sentence_are_paragraphs(tmp_path):
    said = ["The first line ends here.", "So does the second one.", "And so does a third?", "Yes."]
    page = [(30, 500 - 22 * at, 10, line) for at, line in enumerate(said)]
    assert texts(load(tmp_path, page)) == said


def placed(said):
    """Letters and marks as a file draws them: (text, left, right, number, run)."""
    return [Glyph(text, left, right, left, at, run=run) for text, left, right, at, run in said]


def test_a_mark_beside_its_letter_is_of_the_one_that_the_file_has_it_behind():
    letters = [("ك", 9, 12, 0), ("َ", 10, 11, 1), ("ت", 6, 9, 2), ("َ", 7, 8, 3), ("ب", 3, 6, 4)]
    leaning = [*letters, ("ُ", 2, 3, 5), ("ل", 0, 3, 6)]
    glyphs = placed([(*each, 1) for each in leaning])
    assert read_line(glyphs, 5.0, rtl=True) == "كَتَبُل"
    alone = placed([(*each, None) for each in leaning])
    assert read_line(alone, 5.0, rtl=True) == "كَتَبلُ"


def test_a_mark_that_is_drawn_alone_is_of_the_letter_drawn_next():
    said = [("َ", 10, 11, 1, 4), ("ك", 9, 12, 0, 5), ("ُ", 5.5, 6.5, 3, 2), ("ت", 6, 9, 2, 3)]
    assert read_line(placed([*said, ("ب", 2, 6, 4, 1)]), 5.0, rtl=True) == "كَتُب"


def test_a_mark_never_stands_over_a_sign():
    said = [("ك", 6, 9, 0, 1), (":", 4, 6, 1, 1), ("ُ", 4.5, 5.5, 2, 2)]
    assert read_line(placed(said), 5.0, rtl=True) == "كُ:"


def test_a_plain_alef_bears_no_vowel():
    assert read_line([Glyph("لا", 0, 4), Glyph("َ", 0, 1)], 5.0, rtl=True) == "لَا"
    assert read_line([Glyph("لا", 0, 4), Glyph("ّ", 0.5, 1)], 5.0, rtl=True) == "لاّ"
    assert read_line([Glyph("لا", 0, 4), Glyph("ّ", 3, 4)], 5.0, rtl=True) == "لّا"


def test_a_number_that_the_file_draws_before_the_letters_is_read_before_them():
    runs = {"ب": 1, "7": 2, "5": 2, "-": 3, "A": 4, "ن": 5}
    glyphs = [
        Glyph(letter, 9.0 - at, 10.0 - at, 9.0 - at, at, run=runs[letter], font=1)
        for at, letter in enumerate("ب57-Aن")
    ]
    assert read_line(glyphs, 1.0, rtl=True) == "ب75-Aن"
    for letter, glyph in zip("ب57-Aن", glyphs, strict=True):
        glyph.run = 10 - runs[letter]
    assert read_line(glyphs, 1.0, rtl=True) == "بA-75ن"


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("ابيرقت km/h 300 ةعرس", "سرعة 300 km/h تقريبا"),
        ("رهش kWh 75", "75 kWh شهر"),
        ("نآلا Windows 11 ماظن", "نظام Windows 11 الآن"),
        ("نآلا Mb 16 ليدوم", "موديل Mb 16 الآن"),
    ],
)
def test_a_number_stands_before_its_unit(seen, meant):
    assert read_line(drawn(seen), 1.0, rtl=True) == meant


def test_a_gap_begins_where_the_pen_stood():
    glyphs = [Glyph("ب", 0, 4), Glyph("ا", 5.5, 6, 4.5), Glyph("ك", 8, 12)]
    assert read_line(glyphs, 5.0, rtl=True) == "ك اب"


def boxes(tmp_path, content, **how):
    path = tmp_path / "x.ar.pdf"
    path.write_bytes(pdf_of_boxes(content, **how))
    return texts(formats.load(path))


def at(x, y, codes):
    return f"BT /F 10 Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj ET "


def cluster(x, letter, mark):
    """A letter and its mark as browsers draw them: two objects, and one text for both."""
    told = (chr(0xFEFF) + letter + mark).encode("utf-16-be").hex()
    drawn = at(x + 1, 400, f"{{{mark}}}") + at(x, 400, f"{{{letter}}}")
    return f"/Span<</ActualText<{told}>>> BDC {drawn} EMC "


def test_two_letters_with_the_same_mark_side_by_side_are_two(tmp_path):
    page = "".join(cluster(200 - 5 * n, letter, "َ") for n, letter in enumerate("كتتتب"))
    assert boxes(tmp_path, page) == ["كَتَتَتَبَ"]


def test_marks_that_a_file_draws_before_their_line_are_in_it(tmp_path):
    first = "".join(at(300 - 5 * n, 500, f"{{{c}}}") for n, c in enumerate("كتبت"))
    second = "".join(at(300 - 5 * n, 450, f"{{{c}}}") for n, c in enumerate("ساروا"))
    found = boxes(tmp_path, first + at(300, 447, "{ِ}") + second)
    assert found == ["كتبت", "سِاروا"]


def test_what_lengthens_a_word_to_fill_its_line_says_nothing(tmp_path):
    page = "".join(at(300 - 5 * n, 500, f"{{{c}}}") for n, c in enumerate("كت\x1fا\x1fب"))
    assert boxes(tmp_path, page, flat="\x1f") == ["كتاب"]


def test_parts_of_lines_that_are_drawn_in_turns(tmp_path):
    """Some programs draw what follows a number of both lines after the lines themselves."""
    word = "".join(f"{{{c}}}" for c in "باتك")
    page = at(280, 500, word) + at(280, 450, word) + at(258, 500, word) + at(258, 450, word)
    assert boxes(tmp_path, page) == ["كتاب كتاب", "كتاب كتاب"]


def test_a_bracket_that_closes_on_the_next_line(tmp_path):
    page = [
        (380, 500, 10, "زار الوفد القرية في الصباح الباكر (ومعه كل من"),
        (380, 488, 10, "أراد ذلك) ثم عاد."),
    ]
    (text,) = texts(load(tmp_path, page))
    assert text == "زار الوفد القرية في الصباح الباكر (ومعه كل من أراد ذلك) ثم عاد."


def test_a_page_whose_lines_stand_beside_those_of_the_page_before(tmp_path):
    long = "a line that is long enough to go on in the page after this one"
    document = load(tmp_path, [(20, 300, 6, long)], [(300, 300, 6, "it goes on here")])
    assert " ".join(texts(document)) == f"{long} it goes on here"


def test_a_paragraph_goes_on_in_the_next_column(tmp_path):
    left = [f"left line {at} goes on and on" for at in range(8)]
    right = [f"right line {at} goes on and" for at in range(8)]
    rows = [
        [(30, 500 - 12 * at, 10, a), (220, 500 - 12 * at, 10, b)]
        for at, (a, b) in enumerate(zip(left, right, strict=True))
    ]
    assert texts(load(tmp_path, list(chain.from_iterable(rows)))) == [" ".join(left + right)]


@pytest.fixture
def characters(monkeypatch):
    """Characters of a page at these places, of one size, none of them made up by pdfium."""

    def make(text, places):
        page, upright = object.__new__(Characters), SimpleNamespace(a=1.0, b=0.0)
        asked = {"FPDFText_GetMatrix": lambda *_: True, "FPDFText_IsGenerated": lambda *_: 0}
        parts = {"_origins": places, "_sizes": dict.fromkeys(places, 19.0), "_matrix": upright}
        for name, part in (parts | {"_page": None, "_raw": SimpleNamespace(**asked)}).items():
            monkeypatch.setattr(page, name, part, raising=False)
        page.text = text
        return page

    return make


@pytest.mark.parametrize(("aside", "down", "lines"), [(300, 13, 2), (20, 13, 1), (300, 3, 1)])
def test_a_letter_lower_and_far_aside_begins_a_line(characters, aside, down, lines):
    """Recognised text has letters larger than the pitch of its lines."""
    places = {0: (100, 200), 1: (95, 200), 3: (95 + aside, 200 - down), 4: (90 + aside, 200 - down)}
    assert len(list(characters("اب جد", places).spans())) == lines


@pytest.mark.parametrize(("space", "astray"), [(110, False), (10, True), (300, True)])
def test_a_space_that_stands_elsewhere_has_the_line_read_by_its_places(characters, space, astray):
    page = characters("ab c", {0: (90, 200), 1: (100, 200), 2: (space, 200), 3: (120, 200)})
    assert page.goes_back(list(range(4))) == astray


@pytest.mark.parametrize(
    ("mark", "inked", "read"),
    [
        ("َ", (210, 213), ["ك", "\ufffd", "َ", "ب"]),  # the mark says itself alone
        ("لاَ", (210, 213), ["ك", "\u200b", "لاَ", "ب"]),
        ("إِ", (194, 197), ["ك", "\u200b", "إِ", "ب"]),
        ("لا", (200, 209), ["ك", "\ufffd", "لا", "ب"]),  # a letter beside it, and no mark
    ],
)
def test_a_glyph_without_a_letter_in_an_arabic_word(characters, monkeypatch, mark, inked, read):
    """Some programs give the letters of a ligature to the mark over it, or under it."""
    page = characters("كWxب", {n: (300 - 10 * min(n, 2) + 10 * (n == 2), 200) for n in range(4)})
    inks = [(200, 209), (200, 212), inked, (200, 209)]
    monkeypatch.setattr(page, "ink", lambda at: (0, 0, *inks[at]), raising=False)
    monkeypatch.setattr(page._raw, "FPDFText_HasUnicodeMapError", lambda _, at: int(at == 1), False)
    letters = [("ك", 300), ("W", 290), (mark, 292), ("ب", 280)]
    glyphs = [Glyph(text, x, x + 10, at=at) for at, (text, x) in enumerate(letters)]
    page._doubt(glyphs)
    assert [glyph.text for glyph in glyphs] == read
