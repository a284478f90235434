"""Documents put into an index without files."""

from __future__ import annotations

from collections.abc import Iterable
from weakref import WeakKeyDictionary

from viewer.core.corpus.scan import File
from viewer.core.search.index_writer import Writer
from viewer.core.search.text_reading import TextReader
from viewer.core.text.document import Document

_READERS: WeakKeyDictionary[Writer, TextReader] = WeakKeyDictionary()


def take(writer: Writer, found: Iterable[tuple[File, Document | None]]) -> None:
    """Put documents in as `update_index` does with files."""
    reader = _READERS.setdefault(writer, TextReader())
    try:
        writer.put([(file, None if each is None else reader.read(each)) for file, each in found])
    except BaseException:
        del _READERS[writer]
        raise
