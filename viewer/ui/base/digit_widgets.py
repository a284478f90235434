"""Fields and bars that write numbers in the digits that the reader wants."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox, QProgressBar

from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import number_locale, shown_number, tr

_PLAIN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫", "01234567890123456789.")


@guarded
class NumberBox(QDoubleSpinBox):
    """A field for a number from `low` to `high`. Typed digits may be of either kind."""

    def __init__(self, low: float, high: float, step: float, now: float) -> None:
        super().__init__()
        self.setLocale(QLocale.c())  # Qt reads the plain digits that `validate` makes
        self.setRange(low, high)
        self.setSingleStep(step)
        self.setDecimals(0 if step % 1 == 0 else 2 if step < 0.1 else 1)
        self.setValue(now)
        start = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(start | Qt.AlignmentFlag.AlignAbsolute)  # whatever letters the unit has

    def textFromValue(self, value: float) -> str:
        return shown_number(value, self.decimals())

    def valueFromText(self, text: str) -> float:
        return super().valueFromText(text.translate(_PLAIN))

    def validate(self, text: str, at: int) -> tuple[QValidator.State, str, int]:
        state, plain, at = super().validate(text.translate(_PLAIN), at)
        return state, text if plain == text.translate(_PLAIN) else plain, at


class ProgressBar(QProgressBar):
    """How far something is, in percent."""

    def __init__(self) -> None:
        super().__init__()
        self.setLocale(number_locale())
        self.setFormat(tr("%1%").replace("%1", "%p"))
