// SPDX-License-Identifier: Apache-2.0
// The plan of a book before a byte is written: which blocks go to which file, what every id and
// link becomes, what the table of contents says (EPUB 3.3; output requirements EP3, EP4).
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "inkstone/ast.hpp"

namespace inkstone::epub {

/// One content file. `path` is relative to the EPUB folder.
struct Chapter {
    std::string path;
    std::span<const Block> blocks;
    std::string title;
    std::string heading_id;  ///< id of the first heading; empty when the file has none
};

/// One heading of the book in reading order.
struct NavPoint {
    int level = 1;  ///< repaired: the first is 1 and none is deeper than its predecessor by two
    std::string text;
    std::string id;
    std::size_t chapter = 0;
};

/// Where an id of the document went.
struct Target {
    std::size_t chapter = 0;
    std::string id;
};

struct Book {
    std::vector<Chapter> chapters;
    std::vector<NavPoint> points;
    std::unordered_map<const Heading*, std::size_t> point_of;
    std::unordered_map<std::string, Target> targets;
    bool has_title_page = false;

    /// The link to `target` from `chapter`: "#id" in the same file, otherwise "chNN.xhtml#id".
    [[nodiscard]] std::string link_to(const Target& target, std::size_t chapter) const;
};

/// Plans `document`, which must outlive the book. There is always one chapter. `split_level`: see
/// split_chapters.
Book plan_book(const Document& document, int split_level = 0);

}  // namespace inkstone::epub
