"""Asks what to print and how; saves a PDF or hands it to a printer, and shows how far it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QCloseEvent, QPageLayout
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from viewer.session.base.view_state import MINE
from viewer.session.session import Session
from viewer.ui.base.button_box import closing_box
from viewer.ui.base.digit_widgets import NumberBox, ProgressBar
from viewer.ui.base.fit_to_screen import Roomy, has_room
from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import tr
from viewer.ui.base.language_names import language_names
from viewer.ui.base.names import isolated, shown_name
from viewer.ui.printing.pages import page_ranges
from viewer.ui.printing.preview import Preview
from viewer.ui.printing.sheet import PAPERS, SEARCHABLE, Choices
from viewer.ui.printing.work import NoSuchPages, Printing

PREVIEW_ROOM = QSize(900, 640)
"""Pixels of a screen below which the choices stand without a preview."""


@guarded
class PrintDialog(QDialog):
    """One document or all columns, with notes or without, as PDF or on paper."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(tr("Print"))
        self.setMinimumWidth(480)
        self._printing = Printing(session, self._mirrored())
        self.sides, self.notes, self.paper = QComboBox(), QComboBox(), QComboBox()
        for title, sides in self._what():
            self.sides.addItem(title, sides)
        for key, title in _note_choices():
            self.notes.addItem(title, key)
        self.paper.addItems(list(PAPERS))
        self.text_size = NumberBox(6.0, 30.0, 0.5, Choices.size)
        self.text_size.setSuffix(tr(" pt"))
        self.pages = QLineEdit()
        self.pages.setPlaceholderText(tr("all, or for example 2-4, 7"))
        self.landscape = QCheckBox(tr("&Landscape"))
        self.title = QCheckBox(tr("&Title at the head of each page"))
        self.numbers = QCheckBox(tr("Page &numbers"))
        self.title.setChecked(True)
        self.numbers.setChecked(True)
        self.searchable = QCheckBox(tr("Arabic that can be &searched in the PDF"))
        self.honest = QLabel(_honest_word())
        self.honest.setWordWrap(True)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.bar = ProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.hide()
        self.preview = Preview(Printing(session, self._mirrored()))
        self._lay_out()
        self._connect()
        self._sides_chosen()

    def _mirrored(self) -> bool:
        return self.isRightToLeft() != self._session.settings.swapped

    def _lay_out(self) -> None:
        body = QWidget()
        form = QFormLayout(body)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(9)
        for title, box in (
            (tr("&What"), self.sides),
            (tr("N&otes"), self.notes),
            (tr("P&aper"), self.paper),
            (tr("Text si&ze"), self.text_size),
            (tr("Pa&ges"), self.pages),
        ):
            label = QLabel(title)
            label.setBuddy(box)
            box.setAccessibleName(title.replace("&", ""))
            form.addRow(label, box)
        for check in (self.landscape, self.title, self.numbers, self.searchable):
            form.addRow("", check)
        form.addRow("", self.honest)
        buttons = closing_box(self)
        self.save_button = QPushButton(tr("Save as &PDF…"))
        self.print_button = QPushButton(tr("P&rint…"))
        role = QDialogButtonBox.ButtonRole.ActionRole
        buttons.addButton(self.save_button, role)
        buttons.addButton(self.print_button, role)
        self.stop_button = QPushButton(tr("S&top"))
        buttons.addButton(self.stop_button, role)
        self.stop_button.hide()
        self.save_button.setDefault(True)
        beside = QHBoxLayout()
        beside.addWidget(Roomy(body))
        beside.addSpacing(12)
        beside.addWidget(self.preview, 1)
        self.preview.setVisible(has_room(PREVIEW_ROOM))
        layout = QVBoxLayout(self)
        layout.addLayout(beside, 1)
        layout.addSpacing(6)
        for widget in (self.bar, self.told, buttons):
            layout.addWidget(widget)

    def _connect(self) -> None:
        self.sides.currentIndexChanged.connect(self._sides_chosen)
        self.save_button.clicked.connect(self._ask_file)
        self.print_button.clicked.connect(self._ask_printer)
        self.stop_button.clicked.connect(self._stop)
        self._printing.progressed.connect(self._progressed)
        self._printing.done.connect(self._done)
        self._printing.failed.connect(self._failed)
        for box in (self.notes, self.paper):
            box.currentIndexChanged.connect(self._changed)
        for check in (self.landscape, self.title, self.numbers, self.searchable):
            check.toggled.connect(self._changed)
        self.text_size.valueChanged.connect(self._changed)
        self.finished.connect(self._end)

    def _what(self) -> list[tuple[str, list[str]]]:
        """What can be printed, and the sides of it from the left."""
        documents, names = self._session.view.documents, language_names()
        found: list[tuple[str, list[str]]] = []
        if len(documents) > 1:
            order = list(documents)
            found.append((tr("All columns"), order[::-1] if self._mirrored() else order))
        for side, document in documents.items():
            tag = document.language.split("-")[0]
            name = tr("My translation") if side == MINE else names.get(tag, side)
            found.append((tr("%1 only").replace("%1", name), [side]))
        return found

    def choices(self) -> Choices:
        """What is chosen. Raises ValueError for pages that are none."""
        return replace(self._look(), pages=page_ranges(self.pages.text()))

    def _look(self) -> Choices:
        """How all pages are to look."""
        return Choices(
            notes=self.notes.currentData(),
            paper=self.paper.currentText(),
            landscape=self.landscape.isChecked(),
            size=self.text_size.value(),
            title=self.title.isChecked(),
            numbers=self.numbers.isChecked(),
            searchable=self.searchable.isChecked() and not self.searchable.isHidden(),
            furniture=self._session.settings.furniture,
        )

    def _chosen(self) -> Choices | None:
        """What is chosen; what is wrong with it is told."""
        try:
            return self.choices()
        except ValueError as error:
            told = tr("“%1” names no pages. Write for example 2-4, 7.")
            self.told.setText(told.replace("%1", isolated(shown_name(str(error)))))
            self.pages.setFocus()
            return None

    def _changed(self) -> None:
        self.preview.show_choices(self.sides.currentData(), self._look())

    def _sides_chosen(self) -> None:
        """Arabic fonts are only of interest where there is Arabic."""
        documents = self._session.view.documents
        sides = self.sides.currentData() or ()
        arabic = any(documents[side].direction == "rtl" for side in sides)
        other = self._session.settings.arabic_font != SEARCHABLE
        self.searchable.setVisible(arabic and other)
        self.honest.setVisible(arabic and other)
        self._changed()

    # Doing it

    def _ask_file(self) -> None:
        if self._chosen() is None:
            return
        work = self._session.view.work
        name = Path(work.name).stem if work is not None else "text"
        start = str(Path.home() / f"{name}.pdf")
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Save as PDF"), start, "PDF (*.pdf)")
        if chosen:
            path = Path(chosen)
            self.save(path if path.suffix.lower() == ".pdf" else Path(chosen + ".pdf"))

    def save(self, path: Path) -> None:
        """Write what is chosen into a PDF."""
        choices = self._chosen()
        if choices is not None:
            self._path: Path | None = path
            self._show_busy(True)
            self._printing.save(path, self.sides.currentData(), choices)

    def _ask_printer(self) -> None:
        if not QPrinterInfo.availablePrinterNames():
            self.told.setText(tr("There is no printer. Save a PDF and print it elsewhere."))
            return
        choices = self._chosen()
        if choices is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        printer.setPageSize(PAPERS[self.paper.currentText()])
        if self.landscape.isChecked():
            printer.setPageOrientation(QPageLayout.Orientation.Landscape)
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            self._path = None
            self._show_busy(True)
            if printer.printRange() == QPrinter.PrintRange.PageRange:
                choices = replace(choices, pages=(range(printer.fromPage(), printer.toPage() + 1),))
            sides = self.sides.currentData()
            self._printing.print(printer, printer.resolution(), sides, choices)

    def _show_busy(self, on: bool) -> None:
        self.bar.setVisible(on)
        self.bar.setValue(0)
        self.stop_button.setVisible(on)
        for button in (self.save_button, self.print_button):
            button.setDisabled(on)
        if on:
            self.told.clear()

    def _stop(self) -> None:
        self._printing.cancel()
        self._show_busy(False)
        self.told.setText(tr("Stopped. Nothing was written."))

    def _progressed(self, share: float) -> None:
        self.bar.setValue(round(share * 1000))

    def _done(self, pages: int) -> None:
        self._show_busy(False)
        if self._path is None:
            self.told.setText(tr("%n page(s) sent to the printer.", None, pages))
            return
        told = tr("%n page(s) written to “%1”.", None, pages)
        self.told.setText(told.replace("%1", isolated(shown_name(self._path.name))))

    def _failed(self, error: Exception) -> None:
        self._show_busy(False)
        if isinstance(error, NoSuchPages):
            self.told.setText(tr("There are only %n page(s).", None, error.args[0]))
            return
        if self._path is None:
            self.told.setText(tr("The printer did not take it."))
            return
        told = tr("“%1” could not be written. Choose another folder or free some room.")
        self.told.setText(told.replace("%1", isolated(shown_name(self._path.name))))

    def _end(self) -> None:
        self._printing.close()
        self.preview.end()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._printing.cancel()
        super().closeEvent(event)


def _note_choices() -> list[tuple[str, str]]:
    return [
        ("none", tr("Without notes")),
        ("margin", tr("Notes in the margin")),
        ("end", tr("Notes at the end")),
    ]


def _honest_word() -> str:
    return tr(
        "A PDF looks right in any font, but of text set in most Arabic fonts, Amiri among them, "
        "hardly a word can be found or copied again. In IBM Plex Sans Arabic most words can, "
        "except those with vowel marks."
    )
