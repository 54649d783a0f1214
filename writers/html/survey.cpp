// SPDX-License-Identifier: Apache-2.0
#include "writers/html/survey.hpp"

#include <algorithm>

#include "src/ast/visit.hpp"

namespace inkstone::html {
namespace {

void walk_rows(const std::vector<TableRow>& rows, const Walker& walker) {
    for (const TableRow& row : rows) {
        for (const TableCell& cell : row) walk(cell.children, walker);
    }
}

void walk_children(const Block& block, const Walker& walker) {
    visit(
        block,
        [&](const Paragraph& x) { walk(x.children, walker); },
        [&](const Heading& x) { walk(x.children, walker); },
        [](const CodeBlock&) {},
        [&](const BlockQuote& x) { walk(x.children, walker); },
        [&](const Alert& x) {
            walk(x.title, walker);
            walk(x.children, walker);
        },
        [&](const List& x) {
            for (const ListItem& item : x.items) walk(item.children, walker);
        },
        [&](const DefinitionList& x) {
            for (const DefinitionItem& item : x.items) {
                walk(item.term, walker);
                for (const Blocks& definition : item.definitions) walk(definition, walker);
            }
        },
        [&](const Table& x) {
            walk(x.caption, walker);
            walk_rows(x.head, walker);
            walk_rows(x.body, walker);
        },
        [](const ThematicBreak&) {},
        [](const PageBreak&) {},
        [](const MathBlock&) {},
        [&](const Figure& x) {
            walk(x.children, walker);
            walk(x.caption, walker);
        },
        [&](const Div& x) { walk(x.children, walker); },
        [&](const Details& x) {
            walk(x.summary, walker);
            walk(x.children, walker);
        },
        [](const RawBlock&) {});
}

void walk_children(const Inline& node, const Walker& walker) {
    visit(
        node,
        [](const Text&) {},
        [](const SoftBreak&) {},
        [](const LineBreak&) {},
        [&](const Emphasis& x) { walk(x.children, walker); },
        [&](const Strong& x) { walk(x.children, walker); },
        [&](const Strikethrough& x) { walk(x.children, walker); },
        [&](const Underline& x) { walk(x.children, walker); },
        [&](const Mark& x) { walk(x.children, walker); },
        [&](const Subscript& x) { walk(x.children, walker); },
        [&](const Superscript& x) { walk(x.children, walker); },
        [](const Code&) {},
        [](const Math&) {},
        [&](const Link& x) { walk(x.children, walker); },
        [&](const Image& x) {
            if (walker.into_alt) walk(x.alt, walker);
        },
        [](const NoteRef&) {},
        [&](const Span& x) { walk(x.children, walker); },
        [&](const Ruby& x) {
            walk(x.base, walker);
            walk(x.annotation, walker);
        },
        [](const RawInline&) {});
}

}  // namespace

void walk(std::span<const Block> blocks, const Walker& walker) {
    for (const Block& block : blocks) {
        if (walker.on_block) walker.on_block(block);
        walk_children(block, walker);
    }
}

void walk(const Inlines& inlines, const Walker& walker) {
    for (const Inline& node : inlines) {
        if (walker.on_inline) walker.on_inline(node);
        walk_children(node, walker);
    }
}

std::vector<std::size_t> count_note_marks(const Document& document) {
    std::vector<std::size_t> counts;
    counts.reserve(document.notes.size());
    for (const Note& note : document.notes) counts.push_back(note.references);
    Walker walker;
    walker.into_alt = true;
    walker.on_inline = [&](const Inline& node) {
        const auto* mark = std::get_if<NoteRef>(&node.node);
        if (mark == nullptr || mark->note >= counts.size()) return;
        counts[mark->note] = std::max(counts[mark->note], mark->occurrence);
    };
    walk(document.blocks, walker);
    for (const Note& note : document.notes) walk(note.children, walker);
    return counts;
}

const Attributes* attributes_of(const Block& block) {
    if (const auto* heading = std::get_if<Heading>(&block.node)) return &*heading->attributes;
    if (const auto* code = std::get_if<CodeBlock>(&block.node)) return &*code->attributes;
    if (const auto* div = std::get_if<Div>(&block.node)) return &*div->attributes;
    return nullptr;
}

const Attributes* attributes_of(const Inline& inline_node) {
    if (const auto* span = std::get_if<Span>(&inline_node.node)) return &*span->attributes;
    if (const auto* link = std::get_if<Link>(&inline_node.node)) return &*link->attributes;
    if (const auto* code = std::get_if<Code>(&inline_node.node)) return &*code->attributes;
    if (const auto* image = std::get_if<Image>(&inline_node.node)) return &*image->attributes;
    return nullptr;
}

std::unordered_set<std::string> collect_ids(const Document& document) {
    std::unordered_set<std::string> ids;
    const auto add = [&](const Attributes* attributes) {
        if (attributes != nullptr && !attributes->id.empty()) ids.insert(attributes->id);
    };
    Walker walker;
    walker.on_block = [&](const Block& block) { add(attributes_of(block)); };
    walker.on_inline = [&](const Inline& node) { add(attributes_of(node)); };
    walk(document.blocks, walker);
    for (const Note& note : document.notes) walk(note.children, walker);
    return ids;
}

}  // namespace inkstone::html
