"""Plug-ins: none is loaded before it is allowed; then each seam works, and its faults are told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from plugin_maker import make_plugin, toy

from viewer.core import formats
from viewer.core.base import plugins
from viewer.core.base.errors import PluginFailed, Unreadable
from viewer.core.dictionaries.catalogue import Places, file_filter
from viewer.core.dictionaries.service import Desk
from viewer.core.export.bitext import Bitext, bitext_kinds, write
from viewer.core.worker import client
from viewer.core.worker.client import Worker


@pytest.fixture
def worker() -> Iterator[Worker]:
    client._STOCK._end_idle(0.0)  # a child of another test has that one's path
    made = Worker()
    yield made
    made.close()


def loaded() -> list[str]:
    return [name for name in sys.modules if name.startswith("hashiya_toy")]


def document(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "one.toy"
    path.write_text(text, "utf-8")
    return path


def test_what_is_installed_is_found_and_not_loaded(outside: Path, tmp_path: Path) -> None:
    found = toy()
    assert found.version == "0.1" and found.points[plugins.VERBS] == ("toy",)
    assert not plugins.is_allowed(found) and not plugins.told() and not loaded()
    assert not any(plugins.points(group) for group in plugins.GROUPS)
    assert not formats.known("one.toy") and ".toy" not in bitext_kinds()
    assert "toy" not in file_filter()
    with pytest.raises(Unreadable) as caught:
        formats.load(document(tmp_path, "a|b"))
    assert caught.value.reason == "unknown-format" and not loaded()


def test_it_stays_allowed_and_can_be_forbidden(outside: Path, tmp_path: Path) -> None:
    plugins.allow(toy())
    plugins.allowed.cache_clear()
    assert plugins.is_allowed(toy()) and formats.known("one.toy") and not loaded()
    plugins.allow(toy(), on=False)
    assert not plugins.is_allowed(toy()) and not formats.known("one.toy")


@pytest.mark.parametrize("text", ["", "[]", "{", '{"allowed": [1]}', '{"allowed": [{"name": 2}]}'])
def test_a_damaged_file_allows_nothing(outside: Path, tmp_path: Path, text: str) -> None:
    plugins.allow(toy())
    file = tmp_path / "home" / "config" / "plugins.json"
    assert json.loads(file.read_text("utf-8"))["allowed"][0]["name"] == "hashiya-toy"
    file.write_text(text, "utf-8")
    plugins.allowed.cache_clear()
    assert plugins.allowed() == ()


def test_a_format_runs_in_the_cage_alone(outside: Path, tmp_path: Path, worker: Worker) -> None:
    plugins.allow(toy())
    made = worker.load(document(tmp_path, "a word|another"))
    lines = made.text().split("\n")
    assert lines[:2] == ["a word", "another"] and made.format == "toy"
    assert int(lines[2]) != os.getpid() and not loaded()
    assert lines[3] == "PermissionError" and not (tmp_path / "written").exists()


def test_a_child_from_before_is_not_asked(outside: Path, tmp_path: Path, worker: Worker) -> None:
    (tmp_path / "page.html").write_text("<p>before</p>", "utf-8")
    worker.load(tmp_path / "page.html")
    plugins.allow(toy())
    assert "another" in worker.load(document(tmp_path, "a word|another")).text()
    plugins.allow(toy(), on=False)
    with pytest.raises(Unreadable) as caught:
        worker.load(document(tmp_path, "a word"))
    assert caught.value.reason == "unknown-format"


def test_what_the_program_reads_itself_stays_its_own(outside: Path, tmp_path: Path) -> None:
    plugins.allow(toy())
    (tmp_path / "one.txt").write_text("a|b", "utf-8")
    assert formats.load(tmp_path / "one.txt").text() == "a|b" and not loaded()


@pytest.mark.parametrize("text", ["bad", "nothing"])
def test_a_fault_of_a_format_bears_its_name(
    outside: Path, tmp_path: Path, worker: Worker, text: str
) -> None:
    plugins.allow(toy())
    with pytest.raises(Unreadable) as caught:
        worker.load(document(tmp_path, text))
    assert caught.value.reason == "plugin" and caught.value.detail.startswith("hashiya-toy: ")
    assert "a word" in worker.load(document(tmp_path, "a word")).text()


def test_another_version_waits(outside: Path, tmp_path: Path, worker: Worker) -> None:
    plugins.allow(toy())
    make_plugin(outside, "0.2")
    assert not plugins.is_allowed(toy())
    with pytest.raises(Unreadable) as caught:
        worker.load(document(tmp_path, "a word"))
    assert caught.value.detail == "hashiya-toy: changed 0.2"
    with pytest.raises(PluginFailed) as failed:
        plugins.points(plugins.VERBS)["toy"].load()
    assert failed.value.reason == "changed" and not loaded()
    plugins.allow(toy())
    assert "a word" in worker.load(document(tmp_path, "a word")).text()


def test_an_exporter(outside: Path, tmp_path: Path) -> None:
    plugins.allow(toy())
    assert bitext_kinds()[-1] == ".toy"
    out = tmp_path / "out.toy"
    write(iter([Bitext("one", {}, []), Bitext("two", {}, [])]), out)
    assert out.read_text("utf-8") == "one|two"
    with pytest.raises(PluginFailed) as caught:
        write([Bitext("bad", {}, [])], out)
    assert (caught.value.plugin, caught.value.reason) == ("hashiya-toy", "broken")


def test_a_dictionary(outside: Path, tmp_path: Path) -> None:
    plugins.allow(toy())
    (tmp_path / "mine.toy").write_text("بئر=well", "utf-8")
    (tmp_path / "other.tsv").write_text("نهر\triver\nبئر\tspring\n", "utf-8")
    desk = Desk(lambda path: [])
    places = Places(own=(tmp_path,))
    found = desk.consult("بئر", "ar", places)
    assert {"mine", "other"} <= set(found.sources) and not found.unreadable
    assert "well" in str(found.analyses) and "TOY" in file_filter()
    (tmp_path / "mine.toy").write_text("بئر=bad نهر=bad", "utf-8")
    found = desk.consult("نهر", "ar", places)
    assert "river" in str(found.analyses)
    (fault,) = found.unreadable
    assert fault.reason == "plugin" and fault.detail.startswith("hashiya-toy: KeyError")


def hashiya(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "viewer", *arguments],
        env=os.environ | {"LC_ALL": "en_GB.UTF-8", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.mark.slow
def test_the_command_line_allows_and_runs_verbs(outside: Path, tmp_path: Path) -> None:
    assert hashiya("plugins").stdout == "- hashiya-toy 0.1: .toy .txt .toy .toy toy\n"
    assert "hashiya_other: no such plug-in" in hashiya("plugins", "allow", "hashiya_other").stderr
    assert hashiya("plugins", "allow", "Hashiya_Toy").stdout.startswith("+ hashiya-toy 0.1")
    done = hashiya("toy", "a", "--b")
    assert (done.returncode, done.stdout) == (3, "toy a --b\n")
    failed = hashiya("toy", "bad")
    assert failed.returncode == 2 and failed.stderr.startswith("hashiya: hashiya-toy: ")
    assert "Traceback" not in failed.stderr
    assert hashiya("read", str(document(tmp_path, "a word"))).stdout.startswith("a word\n")
    (row,) = json.loads(hashiya("plugins", "--json").stdout)
    assert row["allowed"] and row["points"]["hashiya.exporters"] == [".toy"]
    assert hashiya("plugins", "forbid", "hashiya-toy").stdout.startswith("- ")
