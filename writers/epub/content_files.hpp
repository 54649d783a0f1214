// SPDX-License-Identifier: Apache-2.0
// The text of a book: one XHTML file a chapter, and the title page (output requirements EP5, EP6).
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "inkstone/ast.hpp"
#include "inkstone/diagnostics.hpp"
#include "writers/epub/archive.hpp"
#include "writers/epub/book.hpp"
#include "writers/html/mapping.hpp"
#include "writers/html/raw_html.hpp"

namespace inkstone::epub {

struct ContentOptions {
    html::RawHtmlPolicy raw_html = html::RawHtmlPolicy::Safe;
    bool highlight = true;  ///< colour code by classes
    /// As html::MappingOptions::map_image; unset: images are shown by their text.
    std::function<std::optional<html::ImageForm>(const Image&, SourcePosition)> map_image{};
    std::string cover{};  ///< path of the cover picture below the EPUB folder; empty: none
};

/// Renders the title page (when the book has one) and all chapters, names below "EPUB/". Says in
/// `math_chapters` which chapters hold formulas.
std::vector<Entry> content_files(const Document& document,
                                 const Book& book,
                                 const ContentOptions& options,
                                 std::set<std::size_t>& math_chapters,
                                 Diagnostics& diagnostics);

}  // namespace inkstone::epub
