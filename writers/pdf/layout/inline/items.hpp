// SPDX-License-Identifier: Apache-2.0
// Phase 4 of paragraph setting: clusters get boxes and glue (widths.cpp) and the cost of ending a
// line after them (opportunities.cpp). Output requirements 1.5 to 1.8 and 1.10.
#pragma once

#include "writers/pdf/layout/inline/model.hpp"

namespace inkstone::layout::para {

/// Boxes, blank sides of full-width marks and glue between clusters.
void set_widths(Setting& setting);

/// Where lines may end and at what cost, for lines of `measure` points. Pieces wider than that get
/// emergency breaks at cluster boundaries. `hyphenate`: words may be divided by dictionary.
void set_opportunities(Setting& setting, Context& context, double measure, bool hyphenate);

}  // namespace inkstone::layout::para
