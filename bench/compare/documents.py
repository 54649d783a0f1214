# SPDX-License-Identifier: Apache-2.0
"""The documents of a comparison, made in a work folder from files of this project (or of the caller).

A sample is one Markdown file or one folder of them. The large ones repeat the body of the first
document, each heading and link made distinct, so that no program profits from equal paragraphs only.
"""

import dataclasses
import pathlib
import re
import shutil

ROOT = pathlib.Path(__file__).resolve().parents[2]


@dataclasses.dataclass(frozen=True)
class Sample:
    """`path`: a file, or a folder whose *.md files are converted one by one."""

    name: str
    path: pathlib.Path
    size: int

    @property
    def files(self) -> list[pathlib.Path]:
        return sorted(self.path.rglob("*.md")) if self.path.is_dir() else [self.path]


def without_front_matter(text: str) -> str:
    return re.sub(r"\A---\n.*?\n(?:---|\.\.\.)\n", "", text, flags=re.DOTALL)


def repeated(body: str, size: int) -> str:
    """The body as often as gives `size` bytes of UTF-8, headings numbered."""
    pieces, total, number = [], 0, 0
    while total < size:
        number += 1
        piece = re.sub(r"(?m)^(#{1,6} .*)$", rf"\1 {number}", body) + "\n"
        pieces.append(piece)
        total += len(piece.encode())
    return "".join(pieces)


def book(body: str, chapters: int) -> str:
    """A book: chapters of level 1, each with the body below it, headings one level down."""
    lower = re.sub(r"(?m)^(#{1,5}) ", r"#\1 ", body)
    return "".join(
        f"# 第 {n} 章 Chapter {n}\n\n" + re.sub(r"(?m)^(#{2,6} .*)$", rf"\1 {n}", lower) + "\n"
        for n in range(1, chapters + 1)
    )


def as_typst(text: str) -> str:
    """The part of Markdown that the samples use, as Typst source with the usual preamble for Chinese.

    Headings, emphasis, lists, links and code; a table becomes its text. For timing, not for printing.
    """
    body = without_front_matter(text)
    code = re.split(r"(```.*?```|`[^`\n]*`)", body, flags=re.DOTALL)
    for index in range(0, len(code), 2):
        part = re.sub(r"\[\^?([^\]]*)\](\([^)]*\)|:)?", r"\1", code[index])
        part = re.sub(r"[\\#$@<>~_]", lambda m: "\\" + m.group(), part)
        part = re.sub(r"(?m)^((?:\\#)+) ", lambda m: "=" * (len(m.group(1)) // 2) + " ", part)
        part = part.replace("**", "\0").replace("*", "").replace("\0", "*")
        part = re.sub(r"(?m)^(\s*)\d+\. ", r"\1+ ", part)
        code[index] = part
    return ('#set page(paper: "a4", margin: 25mm, numbering: "1")\n'
            '#set text(font: ("Noto Serif", "Noto Serif CJK SC"), size: 10.5pt)\n#set par(justify: true)\n'
            + "".join(code))


def make(work: pathlib.Path, seed: pathlib.Path, folder: pathlib.Path | None) -> list[Sample]:
    """Writes the samples below `work`: seed, readme, book, 1m, 10m, folder."""
    work.mkdir(parents=True, exist_ok=True)
    body = without_front_matter(seed.read_text(encoding="utf-8"))
    texts = {
        "seed": seed.read_text(encoding="utf-8"),
        "readme": (ROOT / "README.md").read_text(encoding="utf-8"),
        "book": book(body, 24),
        "1m": repeated(body, 1_000_000),
        "10m": repeated(body, 10_000_000),
    }
    samples = []
    for name, text in texts.items():
        path = work / f"{name}.md"
        path.write_text(text, encoding="utf-8")
        path.with_suffix(".typ").write_text(as_typst(text), encoding="utf-8")
        samples.append(Sample(name, path, path.stat().st_size))
    tree = work / "folder"
    shutil.rmtree(tree, ignore_errors=True)
    if folder is None:
        tree.mkdir()
        for number in range(1, 41):
            (tree / f"{number:02}.md").write_text(repeated(body, 4000 * (number % 5 + 1)), encoding="utf-8")
    else:
        shutil.copytree(folder, tree)
    size = sum(path.stat().st_size for path in tree.rglob("*.md"))
    samples.append(Sample("folder", tree, size))
    return samples
