"""What may be said on the command line when the window is started. No Qt."""

from __future__ import annotations

import argparse
from pathlib import Path

from viewer.core.base.paths import resources_dir


def start_options(argv: list[str]) -> argparse.Namespace:
    """The options and paths; ends the program, with a word on standard error, for wrong ones."""
    themes = (path.stem for path in (resources_dir() / "themes").glob("*.json"))
    parser = argparse.ArgumentParser(prog="hashiya", add_help=False)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--language", choices=("ar", "en"))
    parser.add_argument("--theme", choices=sorted(themes))
    parser.add_argument("--size", type=_size)
    parser.add_argument("--mode", choices=("side", "stacked", "rtl", "ltr"))
    parser.add_argument("--screenshot", type=Path)
    parser.add_argument("--self-test", action="store_true")
    return parser.parse_args(argv)


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (width.isdigit() and height.isdigit() and 200 <= int(width) <= 8000):
        raise argparse.ArgumentTypeError("WIDTHxHEIGHT in pixels, such as 1280x800")
    return int(width), int(height)
