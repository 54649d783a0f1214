// SPDX-License-Identifier: Apache-2.0
// The children of a node, whatever its type: what passes and counters walk by. Recursion over them
// is safe, because the reader bounds nesting (Limits::max_nesting).
#pragma once

#include <utility>

#include "inkstone/ast.hpp"
#include "src/ast/visit.hpp"

namespace inkstone {

/// Calls `use(Blocks&)` for each list of blocks directly inside `block`, in reading order.
template <class Use>
void for_each_child_blocks(Block& block, Use&& use) {
    const auto rows = [&use](std::vector<TableRow>& table_rows) {
        for (TableRow& row : table_rows) {
            for (TableCell& cell : row) use(cell.children);
        }
    };
    visit(
        block,
        [](Paragraph&) {},
        [](Heading&) {},
        [](CodeBlock&) {},
        [&](BlockQuote& it) { use(it.children); },
        [&](Alert& it) { use(it.children); },
        [&](List& it) {
            for (ListItem& item : it.items) use(item.children);
        },
        [&](DefinitionList& it) {
            for (DefinitionItem& item : it.items) {
                for (Blocks& definition : item.definitions) use(definition);
            }
        },
        [&](Table& it) {
            rows(it.head);
            rows(it.body);
        },
        [](ThematicBreak&) {},
        [](PageBreak&) {},
        [](MathBlock&) {},
        [&](Figure& it) { use(it.children); },
        [&](Div& it) { use(it.children); },
        [&](Details& it) { use(it.children); },
        [](RawBlock&) {});
}

/// Calls `use(Inlines&)` for each line of text that `block` itself holds (not its child blocks).
template <class Use>
void for_each_flow(Block& block, Use&& use) {
    visit(
        block,
        [&](Paragraph& it) { use(it.children); },
        [&](Heading& it) { use(it.children); },
        [](CodeBlock&) {},
        [](BlockQuote&) {},
        [&](Alert& it) { use(it.title); },
        [](List&) {},
        [&](DefinitionList& it) {
            for (DefinitionItem& item : it.items) use(item.term);
        },
        [&](Table& it) { use(it.caption); },
        [](ThematicBreak&) {},
        [](PageBreak&) {},
        [](MathBlock&) {},
        [&](Figure& it) { use(it.caption); },
        [](Div&) {},
        [&](Details& it) { use(it.summary); },
        [](RawBlock&) {});
}

template <class Use>
void for_each_child_blocks(const Block& block, Use&& use) {
    for_each_child_blocks(const_cast<Block&>(block),
                          [&use](Blocks& blocks) { use(std::as_const(blocks)); });
}
template <class Use>
void for_each_flow(const Block& block, Use&& use) {
    for_each_flow(const_cast<Block&>(block),
                  [&use](Inlines& inlines) { use(std::as_const(inlines)); });
}

/// Calls `use(const Block&)` for every block, containers before their content, in reading order.
template <class Use>
void for_each_block(const Blocks& blocks, Use&& use) {
    for (const Block& block : blocks) {
        use(block);
        for_each_child_blocks(block, [&use](const Blocks& inner) { for_each_block(inner, use); });
    }
}

/// The inlines inside `node` that are read as part of the running text; null for a leaf. An image's
/// alternative text and a ruby's annotation are not.
inline Inlines* running_children(Inline& node) {
    return visit(
        node,
        [](Text&) -> Inlines* { return nullptr; },
        [](SoftBreak&) -> Inlines* { return nullptr; },
        [](LineBreak&) -> Inlines* { return nullptr; },
        [](Emphasis& it) -> Inlines* { return &it.children; },
        [](Strong& it) -> Inlines* { return &it.children; },
        [](Strikethrough& it) -> Inlines* { return &it.children; },
        [](Underline& it) -> Inlines* { return &it.children; },
        [](Mark& it) -> Inlines* { return &it.children; },
        [](Subscript& it) -> Inlines* { return &it.children; },
        [](Superscript& it) -> Inlines* { return &it.children; },
        [](Code&) -> Inlines* { return nullptr; },
        [](Math&) -> Inlines* { return nullptr; },
        [](Link& it) -> Inlines* { return &it.children; },
        [](Image&) -> Inlines* { return nullptr; },
        [](NoteRef&) -> Inlines* { return nullptr; },
        [](Span& it) -> Inlines* { return &it.children; },
        [](Ruby& it) -> Inlines* { return &it.base; },
        [](RawInline&) -> Inlines* { return nullptr; });
}
inline const Inlines* running_children(const Inline& node) {
    return running_children(const_cast<Inline&>(node));
}

namespace detail {

template <class OnInline>
void walk_flow(Inlines& flow, OnInline& on_inline) {
    for (Inline& node : flow) {
        on_inline(node);
        if (Inlines* children = running_children(node)) walk_flow(*children, on_inline);
    }
}

template <class OnBlock, class OnInline>
void walk_blocks(Blocks& blocks, OnBlock& on_block, OnInline& on_inline) {
    for (Block& block : blocks) {
        on_block(block);
        for_each_flow(block, [&](Inlines& flow) { walk_flow(flow, on_inline); });
        for_each_child_blocks(
            block, [&](Blocks& children) { walk_blocks(children, on_block, on_inline); });
    }
}

}  // namespace detail

/// Calls `on_block(Block&)` and `on_inline(Inline&)` for every node that is read as running text,
/// the notes' among them.
template <class OnBlock, class OnInline>
void walk_document(Document& document, OnBlock on_block, OnInline on_inline) {
    detail::walk_blocks(document.blocks, on_block, on_inline);
    for (Note& note : document.notes) detail::walk_blocks(note.children, on_block, on_inline);
}

}  // namespace inkstone
