"""About, and small questions; and where every dialog is shown by its name."""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from viewer import __version__
from viewer.session.base.load_jobs import Corpus
from viewer.session.session import Session
from viewer.ui.base.ask_address import ask_address
from viewer.ui.base.error_messages import shown_path
from viewer.ui.base.fit_to_screen import Roomy
from viewer.ui.base.i18n import tr
from viewer.ui.base.theme import icon_of_program
from viewer.ui.commands.shortcuts import ShortcutsDialog
from viewer.ui.dialogs.export import ExportDialog
from viewer.ui.dialogs.licences import LicencesDialog
from viewer.ui.dialogs.note_versions import BackupsDialog
from viewer.ui.dialogs.suggested_pairs import PairsDialog
from viewer.ui.settings.dialog import show_settings

VERSIONS = "https://github.com/hashiya/hashiya/releases"
"""Where new versions can be had. The program never asks there by itself."""


def _close_box(dialog: QDialog) -> QDialogButtonBox:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    box.rejected.connect(dialog.reject)
    return box


class AboutDialog(QDialog):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About Hashiya"))
        picture = QLabel()
        picture.setPixmap(icon_of_program(64))
        title = QLabel(tr("Hashiya %1").replace("%1", __version__))
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        font.setBold(True)
        title.setFont(font)
        text = QLabel(
            tr(
                "A viewer for bilingual texts. Hashiya (حاشية) is the note in the margin.\n\n"
                "It opens no network connection: what you read and write stays with you.\n\n"
                "Free software under the GNU General Public License, version 3 or later. "
                "It uses Qt and PySide under the LGPL, and the fonts Amiri, Noto Sans Arabic, "
                "IBM Plex Sans Arabic and Source Serif under the SIL Open Font License."
            )
        )
        text.setWordWrap(True)
        text.setMinimumWidth(400)
        versions = QLabel(
            f"\u2066Qt {qVersion()} · PySide {pyside_version} · "
            f"Python {platform.python_version()} · {platform.system()}\u2069"
        )
        versions.setEnabled(False)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (picture, title, text, versions):
            column.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 18)
        layout.addWidget(Roomy(body), 1)
        versions.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box = _close_box(self)
        self.licences = box.addButton(tr("&Licences…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.licences.setAutoDefault(False)
        self.licences.clicked.connect(self._show_licences)
        layout.addWidget(box)

    def _show_licences(self) -> None:
        LicencesDialog(self).exec()


def _ask_password(path: Path, session: Session, window: QWidget) -> None:
    """Ask for the password of a document, and open it with that."""
    again = session.loader.is_unlocked(path)
    text = tr("That password does not open “%1”. Password:") if again else tr("Password of “%1”:")
    password, sure = QInputDialog.getText(
        window,
        tr("Locked document"),
        text.replace("%1", shown_path(path)),
        QLineEdit.EchoMode.Password,
    )
    if sure and password:
        session.loader.unlock(path, password)


def ask_forget(session: Session, window: QWidget) -> None:
    """Say what is wiped and what stays, and do it on the reader's word."""
    corpus = session.searching.current()
    if corpus is None or corpus.root is None:
        return
    box = QMessageBox(window)
    box.setWindowTitle(tr("Forget this corpus"))
    box.setIcon(QMessageBox.Icon.Question)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(tr("Forget “%1” on this computer?").replace("%1", shown_path(corpus.root)))
    box.setInformativeText(
        tr(
            "The corpus is closed. Its index, the texts kept beside its notes, its history, the "
            "last places and searches, and its place in the lists of recent files are wiped. "
            "The documents and your notes stay where they are."
        )
    )
    backups = QCheckBox(tr("Wipe the &earlier versions of its notes too"))
    box.setCheckBox(backups)
    sure = box.addButton(tr("&Forget"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.exec()
    if box.clickedButton() is sure:
        session.forgetting.forget(corpus, backups=backups.isChecked())


def ask_pdf_copy(session: Session, window: QWidget) -> None:
    """Ask where the copy of a PDF with the notes on it goes: never onto the file itself."""
    source = session.copying.source
    if source is None:
        return
    start = source.with_name(f"{source.stem} – {tr('with notes')}.pdf")
    while True:
        chosen, _ = QFileDialog.getSaveFileName(
            window, tr("Save a copy with the notes"), str(start), "PDF (*.pdf)"
        )
        target = Path(chosen).with_suffix(".pdf") if chosen else None
        if target is None:
            return
        if target.resolve() != source.resolve():
            session.copying.write(target)
            return
        QMessageBox.information(
            window,
            tr("Save a copy with the notes"),
            tr("The document itself is never changed. Choose another name for the copy."),
        )


def _run(dialog: QDialog) -> None:
    """Until it is closed; then it listens to the session no more."""
    dialog.exec()
    dialog.deleteLater()


def open_dialog(name: str, session: Session, window: QWidget, *about: Path) -> None:
    """Show a dialog until it is closed: `settings`, its page `toolbar`, `shortcuts`, `pairs`,
    `print`, `export`, `pdf_copy`, `backups`, `forget`, `about`, `versions`, or (of a path)
    `password`."""
    if name in ("settings", "toolbar"):
        show_settings(session, window, "toolbar" if name == "toolbar" else "")
    elif name == "shortcuts":
        _run(ShortcutsDialog(session, window))
    elif name == "backups":
        _run(BackupsDialog(session, window))
    elif name == "print":
        from viewer.ui.printing.dialog import PrintDialog  # here: loads the system's printing

        _run(PrintDialog(session, window))
    elif name == "export":
        _run(ExportDialog(session, window))
    elif name == "pdf_copy":
        ask_pdf_copy(session, window)
    elif name == "pairs":
        corpus = session.view.corpus
        shown = corpus if isinstance(corpus, Corpus) else session.corpora[-1]
        _run(PairsDialog(session, shown, window))
    elif name == "password":
        _ask_password(about[0], session, window)
    elif name == "forget":
        ask_forget(session, window)
    elif name == "versions":
        ask_address(VERSIONS, window, tr("New versions are on this page. Open it in the browser?"))
    else:
        AboutDialog(window).exec()
