#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Measures convert on a document, on its body 128 times (about 1 MB) and 1280 times (about 10 MB):
# CPU seconds (user + system), peak memory, and the ratio to cmark-gfm on the same file in the same
# run, which takes the speed of the machine out of the comparison.
#
# Usage: bench/run.sh CONVERT [DOCUMENT]      (default document: examples/summary.md)
# Needs: GNU time, cmark-gfm. INKSTONE_BENCH_FORMATS chooses formats (default "html epub pdf"),
# INKSTONE_BENCH_RUNS the runs of which the fastest counts (default 3).
set -eu

convert=$1
root=$(cd "$(dirname "$0")/.." && pwd)
document=${2:-$root/examples/summary.md}
formats=${INKSTONE_BENCH_FORMATS:-html epub pdf}
runs=${INKSTONE_BENCH_RUNS:-3}

for tool in /usr/bin/time cmark-gfm; do
    command -v "$tool" > /dev/null || { echo "bench: $tool is not installed" >&2; exit 1; }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The body: everything behind the front matter, which may stand once only.
awk 'NR == 1 && $0 == "---" { front = 1; next }
     front && ($0 == "---" || $0 == "...") { front = 0; next }
     !front' "$document" > "$work/body.md"

repeat() { # TIMES FILE
    i=0
    while [ "$i" -lt "$1" ]; do
        cat "$work/body.md"
        echo
        i=$((i + 1))
    done > "$2"
}
cp "$document" "$work/once.md"
repeat 128 "$work/x128.md"
repeat 1280 "$work/x1280.md"

# Fastest CPU time of the runs and largest memory: "SECONDS KILOBYTES", or "failed".
measure() {
    i=0
    : > "$work/times"
    while [ "$i" -lt "$runs" ]; do
        /usr/bin/time -o "$work/one" -f '%U %S %M' "$@" > /dev/null 2> "$work/errors" ||
            { echo failed; return; }
        cat "$work/one" >> "$work/times"
        i=$((i + 1))
    done
    awk '{ cpu = $1 + $2
           if (NR == 1 || cpu < best) best = cpu
           if ($3 > memory) memory = $3 }
         END { printf "%.2f %d\n", best, memory }' "$work/times"
}

printf '%-7s %10s  %-9s %8s %8s %9s\n' input bytes program cpu/s MB ratio
for size in once x128 x1280; do
    input=$work/$size.md
    bytes=$(wc -c < "$input")
    base=$(measure cmark-gfm -e table -e strikethrough -e autolink -e tasklist "$input")
    for program in cmark-gfm $formats; do
        result=$base
        [ "$program" = cmark-gfm ] ||
            result=$(measure "$convert" -q "$input" -o "$work/out.$program")
        echo "$result" "$base" | awk -v size="$size" -v bytes="$bytes" -v program="$program" '
            $1 == "failed" { printf "%-7s %10d  %-9s failed\n", size, bytes, program; next }
            { ratio = $3 > 0 ? sprintf("%.1f", $1 / $3) : "-"
              printf "%-7s %10d  %-9s %8.2f %8.1f %9s\n", size, bytes, program, $1, $2 / 1024, ratio }'
    done
done
