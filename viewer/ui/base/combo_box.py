"""A choice box that says what is chosen in it, and a label that is a stop only for its links."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QStyle, QStyleOptionComboBox

from viewer.ui.base.guarded import guarded


@guarded
class Box(QComboBox):
    """Where room is short, its text ends in an ellipsis instead of being cut.

    `name`: what is chosen here, for a box without a label beside it. A screen reader on Linux
    takes what is chosen for the name of a box; this it reads as the description.
    """

    elides = True

    def __init__(self, name: str = "", letters: int = 0) -> None:
        """`letters`: how many of a text are always shown; 0: the box is as wide as the widest."""
        super().__init__()
        if name:
            self.setAccessibleName(name)
            self.setToolTip(name)
        if letters:
            policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            self.setSizeAdjustPolicy(policy)
            self.setMinimumContentsLength(letters)

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        whole = QStyle.ComplexControl.CC_ComboBox
        room = self.style().subControlRect(whole, option, part, self).width() - 2
        if not option.currentIcon.isNull():  # type: ignore[attr-defined]
            room -= option.iconSize.width() + 4  # type: ignore[attr-defined]
        text = option.currentText  # type: ignore[attr-defined]
        if room > 0:
            cut = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
            option.currentText = cut  # type: ignore[attr-defined]


@guarded
class LinkLabel(QLabel):
    """Rich text; the Tab key stops at it while there is a link in it."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def setText(self, text: str) -> None:
        super().setText(text)
        policy = Qt.FocusPolicy.StrongFocus if "<a " in text else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)

    def clear(self) -> None:
        self.setText("")
