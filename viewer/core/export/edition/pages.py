"""The pages of an edition: contents with the search, texts, notes; a folder of them or one file.

Nothing is fetched and nothing of strangers is executed: each page's policy (CSP) allows the
scripts and styles of the edition itself and no connection, picture, frame or form beyond.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from html import escape
from itertools import count, groupby

from viewer.core.base.paths import resources_dir
from viewer.core.export.bitext import Bitext
from viewer.core.export.edition.rows import WHOLE, EditionNote, TextBody, attributes
from viewer.core.export.edition.search_words import SearchWords, tables
from viewer.core.export.edition.words import EditionWords

CHUNK_CHARACTERS = 250_000
"""Characters about which one file of search data holds."""
GENERATOR = "Hashiya edition"
"""What the pages name as their maker: a folder whose `index.html` does is an edition."""

Put = Callable[[str, str], None]
"""Takes a file of the edition: its path inside the folder, with `/`, and its content."""


class EditionPages:
    """An edition that grows text by text."""

    def __init__(self, title: str, words: EditionWords, single: bool, put: Put) -> None:
        """`single`: one page, `index.html`, has all of it."""
        self.title, self.words, self.single, self._put = title, words, single, put
        self.bodies: list[TextBody] = []
        self._numbers = count(1)
        self._search = SearchWords()
        self._articles: list[str] = []
        self._chunk: list[str] = []
        self._size = self._chunks = 0

    def add(self, work: Bitext) -> None:
        """Add a text."""
        body = TextBody(len(self.bodies) + 1, work, self.words)
        article = "".join(body.markup(self._numbers, 2 if self.single else 1))
        rows = body.plain_rows()
        for row in rows:
            for line in (line for lines in row[: len(body.sides)] for line in lines):
                self._search.add(line)
        for line in work.extras:  # so that it believes the forms that the program believes
            self._search.add(line, is_shown=False)
        body.forget_rows()
        self.bodies.append(body)
        if self.single:
            self._articles.append(article)
            return
        self._put_waiting(body)
        self._articles = [article]
        self._chunk.append(json_in_script({"id": body.id, "ways": body.ways(), "rows": rows}))
        self._size += len(self._chunk[-1])
        if self._size >= CHUNK_CHARACTERS:
            self._put_chunk()

    def finish(self, check: Callable[[], None]) -> None:
        """Put what could not be written before all was known; what `check` raises ends it."""
        words, script = json_in_script(self._search.tables(check)), _script(self.words)
        if self.single:
            self._put("index.html", self._single_page(words, script))
            return
        self._put_waiting(None)
        self._put_chunk()
        self._put("data/words.js", f"hashiya.words({words});\n")
        self._put("edition.js", script)
        self._put("edition.css", self._style())
        if self._notes():
            inside = f"<h1>{escape(self.words['notes'])}</h1>\n{self._notes_index(2)}"
            self._put("notes.html", self._page(self.words["notes"], inside))
        inside = f"<h1>{escape(self.title)}</h1>\n{self._search_form()}{self._contents(2)}"
        self._put("index.html", self._page("", inside))

    def _put_waiting(self, following: TextBody | None) -> None:
        """Put the page of the text before `following`."""
        if not self._articles:
            return
        at = len(self.bodies) - (1 if following is None else 2)
        body = self.bodies[at]
        before = self.bodies[at - 1] if at else None
        article = self._articles.pop()
        inside = article + self._neighbours(before, following)
        self._put(_page_of(body), self._page(body.plain_title(), inside, "../"))

    def _put_chunk(self) -> None:
        if self._chunk:
            self._chunks += 1
            self._put(f"data/{self._chunks}.js", f"hashiya.add({','.join(self._chunk)});\n")
            self._chunk, self._size = [], 0

    # Parts of pages

    def _page(self, title: str, inside: str, base: str = "") -> str:
        """A page of the folder; `base`: the way from it to the folder."""
        policy = "script-src 'self' file:; style-src 'self' file:"
        head = f'<link rel="stylesheet" href="{base}edition.css">\n'
        head += f'<script src="{base}edition.js" defer></script>\n'
        body = f'<body data-base="{base}" data-parts="{self._chunks}">\n'
        return self._frame(title, policy, head, body, self._navigation(base), inside)

    def _single_page(self, words: str, script: str) -> str:
        style = self._style()
        policy = f"script-src {_source(script)}; style-src {_source(style)}"
        several = len(self.bodies) > 1
        inside = [f"<h1>{escape(self.title)}</h1>\n", self._search_form(), self._contents(2)]
        inside += self._articles
        if self._notes():
            inside.append(f'<h2 id="notes">{escape(self.words["notes"])}</h2>\n')
            inside.append(self._notes_index(3))
        inside.append(f'<script type="application/json" id="words">{words}</script>\n')
        head = f"<style>{style}</style>\n"
        body = f'<body class="one{"" if several else " alone"}">\n'
        page = self._frame("", policy, head, body, self._navigation(""), "".join(inside))
        return page.replace("</body>", f"<script>{script}</script>\n</body>")

    def _frame(
        self, title: str, policy: str, head: str, body: str, navigation: str, inside: str
    ) -> str:
        words = self.words
        named = f"{title} · {self.title}" if title else self.title
        return (
            f'<!DOCTYPE html>\n<html lang="{words.language}" dir="{words.direction}">\n<head>\n'
            '<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="'
            f"default-src 'none'; {policy}; base-uri 'none'; form-action 'none'\">\n"
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="referrer" content="no-referrer">\n'
            f'<meta name="generator" content="{GENERATOR}">\n'
            f"<title>{escape(named)}</title>\n{head}</head>\n{body}"
            f'<a class="skip" href="#main">{escape(words["skip"])}</a>\n'
            f'<header>\n{navigation}{self._columns()}</header>\n<main id="main" tabindex="-1">\n'
            f"{inside}</main>\n<footer><p>{escape(words['made'])}</p></footer>\n</body>\n</html>\n"
        )

    def _navigation(self, base: str) -> str:
        """Links to the contents and the notes, in the folder or on the page."""
        page, notes = ("", "") if self.single else (f"{base}index.html", f"{base}notes.html")
        alone = self.single and len(self.bodies) == 1
        links = [] if alone else [(f"{page}#contents", "edition")]
        links += [("#search", "search")] if self.single else []
        links += [(notes or "#notes", "notes")] if self._notes() else []
        told = (f'<a href="{to}">{escape(self.words[name])}</a>' for to, name in links)
        said = escape(self.words["navigation"])
        return f'<nav aria-label="{said}">{"".join(told)}</nav>\n'

    def _columns(self) -> str:
        """The choice of columns; the script shows it."""
        if all(len(body.sides) < 2 for body in self.bodies):
            return ""
        words = self.words
        arabic = all(body.has_arabic for body in self.bodies)
        first = words.name_of("ar") if arabic else words["original"]
        said = (("both", words["both"]), ("a", first), ("t", words["translation"]))
        choices = "".join(
            f'<label><input type="radio" name="columns" value="{value}">{escape(told)}</label>'
            for value, told in said
        )
        legend = f"<legend>{escape(words['columns'])}</legend>"
        return f'<fieldset id="columns" hidden>{legend}{choices}</fieldset>\n'

    def _search_form(self) -> str:
        words = {name: escape(self.words[name]) for name in ("search", "query", "wide", "hint")}
        return (
            f'<search><form id="search" hidden>\n<label for="query">{words["query"]}</label>\n'
            '<div class="line-of-search"><input id="query" type="search" dir="auto" '
            f'autocomplete="off" spellcheck="false" aria-describedby="hint">'
            f"<button>{words['search']}</button></div>\n"
            f'<label class="wide"><input id="wide" type="checkbox" checked>{words["wide"]}</label>'
            f'<p id="hint">{words["hint"]}</p>\n</form></search>\n'
            f'<section aria-label="{escape(self.words["results"])}">'
            '<p id="state" role="status"></p><div id="found"></div></section>\n'
        )

    def _contents(self, level: int) -> str:
        """The list of the texts; of one alone it is there for the search, not seen."""
        hidden = " hidden" if self.single and len(self.bodies) == 1 else ""
        heading = f'<h{level} id="contents">{escape(self.words["texts"])}</h{level}>\n'
        entries = "".join(map(self._entry, self.bodies))
        return f'<section{hidden}>\n{heading}<ol class="contents">\n{entries}</ol>\n</section>\n'

    def _entry(self, body: TextBody) -> str:
        link = f"#{body.id}" if self.single else _page_of(body)
        date = next((facts.date for facts in body.work.facts.values() if facts.date), "")
        told = f' <time dir="ltr" datetime="{escape(date)}">{escape(date)}</time>' if date else ""
        return f'<li><a href="{link}" data-text="{body.id}">{body.title()}</a>{told}</li>\n'

    def _neighbours(self, before: TextBody | None, after: TextBody | None) -> str:
        found = (("previous", "prev", before), ("next", "next", after))
        links = [
            f'<a rel="{rel}" href="../{_page_of(body)}"><small>{escape(self.words[name])}</small>'
            f"{body.title()}</a>"
            for name, rel, body in found
            if body is not None
        ]
        said = escape(self.words["texts"])
        return f'<nav class="neighbours" aria-label="{said}">{"".join(links)}</nav>\n'

    # Notes

    def _notes(self) -> list[EditionNote]:
        return [placed for body in self.bodies for placed in body.notes]

    def _notes_index(self, level: int) -> str:
        """The notes by text, then by tag (a note with two tags stands twice)."""
        words, notes = self.words, self._notes()
        parts = [f"<section><h{level}>{escape(words['by_text'])}</h{level}>\n"]
        for number, group in groupby(notes, key=lambda placed: placed.text):
            head = self.bodies[number - 1].title()
            parts.append(f"<h{level + 1}>{head}</h{level + 1}>\n{self._note_list(group)}")
        tags: dict[str, list[EditionNote]] = {}
        for placed in notes:
            for tag in placed.note.tags:
                tags.setdefault(tag, []).append(placed)
        parts.append("</section>\n")
        if tags:
            parts.append(f"<section><h{level}>{escape(words['by_tag'])}</h{level}>\n")
            for tag in sorted(tags):
                said = f"<bdi{attributes('', tag)}>{escape(tag)}</bdi>"
                heading = f"<h{level + 1}>{said}</h{level + 1}>\n"
                parts.append(heading + self._note_list(tags[tag], of_text=False))
            parts.append("</section>\n")
        return "".join(parts)

    def _note_list(
        self, notes: Iterator[EditionNote] | list[EditionNote], of_text: bool = True
    ) -> str:
        return (
            f'<ul class="places">\n{"".join(self._place(each, of_text) for each in notes)}</ul>\n'
        )

    def _place(self, placed: EditionNote, of_text: bool) -> str:
        """A note in an index: its words, what it says, and its text where the heading does not
        name it; a link to its place."""
        note, body = placed.note, self.bodies[placed.text - 1]
        page = "" if self.single else _page_of(body)
        quote = note.quote if placed.row != WHOLE else self.words["whole"]
        said = f"<span{attributes('', quote)}>{escape(quote)}</span>"
        text = f"<p{attributes('', note.text)}>{escape(note.text)}</p>" if note.text else ""
        where = "" if of_text else f" <small>{body.title()}</small>"
        link = f'<a href="{page}#n{placed.number}">{said}</a>'
        return f'<li class="{body.colour(note)}">{link}{where}{text}</li>\n'

    def _style(self) -> str:
        """The style sheet, with the colours of the notes that there are."""
        text = (resources_dir() / "edition" / "edition.css").read_text("utf-8")
        colours = {digits for body in self.bodies for digits in body.colours}
        return text + "".join(f".k{each}{{--k:#{each}}}\n" for each in sorted(colours))


def _page_of(body: TextBody) -> str:
    return f"texts/{body.number:04}.html"


def json_in_script(data: object) -> str:
    """JSON that may stand in a script, also in one inside a page."""
    said = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return said.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _script(words: EditionWords) -> str:
    text = (resources_dir() / "edition" / "edition.js").read_text("utf-8")
    text = text.replace("/*TABLES*/ {}", json_in_script(tables()))
    return text.replace("/*LABELS*/ {}", json_in_script(words.for_script()))


def _source(inside: str) -> str:
    """What a policy calls the text of a script or style in the page (CSP 3, hash-source)."""
    digest = hashlib.sha256(inside.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
