"""Documents as bitexts: rows, sentences inside them, pins, the verb, and what is exported."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook

from viewer.cli import main as cli
from viewer.core import formats
from viewer.core.bitext import alignment
from viewer.core.bitext.aligner import Bead
from viewer.core.bitext.alignment import Alignment, Cache, answers, estimate, question
from viewer.core.export.bitext import BITEXT_KINDS, bitext_of, write
from viewer.core.text.document import Document
from viewer.core.worker.client import Worker

ARABIC = [
    "تقرير عن المياه",
    "زار أوباما القاهرة في 4 يونيو 2009 وألقى خطابا. حضر الخطاب 3000 شخص.",
    "+ الخط -",
    "قال الوزير إن الأسعار ارتفعت 12 في المئة. وأضاف أن حكومة بغداد كانت تتوقع ذلك منذ 7 أشهر.",
    "ثم غادر الوفد إلى بغداد.",
]
STORY = [*ARABIC[:2], *ARABIC[3:]]
ENGLISH = [
    "A report on water",
    "Obama visited Cairo on 4 June 2009 and gave a speech. 3000 people attended the speech.",
    "The minister said that prices rose by 12 percent.",
    "He added that the Baghdad government had expected this for 7 months.",
    "Then the delegation left for Baghdad.",
]


def documents() -> tuple[Document, Document]:
    arabic = Document.of_text("\n".join(ARABIC), language="ar", direction="rtl")
    arabic.furniture[2] = "control"
    return arabic, Document.of_text("\n".join(ENGLISH), language="en")


def aligned(pins: list[tuple[range, range]] | None = None) -> Alignment:
    before, after = documents()
    *_, answer = answers(question(before, after, pins or (), semantic=False))
    return Alignment.of(before, after, answer, pins or ())


def blocks(made: Alignment) -> list[tuple[list[int], list[int]]]:
    return [(made.blocks(k, True), made.blocks(k, False)) for k in range(len(made.beads))]


def test_furniture_is_left_out_and_keeps_its_number() -> None:
    made = aligned()
    assert blocks(made) == [([0], [0]), ([1], [1]), ([3], [2, 3]), ([4], [4])]
    assert made.bead_of(2, True) is None
    assert [made.bead_of(block, True) for block in (0, 1, 3, 4)] == [0, 1, 2, 3]
    assert [made.bead_of(block, False) for block in range(5)] == [0, 1, 2, 2, 3]


def test_sentences_inside_a_bead_find_each_other() -> None:
    made = aligned()
    mine, theirs = made.counterpart(1, 60, True)
    assert [ENGLISH[b][s:e] for b, s, e in theirs] == ["3000 people attended the speech."]
    assert [ARABIC[b][s:e] for b, s, e in mine] == ["حضر الخطاب 3000 شخص."]
    back = made.counterpart(3, 5, False)
    assert [ARABIC[b][s:e] for b, s, e in back[1]] == [
        "وأضاف أن حكومة بغداد كانت تتوقع ذلك منذ 7 أشهر."
    ]
    assert made.counterpart(2, 0, True) == ([], [])


def test_a_pin_stays_and_is_told() -> None:
    pin = (range(2, 3), range(2, 3))
    made = aligned([pin])
    assert ([3], [2]) in blocks(made)
    assert [made.beads[k].score for k in made.pinned] == [1.0]


def test_every_sentence_is_in_one_pair() -> None:
    made = aligned()
    for first, texts in ((True, ARABIC), (False, ENGLISH)):
        found = [s for k in range(len(made.beads)) for s in made.sentences(k, first)]
        paired = [
            s
            for k in range(len(made.beads))
            for pair in made.pairs(k)
            for s in (pair[0] if first else pair[1])
        ]
        assert paired == found
        assert {block for block, _, _ in found} == set(range(5)) - ({2} if first else set())
        assert all(texts[b][s:e].strip() == texts[b][s:e] for b, s, e in found)


def test_the_estimate_holds_every_paragraph(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alignment, "HEAD", 4)
    before = Document.of_text("\n".join(f"السطر رقم {n}." for n in range(30)))
    after = Document.of_text("\n".join(f"Line number {n}." for n in range(1, 40)))
    made = estimate(before, after)
    assert [b for x in made.beads for b in x.before] == list(range(30))
    assert [b for x in made.beads for b in x.after] == list(range(39))


def test_empty_documents_align() -> None:
    full, empty = Document.of_text("سطر\nآخر"), Document.of_text("")
    for pair in ((full, empty), (empty, full), (empty, empty)):
        *_, answer = answers(question(*pair, semantic=False))
        assert sum(len(b.before) + len(b.after) for b in Alignment.of(*pair, answer).beads) in (
            0,
            2,
        )
        estimate(*pair)


def test_an_answer_about_another_text_is_refused() -> None:
    before, after = documents()
    *_, answer = answers(question(before, after, semantic=False))
    with pytest.raises(ValueError, match="another"):
        Alignment.of(Document.of_text("x"), after, answer)


def test_the_cache_keeps_an_answer_and_no_other(tmp_path: Path) -> None:
    before, after = documents()
    asked = question(before, after, semantic=False)
    *_, answer = answers(asked)
    cache = Cache(tmp_path)
    assert cache.get(asked) is None
    cache.put(asked, answer)
    assert cache.get(asked) == json.loads(json.dumps(answer))
    assert cache.get(question(before, after, [(range(1), range(1))], semantic=False)) is None
    for file in tmp_path.rglob("*.json"):
        file.write_text("{", "utf-8")
    assert cache.get(asked) is None


def test_a_worker_aligns() -> None:
    before, after = documents()
    worker = Worker()
    try:
        found = list(worker.align(question(before, after, semantic=False), 60))
    finally:
        worker.close()
    assert [row[:4] for row in found[-1]["beads"]] == [
        [0, 1, 0, 1], [1, 2, 1, 2], [2, 3, 2, 4], [3, 4, 4, 5],
    ]  # fmt: skip


# The verb


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    for name, lines in (("a.ar.txt", STORY), ("a.en.txt", ENGLISH)):
        (tmp_path / name).write_text("\n".join(lines) + "\n", "utf-8")
    return str(tmp_path / "a.ar.txt"), str(tmp_path / "a.en.txt")


def test_align_prints_json(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["align", *files, "--json", "--plain"]) == 0
    beads = json.loads(capsys.readouterr().out)["beads"]
    assert [(b["ar"], b["en"]) for b in beads][-2:] == [([2], [2, 3]), ([3], [4])]
    assert all(0 <= b["score"] <= 1 for b in beads)


def test_align_prints_segments_as_vecalign_does(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["align", "--sentences", "--plain", *files]) == 0
    assert "[2]:[2, 3]" in capsys.readouterr().out.splitlines()


@pytest.mark.slow
def test_align_says_what_is_wrong(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert cli.main(["align", files[0], str(tmp_path / "none.txt")]) == 2
    assert "none.txt" in capsys.readouterr().err
    assert cli.main(["align", *files, "--tmx", str(tmp_path / "no" / "x.tmx")]) == 2
    assert cli.main(["align", *files, "--tmx", str(tmp_path / "x.pdf")]) == 2
    assert cli.main(["align", files[0]]) == 2


# What is exported


def test_tmx_comes_back_as_it_went(files: tuple[str, str], tmp_path: Path) -> None:
    out = tmp_path / "out.tmx"
    assert cli.main(["align", *files, "--plain", "--tmx", str(out)]) == 0
    back = formats.load(out)
    bitext = bitext_of("a", aligned(), ("ar", "en"))
    assert back.units is not None and back.others[0].units is not None
    for side, document in back.sides().items():
        found: dict[int, str] = {}
        for block, unit in zip(document.blocks(), document.units or (), strict=True):
            found[unit] = block.text.replace("\u2028", "\n")
        expected = {k: u.texts[side] for k, u in enumerate(bitext.units) if side in u.texts}
        assert found == expected


def test_tmx_has_only_what_its_dtd_allows(tmp_path: Path) -> None:
    """The content models of TMX 1.4b, written down from its specification."""
    out = tmp_path / "x.tmx"
    write([bitext_of("عمل <1> & آخر", aligned(), ("ar", "en"))], out)
    dtd = etree.DTD(
        external_id=None,
        file=io.StringIO(
            """
            <!ELEMENT tmx (header, body)> <!ATTLIST tmx version CDATA #FIXED "1.4">
            <!ELEMENT header (note|prop|ude)*>
            <!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED
             segtype (block|paragraph|sentence|phrase) #REQUIRED o-tmf CDATA #REQUIRED
             adminlang CDATA #REQUIRED srclang CDATA #REQUIRED datatype CDATA #REQUIRED>
            <!ELEMENT body (tu*)> <!ELEMENT tu ((note|prop)*, tuv+)>
            <!ELEMENT tuv ((note|prop)*, seg)> <!ATTLIST tuv xml:lang CDATA #REQUIRED>
            <!ELEMENT seg (#PCDATA)> <!ELEMENT prop (#PCDATA)> <!ATTLIST prop type CDATA #REQUIRED>
            <!ELEMENT note (#PCDATA)> <!ELEMENT ude (#PCDATA)>
            """
        ),
    )
    tree = etree.parse(str(out))
    assert dtd.validate(tree), dtd.error_log


@pytest.mark.parametrize("suffix", BITEXT_KINDS)
def test_every_kind_of_file_holds_every_word(suffix: str, tmp_path: Path) -> None:
    made = aligned()
    out = tmp_path / f"out{suffix}"
    write([bitext_of("عمل", made, ("ar", "en"))] * 2, out)
    if suffix == ".docx":
        text = zipfile.ZipFile(out).read("word/document.xml").decode("utf-8")
        assert "<w:bidi/>" in text and "<w:rtl/>" in text and "w:bidiVisual" in text
    elif suffix == ".xlsx":
        (sheet,) = load_workbook(out).worksheets
        text = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    else:
        text = out.read_text("utf-8")
    for line in [*ARABIC[:2], *ARABIC[3:], *ENGLISH]:
        assert text.count(line) == 2
    assert ARABIC[2] not in text
    if suffix in formats.SUFFIXES:
        assert len(formats.load(out)) > 0


def test_controls_and_markup_do_not_break_a_file(tmp_path: Path) -> None:
    before = Document.of_text("أ\x01ب <b> | * \ufffe & \ud800", language="ar", direction="rtl")
    after = Document.of_text("a\x0b</seg> | # ]]>", language="en")
    made = Alignment(before, after, [Bead(range(1), range(1), 1.0)])
    for suffix in BITEXT_KINDS:
        write([bitext_of("x\x02", made, ("ar", "en"))], tmp_path / f"x{suffix}")
    assert "</seg> | # ]]>" in formats.load(tmp_path / "x.tmx").others[0].text()


# Rows of a work


def of_shape(shape: list[tuple[int, int]]) -> Alignment:
    beads, a, b = [], 0, 0
    for i, j in shape:
        beads.append(Bead(range(a, a + i), range(b, b + j), 0.9))
        a, b = a + i, b + j
    before, after = (Document.of_text("\n".join("abcdefghij"[:n])) for n in (a, b))
    return Alignment(before, after, beads)


def told(found: list[alignment.Row]) -> list[dict[str, tuple[int, int]]]:
    return [{side: (r.start, r.stop) for side, r in row.blocks.items()} for row in found]


def test_rows_of_two_sides_are_the_beads() -> None:
    made = alignment.rows("ar", {"en": of_shape([(1, 1), (0, 1), (1, 2), (1, 0)])})
    assert told(made) == [
        {"ar": (0, 1), "en": (0, 1)},
        {"en": (1, 2)},
        {"ar": (1, 2), "en": (2, 4)},
        {"ar": (2, 3)},
    ]


def test_rows_of_two_translations_reach_to_where_both_part() -> None:
    one, two = of_shape([(1, 1), (2, 1), (0, 1), (1, 1)]), of_shape([(2, 1), (1, 1), (1, 1)])
    assert told(alignment.rows("ar", {"en": one, "en-2": two})) == [
        {"ar": (0, 3), "en": (0, 2), "en-2": (0, 2)},
        {"en": (2, 3)},
        {"ar": (3, 4), "en": (3, 4), "en-2": (2, 3)},
    ]
