#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""check_confined.py CONVERT GENERATOR FOLDER: what `convert` opens while it meets references that try to
leave the document's folder, as strace(1) sees it. Exit 77 without strace or the generator.

Every path-escape document of the generator goes to the three formats. Each file that is opened must be
the document, a file of its folder, the output, or belong to the installation: fonts, libraries,
dictionaries and what the C library and fontconfig read. No socket may be made, no program started."""
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import check_hostile

SKIP = 77
# What runs of any document read; nothing below is a document's to choose.
INSTALLED = ("/usr/", "/lib/", "/lib64/", "/etc/ld.so.", "/etc/fonts/", "/var/cache/fontconfig", "/etc/localtime",
             "/proc/self/fd/", "/proc/self/statm", "/proc/self/maps", "/proc/sys/", "/sys/fs/cgroup", "/sys/devices/system/cpu",
             "/dev/null", "/dev/urandom", "/etc/hyphen",
             # librsvg's libraries as they load: SELinux asks whether it is there, GLib for the names of locales.
             "/proc/filesystems", "/etc/locale.alias")


def traced(command, source, out, log):
    calls = "trace=open,openat,openat2,creat,execve,execveat,socket,connect"
    return subprocess.run(["strace", "-f", "-y", "-s", "8192", "-e", calls, "-o", log, command, source, "-o", out],
                          stdin=subprocess.DEVNULL, capture_output=True, cwd=out.parent, timeout=300)


def opened(line):
    """The path that a successful open led to, by the kernel's own name for the descriptor."""
    match = re.search(r"= \d+<(.*)>(?: \(deleted\))?$", line)
    return match[1] if match else None


def problems_in(lines, allowed):
    problems, execs, opens = [], 0, 0
    for line in lines:
        call = re.search(r"\b(open|openat|openat2|creat|execve|execveat|socket|connect)\(", line)
        if not call:
            continue
        if call[1] in ("execve", "execveat"):
            execs += 1
            if execs > 1:
                problems.append(f"starts a program: {line.strip()}")
        elif call[1] in ("socket", "connect"):
            problems.append(f"makes a socket: {line.strip()}")
        elif path := opened(line.strip()):
            opens += 1
            if not path.startswith(allowed):
                problems.append(f"opens {path}: {line.strip()}")
    if opens == 0:
        problems.append("strace saw nothing")
    return problems


def main():
    command, generator, folder = os.path.abspath(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]).resolve()
    if not shutil.which("strace"):
        print("SKIPPED: strace is not installed")
        return SKIP
    if not generator.is_file():
        print(f"SKIPPED: {generator} is not there")
        return SKIP
    if subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True).returncode != 0:
        print("SKIPPED: strace may not trace here")
        return SKIP
    index = check_hostile.generate(generator, folder, 1, "^path--")
    out = folder / "out"
    out.mkdir(exist_ok=True)
    # The build's own folder holds the program; the documents' folder is inside the root by right.
    # The folder itself is opened too.
    allowed = INSTALLED + (f"{folder}/in", f"{out}/", os.path.dirname(command) + "/convert")
    # The escaping files must be noticed if they are opened: the check of the check.
    secret = str(folder / "outside/secret.png")
    if not problems_in([f'openat(AT_FDCWD, "x", O_RDONLY) = 3<{secret}>'], allowed):
        print("the check does not see an escape")
        return 1
    failed = 0
    # One document holds every reference; the others hold one each.
    for entry in index["cases"]:
        kinds = check_hostile.FORMATS if entry["name"] in ("images", "html-images", "links", "includes") else ("pdf",)
        for kind in kinds:
            log = out / "strace.log"
            source = check_hostile.source_path(folder, entry)
            run = traced(command, source, out / f"o.{kind}", log)
            problems = problems_in(log.read_text(errors="replace").splitlines(), allowed)
            if run.returncode not in (0, 1):
                problems.append(f"exit code {run.returncode}")
            for problem in problems[:5]:
                print(f"{entry['name']} to {kind}: {problem}")
            failed += bool(problems)
    print(f"{len(index['cases'])} documents with paths, {failed} with problems")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
