"""`hashiya read`: a document as text or JSON."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from viewer.cli.json_parts import dumps, json_list
from viewer.cli.saying import failure, path_arguments
from viewer.core.base.errors import Unreadable
from viewer.core.language.arabic import block_direction
from viewer.core.text.document import Document
from viewer.core.worker.client import Worker

_STEP = 1 << 20
"""Code points that are printed at once."""


def run(argv: list[str]) -> int:
    """Print a document; the exit code."""
    asked = path_arguments("read", "--encoding", "--language").parse_args(argv)
    path = Path(asked.path)
    worker = Worker()
    try:
        document = worker.load(path, asked.encoding, asked.language)
    except Unreadable as error:
        raise failure(path, error.reason, error.detail) from error
    finally:
        worker.close()
    if document.unread and not len(document):
        raise failure(path, "scan", f"{len(document.unread)} pages")
    write = sys.stdout.write
    for part in _document_json(asked.path, document) if asked.json else _text(document):
        write(part)
    return 0


def _text(document: Document) -> Iterator[str]:
    """The linear text, in parts, with a line end at its end."""
    last = ""
    for start in range(0, document.lines.length(), _STEP):
        last = document.lines.slice(start, start + _STEP)
        yield last
    if last and not last.endswith("\n"):
        yield "\n"


def _document_json(path: str, document: Document) -> Iterator[str]:
    head = {
        "path": path,
        "format": document.format,
        "encoding": document.encoding.name if document.encoding else None,
        "language": document.language,
        "direction": document.direction,
        "title": document.title,
        "date": document.date,
    }
    yield dumps(head).removesuffix("\n}") + ',\n "blocks": '
    yield from json_list(_blocks(document), " ")
    yield "\n}\n"


def _blocks(document: Document) -> Iterator[dict[str, Any]]:
    """Plain data for each block. Grows the index step by step: nothing else is kept."""
    lines = document.lines
    for index in itertools.count():
        while index >= len(lines):
            if lines.complete:
                return
            lines.grow(_STEP)
        text = lines.block(index)
        own = document.directions.get(index)
        yield {
            "kind": document.kinds.get(index, "paragraph"),
            "text": text,
            "direction": own or block_direction(text, document.direction),
            "furniture": document.furniture.get(index),
        }
