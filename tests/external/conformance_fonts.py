# SPDX-License-Identifier: Apache-2.0
"""Conditions on fonts (C4) and on the text they carry (C5) for check_conformance.py. The widths are read
from the embedded programs: hmtx of an sfnt, the charstrings of a bare CFF table."""
import struct

from pdf_objects import operations, tokens

# Operators of a Type 2 charstring that clear the stack, with the operands each takes; an odd one before
# them is the width (Adobe Technical Note 5177, 3.1). None: any even number.
STACK_CLEARING = {1: None, 3: None, 18: None, 23: None, 19: None, 20: None, 21: 2, 22: 1, 4: 1, 14: 0}


# ---- CFF (Adobe Technical Note 5176) ---------------------------------------------------------------

def cff_index(data, at):
    """(list of items, place after the INDEX)."""
    count = int.from_bytes(data[at:at + 2], "big")
    if count == 0:
        return [], at + 2
    size = data[at + 2]
    offsets = [int.from_bytes(data[at + 3 + i * size:at + 3 + (i + 1) * size], "big")
               for i in range(count + 1)]
    base = at + 3 + (count + 1) * size - 1
    return [data[base + a:base + b] for a, b in zip(offsets, offsets[1:])], base + offsets[-1]


def cff_numbers(data, charstring=False):
    """(operator, operands) of a DICT, or of a charstring up to its first operator."""
    operands, at = [], 0
    while at < len(data):
        byte = data[at]
        at += 1
        if byte == 28:
            operands.append(struct.unpack(">h", data[at:at + 2])[0])
            at += 2
        elif 32 <= byte <= 246:
            operands.append(byte - 139)
        elif 247 <= byte <= 254:
            low = data[at]
            at += 1
            operands.append((byte - 247) * 256 + low + 108 if byte < 251 else -(byte - 251) * 256 - low - 108)
        elif byte == 255 and charstring:
            operands.append(struct.unpack(">i", data[at:at + 4])[0] / 65536)
            at += 4
        elif byte == 29 and not charstring:
            operands.append(struct.unpack(">i", data[at:at + 4])[0])
            at += 4
        elif byte == 30 and not charstring:
            digits = ""
            while not digits.endswith("f"):
                digits += data[at:at + 1].hex()
                at += 1
            digits = digits.rstrip("f").translate(str.maketrans({"a": ".", "b": "E", "c": "E-", "e": "-"}))
            operands.append(float(digits or 0))
        else:
            if byte == 12:
                byte = 1200 + data[at]
                at += 1
            yield byte, operands
            operands = []


def cff_cids(data, offset, count):
    """CID (or SID) of each glyph by the charset."""
    cids, at, form = [0], offset + 1, data[offset]
    while len(cids) < count:
        first = int.from_bytes(data[at:at + 2], "big")
        at += 2
        left = 0 if form == 0 else int.from_bytes(data[at:at + form], "big")
        at += form
        cids += range(first, first + left + 1)
    return cids[:count]


def cff_glyph_dicts(data, top, count):
    """For each glyph the number of its font DICT."""
    if 1237 not in top:
        return [0] * count
    at = top[1237][0]
    if data[at] == 0:
        return list(data[at + 1:at + 1 + count])
    ranges = int.from_bytes(data[at + 1:at + 3], "big")
    out = []
    for i in range(ranges):
        place = at + 3 + 3 * i
        end = int.from_bytes(data[place + 3:place + 5], "big")
        out += [data[place + 2]] * (end - len(out))
    return out


def cff_private(data, entries):
    """(defaultWidthX, nominalWidthX) of the Private DICT that a DICT names."""
    size, at = (int(v) for v in entries[18])
    private = dict(cff_numbers(data[at:at + size]))
    return private.get(20, [0])[0], private.get(21, [0])[0]


def cff_widths(data):
    """{CID (of a name-keyed font: glyph): width in glyph units} and units per em."""
    _, at = cff_index(data, data[2])
    tops, _ = cff_index(data, at)
    top = dict(cff_numbers(tops[0]))
    charstrings, _ = cff_index(data, top[17][0])
    keyed = 1230 in top
    dicts = [dict(cff_numbers(d)) for d in cff_index(data, top[1236][0])[0]] if keyed else [top]
    privates = [cff_private(data, entries) for entries in dicts]
    charset = top.get(15, [0])[0]
    cids = cff_cids(data, charset, len(charstrings)) if keyed and charset > 2 else range(len(charstrings))
    matrix = top.get(1207) or dicts[0].get(1207) or [0.001]
    widths = {}
    for cid, code, number in zip(cids, charstrings, cff_glyph_dicts(data, top, len(charstrings))):
        default, nominal = privates[number]
        operator, operands = next(cff_numbers(code, True), (None, []))
        if operator not in STACK_CLEARING:
            continue  # begins with a subroutine: not ours to follow
        takes = STACK_CLEARING[operator]
        extra = len(operands) % 2 if takes is None else len(operands) > takes
        widths[cid] = nominal + operands[0] if extra else default
    return widths, 1 / matrix[0]


# ---- sfnt ------------------------------------------------------------------------------------------

def sfnt_tables(data):
    return {data[at:at + 4].decode("latin-1"): data[slice(*(lambda o, n: (o, o + n))(
        *struct.unpack(">II", data[at + 8:at + 16])))]
        for at in range(12, 12 + 16 * struct.unpack(">H", data[4:6])[0], 16)}


def sfnt_widths(data):
    tables = sfnt_tables(data)
    long_count = struct.unpack(">H", tables["hhea"][34:36])[0]
    glyphs = struct.unpack(">H", tables["maxp"][4:6])[0]
    advances = [struct.unpack(">H", tables["hmtx"][4 * i:4 * i + 2])[0] for i in range(long_count)]
    advances += advances[-1:] * (glyphs - long_count)
    return dict(enumerate(advances)), struct.unpack(">H", tables["head"][18:20])[0]


# ---- What the PDF says of the font -----------------------------------------------------------------

def pdf_widths(array):
    """W array of a CIDFont: {CID: width}."""
    out, at = {}, 0
    while at < len(array):
        first, second = array[at:at + 2]
        if isinstance(second, list):
            out.update(enumerate(second, first))
            at += 2
        else:
            out.update(dict.fromkeys(range(first, second + 1), array[at + 2]))
            at += 3
    return out


def unicode_map(data):
    """{code: text} of a ToUnicode CMap made of bfchar and bfrange."""
    out, strings = {}, []
    for kind, value in tokens(data):
        if kind == "string":
            strings.append(value)
        elif kind == "operator" and value in ("beginbfchar", "beginbfrange", "begincodespacerange"):
            strings = []
        elif kind == "operator" and value == "endbfchar":
            for code, text in zip(strings[::2], strings[1::2]):
                out[int.from_bytes(code, "big")] = text.decode("utf-16-be", "replace")
        elif kind == "operator" and value == "endbfrange":
            for low, high, text in zip(strings[::3], strings[1::3], strings[2::3]):
                low, high = (int.from_bytes(v, "big") for v in (low, high))
                last = int.from_bytes(text[-2:], "big")
                for code in range(low, high + 1):
                    unit = (last + code - low).to_bytes(2, "big")
                    out[code] = (text[:-2] + unit).decode("utf-16-be", "replace")
    return out


class Font:
    """One Type 0 font, read once."""

    def __init__(self, pdf, reference):
        self.entries = pdf.get(reference)
        self.name = self.entries.get("/BaseFont", reference)
        descendants = pdf.get(self.entries.get("/DescendantFonts")) or [{}]
        self.cid_font = pdf.get(descendants[0])
        self.descriptor = pdf.get(self.cid_font.get("/FontDescriptor")) or {}
        self.widths = pdf_widths(pdf.get(self.cid_font.get("/W")) or [])
        data = pdf.data(self.entries.get("/ToUnicode"))
        self.unicode = unicode_map(data) if data else None
        self.program = {}
        self.units = 1000
        self.kind = next((k for k in ("/FontFile2", "/FontFile3") if k in self.descriptor), None)
        data = pdf.data(self.descriptor.get(self.kind)) if self.kind else None
        if data and self.kind == "/FontFile2":
            self.program, self.units = sfnt_widths(data)
        elif data:
            self.program, self.units = cff_widths(data)

    def problems(self):
        if self.entries.get("/Subtype") != "/Type0" or self.entries.get("/Encoding") != "/Identity-H":
            yield f"C4: {self.name} is not Type 0 with Identity-H"
        if not self.program:
            yield f"C4: {self.name} is not embedded"
        if self.cid_font.get("/Subtype") == "/CIDFontType2" and "/CIDToGIDMap" not in self.cid_font:
            yield f"C4: {self.name} has no CIDToGIDMap"
        info = self.cid_font.get("/CIDSystemInfo") or {}
        if not {"/Registry", "/Ordering", "/Supplement"} <= info.keys():
            yield f"C4: {self.name} has no CIDSystemInfo"
        if "/CIDSet" in self.descriptor:
            yield f"C4: {self.name} has a CIDSet, which ought to be left out"
        if self.unicode is None:
            yield f"C5: {self.name} has no ToUnicode"

    def code_problems(self, code, replaced):
        """Of a code that is shown; `replaced`: under an ActualText."""
        if code == 0 or (self.program and self.kind == "/FontFile2" and code not in self.program):
            yield f"C5: {self.name} shows .notdef (code {code})"
            return
        if self.program and code in self.program:
            said = self.widths.get(code, self.cid_font.get("/DW", 1000))
            if abs(said - self.program[code] * 1000 / self.units) > 1:
                yield f"C4: {self.name}: width of {code} is {said}, in the program {self.program[code]}"
        value = (self.unicode or {}).get(code, "")
        if not value or set(value) & set("\0\ufeff\ufffe\ufffd"):
            yield f"C5: {self.name}: code {code} stands for no character"
        if not replaced and any(0xE000 <= ord(c) <= 0xF8FF or ord(c) >= 0xF0000 for c in value):
            yield f"C5: {self.name}: code {code} is of a private use area, without ActualText"


def actual_text_marks(pdf):
    """{page reference: MCIDs whose element, or one above it, has an ActualText}."""
    out = {}
    root = pdf.get(pdf.catalog.get("/StructTreeRoot")) or {}
    todo = [(root.get("/K"), None, False)]
    while todo:
        value, page, covered = todo.pop()
        value = pdf.get(value)
        if isinstance(value, list):
            todo += [(kid, page, covered) for kid in value]
        elif isinstance(value, int):
            if covered:
                out.setdefault(page, set()).add(value)
        elif isinstance(value, dict):
            page = value.get("/Pg", page)
            covered = covered or "/ActualText" in value
            todo.append((value.get("/MCID", value.get("/K")), page, covered))
    return out


def check_fonts(pdf):
    """C4 and C5 (A 6.2.11; UA 7.21)."""
    known = {}
    covered = actual_text_marks(pdf)
    for reference, page in pdf.pages():
        fonts = pdf.get((pdf.get(page.get("/Resources")) or {}).get("/Font")) or {}
        for name in fonts.values():
            if name not in known:
                known[name] = Font(pdf, name)
                yield from known[name].problems()
        shown = set(shown_codes_of_page(pdf, page, covered.get(reference, set())))
        for font, code, replaced in sorted(shown):
            if font not in fonts:
                yield f"C4: page {reference} uses {font}, which is no resource"
            else:
                yield from known[fonts[font]].code_problems(code, replaced)


def shown_codes_of_page(pdf, page, covered):
    font, marks = "", []
    for operator, operands in operations(pdf.content(page)):
        if operator == "Tf":
            font = operands[0][1]
        elif operator in ("BDC", "BMC"):
            words = [value for _, value in operands]
            mcid = words[words.index("/MCID") + 1] if "/MCID" in words else None
            marks.append("/ActualText" in words or mcid in covered)
        elif operator == "EMC" and marks:
            marks.pop()
        elif operator in ("Tj", "TJ", "'", '"'):
            for kind, value in operands:
                if kind == "string":
                    if len(value) % 2:
                        yield font, 0, False
                    for at in range(0, len(value) - 1, 2):
                        yield font, int.from_bytes(value[at:at + 2], "big"), any(marks)
