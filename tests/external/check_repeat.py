#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""check_repeat.py CONVERT SOURCE.md FORMAT: the same input gives the same bytes, run after run, from
another folder, in another time zone, locale and surroundings, to standard output, and among other documents
on one, two and four jobs."""
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
        ("Turkish locale, half-hour zone", {"LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Kolkata"}),
        ("another user's surroundings", {"HOME": "/nonexistent", "USER": "nobody", "TMPDIR": "/tmp",
                                         "COLUMNS": "40", "LANG": "ja_JP.UTF-8"}),
    ]
    jobs = (1, 2, 4)
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, environment) in enumerate(circumstances):
            place = Path(folder) / f"folder{number}" / "below"
            place.mkdir(parents=True)
            copy = place / source.name
            shutil.copyfile(source, copy)
            out = place / f"out.{form}"
            convert([convert_path, "-q", copy.name, "-o", out.name], place, {**epoch, **environment})
            yield name, out.read_bytes()
            yield name + ", to standard output", convert(
                [convert_path, "-q", copy.name, "-t", form, "-o", "-"], place, {**epoch, **environment})
        for count in jobs:
            place = Path(folder) / f"jobs{count}"
            place.mkdir()
            # The document stands between others, so that it may meet a worker that has set some already.
            (place / "a.md").write_text("# 甲\n\nOther *text* **前** `x`.\n", encoding="utf-8")
            (place / "z.md").write_text("אבג ไทย 😀\n", encoding="utf-8")
            names = ["a.md", *(f"{i}-{source.name}" for i in range(3)), "z.md"]
            for name in names[1:-1]:
                shutil.copyfile(source, place / name)
            convert([convert_path, "-q", "-t", form, "-j", str(count), "--out-dir", "out", *names], place, epoch)
            for name in names[1:-1]:
                out = place / "out" / Path(name).with_suffix("." + form)
                yield f"{count} jobs, {name}", out.read_bytes()


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
