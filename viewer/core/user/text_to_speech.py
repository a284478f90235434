"""Reading aloud with the system's own voice: speech-dispatcher, macOS, or Windows.

Text reaches the program as one argument after `--` or through its standard input, never through a
shell. Nothing is sent anywhere: the voices are those of the machine.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

VOICES_TIMEOUT_S = 8.0
"""Seconds that a list of voices may take."""
LONGEST_UTTERANCE_CODE_POINTS = 4000
"""Code points that are spoken at once; longer texts come in pieces."""

_SAY = re.compile(r"^(.+?)\s+([a-z]{2,3})[_-]\w+\s+#", re.M)
_SPD = re.compile(r"^\s*(\S.*?)\s{2,}([a-z]{2,3})(?:[-_]\w+)*\s", re.M)
_LIST = (
    "Add-Type -AssemblyName System.Speech;"
    "(New-Object System.Speech.Synthesis.SpeechSynthesizer).GetInstalledVoices() |"
    " Where-Object {$_.Enabled} | ForEach-Object {$_.VoiceInfo.Culture.Name + '|' +"
    " $_.VoiceInfo.Name}"
)
_SPEAK = (
    "Add-Type -AssemblyName System.Speech;"
    "[Console]::InputEncoding = [System.Text.Encoding]::UTF8;"
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer;"
    "$voice.SelectVoice($env:HASHIYA_VOICE);"
    "$voice.Speak([Console]::In.ReadToEnd())"
)
_POWERSHELL = ("powershell", "-NoProfile", "-NonInteractive", "-Command")


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of a language (BCP 47, its first part). `engine`: `spd-say`, `say`, `sapi`."""

    language: str
    engine: str
    program: str
    name: str


def voices() -> dict[str, Voice]:
    """The first voice of each language that the system has; asks its program, for no longer than
    `VOICES_TIMEOUT_S`."""
    found: dict[str, Voice] = {}
    for voice in _all():
        found.setdefault(voice.language, voice)
    return found


def _all() -> Iterator[Voice]:
    if sys.platform == "win32":
        if program := shutil.which("powershell"):
            for line in _output([program, *_POWERSHELL[1:], _LIST]).splitlines():
                culture, _, name = line.strip().partition("|")
                if name:
                    yield Voice(culture.split("-")[0].lower(), "sapi", program, name)
    elif program := shutil.which("say") if sys.platform == "darwin" else None:
        for name, language in _SAY.findall(_output([program, "-v", "?"])):
            yield Voice(language, "say", program, name)
    elif program := shutil.which("spd-say"):
        for name, language in _SPD.findall(_output([program, "-L"])):
            yield Voice(language, "spd-say", program, name)


def _output(command: list[str]) -> str:
    """What a program prints; nothing where it fails or takes too long."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=VOICES_TIMEOUT_S,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace")


def pieces(text: str) -> list[str]:
    """A text in parts to be spoken one after the other: its lines, long ones at a space."""
    found = []
    for line in text.replace("\u2028", "\n").split("\n"):
        line = " ".join(line.replace("\ufffc", " ").replace("\0", " ").split())
        while len(line) > LONGEST_UTTERANCE_CODE_POINTS:
            at = line.rfind(" ", 1, LONGEST_UTTERANCE_CODE_POINTS)
            at = at if at > 0 else LONGEST_UTTERANCE_CODE_POINTS
            found.append(line[:at])
            line = line[at:].lstrip()
        if line:
            found.append(line)
    return found


def speak(voice: Voice, text: str) -> subprocess.Popen[bytes]:
    """Start to speak a piece of text; the process ends with it. Raises OSError."""
    given, environment = b"", dict(os.environ)
    if voice.engine == "spd-say":
        command = [voice.program, "--wait", "--language", voice.language, "--", text]
    elif voice.engine == "say":
        command, given = [voice.program, "-v", voice.name, "-f", "-"], text.encode()
    else:
        command, given = [voice.program, *_POWERSHELL[1:], _SPEAK], text.encode()
        environment["HASHIYA_VOICE"] = voice.name
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    assert process.stdin is not None
    try:
        process.stdin.write(given)
        process.stdin.close()
    except OSError:
        process.kill()
        process.wait()
        raise
    return process


def hush(voice: Voice) -> None:
    """Have the system fall silent, where ending the program that speaks is not enough."""
    if voice.engine == "spd-say":
        _output([voice.program, "--cancel"])
