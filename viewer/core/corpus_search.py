"""A query to a corpus: what was understood, where it is found in real letters, and why.

Words are looked up in the vocabulary of the index first; the written forms that a word may mean
become one OR of exact terms, so that prefixes and suffixes cost no scan of the texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from viewer.core.arabic import Folded, fold
from viewer.core.index import TOKEN, Found, Index
from viewer.core.stems import affixes, stem

MODES = ("exact", "clitics", "stem")
AROUND = 60
"""Code points of context on either side of a hit."""
FORMS = 4000
"""Written forms that one word is looked for in; more would say nothing any more."""

_PART = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')
_ALONE = re.compile("[*?]+")


@dataclass(frozen=True)
class Clause:
    """Words that stand one after the other: a phrase, or a single one."""

    words: tuple[str, ...]
    excluded: bool = False


@dataclass(frozen=True)
class Asked:
    """A query understood: every group must be in a block, one clause of it is enough."""

    groups: tuple[tuple[Clause, ...], ...]
    without: tuple[Clause, ...] = ()
    language: str = ""

    def as_text(self) -> str:
        """How it was understood, in the folded letters that are looked for."""
        told = [" OR ".join(map(_told, group)) for group in self.groups]
        told += [f"-{_told(clause)}" for clause in self.without]
        return " ".join(told + ([f"lang:{self.language}"] if self.language else []))


def _told(clause: Clause) -> str:
    words = " ".join(clause.words)
    return f'"{words}"' if len(clause.words) > 1 else words


class Token(NamedTuple):
    """A word of a block: `[start, end)` in its folded text. `ta`: it is written with `ة`."""

    folded: str
    start: int
    end: int
    ta: bool


@dataclass(frozen=True)
class Hit:
    """`[start, end)` in code points of the document's text. `why`: how each word was found."""

    path: str
    block: int
    start: int
    end: int
    text: str
    before: str
    after: str
    why: tuple[str, ...] = ()


@dataclass
class Answer:
    """`total` counts all occurrences, `hits` are the first of them."""

    understood: str
    total: int = 0
    hits: list[Hit] = field(default_factory=list)
    forms: dict[str, int] = field(default_factory=dict)


def parse(query: str) -> Asked:
    """Words, "phrases", `prefix*`, `*suffix`, `in?side`, `OR`, `-not`, `lang:ar`."""
    groups: list[tuple[Clause, ...]] = []
    without: list[Clause] = []
    language, joining = "", False
    for minus, phrase, word in _PART.findall(query):
        if word == "OR" and groups and not minus:
            joining = True
            continue
        if word.startswith("lang:") and not minus:
            language = word[5:].lower()
            continue
        words = tuple(_words(phrase or word))
        if not words:
            continue
        clause = Clause(words, bool(minus))
        if minus:
            without.append(clause)
        elif joining:
            groups[-1] = (*groups[-1], clause)
        else:
            groups.append((clause,))
        joining = False
    return Asked(tuple(groups), tuple(without), language)


def _words(text: str) -> Iterator[str]:
    """The words of a part, folded; wildcards stay."""
    for piece in text.split():
        held = piece.replace("*", "\ue000").replace("?", "\ue001")
        folded = fold(held).text
        for word in re.findall(r"(?:[^\W_]|[\ue000\ue001])+", folded):
            wanted = word.replace("\ue000", "*").replace("\ue001", "?")
            if not _ALONE.fullmatch(wanted):
                yield wanted


class Forms:
    """The written forms in an index that each word of a query means in one of the modes."""

    def __init__(self, index: Index, mode: str) -> None:
        if mode not in MODES:
            raise ValueError(mode)
        self._index, self.mode = index, mode
        self._known: dict[str, dict[str, tuple[str, ...]]] = {}

    def of(self, word: str) -> Mapping[str, tuple[str, ...]]:
        """Form -> why it is one."""
        if word not in self._known:
            self._known[word] = dict(list(self._find(word).items())[:FORMS])
        return self._known[word]

    def _find(self, word: str) -> dict[str, tuple[str, ...]]:
        if "*" in word or "?" in word:
            pattern = re.escape(word).replace(r"\*", r"[^\n]*").replace(r"\?", r"[^\n]")
            terms = self._index.matching(re.compile(f"^{pattern}$", re.MULTILINE))
            return dict.fromkeys(terms, ("wildcard",))
        found: dict[str, tuple[str, ...]] = {word: ()} if self._index.knows(word) else {}
        if self.mode != "exact":
            found |= self._with_affixes(word)
        if self.mode == "stem":
            for term in self._index.with_stem(stem(word)):
                found.setdefault(term, ("stem",))
        return found

    def _with_affixes(self, word: str) -> dict[str, tuple[str, ...]]:
        bare = word[:-1] + "[هت]" if word.endswith("ه") else re.escape(word)
        pattern = re.compile(rf"^[^\n]{{0,4}}{bare}[^\n]{{0,3}}$", re.MULTILINE)
        found = {}
        for term in self._index.matching(pattern):
            around = affixes(term, word, self._index.knows)
            if around is not None:
                prefix, suffix = around
                why = ([f"{prefix}+"] if prefix else []) + ([f"+{suffix}"] if suffix else [])
                found[term] = tuple(why)
        return found


def search(
    index: Index,
    query: str,
    mode: str = "clitics",
    language: str = "",
    limit: int = 100,
    stop: Callable[[], bool] = lambda: False,
) -> Answer:
    """What is found of a query. Raises ValueError for an unknown mode."""
    asked = parse(query)
    forms = Forms(index, mode)
    answer = Answer(asked.as_text())
    match = _match(asked, forms)
    if match is None:
        return answer
    clauses = [clause for group in asked.groups for clause in group]
    for found in index.blocks(match, language or asked.language, stop):
        for hit in _hits(found, clauses, forms, asked):
            answer.total += 1
            shape = fold(hit.text).text
            answer.forms[shape] = answer.forms.get(shape, 0) + 1
            if len(answer.hits) < limit:
                answer.hits.append(hit)
    return answer


def _match(asked: Asked, forms: Forms) -> str | None:
    """The FTS5 query whose blocks hold all hits, and others; None when nothing can be found."""
    groups = []
    for group in asked.groups:
        clauses = [told for clause in group if (told := _clause(clause, forms))]
        if not clauses:
            return None
        groups.append(f"({' OR '.join(clauses)})")
    return " AND ".join(groups) or None


def _clause(clause: Clause, forms: Forms) -> str:
    words = []
    for word in clause.words:
        terms = forms.of(word)
        if not terms:
            return ""
        words.append("(" + " OR ".join(f'"{term}"' for term in terms) + ")")
    return f"({' AND '.join(words)})"


def _hits(found: Found, clauses: Sequence[Clause], forms: Forms, asked: Asked) -> Iterator[Hit]:
    """Every occurrence in a block of what was asked for."""
    folded = fold(found.text)
    tokens = [
        Token(match[0], *match.span(), _is_ta(found.text, folded, match))
        for match in TOKEN.finditer(folded.text)
    ]
    if any(list(_places(tokens, clause, forms)) for clause in asked.without):
        return
    places: dict[tuple[int, int], tuple[str, ...]] = {}
    for group in asked.groups:
        here = {}
        for clause in group:
            here |= dict(_places(tokens, clause, forms))
        if not here:
            return
        places |= here
    for (first, last), why in sorted(places.items()):
        start, end = folded.source(tokens[first].start, tokens[last].end)
        yield _hit(found, start, end, why)


def _places(
    tokens: Sequence[Token], clause: Clause, forms: Forms
) -> Iterator[tuple[tuple[int, int], tuple[str, ...]]]:
    """(first token, last token) of each occurrence of a clause, and why it is one."""
    wanted = [forms.of(word) for word in clause.words]
    for at in range(len(tokens) - len(wanted) + 1):
        here = tokens[at : at + len(wanted)]
        whys = [allowed.get(token.folded) for token, allowed in zip(here, wanted, strict=True)]
        if any(
            why is None or (token.ta and "+ه" in why and forms.mode != "stem")
            for token, why in zip(here, whys, strict=True)
        ):
            continue
        why = [each for found in whys for each in found or ()]
        yield (at, at + len(wanted) - 1), tuple(dict.fromkeys(why))


def _is_ta(text: str, folded: Folded, match: re.Match[str]) -> bool:
    """Whether a word that ends with `ه` when folded is written with `ة`: that is no pronoun."""
    if not match[0].endswith("ه"):
        return False
    start, end = folded.source(match.end() - 1, match.end())
    return "ة" in text[start:end]


def _hit(found: Found, start: int, end: int, why: tuple[str, ...]) -> Hit:
    text = found.text[start:end]
    spelled = ("spelling",) if fold(text).text != text.casefold() else ()
    return Hit(
        found.path,
        found.block,
        found.start + start,
        found.start + end,
        text,
        found.text[max(0, start - AROUND) : start],
        found.text[end : end + AROUND],
        (*why, *spelled),
    )


def as_json(
    answer: Answer, query: str, bead: Callable[[Hit], dict[str, Any] | None]
) -> dict[str, Any]:
    """What `hashiya search` prints; `bead` gives what stands beside a hit."""
    return {
        "query": query,
        "understood": answer.understood,
        "total": answer.total,
        "hits": [
            {
                "path": hit.path,
                "block": hit.block,
                "start": hit.start,
                "end": hit.end,
                "text": hit.text,
                "before": hit.before,
                "after": hit.after,
                "why": list(hit.why),
                "bead": bead(hit),
            }
            for hit in answer.hits
        ],
    }
