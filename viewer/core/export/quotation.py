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
    languages: tuple[str, str] = ("und", "und")
    """Of quote and translation, BCP 47; a paragraph may be in another one."""

    def as_text(self, proof: bool = False) -> str:
        """Quote, translation, and on a last line source, title, date and page.

        With `proof` also paragraph, file and hash, and each part in an isolate of its own
        direction, so that no reader turns it round: controls that a mail may show as boxes.
        """
        lines = [f"«{quote}»" if _rtl(quote) else f"“{quote}”" for quote in self._quotes()]
        if not proof:
            return "\n".join([*lines, *self._signed(self._source())]) + "\n"
        foot = self._proof(isolated)
        return "\n".join([*map(isolated, lines), *self._signed(foot)]) + "\n"

    def as_markdown(self, proof: bool = False) -> str:
        """The same as block quotations."""

        def marked(text: str) -> str:
            return isolated(plain_md(text)) if proof else plain_md(text)

        blocks = [
            "\n".join(f"> {marked(line)}" for line in quote.splitlines())
            for quote in self._quotes()
        ]
        foot = self._proof(marked) if proof else plain_md(self._source())
        return "\n\n".join(["\n>\n".join(blocks), *self._signed(foot)]) + "\n"

    def as_html(self, proof: bool = False) -> str:
        """The same, each paragraph with its language and direction."""
        parts = []
        for quote, language in zip((self.quote, self.translation), self.languages, strict=True):
            lines = [_paragraph(line, language) for line in quote.splitlines() if line.strip()]
            parts += [f"<blockquote>{''.join(lines)}</blockquote>"] if lines else []
        if proof:
            foot = self._proof(lambda part: f"<bdi>{escape(part)}</bdi>")
            return "".join(parts) + "".join(f"<p>{line}</p>" for line in self._signed(foot))
        return "".join([*parts, *map(_paragraph, self._signed(self._source()))])

    def _source(self) -> str:
        """Whose words these are and of when, in the script of the quote."""
        rtl = _rtl(self.quote)
        dates = [date for date in self.dates if _rtl(date) == rtl] or self.dates[:1]
        parts = (self.source, self.title or self.file, *dates, self.page)
        return ("، " if rtl else ", ").join(part for part in parts if part)

    def _proof(self, of: Callable[[str], str]) -> str:
        number = f"¶{self.paragraph}" if self.paragraph else ""
        file = self.file
        if self.sha256:
            file = f"{file} (SHA-256 {self.sha256[:HASH]}…)"
        parts = (self.source, self.title, *self.dates, number, self.page, file)
        return " | ".join(of(part) for part in parts if part)

    def _signed(self, foot: str) -> list[str]:
        return [f"— {foot}"] if foot else []

    def _quotes(self) -> list[str]:
        return [text for text in (self.quote, self.translation) if text]


def _paragraph(text: str, language: str = "und") -> str:
    guessed = guess_language(text)
    if guessed != "und" or direction_of_language(language) != direction_of_language(guessed):
        language = guessed
    return f'<p lang="{language}" dir="{direction_of_language(language)}">{escape(text)}</p>'


def _rtl(text: str) -> bool:
    return direction_of_text(text) == "rtl"


def isolated(text: str) -> str:
    """Between RLI or LRI and PDI, line by line: an isolate ends with its paragraph."""
    mark = "\u2067" if _rtl(text) else "\u2066"
    return "\n".join(f"{mark}{line}\u2069" for line in text.splitlines())
