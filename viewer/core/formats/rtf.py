"""Rich Text Format: text, directions, tables, notes and links, but no pictures."""

from __future__ import annotations

import codecs
import copy
import re
from dataclasses import dataclass, field
from pathlib import Path

from viewer.core.base.errors import Unreadable
from viewer.core.language.file_names import resolve_language
from viewer.core.parsing.office.paragraph_runs import Runs, Style
from viewer.core.parsing.office.rtf_control_words import (
    CHARSETS,
    KEPT_DESTINATIONS,
    OMITTED,
    SIGNS,
    SKIPPED,
    SWITCHES,
    SYMBOLS,
)
from viewer.core.parsing.read_bytes import read
from viewer.core.text.document import Document
from viewer.core.text.document_builder import Builder

VERSION = 1

_LIMIT = 256 << 20
_DEEP = 10_000
_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])"
    rb"|([^\\{}\r\n]+)|[\r\n]+|\\",
    re.S,
)
_HEADING = re.compile(r"(?:heading|titre|überschrift|título|(?:ال)?عنوان)\s*([1-9])", re.I)
_LINK = re.compile(r'\s*HYPERLINK\s+(\\l\s+)?"?([^"\s]+)', re.I)


@dataclass(slots=True)
class _State:
    """What a group inherits. `into`: where its text goes; `opened`: what ends with it."""

    into: str = "body"
    opened: str = ""
    uc: int = 1
    font: int = -1
    switches: tuple[Style, ...] = ()
    place: str = ""
    link: Style | None = None
    hidden: bool = False
    direction: str | None = None
    level: int = 0
    style: int = -1
    depth: int = 0
    in_table: bool = False


@dataclass(slots=True)
class _Note:
    address: str
    who: str
    comment: bool
    paragraphs: list[tuple[Runs, str | None]] = field(default_factory=list)


class _Reader:
    """Reads the groups of a file one after another; how deep they lie costs memory alone."""

    def __init__(self, path: Path, data: bytes, codec: str | None) -> None:
        self._path, self._data, self._asked = path, data, codec
        self.builder = Builder()
        self.info: dict[str, str] = {}
        self._codec = codec or "cp1252"
        self._fonts: dict[int, str] = {}
        self._headings: dict[int, int] = {}
        self._state = _State()
        self._stack: list[_State] = []
        self._bytes = bytearray()
        self._skip = 0
        self._high = 0
        self._star = False
        self._collected: dict[str, str] = {}
        self._runs = Runs()
        self._cells: list[Runs] = []
        self._row = (False, False)  # from right to left, header
        self._notes: list[_Note] = []
        self._open: list[tuple[_Note, Runs]] = []
        self._omitted = 0
        self._counts = {"fn": 0, "en": 0, "comment": 0}
        self._marker = ""
        self._font = -1  # the one being described

    def read(self) -> None:
        at, data = 0, self._data
        while at < len(data) and (match := _TOKEN.match(data, at)):
            at = match.end()
            word, number, code, symbol, brace, text = match.groups()
            if text is not None:
                self._text(text)
            elif code is not None:
                self._text(bytes((int(code, 16),)))
            elif word is not None:
                name = word.decode("ascii")
                if name == "bin":
                    at += max(0, int(number or 0))
                elif name != "u":
                    self._flush_bytes()
                    self._word(name, None if number is None else int(number))
                else:
                    self._unicode(int(number or 0))
            elif symbol is not None:
                self._symbol(symbol)
            elif brace is not None:
                self._flush_bytes()
                self._skip = 0
                self._brace(brace)
        self._flush_bytes()
        while self._open:
            self._end_note()
        self._end_row() if self._cells else self._end_paragraph()
        self._add_notes()

    # letters

    def _text(self, text: bytes) -> None:
        if self._skip:
            cut = min(self._skip, len(text))
            self._skip -= cut
            text = text[cut:]
        if self._state.into != "skip":
            self._bytes += text

    def _flush_bytes(self) -> None:
        if self._bytes:
            codec = self._asked or self._fonts.get(self._state.font) or self._codec
            text = bytes(self._bytes).decode(codec, "replace")
            self._bytes.clear()
            self._write(text)

    def _unicode(self, number: int) -> None:
        self._flush_bytes()
        number &= 0xFFFF
        self._skip = self._state.uc
        if 0xD800 <= number < 0xDC00:
            self._high = number
        elif 0xDC00 <= number < 0xE000:
            if self._high:
                self._write(chr(0x10000 + ((self._high - 0xD800) << 10) + number - 0xDC00))
            self._high = 0
        else:
            self._write(chr(number))

    def _symbol(self, symbol: bytes) -> None:
        sign = symbol.decode("latin-1")
        if sign in "\\{}":
            self._text(symbol)
            return
        self._flush_bytes()
        if sign == "*":
            self._star = True
        elif sign in "\r\n":
            self._end_paragraph()
        elif sign in SYMBOLS:
            self._write(SYMBOLS[sign])

    def _write(self, text: str) -> None:
        state = self._state
        if state.into == "body":
            if not state.hidden:
                styles = state.switches
                if state.place:
                    styles = (*styles, (state.place, ""))
                self._runs.write(text, (*styles, state.link) if state.link else styles)
        elif state.into != "skip":
            self._collected[state.into] = (self._collected.get(state.into, "") + text)[:4000]

    # groups

    def _brace(self, brace: bytes) -> None:
        self._star = False
        if brace == b"{":
            if len(self._stack) >= _DEEP:
                raise Unreadable(self._path, "broken", "nested too deep")
            self._stack.append(self._state)
            self._state = copy.copy(self._state)
            self._state.opened = ""
        elif self._stack:
            ended, self._state = self._state, self._stack.pop()
            if ended.opened:
                self._close(ended)

    def _enter(self, into: str, keep: bool = False) -> None:
        self._state.into, self._state.opened = into, into
        if not keep:
            self._collected[into] = ""

    def _close(self, ended: _State) -> None:
        opened = ended.opened
        text = self._collected.get(opened, "").strip()
        if opened in ("title", "author") and text:
            self.info[opened] = text
        elif opened == "listtext":
            self._marker = "•" if text and "\ue000" <= text[0] <= "\uf8ff" else text.rstrip("\t ")
            self._marker = "•" if self._marker == "·" else self._marker
        elif opened == "bkmkstart" and text:
            self.builder.anchor(text)
        elif opened == "note":
            self._end_note()
        elif opened == "style":
            self._name_style(ended.style)

    def _word(self, name: str, number: int | None) -> None:
        star, self._star = self._star, False
        state = self._state
        if name == "upr":
            return
        if name in SKIPPED or (star and name not in KEPT_DESTINATIONS):
            if name in OMITTED and state.into != "skip":
                self._omitted += 1
                self.builder.omit(OMITTED[name], str(self._omitted))
            state.into, state.opened = "skip", ""
        elif state.into == "skip" and name != "ud":
            return
        elif name in ("fonttbl", "stylesheet", "info"):
            state.into = name
        elif state.into == "fonttbl":
            self._describe_font(name, number)
        elif state.into == "stylesheet":
            self._describe_style(name, number)
        elif not self._destination(name) and not self._paragraph_word(name, number):
            self._character_word(name, number)

    def _destination(self, name: str) -> bool:
        state = self._state
        if name in ("title", "author", "atnauthor", "bkmkstart", "listtext", "fldinst"):
            self._enter(name)
        elif name == "pntext":
            self._enter("listtext")
        elif name == "creatim":
            self._enter("creatim")
        elif name == "fldrslt":
            match = _LINK.match(self._collected.pop("fldinst", ""))
            if match and (match[1] or re.match("(?:https?://|mailto:)", match[2], re.I)):
                state.link = ("link", f"#{match[2]}" if match[1] else match[2])
        elif name in ("footnote", "annotation"):
            self._begin_note(name == "annotation")
        elif name == "ftnalt" and self._open and state.opened == "note":
            self._make_endnote()
        else:
            return False
        return True

    def _describe_font(self, name: str, number: int | None) -> None:
        if name == "f" and number is not None:
            self._font = number
        elif name == "fcharset" and number in CHARSETS:
            self._fonts[self._font] = CHARSETS[number]
        elif name == "cpg" and number is not None:
            self._fonts.setdefault(self._font, _codec(number) or self._codec)

    def _describe_style(self, name: str, number: int | None) -> None:
        if name == "s" and number is not None:
            self._state.style, self._state.opened = number, "style"
            self._collected["stylesheet"] = ""
        elif name == "outlinelevel" and number is not None and 0 <= number < 9:
            self._headings[self._state.style] = min(number + 1, 6)

    # words

    def _paragraph_word(self, name: str, number: int | None) -> bool:
        state = self._state
        if name in ("par", "sect"):
            self._end_paragraph()
        elif name == "cell":
            self._cells.append(self._runs)
            self._runs = Runs()
        elif name == "row":
            self._end_row()
        elif name == "trowd":
            self._row = (False, False)
        elif name in ("rtlrow", "trhdr"):
            self._row = (name == "rtlrow" or self._row[0], name == "trhdr" or self._row[1])
        elif name == "pard":
            state.direction, state.level, state.style = None, 0, -1
            state.depth, state.in_table, self._marker = 0, False, ""
        elif name in ("rtlpar", "ltrpar"):
            state.direction = name[:3]
        elif name == "intbl":
            state.in_table = True
        elif name == "s":
            state.style = -1 if number is None else number
        elif name == "outlinelevel" and number is not None:
            state.level = min(number + 1, 6) if 0 <= number < 9 else 0
        elif name == "ilvl":
            state.depth = min(max(number or 0, 0), 8)
        else:
            return False
        return True

    def _character_word(self, name: str, number: int | None) -> None:
        state = self._state
        if name in SIGNS:
            self._write(SIGNS[name])
        elif name in SWITCHES or name in ("ulnone", "uld", "uldb", "ulw"):
            style = (SWITCHES.get(name, "underline"), "")
            state.switches = tuple(other for other in state.switches if other != style)
            if number != 0 and name != "ulnone":
                state.switches = (*state.switches, style)
        elif name in ("super", "sub", "nosupersub"):
            on = number != 0 and name != "nosupersub"
            state.place = {"super": "sup", "sub": "sub"}[name] if on else ""
        elif name in ("v", "deleted"):
            state.hidden = number != 0
        elif name == "plain":
            state.switches, state.place, state.hidden, state.font = (), "", False, -1
        elif name == "f" and number is not None:
            state.font = number
        elif name == "uc":
            state.uc = min(max(number or 0, 0), 16)
        elif name == "ansicpg" and number is not None:
            self._codec = self._asked or _codec(number) or self._codec
        elif name in ("mac", "pc", "pca"):
            self._codec = self._asked or {"mac": "mac-roman", "pc": "cp437"}.get(name, "cp850")
        elif name in ("yr", "mo", "dy") and state.into == "creatim" and number is not None:
            self.info[name] = str(number)

    # blocks

    def _end_paragraph(self) -> None:
        state = self._state
        if state.into not in ("body",):
            return
        if self._open:
            self._open[-1][0].paragraphs.append((self._runs, state.direction))
            self._runs = Runs()
        elif state.in_table:
            if self._runs:
                self._runs.write(" ")
        elif self._runs:
            level = state.level or self._headings.get(state.style, 0)
            kind, marker, self._marker = "paragraph", self._marker, ""
            if level:
                kind = "heading"
                text, self._runs = self._runs, Runs()
                if marker:
                    self._runs.write(f"{marker} ")
                self._runs.append(text, "")
                marker = ""
            elif marker:
                kind, level = "list", state.depth + 1
            how = {"level": level, "marker": marker, "direction": state.direction}
            self._runs.flush(self.builder, kind, **how)

    def _end_row(self) -> None:
        line = Runs()
        line.cells(self._cells)
        right, header = self._row
        direction = "rtl" if right else self._state.direction
        if len(self._cells) > 1:
            level = 1 if header else 0
            line.flush(self.builder, "table", level=level, direction=direction)
        elif self._cells:
            self._cells[0].flush(self.builder, direction=direction)
        self._cells = []

    def _begin_note(self, comment: bool) -> None:
        kind = "comment" if comment else "fn"
        self._counts[kind] += 1
        address = f"{kind}{self._counts[kind]}"
        who = self._collected.pop("atnauthor", "").strip() if comment else ""
        note = _Note(address, who or str(self._counts[kind]), comment)
        self._notes.append(note)
        self._open.append((note, self._runs))
        self._runs = Runs()
        state = self._state
        state.into, state.opened = "body", "note"
        state.switches, state.place, state.link, state.in_table = (), "", None, False

    def _make_endnote(self) -> None:
        note = self._open[-1][0]
        self._counts["fn"] -= 1
        self._counts["en"] += 1
        note.address, note.who = f"en{self._counts['en']}", str(self._counts["en"])

    def _end_note(self) -> None:
        note, outer = self._open.pop()
        note.paragraphs.append((self._runs, self._state.direction))
        self._runs = outer
        self.builder.anchor(f"{note.address}-ref")
        link = ("link", f"#{note.address}")
        if note.comment:
            self._runs.mark_last_word(link)
        else:
            self._runs.write(note.who, (link, ("sup", "")))

    def _add_notes(self) -> None:
        for note in self._notes:
            self.builder.anchor(note.address)
            first = Runs()
            back = ("link", f"#{note.address}-ref")
            first.write(note.who, (back,) if note.comment else (back, ("sup", "")))
            first.write(": " if note.comment else " ")
            for runs, direction in note.paragraphs:
                first.append(runs, "")
                kind = "comment" if note.comment else "footnote"
                first.flush(self.builder, kind, direction=direction)

    def _name_style(self, style: int) -> None:
        name = self._collected.pop("stylesheet", "").strip().rstrip(";").strip()
        if match := _HEADING.fullmatch(name):
            self._headings.setdefault(style, min(int(match[1]), 6))
        elif name.lower() == "title":
            self._headings.setdefault(style, 1)


def _codec(number: int) -> str | None:
    """The codec of a Windows code page."""
    name = "utf-8" if number == 65001 else f"cp{number}"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def load(path: Path, encoding: str | None = None, language: str | None = None) -> Document:
    """The document in `path`; `encoding` is for bytes in place of the file's own. `Unreadable`."""
    data = read(path, _LIMIT).lstrip(b"\xef\xbb\xbf \t\r\n")
    if not data.startswith(b"{\\rtf"):
        old = path.suffix.lower() == ".doc"
        raise Unreadable(path, "old-word" if old else "broken", "no RTF")
    try:
        reader = _Reader(path, data, codecs.lookup(encoding).name if encoding else None)
        "".encode(encoding or "ascii")
    except (LookupError, ValueError) as error:
        raise Unreadable(path, "encoding", encoding or "") from error
    reader.read()
    info = reader.info
    about = {"title": info.get("title"), "author": info.get("author"), "date": _day(info)}
    document = reader.builder.document("rtf", format_version=VERSION, path=path, **about)
    head = document.lines.slice(0, 20_000)
    document.language, document.direction = resolve_language(language, None, str(path), head)
    return document


def _day(info: dict[str, str]) -> str | None:
    import datetime

    try:
        day = datetime.date(*(int(info.get(name, 0)) for name in ("yr", "mo", "dy")))
    except (ValueError, OverflowError):
        return None
    return day.isoformat()
