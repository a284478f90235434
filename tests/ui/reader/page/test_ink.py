"""Every word's box covers what is drawn of the word, and nothing is the wrong way round."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import ImageChops
from printed_pdf import colour_of, print_words

from viewer.core.formats import pdf as module
from viewer.core.pages.pdf_pages import PdfPages
from viewer.core.pages.places import PagePlaces

SCALE = 4
SLACK_PT = 0.4
"""A pixel, and what is smoothed at its edge."""

RTL = [
    "أبلغ السفير مسؤولين في العاصمة يوم السبت أن بلاده (USA) لا ترغب في التصعيد مع جيرانها",
    "مرحبًا بأي جهد دبلوماسي يُفضي إلى علاقات طيبة وفق ما نقلته Reuters عن مصدر مطّلع.",
    "لا أحد في الأرض إلا الآباء كما قال الأولون في 25 من الحالات",
]
LTR = [
    "The ambassador told officials in the capital on Saturday that his country does not",
    "wish any escalation, welcoming every effort (2021) of the السفير in the city.",
]

Box = tuple[float, float, float, float]


def inks(path: Path, words: int) -> list[Box | None]:
    """Where each word is drawn, in points: what has its colour."""
    picture = pypdfium2.PdfDocument(path)[0].render(scale=SCALE).to_pil().convert("RGB")
    found: list[Box | None] = []
    for word in range(words):
        masks = [
            part.point([255 if abs(value - told) < 2 else 0 for value in range(256)])
            for part, told in zip(picture.split(), colour_of(word), strict=True)
        ]
        both = ImageChops.multiply(masks[0], masks[1])
        box = ImageChops.multiply(both, masks[2]).getbbox()
        found.append(box and tuple(side / SCALE for side in box))  # type: ignore[arg-type]
    return found


@pytest.mark.slow
@pytest.mark.variants
@pytest.mark.parametrize(
    ("family", "rtl"),
    [
        ("Noto Sans Arabic", True),
        ("IBM Plex Sans Arabic", True),
        ("Noto Sans Arabic", False),
        ("Source Serif 4", False),
    ],
)
def test_boxes_cover_the_ink_of_their_words(
    fonts: list[str], tmp_path: Path, family: str, rtl: bool
) -> None:
    path, texts = tmp_path / "printed.pdf", RTL if rtl else LTR
    print_words(path, texts, family, rtl)
    pages, places = PdfPages(path, None), PagePlaces(module.load(path))
    places.letters[0] = pages.letters(0)
    text = places.document.text()
    words = [word for each in texts for word in each.split(" ")]
    drawn = inks(path, len(words))
    at, seen = 0, 0
    for word, ink in zip(words, drawn, strict=True):
        start = text.find(word, at)
        if start < 0 or ink is None:  # the file has other letters for some ligatures
            continue
        at = start + len(word)
        seen += 1
        boxes = list(places.boxes(0, start, at))
        left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
        top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
        assert left <= ink[0] + SLACK_PT and right >= ink[2] - SLACK_PT, word
        assert top <= ink[1] + SLACK_PT and bottom >= ink[3] - SLACK_PT, word
        assert right - left < ink[2] - ink[0] + 6, word
        first, last = (list(places.boxes(0, a, a + 1)) for a in (start, at - 1))
        if word.isalpha() and first and last:
            from_right = "ء" <= word[0] <= "ي"
            middles = [(box[0][0] + box[0][2]) / 2 for box in (first, last)]
            assert len(word) < 2 or (middles[0] > middles[1]) == from_right, word
    assert seen > 0.85 * len(words)
