// SPDX-License-Identifier: Apache-2.0
#include "src/read/html_fragment.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace inkstone::read {
namespace {

constexpr std::string_view kSpace = " \t\n\r\f";

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string_view trim(std::string_view text) {
    const std::size_t first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

bool is_name_char(char c) {
    return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

/// One tag of raw HTML: `<name …>` or `</name>`. `text` keeps lower-case letters, so that
/// attributes can be searched in it.
struct Tag {
    std::string name;
    std::string text;
    bool closing = false;
    std::size_t length = 0;  ///< bytes of the source it takes
};

/// The tag that starts `html`, if there is one. Quoted attribute values may hold '>'.
std::optional<Tag> leading_tag(std::string_view html) {
    if (html.size() < 3 || html[0] != '<') return std::nullopt;
    Tag tag;
    std::size_t at = 1;
    if (html[at] == '/') {
        tag.closing = true;
        ++at;
    }
    while (at < html.size() && is_name_char(html[at])) tag.name += lower(html[at++]);
    if (tag.name.empty()) return std::nullopt;
    char quote = 0;
    for (; at < html.size(); ++at) {
        const char c = html[at];
        if (quote != 0) {
            if (c == quote) quote = 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '>') {
            tag.length = at + 1;
            tag.text.assign(html.substr(0, tag.length));
            std::transform(tag.text.begin(), tag.text.end(), tag.text.begin(), lower);
            return tag;
        }
    }
    return std::nullopt;
}

/// The value of attribute `name` in a tag's lower-case text.
std::string_view attribute(std::string_view tag, std::string_view name) {
    for (std::size_t at = tag.find(name); at != std::string_view::npos;
         at = tag.find(name, at + 1)) {
        if (at == 0 || kSpace.find(tag[at - 1]) == std::string_view::npos) continue;
        std::string_view rest = trim(tag.substr(at + name.size()));
        if (rest.empty() || rest.front() != '=') continue;
        rest = trim(rest.substr(1));
        if (rest.empty()) return {};
        if (rest.front() == '"' || rest.front() == '\'') {
            return rest.substr(1, rest.find(rest.front(), 1) - 1);
        }
        return rest.substr(0, rest.find_first_of(" \t\n\r\f>"));
    }
    return {};
}

bool has_class(std::string_view classes, std::string_view wanted) {
    while (!(classes = trim(classes)).empty()) {
        const std::size_t end = std::min(classes.find_first_of(kSpace), classes.size());
        if (classes.substr(0, end) == wanted) return true;
        classes.remove_prefix(end);
    }
    return false;
}

bool breaks_page(const Tag& tag) {
    if (tag.closing) return false;
    const std::string_view classes = attribute(tag.text, "class");
    for (const std::string_view name : {"page-break", "pagebreak", "page-break-after"}) {
        if (has_class(classes, name)) return true;
    }
    std::string style;
    for (const char c : attribute(tag.text, "style")) {
        if (kSpace.find(c) == std::string_view::npos) style += c;
    }
    for (const std::string_view rule : {"page-break-after:always",
                                        "page-break-before:always",
                                        "break-after:page",
                                        "break-before:page"}) {
        if (style.find(rule) != std::string::npos) return true;
    }
    return false;
}

/// Removes whole comments from the front; what is left starts with something else.
std::string_view skip_comments(std::string_view html) {
    html = trim(html);
    while (html.starts_with("<!--")) {
        const std::size_t end = html.find("-->", 4);
        if (end == std::string_view::npos) return {};
        html = trim(html.substr(end + 3));
    }
    return html;
}

enum class BlockHtml { Raw, Comment, PageBreak, OpenPageBreak };

/// An empty element that asks for a page break, closed in the same block or (OpenPageBreak) later.
BlockHtml classify_block(std::string_view html) {
    const std::string_view rest = skip_comments(html);
    if (rest.empty()) return BlockHtml::Comment;
    const std::optional<Tag> tag = leading_tag(rest);
    if (!tag || !breaks_page(*tag)) return BlockHtml::Raw;
    std::string_view after = skip_comments(rest.substr(tag->length));
    if (after.starts_with("&nbsp;")) after = skip_comments(after.substr(6));
    const bool is_void = tag->name == "hr" || tag->name == "br" || tag->text.ends_with("/>");
    if (after.empty()) return is_void ? BlockHtml::PageBreak : BlockHtml::OpenPageBreak;
    const std::optional<Tag> end = leading_tag(after);
    const bool closed = end && end->closing && end->name == tag->name &&
                        skip_comments(after.substr(end->length)).empty();
    return closed ? BlockHtml::PageBreak : BlockHtml::Raw;
}

/// True when `block` is nothing but the closing tag of `name`.
bool is_closing(const Block& block, std::string_view name) {
    const auto* raw = std::get_if<RawBlock>(&block.node);
    if (raw == nullptr) return false;
    const std::string_view html = skip_comments(raw->literal);
    const std::optional<Tag> tag = leading_tag(html);
    return tag && tag->closing && tag->name == name && tag->length == html.size();
}

}  // namespace

bool is_page_command(const Inlines& paragraph) {
    if (paragraph.size() != 1) return false;
    const auto* text = std::get_if<Text>(&paragraph.front().node);
    if (text == nullptr || !text->value.starts_with('\\')) return false;
    const std::string_view command = trim(text->value);
    return command == "\\newpage" || command == "\\pagebreak" || command == "\\clearpage";
}

InlineHtml classify_inline_html(std::string_view literal) {
    if (literal.starts_with("<!--")) return InlineHtml::Comment;
    const std::optional<Tag> tag = leading_tag(literal);
    return tag && tag->name == "br" ? InlineHtml::LineBreak : InlineHtml::Raw;
}

void resolve_block_html(Blocks& siblings) {
    // In place: the list of a long document's blocks is not copied.
    std::size_t kept = 0;
    const auto keep = [&](Block& block) {
        if (&siblings[kept] != &block) siblings[kept] = std::move(block);
        ++kept;
    };
    for (std::size_t i = 0; i < siblings.size(); ++i) {
        Block& block = siblings[i];
        const auto* raw = std::get_if<RawBlock>(&block.node);
        const BlockHtml kind = raw != nullptr ? classify_block(raw->literal) : BlockHtml::Raw;
        if (kind == BlockHtml::Comment) continue;
        bool breaks = kind == BlockHtml::PageBreak;
        if (kind == BlockHtml::OpenPageBreak && i + 1 < siblings.size()) {
            const std::string name = leading_tag(skip_comments(raw->literal))->name;
            breaks = is_closing(siblings[i + 1], name);
            if (breaks) ++i;
        }
        if (breaks) block.node = PageBreak{};
        keep(block);
    }
    siblings.resize(kept);
}

}  // namespace inkstone::read
