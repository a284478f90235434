"""Collecting blocks while a format is parsed."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from viewer.core.language.arabic import direction_of_language
from viewer.core.text.document import (
    OMISSION_NAME,
    OMISSIONS,
    Document,
    Omission,
    Span,
)
from viewer.core.text.lines import STR_BLOCK

_SPARSE = ("kinds", "levels", "markers", "directions", "furniture", "locators", "spans")


class Builder:
    """Collects blocks, and makes a document of them, whole or in parts."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._texts: list[str] = []
        self._rest: dict[str, dict[int, Any]] = {name: {} for name in _SPARSE}
        self._anchors: dict[str, int] = {}
        self._omissions: list[Omission] = []

    def __len__(self) -> int:
        return len(self._texts)

    def add(
        self,
        text: str,
        kind: str = "paragraph",
        *,
        level: int = 0,
        marker: str = "",
        direction: str | None = None,
        furniture: str | None = None,
        locator: str = "",
        spans: Iterable[Span] = (),
    ) -> int | None:
        """Append a block, return its index; None (and nothing is added) when it shows nothing.

        A line feed inside `text` becomes U+2028, which Qt breaks at and no offset notices.
        """
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\u2028")
        if not STR_BLOCK.match(text):
            return None
        index = len(self._texts)
        self._texts.append(text)
        found = (
            kind if kind != "paragraph" else None,
            level,
            marker,
            direction,
            furniture,
            locator,
            tuple(spans),
        )
        for name, value in zip(_SPARSE, found, strict=True):
            if value:
                self._rest[name][index] = value
        return index

    def anchor(self, name: str) -> None:
        """A link to `#name` leads to the block that is added next."""
        self._anchors.setdefault(name, len(self._texts))

    def omit(self, kind: str, name: str) -> None:
        """Note a part of the file that is not shown: see `Omission`."""
        if len(self._omissions) < OMISSIONS:
            self._omissions.append(Omission(kind, " ".join(name.split())[:OMISSION_NAME]))

    def document(self, format: str, more: bool = False, /, **rest: Any) -> Document:
        """What was added since the last time, as a document; then it begins anew.

        `more` will follow: an anchor of the block that comes next waits for it.
        """
        text, sparse, found = "\n".join(self._texts), self._rest, self._anchors
        omissions = (*self._omissions, *rest.pop("omissions", ()))[:OMISSIONS]
        last = len(self._texts) - 1
        waiting = [name for name, index in found.items() if more and index > last]
        anchors = {
            name: min(index, last)
            for name, index in found.items()
            if last >= 0 and name not in waiting
        }
        self._begin()
        self._anchors.update(dict.fromkeys(waiting, 0))
        return Document.of_text(
            text, format, **sparse, anchors=anchors, omissions=omissions, **rest
        )


class BitextBuilder:
    """Collects the units of a bilingual file, a `Builder` for each side.

    `languages`: side -> BCP 47, in the order in which they are shown. Sides with nothing to show
    in a unit simply have no block in it.
    """

    def __init__(self, languages: Mapping[str, str]) -> None:
        self._languages = dict(languages)
        self.sides = {side: Builder() for side in languages}
        self._units: dict[str, array[int]] = {side: array("I") for side in languages}
        self._unit = 0

    def __len__(self) -> int:
        """Units so far, those of earlier parts too."""
        return self._unit

    def end_unit(self) -> None:
        """What was added to the sides since the last call is one unit."""
        for side, builder in self.sides.items():
            units = self._units[side]
            units.extend([self._unit] * (len(builder) - len(units)))
        self._unit += 1

    def document(self, format: str, path: Path, **rest: Any) -> Document:
        """The units since the last time: the document of the first side, with the `others`.

        What is left out, on each side and in the `omissions` of `rest`, is told with the first.
        """
        omissions = tuple(rest.pop("omissions", ()))
        documents = []
        for side, builder in self.sides.items():
            language = self._languages[side]
            documents.append(
                builder.document(
                    format,
                    side=side,
                    units=self._units[side],
                    language=language,
                    direction=direction_of_language(language),
                    **rest,
                )
            )
            self._units[side] = array("I")
        first, *others = documents
        first.others = tuple(others)
        for document in documents:
            omissions += document.omissions
            document.omissions = ()
        first.omissions = omissions[:OMISSIONS]
        first.locate(path)
        return first
