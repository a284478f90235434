"""Why a hit is one, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence

from viewer.ui.base.i18n import tr


def step_names() -> dict[str, str]:
    """What the steps of a search are called, by their names in the core, in their order."""
    return {
        "written": tr("As written"),
        "spelling": tr("Any spelling"),
        "clitics": tr("With prefixes and suffixes"),
        "stem": tr("Of the same stem"),
        "root": tr("Of the same root"),
    }


def why_names() -> dict[str, str]:
    """What the chips of the core are called; the others are letters and speak for themselves."""
    return {
        "tashkeel": tr("tashkeel"),
        "tatweel": tr("tatweel"),
        "invisible": tr("invisible characters"),
        "case": tr("capitals"),
        "part": tr("part of a word"),
        "stem": tr("same stem"),
        "root": tr("same root"),
        "root?": tr("perhaps the same root"),
        "wildcard": tr("wildcard"),
        "meaning": tr("meaning"),
        "translation": tr("translation"),
    }


def chips(why: Sequence[str]) -> str:
    """Why a hit is one, for its row."""
    names = why_names()
    return tr(", ").join(f"\u2068{names.get(each, each)}\u2069" for each in why)
