#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""check_epub.py FILE.epub...: epubcheck finds 0 errors and 0 warnings, run with no option at all."""
import re
import subprocess
import sys
from pathlib import Path

JAR = "/usr/share/java/epubcheck.jar"
SKIP = 77


def main():
    if not Path(JAR).exists():
        print(f"SKIPPED: {JAR} is not there (package epubcheck)")
        return SKIP
    failed = 0
    for epub in sys.argv[1:]:
        # Debian's build recurses deeply in its schema validator: the default stack is too small.
        run = subprocess.run(["java", "-Xss2m", "-jar", JAR, epub], capture_output=True, text=True)
        output = run.stdout + run.stderr
        clean = run.returncode == 0 and not re.search(r"^(ERROR|WARNING|FATAL)", output, re.M)
        if not clean:
            print(f"{epub}:\n{output}")
            failed += 1
    return 1 if failed or len(sys.argv) < 2 else 0


if __name__ == "__main__":
    sys.exit(main())
