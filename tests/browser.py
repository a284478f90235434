"""Chromium without a window, over a pipe (Chrome DevTools Protocol): for tests of written pages.

`--remote-debugging-pipe` reads JSON ended by NUL on descriptor 3 and answers on 4, so that neither
a driver nor a socket is needed.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
ANSWER_S = 120.0
"""Seconds that an answer may take on a busy machine."""


class Browser:
    """One page of a running browser."""

    def __init__(self, process: subprocess.Popen[bytes], write: int, read: int) -> None:
        self._process, self._write, self._read = process, write, read
        self._buffer, self._last = b"", 0
        self._session = ""
        self.events: list[dict[str, Any]] = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self.ask("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """What a command answers. Raises RuntimeError for an error."""
        self._last += 1
        said: dict[str, Any] = {"id": self._last, "method": method, "params": parameters}
        if self._session:
            said["sessionId"] = self._session
        os.write(self._write, json.dumps(said).encode() + b"\0")
        while (told := self._next()).get("id") != self._last:
            self.events.append(told)
        if "error" in told:
            raise RuntimeError(f"{method}: {told['error']}")
        return told["result"]

    def _next(self) -> dict[str, Any]:
        until = time.monotonic() + ANSWER_S
        while b"\0" not in self._buffer:
            if not select.select([self._read], [], [], max(0.0, until - time.monotonic()))[0]:
                raise TimeoutError("the browser does not answer")
            more = os.read(self._read, 1 << 20)
            if not more:
                raise EOFError("the browser has ended")
            self._buffer += more
        one, _, self._buffer = self._buffer.partition(b"\0")
        return json.loads(one)

    def open(self, address: str) -> None:
        """Go to an address and wait until all of it is loaded."""
        self.events.clear()
        self.ask("Page.navigate", url=address)
        while not self._has("Page.loadEventFired"):
            self.events.append(self._next())

    def _has(self, method: str) -> bool:
        return any(event.get("method") == method for event in self.events)

    def run(self, script: str) -> Any:
        """The value of an expression, or of its promise. Raises RuntimeError for an exception."""
        told = self.ask(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in told:
            raise RuntimeError(json.dumps(told["exceptionDetails"])[:2000])
        return told["result"].get("value")

    def wait(self, condition: str) -> None:
        """Wait until an expression is true."""
        until = time.monotonic() + ANSWER_S
        while not self.run(f"Boolean({condition})"):
            if time.monotonic() > until:
                raise TimeoutError(condition)
            time.sleep(0.02)

    def size(self, width: int, height: int, media: str = "", dark: bool = False) -> None:
        """Have the window be so large, in CSS pixels, and its media be `print` or a dark screen."""
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=width < 600,
        )  # fmt: skip
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("Emulation.setEmulatedMedia", media=media, features=[scheme])

    def picture(self, path: Path, whole: bool = False) -> None:
        """Save what is seen, or the whole page, as PNG."""
        told = self.ask("Page.captureScreenshot", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(told["data"]))

    def addresses(self) -> list[str]:
        """What was asked for since the last `open`, over a network or from the disk."""
        found = (
            e["params"]["request"]["url"]
            for e in self.events
            if e.get("method") == "Network.requestWillBeSent"
        )
        return list(found)

    def complaints(self) -> list[str]:
        """What the page's console says of errors and of what its policy forbids."""
        logged = (e["params"]["entry"] for e in self.events if e.get("method") == "Log.entryAdded")
        thrown = (e["params"] for e in self.events if e.get("method") == "Runtime.exceptionThrown")
        return [each["text"] for each in logged if each["level"] == "error"] + list(
            map(str, thrown)
        )


@contextlib.contextmanager
def browser(profile: Path) -> Iterator[Browser]:
    """A running browser with a profile of its own; it is ended at the end."""
    assert CHROMIUM is not None
    (there, write), (read, back) = os.pipe(), os.pipe()
    wanted = {3: there, 4: back}

    def place() -> None:
        for number, descriptor in {n: os.dup(d) for n, d in wanted.items()}.items():
            os.dup2(descriptor, number)

    options = (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--no-first-run",
    )
    process = subprocess.Popen(
        [CHROMIUM, *options, "--remote-debugging-pipe", f"--user-data-dir={profile}"],
        preexec_fn=place, close_fds=False,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    for descriptor in (there, back):
        os.close(descriptor)
    try:
        yield Browser(process, write, read)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        os.close(write)
        os.close(read)
