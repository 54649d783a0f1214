// SPDX-License-Identifier: Apache-2.0
// Blocks → rows → pages: connects the row stream, the notes and the page builder.
#include "writers/pdf/layout/flow/document.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>

#include "src/ast/plain_text.hpp"
#include "src/ast/walk.hpp"
#include "writers/pdf/layout/flow/contents.hpp"
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

/// Contents are made unasked for this many headings of the first three levels on so many pages
/// (output requirements TC1).
constexpr std::size_t kContentsHeadings = 8;
constexpr std::uint32_t kContentsPages = 10;
constexpr int kContentsLevels = 3;
/// Text with less than this in it cannot fill so many pages: characters, and as many for each block
/// (its spacing and its short last line).
constexpr std::size_t kCharactersPerPage = 700, kCharactersPerBlock = 60;

/// Upper bound of the room that blocks take, in characters.
std::size_t room_of(const Blocks& blocks) {
    std::size_t room = 0;
    for_each_block(blocks, [&](const Block& block) {
        room += kCharactersPerBlock;
        for_each_flow(block, [&](const Inlines& text) { room += plain_text(text).size(); });
        if (const auto* code = std::get_if<CodeBlock>(&block.node)) {
            const auto lines = std::count(code->literal.begin(), code->literal.end(), '\n');
            room += code->literal.size() + kCharactersPerBlock * static_cast<std::size_t>(lines);
        }
    });
    return room;
}

/// Sets the text aside to see whether it reaches the tenth page.
bool fills_pages(const Document& document, const Context& context) {
    Tokens tokens = context.tokens;
    tokens.contents = Tokens::Contents::No;
    Diagnostics unheard;
    Layout layout;
    Context aside{tokens,
                  context.fonts,
                  context.shaper,
                  context.segmenter,
                  unheard,
                  layout.tags,
                  context.lang,
                  {},
                  context.hyphenator};
    const PageGuard guard = [](std::uint32_t index) -> Result<void> {
        if (index + 1 >= kContentsPages) return fail(ErrorKind::Cancelled, "enough pages");
        return {};
    };
    const PageConsumer drop = [](Page&&) { return Result<void>{}; };
    return !flow_document(document, aside, layout, guard, drop);
}

bool wants_contents(const Document& document, const Context& context) {
    switch (context.tokens.contents) {
        case Tokens::Contents::No:
            return false;
        case Tokens::Contents::Yes:
            return !contents_entries(document, context.tokens.contents_depth).empty();
        case Tokens::Contents::Auto:
            break;
    }
    const bool may_be = room_of(document.blocks) >= kCharactersPerPage * kContentsPages;
    return may_be && contents_entries(document, kContentsLevels).size() >= kContentsHeadings &&
           fills_pages(document, context);
}

/// Gives the contents pages to `on_page`, after the text.
Result<void> emit_contents(ContentsPages& contents,
                           Layout& layout,
                           const PageGuard& guard,
                           const PageConsumer& on_page) {
    for (Page& page : contents.finish(layout)) {
        if (Result<void> may = guard(layout.page_count); !may) return may;
        ++layout.page_count;
        if (Result<void> taken = on_page(std::move(page)); !taken) return taken;
    }
    return {};
}

}  // namespace

Result<void> flow_document(const Document& document,
                           Context& context,
                           Layout& layout,
                           const PageGuard& guard,
                           const PageConsumer& on_page) {
    if (layout.tags.tags.empty()) {
        Tag root;
        root.kind = TagKind::Document;
        layout.tags.add(std::move(root));
    }
    FlowState state{context};
    const Scope scope = body_scope(context);
    Notes notes(state, document, scope);
    std::optional<ContentsPages> contents;
    if (wants_contents(document, context)) contents.emplace(state, document, scope, notes);

    RunningHeads heads(context,
                       context.tokens.running_heads ? running_title(document) : std::string{},
                       contents ? contents->page_count() : 0);
    const Furniture furniture = [&heads](Page& page, const PageFacts& facts) {
        heads.add(page, facts);
    };
    PageBuilder pages(context.tokens, layout, {furniture, guard, on_page});
    Flow flow(state, [&pages](Row&& row) { pages.push(std::move(row)); });
    flow.prepare_with([&notes](Row& row) { notes.attach(row); });
    flow.stop_when([&pages] { return !pages.good(); });
    std::span<const Block> text = document.blocks;
    if (contents) {
        text = text.subspan(title_blocks(document));
    } else {
        set_title_block(flow, document.meta, scope);
    }
    set_blocks(flow, text, scope);
    flow.finish();
    Result<void> finished = pages.finish();
    if (!finished || !contents) return finished;
    return emit_contents(*contents, layout, guard, on_page);
}

}  // namespace inkstone::layout
