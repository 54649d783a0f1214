#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every hostile document of a generator, to three formats, under limits of time and memory.

check_hostile.py CONVERT GENERATOR FOLDER [--scale X] [--only REGEX] [--jobs N]
check_hostile.py CONVERT GENERATOR FOLDER --growth [--only REGEX]

GENERATOR is a pathological.py (its head says what it writes); exit 77 when it is not there. No run may
end by a signal, pass its time or memory, fail without a message, leave an output behind after a failure,
or let the canary of the files outside the documents' folder through. --growth: user time of each
document at 8 times the size, over that at 1x, start-up included, for the same growth in bytes; at most
10."""
import argparse
import concurrent.futures
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

SKIP = 77
FORMATS = ("html", "epub", "pdf")
MOST_GROWTH = 10.0
# Below this the clock of the kernel decides, not the document.
SMALLEST_SECONDS = 0.25


def generate(generator, folder, scale, only):
    """Writes the documents at `scale` times the size of `--scale ci`."""
    source = generator.read_text(encoding="utf-8")
    rule = "return full if FULL else (ci if ci is not None else max(1, full // 10))"
    if rule not in source:
        raise SystemExit(f"{generator}: the rule of its sizes has changed")
    source = source.replace(rule, f"return max(1, int((ci if ci is not None else full // 10) * {scale}))")
    subprocess.run([sys.executable, "-", str(folder), "--scale", "ci", "--only", only], input=source,
                   text=True, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return json.loads((folder / "index.json").read_text(encoding="utf-8"))


def source_path(folder, entry):
    """The document; a byte that is no UTF-8 stands in the index as `\\xNN`."""
    name = re.sub(rb"\\x([0-9a-f]{2})", lambda m: bytes([int(m[1], 16)]), entry["file"].encode())
    return os.path.join(os.fsencode(folder), name)


def convert(command, source, out, seconds):
    """(exit code or -signal or None for a time-out, user seconds, MiB, messages)"""
    if out.exists():
        out.unlink()
    log = out.with_suffix(".log")
    with open(log, "wb") as errors:
        child = subprocess.Popen([command, source, "-o", out], stdin=subprocess.DEVNULL,
                                 stdout=subprocess.DEVNULL, stderr=errors, cwd=out.parent)
        until = time.monotonic() + seconds
        while True:
            pid, status, usage = os.wait4(child.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() > until:
                child.kill()
                os.wait4(child.pid, 0)
                child.returncode = -9
                return None, seconds, 0, ""
            time.sleep(0.002)
    child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, usage.ru_utime, usage.ru_maxrss / 1024, log.read_text(errors="replace")


def problems_of(command, folder, entry, kind, canary):
    safe = re.sub(r"[^\w-]", "_", f"{entry['class']}-{entry['name']}")
    out = folder / "out" / f"{safe}.{kind}"
    # The wall clock of a busy machine: three times what is allowed on an idle one.
    code, _, memory, log = convert(command, source_path(folder, entry), out, 3 * entry["max_s"])
    if code is None:
        return [f"not done in {3 * entry['max_s']} s"]
    problems = []
    if code not in (0, 1):
        problems.append(f"exit code {code}")
    if code == 1 and "error:" not in log:
        problems.append("failed without a message")
    if code != 0 and out.exists():
        problems.append("failed and left an output")
    if code == 0 and (not out.exists() or out.stat().st_size == 0):
        problems.append("no output")
    if memory > entry["max_mb"]:
        problems.append(f"{memory:.0f} MiB")
    if out.exists():
        if canary.encode() in out.read_bytes():
            problems.append("the canary is in the output")
        out.unlink()
    if code == 1 and entry.get("keep"):
        problems.append(f"refused: {log.strip()[-200:]}")
    return problems


def check_all(arguments):
    index = generate(arguments.generator, arguments.folder, arguments.scale, arguments.only)
    (arguments.folder / "out").mkdir(parents=True, exist_ok=True)
    work = [(entry, kind) for entry in index["cases"] for kind in FORMATS]
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        results = list(pool.map(lambda one: problems_of(arguments.convert, arguments.folder, *one,
                                                        index["canary"]), work))
    failed = 0
    for (entry, kind), problems in zip(work, results):
        for problem in problems:
            print(f"{entry['class']}--{entry['name']} to {kind}: {problem}")
        failed += bool(problems)
    print(f"{len(index['cases'])} documents, {len(work)} conversions, {failed} with problems")
    return 1 if failed or not work else 0


def check_growth(arguments):
    indexes = {}
    for scale in (1, 8):
        folder = arguments.folder / f"x{scale}"
        indexes[scale] = {(e["class"], e["name"]): e for e in
                          generate(arguments.generator, folder, scale, arguments.only)["cases"]}
        (folder / "out").mkdir(exist_ok=True)
    worst, failed, measured = [], 0, 0
    for key, small in indexes[1].items():
        large = indexes[8][key]
        growth = large["bytes"] / small["bytes"]
        if growth < 4:
            continue
        for kind in FORMATS:
            seconds = {}
            for scale, entry in ((1, small), (8, large)):
                folder = arguments.folder / f"x{scale}"
                out = folder / "out" / f"o.{kind}"
                code, seconds[scale], _, log = convert(arguments.convert, source_path(folder, entry), out, 300)
                if code not in (0, 1):
                    print(f"{key[0]}--{key[1]} to {kind} at {scale}x: exit code {code}")
                    failed += 1
            measured += 1
            ratio = seconds[8] / max(seconds[1], 0.01) / growth * 8
            worst.append((ratio, key, kind, seconds[1], seconds[8], growth))
            if ratio > MOST_GROWTH and seconds[8] > SMALLEST_SECONDS:
                print(f"{key[0]}--{key[1]} to {kind}: {seconds[1]:.2f} s to {seconds[8]:.2f} s for "
                      f"{growth:.1f} times the bytes, ratio {ratio:.1f}", flush=True)
                failed += 1
    for ratio, key, kind, first, last, growth in sorted(worst, reverse=True)[:8]:
        print(f"  {ratio:5.1f}  {key[0]}--{key[1]} {kind}: {first:.2f} s, {last:.2f} s, x{growth:.1f}")
    print(f"{measured} pairs, {failed} with problems")
    return 1 if failed or not measured else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("convert", type=os.path.abspath)
    parser.add_argument("generator", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--only", default="")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--growth", action="store_true")
    arguments = parser.parse_args()
    if not arguments.generator.is_file():
        print(f"SKIPPED: {arguments.generator} is not there")
        return SKIP
    arguments.folder = arguments.folder.resolve()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    return check_growth(arguments) if arguments.growth else check_all(arguments)


if __name__ == "__main__":
    sys.exit(main())
