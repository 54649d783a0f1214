// SPDX-License-Identifier: Apache-2.0
#include "src/read/cmark.hpp"

#include <cmark-gfm/parser.h>
#include <cmark-gfm/syntax_extension.h>

#include <array>
#include <charconv>
#include <mutex>
#include <utility>

#include "src/read/cjk_emphasis.hpp"
#include "src/read/definition_syntax.hpp"
#include "src/read/emoji.hpp"
#include "src/read/inline_syntax.hpp"
#include "src/read/marks.hpp"
#include "src/read/math_syntax.hpp"
#include "src/read/wikilinks.hpp"

namespace inkstone::read {
namespace {

using ParserHandle = std::unique_ptr<cmark_parser, CmarkFree<cmark_parser, cmark_parser_free>>;

constexpr std::array kGfmExtensions{
    std::pair{Extension::Tables, "table"},
    std::pair{Extension::Strikethrough, "strikethrough"},
    std::pair{Extension::Autolinks, "autolink"},
    std::pair{Extension::TaskLists, "tasklist"},
};

// cmark-gfm keeps one table of special characters for the process, which every parse with
// extensions changes and restores, and one unguarded registry.
std::mutex& parse_mutex() {
    static std::mutex mutex;
    return mutex;
}

Alignment to_alignment(std::uint8_t letter) {
    switch (letter) {
        case 'l':
            return Alignment::Left;
        case 'c':
            return Alignment::Center;
        case 'r':
            return Alignment::Right;
        default:
            return Alignment::Default;
    }
}

/// Ours come before those of GFM: cmark asks them in this order, and the tables take every line of
/// a paragraph from those behind them.
void attach_own_syntax(cmark_parser* parser,
                       std::string_view text,
                       bool marked,
                       const Extensions& on) {
    const auto attach = [parser](cmark_syntax_extension* extension, bool wanted) {
        if (wanted) cmark_parser_attach_syntax_extension(parser, extension);
    };
    const bool dollars = text.find('$') != std::string_view::npos;
    attach(cjk_emphasis_extension(), marked && on.has(Extension::CjkEmphasis));
    attach(math_extension(), (marked || dollars) && on.has(Extension::Math));
    attach(wikilink_extension(), marked && on.has(Extension::Wikilinks));
    attach(definition_extension(),
           on.has(Extension::DefinitionLists) && has_definition_marks(text));
    attach_inline_syntax(parser, text, on);
    attach(emoji_extension(), on.has(Extension::Emoji));
}

}  // namespace

NodeHandle parse_with_cmark(std::string_view text, const Extensions& on) {
    static std::once_flag registered;
    std::call_once(registered, cmark_gfm_core_extensions_ensure_registered);
    const std::lock_guard lock(parse_mutex());
    const int options = CMARK_OPT_VALIDATE_UTF8 |
                        (on.has(Extension::Footnotes) ? CMARK_OPT_FOOTNOTES : 0) |
                        (on.has(Extension::Smart) ? CMARK_OPT_SMART : 0);
    const ParserHandle parser(cmark_parser_new(options));
    const std::string marked = on.beyond_gfm() ? set_marks(text, on) : std::string();
    if (on.beyond_gfm()) attach_own_syntax(parser.get(), text, !marked.empty(), on);
    for (const auto& [extension, name] : kGfmExtensions) {
        if (!on.has(extension)) continue;
        cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension(name));
    }
    const std::string_view input = marked.empty() ? text : marked;
    cmark_parser_feed(parser.get(), input.data(), input.size());
    NodeHandle root(cmark_parser_finish(parser.get()));
    if (!marked.empty()) restore_marks(root.get());
    return root;
}

std::string to_string(const cmark_chunk& chunk) {
    if (chunk.len <= 0) return {};
    return {reinterpret_cast<const char*>(chunk.data), static_cast<std::size_t>(chunk.len)};
}

bool is_task(const cmark_node* item) {
    return item->extension != nullptr && std::string_view(item->extension->name) == "tasklist";
}

std::vector<Alignment> column_alignments(cmark_node* table) {
    const std::uint16_t count = cmark_gfm_extensions_get_table_columns(table);
    const std::uint8_t* letters = cmark_gfm_extensions_get_table_alignments(table);
    std::vector<Alignment> columns(count, Alignment::Default);
    for (std::size_t i = 0; letters != nullptr && i < columns.size(); ++i) {
        columns[i] = to_alignment(letters[i]);
    }
    return columns;
}

std::size_t note_index(const cmark_node* reference) {
    const auto* first = reinterpret_cast<const char*>(reference->as.literal.data);
    std::size_t number = 1;
    std::from_chars(first, first + reference->as.literal.len, number);
    return number - 1;
}

}  // namespace inkstone::read
