// SPDX-License-Identifier: Apache-2.0
// Code colouring: which stretches of a program text are keywords, strings, numbers and comments.
// The three writers call this one function, so that a listing looks alike in all of them. Languages
// are rows of tables (languages_*.cpp); the text itself is never changed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "inkstone/options.hpp"

namespace inkstone::highlight {

/// The switch, for the option tables of writers that colour code.
inline constexpr OptionSpec kNoHighlight{
    "no-highlight", OptionKind::Flag, "false", "", "leave code uncoloured"};

/// The classes that the theme has colours for (output requirements section 3, color.code).
enum class TokenClass : std::uint8_t { Keyword, String, Number, Comment, Error };
inline constexpr std::size_t kTokenClasses = 5;

/// Bytes [begin, end) of the code. Tokens are sorted, not empty and do not overlap; what lies
/// between them is plain.
struct Token {
    std::size_t begin = 0, end = 0;
    TokenClass kind = TokenClass::Keyword;
    bool operator==(const Token&) const = default;
};

/// The class of HTML for a token: "tok-keyword" and so on.
std::string_view css_class(TokenClass kind) noexcept;

/// The language that a fence's info string names: "rust,ignore" → "rust", "{.python .numbered}" →
/// "python", "js{1,3}" → "js". Empty when it names none.
std::string_view language_of(std::string_view info) noexcept;

/// True when `language` (a name or alias of any case) is known.
bool is_known(std::string_view language) noexcept;

/// Tokens of `code`. An unknown language gives none. Takes time linear in the size of `code`.
std::vector<Token> tokenize(std::string_view language, std::string_view code);

}  // namespace inkstone::highlight
