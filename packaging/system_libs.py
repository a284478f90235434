"""Which system packages hold the libraries that Qt's wheel leaves to the system (Linux only).

The apt names were tried on Debian 12; those of dnf and pacman are from their package lists.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

# library                  apt                 dnf                   pacman
TABLE = """
libGL.so.1                 libgl1              libglvnd-glx          libglvnd
libEGL.so.1                libegl1             libglvnd-egl          libglvnd
libglib-2.0.so.0           libglib2.0-0        glib2                 glib2
libgthread-2.0.so.0        libglib2.0-0        glib2                 glib2
libfontconfig.so.1         libfontconfig1      fontconfig            fontconfig
libfreetype.so.6           libfreetype6        freetype              freetype2
libdbus-1.so.3             libdbus-1-3         dbus-libs             dbus
libxkbcommon.so.0          libxkbcommon0       libxkbcommon          libxkbcommon
libxkbcommon-x11.so.0      libxkbcommon-x11-0  libxkbcommon-x11      libxkbcommon-x11
libX11.so.6                libx11-6            libX11                libx11
libX11-xcb.so.1            libx11-xcb1         libX11-xcb            libx11
libxcb.so.1                libxcb1             libxcb                libxcb
libxcb-cursor.so.0         libxcb-cursor0      xcb-util-cursor       xcb-util-cursor
libxcb-icccm.so.4          libxcb-icccm4       xcb-util-wm           xcb-util-wm
libxcb-image.so.0          libxcb-image0       xcb-util-image        xcb-util-image
libxcb-keysyms.so.1        libxcb-keysyms1     xcb-util-keysyms      xcb-util-keysyms
libxcb-render-util.so.0    libxcb-render-util0 xcb-util-renderutil   xcb-util-renderutil
libxcb-util.so.1           libxcb-util1        xcb-util              xcb-util
libxcb-randr.so.0          libxcb-randr0       libxcb                libxcb
libxcb-render.so.0         libxcb-render0      libxcb                libxcb
libxcb-shape.so.0          libxcb-shape0       libxcb                libxcb
libxcb-shm.so.0            libxcb-shm0         libxcb                libxcb
libxcb-sync.so.1           libxcb-sync1        libxcb                libxcb
libxcb-xfixes.so.0         libxcb-xfixes0      libxcb                libxcb
libxcb-xkb.so.1            libxcb-xkb1         libxcb                libxcb
libwayland-client.so.0     libwayland-client0  libwayland-client     wayland
libwayland-cursor.so.0     libwayland-cursor0  libwayland-cursor     wayland
libwayland-egl.so.1        libwayland-egl1     libwayland-egl        wayland
libgssapi_krb5.so.2        libgssapi-krb5-2    krb5-libs             krb5
libbrotlidec.so.1          libbrotli1          libbrotli             brotli
libzstd.so.1               libzstd1            libzstd               zstd
libz.so.1                  zlib1g              zlib                  zlib
libstdc++.so.6             libstdc++6          libstdc++             gcc-libs
"""
PACKAGES = {words[0]: tuple(words[1:]) for words in map(str.split, TABLE.strip().splitlines())}

# In the order of PACKAGES' columns: the program to look for, the line that installs.
MANAGERS = (
    ("apt-get", "apt-get install -y --no-install-recommends"),
    ("dnf", "dnf install -y"),
    ("pacman", "pacman -S --needed --noconfirm"),
)

# What Hashiya loads from PySide6. The platform plugin that will be used is added to these.
QT_PARTS = ("QtWidgets.abi3.so", "QtSvg.abi3.so", "QtPrintSupport.abi3.so", "QtNetwork.abi3.so")


def manager() -> int | None:
    """The column of this system's package manager in MANAGERS; None where there is none of them."""
    return next((i for i, (name, _) in enumerate(MANAGERS) if shutil.which(name)), None)


def packages_for(libraries: list[str], column: int) -> list[str]:
    """The packages that hold `libraries`, each once; unknown libraries are left out."""
    return sorted({PACKAGES[name][column] for name in libraries if name in PACKAGES})


def unresolved(ldd_output: str) -> list[str]:
    """The libraries that `ldd` did not find, each once."""
    return sorted(set(re.findall(r"^\s*(\S+) => not found", ldd_output, re.MULTILINE)))


def missing(venv: Path, plugin: str) -> list[str]:
    """The libraries that Qt and its platform plugin (`xcb`, `wayland`, `offscreen`) lack here.

    Empty also where that cannot be asked: no `ldd`, or PySide6 is not installed.
    """
    qt = next(venv.glob("lib*/python3*/site-packages/PySide6"), None)
    if qt is None or shutil.which("ldd") is None:
        return []
    parts = [qt / name for name in QT_PARTS]
    parts.append(qt / "Qt" / "plugins" / "platforms" / f"libq{plugin}.so")
    there = [str(part) for part in parts if part.exists()]
    return unresolved(subprocess.run(["ldd", *there], capture_output=True, text=True).stdout)
