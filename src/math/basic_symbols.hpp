// SPDX-License-Identifier: Apache-2.0
// The names of TeX's signs, alphabets, accents, spaces and operators as data.
#pragma once

#include <optional>
#include <string_view>

#include "src/math/math.hpp"

namespace inkstone::math::basic {

/// All take the name without its backslash.
std::optional<Symbol> find_symbol(std::string_view name);
std::optional<Variant> find_alphabet(std::string_view name);
std::optional<double> find_space(std::string_view name);  ///< em
std::optional<OperatorName> find_operator(std::string_view name);

struct Mark {
    char32_t mark = 0;
    bool stretchy = false;
    bool under = false;
};
std::optional<Mark> find_accent(std::string_view name);
std::optional<Mark> find_stretch(std::string_view name);

/// The code point at `at`, which moves behind it.
char32_t next_character(std::string_view tex, std::size_t& at);
/// A character as it is written, in an alphabet; Italic: upright digits and signs.
Symbol character(char32_t c, Variant variant);
/// `code` from `base` and `variant`.
Symbol in_variant(Symbol symbol);

}  // namespace inkstone::math::basic
