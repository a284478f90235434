"""What stores and software centres are told: the rules of their schemas, as far as they are known.

No store is asked. Package manifests of Windows: learn.microsoft.com, "Package manifest schema
reference for Windows 10"; winget: manifest schema 1.6.0; AppStream by its own tool where that is
installed.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

import viewer

ROOT = Path(__file__).resolve().parents[1]
PACKAGING = ROOT / "packaging"
FORBIDDEN = {".bat", ".cmd", ".com", ".cpl", ".exe", ".lnk", ".msi", ".ps1", ".reg", ".scr", ".url"}
"""Some of the types that no package may take."""
ADDRESS = "https://example.org/hashiya"


@pytest.fixture(autouse=True)
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(PACKAGING))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795435200")


@pytest.fixture
def addressed(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The list of metadata as it will be once the project has addresses of its own."""
    import metadata

    told = metadata.read()
    told |= {"homepage": ADDRESS, "pictures": f"{ADDRESS}/pictures"}
    told["downloads"] = ADDRESS + "/{version}/{file}"
    monkeypatch.setattr(metadata, "read", lambda: told)
    return told


# Microsoft's Store --------------------------------------------------------------------------------


def test_the_manifest_of_the_store_keeps_to_its_schema() -> None:
    import build_msix

    text = build_msix.manifest()
    root = ET.fromstring(text)
    space = f"{{{build_msix.SCHEMAS}/foundation/windows10}}"
    uap = f"{{{build_msix.SPACES['uap']}}}"
    ignorable = root.attrib["IgnorableNamespaces"].split()
    assert sorted(ignorable) == sorted(set(re.findall(r"xmlns:(\w+)=", text)))
    children = [child.tag.removeprefix(space) for child in root]
    wanted = {"Identity", "Properties", "Dependencies", "Resources", "Applications", "Capabilities"}
    assert set(children) == wanted and len(children) == len(wanted)
    identity = root.find(f"{space}Identity")
    assert identity is not None
    assert re.fullmatch(r"[-.A-Za-z0-9]{3,50}", identity.attrib["Name"])
    assert re.fullmatch(r"CN=[^,]+", identity.attrib["Publisher"])
    parts = [int(part) for part in identity.attrib["Version"].split(".")]
    assert len(parts) == 4 and parts[0] > 0 and parts[3] == 0 and max(parts) <= 65535
    for tag, most in (("DisplayName", 256), ("PublisherDisplayName", 256)):
        assert 0 < len(root.findtext(f"{space}Properties/{space}{tag}") or "") <= most
    looks = next(root.iter(f"{uap}VisualElements"))
    assert len(looks.attrib["Description"]) <= 2048
    capabilities = next(iter(root.findall(f"{space}Capabilities")))
    assert [each.attrib["Name"] for each in capabilities] == ["runFullTrust"]


def test_the_store_offers_for_all_that_is_read_and_owns_the_marker_file() -> None:
    import build_msix
    import metadata

    uap = f"{{{build_msix.SPACES['uap']}}}"
    kinds: dict[str, list[str]] = {}
    for each in ET.fromstring(build_msix.manifest()).iter(f"{uap}FileTypeAssociation"):
        assert re.fullmatch(r"[-_.a-z0-9]+", each.attrib["Name"])
        kinds[each.attrib["Name"]] = [row.text or "" for row in each.iter(f"{uap}FileType")]
    assert kinds["corpus"] == [".hashiya"]
    assert kinds["document"] == metadata.suffixes(metadata.read())
    for suffix in (*kinds["corpus"], *kinds["document"]):
        assert re.fullmatch(r"\.[^.\\A-Z]+", suffix) and suffix not in FORBIDDEN


def test_newer_versions_stay_newer_in_the_store() -> None:
    import build_msix

    made = [build_msix.store_version(each) for each in ("0.1.0", "0.2.0", "0.10.0", "1.0.0")]
    numbers = [tuple(map(int, each.split("."))) for each in made]
    assert made[0] == "1.1.0.0" and numbers == sorted(set(numbers))


def test_the_package_of_the_store_is_laid_out(tmp_path: Path) -> None:
    import build_msix

    payload, icons, folder = tmp_path / "payload", tmp_path / "icons", tmp_path / "msix"
    payload.mkdir()
    for name in ("hashiya.exe", "hashiya-cli.exe"):
        (payload / name).write_bytes(b"MZ")
    subprocess.run([sys.executable, PACKAGING / "icons.py", icons], check=True)
    build_msix.lay_out(payload, icons, folder)
    text = (folder / "AppxManifest.xml").read_text("utf-8")
    named = re.findall(r'(?:Executable|Logo)="([^"]+)"|<Logo>([^<]+)</Logo>', text)
    places = {(one or other).replace("\\", "/") for one, other in named}
    assert len(places) == 5 and all((folder / place).is_file() for place in places)


# winget -------------------------------------------------------------------------------------------


def test_winget_is_told_nothing_before_there_is_an_address(tmp_path: Path) -> None:
    import winget

    (tmp_path / f"hashiya-{viewer.__version__}-setup.exe").write_bytes(b"MZ")
    assert winget.write(tmp_path) is None and len(list(tmp_path.iterdir())) == 1


def test_winget_is_told_what_its_schema_wants(tmp_path: Path, addressed: dict[str, Any]) -> None:
    import winget

    assert winget.write(tmp_path) is None  # on a system that makes no installer
    (tmp_path / "hashiya-0.3.1-setup.exe").write_bytes(b"MZ")
    place = winget.write(tmp_path)
    assert place is not None
    made = {path.stem: json.loads(path.read_text("utf-8")) for path in place.glob("*.yaml")}
    name = addressed["store"]["winget"]
    assert re.fullmatch(r"[^.\s\\/:*?\"<>|]{1,32}(\.[^.\s\\/:*?\"<>|]{1,32}){1,7}", name)
    assert made.keys() == {
        *(name, f"{name}.installer", f"{name}.locale.en-US", f"{name}.locale.ar-SA")
    }
    for each in made.values():
        assert (each["PackageIdentifier"], each["PackageVersion"]) == (name, "0.3.1")
        assert each["ManifestVersion"] == "1.6.0"
    kinds = sorted(each["ManifestType"] for each in made.values())
    assert kinds == ["defaultLocale", "installer", "locale", "version"]
    assert made[name]["DefaultLocale"] == "en-US"
    one = made[f"{name}.installer"]["Installers"][0]
    assert one["InstallerUrl"] == f"{ADDRESS}/0.3.1/hashiya-0.3.1-setup.exe"
    assert one["InstallerSha256"] == hashlib.sha256(b"MZ").hexdigest().upper()
    for code, locale in winget.LOCALES.items():
        words = made[f"{name}.locale.{locale}"]
        assert 3 <= len(words["ShortDescription"]) <= 256 and len(words["Description"]) <= 10_000
        assert 2 <= len(words["Publisher"]) <= 256 and len(words["ReleaseNotes"]) <= 10_000
        assert len(words["Tags"]) == len(set(words["Tags"])) <= 16
        assert all(len(tag) <= 40 and not re.search(r"\s", tag) for tag in words["Tags"])
        arabic = re.search("[\u0600-\u06ff]", words["ShortDescription"] + words["ReleaseNotes"])
        assert bool(arabic) == (code == "ar")


def test_winget_finds_what_the_installer_registers(addressed: dict[str, Any]) -> None:
    """The name in the list of programs, and the key that it stands under."""
    script = (PACKAGING / "windows" / "hashiya.nsi").read_text("ascii")
    assert r"CurrentVersion\Uninstall\${ID}" in script
    assert '"Publisher" "Hashiya contributors"' in script
    import descriptions

    assert f'!define ID "{addressed["id"]}"' in descriptions.nsis_types()


# Software centres of Linux ------------------------------------------------------------------------


def test_software_centres_are_told_the_news_in_both_languages(
    tmp_path: Path, addressed: dict[str, Any]
) -> None:
    import descriptions

    file = tmp_path / f"{addressed['id']}.metainfo.xml"
    file.write_text(descriptions.metainfo(), "utf-8")
    root = ET.parse(file).getroot()
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    notes = [row.get(language) for row in root.findall("releases/release/description/ul/li")]
    assert notes.count(None) == notes.count("ar") == len(addressed["news"]["en"]) > 0
    shots = root.findall("screenshots/screenshot")
    assert [shot.get("type") for shot in shots] == ["default"] + [None] * (len(shots) - 1)
    for shot in shots:
        for tag in ("caption", "image"):
            assert [row.get(language) for row in shot.findall(tag)] == [None, "ar"]
        for row in shot.findall("image"):
            name = (row.text or "").removeprefix(f"{ADDRESS}/pictures/")
            assert (ROOT / "resources" / "pictures" / name).is_file(), name
    if shutil.which("appstreamcli") is None:
        pytest.skip("appstreamcli is not installed here")
    command = ["appstreamcli", "validate", "--no-net", str(file)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_line_of_the_news_is_there_in_both_languages() -> None:
    import metadata

    data = metadata.read()
    assert len(data["news"]["en"]) == len(data["news"]["ar"])
    for english, arabic in zip(data["news"]["en"], data["news"]["ar"], strict=True):
        assert english and re.search("[\u0600-\u06ff]", arabic)


# The piece that starts the program ----------------------------------------------------------------


def test_the_boot_loader_is_compiled_from_what_the_lock_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HASHIYA_VENV", "")  # put back what `freeze` sets
    import freeze

    asked: list[tuple[list[str], dict[str, str]]] = []

    def noted(command: list[str], check: bool, env: dict[str, str]) -> None:
        asked.append((command, env))

    monkeypatch.setattr(freeze, "BUILD", tmp_path / "build")
    monkeypatch.setattr(freeze.subprocess, "run", noted)
    freeze.compile_bootloader()
    command, environment = asked[0]
    assert environment["PYINSTALLER_COMPILE_BOOTLOADER"] == "1" and "--require-hashes" in command
    alone = Path(command[-1]).read_text("utf-8")
    assert len(re.findall(r"==", alone)) == 1 and alone.startswith("pyinstaller==")
    assert alone.count("--hash=sha256:") > 1 and not alone.rstrip().endswith("\\")
