"""Settings, about, and small questions; and where every dialog is shown by its name."""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QGroupBox,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from viewer import __version__
from viewer.ui.backups import BackupsDialog
from viewer.ui.export import ExportDialog
from viewer.ui.i18n import tr
from viewer.ui.licences import LicencesDialog
from viewer.ui.messages import shown_path
from viewer.ui.notebook import COLOURS
from viewer.ui.pairs import PairsDialog
from viewer.ui.roomy import Roomy
from viewer.ui.session import Corpus, Session
from viewer.ui.shortcuts import ShortcutsDialog
from viewer.ui.start import icon_of_program
from viewer.ui.submenus import submenu
from viewer.ui.swatches import colour_names, swatch
from viewer.ui.type_choices import TypeChoices

VERSIONS = "https://github.com/hashiya/hashiya/releases"
"""Where new versions can be had. The program never asks there by itself."""


def _close_box(dialog: QDialog) -> QDialogButtonBox:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    box.rejected.connect(dialog.reject)
    return box


class _Choice(QComboBox):
    """One of the choice menus as a box."""

    def __init__(self, name: str, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._menu = submenu(name, session, self)
        for action in self._menu.actions():
            self.addItem(action.text(), action.data())
            if action.isChecked():
                self.setCurrentIndex(self.count() - 1)
        self.activated.connect(self._chosen)
        self.setAccessibleName(self._menu.title().replace("&", ""))

    def title(self) -> str:
        return self._menu.title()

    def _chosen(self, index: int) -> None:
        self._menu.actions()[index].trigger()


class SettingsDialog(QDialog):
    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(tr("Settings"))
        self.setMinimumWidth(420)
        body = QWidget()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 0, 0)
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(9)
        for name in ("language", "theme", "measure"):
            box = _Choice(name, session, self)
            form.addRow(self._label(box.title(), box), box)
        self.justify = QCheckBox(tr("&Justify paragraphs"))
        self.justify.setChecked(session.settings.justify)
        self.justify.toggled.connect(self._justify)
        form.addRow("", self.justify)
        self.name = QLineEdit(session.settings.creator)
        self.name.setPlaceholderText(tr("Stands in your notes as their author"))
        self.name.editingFinished.connect(self._name)
        form.addRow(self._label(tr("Your na&me"), self.name), self.name)
        self.colours: dict[str, QLineEdit] = {}
        layout = QVBoxLayout(self)
        inner.addLayout(form)
        self.type = TypeChoices(session)
        inner.addWidget(self.type)
        inner.addWidget(self._meanings())
        layout.addWidget(Roomy(body), 1)
        layout.addSpacing(8)
        layout.addWidget(_close_box(self))

    def _meanings(self) -> QGroupBox:
        """What each colour of the notes means to this reader."""
        box, own = QGroupBox(tr("What the colours of notes mean")), self._session.settings
        grid = QGridLayout(box)
        for at, (colour, name) in enumerate(zip(COLOURS, colour_names(), strict=True)):
            spot, line = QLabel(), QLineEdit(own.colour_names.get(colour, ""))
            spot.setPixmap(swatch(colour).pixmap(18, 18))
            line.setPlaceholderText(name)
            line.setAccessibleName(name)
            line.editingFinished.connect(self._name_colours)
            self.colours[colour] = line
            grid.addWidget(spot, at // 2, at % 2 * 2)
            grid.addWidget(line, at // 2, at % 2 * 2 + 1)
        return box

    def _name_colours(self) -> None:
        texts = {colour: line.text().strip() for colour, line in self.colours.items()}
        self._session.set("colour_names", {c: text for c, text in texts.items() if text})

    def _label(self, text: str, buddy: QWidget) -> QLabel:
        label = QLabel(text)
        label.setBuddy(buddy)
        return label

    def _justify(self, on: bool) -> None:
        self._session.set("justify", on)

    def _name(self) -> None:
        self._session.set("creator", self.name.text().strip())


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
    again = session.is_unlocked(path)
    text = tr("That password does not open “%1”. Password:") if again else tr("Password of “%1”:")
    password, sure = QInputDialog.getText(
        window,
        tr("Locked document"),
        text.replace("%1", shown_path(path)),
        QLineEdit.EchoMode.Password,
    )
    if sure and password:
        session.unlock(path, password)


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


def ask_address(address: str, window: QWidget, about: str = "") -> None:
    """Show where a link leads; the browser opens it only on the reader's word.

    `about`: what to say of it, for a link that is not in the document.
    """
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    if not url.isValid() or url.scheme() not in ("http", "https", "mailto"):
        return
    plain = bytes(url.toEncoded().data()).decode("ascii")  # no letters that look like others
    box = QMessageBox(window)
    box.setWindowTitle(tr("Link"))
    box.setIcon(QMessageBox.Icon.Question)
    box.setTextFormat(Qt.TextFormat.PlainText)
    out = tr("This link leads out of the document. Open it in another program?")
    box.setText(about or out)
    box.setInformativeText(f"\u2066{plain[:600]}\u2069")
    opened = box.addButton(tr("Open link"), QMessageBox.ButtonRole.AcceptRole)
    copied = box.addButton(tr("Copy address"), QMessageBox.ButtonRole.ActionRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.exec()
    if box.clickedButton() is opened:
        QDesktopServices.openUrl(url)
    elif box.clickedButton() is copied:
        QGuiApplication.clipboard().setText(address)


def _run(dialog: QDialog) -> None:
    """Until it is closed; then it listens to the session no more."""
    dialog.exec()
    dialog.deleteLater()


def open_dialog(name: str, session: Session, window: QWidget, *about: Path) -> None:
    """Show a dialog until it is closed: `settings`, `shortcuts`, `pairs`, `print`, `export`,
    `backups`, `forget`, `about`, `versions`, or (of a path) `password`."""
    if name == "settings":
        SettingsDialog(session, window).exec()
    elif name == "shortcuts":
        _run(ShortcutsDialog(session, window))
    elif name == "backups":
        _run(BackupsDialog(session, window))
    elif name == "print":
        from viewer.ui.printing.dialog import PrintDialog  # here: loads the system's printing

        _run(PrintDialog(session, window))
    elif name == "export":
        _run(ExportDialog(session, window))
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
