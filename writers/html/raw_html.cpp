// SPDX-License-Identifier: Apache-2.0
#include "writers/html/raw_html.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "writers/html/url_policy.hpp"

namespace inkstone::html {
namespace {

/// Elements whose content is code or a replacement, not text for the reader.
constexpr std::array<std::string_view, 9> kDroppedWithContent{
    "script", "style", "iframe", "object", "noembed", "noframes", "template", "svg", "math"};

bool is_name_end(char c) noexcept {
    return c == '>' || c == '/' || c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/// The tag name that starts at `position` (behind '<' or "</").
std::string_view tag_name(std::string_view html, std::size_t position) noexcept {
    std::size_t end = position;
    while (end < html.size() && !is_name_end(html[end])) ++end;
    return html.substr(position, end - position);
}

bool is_letter(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// First position behind the tag that starts at `position`; quoted '>' do not end it.
std::size_t skip_tag(std::string_view html, std::size_t position) noexcept {
    char quote = 0;
    for (; position < html.size(); ++position) {
        const char c = html[position];
        if (quote != 0) {
            if (c == quote) quote = 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '>') {
            return position + 1;
        }
    }
    return html.size();
}

/// First position behind `terminator`, or the end.
std::size_t skip_past(std::string_view html, std::size_t from, std::string_view end) noexcept {
    const std::size_t found = html.find(end, from);
    return found == std::string_view::npos ? html.size() : found + end.size();
}

/// First position behind the matching end tag of `name`, or the end of the text.
std::size_t skip_element(std::string_view html, std::size_t from, std::string_view name) noexcept {
    std::string lower_name(name);
    for (char& c : lower_name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    for (std::size_t at = html.find("</", from); at != std::string_view::npos;
         at = html.find("</", at + 2)) {
        if (equals_ignoring_case(tag_name(html, at + 2), lower_name)) return skip_tag(html, at);
    }
    return html.size();
}

}  // namespace

bool drops_content(std::string_view name) noexcept {
    return std::any_of(
        kDroppedWithContent.begin(), kDroppedWithContent.end(), [&](std::string_view dropped) {
            return equals_ignoring_case(name, dropped);
        });
}

std::string_view tag_name_of(std::string_view tag) noexcept {
    if (!tag.starts_with('<')) return {};
    return tag_name(tag, tag.starts_with("</") ? 2 : 1);
}

namespace {

/// First position behind the markup at `position`, or `position` when '<' is only a character.
std::size_t skip_markup(std::string_view html, std::size_t position) noexcept {
    const std::string_view rest = html.substr(position);
    if (rest.starts_with("<!--")) return skip_past(html, position + 4, "-->");
    if (rest.starts_with("<![CDATA[")) return skip_past(html, position, "]]>");
    if (rest.starts_with("<?")) return skip_past(html, position, "?>");
    if (rest.starts_with("<!")) return skip_past(html, position, ">");
    if (rest.size() > 2 && rest[1] == '/' && is_letter(rest[2])) return skip_tag(html, position);
    if (rest.size() < 2 || !is_letter(rest[1])) return position;
    const std::size_t end = skip_tag(html, position);
    const std::string_view name = tag_name(html, position + 1);
    const bool self_closed = end >= 2 && html[end - 2] == '/';
    return drops_content(name) && !self_closed ? skip_element(html, end, name) : end;
}

/// Appends the character of the entity at `position` ('&') and returns the first position behind
/// it; names that no plain text needs stay as typed.
std::size_t decode_entity(std::string_view html, std::size_t position, std::string& out) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kNamed{{
        {"&amp;", "&"},
        {"&lt;", "<"},
        {"&gt;", ">"},
        {"&quot;", "\""},
        {"&apos;", "'"},
        {"&nbsp;", "\xC2\xA0"},
    }};
    const std::string_view rest = html.substr(position);
    for (const auto& [name, character] : kNamed) {
        if (rest.starts_with(name)) {
            out.append(character);
            return position + name.size();
        }
    }
    out.push_back('&');
    return position + 1;
}

}  // namespace

RawHtmlPolicy raw_html_policy(std::string_view name) noexcept {
    if (name == "raw") return RawHtmlPolicy::Raw;
    return name == "escape" ? RawHtmlPolicy::Escape : RawHtmlPolicy::Safe;
}

std::string text_of_html(std::string_view html) {
    std::string out;
    std::size_t position = 0;
    while (position < html.size()) {
        const std::size_t next = std::min(html.find_first_of("<&", position), html.size());
        out.append(html, position, next - position);
        if (next == html.size()) break;
        if (html[next] == '&') {
            position = decode_entity(html, next, out);
            continue;
        }
        position = skip_markup(html, next);
        if (position == next) {
            out.push_back('<');
            ++position;
        }
    }
    return out;
}

}  // namespace inkstone::html
