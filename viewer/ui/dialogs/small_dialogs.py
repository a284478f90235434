"""About, and small questions."""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from viewer import __version__
from viewer.session.session import Session
from viewer.ui.base.button_box import closing_box
from viewer.ui.base.error_messages import shown_path
from viewer.ui.base.fit_to_screen import Roomy
from viewer.ui.base.i18n import tr
from viewer.ui.base.theme import icon_of_program
from viewer.ui.dialogs.licences import LicencesDialog


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
        box = closing_box(self)
        self.licences = box.addButton(tr("&Licences…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.licences.setAutoDefault(False)
        self.licences.clicked.connect(self._show_licences)
        layout.addWidget(box)

    def _show_licences(self) -> None:
        LicencesDialog(self).exec()


def ask_password(path: Path, session: Session, window: QWidget) -> None:
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
