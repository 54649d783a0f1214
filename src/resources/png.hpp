// SPDX-License-Identifier: Apache-2.0
// PNG pictures as plain pixels (ISO/IEC 15948), by libpng. This file's source is the only one that
// includes png.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "inkstone/result.hpp"

namespace inkstone::resources {

/// 8 bits a sample, sRGB, rows from the top without padding.
struct Pixels {
    std::uint32_t width = 0, height = 0;
    std::string rgb;    ///< 3 bytes a pixel, not multiplied by alpha
    std::string alpha;  ///< 1 byte a pixel; empty when every pixel is opaque
};

/// More pixels than any picture in a document needs; the decoded form is then 256 MiB.
inline constexpr std::size_t kMostPixels = std::size_t{1} << 26U;

/// Decodes a PNG of any colour type and depth. Errors: Input, when it is damaged, cut short or
/// larger than `most_pixels`.
Result<Pixels> decode_png(std::string_view bytes, std::size_t most_pixels = kMostPixels);

}  // namespace inkstone::resources
