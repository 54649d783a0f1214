#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""selftest_conformance.py GOOD.pdf: the check of check_conformance.py. It must accept the good file, and for
each condition C1 to C12 report files that break that condition and were made by one change to the good one."""
import re
import sys
import tempfile
from pathlib import Path

import check_conformance
from selftest import edited_pdf

# (condition, what is broken, pattern in qpdf's plain form, replacement).
CHANGES = [
    ("C1", "no ID", rb"/ID \[<\w+><\w+>\]", b""),
    ("C2", "a key of 128 bytes", rb"/MarkInfo <<", b"/" + b"K" * 128 + b" 1 /MarkInfo <<"),
    ("C2", "an integer beyond 32 bits", rb"/Marked true", b"/Marked true /N 2147483648"),
    ("C2", "a string of 32,768 bytes", rb"/Marked true", b"/Marked true /N (" + b"x" * 32768 + b")"),
    ("C2", "a page of 2 points", rb"/MediaBox \[[^\]]*\]", b"/MediaBox [ 0 0 2 2 ]"),
    ("C2", "q without Q", rb"(?m)^BT$", b"q BT"),
    ("C2", "q 29 deep", rb"(?m)^BT$", b"q " * 29 + b"Q " * 29 + b"BT"),
    ("C3", "no output intent", rb"/OutputIntents", b"/NoIntents"),
    ("C3", "a profile for grey", rb"(acsp....|mntr)RGB ", rb"\1GRAY"),
    ("C3", "CMYK is painted", rb"(?m)^BT$", b"0 0 0 1 k BT"),
    ("C3", "a transfer function", rb"/Marked true", b"/Marked true /X << /Type /ExtGState /TR /Identity >>"),
    ("C4", "a font that is not embedded", rb"/FontFile([23]) ", rb"/NoFile\1 "),
    ("C4", "no CIDToGIDMap", rb"/CIDToGIDMap", b"/NoMap"),
    ("C4", "another encoding", rb"/Encoding /Identity-H", b"/Encoding /Identity-V"),
    ("C4", "wrong widths", rb"/W \[\s+(\d+)\s+\[\s+\d+", rb"/W [ \1 [ 1"),
    ("C5", "no ToUnicode", rb"/ToUnicode", b"/NoUnicode"),
    ("C5", "U+FEFF in ToUnicode", rb"(?m)^(<\w{4}>) ?<\w{4}>$", rb"\1<FEFF>"),
    ("C5", "a private character", rb"(?m)^(<\w{4}>) ?<\w{4}>$", rb"\1<E000>"),
    ("C5", ".notdef is shown", rb"(?m)^BT$", b"BT /F1 1 Tf <0000> Tj"),
    ("C6", "a hidden annotation", rb"/F 4$", b"/F 6"),
    ("C6", "no Contents", rb"/Contents (?=[(<])", b"/NoContents "),
    ("C6", "no Tabs", rb"/Tabs /S", b"/Tabs /R"),
    ("C6", "another annotation", rb"/Subtype /Link", b"/Subtype /Text"),
    ("C6", "JavaScript", rb"/S /URI", b"/S /JavaScript"),
    ("C6", "additional actions", rb"/Marked true", b"/Marked true /AA << >>"),
    ("C7", "no title", rb"<dc:title>.*?</dc:title>", b""),
    ("C7", "no language", rb"<dc:language>.*?</dc:language>", b""),
    ("C7", "another title in Info", rb"/Title (?=[(<].*\n>>|[(<].*\n  /(?:Type|Producer))", b"/Subject "),
    ("C7", "another date in Info", rb"/ModDate \(D:\d{4}", b"/ModDate (D:1999"),
    ("C7", "no claim of PDF/A", rb"<pdfaid:part>2", b"<pdfaid:part>3"),
    ("C7", "no claim of PDF/UA", rb"<pdfuaid:part>1", b"<pdfuaid:part>2"),
    ("C7", "no extension schema", rb"<pdfaSchema:namespaceURI>[^<]*", b"<pdfaSchema:namespaceURI>x"),
    ("C7", "an encoding in the packet's header", rb'<\?xpacket begin="', b'<?xpacket encoding="UTF-8" begin="'),
    ("C8", "not marked", rb"/Marked true", b"/Marked false"),
    ("C8", "suspects", rb"/Marked true", b"/Marked true /Suspects true"),
    ("C8", "no tree", rb"/StructTreeRoot", b"/NoTreeRoot"),
    ("C8", "no ParentTree", rb"/ParentTree ", b"/NoTree "),
    ("C8", "no P", rb"(?m)^  /P \d+ 0 R$", b""),
    ("C8", "a type that nothing maps", rb"/RoleMap", b"/NoMap"),
    ("C8", "a standard type mapped", rb"/RoleMap <<", b"/RoleMap << /P /Span"),
    ("C8", "a circle of roles", rb"/Strong /Span\s+/Sub /Span", b"/Strong /Sub /Sub /Strong"),
    ("C9", "content outside tags", rb"(?m)^(/P ?<</MCID \d+>> ?BDC)$", rb"0 0 1 1 re f \1"),
    ("C9", "an artifact in tagged content", rb"(?m)^(/P ?<</MCID \d+>> ?BDC)$", rb"\1 /Artifact BMC EMC"),
    ("C9", "a mark that the tree does not know", rb"/Artifact ?<</Type ?/Layout>>", b"/P <</MCID 9999>>"),
    ("C9", "the file's name as title", rb"/DisplayDocTitle true", b"/DisplayDocTitle false"),
    ("C9", "no language", rb"/Lang \(", b"/Lang (!"),
    ("C10", "a cell in no row", rb"/S /TR$", b"/S /Div"),
    ("C10", "an item in no list", rb"/S /L$", b"/S /Div"),
    ("C10", "an item without body", rb"/S /LBody$", b"/S /Lbl"),
    ("C10", "two heads", rb"/S /TBody$", b"/S /THead"),
    ("C10", "rows of different length", rb"/Scope /Column", b"/Scope /Column /ColSpan 2"),
    ("C11", "no Alt", rb"/Alt ", b"/NoAlt "),
    ("C11", "a skipped level", rb"/S /H1$", b"/S /H3"),
    ("C11", "a heading without level", rb"/S /H2$", b"/S /H"),
    ("C11", "no Scope", rb"/Scope /Column", b"/NoScope /Column"),
    ("C11", "notes without ID", rb"/ID \((?=fn)", b"/NoID (fn"),
    ("C11", "a link element without annotation", rb"/Type /OBJR", b"/Type /NoOBJR"),
    ("C12", "optional content", rb"/MarkInfo <<", b"/OCProperties << >> /MarkInfo <<"),
    ("C12", "a form", rb"/MarkInfo <<", b"/AcroForm << >> /MarkInfo <<"),
    ("C12", "an embedded file", rb"/Dests ", b"/EmbeddedFiles << >> /Dests "),
    ("C12", "presentation steps", rb"/Tabs /S", b"/Tabs /S /PresSteps << >>"),
]


def raw_changes(data):
    """(condition, what is broken, bytes) of files that are broken below the level of objects."""
    yield "C1", "a byte before the header", b"\n" + data
    yield "C1", "something after %%EOF", data + b"more"
    yield "C1", "no binary comment", data.replace(b"%\xe2\xe3\xcf\xd3", b"%abcd", 1)
    length = re.search(rb"/Length (\d+)>>\nstream", data)
    wrong = str(int(length[1]) - 1).encode().rjust(len(length[1]), b"0")
    yield "C1", "a wrong Length", data[:length.start(1)] + wrong + data[length.end(1):]
    yield "C1", "a cut end", data[:-400]


def accepted(path, condition):
    return not any(problem.startswith(condition + ":") for problem in check_conformance.problems(path))


def main():
    good = sys.argv[1]
    problems = [f"a good file was rejected: {p}" for p in check_conformance.problems(good)]
    tested = set()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for condition, what, data in raw_changes(Path(good).read_bytes()):
            broken = folder / "raw.pdf"
            broken.write_bytes(data)
            tested.add(condition)
            if accepted(str(broken), condition):
                problems.append(f"{condition}: {what} passed")
        for condition, what, pattern, replacement in CHANGES:
            tested.add(condition)
            try:
                broken = edited_pdf(good, folder, b"(?m)" + pattern if b"$" in pattern else pattern, replacement)
            except AssertionError as error:
                problems.append(f"{condition}: {what}: {error}")
                continue
            if accepted(broken, condition):
                problems.append(f"{condition}: {what} passed")
    problems += [f"C{i} is not tested" for i in range(1, 13) if f"C{i}" not in tested]
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
