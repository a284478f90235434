"""The numbers before the items of a list: digits, letters, Roman, Arabic."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_HIJAI = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"


def numeral(number: int, kind: str = "1") -> str:
    """`number` written as `kind`: 1, 01, a, A, i, I, ١ (Arabic digits), ۱, أ (letters in their
    order), ا (abjad) or א; in digits where the kind has no sign for it.
    """
    if kind in ("a", "A") and 0 < number < 10_000:
        return _letters(number, kind)
    if kind in ("i", "I") and 0 < number < 4000:
        found = _roman(number)
        return found if kind == "i" else found.upper()
    for first, letters in (("أ", _HIJAI), ("ا", _ABJAD), ("א", _HEBREW)):
        if kind == first and 0 < number <= len(letters) * 9:
            times, at = divmod(number - 1, len(letters))
            return letters[at] * (times + 1)
    if kind in ("١", "۱"):
        return "".join(chr(ord(kind) - 1 + int(c)) if c.isdigit() else c for c in str(number))
    return f"{number:02d}" if kind == "01" else str(number)


def _letters(number: int, first: str) -> str:
    """a, b, ... z, aa, ab as spreadsheets have it."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord(first) + rest) + letters
    return letters


def _roman(number: int) -> str:
    found = ""
    for value, sign in _ROMAN:
        found += sign * (number // value)
        number %= value
    return found
