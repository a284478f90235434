"""Keys of the text itself, which are no commands: for the list of shortcuts."""

from __future__ import annotations

from viewer.ui.base.i18n import tr


def reading_keys() -> list[tuple[str, tuple[str, ...]]]:
    """(what it does, keys) of each."""
    return [
        (tr("Page on"), ("Space", "PgDown")),
        (tr("Page back"), ("Shift+Space", "PgUp")),
        (tr("Page to the left, while no caret stands in the text"), ("Left",)),
        (tr("Page to the right, while no caret stands in the text"), ("Right",)),
        (tr("Take the caret out of the text; leave the full screen"), ("Esc",)),
    ]
