"""A screen reader's side of the accessibility bus: buses of our own, the program on them, a client.

Everything is started for one test, waits for nothing without an end, and is gone afterwards.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

PATIENCE = 60.0
"""Seconds after which what does not come is missing."""
ANSWER = 5.0
"""Seconds that one question to the program may take."""
PLACES = (
    "/usr/libexec",
    "/usr/lib/at-spi2-core",
    "/usr/lib/at-spi2",
    "/usr/lib",
    *(f"/usr/lib/{machine}-linux-gnu/at-spi2-core" for machine in ("x86_64", "aarch64")),
)
"""Where distributions put what is on no path."""
CONFIG = """<busconfig><type>session</type><listen>unix:dir=FOLDER</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""
"""Of a session bus that starts nothing by itself: what runs is what is started here."""
STATES = {"editable": 7, "enabled": 8, "focusable": 11, "focused": 12, "showing": 25}
NULL = "/org/a11y/atspi/null"
WORD, LINE, CHARACTER = 1, 5, 0
"""Kinds of text at an offset: ATSPI_TEXT_BOUNDARY_WORD_START and so on."""
KEY = 3
"""Of an event: a key is pressed and let go, named by its X keysym."""


def program(name: str) -> str | None:
    """The path of a program, on the PATH or where distributions hide it."""
    found = shutil.which(name)
    return found or next((f"{p}/{name}" for p in PLACES if os.access(f"{p}/{name}", os.X_OK)), None)


def missing() -> str:
    """What is not here that the bus needs; empty if all is."""
    if not sys.platform.startswith("linux"):
        return "AT-SPI, which only Linux has"
    try:
        import jeepney  # noqa: F401
    except ImportError:
        return "the package jeepney"
    names = ("dbus-daemon", "at-spi-bus-launcher", "at-spi2-registryd", "Xvfb")
    return ", ".join(name for name in names if program(name) is None)


def until(condition: Callable[[], Any], what: str) -> Any:
    """Ask again and again until the answer is something."""
    end = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.05)
    return found


class Buses:
    """A screen, a session bus, an accessibility bus with its registry. `close` ends them all."""

    def __init__(self, folder: Path) -> None:
        """`folder`: short, for sockets."""
        self._running: list[subprocess.Popen[bytes]] = []
        self._folder = folder
        folder.mkdir(mode=0o700, exist_ok=True)
        wanted = ("PATH", "HOME", "LANG", "PYTHONPATH", "LD_LIBRARY_PATH", "TMPDIR")
        self.environment = {name: os.environ[name] for name in wanted if name in os.environ}
        self.environment |= {
            "XDG_RUNTIME_DIR": str(folder),
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }

    def open(self) -> None:
        """Start everything; what is started of it ends with `close`, whatever happens."""
        self.environment["DISPLAY"] = self._screen()
        config = self._folder / "bus.conf"
        config.write_text(CONFIG.replace("FOLDER", str(self._folder)), "utf-8")
        daemon = [str(program("dbus-daemon")), f"--config-file={config}", "--nofork"]
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self._told([*daemon, "--print-address=FD"])
        self.start([str(program("at-spi-bus-launcher")), "--launch-immediately"])
        session = connected(self.environment["DBUS_SESSION_BUS_ADDRESS"])
        try:
            address = until(lambda: _address(session), "the accessibility bus")
        finally:
            session.close()
        self.environment["AT_SPI_BUS_ADDRESS"] = address
        self.start([str(program("at-spi2-registryd"))])
        self.connection = connected(address)

    def _screen(self) -> str:
        command = [str(program("Xvfb")), "-displayfd", "FD", "-screen", "0", "1280x900x24"]
        return ":" + self._told([*command, "-nolisten", "tcp"])

    def _told(self, command: list[str]) -> str:
        """Start a program; the line that it writes to the file whose number stands for FD."""
        reading, writing = os.pipe()
        made = [part.replace("FD", str(writing)) if "FD" in part else part for part in command]
        self.start(made, pass_fds=(writing,))
        os.close(writing)
        os.set_blocking(reading, False)
        told = b""

        def line() -> bool:
            nonlocal told
            try:
                told += os.read(reading, 4096)
            except BlockingIOError:
                return False
            return b"\n" in told

        try:
            until(line, command[0])
        finally:
            os.close(reading)
        return told.decode().strip()

    def start(self, command: list[str], **more: Any) -> subprocess.Popen[bytes]:
        """A process that ends with the buses."""
        log = (self._folder / f"{len(self._running)}.log").open("wb")
        with log:
            process: subprocess.Popen[bytes] = subprocess.Popen(  # pyright: ignore
                command, env=self.environment, stdout=log, stderr=log, cwd=self._folder, **more
            )
        self._running.append(process)
        return process

    def close(self) -> None:
        """End everything, the last first, with what it started itself."""
        if hasattr(self, "connection"):
            self.connection.close()
        below = [pid for process in self._running for pid in descendants(process.pid)]
        for process in reversed(self._running):
            process.terminate()
            try:
                process.wait(ANSWER)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(ANSWER)
        for pid in below:
            if alive(pid):
                os.kill(pid, signal.SIGKILL)
        until(lambda: not any(map(alive, below)), "the end of what was started")


def connected(address: str) -> Any:
    """A connection to a bus; a bus that says nothing is a failure, in time."""
    from jeepney.io.blocking import open_dbus_connection

    made: list[Any] = []

    def connect() -> None:
        made.append(open_dbus_connection(address))

    thread = threading.Thread(target=connect, daemon=True)  # its first question has no time limit
    thread.start()
    thread.join(ANSWER)
    assert made, f"no answer from {address}"
    return made[0]


def _address(session: Any) -> str:
    from jeepney import DBusAddress, new_method_call

    bus = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
    reply = session.send_and_get_reply(new_method_call(bus, "GetAddress"), timeout=ANSWER)
    return "" if reply.header.message_type.name == "error" else reply.body[0]


def descendants(pid: int) -> list[int]:
    """The processes that a process started, and they in turn."""
    try:
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [each for child in map(int, told) for each in (child, *descendants(child))]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@dataclass(frozen=True)
class Seen:
    """Something on the screen as the bus tells of it."""

    bus: Any
    name_on_bus: str
    path: str

    def ask(self, interface: str, method: str, signature: str = "", *values: Any) -> Any:
        """Call a method of `org.a11y.atspi.…`; its answer, a tuple if there are several."""
        from jeepney import DBusAddress, new_method_call

        whole = interface if "." in interface else f"org.a11y.atspi.{interface}"
        address = DBusAddress(self.path, self.name_on_bus, whole)
        call = new_method_call(address, method, signature or None, values if signature else ())
        reply = self.bus.send_and_get_reply(call, timeout=ANSWER)
        if reply.header.message_type.name == "error":
            raise LookupError(f"{interface}.{method}: {reply.body}")
        return reply.body[0] if len(reply.body) == 1 else reply.body

    def value(self, interface: str, name: str) -> Any:
        whole = f"org.a11y.atspi.{interface}"
        return self.ask("org.freedesktop.DBus.Properties", "Get", "ss", whole, name)[1]

    @property
    def name(self) -> str:
        return self.value("Accessible", "Name")

    @property
    def description(self) -> str:
        return self.value("Accessible", "Description")

    @cached_property
    def id(self) -> str:
        """What the program calls it: the classes that it is in."""
        return self.value("Accessible", "AccessibleId")

    @cached_property
    def role(self) -> str:
        return self.ask("Accessible", "GetRoleName")

    def has(self, state: str) -> bool:
        low, high = self.ask("Accessible", "GetState")
        return bool((low | high << 32) >> STATES[state] & 1)

    def children(self) -> list[Seen]:
        told = self.ask("Accessible", "GetChildren")
        return [Seen(self.bus, name, path) for name, path in told if path != NULL]

    def walk(self) -> Iterator[Seen]:
        """This and everything in it."""
        yield self
        for child in self.children():
            yield from child.walk()

    # As text

    def count(self) -> int:
        return self.value("Text", "CharacterCount")

    def text(self, start: int = 0, end: int = -1) -> str:
        return self.ask("Text", "GetText", "ii", start, self.count() if end < 0 else end)

    def caret(self) -> int:
        return self.value("Text", "CaretOffset")

    def at(self, offset: int, kind: int) -> tuple[str, int, int]:
        return self.ask("Text", "GetTextAtOffset", "iu", offset, kind)

    def selection(self) -> tuple[int, int] | None:
        if not self.ask("Text", "GetNSelections"):
            return None
        return self.ask("Text", "GetSelection", "i", 0)

    def attributes(self, offset: int) -> dict[str, str]:
        return self.ask("Text", "GetAttributes", "i", offset)[0]

    def rectangle(self, offset: int) -> tuple[int, int, int, int]:
        """Of a letter, in pixels of the screen: x, y, width, height."""
        return self.ask("Text", "GetCharacterExtents", "iu", offset, 0)


def applications(bus: Any) -> list[Seen]:
    """What runs on the bus."""
    root = Seen(bus, "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
    try:
        return root.children()
    except LookupError:  # the registry gives way to another one while the bus comes up
        return []


def press(bus: Any, keysym: int) -> None:
    """Type a key, as somebody at the keyboard."""
    where = "/org/a11y/atspi/registry/deviceeventcontroller"
    keys = Seen(bus, "org.a11y.atspi.Registry", where)
    keys.ask("DeviceEventController", "GenerateKeyboardEvent", "isu", keysym, "", KEY)
