"""What a web page says about itself, and which of its parts are not the story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from viewer.core.parsing.html.html_reader import bare_text
from viewer.core.parsing.html.linked_data import day_in_address, nodes, stated, stated_day

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
else:
    Element = Any

_FURNITURE_TAGS = ("nav", "aside", "form", "menu")
_MAY_HOLD_PROSE = ("aside", "form")
"""ASP.NET wraps a whole page in one form; manuals set notes and examples in asides."""
_FURNITURE_ROLES = ("navigation", "banner", "contentinfo", "complementary", "search", "menu")
_FURNITURE_WORDS = {
    "share", "sharing", "social", "related", "breadcrumb", "breadcrumbs", "navbar", "menu",
    "sidebar", "footer", "cookie", "cookies", "advert", "ads", "advertisement", "newsletter",
    "subscribe", "tags", "pagination", "toolbar", "navigation", "topnav", "mostread", "fontsize",
    "comments", "copyright", "recommended", "trending", "paging", "skip", "navheader",
    "navfooter", "paywall", "sponsored", "promo", "signup", "readalso", "readmore", "outbrain",
    "taboola", "toc", "tableofcontents", "nav", "ad", "authorbio", "authorbox", "aboutauthor",
    "abouttheauthor",
}  # fmt: skip
_NOTES = frozenset(
    ("tip", "note", "warning", "caution", "important", "admonition", "example", "callout")
)
"""What manuals name the boxes of their text."""
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_DATE_META = (
    *("articlepublishedtime", "ogarticlepublishedtime", "datepublished", "ogpublishedtime"),
    *("articlepublished", "articlepublisheddate", "date", "pubdate", "publishdate", "published"),
    *("publicationdate", "publisheddate", "publishedtime", "dcdate", "dcdateissued", "dcissued"),
    *("dctermsdate", "dctermsissued", "dctermscreated", "dcdatecreated", "parselypubdate"),
    *("sailthrudate", "cxenseparserecspublishtime", "citationpublicationdate", "citationdate"),
    *("citationonlinedate", "weiboarticlecreateat", "btpubdate", "datecreated", "createdate"),
    *("displaydate", "releasedate", "originalpublicationdate", "dctermsavailable"),
    *("articledateoriginal", "created"),
)
_MODIFIED_META = (
    *("articlemodifiedtime", "ogupdatedtime", "datemodified", "lastmodified", "dctermsmodified"),
    *("eomportallastupdate", "lastupdateddate", "dcdatemodified", "revised"),
)
"""Without the signs between their words."""
_SIGNS = re.compile(r"[\W_]+")
_PUBLISHED = frozenset(("published", "dt-published", "entry-date"))
"""Classes of the microformats hAtom and h-entry."""
_RDFA = frozenset(("datePublished", "date", "issued", "created"))
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)\s*(\S+)")
_META_KEYS = ("property", "name", "itemprop", "http-equiv")
_NEVER_FURNITURE = ("body", "html", "main", "article", "h1", "p", "blockquote", "pre")
_LEAD_LENGTH = 80  # code points of a paragraph above a story, or of a note in its midst
_STORY_LENGTH = 150  # code points of text that make an `article` the story


class PageMetadata:
    """A parsed page: `root` is its `html` element; `story` the one that it calls its article.

    `head`: how its source begins, where a browser notes from which address it saved it.
    """

    def __init__(self, root: Element, head: str = "") -> None:
        self.root = root
        self._head = head
        body = root.find(".//body")
        self.body = root if body is None else body
        self._length = len(_text(self.body))
        self.story = self._find_story()
        self._above = set(self.story.iterancestors()) if self.story is not None else set()
        self._headline = self._find_headline()

    def language(self) -> str | None:
        """What `html`, `body`, a meta element or Open Graph says, as BCP 47."""
        xml = "{http://www.w3.org/XML/1998/namespace}lang"
        for element in (self.root, self.body):
            if tag := (element.get("lang") or element.get(xml) or "").strip():
                return tag
        return (
            self._meta("content-language")
            or (self._meta("og:locale") or "").replace("_", "-")
            or None
        )

    def direction(self) -> str | None:
        """The `dir` of `html` or `body`."""
        for element in (self.body, self.root):
            if (direction := (element.get("dir") or "").lower()) in ("rtl", "ltr"):
                return direction
        return None

    def title(self) -> str | None:
        """Open Graph's title; the heading that the page's title repeats; the page's own."""
        if title := self._meta("og:title"):
            return title
        if self._headline is not None:
            return _text(self._headline)
        return next((text for text in map(_text, self.root.iter("title", "h1")) if text), None)

    def date(self) -> str | None:
        """The day of publication, ISO 8601, as the page's data states it; never read from prose."""
        said = self._linked("datePublished", "dateCreated", "uploadDate", "pub_date")
        said += self._meta_days(_DATE_META)
        said += self._microdata("datePublished")
        story = self.story if self.story is not None else self.body
        said += [element.get("datetime") or _text(element) for element in story.iter("time")]
        said += self._microformats()
        days = (day for text in said if (day := stated_day(text)))
        if day := next(days, None) or next(self._days_in_addresses(), None):
            return day
        said = self._linked("dateModified") + self._microdata("dateModified")
        said += self._meta_days(_MODIFIED_META)
        return next((day for text in said if (day := stated_day(text))), None)

    def _linked(self, *names: str) -> list[str]:
        nodes = list(self._linked_data())
        return [stated(node.get(name)) for name in names for node in nodes]

    def _meta_days(self, names: tuple[str, ...]) -> list[str]:
        """What the meta elements of these names say, in this order."""
        said: dict[str, str] = {}
        for element in self.root.iter("meta"):
            for key in _META_KEYS:
                name = _SIGNS.sub("", (element.get(key) or "").lower())
                said.setdefault(name, (element.get("content") or "").strip())
        return [said[name] for name in names if name in said]

    def _microdata(self, name: str) -> list[str]:
        """What the elements of the page with that `itemprop` say, or with a like RDFa property."""
        marked: Any = self.body.xpath(".//*[@itemprop or @property]")
        found = (
            e
            for e in marked
            if name in (e.get("itemprop") or "").split()
            or (name in _RDFA and (e.get("property") or "").rpartition(":")[2] in _RDFA)
        )
        return [e.get("content") or e.get("datetime") or _text(e) for e in found]

    def _microformats(self) -> list[str]:
        marked: Any = self.body.xpath(".//*[@class]")
        found = (e for e in marked if _PUBLISHED & set((e.get("class") or "").split()))
        return [e.get("datetime") or e.get("title") or _text(e) for e in found]

    def _days_in_addresses(self) -> Iterator[str]:
        """What the page's own address says, as it tells it, or the browser that saved it."""
        addresses = [
            element.get("href") or ""
            for element in self.root.iter("link")
            if (element.get("rel") or "").lower() == "canonical"
        ]
        addresses.append(self._meta("og:url") or "")
        addresses += _SAVED_FROM.findall(self._head)
        return (day for address in addresses if (day := day_in_address(address)))

    def author(self) -> str | None:
        """The writer's name, from a meta element or linked data."""
        for name in ("author", "article:author", "dc.creator"):
            if (author := self._meta(name)) and not author.startswith("http"):
                return author
        for node in self._linked_data():
            who = node.get("author")
            who = who[0] if isinstance(who, list) and who else who
            name = who.get("name") if isinstance(who, dict) else who
            if isinstance(name, str) and name.strip():
                return name.strip()
        return None

    def is_furnished(self) -> bool:
        """Whether there is more to it than a story: parts by their names, or many links."""
        if self.story is not None or any(self._is_furniture(e) for e in self._elements()):
            return True
        links = [(a, text) for a in self.body.iter("a") if a.get("href") and (text := _text(a))]
        alone = sum(_stands_alone(a, text) for a, text in links)
        share = sum(len(text) for _, text in links) * 10 >= self._length
        return alone >= 5 or (len(links) >= 5 and share)

    def _elements(self) -> Iterator[Element]:
        return (element for element in self.body.iter() if isinstance(element.tag, str))

    def furniture_of(self, element: Element, inherited: str | None) -> str | None:
        """`navigation` for what is not the story. What lies around the story is, it is not."""
        if element is self.story or element is self._headline:
            return None
        if element in self._above:
            return inherited or ("navigation" if self.story is not None else None)
        if inherited:
            return inherited
        return "navigation" if self._is_furniture(element) else None

    def _is_furniture(self, element: Element) -> bool:
        name = element.tag
        if name in _FURNITURE_TAGS and name not in _MAY_HOLD_PROSE:
            return True
        if (element.get("role") or "").lower() in _FURNITURE_ROLES:
            return True
        if name in ("header", "footer"):
            return self._is_edge(element)
        if name in _NEVER_FURNITURE:
            return False
        marks = f"{element.get('class') or ''} {element.get('id') or ''}"
        if marks == " " and name not in _MAY_HOLD_PROSE:
            return False
        words = {word.lower() for word in _WORDS.findall(marks)}
        words |= {re.sub("[-_]", "", mark).lower() for mark in marks.split()}  # `most-read`
        marked = words & _FURNITURE_WORDS
        if name not in _MAY_HOLD_PROSE and not marked:
            return False
        if not marked and (words & _NOTES or (name == "aside" and not _is_operated(element))):
            return False
        prose = ("p", "div") if marked <= {"sidebar"} else ("p",)
        amid = marked == {"sidebar"} and _stands_amid_prose(element)
        least = _LEAD_LENGTH if amid or not marked else _STORY_LENGTH
        return len(_text(element)) * 2 < self._length and not _holds_prose(element, prose, least)

    def _is_edge(self, element: Element) -> bool:
        """Whether a header or footer is that of a page: one inside the story holds its headline or
        its notes, one in a quotation says whose it is."""
        above = list(element.iterancestors())
        if any(each.tag in ("blockquote", "figure") for each in above):
            return False
        if element.tag == "header":
            lead = _holds_prose(element, least=_LEAD_LENGTH)
            return self.story is None and not lead and _is_operated(element)
        notes = _holds_prose(element, ("p", "li"), _LEAD_LENGTH) or not _is_operated(element)
        return self.story not in above or not notes

    def _find_story(self) -> Element | None:
        """The longest `article`, else `main`, where it holds enough to be a story."""
        articles = [a for a in self.body.iter("article") if len(_text(a)) >= _STORY_LENGTH]
        if articles:
            longest = max(articles, key=lambda article: len(_text(article)))
            total = sum(len(_text(article)) for article in articles)
            if len(_text(longest)) * 2 >= total:
                return _with_its_parts(longest)
        mains = [e for e in self.body.iter() if e.tag == "main" or e.get("role") == "main"]
        return mains[0] if mains and len(_text(mains[0])) >= _STORY_LENGTH else None

    def _find_headline(self) -> Element | None:
        """The `h1` that the page's title repeats, wherever it stands."""
        element = self.root.find(".//title")
        titles = (self._meta("og:title") or "", "" if element is None else _text(element))
        for heading in self.body.iter("h1"):
            text = _text(heading)
            if len(text) >= 10 and any(text in title for title in titles):
                return heading
        return None

    def _meta(self, name: str) -> str | None:
        for element in self.root.iter("meta"):
            content = (element.get("content") or "").strip()
            if content and name in {(element.get(key) or "").strip().lower() for key in _META_KEYS}:
                return content
        return None

    def _linked_data(self) -> Iterator[dict[str, Any]]:
        if data := self._meta("parsely-page"):
            yield from nodes(data)
        for script in self.root.iter("script"):
            if (script.get("type") or "").partition(";")[
                0
            ].strip().lower() != "application/ld+json":
                continue
            yield from nodes(script.text or "")


def _stands_alone(link: Element, text: str) -> bool:
    """Whether a link to elsewhere is all of its line, as in menus and lists of news."""
    around = link.getparent()
    elsewhere = not (link.get("href") or "").strip().startswith("#")
    return elsewhere and around is not None and _text(around) == text


def _with_its_parts(article: Element) -> Element:
    """Return the element around the parts of a story where each is an `article`, else this one."""
    around = article.getparent()
    if around is None:
        return article
    beside = (each for each in around.iterchildren("article") if each is not article)
    parts = (_holds_prose(part, least=_LEAD_LENGTH) for part in beside)
    return around if any(parts) else article


def _stands_amid_prose(element: Element) -> bool:
    """Whether paragraphs stand right before and after it."""
    before, after = element.getprevious(), element.getnext()
    return before is not None and after is not None and before.tag == after.tag == "p"


def _holds_prose(
    element: Element, paragraphs: tuple[str, ...] = ("p",), least: int = _STORY_LENGTH
) -> bool:
    """Whether there is a long paragraph in it, and not mostly links.

    DocBook sets the notes of a manual in a `div` named `sidebar`, their paragraphs in others.
    """
    if "div" in paragraphs:
        return any(_own_length(part) >= least for part in element.iter(*paragraphs))
    long = any(len(_text(part)) >= least for part in element.iter(*paragraphs))
    return long and _linked_letters(element) * 3 < len(_text(element))


def _own_length(element: Element) -> int:
    """Code points of text that stand in an element itself, or in what is marked inside its lines
    and leads nowhere."""
    apart = ("a", "div", "ul", "ol", "p", "table")
    inline = [c for c in element if isinstance(c.tag, str) and c.tag not in apart]
    parts = [element.text, *(child.tail for child in element), *map(_text, inline)]
    return sum(len(" ".join((part or "").split())) for part in parts)


def _is_operated(element: Element) -> bool:
    """Whether there is something in it to press: links, buttons, fields."""
    return any(
        part.tag != "a" or not (part.get("href") or "#").startswith("#")
        for part in element.iter("a", "input", "button", "select", "textarea", "form")
    )


def _linked_letters(element: Element) -> int:
    return sum(len(_text(a)) for a in element.iter("a"))


def _text(element: Element) -> str:
    return " ".join(bare_text(element).split())
