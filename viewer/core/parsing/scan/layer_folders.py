"""Where the text of scanned pages is kept: asked for every document, so without what reads it."""

from __future__ import annotations

import os
from pathlib import Path

from viewer.core.base.locks import NOTES_FOLDER

LAYERS = "scans"
"""The folder of layers in a folder of notes, of data or of the cache."""


def layer_folders(path: Path, *own: Path) -> list[Path]:
    """Where the layers of a file may be: with the notes of its corpus, and in folders of this
    reader."""
    for folder in path.parents:
        if os.path.isdir(folder / NOTES_FOLDER):
            return [folder / NOTES_FOLDER / LAYERS, *(each / LAYERS for each in own)]
    return [each / LAYERS for each in own]
