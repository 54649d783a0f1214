# SPDX-License-Identifier: Apache-2.0
"""Inkstone and its peers: how each is called, and whether it is here.

Each program gets the flags with which it sets a Chinese and English document readably; a program that
is not installed is named in the result and left out. Programs of npm are looked for in
`INKSTONE_BENCH_NPM` (a folder with node_modules) and on the PATH.
"""

import dataclasses
import os
import pathlib
import shutil
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
CHROMIUM_ARGUMENTS = '["--no-sandbox","--disable-gpu"]'


@dataclasses.dataclass(frozen=True)
class Program:
    """`command`: words, in which {in}, {out}, {folder} (of outputs) and {typst} (the sample as Typst
    source, made beforehand and not timed) are replaced.

    `largest`: the largest sample in bytes that it is run on; above it the program takes minutes or all
    memory (measured by hand), and the table says "not run".
    """

    name: str
    format: str
    command: tuple[str, ...]
    version: tuple[str, ...]
    largest: int = 100_000_000
    folder: tuple[str, ...] = ()  # the command for a whole folder in one process, if it has one


PEERS = (
    Program("pandoc+xelatex", "pdf",
            ("pandoc", "{in}", "-o", "{out}", "--pdf-engine=xelatex", "-V", "CJKmainfont=Noto Serif CJK SC"),
            ("xelatex", "--version"), 2_000_000),
    Program("pandoc+weasyprint", "pdf", ("pandoc", "{in}", "-o", "{out}", "--pdf-engine=weasyprint"),
            ("weasyprint", "--version"), 300_000),
    Program("mdxport", "pdf", ("mdxport", "{in}", "-o", "{out}"), ("mdxport", "--version"), 2_000_000),
    Program("typst (compile only)", "pdf", ("node", str(HERE / "typst_compile.mjs"), "{typst}", "{out}"),
            ("node", str(HERE / "typst_compile.mjs"), "--version"), 2_000_000),
    Program("md-to-pdf", "pdf",
            ("md-to-pdf", "{in}", "--launch-options",
             '{"executablePath":"/usr/bin/chromium","args":' + CHROMIUM_ARGUMENTS + "}"),
            ("md-to-pdf", "--version"), 2_000_000),
    Program("pandoc", "epub", ("pandoc", "{in}", "-o", "{out}"), ("pandoc", "--version"), 2_000_000),
    Program("pandoc", "html", ("pandoc", "-s", "{in}", "-o", "{out}"), ("pandoc", "--version"), 2_000_000),
    Program("cmark-gfm", "html",
            ("cmark-gfm", "-e", "table", "-e", "strikethrough", "-e", "autolink", "-e", "tasklist", "{in}"),
            ("cmark-gfm", "--version")),
    Program("md2html", "html", ("md2html", "--github", "{in}", "--output={out}"), ("md2html", "--version")),
)


def inkstone(convert: pathlib.Path) -> list[Program]:
    path = str(convert)
    return [
        Program("inkstone", kind, (path, "-q", "{in}", "-o", "{out}"), (path, "--version"),
                folder=(path, "-q", "{in}", "-t", kind, "--out-dir", "{folder}", "-j", "1"))
        for kind in ("pdf", "epub", "html")
    ]


def search_path() -> str:
    npm = os.environ.get("INKSTONE_BENCH_NPM", "")
    folders = [str(pathlib.Path(npm) / "node_modules" / ".bin")] if npm else []
    return os.pathsep.join([*folders, os.environ.get("PATH", "")])


def version_of(program: Program) -> str | None:
    """The first line that the program says of its version, or None where it is not installed."""
    path = search_path()
    for word in (program.command[0], program.version[0]):
        if shutil.which(word, path=path) is None:
            return None
    try:
        said = subprocess.run(program.version, capture_output=True, text=True, timeout=60,
                              env={**os.environ, "PATH": path}, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    if said.returncode:
        return None
    lines = (said.stdout or said.stderr).strip().splitlines()
    return lines[0] if lines else ""
