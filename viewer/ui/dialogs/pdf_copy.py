"""Asks where the copy of a PDF with the notes on it goes: never onto the file itself."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from viewer.session.session import Session
from viewer.ui.base.i18n import tr


def ask_pdf_copy(session: Session, window: QWidget) -> None:
    """Ask until there is a name, or the reader has enough, and have the copy written."""
    source = session.copying.source
    if source is None:
        return
    title = tr("Save a copy with the notes")
    start = source.with_name(f"{source.stem} – {tr('with notes')}.pdf")
    while True:
        chosen, _ = QFileDialog.getSaveFileName(window, title, str(start), "PDF (*.pdf)")
        if not chosen:
            return
        target = Path(chosen).with_suffix(".pdf")
        if target.resolve() != source.resolve():
            session.copying.write(target)
            return
        told = tr("The document itself is never changed. Choose another name for the copy.")
        QMessageBox.information(window, title, told)
