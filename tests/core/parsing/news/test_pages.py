"""Pages after the layouts of real outlets, in words of our own: what is not their story."""

import json
from pathlib import Path

from viewer.core.formats import load

PAGES = Path(__file__).parents[3] / "data" / "pages"
LABELS: dict[str, list[int]] = json.loads((PAGES / "furniture.json").read_text("utf-8"))


def test_furniture_of_pages_of_many_shapes():
    """Counted over all blocks of all pages: precision 0.99, recall 0.9."""
    found = right = there = 0
    for name, labels in LABELS.items():
        marked = set(load(PAGES / name).furniture)
        found, right, there = (
            found + len(marked),
            right + len(marked & set(labels)),
            there + len(labels),
        )
    assert right >= 0.99 * found and right >= 0.9 * there


def test_a_date_line_above_the_story_dates_a_page_that_does_not_say():
    days = {name: load(PAGES / name).date for name in LABELS if name.endswith(".html")}
    assert days["saved_ar_semantic.html"] == "2021-07-31"
    assert days["saved_ar_divs.html"] == "2021-07-03" and days["poem.html"] is None
    assert days["saved_en_semantic.html"] == "2021-08-03"


def test_documents_that_are_no_pages_keep_every_paragraph():
    for name in ("exported_report.html", "poem.html"):
        assert load(PAGES / name).furniture == {}


def test_a_page_that_defeats_the_extractor_is_read_without_it(monkeypatch):
    def fail(*_, **__):
        raise RecursionError

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    document = load(PAGES / "saved_en_semantic.html")
    assert "Council votes" in document.text() and document.furniture


def _page(body):
    return f'<html lang="en"><head><title>A page</title></head><body>{body}</body></html>'


def _said(count, begin="Paragraph"):
    words = "the harbour was busy while boats came in from the islands with fruit and cloth"
    return "".join(f"<p>{begin} {at}: {words}, {words}.</p>" for at in range(count))


MENU = "<ul>" + "".join(f'<li><a href="/{at}">Menu {at}</a></li>' for at in range(7)) + "</ul>"


def _loaded(tmp_path, body):
    path = tmp_path / "x.html"
    path.write_text(_page(body), "utf-8")
    return load(path)


def _read(tmp_path, body):
    return [(b.text[:9], bool(b.furniture)) for b in _loaded(tmp_path, body).blocks()]


def test_short_lines_that_end_an_article_are_text(tmp_path):
    end = "<ul><li>One thing</li><li>Another thing</li></ul><p>The end.</p>"
    found = _read(tmp_path, f"<nav>{MENU}</nav><article>{_said(6)}{end}</article>")
    assert found[-3:] == [("One thing", False), ("Another t", False), ("The end.", False)]
    assert all(grey for text, grey in found if text.startswith("Menu"))


def test_boxes_inside_an_article_are_told_by_their_names(tmp_path):
    box = f'<div class="most-read"><h3>Most read</h3>{MENU}</div>'
    found = _read(tmp_path, f"<article>{_said(4)}{box}{_said(4, 'Thereafter')}</article>")
    assert {text for text, grey in found if grey} >= {"Most read", "Menu 0"}
    assert not any(grey for text, grey in found if text.startswith(("Paragraph", "Thereafte")))


def test_a_menu_without_a_name_is_seen_by_its_links(tmp_path):
    found = _read(tmp_path, f"<div>{MENU}</div><div>{_said(9)}</div>")
    assert [text for text, grey in found if not grey] == ["Paragraph"] * 9


def test_a_page_of_text_with_links_to_itself_is_all_text(tmp_path):
    contents = "".join(f'<p><a href="#{at}">Part {at}</a></p>' for at in range(9))
    assert not any(grey for _, grey in _read(tmp_path, contents + _said(9)))


LINKS = "".join(f'<li><a href="/more{at}">Another story, number {at}</a></li>' for at in range(4))
RIGHTS = "<div>© 2021 The Reader. All rights reserved. Terms of use.</div>"


def _marked(document):
    return [document.lines.block(at) for at in sorted(document.furniture)]


def _kept(document):
    return [block.text for block in document.blocks() if not block.furniture]


def test_a_short_story_amid_long_menus(tmp_path):
    document = _loaded(
        tmp_path, f"{MENU}<div class=txt><h1>A head of it</h1>{_said(1)}</div>{MENU}"
    )
    assert len(_kept(document)) == 2 and len(document.furniture) == 14


def test_a_list_of_other_stories_amid_a_story(tmp_path):
    box = f"<div><h3>Most read</h3><ul>{LINKS}</ul></div>"
    document = _loaded(
        tmp_path, f"<article><h1>A head</h1>{_said(3)}{box}{_said(3, 'Then')}</article>"
    )
    assert _marked(document)[0] == "Most read" and len(document.furniture) == 5


def test_a_list_that_a_sentence_leads_to_is_text(tmp_path):
    body = f"{_said(3)}<p>We used these:</p><ul>{LINKS}</ul>{_said(3, 'Then')}"
    assert not _loaded(tmp_path, f"<article><h1>A head</h1>{body}</article>").furniture


def test_a_box_amid_a_story_is_what_its_class_says(tmp_path):
    offer = "This story is for subscribers only. Subscribe now to read all of what we write here."
    box = f'<div class="paywall-box"><p>{offer}</p></div>'
    document = _loaded(tmp_path, f"<article><h1>A head</h1>{_said(3)}{box}{_said(3)}</article>")
    assert _marked(document) == [offer]


def test_who_has_the_rights_is_told_below_a_story(tmp_path):
    arabic = "<div>كل الحقوق محفوظة لصحيفة القارئ 2021</div>"
    document = _loaded(tmp_path, f"{MENU}<div><h1>A head</h1>{_said(4)}</div>{RIGHTS}{arabic}")
    assert len(document.furniture) == 9


def test_every_post_of_a_thread_is_text(tmp_path):
    posts = "".join(
        f'<div class="user"><a href="/u">user{at}</a> Posts: 3</div>'
        f'<div class="content">Post {at}: the boats came in late and nobody had any fruit to sell '
        "that day, so the children went home without.</div><div>Patience</div><div>Wind</div>"
        for at in range(9)
    )
    document = _loaded(tmp_path, f"{MENU}<h1>A thread of posts</h1>{posts}{RIGHTS}")
    assert sum(text.startswith("Post ") for text in _kept(document)) == 9


def test_a_hint_of_a_manual_is_text(tmp_path):
    hint = '<aside class="tip"><p>Bring a coat, and something to eat.</p></aside>'
    document = _loaded(tmp_path, f"{MENU}<div><h1>A head</h1>{_said(3)}{hint}{_said(3)}</div>")
    assert "Bring a coat, and something to eat." in _kept(document)


def test_a_short_last_sentence_of_a_story_is_text(tmp_path):
    body = f"<div class=txt><h1>A head</h1>{_said(3)}<p>So it goes.</p></div><ul>{LINKS}</ul>"
    assert _kept(_loaded(tmp_path, MENU + body))[-1] == "So it goes."
