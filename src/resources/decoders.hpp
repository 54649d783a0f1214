// SPDX-License-Identifier: Apache-2.0
// Pictures that PDF has no stream for, decoded by the libraries of their formats. Each library is
// opened with the first picture that needs it. Private to this folder.
#pragma once

#include <string_view>

#include "inkstone/result.hpp"
#include "src/resources/jpeg.hpp"
#include "src/resources/raster.hpp"

namespace inkstone::resources {

/// CMYK and what DCTDecode does not take, by libturbojpeg. Inverted ("Adobe") CMYK is turned round.
Result<Raster> decode_jpeg(std::string_view bytes, const JpegHeader& header);
/// The first frame on its canvas, by giflib.
Result<Raster> decode_gif(std::string_view bytes);
/// The picture, or the first frame of an animation, by libwebp.
Result<Raster> decode_webp(std::string_view bytes);

/// Parts `rgba` (4 bytes a pixel, not premultiplied) into colours and alpha; grey where every pixel
/// is grey, without alpha where every pixel is opaque.
Raster split_channels(std::string_view rgba, std::uint32_t width, std::uint32_t height);

}  // namespace inkstone::resources
