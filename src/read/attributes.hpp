// SPDX-License-Identifier: Apache-2.0
// `{#id .class key=value}`: the attribute syntax of pandoc and PHP Markdown Extra.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "inkstone/ast.hpp"

namespace inkstone::read {

struct ParsedAttributes {
    Attributes attributes;
    std::size_t length = 0;  ///< bytes with both braces
};

/// The attributes that `text` begins with: at least one of `#id`, `.class`, `key=value` and
/// `key="value"`, parted by blanks, in braces on one line. `lang` and `dir` have fields of their
/// own, and so have `id=` and `class=`.
std::optional<ParsedAttributes> parse_attributes(std::string_view text);

/// Adds `more` to the attributes of a node: an id replaces, classes and pairs join.
void merge_attributes(NodeAttributes& node, Attributes more);

/// Takes attributes out of the info string of fenced code: `{.python #id}`, where the first class
/// is the language, or braces after the language.
Attributes take_info_attributes(std::string& info);

/// A byte in the text of one node of a list of inlines.
struct FlowPlace {
    std::size_t node = 0;
    std::size_t byte = 0;
};

/// Gives attributes to what stands before them, the last of `flow`: a link, an image, code, or the
/// text between brackets, which becomes a Span. False when there is no such thing: then the braces
/// are text. `searched` says how far brackets were searched for in vain, kept from call to call
/// for one list of inlines.
bool apply_attributes(Inlines& flow, Attributes attributes, FlowPlace& searched);

}  // namespace inkstone::read
