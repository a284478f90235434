"""From bytes to text: which encoding it is, and reading it without ever stopping at a bad byte.

The order: byte order mark, the pattern of UTF-16 and UTF-32 without one, strict UTF-8, UTF-8 with
a few bad bytes, then chardet told of the candidates (LIBRARIES: need 1), then our own eye for
Arabic letters in places where no writer puts them.
"""

from __future__ import annotations

import codecs
import io
import math
import re
import threading
import unicodedata

from viewer.core.language.late_pattern import late_pattern
from viewer.core.text.document import Encoding
from viewer.core.text.repaired_utf8 import (
    MIXED,
    MIXED_LATIN,
    OF_1256,
    TWICE,
    TWICE_ARABIC,
    high_bytes,
    mixture,
    repair,
)

ENCODINGS = (
    "utf-8",
    "windows-1256",
    "iso-8859-6",
    "cp720",
    "cp864",
    "mac-arabic",
    "utf-16-le",
    "utf-16-be",
    "utf-32-le",
    "utf-32-be",
    "utf-7",
    TWICE,
    TWICE_ARABIC,
    OF_1256,
    MIXED,
    MIXED_LATIN,
    "windows-1252",
    "windows-1250",
    "windows-1251",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "mac-roman",
    "cp850",
    "cp862",
    "cp866",
    "koi8-r",
)
"""Those offered to the reader; every one is a Python codec."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ARABIC = ("windows-1256", "iso-8859-6", "cp720")
_LIKELY = (*_ARABIC, "windows-1252")
_POSSIBLE = (
    *_LIKELY,
    *("windows-1250", "windows-1251", "windows-1253", "windows-1254", "windows-1255", "koi8-r"),
    *("iso-8859-2", "iso-8859-7", "mac-roman", "mac-cyrillic", "cp437", "cp850"),
    *("cp852", "cp857", "cp862", "cp866", "big5", "gb18030", "cp949", "shift_jis", "euc-jp"),
)
_NAMES = {
    "cp1250": "windows-1250",
    "cp1251": "windows-1251",
    "cp1252": "windows-1252",
    "cp1253": "windows-1253",
    "cp1254": "windows-1254",
    "cp1255": "windows-1255",
    "cp1256": "windows-1256",
    "iso8859-6": "iso-8859-6",
}
_LATIN = (
    *("windows-1252", "windows-1250", "windows-1254", "windows-1257", "cp1257", "cp1258"),
    *("iso8859-2", "iso8859-3", "iso8859-4", "iso8859-9", "iso8859-10", "iso8859-15"),
    *("mac-roman", "cp437", "cp850"),
)
_HIGH_RUN = late_pattern(rb"[\xc0-\xff]+")
_TAG = late_pattern(rb"<[^<>]{0,2000}>")
_WORDS = late_pattern("[\u0621-\u0652]{2,}")
_ARTICLES = 0.1  # of the words of a text begin with the article at least
_UTF_7 = late_pattern(rb"\+[A-Za-z0-9+/]{3,}-?")
_WORD = 3  # bytes beyond ASCII in a row that are a word of another script
_SURE = 5  # of such words or bytes, from which they are no chance
_SURER_THAN_ARABIC, _SURER_THAN_LATIN = 2.0, 1.2  # times, that another reading is
_MARKS_OF_WINDOWS = late_pattern(
    rb"(?<![\w\x80-\xff])[\x91\x93](?=\w)|(?<=[\w.,!?])\x94(?![\w\x80-\xff])|\s[\x96\x97]\s"
)
_WHOLE = 4_000_000  # bytes up to which a file is checked whole
_HEAD = 256_000
_PIECE = 65_536
_DECODED_AT_ONCE = 1_000_000  # bytes; between two pieces other threads run

_LOADING = threading.Lock()
"""Two threads that ask for the detector first would both read its tables, of 23 MB."""

_CONTROL = late_pattern(rb"[\x00-\x06\x0e-\x19\x1c-\x1f\x7f]")
_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"\x1f\x8b\x08",
)
_EVERYDAY = late_pattern(
    "[\t\n\r -~\u00a0-\u07ff\u0900-\u0dff\u2010-\u2030\u3000-\u30ff\u4e00-\u9fff]"
)
_A = "\u0621-\u063a\u0641-\u0652\u0670-\u06d3"
_L = "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u024f"
_STRAIN = late_pattern(
    f"[{_L}][{_A}]|[{_A}][{_L}]|(?<![{_A}\u0640])[\u064b-\u0652]|[\ufffd\x7f-\x9f]"
    f"|[{_A}{_L}][¢-©¬-´¶-¹¼-¿×÷\u2500-\u25ff][{_A}{_L}]|[{_L}][«»؛،؟]+[{_L}]|ـ(?![{_A}ـ])"
)


class Binary(ValueError):
    """The bytes are no text in any encoding."""


def detect(data: bytes) -> Encoding:
    """The encoding of `data`; ASCII counts as UTF-8. Raises `Binary` when it is no text at all.

    A file above 4 MB is judged by its head and by samples spread over it.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return Encoding(name)
    if data.startswith(_MAGIC):
        raise Binary
    body = data.rstrip(b"\0")
    if body and b"\0" not in body[:_HEAD]:
        data = body  # some disks and cameras fill up the last block
    head = data[:_HEAD]
    controls = len(_CONTROL.findall(head))
    if controls and (controls * 50 > len(head) or b"\0" in head) and (name := _wide(head)):
        return Encoding(name, guessed=True)
    if controls * 100 > len(head) and (controls * 5 > len(head) or not is_utf8(data)):
        raise Binary
    if is_utf8(data):
        return _utf8(data)
    telling = _telling(data)
    if name := mixture(telling):
        return Encoding(name, guessed=True)
    if _nearly_utf8(telling[:_PIECE] if len(data) > _WHOLE else data):
        return Encoding("utf-8", guessed=True)
    return Encoding(_single_byte(telling), guessed=True)


def _utf8(data: bytes) -> Encoding:
    """Return UTF-8, unless what it gives is another encoding in letters that everybody has."""
    if data.isascii():
        words = _UTF_7.findall(data[:_HEAD])
        arabic = sum(_is_arabic_utf7(word) for word in words[:1000])
        return Encoding("utf-7", guessed=True) if arabic >= _SURE else Encoding("utf-8")
    sample = codecs.getincrementaldecoder("utf-8")("ignore").decode(_telling(data))
    name = repair(sample)
    return Encoding(name, guessed=True) if name else Encoding("utf-8")


def _is_arabic_utf7(word: bytes) -> bool:
    try:
        text = word.decode("utf-7")
    except UnicodeDecodeError:
        return False
    return len(text) > 1 and sum("\u0600" <= letter <= "\u06ff" for letter in text) > len(text) / 2


def mislabelled(data: bytes, declared: str) -> Encoding | None:
    """Return the encoding of a page that wrongly says it is `declared`; None where it may be right.

    Old Arabic pages in windows-1256 call themselves Latin-1 or ISO 8859-6, or the reverse; some say
    what the machine of their writer was set to. Latin languages have no words of letters beyond
    ASCII alone; ISO 8859-6 leaves bytes unused that windows-1256 has; elsewhere only Arabic with
    its article is believed more than the page.
    """
    telling, latin = _telling(data), declared in _LATIN
    if latin:
        runs = _HIGH_RUN.findall(telling)
        if sum(len(run) >= _WORD for run in runs) * 3 < max(len(runs), 3 * _SURE):
            return None
    found = detect(without_tags(data))
    if found.name == declared or (latin and found.name in _LATIN):
        return None
    if latin or (
        declared in _ARABIC and _strain(telling, found.name) * 2 < _strain(telling, declared)
    ):
        return found
    arabic = declared not in _ARABIC and found.name in _ARABIC
    return found if arabic and _articles(telling, found.name) > _ARTICLES else None


def without_tags(data: bytes) -> bytes:
    """Return what a page shows, where there is something to tell its encoding by: the detector
    believes what the page says of itself."""
    shown = _TAG.sub(b" ", data)
    return data if shown.isascii() else shown


def decode(data: bytes, encoding: Encoding) -> tuple[str, Encoding]:
    """The text of `data` without a byte order mark, and the encoding with its bad bytes counted.

    What cannot be read becomes U+FFFD, counted once for each. Decoded in pieces of 1 MB, with the
    same result as at once. Raises LookupError for a name that is no text encoding.
    """
    if not getattr(codecs.lookup(encoding.name), "_is_text_encoding", True):
        raise LookupError(encoding.name)
    decoder = codecs.getincrementaldecoder(encoding.name)("replace")
    whole = io.StringIO(newline="")  # half the time and memory of joining a list of pieces
    for at in range(0, len(data), _DECODED_AT_ONCE):
        whole.write(decoder.decode(data[at : at + _DECODED_AT_ONCE]))
    whole.write(decoder.decode(b"", final=True))
    text = whole.getvalue()
    bad = text.count("\ufffd") if _has_bad_bytes(encoding.name) else 0
    if bad and encoding.name.startswith("utf"):
        bad = max(0, bad - data.count("\ufffd".encode(encoding.name)))
    return text.removeprefix("\ufeff"), Encoding(encoding.name, encoding.guessed, bad)


def _has_bad_bytes(name: str) -> bool:
    """Whether some byte means nothing in that encoding; windows-1256 has a letter for each."""
    try:
        return "\ufffd" in bytes(range(256)).decode(name)
    except UnicodeDecodeError:
        return True


def plain_name(codec: str) -> str:
    """The name that `ENCODINGS` has for a codec of Python, else Python's own."""
    return _NAMES.get(codec, codec)


def _samples(data: bytes) -> list[bytes]:
    """The head and eight pieces spread over the rest, cut where no sequence is broken."""
    step = (len(data) - _HEAD) // 8 // 4 * 4
    pieces = [data[:_HEAD]]
    pieces += [data[at : at + _PIECE] for at in range(_HEAD, len(data) - _PIECE, step)]
    return pieces


def is_utf8(data: bytes) -> bool:
    """Whether it is strict UTF-8: whole up to 4 MB, else by samples with something to see."""
    pieces = [data] if len(data) <= _WHOLE else [*_samples(data), _telling(data)]
    return all(_is_utf8_piece(piece, cut=len(data) > _WHOLE) for piece in pieces)


def _is_utf8_piece(piece: bytes, *, cut: bool) -> bool:
    if cut:  # it may begin and end inside a sequence
        piece = re.sub(rb"\A[\x80-\xbf]{0,3}", b"", piece)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(piece, final=not cut)
    except UnicodeDecodeError:
        return False
    return True


def _nearly_utf8(sample: bytes) -> bool:
    """Whether at least ten sequences are sound for every bad one, a cut at the very end aside.

    Two are enough where they are Arabic: no other encoding writes so by chance.
    """
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(sample)
    bad = text.count("\ufffd")
    sound = len(re.sub("[\x00-\x7f\ufffd][\x00-\x7f\ufffd]*", "", text))
    arabic = len(re.findall("[\u0600-\u06ff]", text))
    return sound > 0 and (bad * 10 <= sound or (bad * 2 <= arabic >= 3 and sound < arabic * 1.25))


def _wide(head: bytes) -> str | None:
    """UTF-32 or UTF-16 without a byte order mark: the reading that gives everyday letters.

    Of two that do, the one with spaces, Latin and Arabic: ASCII the wrong way round is Chinese.
    """
    best, name = (0.8, 0.0), None
    for candidate in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        text = codecs.getincrementaldecoder(candidate)("replace").decode(head)
        length = max(1, len(text))
        near = sum(1 for letter in text if letter < "\u0800") / length
        shares = len(_EVERYDAY.findall(text)) / length, near
        if shares > best:
            best, name = shares, candidate
    return name


def _telling(data: bytes) -> bytes:
    """Up to three pieces with something beyond ASCII in them, for a detector to look at."""
    pieces: list[bytes] = []
    for at in range(0, len(data), _PIECE):
        piece = data[at : at + _PIECE]
        if not piece.isascii():
            pieces.append(piece)
            if len(pieces) == 3:
                break
    return b"".join(pieces)


def _single_byte(sample: bytes) -> str:
    """What chardet makes of it, mended where its answer breaks the writing of Arabic.

    The wide list of candidates is believed where it fits better than the likely four; against
    Arabic only when it is much surer: told of all encodings, chardet reads short Arabic as others.
    """
    return _of_old_machines(sample, _of_windows(sample))


def _of_old_machines(sample: bytes, name: str) -> str:
    """Return Mac Arabic or IBM 864 where they make better Arabic of it; the detector knows neither.

    Mac Arabic has the letters of ISO 8859-6 and signs in its gaps. IBM 864 writes the shapes that
    letters have in words, so that any other reading is without the article.
    """
    if name == "iso-8859-6" and _strain(sample, name) > 2 * _strain(sample, "mac-arabic"):
        return "mac-arabic"
    others = max(_articles(sample, each) for each in (name, *_ARABIC))
    mine = _articles(sample, "cp864")
    return "cp864" if mine > _ARTICLES and mine > 3 * others else name


def _articles(sample: bytes, name: str) -> float:
    """Return the share of its Arabic words with the article, were it in that encoding."""
    text = unicodedata.normalize("NFKC", sample[:20_000].decode(name, "replace"))
    words = _WORDS.findall(text)
    return sum(word.startswith("ال") for word in words) / len(words) if len(words) >= _SURE else 0.0


def _of_windows(sample: bytes) -> str:
    with _LOADING:
        from chardet import detect as chardet_detect

        likely = chardet_detect(sample, include_encodings=_LIKELY, compat_names=False)
    name, sureness = likely["encoding"] or "windows-1252", likely["confidence"]
    name = plain_name(name)
    if high_bytes(sample[:_PIECE]) >= _SURE:
        other = chardet_detect(sample, include_encodings=_POSSIBLE, compat_names=False)
        another = plain_name(other["encoding"] or name)
        if other["confidence"] > _much_surer(name, another, sample) * sureness:
            return another
    if name not in _ARABIC or sureness > 0.5:
        return name
    strains = {each: _strain(sample, each) for each in dict.fromkeys((name, *_ARABIC))}
    best = min(strains, key=strains.__getitem__)
    return best if strains[best] * 2 < strains[name] else name


def _much_surer(name: str, other: str, sample: bytes) -> float:
    """Return how many times surer than of `name` the detector must be to be believed of `other`.

    Quotation marks and dashes as Windows has them, where such marks stand, are letters elsewhere.
    """
    if name in _ARABIC:
        return _SURER_THAN_ARABIC
    if other.startswith("windows"):
        return _SURER_THAN_LATIN
    marks = len(_MARKS_OF_WINDOWS.findall(sample[:_PIECE]))
    return math.inf if marks * 4 > high_bytes(sample[:_PIECE]) else 1.0


def _strain(sample: bytes, name: str) -> int:
    """How often letters stand where no writer puts them, were `sample` in that encoding."""
    return len(_STRAIN.findall(sample[:20_000].decode(name, "replace")))
