"""The list of hits by document, where thousands of documents have some."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication, QTreeView
from ui_parts import wait

from viewer.session.document_titles import Titles
from viewer.session.search.corpus_search import Searching
from viewer.session.search.search_jobs import HitGroup
from viewer.ui.panels.search.hit_model import DOCUMENTS, ByDocument

EACH = 2


@pytest.fixture
def listed(qapp: QApplication, tmp_path: Path) -> Iterator[QTreeView]:
    """A list of two hits in each of 2,500 documents."""
    view = QTreeView()
    view.resize(400, 300)
    view.setUniformRowHeights(True)
    searching = cast("Searching", SimpleNamespace(corpus=None, hit=lambda number: None))
    model = ByDocument(searching, Titles(tmp_path), view)
    groups = [HitGroup(f"{n}.txt", n * EACH, (n + 1) * EACH) for n in range(2500)]
    model.show_hits(array("I", range(2500 * EACH)), groups)
    view.setModel(model)
    view.show()
    qapp.processEvents()
    yield view
    view.close()


def test_documents_come_into_the_list_as_it_is_scrolled(listed: QTreeView) -> None:
    model = listed.model()
    assert model.rowCount() <= 2 * DOCUMENTS  # a list asks for more once as it is shown
    while (known := model.rowCount()) < 2500:
        listed.scrollToBottom()
        wait(lambda known=known: model.rowCount() > known)
    assert not model.canFetchMore(model.index(-1, -1))


def test_a_step_past_the_last_document_that_is_listed_lists_more(listed: QTreeView) -> None:
    model = listed.model()
    assert isinstance(model, ByDocument)
    known = model.rowCount()
    place = model.place_of(known * EACH + 1)
    assert (place.parent().row(), place.row()) == (known, 1)
    assert model.number(place) == known * EACH + 1
    assert not model.place_of(2400 * EACH).isValid()


def test_no_row_is_there_that_is_none(listed: QTreeView) -> None:
    model = listed.model()
    first = model.index(0, 0)
    assert model.hasIndex(EACH - 1, 0, first) and model.index(1, 0, first).isValid()
    assert not model.index(EACH, 0, first).isValid()
    assert not model.index(0, 1).isValid() and not model.index(-1, 0).isValid()
    assert not model.index(0, 0, model.index(0, 0, first)).isValid()
