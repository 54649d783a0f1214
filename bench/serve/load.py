#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""load.py CONVERT [DOCUMENT.md...]: puts `convert --serve` under load.

First 10,000 requests over 32 connections, several documents in three formats mixed, every answer held
against the bytes that the command itself writes; the memory of all processes along the way. Then wrk
(Debian: wrk), when it is there, for requests a second and latencies. Exit code 1 when an answer is wrong
or memory grows by more than a tenth after the first fifth."""
import argparse
import collections
import http.client
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "tests" / "external"))
from service import Service  # noqa: E402  (the client of the tests)

FORMATS = ("pdf", "epub", "html")


def memory_mib(pids):
    """Proportional set size: pages that processes share count once."""
    total = 0
    for pid in pids:
        try:
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        except OSError:
            pass
    return total / 1024


def cases(convert, documents, folder):
    """(path, Markdown, expected bytes) of each document in each format."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    found = []
    for number, document in enumerate(documents):
        place = Path(folder, str(number))
        place.mkdir()
        (place / "document.md").write_bytes(document.read_bytes())
        for kind in FORMATS:
            target = place / f"out.{kind}"
            subprocess.run([convert, "-q", place / "document.md", "-o", target], check=True, env=environment)
            found.append((f"/convert?to={kind}", document.read_bytes(), target.read_bytes()))
    return found


def client(port, work, counts, lock):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    while True:
        with lock:
            case = next(work, None)
        if case is None:
            return
        path, markdown, expected = case
        connection.request("POST", path, markdown, {"Content-Type": "text/markdown"})
        answer = connection.getresponse()
        right = answer.read() == expected and answer.status == 200
        with lock:
            counts["right" if right else f"wrong ({answer.status})"] += 1


def mixed(service, every, requests, connections):
    """Counts of answers, and (requests done, MiB) along the way."""
    counts, lock = collections.Counter(), threading.Lock()
    work = itertools.islice(itertools.cycle(every), requests)
    threads = [threading.Thread(target=client, args=(service.port, work, counts, lock))
               for _ in range(connections)]
    start = time.monotonic()
    for thread in threads:
        thread.start()
    samples = []
    while any(thread.is_alive() for thread in threads):
        time.sleep(0.5)
        samples.append((sum(counts.values()),
                        memory_mib([service.process.pid, *service.children()])))
    print(f"{requests} requests over {connections} connections in {time.monotonic() - start:.1f} s: "
          + ", ".join(f"{count} {name}" for name, count in counts.items()))
    return counts, samples


def grown(samples, requests):
    """Peak after the first fifth over the peak within it."""
    early = max((mib for done, mib in samples if done <= requests / 5), default=samples[0][1])
    late = max(mib for _, mib in samples)
    for part in range(0, 11, 2):
        done, mib = min(samples, key=lambda sample: abs(sample[0] - requests * part / 10))
        print(f"  after {done:6} requests {mib:6.1f} MiB")
    print(f"  peak {late:.1f} MiB, {late / early:.2f} of the peak in the first fifth")
    return late / early


def with_wrk(service, case, folder, connections):
    if shutil.which("wrk") is None:
        print("wrk is not installed: no figures of it")
        return True
    path, markdown, expected = case
    Path(folder, "in").write_bytes(markdown)
    Path(folder, "expected").write_bytes(expected)
    environment = {**os.environ, "DOCUMENT": f"{folder}/in", "EXPECTED": f"{folder}/expected"}
    done = subprocess.run(["wrk", "-t1", f"-c{connections}", "-d10s", "--latency", "--timeout", "60s", "-s",
                           str(HERE / "post.lua"), f"http://127.0.0.1:{service.port}{path}"],
                          env=environment, capture_output=True, text=True, check=True)
    line = next(line for line in done.stdout.splitlines() if line.startswith("wrk: "))
    print(f"{path}, {len(markdown)} bytes: {line}")
    return " 0 wrong" in line


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("convert")
    parser.add_argument("documents", nargs="*", type=Path)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--no-wrk", action="store_true")
    wanted = parser.parse_args()
    documents = wanted.documents or sorted((HERE.parent.parent / "tests/external/documents").glob("*.md"))[:4]
    with tempfile.TemporaryDirectory() as folder, Service(wanted.convert) as service:
        every = cases(wanted.convert, documents, folder)
        counts, samples = mixed(service, every, wanted.requests, wanted.connections)
        flat = grown(samples, wanted.requests) <= 1.1
        right = counts["right"] == wanted.requests
        if not wanted.no_wrk:
            for case in every[:len(FORMATS)]:
                right = with_wrk(service, case, folder, wanted.connections) and right
        stopped = service.stop() == 0
    print("memory flat" if flat else "MEMORY GROWS", "- no wrong answer" if right else "- WRONG ANSWERS")
    return 0 if flat and right and stopped else 1


if __name__ == "__main__":
    sys.exit(main())
