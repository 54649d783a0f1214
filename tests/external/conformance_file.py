# SPDX-License-Identifier: Apache-2.0
"""Conditions on the file as such: syntax (C1), limits (C2), colour (C3), annotations and actions (C6),
metadata (C7), what must not be there (C12). Clauses: A is ISO 19005-2, UA is ISO 14289-1. Each check_*
takes a Pdf and yields problems as text; check_conformance.py runs them."""
import re
import subprocess
import xml.etree.ElementTree as ElementTree
import zlib

from pdf_objects import operations, text, walk

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
PDF_NS = "{http://ns.adobe.com/pdf/1.3/}"
PDFA_ID = "{http://www.aiim.org/pdfa/ns/id/}"
PDFUA_ID = "{http://www.aiim.org/pdfua/ns/id/}"
SCHEMA = "{http://www.aiim.org/pdfa/ns/schema#}"


def stream_problems(raw):
    """Length of every stream that gives it as a number, and "endstream" on a line of its own (A 6.1.7.1)."""
    for found in re.finditer(rb"(\d+) 0 obj\n(.*?)\nstream\n", raw, re.S):
        length = re.search(rb"/Length (\d+)(?! \d+ R)\b", found[2])
        if b"endobj" in found[2] or length is None:
            continue
        end = found.end() + int(length[1])
        if not re.match(rb"\r?\n?endstream\nendobj", raw[end:end + 30]):
            yield f"C1: Length of object {found[1].decode()} is wrong"


def check_c1(pdf):
    """Header, trailer, streams (A 6.1.2, 6.1.3, 6.1.7; UA 6.1)."""
    raw = pdf.raw
    if not re.match(rb"%PDF-1\.7\n%[\x80-\xff]{4}", raw):
        yield "C1: no header %PDF-1.7 with a comment of four bytes above 127 at the start"
    if not re.search(rb"startxref\n\d+\n%%EOF\r?\n?\Z", raw):
        yield "C1: something follows %%EOF"
    identifier = pdf.trailer.get("/ID")
    if not isinstance(identifier, list) or len(identifier) != 2 or not all(identifier):
        yield "C1: the trailer has no ID"
    if "/Encrypt" in pdf.trailer:
        yield "C1: the file is encrypted"
    yield from stream_problems(raw)


def dictionary_sources(raw):
    """The text of the objects as it lies in the file: between the streams, and inside object streams."""
    yield re.sub(rb"\nstream\n.*?\nendstream\n", b"\n", raw, flags=re.S)
    for found in re.finditer(rb"/Type/ObjStm[^>]*>>\nstream\n(.*?)\nendstream\nendobj", raw, re.S):
        try:
            yield zlib.decompress(found[1])
        except zlib.error:
            yield found[1]


def check_c2(pdf):
    """Limits (A 6.1.7 to 6.1.13; ISO 32000-1 Annex C)."""
    if len(pdf.objects) > 8_388_607:
        yield "C2: too many objects"
    for reference, value in pdf.all():
        for part in walk(value):
            if isinstance(part, dict):
                if any(len(key.encode()) > 128 for key in part):
                    yield f"C2: a key longer than 127 bytes in {reference}"
                filters = part.get("/Filter")
                if "/LZWDecode" in (filters or ()) or "/Crypt" in (filters or ()):
                    yield f"C2: a forbidden filter in {reference}"
            elif isinstance(part, str) and part.startswith("/") and len(part.encode()) > 128:
                yield f"C2: a name longer than 127 bytes in {reference}"
            elif isinstance(part, str) and len(part) > 32_769:
                yield f"C2: a string longer than 32,767 bytes in {reference}"
            elif isinstance(part, int) and not -2**31 <= part < 2**31:
                yield f"C2: an integer beyond 32 bits in {reference}"
    for source in dictionary_sources(pdf.raw):
        for digits in re.findall(rb"(?<!<)<([0-9A-Fa-f\s]*)>(?!>)", source):
            if len(re.sub(rb"\s", b"", digits)) % 2:
                yield "C2: a hexadecimal string with an odd number of digits"
    for reference, page in pdf.pages():
        box = pdf.get(page.get("/MediaBox")) or [0, 0, 0, 0]
        if not all(3 <= side <= 14_400 for side in (box[2] - box[0], box[3] - box[1])):
            yield f"C2: page {reference} has sides outside 3 to 14,400"
        depth = deepest = 0
        for operator, _ in operations(pdf.content(page)):
            depth += {"q": 1, "Q": -1}.get(operator, 0)
            deepest = max(deepest, depth)
        if depth != 0 or deepest > 28:
            yield f"C2: q and Q of page {reference}: {deepest} deep, {depth} left open"


def check_c3(pdf):
    """Colour and pictures (A 6.2.3 to 6.2.10; UA 7.20)."""
    intents = [pdf.get(i) or {} for i in pdf.get(pdf.catalog.get("/OutputIntents")) or []]
    profile = intents[0].get("/DestOutputProfile") if len(intents) == 1 else None
    data = pdf.data(profile) if profile else None
    if len(intents) != 1 or intents[0].get("/S") != "/GTS_PDFA1":
        yield "C3: not exactly one output intent GTS_PDFA1"
    elif not data or data[36:40] != b"acsp" or data[16:20] != b"RGB " or \
            int.from_bytes(data[:4], "big") != len(data) or pdf.get(profile).get("/N") != 3:
        yield "C3: the output intent's profile is no ICC profile for RGB"
    forbidden = {"/TR", "/HTP", "/Alternates", "/OPI", "/PS", "/Ref"}
    for reference, value in pdf.all():
        for part in walk(value):
            if part == "/DeviceCMYK":
                yield f"C3: DeviceCMYK in {reference}"
            if not isinstance(part, dict):
                continue
            picture = part.get("/Type") in ("/XObject", "/ExtGState") or "/Subtype" in part
            if picture and forbidden & part.keys():
                yield f"C3: {sorted(forbidden & part.keys())} in {reference}"
            if part.get("/Interpolate") is True:
                yield f"C3: Interpolate in {reference}"
            if part.get("/Subtype") == "/PS":
                yield f"C3: PostScript in {reference}"
            if part.get("/BM") not in (None, "/Normal", "/Compatible", "/Multiply", "/Screen"):
                yield f"C3: blend mode {part['/BM']} in {reference}"
    for reference, page in pdf.pages():
        if any(operator in ("k", "K") for operator, _ in operations(pdf.content(page))):
            yield f"C3: CMYK is painted on page {reference}"


def check_c6(pdf):
    """Annotations and actions (A 6.3, 6.5; UA 7.18)."""
    for reference, page in pdf.pages():
        annotations = [pdf.get(a) for a in pdf.get(page.get("/Annots")) or []]
        if annotations and page.get("/Tabs") != "/S":
            yield f"C6: page {reference} with annotations has no Tabs S"
        for annotation in annotations:
            flags = annotation.get("/F", 0)
            if annotation.get("/Subtype") != "/Link":
                yield f"C6: an annotation {annotation.get('/Subtype')} on page {reference}"
            if not flags & 4 or flags & (1 | 2 | 32):
                yield f"C6: an annotation that is hidden or not printed on page {reference}"
            if not text(annotation.get("/Contents")):
                yield f"C6: an annotation without Contents on page {reference}"
            if "/StructParent" not in annotation:
                yield f"C6: an annotation outside the structure on page {reference}"
    for reference, value in pdf.all():
        for part in walk(value):
            if isinstance(part, dict) and "/AA" in part:
                yield f"C6: additional actions in {reference}"
            if isinstance(part, dict) and part.get("/S") in (
                    "/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData",
                    "/Hide", "/SetOCGState", "/Rendition", "/Trans", "/GoTo3DView"):
                yield f"C6: an action {part['/S']} in {reference}"


def info_date(value):
    """D:20240501120000Z as XMP writes it."""
    found = re.match(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|\+00'?00'?)?", value or "")
    return found and "{}-{}-{}T{}:{}:{}".format(*found.groups())


def xmp_values(root):
    """Property name: the texts of its items, or its own."""
    out = {}
    for description in root.iter(RDF + "Description"):
        for element in description:
            items = list(element.iter(RDF + "li"))
            out[element.tag] = [i.text or "" for i in items] if items else [element.text or ""]
    return out


def info_problems(info, values):
    """Info and XMP say the same (A 6.6.3)."""
    authors = values.get(DC + "creator")
    pairs = {"/Title": (values.get(DC + "title") or [None])[0],
             "/Author": "; ".join(authors) if authors else None,
             "/Subject": (values.get(DC + "description") or [None])[0],
             "/Keywords": (values.get(PDF_NS + "Keywords") or [None])[0],
             "/Creator": (values.get(XMP + "CreatorTool") or [None])[0],
             "/Producer": (values.get(PDF_NS + "Producer") or [None])[0]}
    for key, value in pairs.items():
        if text(info.get(key)) != value:
            yield f"C7: Info {key} is {text(info.get(key))!r}, XMP has {value!r}"
    for key, name in (("/CreationDate", "CreateDate"), ("/ModDate", "ModifyDate")):
        date = (values.get(XMP + name) or [""])[0]
        if info_date(text(info.get(key))) != date[:19]:
            yield f"C7: Info {key} is not XMP's {name}"


def check_c7(pdf, claims=("2A", "1")):
    """Metadata (A 6.6; UA 5, 7.1). `claims`: part and conformance of PDF/A, part of PDF/UA, either may be ""."""
    reference = pdf.catalog.get("/Metadata")
    packet = pdf.data(reference) if reference else None
    if packet is None:
        yield "C7: no metadata"
        return
    if "/Filter" in pdf.get(reference):
        yield "C7: the metadata stream has a filter"
    header = packet.split(b"?>", 1)[0]
    if not header.startswith(b"<?xpacket begin") or b"bytes=" in header or b"encoding=" in header:
        yield "C7: the packet's header"
    try:
        root = ElementTree.fromstring(packet.decode("utf-8"))
    except (UnicodeDecodeError, ElementTree.ParseError) as error:
        yield f"C7: metadata: {error}"
        return
    values = xmp_values(root)
    if not (values.get(DC + "title") or [""])[0].strip():
        yield "C7: no dc:title"
    if not values.get(DC + "language"):
        yield "C7: no dc:language"
    said = ("".join(sum((values.get(PDFA_ID + key, []) for key in ("part", "conformance")), [])),
            "".join(values.get(PDFUA_ID + "part", [])))
    if said != tuple(claims):
        yield f"C7: the file claims PDF/A {said[0] or 'nothing'} and PDF/UA {said[1] or 'nothing'}"
    schemas = [e.text for e in root.iter(SCHEMA + "namespaceURI")]
    if said[0] and said[1] and PDFUA_ID[1:-1] not in schemas:
        yield "C7: no extension schema for pdfuaid"
    yield from info_problems(pdf.get(pdf.trailer.get("/Info")) or {}, values)


def check_c12(pdf):
    """What must not be there (A 6.4, 6.8 to 6.11; UA 7.10, 7.11, 7.15)."""
    names = pdf.get(pdf.catalog.get("/Names")) or {}
    for key in ("/OCProperties", "/AcroForm", "/Requirements", "/Collection", "/NeedsRendering"):
        if key in pdf.catalog:
            yield f"C12: the catalog has {key}"
    for key in ("/EmbeddedFiles", "/AlternatePresentations", "/JavaScript"):
        if key in names:
            yield f"C12: the name dictionary has {key}"
    for reference, value in pdf.all():
        if any(isinstance(part, dict) and ("/PresSteps" in part or "/EF" in part or "/XFA" in part)
               for part in walk(value)):
            yield f"C12: PresSteps, EF or XFA in {reference}"


def qpdf_problems(path):
    run = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, errors="replace")
    return [] if run.returncode == 0 else [f"C1: qpdf --check: {(run.stdout + run.stderr).strip()}"]
