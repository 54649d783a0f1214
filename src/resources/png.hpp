// SPDX-License-Identifier: Apache-2.0
// PNG pictures (ISO/IEC 15948). An opaque one keeps its own compressed rows, which PDF can read;
// others are decoded by libpng. png.cpp is the only file that includes png.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "inkstone/result.hpp"
#include "src/resources/raster.hpp"

namespace inkstone::resources {

/// Size and resolution by the chunks IHDR and pHYs. Errors: Input, for a damaged header.
Result<PictureInfo> probe_png(std::string_view bytes);

/// A PNG of any colour type and depth, nothing lost: its own rows where it is opaque, not
/// interlaced and in sRGB or with a profile; else samples of 8 bits. Errors: Input, when it is
/// damaged or cut short.
Result<Raster> png_raster(std::string_view bytes);

/// Decodes a PNG to samples of 8 bits in sRGB. Errors: Input, when it is damaged, cut short or
/// larger than `most_pixels`.
Result<Raster> decode_png(std::string_view bytes, std::size_t most_pixels = kMostPixels);

/// Samples of 8 bits, not Indexed, as a PNG file. Errors: Internal.
Result<std::string> encode_png(const Raster& raster);

}  // namespace inkstone::resources
