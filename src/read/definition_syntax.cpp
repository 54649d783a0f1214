// SPDX-License-Identifier: Apache-2.0
#include "src/read/definition_syntax.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "src/read/cmark_extension.hpp"
#include "src/read/node_tags.hpp"

namespace inkstone::read {
namespace {

constexpr int kLeastIndent = 2;
constexpr int kMostBlanks = 4;

bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

/// A term has one line.
bool is_term(const cmark_node* node) {
    if (kind_of(node) != CMARK_NODE_PARAGRAPH || node->content.size == 0) return false;
    const unsigned char* first = node->content.ptr;
    const unsigned char* last = first + node->content.size;
    return std::count(first, last, '\n') <= 1;
}

/// True where a definition may follow: `container` is the paragraph that is open, or the block that
/// holds the last one.
bool follows_term(cmark_node* container) {
    if (kind_of(container) == CMARK_NODE_PARAGRAPH) return is_term(container);
    const cmark_node* last = cmark_node_last_child(container);
    return last != nullptr && (is_term(last) || tag_of(last) == NodeTag::Definition);
}

// NOLINTNEXTLINE(readability-function-size): the parameters are those of cmark's interface.
cmark_node* open_definition(cmark_syntax_extension* extension,
                            int indented,
                            cmark_parser* parser,
                            cmark_node* container,
                            unsigned char* input,
                            int length) {
    const int first = cmark_parser_get_first_nonspace(parser);
    if (indented != 0 || first + 2 >= length || input[first] != ':') return nullptr;
    int content = first + 1;
    while (content < length && content - first <= kMostBlanks &&
           is_blank(static_cast<char>(input[content]))) {
        ++content;
    }
    const bool empty = content >= length || input[content] == '\n' || input[content] == '\r';
    if (content == first + 1 || empty || !follows_term(container)) return nullptr;
    const int column = cmark_parser_get_first_nonspace_column(parser);
    cmark_node* node =
        cmark_parser_add_child(parser, container, CMARK_NODE_BLOCK_QUOTE, column + 1);
    cmark_node_set_syntax_extension(node, extension);
    set_tag(node, NodeTag::Definition);
    const int indent = cmark_parser_get_indent(parser);
    cmark_parser_advance_offset(
        parser, reinterpret_cast<char*>(input), content - cmark_parser_get_offset(parser), 0);
    node->internal_offset = indent + cmark_parser_get_column(parser) - column;
    return node;
}

int continue_definition(cmark_syntax_extension*,
                        cmark_parser* parser,
                        unsigned char* input,
                        int /*length*/,
                        cmark_node* node) {
    if (cmark_parser_is_blank(parser) != 0) return 1;
    const int indent = cmark_parser_get_indent(parser);
    if (indent < kLeastIndent) return 0;
    cmark_parser_advance_offset(
        parser, reinterpret_cast<char*>(input), std::min(indent, node->internal_offset), 1);
    return 1;
}

void put_before(Inlines& flow, std::string_view words, SourcePosition position) {
    if (auto* text = flow.empty() ? nullptr : std::get_if<Text>(&flow.front().node)) {
        text->value.insert(0, words);
    } else {
        flow.insert(flow.begin(), Inline{Text{std::string(words)}, position});
    }
}

ExtensionHandle make_extension() {
    ExtensionHandle extension(cmark_syntax_extension_new("inkstone-definitions"));
    cmark_syntax_extension_set_open_block_func(extension.get(), open_definition);
    cmark_syntax_extension_set_match_block_func(extension.get(), continue_definition);
    return extension;
}

}  // namespace

bool has_definition_marks(std::string_view text) {
    for (std::size_t at = text.find(':'); at != std::string_view::npos;
         at = text.find(':', at + 1)) {
        if (at + 1 >= text.size() || !is_blank(text[at + 1])) continue;
        std::size_t begin = at;
        while (begin > 0 && (is_blank(text[begin - 1]) || text[begin - 1] == '>')) --begin;
        if (begin > 0 && text[begin - 1] == '\n') return true;
    }
    return false;
}

cmark_syntax_extension* definition_extension() {
    static const ExtensionHandle kExtension = make_extension();
    return kExtension.get();
}

void add_definition(Blocks& siblings, Blocks definition, SourcePosition position) {
    const auto last_list = [&siblings] {
        return siblings.empty() ? nullptr : std::get_if<DefinitionList>(&siblings.back().node);
    };
    if (DefinitionList* list = last_list()) {
        list->items.back().definitions.push_back(std::move(definition));
        return;
    }
    auto* term = siblings.empty() ? nullptr : std::get_if<Paragraph>(&siblings.back().node);
    if (term == nullptr) {
        auto* first =
            definition.empty() ? nullptr : std::get_if<Paragraph>(&definition.front().node);
        if (first != nullptr) put_before(first->children, ": ", position);
        std::move(definition.begin(), definition.end(), std::back_inserter(siblings));
        return;
    }
    DefinitionItem item{
        .term = std::move(term->children), .definitions = {}, .position = siblings.back().position};
    item.definitions.push_back(std::move(definition));
    siblings.pop_back();
    if (last_list() == nullptr) {
        const SourcePosition begin = item.position;
        siblings.push_back(Block{.node = DefinitionList{}, .position = begin});
    }
    last_list()->items.push_back(std::move(item));
}

}  // namespace inkstone::read
