"""A table of words that translate each other, as a child makes it: with what dictionaries say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Set
from pathlib import Path
from typing import Any

from viewer.core.base.errors import Unreadable
from viewer.core.bitext.word_links import link_words
from viewer.core.bitext.word_table import TextPair, Translate, learned
from viewer.core.dictionaries.catalogue import Places, Shelf, opened
from viewer.core.dictionaries.lookup import bases, look_up
from viewer.core.morphology.entries import key

GLOSSED_ANALYSES = 8
"""Analyses of a word, the likeliest, whose glosses are taken for its translations."""
LONG_LETTERS = 4
"""Letters of a word that says something inside a gloss of several."""

Data = dict[str, Any]


def question(
    pairs: Iterable[TextPair],
    more: Iterable[TextPair],
    languages: tuple[str, str],
    places: Places,
    near: bool,
) -> Data:
    """What a child is asked: `pairs` are the rows of a work, `more` others of its corpus."""
    return {
        "pairs": [list(pair) for pair in pairs],
        "more": [list(pair) for pair in more],
        "languages": [tag.partition("-")[0] for tag in languages],
        "system": [str(path) for path in places.system],
        "own": [str(path) for path in places.own],
        "corpus": str(places.corpus) if places.corpus is not None else None,
        "near": near,
    }


def answer(asked: Data) -> Data:
    """{"nats": the table}; see `word_table.learned`."""
    languages, turned = tuple(asked["languages"]), False
    pairs, more = ([(a, b) for a, b in asked[name]] for name in ("pairs", "more"))
    if languages == ("en", "ar"):  # dictionaries explain the Arabic words
        turned, languages = True, ("ar", "en")
        pairs, more = ([(b, a) for a, b in found] for found in (pairs, more))
    translate = _translate(asked, pairs) if languages == ("ar", "en") else None
    nats = learned(pairs, more, translate, asked["near"])
    return {"nats": _turned(nats) if turned else nats}


def _turned(nats: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for a, row in nats.items():
        for b, said in row.items():
            found[b][a] = said
    return dict(found)


def _translate(asked: Data, pairs: Iterable[TextPair]) -> Translate:
    """By the dictionaries of the system and the reader: which of the English words here."""
    corpus = Path(asked["corpus"]) if asked["corpus"] is not None else None
    system, own = (tuple(map(Path, asked[name])) for name in ("system", "own"))
    shelf = opened(Places(system, own, corpus))
    here: dict[str, set[str]] = defaultdict(set)
    for form in {word.folded for _, text in pairs for word in link_words(text)}:
        for base in bases(form):
            here[base].add(form)

    def translate(word: str) -> Set[str]:
        return {form for gloss in _glossed(word, shelf) for form in here.get(gloss, ())}

    return translate


def _glossed(word: str, shelf: Shelf) -> set[str]:
    """The folded words of the glosses of a word; of longer glosses those that say something."""
    try:
        analyses = look_up(word, "ar", shelf)[:GLOSSED_ANALYSES]
    except Unreadable:  # damaged since it was opened: the panel of words tells of it
        return set()
    said = (key(gloss).split() for each in analyses for gloss in each.glosses)
    return {w for words in said for w in words if len(words) == 1 or len(w) >= LONG_LETTERS}
