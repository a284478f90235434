"""How a text became another one, as rich text."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from viewer.core.language.arabic import direction_of_text
from viewer.core.text.differences import Piece


def difference(pieces: Sequence[Piece], colours: dict[str, str]) -> str:
    """Pieces as rich text: what is gone struck out, what is new underlined."""
    styles = {
        "same": "",
        "gone": f"color: {colours['gone']}; text-decoration: line-through;",
        "new": f"color: {colours['new']}; text-decoration: underline;",
    }
    spans: list[str] = []
    before = Piece("same", "")
    for piece in pieces:
        exchanged = {before.kind, piece.kind} == {"gone", "new"}
        spans.append(" " if exchanged and not before.text[-1:].isspace() else "")
        shown = escape(piece.text)
        style = styles[piece.kind]
        spans.append(f'<span style="{style}">{shown}</span>' if style else shown)
        before = piece
    text = "".join(p.text for p in pieces)
    inner = "".join(spans).replace("\n", "<br>")
    return f'<p dir="{direction_of_text(text)}" style="margin: 0;">{inner}</p>'
