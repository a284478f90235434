"""Subtitles (SubRip, WebVTT, SubStation Alpha): a block for each cue, its times as the locator."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from viewer.core.base.errors import Unreadable
from viewer.core.language.file_names import resolve_language
from viewer.core.parsing.bilingual.subtitle_cues import TIMING, locator, seconds
from viewer.core.parsing.read_bytes import encoding_of, read, text_of
from viewer.core.text.document import Document, Span
from viewer.core.text.document_builder import Builder

VERSION = 1

_LIMIT = 64 << 20
_HEAD = 20_000
_LANGUAGE = re.compile(r"(?mi)^Language:[ \t]*([\w-]{2,35})[ \t]*$")
_TAG = re.compile(
    r"<(?P<close>/?)(?P<tag>[biusvc]|font|lang|ruby|rt)(?P<class>\.[^\s<>]*)?"
    r"(?:[ \t]+(?P<rest>[^<>\n]{0,200}))?>"
    r"|<\d[\d:.]{4,15}>"
    r"|\{\\(?P<ass>[bius])(?P<on>[01])\}|\{\\[^{}\n]{0,200}\}"
    r"|&(?:amp|lt|gt|nbsp|lrm|rlm|quot|apos);"
)
_STYLES = {"b": "bold", "i": "italic", "u": "underline", "s": "strike", "lang": "language"}

_ALPHA = (".ass", ".ssa")
_CLOCK = re.compile(r"(\d{1,3}):(\d\d):(\d\d(?:\.\d{1,3})?)")
_ALPHA_DRAWING = re.compile(r"\{[^{}]*\\p[1-9][^{}]*\}.*?(?:\{[^{}]*\\p0[^{}]*\}|\Z)")

Cue = tuple[float, float, list[str]]


def load(path: Path, encoding: str | None = None, language: str | None = None) -> Document:
    """The document in `path`. Raises `Unreadable`: broken for a text without a single cue."""
    data = read(path, _LIMIT)
    text, found = text_of(path, data, encoding_of(path, data, encoding))
    lines = text.split("\n")
    is_vtt = lines[0].startswith("WEBVTT")
    builder = Builder()
    timed = False
    cues = _dialogue(lines) if path.suffix.lower() in _ALPHA else _cues(lines, is_vtt)
    for start, end, said in cues:
        shown, spans = _plain("\n".join(said))
        builder.add(shown, "cue", locator=locator(start, end), spans=spans)
        timed = True
    if not timed and not is_vtt and text.strip(" \t\n\x0b\x0c\ufeff"):
        raise Unreadable(path, "broken", "no cue")
    document = builder.document("subtitles", format_version=VERSION, path=path, encoding=found)
    declared = _LANGUAGE.search(text[:_HEAD].split("\n\n", 1)[0]) if is_vtt else None
    head = document.lines.slice(0, _HEAD)
    document.language, document.direction = resolve_language(
        language, declared[1] if declared else None, str(path), head
    )
    return document


def _cues(lines: list[str], is_vtt: bool) -> Iterator[Cue]:
    """The cues in the order of the file.

    One whose times cannot be read is shown for a moment at the end of the one before it.
    """
    marks = [at for at, line in enumerate(lines) if "-->" in line]
    last = 0.0
    for mark, following in pairwise([*marks, len(lines) + 1]):
        timing = TIMING.match(lines[mark])
        start, end = seconds(timing) if timing else (last, last)
        last = end
        said = lines[mark + 1 : following]
        if following <= len(lines):
            _drop_name(said, is_vtt)
        said = [line.strip() for line in said]
        if is_vtt and "" in said:
            said = said[: said.index("")]  # what follows are notes and styles
        yield start, end, [line for line in said if line]


def _dialogue(lines: list[str]) -> Iterator[Cue]:
    """Yield the lines of dialogue of a SubStation Alpha script, by their times."""
    names = ["layer", "start", "end", "style", "name", "l", "r", "v", "effect", "text"]
    found: list[Cue] = []
    events = False
    for line in map(str.strip, lines):
        kind, _, rest = line.partition(":")
        if line.startswith("["):
            events = line.lower() == "[events]"
        elif events and kind == "Format":
            names = [name.strip().lower() for name in rest.split(",")]
        elif events and kind == "Dialogue":
            fields = dict(zip(names, rest.strip().split(",", len(names) - 1), strict=False))
            times = [_CLOCK.fullmatch(fields.get(name, "").strip()) for name in ("start", "end")]
            start, end = (_seconds_of(time) for time in times)
            said = _ALPHA_DRAWING.sub("", fields.get("text", "")).replace("\\h", "\u00a0")
            found.append((start, end, [part.strip() for part in re.split(r"\\[Nn]", said)]))
    yield from sorted(found, key=lambda cue: cue[0])


def _seconds_of(time: re.Match[str] | None) -> float:
    if time is None:
        return 0.0
    hours, minutes, rest = time.groups()
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def _drop_name(said: list[str], is_vtt: bool) -> None:
    """Take off the number or name of the next cue, the line right above its times."""
    if said and said[-1].strip():
        apart = is_vtt and len(said) > 1 and not said[-2].strip()
        if said[-1].strip().lstrip("\ufeff").isdecimal() or apart:
            said.pop()


def _plain(text: str) -> tuple[str, list[Span]]:
    """The text of a cue without its tags, and the spans that they were."""
    parts: list[str] = []
    spans: list[Span] = []
    begun: dict[str, tuple[int, str]] = {}
    length = at = 0

    def put(piece: str) -> None:
        nonlocal length
        parts.append(piece)
        length += len(piece)

    def close(tag: str) -> None:
        start, value = begun.pop(tag, (length, ""))
        if start < length:
            spans.append(Span(start, length, _STYLES[tag], value))

    for match in _TAG.finditer(text):
        put(text[at : match.start()])
        at = match.end()
        tag = match["tag"] or match["ass"]
        if match[0].startswith("&"):
            put(html.unescape(match[0]))
        elif tag == "v" and not match["close"] and match["rest"]:
            put(f"{html.unescape(match['rest'].strip())}: ")
        elif tag in _STYLES:
            if match["close"] or match["on"] == "0":
                close(tag)
            else:
                begun.setdefault(tag, (length, (match["rest"] or "").strip()[:35]))
    put(text[at:])
    for tag in list(begun):
        close(tag)
    value_free = [s if s.style == "language" else Span(s.start, s.end, s.style) for s in spans]
    return "".join(parts), sorted(value_free, key=lambda s: (s.start, s.end))
