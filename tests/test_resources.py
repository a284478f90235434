"""What the program brings along: themes that can be read, icons drawn alike, seeds that line up."""

from __future__ import annotations

import ast
import itertools
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# The eight colours of notes, as Zotero has them.
NOTES = ["#ffd400", "#ff6666", "#5fb236", "#2ea8e5", "#a28ae5", "#e56eee", "#f19837", "#aaaaaa"]

# Words ------------------------------------------------------------------------------------------


def spoken() -> set[str]:
    """Every text that the program passes through `tr`."""
    found = set()
    for path in (ROOT / "viewer").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "tr":
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return found


def test_every_word_is_translated() -> None:
    tree = ET.parse(ROOT / "resources" / "i18n" / "hashiya_ar.ts")
    known = set()
    for message in tree.iter("message"):
        told = message.find("translation")
        forms = list(told.iter("numerusform")) if told is not None else []
        parts = forms[1:] or [told]  # of nothing, some say nothing
        if all(part is not None and (part.text or "").strip() for part in parts):
            known.add(message.findtext("source"))
    assert not spoken() - known


def test_no_message_is_there_twice() -> None:
    for path in (ROOT / "resources" / "i18n").glob("*.ts"):
        for context in ET.parse(path).iter("context"):
            keys = [(m.findtext("source"), m.findtext("comment")) for m in context.iter("message")]
            assert len(keys) == len(set(keys))


GUIDE = sorted((ROOT / "resources" / "guide").glob("*.ar.md"))
KEY_AS_DOER = re.compile(r"(?<!و)\b[يت]\w+ (?:Ctrl|Alt|Shift|F\d+|[A-Z]\b)")
"""«ينقل Ctrl+L …»: in Arabic a reader presses a key, it does nothing itself."""


def test_arabic_says_who_presses_the_keys() -> None:
    guide = "\n".join(page.read_text("utf-8") for page in GUIDE)
    told = (ROOT / "resources" / "i18n" / "hashiya_ar.ts").read_text("utf-8")
    said = [each.strip() for each in KEY_AS_DOER.findall(guide + told)]
    assert not [each for each in said if not each.startswith(("تضغط", "إليها"))]


def test_a_corpus_is_no_blog_in_arabic() -> None:
    for path in (*GUIDE, ROOT / "resources" / "i18n" / "hashiya_ar.ts"):
        told = path.read_text("utf-8").replace("&amp;", "")
        assert "مدو" + "ّن" not in told


# Themes -----------------------------------------------------------------------------------------

THEMES = sorted((ROOT / "resources" / "themes").glob("*.json"))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_what_wcag_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def readable(theme: dict) -> list[tuple[str, str, str]]:
    """Every pair of colours that may stand on each other as text and background."""
    c, page = theme["palette"], theme["page"]
    grounds = ("window", "base", "alternate_base", "button")
    inks = ("text", "window_text", "muted", "link", "accent", "placeholder")
    pairs = [(f"{i} on {g}", c[i], c[g]) for i, g in itertools.product(inks, grounds)]
    for ground in ("button", "tooltip_base", "highlight"):
        ink = {"button": "button_text", "tooltip_base": "tooltip_text"}.get(
            ground, "highlighted_text"
        )
        pairs.append((f"{ink} on {ground}", c[ink], c[ground]))
    for ink, ground in itertools.product(
        ("text", "muted", "furniture", "link"), ("background", "counterpart")
    ):
        pairs.append((f"page {ink} on {ground}", page[ink], page[ground]))
    for ink, ground in itertools.product(("gone", "new"), ("window", "base", "alternate_base")):
        pairs.append((f"{ink} on {ground}", c[ink], c[ground]))
    pairs.append(("page warning", page["warning"], page["background"]))
    pairs.append(("window_text on a pressed button", c["window_text"], c["border"]))
    pairs.append(("page selection", page["selection_text"], page["selection"]))
    pairs.append(("page text on selection", page["text"], page["selection"]))
    for hit in ("hit", "hit_current"):
        pairs.append((f"page text on {hit}", page["text"], page[hit]))
    return pairs


@pytest.mark.parametrize("path", THEMES, ids=lambda path: path.stem)
def test_themes_can_be_read(path: Path) -> None:
    theme = json.loads(path.read_text("utf-8"))
    faint = [f"{n}: {contrast(a, b):.2f}" for n, a, b in readable(theme) if contrast(a, b) < 4.5]
    assert not faint


def test_high_contrast_is_higher_than_the_others() -> None:
    """What WCAG calls enhanced: 7 to 1, for the same pairs."""
    theme = json.loads((ROOT / "resources/themes/contrast.json").read_text("utf-8"))
    faint = [
        f"{n}: {contrast(a, b):.2f}"
        for n, a, b in readable(theme)
        if contrast(a, b) < 7 and "pressed" not in n
    ]
    assert not faint


def test_black_is_black() -> None:
    """On an OLED screen what is black gives no light."""
    theme = json.loads((ROOT / "resources/themes/black.json").read_text("utf-8"))
    assert theme["page"]["background"] == theme["palette"]["window"] == "#000000"


def over(colour: str, ground: str, opacity: float) -> str:
    """`colour` laid on `ground`."""
    pairs = [(int(colour[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a * opacity + b * (1 - opacity)):02x}" for a, b in pairs)


@pytest.mark.parametrize("path", THEMES, ids=lambda path: path.stem)
def test_text_under_a_note_can_be_read(path: Path) -> None:
    theme = json.loads(path.read_text("utf-8"))
    page = theme["page"]
    for note, paper in itertools.product(NOTES, ("background", "counterpart")):
        ground = over(note, page[paper], theme["note_opacity"])
        assert contrast(page["text"], ground) >= 4.5, (note, contrast(page["text"], ground))


@pytest.mark.parametrize("path", THEMES, ids=lambda path: path.stem)
def test_code_can_be_read_on_its_ground(path: Path) -> None:
    page = json.loads(path.read_text("utf-8"))["page"]
    ground = over(page["rule"], page["background"], 0.35)  # see backgrounds.py
    assert contrast(page["text"], ground) >= 4.5


@pytest.mark.parametrize("path", THEMES, ids=lambda path: path.stem)
def test_rings_and_ticks_can_be_seen(path: Path) -> None:
    """What WCAG asks for of things that are no text: 3 to 1."""
    c = json.loads(path.read_text("utf-8"))["palette"]
    for ground in ("window", "base", "alternate_base", "button"):
        assert contrast(c["accent"], c[ground]) >= 3 and contrast(c["muted"], c[ground]) >= 3
    assert max(contrast(ink, c["accent"]) for ink in ("#000000", "#ffffff")) >= 3


@pytest.mark.parametrize("path", THEMES, ids=lambda path: path.stem)
def test_themes_have_the_same_shape(path: Path) -> None:
    first, theme = (json.loads(p.read_text("utf-8")) for p in (THEMES[0], path))
    assert theme.keys() == first.keys()
    assert theme["name"].keys() == {"en", "ar"}
    for part in ("palette", "page"):
        assert theme[part].keys() == first[part].keys()
        assert all(re.fullmatch(r"#[0-9a-f]{6}", colour) for colour in theme[part].values())
    assert theme["dark"] is (luminance(theme["page"]["background"]) < 0.5)
    assert 0 < theme["note_opacity"] <= 1


# Icons ------------------------------------------------------------------------------------------

ICONS = sorted((ROOT / "resources" / "icons").glob("*.svg"))


@pytest.mark.parametrize("path", ICONS, ids=lambda p: p.stem)
def test_icons_are_drawn_alike(path: Path) -> None:
    root = ET.fromstring(path.read_text("utf-8"))
    assert not [node.tag for node in root.iter() if node.tag.endswith(("text", "image", "script"))]
    if path.stem == "hashiya":
        assert root.get("viewBox") == "0 0 256 256"
        return
    assert root.get("viewBox") == "0 0 24 24"
    assert (root.get("stroke"), root.get("fill")) == ("currentColor", "none")


# Seeds ------------------------------------------------------------------------------------------

WORKS = sorted((ROOT / "seeds").rglob("*.ar.*"))


def seed_text(path: Path) -> str:
    return path.read_bytes().decode("cp1256" if path.name == "letter.ar.txt" else "utf-8")


@pytest.mark.parametrize("path", WORKS, ids=lambda path: path.name)
def test_seeds_line_up_with_their_translation(path: Path) -> None:
    other = path.with_name(path.name.replace(".ar.", ".en."))
    arabic, english = (
        [bool(line.strip()) for line in seed_text(p).splitlines()] for p in (path, other)
    )
    assert arabic == english


def test_the_letter_is_in_windows_1256() -> None:
    data = (ROOT / "seeds/reading/letter.ar.txt").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")
    assert data.decode("cp1256").startswith("صديقي العزيز")
    assert data.count(b"\r\n") == data.count(b"\n")


def test_the_article_has_the_shape_of_a_copied_news_page() -> None:
    lines = seed_text(ROOT / "seeds/news/baghdad-ambassador.ar.txt").split("\n")
    assert lines[0] == lines[2] and lines[1] == lines[3] == ""
    assert lines[4] == "31 يوليو 2021"
    assert re.search(r" \(.+/ .+\)$", lines[5])
    assert lines[6:8] == ["+ الخط -", ""]
    assert any(line.startswith(" ") for line in lines)
    text = "\n".join(lines)
    assert "الـ 31 من ديسمبر/ كانون الأول" in text and "50 هجوماً" in text
