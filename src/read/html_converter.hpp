// SPDX-License-Identifier: Apache-2.0
// The walk over the HTML parser's tree that makes blocks; tables are in html_table.cpp.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "src/read/html_ast.hpp"
#include "src/read/html_flow.hpp"
#include "src/read/html_gumbo.hpp"

namespace inkstone::read {

/// The text that the parser gets, and where its parts came from. A Markdown block is one empty
/// element in it, known by its place, so that no document can write one.
struct HtmlSource {
    struct Piece {
        std::size_t line;  ///< of `text`, from 1
        SourcePosition position;
    };
    std::string text;
    std::vector<Piece> pieces;
    std::map<std::size_t, Block*> markdown;  ///< by offset in `text`

    [[nodiscard]] SourcePosition position(const GumboSourcePosition& place) const;
};

class HtmlConverter {
public:
    HtmlConverter(const HtmlSource& source, HtmlResolver& resolver)
        : source_(source), resolver_(resolver) {}

    /// What surrounds a node.
    struct Scope {
        int depth = 0;
        bool in_ruby = false;
        bool in_link = false;
    };

    void children(const GumboElement& parent, Flow& flow, Scope scope);
    Blocks blocks(const GumboElement& parent, Scope scope);
    Inlines inlines(const GumboElement& parent, Scope scope);
    /// html_table.cpp. False when the table is too large to be one.
    bool table(const GumboElement& parsed, Flow& flow, Scope scope);

    [[nodiscard]] SourcePosition position(const GumboElement& parsed) const {
        return source_.position(parsed.start_pos);
    }

private:
    void node(const GumboNode& node, Flow& flow, Scope scope);
    void element(const GumboElement& parsed, Flow& flow, Scope scope);
    bool block_element(const GumboElement& parsed, const HtmlElement& element, Flow& flow, Scope);
    bool container(const GumboElement& parsed, const HtmlElement& element, Flow& flow, Scope);
    void inline_element(const GumboElement& parsed, const HtmlElement& element, Flow&, Scope);
    void raw_element(const GumboElement& parsed, const HtmlElement& element, Flow&, Scope);
    void list(const GumboElement& parsed, const HtmlElement& element, Flow& flow, Scope scope);
    void definitions(const GumboElement& parsed, DefinitionList& list, Scope scope);
    void details(const GumboElement& parsed, const HtmlElement& element, Flow& flow, Scope);
    void figure(const GumboElement& parsed, Flow& flow, Scope scope);
    bool code(const GumboElement& parsed, const HtmlElement& element, Flow& flow);

    const HtmlSource& source_;
    HtmlResolver& resolver_;
};

/// The child elements and other nodes of a parsed element.
template <class Use>
void for_each_node(const GumboElement& parent, Use&& use) {
    for (unsigned i = 0; i < parent.children.length; ++i) {
        use(*static_cast<const GumboNode*>(parent.children.data[i]));
    }
}

/// A Div when `element` says something about its content, else the content alone.
void add_division(const HtmlElement& element, Blocks&& content, SourcePosition position, Flow&);

}  // namespace inkstone::read
