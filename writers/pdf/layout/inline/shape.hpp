// SPDX-License-Identifier: Apache-2.0
// Phase 3 of paragraph setting: clusters of one face, script, language and direction are shaped
// together; every cluster learns its glyphs and its advance in points.
#pragma once

#include "writers/pdf/layout/inline/model.hpp"

namespace inkstone::layout::para {

/// Fills Setting::glyphs and each cluster's glyph, glyph_count, advance and glued.
void shape(Setting& setting, Context& context);

/// Points of `units` font units at `size`.
inline double to_points(int units, const fonts::Face& face, double size) noexcept {
    return units * size / face.metrics().units_per_em;
}

}  // namespace inkstone::layout::para
