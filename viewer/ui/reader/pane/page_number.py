"""Going to a page by what the document calls it: 12, xiv."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from viewer.session.session import Session
from viewer.ui.base.i18n import digits, tr


class PageNumber:
    """Asks for a page, and shows it in the text and beside it."""

    def __init__(self, session: Session, window: QWidget) -> None:
        self._session, self._window = session, window

    def ask(self) -> None:
        """Ask until there is such a page, or the reader has enough."""
        from PySide6.QtWidgets import QInputDialog  # here: not part of the start

        text, sure, typed = tr("Page, as the document counts:"), True, self._here()
        while sure:
            typed, sure = QInputDialog.getText(
                self._window, tr("Go to page"), text, QLineEdit.EchoMode.Normal, typed
            )
            if not sure or self.go(typed):
                return
            text = tr("There is no page “%1”. Page, as the document counts:").replace("%1", typed)

    def _here(self) -> str:
        document, caret = self._session.view.document(), self._session.view.here()[1]
        if document is None or not len(document):
            return ""
        return digits(document.locator_at(caret))

    def go(self, label: str) -> bool:
        """Show the page that is called so; whether there is one."""
        view, pages = self._session.view, self._session.pages
        document, start = pages.wanted(), pages.start_of(label)
        if document is None or start is None:
            return pages.show(label)
        view.jump(view.side_of(document), start)
        return True
