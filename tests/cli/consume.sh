#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Installs a build into a folder of its own, then builds and runs examples/library against it: by
# find_package, and by pkg-config. Usage: consume.sh BUILD_FOLDER
set -eu

build=$1
source=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
prefix=$work/prefix

cmake --install "$build" --prefix "$prefix" > "$work/install.log"

"$prefix/bin/convert" --version | grep -q '^convert [0-9]'

# By CMake, from a moved tree: nothing may point back to where it was installed.
mv "$prefix" "$work/moved"
prefix=$work/moved
cmake -S "$source/examples/library" -B "$work/example" -G Ninja -DCMAKE_PREFIX_PATH="$prefix" > "$work/configure.log"
cmake --build "$work/example" > "$work/build.log"
"$work/example/convert_string" html | grep -q '<em>documents</em>'

# By pkg-config.
PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name inkstone.pc)")
export PKG_CONFIG_PATH
# shellcheck disable=SC2046
c++ -std=c++20 "$source/examples/library/convert_string.cpp" -o "$work/by_pkg_config" \
    $(pkg-config --cflags --libs inkstone)
LD_LIBRARY_PATH=$(dirname "$PKG_CONFIG_PATH") "$work/by_pkg_config" html | grep -q '<em>documents</em>'

echo "the installed package works"
