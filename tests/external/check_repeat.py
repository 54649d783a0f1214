#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""check_repeat.py CONVERT SOURCE.md FORMAT: the same input gives the same bytes, run after run, from
another folder, in another time zone and locale, and from standard input to standard output."""
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def convert(command, folder, environment, stdin=None):
    return subprocess.run(command, cwd=folder, env={**os.environ, **environment}, check=True,
                          stdin=stdin or subprocess.DEVNULL, stdout=subprocess.PIPE).stdout


def outputs(convert_path, source, form):
    """(name of the circumstances, bytes) for each run."""
    epoch = {"SOURCE_DATE_EPOCH": "1700000000"}
    circumstances = [
        ("first", {}),
        ("again", {}),
        ("other time zone", {"TZ": "Asia/Shanghai"}),
        ("C locale", {"LC_ALL": "C"}),
        ("comma locale", {"LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de"}),
    ]
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, environment) in enumerate(circumstances):
            place = Path(folder) / f"folder{number}" / "below"
            place.mkdir(parents=True)
            copy = place / source.name
            shutil.copyfile(source, copy)
            out = place / f"out.{form}"
            convert([convert_path, copy.name, "-o", out.name], place, {**epoch, **environment})
            yield name, out.read_bytes()
            yield name + ", to standard output", convert(
                [convert_path, copy.name, "-t", form, "-o", "-"], place, {**epoch, **environment})


def differences(results):
    """Names of the circumstances whose bytes differ from the first; and whether there was anything."""
    results = list(results)
    first = results[0][1]
    return [name for name, data in results if data != first] + ([] if first else ["empty output"])


def main():
    convert_path, source, form = sys.argv[1:4]
    different = differences(outputs(str(Path(convert_path).resolve()), Path(source).resolve(), form))
    for name in different:
        print(f"{source} to {form}: other bytes: {name}")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
