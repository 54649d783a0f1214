#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Makes the Debian package of a build, unpacks it into an empty folder and runs what is in it.
# Usage: package.sh BUILD_FOLDER
set -eu

build=$(cd "$1" && pwd)
source=$(cd "$(dirname "$0")/../.." && pwd)
command -v dpkg-deb > /dev/null || { echo "skipped: no dpkg-deb"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$work"
cpack -G DEB --config "$build/CPackConfig.cmake" > cpack.log 2>&1 || { cat cpack.log; exit 1; }
package=$(ls ./*.deb)
# Libraries that are opened at run time stand in no table of the program: the package must name them.
for library in libzip4 libfontconfig1 libturbojpeg0 libgif7 libwebp7 librsvg2-2 libharfbuzz0b fonts-noto-cjk; do
    dpkg-deb -f "$package" Depends | grep -q "$library" || { echo "does not depend on $library"; exit 1; }
done
dpkg-deb -x "$package" tree
for file in usr/bin/convert usr/share/man/man1/convert.1 usr/include/inkstone.h; do
    test -s "tree/$file" || { echo "not in the package: $file"; exit 1; }
done
for format in pdf epub html; do
    SOURCE_DATE_EPOCH=0 tree/usr/bin/convert "$source/examples/summary.md" -o "out.$format"
    SOURCE_DATE_EPOCH=0 "$build/convert" "$source/examples/summary.md" -o "built.$format"
    cmp "out.$format" "built.$format"
done
echo "the package works"
