// SPDX-License-Identifier: Apache-2.0
// One HTML element with the attributes that it was given, and the inline node that it stands for:
// the same for tags between Markdown and for elements of an HTML block.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "inkstone/ast.hpp"

namespace inkstone::read {

struct HtmlElement {
    std::string name;  ///< lower case
    std::vector<std::pair<std::string, std::string>> attributes;

    [[nodiscard]] const std::string* find(std::string_view key) const;
    /// The value, or "" without one.
    [[nodiscard]] std::string_view get(std::string_view key) const;
};

/// The element of one start tag as typed.
std::optional<HtmlElement> parse_start_tag(std::string_view tag);

/// Inline elements that become nodes.
bool is_inline_element(std::string_view name);

/// id, class, lang, dir. The old `name` of an anchor is an id.
Attributes attributes_of(const HtmlElement& element);

/// `align` or the text-align of `style`.
Alignment alignment_of(const HtmlElement& element);

/// Appends what an inline element stands for: a node around `children`, or `children` alone.
void append_element(const HtmlElement& element,
                    Inlines&& children,
                    SourcePosition position,
                    Inlines& out);

}  // namespace inkstone::read
