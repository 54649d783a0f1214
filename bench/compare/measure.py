# SPDX-License-Identifier: Apache-2.0
"""Runs of whole processes: wall seconds, CPU seconds and peak memory, as the kernel accounts them.

CPU is user + system of the process and of every descendant that it waited for; peak memory is that of
the largest single process among them (getrusage(2)), and never below that of this measuring process, about 16 MB. The figures come from wait4(2), so a helper that
a program leaves behind is not counted: true of browsers, whose CPU is higher than shown.
"""

import dataclasses
import os
import pathlib
import statistics
import subprocess
import threading
import time


@dataclasses.dataclass(frozen=True)
class Run:
    wall: float  # seconds
    cpu: float  # seconds
    memory: int  # bytes
    code: int


def run(command: list[str], environment: dict[str, str], folder: pathlib.Path, limit: float) -> Run:
    """One run, output thrown away; killed after `limit` seconds (code is then -9)."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, env=environment, cwd=folder)
    timer = threading.Timer(limit, process.kill)
    timer.start()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, process.returncode)


def sum_of(runs: list[Run]) -> Run:
    """Several processes that did one job together, one after the other."""
    return Run(sum(r.wall for r in runs), sum(r.cpu for r in runs), max(r.memory for r in runs),
               next((r.code for r in runs if r.code), 0))


def median(runs: list[Run]) -> Run:
    return Run(statistics.median(r.wall for r in runs), statistics.median(r.cpu for r in runs),
               max(r.memory for r in runs), next((r.code for r in runs if r.code), 0))


def pages_of(pdf: pathlib.Path) -> int | None:
    try:
        said = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=False)
    except OSError:
        return None
    for line in said.stdout.splitlines():
        if line.startswith("Pages:"):
            return int(line.split()[1])
    return None
