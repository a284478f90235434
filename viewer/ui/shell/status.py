"""The status bar: language, direction and encoding of the document, words, state of the notes."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QPoint, QTimer
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu, QStatusBar, QToolButton, QToolTip

from viewer.core.base.settings import Settings
from viewer.core.text.document import Document, Omission
from viewer.core.text.encodings import ENCODINGS
from viewer.core.text.word_count import count_words
from viewer.session.base.background_jobs import Job
from viewer.session.base.load_jobs import Corpus
from viewer.session.session import Session
from viewer.ui.base.elided_label import ElidedLabel
from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import (
    RULE,
    other_calendar,
    shown_date,
    shown_locator,
    shown_moment,
    shown_number,
    shown_percent,
    tr,
)
from viewer.ui.base.language_names import language_names
from viewer.ui.shell.progress import Tasks

FOLDER = "folder:"
"""Marks the choice of an encoding for all of a folder."""


PROGRESS_SOON_MS = 120
"""Milliseconds of scrolling after which the progress is told."""


GAP_PX = 9
"""Pixels between the parts, with what the style adds."""
COUNT_SOON_MS = 500
"""Milliseconds from the opening of a document until its words are counted."""

OMISSIONS_TOLD = 20
"""In the tool tip."""


class _Count:
    """Work for a job: the words of a document."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def __call__(self, job: Job) -> tuple[Document, int | None]:
        return self._document, count_words(self._document.lines, lambda: job.cancelled)


def _omission(omission: Omission) -> str:
    """What a document leaves out, in the reader's words."""
    said = {
        "chapter": tr("A chapter is missing in the file: %1"),
        "unit": tr("An entry without text: %1"),
        "page": tr("A page that cannot be read: %1"),
        "scan": tr("A page that is a picture: %1"),
        "part": tr("Another file inside this one, which is not shown: %1"),
        "frame": tr("Another page in a frame of this one, which is not shown: %1"),
        "drawing": tr("A chart or diagram whose words are not shown: %1"),
        "picture": tr("A picture that is not shown: %1"),
        "language": tr("A language that is not shown: %1"),
        "letters": tr("A page some of whose letters the file does not tell: %1"),
    }
    text = said.get(omission.kind, said["page"])
    return text.replace("%1", f"\u2068{omission.name[:80]}\u2069")


@guarded
class StatusBar(QStatusBar):
    """Of the document that the caret is in. Language, direction and encoding change by a click."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.notes, self.place, self.words = QLabel(), ElidedLabel(), QLabel()
        self.date, self.progress, self.translated = QLabel(), QLabel(), QLabel()
        self._counted: dict[int, tuple[Document, int]] = {}  # by id, of what is open
        self._counting: list[Job] = []
        self._told: Document | None = None
        self._count_soon = QTimer(self)
        self._count_soon.setSingleShot(True)
        self._count_soon.setInterval(COUNT_SOON_MS)
        self._count_soon.timeout.connect(self._count)
        self.language = self._button(tr("Language of the document"))
        self.language.clicked.connect(self._choose_language)
        self._progress_soon = QTimer(self)
        self._progress_soon.setSingleShot(True)
        self._progress_soon.setInterval(PROGRESS_SOON_MS)
        self._progress_soon.timeout.connect(self._tell_progress)
        session.reading.progressed.connect(self._progressed)
        self.direction = self._button(tr("Direction of the document"))
        self.encoding = self._button(tr("Encoding of the file"))
        self.by_weight: tuple[QLabel | QToolButton, ...] = (
            *(self.translated, self.language, self.progress, self.direction, self.encoding),
            *(self.words, self.date),
        )
        """What goes where the window is too narrow for all of it, the last first."""
        self.overrides = self._button(tr("Hidden marks change the direction here. Click to see."))
        self.overrides.setText(tr("⚠ Direction overrides"))
        self.omissions = self._button(tr("Parts of the file that are not shown"))
        self.omissions.clicked.connect(self._tell_omissions)
        self.tasks = Tasks(session)
        self.tasks.changed.connect(self._fit)
        self.translated.setContentsMargins(6, 0, 6, 0)
        for widget in (self.place, self.progress, self.translated, self.tasks):
            self.addWidget(widget)
        for widget in (
            self.overrides,
            self.omissions,
            self.notes,
            self.date,
            self.words,
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
        self.setMinimumWidth(120)
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        view, notebook = self._session.view, self._session.notebook
        view.opened.connect(self._opened)
        view.indexed.connect(self.refresh)
        view.arrived.connect(self.refresh)
        view.selection_changed.connect(self._moved)
        view.mode_changed.connect(self._moved)
        view.statuses_changed.connect(self._tell_translated)
        notebook.saving.connect(self._saving)
        notebook.saved.connect(self._saved)
        notebook.failed.connect(self._failed)
        notebook.unsaved.changed.connect(self._unsaved)

    def _button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setAutoRaise(True)
        return button

    def _opened(self) -> None:
        """Other documents: their words are counted once they are read."""
        for job in self._counting:
            job.cancel()
        open_now = {id(document) for document in self._session.view.documents.values()}
        self._counted = {key: c for key, c in self._counted.items() if key in open_now}
        self.refresh()

    def refresh(self) -> None:
        """Tell anew about the document that the caret is in."""
        document = self._told = self._session.view.document()
        shown = self._session.view.documents.values()
        self.overrides.setVisible(any(each.overrides for each in shown))
        omitted = [omission for each in shown for omission in each.omissions]
        self.omissions.setVisible(bool(omitted))
        self.omissions.setText(tr("⚠ %n part(s) not shown", None, len(omitted)))
        self.omissions.setToolTip("\n".join(map(_omission, omitted[:OMISSIONS_TOLD])))
        for widget in (self.words, self.language, self.direction, self.encoding, self.date):
            widget.setText("")
        self.place.setText("")
        if document is not None:
            self._tell(document)
        self._tell_progress()

    def _moved(self) -> None:
        """The caret is elsewhere, perhaps in the other document."""
        if self._session.view.document() is self._told:
            self._caret_moved()
            self._fit()
        else:
            self.refresh()

    def _tell(self, document: Document) -> None:
        self._caret_moved()
        _, words = self._counted.get(id(document), (None, -1))
        if words >= 0:
            self.words.setText(tr("%n word(s)", None, words))
        elif not document.arriving:
            self._count_soon.start()
        tag = document.language
        self.language.setText(language_names().get(tag.split("-")[0], f"\u2068{tag}\u2069"))
        rtl = document.direction == "rtl"
        self.direction.setText(tr("Right to left") if rtl else tr("Left to right"))
        self.encoding.setText(self._encoding_text(document))
        for button in (self.direction, self.encoding):  # heard: what it is, and what it says
            button.setAccessibleName(f"{button.toolTip()}: {button.text()}")
        if document.date:
            self.date.setText(shown_date(document.date))
            self.date.setToolTip(other_calendar(document.date))

    def _tell_omissions(self) -> None:
        where = self.omissions.mapToGlobal(self.omissions.rect().topLeft())
        QToolTip.showText(where, self.omissions.toolTip(), self.omissions)

    def _progressed(self) -> None:
        if not self._progress_soon.isActive():
            self._progress_soon.start()

    def _tell_progress(self) -> None:
        """Percent of the text that lies behind, and about how long the rest takes."""
        reading = self._session.reading
        told = self._session.view.document() is not None and reading.share is not None
        text = ""
        if told and reading.share is not None:
            text = self._progress_text(reading.share)
        self.progress.setText(text)
        self._caret_moved()
        self._fit()

    def _progress_text(self, share: float) -> str:
        reading = self._session.reading
        text = shown_percent(share)
        minutes = reading.minutes_left() if share < 1 else None
        if minutes is not None:
            text += RULE + tr("about %n minute(s) left", None, minutes)
        return text

    def _tell_translated(self) -> None:
        """Percent of the rows whose translation is done."""
        found = self._session.view.progress
        self.translated.setText("")
        if found is not None:
            self.translated.setText(tr("%1 done").replace("%1", shown_percent(found.share)))
            rows = (
                tr("Checked: %1").replace("%1", shown_number(found.checked)),
                tr("Done: %1").replace("%1", shown_number(found.done)),
                tr("Drafts: %1").replace("%1", shown_number(found.draft)),
                tr("Rows: %1").replace("%1", shown_number(found.total)),
            )
            self.translated.setToolTip("\n".join(rows))
        self._fit()

    def _fit(self) -> None:
        """Show what there is to tell, as far as there is room."""
        room = self.width() - self.place.sizeHint().width() - 24  # with the margins
        for widget in (self.notes, self.overrides, self.omissions, self.tasks):
            room -= 0 if widget.isHidden() else widget.sizeHint().width() + GAP_PX
        for label in self.by_weight:
            told = bool(label.text())
            room -= label.sizeHint().width() + GAP_PX if told else 0
            label.setVisible(told and room >= 0)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and hasattr(self, "tasks"):
            self._fit()  # a part came or grew: a long job is told of
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @property
    def is_counting(self) -> bool:
        """Whether the words of the document are still to be told."""
        document = self._session.view.document()
        return document is not None and id(document) not in self._counted

    def _count(self) -> None:
        document = self._session.view.document()
        if document is not None and id(document) not in self._counted and not document.arriving:
            job = self._session.jobs.run(_Count(document), self._has_counted)
            self._counting = [*(j for j in self._counting[-8:] if not j.cancelled), job]

    def _has_counted(self, result: tuple[Document, int | None]) -> None:
        document, words = result
        if words is not None and any(
            each is document for each in self._session.view.documents.values()
        ):
            self._counted[id(document)] = document, words
            self.refresh()

    def _encoding_text(self, document: Document) -> str:
        encoding = document.encoding
        if encoding is None:
            return ""
        text = f"\u2068{encoding.name}\u2069"
        if encoding.guessed:
            text = tr("%1 (guessed)").replace("%1", text)
        if document.bad_bytes:
            text += RULE + tr("%n unreadable byte(s)", None, document.bad_bytes)
        return text

    def _caret_moved(self) -> None:
        view = self._session.view
        found = view.seen()
        if found is None:
            return
        if view.selection is not None:
            words = len(view.selection.exact.split())
            self.place.setText(tr("%n word(s) selected", None, words))
            return
        document, block, offset = found
        text = tr("Paragraph %1 of %2").replace("%1", shown_number(block + 1))
        text = text.replace("%2", shown_number(len(document)))
        where = shown_locator(document.locator_in(block, offset))
        self.place.setText(f"{text}{RULE}{where}" if where else text)

    def _saving(self) -> None:
        self._tell_notes(tr("Saving…"))

    def _saved(self, moment: datetime) -> None:
        clock = shown_moment(moment, "HH:mm:ss")
        self._tell_notes(tr("Saved %1").replace("%1", clock))

    def _failed(self, error: object) -> None:
        self._tell_notes(tr("Not saved"))

    def _unsaved(self) -> None:
        """Something else was saved: what was not stays told."""
        if self._session.notebook.unsaved.unsaved:
            self._tell_notes(tr("Not saved"))

    def _tell_notes(self, text: str) -> None:
        self.notes.setText(text)
        self._fit()

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
            text = tr("Use %1 in the whole folder").replace(
                "%1", f"\u2066{document.encoding.name}\u2069"
            )
            menu.addAction(text).setData(FOLDER + document.encoding.name)
        menu.triggered.connect(self._encoding_chosen)
        return menu

    def language_menu(self) -> QMenu:
        """What the document may be written in."""
        document, menu = self._session.view.document(), QMenu(self)
        menu.addAction(tr("As detected")).setData(None)
        menu.addSeparator()
        now = document.language.split("-")[0] if document is not None else ""
        for tag, name in language_names().items():
            action = menu.addAction(name)
            action.setData(tag)
            action.setCheckable(True)
            action.setChecked(tag == now)
        menu.triggered.connect(self._language_chosen)
        return menu

    def _choose_language(self) -> None:
        self._show_menu(self.language_menu(), self.language)

    def _language_chosen(self, action: QAction) -> None:
        if (here := self._here()) is not None:
            self._session.teaching.override(*here, "language", action.data())

    def _choose_encoding(self) -> None:
        self._show_menu(self.encoding_menu(), self.encoding)

    def _show_menu(self, menu: QMenu, button: QToolButton) -> None:
        menu.exec(button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
        menu.deleteLater()

    def _encoding_chosen(self, action: QAction) -> None:
        value, here = action.data(), self._here()
        if here is None:
            return
        if value and value.startswith(FOLDER):
            self._session.teaching.override_folder(*here, value.removeprefix(FOLDER))
        else:
            self._session.teaching.override(*here, "encoding", value)

    def _show_invisibles(self) -> None:
        self._session.set(Settings.invisibles, True)

    def _turn(self) -> None:
        document, here = self._session.view.document(), self._here()
        if document is not None and here is not None:
            new = "ltr" if document.direction == "rtl" else "rtl"
            self._session.teaching.override(*here, "direction", new)
