"""Clicks that land on the letter: every offset of 50 wrapped Arabic paragraphs, there and back.

The judge is not the pane's own inverse but the glyphs as Qt drew them: the rectangle of the glyph
of each character (`QTextLine.glyphRuns`) says where to click; a click in the half of the rectangle
where reading begins must give the offset before the character, in the other half the one after.
Goal: 0 wrong. Beside it the same clicks on a stock QTextEdit.
"""

from __future__ import annotations

import random
import sys
import unicodedata

import common
from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QTextEdit

WORDS = (
    "قال الوزير إن المباحثات التي جرت في العاصمة كانت بنّاءة وشاملة لجميع الملفات العالقة بين "
    "البلدين ومنها المياه والطاقة والحدود كما أكّد أنّ الاجتماع المقبل سيُعقد خلال الشهر القادم "
    "مُرَحِّبًا بِكُلِّ جُهْدٍ يُعِيدُ الثِّقَةَ وقالت BBC إن (Reuters 2021) نقلت عن مسؤول 45.7% "
    "COVID-19 ١٢٣ لا إلى الأمام الإسلام لأن الآن 12:30 «اقتباس» [hashiya@example.org] v2.0.1"
)


def paragraphs(count: int) -> list[str]:
    pick = random.Random(7)
    return [" ".join(pick.choices(WORDS.split(), k=pick.randint(25, 70))) for _ in range(count)]


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
    """(point of the layout, offset that a click there must give), from glyph rectangles."""
    found = []
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        begin, end = line.textStart(), line.textStart() + line.textLength()
        for a, b in clusters(text):
            if not begin <= a < end or text[a].isspace():
                continue
            runs = line.glyphRuns(a, b - a)
            if len(runs) != 1 or _shares_glyph(line, a, b, text):
                continue
            box, rtl = runs[0].boundingRect(), runs[0].isRightToLeft()
            if box.width() < 2:
                continue
            y = line.y() + line.height() / 2
            first = box.right() - box.width() * 0.2 if rtl else box.left() + box.width() * 0.2
            second = box.left() + box.width() * 0.2 if rtl else box.right() - box.width() * 0.2
            found.append((QPointF(first, y), a))
            if b < end:
                found.append((QPointF(second, y), b))
    return found


def _shares_glyph(line: object, a: int, b: int, text: str) -> bool:
    """Part of a ligature (lam-alef): its one glyph cannot say where each letter is."""
    whole = sum(len(r.glyphIndexes()) for r in line.glyphRuns(a, b - a))  # type: ignore[attr-defined]
    both = line.glyphRuns(max(0, a - 1), b - a + 2)  # type: ignore[attr-defined]
    return whole == 0 or (text[a] in "لاأإآ" and _ligature(text, a)) or not both


def _ligature(text: str, at: int) -> bool:
    bare = [c for c in text if not unicodedata.combining(c)]
    index = sum(1 for c in text[:at] if not unicodedata.combining(c))
    after = bare[index + 1] if index + 1 < len(bare) else ""
    before = bare[index - 1] if index else ""
    return (bare[index] == "ل" and after in tuple("اأإآ")) or (
        bare[index] in "اأإآ" and before == "ل"
    )


def main() -> int:
    app = common.application()
    from viewer.core.text.document import Document

    texts = paragraphs(50)
    document = Document.of_text("\n".join(texts), language="ar", direction="rtl")
    total = wrong = 0
    for justify in (True, False):
        view = common.reader({"ar": document}, width=640, justify=justify)
        flow = view.flow
        for index, text in enumerate(texts):
            view.go_to("ar", index, 0, 0.1)
            row = flow.rows.row_of("ar", index)
            y = next(y for r, y, _ in flow.visible() if r == row)
            placed = next(iter(flow.placed(row, y)))
            part = placed.cell.parts[0]
            for point, offset in judge(part.layout, text):
                x, at = placed.x + part.x + point.x(), placed.y + part.y + point.y()
                if not 0 <= at < flow.height:
                    continue
                total += 1
                wrong += flow.hit(x, at) != ("ar", index, offset)
        view.close()
    print(f"pane: {wrong} wrong of {total} clicks")
    edit = QTextEdit()
    edit.resize(640, 4000)
    edit.setPlainText("\n".join(texts))
    edit.setFont(view.flow.page.font(True))
    edit.show()
    app.processEvents()
    stock = bad = 0
    block = edit.document().begin()
    while block.isValid():
        origin = edit.document().documentLayout().blockBoundingRect(block).topLeft()
        for point, offset in judge(block.layout(), block.text()):
            where = (point + origin).toPoint()
            stock += 1
            bad += edit.cursorForPosition(where).position() != block.position() + offset
        block = block.next()
    print(f"stock QTextEdit: {bad} wrong of {stock} clicks")
    print(f"ratio {wrong / max(1, total):.4f} : {bad / max(1, stock):.4f}")
    common.verdict("wrong clicks", wrong, 0)
    return 0


if __name__ == "__main__":
    sys.exit(main())
