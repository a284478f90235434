"""The control words of RTF that stand for letters, styles, and text that is no text."""

from __future__ import annotations

from viewer.core.parsing.office.paragraph_runs import BREAK

CHARSETS = {
    77: "mac-roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250",
}  # fmt: skip
SIGNS = {
    "tab": "\t", "line": BREAK, "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "zwj": "\u200d", "zwnj": "\u200c",
    "ltrmark": "\u200e", "rtlmark": "\u200f", "emspace": "\u2003", "enspace": "\u2002",
    "nestcell": " ", "nestrow": " ", "lbr": BREAK,
}  # fmt: skip
SYMBOLS = {"~": "\xa0", "-": "\xad", "_": "\u2011", "\t": "\t"}
SWITCHES = {"b": "bold", "i": "italic", "ul": "underline", "strike": "strike"}
KEPT_DESTINATIONS = (
    *("shpinst", "shptxt", "ud", "fldinst", "bkmkstart", "annotation", "atnauthor", "pn"),
    *("listtext", "upr", "footnote"),
)
OMITTED = {"pict": "picture", "shppict": "picture", "object": "part"}
"""Skipped destinations that a reader misses -> the kind of what is left out."""
SKIPPED = frozenset(
    """
    colortbl pict object header headerl headerr headerf footer footerl footerr footerf
    nonshppict themedata xe tc tcn rxe sp filetbl revtbl listtable listoverridetable rsidtbl
    generator private ftnsep ftnsepc aftnsep aftnsepc pntxta pntxtb nonesttables atrfstart
    atrfend atnid atndate atnref atntime subject operator manager company category keywords
    comment doccomm hlinkbase revtim printim buptim template
    """.split()  # noqa: SIM905
)
