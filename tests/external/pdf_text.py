# SPDX-License-Identifier: Apache-2.0
"""The text a PDF must give back, from the Markdown source by cmark-gfm's own parser (an independent
reader), and the text it does give back, by poppler. Used by check_text.py."""
import re
import subprocess
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field

SPACES = " \t\n\r\f\u00a0\u2002\u2003\u2009\u200a\u200b\u2060\u3000"
# Marks that the layout makes or that it may draw instead of text: not part of the comparison.
MADE_MARKS = "•◦▪‣●○■▸☐☑☒\u00ad\ufeff"
CMARK = ["cmark-gfm", "-e", "table", "-e", "strikethrough", "-e", "autolink", "-e", "tasklist",
         "-t", "xml"]
NOTE = re.compile(r"^\[\^([^\]\s]+)\]:[ \t]*(.*(?:\n(?:[ \t]*\n)*(?: {2,}|\t).*|\n(?!\[\^)[^\s\n].*)*)",
                  re.M)


@dataclass
class Text:
    """Characters without spaces; `spaces`: indexes that have a space before them; `maybe`: indexes
    where a space or line end may stand or not (block borders, soft line breaks)."""
    characters: str = ""
    spaces: set = field(default_factory=set)
    maybe: set = field(default_factory=set)


class Builder:
    def __init__(self):
        self.parts = []
        self.count = 0
        self.spaces = set()
        self.maybe = {0}

    def add(self, text):
        for character in text:
            if character in SPACES:
                self.spaces.add(self.count)
            elif character not in MADE_MARKS:
                self.parts.append(character)
                self.count += 1

    def border(self):
        self.maybe.add(self.count)

    def result(self):
        return Text("".join(self.parts), self.spaces, self.maybe)


def is_cjk(character):
    code = ord(character)
    return (0x2E80 <= code <= 0x9FFF or 0xAC00 <= code <= 0xD7AF or 0xF900 <= code <= 0xFAFF
            or 0xFE30 <= code <= 0xFE4F or 0xFF00 <= code <= 0xFFEF or 0x20000 <= code <= 0x3FFFF
            or character in "“”‘’—…·～°℃")


def strip_front_matter(source):
    """The body. The program keeps front matter out of the output."""
    match = re.match(r"\ufeff?---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|$)", source)
    return source[match.end():] if match else source


def front_matter_values(source):
    """Title, authors and date as plain strings: what a title block may print above the body."""
    head = source[:len(source) - len(strip_front_matter(source))]
    values = {}
    for key, value in re.findall(r"(?m)^(title|author|date):[ \t]*(.*(?:\n[ \t]+-.*)*)", head):
        items = re.findall(r"(?m)^[ \t]+-[ \t]*(.*)$", value) or re.sub(r"^\[(.*)\]$", r"\1", value).split(", ")
        values[key] = [item.strip("\"' ") for item in items if item.strip("\"' ")]
    return values


def squeezed(text):
    """`text` without spaces and made marks."""
    return "".join(c for c in text if c not in SPACES and c not in MADE_MARKS)


def headings(source):
    """The squeezed text of each heading, and of the title."""
    found = [squeezed(title) for title in front_matter_values(source).get("title", [])]
    for node in parse(take_notes(strip_front_matter(source))[0]):
        if node.tag.endswith("}heading"):
            builder = Builder()
            Walker(builder, {}).children(node)
            found.append(builder.result().characters)
    return found


def take_notes(source):
    """The source without note definitions, and {label: body}. Definitions inside fenced code do not
    occur in the documents this is for."""
    notes = {}

    def keep(match):
        notes.setdefault(match.group(1), re.sub(r"(?m)^( {4}|\t)", "", match.group(2)))
        return ""

    return NOTE.sub(keep, source), notes


def parse(source):
    output = subprocess.run(CMARK, input=source.encode(), capture_output=True, check=True).stdout
    text = re.sub(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", b"", output)
    return ElementTree.fromstring(text)


class Walker:
    """Adds the text of cmark's XML tree to a Builder, list labels and note numbers included."""
    INLINE = {"text", "code", "softbreak", "linebreak", "emph", "strong", "link", "strikethrough",
              "image", "html_inline", "custom_inline"}

    def __init__(self, builder, notes):
        self.builder = builder
        self.notes = notes
        self.numbers = {}

    def note_number(self, match):
        label = match.group(1)
        if label not in self.notes:
            return match.group(0)
        return str(self.numbers.setdefault(label, len(self.numbers) + 1))

    def text(self, text):
        self.builder.add(re.sub(r"\[\^([^\]\s]+)\]", self.note_number, text))

    def visit(self, node):
        kind = node.tag.rsplit("}", 1)[-1]
        if kind in ("text",):
            self.text(node.text or "")
        elif kind in ("code", "code_block"):
            self.builder.border()
            self.builder.add(node.text or "")
        elif kind in ("softbreak", "linebreak"):
            self.builder.border()
        elif kind == "list":
            self.list(node)
            return
        elif kind in ("html_block", "html_inline"):
            return
        if kind not in self.INLINE:
            self.builder.border()
        self.children(node)
        if kind not in self.INLINE or kind == "code":
            self.builder.border()

    def children(self, node):
        """Neighbouring text nodes are one text: cmark cuts at brackets, so [^1] comes in pieces."""
        run = ""
        for child in node:
            if child.tag.rsplit("}", 1)[-1] == "text":
                run += child.text or ""
                continue
            self.text(run)
            run = ""
            self.visit(child)
        self.text(run)

    def list(self, node):
        number = int(node.get("start", "1"))
        ordered = node.get("type") == "ordered"
        closer = ")" if node.get("delim") == "paren" else "."
        for item in node:
            self.builder.border()
            if ordered:
                self.builder.add(f"{number}{closer}")
                self.builder.border()
                number += 1
            for child in item:
                self.visit(child)
        self.builder.border()


def expected_text(source):
    """(Text of the body, [(number, Text of the note)]) for a Markdown source."""
    body, notes = take_notes(strip_front_matter(source.replace("\r\n", "\n")))
    builder = Builder()
    walker = Walker(builder, notes)
    walker.visit(parse(body))
    found = []
    for label, number in sorted(walker.numbers.items(), key=lambda pair: pair[1]):
        inner = Builder()
        Walker(inner, {}).visit(parse(notes[label]))
        found.append((number, inner.result()))
    return builder.result(), found


def pdf_pages(path):
    """The text of each page in content order."""
    output = subprocess.run(["pdftotext", "-enc", "UTF-8", "-raw", path, "-"], capture_output=True,
                            check=True).stdout.decode()
    return output.split("\f")[:-1]


def without_furniture(pages, titles):
    """The pages without page numbers and running heads: a last or first line that is the number of the
    page, and beside it on later pages a line that is one or two of the titles."""
    allowed = {*titles, *(a + b for a in titles for b in titles)}
    bare = []
    for number, page in enumerate(pages, 1):
        lines = page.strip("\n").split("\n")
        for end in (-1, 0):
            if lines and lines[end].strip() == str(number):
                del lines[end]
                break
        if number > 1:
            for end in (-1, 0):
                if lines and squeezed(lines[end]) in allowed:
                    del lines[end]
                    break
        bare.append("\n".join(lines))
    return bare


def found_text(pages):
    """The Text of a PDF: line ends count as places where a space may stand."""
    builder = Builder()
    text = re.sub("\u00ad\n", "", "\n".join(pages))
    for line in text.split("\n"):
        builder.border()
        builder.add(line.strip(" "))
    builder.border()
    return builder.result()
