// SPDX-License-Identifier: Apache-2.0
#include "src/read/html_blocks.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "src/read/html_converter.hpp"
#include "src/read/html_lists.hpp"
#include "src/read/html_tags.hpp"

namespace inkstone::read {
namespace {

/// The element that stands for a Markdown block.
constexpr std::string_view kMarkdown = "<x-markdown></x-markdown>\n";

HtmlSource source_of(Blocks& part) {
    HtmlSource source;
    std::size_t line = 1;
    for (Block& block : part) {
        source.pieces.push_back({line, block.position});
        const std::size_t before = source.text.size();
        const auto* raw = std::get_if<RawBlock>(&block.node);
        if (raw != nullptr && is_plain_html(raw->literal, 1 << 20)) {
            source.text += raw->literal;
        } else {
            source.markdown.emplace(before, &block);
            source.text += kMarkdown;
        }
        const auto added = source.text.begin() + static_cast<std::ptrdiff_t>(before);
        line += static_cast<std::size_t>(std::count(added, source.text.end(), '\n'));
    }
    return source;
}

std::string_view piece_of(const GumboStringPiece& piece) {
    return piece.data == nullptr ? std::string_view{} : std::string_view(piece.data, piece.length);
}

bool is_section(std::string_view name) {
    constexpr std::array<std::string_view, 13> kNames{"section",
                                                      "article",
                                                      "header",
                                                      "footer",
                                                      "main",
                                                      "nav",
                                                      "aside",
                                                      "address",
                                                      "form",
                                                      "fieldset",
                                                      "hgroup",
                                                      "dialog",
                                                      "menu"};
    return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

bool is_name(const GumboNode& node, std::string_view name) {
    return node.type == GUMBO_NODE_ELEMENT && gumbo_normalized_tagname(node.v.element.tag) == name;
}

/// The text of <pre>; false when something else than text is in it.
bool literal_text(const GumboElement& parent, std::string& text) {
    bool plain = true;
    for_each_node(parent, [&](const GumboNode& node) {
        if (node.type == GUMBO_NODE_ELEMENT) {
            if (is_name(node, "br")) {
                text += '\n';
            } else if (is_name(node, "img") || node.v.element.tag == GUMBO_TAG_UNKNOWN) {
                plain = false;
            } else {
                plain = literal_text(node.v.element, text) && plain;
            }
        } else if (node.type != GUMBO_NODE_COMMENT && node.type != GUMBO_NODE_DOCUMENT &&
                   node.type != GUMBO_NODE_TEMPLATE) {
            text += node.v.text.text;
        }
    });
    return plain;
}

std::string_view language_class(const HtmlElement& element) {
    std::string_view classes = element.get("class");
    for (const std::string_view prefix : {"language-", "lang-"}) {
        const std::size_t at = classes.find(prefix);
        if (at == std::string_view::npos || (at > 0 && classes[at - 1] != ' ')) continue;
        const std::string_view rest = classes.substr(at + prefix.size());
        return rest.substr(0, rest.find_first_of(" \t\n"));
    }
    return {};
}

}  // namespace

void add_division(const HtmlElement& element,
                  Blocks&& content,
                  SourcePosition position,
                  Flow& flow) {
    Div div{
        .children = {}, .attributes = attributes_of(element), .alignment = alignment_of(element)};
    if (div.attributes.empty() && div.alignment == Alignment::Default) {
        flow.append(std::move(content));
        return;
    }
    if (content.empty() && div.attributes->id.empty()) return;
    div.children = std::move(content);
    flow.block(std::move(div), position);
}

SourcePosition HtmlSource::position(const GumboSourcePosition& place) const {
    const auto after = std::upper_bound(
        pieces.begin(), pieces.end(), place.line, [](std::size_t line, const Piece& piece) {
            return line < piece.line;
        });
    const Piece& piece = after == pieces.begin() ? pieces.front() : *(after - 1);
    SourcePosition out = piece.position;
    const std::size_t down = place.line > piece.line ? place.line - piece.line : 0;
    out.line += static_cast<std::uint32_t>(down);
    if (place.column > 0) out.column += place.column - 1;
    return out;
}

void HtmlConverter::children(const GumboElement& parent, Flow& flow, Scope scope) {
    for_each_node(parent, [&](const GumboNode& child) { node(child, flow, scope); });
}

Blocks HtmlConverter::blocks(const GumboElement& parent, Scope scope) {
    Flow flow;
    ++scope.depth;
    children(parent, flow, scope);
    flow.end_line();
    return std::move(flow.blocks);
}

Inlines HtmlConverter::inlines(const GumboElement& parent, Scope scope) {
    Flow flow;
    ++scope.depth;
    children(parent, flow, scope);
    return flat_inlines(std::move(flow));
}

void HtmlConverter::node(const GumboNode& node, Flow& flow, Scope scope) {
    switch (node.type) {
        case GUMBO_NODE_ELEMENT:
            element(node.v.element, flow, scope);
            return;
        case GUMBO_NODE_TEXT:
        case GUMBO_NODE_CDATA:
        case GUMBO_NODE_WHITESPACE:
            flow.text(node.v.text.text, source_.position(node.v.text.start_pos));
            return;
        case GUMBO_NODE_DOCUMENT:
        case GUMBO_NODE_COMMENT:
        case GUMBO_NODE_TEMPLATE:
            return;
    }
}

void HtmlConverter::element(const GumboElement& parsed, Flow& flow, Scope scope) {
    const std::string_view tag = piece_of(parsed.original_tag);
    if (!tag.empty()) {
        const auto found =
            source_.markdown.find(static_cast<std::size_t>(tag.data() - source_.text.data()));
        if (found != source_.markdown.end()) {
            flow.end_line();
            resolver_.below(*found->second, scope.depth + 1);
            flow.blocks.push_back(std::move(*found->second));
            return;
        }
    }
    const HtmlElement element = element_of(parsed);
    if (block_element(parsed, element, flow, scope)) return;
    if (container(parsed, element, flow, scope)) return;
    const bool ruby_part = element.name == "rt" || element.name == "rp";
    if (is_inline_element(element.name) && (!ruby_part || scope.in_ruby)) {
        inline_element(parsed, element, flow, scope);
    } else {
        raw_element(parsed, element, flow, scope);
    }
}

/// Elements that become one block of another kind than a container.
bool HtmlConverter::block_element(const GumboElement& parsed,
                                  const HtmlElement& element,
                                  Flow& flow,
                                  Scope scope) {
    const std::string& name = element.name;
    const SourcePosition where = position(parsed);
    if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6') {
        flow.end_line();
        Blocks content;
        content.push_back(Block{.node = Heading{.level = name[1] - '0',
                                                .children = inlines(parsed, scope),
                                                .attributes = attributes_of(element)},
                                .position = where});
        HtmlElement place{.name = "div", .attributes = element.attributes};
        std::erase_if(place.attributes, [](const auto& pair) {
            return pair.first != "align" && pair.first != "style";
        });
        add_division(place, std::move(content), where, flow);
        return true;
    }
    if (name == "hr") {
        flow.block(ThematicBreak{}, where);
    } else if (name == "ul" || name == "ol") {
        list(parsed, element, flow, scope);
    } else if (name == "dl") {
        DefinitionList items;
        definitions(parsed, items, scope);
        if (!items.items.empty()) flow.block(std::move(items), where);
    } else if (name == "table") {
        return table(parsed, flow, scope);
    } else if (name == "pre") {
        return code(parsed, element, flow);
    } else if (name == "figure") {
        figure(parsed, flow, scope);
    } else if (name == "details") {
        details(parsed, element, flow, scope);
    } else {
        return false;
    }
    return true;
}

bool HtmlConverter::container(const GumboElement& parsed,
                              const HtmlElement& element,
                              Flow& flow,
                              Scope scope) {
    const std::string& name = element.name;
    const SourcePosition where = position(parsed);
    if (name == "p" || name == "div" || name == "center" || name == "pre") {
        flow.end_line();
        add_division(element, blocks(parsed, scope), where, flow);
        return true;
    }
    if (name == "blockquote") {
        flow.end_line();
        flow.block(BlockQuote{blocks(parsed, scope)}, where);
        return true;
    }
    // Parts that have lost what they belong to.
    constexpr std::array<std::string_view, 14> kParts{"li",
                                                      "dt",
                                                      "dd",
                                                      "summary",
                                                      "figcaption",
                                                      "caption",
                                                      "table",
                                                      "thead",
                                                      "tbody",
                                                      "tfoot",
                                                      "tr",
                                                      "td",
                                                      "th",
                                                      "colgroup"};
    if (std::find(kParts.begin(), kParts.end(), name) == kParts.end()) return false;
    flow.append(blocks(parsed, scope));
    return true;
}

void HtmlConverter::inline_element(const GumboElement& parsed,
                                   const HtmlElement& element,
                                   Flow& flow,
                                   Scope scope) {
    const bool link = element.name == "a" && element.find("href") != nullptr;
    Scope inner = scope;
    ++inner.depth;
    inner.in_ruby = scope.in_ruby || element.name == "ruby";
    inner.in_link = scope.in_link || link;
    Flow content;
    children(parsed, content, inner);
    const SourcePosition where = position(parsed);
    if (link && scope.in_link) {  // a link within a link is none
        flow.append(std::move(content.blocks));
        std::move(content.line.begin(), content.line.end(), std::back_inserter(flow.line));
        return;
    }
    if (content.blocks.empty()) {
        // White space at the ends of a link is no part of it.
        const bool begins = link && starts_blank(content.line);
        const bool ends = link && ends_blank(content.line);
        if (link) tidy_line(content.line);
        if (begins) flow.line.push_back(Inline{.node = SoftBreak{}, .position = where});
        append_element(element, std::move(content.line), where, flow.line);
        if (ends) flow.line.push_back(Inline{.node = SoftBreak{}, .position = where});
        return;
    }
    // An inline element around blocks holds for the text of each of them.
    content.end_line();
    flow.end_line();
    HtmlElement again = element;
    for (Block& block : content.blocks) {
        Inlines* text = nullptr;
        if (auto* paragraph = std::get_if<Paragraph>(&block.node)) text = &paragraph->children;
        if (auto* heading = std::get_if<Heading>(&block.node)) text = &heading->children;
        if (text != nullptr) {
            Inlines wrapped;
            append_element(again, std::move(*text), block.position, wrapped);
            *text = std::move(wrapped);
            std::erase_if(again.attributes, [](const auto& pair) {
                return pair.first == "id" || pair.first == "name";
            });
        }
        flow.blocks.push_back(std::move(block));
    }
}

/// An element that the tree does not know: its tags as typed, around what is in it.
void HtmlConverter::raw_element(const GumboElement& parsed,
                                const HtmlElement& element,
                                Flow& flow,
                                Scope scope) {
    const bool section = is_section(element.name);
    const auto tag = [&](std::string_view literal) {
        if (literal.empty()) return;
        if (section) {
            flow.block(RawBlock{.format = "html", .literal = std::string(literal) + "\n"},
                       position(parsed));
        } else {
            flow.line.push_back(
                Inline{.node = RawInline{.format = "html", .literal = std::string(literal)},
                       .position = position(parsed)});
        }
    };
    tag(piece_of(parsed.original_tag));
    ++scope.depth;
    children(parsed, flow, scope);
    if (!is_void_element(element.name)) tag(piece_of(parsed.original_end_tag));
}

void HtmlConverter::list(const GumboElement& parsed,
                         const HtmlElement& element,
                         Flow& flow,
                         Scope scope) {
    List list = list_of(element);
    ++scope.depth;
    for_each_node(parsed, [&](const GumboNode& child) {
        Flow content;
        if (is_name(child, "li")) {
            content.blocks = blocks(child.v.element, scope);
            list.items.push_back(ListItem{.children = std::move(content.blocks),
                                          .checked = {},
                                          .position = position(child.v.element)});
        } else {
            node(child, content, scope);
            content.end_line();
            if (content.blocks.empty()) return;
            if (list.items.empty()) {
                list.items.push_back(
                    ListItem{.children = {}, .checked = {}, .position = position(parsed)});
            }
            Blocks& last = list.items.back().children;
            std::move(content.blocks.begin(), content.blocks.end(), std::back_inserter(last));
        }
    });
    set_tightness(list);
    if (!list.items.empty()) flow.block(std::move(list), position(parsed));
}

void HtmlConverter::definitions(const GumboElement& parsed, DefinitionList& list, Scope scope) {
    ++scope.depth;
    for_each_node(parsed, [&](const GumboNode& child) {
        if (is_name(child, "dt")) {
            list.items.push_back(DefinitionItem{.term = inlines(child.v.element, scope),
                                                .definitions = {},
                                                .position = position(child.v.element)});
            return;
        }
        if (is_name(child, "div")) {
            definitions(child.v.element, list, scope);
            return;
        }
        Blocks content;
        if (is_name(child, "dd")) {
            content = blocks(child.v.element, scope);
        } else {
            Flow flow;
            node(child, flow, scope);
            flow.end_line();
            content = std::move(flow.blocks);
        }
        if (content.empty()) return;
        if (list.items.empty()) {
            list.items.push_back(
                DefinitionItem{.term = {}, .definitions = {}, .position = position(parsed)});
        }
        list.items.back().definitions.push_back(std::move(content));
    });
}

void HtmlConverter::details(const GumboElement& parsed,
                            const HtmlElement& element,
                            Flow& flow,
                            Scope scope) {
    Details made;
    made.open = element.find("open") != nullptr;
    Flow content;
    ++scope.depth;
    bool summary = false;
    for_each_node(parsed, [&](const GumboNode& child) {
        if (!summary && is_name(child, "summary")) {
            summary = true;
            made.summary = inlines(child.v.element, scope);
        } else {
            node(child, content, scope);
        }
    });
    content.end_line();
    made.children = std::move(content.blocks);
    flow.block(std::move(made), position(parsed));
}

void HtmlConverter::figure(const GumboElement& parsed, Flow& flow, Scope scope) {
    Figure made;
    Flow content;
    ++scope.depth;
    for_each_node(parsed, [&](const GumboNode& child) {
        if (made.caption.empty() && is_name(child, "figcaption")) {
            made.caption = inlines(child.v.element, scope);
        } else {
            node(child, content, scope);
        }
    });
    content.end_line();
    made.children = std::move(content.blocks);
    if (!made.children.empty() || !made.caption.empty()) {
        flow.block(std::move(made), position(parsed));
    }
}

bool HtmlConverter::code(const GumboElement& parsed, const HtmlElement& element, Flow& flow) {
    CodeBlock made;
    if (!literal_text(parsed, made.literal)) return false;
    std::string_view language = language_class(element);
    if (language.empty()) language = element.get("lang");
    for_each_node(parsed, [&](const GumboNode& child) {
        if (language.empty() && is_name(child, "code")) {
            made.info = language_class(element_of(child.v.element));
        }
    });
    if (!language.empty()) made.info = language;
    made.attributes.edit().id = attributes_of(element).id;
    if (!made.literal.ends_with('\n')) made.literal += '\n';
    flow.block(std::move(made), position(parsed));
    return true;
}

std::optional<Blocks> convert_html(Blocks& part, int depth, int max_depth, HtmlResolver& resolver) {
    const HtmlSource source = source_of(part);
    if (!is_plain_html(source.text, max_depth - depth)) return std::nullopt;
    const GumboTree tree(source.text);
    Flow flow;
    HtmlConverter converter(source, resolver);
    converter.children(tree.root(), flow, {.depth = depth});
    flow.end_line();
    return std::move(flow.blocks);
}

}  // namespace inkstone::read
