// SPDX-License-Identifier: Apache-2.0
#include "src/read/wikilinks.hpp"

#include <algorithm>
#include <set>

#include "src/read/cmark_extension.hpp"
#include "src/text/slug.hpp"

namespace inkstone::read {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr char kMark = '\x1B';  ///< stands for the first `[`

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) > 0x7F;
}
bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

/// A wikilink begins where text begins, not inside addresses and names (`docs/[[...slug]].tsx`).
bool may_stand_before(std::string_view text, std::size_t at) {
    if (at == 0 || static_cast<unsigned char>(text[at - 1]) > 0x7F) return true;
    constexpr std::string_view kBefore = " \t\n(\"'*_~|:;,>";
    const bool target = text[at - 1] == '(' && at > 1 && text[at - 2] == ']';
    return !target && kBefore.find(text[at - 1]) != kNone;
}

/// What stands between `[[ at `at` and its `]]` on the same line; empty when that is no wikilink.
std::string_view content_at(std::string_view text, std::size_t at) {
    const std::size_t begin = at + 2;
    const std::size_t end = text.find_first_of("[]\n`<>", begin);
    if (end == kNone || !text.substr(end).starts_with("]]")) return {};
    const std::string_view content = text.substr(begin, end - begin);
    if (content.empty() || is_blank(content.front()) || is_blank(content.back())) return {};
    if (std::none_of(content.begin(), content.end(), is_letter)) return {};
    const char after = end + 2 < text.size() ? text[end + 2] : ' ';
    const bool alone = after != '(' && after != '[' && after != ']';
    return alone && may_stand_before(text, at) ? content : std::string_view();
}

/// The labels that link reference definitions give, as typed.
std::set<std::string_view> defined_labels(std::string_view text) {
    std::set<std::string_view> labels;
    for (std::size_t line = 0; line < text.size();) {
        const std::size_t end = std::min(text.find('\n', line), text.size());
        std::string_view rest = text.substr(line, end - line);
        rest.remove_prefix(std::min(rest.find_first_not_of(" >\t"), rest.size()));
        const std::size_t close = rest.starts_with('[') ? rest.find("]:") : kNone;
        if (close != kNone) labels.insert(rest.substr(1, close - 1));
        line = end + 1;
    }
    return labels;
}

/// "Some page#A heading" as the address of a file and a heading in it.
std::string address_of(std::string_view target) {
    const std::size_t hash = std::min(target.find('#'), target.size());
    std::string url;
    for (const char c : target.substr(0, hash)) {
        if (is_blank(c)) {
            url += "%20";
        } else {
            url += c;
        }
    }
    const std::size_t name = url.rfind('/') + 1;  // npos + 1 is 0
    if (!url.empty() && url.find('.', name) == std::string::npos) url += ".md";
    if (hash < target.size()) {
        url += '#';
        url += text::heading_slug(target.substr(hash + 1));
    }
    return url;
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

cmark_node* read_wikilink(cmark_syntax_extension*,
                          cmark_parser*,
                          cmark_node*,
                          unsigned char character,
                          cmark_inline_parser* parser) {
    if (static_cast<char>(character) != kMark) return nullptr;
    const std::string_view text = text_of(parser);
    const std::size_t at = offset_of(parser);
    const std::string_view content = content_at(text, at);
    if (content.empty()) return make_inline(parser, CMARK_NODE_TEXT, "[", at + 1);
    // Links hold no links.
    if (cmark_inline_parser_in_bracket(parser, 0) != 0) {
        const std::string typed = "[[" + std::string(content) + "]]";
        return make_inline(parser, CMARK_NODE_TEXT, typed, at + typed.size());
    }
    const std::size_t bar = content.find('|');
    // In a table the bar is escaped, outside it may be.
    std::size_t end = bar;
    if (bar != kNone && bar > 0 && content[bar - 1] == '\\') --end;
    const std::string_view target = trim(content.substr(0, end));
    std::string_view shown = bar == kNone ? content : trim(content.substr(bar + 1));
    if (shown.empty()) shown = target;
    if (bar == kNone && shown.starts_with('#')) shown.remove_prefix(1);

    const std::size_t after = at + content.size() + 4;
    cmark_node* words = make_inline(parser, CMARK_NODE_TEXT, std::string(shown), after);
    cmark_node* link = cmark_node_new(CMARK_NODE_LINK);
    cmark_node_set_url(link, address_of(target).c_str());
    link->start_line = words->start_line;
    link->end_line = words->end_line;
    link->start_column = words->start_column;
    link->end_column = words->end_column;
    cmark_node_append_child(link, words);
    return link;
}

}  // namespace

void mark_wikilinks(std::string_view text, std::string& marked) {
    std::size_t at = text.find("[[");
    if (at == kNone || text.find(kMark) != kNone) return;
    const std::set<std::string_view> labels = defined_labels(text);
    for (; at != kNone; at = text.find("[[", at + 1)) {
        const std::string_view content = content_at(text, at);
        if (content.empty() || labels.contains(content)) continue;
        if (marked.empty()) marked = text;
        marked[at] = kMark;
    }
}

cmark_syntax_extension* wikilink_extension() {
    static const ExtensionHandle kExtension =
        make_inline_extension("inkstone-wikilinks", {&kMark, 1}, read_wikilink);
    return kExtension.get();
}

void restore_wikilink_marks(cmark_chunk& chunk) {
    for (bufsize_t i = 0; i < chunk.len; ++i) {
        if (static_cast<char>(chunk.data[i]) == kMark) chunk.data[i] = '[';
    }
}

}  // namespace inkstone::read
