// SPDX-License-Identifier: Apache-2.0
// What the tables say of a language. Private to this folder.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "src/highlight/highlight.hpp"

namespace inkstone::highlight {

/// How a text is read: by the rules of its row (Code), or by a reader of its own.
enum class Mode : std::uint8_t { Code, Markup, Markdown, Latex, Diff, Http, Console, Make };

/// A string, character or regular expression between two delimiters.
struct StringRule {
    std::string_view open;
    std::string_view close;
    char escape = '\\';    ///< takes the next byte with it; 0: nothing does
    bool lines = false;    ///< may go on over line ends
    bool doubled = false;  ///< `close` twice stands for itself
};

struct CommentRule {
    std::string_view open;
    std::string_view close;
};

/// Peculiarities, as bits.
enum Trait : std::uint32_t {
    IgnoreCase = 1U << 0U,       ///< keywords in any case
    NestedComments = 1U << 1U,   ///< block comments nest
    Preprocessor = 1U << 2U,     ///< `#word` at the start of a line is a keyword
    Decorator = 1U << 3U,        ///< `@word` is a keyword
    CharLiteral = 1U << 4U,      ///< 'c' is a string, a lone ' is not
    Regex = 1U << 5U,            ///< /…/ where an operand stands
    Heredoc = 1U << 6U,          ///< <<WORD … WORD
    RawCpp = 1U << 7U,           ///< R"x(…)x"
    RawHash = 1U << 8U,          ///< r#"…"# (Rust), #"…"# (Swift)
    Template = 1U << 9U,         ///< `…${…}…`
    HashAfterBlank = 1U << 10U,  ///< a line comment begins a word: "a#b" holds none
    Transpose = 1U << 11U,       ///< ' after an operand is an operator
    FirstWord = 1U << 12U,       ///< the first word of a statement is a keyword
    KeywordsFirst = 1U << 13U,   ///< keywords count at the start of a line only
    KeyColon = 1U << 14U,        ///< `key:` at the start of a line (YAML)
    KeyEquals = 1U << 15U,       ///< `key =` and `[section]` at the start of a line (TOML, INI)
    KeyString = 1U << 16U,       ///< a string before a colon is a key (JSON)
    Property = 1U << 17U,        ///< `name:` within braces is a key; #fff is a number (CSS)
    ValueStart = 1U << 18U,      ///< strings, numbers and keywords only where a value begins
    LongBrackets = 1U << 19U,    ///< [[…]], [=[…]=], and comments --[[…]] (Lua)
    BackslashChar = 1U << 20U,   ///< \c is a character (Lisp family)
    PercentString = 1U << 21U,   ///< %w[…], %q(…) (Ruby)
    Sigil = 1U << 22U,           ///< a $, @ or % before a name keeps it from being a keyword
};

struct Language {
    /// Names and aliases in lower case, separated by blanks.
    std::string_view names;
    std::string_view keywords;
    std::string_view line_comments{};
    std::span<const CommentRule> comments{};
    std::span<const StringRule> strings{};
    std::uint32_t traits = 0;
    /// Bytes beside letters, digits, `_` that belong to words.
    std::string_view word_marks{};
    /// Words that may stand before a quote as part of the string.
    std::string_view prefixes{};
    Mode mode = Mode::Code;

    [[nodiscard]] constexpr bool has(Trait trait) const noexcept { return (traits & trait) != 0; }
};

/// The row of `name` (any case), or null.
const Language* find_language(std::string_view name) noexcept;

// The tables, a file each.
std::span<const Language> braces_languages() noexcept;
std::span<const Language> script_languages() noexcept;
std::span<const Language> other_languages() noexcept;
std::span<const Language> data_languages() noexcept;

/// Collects tokens in order. Neighbours of one class become one.
class TokenList {
public:
    void add(std::size_t begin, std::size_t end, TokenClass kind) {
        if (begin >= end) return;
        if (!tokens_.empty() && tokens_.back().end == begin && tokens_.back().kind == kind) {
            tokens_.back().end = end;
            return;
        }
        tokens_.push_back({begin, end, kind});
    }
    std::vector<Token> take() { return std::move(tokens_); }

private:
    std::vector<Token> tokens_;
};

/// Each reader handles code[begin, end) and adds what it finds to `out`.
void read_code(const Language& language,
               std::string_view code,
               std::size_t begin,
               std::size_t end,
               TokenList& out);
void read_markup(std::string_view code, TokenList& out);
void read_markdown(std::string_view code, TokenList& out);
void read_latex(std::string_view code, TokenList& out);
void read_diff(std::string_view code, TokenList& out);
void read_http(std::string_view code, TokenList& out);
void read_console(std::string_view code, TokenList& out);
void read_make(const Language& language, std::string_view code, TokenList& out);

constexpr bool is_alpha(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}
constexpr bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}
constexpr bool is_blank(char c) noexcept {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}
/// The end of the line that holds `at`: its '\n', or the end of the text.
constexpr std::size_t line_end(std::string_view code, std::size_t at) noexcept {
    const std::size_t found = code.find('\n', at);
    return found == std::string_view::npos ? code.size() : found;
}

}  // namespace inkstone::highlight
