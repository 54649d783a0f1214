#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""check_html.py JAR_FOLDER FILE.html...: the Nu HTML checker finds no error; its warnings are printed.

The checker is the npm package vnu-jar in a pinned version with a pinned hash; it is fetched once into
JAR_FOLDER. Without Java or network: exit 77, which ctest shows as skipped."""
import base64
import fcntl
import hashlib
import io
import json
import shutil
import subprocess
import sys
import tarfile
import urllib.error
import urllib.request
from pathlib import Path

VERSION = "26.9.27"
ADDRESS = f"https://registry.npmjs.org/vnu-jar/-/vnu-jar-{VERSION}.tgz"
SHA512 = "TkQd5DFfOaWC9ebtvozTsrH2Vaod3jYg+vrOeREzIXxBexLz9+rS2DNtjn7+RPUiZhgli0SghgBX6RJRNea0KA=="
SKIP = 77


def fetch(folder):
    """Path of the jar, fetched when it is not there. Raises OSError or ValueError."""
    folder.mkdir(parents=True, exist_ok=True)
    jar = folder / f"vnu-{VERSION}.jar"
    with open(folder / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not jar.exists():
            archive = urllib.request.urlopen(ADDRESS, timeout=120).read()
            if base64.b64encode(hashlib.sha512(archive).digest()).decode() != SHA512:
                raise ValueError(f"{ADDRESS} has not the expected hash")
            with tarfile.open(fileobj=io.BytesIO(archive)) as package:
                data = package.extractfile("package/build/dist/vnu.jar").read()
            part = jar.with_suffix(".part")
            part.write_bytes(data)
            part.rename(jar)
    return jar


def main():
    folder, files = Path(sys.argv[1]), sys.argv[2:]
    if not shutil.which("java"):
        print("SKIPPED: there is no java (package default-jre-headless)")
        return SKIP
    try:
        jar = fetch(folder)
    except (OSError, urllib.error.URLError) as error:
        print(f"SKIPPED: the Nu HTML checker cannot be fetched from {ADDRESS}: {error}")
        return SKIP
    run = subprocess.run(["java", "-Xss4m", "-jar", str(jar), "--format", "json", "--exit-zero-always",
                          *files], capture_output=True, text=True)
    messages = json.loads(run.stderr)["messages"]
    for message in messages:
        print(f"{message.get('url', '-')}:{message.get('lastLine', 0)}: {message['type']} "
              f"{message.get('subType', '')}: {message['message']}")
    failed = [m for m in messages if m["type"] != "info"]
    return 1 if failed or not files else 0


if __name__ == "__main__":
    sys.exit(main())
