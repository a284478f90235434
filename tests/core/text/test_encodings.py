"""Detecting encodings, decoding in pieces, and large plain text kept as bytes."""

import codecs
import random
import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from viewer.core.base.errors import Unreadable
from viewer.core.formats import load, txt
from viewer.core.text import encodings
from viewer.core.text.document import Encoding
from viewer.core.text.encodings import ENCODINGS, Binary, decode, detect
from viewer.core.text.lines import StrLines
from viewer.core.text.repaired_utf8 import (
    MIXED,
    MIXED_LATIN,
    OF_1256,
    TWICE,
    TWICE_ARABIC,
    repair,
)
from viewer.core.text.single_byte_lines import SingleByteLines, letters

ARABIC = (
    "وصلت السفينة إلى الميناء عند الفجر، ونزل منها تجار القماش والتوابل.",
    "كانت المدينة نائمة، فلم يسمع أحد صوت الأجراس القديمة.",
    "قال الشيخ: من صبر ظفر، ومن لج كفر.",
    "اشترى أحمد ثلاثة كتب بعشرين ديناراً ثم عاد إلى بيته.",
)
VOCALISED = (
    "كَانَتِ الشَّمْسُ تُشْرِقُ عَلَى الْحُقُولِ الْخَضْرَاءِ كُلَّ صَبَاحٍ.",
    "قَرَأَ الْوَلَدُ كِتَابًا جَمِيلًا عَنِ الطُّيُورِ الْمُهَاجِرَةِ.",
)
FRENCH = ("Où est passé l'élève étranger ? Il a déjà dîné, peut-être à la gare.",)


@pytest.mark.parametrize("text", ARABIC + VOCALISED)
@pytest.mark.parametrize("name", ["windows-1256", "iso-8859-6"])
def test_arabic_sentences_in_one_byte_a_letter(text, name):
    data = text.encode(name)
    assert detect(data).guessed
    assert decode(data, detect(data))[0] == text


@pytest.mark.parametrize("text", FRENCH)
def test_french(text):
    data = text.encode("windows-1252")
    assert decode(data, detect(data))[0] == text


@pytest.mark.parametrize("text", ARABIC + FRENCH + ("Plain English, nothing more.", "كتاب"))
@pytest.mark.parametrize("name", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_unicode_with_and_without_a_mark(text, name, mark):
    data = (mark + text).encode(name)
    assert detect(data).name == name
    assert decode(data, detect(data)) == (text, detect(data))
    assert detect(data).guessed == (name != "utf-8" and not mark)


def test_other_alphabets_when_the_likely_ones_fit_badly():
    for name, text in (
        ("windows-1255", "הספר הזה נמצא על השולחן ליד החלון, ואיש לא קרא אותו"),
        ("windows-1253", "Το βιβλίο βρίσκεται πάνω στο τραπέζι δίπλα στο παράθυρο"),
        ("windows-1251", "Книга лежит на столе у окна, и никто её ещё не читал"),
        ("cp866", "Книга лежит на столе у окна, и никто её ещё не читал"),
        ("cp862", "הספר הזה נמצא על השולחן ליד החלון, ואיש לא קרא אותו"),
        (
            "windows-1254",
            "Kitap pencerenin yanındaki masada duruyor, kimse henüz okumadı; ışık söndü",
        ),
        ("mac-roman", "Le garçon était très fatigué, déjà il rêvait à la forêt où la fée l'a mené"),
        ("cp850", "Le garçon était très fatigué, déjà il rêvait à la forêt où la fée l'a mené"),
        ("cp850", "Die Brücke über den Fluß wäre schöner, hätte man größere Bäume gewählt"),
        ("windows-1252", "A café — “The résumé” — is naïve: it’s £20"),
    ):
        data = text.encode(name)
        assert decode(data, detect(data))[0] == text, name


def test_a_russian_page_is_believed(tmp_path):
    text = "Книга лежит на столе у окна, и никто её ещё не читал"
    for label in ("windows-1251", "koi8-r", "cp866"):
        (tmp_path / "x.html").write_bytes(page(text, label, label))
        assert load(tmp_path / "x.html").text() == text


def test_ascii_is_utf8_and_sure():
    assert detect(b"plain") == Encoding("utf-8") == detect(b"")


def test_one_bad_byte_in_a_line_of_utf8():
    for line in ("المادة 1", "الديباجة", "فإن الجمعية العامة"):
        for at in range(0, len(line.encode()), 3):
            data = bytearray(line.encode())
            data[at] = 0xFF
            text, found = decode(bytes(data), detect(bytes(data)))
            assert found.name == "utf-8" and 1 <= found.bad_bytes == text.count("\ufffd") <= 2


def test_a_word_in_utf16_is_not_chinese():
    for name in ("utf-16-le", "utf-16-be"):
        assert [detect(w.encode(name)).name for w in ("Preamble", "ab", "نعم")] == [name] * 3


def test_a_few_bad_bytes_are_counted():
    data = ARABIC[0].encode() + b"\xff" + ARABIC[1].encode()
    text, found = decode(data, detect(data))
    assert found == Encoding("utf-8", True, 1)
    assert text == ARABIC[0] + "\ufffd" + ARABIC[1]


def test_a_replacement_sign_of_the_text_is_not_bad():
    data = "نص \ufffd".encode()
    assert decode(data, detect(data))[1] == Encoding("utf-8")


@pytest.mark.parametrize("data", [bytes(range(256)) * 4, b"%PDF-1.4\n%abc", b"PK\x03\x04abc"])
def test_binary(data, tmp_path):
    with pytest.raises(Binary):
        detect(data)
    path = tmp_path / "x.txt"
    path.write_bytes(data)
    with pytest.raises(Unreadable) as error:
        load(path)
    assert error.value.reason == "binary"


def test_names_offered_are_codecs():
    for name in ENCODINGS:
        assert decode("a".encode(name), Encoding(name))[0] == "a"


@pytest.mark.parametrize("name", ["no-such", "rot13", "hex", "a\0b", ""])
def test_a_wrong_name_is_refused(tmp_path, name):
    path = tmp_path / "x.txt"
    path.write_bytes(b"abc")
    if name == "":
        assert load(path, encoding=name).encoding == Encoding("utf-8")
        return
    with pytest.raises(Unreadable) as error:
        load(path, encoding=name)
    assert error.value.reason == "encoding"


@pytest.mark.parametrize(
    "name", ["utf-8", "utf-16-le", "utf-32-be", "windows-1256", "big5", "utf-7"]
)
def test_pieces_give_what_the_whole_gives(monkeypatch, name):
    data = "كتاب é 😀 維基\r\n".encode(name, "replace") * 5 + b"\xff\xd8"
    for size in range(1, 12):
        monkeypatch.setattr(encodings, "_DECODED_AT_ONCE", size)
        assert decode(data, Encoding(name))[0] == data.decode(name, "replace")


def test_a_large_file_is_judged_by_samples_without_cutting_a_letter(monkeypatch):
    monkeypatch.setattr(encodings, "_WHOLE", 1000)
    monkeypatch.setattr(encodings, "_HEAD", 301)
    monkeypatch.setattr(encodings, "_PIECE", 77)
    assert detect("ألف € 😀 ".encode() * 300) == Encoding("utf-8")
    late = b"x" * 5000 + ARABIC[0].encode("windows-1256") * 9 + b"y" * 5000
    assert detect(late).name == "windows-1256"


def test_one_byte_a_letter():
    assert letters("windows-1256") and letters("iso-8859-6") and letters("windows-1252")
    assert not any(map(letters, ("utf-8", "utf-16-le", "big5", "utf-7", "shift_jis")))


@pytest.mark.parametrize("name", ["windows-1256", "iso-8859-6", "windows-1252", "cp864"])
def test_both_forms_agree(name):
    chance = random.Random(3)
    table = letters(name)
    assert table
    data = bytes(chance.choices([*range(32, 256), *([10] * 60), *([32, 9, 0xA0] * 20)], k=4000))
    as_bytes, as_str = SingleByteLines(data, name), StrLines(data.decode(name, "replace"))
    for lines in (as_bytes, as_str):
        while lines.grow(97):
            pass
    assert list(as_bytes.starts) == list(as_str.starts)
    assert as_bytes.length() == as_str.length()
    for index in range(len(as_str)):
        assert as_bytes.block(index) == as_str.block(index)
        assert as_bytes.start(index) == as_str.start(index)
    for _ in range(100):
        at = chance.randrange(4000)
        assert as_bytes.block_at(at) == as_str.block_at(at)
        assert as_bytes.slice(at, at + 9) == as_str.slice(at, at + 9)
        assert as_bytes.size(0, at % 50) == as_str.size(0, at % 50)


@pytest.mark.parametrize("name", ["utf-8", "windows-1256", "iso-8859-6", "utf-16-le"])
def test_large_and_small_text_read_alike(monkeypatch, tmp_path, name):
    path = tmp_path / "x.txt"
    path.write_bytes("\r\n\r\n".join(ARABIC * 30).encode(name))
    small = load(path)
    monkeypatch.setattr(txt, "LARGE", 100)
    large = load(path)
    assert large.text() == small.text() == "\n\n".join(ARABIC * 30)
    assert (large.encoding, large.language) == (small.encoding, small.language)
    assert [b.start for b in large.blocks()] == [b.start for b in small.blocks()]
    assert isinstance(large.lines, StrLines) == (name == "utf-16-le")


def test_bad_bytes_of_a_large_text_are_counted(monkeypatch, tmp_path):
    monkeypatch.setattr(txt, "LARGE", 10)
    path = tmp_path / "x.txt"
    path.write_bytes(b"abc \x81 \x8d def\n" * 5)
    assert load(path, encoding="windows-1252").encoding == Encoding("windows-1252", False, 10)


def test_the_readers_word_stands_even_over_a_mark(tmp_path):
    path = tmp_path / "x.txt"
    path.write_bytes(codecs.BOM_UTF8 + "نص".encode())
    assert load(path, encoding="utf-8").text() == "نص"
    assert load(path, encoding="windows-1252").encoding == Encoding("windows-1252")


def test_too_large(monkeypatch, tmp_path):
    path = tmp_path / "x.txt"
    with open(path, "wb") as file:
        file.truncate((1 << 30) + 1)  # sparse: takes no room
    with pytest.raises(Unreadable) as error:
        load(path)
    assert error.value.reason == "too-large"


PLAIN = "\n".join(ARABIC) * 2


def test_text_that_was_encoded_twice_is_read_once(tmp_path):
    again = [PLAIN.encode(name) for name in (TWICE, TWICE_ARABIC, OF_1256)]
    for data in (*again, PLAIN.encode() + b"\n" + PLAIN.encode("windows-1256")):
        (tmp_path / "x.txt").write_bytes(data)
        assert PLAIN in load(tmp_path / "x.txt").text()
    assert detect(PLAIN.encode(TWICE)).name == TWICE
    assert detect("Ã©tÃ© Ø§ and a little more text".encode()).name == "utf-8"


def test_latin_text_of_two_encodings_and_letters_of_languages_that_have_many():
    text = "The café was closed.\n“Why?” he said – and left.\nNaïve as it was.\n" * 2
    data = text.encode() + text.encode("windows-1252")
    found = detect(data)
    assert found.name == MIXED_LATIN and decode(data, found)[0] == text * 2
    assert detect("Þetta er íslenskur texti, ÞÆÖ ÉÍÓ. ÁÉÍÓÚÝ ÞÐÆÖ".encode()).name == "utf-8"
    assert detect("ÀÉÈÙ ÊÎÔ ÂÊÎÔÛ ÇÀÉ ÀÀÉ ÉÈÊ ÎÏÔ ÛÙÜ ÿŒÆ ÀÂÇ ÉÈÊË".encode()).name == "utf-8"
    assert detect(PLAIN.encode()).name == "utf-8"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("عاد الصيادون عند الفجر ومعهم سمك كثير", TWICE_ARABIC),
        ("Où étaient passés les garçons, à côté de l’hôtel ? Déjà près de la forêt.", TWICE),
    ],
)
def test_what_was_encoded_twice_is_found_by_what_it_was_taken_for(text, name):
    assert detect(text.encode(name)).name == name
    assert text.encode(name).decode(name) == text
    assert detect(text.encode()).name == "utf-8"


def test_one_line_in_another_encoding_is_enough():
    lines = ("رسالة من الوادي البعيد\n".encode(), "وصلت القافلة بعد الغروب\n".encode("cp1256"))
    data = lines[0] + 5 * lines[1]
    assert detect(data).name == MIXED and "رسالة من" in data.decode(MIXED)
    assert detect(5 * lines[0] + lines[1]).name == MIXED


def test_codecs_decode_in_pieces_of_any_size():
    for name in (TWICE, TWICE_ARABIC, OF_1256, MIXED):
        data = PLAIN.encode(name) + (PLAIN.encode("windows-1256") if name == MIXED else b"")
        decoder = codecs.getincrementaldecoder(name)("replace")
        made = "".join(decoder.decode(data[at : at + 7]) for at in range(0, len(data), 7))
        assert made + decoder.decode(b"", True) == data.decode(name, "replace")


@pytest.mark.parametrize("name", ["utf-7", "mac-arabic"])
def test_older_ways_to_write_arabic(name):
    found = detect(PLAIN.encode(name))
    assert found.name == name and decode(PLAIN.encode(name), found)[0] == PLAIN


def test_shapes_of_letters_are_ibm864():
    shapes = "ﺍﻟﻛﺗﺎﺏ ﻋﻠﻰ ﺍﻟﻄﺎﻭﻟﺔ ﻭﺍﻟﻮﻟﺪ ﻓﻲ ﺍﻟﺒﻴﺖ ﻣﻦ ﺍﻟﺼﺒﺎﺡ"
    codes = bytes(range(128, 256)).decode("cp864", "ignore")
    known = {unicodedata.normalize("NFKC", code): code for code in codes}
    text = "".join(known.get(unicodedata.normalize("NFKC", letter), letter) for letter in shapes)
    assert detect(text.encode("cp864", "replace")).name == "cp864"


@pytest.mark.parametrize("junk", [b"\0" * 100, b"\x01\x02", b"\x0e"])
def test_a_text_with_some_junk_is_a_text(tmp_path, junk):
    (tmp_path / "x.txt").write_bytes(PLAIN.encode() + junk)
    document = load(tmp_path / "x.txt")
    assert document.encoding.name == "utf-8" and PLAIN in document.text()
    assert "\0" not in document.text()


def page(text, name, label):
    head = f'<html><head><meta charset="{label}"></head><body><p>'
    return head.encode() + text.encode(name, "replace") + b"</p></body></html>"


@pytest.mark.parametrize(
    ("name", "label"),
    [
        *[("windows-1256", label) for label in ("iso-8859-1", "iso-8859-6", "windows-1252")],
        *[("iso-8859-6", label) for label in ("iso-8859-1", "iso-8859-6", "windows-1256")],
        *[("windows-1256", label) for label in ("windows-1251", "gb2312", "shift_jis", "koi8-r")],
        *[("windows-1256", label) for label in ("windows-1254", "iso-8859-8", "x-user-defined")],
        ("iso-8859-6", "euc-kr"),
    ],
)
def test_a_page_that_names_a_wrong_encoding(tmp_path, name, label):
    (tmp_path / "x.html").write_bytes(page(PLAIN, name, label))
    assert load(tmp_path / "x.html").text().split() == PLAIN.split()


@pytest.mark.parametrize("text", [*FRENCH, "AÇÃO NÃO É INFORMAÇÃO ÀS ÁGUAS " * 9])
def test_a_page_in_latin_1_is_believed(tmp_path, text):
    (tmp_path / "x.html").write_bytes(page(text, "windows-1252", "iso-8859-1"))
    assert load(tmp_path / "x.html").text().split() == text.split()


@pytest.mark.parametrize("name", [TWICE, TWICE_ARABIC, OF_1256, MIXED, "utf-7"])
def test_no_form_of_unicode_has_one_byte_a_letter(name):
    assert letters(name) is None


@pytest.mark.parametrize("bad", range(0, 160, 8))
@pytest.mark.parametrize(("name", "taken"), [(TWICE, "latin-1"), (TWICE_ARABIC, "windows-1256")])
def test_text_that_was_encoded_twice_is_known_with_some_bad_bytes(name, taken, bad):
    """One bad sequence in eleven is too many; a count of letters alone must not say so earlier."""
    words = ["قال الوزير إن الماء", "قليل في €20", "plain", "漢字"]
    pick = random.Random(bad)
    data = "\n".join(pick.choices(words, k=60)).encode()
    if taken == "latin-1":
        data = data.replace("漢字".encode(), b"")
    spots = sorted(pick.sample(range(len(data)), bad), reverse=True)
    for spot in spots:
        data = data[:spot] + b"\xe1" + data[spot:]
    inner = data.decode("utf-8", "replace")
    wrong = inner.count("\ufffd")
    sound = len(inner) - len(inner.encode("ascii", "ignore")) - wrong
    assert (repair(data.decode(taken)) == name) == (wrong * 10 <= sound)


def test_threads_wait_for_the_detector_that_one_of_them_loads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import chardet

    detect, at_once, most = chardet.detect, 0, 0

    def slow(sample: bytes, **how: Any) -> object:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        time.sleep(0.05)
        at_once -= 1
        return detect(sample, **how)

    monkeypatch.setattr(chardet, "detect", slow)
    few = "نص".encode("windows-1256")  # too few letters for a second look
    with ThreadPoolExecutor(3) as threads:
        assert len(list(threads.map(encodings._single_byte, [few] * 3))) == 3
    assert most == 1
