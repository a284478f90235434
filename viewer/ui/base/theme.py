"""Palette, page colours and icons, from the JSON files and SVG drawings in resources."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from viewer.core.base.paths import resources_dir
from viewer.ui.base.focus_ring import Rings

MIRRORED = {"back", "forward", "undo", "redo", "sidebar", "notes", "list-numbers"}
"""Drawings that point somewhere: they turn round with the interface."""

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


class Theme:
    """One look. `page` holds the colours of the paper, `palette` those of the window."""

    def __init__(self, key: str, data: dict[str, Any]) -> None:
        self.key = key
        self.names: dict[str, str] = data["name"]
        self.dark: bool = data["dark"]
        self.colours: dict[str, str] = data["palette"]
        self.page: dict[str, str] = data["page"]
        self.note_opacity: float = data["note_opacity"]

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
        QStatusBar {{ border-top: 1px solid {c["border"]}; color: {c["muted"]}; }}
        QStatusBar::item {{ border: 0; }}
        QSplitter::handle {{ background: {c["border"]}; }}
        QTreeView, QListView {{ border: 0; background: {c["window"]}; outline: 0; }}
        QMenu {{ border: 1px solid {c["border"]}; padding: 4px; background: {c["base"]}; }}
        QMenu::item {{ padding: 5px 24px; border-radius: 4px; border: 1px solid transparent; }}
        QMenu::item:selected {{ background: {self._tint()}; border: 1px solid {c["accent"]}; }}
        QMenu::item:disabled {{ color: {c["placeholder"]}; }}
        QMenu::separator {{ height: 1px; background: {c["border"]}; margin: 4px 8px; }}
        """

    def _tint(self) -> str:
        """Behind the row of a menu that is pointed at: its picture is drawn as in the others."""
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
    chosen = QGuiApplication.palette().color(QPalette.ColorRole.HighlightedText).name()
    made.addPixmap(_pixmap(name, chosen, 24, turned), QIcon.Mode.Selected)  # a row of a list
    return made


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
    path = resources_dir() / "icons" / f"{name}.svg"
    data = path.read_bytes().replace(b"currentColor", colour.encode())
    picture = QPixmap(QSize(size, size))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    try:
        if mirrored:
            painter.translate(size, 0)
            painter.scale(-1, 1)
        QSvgRenderer(QByteArray(data)).render(painter, QRectF(0, 0, size, size))
    finally:
        painter.end()
    return picture


def icon_of_program(size: int) -> QPixmap:
    """The program's own picture, `size` pixels wide."""
    return QIcon(str(resources_dir() / "icons" / "hashiya.svg")).pixmap(size, size)
