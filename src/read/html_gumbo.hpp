// SPDX-License-Identifier: Apache-2.0
// A tree of the HTML parser, owned. Included by the HTML files of src/read only.
#pragma once

#include <gumbo.h>

#include <string>
#include <string_view>

#include "src/read/html_element.hpp"

namespace inkstone::read {

/// `html` as the content of a <body>; it must outlive the tree.
class GumboTree {
public:
    explicit GumboTree(std::string_view html) : options_(kGumboDefaultOptions) {
        options_.fragment_context = GUMBO_TAG_BODY;
        options_.max_errors = 0;
        output_ = gumbo_parse_with_options(&options_, html.data(), html.size());
    }
    ~GumboTree() { gumbo_destroy_output(&options_, output_); }
    GumboTree(const GumboTree&) = delete;
    GumboTree& operator=(const GumboTree&) = delete;
    GumboTree(GumboTree&&) = delete;
    GumboTree& operator=(GumboTree&&) = delete;

    const GumboElement& root() const { return output_->root->v.element; }

private:
    GumboOptions options_;
    GumboOutput* output_;
};

/// Name and attributes of a parsed element.
inline HtmlElement element_of(const GumboElement& parsed) {
    HtmlElement element;
    element.name = gumbo_normalized_tagname(parsed.tag);
    if (element.name.empty() && parsed.original_tag.data != nullptr) {
        GumboStringPiece piece = parsed.original_tag;
        gumbo_tag_from_original_text(&piece);
        for (std::size_t i = 0; i < piece.length; ++i) {
            const char c = piece.data[i];
            element.name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    for (unsigned i = 0; i < parsed.attributes.length; ++i) {
        const auto* attribute = static_cast<const GumboAttribute*>(parsed.attributes.data[i]);
        element.attributes.emplace_back(attribute->name, attribute->value);
    }
    return element;
}

}  // namespace inkstone::read
