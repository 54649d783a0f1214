#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""check_conformance.py [--claims AUTO] FILE.pdf...: holds PDF files to the machine-checkable conditions that
PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) have in common with ISO 32000-1, numbered C1 to C12 as in
docs/conformance/. With --claims AUTO a file that leaves a claim out is held to the rest: the tree is checked
all the same, only what the missing claim asks for may be wrong."""
import sys

import conformance_file
import conformance_fonts
import conformance_tags
from pdf_objects import Pdf

# Reports of one fault on every page of a long document help nobody.
MOST_OF_ONE = 5


def problems(path, claims=("2A", "1")):
    """Every problem of a file as text that begins with the number of its condition. `claims`: what its
    metadata must say, as (part and conformance of PDF/A, part of PDF/UA)."""
    found = conformance_file.qpdf_problems(path)
    try:
        pdf = Pdf(path)
        for check in (conformance_file.check_c1, conformance_file.check_c2, conformance_file.check_c3,
                      conformance_fonts.check_fonts, conformance_file.check_c6):
            found += check(pdf)
        found += conformance_file.check_c7(pdf, claims)
        tree = conformance_tags.Tree(pdf)
        for check in (conformance_tags.check_c8, conformance_tags.check_c9, conformance_tags.check_c10,
                      conformance_tags.check_c11):
            found += check(pdf, tree)
        found += conformance_file.check_c12(pdf)
    except ValueError as error:
        found.append(f"C1: {error}")
    return found


def claimed(path):
    """What the metadata of a file says, in the form of problems()."""
    pdf = Pdf(path)
    packet = pdf.data(pdf.catalog.get("/Metadata")) or b""
    archive = "2A" if b"<pdfaid:conformance>A<" in packet else "2U" if b"pdfaid:part" in packet else ""
    return archive, "1" if b"<pdfuaid:part>1<" in packet else ""


def problems_beside_claims(path):
    """As problems(), for a file that may leave PDF/UA out: then C11 (missing alternative text) and C5 (a
    character that no font has) are the document's own doing, of which the command has warned."""
    claims = claimed(path)
    found = problems(path, claims)
    if claims[0] != "2A":
        found.append(f"C7: the file claims PDF/A {claims[0] or 'nothing'}")
    if not claims[1]:
        found = [problem for problem in found if not problem.startswith(("C11: Figure", "C11: Formula", "C5:"))]
    return found


def main():
    auto = sys.argv[1:3] == ["--claims", "AUTO"]
    files = sys.argv[3:] if auto else sys.argv[1:]
    failed = 0
    for path in files:
        found = problems_beside_claims(path) if auto else problems(path)
        for problem in found[:4 * MOST_OF_ONE]:
            print(f"{path}: {problem}")
        failed += bool(found)
    return 1 if failed or not files else 0


if __name__ == "__main__":
    sys.exit(main())
