#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Time and memory against the size of the document, fitted and drawn.

    bench/compare/scaling.py --convert build/release/convert [--largest 100000000]

Sizes grow tenfold from 10 kB. The exponent is the slope between the last two sizes on logarithmic
axes, start-up taken off: 1 is proportional, above it the cost of a byte grows with the document.
"""

import argparse
import json
import math
import multiprocessing
import pathlib
import sys

import documents
import measure

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 420, 300, 60, 40, 40
COLOURS = {"html": "#2a6fbb", "epub": "#c06014", "pdf": "#0b6e4f"}


def write_samples(seed: pathlib.Path, work: pathlib.Path, sizes: list[int]) -> list[pathlib.Path]:
    body = documents.without_front_matter(seed.read_text(encoding="utf-8"))
    work.mkdir(parents=True, exist_ok=True)
    paths = []
    for size in sizes:
        path = work / f"{size}.md"
        path.write_text(documents.repeated(body, size), encoding="utf-8")
        paths.append(path)
    return paths


def chart(title: str, unit: str, series: dict[str, list[tuple[float, float]]]) -> str:
    """Lines over both logarithmic axes."""
    points = [p for line in series.values() for p in line]
    low_x, high_x = (f(math.log10(x) for x, _ in points) for f in (min, max))
    low_y = math.floor(min(math.log10(y) for _, y in points))
    high_y = math.ceil(max(math.log10(y) for _, y in points))

    def place(x: float, y: float) -> tuple[float, float]:
        return (LEFT + (math.log10(x) - low_x) / max(high_x - low_x, 1e-9) * WIDTH,
                TOP + (high_y - math.log10(y)) / max(high_y - low_y, 1) * HEIGHT)

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 80} {TOP + HEIGHT + BOTTOM}" '
             f'font-family="sans-serif" font-size="12" role="img" aria-label="{title}">'
             f'<rect width="100%" height="100%" fill="#ffffff"/><text x="{LEFT}" y="22" font-size="15" '
             f'font-weight="bold">{title}</text>']
    for power in range(low_y, high_y + 1):
        y = place(10**low_x, 10**power)[1]
        parts.append(f'<path d="M{LEFT} {y:.1f}h{WIDTH}" stroke="#dddddd"/><text x="{LEFT - 6}" y="{y + 4:.1f}" '
                     f'text-anchor="end">{10**power:g} {unit}</text>')
    for power in range(math.ceil(low_x), math.floor(high_x) + 1):
        x = place(10**power, 10**low_y)[0]
        parts.append(f'<text x="{x:.1f}" y="{TOP + HEIGHT + 18}" text-anchor="middle">{10**power / 1e6:g} MB</text>')
    for name, line in series.items():
        placed = [place(x, y) for x, y in line]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in placed)
        parts.append(f'<path d="M{path}" fill="none" stroke="{COLOURS[name]}" stroke-width="2"/>'
                     f'<text x="{placed[-1][0] + 6:.1f}" y="{placed[-1][1] + 4:.1f}" fill="{COLOURS[name]}">{name}</text>')
    return "\n".join([*parts, "</svg>\n"])


def slope(line: list[tuple[float, float]], start: float) -> float:
    (x1, y1), (x2, y2) = line[-2:]
    return math.log(max(y2 - start, 1e-6) / max(y1 - start, 1e-6)) / math.log(x2 / x1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--convert", type=pathlib.Path, default=documents.ROOT / "build/release/convert")
    parser.add_argument("--out", type=pathlib.Path, default=documents.ROOT / "build/bench")
    parser.add_argument("--seed", type=pathlib.Path, default=documents.ROOT / "examples/summary.md")
    parser.add_argument("--largest", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    out = options.out.resolve()
    sizes = [10**power for power in range(4, 9) if 10**power <= options.largest]
    with multiprocessing.Pool(1) as pool:  # see compare.py
        samples = pool.apply(write_samples, (options.seed, out / "scaling", sizes))
    cpu: dict[str, list[tuple[float, float]]] = {}
    memory: dict[str, list[tuple[float, float]]] = {}
    print(f"{'to':5} {'bytes':>10} {'CPU s':>9} {'us/kB':>8} {'MB':>8}")
    for kind in COLOURS:
        for sample in samples:
            command = [str(options.convert.resolve()), "-q", str(sample), "-o", str(out / "scaling" / f"out.{kind}")]
            runs = [measure.run(command, {}, out, 1800) for _ in range(options.rounds)]
            result = measure.median(runs)
            if result.code:
                print(f"{kind} of {sample} failed with {result.code}", file=sys.stderr)
                return 1
            size = sample.stat().st_size
            cpu.setdefault(kind, []).append((size, max(result.cpu, 1e-4)))
            memory.setdefault(kind, []).append((size, result.memory / 1e6))
            print(f"{kind:5} {size:10} {result.cpu:9.3f} {result.cpu / size * 1e9:8.1f} {result.memory / 1e6:8.0f}",
                  flush=True)
    fits = {kind: {"cpu": slope(cpu[kind], cpu[kind][0][1]), "memory": slope(memory[kind], memory[kind][0][1])}
            for kind in COLOURS}
    for kind, fit in fits.items():
        print(f"{kind}: CPU grows with the power {fit['cpu']:.2f} of the size, memory {fit['memory']:.2f}")
    (out / "scaling.json").write_text(json.dumps({"cpu": cpu, "memory": memory, "powers": fits}, indent=1) + "\n",
                                      encoding="utf-8")
    (out / "scaling-cpu.svg").write_text(chart("CPU time against size", "s", cpu), encoding="utf-8")
    (out / "scaling-memory.svg").write_text(chart("Peak memory against size", "MB", memory), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
