// SPDX-License-Identifier: Apache-2.0
// How one document is to look: a theme with the paper, margins, size and profile that options and
// front matter ask for.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "inkstone/ast.hpp"
#include "inkstone/diagnostics.hpp"
#include "inkstone/options.hpp"
#include "inkstone/result.hpp"
#include "src/theme/theme.hpp"

namespace inkstone::theme {

struct Look {
    Theme theme;
    std::optional<double> font_size;  ///< of body text, in points; everything scales with it
};

/// The options of the look, for the tables of writers that have pages.
inline constexpr std::array<OptionSpec, 9> kLookOptions{{
    {"theme", OptionKind::Text, "", "", "report (default), book, plain, or a YAML file of tokens"},
    {"profile",
     OptionKind::Choice,
     "auto",
     "auto|report|book",
     "paragraphs with gaps (report) or indents (book); auto: the front matter's, else report"},
    {"papersize",
     OptionKind::Text,
     "auto",
     "",
     "a3 to a6, b5, letter, legal, 170x240mm …; auto: the front matter's or the language's own"},
    {"margin", OptionKind::Text, "", "", "one length (2cm) or four: top,right,bottom,left"},
    {"font-size", OptionKind::Text, "", "", "size of body text, such as 11pt"},
    {"mainfont", OptionKind::Text, "", "", "font family of Latin body text (or a font file)"},
    {"cjk-mainfont", OptionKind::Text, "", "", "font family of Han, kana and Hangul in body text"},
    {"sansfont", OptionKind::Text, "", "", "font family of headings"},
    {"monofont", OptionKind::Text, "", "", "font family of code"},
}};

/// The look of a document: options win over the front matter's papersize, fontsize, profile and
/// font families (what is not understood there is a warning), those over the theme. Errors (Usage):
/// a theme file that cannot be read or has an unknown token, a value that does not fit.
Result<Look> make_look(const OptionValues& values, const Metadata& meta, Diagnostics& diagnostics);

}  // namespace inkstone::theme
