"""Word, OpenDocument, RTF and EPUB: what each keeps, and what must not go wrong."""

import io
import zipfile

import pytest
from office_samples import (
    EPUB_PAGES,
    RTF,
    SAMPLES,
    W_NS,
    docx,
    epub,
    fodt,
    item,
    odt,
    p,
    packed,
    r,
    sample_docx,
    table,
)

from tests.core.formats.test_registry import DATA
from viewer.core.base.errors import Unreadable
from viewer.core.formats import load, load_parts
from viewer.core.text.document import Document


@pytest.fixture
def read(tmp_path):
    def open_file(content, suffix="docx", **how):
        path = tmp_path / f"x.{suffix}"
        path.write_bytes(content)
        return load(path, **how)

    return open_file


def texts(document):
    return [block.text for block in document.blocks()]


def kinds(document):
    return [(b.kind, b.level, b.marker, b.text) for b in document.blocks()]


def spans(document, index=0):
    return [(s.start, s.end, s.style, s.value) for s in document.block(index).spans]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples_are_what_makes_them(name):
    assert (DATA / name).read_bytes() == SAMPLES[name]()


# Word


def test_headings_by_names_levels_and_what_styles_are_based_on(read):
    document = read(
        docx(
            p(r("one"), '<w:pStyle w:val="1"/>')
            + p(r("three"), '<w:pStyle w:val="mine"/>')
            + p(r("two"), '<w:outlineLvl w:val="1"/>')
            + p(r("none"), '<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>')
            + p(r("said"), '<w:pStyle w:val="q"/>')
        )
    )
    levels = [(b.kind, b.level, b.direction) for b in document.blocks()]
    assert levels == [("heading", 1, None), ("heading", 3, "rtl"), ("heading", 2, None),
                      ("paragraph", 0, None), ("quote", 1, None)]  # fmt: skip


def test_lists_count_restart_and_nest(read):
    items = [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (3, 0), (3, 0)]
    document = read(docx("".join(item("x", *place) for place in items)))
    assert [(b.marker, b.level) for b in document.blocks()] == [
        ("1.", 1), ("1.a)", 2), ("1.b)", 2), ("2.", 1), ("2.a)", 2), ("I", 3), ("•", 1),
        ("أ-", 2), ("1.", 1), ("2.", 1),
    ]  # fmt: skip


def test_runs(read):
    link = f'<w:hyperlink r:id="rLink">{r("link")}</w:hyperlink>'
    bad = f'<w:hyperlink r:id="rBad">{r("bad")}</w:hyperlink>'
    inner = f'<w:hyperlink w:anchor="here">{r("inner")}</w:hyperlink>'
    document = read(
        docx(
            p(
                r("a ", "<w:b/>") + r("b ", "<w:b/><w:i/>") + r("c", '<w:rStyle w:val="strong"/>')
                + r("2", '<w:vertAlign w:val="superscript"/>') + r("d", "<w:strike/>")
                + r("gone", "<w:vanish/>") + r("u", '<w:u w:val="single"/>')
                + link + bad + inner + "<w:r><w:br/><w:t>x</w:t><w:tab/><w:t>y</w:t></w:r>"
            )
            + p('<w:bookmarkStart w:id="1" w:name="here"/>' + r("target"))
        )
    )  # fmt: skip
    assert texts(document) == ["a b c2dulinkbadinner\u2028x\ty", "target"]
    assert document.anchors["here"] == 1
    assert spans(document) == [
        (0, 5, "bold", ""), (2, 4, "italic", ""), (5, 6, "sup", ""), (6, 7, "strike", ""),
        (7, 8, "underline", ""), (8, 12, "link", "https://example.org/x"),
        (15, 20, "link", "#here"),
    ]  # fmt: skip


def test_changes_fields_and_text_boxes(read):
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK '
        '"https://example.org/f" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + r("shown")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    box = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>"
        + p(r("in a box"))
        + "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>"
        + p(r("in a box"))
        + "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = read(
        docx(
            p(f"<w:ins>{r('in ')}</w:ins><w:del><w:r><w:delText>out</w:delText></w:r></w:del>"
              f"<w:moveFrom>{r('moved')}</w:moveFrom>" + field + box)
            + p(r("first "), "<w:rPr><w:del/></w:rPr>") + p(r("second"))
        )
    )  # fmt: skip
    assert texts(document) == ["in shown", "in a box", "first second"]
    assert spans(document) == [(3, 8, "link", "https://example.org/f")]


def test_notes_and_comments_are_linked_both_ways(read):
    document = read(
        docx(
            p(
                r("body") + '<w:r><w:footnoteReference w:id="7"/></w:r>'
                '<w:r><w:endnoteReference w:id="1"/></w:r>'
                '<w:commentRangeStart w:id="4"/>' + r(" range") + '<w:commentRangeEnd w:id="4"/>'
                '<w:r><w:commentReference w:id="4"/></w:r>'
            ),
            notes=f'<w:footnote w:id="7">{p(r("foot"))}</w:footnote>',
            ends=f'<w:endnote w:id="1">{p(r("end"))}</w:endnote>',
            comments=f'<w:comment w:id="4" w:author="Me">{p(r("why"))}</w:comment>',
        )
    )
    assert kinds(document) == [
        ("paragraph", 0, "", "body11 range"), ("footnote", 0, "", "1 foot"),
        ("footnote", 0, "", "1 end"), ("comment", 0, "", "Me: why"),
    ]  # fmt: skip
    links = [s for s in spans(document) if s[2] == "link"]
    assert [value for *_, value in links] == ["#fn1", "#en1", "#comment4"]
    assert [document.anchors[value[1:]] for *_, value in links] == [1, 2, 3]
    assert document.anchors[spans(document, 3)[0][3][1:]] == 0


def test_pictures_are_named_never_fetched(read):
    def picture(relation, words=""):
        return (
            f'<w:r><w:drawing><wp:docPr descr="{words}"/><a:blip r:embed="{relation}"/>'
            "</w:drawing></w:r>"
        )

    document = read(docx(p(picture("rImage", "a ship")) + p(picture("rFar"))))
    assert kinds(document) == [("image", 0, "", "\ufffc a ship"), ("image", 0, "", "\ufffc")]
    assert spans(document) == [(0, 8, "image", "word/media/image1.png")]
    assert spans(document, 1) == []


def test_tables(read):
    document = read(docx(p(r("before")) + table(("a", "", "c"), ("", "m", "")) + table(("one",))))
    assert [(b.kind, b.text) for b in document.blocks()] == [
        ("paragraph", "before"), ("table", "a\t\tc"), ("table", "\tm\t"), ("paragraph", "one"),
    ]  # fmt: skip


def test_a_run_in_another_language(read):
    french = r("en français", '<w:lang w:val="fr-FR"/>')
    document = read(
        docx(p(r("This is a line of the text, as it was said here, ") + r("and ") + french))
    )
    assert document.language == "en-US"
    assert [s[2:] for s in spans(document)] == [("language", "fr-FR")]


def test_a_table_of_two_languages_is_a_bitext(read):
    rows = (
        ("وصلت السفينة إلى الميناء", "The ship arrived in the harbour"),
        ("", "and nobody was there"),
        ("ثم غادرت في المساء", "Then it left in the evening"),
    )
    document = read(docx(p(r("The ship of the evening"), '<w:pStyle w:val="1"/>') + table(*rows)))
    sides = document.sides()
    assert {tag: texts(side) for tag, side in sides.items()} == {
        "ar": [rows[0][0], rows[2][0]],
        "en": ["The ship of the evening", *(row[1] for row in rows)],
    }
    assert list(sides["ar"].units) == [1, 3] and list(sides["en"].units) == [0, 1, 2, 3]
    same = read(docx(table(("The house is here", "This is the house"), ("of it", "and the"))))
    assert not same.others and len(same) == 2


# OpenDocument


def test_odt_inline(read):
    document = read(
        odt(
            "<text:p>a  b<text:s text:c='2'/>c<text:tab/>d<text:line-break/>"
            "<text:span text:style-name='No'>gone</text:span>"
            "<text:a xlink:href='https://example.org/'>link</text:a>"
            "<text:a xlink:href='file:///x'>bad</text:a>"
            "<office:annotation><dc:creator>Me</dc:creator><text:p>why</text:p>"
            "</office:annotation></text:p>"
            "<text:p><draw:frame><draw:image xlink:href='Pictures/a.png'/><svg:desc>ship</svg:desc>"
            "</draw:frame></text:p><text:tracked-changes><text:p>old</text:p>"
            "</text:tracked-changes>"
            "<text:p>x<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box>"
            "</draw:frame></text:p>"
        ),
        "odt",
    )
    assert kinds(document) == [
        ("paragraph", 0, "", "a b  c\td\u2028linkbad"), ("image", 0, "", "\ufffc ship"),
        ("paragraph", 0, "", "x"), ("paragraph", 0, "", "boxed"),
        ("comment", 0, "", "Me: why"),
    ]  # fmt: skip
    assert (0, 6, "image", "Pictures/a.png") in spans(document, 1)
    assert (9, 13, "link", "https://example.org/") in spans(document)


def test_odt_direction_follows_the_parents(read):
    document = read(fodt("<text:p text:style-name='Child'>x</text:p><text:p>y</text:p>"), "fodt")
    assert [b.direction for b in document.blocks()] == ["rtl", None]


# RTF


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (rb"\uc2\u1608??x", "وx"),
        (rb"{\uc0\u1608 x}\u1608?y", "وxوy"),
        (rb"\'e3x", "ãx"),
        (rb"{\f0\'e3\'d5\'d1}", "مصر"),
        (b"{\\f0\xe3\xd5\xd1}", "مصر"),
        (rb"a{\*\strange b{c}}d", "ad"),
        (rb"a\{b\}\\c\~d\emdash e", "a{b}\\c\xa0d—e"),
        (rb"a{\pict\bin2 }}}b", "ab"),
        (rb"a{\v hidden}{\deleted out}b", "ab"),
    ],
)
def test_rtf_text(read, source, expected):
    head = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset178 A;}}"
    assert texts(read(head + source + rb"\par}", "rtf")) == [expected]


def test_rtf_may_be_nested_deep(read):
    assert texts(read(b"{\\rtf1 " + b"{" * 5000 + b"x" + b"}" * 5001, "rtf")) == ["x"]
    with pytest.raises(Unreadable):
        read(b"{\\rtf1 " + b"{" * 50_000, "rtf")


# EPUB


def test_epub_links_lead_from_chapter_to_chapter(read):
    document = read(epub(), "epub")
    assert document.anchors["B/text/two.xhtml"] == 2
    assert document.anchors["B/text/two.xhtml#n"] == 3
    assert spans(document, 1)[0][3] == "#B/text/two.xhtml#n"


def test_epub_page_progression_is_the_last_word(read):
    assert read(epub(("<p>1 2 3</p>",), language="und"), "epub").direction == "rtl"
    assert read(epub(("<p>Some words of it</p>",), language="en"), "epub").direction == "ltr"


def test_epub_takes_broken_pages_as_a_browser_does(read):
    assert texts(read(epub(("<p>one<br>two<p>three",)), "epub")) == ["one\u2028two", "three"]


def test_html_keeps_images_in_its_folder_alone(read):
    images = ("i/a.png", "../a.png", "/a.png", "file:///a.png", "http://x/a.png", "C:\\a.png",
              "data:image/png;base64,AA", "data:text/html,x")  # fmt: skip
    page = "".join(f'<p>x<img src="{address}"></p>' for address in images)
    document = read(f'<p id="t"><a href="#t">up</a></p>{page}'.encode(), "html")
    found = [s.value for b in document.blocks() for s in b.spans if s.style == "image"]
    assert found == ["i/a.png", "data:image/png;base64,AA"]
    assert spans(document) == [(0, 2, "link", "#t")] and document.anchors["t"] == 0


# What comes from strangers


def reason(read, content, suffix="docx"):
    with pytest.raises(Unreadable) as error:
        read(content, suffix)
    return error.value.reason


def test_bombs_and_entities(read):
    document = f"<w:document {W_NS}><w:body>%s</w:body></w:document>"
    assert reason(read, packed({"word/document.xml": document % (" " * (65 << 20))})) == "too-large"
    assert reason(read, packed({"word/document.xml": document % (" " * (20 << 20))})) == "too-large"
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + document % "&b;"
    assert reason(read, packed({"word/document.xml": laughs})) == "broken"
    outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    assert reason(read, outside.encode(), "fodt") == "broken"
    assert reason(read, outside.encode("utf-16"), "fodt") == "broken"


def test_a_long_document_comes_in_parts_with_its_notes_and_anchors(read, tmp_path):
    said = [p(r(f"فقرة {n}", "<w:rtl/>")) for n in range(450)]
    said.insert(200, '<w:bookmarkStart w:id="1" w:name="here"/>')
    path = tmp_path / "long.docx"
    path.write_bytes(docx("".join(said)))
    parts = list(load_parts(path))
    assert len(parts) == 2 and len(parts[0]) == 200
    whole = load(path)
    assert texts(whole) == [text for part in parts for text in texts(part)]
    assert whole.lines.block(whole.anchors["here"]) == "فقرة 200" and parts[1].anchors["here"] == 0
    assert {part.language for part in parts} == {whole.language}


def test_locked_files(read, tmp_path):
    locked = bytearray(sample_docx())
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        found = locked.find(sign)
        while found >= 0:
            locked[found + at] |= 1
            found = locked.find(sign, found + 4)
    assert reason(read, bytes(locked)) == "encrypted"
    ole = b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")
    assert reason(read, ole) == "encrypted"
    manifest = '<x full-path="content.xml"><encryption-data/></x>'
    members = {"META-INF/manifest.xml": manifest, "content.xml": b"\x01"}
    assert reason(read, packed(members), "odt") == "encrypted"
    more = {"META-INF/encryption.xml": '<a URI="B/text/one.xhtml"/>'}
    assert reason(read, epub(EPUB_PAGES, more=more), "epub") == "encrypted"


@pytest.mark.parametrize("suffix", ["docx", "odt", "epub"])
def test_another_archive_is_refused(read, suffix):
    assert reason(read, packed({"../../x": "y"}), suffix) == "broken"


def test_rtf_sample_holds_every_part(read):
    document = read(RTF, "rtf")
    found = {b.kind for b in document.blocks()}
    assert found == {"heading", "paragraph", "list", "table", "footnote", "comment"}


NAV = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>'
    '<nav epub:type="toc"><ol><li><a href="text/one.xhtml">Opening</a><ol><li>'
    '<a href="text/two.xhtml#n">Of the <i>note</i></a></li></ol></li>'
    '<li><a href="gone.xhtml">Gone</a></li></ol></nav></body></html>'
)
NCX = (
    '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel>'
    "<text>Opening</text></navLabel><content src='text/one.xhtml'/><navPoint><navLabel><text>"
    "Of the note</text></navLabel><content src='text/two.xhtml#n'/></navPoint></navPoint></navMap>"
    "</ncx>"
)


@pytest.mark.parametrize(
    ("member", "kind", "text"),
    [
        ("nav.xhtml", 'properties="nav"', NAV),
        ("t.ncx", 'media-type="application/x-dtbncx+xml"', NCX),
    ],
)
def test_a_book_has_its_contents_for_an_outline(read, member, kind, text):
    plain = epub(("<p>أول</p>", '<p>ثان</p><p id="n">ثالث</p>'))
    package = zipfile.ZipFile(io.BytesIO(plain)).read("B/p.opf").decode()
    item = f'<item id="toc" href="{member}" {kind}/></manifest>'
    more = {"B/p.opf": package.replace("</manifest>", item), f"B/{member}": text}
    document = read(epub(("<p>أول</p>", '<p>ثان</p><p id="n">ثالث</p>'), more=more), "epub")
    found = [(e.level, e.title, document.lines.block(e.block)) for e in document.outline()]
    assert found == [(1, "Opening", "أول"), (2, "Of the note", "ثالث")]


@pytest.mark.parametrize(
    ("name", "written"),
    [("one.xhtml", "ONE%2Exhtml"), ("/one.xhtml", "\\one.xhtml"), (".opf", ".OPF")],
)
def test_epub_names_that_differ_in_case_form_or_codes_are_one(read, name, written):
    archive = zipfile.ZipFile(io.BytesIO(epub()))
    renamed = io.BytesIO()
    with zipfile.ZipFile(renamed, "w") as made:
        for info in archive.infolist():
            made.writestr(info.filename.replace(name, written), archive.read(info))
    document = read(renamed.getvalue(), "epub")
    assert texts(document) == texts(read(epub(), "epub")) and document.omissions == ()


def test_epub_chapters_named_with_a_place_in_them(read):
    archive = zipfile.ZipFile(io.BytesIO(epub()))
    made_of = io.BytesIO()
    with zipfile.ZipFile(made_of, "w") as made:
        for info in archive.infolist():
            data = archive.read(info).replace(b'one.xhtml"', b'one.xhtml#begin"')
            made.writestr(info.filename, data)
    assert texts(read(made_of.getvalue(), "epub")) == texts(read(epub(), "epub"))


def test_epub_tells_of_a_chapter_that_is_not_there(read):
    archive = zipfile.ZipFile(io.BytesIO(epub()))
    lacking = io.BytesIO()
    with zipfile.ZipFile(lacking, "w") as made:
        for info in archive.infolist():
            if not info.filename.endswith("one.xhtml"):
                made.writestr(info.filename, archive.read(info))
    document = read(lacking.getvalue(), "epub")
    assert [(each.kind, each.name.endswith("one.xhtml")) for each in document.omissions] == [
        ("chapter", True)
    ]
    assert Document.from_json(document.as_json()).omissions == document.omissions


def test_signs_of_symbol_fonts_are_what_the_page_shows(read):
    sym = '<w:r><w:sym w:font="{}" w:char="{}"/></w:r>'.format
    fonts = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
    body = p(
        sym("Wingdings", "F04A")
        + sym("Symbol", "F067")
        + sym("Wingdings", "00DF")
        + sym("Webdings", "F043")
        + f"<w:r><w:rPr>{fonts}</w:rPr><w:t>\uf0feü سطر</w:t></w:r>"
        + "<w:r><w:t>\uf0b7\uf0c1</w:t></w:r>"
    )
    assert texts(read(docx(body))) == ["☺γ←▯☑✓ سطر•▯"]
