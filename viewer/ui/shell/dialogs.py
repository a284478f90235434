"""The dialogs of a window: one method shows each, until it is closed.

They are imported when they are first shown: none is part of the start.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from viewer.core.base.paths import homepage
from viewer.session.base.load_jobs import Corpus
from viewer.session.session import Session
from viewer.ui.base.i18n import tr
from viewer.ui.base.theme import Theme
from viewer.ui.commands.menubar import Commands


def _run(dialog: QDialog) -> None:
    """Until it is closed; then it listens to the session no more."""
    dialog.exec()
    dialog.deleteLater()


class Dialogs:
    """Shows what the commands of a window ask for."""

    def __init__(self, session: Session, commands: Commands, theme: Theme, window: QWidget) -> None:
        self._session, self._commands, self._theme = session, commands, theme
        self._window = window

    def settings(self, page: str = "") -> None:
        """Show the settings beside the text, at a page by its key."""
        from viewer.ui.settings.dialog import show_settings

        show_settings(self._session, self._commands, self._window, page)

    def toolbar(self) -> None:
        """Show the settings where the toolbar is chosen."""
        self.settings("toolbar")

    def shortcuts(self) -> None:
        from viewer.ui.commands.shortcuts import ShortcutsDialog

        _run(ShortcutsDialog(self._session, self._commands, self._window))

    def backups(self) -> None:
        from viewer.ui.dialogs.note_versions import BackupsDialog

        _run(BackupsDialog(self._session, self._window))

    def print(self) -> None:
        from viewer.ui.printing.dialog import PrintDialog

        _run(PrintDialog(self._session, self._window))

    def export(self) -> None:
        from viewer.ui.dialogs.export import ExportDialog

        _run(ExportDialog(self._session, self._window))

    def review(self) -> None:
        """Ask for a reviser's table of the open text, and show what was changed in it."""
        from viewer.ui.dialogs.review import ReviewDialog, ask_table

        if (path := ask_table(self._window)) is not None:
            dialog = ReviewDialog(self._session, self._theme, self._window)
            dialog.open_table(path)
            _run(dialog)

    def pdf_copy(self) -> None:
        from viewer.ui.dialogs.pdf_copy import ask_pdf_copy

        ask_pdf_copy(self._session, self._window)

    def scan(self) -> None:
        from viewer.ui.dialogs.scan_languages import ScanDialog

        _run(ScanDialog(self._session, self._window))

    def pairs(self) -> None:
        """Show the suggested pairs of the corpus of the open work, else of the last one."""
        from viewer.ui.dialogs.suggested_pairs import PairsDialog

        corpus = self._session.view.corpus
        shown = corpus if isinstance(corpus, Corpus) else self._session.corpora[-1]
        _run(PairsDialog(self._session, shown, self._window))

    def password(self, path: Path) -> None:
        """Ask for the password of a document, and open it with that."""
        from viewer.ui.dialogs.small_dialogs import ask_password

        ask_password(path, self._session, self._window)

    def forget(self) -> None:
        from viewer.ui.dialogs.small_dialogs import ask_forget

        ask_forget(self._session, self._window)

    def versions(self) -> None:
        """Offer the page of new versions. The program never asks there by itself."""
        from viewer.ui.base.ask_address import ask_address

        told = tr("New versions are on this page. Open it in the browser?")
        ask_address(f"{homepage()}/releases", self._window, told)

    def about(self) -> None:
        from viewer.ui.dialogs.small_dialogs import AboutDialog

        AboutDialog(self._window).exec()
