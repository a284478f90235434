"""Scans: 20 pages of our own read by the program and by plain `tesseract`: words wrong, numbers
turned round, seconds, and whether the boxes of words are where their ink is.

`QT_QPA_PLATFORM=offscreen python tests/bench/bench_ocr.py [FOLDER]`; the pages stay in FOLDER.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]
os.environ["OMP_THREAD_LIMIT"] = "1"  # for both

from PIL import Image, ImageFilter  # noqa: E402
from PySide6.QtCore import QPointF, QRectF, Qt  # noqa: E402
from PySide6.QtGui import (  # noqa: E402
    QFont,
    QFontDatabase,
    QGuiApplication,
    QImage,
    QPainter,
    QPainterPath,
    QTextLayout,
    QTextOption,
    QTransform,
)
from rapidfuzz.distance import Levenshtein  # noqa: E402

from viewer.core import formats  # noqa: E402
from viewer.core.base.paths import font_files  # noqa: E402
from viewer.core.language.arabic import TOKEN, fold  # noqa: E402
from viewer.core.ocr.tesseract import PageReader, find_engine  # noqa: E402
from viewer.core.parsing.scan import layer  # noqa: E402
from viewer.core.parsing.scan.page_text import PageText  # noqa: E402
from viewer.core.worker.client import Worker  # noqa: E402

ARABIC = [
    "في صباح يوم من أيام الربيع خرج الشيخ من بيته يريد السوق القديم في وسط المدينة، وكان معه ولده"
    " الصغير يحمل سلة من القصب. ولما بلغا باب السوق وجدا الناس مجتمعين حول رجل غريب يقرأ من كتاب"
    " كبير.",
    "وقد ذكر بعض أهل الحي أن السوق بني سنة 1324 للميلاد، وأن عدد حوانيته بلغ 250 حانوتا، ثم احترق"
    " منها 75 في ليلة واحدة سنة 1759 فأعيد بناؤها في 10 سنين.",
    "وكان للتجار فيه شيخ يرجعون إليه في خصوماتهم، ويقضي بينهم بما جرت به العادة، فلا يرفعون أمرا"
    " إلى القاضي إلا نادرا. وكانت أجرة الحانوت خمسة وعشرين درهما في الشهر، يدفعها المستأجر أول كل"
    " شهر.",
    "قال الرجل الغريب: جئت من بلاد بعيدة أبحث عن مخطوط ضاع من مكتبة جدي قبل أربعين عاما، ولا أعرف"
    " من أمره إلا أن غلافه أحمر وأن في آخره رسما لطائر أزرق.",
]
VOCALISED = [
    "خَرَجَ الشَّيْخُ مِنْ بَيْتِهِ يُرِيدُ السُّوقَ الْقَدِيمَ، وَكَانَ مَعَهُ وَلَدُهُ الصَّغِيرُ يَحْمِلُ سَلَّةً مِنَ الْقَصَبِ.",
    "وَلَمَّا بَلَغَا بَابَ السُّوقِ وَجَدَا النَّاسَ مُجْتَمِعِينَ حَوْلَ رَجُلٍ غَرِيبٍ يَقْرَأُ مِنْ كِتَابٍ كَبِيرٍ.",
]
ENGLISH = [
    "On a morning in spring the old man left his house for the market in the middle of the town,"
    " and his small son went with him and carried a basket of reed.",
    "Some people of the quarter say that the market was built in 1324 and had 250 shops, of which"
    " 75 burned down in a single night in 1759; it took 10 years to build them again.",
    "The stranger said that he had come a long way to look for a manuscript which his grandfather's"
    " library lost forty years before, and of which he knew only that its cover was red.",
]


@dataclass(frozen=True)
class Kind:
    """How a page is made. `dpi`: dots an inch; `turn`: degrees; `noise`: of 255."""

    name: str
    font: str
    dpi: int
    texts: list[str]
    points: float = 14.0
    turn: float = 0.0
    noise: float = 0.0
    columns: int = 1

    @property
    def rtl(self) -> bool:
        return self.texts is not ENGLISH

    @property
    def language(self) -> str:
        return "ara" if self.rtl else "eng"


KINDS = [
    Kind("amiri-300", "Amiri", 300, ARABIC),
    Kind("amiri-200", "Amiri", 200, ARABIC),
    Kind("amiri-150", "Amiri", 150, ARABIC),
    Kind("amiri-turned", "Amiri", 300, ARABIC, turn=1.5),
    Kind("amiri-noisy", "Amiri", 200, ARABIC, noise=40),
    Kind("amiri-columns", "Amiri", 300, ARABIC, 11, columns=2),
    Kind("amiri-vocalised", "Amiri", 300, VOCALISED, 16),
    Kind("naskh-300", "Noto Naskh Arabic", 300, ARABIC),
    Kind("naskh-150", "Noto Naskh Arabic", 150, ARABIC),
    Kind("naskh-columns", "Noto Naskh Arabic", 200, ARABIC, 11, columns=2),
    Kind("naskh-vocalised", "Noto Naskh Arabic", 300, VOCALISED, 16),
    Kind("naskh-turned", "Noto Naskh Arabic", 200, ARABIC, turn=-2.0),
    Kind("sans-300", "Noto Sans Arabic", 300, ARABIC),
    Kind("sans-noisy", "Noto Sans Arabic", 150, ARABIC, noise=30),
    Kind("kufi-200", "Noto Kufi Arabic", 200, ARABIC, 12),
    Kind("plex-200", "IBM Plex Sans Arabic", 200, ARABIC),
    Kind("dejavu-200", "DejaVu Sans", 200, ARABIC, 12),
    Kind("serif-english-200", "Source Serif 4", 200, ENGLISH),
    Kind("serif-english-turned", "Source Serif 4", 150, ENGLISH, turn=1.0),
    Kind("dejavu-english-columns", "DejaVu Serif", 150, ENGLISH, 11, noise=25, columns=2),
]


@dataclass
class Made:
    """A page of ours: its picture, its words in order, and the box of the ink of each."""

    path: Path
    words: list[str] = field(default_factory=list)
    boxes: list[QRectF] = field(default_factory=list)


def made(kind: Kind, folder: Path) -> Made:
    """Print a page and scan it."""
    dots = kind.dpi / 72
    width, height = round(420 * dots), round(560 * dots)
    image = QImage(width, height, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    found = Made(folder / f"{kind.name}.png")
    turned = QTransform().translate(width / 2, height / 2).rotate(kind.turn)
    turned.translate(-width / 2, -height / 2)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setTransform(turned)
    margin, gap = 36 * dots, 20 * dots
    room = (width - 2 * margin - gap * (kind.columns - 1)) / kind.columns
    for column in range(kind.columns):
        at = kind.columns - 1 - column if kind.rtl else column
        y = margin
        for text in kind.texts[column :: kind.columns]:
            y = _set(painter, kind, text, margin + at * (room + gap), y, room, found, turned)
            y += kind.points * dots * 0.8
    painter.end()
    image.setDotsPerMeterX(round(kind.dpi / 0.0254))
    image.setDotsPerMeterY(round(kind.dpi / 0.0254))
    image.save(str(found.path))
    if kind.noise:
        _spoil(found.path, kind)
    return found


def _set(
    painter: QPainter,
    kind: Kind,
    text: str,
    x: float,
    y: float,
    room: float,
    found: Made,
    turned: QTransform,
) -> float:
    """Set a paragraph, and note where its words are; where it ends."""
    font = QFont(kind.font)
    font.setPixelSize(round(kind.points * kind.dpi / 72))
    layout, option = QTextLayout(text, font), QTextOption()
    way = Qt.LayoutDirection.RightToLeft if kind.rtl else Qt.LayoutDirection.LeftToRight
    option.setTextDirection(way)
    layout.setTextOption(option)
    layout.beginLayout()
    lines, height = [], 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(room)
        line.setPosition(QPointF(0, height))
        height += line.height() * 1.1
        lines.append(line)
    layout.endLayout()
    layout.draw(painter, QPointF(x, y))
    start = 0
    for word in text.split(" "):
        for line in lines:
            if line.textStart() <= start < line.textStart() + line.textLength():
                ink = QPainterPath()
                for run in line.glyphRuns(start, len(word)):
                    for glyph, where in zip(run.glyphIndexes(), run.positions(), strict=True):
                        shape = run.rawFont().pathForGlyph(glyph)
                        ink.addPath(shape.translated(where + QPointF(x, y)))
                found.words.append(word)
                found.boxes.append(turned.map(ink).boundingRect())
        start += len(word) + 1
    return y + height


def _spoil(path: Path, kind: Kind) -> None:
    """Blur a page a little and sprinkle it with grey."""
    image = Image.open(path).convert("L").filter(ImageFilter.GaussianBlur(kind.dpi / 400))
    chance = random.Random(kind.name)
    grain = Image.frombytes("L", image.size, chance.randbytes(image.width * image.height))
    spoilt = Image.blend(image, grain, kind.noise / 255)
    spoilt.save(path, dpi=(kind.dpi, kind.dpi))


def words_of(text: str) -> list[str]:
    return TOKEN.findall(fold(text).text)


def wrong(truth: list[str], seen: list[str]) -> float:
    """Words wrong, missing or too many, as a share of the true ones."""
    return Levenshtein.distance(truth, seen) / max(1, len(truth))


def turned_numbers(truth: list[str], seen: list[str]) -> int:
    """Numbers that stand in the text backwards."""
    numbers = {word for word in truth if word.isdigit() and word != word[::-1]}
    return sum(word not in numbers and word[::-1] in numbers for word in seen)


def overlaps(page: Made, text: PageText) -> list[float]:
    """Intersection over union of the ink of each word that was read right, and its box."""
    read = [(fold(word.text).text, QRectF(word.box[0], word.box[1], word.box[2] - word.box[0],
             word.box[3] - word.box[1])) for word in text.words()]  # fmt: skip
    found = []
    for word, ink in zip(page.words, page.boxes, strict=True):
        same = [box for each, box in read if each == fold(word).text and box.intersects(ink)]
        if same:
            box = max(same, key=lambda each: _area(each & ink))
            common = _area(box & ink)
            found.append(common / (_area(box) + _area(ink) - common))
    return found


def _area(box: QRectF) -> float:
    return box.width() * box.height()


def plain(path: Path, language: str) -> tuple[str, float]:
    start = time.perf_counter()
    done = subprocess.run(
        ["tesseract", str(path), "stdout", "-l", language], capture_output=True, check=True
    )
    return done.stdout.decode(), time.perf_counter() - start


def main(folder: Path) -> None:
    """Read every page twice and print what came of it."""
    os.environ["HASHIYA_HOME"] = str(folder / "home")
    QGuiApplication([])
    for file in font_files():
        QFontDatabase.addApplicationFont(str(file))
    engine, reader, worker = find_engine(), PageReader(), Worker()
    worker.warm()
    time.sleep(3)
    sums: list[tuple[float, float, float]] = []
    boxes: list[float] = []
    turned = worse = 0
    for kind in KINDS:
        page = made(kind, folder)
        start = time.perf_counter()
        text = reader.read(engine, kind.language, worker.pixels(page.path, 0), page.path)
        seconds = time.perf_counter() - start
        layer.save_page(folder / "layers", layer.content_key(page.path), 0, text)
        (document,) = formats.load_parts(page.path, layers=[folder / "layers"])
        theirs, bare = plain(page.path, kind.language)
        truth = words_of(" ".join(page.words))
        ours = words_of(document.text())
        one, two = wrong(truth, ours), wrong(truth, words_of(theirs))
        worse += one > two
        turned += turned_numbers(truth, ours)
        here = overlaps(page, text)
        boxes += here
        sums.append((one, two, seconds / bare))
        print(
            f"{kind.name:24} WER {one:.3f} plain {two:.3f}  {seconds:.1f} s {seconds / bare:.2f}x"
            f"  IoU {median(here) if here else 0:.2f} of {len(here)}"
        )
    worker.close()
    ours, theirs, ratios = (list(column) for column in zip(*sums, strict=True))
    print(
        f"{len(KINDS)} pages, {len({kind.font for kind in KINDS})} fonts: folded WER mean"
        f" {sum(ours) / len(ours):.3f}, median {median(ours):.3f}; plain"
        f" {sum(theirs) / len(theirs):.3f}, {median(theirs):.3f}; worse on {worse}; numbers turned"
        f" {turned}; time {median(ratios):.2f}x; IoU median {median(boxes):.2f},"
        f" {sum(each >= 0.8 for each in boxes) / len(boxes):.0%} from .8 on"
    )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as made_here:
            main(Path(made_here))
