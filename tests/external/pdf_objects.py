# SPDX-License-Identifier: Apache-2.0
"""A PDF's objects as qpdf's JSON (version 2) gives them: names "/N", references "7 0 R", strings "u:text" or
"b:hex"; and the operators of a content stream. For check_conformance.py and its parts."""
import base64
import json
import re
import subprocess

REFERENCE = re.compile(r"\d+ \d+ R\Z")


class Pdf:
    def __init__(self, path):
        run = subprocess.run(["qpdf", "--json=2", "--json-stream-data=inline", "--json-key=qpdf",
                              "--decode-level=generalized", path], capture_output=True)
        if run.returncode not in (0, 3):
            raise ValueError("qpdf: " + run.stderr.decode(errors="replace").strip())
        self.raw = open(path, "rb").read()
        self.objects = json.loads(run.stdout)["qpdf"][1]
        self.trailer = self.objects["trailer"]["value"]
        self.catalog = self.get(self.trailer.get("/Root")) or {}

    def get(self, value):
        """What a reference leads to (a stream: its dictionary); anything else is given back."""
        while isinstance(value, str) and REFERENCE.match(value):
            found = self.objects.get("obj:" + value, {})
            value = found["stream"]["dict"] if "stream" in found else found.get("value")
        return value

    def data(self, reference):
        """A stream's decoded bytes; of anything else None."""
        stream = self.objects.get(f"obj:{reference}", {}).get("stream")
        return base64.b64decode(stream["data"]) if stream and "data" in stream else None

    def all(self):
        """(reference, value or dictionary of the stream) of every object."""
        for key, found in self.objects.items():
            if key.startswith("obj:"):
                yield key[4:], found["stream"]["dict"] if "stream" in found else found.get("value")

    def pages(self):
        """(reference, dictionary) in order."""
        todo = [self.catalog.get("/Pages")]
        while todo:
            reference = todo.pop()
            node = self.get(reference) or {}
            if node.get("/Type") == "/Pages":
                todo += reversed(self.get(node.get("/Kids")) or [])
            else:
                yield reference, node

    def content(self, page):
        parts = self.get(page.get("/Contents"))
        parts = parts if isinstance(parts, list) else [page.get("/Contents")]
        return b"\n".join(self.data(part) or b"" for part in parts)


def walk(value):
    """Every value inside a value, itself included; dictionary keys are not values."""
    todo = [value]
    while todo:
        value = todo.pop()
        yield value
        if isinstance(value, dict):
            todo += value.values()
        elif isinstance(value, list):
            todo += value


def text(value):
    """The text of a string object, None for anything else."""
    if not isinstance(value, str) or value[:2] not in ("u:", "b:"):
        return None
    return value[2:] if value[0] == "u" else bytes.fromhex(value[2:]).decode("latin-1")


# ---- Content streams (ISO 32000-1 7.8.2) ----------------------------------------------------------

TOKEN = re.compile(rb"""
    [\0\t\n\f\r ]+ | %[^\r\n]* |
    (?P<string>\() | <(?P<hex>[0-9A-Fa-f\s]*)> |
    (?P<name>/[^\0\t\n\f\r ()<>\[\]{}/%]*) |
    (?P<number>[+-]?(?:\d+\.?\d*|\.\d+)) (?=[\0\t\n\f\r ()<>\[\]{}/%]|\Z) |
    (?P<bracket><<|>>|[\[\]]) |
    (?P<operator>[A-Za-z'"*][A-Za-z0-9'"*]*)
""", re.X)
STRING_PART = re.compile(rb"[^()\\]+|\\(?:[0-7]{1,3}|\r\n|.)|[()]", re.S)
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def literal_string(data, at):
    """(bytes, place after the closing bracket) of the literal string whose "(" stands before `at`."""
    out, depth = [], 1
    while True:
        part = STRING_PART.match(data, at)
        if part is None:
            raise ValueError("a string without end")
        at, piece = part.end(), part[0]
        if piece == b"(":
            depth += 1
        elif piece == b")":
            depth -= 1
            if depth == 0:
                return b"".join(out), at
        elif piece[:1] == b"\\":
            escape = piece[1:]
            if escape[:1].isdigit():
                piece = bytes([int(escape, 8) & 255])
            else:
                piece = b"" if escape in (b"\n", b"\r", b"\r\n") else ESCAPES.get(escape, escape)
        out.append(piece)


def tokens(data):
    """(kind, value) of every token: string (bytes), name, number, bracket, operator. Raises ValueError for
    what is no token, an odd hexadecimal string among them."""
    at = 0
    while at < len(data):
        token = TOKEN.match(data, at)
        if token is None:
            raise ValueError(f"no token at {data[at:at + 20]!r}")
        at, kind = token.end(), token.lastgroup
        if kind == "string":
            value, at = literal_string(data, at)
            yield "string", value
        elif kind == "hex":
            digits = re.sub(rb"\s", b"", token["hex"])
            if len(digits) % 2:
                raise ValueError("a hexadecimal string with an odd number of digits")
            yield "string", bytes.fromhex(digits.decode())
        elif kind == "number":
            yield "number", float(token[0])
        elif kind:
            yield kind, token[0].decode("latin-1")


def operations(data):
    """(operator, operands) of a content stream; operands as in tokens(), brackets among them."""
    operands = []
    for kind, value in tokens(data):
        if kind == "operator" and value not in ("true", "false", "null"):
            yield value, operands
            operands = []
        else:
            operands.append((kind, value))
