"""What a reader types into a search: words, phrases and what narrows them down, understood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from viewer.core.language.arabic import INVISIBLE, WORD, fold
from viewer.core.language.late_pattern import late_pattern

if TYPE_CHECKING:
    import regex

FIELDS = ("lang", "title", "date", "note", "tag")
NEAR_WORDS = 10
"""Words between those that `NEAR_WORDS` joins, where no number says so."""

_OPEN, _CLOSE = '"“«„', '"”»“'
_PART = late_pattern(
    rf"(?P<minus>-?)(?:/(?P<pattern>(?:[^/\\]|\\.)+)/(?P<raw>r?)(?=\s|$)"
    rf"|(?P<field>{'|'.join(FIELDS)}):(?:[{_OPEN}](?P<values>[^{_CLOSE}]*)[{_CLOSE}]?"
    rf"|(?P<value>\S*))"
    rf"|[{_OPEN}](?P<phrase>[^{_CLOSE}]*)[{_CLOSE}]?|(?P<word>\S+))"
)
_JOIN = late_pattern(r"NEAR(?:/(\d{1,3}))?")
_WORD = late_pattern(rf"[{WORD}{INVISIBLE}\ue000\ue001]+")
_FOLDED = late_pattern(r"(?:[^\W_]|[\ue000\ue001])+")
_ALONE = late_pattern("[*?]+")
_DATE = late_pattern(r"(\d{4}(?:-\d{1,2}){0,2})?(?:(\.\.)(\d{4}(?:-\d{1,2}){0,2})?)?")


class Word(str):
    """A folded word of a query that remembers its own letters and marks."""

    typed: str

    def __new__(cls, folded: str, typed: str) -> Word:
        made = super().__new__(cls, folded)
        made.typed = typed
        return made


@dataclass(frozen=True)
class Clause:
    """Words that stand one after the other; several runs of them: near each other.

    `near`: how many words may stand between two of the runs.
    """

    runs: tuple[tuple[str, ...], ...]
    near: int = 0

    def words(self) -> Iterator[str]:
        for run in self.runs:
            yield from run


@dataclass(frozen=True)
class Pattern:
    """A regular expression, on the folded text or (`raw`) on the text as it is written."""

    text: str
    raw: bool = False


@dataclass(frozen=True)
class Filter:
    """`field`: one of `FIELDS`. `value` is folded; of a date `from..to`, either may be empty."""

    field: str
    value: str
    excluded: bool = False


@dataclass(frozen=True)
class Query:
    """Every group must be in a block, one clause of it is enough; `without` must not."""

    groups: tuple[tuple[Clause, ...], ...] = ()
    without: tuple[Clause, ...] = ()
    filters: tuple[Filter, ...] = ()
    pattern: Pattern | None = None
    typed: str = field(default="", compare=False)
    """With its own letters and marks."""

    def words(self) -> list[str]:
        """Those that are looked for."""
        return [w for group in self.groups for clause in group for w in clause.words()]

    def as_text(self) -> str:
        """How it was understood, in the folded letters that are looked for."""
        told = [" OR ".join(map(_told, group)) for group in self.groups]
        if self.pattern is not None:
            told.append(f"/{self.pattern.text}/" + ("r" if self.pattern.raw else ""))
        told += [f"-{_told(clause)}" for clause in self.without]
        for each in self.filters:
            value = f'"{each.value}"' if " " in each.value else each.value
            told.append(f"{'-' if each.excluded else ''}{each.field}:{value}")
        return " ".join(told)


def _told(clause: Clause) -> str:
    runs = (f'"{" ".join(run)}"' if len(run) > 1 else "".join(run) for run in clause.runs)
    return f" NEAR/{clause.near} ".join(runs)


def parse(text: str) -> Query:
    """Words, "phrases", `prefix*`, `*suffix`, `in?side`, `a NEAR/5 b`, `OR`, `-not`, `/regular
    expression/` (folded; `/…/r` as written), `lang:ar`, `title:`, `date:2021-07..2021-12`,
    `note:`, `tag:`. Nothing is an error: what makes no sense as a sign is a word.
    """
    groups: list[list[Clause]] = []
    without: list[Clause] = []
    filters: list[Filter] = []
    pattern: Pattern | None = None
    joining: str | int = ""
    for match in _PART.finditer(text):
        minus, word = bool(match["minus"]), match["word"]
        if groups and not minus and word is not None and (said := _joined(word)) is not None:
            joining = said
        elif match["pattern"] is not None and not minus and pattern is None:
            pattern = Pattern(match["pattern"], bool(match["raw"]))
        elif match["field"] is not None:
            value = match["values"] if match["values"] is not None else match["value"]
            filters += _filter(match["field"], value, minus)
        elif words := tuple(_words(match["phrase"] or word or match["pattern"] or "")):
            clause = Clause((words,))
            if minus:
                without.append(clause)
            elif joining == "OR":
                groups[-1].append(clause)
            elif isinstance(joining, int):
                last = groups[-1][-1]
                groups[-1][-1] = Clause((*last.runs, words), joining)
            else:
                groups.append([clause])
            joining = ""
    return Query(tuple(map(tuple, groups)), tuple(without), tuple(filters), pattern, text)


def _joined(word: str) -> str | int | None:
    """What a word says of its neighbours: `OR`, words that may stand between, or nothing."""
    if word in ("OR", "|"):
        return "OR"
    near = _JOIN.fullmatch(word)
    return int(near[1] or NEAR_WORDS) if near else None


def _filter(field: str, value: str, minus: bool) -> Iterator[Filter]:
    plain = " ".join(fold(value).text.split())
    if field == "date":
        match = _DATE.fullmatch(plain)
        if match is None or not plain:
            return
        since, range, until = match.groups()
        plain = f"{_padded(since)}..{_padded(until if range else since)}"
    if plain:
        yield Filter(field, plain, minus)


def _padded(date: str | None) -> str:
    """`2021-7` as ISO 8601 writes it."""
    parts = (date or "").split("-")
    return "-".join([parts[0], *(part.zfill(2) for part in parts[1:])])


def _words(text: str) -> Iterator[Word]:
    """The words of a part, folded; wildcards stay."""
    for typed in _WORD.findall(text.replace("*", "\ue000").replace("?", "\ue001")):
        for folded in _FOLDED.findall(fold(typed).text):
            word = folded.replace("\ue000", "*").replace("\ue001", "?")
            if not _ALONE.fullmatch(word):
                yield Word(word, typed if folded == fold(typed).text else word)


class BadPattern(ValueError):
    """A regular expression that is none; the message is its library's, in English."""


def compiled(pattern: Pattern) -> regex.Pattern[str]:
    """Ready to be looked for. Raises `BadPattern`."""
    import regex

    text = pattern.text if pattern.raw else _folded_pattern(pattern.text)
    try:
        return regex.compile(text)
    except regex.error as error:
        raise BadPattern(str(error)) from error


def _folded_pattern(text: str) -> str:
    r"""The letters of a pattern folded, its escapes (`\W`, `\S` …) left alone."""
    import regex

    parts = regex.split(r"(\\.)", text)
    return "".join(part if part.startswith("\\") else fold(part).text for part in parts)
