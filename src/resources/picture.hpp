// SPDX-License-Identifier: Apache-2.0
// What a picture is, told by its first bytes and never by its name: format, size, resolution and
// the way it is to be turned. Headers only; nothing is decoded here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "inkstone/result.hpp"

namespace inkstone::resources {

enum class PictureFormat : std::uint8_t { Png, Jpeg, Gif, Webp, Svg };

struct PictureInfo {
    PictureFormat format = PictureFormat::Png;
    /// Pixels as they are stored (SVG: CSS pixels), before the picture is turned. Never 0.
    std::uint32_t width = 0, height = 0;
    /// Pixels an inch; 0 where the file does not say.
    double dpi_x = 0, dpi_y = 0;
    /// EXIF Orientation, 1 … 8; 1 is upright.
    int orientation = 1;
    bool animated = false;

    /// True when width and height change places in the upright picture.
    [[nodiscard]] bool lies_on_side() const noexcept { return orientation >= 5; }
};

/// More pixels than any picture in a document needs; the decoded form is then 256 MiB.
inline constexpr std::size_t kMostPixels = std::size_t{1} << 26U;

/// "image/png" and so on.
std::string_view media_type(PictureFormat format) noexcept;
/// "png" and so on, without a dot.
std::string_view extension(PictureFormat format) noexcept;

/// Errors: Input, for what is no PNG, JPEG, GIF, WebP or SVG, for a damaged header; Limit, for more
/// than kMostPixels.
Result<PictureInfo> probe_picture(std::string_view bytes);

/// The bytes of a "data:" URL of an image (RFC 2397), base64 or percent-encoded. Errors: Input.
Result<std::string> decode_data_url(std::string_view url);
/// True for "data:image/…", whatever the case of its letters.
bool is_data_picture(std::string_view url) noexcept;

}  // namespace inkstone::resources
