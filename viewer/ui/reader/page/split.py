"""The page and the text next to each other, or one of them alone."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QSplitter, QWidget

from viewer.session.pages.shown_pages import ALONE
from viewer.session.session import Session
from viewer.ui.base.theme import Theme
from viewer.ui.reader.page.tie import PageTie
from viewer.ui.reader.page.view import PageView
from viewer.ui.reader.widget.view import ReaderView


class PageSplit(QSplitter):
    """Holds the text; makes the page when somebody wants to see it."""

    def __init__(self, session: Session, theme: Theme, reader: ReaderView) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._session, self._theme, self._reader = session, theme, reader
        self.page: PageView | None = None
        self.tie: PageTie | None = None
        self.setChildrenCollapsible(False)
        self.addWidget(reader)
        session.pages.changed.connect(self._arrange)
        self._arrange()

    def _arrange(self) -> None:
        """Show what the reader wants to see, and what there is."""
        pages = self._session.pages
        shown = pages.places is not None
        if shown and self.page is None:
            self._make()
        if self.page is None or self.tie is None:
            return
        had_focus = self._reader.proxy.hasFocus() or self.page.hasFocus()
        self.page.setVisible(shown)
        self._reader.setVisible(pages.shown != ALONE)
        if had_focus:
            self.focused().setFocus(Qt.FocusReason.OtherFocusReason)
        if shown:
            self.tie.settle()

    def focused(self) -> PageView | ReaderView:
        """What has the keys: the text, or the page that stands in its stead."""
        alone = self._session.pages.shown == ALONE
        return self.page if alone and self.page is not None else self._reader

    def caret_spot(self) -> tuple[QWidget, QRectF] | None:
        """Where the caret is on the screen: a viewport, and pixels in it; where the reader pressed
        last, in the text or on the page. None off the screen."""
        on_page = self.page is not None and self.page.isVisible() and self.page.hasFocus()
        if on_page and self.page is not None and self.tie is not None:
            rect, viewport = self.tie.caret_rect(), self.page.viewport()
        else:
            rect, viewport = self._reader.caret.rect(), self._reader.viewport()
        if rect is None or rect.bottom() < 0 or rect.top() > viewport.height():
            return None
        return viewport, rect

    def _make(self) -> None:
        session = self._session
        self.page = PageView(session.pages.pictures, self._theme)
        self.tie = PageTie(session.view, session.pages, self._reader, self.page)
        session.notebook.changed.connect(self.tie.repaint)
        self.insertWidget(0, self.page)
        self.setSizes([1000, 1000])
