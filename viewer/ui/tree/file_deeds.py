"""What can be done to the files of a row: another name, or off to the system's bin.

Notes, pairs and translations find a renamed file by its text, as they do when another program
renames it. The notes of a file in the bin stay where they are, and are there when it comes back.
"""

from __future__ import annotations

import errno
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QFile, QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMenu, QMessageBox, QWidget

from viewer.core.language.file_names import split_name
from viewer.session.session import Session
from viewer.ui.base.error_messages import shown_path
from viewer.ui.base.i18n import tr
from viewer.ui.base.names import isolated, shown_name

LISTED = 8
"""Files that are named before they go into the bin."""


def rename(path: Path, name: str) -> None:
    """Give a file another name in its folder. Raises OSError; never writes over another file."""
    target = path.with_name(name)
    if target.exists() and not target.samefile(path):
        raise FileExistsError(errno.EEXIST, "", str(target))
    path.rename(target)


def put_into_bin(paths: Sequence[Path]) -> None:
    """Move files to the system's bin. Raises OSError with the first that does not go."""
    if sys.platform == "linux":  # a new account has no folder yet that the bin could be in
        own = QStandardPaths.StandardLocation.GenericDataLocation
        Path(QStandardPaths.writableLocation(own)).mkdir(parents=True, exist_ok=True)
    for path in paths:
        if not QFile.moveToTrash(str(path)):
            raise PermissionError(errno.EACCES, "", str(path))


class FileDeeds(QObject):
    """Asks, does it beside the window, and has the corpus looked at again."""

    failed = Signal(object)
    """An OSError."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._window = session, parent

    def offer(self, menu: QMenu, paths: Sequence[Path]) -> None:
        """Add what can be done to these files; nothing for none."""
        if len(paths) == 1:
            menu.addAction(tr("Re&name…"), partial(self.ask_name, paths[0]))
        elif paths:
            below = menu.addMenu(tr("Re&name"))
            for path in paths[:LISTED]:
                shown = isolated(shown_name(path.name)).replace("&", "&&")
                below.addAction(shown, partial(self.ask_name, path))
        if paths:
            menu.addAction(tr("Move to the &bin…"), partial(self.ask_bin, paths))

    def ask_name(self, path: Path) -> None:
        title = tr("Rename")
        text = tr("New name of “%1”; its notes go with it:").replace("%1", shown_path(path))
        ask = QInputDialog(self._window)
        ask.setWindowTitle(title)
        ask.setLabelText(text)
        ask.setTextValue(path.name)
        ask.show()  # its field is made by now
        if (field := ask.findChild(QLineEdit)) is not None:
            base = split_name(path.name)[0].lstrip("/")  # without the mark of language
            field.setSelection(0, len(base if path.name.startswith(base) else path.stem))
        sure = ask.exec() == QInputDialog.DialogCode.Accepted
        name = ask.textValue().strip()
        ask.deleteLater()
        if sure and name not in ("", ".", "..", path.name) and Path(name).name == name:
            self._do(partial(rename, path, name))

    def ask_bin(self, paths: Sequence[Path]) -> None:
        names = [isolated(shown_name(path.name)) for path in paths[:LISTED]]
        names += ["…"] if len(paths) > LISTED else []
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(tr("Move to the bin"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(tr("Move %n file(s) to the bin?", None, len(paths)))
        told = tr("Notes on them stay, and are there again when the files come back.")
        box.setInformativeText("\n".join((*names, "", told)))
        sure = box.addButton(tr("&Move"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        if box.clickedButton() is sure:
            self._do(partial(put_into_bin, paths))
        box.deleteLater()

    def _do(self, deed: partial[None]) -> None:
        self._session.jobs.run(_Deed(deed), self._done, self.failed.emit)

    def _done(self, result: object) -> None:
        self._session.watching.look_again()


class _Deed:
    """Work for a job: a disk may be slow."""

    def __init__(self, deed: partial[None]) -> None:
        self._deed = deed

    def __call__(self, job: object) -> None:
        self._deed()
