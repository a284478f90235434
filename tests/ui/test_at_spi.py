"""The program as a screen reader has it: a client on the accessibility bus reads and walks it."""

from __future__ import annotations

import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from at_spi import (
    ANSWER,
    CHARACTER,
    LINE,
    WORD,
    Buses,
    Seen,
    alive,
    applications,
    descendants,
    missing,
    press,
    until,
)

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"not here: {missing()}")

DOWN, LEFT = 0xFF54, 0xFF51
WORDS = {
    "en": {
        "menus": "File",
        "filter": "Filter the corpus by title or name",
        "selected": "words selected",
    },
    "ar": {"menus": "ملف", "filter": "تصفية المجموعة بالعنوان أو الاسم", "selected": "حُدّدت"},
}
"""What the client looks for, by the language of the interface."""
TITLES = {"ar": "السفير الأميركي في بغداد", "en": "US ambassador in Baghdad"}
"""Of the text that it reads, as the window is called by them."""


class Client:
    """A program on the bus, and its window."""

    def __init__(self, buses: Buses, language: str) -> None:
        self.bus, self.language = buses.connection, language
        app = until(lambda: applications(self.bus), "the program")[0]
        self.window: Seen = until(app.children, "its window")[0]

    def shown(self, role: str = "") -> Iterator[Seen]:
        """What is on screen, in the order of the tree."""
        for seen in self.window.walk():
            if (not role or seen.role == role) and seen.has("showing"):
                yield seen

    def pane(self) -> Seen:
        """The text that is read: the one that takes no typing and has something to say."""

        def found() -> Seen | None:
            texts = (seen for seen in self.shown("text") if "ReaderView" in seen.id)
            return next((text for text in texts if text.count()), None)

        return until(found, "the text")


@pytest.fixture
def client(seeds: Path, request: pytest.FixtureRequest) -> Iterator[Callable[[str], Client]]:
    """Starts the program on the sample corpus, with everything it needs to be heard."""
    with tempfile.TemporaryDirectory(prefix="hashiya-") as short:
        buses = Buses(Path(short) / "run")
        buses.environment["HASHIYA_HOME"] = str(Path(short) / "home")
        buses.environment["PYTHONPATH"] = str(Path(__file__).resolve().parents[2])

        def begin(language: str) -> Client:
            buses.open()
            command = [sys.executable, "-m", "viewer", "--language", language]
            buses.start([*command, str(seeds)])
            made = Client(buses, language)
            made.pane()
            buses.start(command)  # without a window manager, only this brings it the focus
            return made

        try:
            yield begin
        finally:
            buses.close()


def settled(value: Callable[[], Any], before: Any) -> Any:
    """The value once it is another than before."""
    until(lambda: value() != before, "a change")
    return value()


def check_names(client: Client) -> None:
    """Whatever takes the focus can be told from the others."""
    nameless = [
        f"{seen.role} {seen.id}"
        for seen in client.shown()
        if seen.has("focusable") and not seen.name.strip()
    ]
    assert not nameless
    boxes = list(client.shown("combo box"))  # on Linux their name is what is chosen in them
    assert boxes and not [seen.id for seen in boxes if not seen.description.strip()]
    names = {seen.name for seen in client.shown()}
    assert {WORDS[client.language]["filter"], WORDS[client.language]["menus"]} <= names


def check_text(client: Client, pane: Seen) -> None:
    """Role, name, language, and the text by letter, word and line where the caret is."""
    assert pane.role == "text" and pane.name.startswith(TITLES["ar"])
    assert TITLES[client.language] in client.window.name
    assert pane.value("Accessible", "Locale").startswith("ar")
    text = pane.text()
    assert text.startswith("السفير الأميركي في بغداد") and pane.count() == len(text)
    offset = text.index("بغداد")
    assert pane.at(offset + 2, WORD)[0].strip() == "بغداد"
    assert pane.at(offset, CHARACTER) == ("ب", offset, offset + 1)
    line, start, end = pane.at(offset, LINE)
    assert text[start:end] == line and start <= offset < end and "\n" not in line.strip()
    assert pane.attributes(offset)["direction"] == "rtl"
    one, other = pane.rectangle(offset), pane.rectangle(offset + 1)
    assert one[2] > 0 and one[3] > 0 and other[0] < one[0]  # Arabic runs to the left


def check_caret(client: Client, pane: Seen) -> None:
    """Keys move the caret and select; each move is told to who listens."""
    assert pane.ask("Component", "GrabFocus")
    until(lambda: pane.has("focused"), "the focus")
    with listening(client.bus, "TextCaretMoved") as heard:
        before = pane.caret()
        press(client.bus, DOWN)
        caret = settled(pane.caret, before)
        press(client.bus, LEFT)
        settled(pane.caret, caret)
        until(lambda: heard(), "the news of the caret")
    # A line down on screen is the next line for the ear.
    pane.ask("Text", "SetCaretOffset", "i", 2)
    until(lambda: pane.caret() == 2, "the caret")
    first = pane.at(2, LINE)
    press(client.bus, DOWN)
    assert settled(pane.caret, 2) >= first[2]


def check_selection(client: Client, pane: Seen) -> None:
    """What is selected over the bus is selected in the program, and the other way round."""
    text = pane.text()
    end = text.index("الأميركي") + len("الأميركي")
    assert pane.ask("Text", "AddSelection", "ii", 0, end)
    assert pane.selection() == (0, end)
    told = WORDS[client.language]["selected"]
    until(lambda: any(told in seen.name for seen in client.shown("label")), "the count of words")
    assert pane.ask("Text", "RemoveSelection", "i", 0)
    assert pane.selection() is None


class listening:
    """Listens to an event of objects; what it gives tells how many were heard so far."""

    def __init__(self, bus: Any, event: str) -> None:
        self._bus, self._event, self._heard = bus, event, deque()

    def __enter__(self) -> Callable[[], int]:
        from jeepney import MatchRule
        from jeepney.bus_messages import message_bus

        interface = "org.a11y.atspi.Event.Object"
        rule = MatchRule(type="signal", interface=interface, member=self._event)
        self._bus.send_and_get_reply(message_bus.AddMatch(rule), timeout=ANSWER)
        where = "/org/a11y/atspi/registry"
        registry = Seen(self._bus, "org.a11y.atspi.Registry", where)
        registry.ask("Registry", "RegisterEvent", "sas", "object:text-caret-moved", [])
        self._filter = self._bus.filter(rule, queue=self._heard)
        self._filter.__enter__()
        time.sleep(0.2)  # the program hears of its listeners in its own time
        return self._count

    def _count(self) -> int:
        registry = Seen(self._bus, "org.a11y.atspi.Registry", "/org/a11y/atspi/registry")
        registry.ask("Registry", "GetRegisteredEvents")  # what was waiting comes before its answer
        return len(self._heard)

    def __exit__(self, *error: object) -> None:
        self._filter.close()


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_screen_reader_reads_the_program(client: Callable[[str], Client], language: str) -> None:
    shown = client(language)
    pane = shown.pane()
    assert shown.window.role == "frame"
    check_text(shown, pane)
    check_caret(shown, pane)
    check_selection(shown, pane)
    check_names(shown)


def test_nothing_is_left_behind() -> None:
    with tempfile.TemporaryDirectory(prefix="hashiya-") as short:
        buses = Buses(Path(short) / "run")
        try:
            buses.open()
            started = [p.pid for p in buses._running]
            started += [pid for one in started for pid in descendants(one)]
        finally:
            buses.close()
    assert len(started) >= 5 and not any(map(alive, started))
