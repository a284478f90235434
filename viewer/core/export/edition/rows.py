"""The body of a text in an edition: its rows aligned, its notes in the margin; all of it escaped.

Every part says its language and direction. What strangers wrote comes in as text alone, never as
markup or as a value of an attribute without quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from html import escape
from itertools import count, groupby

from viewer.core.export.bitext import Bitext, Unit, UnitLine, UnitNote, flat
from viewer.core.export.edition.words import EditionWords
from viewer.core.language.arabic import direction_of_language, direction_of_text, guess_language
from viewer.core.notes.colours import COLOURS, hex_digits

WHOLE = 0
"""The number of the row of notes on a whole text; the others count from 1."""
DEEPEST_HEADING = 6
LONGEST_TITLE = 120
"""Code points of a first line that is taken for the title of a text that says none."""
_TAG = re.compile("[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True)
class EditionNote:
    """A note as it stands in an edition: its number, its text's, and the row of it."""

    number: int
    text: int
    row: int
    note: UnitNote


@dataclass
class TextBody:
    """A text of an edition. `number` counts from 1; `sides` in the order of the columns."""

    number: int
    work: Bitext
    words: EditionWords
    notes: list[EditionNote] = field(default_factory=list)
    colours: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        tags = self.work.languages
        arabic = [side for side, tag in tags.items() if tag.partition("-")[0] == "ar"]
        first = arabic[0] if arabic else next(iter(tags), "")
        self.sides = [first, *(side for side in tags if side != first)] if tags else []
        self.has_arabic = bool(arabic)
        self.titles = dict(self._titles())
        """By side: what it says it is called, else its first line."""
        first_lines = {side: self._first_line(side) for side in self.titles}
        first_row = self.work.units[:1]
        footed = any(line.footnotes for u in first_row for s in tags for line in u.lines(s))
        self.begins_with_title = bool(self.titles) and self.titles == first_lines and not footed

    @property
    def id(self) -> str:
        return f"t{self.number}"

    def ways(self) -> list[str]:
        """The direction of each side."""
        return [direction_of_language(self.work.languages[side]) for side in self.sides]

    def forget_rows(self) -> None:
        """Let its units go: they are written."""
        self.work = replace(self.work, units=[], notes=(), extras=())

    def _first_line(self, side: str) -> str:
        units = self.work.units
        return flat(units[0].texts.get(side, "")) if units else ""

    def _titles(self) -> Iterator[tuple[str, str]]:
        for side in self.sides:
            said = self.work.facts[side].title if side in self.work.facts else ""
            first = self._first_line(side)
            if said or 0 < len(first) <= LONGEST_TITLE:
                yield side, flat(said) or first

    def title(self) -> str:
        """Its title in each language, as markup that may stand in a heading or a link."""
        found = [
            f"<span{attributes(self.work.languages[side], title)}>{escape(title)}</span>"
            for side, title in self.titles.items()
        ]
        name = self.work.name
        return " ".join(found) or f"<span{attributes('', name)}>{escape(name)}</span>"

    def plain_title(self) -> str:
        """The same for the title of a window."""
        return next(iter(self.titles.values()), self.work.name)

    def about(self) -> str:
        """Who wrote it and when, as markup; empty where nothing is known."""
        facts = [self.work.facts[side] for side in self.sides if side in self.work.facts]
        authors = dict.fromkeys(each.author for each in facts if each.author)
        dates = dict.fromkeys(each.date for each in facts if each.date)
        told = [f"<bdi>{escape(author)}</bdi>" for author in authors]
        told += [f'<time dir="ltr" datetime="{escape(d)}">{escape(d)}</time>' for d in dates]
        return f'<p class="about">{" · ".join(told)}</p>\n' if told else ""

    def markup(self, numbers: count[int], level: int) -> Iterator[str]:
        """The article. `numbers` of notes go on through an edition; `level`: of its heading."""
        ways = " ".join(self.ways())
        led, kind = self.begins_with_title, "text" if len(self.sides) > 1 else "text single"
        yield f'<article class="{kind}" id="{self.id}" data-ways="{ways}">\n'
        if not led:
            yield f'<h{level} class="title">{self.title()}</h{level}>\n{self.about()}'
        if self.work.notes:
            yield self._row(Unit({}, notes=self.work.notes), WHOLE, numbers, level)
        for row, unit in enumerate(self.work.units, 1):
            if led and row == 1:  # its title, which need not be told twice
                lines = {
                    side: tuple(replace(line, kind="heading", level=1) for line in unit.lines(side))
                    for side in self.titles
                }
                led_unit = replace(unit, level=1, blocks={**unit.blocks, **lines})
                yield self._row(led_unit, row, numbers, level, True)
                yield self.about()
                continue
            here = min(level + unit.level, self._deepest(level), DEEPEST_HEADING)
            yield self._row(unit, row, numbers, here)
            if unit.level:
                self._last_level = here
        yield "</article>\n"

    _last_level = 0

    def _deepest(self, level: int) -> int:
        """A heading is at most one deeper than the one before it."""
        return max(self._last_level, level) + 1

    def _row(
        self, unit: Unit, row: int, numbers: count[int], level: int, is_lead: bool = False
    ) -> str:
        placed = [EditionNote(next(numbers), self.number, row, note) for note in unit.notes]
        self.notes += placed
        first, *others = self.sides or [""]
        heading = f"h{level}" if unit.level else ""
        cells = [self._cell(unit, first, "a", placed, heading)]
        if others:
            inside = (self._cell(unit, side, "", placed, heading) for side in others)
            cells.append(f'<div class="t">{"".join(inside)}</div>')
        margin = "".join(self._note(each) for each in placed)
        if margin:
            cells.append(f'<div class="margin" data-side="{len(self.sides)}">{margin}</div>')
        kind = " lead" if is_lead else " heading" if unit.level else ""
        place = f'id="{self.id}-{row}" data-row="{row}"'
        return f'<div class="row{kind}" {place}>{"".join(cells)}</div>\n'

    def _cell(
        self, unit: Unit, side: str, kind: str, placed: list[EditionNote], heading: str
    ) -> str:
        if not side:
            return '<div class="a cell"></div>'
        lines, tag = unit.lines(side), self.work.languages[side]
        mine = side in unit.mine and lines
        told = f'<p class="mine">{escape(self.words["mine"])}</p>' if mine else ""
        here = [each for each in placed if each.note.side == side and each.row != WHOLE]
        body = "".join(_blocks(lines, here, heading, self))
        number = self.sides.index(side)
        return f'<div class="{kind} cell"{_language(tag)} data-side="{number}">{told}{body}</div>'

    def _note(self, placed: EditionNote) -> str:
        note, words = placed.note, self.words
        said = note.text or note.quote
        lines = "".join(
            f'<p class="line"{attributes("", line)}>{escape(line)}</p>'
            for line in said.splitlines()
            if line.strip()
        )
        about = [f"<bdi>#{escape(tag)}</bdi>" for tag in note.tags]
        about += [f"<bdi>{escape(note.author)}</bdi>"] if note.author else []
        foot = f'<p class="foot">{" ".join(about)}</p>' if about else ""
        way = direction_of_text(said) if said else words.direction
        return (
            f'<div class="note {self.colour(note)}" role="note" dir="{way}" id="n{placed.number}"'
            f' aria-label="{_label(placed, words)}">{_number(placed, words)}{lines}{foot}</div>'
        )

    def colour(self, note: UnitNote) -> str:
        """The class of its colour, which the style sheet will know."""
        digits = hex_digits(note.colour or COLOURS[0]).lower()
        self.colours.add(digits)
        return f"k{digits}"

    def plain_rows(self) -> list[list[list[str]]]:
        """The paragraphs of each side of each row, notes last, for the search."""
        whole = [[] for _ in self.sides] + [_said(self.work.notes)] if self.work.notes else []
        rows: list[list[list[str]]] = [whole]
        for unit in self.work.units:
            sides = [[_words(line) for line in unit.lines(side)] for side in self.sides]
            rows.append([*sides, _said(unit.notes)] if unit.notes else sides)
        return rows


def _words(line: UnitLine) -> str:
    """A line as the search knows it: without its references to footnotes."""
    text = line.text
    for each in reversed(line.footnotes):
        text = text[: each.start] + text[each.end :]
    return text


def _said(notes: Iterable[UnitNote]) -> list[str]:
    return [line for note in notes for line in (note.text or note.quote).splitlines()]


def _language(tag: str) -> str:
    """The attributes of a part in a language; those of one that is not known say how it runs."""
    lang = f' lang="{tag}"' if _TAG.fullmatch(tag) and tag != "und" else ""
    return f'{lang} dir="{direction_of_language(tag)}"'


def attributes(tag: str, text: str) -> str:
    """Of a short text: its language, told or guessed, and its direction."""
    return _language(tag if tag and tag != "und" else guess_language(text))


def _blocks(
    lines: tuple[UnitLine, ...], placed: list[EditionNote], heading: str, body: TextBody
) -> Iterator[str]:
    """The blocks of a cell: headings, lists, quotes, tables and paragraphs."""
    waiting = list(placed)
    for kind, group in groupby(lines, key=lambda line: line.kind):
        if kind == "table":
            rows = "".join(_table_row(line.text, waiting, body) for line in group)
            yield f"<table><tbody>{rows}</tbody></table>"
            continue
        inside = [(line, _marked(line, waiting, body)) for line in group]
        if kind in ("list", "footnote"):
            for line, text in inside:
                marker = escape(line.marker or "•")
                small = " small" if kind == "footnote" else ""
                yield (
                    f'<p class="line item{small} d{min(max(line.level, 1), 4)}">'
                    f'<span class="marker">{marker} </span>{text}</p>'
                )
        elif kind == "quote":
            quoted = "".join(f'<p class="line">{text}</p>' for _, text in inside)
            yield f"<blockquote>{quoted}</blockquote>"
        else:
            for line, text in inside:
                name = heading if line.kind == "heading" and heading else "p"
                shown = " small" if line.kind in ("caption", "comment", "image") else ""
                yield f'<{name} class="line{shown}">{text}</{name}>'
    for each in waiting:  # words that stand on no one line
        yield f'<p class="line loose" id="q{each.number}">{_reference(each, body)}</p>'


def _table_row(text: str, waiting: list[EditionNote], body: TextBody) -> str:
    cells = (_marked(UnitLine(cell), waiting, body) for cell in text.split("\t"))
    return f'<tr class="line"><td>{"</td><td>".join(cells)}</td></tr>'


def _marked(line: UnitLine, waiting: list[EditionNote], body: TextBody) -> str:
    """A line escaped, with the words of the notes that stand in it marked; these are no longer in
    `waiting`. Of two notes that overlap the second has only its number marked."""
    text, spans = line.text, []
    for each in list(waiting):
        if (at := _found(text, each.note)) >= 0:
            spans.append((at, at + len(each.note.quote), each))
            waiting.remove(each)
    made, done = [], 0
    for start, end, each in sorted(spans, key=lambda span: (span[0], span[1])):
        begin = max(start, done)
        made.append(_text(line, done, begin))
        reference = _reference(each, body)
        if begin < end:
            inside = _text(line, begin, end)
            colour = body.colour(each.note)
            made.append(f'<mark class="{colour}" id="q{each.number}">{inside}</mark>{reference}')
        else:
            made.append(f'<span id="q{each.number}">{reference}</span>')
        done = max(done, end)
    return "".join([*made, _text(line, done, len(text))])


def _found(text: str, note: UnitNote) -> int:
    """Where the words of a note stand in a line, nearest to where they stood; -1 for nowhere."""
    if not note.quote:
        return -1
    places = [match.start() for match in re.finditer(re.escape(note.quote), text)]
    return min(places, key=lambda at: abs(at - max(note.at, 0)), default=-1)


def _text(line: UnitLine, start: int, end: int) -> str:
    """A part of a line escaped; references to footnotes are none of its words for the search."""
    made, done = [], start
    for each in line.footnotes:
        if start <= each.start and each.end <= end:
            made.append(escape(line.text[done : each.start]))
            made.append(
                f'<span class="ref foot-ref">{escape(line.text[each.start : each.end])}</span>'
            )
            done = each.end
    return "".join([*made, escape(line.text[done:end])]).replace("\n", "<br>")


def _reference(placed: EditionNote, body: TextBody) -> str:
    """The number of a note in the text, which leads to the note."""
    said, label = body.words.number(placed.number), _label(placed, body.words)
    return f'<a class="ref" href="#n{placed.number}" aria-label="{label}">{said}</a>'


def _number(placed: EditionNote, words: EditionWords) -> str:
    """The number of a note beside the text, which leads back to the words."""
    said = words.number(placed.number)
    if placed.row == WHOLE:
        return f'<span class="ref">{said}</span>'
    return (
        f'<a class="ref" href="#q{placed.number}" aria-label="{_label(placed, words)}">{said}</a>'
    )


def _label(placed: EditionNote, words: EditionWords) -> str:
    return escape(f"{words['note']} {words.number(placed.number)}")
