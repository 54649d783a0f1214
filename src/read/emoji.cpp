// SPDX-License-Identifier: Apache-2.0
#include "src/read/emoji.hpp"

#include <algorithm>
#include <iterator>
#include <string>

#include "src/read/cmark_extension.hpp"

namespace inkstone::read {
namespace {

struct EmojiName {
    std::string_view name;
    std::string_view characters;
};

#include "src/read/emoji.inc"

constexpr std::size_t kLongestName = 48;

bool is_alnum(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_name(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '_' || c == '+' || c == '-';
}

/// The characters of the name between the colon at `at` and the next one, which `at` is moved
/// behind; empty when there is no such name.
std::string_view take_emoji(std::string_view text, std::size_t& at) {
    if (at >= text.size() || text[at] != ':') return {};
    std::size_t end = at + 1;
    while (end < text.size() && end - at <= kLongestName && is_name(text[end])) ++end;
    if (end >= text.size() || text[end] != ':') return {};
    const std::string_view emoji = emoji_named(text.substr(at + 1, end - at - 1));
    if (!emoji.empty()) at = end + 1;
    return emoji;
}

cmark_node* read_emoji(cmark_syntax_extension*,
                       cmark_parser*,
                       cmark_node*,
                       unsigned char character,
                       cmark_inline_parser* parser) {
    if (character != ':') return nullptr;
    const std::string_view text = text_of(parser);
    std::size_t at = offset_of(parser);
    if (at > 0 && (is_alnum(text[at - 1]) || text[at - 1] == ':')) return nullptr;
    std::string emoji;
    for (std::string_view one = take_emoji(text, at); !one.empty(); one = take_emoji(text, at)) {
        emoji += one;
    }
    // `:ref:`…`` is a role of reStructuredText.
    const char after = at < text.size() ? text[at] : ' ';
    if (emoji.empty() || is_alnum(after) || after == '`') return nullptr;
    return make_inline(parser, CMARK_NODE_TEXT, emoji, at);
}

}  // namespace

std::string_view emoji_named(std::string_view name) {
    const auto* found = std::lower_bound(
        std::begin(kEmojiNames),
        std::end(kEmojiNames),
        name,
        [](const EmojiName& entry, std::string_view wanted) { return entry.name < wanted; });
    const bool known = found != std::end(kEmojiNames) && found->name == name;
    return known ? found->characters : std::string_view();
}

cmark_syntax_extension* emoji_extension() {
    static const ExtensionHandle kExtension =
        make_inline_extension("inkstone-emoji", ":", read_emoji);
    return kExtension.get();
}

}  // namespace inkstone::read
