"""Leaving while something is not on disk: the reader is asked, and loses no word."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QProgressDialog, QPushButton, QWidget

from viewer.core.base.errors import Unsaved
from viewer.core.base.json_files import save_bytes
from viewer.session.base.background_jobs import Job, Jobs
from viewer.session.base.pending_saves import SETTLED_MS, Save, Saves
from viewer.ui.base.error_messages import sentence, shown_path, unsaved_reason
from viewer.ui.base.i18n import tr
from viewer.ui.base.names import sentence_of_window

log = logging.getLogger(__name__)

RESCUED = "unsaved-"
"""How the names of files begin that hold words which could not be saved."""
RESCUED_MS = 3000
"""Milliseconds that writing such a file is waited for at the end."""
QUIET_MS = 1000
"""How long a disk is waited for before that is told."""
FILES_SHOWN = 8
"""Files that are named when leaving."""


def words_of(saves: Iterable[Save]) -> str:
    """What the reader typed, under the names of the files."""
    return "\n\n".join(f"{save.path}\n\n{save.words}" for save in saves) + "\n"


def settle_all(every: Sequence[Saves], folder: Path, told: Callable[[str], None]) -> None:
    """Wait for what is being saved where nobody can be asked; `told` gets a sentence if it is long.

    Words that are late are meanwhile put into a text file in `folder`, which goes when they came;
    what does not come is given up.
    """
    until = monotonic() + SETTLED_MS / 1000
    for saves in every:
        saves.settle(QUIET_MS)
    late = [saves for saves in every if saves.late and not saves.given_up]
    if not late:
        return
    told(waiting_for(late[0].late[0].path))
    words = words_of(save for saves in late for save in saves.late if save.words)
    rescue = Rescue(folder, words)
    for saves in late:
        saves.settle(max(0, int((until - monotonic()) * 1000)))
    rescue.settle()
    if any(saves.late for saves in late):
        for saves in late:
            saves.give_up()
    else:
        rescue.drop()


class Rescue(QObject):
    """Words on their way into a text file of their own, in a thread."""

    over = Signal()

    def __init__(self, folder: Path, words: str) -> None:
        super().__init__()
        self.path = folder / f"{RESCUED}{datetime.now():%Y%m%d-%H%M%S}.txt"
        self._words, self._going = words, bool(words.strip())
        if self._going:
            Jobs().run(self._write, self._done, self._failed)

    def _write(self, job: Job) -> None:
        save_bytes(self.path, self._words.encode("utf-8", "backslashreplace"))

    def _done(self, _: object) -> None:
        log.warning("what is not saved yet is in %s", self.path)
        self._end()

    def _failed(self, error: Exception) -> None:
        log.error("not saved: %r", error)
        self._end()

    def _end(self) -> None:
        self._going = False
        self.over.emit()

    def settle(self) -> None:
        """Wait until it is written, for a time; the window is drawn meanwhile."""
        if self._going:
            loop = QEventLoop()
            self.over.connect(loop.quit)
            QTimer.singleShot(RESCUED_MS, loop.quit)
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    def drop(self) -> None:
        """What it holds is where it belongs by now."""
        with contextlib.suppress(OSError):
            self.path.unlink()


def rescued(folder: Path) -> list[Path]:
    """The files of words that earlier runs could not save, the last first."""
    return sorted(folder.glob(f"{RESCUED}*.txt"), reverse=True)


def may_leave(saves: Saves, window: QWidget) -> bool:
    """Wait for what is being saved; what cannot be is the reader's to decide about."""
    if not saves.given_up and not _wait(saves, window):
        saves.give_up()
    while saves.unsaved and not saves.given_up:
        box = UnsavedBox(saves.unsaved, window)
        box.exec()
        chosen = box.clickedButton()
        if chosen is box.again:
            saves.retry()
            if not _wait(saves, window):
                saves.give_up()
        elif chosen is box.copy:
            QGuiApplication.clipboard().setText(words_of(saves.unsaved))
        elif chosen is box.elsewhere:
            _save_elsewhere(saves.unsaved, window)
        elif chosen is box.leave:
            saves.give_up()
        else:
            return False
    return True


def _wait(saves: Saves, window: QWidget) -> bool:
    """Wait for a slow disk as long as it takes, and say so; False where the reader does not."""
    saves.settle(QUIET_MS)
    if not saves.going:
        return True
    text = waiting_for(saves.going[0].path)
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


def waiting_for(path: Path) -> str:
    """What is said while a slow disk is waited for."""
    text = tr("“%1” is still being written: the disk is slow. Hashiya ends when it is there.")
    return sentence_of_window(text.replace("%1", shown_path(path)))


class UnsavedBox(QMessageBox):
    """Names the files that could not be saved, and why."""

    def __init__(self, unsaved: list[Save], window: QWidget) -> None:
        super().__init__(window)
        self.setWindowTitle(tr("Not saved"))
        self.setIcon(QMessageBox.Icon.Warning)
        self.setText(tr("What you wrote on %n file(s) is not saved yet.", None, len(unsaved)))
        lines = [
            f"{shown_path(save.path)}: {unsaved_reason(save.error)}"
            for save in unsaved[:FILES_SHOWN]
            if save.error is not None
        ]
        self.setInformativeText(sentence_of_window("\n".join(lines)))
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
