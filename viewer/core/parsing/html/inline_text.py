"""The run of text being collected while markup is read: white space as CSS has it, and spans."""

from __future__ import annotations

import re
from dataclasses import dataclass

from viewer.core.text.document import Span

IMAGE = "\ufffc"
BREAK = "\u2028"

_SPACE = re.compile(r"[ \t\n\r\f]+")
_EDGES = f" {BREAK}"  # nothing is to be seen of them at the end of a block


@dataclass(slots=True)
class _Open:
    style: str
    value: str
    start: int


class Inline:
    """Text and spans of the block that is under way. Positions are code points from its start."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._last = ""
        self._open: list[_Open] = []
        self._closed: list[Span] = []
        self._words = False  # whether anything but images is in it

    @property
    def empty(self) -> bool:
        """Whether there is nothing to take."""
        return not self._parts and not self._closed

    def write(self, text: str) -> None:
        """Append text, its white space collapsed; none at the start of a line."""
        if not text.isprintable() or "  " in text:
            text = _SPACE.sub(" ", text)
        if self._last in ("", " ", "\t", BREAK):
            text = text.lstrip(" ")
        self._words = self._words or not (text.isspace() or not text)
        self._put(text)

    def image(self, alternative: str) -> None:
        """An image: its sign, and what it shows in words unless it stands inside a sentence."""
        words = _SPACE.sub(" ", alternative).strip()
        self._put(f"{IMAGE} {words}" if words and not self._words else IMAGE)

    def line_break(self) -> bool:
        """A forced break. True when it is the second in a row: then a new block begins."""
        if self._last == " ":
            self._cut()
        if self._last == BREAK:
            return True
        if self._last:
            self._put(BREAK)
        return False

    def cell(self) -> None:
        """The border between two cells of a table row."""
        if self._last == " ":
            self._cut()
        self._put("\t")

    def strip_space(self) -> None:
        """Take back the spaces, no-break ones too, that end the text so far."""
        while self._last in (" ", "\xa0"):
            self._cut()

    def begin(self, style: str, value: str = "") -> None:
        """Open a styled run here."""
        self._open.append(_Open(style, value, self._length))

    def end(self) -> None:
        """Close the run that was opened last."""
        run = self._open.pop()
        self._close(run)

    def take(self) -> tuple[str, list[Span], bool]:
        """The text, its spans, whether it is nothing but images; runs still open go on after it."""
        for run in self._open:
            self._close(run)
            run.start = 0
        text = "".join(self._parts)
        bare = text.rstrip(_EDGES)
        spans = [
            Span(span.start, min(span.end, len(bare)), span.style, span.value)
            for span in self._closed
            if span.start < len(bare)
        ]
        only_images = IMAGE in bare and not self._words
        self._parts, self._closed = [], []
        self._length, self._last, self._words = 0, "", False
        return bare, sorted(spans, key=lambda span: (span.start, -span.end)), only_images

    def _close(self, run: _Open) -> None:
        if run.start < self._length:
            self._closed.append(Span(run.start, self._length, run.style, run.value))

    def _put(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._length += len(text)
            self._last = text[-1]

    def _cut(self) -> None:
        """Take the last letter back."""
        self._parts[-1] = self._parts[-1][:-1]
        if not self._parts[-1]:
            self._parts.pop()
        self._length -= 1
        self._last = self._parts[-1][-1] if self._parts else ""
