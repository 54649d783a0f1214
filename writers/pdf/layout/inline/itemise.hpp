// SPDX-License-Identifier: Apache-2.0
// Phase 2 of paragraph setting: grapheme clusters with class, language, script, direction, face.
#pragma once

#include "writers/pdf/layout/inline/model.hpp"

namespace inkstone::layout::para {

/// Fills Setting::clusters up to the face, and the paragraph's direction.
void itemise(Setting& setting, Context& context);

/// Decides the class of every Ambiguous cluster from its neighbours (output requirements 1.3):
/// “ ” ‘ ’ per pair, — … · one by one. Marks left narrow become Punct.
void decide_ambiguous_marks(Setting& setting);

/// Gives every cluster the face that draws it, or marks it missing and reports that once per code
/// point.
void choose_faces(Setting& setting, Context& context);

/// Reports the code points of a cluster that turned out to have no glyph while shaping.
void report_missing(const Setting& setting, std::size_t cluster, Context& context);

}  // namespace inkstone::layout::para
