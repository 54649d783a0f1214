// SPDX-License-Identifier: Apache-2.0
// The standalone page around a mapped body (output requirements HT1, HT4).
#pragma once

#include <string>
#include <string_view>

#include "inkstone/ast.hpp"
#include "src/ast/labels.hpp"

namespace inkstone::html {

/// What the frame needs beside the document.
struct PageParts {
    std::string_view content_id;  ///< id of <main>, target of the skip link
    std::string_view contents;    ///< a <nav> before the text; may be empty
    std::string_view body;        ///< the mapped blocks and notes
    std::string_view style;       ///< the page's own style sheet
    std::string_view user_css;    ///< appended to it; may be empty
};

/// Whether the page shows the title above the text: not when the text begins with it.
bool has_title_block(const Metadata& meta);

/// The whole page from doctype to </html>.
std::string render_page(const Document& document, const PageParts& parts);

}  // namespace inkstone::html
