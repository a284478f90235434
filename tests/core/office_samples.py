"""Office documents made by the tests: packed XML, the same bytes every time."""

import io
import zipfile

W_NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_URN = "urn:oasis:names:tc:opendocument:xmlns:"
ODF_NS = " ".join(
    f'xmlns:{name}="{_URN}{space}:1.0"'
    for name, space in (
        ("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"),
        ("draw", "drawing"), ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"),
        ("meta", "meta"),
    )
) + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip  # noqa: E501
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def packed(members: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, (2020, 1, 2, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # the same bytes whatever system makes them
            archive.writestr(info, content)
    return file.getvalue()


STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US" w:bidi="ar-SA"/></w:rPr>'
    "</w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="mine"><w:name w:val="My own"/><w:basedOn w:val="1"/>'
    '<w:pPr><w:bidi/><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="q"><w:name w:val="Quote"/></w:style>'
    '<w:style w:type="character" w:styleId="strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr>'
    "</w:style>"
)


def level(at, kind, text, start=1):
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "decimal", "%1.")
    + level(1, "lowerLetter", "%1.%2)")
    + level(2, "upperRoman", "%3")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + level(0, "bullet", "\uf0b7")
    + level(1, "arabicAlpha", "%2-")
    + level(2, "arabicAbjad", "%3-")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def docx(body: str, styles: str = STYLES, notes: str = "", ends: str = "", comments: str = ""):
    """A .docx: `notes`, `ends` and `comments` are the insides of their parts."""
    parts = {"styles": styles, "numbering": NUMBERING, "footnotes": notes, "endnotes": ends,
             "comments": comments}  # fmt: skip
    relations = "".join(
        f'<Relationship Id="r-{name}" Type="{_REL}{name}" Target="{name}.xml"/>' for name in parts
    )
    relations += (
        f'<Relationship Id="rLink" Type="{_REL}hyperlink" Target="https://example.org/x" '
        'TargetMode="External"/>'
        f'<Relationship Id="rBad" Type="{_REL}hyperlink" Target="file:///etc/passwd" '
        'TargetMode="External"/>'
        f'<Relationship Id="rImage" Type="{_REL}image" Target="media/image1.png"/>'
        f'<Relationship Id="rFar" Type="{_REL}image" Target="http://example.org/i.png" '
        'TargetMode="External"/>'
    )
    space = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    members: dict[str, str | bytes] = {
        "_rels/.rels": f'<Relationships {space}><Relationship Id="a" Type="{_REL}officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {W_NS}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f"<Relationships {space}>{relations}</Relationships>",
        "word/media/image1.png": b"\x89PNG",
        "docProps/core.xml": '<c xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:t="http://purl.org/dc/terms/"><dc:title>A title</dc:title>'
        "<dc:creator>Somebody</dc:creator><t:created>2024-05-06T10:00:00Z</t:created></c>",
    }
    for name, inside in parts.items():
        members[f"word/{name}.xml"] = f"<w:{name} {W_NS}>{inside}</w:{name}>"
    return packed(members)


def p(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def item(text: str, numbering: int, depth: int = 0) -> str:
    numbers = f'<w:ilvl w:val="{depth}"/><w:numId w:val="{numbering}"/>'
    return p(r(text), f"<w:numPr>{numbers}</w:numPr>")


def table(*rows) -> str:
    lines = (
        "<w:tr>" + "".join(f"<w:tc>{p(r(c)) if c else p('')}</w:tc>" for c in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl>{''.join(lines)}</w:tbl>"


def sample_docx() -> bytes:
    bidi = "<w:bidi/>"
    return docx(
        p(r("في وصف الميناء", "<w:rtl/>"), f'<w:pStyle w:val="1"/>{bidi}')
        + p(
            r("وصلت السفينة ", "<w:rtl/>")
            + r("عند الفجر", "<w:rtl/><w:b/>")
            + '<w:r><w:footnoteReference w:id="2"/></w:r>',
            bidi,
        )
        + item("أولًا", 1)
        + item("ثانيًا", 1)
        + table(("الاسم", "العدد"), ("سفينة", "٣"))
        + p(r("A line in English", '<w:lang w:val="fr-FR"/>')),
        notes=f'<w:footnote w:id="2">{p(r("أي قبل الشروق"), bidi)}</w:footnote>',
    )


ODF_STYLES = (
    '<style:default-style style:family="paragraph"><style:text-properties fo:language="en" '
    'fo:country="US" style:language-complex="ar" style:country-complex="SA"/>'
    '</style:default-style><style:style style:name="Base" style:family="paragraph">'
    '<style:paragraph-properties style:writing-mode="rl-tb"/></style:style>'
    '<style:style style:name="Child" style:family="paragraph" style:parent-style-name="Base"/>'
    '<style:style style:name="B" style:family="text"><style:text-properties '
    'fo:font-weight="bold"/></style:style>'
    '<style:style style:name="FR" style:family="text"><style:text-properties fo:language="fr" '
    'fo:country="FR"/></style:style>'
    '<style:style style:name="No" style:family="text"><style:text-properties '
    'text:display="none"/></style:style>'
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" '
    'style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2" '
    'style:num-format="أ, ب, ت, ..." style:num-suffix=")"/></text:list-style>'
)
_META = (
    "<office:meta><dc:title>A title</dc:title><meta:initial-creator>Somebody"
    "</meta:initial-creator><meta:creation-date>2024-05-06T10:00:00</meta:creation-date>"
    "</office:meta>"
)


def fodt(body: str) -> bytes:
    return (
        f"<office:document {ODF_NS}>{_META}<office:automatic-styles>{ODF_STYLES}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document>"
    ).encode()


def odt(body: str) -> bytes:
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": fodt(body),
            "Pictures/a.png": b"\x89PNG",
        }
    )


ODF_BODY = (
    '<text:h text:outline-level="2">في وصف الميناء</text:h>'
    '<text:p text:style-name="Child">وصلت السفينة <text:span text:style-name="B">عند الفجر'
    '</text:span><text:note text:note-class="footnote"><text:note-citation>1'
    "</text:note-citation><text:note-body><text:p>أي قبل الشروق</text:p></text:note-body>"
    '</text:note></text:p><text:list text:style-name="L"><text:list-item><text:p>أولًا</text:p>'
    "<text:list><text:list-item><text:p>فرع</text:p></text:list-item></text:list>"
    "</text:list-item><text:list-item><text:p>ثانيًا</text:p></text:list-item></text:list>"
    "<table:table><table:table-row><table:table-cell><text:p>الاسم</text:p></table:table-cell>"
    "<table:table-cell><text:p>العدد</text:p></table:table-cell></table:table-row></table:table>"
    '<text:p>A line <text:span text:style-name="FR">en français</text:span></text:p>'
)

_HEX = "".join(f"\\'{byte:02x}" for byte in "وصلت السفينة إلى الميناء عند الفجر".encode("cp1256"))
RTF = (
    b"{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset178 Arial;}{\\f1\\fcharset0 Times;}}"
    b"{\\stylesheet{\\s1 heading 1;}{\\s2\\outlinelevel1 Mine;}}"
    b"{\\info{\\title A title}{\\author Somebody}{\\creatim\\yr2024\\mo5\\dy6}}\n"
    b"\\pard\\s1\\rtlpar\\f0 \\'c7\\'e1\\'e3\\'ed\\'e4\\'c7\\'c1\\par\n"
    b"\\pard\\rtlpar\\f1 \\u1608?\\u1589?\\u1604?\\u1578? {\\b \\u1571?}{\\super\\chftn}"
    b"{\\footnote\\pard\\rtlpar \\u1571?\\u1610?}\\par\n"
    b"\\pard\\rtlpar\\f0 " + _HEX.encode() + b"\\f1\\par\n"
    b"\\pard\\ltrpar{\\listtext 1.\\tab}item\\par{\\*\\unknown gone}{\\pict\\bin3 }{\\}\n"
    b"\\pard\\trowd\\intbl a\\cell b\\cell\\row\\pard\\u-10179?\\u-8704? caf\\'e9 "
    b'{\\field{\\*\\fldinst HYPERLINK "https://example.org/x"}{\\fldrslt link}}'
    b"{\\*\\atnauthor Me}\\chatn{\\*\\annotation says}\\par}"
)

_PAGE = (
    '<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" '
    'xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body>{}</body></html>'
)
EPUB_PAGES = (
    '<h1 id="top">الفصل الأول</h1><p>وصلت السفينة&nbsp;<a href="two.xhtml#n">عند الفجر</a>'
    '<img src="../i.png" alt="سفينة"/></p>',
    '<p>وغادرت <a href="one.xhtml">مساءً</a></p><aside epub:type="footnote" id="n">أي قبل الشروق'
    "</aside>",
)


def epub(pages=EPUB_PAGES, progression="rtl", language="ar", more=None) -> bytes:
    names = ("one", "two", "three")[: len(pages)]
    items = "".join(
        f'<item id="{n}" href="text/{n}.xhtml" media-type="application/xhtml+xml"/>' for n in names
    )
    spine = "".join(f'<itemref idref="{name}"/>' for name in names)
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="B/p.opf"/>'
            "</rootfiles></container>",
            "B/p.opf": '<package xmlns="http://www.idpf.org/2007/opf" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>A title</dc:title>'
            "<dc:creator>Somebody</dc:creator><dc:date>2024-05-06</dc:date>"
            f"<dc:language>{language}</dc:language></metadata><manifest>{items}</manifest>"
            f'<spine page-progression-direction="{progression}">{spine}</spine></package>',
            "B/i.png": b"\x89PNG",
            **{f"B/text/{n}.xhtml": _PAGE.format(t) for n, t in zip(names, pages, strict=True)},
            **(more or {}),
        }
    )


SAMPLES = {
    "sample.ar.docx": sample_docx,
    "sample.ar.odt": lambda: odt(ODF_BODY),
    "sample.ar.fodt": lambda: fodt(ODF_BODY),
    "sample.ar.rtf": lambda: RTF,
    "sample.ar.epub": epub,
}
"""The samples in tests/data/formats/, and what makes them."""
