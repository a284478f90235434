"""The words that come with the program, as a dictionary: the commonest meaning of common words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from viewer.core.base.paths import resources_dir
from viewer.core.dictionaries.analysis import OURS
from viewer.core.dictionaries.glossary import Glossary, Term
from viewer.core.morphology.entries import ARTICLE

_LIST = "lexicon/ar-en.tsv"


@lru_cache(maxsize=1)
def common_words() -> Glossary:
    """The list; empty where it is not there."""
    return Glossary(Path(OURS), _terms())


def _terms() -> Iterator[Term]:
    try:
        lines = (resources_dir() / _LIST).read_text("utf-8-sig").splitlines()
    except OSError:
        return
    for line in lines:
        english, tab, arabic = line.partition("\t")
        if tab and not line.startswith("#"):
            names, forms = english.split("|"), arabic.split("|")
            for form in forms:
                plain = (other.removeprefix(ARTICLE).rstrip("اة") for other in forms)
                relative = any(form in (f"{other}ي", f"{other}ية") for other in plain)
                told = [*names[1:], names[0]] if relative else names  # Iraq|Iraqi
                yield form, " | ".join(told), "", ""
