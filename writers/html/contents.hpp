// SPDX-License-Identifier: Apache-2.0
// The list of contents of a page, and who asks for one.
#pragma once

#include <array>
#include <string>

#include "inkstone/ast.hpp"
#include "inkstone/options.hpp"

namespace inkstone::html {

/// The options of contents, in the words of the pdf writer's.
inline constexpr std::array<OptionSpec, 2> kContentsOptions{{
    {"toc", OptionKind::Flag, "false", "", "contents; a PDF has them unasked when it is long"},
    {"toc-depth", OptionKind::Integer, "3", "", "levels of headings in the contents (1 to 6)"},
}};

struct ContentsWish {
    bool wanted = false;
    int depth = 3;  ///< levels of headings, 1 to 6
};
/// The options, else the front matter's keys of the same names.
ContentsWish contents_wish(const OptionValues& values, const Metadata& meta);

/// `<nav>` with nested lists of links to the headings down to `depth` levels; empty when there are
/// none. Levels are counted as they nest: a skipped level makes no empty list.
std::string contents_nav(const Document& document, int depth);

}  // namespace inkstone::html
