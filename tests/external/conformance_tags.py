# SPDX-License-Identifier: Apache-2.0
"""Conditions on the structure: the tree (C8), marked content and language (C9), containment (C10), what
single elements need (C11). For check_conformance.py."""
import collections
import re

from pdf_objects import operations, text

STANDARD = set("""Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3
 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot
 Ruby RB RT RP Warichu WT WP Figure Formula Form""".split())
# BCP 47, as far as its form goes (RFC 5646 2.1).
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-([A-Za-z0-9]{5,8}|\d[A-Za-z0-9]{3}))*"
                      r"(-[A-WY-Za-wy-z0-9](-[A-Za-z0-9]{2,8})+)*(-x(-[A-Za-z0-9]{1,8})+)?\Z|x(-[A-Za-z0-9]{1,8})+\Z")
# Of an element: the parents it may have; of a parent: the kids it may have (ISO 32000-1 14.8.4.3, UA 7.2).
PARENTS = {"THead": {"Table"}, "TBody": {"Table"}, "TFoot": {"Table"}, "TR": {"Table", "THead", "TBody", "TFoot"},
           "TH": {"TR"}, "TD": {"TR"}, "LI": {"L"}, "LBody": {"LI"}, "TOCI": {"TOC"}}
KIDS = {"Table": {"TR", "THead", "TBody", "TFoot", "Caption"}, "THead": {"TR"}, "TBody": {"TR"}, "TFoot": {"TR"},
        "TR": {"TH", "TD"}, "L": {"L", "LI", "Caption"}, "LI": {"Lbl", "LBody"}, "TOC": {"TOC", "TOCI", "Caption"},
        "TOCI": {"Lbl", "Reference", "NonStruct", "P", "TOC"}}


class Element:
    def __init__(self, reference, entries, role, parent):
        self.reference, self.entries, self.role, self.parent = reference, entries, role, parent
        self.kids = []       # elements
        self.marks = []      # (page, MCID)
        self.objects = []    # annotations

    def attribute(self, pdf, key):
        attributes = pdf.get(self.entries.get("/A"))
        attributes = attributes if isinstance(attributes, list) else [attributes]
        return next((a[key] for a in map(pdf.get, attributes) if isinstance(a, dict) and key in a), None)


class Tree:
    """The structure tree; `problems` is what stood in the way of reading it."""

    def __init__(self, pdf):
        self.pdf, self.problems, self.elements = pdf, [], []
        self.root = pdf.get(pdf.catalog.get("/StructTreeRoot"))
        if not isinstance(self.root, dict):
            self.root = {}
            self.problems.append("C8: no StructTreeRoot")
        self.roles = pdf.get(self.root.get("/RoleMap")) or {}
        for name in self.roles:
            if name[1:] in STANDARD:
                self.problems.append(f"C8: the standard type {name} is mapped")
        seen = set()
        todo = [(kid, None) for kid in reversed(self.kid_list(self.root))]
        while todo:
            reference, parent = todo.pop()
            if reference in seen:
                self.problems.append(f"C8: element {reference} stands twice in the tree")
                continue
            seen.add(reference)
            element = self.read(reference, parent)
            todo += [(kid, element) for kid in reversed(self.element_kids(element))]

    def kid_list(self, entries):
        kids = entries.get("/K")
        found = self.pdf.get(kids)
        return found if isinstance(found, list) else [] if kids is None else [kids]

    def role(self, name):
        for _ in range(10):
            if name is None or name[1:] in STANDARD:
                return (name or "/?")[1:]
            name = self.roles.get(name)
        return "?"

    def read(self, reference, parent):
        entries = self.pdf.get(reference)
        entries = entries if isinstance(entries, dict) else {}
        element = Element(reference, entries, self.role(entries.get("/S")), parent)
        if element.role == "?":
            self.problems.append(f"C8: {entries.get('/S')} of {reference} is mapped to no standard type")
        wanted = parent.reference if parent else self.pdf.catalog.get("/StructTreeRoot")
        if entries.get("/P") != wanted:
            self.problems.append(f"C8: P of {reference} is not its parent")
        self.elements.append(element)
        if parent:
            parent.kids.append(element)
        return element

    def element_kids(self, element):
        out, page = [], element.entries.get("/Pg")
        for kid in self.kid_list(element.entries):
            value = self.pdf.get(kid)
            if isinstance(value, int):
                element.marks.append((page, value))
            elif isinstance(value, dict) and value.get("/Type") == "/MCR":
                element.marks.append((value.get("/Pg", page), value["/MCID"]))
            elif isinstance(value, dict) and value.get("/Type") == "/OBJR":
                element.objects.append(value["/Obj"])
            elif isinstance(kid, str):
                out.append(kid)
            else:
                self.problems.append(f"C8: a kid of {element.reference} is neither element nor mark")
        return out

    def by_role(self, *roles):
        return [e for e in self.elements if e.role in roles]


def number_tree(pdf, reference):
    """{key: value} of a number tree."""
    out, todo = {}, [reference]
    while todo:
        node = pdf.get(todo.pop()) or {}
        numbers = pdf.get(node.get("/Nums")) or []
        out.update(zip(numbers[::2], numbers[1::2]))
        todo += pdf.get(node.get("/Kids")) or []
    return out


def check_c8(pdf, tree):
    """Marked, and a whole tree (A 6.7; UA 7.1)."""
    mark_info = pdf.get(pdf.catalog.get("/MarkInfo")) or {}
    if mark_info.get("/Marked") is not True or mark_info.get("/Suspects") is True:
        yield "C8: MarkInfo does not say Marked"
    yield from tree.problems
    parents = number_tree(pdf, tree.root.get("/ParentTree"))
    if not parents:
        yield "C8: no ParentTree"
    rows = {reference: pdf.get(parents.get(page.get("/StructParents"))) or [] for reference, page in pdf.pages()}
    counted = collections.Counter()
    for element in tree.elements:
        for page, mcid in element.marks:
            row = rows.get(page, [])
            counted[page] += 1
            if mcid >= len(row) or row[mcid] != element.reference:
                yield f"C8: ParentTree does not lead from mark {mcid} of page {page} to {element.reference}"
        for annotation in element.objects:
            if parents.get((pdf.get(annotation) or {}).get("/StructParent")) != element.reference:
                yield f"C8: ParentTree does not lead from annotation {annotation} to {element.reference}"
    for page, row in rows.items():
        if len(row) != counted[page]:
            yield f"C8: {len(row)} marks of page {page} in the ParentTree, {counted[page]} in the tree"


def mark_problems(reference, content, allotted):
    """Of one page: all that paints is tagged or artifact; every mark of the tree is there once."""
    painting = set("f F f* B B* b b* S s Tj TJ ' \" Do sh EI".split())
    stack, found = [], collections.Counter()
    for operator, operands in operations(content):
        if operator in ("BDC", "BMC"):
            words = [value for _, value in operands]
            kind = "artifact" if words[0] == "/Artifact" else "tagged" if "/MCID" in words else "neutral"
            if kind == "tagged":
                found[int(words[words.index("/MCID") + 1])] += 1
            if kind != "neutral" and {"artifact", "tagged"} & set(stack):
                yield f"C9: {kind} content inside {'/'.join(stack)} content on page {reference}"
            stack.append(kind)
        elif operator == "EMC":
            if not stack:
                yield f"C9: EMC without beginning on page {reference}"
                return
            stack.pop()
        elif operator in painting and not {"artifact", "tagged"} & set(stack):
            yield f"C9: {operator} outside tags and artifacts on page {reference}"
    if stack:
        yield f"C9: marked content without end on page {reference}"
    if found != collections.Counter(allotted):
        yield f"C9: marks of page {reference} differ from those of the tree"


def check_c9(pdf, tree):
    """Marked content (UA 7.1) and language (UA 7.2)."""
    viewer = pdf.get(pdf.catalog.get("/ViewerPreferences")) or {}
    if viewer.get("/DisplayDocTitle") is not True:
        yield "C9: DisplayDocTitle is not true"
    if not LANGUAGE.match(text(pdf.catalog.get("/Lang")) or ""):
        yield "C9: the catalog's Lang is no language tag"
    for element in tree.elements:
        if "/Lang" in element.entries and not LANGUAGE.match(text(element.entries["/Lang"]) or ""):
            yield f"C9: Lang of {element.reference} is no language tag"
    marks = collections.defaultdict(list)
    for element in tree.elements:
        for page, mcid in element.marks:
            marks[page].append(mcid)
    for reference, page in pdf.pages():
        yield from mark_problems(reference, pdf.content(page), marks[reference])


def columns(pdf, row):
    """Columns that the cells of a row take, those reaching in from above not counted."""
    return sum(cell.attribute(pdf, "/ColSpan") or 1 for cell in row.kids)


def table_problems(pdf, table):
    roles = [kid.role for kid in table.kids]
    groups = [role for role in roles if role != "Caption"]
    if groups.count("THead") > 1 or groups.count("TFoot") > 1:
        yield f"C10: table {table.reference} has two heads or feet"
    if "THead" in groups and (groups[0] != "THead" or "TBody" not in groups):
        yield f"C10: table {table.reference}: {groups}"
    rows = [row for kid in table.kids for row in ([kid] if kid.role == "TR" else kid.kids)]
    reach = collections.Counter()
    widths = set()
    for number, row in enumerate(rows):
        widths.add(columns(pdf, row) + reach[number])
        for cell in row.kids:
            for below in range(1, cell.attribute(pdf, "/RowSpan") or 1):
                reach[number + below] += cell.attribute(pdf, "/ColSpan") or 1
    if len(widths) > 1:
        yield f"C10: rows of table {table.reference} have {sorted(widths)} cells"


def check_c10(pdf, tree):
    """Which element may stand in which (UA 7.2)."""
    for element in tree.elements:
        parent = element.parent.role if element.parent else "root"
        if parent not in PARENTS.get(element.role, {parent}):
            yield f"C10: {element.role} {element.reference} in {parent}"
        kids = [kid.role for kid in element.kids]
        for role in kids:
            if role not in KIDS.get(element.role, {role}):
                yield f"C10: {element.role} {element.reference} holds {role}"
        if element.role in KIDS and element.marks:
            yield f"C10: {element.role} {element.reference} holds content of its own"
        if "Caption" in kids[1:-1]:
            yield f"C10: a caption in the middle of {element.role} {element.reference}"
        if element.role == "LI" and kids.count("LBody") != 1:
            yield f"C10: list item {element.reference} has {kids}"
    for table in tree.by_role("Table"):
        yield from table_problems(pdf, table)


def check_c11(pdf, tree):
    """Alternative text, headings, header cells, notes, links (UA 7.3, 7.4, 7.5, 7.7, 7.9, 7.18.5)."""
    for element in tree.by_role("Figure", "Formula"):
        if not (text(element.entries.get("/Alt")) or text(element.entries.get("/ActualText")) or "").strip():
            yield f"C11: {element.role} {element.reference} has no alternative text"
    level = 0
    for element in tree.elements:
        if element.role == "H":
            yield f"C11: H {element.reference} without a level"
        if re.match(r"H[1-6]\Z", element.role):
            if int(element.role[1]) > level + 1:
                yield f"C11: {element.role} {element.reference} after a heading of level {level}"
            level = int(element.role[1])
    for cell in tree.by_role("TH"):
        if cell.attribute(pdf, "/Scope") not in ("/Column", "/Row", "/Both"):
            yield f"C11: header cell {cell.reference} has no scope"
    names = collections.Counter(text(note.entries.get("/ID")) for note in tree.by_role("Note"))
    for name, count in names.items():
        if not name or count > 1:
            yield f"C11: {count} notes with the ID {name!r}"
    held = collections.Counter(o for element in tree.by_role("Link") for o in element.objects)
    for reference, page in pdf.pages():
        for annotation in pdf.get(page.get("/Annots")) or []:
            if held[annotation] != 1:
                yield f"C11: annotation {annotation} stands in {held[annotation]} Link elements"
    for link in tree.by_role("Link"):
        if not link.objects:
            yield f"C11: Link {link.reference} has no annotation"
