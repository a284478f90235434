"""The files by which a desktop knows the program, made from metadata.toml.

    python packaging/descriptions.py FOLDER     writes them all into FOLDER, to look at

Desktop entry, AppStream metainfo, MIME types, man page (Linux), Info.plist (macOS), and the types
of files for the Windows installer.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import metadata  # noqa: E402 - beside this file

ROOT = metadata.ROOT
PROGID = "Hashiya.corpus.1"


def desktop_entry() -> str:
    """NAME.desktop. It names no type that it could become the default of against the reader."""
    data = metadata.read()
    lines = ["[Desktop Entry]", "Type=Application", "Version=1.0"]
    for key, part in (("Name", "name"), ("GenericName", "generic"), ("Comment", "summary")):
        lines += [f"{key}={data[part]['en']}", f"{key}[ar]={data[part]['ar']}"]
    lines += [
        f"Exec={data['command']} %F",
        f"TryExec={data['command']}",
        f"Icon={data['id']}",
        "Terminal=false",
        f"Categories={';'.join(data['categories'])};",
        f"Keywords={';'.join(data['keywords']['en'])};",
        f"Keywords[ar]={';'.join(data['keywords']['ar'])};",
        f"MimeType={';'.join(metadata.claimed(data))};",
        "StartupNotify=true",
        f"StartupWMClass={data['command']}",
    ]
    return "\n".join(lines) + "\n"


def releases() -> list[tuple[str, str]]:
    """(version, date) of each heading of the changelog; an unreleased one has today's commit."""
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    found = re.findall(r"^## (\S+) \(([^)]+)\)", text, re.MULTILINE)
    today = metadata.date().date().isoformat()
    return [(v, d if re.fullmatch(r"\d{4}-\d\d-\d\d", d) else today) for v, d in found]


def metainfo() -> str:
    """AppStream's description, for software centres."""
    data = metadata.read()
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<component type="desktop-application">']
    lines += [f"  <id>{data['id']}</id>", "  <metadata_license>CC0-1.0</metadata_license>"]
    lines += [f"  <project_license>{data['licence']}</project_license>"]
    for key, part in (("name", "name"), ("summary", "summary")):
        lines.append(f"  <{key}>{escape(data[part]['en'])}</{key}>")
        lines.append(f'  <{key} xml:lang="ar">{escape(data[part]["ar"])}</{key}>')
    lines.append("  <description>")
    lines += [f"    <p>{escape(text)}</p>" for text in data["description"]["en"]]
    lines += [f'    <p xml:lang="ar">{escape(text)}</p>' for text in data["description"]["ar"]]
    lines.append("  </description>")
    lines.append('  <developer id="io.github.hashiya">')
    lines.append("    <name>Hashiya contributors</name>\n  </developer>")
    lines.append(f'  <launchable type="desktop-id">{data["id"]}.desktop</launchable>')
    if data["homepage"]:
        lines.append(f'  <url type="homepage">{data["homepage"]}</url>')
    lines.append(f"  <provides><binary>{data['command']}</binary>")
    lines += [f"    <mediatype>{kind}</mediatype>" for kind in metadata.types(data)]
    lines.append("  </provides>")
    lines += ["  <supports><control>pointing</control><control>keyboard</control></supports>"]
    lines += ['  <content_rating type="oars-1.1"/>', "  <releases>"]
    for number, (version, date) in enumerate(releases()):
        notes = _notes(data) if number == 0 else []
        lines.append(f'    <release version="{version}" date="{date}"{"" if notes else "/"}>')
        lines += [*notes, "    </release>"] if notes else []
    lines += ["  </releases>", *_screenshots(data), "</component>"]
    return "\n".join(lines) + "\n"


def news(data: dict[str, Any], language: str) -> list[str]:
    """What is new in the version to come, one line each."""
    return data["news"][language]


def _notes(data: dict[str, Any]) -> list[str]:
    """A list for AppStream: each row of the first language before its translation."""
    lines = ["      <description>", "        <ul>"]
    for english, arabic in zip(news(data, "en"), news(data, "ar"), strict=True):
        lines.append(f"          <li>{escape(english)}</li>")
        lines.append(f'          <li xml:lang="ar">{escape(arabic)}</li>')
    return [*lines, "        </ul>", "      </description>"]


def _screenshots(data: dict[str, Any]) -> list[str]:
    """The pictures in both languages, once they lie somewhere in the net."""
    if not data["pictures"]:
        return []
    lines = ["  <screenshots>"]
    for number, shot in enumerate(data["screenshot"]):
        lines.append("    <screenshot" + (' type="default">' if number == 0 else ">"))
        lines.append(f"      <caption>{escape(shot['en'])}</caption>")
        lines.append(f'      <caption xml:lang="ar">{escape(shot["ar"])}</caption>')
        for language in ("en", "ar"):
            mark = "" if language == "en" else f' xml:lang="{language}"'
            where = escape(f"{data['pictures']}/{shot['files'][language]}")
            lines.append(f"      <image{mark}>{where}</image>")
        lines.append("    </screenshot>")
    return [*lines, "  </screenshots>"]


def mime_types() -> str:
    """The types that we describe: the marker file, and what shared-mime-info does not know."""
    data = metadata.read()
    corpus = {
        **data["corpus"],
        "suffixes": [data["corpus"]["suffix"]],
        "parent": "application/json",
    }
    ours = [{**kind, **kind["declare"]} for kind in data["type"] if "declare" in kind]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append('<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">')
    for kind in (corpus, *ours):
        lines.append(f'  <mime-type type="{kind["mime"]}">')
        lines.append(f"    <comment>{escape(kind['en'])}</comment>")
        lines.append(f'    <comment xml:lang="ar">{escape(kind["ar"])}</comment>')
        if kind is corpus:
            lines.append(f'    <icon name="{data["id"]}"/>')
        lines.append(f'    <sub-class-of type="{kind["parent"]}"/>')
        lines += [f'    <glob pattern="*{suffix}"/>' for suffix in kind["suffixes"]]
        lines.append("  </mime-type>")
    lines.append("</mime-info>")
    return "\n".join(lines) + "\n"


def man_page() -> str:
    """hashiya(1), from what `--help` says."""
    from viewer.__main__ import HELP_EN

    data = metadata.read()
    head, _, body = HELP_EN.partition("\n\n")
    plain = body.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace(".", "\\&.")
    day = metadata.date().date().isoformat()
    lines = [f'.TH HASHIYA 1 "{day}" "hashiya {metadata.version()}" "User Commands"']
    lines += [
        ".SH NAME",
        f"hashiya \\- {data['summary']['en'].lower().replace('arabic', 'Arabic')}",
    ]
    lines += [".SH DESCRIPTION", *data["description"]["en"], ".SH USAGE", ".nf", plain, ".fi"]
    lines += [".SH FILES", ".TP", "\\fINAME\\fR.hashiya", "Opens the folder that it lies in."]
    lines += [".TP", ".I hashiya\\-notes/", "The notes on the texts beside it, as JSON."]
    assert head.startswith("Hashiya")
    return "\n".join(lines) + "\n"


def info_plist() -> dict[str, Any]:
    """What macOS is told: the marker file is ours, all else is only offered."""
    data = metadata.read()
    corpus = f"{data['id']}.corpus".lower()
    known = [kind["uti"] for kind in data["type"] if "uti" in kind]
    bare = [s.lstrip(".") for kind in data["type"] if "uti" not in kind for s in kind["suffixes"]]
    return {
        "CFBundleName": data["name"]["en"],
        "CFBundleDisplayName": data["name"]["en"],
        "CFBundleShortVersionString": metadata.version(),
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": ["en", "ar"],
        "LSApplicationCategoryType": "public.app-category.education",
        "LSMinimumSystemVersion": "13.0",
        "NSHighResolutionCapable": True,
        "NSPrincipalClass": "NSApplication",
        "CFBundleDocumentTypes": [
            _document_type(data["corpus"]["en"], "Owner", LSItemContentTypes=[corpus]),
            _document_type("Text", "Alternate", LSItemContentTypes=known),
            _document_type("Bilingual text", "Alternate", CFBundleTypeExtensions=bare),
            _document_type("Folder", "Alternate", LSItemContentTypes=["public.folder"]),
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": corpus,
                "UTTypeDescription": data["corpus"]["en"],
                "UTTypeConformsTo": ["public.json"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": [data["corpus"]["suffix"].lstrip(".")],
                    "public.mime-type": [data["corpus"]["mime"]],
                },
            }
        ],
    }


def _document_type(name: str, rank: str, **which: list[str]) -> dict[str, Any]:
    """One row of CFBundleDocumentTypes. A folder can be dropped on the dock by it."""
    return {
        "CFBundleTypeName": name,
        "CFBundleTypeRole": "Viewer",
        "LSHandlerRank": rank,
        **which,
    }


def nsis_types() -> str:
    """Names, words and types for hashiya.nsi."""
    data = metadata.read()
    names = {
        "APP": data["name"]["en"],
        "ID": data["id"],
        "PROGID": PROGID,
        "SUFFIX": data["corpus"]["suffix"],
        "MIME": data["corpus"]["mime"],
        "HOMEPAGE": data["homepage"],
    }
    lines = [f'!define {name} "{value}"' for name, value in names.items()]
    for code, language in (("en", "ENGLISH"), ("ar", "ARABIC")):
        words = {
            "CORPUS": data["corpus"][code],
            "SUMMARY": data["summary"][code],
            **{name: text[code] for name, text in data["windows"].items()},
        }
        lines.append(f"!macro WORDS_{language}")
        for name, text in words.items():
            lines.append(f'  LangString {name} ${{LANG_{language}}} "{text}"')
        lines.append("!macroend")
    lines.append("!macro OFFER_TYPES")
    for suffix in metadata.suffixes(data):
        key = r"Software\Classes\Applications\hashiya.exe\SupportedTypes"
        lines.append(f'  WriteRegStr HKCU "{key}" "{suffix}" ""')
    lines.append("!macroend")
    return "\n".join(lines) + "\n"


def write_all(folder: Path) -> None:
    """Every description as a file in `folder`, named as where it goes wants it."""
    name = metadata.read()["id"]
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in (
        (f"{name}.desktop", desktop_entry()),
        (f"{name}.metainfo.xml", metainfo()),
        (f"{name}.xml", mime_types()),
        ("hashiya.1", man_page()),
        ("types.nsh", nsis_types()),
    ):
        # NSIS takes UTF-8 only with a byte order mark.
        code = "utf-8-sig" if file.endswith(".nsh") else "utf-8"
        (folder / file).write_text(text, code, newline="\n")


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
