#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""check_corpus.py CONVERT FOLDER OUTPUT_FOLDER: every Markdown file of a folder of real documents
becomes a PDF that qpdf, pdffonts and check_conformance.py accept, an EPUB and a page. Exit 77 when the
folder is not there.

Text and ink are checked on documents of our own: in real ones raw HTML, images and many scripts make
the expected text a matter of opinion. Here the Han of the body are counted: none may be lost."""
import collections
import concurrent.futures
import re
import subprocess
import sys
from pathlib import Path

import check_conformance
import check_pdf
import pdf_text

SKIP = 77
HAN = re.compile("[\u3400-\u9fff]")


def han_problems(source, pdf):
    """Han of the source's text (as cmark reads it) that the PDF does not have as often."""
    try:
        markdown = source.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return []
    # Notes that nothing refers to are not part of the document, as in cmark-gfm.
    body, notes = pdf_text.expected_text(markdown)
    text = body.characters + "".join(note.characters for _, note in notes)
    wanted = collections.Counter(HAN.findall(text))
    found = collections.Counter(HAN.findall("".join(pdf_text.pdf_pages(pdf))))
    lost = wanted - found
    return [f"lost {sum(lost.values())} Han: {dict(lost.most_common(5))}"] if lost else []


def check(convert, source, target):
    problems = []
    for form in ("pdf", "epub", "html"):
        out = target.with_name(f"{target.name}.{form}")
        run = subprocess.run([convert, source, "-o", out], capture_output=True, text=True,
                             errors="replace", stdin=subprocess.DEVNULL)
        if run.returncode != 0 or not out.exists() or out.stat().st_size == 0:
            problems.append(f"{form}: exit code {run.returncode}: {run.stderr[-300:].strip()}")
        elif form == "pdf":
            problems += check_pdf.structure_problems(str(out)) or check_pdf.font_problems(str(out))
            problems += check_conformance.problems_beside_claims(str(out))
            problems += han_problems(source, str(out))
    return problems


def main():
    convert, folder, target = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    if not folder.is_dir():
        print(f"SKIPPED: {folder} is not there")
        return SKIP
    skipped = {"ATTRIBUTION.md"}
    sources = sorted(p for p in folder.rglob("*") if p.suffix in (".md", ".markdown")
                     and p.name not in skipped and "LICENSES" not in p.parts)
    target.mkdir(parents=True, exist_ok=True)
    names = [target / re.sub(r"[^\w.-]", "_", str(p.relative_to(folder))) for p in sources]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = list(pool.map(check, [convert] * len(sources), sources, names))
    failed = 0
    for source, problems in zip(sources, results):
        for problem in problems:
            print(f"{source}: {problem}")
        failed += bool(problems)
    print(f"{len(sources)} documents, {failed} with problems")
    return 1 if failed or not sources else 0


if __name__ == "__main__":
    sys.exit(main())
