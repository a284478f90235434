"""The status bar: language, direction and encoding of the document, words, state of the notes."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QStatusBar, QToolButton

from viewer.core.document import Document
from viewer.core.encodings import ENCODINGS
from viewer.ui.i18n import (
    other_calendar,
    shown_date,
    shown_locator,
    shown_moment,
    shown_number,
    shown_percent,
    tr,
)
from viewer.ui.session import Corpus, Session

FOLDER = "folder:"
"""Marks the choice of an encoding for all of a folder."""


def language_names() -> dict[str, str]:
    """The languages that a reader can choose for a document."""
    return {
        "ar": tr("Arabic"),
        "en": tr("English"),
        "fa": tr("Persian"),
        "ur": tr("Urdu"),
        "ckb": tr("Kurdish"),
        "he": tr("Hebrew"),
        "fr": tr("French"),
        "de": tr("German"),
        "es": tr("Spanish"),
        "tr": tr("Turkish"),
        "und": tr("Language not known"),
    }


PROGRESS_SOON = 120
"""Milliseconds of scrolling after which the progress is told."""

SOON = 800
"""Milliseconds that an alignment takes before it is told of."""


class StatusBar(QStatusBar):
    """Of the document that the caret is in. Encoding and direction change with one click."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.notes, self.place, self.language = QLabel(), QLabel(), QLabel()
        self.date, self.progress = QLabel(), QLabel()
        self._progress_soon = QTimer(self)
        self._progress_soon.setSingleShot(True)
        self._progress_soon.setInterval(PROGRESS_SOON)
        self._progress_soon.timeout.connect(self._tell_progress)
        session.reading.progressed.connect(self._progressed)
        self.direction = self._button(tr("Direction of the document"))
        self.encoding = self._button(tr("Encoding of the file"))
        self.overrides = self._button(tr("This text turns letters round. Click to see where."))
        self.overrides.setText(tr("⚠ Direction overrides"))
        self.reading = self._button(tr("Stop reading dates"))
        self.reading.hide()
        self.reading.clicked.connect(session.dating.cancel)
        session.dating.progressed.connect(self._reading_dates)
        self.aligning = self._button(tr("Stop aligning"))
        self.aligning.setText(tr("Aligning…") + " ✕")
        self.aligning.hide()
        self.aligning.clicked.connect(session.aligning.cancel)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self.aligning.show)
        session.aligning.working.connect(self._aligning)
        self.addWidget(self.place)
        self.addWidget(self.progress)
        self.addWidget(self.reading)
        self.addWidget(self.aligning)
        for widget in (
            self.overrides,
            self.notes,
            self.date,
            self.language,
            self.direction,
            self.encoding,
        ):
            self.addPermanentWidget(widget)
            widget.setContentsMargins(6, 0, 6, 0)
        self.place.setContentsMargins(8, 0, 6, 0)
        self.overrides.clicked.connect(self._show_invisibles)
        self.encoding.clicked.connect(self._choose_encoding)
        self.direction.clicked.connect(self._turn)
        self.setSizeGripEnabled(False)
        view, notebook = session.view, session.notebook
        view.opened.connect(self.refresh)
        view.indexed.connect(self.refresh)
        view.arrived.connect(self.refresh)
        view.selection_changed.connect(self._caret_moved)
        notebook.saving.connect(self._saving)
        notebook.saved.connect(self._saved)
        notebook.failed.connect(self._failed)
        self.refresh()

    def _button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setAutoRaise(True)
        return button

    def refresh(self) -> None:
        document = self._session.view.document()
        shown = self._session.view.documents.values()
        self.overrides.setVisible(any(each.overrides for each in shown))
        for widget in (self.language, self.direction, self.encoding, self.date):
            widget.setVisible(document is not None)
        self._tell_progress()
        self.place.setText("")
        if document is None:
            return
        self._caret_moved()
        tag = document.language
        self.language.setText(language_names().get(tag.split("-")[0], f"\u2068{tag}\u2069"))
        rtl = document.direction == "rtl"
        self.direction.setText(tr("Right to left") if rtl else tr("Left to right"))
        self.encoding.setText(self._encoding_text(document))
        self.encoding.setVisible(document.encoding is not None)
        self.date.setVisible(bool(document.date))
        if document.date:
            self.date.setText(shown_date(document.date))
            self.date.setToolTip(other_calendar(document.date))

    def _progressed(self) -> None:
        if not self._progress_soon.isActive():
            self._progress_soon.start()

    def _tell_progress(self) -> None:
        """Percent of the text that lies behind, and about how long the rest takes."""
        reading = self._session.reading
        told = self._session.view.document() is not None and reading.share is not None
        self.progress.setVisible(told)
        if not told or reading.share is None:
            return
        text = shown_percent(reading.share)
        minutes = reading.minutes_left() if reading.share < 1 else None
        if minutes is not None:
            text += " · " + tr("about %n minute(s) left", None, minutes)
        self.progress.setText(text)

    def _encoding_text(self, document: Document) -> str:
        encoding = document.encoding
        if encoding is None:
            return ""
        text = f"\u2068{encoding.name}\u2069"
        if encoding.guessed:
            text = tr("%1 (guessed)").replace("%1", text)
        if document.bad_bytes:
            text += " · " + tr("%n unreadable byte(s)", None, document.bad_bytes)
        return text

    def _caret_moved(self) -> None:
        view = self._session.view
        document = view.document()
        if document is None or not len(document):
            return
        if view.selection is not None:
            words = len(view.selection.exact.split())
            self.place.setText(tr("%n word(s) selected", None, words))
            return
        block = document.lines.block_at(view.caret)
        text = tr("Paragraph %1 of %2").replace("%1", shown_number(block + 1))
        text = text.replace("%2", shown_number(len(document)))
        where = shown_locator(document.locator(block))
        self.place.setText(f"{text} · {where}" if where else text)

    def _reading_dates(self, count: int, total: int) -> None:
        self.reading.setVisible(count < total)
        text = tr("Reading dates: %1 of %2").replace("%1", shown_number(count))
        text = text.replace("%2", shown_number(total))
        self.reading.setText(f"{text} ✕")

    def _aligning(self, on: bool) -> None:
        if on:
            self._soon.start()
        else:
            self._soon.stop()
            self.aligning.hide()

    def _saving(self) -> None:
        self.notes.setText(tr("Saving…"))

    def _saved(self, moment: datetime) -> None:
        clock = shown_moment(moment, "HH:mm:ss")
        self.notes.setText(tr("Saved %1").replace("%1", clock))

    def _failed(self, error: object) -> None:
        self.notes.setText(tr("Not saved"))

    # Changing

    def _here(self) -> tuple[Corpus, str] | None:
        view = self._session.view
        document, corpus = view.document(), view.corpus
        if document is None or document.path is None or not isinstance(corpus, Corpus):
            return None
        return corpus, corpus.relative(document.path)

    def encoding_menu(self) -> QMenu:
        document, menu = self._session.view.document(), QMenu(self)
        menu.addAction(tr("As detected")).setData(None)
        menu.addSeparator()
        for name in ENCODINGS:
            action = menu.addAction(name)
            action.setData(name)
            action.setCheckable(True)
            encoding = document.encoding if document else None
            action.setChecked(encoding is not None and encoding.name == name)
        if document is not None and document.encoding is not None:
            menu.addSeparator()
            text = tr("Use %1 in the whole folder").replace("%1", document.encoding.name)
            menu.addAction(text).setData(FOLDER + document.encoding.name)
        menu.triggered.connect(self._encoding_chosen)
        return menu

    def _choose_encoding(self) -> None:
        menu = self.encoding_menu()
        menu.exec(self.encoding.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
        menu.deleteLater()

    def _encoding_chosen(self, action: QAction) -> None:
        value, here = action.data(), self._here()
        if here is None:
            return
        if value and value.startswith(FOLDER):
            self._session.override_folder(*here, value.removeprefix(FOLDER))
        else:
            self._session.override(*here, "encoding", value)

    def _show_invisibles(self) -> None:
        self._session.set("invisibles", True)

    def _turn(self) -> None:
        document, here = self._session.view.document(), self._here()
        if document is not None and here is not None:
            new = "ltr" if document.direction == "rtl" else "rtl"
            self._session.override(*here, "direction", new)
