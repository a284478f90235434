"""The paragraph of an office document while it is read: its runs as they are, and their spans."""

from __future__ import annotations

import re
from collections.abc import Iterable

from viewer.core.parsing.office.symbol_fonts import visible
from viewer.core.text.document import Span
from viewer.core.text.document_builder import Builder

IMAGE = "\ufffc"
BREAK = "\u2028"

Style = tuple[str, str]
"""A style and its value, as a `Span` has them."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\ud800-\udfff]")
_LAST_WORD = re.compile(r"\S+\s*\Z")


class Runs:
    """Text and styles of the block under way; white space stays, but for its two ends."""

    def __init__(self) -> None:
        self._runs: list[tuple[str, tuple[Style, ...]]] = []
        self._words = False
        self._row = False

    def __bool__(self) -> bool:
        return bool(self._runs)

    def write(self, text: str, styles: tuple[Style, ...] = ()) -> None:
        if text:
            text = visible(_CONTROL.sub("", text))
            self._words = self._words or not (text.isspace() or not text)
            self._runs.append((text, styles))

    def image(self, alternative: str, where: str = "", styles: tuple[Style, ...] = ()) -> None:
        """An image: its sign, and what it shows in words unless it stands inside a sentence.

        `where`: the value of its span; empty for one that is not in the file.
        """
        words = " ".join(_CONTROL.sub("", alternative).split())
        text = f"{IMAGE} {words}" if words and not self._words else IMAGE
        self._runs.append((text, (*styles, ("image", where)) if where else styles))

    def mark_last_word(self, style: Style) -> None:
        """Give a style to the word before: a comment that stands at a place, not over a text."""
        while self._runs and not self._runs[-1][0]:
            self._runs.pop()
        if self._runs and (match := _LAST_WORD.search(self._runs[-1][0])):
            text, styles = self._runs.pop()
            self._runs.append((text[: match.start()], styles))
            self._runs.append((text[match.start() :], (*styles, style)))

    def cells(self, cells: Iterable[Runs]) -> None:
        """One line of several: the cells of a row, a tab between two."""
        self._row = True
        for at, cell in enumerate(cells):
            if at:
                self._runs.append(("\t", ()))
            self._words = self._words or cell._words
            self._runs.extend((text.replace("\t", " "), styles) for text, styles in cell._bare())

    def append(self, other: Runs, between: str) -> None:
        """Add what another holds, `between` first where both show something."""
        if self._runs and other._runs:
            self._runs.append((between, ()))
        self._runs.extend(other._runs)
        self._words = self._words or other._words

    def _bare(self) -> list[tuple[str, tuple[Style, ...]]]:
        """The runs without white space at the ends."""
        runs = list(self._runs)
        while runs and not runs[-1][0].rstrip():
            runs.pop()
        if runs:
            runs[-1] = (runs[-1][0].rstrip(), runs[-1][1])
        first = next((at for at, run in enumerate(runs) if run[0].strip()), 0)
        del runs[:first]
        if runs:
            runs[0] = (runs[0][0].lstrip(), runs[0][1])
        return runs

    def take(self) -> tuple[str, list[Span], bool]:
        """The text, its spans, whether it is nothing but images. It is empty then."""
        runs, only_images = self._trimmed(), not self._words
        self._runs, self._words, self._row = [], False, False
        text = "".join(run[0] for run in runs)
        return text, _spans(runs), only_images and IMAGE in text

    def _trimmed(self) -> list[tuple[str, tuple[Style, ...]]]:
        """As `_bare`, but the tabs of a row's empty cells stay."""
        return self._runs if self._row else self._bare()

    def flush(self, builder: Builder, kind: str = "paragraph", **how: object) -> int | None:
        """Add the block to `builder`: its index, or None where it shows nothing."""
        text, spans, only_images = self.take()
        if only_images and kind not in ("table", "footnote", "comment"):
            kind = "image"
        return builder.add(text, kind, spans=spans, **how)  # type: ignore[arg-type]


def _spans(runs: list[tuple[str, tuple[Style, ...]]]) -> list[Span]:
    """The styles of the runs, those that go on from run to run in one piece."""
    open_at: dict[Style, int] = {}
    spans: list[Span] = []
    at = 0
    for text, styles in runs:
        if not text:
            continue
        for style in [style for style in open_at if style not in styles]:
            spans.append(Span(open_at.pop(style), at, *style))
        for style in styles:
            open_at.setdefault(style, at)
        at += len(text)
    spans.extend(Span(start, at, *style) for style, start in open_at.items())
    return sorted(spans, key=lambda span: (span.start, -span.end))
