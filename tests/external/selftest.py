#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""selftest.py CHECK GOOD.{pdf,epub,html} SOURCE.md JAR_FOLDER: a check of the checks. Each checker must
accept the good file and reject the same file broken on purpose."""
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import check_ink
import check_pdf
import check_repeat
import check_text
import pdf_text

HERE = Path(__file__).resolve().parent


def edited_pdf(good, folder, pattern, replacement):
    """A copy of the PDF in which `pattern` (bytes, in qpdf's plain form) is replaced everywhere."""
    plain, fixed = folder / "plain.pdf", folder / "edited.pdf"
    subprocess.run(["qpdf", "--qdf", "--object-streams=disable", good, plain], check=True)
    data, count = re.subn(pattern, replacement, plain.read_bytes())
    if not count:
        raise AssertionError(f"{pattern} does not occur in {good}: nothing was broken")
    plain.write_bytes(data)
    with open(fixed, "wb") as output:
        subprocess.run(["fix-qdf", plain], stdout=output, check=True)
    return str(fixed)


def expect(condition, what):
    if not condition:
        raise AssertionError(what)


def test_ink(good, source, folder):
    expect(check_ink.check(good, ["poppler", "mutool"])[1] == [], "a good PDF was rejected")
    # Text render mode 3 draws nothing and leaves the text as it is.
    blank = edited_pdf(good, folder, rb"(?m)^BT$|\bBT (?=/)", b"BT\n3 Tr\n")
    for renderer in ("poppler", "mutool"):
        problems = check_ink.check(blank, [renderer])[1]
        expect(any("drew nothing" in p for p in problems), f"{renderer}: invisible text passed")


def test_text(good, source, folder):
    markdown = Path(source).read_text(encoding="utf-8")
    pages = pdf_text.pdf_pages(good)
    expect(check_text.compare(markdown, pages) == [], "a good PDF was rejected")
    text = pages[0]
    word = re.search(r"[a-z]{4,} [a-z]{4,}", text)[0]
    broken = {
        "a lost character": text.replace(word, word[1:], 1),
        "a doubled character": text.replace(word, word[0] + word, 1),
        "a lost space": text.replace(word, word.replace(" ", ""), 1),
        "an added space": text.replace(word, word[:2] + " " + word[2:], 1),
        "changed order": text.replace(word, " ".join(reversed(word.split())), 1),
        "a lost end": text[:len(text) // 2],
    }
    broken = {name: [changed, *pages[1:]] for name, changed in broken.items()}
    # In the middle of the page with most Han: the title block and the heads are not compared.
    runs = [list(re.finditer(r"[\u4e00-\u9fff]{4}", page)) for page in pages]
    at = max(range(len(pages)), key=lambda page: len(runs[page]))
    if runs[at]:
        start = runs[at][len(runs[at]) // 2].start()
        page = pages[at]
        for name, changed in (("a space between Han", f"{page[:start + 2]} {page[start + 2:]}"),
                              ("a wrong Han", f"{page[:start]}\u4e02{page[start + 1:]}")):
            broken[name] = [*pages[:at], changed, *pages[at + 1:]]
    for name, changed in broken.items():
        expect(check_text.compare(markdown, changed), f"{name} passed")


def test_pdf(good, source, folder):
    expect(not check_pdf.structure_problems(good) + check_pdf.font_problems(good),
           "a good PDF was rejected")
    cut = folder / "cut.pdf"
    cut.write_bytes(Path(good).read_bytes()[:-400])
    expect(check_pdf.structure_problems(str(cut)), "a truncated PDF passed")
    mute = edited_pdf(good, folder, rb"/ToUnicode\b", b"/NoUnicode")
    expect(check_pdf.font_problems(mute), "a font without a Unicode map passed")
    bare = edited_pdf(good, folder, rb"/FontFile([23]?) ", rb"/NoFile\1 ")
    expect(check_pdf.font_problems(bare), "a font that is not embedded passed")
    whole = edited_pdf(good, folder, rb"/(BaseFont|FontName) /[A-Z]{6}\+", rb"/\1 /")
    expect(check_pdf.font_problems(whole), "a font without a subset tag passed")


def run_checker(script, *arguments):
    return subprocess.run([sys.executable, str(HERE / script), *arguments],
                          capture_output=True, text=True).returncode


def test_epub(good, source, folder):
    code = run_checker("check_epub.py", good)
    if code == 77:
        return 77
    expect(code == 0, "a good EPUB was rejected")
    broken = folder / "broken.epub"
    with zipfile.ZipFile(good) as source_zip, zipfile.ZipFile(broken, "w") as target_zip:
        victim = next(name for name in source_zip.namelist() if name.endswith(".xhtml"))
        for entry in source_zip.infolist():
            if entry.filename != victim:
                target_zip.writestr(entry, source_zip.read(entry))
    expect(run_checker("check_epub.py", str(broken)) == 1, f"an EPUB without its {victim} passed")
    return 0


def test_html(good, source, folder):
    jar = sys.argv[4]
    code = run_checker("check_html.py", jar, good)
    if code == 77:
        return 77
    expect(code == 0, "a good page was rejected")
    broken = folder / "broken.html"
    broken.write_text(Path(good).read_text(encoding="utf-8").replace("</p>", "</div>", 1),
                      encoding="utf-8")
    expect(run_checker("check_html.py", jar, str(broken)) == 1, "a page with a wrong end tag passed")
    return 0


def test_repeat(good, source, folder):
    expect(not check_repeat.differences([("a", b"x"), ("b", b"x")]), "equal bytes were rejected")
    expect(check_repeat.differences([("a", b"x"), ("b", b"y")]) == ["b"], "other bytes passed")
    expect(check_repeat.differences([("a", b""), ("b", b"")]), "empty output passed")


def main():
    check, good, source = sys.argv[1:4]
    with tempfile.TemporaryDirectory() as folder:
        try:
            return globals()[f"test_{check}"](good, source, Path(folder)) or 0
        except AssertionError as error:
            print(f"the check '{check}' is not to be trusted: {error}")
            return 1


if __name__ == "__main__":
    sys.exit(main())
