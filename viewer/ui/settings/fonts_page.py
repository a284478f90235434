"""Fonts, sizes and line spacing of each language, side by side, with immediate effect."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QComboBox, QGridLayout, QGroupBox, QLabel, QWidget

from viewer.core.base.choice_file import Choice
from viewer.core.base.settings import Settings
from viewer.session.session import Session
from viewer.ui.base.choices import arabic_fonts, latin_fonts
from viewer.ui.base.combo_box import Box
from viewer.ui.base.digit_widgets import NumberBox
from viewer.ui.base.i18n import tr


class TypeChoices(QGroupBox):
    """One column for Arabic, one for the other texts. Sizes are points at 100 %."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(tr("Type"), parent)
        self._session = session
        own = session.settings
        self.arabic_font = self._font(True, own.arabic_font)
        self.latin_font = self._font(False, own.latin_font)
        self.arabic_size = NumberBox(6.0, 60.0, 0.5, own.size * own.arabic_factor)
        self.latin_size = NumberBox(6.0, 40.0, 0.5, own.size)
        self.arabic_spacing = NumberBox(0.9, 3.0, 0.05, own.arabic_spacing or own.line_spacing)
        self.latin_spacing = NumberBox(0.9, 3.0, 0.05, own.line_spacing)
        for box in (self.arabic_size, self.latin_size):
            box.setSuffix(tr(" pt"))
        self.arabic_font.activated.connect(self._set_arabic_font)
        self.latin_font.activated.connect(self._set_latin_font)
        self.arabic_size.valueChanged.connect(self._set_sizes)
        self.latin_size.valueChanged.connect(self._set_sizes)
        self.arabic_spacing.valueChanged.connect(self._set_spacings)
        self.latin_spacing.valueChanged.connect(self._set_spacings)
        self._lay_out()
        session.settings_changed.connect(self._follow)

    def _follow(self, choice: Choice[Any]) -> None:
        """A menu, or another window, changed one of them."""
        own = self._session.settings
        now = {
            self.arabic_size: own.size * own.arabic_factor,
            self.latin_size: own.size,
            self.arabic_spacing: own.arabic_spacing or own.line_spacing,
            self.latin_spacing: own.line_spacing,
        }
        for number, value in now.items():
            if not number.hasFocus():
                number.blockSignals(True)
                number.setValue(value)
                number.blockSignals(False)
        fonts = ((self.arabic_font, own.arabic_font), (self.latin_font, own.latin_font))
        for box, family in fonts:
            box.setCurrentIndex(box.findData(family))

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setHorizontalSpacing(12)
        languages = (tr("Arabic"), tr("Latin"))
        for column, language in enumerate(languages, 1):
            grid.addWidget(QLabel(language), 0, column)
            grid.setColumnStretch(column, 1)
        for row, (title, *boxes) in enumerate(
            (
                (tr("&Font"), self.arabic_font, self.latin_font),
                (tr("Si&ze"), self.arabic_size, self.latin_size),
                (tr("Line &spacing"), self.arabic_spacing, self.latin_spacing),
            ),
            1,
        ):
            label = QLabel(title)
            label.setBuddy(boxes[0])
            grid.addWidget(label, row, 0)
            for column, box in enumerate(boxes, 1):
                name = title.replace("&", "")
                box.setAccessibleName(f"{name}: {languages[column - 1]}")
                grid.addWidget(box, row, column)

    def _font(self, arabic: bool, now: str) -> QComboBox:
        """The fonts that come along with what they are for, then those of the system."""
        box = Box(letters=8)
        known = arabic_fonts() if arabic else latin_fonts()
        for family, title in known:
            box.addItem(title, family)
        system = QFontDatabase.WritingSystem
        others = QFontDatabase.families(system.Arabic if arabic else system.Latin)
        told = {family for family, _ in known}
        box.insertSeparator(box.count())
        for family in others:
            if family not in told and not QFontDatabase.isPrivateFamily(family):
                box.addItem(family, family)
        if box.findData(now) < 0:
            box.addItem(now, now)
        box.setCurrentIndex(box.findData(now))
        return box

    def _set_arabic_font(self, index: int) -> None:
        self._session.set(Settings.arabic_font, self.arabic_font.itemData(index))

    def _set_latin_font(self, index: int) -> None:
        self._session.set(Settings.latin_font, self.latin_font.itemData(index))

    def _set_sizes(self) -> None:
        """Each as it is shown: another Latin size leaves the Arabic one as it is."""
        latin = self.latin_size.value()
        self._session.set(Settings.arabic_factor, round(self.arabic_size.value() / latin, 4))
        self._session.set(Settings.size, latin)

    def _set_spacings(self) -> None:
        self._session.set(Settings.arabic_spacing, round(self.arabic_spacing.value(), 2))
        self._session.set(Settings.line_spacing, round(self.latin_spacing.value(), 2))
