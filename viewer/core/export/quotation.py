"""A quotation to be pasted elsewhere: the words, their translation, and where they come from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from viewer.core.export.notes import plain_md
from viewer.core.language.arabic import direction_of_language, direction_of_text, guess_language

HASH = 12
"""Hex digits of the file's SHA-256 that are told."""


@dataclass(frozen=True)
class Quotation:
    """`dates`: the day of the text as it is to be read, one for each script. `paragraph` from 1.

    `source`: outlet or author. Empty parts are left out.
    """

    quote: str
    translation: str = ""
    source: str = ""
    title: str = ""
    dates: tuple[str, ...] = ()
    paragraph: int = 0
    page: str = ""
    file: str = ""
    sha256: str = ""

    def _foot(self, of: Callable[[str], str]) -> str:
        number = f"¶{self.paragraph}" if self.paragraph else ""
        file = self.file
        if self.sha256:
            file = f"{file} (SHA-256 {self.sha256[:HASH]}…)"
        parts = (self.source, self.title, *self.dates, number, self.page, file)
        return " | ".join(of(part) for part in parts if part)

    def as_text(self) -> str:
        """Each part in an isolate of its own direction, so that no reader turns it round."""
        lines = [f"«{quote}»" if _rtl(quote) else f"“{quote}”" for quote in self._quotes()]
        return "\n".join([*map(isolated, lines), f"— {self._foot(isolated)}"]) + "\n"

    def as_markdown(self) -> str:
        blocks = [
            "\n".join(f"> {isolated(plain_md(line))}" for line in quote.splitlines())
            for quote in self._quotes()
        ]
        return "\n>\n".join(blocks) + f"\n\n— {self._foot(lambda p: isolated(plain_md(p)))}\n"

    def as_html(self) -> str:
        parts = []
        for quote in self._quotes():
            lines = "<br>".join(map(escape, quote.splitlines()))
            language = guess_language(quote)
            direction = direction_of_language(language)
            parts.append(f'<blockquote lang="{language}" dir="{direction}">{lines}</blockquote>')
        foot = self._foot(lambda part: f"<bdi>{escape(part)}</bdi>")
        return "".join(parts) + f"<p>— {foot}</p>"

    def _quotes(self) -> list[str]:
        return [text for text in (self.quote, self.translation) if text]


def _rtl(text: str) -> bool:
    return direction_of_text(text) == "rtl"


def isolated(text: str) -> str:
    """Between RLI or LRI and PDI, line by line: an isolate ends with its paragraph."""
    mark = "\u2067" if _rtl(text) else "\u2066"
    return "\n".join(f"{mark}{line}\u2069" for line in text.splitlines())
