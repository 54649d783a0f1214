// SPDX-License-Identifier: Apache-2.0
#include "src/read/html_ast.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "src/ast/visit.hpp"
#include "src/read/html_blocks.hpp"
#include "src/read/html_fragment.hpp"
#include "src/read/html_inlines.hpp"
#include "src/read/html_lists.hpp"
#include "src/read/html_tags.hpp"

namespace inkstone::read {

void resolve_html(Blocks& blocks, int max_depth) {
    HtmlResolver(max_depth).blocks(blocks, 0);
}

void HtmlResolver::blocks(Blocks& siblings, int depth) {
    resolve_block_html(siblings);
    const auto runs = html_runs(siblings);
    if (runs.empty()) {
        for (Block& block : siblings) below(block, depth + 1);
    } else {
        convert_runs(siblings, runs, depth);
    }
    split_at_lists(siblings, max_depth_ - depth);
}

void HtmlResolver::convert_runs(Blocks& siblings, const HtmlRuns& runs, int depth) {
    Blocks out;
    out.reserve(siblings.size());
    auto next = runs.begin();
    for (std::size_t i = 0; i < siblings.size(); ++i) {
        if (next != runs.end() && next->first == i) {
            run(siblings, i, next->second, depth, out);
            i = next->second;
            ++next;
            continue;
        }
        below(siblings[i], depth + 1);
        out.push_back(std::move(siblings[i]));
    }
    siblings = std::move(out);
}

void HtmlResolver::run(
    Blocks& siblings, std::size_t first, std::size_t last, int depth, Blocks& out) {
    const auto begin = siblings.begin() + static_cast<std::ptrdiff_t>(first);
    const auto end = siblings.begin() + static_cast<std::ptrdiff_t>(last) + 1;
    Blocks part(std::make_move_iterator(begin), std::make_move_iterator(end));
    if (std::optional<Blocks> made = convert_html(part, depth, max_depth_, *this)) {
        part = *std::move(made);
    } else {
        for (Block& block : part) below(block, depth + 1);
    }
    std::move(part.begin(), part.end(), std::back_inserter(out));
}

void HtmlResolver::below(Block& block, int depth) {
    const auto flow = [&](Inlines& list) { inlines(list, depth, false); };
    visit(
        block,
        [&](Paragraph& x) { flow(x.children); },
        [&](Heading& x) { flow(x.children); },
        [](CodeBlock&) {},
        [&](BlockQuote& x) { blocks(x.children, depth); },
        [&](Alert& x) { blocks(x.children, depth); },
        [&](List& x) {
            for (ListItem& item : x.items) blocks(item.children, depth);
        },
        [&](DefinitionList& x) {
            for (DefinitionItem& item : x.items) {
                flow(item.term);
                for (Blocks& definition : item.definitions) blocks(definition, depth);
            }
        },
        [&](Table& x) {
            for (auto* rows : {&x.head, &x.body}) {
                for (TableRow& row : *rows) {
                    for (TableCell& cell : row) blocks(cell.children, depth);
                }
            }
            flow(x.caption);
        },
        [](ThematicBreak&) {},
        [](PageBreak&) {},
        [](MathBlock&) {},
        [&](Figure& x) {
            blocks(x.children, depth);
            flow(x.caption);
        },
        [&](Div& x) { blocks(x.children, depth); },
        [&](Details& x) {
            flow(x.summary);
            blocks(x.children, depth);
        },
        [](RawBlock&) {});
}

void HtmlResolver::inlines(Inlines& list, int depth, bool in_link) {
    if (has_raw_html(list)) {
        pair_html(list, depth, max_depth_, in_link, [this](Inline& node, int level, bool linked) {
            below(node, level, linked);
        });
        return;
    }
    for (Inline& node : list) below(node, depth + 1, in_link);
}

void HtmlResolver::below(Inline& node, int depth, bool in_link) {
    const auto inner = [&](Inlines& list) { inlines(list, depth, in_link); };
    visit(
        node,
        [](Text&) {},
        [](SoftBreak&) {},
        [](LineBreak&) {},
        [&](Emphasis& x) { inner(x.children); },
        [&](Strong& x) { inner(x.children); },
        [&](Strikethrough& x) { inner(x.children); },
        [&](Underline& x) { inner(x.children); },
        [&](Mark& x) { inner(x.children); },
        [&](Subscript& x) { inner(x.children); },
        [&](Superscript& x) { inner(x.children); },
        [](Code&) {},
        [](Math&) {},
        [&](Link& x) { inlines(x.children, depth, true); },
        [&](Image& x) { inner(x.alt); },
        [](NoteRef&) {},
        [&](Span& x) { inner(x.children); },
        [&](Ruby& x) {
            inner(x.base);
            inner(x.annotation);
        },
        [](RawInline&) {});
}

}  // namespace inkstone::read
