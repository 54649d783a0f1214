// SPDX-License-Identifier: Apache-2.0
// Block quotes that begin with `[!NOTE]` and the like become alerts.
#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "src/ast/walk.hpp"
#include "src/transform/passes.hpp"

namespace inkstone::transform {
namespace {

constexpr std::array<std::pair<std::string_view, AlertKind>, 5> kKinds{{
    {"[!NOTE]", AlertKind::Note},
    {"[!TIP]", AlertKind::Tip},
    {"[!IMPORTANT]", AlertKind::Important},
    {"[!WARNING]", AlertKind::Warning},
    {"[!CAUTION]", AlertKind::Caution},
}};

bool equals_ignoring_case(std::string_view text, std::string_view upper) {
    return std::equal(text.begin(), text.end(), upper.begin(), upper.end(), [](char a, char b) {
        return (a >= 'a' && a <= 'z' ? static_cast<char>(a - 'a' + 'A') : a) == b;
    });
}

std::optional<AlertKind> kind_named(std::string_view text) {
    text = text.substr(0, text.find_last_not_of(' ') + 1);
    for (const auto& [name, kind] : kKinds) {
        if (equals_ignoring_case(text, name)) return kind;
    }
    return std::nullopt;
}

bool ends_line(const Inline& node) {
    return std::holds_alternative<SoftBreak>(node.node) ||
           std::holds_alternative<LineBreak>(node.node);
}

/// The kind that the first line names, when nothing else stands on it.
std::optional<AlertKind> kind_of(const BlockQuote& quote) {
    if (quote.children.empty()) return std::nullopt;
    const auto* first = std::get_if<Paragraph>(&quote.children.front().node);
    if (first == nullptr || first->children.empty()) return std::nullopt;
    const Inlines& flow = first->children;
    // A mark with nothing after it warns of nothing: it stays the quote that GitHub shows.
    if (flow.size() == 1 && quote.children.size() == 1) return std::nullopt;
    if (flow.size() > 1 && !ends_line(flow[1])) return std::nullopt;
    const auto* text = std::get_if<Text>(&flow.front().node);
    return text == nullptr ? std::nullopt : kind_named(text->value);
}

/// The quote's blocks without the line that named the kind.
Blocks content_of(BlockQuote&& quote) {
    Blocks children = std::move(quote.children);
    Inlines& flow = std::get<Paragraph>(children.front().node).children;
    if (flow.size() <= 2) {
        children.erase(children.begin());
    } else {
        children.front().position = flow[2].position;
        flow.erase(flow.begin(), flow.begin() + 2);
    }
    return children;
}

void visit_blocks(Blocks& blocks) {
    for (Block& block : blocks) {
        if (auto* quote = std::get_if<BlockQuote>(&block.node)) {
            if (const std::optional<AlertKind> kind = kind_of(*quote)) {
                Alert alert{.kind = *kind, .title = {}, .children = content_of(std::move(*quote))};
                block.node = std::move(alert);
            }
        }
        for_each_child_blocks(block, visit_blocks);
    }
}

}  // namespace

void alerts(Document& document, Context&) {
    visit_blocks(document.blocks);
    for (Note& note : document.notes) visit_blocks(note.children);
}

}  // namespace inkstone::transform
