"""The words of notes in the reader's language: states of places, and the labels of exports."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication

from viewer.core.export.note_groups import Labels
from viewer.core.notes.colours import COLOURS
from viewer.ui.base.i18n import tr
from viewer.ui.base.note_colours import colour_names


def state_names() -> dict[str, str]:
    """By the states of a note's place."""
    return {
        "exact": tr("unchanged"),
        "moved": tr("text moved"),
        "changed": tr("text changed"),
        "lost": tr("place lost"),
        "document": tr("whole document"),
    }


def labels(own: Mapping[str, str]) -> Labels:
    """The words of an export. `own`: what the reader calls the colours."""
    rtl = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return Labels(
        title=tr("Notes"),
        columns={
            "title": tr("Title"), "quote": tr("Quote"), "translation": tr("Translation"),
            "note": tr("Note"), "tags": tr("Tags"), "colour": tr("Colour"),
            "author": tr("Author"), "created": tr("Made"), "modified": tr("Changed"),
            "source": tr("Source"), "date": tr("Date"), "paragraph": tr("Paragraph"),
            "page": tr("Page"), "state": tr("Place"), "file": tr("File"),
        },
        colours=dict(zip(COLOURS, colour_names(own), strict=True)),
        states=state_names(),
        untagged=tr("Without tags"),
        undated=tr("Undated"),
        whole=tr("Note on the whole document"),
        comma=tr(", "),
        direction="rtl" if rtl else "ltr",
        language=QLocale().name().partition("_")[0],
    )  # fmt: skip
