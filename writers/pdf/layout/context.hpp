// SPDX-License-Identifier: Apache-2.0
// What every phase of layout shares during one document.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>

#include "fonts/library.hpp"
#include "fonts/math_face.hpp"
#include "fonts/shape.hpp"
#include "inkstone/diagnostics.hpp"
#include "src/text/hyphenation.hpp"
#include "src/text/segment.hpp"
#include "writers/pdf/layout/pages.hpp"
#include "writers/pdf/layout/pictures.hpp"
#include "writers/pdf/layout/tokens.hpp"

namespace inkstone::layout {

struct Context {
    const Tokens& tokens;
    const fonts::Library& fonts;
    fonts::Shaper& shaper;
    text::Segmenter& segmenter;
    Diagnostics& diagnostics;
    TagTree& tags;
    /// The document's language (BCP 47).
    std::string lang;
    /// Code points already reported as missing, so that each is reported once.
    std::set<char32_t> missing_reported{};
    /// Made when the first word asks for it.
    std::shared_ptr<text::Hyphenator> hyphenator{};
    /// Null: pictures are shown by their text.
    PictureStore* pictures = nullptr;
    /// Looked for when the first formula asks for it; null: none is installed.
    std::optional<std::shared_ptr<const fonts::MathFace>> math_face{};
    /// TeX commands already reported as unknown.
    std::set<std::string> math_reported{};
};

}  // namespace inkstone::layout
