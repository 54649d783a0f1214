// SPDX-License-Identifier: Apache-2.0
// Blocks → rows → pages: connects the row stream, the notes and the page builder.
#include "writers/pdf/layout/flow/document.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "writers/pdf/layout/flow/flow.hpp"
#include "writers/pdf/layout/flow/furniture.hpp"

namespace inkstone::layout {

namespace {

Scope body_scope(const Context& context) {
    const Tokens& tokens = context.tokens;
    Scope scope;
    scope.width = tokens.measure();
    scope.size = tokens.size_body;
    scope.leading = tokens.leading;
    scope.gap = tokens.paragraph_gap;
    scope.first_indent = tokens.paragraph_indent;
    scope.lang = context.lang;
    return scope;
}

/// The title that runs above the pages: one that the author gave, as metadata or as a heading of
/// level 1. A note without either stays without running heads, as a letter would.
std::string running_title(const Document& document) {
    if (!document.meta.title_is_derived) return document.meta.title;
    const bool has_title_heading =
        std::any_of(document.blocks.begin(), document.blocks.end(), [](const Block& block) {
            const auto* heading = std::get_if<Heading>(&block.node);
            return heading != nullptr && heading->level == 1;
        });
    return has_title_heading ? document.meta.title : std::string{};
}

}  // namespace

Result<void> flow_document(const Document& document,
                           Context& context,
                           Layout& layout,
                           PageGuard guard,
                           PageConsumer on_page) {
    if (layout.tags.tags.empty()) {
        Tag root;
        root.kind = TagKind::Document;
        layout.tags.add(std::move(root));
    }
    RunningHeads heads(context,
                       context.tokens.running_heads ? running_title(document) : std::string{});
    const Furniture furniture = [&heads](Page& page, const PageFacts& facts) {
        heads.add(page, facts);
    };
    PageBuilder pages(context.tokens, layout, {furniture, std::move(guard), std::move(on_page)});
    FlowState state{context};
    const Scope scope = body_scope(context);
    Notes notes(state, document, scope);
    Flow flow(state, [&pages](Row&& row) { pages.push(std::move(row)); });
    flow.prepare_with([&notes](Row& row) { notes.attach(row); });
    flow.stop_when([&pages] { return !pages.good(); });
    set_title_block(flow, document.meta, scope);
    set_blocks(flow, document.blocks, scope);
    flow.finish();
    return pages.finish();
}

}  // namespace inkstone::layout
