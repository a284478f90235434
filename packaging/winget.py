"""What `winget install` must know of a release: winget.py FOLDER, where the installer lies.

Writes FOLDER/winget/*.yaml with the installer's sum. Nothing is sent: a person hands the files in.
While `downloads` in metadata.toml is empty, or there is no installer, there is nothing to write.

Fields and limits are those of the manifest schema 1.6.0 of winget-pkgs; JSON is YAML too.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import descriptions
import metadata

SCHEMA = "1.6.0"
PUBLISHER = "Hashiya contributors"
LOCALES = {"en": "en-US", "ar": "ar-SA"}


def manifests(installer: Path) -> dict[str, dict[str, Any]]:
    """Name of a file -> what stands in it."""
    data = metadata.read()
    name = data["store"]["winget"]
    version = installer.name.removeprefix("hashiya-").removesuffix("-setup.exe")
    common = {"PackageIdentifier": name, "PackageVersion": version}
    made = {
        name: {**common, "DefaultLocale": LOCALES["en"], **_kind("version")},
        f"{name}.installer": {**common, **_installer(data, installer, version)},
    }
    for code, locale in LOCALES.items():
        kind = "defaultLocale" if code == "en" else "locale"
        made[f"{name}.locale.{locale}"] = {**common, **_words(data, code), **_kind(kind)}
    return made


def _kind(kind: str) -> dict[str, str]:
    return {"ManifestType": kind, "ManifestVersion": SCHEMA}


def _installer(data: dict[str, Any], installer: Path, version: str) -> dict[str, Any]:
    with open(installer, "rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest().upper()
    where = data["downloads"].format(version=version, file=installer.name)
    return {
        "InstallerType": "nullsoft",
        "Scope": "user",
        "InstallModes": ["interactive", "silent"],
        "UpgradeBehavior": "install",
        "MinimumOSVersion": "10.0.17763.0",
        "ReleaseDate": metadata.date().date().isoformat(),
        "Commands": [data["command"]],
        "FileExtensions": [data["corpus"]["suffix"].lstrip(".")],
        "AppsAndFeaturesEntries": [
            {"DisplayName": data["name"]["en"], "Publisher": PUBLISHER, "ProductCode": data["id"]}
        ],
        "Installers": [{"Architecture": "x64", "InstallerUrl": where, "InstallerSha256": digest}],
        **_kind("installer"),
    }


def _words(data: dict[str, Any], code: str) -> dict[str, Any]:
    """What a reader is told, in one language."""
    return {
        "PackageLocale": LOCALES[code],
        "Publisher": PUBLISHER,
        **({"PackageUrl": data["homepage"]} if data["homepage"] else {}),
        "PackageName": data["name"][code],
        "License": data["licence"],
        "ShortDescription": data["summary"][code],
        "Description": "\n".join(data["description"][code]),
        "Tags": [word.replace(" ", "-") for word in data["keywords"][code]],
        "ReleaseNotes": "\n".join(f"- {line}" for line in descriptions.news(data, code)),
    }


def write(folder: Path) -> Path | None:
    """The folder that was written; None without an installer or an address of it."""
    installers = sorted(folder.glob("hashiya-*-setup.exe"))
    if not installers or not metadata.read()["downloads"]:
        return None
    place = folder / "winget"
    place.mkdir(exist_ok=True)
    for name, told in manifests(installers[-1]).items():
        text = json.dumps(told, ensure_ascii=False, indent=1)
        (place / f"{name}.yaml").write_text(text + "\n", "utf-8", newline="\n")
    return place


if __name__ == "__main__":
    print(write(Path(sys.argv[1])) or "no installer, or no `downloads` in metadata.toml")
