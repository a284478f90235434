"""How the page is set: fonts, sizes and widths as the reader chose, colours from the theme."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from functools import partial
from weakref import ref

from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QImage

from viewer.core.base.settings import Settings
from viewer.core.language.arabic import block_direction
from viewer.core.language.hyphenation import Hyphenation
from viewer.core.text.document import Block, Document
from viewer.ui.base.i18n import tr
from viewer.ui.reader.layout.cells import Cell, CellStyle, smaller, text_cell
from viewer.ui.reader.layout.image_loader import Pictures
from viewer.ui.reader.layout.images import add_pictures
from viewer.ui.reader.layout.rows import PIECE
from viewer.ui.reader.layout.tables import column_widths, table_cell

CACHED = 500
"""Laid-out cells kept; a screen shows 10 to 60."""

TABLE_SAMPLE = 200
"""Rows of a table whose text decides the widths of its columns."""

SAMPLE_CELLS = 1_500
"""Cells of a table that are measured for it, each some 20 microseconds."""

COLUMNS = 60
"""Columns up to which a row of a table is set in columns. With more no column has room for a word:
the row runs on as a paragraph, and is cut into pieces where it is long."""

PICTURE_HEIGHT_PX = 900.0
"""Pixels that a picture is never higher than."""

HEADINGS = (1.0, 1.65, 1.4, 1.2, 1.1, 1.0, 1.0)

PITCH = {True: 1.5, False: 1.22}
"""Base lines' distance in ems at a line spacing of 1; letters with marks need more."""

_ARABIC_SAMPLE = "هذا نص عربي للقياس من أجل التقدير والمقارنة"
_LATIN_SAMPLE = "this is an English text to measure with, no more"


def furniture_label(kind: str) -> str:
    """What stands beside a furniture line, in the reader's language."""
    names = {
        "headline": tr("headline again"),
        "lead": tr("lead again"),
        "listen": tr("listening"),
        "date": tr("date line"),
        "caption": tr("caption"),
        "control": tr("page control"),
        "byline": tr("byline"),
        "share": tr("sharing"),
        "related": tr("related stories"),
        "navigation": tr("navigation"),
        "advertisement": tr("advertisement"),
    }
    return names.get(kind, tr("page extra"))


class PageStyle:
    """Turns blocks into cells. Made anew when a choice or the theme changes.

    `colours` are those of the theme's page: background, text, muted, furniture, link, rule …
    """

    def __init__(
        self,
        settings: Settings,
        colours: Mapping[str, str],
        note_opacity: float = 0.4,
        pictures: Pictures | None = None,
        hyphenation: Hyphenation | None = None,
    ) -> None:
        """`hyphenation`: None where words stay whole and letters are not drawn out, for those who
        copy from what is set."""
        self.hyphenation = hyphenation
        self.settings = settings
        self.note_opacity = note_opacity
        self.colours = {name: QColor(value) for name, value in colours.items()}
        self.size = settings.size * settings.zoom / 100
        self.spacing = {
            True: settings.arabic_spacing or settings.line_spacing,
            False: settings.line_spacing,
        }
        """Of lines, by whether they run right to left."""
        self.picture_height = PICTURE_HEIGHT_PX
        self._cells: OrderedDict[tuple[ref[Document], int, int, int], Cell] = OrderedDict()
        self._styles: dict[tuple[object, ...], CellStyle] = {}
        self._tables: dict[tuple[ref[Document], int, int], tuple[list[float], float]] = {}
        self._pictures = pictures
        self._metrics = {rtl: self._measure(rtl) for rtl in (True, False)}
        self.gap = self._metrics[False][1] * 0.7
        """Pixels between paragraphs."""
        self.gutter = self._metrics[False][1] * 1.4

    def font(self, rtl: bool) -> QFont:
        """The font of right-to-left or left-to-right text; each falls back on the other."""
        choice = self.settings
        latin, arabic = choice.latin_font, choice.arabic_font
        font = QFont([arabic, latin] if rtl else [latin, arabic])
        font.setPointSizeF(self.size * (choice.arabic_factor if rtl else 1.0))
        return font

    def _measure(self, rtl: bool) -> tuple[float, float]:
        """Average width of a character and an em, pixels."""
        font = self.font(rtl)
        sample = _ARABIC_SAMPLE if rtl else _LATIN_SAMPLE
        width = QFontMetricsF(font).horizontalAdvance(sample) / len(sample)
        return width, float(QFontInfo(font).pixelSize())

    def character(self, rtl: bool) -> float:
        return self._metrics[rtl][0]

    def line_height(self, rtl: bool) -> float:
        return self._metrics[rtl][1] * PITCH[rtl] * self.spacing[rtl]

    def measure(self) -> float:
        """Pixels that a column is never wider than."""
        return self.settings.measure * self.character(False)

    def estimate(self, size: float, count: int, rtl: bool, width: float) -> float:
        """Pixels that `count` blocks of `size` code points together take at `width`, about."""
        rows = size * self.character(rtl) / width + (0.5 * count if count > 1 else 0.0)
        lines = max(float(count), rows if count > 1 else -(-rows // 1))
        return lines * self.line_height(rtl)

    def rtl(self, document: Document, block: Block) -> bool:
        if block.kind == "code":
            return False
        if block.direction:
            return block.direction == "rtl"
        return block_direction(block.text, document.direction) == "rtl"

    def cell(
        self, document: Document, index: int, piece: tuple[int, int | None], width: float
    ) -> Cell:
        """The laid-out block, from the cache if it was there at that width."""
        key = (ref(document), index, piece[0], int(width))
        cell = self._cells.get(key)
        if cell is not None:
            self._cells.move_to_end(key)
            return cell
        cell = self._lay_out(document, index, piece, width)
        self._cells[key] = cell
        if len(self._cells) > CACHED:
            self._cells.popitem(last=False)
        return cell

    def forget(self) -> None:
        """Drop what is laid out: directions or furniture of a document changed."""
        self._cells.clear()
        self._tables.clear()

    def leave_closed(self) -> None:
        """Drop what is laid out of documents that are there no more."""
        for cell in [key for key in self._cells if key[0]() is None]:
            del self._cells[cell]
        for table in [key for key in self._tables if key[0]() is None]:
            del self._tables[table]

    def _lay_out(
        self, document: Document, index: int, piece: tuple[int, int | None], width: float
    ) -> Cell:
        block = document.block(index)
        again = block.furniture is not None and document.furniture.get(index - 1) == block.furniture
        style = self.style(block, self.rtl(document, block), label=not again)
        if block.kind == "cue" and (time := document.locators.get(index)):
            style = style._replace(label=time[:8])  # hours, minutes, seconds: when it begins
        if document.format == "own":
            style = style._replace(label=tr("mine"))
        if style.justify and self.hyphenation is not None:
            language = document.language
            if style.rtl:
                style = style._replace(kashida=self.settings.kashida)
            elif self.settings.hyphens and self.hyphenation.knows(language):
                style = style._replace(points=partial(self.hyphenation.points, language))
        if block.kind == "image" and self._is_missing(document, block):
            style = style._replace(label=tr("image, not shown"))
        columns, scale = self._columns(document, index, piece, style, width)
        if columns:
            cell = table_cell(block, smaller(style, scale), width, columns)
        else:
            cell = text_cell(block, piece[0], piece[1], style, width)
        if found := self._images(document, block, piece, width):
            add_pictures(cell, found, self.gap)
        return cell

    def _is_missing(self, document: Document, block: Block) -> bool:
        """Whether no picture of the block can be drawn: it is elsewhere, or not readable."""
        where = [span.value for span in block.spans if span.style == "image"]
        found = self._pictures
        return found is None or all(found.missing(document, each) for each in where)

    def _images(
        self, document: Document, block: Block, piece: tuple[int, int | None], width: float
    ) -> list[tuple[QImage, float, float]]:
        """The pictures of a block that are here, and how large each is shown, pixels."""
        if self._pictures is None or block.furniture is not None:
            return []
        end, found = len(block.text) if piece[1] is None else piece[1], []
        for span in block.spans:
            if span.style != "image" or not piece[0] <= span.start < end:
                continue
            if shown := self._pictures.get(document, span.value):
                scale = self.settings.zoom / 100
                scale = min(scale, width / shown.width, self.picture_height / shown.height)
                found.append((shown.image, shown.width * scale, shown.height * scale))
        return found

    def _columns(
        self,
        document: Document,
        index: int,
        piece: tuple[int, int | None],
        style: CellStyle,
        width: float,
    ) -> tuple[list[float], float]:
        """Widths of the columns of the table that a row is in, and the scale of its letters.

        None where the block is no row, or one that has no room in columns: it is in pieces, or has
        more cells than the table is measured for.
        """
        block = document.block(index)
        cells = block.text.count("\t") + 1
        if block.kind != "table" or not 1 < cells <= COLUMNS or piece != (0, None):
            return [], 1.0
        first = index
        while first > 0 and index - first < TABLE_SAMPLE and not document.levels.get(first):
            if document.kinds.get(first - 1) != "table":
                break
            first -= 1
        key = (ref(document), first, int(width))
        if key not in self._tables:
            rows = self._sample(document, first)
            bold = self.style(rows[0], style.rtl) if rows else style
            self._tables[key] = column_widths(rows, bold, width)
        columns, scale = self._tables[key]
        return (columns, scale) if cells <= len(columns) else ([], 1.0)

    def _sample(self, document: Document, first: int) -> list[Block]:
        """The rows of the table from there on whose text decides how wide its columns are."""
        rows: list[Block] = []
        cells, end = 0, min(len(document), first + TABLE_SAMPLE)
        for at in range(first, end):
            head = at > first and document.levels.get(at)
            if document.kinds.get(at) != "table" or head or cells > SAMPLE_CELLS:
                break
            row = document.block(at)
            in_columns = len(row.text) <= PIECE  # longer ones run on as text, in pieces
            if in_columns and (count := row.text.count("\t") + 1) <= COLUMNS:
                rows.append(row)
                cells += count
        return rows

    def style(self, block: Block, rtl: bool, label: bool = True) -> CellStyle:
        """How a block is set; `label` False leaves out the label of furniture."""
        key = (block.kind, block.level, rtl, block.furniture, label)
        style = self._styles.get(key)
        if style is None:
            style = self._style(block, rtl)
            style = self._styles[key] = style if label else style._replace(label="")
        return style

    def _style(self, block: Block, rtl: bool) -> CellStyle:
        font, kind, level = self.font(rtl), block.kind, block.level
        colour, indent, above, justify = "text", 0.0, 0.0, self.settings.justify
        em, label = self.line_height(False), ""
        if kind == "heading":
            font.setPointSizeF(font.pointSizeF() * HEADINGS[min(max(level, 1), 6)])
            font.setBold(True)
            above, justify = em * (0.15 if level <= 1 else 0.5), False
        elif kind in ("list", "quote", "footnote"):
            wide = 1.3 if kind == "quote" else 1.6  # a marker of three figures fits into it
            indent = self._metrics[rtl][1] * wide * max(1, level)
        elif kind in ("caption", "image"):
            colour, justify = "muted", False
            font.setPointSizeF(font.pointSizeF() * 0.9)
        elif kind == "code":
            font = QFont(["DejaVu Sans Mono", "Menlo", "Consolas", "monospace"])
            font.setPointSizeF(self.size * 0.92)
            indent, justify = em * 0.6, False
        elif kind == "table":
            justify = False
            font.setBold(level > 0)
        if block.furniture:
            colour, justify, label = "furniture", False, furniture_label(block.furniture)
            font = self.font(rtl)
            font.setPointSizeF(font.pointSizeF() * 0.86)
            above = 0.0
        pitch = QFontInfo(font).pixelSize() * PITCH[rtl]
        loose = kind not in ("code", "heading") and not block.furniture
        return CellStyle(
            font,
            rtl,
            pitch * (self.spacing[rtl] if loose else 1.05),
            justify,
            self.colours[colour],
            self.colours["link"],
            self.colours["furniture"],
            indent,
            above,
            label,
        )
