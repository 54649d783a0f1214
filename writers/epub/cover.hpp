// SPDX-License-Identifier: Apache-2.0
// The cover of a book: a picture that is given, or one drawn from title and authors (output
// requirements EP7).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inkstone/ast.hpp"
#include "inkstone/diagnostics.hpp"
#include "inkstone/options.hpp"
#include "inkstone/resources.hpp"
#include "inkstone/result.hpp"
#include "src/theme/theme.hpp"

namespace inkstone::epub {

inline constexpr std::array<OptionSpec, 2> kCoverOptions{{
    {"epub-cover-image", OptionKind::Text, "", "", "picture for the cover (JPEG or PNG)"},
    {"epub-cover",
     OptionKind::Choice,
     "auto",
     "auto|title|none",
     "auto: the picture given by option or front matter; title: draw title and authors"},
}};

struct Cover {
    std::string path;  ///< below the EPUB folder
    std::string media_type;
    std::string bytes;
};

/// The cover that `values` (names of kCoverOptions) or the front matter (cover-image, cover) ask
/// for. A picture of the front matter that cannot be had is a warning. Errors (Input): a picture of
/// the option that cannot be read or is neither JPEG nor PNG.
Result<std::optional<Cover>> make_cover(const OptionValues& values,
                                        const Metadata& meta,
                                        const theme::Theme& theme,
                                        const ResourceLoader& resources,
                                        Diagnostics& diagnostics);

/// Lines of at most `columns` columns (2 for a character from U+3000 on, else 1), broken at spaces
/// and between East Asian characters; closing marks stay with what they close.
std::vector<std::string> cover_lines(std::string_view text, std::size_t columns);

}  // namespace inkstone::epub
