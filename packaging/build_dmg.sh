#!/bin/bash
# The disk image for macOS, out of dist/Hashiya.app: packaging/build_dmg.sh [FOLDER]
#
# Always signed: PyInstaller has signed every part of the .app, this seals the whole. With
# MACOS_SIGN_IDENTITY ("Developer ID Application: NAME (TEAM)") it says who made it, and the image is
# signed too; without, it is signed ad hoc, as macOS calls a bundle from the network without any seal
# "damaged". With APPLE_API_KEY_FILE, APPLE_API_KEY_ID and APPLE_API_ISSUER Apple notarises the image.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-dist/packages}
app=dist/Hashiya.app
version=$(python3 -c 'import sys; sys.path.insert(0, "packaging"); import metadata; print(metadata.version())')
image="$folder/Hashiya-$version-$(uname -m).dmg"
mkdir -p "$folder"

# Never --deep: the parts are signed from the inside out already.
sealing=(--force --entitlements packaging/macos/entitlements.plist)
[ -z "${MACOS_SIGN_IDENTITY:-}" ] || sealing+=(--options runtime --timestamp)
codesign "${sealing[@]}" --sign "${MACOS_SIGN_IDENTITY:--}" "$app"
codesign --verify --strict --verbose=2 "$app"

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
cp -R "$app" "$stage/"
ln -s /Applications "$stage/Applications"
for attempt in 1 2 3 4 5; do # "Resource busy" is common
  hdiutil create -volname Hashiya -srcfolder "$stage" -fs HFS+ -format ULFO -ov "$image" && break
  [ "$attempt" -lt 5 ] || exit 1
  sleep 5
done

if [ -n "${MACOS_SIGN_IDENTITY:-}" ]; then
  codesign --timestamp --sign "$MACOS_SIGN_IDENTITY" "$image"
fi
if [ -n "${APPLE_API_KEY_FILE:-}" ]; then
  xcrun notarytool submit "$image" --key "$APPLE_API_KEY_FILE" --key-id "$APPLE_API_KEY_ID" \
    --issuer "$APPLE_API_ISSUER" --wait
  xcrun stapler staple "$image"
fi
ls -l "$image"
