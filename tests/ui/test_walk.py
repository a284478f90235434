"""A walk through every place of the program, for what a person would trip over.

What is looked for is in `faults.py`, where one goes in `scenes.py`. The walk is in Arabic; `--all`
adds English, letters of double size, and a screen that shows everything at 200 %.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import faults
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPalette, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPushButton,
    QTableWidget,
    QTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from scenes import SCENES, Scene, Stage

from tests.gallery import environment
from viewer.app import App
from viewer.ui.base.focus_ring import Rings
from viewer.ui.base.theme import themes

ROOT = Path(__file__).resolve().parents[2]
LONG = "A label that is much longer than its room"
NARROW = QSize(640, 400)
"""Of a screen of 1280x800 pixels that shows everything at 200 %."""
OWN_KEYS = ("menu", "palette")
"""Beginnings of the names of scenes that close when they lose the focus."""

# The walk ---------------------------------------------------------------------------------------


def walked(stage: Stage, language: str, keys: bool = True) -> tuple[list[str], int]:
    """Every fault of every scene, and how many widgets were looked at."""
    found: list[str] = []
    count = 0
    ringed: dict[int, QWidget] = {}
    for scene in SCENES:

        def look(widget: QWidget, scene: Scene = scene) -> None:
            nonlocal count
            count += sum(1 for _ in faults.visible(widget))
            told = faults.faults(widget, language)
            if keys and not scene.name.startswith(OWN_KEYS):
                told += faults.keyboard_faults(widget, ringed)
            found.extend(f"{scene.name}: {fault}" for fault in told)

        size = stage.window.size()
        scene.show(stage, look)
        if stage.window.size() != size:
            found.append(f"{scene.name}: made the window larger: {stage.window.size()}")
            stage.window.resize(size)
    return sorted(set(found)), count


@pytest.fixture
def stage(start: Callable[..., App], seeds: Path) -> Callable[[str], Stage]:
    def begin(language: str) -> Stage:
        made = Stage(start("--theme", "light", language=language), seeds)
        made.window.resize(1240, 760)
        return made

    return begin


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_place_is_in_order(stage: Callable[[str], Stage], language: str) -> None:
    found, count = walked(stage(language), language)
    assert not found
    assert count > 900


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ar", "en"])
def test_letters_of_double_size_have_room(stage: Callable[[str], Stage], language: str) -> None:
    made = stage(language)
    font = QApplication.font()
    large = QApplication.font()
    large.setPointSizeF(font.pointSizeF() * 2)
    try:
        QApplication.setFont(large)
        made.window.resize(1280, 800)
        found, _ = walked(made, language, keys=False)
    finally:
        QApplication.setFont(font)
    assert not [fault for fault in found if "larger than the screen" not in fault]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_small_screen_at_200_percent_has_room(language: str, seeds: Path) -> None:
    with tempfile.TemporaryDirectory() as home:
        result = subprocess.run(
            [sys.executable, __file__, language, str(seeds)],
            env=environment(Path(home), 2),
            capture_output=True,
            text=True,
            timeout=180,
        )
    assert result.returncode == 0, result.stderr
    told = json.loads(result.stdout.splitlines()[-1])
    assert not told["faults"]
    assert told["size"] == [NARROW.width(), NARROW.height()]
    assert told["count"] > 900


def _walk_small(language: str, corpus: Path) -> None:
    """In a process of its own: the walk on a small screen, told as a line of JSON."""
    from viewer import app as program

    qt = QApplication([])
    program.load_fonts()
    app = App(qt, program.start_options(["--language", language, "--theme", "light"]))
    stage = Stage(app, corpus)
    stage.window.resize(NARROW)
    stage.window.show()
    found, count = walked(stage, language, keys=False)
    size = [stage.window.width(), stage.window.height()]
    print(json.dumps({"faults": found, "count": count, "size": size}))
    sys.stdout.flush()
    os._exit(0)  # nothing of it is worth being put away in order


# Whether it can fail -----------------------------------------------------------------------------


def column(*widgets: QWidget) -> QDialog:
    dialog = QDialog()
    layout = QVBoxLayout(dialog)
    for widget in widgets:
        layout.addWidget(widget)
    return dialog


def fixed(widget: QWidget, width: int) -> QWidget:
    widget.setFixedWidth(width)
    return widget


def grouped(title: str) -> QWidget:
    box = QGroupBox(title)
    QVBoxLayout(box).addWidget(QLabel("in it"))
    return box


def chosen(text: str) -> QComboBox:
    box = QComboBox()
    box.addItem(text)
    box.setAccessibleName("box")
    return box


def wrapped(text: str, height: int) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setFixedSize(80, height)
    return label


def sticking() -> QDialog:
    """A button half outside of what it stands in."""
    dialog, holder = QDialog(), QWidget()
    QVBoxLayout(dialog).addWidget(holder)
    holder.setFixedSize(100, 40)
    QPushButton("A button", holder).setGeometry(60, 5, 90, 30)
    return dialog


def menu(*texts: str) -> QMenu:
    made = QMenu()
    for text in texts:
        made.addAction(text)
    return made


def pictured() -> QToolButton:
    button = QToolButton()
    button.setIcon(QIcon(QPixmap(16, 16)))
    button.setAccessibleName("named")
    return button


def skipped() -> QPushButton:
    button = QPushButton("Skipped")
    button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    return button


def table() -> QTableWidget:
    made = QTableWidget(2, 2)
    made.setAccessibleName("table")
    return made


def typed() -> QTextEdit:
    made = QTextEdit()
    made.setAccessibleName("text")
    return made


def crossed(rtl: bool) -> QDialog:
    """Two buttons whose order is that of the other direction of reading."""
    dialog = QDialog()
    way = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    dialog.setLayoutDirection(way)
    dialog.resize(200, 60)
    for number in (0, 1):
        QPushButton(str(number), dialog).setGeometry(10 + 100 * (number == rtl), 10, 80, 30)
    return dialog


def lifted() -> QDialog:
    """The second button stands above the first."""
    dialog = QDialog()
    dialog.resize(100, 100)
    for number in (0, 1):
        QPushButton(str(number), dialog).setGeometry(10, 55 - 50 * number, 80, 30)
    return dialog


PLANTED: list[tuple[str, Callable[[], QWidget]]] = [
    ("clipped", lambda: column(fixed(QLabel(LONG), 60))),
    ("clipped", lambda: column(fixed(QPushButton(LONG), 60))),
    ("clipped", lambda: column(fixed(QCheckBox(LONG), 60))),
    ("clipped", lambda: column(fixed(chosen(LONG), 60))),
    ("clipped", lambda: column(fixed(grouped(LONG), 60))),
    ("clipped", lambda: column(wrapped("Many words that want several lines", 12))),
    ("cut off", sticking),
    ("no name", lambda: column(QLineEdit())),
    ("no name", lambda: column(QToolButton())),
    ("no tooltip", lambda: column(pictured())),
    ("twice", lambda: column(QPushButton("&Save"), QPushButton("&Send"))),
    ("twice", lambda: menu("&Copy", "&Close")),
    ("not reached", lambda: column(skipped(), QPushButton("Reached"))),
    ("does not leave", lambda: column(table(), QPushButton("After"))),
    ("does not leave", lambda: column(typed(), QPushButton("After"))),
    ("goes back", lambda: crossed(True)),
    ("goes back", lambda: crossed(False)),
    ("goes back", lifted),
]


@pytest.fixture
def shown(fonts: list[str], qapp: QApplication) -> Iterator[Callable[[QWidget], QWidget]]:
    """Shows a widget, and closes it in the end."""
    made: list[QWidget] = []

    def show(widget: QWidget) -> QWidget:
        widget.show()
        widget.activateWindow()
        QApplication.processEvents()
        made.append(widget)
        return widget

    yield show
    for widget in made:
        widget.close()
        widget.deleteLater()


@pytest.mark.parametrize(("word", "make"), PLANTED, ids=[word for word, _ in PLANTED])
def test_a_planted_fault_is_found(
    word: str, make: Callable[[], QWidget], shown: Callable[[QWidget], QWidget]
) -> None:
    widget = shown(make())
    found = [*faults.faults(widget, "en"), *faults.keyboard_faults(widget)]
    assert [fault for fault in found if word in fault], found


def test_words_of_the_other_language_are_found(shown: Callable[[QWidget], QWidget]) -> None:
    box = chosen("Not said in Arabic")
    box.setToolTip("Neither this")
    strange = shown(column(QLabel("ملف Open"), box))
    assert len(faults.untranslated(strange, "ar")) == 4  # text, item, name and tooltip
    own = shown(column(QLabel("\u2068English name\u2069 في ملف PDF (Ctrl+O)")))
    assert not faults.untranslated(own, "ar")
    assert faults.untranslated(shown(column(QLabel("Open الملف"))), "en")


def test_what_is_in_order_has_no_faults(
    shown: Callable[[QWidget], QWidget], qapp: QApplication
) -> None:
    themes()["light"].install(qapp)
    field = QLineEdit()
    field.setAccessibleName("A field")
    widget = shown(column(QLabel("A label"), field, QPushButton("&Save"), QCheckBox("&Tick")))
    assert not [*faults.faults(widget, "en"), *faults.keyboard_faults(widget)]


def test_a_control_without_a_ring_is_found(
    shown: Callable[[QWidget], QWidget], qapp: QApplication
) -> None:
    themes()["light"].install(qapp)
    flat = QPushButton("flat")
    flat.setStyleSheet("QPushButton { border: 0; background: white; }")
    flat.setProperty("ringless", True)
    widget = shown(column(flat, QPushButton("other")))
    assert not faults.ringless(widget)
    rings = qapp.findChild(Rings)
    qapp.focusChanged.disconnect(rings._moved)
    try:
        flat.setProperty("ringless", False)
        assert any("no ring" in fault for fault in faults.ringless(widget))
    finally:
        qapp.focusChanged.connect(rings._moved)


# Colours as they are painted ---------------------------------------------------------------------


@pytest.mark.parametrize("key", sorted(themes()))
def test_hints_in_fields_have_the_colour_of_the_theme(
    key: str, shown: Callable[[QWidget], QWidget], qapp: QApplication
) -> None:
    """A style sheet that gives a field its colour makes its hint half transparent, unasked."""
    theme = themes()[key]
    theme.install(qapp)
    window = QMainWindow()
    for kind in (QLineEdit, QTextEdit):
        field = kind(window)
        field.setPlaceholderText("A hint")
        shown(window)
        ink = field.palette().color(QPalette.ColorRole.PlaceholderText)
        assert (ink.name(), ink.alpha()) == (theme.colours["placeholder"], 255)


if __name__ == "__main__":
    try:
        _walk_small(sys.argv[1], Path(sys.argv[2]))
    except BaseException:
        traceback.print_exc()
        os._exit(1)  # jobs that still run would keep the process from ending
