"""How many word forms of a text are explained: by the analyser, and by dictionaries with ours.

bench_words.py FILE [--dictionaries FOLDER] [--pyaramorph PROGRAM] [--missing]

A form is a word as it is written, without marks, each counted once. It has an analysis when the
analyser gives one, and a gloss when dictionaries with our own taking-apart give one.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import common  # noqa: F401 (finds the source tree)

from viewer.core.dictionaries import aramorph
from viewer.core.dictionaries import catalogue as shelf
from viewer.core.dictionaries.lookup import look_up
from viewer.core.formats import load
from viewer.core.language.arabic import letters, token_spans
from viewer.core.morphology.entries import language_of


def forms(path: Path) -> list[str]:
    text = load(path).text()
    words = (letters(text[start:end]) for start, end in token_spans(text))
    return list(dict.fromkeys(word for word in words if language_of(word) == "ar"))


def tell(name: str, words: list[str], explained: Callable[[str], bool], missing: bool) -> None:
    begin = time.perf_counter()
    without = [word for word in words if not explained(word)]
    each = (time.perf_counter() - begin) / max(1, len(words)) * 1000
    share = 1 - len(without) / max(1, len(words))
    print(f"{name}: {share:.1%} of {len(words)} forms, {each:.1f} ms a word")
    if missing:
        print("  without:", " ".join(without))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--dictionaries", type=Path)
    parser.add_argument("--pyaramorph", default="")
    parser.add_argument("--missing", action="store_true")
    asked = parser.parse_args()
    words = forms(asked.file)
    system = (asked.dictionaries,) if asked.dictionaries else shelf.system_places()
    begin = time.perf_counter()
    found = shelf.opened(shelf.Places(system=system))
    names = ", ".join(each.title for each in found.dictionaries) or "none"
    print(f"dictionaries: {names}; opened in {time.perf_counter() - begin:.2f} s")
    tell("a gloss", words, lambda w: any(a.glosses for a in look_up(w, "ar", found)), asked.missing)
    command = aramorph.found(asked.pyaramorph)
    if not command:
        print("pyaramorph: not installed")
        return
    analyser = aramorph.Aramorph(command)
    tell("an analysis", words, lambda w: bool(analyser.analyses(w)), asked.missing)
    analyser.close()


if __name__ == "__main__":
    main()
