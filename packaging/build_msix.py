"""The package for Microsoft's Store: build_msix.py [--prepare] [--payload FOLDER] [FOLDER].

hashiya-VERSION.msix into FOLDER (dist/packages) out of dist/hashiya, by makeappx of the Windows
SDK; `--prepare` ends before it, with all laid out in build/msix, and needs no Windows. The Store
signs it; who hands it out without the Store signs it like the installer.

Unlike the installer it asks for nothing: what is registered goes with it, and Windows brings new
versions. Elements and limits are those of the schema of package manifests for Windows 10
(learn.microsoft.com, "Package manifest schema reference for Windows 10").
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

sys.path.insert(0, str(Path(__file__).resolve().parent))

import linux_tree
import metadata

ROOT, BUILD, DIST = linux_tree.ROOT, linux_tree.BUILD, linux_tree.DIST
SCHEMAS = "http://schemas.microsoft.com/appx/manifest"
SPACES = {
    "uap": f"{SCHEMAS}/uap/windows10",
    "uap5": f"{SCHEMAS}/uap/windows10/5",
    "rescap": f"{SCHEMAS}/foundation/windows10/restrictedcapabilities",
}
LEAST = "10.0.17763.0"
"""Windows 10 1809, the oldest that Qt 6 runs on."""
PICTURES = {"StoreLogo.png": 48, "Square44x44Logo.png": 48, "Square150x150Logo.png": 256}
"""Name -> which of our drawings it is, in pixels; Windows scales them."""


def store_version(version: str) -> str:
    """Four numbers, the last for the Store. The first may not be 0: one is added to it."""
    first, *rest = version.split(".")
    return ".".join([str(int(first) + 1), *rest, "0"])


def manifest() -> str:
    """AppxManifest.xml."""
    data = metadata.read()
    store, name, summary = data["store"], data["name"]["en"], data["summary"]["en"]
    spaces = "".join(f'\n  xmlns:{short}="{space}"' for short, space in SPACES.items())
    looks = f"DisplayName={quoteattr(name)} Description={quoteattr(summary)}"
    return f"""<?xml version="1.0" encoding="utf-8"?>
<Package xmlns="{SCHEMAS}/foundation/windows10"{spaces}
  IgnorableNamespaces="{" ".join(SPACES)}">
  <Identity Name={quoteattr(store["identity"])} Publisher={quoteattr(store["publisher"])}
    Version="{store_version(metadata.version())}" ProcessorArchitecture="x64"/>
  <Properties>
    <DisplayName>{escape(name)}</DisplayName>
    <PublisherDisplayName>{escape(store["publisher_name"])}</PublisherDisplayName>
    <Logo>Assets\\StoreLogo.png</Logo>
  </Properties>
  <Dependencies>
    <TargetDeviceFamily Name="Windows.Desktop" MinVersion="{LEAST}" MaxVersionTested="{LEAST}"/>
  </Dependencies>
  <Resources>
    <Resource Language="en"/>
    <Resource Language="ar"/>
  </Resources>
  <Applications>
    <Application Id="Hashiya" Executable="hashiya.exe" EntryPoint="Windows.FullTrustApplication">
      <uap:VisualElements {looks} BackgroundColor="transparent"
        Square150x150Logo="Assets\\Square150x150Logo.png"
        Square44x44Logo="Assets\\Square44x44Logo.png"/>
      <Extensions>
{_associations(data)}
        <uap5:Extension Category="windows.appExecutionAlias" Executable="hashiya-cli.exe"
          EntryPoint="Windows.FullTrustApplication">
          <uap5:AppExecutionAlias>
            <uap5:ExecutionAlias Alias="hashiya.exe"/>
          </uap5:AppExecutionAlias>
        </uap5:Extension>
      </Extensions>
    </Application>
  </Applications>
  <Capabilities>
    <rescap:Capability Name="runFullTrust"/>
  </Capabilities>
</Package>
"""


def _associations(data: dict) -> str:
    """The marker file, which is ours, and all else, for which the program is only offered."""
    corpus = data["corpus"]
    kinds = {
        "corpus": (corpus["en"], [corpus["suffix"]], corpus["mime"]),
        "document": (data["generic"]["en"], metadata.suffixes(data), ""),
    }
    lines = []
    for name, (told, suffixes, mime) in kinds.items():
        kind = f" ContentType={quoteattr(mime)}" if mime else ""
        lines += [
            '        <uap:Extension Category="windows.fileTypeAssociation">',
            f'          <uap:FileTypeAssociation Name="{name}">',
            f"            <uap:DisplayName>{escape(told)}</uap:DisplayName>",
            "            <uap:SupportedFileTypes>",
            *(f"              <uap:FileType{kind}>{end}</uap:FileType>" for end in suffixes),
            "            </uap:SupportedFileTypes>",
            "          </uap:FileTypeAssociation>",
            "        </uap:Extension>",
        ]
    return "\n".join(lines)


def lay_out(payload: Path, icons: Path, folder: Path) -> None:
    """What goes into the package: the program, its pictures, the manifest."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(payload, folder)
    (folder / "Assets").mkdir()
    for name, size in PICTURES.items():
        shutil.copyfile(icons / f"{size}.png", folder / "Assets" / name)
    (folder / "AppxManifest.xml").write_text(manifest(), "utf-8", newline="\n")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--prepare", action="store_true")
    parser.add_argument("--payload", type=Path, default=DIST / "hashiya")
    parser.add_argument("folder", nargs="?", type=Path, default=DIST / "packages")
    options = parser.parse_args(arguments)
    linux_tree.need(options.payload, BUILD / "icons" / "256.png")
    lay_out(options.payload, BUILD / "icons", BUILD / "msix")
    if options.prepare:
        return 0
    if (program := shutil.which("makeappx")) is None:
        raise SystemExit("makeappx of the Windows SDK is not on the PATH (--prepare goes without)")
    options.folder.mkdir(parents=True, exist_ok=True)
    made = options.folder.absolute() / f"hashiya-{metadata.version()}.msix"
    subprocess.run([program, "pack", "/o", "/d", str(BUILD / "msix"), "/p", str(made)], check=True)
    print(f"{made}: {made.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
