"""What the benches share: an application with the fonts, texts of any size, medians, memory."""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

SENTENCES = (
    "أعلن المتحدث أن الاجتماع سيُعقد في العاصمة خلال الأسبوع المقبل بحضور ممثلين عن الأطراف كافة.",
    "وأضاف أن «التحضيرات بلغت مراحلها الأخيرة» رغم تأجيل الجولة السابقة ثلاث مرات منذ عام 2021.",
    "ويرى مراقبون أن نتائج المباحثات ستنعكس على أسعار الطاقة والمياه في المنطقة بأسرها.",
    "وكانت وكالة Reuters قد نقلت عن مسؤول رفيع قوله إن 45.7% من البنود نوقشت بالفعل.",
    "في المقابل شدّدت المعارضة على ضرورة إشراكها في كل مراحل الحوار، ولا سيما ما يخص الدستور.",
)


def arabic(size: int, seed: int = 1) -> str:
    """About `size` bytes of UTF-8 Arabic, paragraphs of one to five sentences."""
    pick, parts, done = random.Random(seed), [], 0
    while done < size:
        paragraph = " ".join(pick.choices(SENTENCES, k=pick.randint(1, 5)))
        parts.append(paragraph)
        done += len(paragraph.encode()) + 1
    return "\n".join(parts) + "\n"


def application():
    from PySide6.QtWidgets import QApplication

    from viewer.app import load_fonts

    app = QApplication.instance() or QApplication(["bench"])
    load_fonts()
    return app


def reader(documents: Mapping[str, object], width: int = 900, height: int = 700, **choices):
    """A reading pane on screen showing `documents` at that size, in the light theme."""
    from PySide6.QtWidgets import QApplication

    from viewer.core.settings import Settings
    from viewer.ui.reader.page import Page
    from viewer.ui.reader.view import ReaderView
    from viewer.ui.theme import themes

    light = themes()["light"]
    view = ReaderView(Page(Settings(**choices), light.page, light.note_opacity))
    view.resize(width, height)
    view.show_documents(documents, "side")  # type: ignore[arg-type]
    view.show()
    QApplication.processEvents()
    return view


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def median(work: Callable[[], object], runs: int = 5) -> float:
    return statistics.median(milliseconds(work) for _ in range(runs))


def paint(view) -> None:
    """Draw what is due, now, as the window system would."""
    view.viewport().repaint()


def p99(values: list[float]) -> float:
    return sorted(values)[max(0, int(len(values) * 0.99) - 1)]


def memory() -> float:
    """Resident memory of this process in MB (Linux)."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return float("nan")


def verdict(name: str, value: float, goal: float, unit: str = "") -> None:
    word = "reached" if value <= goal else "NOT reached"
    print(f"{name}: {value:.2f}{unit} (goal ≤ {goal:g}{unit}: {word})")
