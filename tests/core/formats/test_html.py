"""What the golden page does not hold: charsets, layout tables, broken and hostile pages."""

import base64
import re

import pytest

from viewer.core.formats import load
from viewer.core.parsing.html import main_content


@pytest.fixture
def page(tmp_path):
    def open_page(source, **how):
        path = tmp_path / "x.html"
        path.write_bytes(source if isinstance(source, bytes) else source.encode())
        return load(path, **how)

    return open_page


def texts(document):
    return [block.text for block in document.blocks()]


@pytest.mark.parametrize(
    ("head", "codec", "name"),
    [
        ('<meta charset="windows-1256">', "windows-1256", "windows-1256"),
        (
            "<META HTTP-EQUIV=Content-Type content='text/html; charset=windows-1256'>",
            "cp1256",
            None,
        ),
        ('<?xml version="1.0" encoding="iso-8859-6"?>', "iso-8859-6", "iso-8859-6"),
        ('<meta charset="iso-8859-1">', "utf-8", "utf-8"),  # says one thing, is another
        ('<meta charset="utf-8">', "windows-1256", "windows-1256"),
        ("", "windows-1256", "windows-1256"),
        ("", "utf-16", "utf-16-le"),
        ('<meta charset="no-such">', "utf-8", "utf-8"),
    ],
)
def test_charset(page, head, codec, name):
    text = "وصلت السفينة إلى الميناء عند الفجر"
    document = page(f"{head}<html><body><p>{text}</p></body></html>".encode(codec))
    assert texts(document) == [text]
    assert document.encoding.name == (name or "windows-1256")


def test_latin1_is_read_as_browsers_do(page):
    document = page(b'<meta charset="iso-8859-1"><p>\x93caf\xe9\x94')
    assert texts(document) == ["“café”"]


def test_nothing_dangerous_comes_through(page):
    document = page(
        "<p>a<script>1</script><style>2</style><!-- 3 --><iframe>4</iframe><noscript>5</noscript>"
        "<template>6</template><svg><text>7</text></svg><textarea>8</textarea>b"
        '<a href="file:///etc/passwd">c</a><a href=" JaVaScript:x">d</a></p>'
    )
    assert texts(document) == ["abcd"]
    assert document.block(0).spans == ()


def test_a_layout_table_gives_paragraphs_a_data_table_rows(page):
    layout = "<table><tr><td>menu<td><h1>Head</h1><p>One</p><p>Two</p></table>"
    assert texts(page(layout)) == ["menu", "Head", "One", "Two"]
    data = "<table><tr><td><p>a</p><td>b<br>c<tr><td><td>d</table>"
    assert texts(page(data)) == ["a\tb\u2028c", "\td"]


def test_inline_elements_around_blocks_keep_their_style(page):
    document = page("<b>one<div>two</div></b>three")
    styled = [(b.text, [(s.start, s.end) for s in b.spans]) for b in document.blocks()]
    assert styled == [("one", [(0, 3)]), ("two", [(0, 3)]), ("three", [])]


def test_white_space_as_css_has_it(page):
    assert texts(page("<p>\n a <b> b</b> \n c&nbsp; d \n</p>")) == ["a b c\u00a0 d"]


def test_lists_count(page):
    document = page(
        "<ol type=i start=4><li>a<li value=9>b</ol><ol type=A><li>c</ol><ol start=١٢><li>d</ol>"
    )
    assert [b.marker for b in document.blocks()] == ["iv.", "ix.", "A.", "12."]


def test_direction_of_the_page_where_no_letter_tells(page):
    assert page("<html dir=rtl><p>12:30</html>").direction == "rtl"
    assert page("<html dir=rtl><p>12:30</html>", language="en").direction == "ltr"


@pytest.mark.parametrize("times", [10, 300, 3000, pytest.param(60_000, marks=pytest.mark.slow)])
def test_deep_nesting_is_flattened(page, times):
    document = page("<div>" * times + "x" + "</div>" * times)
    assert texts(document) == ["x"]


@pytest.mark.parametrize("tag", ["div", "font", "blockquote", "ul><li", "table><tr><td"])
@pytest.mark.parametrize("times", [300, 3000])
def test_what_is_never_closed_loses_nothing(page, tag, times):
    document = page("<p>before</p>" + f"<{tag}>word " * times + "<p>after</p>")
    words = document.text().split()
    assert words[0] == "before" and words[-1] == "after" and words.count("word") == times


def test_deep_tables_and_spans(page):
    assert "x" in "".join(texts(page("<table><tr><td>" * 60 + "x")))
    assert "x" in "".join(texts(page("<table><tr><td>1<td>" + "<span>" * 200 + "x")))


def test_story_and_what_is_around_it(page):
    story = "<p>" + "The story goes on and on. " * 10 + "</p>"
    document = page(f"<div>before</div><main><h1>T</h1>{story}<nav>n</nav></main><p>after</p>")
    assert [b.furniture for b in document.blocks()] == [
        "navigation", None, None, "navigation", "navigation",
    ]  # fmt: skip


def test_a_page_wrapped_in_an_unlucky_class_is_still_the_story(page):
    document = page('<div class="page menu sidebar"><p>All there is to read here.</p></div>')
    assert document.furniture == {}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<form method="post" id="aspnetForm">', "</form>"),
        ('<div class="content-with-social-share">', "</div>"),
        ('<div class="sidebar">', "</div>"),
        ("<aside>", "</aside>"),
        ('<section id="related-reading">', "</section>"),
    ],
)
def test_what_holds_prose_is_the_story_whatever_it_is_called(page, before, after):
    prose = "<p>" + "وصل القطار إلى المحطة متأخرا بعد ليلة من المطر والضباب. " * 4 + "</p>"
    around = prose + "<p>وقال المسافرون إنهم لم يناموا.</p>" + prose
    document = page(f"<h1>عنوان</h1><ul class='menu'><li>أ</li></ul>{before}{around}{after}{prose}")
    told = [block.text[:5] for block in document.blocks() if block.furniture]
    assert told == ["أ"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<blockquote class="share-quote"><p>', "</p></blockquote>"),
        ('<div class="sidebar"><p>', "</p></div>"),
        ('<header class="head"><p>', "</p></header>"),
    ],
)
def test_a_note_amid_the_story_a_quotation_and_a_lead_are_text(page, before, after):
    prose = "<p>" + "وصل القطار إلى المحطة متأخرا بعد ليلة من المطر والضباب. " * 4 + "</p>"
    note = "كان السائق قد عمل في السكة الحديد منذ ثلاثين سنة، ولم يتأخر من قبل إلا مرتين في حياته."
    document = page(f"<ul class='menu'><li>أ</li></ul>{prose}{before}{note}{after}{prose}")
    assert [block.text for block in document.blocks() if block.furniture] == ["أ"]


def test_a_story_in_several_articles_is_one_story(page, monkeypatch):
    monkeypatch.setattr(main_content, "_extracted", lambda source: "")
    prose = "<p>" + "وصل القطار إلى المحطة متأخرا بعد ليلة من المطر والضباب. " * 4 + "</p>"
    short = (
        "<p>ولم يكن على الرصيف أحد غير عامل واحد كان يكنس الأوراق التي حملتها الريح من الحديقة.</p>"
    )
    parts = f"<div><article>{prose * 3}</article><article>{short}</article></div>"
    document = page(f"<ul class='nav'><li>أ</li></ul>{parts}<p>ب</p>")
    assert [block.text for block in document.blocks() if block.furniture] == ["أ", "ب"]


def test_a_short_paragraph_goes_with_the_prose_beside_it(page, monkeypatch):
    prose = "وصل القطار إلى المحطة متأخرا بعد ليلة من المطر والضباب. " * 4
    said = f"{prose}\n{prose}\nولم ينتظر أحد على الرصيف."
    monkeypatch.setattr(main_content, "_extracted", lambda source: said)
    story = "".join(f"<p>{part}</p>" for part in said.split("\n"))
    document = page(f"<p>{prose}</p><footer>{story}<p>حقوق النشر محفوظة</p></footer>")
    assert [block.text for block in document.blocks() if block.furniture] == ["حقوق النشر محفوظة"]


@pytest.mark.parametrize("mark", ["ad-slot", "author-bio", "nav"])
def test_parts_by_their_names(page, mark):
    prose = "<p>" + "وصل القطار إلى المحطة متأخرا بعد ليلة من المطر والضباب. " * 4 + "</p>"
    document = page(f"{prose * 2}<div class='{mark}'><p>كلمة قصيرة هنا</p></div>{prose}")
    assert [b.text for b in document.blocks() if b.furniture] == ["كلمة قصيرة هنا"]


@pytest.mark.parametrize("tag", ["form", 'div class="sidebar"', "aside"])
def test_a_small_part_without_prose_stays_around_the_story(page, tag):
    prose = "<p>" + "وصل القطار إلى المحطة متأخرا بعد ليلة من المطر والضباب. " * 4 + "</p>"
    document = page(f"{prose}<{tag}><a href='/s'>بحث متقدم</a></{tag.split()[0]}>{prose}")
    assert [block.text for block in document.blocks() if block.furniture] == ["بحث متقدم"]


@pytest.mark.parametrize(
    "part",
    [
        "<aside>تعليق قصير بلا رابط</aside>",
        "<aside>تعليق <a href='#n1'>قصير</a> بلا رابط</aside>",
        "<blockquote><p>من جدّ وجد.</p><footer>مثل قديم</footer></blockquote>",
        "<header><p>في هذا الفصل</p></header>",
        "<article>PROSE<footer><p>هامش قصير</p></footer></article>",
    ],
)
def test_a_part_in_which_nothing_leads_elsewhere_is_text(page, part):
    prose = "<p>" + "وصل القطار إلى المحطة متأخرا بعد ليلة من المطر والضباب. " * 4 + "</p>"
    whole = part.replace("PROSE", prose * 3) if "PROSE" in part else f"{prose}{part}{prose}"
    document = page(f"<nav><a href='/'>أ</a></nav>{whole}")
    assert [block.text for block in document.blocks() if block.furniture] == ["أ"]


@pytest.mark.parametrize(("links", "menu"), [(5, True), (2, False)])
def test_a_menu_with_which_a_page_of_tables_begins(page, monkeypatch, links, menu):
    monkeypatch.setattr(main_content, "_extracted", lambda source: re.sub("<[^>]*>", "\n", source))
    prose = "<p>" + "وصل القطار إلى المحطة متأخرا بعد ليلة من المطر والضباب. " * 4 + "</p>"
    names = ["الأولى", "السياسة", "المال", "الرياضة", "الطقس"][:links]
    rows = "".join(f"<tr><td><a href='/{name}'>{name}</a></td></tr>" for name in names)
    tables = f"<table><tr><td><table>{rows}</table></td><td><b>آخر قطار</b>{prose * 3}</td></table>"
    document = page(f"<b>جريدة الميناء</b>{tables}")
    assert [b.text for b in document.blocks() if b.furniture] == (names if menu else [])


_LINKED = '<script type="application/ld+json">%s</script>'


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ('<meta property="article:published_time" content="2020-02-29T10:00:00Z">', "2020-02-29"),
        ('<meta name="date" content="2021-02-29">', None),
        (
            '<script type="application/ld+json">{"datePublished": "2020-01-02"}</script>',
            "2020-01-02",
        ),
        ('<script type="application/ld+json">{broken</script>', None),
        ("<p>31 December 2020</p>", None),
        ('<time datetime="2019-05-06 10:00">yesterday</time>', "2019-05-06"),
        (_LINKED % '{"mainEntity": {"datePublished": "2018-03-04T10:00:00Z"}}', "2018-03-04"),
        (_LINKED % '{"headline": "a\nb", "datePublished": "2018-03-05"}', "2018-03-05"),
        (_LINKED % '//<![CDATA[\n{"datePublished": "2018-03-06",}\n//]]>', "2018-03-06"),
        (_LINKED % '[{"a": [1, 2,], "dateModified": "2018-03-07"},]', "2018-03-07"),
        ('<meta name="date" content="Tue, 06 Mar 2018 09:00:00 GMT">', "2018-03-06"),
        ('<meta name="date" content="25/03/2018">', "2018-03-25"),
        ('<meta name="pubdate" content="20180326T101500">', "2018-03-26"),
        ('<meta name="sailthru.date" content="2018-03-27 10:00">', "2018-03-27"),
        ('<p><span itemprop="datePublished" content="2018-03-28">28</span></p>', "2018-03-28"),
        ('<p><time itemprop="datePublished">29 March 2018</time></p>', "2018-03-29"),
        (_LINKED % '{"hasPart": [{"schema:datePublished": ["2018-03-08"]}]};', "2018-03-08"),
        (_LINKED % '{"datePublished": {"@value": "2018-03-09"}}', "2018-03-09"),
        (_LINKED % '{"datePublished": 1520640000}', "2018-03-10"),
        (_LINKED % "{&quot;datePublished&quot;: &quot;2018-03-11&quot;}", "2018-03-11"),
        ('<meta property="og:article:published_time" content="2018-03-12">', "2018-03-12"),
        ('<meta name="DCTERMS.issued" content="2018-03-13">', "2018-03-13"),
        ('<meta name="publish_date" content="14 آذار 2018">', "2018-03-14"),
        ('<meta name="parsely-page" content=\'{"pub_date": "2018-03-15"}\'>', "2018-03-15"),
        ('<p><abbr class="published" title="2018-03-16">x</abbr></p>', "2018-03-16"),
        ('<p><span property="dc:issued" content="2018-03-17">x</span></p>', "2018-03-17"),
        ('<link rel="canonical" href="https://a.example/2018/3/18/x">', "2018-03-18"),
        ('<meta property="og:url" content="https://a.example/x-2018-03-19.html">', "2018-03-19"),
        ('<link rel="canonical" href="https://a.example/2018/nov/20/x">', "2018-11-20"),
        ("<!-- saved from url=(0028)https://a.example/20180321/ -->", "2018-03-21"),
        ('<link rel="canonical" href="https://a.example/2018/45/67/120180321">', None),
        ('<meta name="date" content="12345678">', None),
        (_LINKED % "{broken", None),
        (_LINKED % '{"datePublished": ["2018-03-04T10:00Z"]}', "2018-03-04"),
        (_LINKED % '{"datePublished": {"@type": "Date", "@value": "2018-03-05"}}', "2018-03-05"),
        (_LINKED % '{"datePublished": 1520330400}', "2018-03-06"),
        ('<meta property="article:published" content="1520416800000">', "2018-03-07"),
        ('<meta property="og:article:published_time" content="2018-03-08">', "2018-03-08"),
        ('<meta name="Publication_Date" content="20180309">', "2018-03-09"),
        ('<meta name="DC.date.created" content="2018-03-10">', "2018-03-10"),
        ("<p><time>11 March 2018</time></p>", "2018-03-11"),
        ('<p><abbr class="published" title="2018-03-12T10:00Z">Monday</abbr></p>', "2018-03-12"),
        ('<p><b property="schema:datePublished" content="2018-03-13">x</b></p>', "2018-03-13"),
        ('<link rel="canonical" href="https://a.example/2018/03/14/ferry">', "2018-03-14"),
        ('<meta property="og:url" content="https://a.example/2018/300/1/x">', None),
    ],
)
def test_date_is_stated_or_none(page, head, date):
    assert page(f"{head}<p>text</p>").date == date


@pytest.mark.variants
@pytest.mark.parametrize("open", ["<pre>", "<p>", '<p title="'])
def test_what_is_very_long_is_read_whole(page, open):
    long = "كلمة " * 1_300_000
    body = (
        f'{open}{long}">after</p>' if "title" in open else f"{open}{long}{open.replace('<', '</')}"
    )
    document = page(f"<p>before</p>{body}<p>last</p>")
    text = document.text()
    assert text.startswith("before") and text.endswith("last")
    assert text.count("كلمة") == (0 if "title" in open else 1_300_000)


def test_auto_is_the_direction_of_the_first_strong_letter(tmp_path):
    path = tmp_path / "x.html"
    path.write_text(
        '<html lang="en"><body><p dir="auto">12 كلمة here</p><p dir="AUTO">(one) كلمة</p>'
        '<div dir="rtl"><p dir="auto">Two</p><p dir="auto"><bdi>abc</bdi> كلمة</p>'
        '<p dir="auto"><b>Six</b> كلمة</p><p dir="auto">123</p></div>'
        '<p>by <bdi>سالم</bdi> and <bdi dir="ltr">سمر</bdi> <bdo dir="rtl">abc</bdo>'
        " <bdi>+963 11</bdi></p></body>",
        "utf-8",
    )
    document = load(path)
    assert document.directions == {0: "rtl", 1: "ltr", 2: "ltr", 3: "rtl", 4: "ltr", 5: "ltr"}
    spans = [(s.start, s.style, s.value) for s in document.block(6).spans]
    assert spans == [(3, "direction", "rtl"), (12, "direction", "ltr"), (16, "override", "rtl"),
                     (20, "direction", "ltr")]  # fmt: skip


def test_the_page_in_a_web_archive(tmp_path):
    parts = (
        "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBOR==\n",
        "Content-Type: text/html; charset=windows-1256\nContent-Transfer-Encoding: base64\n\n"
        + base64.b64encode("<p>نص الصفحة</p>".encode("windows-1256")).decode()
        + "\n",
    )
    body = "".join(f"--b\n{part}" for part in parts)
    head = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n'
    for name, content in (("x.mhtml", f"{head}{body}--b--\n"), ("y.mht", "<p>نص الصفحة</p>")):
        (tmp_path / name).write_text(content, "utf-8")
        assert load(tmp_path / name).text() == "نص الصفحة"


_LONG = "This paragraph of the manual explains at some length how the thing is to be set up, " * 3


def manual(*parts):
    """A page of a manual as DocBook makes it: `div` for paragraphs, notes in a `sidebar`."""
    menu = '<ul class="navheader"><li><a href="a.html">Prev</a></li><li>Home</li></ul>'
    return f'<html lang="en"><body>{menu}<div class="section">{"".join(parts)}</div>{menu}'


@pytest.mark.parametrize("link", ["", '<div class="url"><a href="http://x">http://x</a></div>'])
def test_the_notes_of_a_manual_are_text(tmp_path, link):
    note = (
        '<div class="sidebar"><div class="titlepage"><p class="title">NOTE</p></div>'
        f'<div class="para">{_LONG}<!-- a comment -->{link}</div></div>'
    )
    others = [f'<div class="para">{_LONG}And that is part {n} of it.</div>' for n in range(4)]
    path = tmp_path / "manual.html"
    heads = "<h2>Chapter nine of it</h2><h3>How it is meant</h3>"
    path.write_text(manual(heads, *others[:2], note, *others[2:], note), "utf-8")
    document = load(path)
    long = [block for block in document.blocks() if len(block.text) > 150]
    assert len(long) == 6 and not any(block.furniture for block in long)
    assert not any(block.furniture for block in document.blocks() if block.kind == "heading")


def test_what_an_extractor_leaves_out_of_a_manual_is_text(tmp_path, monkeypatch):
    seen = f"{_LONG}part 0.\n{_LONG}part 1."
    monkeypatch.setattr(main_content, "_extracted", lambda source: seen)
    code = "".join(f"<pre>command {n}</pre><p>Step {n}</p>" for n in range(6))
    others = [f'<div class="para">{_LONG}part {n}.</div>{code}' for n in range(5)]
    path = tmp_path / "manual.html"
    path.write_text(manual(*others), "utf-8")
    document = load(path)
    assert not any(b.furniture for b in document.blocks() if len(b.text) > 150)
    assert document.furniture  # the menus


def test_teasers_after_a_story_are_not(tmp_path, monkeypatch):
    story = [f"<p>{_LONG}part {n}.</p>" for n in range(5)]
    teaser = "<p><a href='x.html'>More</a></p>" * 4 + "<p>" + "A teaser of a few words more. " * 4
    told = "\n".join(f"{_LONG}part {n}." for n in range(5))
    monkeypatch.setattr(main_content, "_extracted", lambda source: told)
    path = tmp_path / "news.html"
    path.write_text(f"<body><nav>menu</nav>{''.join(story)}{teaser * 2}", "utf-8")
    document = load(path)
    kinds = {block.text[:8]: block.furniture for block in document.blocks()}
    assert kinds["A teaser"] == "navigation" and kinds["This par"] is None


@pytest.mark.parametrize("name", ['class="toc"', 'id="toc"', 'class="table-of-contents"'])
def test_the_contents_of_a_chapter_are_no_part_of_its_story(page, name):
    """Wholly: its lines say the same as the headings that stand in the story."""
    heads = [f"{n}. About the {word}" for n, word in enumerate(("network", "printer", "clock"), 1)]
    listed = "".join(f"<dt><a href='#s'>{head}</a></dt>" for head in heads)
    story = "".join(f"<h2>{head}</h2><p>{'It is set up like this. ' * 12}</p>" for head in heads)
    document = page(f"<h1>Basic configuration</h1><div {name}><dl>{listed}</dl></div>{story}")
    told = [document.furniture.get(b.index) for b in document.blocks() if b.text in heads]
    assert told == ["navigation"] * 3 + [None] * 3


def test_a_table_whose_cell_has_paragraphs_by_breaks_places_a_page(page):
    story = "One sentence.<br><br>Another one.<br>\n<br>A third."
    source = f"<table><tr><td>Home<br>News</td><td>{story}</td></tr></table>"
    assert texts(page(source)) == ["Home\u2028News", "One sentence.", "Another one.", "A third."]


def test_a_link_to_edit_a_heading_is_not_read(page):
    edit = '<span class="mw-editsection">[<a href="e">edit</a>]</span>'
    assert texts(page(f"<h2>Boats{edit}</h2><p>They float.</p>")) == ["Boats", "They float."]
