// SPDX-License-Identifier: Apache-2.0
#include "src/read/extensions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <utility>

#include "src/text/nearest_name.hpp"

namespace inkstone::read {
namespace {

using Row = std::pair<std::string_view, Extension>;

constexpr std::array kNames{
    Row{"tables", Extension::Tables},
    Row{"strikethrough", Extension::Strikethrough},
    Row{"task_lists", Extension::TaskLists},
    Row{"autolinks", Extension::Autolinks},
    Row{"footnotes", Extension::Footnotes},
    Row{"cjk_emphasis", Extension::CjkEmphasis},
    Row{"east_asian_line_breaks", Extension::EastAsianLineBreaks},
    Row{"alerts", Extension::Alerts},
    Row{"math", Extension::Math},
    Row{"definition_lists", Extension::DefinitionLists},
    Row{"mark", Extension::Mark},
    Row{"subscript", Extension::Subscript},
    Row{"superscript", Extension::Superscript},
    Row{"attributes", Extension::Attributes},
    Row{"emoji", Extension::Emoji},
    Row{"wikilinks", Extension::Wikilinks},
    Row{"html_ast", Extension::HtmlAst},
    Row{"page_breaks", Extension::PageBreaks},
    Row{"smart", Extension::Smart},
};
/// The first rows are what GFM adds to CommonMark.
constexpr std::size_t kOfGfm = 5;

constexpr std::array<std::string_view, 3> kDialects{"markdown", "gfm", "commonmark"};

/// Other tools' names for the same.
constexpr std::array kAliases{
    Row{"pipe_tables", Extension::Tables},
    Row{"strikeout", Extension::Strikethrough},
    Row{"autolink_bare_uris", Extension::Autolinks},
    Row{"tex_math_dollars", Extension::Math},
    Row{"wikilinks_title_after_pipe", Extension::Wikilinks},
};

Result<Dialect> dialect_named(std::string_view name) {
    const auto* found = std::find(kDialects.begin(), kDialects.end(), name);
    if (found != kDialects.end()) return static_cast<Dialect>(found - kDialects.begin());
    std::string hint = spelling_hint(name, kDialects);
    if (hint.empty()) hint = "the input formats are markdown, gfm, commonmark";
    return fail(ErrorKind::Usage, fmt::format("unknown input format '{}'", name), std::move(hint));
}

Result<Extension> extension_named(std::string_view name) {
    const auto named = [name](const Row& row) { return row.first == name; };
    const auto* found = std::find_if(kNames.begin(), kNames.end(), named);
    if (found != kNames.end()) return found->second;
    const auto* alias = std::find_if(kAliases.begin(), kAliases.end(), named);
    if (alias != kAliases.end()) return alias->second;
    std::array<std::string_view, kNames.size()> names;
    std::transform(
        kNames.begin(), kNames.end(), names.begin(), [](const Row& row) { return row.first; });
    std::string hint = spelling_hint(name, names);
    if (hint.empty()) hint = fmt::format("the extensions are {}", fmt::join(names, ", "));
    return fail(ErrorKind::Usage,
                fmt::format("unknown extension '{}' of the input format", name),
                std::move(hint));
}

}  // namespace

Extensions::Extensions(Dialect dialect) {
    const bool ours = dialect == Dialect::Markdown;
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        const Extension it = kNames[i].second;
        const bool gfm = i < kOfGfm && dialect != Dialect::CommonMark;
        set(it, gfm || (ours && it != Extension::Smart));
    }
}

bool Extensions::beyond_gfm() const {
    return std::any_of(
        kNames.begin() + kOfGfm, kNames.end(), [this](const Row& row) { return has(row.second); });
}

Result<Format> parse_format(std::string_view text) {
    std::size_t end = std::min(text.find_first_of("+-"), text.size());
    const Result<Dialect> dialect = dialect_named(text.substr(0, end));
    if (!dialect) return fail(dialect.error());
    Format format(*dialect);
    while (end < text.size()) {
        const bool on = text[end] == '+';
        text.remove_prefix(end + 1);
        end = std::min(text.find_first_of("+-"), text.size());
        const Result<Extension> extension = extension_named(text.substr(0, end));
        if (!extension) return fail(extension.error());
        format.extensions.set(*extension, on);
    }
    if (format.extensions.beyond_gfm()) format.dialect = Dialect::Markdown;
    return format;
}

std::string_view name_of(Dialect dialect) {
    return kDialects[static_cast<std::size_t>(dialect)];
}

}  // namespace inkstone::read
