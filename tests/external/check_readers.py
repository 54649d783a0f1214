#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""check_readers.py FILE.pdf...: pdf.js, poppler, mupdf and qpdf read the same: pages, title, the text of every
page letter by letter, the headings of the structure tree in their order. Then the check is checked: a copy of
the first file whose tree names other headings, and one whose text maps to other letters, must not pass.
Skipped (77) without npm."""
import collections
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import npm_judges
from pdf_objects import Pdf, text
from selftest import edited_pdf

# Space is each reader's own guess; a soft hyphen at a line's end is dropped by some.
IGNORED = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]")


def run(*command):
    return subprocess.run(command, capture_output=True, check=True, stdin=subprocess.DEVNULL).stdout.decode()


def letters(page):
    return collections.Counter(IGNORED.sub("", page))


def poppler_headings(path):
    """[role, text] of pdfinfo's tree: a heading's text lies in the lines indented below it."""
    found, depth = [], None
    for line in run("pdfinfo", "-struct-text", path).splitlines():
        indent = len(line) - len(line.lstrip())
        heading = re.match(r"\s*(H[1-6]) \(block\)", line)
        if heading:
            found.append([heading[1], ""])
            depth = indent
        elif depth is not None and indent <= depth:
            depth = None
        elif depth is not None and line.lstrip().startswith('"'):
            found[-1][1] += line.strip()[1:-1]
    return [(role, IGNORED.sub("", words)) for role, words in found]


def difference(one, other):
    return dict((one - other).most_common(4)), dict((other - one).most_common(4))


def problems(path, seen):
    yield from seen["problems"]
    if "pages" not in seen:
        return
    pdf = Pdf(path)
    count = len(list(pdf.pages()))
    poppler = run("pdftotext", "-enc", "UTF-8", "-raw", path, "-").split("\f")[:-1]
    mupdf = run("mutool", "draw", "-q", "-F", "txt", path).split("\f")[:-1]
    counts = {"qpdf": count, "pdf.js": len(seen["pages"]), "poppler": len(poppler), "mupdf": len(mupdf)}
    if len(set(counts.values())) > 1:
        yield f"pages: {counts}"
    for number, pages in enumerate(zip(seen["pages"], poppler, mupdf), 1):
        first, second, third = map(letters, pages)
        if first != second:
            yield f"page {number}: pdf.js and poppler differ: {difference(first, second)}"
        if first != third:
            yield f"page {number}: pdf.js and mupdf differ: {difference(first, third)}"
    title = text((pdf.get(pdf.trailer.get("/Info")) or {}).get("/Title"))
    shown = re.search(r"(?m)^Title: +(.*)$", run("pdfinfo", "-enc", "UTF-8", path))
    if not title or title != seen["title"] or not shown or shown[1].strip() != title.strip():
        yield f"title: qpdf {title!r}, pdf.js {seen['title']!r}, poppler {shown and shown[1]!r}"
    headings = [(role, IGNORED.sub("", words)) for role, words in seen["headings"]]
    if headings != poppler_headings(path):
        yield f"headings: pdf.js {headings}, poppler {poppler_headings(path)}"


def self_problems(good):
    with tempfile.TemporaryDirectory() as folder:
        for what, pattern, replacement in (
                ("no structure", rb"/StructTreeRoot", b"/NoTreeRoot"),
                ("a mark that the tree does not know", rb"/Artifact ?<</Type ?/Layout>>", b"/P <</MCID 9999>>"),
                ("content in no element", rb"(?m)^/H1 ?<</MCID \d+>> ?BDC$", b"/Span BMC")):
            broken = edited_pdf(good, Path(folder), pattern, replacement)
            (seen,) = npm_judges.pdfjs([broken]).values()
            if not list(problems(broken, seen)):
                yield f"{what}: a broken file passed"


def main():
    missing = npm_judges.install()
    if missing:
        print(f"SKIPPED: {missing}")
        return npm_judges.SKIP
    found = [f"{file}: {problem}" for file, seen in npm_judges.pdfjs(sys.argv[1:]).items()
             for problem in problems(file, seen)]
    found += self_problems(sys.argv[1])
    for problem in found:
        print(problem)
    return 1 if found or len(sys.argv) < 2 else 0


if __name__ == "__main__":
    sys.exit(main())
