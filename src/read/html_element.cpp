// SPDX-License-Identifier: Apache-2.0
#include "src/read/html_element.hpp"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>

#include "src/read/html_gumbo.hpp"
#include "src/read/html_tags.hpp"

namespace inkstone::read {
namespace {

/// The class of a ruby's <rt> until the <ruby> around it is made; no document can write it.
constexpr std::string_view kAnnotation("\x01rt", 3);

std::string_view trim(std::string_view text) {
    constexpr std::string_view kSpace = " \t\n\r\f";
    const std::size_t first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

void append(Inlines& out, Inlines&& more) {
    std::move(more.begin(), more.end(), std::back_inserter(out));
}

/// Elements that the writers know as a span of that class.
bool is_span_class(std::string_view name) {
    constexpr std::array<std::string_view, 7> kNames{
        "kbd", "small", "abbr", "cite", "dfn", "samp", "var"};
    return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

bool is_annotation(const Inline& node) {
    const auto* span = std::get_if<Span>(&node.node);
    return span != nullptr && span->attributes->classes.size() == 1 &&
           span->attributes->classes.front() == kAnnotation;
}

void append_ruby(Inlines&& children, SourcePosition position, Inlines& out) {
    Inlines base;
    for (Inline& child : children) {
        if (!is_annotation(child)) {
            base.push_back(std::move(child));
            continue;
        }
        Inlines annotation = std::move(std::get<Span>(child.node).children);
        const SourcePosition at = base.empty() ? position : base.front().position;
        out.push_back(Inline{.node = Ruby{std::move(base), std::move(annotation)}, .position = at});
        base.clear();
    }
    append(out, std::move(base));
}

Inline image_of(const HtmlElement& element, SourcePosition position) {
    Image image{.alt = {},
                .url = std::string(trim(element.get("src"))),
                .title = std::string(element.get("title")),
                .attributes = attributes_of(element)};
    if (const std::string_view alt = trim(element.get("alt")); !alt.empty()) {
        std::string text(alt);
        std::replace_if(
            text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
        image.alt.push_back(Inline{.node = Text{std::move(text)}, .position = position});
    }
    for (const std::string_view key : {"width", "height"}) {
        std::string_view value = trim(element.get(key));
        if (value.ends_with("px")) value.remove_suffix(2);
        if (!value.empty()) image.attributes.edit().pairs.emplace_back(key, value);
    }
    return Inline{.node = std::move(image), .position = position};
}

/// A <code> of text alone; everything else keeps its children.
bool code_text(const Inlines& children, std::string& text) {
    for (const Inline& child : children) {
        if (const auto* plain = std::get_if<Text>(&child.node)) {
            text += plain->value;
        } else if (std::holds_alternative<SoftBreak>(child.node)) {
            text += ' ';
        } else {
            return false;
        }
    }
    return !text.empty();
}

/// The node of an element that has no attributes of its own in the tree.
std::optional<Inline::Node> plain_node(std::string_view name, Inlines& children) {
    if (name == "b" || name == "strong") return Strong{std::move(children)};
    if (name == "i" || name == "em") return Emphasis{std::move(children)};
    if (name == "u" || name == "ins") return Underline{std::move(children)};
    if (name == "s" || name == "strike" || name == "del") return Strikethrough{std::move(children)};
    if (name == "mark") return Mark{std::move(children)};
    if (name == "sub") return Subscript{std::move(children)};
    if (name == "sup") return Superscript{std::move(children)};
    return std::nullopt;
}

/// <code>, <tt>, <a href>, <kbd> and the like.
std::optional<Inline::Node> node_with_attributes(const HtmlElement& element,
                                                 Attributes& attributes,
                                                 Inlines& children) {
    std::string text;
    if ((element.name == "code" || element.name == "tt") && code_text(children, text)) {
        return Code{.literal = std::move(text), .attributes = std::move(attributes)};
    }
    if (element.name == "a" && element.find("href") != nullptr) {
        return Link{.children = std::move(children),
                    .url = std::string(trim(element.get("href"))),
                    .title = std::string(element.get("title")),
                    .attributes = std::move(attributes)};
    }
    if (is_span_class(element.name)) {
        attributes.classes.assign(1, element.name);
        return Span{.children = std::move(children), .attributes = std::move(attributes)};
    }
    return std::nullopt;
}

}  // namespace

const std::string* HtmlElement::find(std::string_view key) const {
    const auto found = std::find_if(
        attributes.begin(), attributes.end(), [&](const auto& pair) { return pair.first == key; });
    return found == attributes.end() ? nullptr : &found->second;
}

std::string_view HtmlElement::get(std::string_view key) const {
    const std::string* value = find(key);
    return value == nullptr ? std::string_view{} : std::string_view(*value);
}

std::optional<HtmlElement> parse_start_tag(std::string_view tag) {
    std::optional<HtmlTag> found = next_tag(tag, 0);
    if (!found || found->closing || found->begin != 0) return std::nullopt;
    HtmlElement element{.name = std::move(found->name), .attributes = {}};
    if (found->attributes == 0) return element;
    if (!is_plain_html(tag, 1)) return std::nullopt;
    const GumboTree tree(tag);
    if (tree.root().children.length == 0) return std::nullopt;
    const auto* node = static_cast<const GumboNode*>(tree.root().children.data[0]);
    if (node->type != GUMBO_NODE_ELEMENT) return std::nullopt;
    return element_of(node->v.element);
}

bool is_inline_element(std::string_view name) {
    constexpr std::array<std::string_view, 23> kNames{
        "a",      "b",       "code", "del", "em",   "i",  "img", "ins",
        "mark",   "picture", "rb",   "rp",  "ruby", "rt", "s",   "span",
        "strike", "strong",  "sub",  "sup", "tt",   "u",  "br"};
    return is_span_class(name) || std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

Attributes attributes_of(const HtmlElement& element) {
    Attributes out;
    out.id = std::string(trim(element.get("id")));
    if (out.id.empty() && element.name == "a") out.id = std::string(trim(element.get("name")));
    if (std::any_of(out.id.begin(), out.id.end(), [](char c) {
            return static_cast<unsigned char>(c) <= ' ';
        })) {
        out.id.clear();
    }
    std::string_view rest = trim(element.get("class"));
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find_first_of(" \t\n\r\f"), rest.size());
        std::string name(rest.substr(0, end));
        if (static_cast<unsigned char>(name.front()) >= ' ') out.classes.push_back(std::move(name));
        rest = trim(rest.substr(end));
    }
    out.lang = std::string(trim(element.get("lang")));
    if (out.lang.size() > 35 ||
        out.lang.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                   "0123456789-") != std::string::npos) {
        out.lang.clear();
    }
    out.dir = lower(trim(element.get("dir")));
    if (out.dir != "ltr" && out.dir != "rtl" && out.dir != "auto") out.dir.clear();
    return out;
}

Alignment alignment_of(const HtmlElement& element) {
    std::string value = lower(trim(element.get("align")));
    if (value.empty()) {
        std::string style = lower(element.get("style"));
        std::erase_if(style, [](char c) { return static_cast<unsigned char>(c) <= ' '; });
        const std::size_t at = style.find("text-align:");
        if (at != std::string::npos && (at == 0 || style[at - 1] == ';')) {
            value = style.substr(at + 11, style.find(';', at) - at - 11);
        }
    }
    if (value == "center" || value == "middle" || element.name == "center") {
        return Alignment::Center;
    }
    if (value == "right" || value == "end") return Alignment::Right;
    if (value == "left" || value == "start") return Alignment::Left;
    return Alignment::Default;
}

void append_element(const HtmlElement& element,
                    Inlines&& children,
                    SourcePosition position,
                    Inlines& out) {
    const std::string& name = element.name;
    const auto add = [&](Inline::Node&& node) {
        out.push_back(Inline{.node = std::move(node), .position = position});
    };
    if (name == "rp") return;
    if (name == "br") return add(LineBreak{});
    if (name == "img") return out.push_back(image_of(element, position));
    if (name == "ruby") return append_ruby(std::move(children), position, out);
    if (name == "rt") {
        Attributes mark;
        mark.classes.emplace_back(kAnnotation);
        return add(Span{.children = std::move(children), .attributes = std::move(mark)});
    }
    if (name == "picture") {
        std::erase_if(children, [](const Inline& child) {
            return !std::holds_alternative<Image>(child.node);
        });
        return append(out, std::move(children));
    }
    Attributes attributes = attributes_of(element);
    if (auto node = node_with_attributes(element, attributes, children)) {
        return add(*std::move(node));
    }
    std::optional<Inline::Node> node = plain_node(name, children);
    if (attributes.empty()) return node ? add(*std::move(node)) : append(out, std::move(children));
    if (node) children.assign(1, Inline{.node = *std::move(node), .position = position});
    add(Span{.children = std::move(children), .attributes = std::move(attributes)});
}

}  // namespace inkstone::read
