#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Installs a build into a folder of its own, moves it, then builds and runs every program of examples/
# against it: by find_package, by pkg-config, and through the C library. Usage: consume.sh BUILD_FOLDER
# Set INKSTONE_KOFFI to a folder with node_modules/koffi to run the example for Node too.
set -eu

build=$1
source=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
prefix=$work/prefix
document=$source/examples/summary.md
is_pdf() { test "$(head -c 5 "$1")" = %PDF-; }

cmake --install "$build" --prefix "$prefix" > "$work/install.log"
mv "$prefix" "$work/moved" # nothing may point back to where it was installed
prefix=$work/moved

# The command, its fonts, its manual page and completions.
"$prefix/bin/convert" --version | grep -q '^convert [0-9]'
"$prefix/bin/convert" "$document" -o "$work/a.pdf" --fail-if-warnings
is_pdf "$work/a.pdf"
grep -q 'Generated from the table of options' "$prefix/share/man/man1/convert.1"
bash -n "$prefix/share/bash-completion/completions/convert"
# shellcheck disable=SC2016
complete='. "$1"; COMP_WORDS=(convert --if-ch); COMP_CWORD=1; _inkstone_convert; echo "${COMPREPLY[*]}"'
test "$(bash -c "$complete" - "$prefix/share/bash-completion/completions/convert")" = --if-changed
grep -q -- '--if-changed' "$prefix/share/zsh/site-functions/_convert"
grep -q -- '-l if-changed' "$prefix/share/fish/vendor_completions.d/convert.fish"

# By CMake.
cmake -S "$prefix/share/doc/inkstone/examples/library" -B "$work/example" -G Ninja \
    -DCMAKE_PREFIX_PATH="$prefix" > "$work/configure.log"
cmake --build "$work/example" > "$work/build.log" || { cat "$work/build.log"; exit 1; }
"$work/example/convert_string" html | grep -q '<em>documents</em>'
"$work/example/custom_writer" < "$document" | grep -q '^1\. '
"$work/example/convert_file" "$document" "$work/c.pdf"
is_pdf "$work/c.pdf"

# By pkg-config.
PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name inkstone.pc)")
export PKG_CONFIG_PATH
libraries=$(dirname "$PKG_CONFIG_PATH")
# shellcheck disable=SC2046
c++ -std=c++20 "$source/examples/library/convert_string.cpp" -o "$work/by_pkg_config" \
    $(pkg-config --cflags --libs inkstone)
LD_LIBRARY_PATH=$libraries "$work/by_pkg_config" html | grep -q '<em>documents</em>'

# From C, Python and Node through the one library that shows inkstone.h and nothing else.
cc -std=c99 -Wall -Wextra -pedantic -Werror -I"$prefix/include" "$source/examples/c/convert_file.c" \
    -o "$work/from_c" -L"$libraries" -linkstone_c
LD_LIBRARY_PATH=$libraries "$work/from_c" "$document" "$work/from_c.pdf"
cmp "$work/c.pdf" "$work/from_c.pdf"
INKSTONE_LIBRARY=$libraries/libinkstone_c.so
export INKSTONE_LIBRARY
python3 "$source/examples/python/convert_file.py" "$document" "$work/python.pdf"
cmp "$work/c.pdf" "$work/python.pdf"
if [ -n "${INKSTONE_KOFFI:-}" ]; then
    cp "$source"/examples/node/* "$INKSTONE_KOFFI"
    node "$INKSTONE_KOFFI/convert_file.js" "$document" "$work/node.pdf"
    cmp "$work/c.pdf" "$work/node.pdf"
else
    echo "skipped: the example for Node (no INKSTONE_KOFFI)"
fi

echo "the installed package works"
