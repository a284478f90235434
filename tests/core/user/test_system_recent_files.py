"""The system's list of documents used lately: ours are added, everybody else's stay."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree

from viewer.core.user import system_recent_files as recents

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
THEIRS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<xbel version="1.0"\n'
    ' xmlns:bookmark="http://www.freedesktop.org/standards/desktop-bookmarks"\n'
    ' xmlns:mime="http://www.freedesktop.org/standards/shared-mime-info">\n'
    '  <bookmark href="file:///home/x/old.odt" added="2020-01-01T00:00:00Z" modified="m">'
    '<info><metadata owner="http://freedesktop.org"><mime:mime-type type="a/b"/>'
    "<bookmark:private/></metadata></info></bookmark>\n</xbel>\n"
)


def hrefs(file: Path) -> list[str]:
    return [row.get("href", "") for row in etree.parse(file).getroot().iter("bookmark")]


def test_rows_of_others_stay_and_ours_is_renewed(tmp_path: Path) -> None:
    file, text = tmp_path / "recently-used.xbel", tmp_path / "نص عربي.txt"
    file.write_text(THEIRS, "utf-8")
    text.write_text("", "utf-8")
    for _ in range(2):
        assert recents.write(file, [text, tmp_path], NOW)
    assert hrefs(file) == ["file:///home/x/old.odt", text.as_uri(), tmp_path.as_uri()]
    whole = file.read_text("utf-8")
    assert "<bookmark:private/>" in whole and 'modified="m"' in whole
    assert 'type="text/plain"' in whole and 'type="inode/directory"' in whole
    assert whole.count('name="Hashiya"') == 2 and 'count="2"' in whole


def test_a_list_that_is_not_understood_is_left_alone(tmp_path: Path) -> None:
    for content in ("<xbel", "<other/>", ""):
        file = tmp_path / "recently-used.xbel"
        file.write_text(content, "utf-8")
        assert not recents.write(file, [tmp_path], NOW)
        assert file.read_text("utf-8") == content
    assert [path.name for path in tmp_path.iterdir()] == ["recently-used.xbel"]


@pytest.mark.skipif(sys.platform != "linux", reason="the list is Linux's")
def test_a_home_of_its_own_tells_the_system_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    recents.add([tmp_path])
    assert not (tmp_path / "data").exists()
    monkeypatch.delenv("HASHIYA_HOME")
    recents.add([tmp_path])
    list_file = tmp_path / "data" / "recently-used.xbel"
    assert hrefs(list_file) == [tmp_path.as_uri()]
    assert list_file.stat().st_mode & 0o777 == 0o600
