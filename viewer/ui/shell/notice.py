"""One quiet message at the foot of the window, in place of a dialog."""

from __future__ import annotations

import contextlib
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton

from viewer.core.base.errors import SetAside
from viewer.core.base.paths import own_folders
from viewer.core.corpus import marker_file
from viewer.core.text.document import Document, Place
from viewer.core.upkeep.follow_files import Followed
from viewer.session.notes.restore_version import Rewriting
from viewer.session.session import Session
from viewer.session.watch_files import Watching
from viewer.ui.base.announce import announce
from viewer.ui.base.error_messages import sentence, shown_path
from viewer.ui.base.i18n import shown_moment, tr
from viewer.ui.base.names import sentence_of_window
from viewer.ui.base.theme import Theme, draw, icon

SHOWN_MS = 12_000
"""Milliseconds that a message stays by itself; one about an error stays until it is closed."""


class Notice(QFrame):
    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session, self._teaching = session, session.teaching
        self._teaching.taught.connect(self._taught)
        session.notebook.rewritten.connect(self.tell_highlighted)
        session.forgetting.done.connect(self.tell_forgotten)
        session.copying.written.connect(self.tell_copied)
        session.note_links.copied.connect(self.tell_link)
        session.note_links.none_copied.connect(self.tell_no_link)
        session.gathering.place_lost.connect(self.tell_place_lost)
        self.setObjectName("notice")
        self._theme, self._drawing = theme, "info"
        self._picture = QLabel()
        theme.changed.connect(self._draw)
        self.label = QLabel()
        self.label.setWordWrap(True)
        close = QToolButton()
        draw(close, theme, "close")
        close.setToolTip(tr("Close"))
        close.setAccessibleName(tr("Close this message"))
        close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.addWidget(self._picture)
        layout.addWidget(self.label, 1)
        self.undo = QPushButton(tr("Undo"))
        self.undo.clicked.connect(self._undo)
        layout.addWidget(self.undo)
        self.more = QPushButton(tr("Show the report"))
        self.more.clicked.connect(self._show_report)
        layout.addWidget(self.more)
        self.words = QPushButton(tr("Open what you wrote"))
        self.words.clicked.connect(self._open_words)
        layout.addWidget(self.words)
        self._words: Path | None = None
        session.tabs.gone.connect(self.tell_gone)
        self._report: Path | None = None
        self.restore = QPushButton()
        self.restore.clicked.connect(self._restore)
        layout.addWidget(self.restore)
        self._version: tuple[Document, Path] | None = None
        session.notebook.version_offered.connect(self.offer_version)
        layout.addWidget(close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def _draw(self) -> None:
        picture = icon(self._drawing, self._theme.colour("window_text"))
        self._picture.setPixmap(picture.pixmap(18, 18))

    def tell(self, text: str, *, warning: bool = False) -> None:
        self.undo.hide()
        self.more.hide()
        self.restore.hide()
        self.words.hide()
        self.label.setText(sentence_of_window(text))
        self._drawing = "warning" if warning else "info"
        self._draw()
        self.show()
        announce(self.label, self.label.text(), urgent=warning)
        self._timer.stop()
        if not warning:
            self._timer.start(SHOWN_MS)

    def listen(self, watching: Watching) -> None:
        """Tell of documents that are elsewhere, or nowhere."""
        watching.followed.connect(self.tell_followed)
        watching.lost.connect(self.tell_lost)

    def tell_followed(self, corpus: object, followed: list[Followed]) -> None:
        """Notes went with documents that were renamed, moved or converted."""
        one = followed[0]
        if len(followed) == 1:
            text = tr("The notes of “%1” are now with “%2”, which is the same text.")
            text = text.replace("%1", f"\u2068{one.old}\u2069")
            self.tell(text.replace("%2", f"\u2068{one.new}\u2069"))
        else:
            self.tell(tr("The notes of %n document(s) followed them.", None, len(followed)))

    def tell_lost(self, corpus: object, paths: list[str]) -> None:
        """Documents are gone, and nothing tells where to: what was done to them waits."""
        text = tr(
            "“%1” is no longer there. Its pairs, pins and your translations are kept; they come "
            "back with it, or when its new file is paired again."
        )
        if len(paths) > 1:
            text = tr(
                "%n document(s) are no longer there, “%1” among them. Their pairs, pins and your "
                "translations are kept; they come back with them.",
                None,
                len(paths),
            )
        self.tell(text.replace("%1", f"\u2068{paths[0]}\u2069"), warning=True)

    def tell_gone(self, path: Path) -> None:
        """An open document was deleted, or the folder or drive with it went away."""
        text = tr(
            "“%1” is no longer there. What is shown was read before; your notes on it are kept."
        )
        self.tell(text.replace("%1", shown_path(path)), warning=True)

    def tell_forgotten(self, root: Path, left: list[Path]) -> None:
        """A corpus was forgotten, or nearly."""
        if left:
            text = tr("%n file(s) could not be wiped; the first is “%1”.", None, len(left))
            self.tell(text.replace("%1", shown_path(left[0])), warning=True)
        else:
            text = tr("“%1” is forgotten. Its documents and notes are where they were.")
            self.tell(text.replace("%1", shown_path(root)))

    def tell_copied(self, path: Path, notes: int) -> None:
        """A copy of a PDF with the notes on it is on disk."""
        text = tr("“%1” is written, with %n note(s) as highlights.", None, notes)
        self.tell(text.replace("%1", shown_path(path)))

    def tell_link(self) -> None:
        """A link was copied."""
        self.tell(
            tr(
                "The link is copied. Paste it into a note, or select words elsewhere and choose "
                "“Link this place to the copied one”."
            )
        )

    def tell_no_link(self) -> None:
        """There is no link that could be made here."""
        text = tr("No link was copied yet: choose “Copy a link to this place” where it shall lead.")
        self.tell(text, warning=True)

    def tell_place_lost(self, place: Place) -> None:
        """A link leads into a text that says something else by now."""
        text = tr("The words that the link leads to are no longer in this text: “%1”.")
        words = " ".join(place.exact.split())
        self.tell(text.replace("%1", f"\u2068{words[:200]}\u2069"), warning=True)

    def tell_highlighted(self, deed: Rewriting) -> None:
        """A word is highlighted wherever it stands."""
        if deed.kind == "highlight_all" and not deed.taken_back:
            self.tell(tr("%n place(s) highlighted.", None, deed.count))

    def offer_version(self, document: Document, error: SetAside, version: Path, at: int) -> None:
        """The notes of a document were damaged: one click brings back what they said before."""
        self._version = document, version
        when = shown_moment(datetime.fromtimestamp(at / 1e9), "d MMM yyyy HH:mm")
        self.tell(sentence(error), warning=True)
        self.restore.setText(tr("Bring back the notes of %1").replace("%1", when))
        self.restore.show()

    def _restore(self) -> None:
        if self._version is not None:
            self._session.notebook.restore(*self._version)
        self.hide()

    def offer_report(self, report: Path) -> None:
        """Say that the last run crashed; the report of it is shown on the reader's word."""
        self._report = report
        self.tell(
            tr(
                "Hashiya ended unexpectedly last time. What was open has been opened again, and "
                "your notes are safe."
            ),
            warning=True,
        )
        self.more.show()

    def _show_report(self) -> None:
        from viewer.ui.dialogs.crash_report import ReportDialog  # here: not part of the start

        if self._report is not None:
            ReportDialog(self._report, self.window()).show()
        self.hide()

    def offer_words(self, words: Path) -> None:
        """Say that the last run could not save all that was written; it is opened on a click."""
        self._words = words
        text = tr(
            "Some of what you wrote could not be saved when Hashiya ended. It is kept in “%1”."
        )
        self.tell(text.replace("%1", shown_path(words)), warning=True)
        self.words.show()

    def _open_words(self) -> None:
        """Open the file, which is not told of again."""
        if self._words is not None:
            seen = self._words.with_name(f"seen-{self._words.name}")
            with contextlib.suppress(OSError):
                self._words = self._words.rename(seen)
            self._session.open_paths([self._words])
        self.hide()

    def mark_folder(self) -> None:
        """Make the file that opens the corpus by a double click, and say so."""
        roots = [c.root for c in self._session.corpora if c.root and c.root not in own_folders()]
        shown = getattr(self._session.view.corpus, "root", None)
        if not roots:
            return
        try:
            made = marker_file.make(shown if shown in roots else roots[-1])
        except OSError as error:
            self._session.failed.emit(error)
            return
        text = tr("A double click on “%1” in its folder opens the folder.")
        self.tell(text.replace("%1", f"\u2068{made.name}\u2069"))

    def _taught(self, furniture: bool) -> None:
        done = tr("Lines like this are now page extras in this folder.")
        self.tell(done if furniture else tr("Lines like this are now text in this folder."))
        self.undo.show()

    def _undo(self) -> None:
        self._teaching.undo()
        self.hide()
