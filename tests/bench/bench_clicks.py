"""Clicks that land on the letter: every offset of 50 wrapped paragraphs in Arabic, English with
Arabic words, Hebrew and Urdu, there and back.

The judge is not the pane's own inverse but the glyphs as Qt drew them: the rectangle of the glyph
of each character (`QTextLine.glyphRuns`) says where to click; a click in the half of the rectangle
where reading begins must give the offset before the character, in the other half the one after.
In all three fonts for Arabic, lam-alef among the rest. Goal: 0 wrong. Beside it the same clicks on
a stock QTextEdit.
"""

from __future__ import annotations

import random
import sys
import unicodedata
from itertools import product

import common
from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QTextLayout, QTextLine
from PySide6.QtWidgets import QApplication, QTextEdit

WORDS = {
    "ar": "قال الوزير إن المباحثات التي جرت في العاصمة كانت بنّاءة وشاملة لجميع الملفات العالقة بين "
    "البلدين ومنها المياه والطاقة والحدود كما أكّد أنّ الاجتماع المقبل سيُعقد خلال الشهر القادم "
    "مُرَحِّبًا بِكُلِّ جُهْدٍ يُعِيدُ الثِّقَةَ وقالت BBC إن (Reuters 2021) نقلت عن مسؤول 45.7% "
    "COVID-19 ١٢٣ لا إلى الأمام الإسلام لأن الآن 12:30 «اقتباس» [hashiya@example.org] v2.0.1 €5",
    "en": "They said «قف (هنا) غدًا، الآن» and left for the café, كلام لا إلى: 12.5% of v2 at noon",
    "he": "אמר השר (שלום, לך) כי COVID-19 12.5% הוא, א׳ וּבְכֵן קוֹל כתב אל hashiya@example.org",
    "ur": "وزیر نے کہا کہ ٹیلی ویژن ہے میں (ڈاکٹر) ھم 45% COVID-19 hashiya@example.org",
}
FONTS = ("Amiri", "Noto Sans Arabic", "IBM Plex Sans Arabic")
"""The first draws lam and alef as two glyphs, the others as one."""


def paragraphs(words: str, count: int) -> list[str]:
    pick = random.Random(7)
    return [" ".join(pick.choices(words.split(), k=pick.randint(25, 70))) for _ in range(count)]


def clusters(text: str) -> list[tuple[int, int]]:
    """Base characters with the marks that follow: what a caret steps over."""
    found: list[tuple[int, int]] = []
    for at, letter in enumerate(text):
        if found and unicodedata.combining(letter):
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return found


def judge(layout: QTextLayout, text: str) -> list[tuple[QPointF, int]]:
    """(point of the layout, offset that a click there must give), from glyph rectangles.

    Where a font draws lam and alef as one glyph, each has half of it, as Qt shares them out.
    """
    found = []
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        begin, end = line.textStart(), line.textStart() + line.textLength()
        cells = [(a, b) for a, b in clusters(text) if begin <= a < end and not text[a].isspace()]
        judged = begin
        for nth, (a, b) in enumerate(cells):
            if a < judged:
                continue  # with the letter before it
            letters = [(a, b)]
            for c, d in cells[nth + 1 :]:  # what one glyph draws together, such as lam and alef
                if letters[-1][1] != c or not _is_one_glyph(line, a, d):
                    break
                letters.append((c, d))
            judged = letters[-1][1]
            runs = line.glyphRuns(a, letters[-1][1] - a)
            if len(runs) != 1:
                continue
            box, rtl = runs[0].boundingRect(), runs[0].isRightToLeft()
            part = box.width() / len(letters)
            if part < 2:
                continue
            start, way = (box.right(), -1) if rtl else (box.left(), 1)
            y = line.y() + line.height() / 2
            for share, (first, last) in enumerate(letters):
                edge = start + way * part * share
                found.append((QPointF(edge + way * part * 0.2, y), first))
                if last < end:
                    found.append((QPointF(edge + way * part * 0.8, y), last))
    return found


def _is_one_glyph(line: QTextLine, start: int, end: int) -> bool:
    """Whether a font draws a stretch as one; marks have glyphs of their own."""
    runs = line.glyphRuns(start, end - start)
    return len(runs) == 1 and len(runs[0].glyphIndexes()) == 1


def in_pane(language: str, texts: list[str], font: str, justify: bool) -> tuple[int, int]:
    """(wrong clicks, clicks) in the reading pane."""
    from viewer.core.text.document import Document

    direction = "ltr" if language == "en" else "rtl"
    document = Document.of_text("\n".join(texts), language=language, direction=direction)
    view = common.reader({language: document}, width=640, justify=justify, arabic_font=font)
    flow, total, wrong = view.flow, 0, 0
    for index, text in enumerate(texts):
        view.go_to(language, index, 0, 0.1)
        row = flow.rows.row_of(language, index)
        y = next(y for r, y, _ in flow.visible() if r == row)
        placed = next(iter(flow.placed(row, y)))
        part = placed.cell.parts[0]
        for point, offset in judge(part.layout, text):
            x, at = placed.x + part.x + point.x(), placed.y + part.y + point.y()
            if 0 <= at < flow.height:
                total += 1
                wrong += flow.hit(x, at) != (language, index, offset)
    view.close()
    return wrong, total


def in_stock(texts: list[str], font: QFont) -> tuple[int, int]:
    """The same in Qt's own editor."""
    edit = QTextEdit()
    edit.resize(640, 4000)
    edit.setPlainText("\n".join(texts))
    edit.setFont(font)
    edit.show()
    QApplication.processEvents()
    wrong = total = 0
    block = edit.document().begin()
    while block.isValid():
        origin = edit.document().documentLayout().blockBoundingRect(block).topLeft()
        for point, offset in judge(block.layout(), block.text()):
            where = (point + origin).toPoint()
            total += 1
            wrong += edit.cursorForPosition(where).position() != block.position() + offset
        block = block.next()
    return wrong, total


def main() -> int:
    common.application()
    wrong = 0
    for language, words in WORDS.items():
        texts = paragraphs(words, 50)
        found = [in_pane(language, texts, *way) for way in product(FONTS, (True, False))]
        bad, total = (sum(column) for column in zip(*found, strict=True))
        stock = in_stock(texts, QFont(FONTS[0], 14))
        print(f"{language}: {bad} wrong of {total} clicks; QTextEdit {stock[0]} of {stock[1]}")
        wrong += bad
    common.verdict("wrong clicks", wrong, 0)
    return 0


if __name__ == "__main__":
    sys.exit(main())
