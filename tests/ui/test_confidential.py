"""What the program remembers by itself: it can be forgotten, and nobody else reads it."""

from __future__ import annotations

import logging
import os
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from page_pictures import page, tsv
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from ui_parts import another_window, open_work, stop, wait

from viewer import app as program
from viewer import logs
from viewer.core.base import paths
from viewer.core.base.settings import Settings
from viewer.core.parsing.scan import layer
from viewer.core.parsing.scan.layer_folders import LAYERS
from viewer.core.parsing.scan.page_text import from_tsv
from viewer.session.search.search_jobs import AskedQuery

Start = Callable[..., program.App]
SECRET = "زمرجدة"


def files(folder: Path) -> Iterator[tuple[Path, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path, path.read_bytes()


def traces(home: Path, *marks: str) -> list[Path]:
    """The files that tell one of these words, in UTF-8 or as JSON writes it in ASCII."""
    wanted = [mark.encode() for mark in marks]
    wanted += [mark.encode("unicode_escape") for mark in marks]
    return [path for path, data in files(home) if any(each in data for each in wanted)]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "confidential-corpus"
    folder.mkdir()
    lines = [f"{SECRET} في السطر {number} من النص الطويل." for number in range(80)]
    (folder / "one.ar.txt").write_text("\n".join(lines), "utf-8")
    (folder / "two.ar.txt").write_text("نص آخر", "utf-8")
    page().save(folder / "scan.png")
    return folder


def used(start: Start, corpus: Path) -> program.App:
    """A corpus that was read, searched, noted in; words of it were looked up."""
    app = start(str(corpus))
    app.session.set(Settings.meaning, 0)  # vectors take longer than a test should
    open_work(app, "one")
    session = app.session
    document = session.view.documents["ar"]
    session.notebook.write(document, document.place(0, 6), text="حاشيتي")
    wait(lambda: session.notebook.of(document))
    session.searching.look(session.corpora[0], AskedQuery(SECRET))
    session.searching.remember(SECRET)
    wait(lambda: session.searching.answer is not None and not session.searching.busy)
    app.window.pane.reader.go_to("ar", 30, at=0.0)
    session.lookups.ask_at("ar", 0, 2)
    key = layer.content_key(corpus / "scan.png")
    text = from_tsv(tsv([[[(SECRET, 1, 1, 9)]]]), (300, 420), "t", "ara")
    layer.save_page(paths.cache_dir() / LAYERS, key, 0, text)
    open_work(app, "two")
    app.session.reading.keep()
    app.save()
    return app


def test_a_corpus_is_forgotten_but_not_its_notes(
    start: Start, corpus: Path, hashiya_home: Path
) -> None:
    app = used(start, corpus)
    wait(lambda: (corpus / "hashiya-notes" / "texts").is_dir())
    assert traces(hashiya_home, SECRET, corpus.name)
    other = another_window(app)
    other.session.corpora.open_corpus(corpus)
    wait(lambda: other.session.view.documents)
    done: list[object] = []
    app.session.forgetting.done.connect(lambda root, left: done.append((root, left)))
    app.session.forgetting.forget(app.session.corpora[0], backups=True)
    wait(lambda: done)
    assert done == [(corpus, [])] and not app.session.corpora and not other.session.corpora
    assert "forgotten" in app.window.notice.label.text()
    stop(app)
    assert traces(hashiya_home, SECRET, corpus.name) == []
    assert not (corpus / "hashiya-notes" / "texts").exists()
    notes = corpus / "hashiya-notes" / "documents" / "one.ar.txt.json"
    assert "حاشيتي" in notes.read_text("utf-8")
    again = start(str(corpus))
    open_work(again, "one")
    document = again.session.view.documents["ar"]
    wait(lambda: [p.note.text for p in again.session.notebook.of(document)] == ["حاشيتي"])


def test_other_corpora_are_remembered(start: Start, corpus: Path, seeds: Path) -> None:
    app = used(start, corpus)
    app.session.corpora.open_corpus(seeds)
    wait(lambda: len(app.session.corpora) == 2 and app.session.corpora[1].complete)
    app.session.forgetting.forget(app.session.corpora[0], backups=False)
    wait(lambda: "forgotten" in app.window.notice.label.text())
    assert app.remembered.recent == [str(seeds)]
    assert [each.root for each in app.session.corpora] == [seeds]


@pytest.mark.parametrize(("language", "sure"), [("en", True), ("ar", False)])
def test_it_is_asked_first(start: Start, corpus: Path, language: str, sure: bool) -> None:
    app = start(str(corpus), language=language)
    open_work(app, "one")
    asked: list[str] = []

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.append(box.text() + box.informativeText())
        buttons = {b.text().replace("&", ""): b for b in box.buttons()}
        forget = next(b for text, b in buttons.items() if text in ("Forget", "نسيان"))
        (forget if sure else box.defaultButton()).click()

    QTimer.singleShot(0, answer)
    app.window.commands["forget_corpus"].trigger()
    assert corpus.name in asked[0]
    assert bool(app.session.corpora) is not sure


@pytest.mark.skipif(sys.platform == "win32", reason="no such modes there")
def test_our_folders_are_private(start: Start, corpus: Path, hashiya_home: Path) -> None:
    folder = hashiya_home / "data"
    folder.mkdir(mode=0o755, exist_ok=True)
    os.chmod(folder, 0o755)  # as an earlier version or a backup may have left it
    used(start, corpus)
    for each in (paths.data_dir(), paths.config_dir(), paths.cache_dir(), paths.log_dir()):
        assert stat.S_IMODE(each.stat().st_mode) == 0o700, each


def test_the_log_tells_no_text(tmp_path: Path) -> None:
    file = tmp_path / "log.txt"
    handler = logging.FileHandler(file, encoding="utf-8")
    handler.setFormatter(logs.Discreet("%(levelname)s %(message)s"))
    log = logging.getLogger("confidential")
    log.addHandler(handler)
    try:
        try:
            {}[SECRET]
        except KeyError as error:
            log.warning("job failed: %r", error)
            log.error("so: %s", error, exc_info=True)
    finally:
        log.removeHandler(handler)
        handler.close()
    text = file.read_text("utf-8")
    assert SECRET not in text and "builtins.KeyError" in text and "test_confidential" in text


def test_a_log_is_there_when_there_is_something_to_say(tmp_path: Path) -> None:
    file = tmp_path / "hashiya.log"
    handler = logs.WhenFirstSaid(file)
    handler.setFormatter(logs.Discreet("%(name)s: %(message)s"))
    assert not file.exists()
    for name in ("one", "two"):
        handler.handle(
            logging.LogRecord(name, logging.INFO, "", 1, "not saved: %r", (OSError(SECRET),), None)
        )
    handler.close()
    assert (
        file.read_text("utf-8")
        == "one: not saved: builtins.OSError\ntwo: not saved: builtins.OSError\n"
    )


def test_where_no_log_can_be_written_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file in the way")
    handler = logs.WhenFirstSaid(tmp_path / "log" / "hashiya.log")
    handler.handle(logging.LogRecord("one", logging.INFO, "", 1, "said", (), None))
    handler.close()
