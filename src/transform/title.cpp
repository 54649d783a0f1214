// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <string_view>

#include "src/ast/plain_text.hpp"
#include "src/ast/visit.hpp"
#include "src/transform/passes.hpp"

namespace inkstone::transform {
namespace {

/// One line: white space at the ends goes, runs of it become one space.
std::string one_line(std::string_view text) {
    std::string line;
    for (const char c : text) {
        const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!space) {
            line += c;
        } else if (!line.empty() && line.back() != ' ') {
            line += ' ';
        }
    }
    if (line.ends_with(' ')) line.pop_back();
    return line;
}

std::string heading_text(const Block& block, int deepest) {
    const auto* heading = std::get_if<Heading>(&block.node);
    if (heading == nullptr || heading->level > deepest) return {};
    return one_line(plain_text(heading->children));
}

/// The first heading of level 1..deepest; a Div is looked into, quotes and lists are not.
std::string first_heading(const Blocks& blocks, int deepest) {
    for (const Block& block : blocks) {
        std::string text = heading_text(block, deepest);
        if (const auto* div = std::get_if<Div>(&block.node)) {
            text = first_heading(div->children, deepest);
        }
        if (!text.empty()) return text;
    }
    return {};
}

bool is_wholly_bold(const Paragraph& paragraph) {
    bool bold = false;
    for (const Inline& node : paragraph.children) {
        const auto* text = std::get_if<Text>(&node.node);
        const bool blank = text != nullptr && one_line(text->value).empty();
        if (std::holds_alternative<Strong>(node.node)) {
            bold = true;
        } else if (!blank && !std::holds_alternative<SoftBreak>(node.node) &&
                   !std::holds_alternative<NoteRef>(node.node)) {
            return false;
        }
    }
    return bold;
}

/// The text of the first paragraph, if it is wholly bold and no heading stands before it.
std::string bold_opening(const Blocks& blocks) {
    for (const Block& block : blocks) {
        if (std::holds_alternative<Heading>(block.node)) return {};
        const auto* paragraph = std::get_if<Paragraph>(&block.node);
        if (paragraph == nullptr) continue;
        return is_wholly_bold(*paragraph) ? one_line(plain_text(paragraph->children))
                                          : std::string{};
    }
    return {};
}

std::string readable_file_name(std::string name) {
    for (char& c : name) {
        if (c == '-' || c == '_') c = ' ';
    }
    return one_line(name);
}

/// True when the text opens with a heading that says what `title` says: it is printed there.
bool opens_with(const Blocks& blocks, std::string_view title) {
    for (const Block& block : blocks) {
        if (std::holds_alternative<Heading>(block.node)) return heading_text(block, 6) == title;
        const auto* div = std::get_if<Div>(&block.node);  // a centred heading
        if (div != nullptr) return opens_with(div->children, title);
        if (!std::holds_alternative<RawBlock>(block.node)) return false;
    }
    return false;
}

std::string derived_title(const Document& document, const Context& context) {
    constexpr int kAnyLevel = 6;
    std::string text = first_heading(document.blocks, 1);
    if (text.empty()) text = bold_opening(document.blocks);
    if (text.empty()) text = first_heading(document.blocks, kAnyLevel);
    if (text.empty()) text = readable_file_name(context.fallback_title);
    return text.empty() ? std::string("Untitled") : text;
}

}  // namespace

void title(Document& document, Context& context) {
    Metadata& meta = document.meta;
    meta.title = one_line(meta.title);
    if (meta.title.empty()) {
        meta.title = derived_title(document, context);
        meta.title_is_derived = true;
    } else {
        meta.title_is_derived = opens_with(document.blocks, meta.title);
    }
}

}  // namespace inkstone::transform
