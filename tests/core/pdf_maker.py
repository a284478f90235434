"""PDF files by hand: lines of text at their places, Arabic drawn from the left as viewers see it.

`python tests/core/pdf_maker.py` writes the sample in tests/data/formats/.
"""

import re
from hashlib import md5
from pathlib import Path
from unicodedata import combining

SAMPLE = Path(__file__).parents[1] / "data" / "formats" / "report.ar.pdf"
_CLUSTER = re.compile("(?:ل[اأإآ]|.)[\u064b-\u0652]*", re.S)
_LTR = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z./% ]*[0-9A-Za-z%])?")
_MIRRORED = str.maketrans("()«»", ")(»«")
_WIDTH = 0.5


def pdf(
    pages,
    title="",
    password="",
    picture=False,
    codes=None,
    outline=(),
    unseen=False,
    labels="",
    leaf="/MediaBox[0 0 420 595]",
):
    """The bytes of a PDF. `pages`: lists of (x, y, size, text); of Arabic, x is the right edge.

    `codes`: glyph -> what the file says it stands for, where that is not the glyph itself.
    `unseen`: the text is not drawn, as over the picture of a page. `labels`: what /Nums of the page
    labels says; `leaf`: what every page says of itself.
    """
    glyphs = {}
    contents = [
        ("3 Tr\n" if unseen else "")
        + "\n".join(_drawn(line, glyphs) for line in page)
        + ("\n/Im0 Do" if picture else "")
        for page in pages
    ]
    count = len(pages)
    kids = " ".join(f"{10 + 2 * at} 0 R" for at in range(count))
    objects = {
        1: f"<</Type/Catalog/Pages 2 0 R/PageLabels<</Nums[{labels}]>>>>"
        if labels
        else "<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Kids[{kids}]/Count {count}>>",
        3: "<</Type/Font/Subtype/Type0/BaseFont/Made/Encoding/Identity-H"
        "/DescendantFonts[4 0 R]/ToUnicode 6 0 R>>",
        4: "<</Type/Font/Subtype/CIDFontType2/BaseFont/Made/CIDSystemInfo<</Registry(Adobe)"
        f"/Ordering(Identity)/Supplement 0>>/FontDescriptor 5 0 R/DW {int(1000 * _WIDTH)}>>",
        5: "<</Type/FontDescriptor/FontName/Made/Flags 4/FontBBox[0 -200 1000 800]"
        "/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>",
        6: _stream(_to_unicode(glyphs, codes or {})),
        7: f"<</Title<{_hex(chr(0xFEFF) + title)}>/CreationDate(D:20210731)>>",
        8: "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray"
        "/BitsPerComponent 8/Length 1>>stream\nx\nendstream",
        9: "null",
    }
    for at, content in enumerate(contents):
        objects[10 + 2 * at] = (
            f"<</Type/Page/Parent 2 0 R{leaf}/Resources<</Font<</F 3 0 R>>"
            f"/XObject<</Im0 8 0 R>>>>/Contents {11 + 2 * at} 0 R>>"
        )
        objects[11 + 2 * at] = _stream(content)
    if outline:
        _add_outline(objects, outline)
    if password:
        _lock(objects, password)
    return _file(objects, "/Encrypt 9 0 R/ID[<00><00>]" if password else "")


def pdf_of_boxes(content, flat="", leaf="/MediaBox[0 0 420 595]"):
    """A PDF of one page: `content` as it stands, with the code of what is between braces.

    Its font draws a box for each letter, a small one above for a mark, and a line for what is in
    `flat`, so that a single glyph has an extent. A control character is its own code.
    """
    codes = {}

    def code(match):
        letter = match[1]
        return f"{codes.setdefault(letter, ord(letter) if letter < ' ' else len(codes) + 33):02x}"

    drawn = re.sub("{(.+?)}", code, content)
    names = " ".join(f"{number} /g{number}" for number in sorted(codes.values()))
    boxes = " ".join(f"/g{number} {40 + number} 0 R" for number in codes.values())
    objects = {
        1: "<</Type/Catalog/Pages 2 0 R>>",
        2: "<</Type/Pages/Kids[10 0 R]/Count 1>>",
        3: "<</Type/Font/Subtype/Type3/FontBBox[0 -200 500 900]/FontMatrix[.001 0 0 .001 0 0]"
        f"/FirstChar 0/LastChar 255/Widths[{'500 ' * 256}]"
        f"/Encoding<</Differences[{names}]>>/ToUnicode 6 0 R/CharProcs<<{boxes}>>>>",
        6: _stream(_to_unicode(codes, {}).replace("<00", "<").replace("<ffff>", "<ff>")),
        7: "<<>>",
        10: f"<</Type/Page/Parent 2 0 R{leaf}/Resources<</Font<</F 3 0 R>>>>/Contents 11 0 R>>",
        11: _stream(drawn),
    }
    for letter, number in codes.items():
        bottom, top = (700, 800) if combining(letter[0]) else (0, 90 if letter in flat else 500)
        objects[40 + number] = _stream(f"500 0 d0 0 {bottom} 500 {top - bottom} re f")
    return _file(dict.fromkeys(range(1, max(objects) + 1), "null") | objects, "")


def _add_outline(objects, outline):
    """`outline`: (title, page from 0) of each bookmark, all of one level."""
    first = max(objects) + 1
    last = first + len(outline)
    for at, (title, page) in enumerate(outline):
        follows = f"/Next {first + at + 2} 0 R" if at + 1 < len(outline) else ""
        objects[first + at + 1] = (
            f"<</Title<{_hex(chr(0xFEFF) + title)}>/Parent {first} 0 R{follows}"
            f"/Dest[{10 + 2 * page} 0 R/Fit]>>"
        )
    objects[first] = f"<</First {first + 1} 0 R/Last {last} 0 R/Count {len(outline)}>>"
    objects[1] = f"<</Type/Catalog/Pages 2 0 R/Outlines {first} 0 R>>"


_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def _lock(objects, password):
    """Encrypt the streams as the oldest readers can: RC4 with 40 bits (PDF 1.7, 7.6)."""
    padded = (password.encode() + _PADDING)[:32]
    owner = _rc4(md5(padded).digest()[:5], padded)
    key = md5(padded + owner + (-4).to_bytes(4, "little", signed=True) + b"\0").digest()[:5]
    user = _rc4(key, _PADDING)
    objects[7] = "<<>>"
    objects[9] = f"<</Filter/Standard/V 1/R 2/P -4/O<{owner.hex()}>/U<{user.hex()}>>>"
    for number, body in objects.items():
        head, found, content = body.partition("stream\n")
        if found:
            inside = content.removesuffix("\nendstream").encode("latin-1")
            own = md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]
            locked = _rc4(own, inside).decode("latin-1")
            objects[number] = f"{head}stream\n{locked}\nendstream"


def _rc4(key, data):
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    found, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        found.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(found)


def _drawn(line, glyphs):
    x, y, size, text = line
    clusters = _CLUSTER.findall(text)
    if re.search("[\u0600-\u06ff]", text):
        clusters = _visual(text)
        x -= len(clusters) * size * _WIDTH
    codes = "".join(f"{glyphs.setdefault(c, len(glyphs) + 1):04x}" for c in clusters)
    return f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj ET"


def _visual(text):
    found = []
    at = 0
    for match in _LTR.finditer(text):
        found += [c.translate(_MIRRORED) for c in _CLUSTER.findall(text[at : match.start()])]
        found += list(match[0][::-1])
        at = match.end()
    found += [c.translate(_MIRRORED) for c in _CLUSTER.findall(text[at:])]
    return found[::-1]


def _hex(text):
    return text.encode("utf-16-be").hex()


def _to_unicode(glyphs, codes):
    pairs = [f"<{n:04x}><{_hex(codes.get(text, text))}>" for text, n in glyphs.items()]
    blocks = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
    middle = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Made def\n"
        "1 begincodespacerange\n<0000><ffff>\nendcodespacerange\n"
        f"{middle}\nendcmap\nend\nend"
    )


def _stream(content):
    return f"<</Length {len(content)}>>stream\n{content}\nendstream"


def _file(objects, trailer):
    data = b"%PDF-1.4\n"
    places = {}
    for number, body in objects.items():
        places[number] = len(data)
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(data)
    size = max(objects) + 1
    data += f"xref\n0 {size}\n0000000000 65535 f \n".encode()
    for number in range(1, size):
        data += f"{places[number]:010} 00000 n \n".encode()
    data += f"trailer<</Size {size}/Root 1 0 R/Info 7 0 R{trailer}>>\n".encode()
    return data + f"startxref\n{start}\n%%EOF\n".encode()


REPORT = [
    [
        (380, 560, 9, "أخبار النهر"),
        (380, 510, 20, "تقرير عن النهر"),
        (380, 470, 12, "قال مدير المحطة (وهو مهندس) إن المنسوب ارتفع 12.5%"),
        (380, 454, 12, "خلال عام 2021، وإن الأهالي لا يخافون «كما كانوا»."),
        (380, 425, 12, "ونقلت وكالة Reuters News عن مسؤول: لا خطر الآن،"),
        (380, 409, 12, "ولا يخشى أحد شيئًا من ذلك بعد اليوم ما دام الناس"),
        (380, 25, 9, "صفحة 1"),
    ],
    [
        (380, 560, 9, "أخبار النهر"),
        (380, 510, 12, "يعملون معًا."),
        (380, 460, 15, "في الميناء"),
        (380, 430, 12, "وصلت 3 سفن، أولاها (Al Amal 7) يوم 31/7/2021."),
        (380, 25, 9, "صفحة 2"),
    ],
    [
        (380, 560, 9, "أخبار النهر"),
        (380, 510, 12, "أما الأسواق فلا تزال مفتوحة إلى الليل."),
        (380, 25, 9, "صفحة 3"),
    ],
]

if __name__ == "__main__":
    SAMPLE.write_bytes(pdf(REPORT, "تقرير عن النهر"))
