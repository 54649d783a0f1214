// SPDX-License-Identifier: Apache-2.0
// Strings whose delimiters no StringRule describes. Each function gives the end of the string that
// begins at `at`, or npos where there is none; one that is not closed ends with the code, except
// where it says otherwise. Private to this folder.
#pragma once

#include <cstddef>
#include <string_view>

namespace inkstone::highlight {

/// R"x(…)x" ([lex.string]).
std::size_t raw_cpp_end(std::string_view code, std::size_t at);
/// Rust's r"…", r#"…"#, br#"…"#; Swift's #"…"#.
std::size_t raw_hash_end(std::string_view code, std::size_t at);
/// `…${…}…` with the templates inside its ${…}.
std::size_t template_end(std::string_view code, std::size_t at);
/// Lua's [[…]], [=[…]=].
std::size_t long_bracket_end(std::string_view code, std::size_t at);
/// Ruby's %w[…], %q(…); npos when it is not closed within 4 KiB.
std::size_t percent_end(std::string_view code, std::size_t at);
/// \c, \newline of the Lisp family.
std::size_t backslash_char_end(std::string_view code, std::size_t at);
/// 'x', '\n', '\u{1F600}' and characters beyond ASCII; npos for 'a of lifetimes and types.
std::size_t char_end(std::string_view code, std::size_t at);
/// /…/flags; npos when it is not closed on its line.
std::size_t regex_end(std::string_view code, std::size_t at);

}  // namespace inkstone::highlight
