#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""check_text.py SOURCE.md OUT.pdf: the text that comes back from the PDF equals the source's text.

Every character in order; every space between Latin words; no space that the source lacks, except
between a CJK and another letter, where viewers invent one from the gap. Notes may stand at the foot
of their page or at the end. Exit 1 with the first difference."""
import sys
from pathlib import Path

import pdf_text


def cut(text, start, length):
    """`text` without `length` characters from `start`; the seam is a border."""
    def move(indexes):
        return {i if i <= start else i - length for i in indexes
                if i <= start or i >= start + length}
    return pdf_text.Text(text.characters[:start] + text.characters[start + length:],
                         move(text.spaces), move(text.maybe) | {start})


def remove_title_block(found, source, expected):
    """Takes the title block, made of front matter values, from the start of the page text."""
    values = pdf_text.front_matter_values(source)
    words = [pdf_text.squeezed(value) for key in ("title", "author", "date")
             for value in values.get(key, [])]
    if not words or expected.characters.startswith(words[0]):
        return found
    for word in words:
        for piece in ("·", ",", word):
            if found.characters.startswith(piece):
                found = cut(found, 0, len(piece))
    return found


def remove_notes(found, notes):
    """Takes each note, with its number, out of the page text. Returns (rest, problems)."""
    problems = []
    for number, note in notes:
        for label in (f"{number}.", f"{number}", ""):
            start = found.characters.find(label + note.characters)
            if start >= 0:
                found = cut(found, start, len(label + note.characters))
                break
        else:
            problems.append(f"note {number} is not in the PDF: {note.characters[:60]}…")
    return found, problems


def first_difference(expected, found):
    pairs = zip(expected.characters, found.characters)
    at = next((i for i, (a, b) in enumerate(pairs) if a != b),
              min(len(expected.characters), len(found.characters)))
    if at == len(expected.characters) == len(found.characters):
        return None
    window = slice(max(0, at - 20), at + 20)
    return (f"texts differ at character {at}:\n  source …{expected.characters[window]}…\n"
            f"  PDF    …{found.characters[window]}…")


def space_problems(expected, found):
    """Both texts have the same characters; compares where spaces stand."""
    problems = []
    characters = expected.characters
    free = expected.maybe | found.maybe | {0, len(characters)}
    for index in sorted((expected.spaces ^ found.spaces) - free):
        before, after = characters[index - 1], characters[index]
        cjk = pdf_text.is_cjk(before), pdf_text.is_cjk(after)
        if index in found.spaces and cjk[0] != cjk[1]:
            continue
        if index in expected.spaces and any(cjk):
            continue
        verb = "has a space that the source lacks" if index in found.spaces else "lost a space"
        problems.append(f"the PDF {verb}: …{characters[max(0, index - 12):index]}|"
                        f"{characters[index:index + 12]}…")
    return problems


def compare(source, pages):
    """Problems as a list of messages."""
    expected, notes = pdf_text.expected_text(source)
    if not expected.characters:
        return ["the source has no text: nothing is compared"]
    bare = pdf_text.without_furniture(pages, pdf_text.headings(source))
    found = remove_title_block(pdf_text.found_text(bare), source, expected)
    found, problems = remove_notes(found, notes)
    difference = first_difference(expected, found)
    if difference:
        return [*problems, difference]
    return problems + space_problems(expected, found)


def main():
    source, pdf = sys.argv[1:3]
    problems = compare(Path(source).read_text(encoding="utf-8"), pdf_text.pdf_pages(pdf))
    for problem in problems[:10]:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
