"""Asks what to write to which file, and shows how far it is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from viewer.core.base.errors import PluginFailed
from viewer.core.corpus.works import Work
from viewer.core.export.bitext import bitext_kinds
from viewer.core.export.edition.write import NotAnEdition
from viewer.session.base.load_jobs import Corpus
from viewer.session.session import Session
from viewer.ui.base.button_box import closing_box
from viewer.ui.base.digit_widgets import ProgressBar
from viewer.ui.base.error_messages import sentence
from viewer.ui.base.i18n import tr
from viewer.ui.base.names import isolated, shown_name

PAGE, FOLDER = "edition-page", "edition-folder"
"""Kinds that are no suffix: an edition as one page, or as a folder of them."""
PAGE_SUFFIX = ".html"


class ExportDialog(QDialog):
    """The open work, or every work of its corpus, to one file."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(tr("Export"))
        self.kind = QComboBox()
        self.kind.setMinimumContentsLength(30)
        names = _names()
        for suffix in bitext_kinds():
            self.kind.addItem(names.get(suffix, suffix), suffix)
        for kind, name in _editions().items():
            self.kind.addItem(name, kind)
        self.kind.setAccessibleName(tr("Kind of file"))
        self.kind.currentIndexChanged.connect(self._show_language)
        self.language = QComboBox()
        for tag, name in (("ar", tr("Arabic")), ("en", tr("English"))):
            self.language.addItem(name, tag)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.language.setCurrentIndex(self.language.findData("ar" if rtl else "en"))
        self.language.setAccessibleName(tr("Buttons and headings in"))
        self.one = QRadioButton(tr("The open &text"))
        self.whole = QRadioButton(tr("Every text of the &corpus"))
        self.one.setChecked(True)
        group = QButtonGroup(self)
        group.addButton(self.one)
        group.addButton(self.whole)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.bar = ProgressBar()
        self.bar.hide()
        box = closing_box(self)
        self.button = QPushButton(tr("&Save as…"))
        box.addButton(self.button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.button.clicked.connect(self._ask)
        self.stop = QPushButton(tr("S&top"))
        box.addButton(self.stop, QDialogButtonBox.ButtonRole.ActionRole)
        self.stop.clicked.connect(self._stop)
        self.stop.hide()
        form = QFormLayout()
        form.addRow(tr("What"), self.one)
        form.addRow("", self.whole)
        form.addRow(tr("Kind of file"), self.kind)
        form.addRow(tr("Buttons and headings in"), self.language)
        self._form = form
        self._show_language()
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        for widget in (self.bar, self.told, box):
            layout.addWidget(widget)
        exporting = session.exporting
        exporting.progressed.connect(self._progressed)
        exporting.done.connect(self._done)
        exporting.failed.connect(self._failed)
        self.finished.connect(exporting.cancel)

    def _show_language(self) -> None:
        self._form.setRowVisible(self.language, self.kind.currentData() in _editions())

    def _name(self) -> str:
        """What is written: the name of the text, or of the corpus."""
        view = self._session.view
        if view.work is not None and self.one.isChecked():
            return view.work.name
        root = view.corpus.root if isinstance(view.corpus, Corpus) else None
        return (root or Path("corpus")).name

    def _ask(self) -> None:
        if self.kind.currentData() == FOLDER:
            told = tr("An empty folder, or one with an earlier edition")
            chosen = QFileDialog.getExistingDirectory(self, told, str(Path.home()))
            if chosen:
                self.save(Path(chosen))
            return
        suffix = PAGE_SUFFIX if self.kind.currentData() == PAGE else self.kind.currentData()
        start = str(Path.home() / (Path(self._name()).stem + suffix))
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Export"), start, f"*{suffix}")
        if chosen:
            path = Path(chosen)
            self.save(path if path.suffix.lower() == suffix else Path(chosen + suffix))

    def save(self, path: Path) -> None:
        """Write what is chosen to a file, or an edition to a folder."""
        view, exporting = self._session.view, self._session.exporting
        if view.work is None or not isinstance(view.corpus, Corpus):
            return
        works: list[Work] = [view.work] if self.one.isChecked() else list(view.corpus.works)
        self.told.clear()
        self._show_busy(True)
        if self.kind.currentData() in _editions():
            language = self.language.currentData()
            exporting.write_edition(view.corpus, works, path, self._name(), language)
        else:
            exporting.write(view.corpus, works, path)

    def _show_busy(self, on: bool) -> None:
        self.button.setDisabled(on)
        self.bar.setRange(0, 0)  # how long a single text takes is not known
        self.bar.setVisible(on)
        self.stop.setVisible(on)

    def _stop(self) -> None:
        self._session.exporting.cancel()
        self._show_busy(False)
        self.told.setText(tr("Stopped. Nothing was written."))

    def _progressed(self, done: int, total: int) -> None:
        self.bar.setRange(0, total if total > 1 else 0)
        self.bar.setValue(done)

    def _done(self, path: Path, count: int, errors: list[Exception]) -> None:
        self._show_busy(False)
        told = tr("%n text(s) written to “%1”.", None, count)
        lines = [told.replace("%1", isolated(shown_name(path.name)))]
        lines += [sentence(error) for error in errors[:5]]
        self.told.setText("\n".join(lines))

    def _failed(self, path: Path, error: Exception) -> None:
        self._show_busy(False)
        name = isolated(shown_name(path.name))
        told = tr("“%1” could not be written. Choose another folder or free some room.")
        if isinstance(error, PluginFailed):
            told = sentence(error)
        if isinstance(error, NotAnEdition):
            told = tr("There is something else in “%1”. Choose an empty folder or a new one.")
        self.told.setText(told.replace("%1", name))


def _editions() -> dict[str, str]:
    """The two forms of an edition, and what readers call them."""
    return {
        PAGE: tr("Edition for any browser, one page (.html)"),
        FOLDER: tr("Edition for any browser, a folder"),
    }


def _names() -> dict[str, str]:
    """Suffix -> what readers call such a file."""
    return {
        ".docx": tr("Word, two columns (.docx)"),
        ".html": tr("Web page, two columns (.html)"),
        ".tmx": tr("Translation memory (.tmx)"),
        ".xlf": tr("XLIFF (.xlf)"),
        ".xlsx": tr("Excel (.xlsx)"),
        ".tsv": tr("Table of text (.tsv)"),
        ".md": tr("Markdown (.md)"),
    }
