#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""check_batch.py CONVERT SOURCE.md...: the documents become the same PDF bytes one at a time and two at a
time, and every PDF meets the conditions of check_conformance.py."""
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import check_conformance


def batch(convert, sources, target, jobs):
    subprocess.run([convert, "-q", "-t", "pdf", "-j", str(jobs), "--out-dir", target, sources], check=True,
                   env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}, stdin=subprocess.DEVNULL)
    return {path.name: path for path in sorted(target.rglob("*.pdf"))}


def problems(convert, documents):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = folder / "sources"
        sources.mkdir()
        for document in documents:
            shutil.copyfile(document, sources / f"{document.parent.name}-{document.name}")
        one, two = (batch(convert, sources, folder / f"jobs{n}", n) for n in (1, 2))
        if len(one) != len(documents) or one.keys() != two.keys():
            yield f"{len(documents)} documents, but {len(one)} and {len(two)} PDF files"
        for key in one.keys() & two.keys():
            if one[key].read_bytes() != two[key].read_bytes():
                yield f"{key}: other bytes with two jobs"
            for problem in check_conformance.problems_beside_claims(str(one[key])):
                yield f"{key}: {problem}"


def main():
    found = list(problems(sys.argv[1], [Path(p) for p in sys.argv[2:]]))
    for problem in found:
        print(problem)
    return 1 if found or len(sys.argv) < 3 else 0


if __name__ == "__main__":
    sys.exit(main())
