"""Words explained as a reader asks for them: by click, keys and links; list, hints, voices."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from dictionary_samples import ARABIC as ARA_ENG
from dictionary_samples import dictd
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QToolTip
from ui_parts import open_work, point, press, wait

from viewer.app import App
from viewer.core.base.json_files import insist
from viewer.core.bitext import sentence_vectors as vectors
from viewer.core.dictionaries import aramorph
from viewer.core.dictionaries.analysis import SPEECH
from viewer.core.language import vowels
from viewer.core.morphology.affixes import AFFIX_KINDS
from viewer.core.user import text_to_speech as speech
from viewer.core.user.text_to_speech import Voice
from viewer.ui.panels.words import html_page
from viewer.ui.panels.words.panel import WordsPanel

Start = Callable[..., App]

ARABIC = [
    "تقرير عن الكتاب في 31 يوليو 2021",
    "قرأ الوزير الكتاب في بيته.",
    "وصل الكتاب إلى بلاده أمس.",
    "نام الولد في البيت.",
]
ENGLISH = [
    "A report on the book on 31 July 2021",
    "The minister read the book in his house.",
    "The book came to his country yesterday.",
    "The boy slept in the house.",
]


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(vectors, "available", lambda: False)
    monkeypatch.setattr(aramorph, "found", lambda configured="": [])
    monkeypatch.setattr(speech, "voices", dict)
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "book.ar.txt").write_text("\n".join(ARABIC), "utf-8")
    (folder / "book.en.txt").write_text("\n".join(ENGLISH), "utf-8")
    return folder


def opened(start: Start, corpus: Path, language: str = "en", dictionaries: bool = True) -> App:
    app = start(str(corpus), language=language)
    folder = corpus.parent / "dictd"
    folder.mkdir(exist_ok=True)
    if dictionaries:
        dictd(folder, "ara-eng", ARA_ENG, True)
    app.session.lookups.system = (folder,)
    open_work(app, "book")
    return app


def asked(app: App, word: str) -> WordsPanel:
    app.session.lookups.ask(word)
    return answered(app, word)


def answered(app: App, word: str) -> WordsPanel:
    panel = app.window.words
    wait(lambda: panel._found is not None and panel._found.word == word)
    return panel


def follow(panel: WordsPanel, start: str) -> None:
    """Click the first link whose address begins so."""
    block = panel.page.document().begin()
    while block.isValid():
        for form in block.textFormats():
            if form.format.anchorHref().startswith(start):
                panel.page.anchorClicked.emit(QUrl(form.format.anchorHref()))
                return
        block = block.next()
    raise AssertionError(f"no link {start}")


def words_file(corpus: Path) -> list[dict[str, object]]:
    path = corpus / "hashiya-notes" / "words.json"
    return json.loads(insist(path.read_bytes))["words"] if path.exists() else []


def test_a_click_with_ctrl_explains_the_word(start: Start, corpus: Path) -> None:
    app = opened(start, corpus)
    reader = app.window.pane.reader
    at = point(reader, "ar", 2, ARABIC[2].index("بلاده") + 2).toPoint()
    QTest.mouseClick(
        reader.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, at
    )
    panel = answered(app, "بلاده")
    assert not panel.isHidden() and panel.field.text() == "بلاده"
    text = panel.page.toPlainText()
    assert "country" in text and "بلاد" in text and "his, its" in text
    assert "ara-eng of the test" in text


def test_ctrl_d_explains_the_word_of_the_caret_and_the_selection(
    start: Start, corpus: Path
) -> None:
    app = opened(start, corpus)
    view, reader = app.session.view, app.window.pane.reader
    at = "\n".join(ARABIC).index("الوزير") + 3
    reader.caret.select_place("ar", at, at)
    press(reader, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    answered(app, "الوزير")
    at = "\n".join(ARABIC).index("الكتاب")
    view.place_asked.emit("ar", at, at + len("الكتاب في"))
    app.window.commands["look_up"].trigger()
    answered(app, "الكتاب في")
    reader.caret.select_place("en", 5, 5)
    app.window.commands["look_up"].trigger()
    panel = answered(app, "report")
    assert panel._found.language == "en"


@pytest.mark.parametrize(
    ("language", "noun", "empty"),
    [("en", "Hold Ctrl", "knows this word"), ("ar", "إبقاء Ctrl", "لم ترد")],
)
def test_both_languages(start: Start, corpus: Path, language: str, noun: str, empty: str) -> None:
    app = opened(start, corpus, language)
    panel = app.window.words
    assert noun in panel.page.toPlainText()
    asked(app, "قققق")
    assert empty in panel.page.toPlainText()
    asked(app, "وبالكتاب")
    assert "Book" in panel.page.toPlainText()
    words = {"en": ("noun", "stem"), "ar": ("اسم", "الجذع")}[language]
    text = panel.page.toPlainText()
    assert all(word in text for word in words)
    text = text[text.index("\u2068و\u2069") :]
    parts = [text.index(f"\u2068{part}\u2069") for part in ("و", "ب", "ال", "كتاب")]
    assert parts == sorted(parts)  # heard in the order of the word
    assert panel.windowTitle() == {"en": "Words", "ar": "الكلمات"}[language]


def test_without_a_dictionary_the_panel_says_how_to_get_one(start: Start, corpus: Path) -> None:
    app = opened(start, corpus, dictionaries=False)
    panel = asked(app, "كتاب")
    assert "dict-freedict-ara-eng" in panel.page.toPlainText()
    panel = asked(app, "من")
    assert "from" in panel.page.toPlainText() and "dict-freedict" in panel.page.toPlainText()


def test_links_and_the_way_back(start: Start, corpus: Path) -> None:
    app = opened(start, corpus)
    panel = asked(app, "بلاده")
    assert not panel.back.isEnabled()
    follow(panel, "word:country")
    answered(app, "country")
    assert "بلاد" in panel.page.toPlainText()
    panel.back.click()
    answered(app, "بلاده")
    assert panel.forward.isEnabled() and not panel.back.isEnabled()
    panel.forward.click()
    answered(app, "country")
    panel.field.setText("والد")
    press(panel.field, Qt.Key.Key_Return)
    answered(app, "والد")
    assert not panel.forward.isEnabled()
    press(panel.field, Qt.Key.Key_Escape)
    assert app.window.pane.reader.proxy.hasFocus() or not QApplication.activeWindow()


def test_a_glossary_of_the_corpus_comes_first(start: Start, corpus: Path) -> None:
    folder = corpus / "hashiya-notes" / "glossaries"
    folder.mkdir(parents=True)
    (folder / "ours.tsv").write_text("كتاب\topus\n", "utf-8")
    (folder / "broken.tbx").write_text("<html/>", "utf-8")
    app = opened(start, corpus)
    panel = asked(app, "الكتاب")
    assert panel._found.analyses[0].glosses == ("opus",)
    assert "broken.tbx" in panel.told.text()
    app.session.lookups.add_source(corpus.parent / "mine.csv")
    assert app.session.settings.dictionaries == [str(corpus.parent / "mine.csv")]


def test_how_it_was_translated(start: Start, corpus: Path) -> None:
    app = opened(start, corpus)
    panel = asked(app, "كتاب")
    wait(lambda: panel._translated.beads == 3, 60)
    text = panel.page.toPlainText()
    assert "How it was translated" in text and "in 3 rows" in text
    assert panel._translated.counterparts[0].word == "book"
    follow(panel, "place:1")
    wait(lambda: app.session.view.selection is not None)
    assert app.session.view.selection.exact in ("الكتاب", "كتاب")


def test_the_word_list(start: Start, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(start, corpus)
    panel = asked(app, "بلاده")
    wait(lambda: words_file(corpus))
    assert words_file(corpus)[0]["state"] == "looked-up"
    panel.learn.click()
    wait(lambda: words_file(corpus)[0]["state"] == "to-learn")
    wait(lambda: panel.learn.isChecked() and not panel.known.isChecked())
    asked(app, "والد")
    wait(lambda: panel.cards.list.topLevelItemCount() == 2)
    cards = panel.cards
    cards.filter.setCurrentIndex(cards.filter.findData("to-learn"))
    assert [word.word for word in cards.shown()] == ["بلاده"]
    panel.tabs.setCurrentWidget(cards)
    cards.list.setFocus()  # in the text the letter is a key of its own
    cards.list.setCurrentItem(cards.list.topLevelItem(0))
    app.window.activateWindow()
    cards.list.setFocus()
    wait(cards.list.hasFocus)
    press(cards.list, Qt.Key.Key_K)
    wait(lambda: {w["state"] for w in words_file(corpus)} == {"known", "looked-up"})
    cards.filter.setCurrentIndex(0)
    target = corpus.parent / "cards.tsv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target)[:-4], ""))
    cards._export_tsv()
    wait(target.exists)
    wait(lambda: "cards.tsv" in cards.told.text() and "2 words" in cards.told.text())
    assert "بلاده\tcountry, countries\t" in target.read_text("utf-8")
    wait(lambda: cards.list.topLevelItemCount() == 2)
    cards.list.setCurrentItem(cards.list.topLevelItem(0))
    press(cards.list, Qt.Key.Key_Delete)
    wait(lambda: cards.list.topLevelItemCount() == 1)
    cards.list.itemActivated.emit(cards.list.topLevelItem(0), 0)
    answered(app, cards.list.topLevelItem(0).text(0).strip("\u2068\u2069"))


def test_what_cannot_be_looked_up_is_not_listed(start: Start, corpus: Path) -> None:
    app = opened(start, corpus)
    asked(app, "قققق")
    asked(app, "بلاده")
    wait(lambda: words_file(corpus))
    assert [word["word"] for word in words_file(corpus)] == ["بلاده"]


@pytest.mark.parametrize(
    ("language", "wanted"),
    [("en", "July 31, 2021\n21 Dhu al-Hijja 1442 AH"), ("ar", "٢١ ذو الحجة ١٤٤٢ هـ")],
)
def test_a_date_is_explained_where_the_pointer_rests(
    start: Start, corpus: Path, language: str, wanted: str
) -> None:
    app = opened(start, corpus, language)
    hints, at = app.window.pane.hints, ARABIC[0].index("يوليو")
    assert wanted in hints.text("ar", 0, at)
    assert hints.text("ar", 0, 2) == "" and hints.text("xx", 0, 2) == ""
    app.window.pane.reader.pointed.emit("ar", 0, at)
    wait(lambda: QToolTip.isVisible() and wanted in QToolTip.text())
    app.window.pane.reader.pointed.emit("ar", 0, 2)
    wait(lambda: not QToolTip.isVisible() or wanted not in QToolTip.text())


def test_a_name_in_latin_letters(start: Start, corpus: Path) -> None:
    app = opened(start, corpus)
    at = "\n".join(ARABIC).index("الوزير")
    app.session.view.place_asked.emit("ar", at, at + 6)
    app.window.commands["transliterate"].trigger()
    panel = app.window.words
    wait(lambda: "al-Wzīr" in panel.page.toPlainText())
    assert "Short vowels" in panel.page.toPlainText()
    follow(panel, "copy:")
    assert QApplication.clipboard().text() == "al-Wzīr"


def test_reading_aloud_is_there_where_a_voice_is(
    start: Start, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(start, corpus)
    commands, speaking = app.window.commands, app.session.speaking
    assert not commands["speak"].isVisible()
    code = "import sys; open(sys.argv[1], 'a', encoding='utf-8').write(sys.argv[2] + '|')"
    log, said = corpus.parent / "said", []

    def speak(voice: Voice, text: str) -> object:
        said.append(text)
        return speech.subprocess.Popen([sys.executable, "-c", code, str(log), text])

    monkeypatch.setattr(speech, "speak", speak)
    monkeypatch.setattr(speech, "voices", lambda: {"ar": Voice("ar", "say", "say", "Majed")})
    speaking.find_voices()
    wait(lambda: commands["speak"].isVisible())
    app.window.pane.reader.caret.select_place("ar", 0, 0)
    commands["speak"].trigger()
    assert commands["hush"].isVisible()
    wait(lambda: not speaking.active)
    assert log.read_text("utf-8").split("|")[:-1] == ARABIC
    monkeypatch.setattr(
        speech,
        "speak",
        lambda *_: speech.subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]),
    )
    commands["speak"].trigger()
    wait(lambda: speaking._speaking is not None and speaking._speaking[1]._process is not None)
    commands["hush"].trigger()
    assert speaking._jobs.wait() and not commands["hush"].isVisible()
    app.window.pane.reader.caret.select_place("en", 0, 0)
    assert not commands["speak"].isVisible()


@pytest.mark.parametrize(("language", "told"), [("ar", "أداة التعريف"), ("en", "the")])
def test_parts_are_named_in_the_language_of_the_interface(
    start: Start, corpus: Path, language: str, told: str
) -> None:
    panel = asked(opened(start, corpus, language), "الكتاب")
    text = panel.page.toPlainText().translate(dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069")))
    assert f"ال {told} " in text.replace("\u00a0", " ")


def test_parts_are_told_in_the_language_of_the_interface(start: Start, corpus: Path) -> None:
    panel = asked(opened(start, corpus, "ar"), "وبالكتاب")
    text = panel.page.toPlainText()
    assert not {"\u2068the\u2069", "\u2068and\u2069"} & set(text.split())
    assert "أداة التعريف" in text


def test_the_first_word_says_that_dictionaries_are_opened(start: Start, corpus: Path) -> None:
    app = opened(start, corpus)
    app.session.lookups.ask("الكتاب")
    assert "Opening the dictionaries" in app.window.words.page.toPlainText()
    answered(app, "الكتاب")
    app.session.lookups.ask("البيت")
    assert "Opening the dictionaries" not in app.window.words.page.toPlainText()


def test_a_root_leads_to_its_words(start: Start, corpus: Path) -> None:
    app = opened(start, corpus)
    panel = asked(app, "الكتاب")
    assert "Root: " in panel.page.toPlainText()
    follow(panel, "root:")
    question = app.window.search.question
    assert question.query.text() == "كتب" and question.take().mode == "root"


def test_a_name_is_told_by_the_row_it_stands_in(start: Start, corpus: Path) -> None:
    (corpus / "book.ar.txt").write_text("\n".join([*ARABIC, "سافر تولر إلى بلاده."]), "utf-8")
    (corpus / "book.en.txt").write_text("\n".join([*ENGLISH, "Tueller went home."]), "utf-8")
    app = opened(start, corpus)
    app.session.lookups.ask_at("ar", len(ARABIC), len("سافر تو"))
    panel = answered(app, "تولر")
    assert "Tueller" in panel.page.toPlainText()


def test_what_stands_for_it_in_this_text_comes_first(start: Start, corpus: Path) -> None:
    app = opened(start, corpus)
    app.session.lookups.ask_at("ar", 2, ARABIC[2].index("بلاده") + 2)
    panel = answered(app, "بلاده")
    wait(lambda: "In this text" in panel.page.toPlainText())  # once the words were learned
    text = panel.page.toPlainText()
    assert text.index("In this text: \u2068country") < text.index("ara-eng of the test")
    app.session.lookups.ask("بلاده")  # typed: in no text
    wait(lambda: "In this text" not in answered(app, "بلاده").page.toPlainText())


def test_how_it_is_probably_read_is_told(
    start: Start, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vowels, "available", lambda: True)
    app = opened(start, corpus)
    app.session.lookups.vocalise = _with_fatha
    app.session.lookups.ask_at("ar", 2, ARABIC[2].index("بلاده") + 2)
    assert "Probably read: \u2068بَلَاَدَهَ\u2069" in answered(app, "بلاده").page.toPlainText()


def _with_fatha(texts: list[str]) -> list[str]:
    return ["".join(f"{c}\u064e" if c.isalpha() else c for c in text) for text in texts]


def test_a_word_nobody_knows_is_told_in_latin_letters(start: Start, corpus: Path) -> None:
    app = opened(start, corpus)
    assert "As a name in Latin letters: \u2068Znbūrk" in asked(app, "زنبورك").page.toPlainText()


def test_words_of_the_list_are_shown_in_the_text(start: Start, corpus: Path) -> None:
    app = opened(start, corpus)
    panel, reader = asked(app, "الكتاب"), app.window.pane.reader
    panel.learn.click()
    wait(lambda: words_file(corpus) and words_file(corpus)[0]["state"] == "to-learn")
    at = ARABIC[2].index("الكتاب") + 1
    assert not reader.marks.at("ar", 2, at, "states")  # nothing before it is asked for
    app.window.commands["states"].trigger()
    wait(lambda: reader.marks.at("ar", 2, at, "states"))
    panel.known.click()
    wait(lambda: [m.colour for m in reader.marks.at("ar", 2, at, "states")] == ["muted"])
    app.window.commands["states"].trigger()
    wait(lambda: not reader.marks.at("ar", 2, at, "states"))


def test_there_is_a_word_for_every_part_of_speech_and_of_a_word() -> None:
    assert html_page.speech().keys() == set(SPEECH)
    assert html_page.kinds().keys() == set(AFFIX_KINDS)
