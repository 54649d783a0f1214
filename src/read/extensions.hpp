// SPDX-License-Identifier: Apache-2.0
// The dialects of Markdown and their named extensions, as `-f markdown-math+smart` spells them.
#pragma once

#include <cstdint>
#include <string_view>

#include "inkstone/result.hpp"

namespace inkstone::read {

enum class Dialect { Markdown, Gfm, CommonMark };

/// One bit each. `Autolinks` are GFM's bare addresses; `Smart` is the only one that the Markdown
/// dialect leaves off.
enum class Extension : std::uint32_t {
    Tables = 1U << 0U,
    Strikethrough = 1U << 1U,
    TaskLists = 1U << 2U,
    Autolinks = 1U << 3U,
    Footnotes = 1U << 4U,
    CjkEmphasis = 1U << 5U,
    EastAsianLineBreaks = 1U << 6U,
    Alerts = 1U << 7U,
    Math = 1U << 8U,
    DefinitionLists = 1U << 9U,
    Mark = 1U << 10U,
    Subscript = 1U << 11U,
    Superscript = 1U << 12U,
    Attributes = 1U << 13U,
    Emoji = 1U << 14U,
    Wikilinks = 1U << 15U,
    HtmlAst = 1U << 16U,
    PageBreaks = 1U << 17U,
    Smart = 1U << 18U,
};

class Extensions {
public:
    constexpr Extensions() = default;
    /// Those that the dialect has on by default.
    explicit Extensions(Dialect dialect);

    [[nodiscard]] constexpr bool has(Extension it) const {
        return (bits_ & static_cast<std::uint32_t>(it)) != 0;
    }
    constexpr void set(Extension it, bool on) {
        const auto bit = static_cast<std::uint32_t>(it);
        bits_ = on ? bits_ | bit : bits_ & ~bit;
    }
    /// True when one is on that cmark-gfm does not have itself.
    [[nodiscard]] bool beyond_gfm() const;

private:
    std::uint32_t bits_ = 0;
};

/// A dialect with what was switched on and off.
struct Format {
    // NOLINTNEXTLINE(google-explicit-constructor): a dialect alone is a format.
    Format(Dialect base = Dialect::Markdown) : dialect(base), extensions(base) {}

    Dialect dialect;
    Extensions extensions;

    [[nodiscard]] bool has(Extension it) const { return extensions.has(it); }
};

/// Reads "markdown", "gfm" or "commonmark" with any number of "+name" and "-name" after it. GFM or
/// CommonMark with an extension that cmark-gfm does not know is the Markdown dialect with that
/// choice, because exactness (the promise of the other two) ends there.
/// Errors: Usage for a name that is unknown, with the nearest one as the hint.
Result<Format> parse_format(std::string_view text);

/// "markdown", "gfm", "commonmark": what a writer is told.
std::string_view name_of(Dialect dialect);

}  // namespace inkstone::read
