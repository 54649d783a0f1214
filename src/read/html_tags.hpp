// SPDX-License-Identifier: Apache-2.0
// Tags in raw HTML, found without building a tree: which blocks belong together, and whether a text
// may be given to the HTML parser at all (its cost grows with the depth of what is left open).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "inkstone/ast.hpp"

namespace inkstone::read {

/// `<name …>` or `</name>` in a text of HTML: bytes [begin, end).
struct HtmlTag {
    std::string name;  ///< lower case
    bool closing = false;
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t attributes = 0;  ///< at least as many as it has
};

/// The first tag at or after `from`; comments and declarations are skipped.
std::optional<HtmlTag> next_tag(std::string_view html, std::size_t from);

/// Elements without content or end tag.
bool is_void_element(std::string_view name);

/// True when the HTML parser takes linear time and at most `max_depth` levels for `html`, and
/// nothing in it is for programs (scripts, styles, forms of other languages).
bool is_plain_html(std::string_view html, int max_depth);

/// First and last of sibling blocks.
using HtmlRuns = std::vector<std::pair<std::size_t, std::size_t>>;

/// The sibling blocks that one run of HTML elements spans; a complete HTML block is a
/// run of one. Runs do not overlap and stand in order; HTML that closes or opens nothing here is
/// in none.
HtmlRuns html_runs(const Blocks& siblings);

}  // namespace inkstone::read
