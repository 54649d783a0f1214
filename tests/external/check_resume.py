#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""check_resume.py CONVERT DOCUMENT.md...: a run that is killed outright (SIGKILL) leaves whole files only, and
started again with --if-changed it ends with the bytes of a run that nobody killed. At 20 random moments, each
given by the number of outputs that are there, which holds on a busy machine too."""
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MOMENTS = 20
COPIES = 4  # of each document, so that a run takes some tenths of a second


def command(convert, sources, target):
    return [convert, "-q", "-j", "2", "-t", "pdf,epub,html", "--if-changed", "--report", f"{target}.jsonl",
            "--out-dir", target, sources]


def outputs(target):
    """Every visible output by its place; hidden entries are records and their kind."""
    return {path.relative_to(target): path.read_bytes() for path in sorted(target.rglob("*"))
            if path.is_file() and not any(part.startswith(".") for part in path.relative_to(target).parts)}


def leftovers(target):
    return [path for path in target.rglob("*") if path.name.endswith(".tmp") or path.name.startswith(".inkstone-")]


def killed_after(process, target, count):
    """Kills the run when `count` of its outputs are there; true when it had not ended by itself."""
    while process.poll() is None and sum(len(files) for _, _, files in os.walk(target)) < count:
        time.sleep(0.0005)
    process.kill()
    return process.wait() != 0


def problems(convert, documents, folder):
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    sources = folder / "sources"
    for copy in range(COPIES):
        for document in documents:
            target = sources / str(copy) / document.name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(document, target)
    subprocess.run(command(convert, sources, folder / "whole"), check=True, env=environment)
    whole = outputs(folder / "whole")
    moments = random.Random(8)  # the same counts in every run
    interrupted = 0
    for number in range(MOMENTS):
        target = folder / f"killed{number}"
        process = subprocess.Popen(command(convert, sources, target), env=environment)
        interrupted += killed_after(process, target, moments.randrange(len(whole) * 3 // 4))
        time.sleep(0.01)  # the workers follow their parent
        for name, data in outputs(target).items() if target.exists() else ():
            if whole[name] != data:
                yield f"moment {number}: {name} is not whole after the kill"
        subprocess.run(command(convert, sources, target), check=True, env=environment)
        if outputs(target) != whole:
            yield f"moment {number}: other bytes after going on"
        for path in leftovers(target):
            yield f"moment {number}: {path.relative_to(target)} was left behind"
        shutil.rmtree(target)
    print(f"{len(whole)} outputs, {interrupted} of {MOMENTS} runs killed before their end")
    if interrupted < MOMENTS / 2:
        yield "too few runs were killed to mean anything"


def main():
    with tempfile.TemporaryDirectory() as name:
        found = list(problems(sys.argv[1], [Path(p) for p in sys.argv[2:]], Path(name)))
    for problem in found:
        print(problem)
    return 1 if found or len(sys.argv) < 3 else 0


if __name__ == "__main__":
    sys.exit(main())
