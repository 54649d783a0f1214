// SPDX-License-Identifier: Apache-2.0
// The MATH table through hb-ot-math; scale of the font = units per em, so positions are font units.
#include "fonts/math_face.hpp"

#include <hb-ot.h>

#include <algorithm>

#include "fonts/face_impl.hpp"

namespace inkstone::fonts {
namespace {

static_assert(static_cast<int>(MathConstant::AxisHeight) == HB_OT_MATH_CONSTANT_AXIS_HEIGHT);
static_assert(static_cast<int>(MathConstant::StackGapMin) == HB_OT_MATH_CONSTANT_STACK_GAP_MIN);
static_assert(static_cast<int>(MathConstant::RadicalDegreeBottomRaisePercent) ==
              HB_OT_MATH_CONSTANT_RADICAL_DEGREE_BOTTOM_RAISE_PERCENT);
static_assert(static_cast<int>(MathCorner::BottomLeft) == HB_OT_MATH_KERN_BOTTOM_LEFT);

/// More forms or parts than any face has; a damaged one may claim 65,535.
constexpr unsigned kMostForms = 64;

constexpr hb_direction_t direction(Growth growth) noexcept {
    return growth == Growth::Vertical ? HB_DIRECTION_BTT : HB_DIRECTION_LTR;
}

std::vector<unsigned> lookups_of(hb_face_t* face, hb_tag_t feature) {
    const hb_tag_t features[] = {feature, HB_TAG_NONE};
    const SetHandle found(hb_set_create());
    hb_ot_layout_collect_lookups(face, HB_OT_TAG_GSUB, nullptr, nullptr, features, found.get());
    std::vector<unsigned> lookups;
    for (hb_codepoint_t lookup = HB_SET_VALUE_INVALID; hb_set_next(found.get(), &lookup);)
        lookups.push_back(lookup);
    return lookups;
}

}  // namespace

MathFace::MathFace(const Face& face)
    : face_(face),
      script_lookups_(lookups_of(face.impl().face.get(), HB_TAG('s', 's', 't', 'y'))) {}

bool MathFace::supports(const Face& face) {
    return hb_ot_math_has_data(face.impl().face.get()) != 0;
}

int MathFace::constant(MathConstant constant) const {
    return hb_ot_math_get_constant(face_.impl().font.get(),
                                   static_cast<hb_ot_math_constant_t>(constant));
}

int MathFace::italic_correction(GlyphId glyph) const {
    return hb_ot_math_get_glyph_italics_correction(face_.impl().font.get(), glyph);
}

int MathFace::top_accent(GlyphId glyph) const {
    return hb_ot_math_get_glyph_top_accent_attachment(face_.impl().font.get(), glyph);
}

int MathFace::kern(GlyphId glyph, MathCorner corner, int height) const {
    return hb_ot_math_get_glyph_kerning(
        face_.impl().font.get(), glyph, static_cast<hb_ot_math_kern_t>(corner), height);
}

std::vector<MathVariant> MathFace::variants(GlyphId glyph, Growth growth) const {
    hb_ot_math_glyph_variant_t found[kMostForms];
    unsigned count = kMostForms;
    hb_ot_math_get_glyph_variants(
        face_.impl().font.get(), glyph, direction(growth), 0, &count, found);
    std::vector<MathVariant> variants;
    for (unsigned i = 0; i < count; ++i) {
        if (found[i].glyph < face_.glyph_count())
            variants.push_back({found[i].glyph, found[i].advance});
    }
    return variants;
}

std::vector<MathPart> MathFace::assembly(GlyphId glyph, Growth growth) const {
    hb_ot_math_glyph_part_t found[kMostForms];
    unsigned count = kMostForms;
    hb_position_t italic = 0;
    hb_ot_math_get_glyph_assembly(
        face_.impl().font.get(), glyph, direction(growth), 0, &count, found, &italic);
    std::vector<MathPart> parts;
    for (unsigned i = 0; i < count; ++i) {
        const hb_ot_math_glyph_part_t& part = found[i];
        if (part.glyph >= face_.glyph_count()) continue;
        parts.push_back({part.glyph,
                         part.start_connector_length,
                         part.end_connector_length,
                         part.full_advance,
                         (part.flags & HB_OT_MATH_GLYPH_PART_FLAG_EXTENDER) != 0});
    }
    return parts;
}

int MathFace::min_overlap(Growth growth) const {
    return hb_ot_math_get_min_connector_overlap(face_.impl().font.get(), direction(growth));
}

GlyphId MathFace::script_form(GlyphId glyph, int level) const {
    hb_face_t* face = face_.impl().face.get();
    for (const unsigned lookup : script_lookups_) {
        hb_codepoint_t forms[2] = {0, 0};
        unsigned count = 2;
        hb_ot_layout_lookup_get_glyph_alternates(face, lookup, glyph, 0, &count, forms);
        if (count == 0) continue;
        const unsigned wanted = level >= 2 ? 1 : 0;
        const GlyphId form = forms[std::min(wanted, count - 1)];
        if (form != 0 && form < face_.glyph_count()) return form;
    }
    return glyph;
}

}  // namespace inkstone::fonts
