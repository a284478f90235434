"""`--self-test`: does this installation have what a reader needs? Every package is tried so."""

from __future__ import annotations

import io
import sqlite3
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale, qVersion
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QRawFont, QTextLayout
from PySide6.QtPrintSupport import QPrinter

from viewer import __version__
from viewer.core.base import paths
from viewer.core.base.errors import Unreadable
from viewer.core.bitext.sentence_vectors import available
from viewer.core.worker.client import VECTORS, Worker
from viewer.ui.base.i18n import Translations, tr
from viewer.ui.base.theme import icon, themes
from viewer.ui.shell.hand_over import hand_over
from viewer.ui.shell.single_instance import Arrivals

ARABIC = "السلام"
ARABIC_FONT = "Amiri"


def run(families: list[str], language: str) -> dict[str, Any]:
    """Each check by its name, `true` or what is wrong; `ok` when all are `true`."""
    checks = {
        "fonts": ARABIC_FONT in families or f"{ARABIC_FONT} was not loaded: {families}",
        "shaping": _shaping(),
        "icons": _icons(),
        "themes": len(themes()) >= 3 or "themes are missing",
        "translations": _translations(language),
        "fts5": _fts5(),
        "printing": _printing(),
        "worker": _worker(),
        "pictures": _pictures(),
        "door": _door(),
        "seeds": (paths.seeds_dir() / "README").is_file() or "the sample corpus is missing",
    }
    return {
        "ok": all(value is True for value in checks.values()),
        "version": __version__,
        "qt": qVersion(),
        "platform": QGuiApplication.platformName(),
        "language": language,
        "rtl": QGuiApplication.isRightToLeft(),
        "semantic": _semantic(),
        "families": families,
        "checks": checks,
    }


def _glyphs(text: str) -> tuple[list[int], list[str]]:
    layout = QTextLayout(text, QFont(ARABIC_FONT, 20))
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1000)
    layout.endLayout()
    runs = line.glyphRuns()
    ids = [glyph for run in runs for glyph in run.glyphIndexes()]
    return ids, [QRawFont(run.rawFont()).familyName() for run in runs]


def _shaping() -> bool | str:
    """Joined letters are other glyphs than lone ones, none is missing, all from our font."""
    joined, families = _glyphs(ARABIC)
    alone = [glyph for letter in ARABIC for glyph in _glyphs(letter)[0]]
    if any(ARABIC_FONT not in family for family in families):
        return f"another font stood in: {families}"
    if not joined or 0 in joined:
        return "glyphs are missing"
    return joined != alone or "letters are not joined"


def _icons() -> bool | str:
    names = [path.stem for path in (paths.resources_dir() / "icons").glob("*.svg")]
    if len(names) < 20:
        return "icons are missing"
    for name in names:
        image = icon(name, QColor("#204060")).pixmap(24, 24).toImage()
        if not any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24)):
            return f"{name} is empty"
    return True


def _translations(language: str) -> bool | str:
    translations = Translations(paths.resources_dir() / "i18n")
    if not translations.install(language):
        return f"no translation to {language}"
    if language == "ar":
        if tr("&File") == "&File" or not QGuiApplication.isRightToLeft():
            return "the Arabic interface is not Arabic"
        forms = {tr("%n hit(s)", None, n) for n in (0, 1, 2, 3, 11, 100)}
        if len(forms) < 6:
            return f"plural forms are missing: {sorted(forms)}"
    return QLocale().language() in (QLocale.Language.Arabic, QLocale.Language.English)


def _fts5() -> bool | str:
    try:
        base = sqlite3.connect(":memory:")
        base.execute("create virtual table t using fts5(x)")
        base.execute("insert into t values ('كتاب')")
        found = base.execute("select count(*) from t where t match 'كتاب'").fetchone()[0]
        base.close()
    except sqlite3.Error as error:
        return str(error)
    return found == 1


def _worker() -> bool | str:
    """The program starts itself again as a child, which parses what is not plain text."""
    worker = Worker()
    try:
        page = next(paths.seeds_dir().rglob("*.ar.html"))
        return len(worker.load(page).lines) > 3 or "a web page has no lines"
    except (Unreadable, OSError, StopIteration) as error:
        return repr(error)
    finally:
        worker.close()


def _pictures() -> bool | str:
    """What draws the pictures of documents is there, with the kinds that are told apart by name."""
    from PIL import Image

    for kind in ("PNG", "JPEG", "GIF", "WEBP", "BMP"):
        data = io.BytesIO()
        try:
            Image.new("RGB", (8, 8), "red").save(data, kind)
            Image.open(data, formats=(kind,)).load()
        except (OSError, KeyError) as error:
            return f"{kind}: {error!r}"
    return True


def _semantic() -> bool | str:
    """Whether there are sentence vectors, and why there are none: both are right."""
    if not available():
        return False
    worker = Worker(VECTORS)
    try:
        return len(worker.packed(ARABIC)) == 512
    except (Unreadable, OSError) as error:
        return repr(error)
    finally:
        worker.close()


def _door() -> bool | str:
    """A later start can hand over its files."""
    with tempfile.TemporaryDirectory() as folder:
        heard: list[Path] = []
        arrivals = Arrivals(Path(folder))
        arrivals.arrived.connect(heard.extend)
        try:
            arrivals.first()
            arrivals.listen()
            asked = threading.Thread(target=hand_over, args=(arrivals.name, [Path(folder)], 5.0))
            asked.start()
            end = time.monotonic() + 20
            while (asked.is_alive() or not heard) and time.monotonic() < end:
                QCoreApplication.processEvents()
                time.sleep(0.002)
        finally:
            arrivals.close()
        return heard == [Path(folder)] or "nothing came in"


def _printing() -> bool | str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.pdf"
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        painter = QPainter()
        if not painter.begin(printer):
            return "the printer could not be opened"
        painter.setFont(QFont(ARABIC_FONT, 20))
        painter.drawText(200, 400, ARABIC)
        painter.end()
        return path.read_bytes()[:4] == b"%PDF" or "no PDF came out"
