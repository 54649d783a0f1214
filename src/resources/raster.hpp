// SPDX-License-Identifier: Apache-2.0
// A picture in the form that PDF takes (ISO 32000-1 8.9.5): samples, or a stream that viewers
// decode themselves, with transparency and colour profile apart.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "inkstone/result.hpp"
#include "src/resources/picture.hpp"

namespace inkstone::resources {

struct Raster {
    enum class Space : std::uint8_t { Gray, Rgb, Indexed };
    /// Samples: rows from the top, each padded to a byte. Png: a zlib stream of rows with PNG's
    /// filters (Predictor 15 of FlateDecode). Jpeg: a JPEG file (DCTDecode).
    enum class Packing : std::uint8_t { Samples, Png, Jpeg };

    std::uint32_t width = 0, height = 0;
    int bits = 8;  ///< a sample: 1, 2, 4, 8 or 16
    Space space = Space::Rgb;
    Packing packing = Packing::Samples;
    std::string data;
    std::string palette;  ///< Indexed: three bytes a colour
    std::string alpha;    ///< 8 bits a pixel, not multiplied into the colours; empty: opaque
    std::string icc;      ///< profile of the samples; empty: sRGB

    [[nodiscard]] int channels() const noexcept { return space == Space::Rgb ? 3 : 1; }
};

/// Brings `bytes`, which probe_picture calls `info`, to that form. PNG without transparency and
/// JPEG keep their own streams, after a look that these are whole; all else is decoded (GIF, WebP:
/// the first frame; SVG: at 300 dpi). CMYK becomes sRGB. Errors: Input, when the picture is damaged
/// or the library that decodes its format is not installed.
Result<Raster> load_raster(std::string bytes, const PictureInfo& info);

/// `profile` when it is an ICC profile of `channels` channels that PDF/A-2 takes (version 4 or
/// less), else empty.
std::string usable_profile(std::string profile, int channels);

}  // namespace inkstone::resources
