#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""check_verapdf.py FILE.pdf...: veraPDF finds nothing against PDF/A-2a and PDF/UA-1. Then the judge is judged:
copies of the first file with one fault each must not pass. Skipped (77) without npm or Java."""
import shutil
import sys
import tempfile
from pathlib import Path

import npm_judges
from selftest import edited_pdf

# (standard, clause that must be named, pattern in qpdf's plain form, replacement).
FAULTS = [("2a", "6.7.2.2", rb"/Marked true", b"/Marked false"),
          ("2a", "6.2.11.4.1", rb"/FontFile([23]) ", rb"/NoFile\1 "),
          ("2a", "6.3.2", rb"/F 4\n", b"/F 6\n"),
          ("ua1", "7.1", rb"/DisplayDocTitle true", b"/DisplayDocTitle false"),
          ("ua1", "7.18.3", rb"/Tabs /S", b"/Tabs /R"),
          ("ua1", "7.21.7", rb"/ToUnicode", b"/NoUnicode")]


def problems(files):
    for standard in ("2a", "ua1"):
        for file, result in npm_judges.verapdf(files, standard).items():
            yield from (f"{file}: {problem}" for problem in result["problems"])
    with tempfile.TemporaryDirectory() as folder:
        for standard, clause, pattern, replacement in FAULTS:
            broken = edited_pdf(files[0], Path(folder), pattern, replacement)
            (result,) = npm_judges.verapdf([broken], standard).values()
            if not any(p.startswith(f"{standard} {clause}") for p in result["problems"]):
                yield f"{standard} {clause}: a broken file passed: {result['problems']}"


def main():
    missing = npm_judges.install() or (None if shutil.which("java") else "there is no java")
    if missing:
        print(f"SKIPPED: {missing}")
        return npm_judges.SKIP
    found = list(problems(sys.argv[1:]))
    for problem in found:
        print(problem)
    return 1 if found or len(sys.argv) < 2 else 0


if __name__ == "__main__":
    sys.exit(main())
