#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Inkstone and the peers that are installed, on the same documents: a table, JSON and a chart.

    bench/compare/compare.py --convert build/release/convert [--out build/bench]

The programs take turns within each round, so a machine that slows down slows all of them: trust the
ratios. Each figure is the median of the rounds, after one round that is not counted.
"""

import argparse
import json
import multiprocessing
import os
import pathlib
import platform
import sys

import chart
import documents
import measure
import programs


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--convert", type=pathlib.Path, default=documents.ROOT / "build/release/convert")
    parser.add_argument("--out", type=pathlib.Path, default=documents.ROOT / "build/bench")
    parser.add_argument("--seed", type=pathlib.Path, default=documents.ROOT / "examples/summary.md")
    parser.add_argument("--folder", type=pathlib.Path, help="a folder of Markdown instead of the made one")
    parser.add_argument("--samples", default="seed,readme,book,1m,10m,folder")
    parser.add_argument("--formats", default="pdf,epub,html")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--limit", type=float, default=180, help="seconds for one run")
    return parser.parse_args()


def once(program: programs.Program, sample: documents.Sample, out: pathlib.Path, limit: float) -> measure.Run:
    """The program over the sample: one process, or one for each file where it knows no folders."""
    environment = {**os.environ, "PATH": programs.search_path(), "SOURCE_DATE_EPOCH": "1700000000"}
    whole = sample.path.is_dir() and program.folder
    command = program.folder if whole else program.command
    runs = []
    for path in [sample.path] if whole else sample.files:
        target = out / f"{path.stem}.{program.format}"
        words = {"{in}": str(path), "{typst}": str(path.with_suffix(".typ")), "{out}": str(target), "{folder}": str(out)}
        runs.append(measure.run([words.get(word, word) for word in command], environment, out, limit))
    return measure.sum_of(runs)


def row(program: programs.Program, sample: documents.Sample, runs: list[measure.Run], out: pathlib.Path) -> dict:
    figures = measure.median(runs)
    result = {"program": program.name, "format": program.format, "sample": sample.name, "bytes": sample.size,
              "code": figures.code, "wall": figures.wall, "cpu": figures.cpu, "memory": figures.memory,
              "runs": len(runs)}
    made = sorted(out.rglob(f"*.{program.format}"))
    if program.name == "md-to-pdf":  # it writes beside the input
        made = sorted(sample.path.parent.glob(f"{sample.path.stem}.pdf"))
    if made:
        result["size"] = sum(path.stat().st_size for path in made)
    if made and program.format == "pdf" and len(made) == 1:
        result["pages"] = measure.pages_of(made[0])
    return result


def compare(sample: documents.Sample, kind: str, here: list[programs.Program], options) -> list[dict]:
    able = [p for p in here if p.format == kind and sample.size <= p.largest
            and not ("{typst}" in p.command and sample.path.is_dir())]
    runs: dict[str, list[measure.Run]] = {p.name: [] for p in able}
    outs = {p.name: options.out / "outputs" / sample.name / p.name for p in able}
    for folder in outs.values():
        folder.mkdir(parents=True, exist_ok=True)
    for number in range(options.rounds + 1):
        for program in able:
            if any(run.code == -9 for run in runs[program.name]):
                continue  # over the limit once: not again
            result = once(program, sample, outs[program.name], options.limit)
            if number > 0 or result.code == -9:
                runs[program.name].append(result)
    rows = [row(p, sample, runs[p.name], outs[p.name]) for p in able]
    base = next((r["cpu"] for r in rows if r["program"] == "inkstone"), 0)
    for entry in rows:
        entry["cpu_ratio"] = entry["cpu"] / base if base else None
    return rows


def line(entry: dict) -> str:
    if entry["code"]:
        outcome = "over the limit" if entry["code"] == -9 else f"failed ({entry['code']})"
        return f"{entry['sample']:7} {entry['format']:5} {entry['program']:20} {outcome}"
    ratio = "" if entry["cpu_ratio"] is None else f"{entry['cpu_ratio']:8.1f}"
    return (f"{entry['sample']:7} {entry['format']:5} {entry['program']:20} {entry['wall']:9.3f} {entry['cpu']:9.3f} "
            f"{entry['memory'] / 1e6:8.0f} {entry.get('size', 0) / 1e3:9.0f} {entry.get('pages') or '':>6} {ratio}")


def main() -> int:
    options = arguments()
    options.convert = options.convert.resolve()
    options.out = options.out.resolve()
    options.out.mkdir(parents=True, exist_ok=True)
    versions, here = {}, []
    for program in [*programs.inkstone(options.convert), *programs.PEERS]:
        version = programs.version_of(program)
        versions[program.name] = version
        if version is not None:
            here.append(program)
    if versions["inkstone"] is None:
        print(f"{options.convert} does not run: build it, or say --convert", file=sys.stderr)
        return 2
    for name, version in versions.items():
        print(f"{name}: {version or 'not installed'}")
    wanted = options.samples.split(",")
    # In a process of its own: a child's peak memory begins at that of the process that starts it.
    with multiprocessing.Pool(1) as pool:
        made = pool.apply(documents.make, (options.out / "samples", options.seed, options.folder))
    samples = [sample for sample in made if sample.name in wanted]
    print(f"\n{'sample':7} {'to':5} {'program':20} {'wall s':>9} {'CPU s':>9} {'MB':>8} {'kB':>9} {'pages':>6} "
          f"{'CPU/ours':>8}")
    rows = []
    for sample in samples:
        for kind in options.formats.split(","):
            for entry in compare(sample, kind, here, options):
                rows.append(entry)
                print(line(entry), flush=True)
    result = {"machine": {"system": platform.platform(), "processors": os.cpu_count()}, "versions": versions,
              "rows": rows}
    (options.out / "compare.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    for sample in samples:
        shown = [(r["program"], r["cpu"]) for r in rows if r["sample"] == sample.name and r["format"] == "pdf"
                 and not r["code"]]
        if shown:
            title = f"Markdown to PDF, {sample.name} ({sample.size / 1000:.0f} kB): CPU time"
            (options.out / f"compare-{sample.name}.svg").write_text(
                chart.bars(title, sorted(shown, key=lambda item: item[1]), "s"), encoding="utf-8")
    print(f"\nwritten: {options.out}/compare.json, charts beside it")
    return 0


if __name__ == "__main__":
    sys.exit(main())
