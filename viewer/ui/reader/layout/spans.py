"""The styles of runs inside a block, as `QTextLayout` wants them: ranges in UTF-16 units."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextFormat, QTextLayout

from viewer.core.text.document import Span

Ink = QColor | None


def formats(
    spans: Sequence[Span], start: int, length: int, utf16: Callable[[int], int], link: QColor
) -> list[QTextLayout.FormatRange]:
    """The `spans` of a block over its part `[start, start + length)`, code points.

    `utf16` turns a code point of the part into its unit.
    """
    found = []
    for span in spans:
        low, high = max(0, span.start - start), min(length, span.end - start)
        if low < high:
            found.append(_range(utf16(low), utf16(high), _format(span, link)))
    return found


def _format(span: Span, link: QColor) -> QTextCharFormat:
    form = QTextCharFormat()
    match span.style:
        case "bold":
            form.setFontWeight(QFont.Weight.Bold)
        case "italic":
            form.setFontItalic(True)
        case "underline":
            form.setFontUnderline(True)
        case "strike":
            form.setFontStrikeOut(True)
        case "sub":
            form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSubScript)
        case "sup":
            form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        case "code":
            form.setFontFamilies(["monospace"])
            form.setFontFixedPitch(True)
        case "link":
            form.setForeground(link)
            form.setFontUnderline(True)
    return form


def _range(start: int, end: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, end - start, form  # type: ignore[assignment]
    return found


def in_one_ink(found: Sequence[QTextLayout.FormatRange], ink: Ink) -> list[QTextLayout.FormatRange]:
    """What draws those runs in one colour that have one of their own: links."""
    made = []
    for each in found if ink is not None else ():
        own: QTextCharFormat = each.format  # type: ignore[assignment]
        if own.hasProperty(QTextFormat.Property.ForegroundBrush):
            form = QTextCharFormat()
            form.setForeground(ink or QColor())
            start, length = each.start, each.length
            made.append(_range(start, start + length, form))  # type: ignore[operator, arg-type]
    return made


def spacing(start: int, length: int, pixels: int) -> QTextLayout.FormatRange:
    """Spaces of a range wider by so many pixels."""
    form = QTextCharFormat()
    form.setFontWordSpacing(pixels)
    return _range(start, start + length, form)


IMAGE_SIGN, NOTHING = "\ufffc", "\u200b"
"""The sign of an image in a text, and what is laid out in its place: the picture stands apart."""


def without_images(text: str) -> str:
    """As long as before, with nothing to see of the images in it."""
    if IMAGE_SIGN not in text:
        return text
    return text.replace(f"{IMAGE_SIGN} ", NOTHING * 2).replace(IMAGE_SIGN, NOTHING)
