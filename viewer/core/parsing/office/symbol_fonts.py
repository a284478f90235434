"""Letters of Word's symbol fonts -> the signs that they show.

Such a font draws its own signs for the codes of Latin letters, or for the same codes in the
private use area (U+F020 to U+F0FF). Symbol is Adobe's encoding of that name; for Wingdings the
signs are those that Unicode 7 encoded for it, or their older twins that common fonts have.
"""

from __future__ import annotations

NO_EQUAL = "▯"
"""What a sign without an equal in Unicode, or of a font that we do not know, is shown as."""

_SYMBOL = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾"
    "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼▯"
    + NO_EQUAL
    * 32
    + "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇"
    "®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪▯〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭▯"
)
_WINGDINGS = (
    " ✏✂✁👓🔔📖🕯☎✆✉🖃📪📫📬📭📁📂📄🗏🗐🗄⌛⌨🖱🖲🖳🖴💾🖬✇✍🖎✌👌👍👎☜☞☝☟✋☺😐☹💣☠🏳🏱✈☼💧❄🕆✞🕈✠✡☪☯ॐ☸"
    "♈♉♊♋♌♍♎♏♐♑♒♓&&●❍■□▫❑❒⬧⧫◆❖⬥⌧⮹⌘🏵🏶❝❞▯"
    "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿🙢🙠🙡🙣🙞🙜🙝🙟·•"
    "▪○⭘⦿◉◎◎▪◻▲✦★✶✴✹✵⯐⌖⟡⌑⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛⮰⮱⮲⮳⮴⮵⮶⮷🙪🙫🙕🙔🙗🙖🙐🙑🙒🙓⌫⌦"
    "◄➢▲▼⮈⮊⮉⮋←→↑↓↖↗↙↘⬅➔⬆⬇⬉⬈⬋⬊⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂▭▫✗✓☒☑▯"
)
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}
_UNKNOWN = ("wingdings 2", "wingdings 3", "webdings", "zapfdingbats", "monotype sorts", "marlett")
_OFTEN = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf0e0": "→", "\uf0a8": "◻"}


def is_symbol_font(font: str) -> bool:
    """Whether the letters of a font of that name are not what their codes say."""
    return font.strip().lower() in (*_FONTS, *_UNKNOWN)


def signs(text: str, font: str) -> str:
    """Return what a text looks like in a symbol font."""
    table = _FONTS.get(font.strip().lower(), "")
    return "".join(_sign(letter, table) for letter in text)


def _sign(letter: str, table: str) -> str:
    code = ord(letter) - 0xF000 if 0xF020 <= ord(letter) <= 0xF0FF else ord(letter)
    if not 0x21 <= code <= 0xFF:
        return letter
    return table[code - 0x20] if table else _OFTEN.get(chr(0xF000 + code), NO_EQUAL)


def visible(text: str) -> str:
    """Return a text of no known font without private use letters of symbol fonts.

    Those that serve as bullets and ticks everywhere are known without their font.
    """
    if not any("\uf020" <= letter <= "\uf0ff" for letter in text):
        return text
    return "".join(
        _OFTEN.get(letter, NO_EQUAL) if "\uf020" <= letter <= "\uf0ff" else letter
        for letter in text
    )
