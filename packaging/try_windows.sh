#!/bin/bash
# Does it run on Windows, as far as Wine tells?
#
#   packaging/try_windows.sh [python] [source] [tests] [window] [freeze] [installer]     default: all but tests
#
# Makes a Debian 13 root with Wine 10, a Python for Windows with the locked wheels (wine_python.py), and
# runs the last commit in it: the verbs, a corpus at the root of a drive, tests/core and the window's own
# tests in parts, a picture of the window in both languages, PyInstaller, the installer, the uninstaller.
#
# Needs root on Debian 12 or 13, python3.11, 4 GB and the network. Two cores take about 8 minutes for
# python, 1 for source, 25 for tests, 1 for window, 6 for freeze, 2 for installer. Pictures and logs lie in
# build/try-windows; the roots in HASHIYA_TRY (default /var/tmp/hashiya-windows), to be used again.
#
# Wine's own, not the program's: menus in a serif (no Segoe UI), no junctions, no limit of 260 letters
# to a path, lines of fixme.
set -euo pipefail
cd "$(dirname "$0")/.."
parts=${*:-python source window freeze installer}
root=$PWD
place=${HASHIYA_TRY:-/var/tmp/hashiya-windows}
out=$root/build/try-windows
chroot=$place/debian
prefix=$place/prefix
drive=$prefix/drive_c
env=$place/env
screen=:78
mkdir -p "$place" "$out"

say() { printf '\n== %s\n' "$*"; }
has() { case " $parts " in *" $1 "*) ;; *) return 1 ;; esac; }

# A command in the Debian root, where $place is /w; mounts go with it.
inside() {
  mkdir -p "$chroot/w" "$chroot/tmp/.X11-unix"
  unshare -m bash -c '
    root=$1 place=$2; shift 2
    mount --make-rprivate /
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mount --bind "$place" "$root/w"
    [ ! -d /tmp/.X11-unix ] || mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
    exec chroot "$root" "$@"' - "$chroot" "$place" /usr/bin/env -i HOME=/root LANG=C.UTF-8 \
    PATH=/usr/sbin:/usr/bin:/sbin:/bin:/usr/lib/wine DISPLAY=$screen WINEPREFIX=/w/prefix WINEDEBUG=-all \
    WINEDLLOVERRIDES='mscoree=d;mshtml=d;winemenubuilder.exe=d' "$@" </dev/null
}

# Windows' Python in the source tree.
py() {
  inside bash -c 'cd /w/prefix/drive_c/src && export HASHIYA_HOME="C:\\home" PYTHONDONTWRITEBYTECODE=1 &&
    exec timeout "$0" wine C:/winpy/python.exe "$@"' "${limit:-300}" "$@"
}

make_root() {
  apt-get install -y -qq --no-install-recommends debootstrap nsis gcc-mingw-w64-x86-64 xvfb x11-apps \
    imagemagick >/dev/null
  [ -x "$chroot/usr/lib/wine/wine64" ] ||
    debootstrap --variant=minbase --include=wine,wine64,fonts-dejavu-core trixie "$chroot" >"$out/debootstrap.log"
  [ -d "$env" ] || python3.11 -m venv "$env"
  "$env/bin/pip" install -q --require-hashes -r packaging/requirements-run.txt
  "$env/bin/pip" install -q pefile uv
}

make_python() {
  mkdir -p "$place/wheel"
  # The CPython of python.org without its installer.
  "$env/bin/pip" download -q --no-deps --platform win_amd64 --only-binary=:all: --python-version 3.11 \
    -d "$place/wheel" panda3d==1.10.16
  "$env/bin/python" packaging/windows/wine_python.py unpack "$place"/wheel/*.whl "$drive/winpy"
  "$env/bin/uv" pip install -q --python-platform x86_64-pc-windows-msvc --python-version 3.11 \
    --link-mode copy --only-binary :all: --require-hashes --target "$drive/winpy/Lib/site-packages" \
    -r packaging/requirements-run.txt -r packaging/requirements-test.txt -r packaging/requirements-package.txt
  "$env/bin/python" packaging/windows/wine_python.py complete "$drive/winpy" "$chroot"
  inside wineboot -i
  cp "$drive"/winpy/icuuc.dll "$drive"/winpy/zpi-*.dll "$drive/windows/system32/" # for the frozen program
  # A crash ends the program instead of starting a debugger.
  printf 'REGEDIT4\n\n[HKEY_LOCAL_MACHINE\\Software\\Microsoft\\Windows NT\\CurrentVersion\\AeDebug]\n"Auto"="0"\n"Debugger"=""\n' \
    >"$place/nodebug.reg"
  inside wine regedit /S /w/nodebug.reg
}

put_source() {
  rm -rf "$drive/src"
  git clone -q "$root" "$drive/src"
  (cd "$drive/src" && PYTHONPATH=packaging "$env/bin/python" -c \
    'import pathlib, sys, translations; translations.build(pathlib.Path("resources/i18n").resolve(), sys.executable)')
}

# A drive is a link here, and so is a server.
try_source() {
  mkdir -p "$drive/drive-e" "$prefix/dosdevices/unc/server/share"
  ln -sfn ../drive_c/drive-e "$prefix/dosdevices/e:"
  limit=900 py -X utf8 packaging/windows/try_verbs.py --place 'E:\' --place '\\server\share'
}

# One process for each folder of tests: one that hangs or falls leaves the others their say.
try_tests() {
  local part wrong=0
  for part in tests/core/* tests/cli tests/ui/test_*.py tests/ui/*/; do
    case $part in *__pycache__*) continue ;; esac
    limit=1800 py -X utf8 -m pytest "$part" -q -p no:cacheprovider --tb=short -n 0 >"$out/tests.part" 2>&1 ||
      wrong=1
    printf '%-34s %s\n' "$part" "$(tail -n 1 "$out/tests.part")"
    cat "$out/tests.part" >>"$out/tests.log"
  done
  return $wrong
}

try_window() {
  local language
  for language in ar en; do
    py -m viewer --language $language --screenshot 'C:\window.png' 'seeds' &&
      mv "$drive/window.png" "$out/window-$language.png"
  done
}

# The virtual environment of freeze.py is left out: this python.exe makes none.
try_freeze() {
  find "$drive/winpy" -name '*.pyc.*' -delete
  (cd "$drive/src" && "$env/bin/python" packaging/icons.py build/icons)
  inside bash -c 'cd /w/prefix/drive_c/src && export PYTHONHASHSEED=0 PYTHONDONTWRITEBYTECODE=1 HASHIYA_VERSION="$0" \
    SOURCE_DATE_EPOCH="$1" && exec wine C:/winpy/python.exe -m PyInstaller --noconfirm --log-level WARN \
    --distpath dist --workpath build/pyinstaller packaging/hashiya.spec' \
    "$(sed -n 's/^__version__ = "\(.*\)"/\1/p' viewer/__init__.py)" "$(git log -1 --format=%ct)"
  limit=900 py -X utf8 packaging/windows/try_verbs.py --place 'E:\' 'C:\src\dist\hashiya\hashiya-cli.exe'
}

# A second start hands its file to the window that is there, and ends; while that one is there,
# nothing of it is removed.
try_second_start() {
  inside bash -c 'cd "/w/$0" && exec wine hashiya.exe C:/src/seeds/reading/letter.ar.txt' "$1" &
  sleep 30
  inside bash -c 'cd "/w/$0" && timeout 60 wine hashiya.exe C:/src/seeds/news/library-opening.ar.html' "$1"
  sleep 10
  DISPLAY=$screen import -window root "$out/second-start.png"
  inside bash -c 'timeout 100 wine "/w/$0/uninstall.exe" /S; sleep 15' "$1"
  [ -e "$place/$1/hashiya.exe" ] && [ -d "$place/$1/_internal" ]
  inside wine taskkill /im hashiya.exe
  wait $!
}

try_installer() {
  local to
  (cd "$drive/src" && "$env/bin/python" packaging/build_windows.py)
  cp "$drive"/src/dist/packages/hashiya-*-setup.exe "$drive/setup.exe"
  inside bash -c 'timeout 300 wine C:/setup.exe /S; wineserver -w' || true
  to=$(cd "$place" && find prefix/drive_c/users -path '*Programs/Hashiya' -type d)
  inside bash -c 'cd "/w/$0" && timeout 200 wine hashiya-cli.exe read _internal/seeds/reading/letter.ar.txt' "$to"
  inside wine reg query 'HKCU\Software\Classes\.hashiya'
  try_second_start "$to"
  inside bash -c 'timeout 100 wine "/w/$0/uninstall.exe" /S; sleep 15' "$to"
  [ ! -e "$place/$to" ] || { ls "$place/$to" && return 1; }
}

server=
if [ ! -e "/tmp/.X11-unix/X${screen#:}" ]; then
  command -v Xvfb >/dev/null || apt-get install -y -qq --no-install-recommends xvfb >/dev/null
  Xvfb $screen -screen 0 1366x768x24 >/dev/null 2>&1 &
  server=$!
fi
trap '[ -z "$server" ] || kill "$server"' EXIT

if has python || [ ! -e "$drive/winpy/python.exe" ]; then say python && make_root && make_python; fi
if [ "$parts" != installer ] || [ ! -d "$drive/src/dist/hashiya" ]; then put_source; fi
for part in source tests window freeze installer; do
  if has $part; then say $part && try_$part; fi
done
