#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""check_pdf.py FILE.pdf...: qpdf finds no fault, and every font is embedded, a subset, and has a map to
Unicode."""
import subprocess
import sys


def structure_problems(pdf):
    run = subprocess.run(["qpdf", "--check", pdf], capture_output=True, text=True, errors="replace")
    return [] if run.returncode == 0 else [f"qpdf --check: {(run.stdout + run.stderr).strip()}"]


def font_problems(pdf):
    run = subprocess.run(["pdffonts", pdf], capture_output=True, text=True, errors="replace")
    rows = run.stdout.splitlines()[2:]
    problems = [f"pdffonts: {line}" for line in run.stderr.splitlines()]
    if not rows:
        problems.append("pdffonts lists no font")
    for row in rows:
        # name … type … encoding … emb sub uni object ID
        embedded, subset, unicode_map = row.split()[-5:-2]
        if (embedded, subset, unicode_map) != ("yes", "yes", "yes"):
            problems.append(f"font not embedded, subset and with Unicode: {row}")
    return problems


def main():
    failed = 0
    for pdf in sys.argv[1:]:
        problems = structure_problems(pdf) or font_problems(pdf)
        for problem in problems:
            print(f"{pdf}: {problem}")
        failed += len(problems)
    return 1 if failed or len(sys.argv) < 2 else 0


if __name__ == "__main__":
    sys.exit(main())
