"""Leaving while something is not on disk: the reader is asked, and loses no word."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QProgressDialog, QPushButton, QWidget

from viewer.core.base.errors import Unsaved
from viewer.core.base.json_files import save_bytes
from viewer.session.base.pending_saves import Save, Saves
from viewer.ui.base.error_messages import sentence, shown_path, unsaved_reason
from viewer.ui.base.i18n import tr

QUIET_MS = 1000
"""How long a disk is waited for before that is told."""
SHOWN = 8
"""Files that are named when leaving."""


def words_of(saves: Iterable[Save]) -> str:
    """What the reader typed, under the names of the files."""
    return "\n\n".join(f"{save.path}\n\n{save.words}" for save in saves) + "\n"


def rescue(saves: Saves, folder: Path) -> Path | None:
    """Put what could not be saved into a text file there, where nobody can be asked any more.

    Returns the file; None where nothing is unsaved. Raises OSError.
    """
    left = [save for save in saves.unsaved if save.words]
    if not left:
        return None
    path = folder / f"unsaved-{datetime.now():%Y%m%d-%H%M%S}.txt"
    save_bytes(path, words_of(left).encode("utf-8", "backslashreplace"))
    return path


def may_leave(saves: Saves, window: QWidget) -> bool:
    """Wait for what is being saved; what cannot be is the reader's to decide about."""
    if not _wait(saves, window):
        return True
    while saves.unsaved:
        box = UnsavedBox(saves.unsaved, window)
        box.exec()
        chosen = box.clickedButton()
        if chosen is box.again:
            saves.retry()
            if not _wait(saves, window):
                return True
        elif chosen is box.copy:
            QGuiApplication.clipboard().setText(words_of(saves.unsaved))
        elif chosen is box.elsewhere:
            _save_elsewhere(saves.unsaved, window)
        else:
            return chosen is box.leave
    return True


def _wait(saves: Saves, window: QWidget) -> bool:
    """Wait for a slow disk as long as it takes, and say so; False where the reader does not."""
    saves.settle(QUIET_MS)
    if not saves.going:
        return True
    text = tr("“%1” is still being written: the disk is slow. Hashiya ends when it is there.")
    text = text.replace("%1", shown_path(saves.going[0].path))
    box = QProgressDialog(text, tr("&Leave without saving"), 0, 0, window)
    box.setWindowTitle(tr("Saving"))
    box.setWindowModality(Qt.WindowModality.WindowModal)
    box.setMinimumDuration(0)
    box.show()
    loop = QEventLoop()
    saves.settled.connect(loop.quit)
    box.canceled.connect(loop.quit)
    while saves.going and not box.wasCanceled():
        loop.exec()
    waited = not box.wasCanceled()
    box.close()
    return waited


class UnsavedBox(QMessageBox):
    """Names the files that could not be saved, and why."""

    def __init__(self, unsaved: list[Save], window: QWidget) -> None:
        super().__init__(window)
        self.setWindowTitle(tr("Not saved"))
        self.setIcon(QMessageBox.Icon.Warning)
        self.setText(tr("What you wrote on %n file(s) is not saved yet.", None, len(unsaved)))
        lines = [
            f"{shown_path(save.path)}: {unsaved_reason(save.error)}"
            for save in unsaved[:SHOWN]
            if save.error is not None
        ]
        self.setInformativeText("\n".join(lines))
        role = QMessageBox.ButtonRole
        self.again = self._button(tr("Try &again"), role.AcceptRole)
        self.copy = self._button(tr("&Copy the words"), role.ActionRole)
        self.elsewhere = self._button(tr("&Save elsewhere…"), role.ActionRole)
        self.leave = self._button(tr("&Leave without saving"), role.DestructiveRole)
        self.setDefaultButton(self.again)
        self.setEscapeButton(self._button(tr("&Stay"), role.RejectRole))

    def _button(self, text: str, role: QMessageBox.ButtonRole) -> QPushButton:
        return self.addButton(text, role)


def _save_elsewhere(unsaved: list[Save], window: QWidget) -> None:
    name, _ = QFileDialog.getSaveFileName(window, tr("Save elsewhere"), "hashiya.txt")
    if name:
        try:
            save_bytes(Path(name), words_of(unsaved).encode("utf-8", "backslashreplace"))
        except OSError as error:
            QMessageBox.warning(window, tr("Not saved"), sentence(Unsaved(Path(name), error)))
