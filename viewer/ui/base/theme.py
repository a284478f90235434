"""Palette, page colours and icons, from the JSON files and SVG drawings in resources."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from viewer.core.base.paths import resources_dir
from viewer.ui.base.focus_ring import Rings

MIRRORED = {"back", "forward", "undo", "redo", "sidebar", "notes", "list-numbers"}
"""Drawings that point somewhere: they turn round with the interface."""

DRAWING = "drawing"
"""The property of a button or an action with the name of its drawing, its colour and direction."""

COLOURED = {"hashiya"}
"""Drawings with colours of their own."""

TINT = 0.2
"""Share of the accent in the ground of the row of a menu that is pointed at."""

STYLE = "fusion"
"""The one style of Qt that takes a whole palette on every system."""

_ROLES = {
    "window": QPalette.ColorRole.Window,
    "window_text": QPalette.ColorRole.WindowText,
    "base": QPalette.ColorRole.Base,
    "alternate_base": QPalette.ColorRole.AlternateBase,
    "text": QPalette.ColorRole.Text,
    "placeholder": QPalette.ColorRole.PlaceholderText,
    "button": QPalette.ColorRole.Button,
    "button_text": QPalette.ColorRole.ButtonText,
    "highlight": QPalette.ColorRole.Highlight,
    "highlighted_text": QPalette.ColorRole.HighlightedText,
    "link": QPalette.ColorRole.Link,
    "tooltip_base": QPalette.ColorRole.ToolTipBase,
    "tooltip_text": QPalette.ColorRole.ToolTipText,
    "accent": QPalette.ColorRole.Accent,
}


class Theme(QObject):
    """One look. `page` holds the colours of the paper, `palette` those of the window.

    The windows share the one that is worn, which `become`s another when the reader chooses: who
    keeps it, or its dictionaries, paints with the colours of the moment.
    """

    changed = Signal()
    """It became another one."""

    def __init__(self, key: str, data: dict[str, Any]) -> None:
        super().__init__()
        self.colours: dict[str, str] = {}
        self.page: dict[str, str] = {}
        self._take(key, data)

    def _take(self, key: str, data: dict[str, Any]) -> None:
        self.key, self._data = key, data
        self.names: dict[str, str] = data["name"]
        self.dark: bool = data["dark"]
        self.note_opacity: float = data["note_opacity"]
        self.colours.update(data["palette"])
        self.page.update(data["page"])

    def copy(self) -> Theme:
        """The same look, to be worn."""
        return Theme(self.key, self._data)

    def become(self, other: Theme) -> None:
        """Take the look of another theme; `changed` tells those that must draw anew."""
        self._take(other.key, other._data)
        self.changed.emit()

    def colour(self, role: str) -> QColor:
        """A colour of the window, by its name in the file."""
        return QColor(self.colours[role])

    def palette(self) -> QPalette:
        palette = QPalette(QColor(self.colours["button"]), QColor(self.colours["window"]))
        for name, role in _ROLES.items():
            palette.setColor(role, QColor(self.colours[name]))
        muted = QColor(self.colours["muted"])
        muted.setAlphaF(0.75)
        for role in (
            QPalette.ColorRole.Text,
            QPalette.ColorRole.WindowText,
            QPalette.ColorRole.ButtonText,
        ):
            palette.setColor(QPalette.ColorGroup.Disabled, role, muted)
        return palette

    def install(self, app: QApplication) -> None:
        """Give the program this look, all but the `sheet`, which each window has of its own: one
        of the program would have Qt dress every widget of every window again."""
        if app.style().name() != STYLE:
            app.setStyle(STYLE)
        if app.palette() != (palette := self.palette()):
            app.setPalette(palette)
        if app.findChild(Rings) is None:
            Rings(app)

    def sheet(self) -> str:
        """What a palette cannot say. Nothing here depends on left or right."""
        c = self.colours
        return f"""
        {self._fields()}
        {self._parts()}
        QToolTip {{ color: {c["tooltip_text"]}; background: {c["tooltip_base"]};
                   border: 1px solid {c["border"]}; padding: 3px; }}
        QToolBar {{ border: 0; border-bottom: 1px solid {c["border"]}; padding: 3px;
                   spacing: 2px; background: {c["window"]}; }}
        QToolButton {{ border: 0; border-radius: 5px; padding: 4px; color: {c["window_text"]}; }}
        QToolButton[popupMode="2"] {{ padding: 4px 12px; }}
        QToolButton::menu-indicator {{ subcontrol-origin: padding;
            subcontrol-position: center right; width: 10px; }}
        QToolButton#qt_toolbar_ext_button {{ padding: 0; }}
        QToolButton:hover {{ background: {c["alternate_base"]}; }}
        QToolButton:checked {{ background: {c["border"]}; }}
        QToolButton:disabled, QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled {{
            color: {c["placeholder"]}; }}
        QStatusBar {{ border-top: 1px solid {c["border"]}; color: {c["muted"]}; }}
        QStatusBar::item {{ border: 0; }}
        QSplitter::handle {{ background: {c["border"]}; }}
        QTreeView, QListView {{ border: 0; background: {c["window"]}; outline: 0; }}
        QListWidget::item:selected {{ background: {self._tint()}; color: {c["window_text"]}; }}
        QMenu {{ border: 1px solid {c["border"]}; padding: 4px; background: {c["base"]}; }}
        QMenu::item {{ padding: 5px 24px; border-radius: 4px; border: 1px solid transparent; }}
        QMenu::item:selected {{ background: {self._tint()}; border: 1px solid {c["accent"]}; }}
        QMenu::item:disabled {{ color: {c["placeholder"]}; }}
        QMenu::separator {{ height: 1px; background: {c["border"]}; margin: 4px 8px; }}
        """

    def _parts(self) -> str:
        """Parts of our own, by their names and their `tone`."""
        c = self.colours
        return f"""
        QLabel[tone="muted"] {{ color: {c["muted"]}; }}
        QLabel[tone="accent"] {{ color: {c["accent"]}; font-weight: bold; }}
        #notice {{ background: {c["alternate_base"]}; border-top: 1px solid {c["border"]}; }}
        #selectionBar {{ background: {c["base"]}; border-radius: 8px;
            border: 1px solid {c["border"]}; }}
        #palette {{ background: {c["window"]}; border: 1px solid {c["border"]};
            border-radius: 8px; }}
        #fullScreenHint {{ background: {c["tooltip_base"]}; color: {c["tooltip_text"]};
            border-radius: 8px; padding: 8px 18px; }}
        #passages::item {{ border-bottom: 1px solid {c["border"]}; }}
        #passages::item:selected {{ background: {c["base"]}; border: 2px solid {c["accent"]}; }}
        QToolButton[tone="framed"] {{ border: 1px solid {c["border"]}; padding: 3px 9px; }}
        QToolButton[tone="framed"]:focus {{ border-color: {c["accent"]}; }}
        QPushButton[tone="tile"] {{ border: 1px solid transparent; border-radius: 8px; }}
        QPushButton[tone="tile"]:hover {{ background: {c["alternate_base"]}; }}
        QPushButton[tone="tile"]:focus {{ border-color: {c["accent"]}; }}
        QPushButton[tone="link"] {{ color: {c["link"]}; padding: 4px 8px; }}
        """

    def _tint(self) -> str:
        """Behind the row of a menu or of a list that is chosen: its picture is drawn as in the
        others, whether the list has the focus or not."""
        ground, ink = QColor(self.colours["base"]), QColor(self.colours["accent"])
        red, green, blue = (
            round(a + (b - a) * TINT)
            for a, b in (
                (ground.red(), ink.red()),
                (ground.green(), ink.green()),
                (ground.blue(), ink.blue()),
            )
        )
        return QColor(red, green, blue).name()

    def _fields(self) -> str:
        """Fields and ticks: in a dark window the style gives them no edge that can be seen."""
        c, marks = self.colours, (resources_dir() / "marks").as_posix()
        on = "black" if QColor(c["accent"]).lightnessF() > 0.5 else "white"
        arrow = "white" if self.dark else "black"
        indicators = "QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator"
        ticked = ", ".join(f"{each}:checked" for each in indicators.split(", "))
        return f"""
        QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox {{
            border: 1px solid {c["border"]}; border-radius: 5px;
            padding: 3px 6px; background: {c["base"]}; color: {c["text"]};
            placeholder-text-color: {c["placeholder"]};
            selection-background-color: {c["highlight"]};
            selection-color: {c["highlighted_text"]}; }}
        QAbstractSpinBox QLineEdit {{ border: 0; padding: 0 5px; }}
        QTextBrowser {{ border: 0; padding: 0; }}
        QTableView {{ border: 1px solid {c["border"]}; }}
        QAbstractSpinBox {{ min-height: 20px; }}
        QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{
            subcontrol-origin: border; width: 18px; border: 0; background: transparent; }}
        QAbstractSpinBox::up-button {{ subcontrol-position: top right; }}
        QAbstractSpinBox::down-button {{ subcontrol-position: bottom right; }}
        QAbstractSpinBox::up-arrow {{ image: url({marks}/up-{arrow}.svg); width: 10px; }}
        QAbstractSpinBox::down-arrow {{ image: url({marks}/down-{arrow}.svg); width: 10px; }}
        {indicators} {{ width: 14px; height: 14px; border: 1px solid {c["muted"]};
            border-radius: 3px; background: {c["base"]}; }}
        QRadioButton::indicator {{ border-radius: 7px; }}
        QLabel[wordWrap="true"] {{ padding-right: 5px; }} /* at the end of lines, whichever side
            that is: Qt lets lines of Arabic run over there by their last space */
        QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
        QProgressBar[textVisible="false"] {{ border: 0; border-radius: 3px; max-height: 6px;
            background: {c["border"]}; }}
        QProgressBar[textVisible="false"]::chunk {{ border-radius: 3px;
            background: {c["accent"]}; }}
        {ticked} {{ border-color: {c["accent"]}; background: {c["accent"]};
            image: url({marks}/check-{on}.svg); }}
        QRadioButton::indicator:checked {{ image: none; background: qradialgradient(
            cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5, stop: 0 {c["accent"]},
            stop: 0.5 {c["accent"]}, stop: 0.6 {c["base"]}, stop: 1 {c["base"]}); }}
        """


@cache
def themes() -> dict[str, Theme]:
    """Every theme by its key, the name of its file."""
    found = {}
    for path in sorted(Path(resources_dir() / "themes").glob("*.json")):
        found[path.stem] = Theme(path.stem, json.loads(path.read_text("utf-8")))
    return found


def choose(key: str) -> Theme:
    """The theme of that key; without one, what the system asks for."""
    known = themes()
    if key in known:
        return known[key]
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return known["contrast"]
    dark = hints.colorScheme() == Qt.ColorScheme.Dark
    return known["dark" if dark else "light"]


def icon(name: str, colour: QColor, *, rtl: bool = False) -> QIcon:
    """The drawing of that name in `colour` (Qt paints `currentColor` black), mirrored in RTL."""
    made, turned = QIcon(), rtl and name in MIRRORED
    fine = any(screen.devicePixelRatio() > 1 for screen in QGuiApplication.screens())
    for size in (24, 48) if fine else (24,):
        made.addPixmap(_pixmap(name, colour.name(), size, turned))
    made.addPixmap(_faint(name, colour.name(), 24, turned), QIcon.Mode.Disabled)
    chosen = _pixmap(name, colour.name(), 24, turned)
    made.addPixmap(chosen, QIcon.Mode.Selected)  # Qt would tint it in the colour of the row
    return made


def draw(
    target: QAbstractButton | QAction,
    theme: Theme,
    name: str,
    role: str = "window_text",
    *,
    rtl: bool = False,
) -> None:
    """Give it the drawing of that name in a colour of the theme; `redraw` draws it again."""
    target.setProperty(DRAWING, (name, role, rtl))
    target.setIcon(icon(name, theme.colour(role), rtl=rtl))


def redraw(window: QWidget, theme: Theme) -> None:
    """Draw what `draw` drew in a window in the colours of the moment."""
    for kind in (QAction, QAbstractButton):
        for target in window.findChildren(kind):
            if (drawing := target.property(DRAWING)) is not None:
                name, role, rtl = drawing
                target.setIcon(icon(name, theme.colour(role), rtl=rtl))


@cache
def _faint(name: str, colour: str, size: int, mirrored: bool) -> QPixmap:
    picture = QPixmap(QSize(size, size))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    try:
        painter.setOpacity(0.35)
        painter.drawPixmap(0, 0, _pixmap(name, colour, size, mirrored))
    finally:
        painter.end()
    return picture


@cache
def _pixmap(name: str, colour: str, size: int, mirrored: bool) -> QPixmap:
    picture = QPixmap(_shape(name, size, mirrored))
    if name in COLOURED:
        return picture
    painter = QPainter(picture)
    try:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(picture.rect(), QColor(colour))
    finally:
        painter.end()
    return picture


@cache
def _shape(name: str, size: int, mirrored: bool) -> QPixmap:
    """The drawing in black, read and drawn once for all colours."""
    picture = QPixmap(QSize(size, size))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    try:
        if mirrored:
            painter.translate(size, 0)
            painter.scale(-1, 1)
        drawing = resources_dir() / "icons" / f"{name}.svg"
        QSvgRenderer(QByteArray(drawing.read_bytes())).render(painter, QRectF(0, 0, size, size))
    finally:
        painter.end()
    return picture


@cache
def icon_of_program(size: int) -> QPixmap:
    """The program's own picture, `size` pixels wide."""
    return QIcon(str(resources_dir() / "icons" / "hashiya.svg")).pixmap(size, size)
