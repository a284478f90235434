"""The one way to a translated word; choosing and installing a language of the interface.

`pyside6-lupdate` finds every `tr("…")`; with `n` it makes the six Arabic plural forms.
"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QDate,
    QDateTime,
    QLibraryInfo,
    QLocale,
    Qt,
    QTranslator,
)
from PySide6.QtGui import QGuiApplication

RULE = " | "
"""Between things that are told side by side; a dot would be read as ٠ beside Arabic digits."""
LANGUAGES = {"ar": "العربية", "en": "English"}
"""Each in its own name: a reader who cannot read the present one must find the way back."""


_EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_NUMBERS = re.compile(r"%?\d+")
"""Numbers in a text, and the marks (%1) of what is put into it later."""
_DIGITS = "hashiya-digits"
"""The property of the application that says which digits its reader wants."""


def tr(text: str, comment: str | None = None, n: int = -1) -> str:
    """`text` in the language of the interface; `%n` becomes the number `n`."""
    told = QCoreApplication.translate("", text, comment, n)
    return _NUMBERS.sub(_in_digits, told) if n >= 0 else told


def _in_digits(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith("%") else digits(found[0])


def eastern() -> bool:
    """Whether the interface writes numbers as ٠١٢ and not as 012."""
    program = QCoreApplication.instance()
    return program is not None and program.property(_DIGITS) == "eastern"


def digits(text: str) -> str:
    """What the interface says, with the digits that the reader wants. Never for documents."""
    return text.translate(_EASTERN if eastern() else _WESTERN)


def shown_number(value: float, places: int = 0) -> str:
    """A number as the interface shows it, with so many decimal places."""
    text = digits(f"{value:.{places}f}")
    return text.replace(".", "٫") if eastern() else text


def shown_percent(share: float) -> str:
    """A share of 1 in percent."""
    return tr("%1%").replace("%1", shown_number(round(share * 100)))


def number_locale() -> QLocale:
    """For widgets of Qt that write numbers themselves."""
    return QLocale("ar_EG") if eastern() else QLocale.c()


def usual_digits(language: str) -> str:
    """`eastern` or `western`: what a reader of an interface in `language` expects.

    As the Unicode CLDR says, and with it Windows, macOS and Qt's own applications: Arabic is
    written with ٠١٢, but in the Maghreb and the Emirates with 012. So a system that is set to an
    Arabic country decides; anywhere else Arabic has ٠١٢.
    """
    if language != "ar":
        return "western"
    system = QLocale.system()
    arabic = system.language() == QLocale.Language.Arabic
    return "western" if arabic and system.zeroDigit() == "0" else "eastern"


def shown_moment(moment: datetime, form: str) -> str:
    """A moment in the form of `QLocale`, such as `d MMM HH:mm`, on the reader's clock."""
    stamp = QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))
    return digits(QLocale().toString(stamp, form))


def shown_date(iso: str) -> str:
    """An ISO date in the interface's language; what is no date stays as it is."""
    try:
        day = datetime.fromisoformat(iso).date()
    except ValueError:
        return iso
    form = QLocale.FormatType.LongFormat
    return digits(QLocale().toString(QDate(day.year, day.month, day.day), form))


def short_date(iso: str) -> str:
    """An ISO date in few letters, in the interface's language; what is none stays as it is."""
    try:
        day = datetime.fromisoformat(iso).date()
    except ValueError:
        return iso
    return digits(QLocale().toString(QDate(day.year, day.month, day.day), "d MMM yyyy"))


def both_scripts(iso: str) -> tuple[str, ...]:
    """An ISO date as Arabic and as English write it; nothing for what is no date."""
    try:
        day = datetime.fromisoformat(iso).date()
    except ValueError:
        return ()
    date = QDate(day.year, day.month, day.day)
    return tuple(QLocale(name).toString(date, "d MMMM yyyy") for name in ("ar_EG", "en_GB"))


def shown_month(iso: str) -> str:
    """The month of an ISO date, with its year."""
    day = datetime.fromisoformat(iso).date()
    return digits(QLocale().toString(QDate(day.year, day.month, 1), "MMMM yyyy"))


def other_calendar(iso: str) -> str:
    """An ISO date in the Hijri calendar, in the interface's language; empty where it has none."""
    from viewer.core.language.dates import hijri_words

    try:
        day = datetime.fromisoformat(iso).date()
    except ValueError:
        return ""
    return digits(hijri_words(day, "ar" if QLocale().name().startswith("ar") else "en"))


def shown_locator(locator: str) -> str:
    """A page, or the time at which a cue begins, in words; empty for none."""
    if ":" in locator:
        return digits(locator[:8])
    return tr("page %1").replace("%1", digits(locator)) if locator else ""


def interface_language() -> str:
    """The language that the interface is shown in: `ar`, `en`."""
    return QLocale().name().partition("_")[0]


def system_language() -> str:
    """`ar` when the system prefers Arabic to English, else `en`."""
    for tag in QLocale.system().uiLanguages():
        code = tag.split("-")[0].lower()
        if code in LANGUAGES:
            return code
    return "en"


class Translations:
    """The installed translators: ours, Qt's own for its dialogs, and our words in place of some."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._installed: list[QTranslator] = []
        self.language = "en"

    def install(self, language: str, wanted: str = "") -> bool:
        """Switch to `ar` or `en`; layouts mirror by themselves. False if a file is missing.

        `wanted`: the digits, `eastern` or `western`, or empty for those of the language.
        """
        self.remove()
        self.language = language
        whole = self._add(f"hashiya_{language}", self._folder)
        if language != "en":
            qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
            whole = self._add(f"qtbase_{language}", qt) and whole
            whole = self._add(f"qt_{language}", self._folder) and whole  # the last is asked first
        rtl = language == "ar"
        shown = wanted or usual_digits(language)
        if (program := QCoreApplication.instance()) is not None:
            program.setProperty(_DIGITS, shown)
        arabic = "ar_EG" if shown == "eastern" else "ar_AE"  # they differ in nothing but digits
        QLocale.setDefault(QLocale(arabic if rtl else language))
        QGuiApplication.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        )
        return whole

    def remove(self) -> None:
        """Back to the language of the source."""
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
        self._installed.clear()

    def _add(self, name: str, folder: Path) -> bool:
        translator = QTranslator()
        if not translator.load(name, str(folder)):
            return False
        QCoreApplication.installTranslator(translator)
        self._installed.append(translator)
        return True
