"""Asking whether an address outside is to be opened."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from viewer.ui.base.i18n import tr


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
