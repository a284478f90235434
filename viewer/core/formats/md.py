"""Markdown: what a reader sees of it, with the front matter's title, language and date."""

from __future__ import annotations

import re
from pathlib import Path

from viewer.core.base.errors import Unreadable
from viewer.core.language.file_names import resolve_language
from viewer.core.parsing.html.html_reader import MarkupReader, parse
from viewer.core.parsing.html.linked_data import iso_day
from viewer.core.parsing.html.markdown_source import prepared
from viewer.core.parsing.read_bytes import encoding_of, read, text_of
from viewer.core.text.document import Document
from viewer.core.text.document_builder import Builder

VERSION = 2

_LIMIT = 64 << 20
_FRONT = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)
_FIELD = re.compile(r"([A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(.*?))?[ \t]*")


def load(path: Path, encoding: str | None = None, language: str | None = None) -> Document:
    """The document in `path`. Raises `Unreadable`."""
    data = read(path, _LIMIT)
    source, found = text_of(path, data, encoding_of(path, data, encoding))
    fields, source = _front_matter(source)
    builder = Builder()
    try:
        root = parse(_to_html(source))
        if root is not None:
            MarkupReader(builder, lambda element, inherited: inherited).read(root)
    except RecursionError as error:
        raise Unreadable(path, "broken", "nested too deep") from error
    document = builder.document("md", format_version=VERSION, path=path, encoding=found)
    declared = fields.get("lang") or fields.get("language")
    head = document.lines.slice(0, 20_000)
    document.language, document.direction = resolve_language(language, declared, str(path), head)
    if language is None and fields.get("dir") in ("rtl", "ltr"):
        document.direction = fields["dir"]
    document.title = fields.get("title") or _first_heading(document)
    document.author = fields.get("author")
    document.date = iso_day(fields.get("date", ""))
    return document


def _to_html(source: str) -> str:
    import markdown
    from markdown.extensions.toc import slugify_unicode
    from markdown.inlinepatterns import SimpleTagInlineProcessor, SubstituteTagInlineProcessor

    reader = markdown.Markdown(
        extensions=["extra", "sane_lists", "toc", "admonition"],
        extension_configs={"toc": {"slugify": slugify_unicode}},
    )
    struck = SimpleTagInlineProcessor(r"(~~)(?=\S)(.+?)(?<=\S)~~", "del")
    reader.inlinePatterns.register(struck, "del", 55)
    broken = SubstituteTagInlineProcessor(r"\\\n", "br")  # as CommonMark has it
    reader.inlinePatterns.register(broken, "broken line", 185)  # before `\` escapes
    return reader.convert(prepared(source))


def _front_matter(source: str) -> tuple[dict[str, str], str]:
    """The `key: value` lines between two lines of hyphens at the very start, and the rest."""
    match = _FRONT.match(source)
    if not match or match[1].count("\n") > 100:
        return {}, source
    fields: dict[str, str] = {}
    for line in match[1].split("\n"):
        if line.strip() and not line.startswith((" ", "\t", "#", "-")):
            field = _FIELD.fullmatch(line)
            if not field:
                return {}, source
            fields[field[1].lower()] = _unquoted(field[2] or "")
    return (fields, source[match.end() :]) if fields else ({}, source)


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value


def _first_heading(document: Document) -> str | None:
    """The first heading of level 1."""
    for index, kind in document.kinds.items():
        if kind == "heading" and document.levels.get(index) == 1:
            return document.block(index).text
    return None
