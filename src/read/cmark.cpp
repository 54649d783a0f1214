// SPDX-License-Identifier: Apache-2.0
#include "src/read/cmark.hpp"

#include <cmark-gfm/parser.h>
#include <cmark-gfm/syntax_extension.h>

#include <array>
#include <charconv>
#include <mutex>

#include "src/read/cjk_emphasis.hpp"
#include "src/read/math_syntax.hpp"

namespace inkstone::read {
namespace {

using ParserHandle = std::unique_ptr<cmark_parser, CmarkFree<cmark_parser, cmark_parser_free>>;

constexpr std::array kExtensions{"table", "strikethrough", "autolink", "tagfilter", "tasklist"};

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

}  // namespace

NodeHandle parse_with_cmark(std::string_view text, Dialect dialect, bool with_tables) {
    static std::once_flag registered;
    std::call_once(registered, cmark_gfm_core_extensions_ensure_registered);
    const std::lock_guard lock(parse_mutex());
    const bool extended = dialect != Dialect::CommonMark;
    const int options = CMARK_OPT_VALIDATE_UTF8 | (extended ? CMARK_OPT_FOOTNOTES : 0);
    const ParserHandle parser(cmark_parser_new(options));
    std::string marked;
    if (dialect == Dialect::Markdown) {
        marked = mark_cjk_emphasis(text);
        if (!marked.empty()) {
            cmark_parser_attach_syntax_extension(parser.get(), cjk_emphasis_extension());
        }
        // Before the tables, which take every line of a paragraph from those behind them.
        mark_math(text, marked);
        if (!marked.empty() || text.find('$') != std::string_view::npos) {
            cmark_parser_attach_syntax_extension(parser.get(), math_extension());
        }
    }
    if (extended) {
        for (const char* name : kExtensions) {
            if (!with_tables && name == kExtensions.front()) continue;
            cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension(name));
        }
    }
    if (marked.empty()) {
        cmark_parser_feed(parser.get(), text.data(), text.size());
        return NodeHandle(cmark_parser_finish(parser.get()));
    }
    cmark_parser_feed(parser.get(), marked.data(), marked.size());
    NodeHandle root(cmark_parser_finish(parser.get()));
    restore_marks(root.get());
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
