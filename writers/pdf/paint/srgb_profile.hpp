// SPDX-License-Identifier: Apache-2.0
// The ICC profile of sRGB that the output intent names (ISO 19005-2 6.2.3, ISO 15076-1).
#pragma once

#include <string_view>

namespace inkstone::pdf::paint {

/// A display profile of 480 bytes, version 4.2 (the newest that PDF 1.7 knows): matrix and curve of
/// IEC 61966-2-1. It is computed while compiling and costs nothing at start.
std::string_view srgb_profile() noexcept;

}  // namespace inkstone::pdf::paint
