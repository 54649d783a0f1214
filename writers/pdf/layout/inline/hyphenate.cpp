// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/layout/inline/hyphenate.hpp"

#include "writers/pdf/layout/inline/shape.hpp"

namespace inkstone::layout::para {
namespace {

// A divided word disturbs a Han paragraph, which has many other ways to fill a line, more.
constexpr std::int32_t kLatinHyphen = 50;
constexpr std::int32_t kCjkHyphen = 100;

}  // namespace

void hyphenate(Setting& /*setting*/, Context& /*context*/) {}

bool can_hyphenate(std::string_view /*lang*/) noexcept {
    return false;
}

std::int32_t hyphen_penalty(const Setting& setting) noexcept {
    return setting.has_cjk ? kCjkHyphen : kLatinHyphen;
}

fonts::GlyphId hyphen_glyph(const fonts::Face& face) noexcept {
    const fonts::GlyphId own = face.glyph(0x2010);
    return own != 0 ? own : face.glyph(U'-');
}

double hyphen_width(const fonts::Face* face, double size) noexcept {
    if (face == nullptr) return 0;
    return to_points(face->advance(hyphen_glyph(*face)), *face, size);
}

}  // namespace inkstone::layout::para
