"""Which documents belong together: by what they share, over a folder, never greedily."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from pathlib import Path

import pytest

from viewer.core.corpus.corpus_file import CorpusFile
from viewer.core.corpus.find_pairs import Portrait, assignment, portrait, suggest
from viewer.core.corpus.scan import File
from viewer.core.text.document import Document
from viewer.core.worker.client import Worker

TEXTS = [
    (
        "زار أوباما القاهرة في 4 يونيو 2009 وحضر خطابه 3000 شخص في جامعة القاهرة.",
        "Obama visited Cairo on 4 June 2009; 3000 people heard his speech at Cairo University.",
    ),
    (
        "ارتفعت الأسعار في دمشق 12 في المئة كما قال الوزير كريستوفر براون أمس.",
        "Prices in Damascus rose by 12 percent, minister Christopher Brown said yesterday.",
    ),
    (
        "فاز ليفربول على برشلونة 3-2 بهدفين من محمد صلاح في الدقيقة 77.",
        "Liverpool beat Barcelona 3-2 with two goals by Mohamed Salah in minute 77.",
    ),
    (
        "أبلغ السفير ماثيو تولر واشنطن أن 250 جنديا سيغادرون أربيل في مايو.",
        "Ambassador Matthew Tueller told Washington that 250 soldiers leave Erbil in May.",
    ),
]
OTHERS = [
    "تحدث الأستاذ عن الشعر القديم وأثره في الناس.",
    "هطلت الأمطار على المدينة طوال الليل حتى الصباح.",
]


def folder() -> tuple[list[Portrait], dict[str, str]]:
    made, gold = [], {}
    for number, (arabic, english) in enumerate(TEXTS):
        names = f"{97 * number % 31}.txt", f"{89 * number % 37}x.txt"
        gold[names[0]] = names[1]
        made.append(portrait(names[0], Document.of_text(arabic, language="ar")))
        made.append(portrait(names[1], Document.of_text(english, language="en")))
    for number, text in enumerate(OTHERS):
        made.append(portrait(f"other{number}", Document.of_text(text, language="ar")))
    return made, gold


def test_pairs_are_found_whatever_they_are_called() -> None:
    portraits, gold = folder()
    random.Random(1).shuffle(portraits)
    found = suggest(portraits)
    assert {s.first: s.second for s in found}.items() <= gold.items()
    assert len(found) >= 3
    assert all(0.5 <= s.confidence <= 1 for s in found)
    assert [s.confidence for s in found] == sorted((s.confidence for s in found), reverse=True)


def test_what_is_refused_is_not_suggested() -> None:
    portraits, _ = folder()
    first = suggest(portraits)[0]
    found = suggest(portraits, [(first.second, first.first)])
    assert (first.first, first.second) not in {(s.first, s.second) for s in found}


def test_what_has_a_partner_in_a_language_gets_no_second_one() -> None:
    portraits, gold = folder()
    text = TEXTS[0][1].replace("visited", "came to").replace("heard", "listened to")
    portraits.append(portrait("second", Document.of_text(text, language="en")))
    arabic = next(iter(gold))
    partners = {arabic: [gold[arabic]], gold[arabic]: [arabic]}
    found = suggest(portraits, partners=partners)
    assert not {arabic, "second", gold[arabic]} & {p for s in found for p in (s.first, s.second)}


def test_documents_of_one_language_or_of_none_are_never_paired() -> None:
    portraits, _ = folder()
    same = [replace(each, language="ar", path=f"{each.path}b") for each in portraits]
    unknown = [replace(each, language="und", path=f"{each.path}c") for each in portraits]
    assert suggest([*(p for p in portraits if p.language == "ar"), *same, *unknown]) == []


def test_strangers_are_no_pairs() -> None:
    made = [portrait(f"o{n}", Document.of_text(t, language="ar")) for n, t in enumerate(OTHERS)]
    made += [portrait(e, Document.of_text(e, language="en")) for _, e in TEXTS[:2]]
    assert suggest(made) == []


def test_any_two_languages_are_compared() -> None:
    french = "Obama a visité Le Caire le 4 juin 2009 ; 3000 personnes ont écouté son discours."
    pieces = [(TEXTS[0][1], "en"), (french, "fr"), (TEXTS[1][1], "en"), (OTHERS[0], "ar")]
    made = [
        portrait(f"{n}", Document.of_text(t, language=tag)) for n, (t, tag) in enumerate(pieces)
    ]
    assert {(s.first, s.second) for s in suggest(made)} == {("0", "1")}


def test_a_text_in_many_formats_is_paired_with_that_of_its_format() -> None:
    arabic, english = ("\n".join(side) for side in zip(*TEXTS, strict=True))
    endings = ["txt", "docx", "html", "pdf", "epub", "rtf"]
    made = [portrait(f"a.{end}", Document.of_text(arabic, language="ar")) for end in endings]
    made += [portrait(f"b.{end}", Document.of_text(english, language="en")) for end in endings]
    found = suggest(made)
    assert {(s.first, s.second) for s in found} == {(f"a.{end}", f"b.{end}") for end in endings}
    assert all(s.confidence > 0.9 for s in found)


@pytest.mark.parametrize("seed", range(30))
def test_the_assignment_is_the_best_one(seed: int) -> None:
    some = random.Random(seed)
    size = some.randint(1, 5)
    scores = {
        a: {b: some.uniform(-2, 9) for b in range(size) if some.random() < 0.8} for a in range(size)
    }
    best = max(
        sum(max(0.0, scores[a].get(b, 0.0)) for a, b in enumerate(order))
        for order in itertools.permutations(range(size))
    )
    found = assignment(scores)
    assert len(set(found.values())) == len(found)
    assert sum(scores[a][b] for a, b in found.items()) >= best - 0.01 * size - 1e-9


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", "<html lang=en><h1>Obama</h1><p>He came to Cairo in 2009 by car.</p>"),
        ("a.txt", "Obama came to Cairo in 2009 by car, and he was there with the others."),
    ],
)
def test_a_portrait_comes_home_from_the_worker(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    worker = Worker()
    try:
        made = worker.portrait(path, None, None)
    finally:
        worker.close()
    assert made.language == "en" and "n2009" in made.features
    assert made.structure[0] == (name == "a.html")


def test_empty_folders_and_documents_suggest_nothing() -> None:
    empty = [portrait("a", Document.of_text("", language="ar"))]
    empty.append(portrait("b", Document.of_text("", language="en")))
    assert suggest([]) == suggest(empty) == []


def test_pairs_are_known_again_after_a_rename(tmp_path: Path) -> None:
    def files() -> list[File]:
        return [File(p.name, p.stat().st_size, 0) for p in sorted(tmp_path.glob("*.txt"))]

    for name, text in (("a.txt", "نص"), ("b.txt", "text"), ("c.txt", "size")):
        (tmp_path / name).write_text(text, "utf-8")
    file = CorpusFile(tmp_path / "corpus.json", pairs=[("a.txt", "b.txt")])
    assert file.follow(tmp_path, files())
    assert not file.follow(tmp_path, files())
    file.write()
    (tmp_path / "b.txt").rename(tmp_path / "z.txt")
    file = CorpusFile.read(file.path)
    assert file.follow(tmp_path, files())
    assert file.pairs == [("a.txt", "z.txt")]
    (tmp_path / "z.txt").unlink()
    assert not file.follow(tmp_path, files())
    assert file.pairs == [("a.txt", "z.txt")]


def test_what_is_saved_on_one_day_is_no_translation_of_what_else_is() -> None:
    """A day that all have tells nothing; one that two have tells something."""
    arabic = [
        f"قال الوزير إن {n * 7 + 11} شخصا حضروا الاجتماع، وإن {n + 300} آخرين ينتظرون."
        for n in range(40)
    ]
    english = [f"The team of {n * 9 + 4} people played, said Brown{n} of {n}." for n in range(40)]
    texts = [*((t, "ar") for t in arabic), *((t, "en") for t in english)]
    undated = [
        portrait(f"{tag}{n}", Document.of_text(text, language=tag))
        for n, (text, tag) in enumerate(texts)
    ]

    def doubt(made: list[Portrait]) -> float:
        return max((s.confidence for s in suggest(made)), default=0.0)

    assert doubt([replace(each, date="2021-07-31") for each in undated]) <= doubt(undated) + 0.05
    pair = [
        portrait(tag, Document.of_text(t, language=tag))
        for t, tag in zip(TEXTS[1], ("ar", "en"), strict=True)
    ]
    dated = [replace(each, date="2021-07-31") for each in pair]
    assert suggest(dated)[0].confidence > suggest(pair)[0].confidence
