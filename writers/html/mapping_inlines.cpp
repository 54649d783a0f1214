// SPDX-License-Identifier: Apache-2.0
// Mapper: inline nodes.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "src/ast/plain_text.hpp"
#include "src/ast/visit.hpp"
#include "writers/html/escape.hpp"
#include "writers/html/mapping.hpp"
#include "writers/html/url_policy.hpp"

namespace inkstone::html {
namespace {

/// Elements that the AST keeps as a span of that class (raw HTML read as tree).
std::string_view span_element(const Attributes& attributes) noexcept {
    constexpr std::array<std::string_view, 7> kElements{
        "kbd", "small", "abbr", "cite", "dfn", "samp", "var"};
    if (attributes.classes.size() != 1) return "span";
    const auto found =
        std::find(kElements.begin(), kElements.end(), std::string_view(attributes.classes.front()));
    return found == kElements.end() ? std::string_view("span") : *found;
}

/// Pixel sizes only: `width` and `height` of <img> are non-negative integers (HTML 4.8.17).
bool is_pixels(std::string_view value) noexcept {
    return !value.empty() && value.size() < 6 &&
           std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

void Mapper::inlines(const Inlines& children) {
    for (std::size_t i = 0; i < children.size(); ++i) {
        inline_node(children[i]);
        if (options_.raw_html == RawHtmlPolicy::Safe) i = skip_dropped_element(children, i);
    }
}

void Mapper::inline_node(const Inline& node) {
    visit(
        node,
        [&](const Text& x) { append_text(out_, x.value); },
        [&](const SoftBreak&) { out_.push_back('\n'); },
        [&](const LineBreak&) {
            void_element("br");
            out_.push_back('\n');
        },
        [&](const Emphasis& x) { element("em", x.children); },
        [&](const Strong& x) { element("strong", x.children); },
        [&](const Strikethrough& x) { element("del", x.children); },
        [&](const Underline& x) { element("u", x.children); },
        [&](const Mark& x) { element("mark", x.children); },
        [&](const Subscript& x) { element("sub", x.children); },
        [&](const Superscript& x) { element("sup", x.children); },
        [&](const Code& x) { code(x); },
        [&](const Math& x) { math(x, node.position); },
        [&](const Link& x) { link(x, node.position); },
        [&](const Image& x) { image(x, node.position); },
        [&](const NoteRef& x) { note_mark(x); },
        [&](const Span& x) { span(x); },
        [&](const Ruby& x) { ruby(x); },
        [&](const RawInline& x) { raw_inline(x, node.position); });
}

void Mapper::element(std::string_view name, const Inlines& nodes) {
    start(name);
    inlines(nodes);
    end(name);
}

void Mapper::code(const Code& node) {
    out_.append("<code");
    attributes(*node.attributes, {}, {});
    out_.push_back('>');
    append_text(out_, node.literal);
    out_.append("</code>");
}

void Mapper::link(const Link& node, SourcePosition where) {
    std::optional<std::string> url;
    if (is_unsafe_link(node.url)) {
        if (options_.raw_html == RawHtmlPolicy::Raw && !xhtml()) {
            url = node.url;
        } else {
            unsafe_urls_.add(where);
        }
    } else {
        url = options_.map_url ? options_.map_url(node.url, where) : node.url;
    }
    // A link inside a link is not valid, and an <a> without target is only a span.
    const bool linked = url.has_value() && link_depth_ == 0;
    if (!linked && node.attributes.empty()) {
        inlines(node.children);
        return;
    }
    const std::string_view name = linked ? "a" : "span";
    out_.push_back('<');
    out_.append(name);
    if (linked) {
        out_.append(" href=\"");
        if (xhtml() && url_scheme(*url).empty()) {
            append_text(out_, *url);  // inside the book: ids are compared as written
        } else {
            append_url(out_, *url);
        }
        out_.push_back('"');
    }
    if (!node.title.empty()) append_attribute(out_, "title", node.title);
    attributes(*node.attributes, {}, {});
    out_.push_back('>');
    link_depth_ += linked ? 1U : 0U;
    inlines(node.children);
    link_depth_ -= linked ? 1U : 0U;
    end(name);
}

void Mapper::image(const Image& node, SourcePosition where) {
    const std::string alt = plain_text(node.alt);
    const bool unsafe = is_unsafe_image(node.url) && options_.raw_html != RawHtmlPolicy::Raw;
    if (unsafe) unsafe_urls_.add(where);
    if (unsafe || node.url.empty() || options_.images == ImageStyle::AltText) {
        if (options_.images == ImageStyle::AltText) {
            diagnostics_.warn(
                "image-not-embedded",
                fmt::format("image not embedded, its text stands for it: {}", node.url),
                where);
        }
        image_text(node, alt);
        return;
    }
    ImageForm form{node.url};
    if (options_.map_image) {
        std::optional<ImageForm> mapped = options_.map_image(node, where);
        if (!mapped) return image_text(node, alt);
        form = *std::move(mapped);
    }
    out_.append("<img src=\"");
    append_url(out_, form.url);
    out_.push_back('"');
    append_attribute(out_, "alt", alt);
    if (!node.title.empty()) append_attribute(out_, "title", node.title);
    image_size(*node.attributes, form);
    Attributes rest = *node.attributes;
    std::erase_if(rest.pairs,
                  [](const auto& pair) { return pair.first == "width" || pair.first == "height"; });
    attributes(rest, {}, {});
    // The first image is likely on the first screen; a later one may wait (HT7).
    if (images_written_++ > 0 && !xhtml()) out_.append(" loading=\"lazy\"");
    out_.append(xhtml() ? "/>" : ">");
}

/// The size that was asked for, else the file's own.
void Mapper::image_size(const Attributes& given, const ImageForm& form) {
    bool asked = false;
    for (const auto& [key, value] : given.pairs) {
        if ((key != "width" && key != "height") || !is_pixels(value)) continue;
        append_attribute(out_, key, value);
        asked = true;
    }
    if (asked || form.width == 0 || form.height == 0) return;
    append_attribute(out_, "width", std::to_string(form.width));
    append_attribute(out_, "height", std::to_string(form.height));
}

void Mapper::image_text(const Image& node, std::string_view alt) {
    const std::string_view text = alt.empty() ? labels_.image : alt;
    const std::string_view scheme = url_scheme(node.url);
    const bool remote =
        equals_ignoring_case(scheme, "http") || equals_ignoring_case(scheme, "https");
    std::optional<std::string> url;
    if (remote && link_depth_ == 0) {
        url = options_.map_url ? options_.map_url(node.url, {}) : node.url;
    }
    if (url) {
        out_.append("<a class=\"image-missing\" href=\"");
        append_url(out_, *url);
        out_.append("\">");
        append_text(out_, text);
        out_.append("</a>");
        return;
    }
    out_.append("<span class=\"image-missing\" role=\"img\"");
    append_attribute(out_, "aria-label", text);
    out_.push_back('>');
    append_text(out_, text);
    out_.append("</span>");
}

void Mapper::span(const Span& node) {
    const std::string_view name = span_element(*node.attributes);
    Attributes given = *node.attributes;
    if (name != "span") given.classes.clear();
    out_.push_back('<');
    out_.append(name);
    attributes(given, {}, {});
    out_.push_back('>');
    inlines(node.children);
    end(name);
}

void Mapper::ruby(const Ruby& node) {
    out_.append("<ruby>");
    inlines(node.base);
    out_.append("<rp>(</rp><rt>");
    inlines(node.annotation);
    out_.append("</rt><rp>)</rp></ruby>");
}

void Mapper::raw_inline(const RawInline& node, SourcePosition where) {
    if (options_.raw_html == RawHtmlPolicy::Raw && node.format == "html") {
        out_.append(node.literal);
        return;
    }
    raw_html_.add(where);
    if (options_.raw_html == RawHtmlPolicy::Escape) append_text(out_, node.literal);
}

std::size_t Mapper::skip_dropped_element(const Inlines& nodes, std::size_t index) {
    const auto* tag = std::get_if<RawInline>(&nodes[index].node);
    if (tag == nullptr || tag->literal.starts_with("</")) return index;
    const std::string_view name = tag_name_of(tag->literal);
    if (!drops_content(name)) return index;
    // The end tag is looked for nearby only, so that a row of start tags costs no square of time.
    constexpr std::size_t kLookAhead = 256;
    const std::size_t end = std::min(nodes.size(), index + kLookAhead);
    for (std::size_t i = index + 1; i < end; ++i) {
        const auto* other = std::get_if<RawInline>(&nodes[i].node);
        if (other != nullptr && other->literal.starts_with("</") &&
            tag_name_of(other->literal) == name) {
            return i;
        }
    }
    return index;
}

}  // namespace inkstone::html
