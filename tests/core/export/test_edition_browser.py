"""An edition in a real browser: it finds what the program finds and hinders nobody."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from browser import CHROMIUM, Browser, browser

from viewer.core.bitext.alignment import Cache
from viewer.core.export import notes
from viewer.core.export.bitext import Bitext, Facts, Unit, UnitLine, UnitNote, write
from viewer.core.export.edition.write import write_edition
from viewer.core.export.note_groups import Labels, Noted
from viewer.core.language.arabic import TOKEN, fold
from viewer.core.notes.note import Note
from viewer.core.notes.store import NoteStore
from viewer.core.search.engine import Search
from viewer.core.search.index import Index
from viewer.core.search.spellings import keys
from viewer.core.search.update_index import Indexer
from viewer.core.text.document import Place
from viewer.core.worker.client import Worker

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here"),
    pytest.mark.xdist_group("browser"),
]

ARABIC = """\
وَصَلَ السفيرُ إلى بغداد في ٣ تموز ٢٠٢١ وقال إن المحادثات بنّاءة
وأضاف المسؤول أن الكتاب الذي نشرته الوزارة سيُترجم إلى الإنجليزية قريبًا
للكتاب أهمية كبيرة والكتاب وكتابه وكتابهم في المكتبة وبالكتاب نتعلم
قال المسئول عن المدرسة إن مدرستنا ومدرستهم والمدرسة القديمة فتحت أبوابها
إلى متى ينتظر علي على الباب وعليّ يسأل عليهم وعن الباب
بلد جميل والبلد كبير وبلدنا وبلاد أخرى ولد صغير ووالد كريم
كتبوا رسالة وكتبوها ثم أرسلوها إلى رئيس الوزراء ورئيسهم
هٰذا ٱلْكِتَـٰبُ لا ريب فيه هدى للمتقين ٱلصَّلَوٰة شيء وشئ مائة مئة
القاهرة والقاهره مدينة كبيره والمدينة والحكومة الجديدة والحكومه
السؤال والسوال وأسئلة الأسئلة المسائل أمام لجنة اللجنة ولجنتها
أحمد وأحمدُ يقرأ القرآن وقرآنه كلّ يوم ﻷن اللغة جميلة ﷺ
فنّي فني الفني وفناني فنان
بدورها أعلنت الدورة ودورة أخرى بدوره دورتها بأصواتهما أصواتهم وأصواتهم درهما درهم والدرهم
ليل الليل والليل لليل بالليل النهار ونهاره وفي النهار لقاء بلقاء اللقاء
١٢٣ كتابًا و456 مجلة في ۷ أيام ‏(نشر)‏ دار‌الكتب COVID-19 كوفيد
"""
ENGLISH = """\
The ambassador arrived in Baghdad on 3 July 2021 and called the talks constructive
The official added that the BOOK published by the ministry would soon be translated
The book is of great importance; Straße and ﬁne coﬀee, naïve Café and CAFÉ, Ιουλίου ΟΔΟΣ
The official of the school said that our school and their school had opened
"""


def works() -> list[tuple[str, list[str], list[str]]]:
    """Three works, whose lines are those above in other orders."""
    made, dice = [], random.Random(5)
    for number in range(3):
        arabic, english = ARABIC.splitlines(), ENGLISH.splitlines()
        dice.shuffle(arabic)
        made.append((f"work{number}", arabic * (number + 1), english))
    return made


def bitexts() -> list[Bitext]:
    found = []
    for name, arabic, english in works():
        sides = {"ar": arabic, "en": english}
        rows = range(len(arabic))
        texts = [{s: lines[at] for s, lines in sides.items() if at < len(lines)} for at in rows]
        units = [Unit(each) for each in texts]
        found.append(Bitext(name, {"ar": "ar", "en": "en"}, units))
    return found


def queries() -> list[str]:
    words = {
        word for _, arabic, english in works() for word in TOKEN.findall(" ".join(arabic + english))
    }
    folded = {fold(word).text for word in words}
    bare = {word[2:] for word in folded if word.startswith("ال") and len(word) > 4}
    phrases = {
        '"رئيس الوزراء"',
        '"the ambassador"',
        "المدرسه فتحت",
        "book -school",
        "كتاب -المكتبة",
    }
    others = {
        "مئه",
        "مسوول",
        "مسؤول",
        "عليه",
        "الي",
        "علي",
        "على",
        "STRASSE",
        "cafe",
        "zzz",
        "كتا*",
    }
    return sorted(words | folded | bare | phrases | others)


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as made:
        yield made


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """The program's own index of the same texts."""
    root = tmp_path_factory.mktemp("corpus")
    for name, arabic, english in works():
        (root / f"{name}.ar.txt").write_text("\n".join(arabic), "utf-8")
        (root / f"{name}.en.txt").write_text("\n".join(english), "utf-8")
    made, worker = Index(tmp_path_factory.mktemp("index") / "i.sqlite"), Worker()
    store = NoteStore(root, root / ".data", device="", creator="")
    for step in Indexer(made, root, store, worker, Cache(root / ".cache")).update():
        if step.stage != "documents":
            break
    yield made
    made.close()
    worker.close()


def of_program(index: Index, query: str, mode: str) -> Counter[tuple[str, str]]:
    search = Search(index, query, mode)
    hits = search.run().hits
    found = (search.hit(hits, at) for at in range(len(hits)))
    return Counter((hit.path.removesuffix(".txt"), hit.text) for hit in found)


def of_edition(chromium: Browser, query: str, wide: bool) -> Counter[tuple[str, str]]:
    script = f"hashiya.find({query!r}, {'true' if wide else 'false'})"
    hits = chromium.run(f"{script}.then(all => all.map(h => [h.id, h.side, h.line, h.spans]))")
    return Counter(
        (f"work{int(id[1:]) - 1}.{('ar', 'en')[side]}", _slice(line, *span))
        for id, side, line, spans in hits
        for span in spans
    )


def _slice(line: str, start: int, end: int) -> str:
    """By UTF-16 units, as a script counts."""
    return line.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["one.html", "folder"])
def test_an_edition_finds_what_the_program_finds(
    chromium: Browser, index: Index, tmp_path: Path, name: str
) -> None:
    write_edition(bitexts(), tmp_path / name, "Letters", "en")
    start = tmp_path / name / "index.html" if name == "folder" else tmp_path / name
    chromium.open(start.as_uri())
    asked = queries()
    assert len(asked) >= 200
    wrong = []
    for query in asked:
        for mode in ("spelling", "clitics"):
            mine, program = (
                of_edition(chromium, query, mode == "clitics"),
                of_program(index, query, mode),
            )
            if mine != program:
                wrong.append((query, mode, mine - program, program - mine))
    assert not wrong
    assert chromium.complaints() == []
    assert all(address.startswith(tmp_path.as_uri()) for address in chromium.addresses())


def test_the_script_folds_as_the_program(chromium: Browser, tmp_path: Path) -> None:
    write_edition(bitexts()[:1], tmp_path / "f", "Letters", "en")
    chromium.open((tmp_path / "f" / "index.html").as_uri())
    ranges = (
        (0x20, 0x250),
        (0x370, 0x590),
        (0x5D0, 0x700),
        (0x8A0, 0x900),
        (0x1E00, 0x2000),
        (0xFB00, 0xFF60),
    )
    signs = [chr(n) for first, last in ranges for n in range(first, last)]
    told = chromium.run(f"{signs!r}.map(each => hashiya.fold(each))".replace("\\U0", "\\u"))
    wrong = [(s, t, fold(s).text) for s, t in zip(signs, told, strict=True) if t != fold(s).text]
    assert not wrong
    words = sorted(set(TOKEN.findall(ARABIC)))
    told = chromium.run(f"{words!r}.map(each => hashiya.keys(each))")
    assert [sorted(each) for each in told] == [sorted(keys(word)) for word in words]


def rich() -> Bitext:
    note = UnitNote("ar", "بغداد", "أيّ يوم؟\nSecond line", "ليلى", ("سفر",), "#ffd400")
    head = {"ar": (UnitLine("الفصل", "heading", 3),), "en": (UnitLine("Chapter", "heading", 3),)}
    units = [
        Unit({"ar": "الفصل", "en": "Chapter"}, level=3, blocks=head),
        Unit({"ar": "وصل السفير إلى بغداد", "en": "He came"}, notes=(note,)),
        Unit({"ar": "أ\tب"}, blocks={"ar": (UnitLine("أ\tب", "table"),)}),
        Unit({"en": "quoted"}, blocks={"en": (UnitLine("quoted", "quote", 1),)}),
    ]
    facts = {"ar": Facts("السفير", "كاتب", "2021-07-03"), "en": Facts("The ambassador")}
    return Bitext("x", {"ar": "ar", "en": "en"}, units, facts, (UnitNote("ar", "", "كله"),))


@pytest.mark.slow
@pytest.mark.skipif(find_spec("axe_core_python") is None, reason="no axe-core here")
@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing(chromium: Browser, tmp_path: Path, language: str) -> None:
    import axe_core_python

    axe = (Path(axe_core_python.__file__).parent / "axe.min.js").read_text("utf-8")
    write_edition([rich(), rich()], tmp_path / "f", "Letters", language)
    write_edition([rich()], tmp_path / "one.html", "Letters", language)
    write([rich()], tmp_path / "columns.html")
    noted = Noted(Note(Place(0, 3, "باب"), text="Why?", tags=("x",)), "a.txt", "العنوان")
    notes.write([noted], tmp_path / "notes.html", Labels())
    pages = ["f/index.html?q=السفير", "f/texts/0001.html?q=السفير", "f/notes.html", "one.html"]
    pages += ["columns.html", "notes.html"]
    for dark, width in ((False, 1280), (True, 1280), (False, 390)):
        chromium.size(width, 900, dark=dark)
        for name in pages:
            path, _, query = name.partition("?")
            chromium.open((tmp_path / path).as_uri() + (f"?{query}" if query else ""))
            chromium.run("new Promise(done => setTimeout(done, 50))")
            assert chromium.complaints() == []
            chromium.run(axe)
            told = chromium.run(
                "axe.run({preload: false}).then(all => all.violations.map("
                "each => each.id + ' ' + each.nodes.map(node => node.html).join('\\n')))"
            )
            assert told == [], (name, dark, width)


@pytest.mark.slow
def test_the_choice_of_columns_stays(chromium: Browser, tmp_path: Path) -> None:
    write_edition([rich(), rich()], tmp_path / "f", "Letters", "en")
    shown = "getComputedStyle(document.querySelector('.row .t')).display"
    chromium.open((tmp_path / "f" / "texts" / "0001.html").as_uri())
    assert chromium.run(shown) != "none"
    chromium.run("document.querySelector('#columns [value=a]').click()")
    assert chromium.run(shown) == "none"
    chromium.open((tmp_path / "f" / "texts" / "0002.html").as_uri())
    assert chromium.run(shown) == "none"
    denied = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('denied') }})"
    chromium.ask("Page.addScriptToEvaluateOnNewDocument", source=denied)
    chromium.open((tmp_path / "f" / "texts" / "0001.html").as_uri())
    chromium.run("document.querySelector('#columns [value=t]').click()")
    assert chromium.run("document.body.dataset.show") == "t" and chromium.complaints() == []


@pytest.mark.slow
def test_a_search_shows_its_hits_and_leads_to_them(chromium: Browser, tmp_path: Path) -> None:
    write_edition(bitexts(), tmp_path / "f", "Letters", "ar")
    chromium.open((tmp_path / "f" / "index.html").as_uri())
    chromium.run("document.getElementById('query').value = 'السفير'")
    chromium.run("document.querySelector('#search button').click()")
    chromium.wait("document.querySelector('#found a')")
    assert chromium.run("document.getElementById('state').textContent") == "النتائج: ٦، النصوص: ٣"
    assert chromium.run("document.querySelector('#found mark').textContent") == "السفيرُ"
    link = chromium.run("document.querySelector('#found a').href")
    chromium.open(link)
    marked = "[...CSS.highlights.get('hit') ?? []].map(String)"
    chromium.wait(f"{marked}.length")
    assert chromium.run(marked) == ["السفيرُ"]
    assert chromium.run("document.querySelector('.row:target').textContent.includes('بغداد')")
