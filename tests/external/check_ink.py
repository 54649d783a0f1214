#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""check_ink.py FILE.pdf...: ink stands in the cell of every visible character, in two renderers.

mutool names each character's cell; poppler and mutool each draw the pages in grey at 150 dpi; a cell
whose darkest and lightest pixel hardly differ is blank. This catches what text checks cannot: a font
whose text is right and whose glyphs draw nothing. Pages without any character must have ink as well,
or be reported. `--renderer poppler|mutool` limits the check to one."""
import argparse
import re
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ElementTree
from pathlib import Path

DPI = 150
SCALE = DPI / 72
# Grey levels between darkest and lightest pixel of a cell that count as ink: a hairline of a grey
# mark at 150 dpi still gives about 40.
CONTRAST = 30


def is_visible(text):
    return all(unicodedata.category(c)[0] not in "ZC" or c == "\ufffd" for c in text)


def cells_of(pdf):
    """Per page a list of (character, x0, y0, x1, y1) in points from the top left."""
    xml = subprocess.run(["mutool", "draw", "-q", "-F", "stext", pdf], capture_output=True,
                         check=True).stdout.decode("utf-8", "replace")
    xml = re.sub("&#x0*([0-8bcBC]|1[0-9a-fA-F]|[eE]|[fF]);", "", xml)
    pages = []
    for page in ElementTree.fromstring(xml).iter("page"):
        cells = []
        for font in page.iter("font"):
            size = float(font.get("size"))
            for char in font.iter("char"):
                cell = cell_of(char, size)
                if cell:
                    cells.append(cell)
        pages.append(cells)
    return pages


def cell_of(char, size):
    """The part of a character's quad near its baseline: the quad itself is as high as the font says,
    which reaches into the lines above and below. None for spaces and zero-width marks."""
    if not is_visible(char.get("c")) or unicodedata.category(char.get("c")[0])[0] == "M":
        return None
    quad = [float(number) for number in char.get("quad").split()]
    x0, x1 = min(quad[0::2]), max(quad[0::2])
    baseline = float(char.get("y"))
    if x1 - x0 < 0.05 * size:
        return None
    inset = 0.04 * (x1 - x0)
    return char.get("c"), x0 + inset, baseline - 0.95 * size, x1 - inset, baseline + 0.3 * size


def read_pgm(path):
    data = Path(path).read_bytes()
    match = re.match(rb"P5\s+(?:#.*\n)*(\d+)\s+(\d+)\s+255\s", data)
    return int(match[1]), int(match[2]), data[match.end():]


def render(pdf, folder, renderer):
    """Grey pages as a sorted list of files."""
    if renderer == "poppler":
        command = ["pdftoppm", "-r", str(DPI), "-gray", pdf, f"{folder}/p"]
    else:
        command = ["mutool", "draw", "-q", "-r", str(DPI), "-c", "gray", "-o", f"{folder}/m%06d.pgm", pdf]
    subprocess.run(command, check=True, capture_output=True)
    return sorted(Path(folder).glob("p*.pgm" if renderer == "poppler" else "m*.pgm"))


def has_ink(image, cell):
    width, height, pixels = image
    _, x0, y0, x1, y1 = cell
    left, right = max(0, int(x0 * SCALE)), min(width, int(x1 * SCALE) + 1)
    top, bottom = max(0, int(y0 * SCALE)), min(height, int(y1 * SCALE) + 1)
    rows = [pixels[y * width + left:y * width + right] for y in range(top, bottom)]
    area = b"".join(rows)
    return bool(area) and max(area) - min(area) >= CONTRAST


def check(pdf, renderers):
    """(number of cells looked at, problems)."""
    pages = cells_of(pdf)
    problems, looked = [], 0
    with tempfile.TemporaryDirectory() as folder:
        for renderer in renderers:
            images = render(pdf, folder, renderer)
            if len(images) != len(pages):
                problems.append(f"{renderer} drew {len(images)} of {len(pages)} pages")
            for number, (cells, path) in enumerate(zip(pages, images), 1):
                image = read_pgm(path)
                blank = [cell for cell in cells if not has_ink(image, cell)]
                looked += len(cells)
                if max(image[2]) - min(image[2]) < CONTRAST:
                    problems.append(f"page {number}: {renderer} drew no ink at all")
                problems += [f"page {number}: {renderer} drew nothing for “{c}” U+{ord(c[0]):04X} "
                             f"at x {x0:.0f}, y {y1:.0f}" for c, x0, _, _, y1 in blank]
    if not looked:
        problems.append("no character was looked at")
    return looked, problems


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+")
    parser.add_argument("--renderer", choices=["poppler", "mutool"])
    arguments = parser.parse_args()
    renderers = [arguments.renderer] if arguments.renderer else ["poppler", "mutool"]
    failed = 0
    for pdf in arguments.files:
        looked, problems = check(pdf, renderers)
        print(f"{pdf}: {looked} cells, {len(problems)} problems")
        for problem in problems[:20]:
            print(f"  {problem}")
        failed += len(problems)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
