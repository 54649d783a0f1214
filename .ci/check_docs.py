#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every folder of code must be named in docs/architecture.md, every folder named there must exist, and
every relative link of the Markdown pages at the top level and in docs/ must lead somewhere."""
import re
import subprocess
import sys
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
# Below these, the first level is enough: what is inside is data or grows freely.
SHALLOW = ("tests", "bench", "examples", "docs", "tools", "cmake", ".ci")


def tracked_files():
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True,
                             capture_output=True, text=True).stdout
    return [name for name in listing.split("\0") if name]


def named(folder, page):
    """`folder/` itself, or the folder above named and this one as `name/`."""
    if f"`{folder}/`" in page:
        return True
    return f"`{PurePosixPath(folder).name}/`" in page


def missing_folders(files, page):
    folders = set()
    for name in files:
        parts = PurePosixPath(name).parts[:-1]
        depth = 1 if parts and parts[0] in SHALLOW else len(parts)
        for end in range(1, min(depth, len(parts)) + 1):
            folders.add("/".join(parts[:end]))
    # include/ holds only include/inkstone/.
    folders.discard("include")
    folders = {f for f in folders if not f.startswith("include/inkstone/")}
    return sorted(folder for folder in folders if not named(folder, page))


def dead_folders(files, page):
    folders = {str(parent) for name in files for parent in PurePosixPath(name).parents}
    table = re.findall(r"^\| `([^`]+)/`", page, re.M)
    return [folder for folder in table if folder not in folders]


def dead_links(files):
    pages = [name for name in files if name.endswith(".md") and name.count("/") <= 1
             and (name.startswith("docs/") or "/" not in name)]
    dead = []
    for name in pages:
        text = (ROOT / name).read_text(encoding="utf-8")
        text = re.sub(r"(?m)^    .*$", "", text)  # indented code shows links, it has none
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", text):
            if not (ROOT / name).parent.joinpath(target).exists():
                dead.append(f"{name}: link to {target} leads nowhere")
    return dead


def main():
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    files = tracked_files()
    if "--self-test" in sys.argv:
        ok = missing_folders(["src/no_such_room/a.cpp"], page) == ["src/no_such_room"]
        ok = ok and dead_folders([], page)
        return 0 if ok else 1
    problems = [f"docs/architecture.md does not name {f}/" for f in missing_folders(files, page)]
    problems += [f"docs/architecture.md names {f}/, which is not there"
                 for f in dead_folders(files, page)]
    problems += dead_links(files)
    print("\n".join(problems + [f"check_docs: {len(problems)} problems"]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
