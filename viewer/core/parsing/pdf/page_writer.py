"""Writes the pages of a file, lines and paragraphs, as the blocks of a document."""

from __future__ import annotations

from typing import Any

from viewer.core.parsing.pdf.lines import Line
from viewer.core.parsing.pdf.paragraphs import Measure, Paragraph, PdfPage, continues
from viewer.core.text.document import Document, ScanPage, Span
from viewer.core.text.document_builder import Builder
from viewer.core.text.page_lines import PageLines

SAMPLE = 20_000
"""Code points from the beginning, by which language and letters are judged."""


class PageWriter:
    """Writes pages as blocks; a paragraph that goes on in the next page is held back till then."""

    def __init__(self, format: str) -> None:
        self._format = format
        self.builder = Builder()
        self._held: tuple[Paragraph, str] | None = None
        self._edges: list[tuple[Line, str]] = []
        self._label = ""
        self._head: list[str] = []
        self._lines: list[tuple[int, int, tuple[int, int]]] = []
        self._labels: dict[int, str] = {}
        self._scans: dict[int, ScanPage] = {}

    def document(self, **about: Any) -> Document:
        """Return what was written since the last time, and where its lines stand."""
        document = self.builder.document(self._format, **about)
        begin = document.lines.start
        entries = ((begin(block) + at, *place) for block, at, place in self._lines)
        document.pages = PageLines(entries, self._labels)
        document.scans = self._scans
        self._lines, self._labels, self._scans = [], {}, {}
        return document

    def head(self) -> str:
        return "\n".join([*self._head, self._held[0].text if self._held else ""])[:SAMPLE]

    def write(self, pages: list[PdfPage], first: int) -> None:
        """Write pages, the first of which has that number, from 0."""
        measure = Measure([page for page in pages if not page.read])
        self._labels.update((first + at, page.label) for at, page in enumerate(pages))
        self._scans.update((first + at, page.scan) for at, page in enumerate(pages) if page.scan)
        for page in pages:
            found = page.paragraphs(measure)
            if self._held and found and continues(self._held[0], found[0], page.lines):
                self._held[0].lines += found.pop(0).lines
            self._edges += [(line, page.label) for line in page.head]
            if found or not self._held:
                self.flush()
            for paragraph in found[:-1]:
                self._put(paragraph, page.label)
            if found:
                self._held = found[-1], page.label
            self._edges += [(line, page.label) for line in page.foot]

    def flush(self) -> None:
        """Write what is held back, and the edges of pages that came after it."""
        if self._held:
            self._put(*self._held)
            self._held = None
        for line, label in self._edges:
            locator = self._new(label)
            block = self.builder.add(line.text, furniture="page", locator=locator)
            if block is not None:
                self._label = label
                self._lines.append((block, 0, line.place))
        self._edges = []

    def _new(self, label: str) -> str:
        """The label for the first block of a page, else nothing."""
        return label if label != self._label else ""

    def _put(self, paragraph: Paragraph, label: str) -> None:
        text, starts = paragraph.joined()
        if sum(map(len, self._head)) < SAMPLE:
            self._head.append(text)
        kind = "heading" if paragraph.level else "paragraph"
        level, locator = paragraph.level, self._new(label)
        spans = _doubts(paragraph, starts, len(text))
        block = self.builder.add(text, kind, level=level, locator=locator, spans=spans)
        if block is not None:
            self._label = label
            lines = zip(starts, paragraph.lines, strict=True)
            self._lines += [(block, start, line.place) for start, line in lines]


def _doubts(paragraph: Paragraph, starts: list[int], length: int) -> list[Span]:
    """What of a paragraph may have been misread."""
    return [
        Span(start + low, min(start + high, length), "doubtful")
        for start, line in zip(starts, paragraph.lines, strict=True)
        for low, high in line.doubtful
        if start + low < length
    ]
