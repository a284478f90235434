"""Markdown as people write it, for a parser that is stricter: indents of lists, endless brackets.

The parser nests lists by four spaces (as the first Markdown did) and takes time that grows with
the square of the brackets in a paragraph. CommonMark nests by where the text of an item begins.
"""

from __future__ import annotations

import re

_ITEM = re.compile(r"([-*+]|\d{1,9}[.)])([ \t]+)(?=\S)")
_RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\Z")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_MAY_BEGIN_AN_ITEM = frozenset(" \t-*+_`~0123456789") | {""}
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_STEP = 4
_NEAR = 3  # columns by which an item may stand to the right of where it belongs
_DEEPEST, _MOST_IN_A_LINE, _MOST = 40, 200, 3000  # brackets beyond which none is a link


def prepared(source: str) -> str:
    """Return a source that shows in the parser what CommonMark shows."""
    return "\n".join(_nested(_bounded(source).split("\n")))


def _nested(lines: list[str]) -> list[str]:
    """Return the lines with the items of lists indented by four columns for each level."""
    made: list[str] = []
    columns: list[int] = []  # where the texts of the open items begin
    fence = ""
    after_blank, second = True, False  # `second`: in a later paragraph of an item
    for line in lines:
        if not columns and line[:1] not in _MAY_BEGIN_AN_ITEM:
            made.append(line)
            after_blank = False
            continue
        text = line.lstrip(" \t")
        indent = len(line[: len(line) - len(text)].expandtabs(_STEP))
        if not text:
            made.append("")
            after_blank = True
            continue
        item = None if fence or _RULE.match(text) else _ITEM.match(text)
        if not fence and (item or after_blank or _RULE.match(text)):
            while columns and indent < columns[-1]:
                columns.pop()
        begin = columns[-1] if columns else 0
        if item and indent - begin <= _NEAR:
            made += [""] if second and not after_blank else []
            second = False
            sign = item[1].replace(")", ".")  # the parser knows no other sign after a number
            made.append(" " * _STEP * len(columns) + sign + " " + text[item.end() :])
            columns.append(indent + len(item[1]) + min(len(item[2].expandtabs(_STEP)), _STEP))
        elif columns and indent >= begin:
            second = second or after_blank
            made.append(" " * (_STEP * len(columns) + indent - begin) + text)
        else:
            made.append(line)
        if mark := _FENCE.match(text):
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        after_blank = False
    return made


def _bounded(source: str) -> str:
    """Return the source with the brackets escaped where there are too many to be links."""
    if source.count("[") + source.count("<") <= _DEEPEST:
        return source
    made: list[str] = []
    at = 0
    for match in _PARAGRAPH_END.finditer(source):
        made.append(_few(source[at : match.start()]) + match[0])
        at = match.end()
    return "".join([*made, _few(source[at:])])


def _few(paragraph: str) -> str:
    depth = deepest = 0
    for mark in re.findall(r"[\[\]]", paragraph):
        depth = depth + 1 if mark == "[" else max(0, depth - 1)
        deepest = max(deepest, depth)
    in_a_line = max((line.count("[") for line in paragraph.split("\n")), default=0)
    if deepest > _DEEPEST or in_a_line > _MOST_IN_A_LINE or paragraph.count("[") > _MOST:
        paragraph = paragraph.replace("[", r"\[")
    if paragraph.count("<") - paragraph.count(">") > _DEEPEST:
        paragraph = paragraph.replace("<", "&lt;")
    return paragraph
