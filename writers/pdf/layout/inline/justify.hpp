// SPDX-License-Identifier: Apache-2.0
// Part of finish: how the glue of one line gives way (output requirements 1.9).
#pragma once

#include <vector>

#include "writers/pdf/layout/inline/model.hpp"

namespace inkstone::layout::para {

/// Shares `excess` points (negative: too little room) over the gaps of the line's clusters
/// [line.begin, line.visible_end). `gaps[i]` is the width of the gap after cluster line.begin + i;
/// on entry the natural width, on return the set one. Returns what could not be placed.
double distribute(const Setting& setting,
                  const LineSpec& line,
                  double excess,
                  std::vector<double>& gaps);

}  // namespace inkstone::layout::para
