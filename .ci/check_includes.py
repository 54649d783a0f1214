#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds every #include against the table of rooms in docs/architecture.md, and the form of every file
against the conventions: SPDX line, #pragma once, at most 500 lines.

A room may include itself, what the table's last column names, and the public headers. Third-party
headers stay in their one room. Run with --self-test to see each rule fail on a made-up file.
"""
import re
import subprocess
import sys
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
CODE = {".cpp", ".hpp", ".h", ".c"}
MAX_LINES = 500

# Header pattern -> rooms that may include it.
THIRD_PARTY = [
    (r"unicode/", ["src/text"]),
    (r"hb(-[\w-]+)?\.h$", ["fonts"]),
    (r"fontconfig/", ["fonts"]),
    (r"cmark", ["src/read"]),
    (r"yaml-cpp/", ["src/read"]),
    (r"gumbo", ["src/read"]),
    (r"pugixml", ["src/resources", "writers/epub"]),
    (r"zip(conf)?\.h$", ["writers/epub"]),
    (r"hpdf", ["writers/pdf/haru"]),
    (r"png\.h$|turbojpeg\.h$|gif_lib\.h$|webp/|librsvg/|cairo", ["src/resources"]),
    (r"(sha1|sha256|xxhash)\.h$", ["src/hash"]),
    (r"dlfcn\.h$", ["src/dynamic"]),
    (r"libdeflate\.h$", ["src/resources", "writers/pdf/haru", "writers/pdf/paint"]),
    (r"CLI/", ["src/cli"]),
    (r"nlohmann/", ["src/cli", "src/batch", "src/serve", "writers/dump"]),
    (r"httplib\.h$", ["src/serve/http"]),
]
# Words of the table's last column that stand for more than one room.
GROUPS = {
    "every writer": ["writers/"],
    "all above": ["src/", "fonts", "writers"],
    "everything": [""],
}
# Folders whose programs may include third-party headers freely.
FREE = ("tests/", "bench/", "examples/")


def rooms_from_table(text):
    """{folder: set of folders it may include} from the table of docs/architecture.md."""
    rows = re.findall(r"^\| `([^`]+)/`([^|]*)\|[^|]*\|([^|]*)\|", text, re.M)
    names = {folder.rsplit("/", 1)[-1]: folder for folder, _, _ in rows}
    names.update({"include": "include/inkstone", "convert": "src"})
    rooms = {}
    for folder, _, last in rows:
        allowed = {"include/inkstone"}
        for phrase, folders in GROUPS.items():
            if phrase in last:
                allowed.update(folders)
        for word in re.findall(r"[a-z]+", re.sub(r"\([^)]*\)", "", last)):
            if word in names:
                allowed.add(names[word])
        rooms[folder] = allowed
    return rooms


def room_of(path, rooms):
    """The longest room that holds `path`, or None."""
    if path == "include/inkstone.h":  # the C side of the public headers
        return "include/inkstone"
    folder = str(PurePosixPath(path).parent)
    while folder not in ("", "."):
        if folder in rooms:
            return folder
        folder = str(PurePosixPath(folder).parent)
    return None


def may_include(room, target, rooms):
    target_room = room_of(target, rooms)
    if target_room is None:
        return False
    for allowed in rooms[room] | {room}:
        if allowed == "" or target_room == allowed:
            return True
        if allowed.endswith("/") and target_room.startswith(allowed):
            return True
        if allowed == target_room + "/":
            return True
    return False


def check_include(path, header, rooms):
    room = room_of(path, rooms)
    if room is None:
        return f"is in no room of docs/architecture.md"
    if path.startswith(FREE):
        return None
    for pattern, owners in THIRD_PARTY:
        if re.match(pattern, header):
            if room not in owners:
                return f"includes <{header}>, which belongs to {', '.join(owners)} only"
            return None
    if header.startswith("inkstone/"):
        return None
    if header.split("/")[0] not in ("src", "writers", "fonts", "include", "tests"):
        return None
    # A folder's interface to the registry is the registry's own business.
    if not may_include(room, header, rooms):
        return f"includes {header}, but {room} may not use {room_of(header, rooms)}"
    if header == "writers/registry.hpp" and path.startswith("writers/") and room != "writers":
        return "a writer includes the registry"
    return None


def check_file(path, text, rooms):
    """Problems of one file, as (line, message)."""
    problems = []
    lines = text.split("\n")
    comment = "#" if path.endswith((".py", ".sh")) or "." not in PurePosixPath(path).name else "//"
    head = lines[:2]
    if not any(line.startswith(f"{comment} SPDX-License-Identifier: Apache-2.0") or
               line.startswith("/* SPDX-License-Identifier: Apache-2.0") for line in head):
        problems.append((1, "has no SPDX-License-Identifier line at its head"))
    if len(lines) > MAX_LINES + 1:
        problems.append((MAX_LINES, f"has {len(lines) - 1} lines; {MAX_LINES} is the most"))
    if PurePosixPath(path).suffix not in CODE:
        return problems
    if path.endswith(".hpp") and "#pragma once" not in lines:
        problems.append((1, "is a header without #pragma once"))
    for number, line in enumerate(lines, 1):
        match = re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line)
        problem = check_include(path, match.group(1), rooms) if match else None
        if problem:
            problems.append((number, problem))
    return problems


def tracked_files():
    listing = subprocess.run(["git", "ls-files", "-z", "--cached"],
                             cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [name for name in listing.split("\0") if name]


def wants_check(path):
    if PurePosixPath(path).suffix in CODE | {".py", ".sh"}:
        return "/golden/" not in path and "/documents/" not in path
    return path in ("tools/convert", "tools/test", "tools/bare-debian-test", ".ci/run")


def self_test(rooms):
    """Each rule must fail on a file made to break it, and let the right form pass."""
    spdx = "// SPDX-License-Identifier: Apache-2.0\n"
    once = spdx + "#pragma once\n"
    bad = {
        "no SPDX": ("src/ast/a.cpp", "int x;\n"),
        "no pragma": ("src/ast/a.hpp", spdx),
        "too long": ("src/ast/a.cpp", spdx + "\n" * 501),
        "third party": ("src/ast/a.cpp", spdx + "#include <hb.h>\n"),
        "libharu in layout": ("writers/pdf/layout/a.cpp", spdx + "#include <hpdf.h>\n"),
        "text upward": ("src/text/a.cpp", spdx + '#include "src/ast/visit.hpp"\n'),
        "html to layout": ("writers/html/a.cpp", spdx + '#include "writers/pdf/layout/pages.hpp"\n'),
        "writer to writer": ("writers/pdf/a.cpp", spdx + '#include "writers/epub/epub_writer.hpp"\n'),
        "registry from a writer": ("writers/html/a.cpp", spdx + '#include "writers/registry.hpp"\n'),
        "read to writer": ("src/read/a.cpp", spdx + '#include "writers/html/html_writer.hpp"\n'),
        "no room": ("elsewhere/a.cpp", spdx + "#include <vector>\n"),
    }
    good = {
        "own room": ("src/text/a.hpp", once + '#include "src/text/utf8.hpp"\n#include <vector>\n'),
        "allowed room": ("src/read/a.cpp", spdx + '#include "src/text/utf8.hpp"\n#include <yaml-cpp/yaml.h>\n'),
        "registry": ("writers/registry.cpp", spdx + '#include "writers/html/html_writer.hpp"\n'),
        "tests": ("tests/unit/a.cpp", spdx + '#include "writers/html/html_writer.hpp"\n#include <hb.h>\n'),
    }
    failures = [name for name, (path, text) in bad.items() if not check_file(path, text, rooms)]
    failures += [name for name, (path, text) in good.items() if check_file(path, text, rooms)]
    for name in failures:
        print(f"self-test of check_includes failed: {name}")
    return 1 if failures else 0


def main():
    rooms = rooms_from_table((ROOT / "docs/architecture.md").read_text(encoding="utf-8"))
    if "--self-test" in sys.argv:
        return self_test(rooms)
    count = failed = 0
    for path in filter(wants_check, tracked_files()):
        if not (ROOT / path).exists():
            continue
        count += 1
        text = (ROOT / path).read_text(encoding="utf-8")
        for line, message in check_file(path, text, rooms):
            print(f"{path}:{line}: {message}")
            failed += 1
    print(f"check_includes: {count} files, {failed} problems")
    return 1 if failed or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
