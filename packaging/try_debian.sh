#!/bin/bash
# Does it install, start and go away again on a Debian that has never seen it?
#
#   packaging/try_debian.sh [deb] [source]      default: both
#
# Makes clean Debian roots with debootstrap, installs the .deb of dist/packages in one, and uses
# ./run and ./test of the last commit in the other; draws the window in both, offscreen and under
# Xvfb, as a user with an Arabic name in the path and without network, and compares the pictures; asks
# which types the .deb became the default of; purges it and lists what is left.
#
# Needs root, debootstrap, Xvfb and the network. About five minutes, and 1.5 GB, of which nothing
# stays but the pictures, in build/try. Environment: HASHIYA_SUITE (bookworm), HASHIYA_TESTS: the
# arguments of ./test (default: all tests), HASHIYA_TRY: where the roots are made (a folder in /var/tmp).
set -euo pipefail
cd "$(dirname "$0")/.."
parts=${*:-deb source}
suite=${HASHIYA_SUITE:-bookworm}
place=$(mktemp -d "${HASHIYA_TRY:-/var/tmp}/hashiya-try.XXXXXX")
out=$PWD/build/try
user=قارئ
corpus="/home/$user/مدوّنة أخبار"
display=:77
screen=
wrong=0

rm -rf "$out"
mkdir -p "$out"
finish() {
  if [ -n "$screen" ]; then kill "$screen" 2>/dev/null || true; fi
  rm -rf --one-file-system "$place" # nothing is mounted in it: see inside()
}
trap finish EXIT

say() { printf '\n== %s\n' "$*"; }
complain() { printf 'WRONG: %s\n' "$*"; wrong=1; }

# A command in a root. /proc and /dev are mounted in a mount namespace of its own and so are gone with
# it: a root is never copied or deleted with something mounted in it. The network only with --net.
inside() {
  local net=-n
  if [ "$1" = --net ]; then net= && shift; fi
  local root=$1
  shift
  unshare -m $net bash -c '
    root=$1; shift
    mount --make-rprivate /
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    exec chroot "$root" "$@"' - "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    LANG=C.UTF-8 HOME=/root DEBIAN_FRONTEND=noninteractive ${PIP_CERT:+PIP_CERT=$PIP_CERT} \
    ${SSL_CERT_FILE:+SSL_CERT_FILE=$SSL_CERT_FILE} "$@"
}

# The same as the user. The name is Arabic only in the path: Debian's accounts are ASCII.
as_user() {
  local net=() root
  if [ "$1" = --net ]; then net=(--net) && shift; fi
  root=$1
  shift
  inside "${net[@]}" "$root" setpriv --reuid 1000 --regid 1000 --clear-groups \
    /usr/bin/env HOME="/home/$user" "$@"
}

new_root() {
  local root=$1
  debootstrap --variant=minbase --include=ca-certificates "$suite" "$root" >"$out/debootstrap.log"
  for file in /etc/resolv.conf /etc/hosts /etc/ssl/certs/ca-certificates.crt; do
    if [ -e "$file" ]; then cp -L "$file" "$root$file"; fi
  done
  echo "reader:x:1000:1000::/home/$user:/bin/sh" >>"$root/etc/passwd"
  echo "reader:x:1000:" >>"$root/etc/group"
  mkdir -p "$root$corpus"
  cp -r seeds/news/. "$root$corpus/"
  chown -R 1000:1000 "$root/home/$user"
  inside --net "$root" apt-get update -qq
}

listing() { # every file but what apt and dpkg keep for themselves
  (cd "$1" && find . -xdev \( -path ./proc -o -path ./sys -o -path ./dev -o -path ./tmp -o \
    -path ./var/lib/apt -o -path ./var/lib/dpkg -o -path ./var/cache -o -path ./var/log \) -prune \
    -o \( -type f -o -type l \) -print | LC_ALL=C sort)
}

# draw ROOT NAME FOLDER COMMAND...: the window on FOLDER, offscreen (without network) and under Xvfb.
draw() {
  local root=$1 name=$2 folder=$3
  shift 3
  local options=("$folder" --language ar --size 1280x800 --screenshot)
  for how in offscreen xcb; do
    local net=() picture="/home/$user/$name-$how.png"
    if [ "$how" = xcb ]; then net=(--net); fi # an X server's socket is part of the network
    if ! as_user "${net[@]}" "$root" /usr/bin/env QT_QPA_PLATFORM=$how DISPLAY=$display \
      HASHIYA_NO_SYSTEM=1 "$@" "${options[@]}" "$picture"; then
      complain "no picture of $folder ($how)"
    fi
    cp "$root$picture" "$out/$(basename "$root")-$name-$how.png" && rm "$root$picture"
  done
}

try_deb() {
  local root=$place/deb package
  say "a clean Debian ($suite)"
  new_root "$root"
  # What a desktop has, so that triggers run and defaults can be asked for.
  inside --net "$root" apt-get install -qq -y --no-install-recommends xdg-utils desktop-file-utils \
    shared-mime-info hicolor-icon-theme >"$out/apt.log" 2>&1
  inside "$root" dpkg-query -W -f='${Package}\n' | LC_ALL=C sort >"$out/packages-before"
  listing "$root" >"$out/files-before"

  say "install"
  package=$(ls dist/packages/hashiya_*.deb)
  cp dist/packages/hashiya*.deb "$root/tmp/"
  inside --net "$root" bash -c "apt-get install -qq -y --no-install-recommends /tmp/hashiya_*.deb" \
    >>"$out/apt.log" 2>&1 || complain "the package does not install: $out/apt.log"
  echo "$(basename "$package") is installed with $(inside "$root" dpkg-query -W -f='.\n' | wc -l) packages," \
    "$(wc -l <"$out/packages-before") before"
  if [ -n "$(inside "$root" bash -c 'ldd /usr/lib/hashiya/hashiya $(find /usr/lib/hashiya -name "*.so*" |
    grep -v -e libcupsprint) 2>/dev/null | grep "not found"' | tee "$out/not-found")" ]; then
    complain "libraries are missing: $(sort -u "$out/not-found" | tr -s '\n\t ' ' ')"
  fi

  say "start, as a user whose home is new, without network"
  as_user "$root" hashiya --version
  for language in ar en; do
    as_user "$root" hashiya --self-test --language "$language" >"$out/self-test-$language.json" ||
      complain "the self-test failed: $out/self-test-$language.json"
  done
  as_user "$root" hashiya search "$corpus" السفير --json >"$out/search.json" || complain "search"
  draw "$root" seeds /usr/lib/hashiya/_internal/seeds hashiya
  draw "$root" arabic "$corpus" hashiya

  say "which types it is the default of"
  local kind found
  for kind in application/vnd.hashiya.corpus+json inode/directory text/markdown text/plain; do
    found=$(as_user "$root" xdg-mime query default "$kind")
    echo "$kind: ${found:-nobody}"
    case $kind:$found in
      application/*:io.github.hashiya.Hashiya.desktop) ;;
      application/*:* | *:io.github.hashiya*) complain "the default of $kind is ${found:-nobody}" ;;
    esac
  done

  say "sentence vectors, from their own package"
  inside --net "$root" bash -c "apt-get install -qq -y --no-install-recommends /tmp/hashiya-semantic_*.deb" \
    >>"$out/apt.log" 2>&1 || complain "hashiya-semantic does not install"
  as_user "$root" hashiya --self-test --language en >"$out/semantic.json" || true
  grep '"semantic": true' "$out/semantic.json" || complain "no vectors: $out/semantic.json"

  say "purge"
  inside --net "$root" bash -c 'apt-get purge -qq -y hashiya hashiya-semantic &&
    apt-get autoremove -qq -y --purge' >>"$out/apt.log" 2>&1 || complain "it does not go"
  listing "$root" >"$out/files-after"
  echo "left are:"
  LC_ALL=C comm -13 "$out/files-before" "$out/files-after" | tee "$out/left"
  if grep -v "^./home/" "$out/left" | grep -i hashiya; then complain "the package left files"; fi
  rm -rf --one-file-system "$root/usr" # its room is needed
}

try_source() {
  local root=$place/source
  say "a clean Debian ($suite), python3 and git"
  new_root "$root"
  inside --net "$root" apt-get install -qq -y --no-install-recommends python3 git >"$out/apt.log" 2>&1
  # The pictures are compared: both roots draw with the same fonts.
  mkdir -p "$root/src"
  git -c safe.directory="*" archive HEAD | tar -x -C "$root/src"
  say "./run, first as root, who has the libraries installed"
  for how in offscreen xcb; do
    inside --net "$root" bash -c "cd /src && export QT_QPA_PLATFORM=$how DISPLAY=$display &&
      time ./run --self-test --language ar >/dev/null" || complain "./run failed ($how)"
  done
  mkdir -p "$root/usr/lib/hashiya/_internal"
  cp -r seeds "$root/usr/lib/hashiya/_internal/" # the same paths as in the other pictures
  draw "$root" seeds /usr/lib/hashiya/_internal/seeds /src/run
  draw "$root" arabic "$corpus" /src/run
  say "./test ${HASHIYA_TESTS:-}"
  inside --net "$root" bash -c "cd /src && ./test ${HASHIYA_TESTS:-}" >"$out/test.log" 2>&1 ||
    complain "./test failed"
  tail -n 3 "$out/test.log"
}

Xvfb "$display" -screen 0 1400x1000x24 -nolisten tcp -ac >/dev/null 2>&1 &
screen=$!
for part in $parts; do "try_$part"; done
if [[ " $parts " == *" deb "* && " $parts " == *" source "* ]]; then
  say "the pictures of the package against those of the source"
  for picture in "$out"/deb-*.png; do
    build/env/bin/python packaging/smoke.py --pictures "$picture" "${picture/\/deb-//source-}" ||
      wrong=1
  done
fi
say "$([ "$wrong" = 0 ] && echo all is well || echo something is wrong, see above)"
exit "$wrong"
