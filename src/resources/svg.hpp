// SPDX-License-Identifier: Apache-2.0
// SVG pictures (SVG 2): their size by their own attributes, and pixels by librsvg, which is opened
// with the first one. Nothing that a drawing refers to outside itself is loaded.
#pragma once

#include <string_view>

#include "inkstone/result.hpp"
#include "src/resources/raster.hpp"

namespace inkstone::resources {

/// Size in CSS pixels: width and height, else the viewBox, else 300 x 150 (CSS 2.2 10.3.2).
Result<PictureInfo> probe_svg(std::string_view bytes);

/// The drawing at 300 dpi on transparent ground. Errors: Input, when it is not well-formed, too
/// costly to draw, or librsvg is not installed.
Result<Raster> render_svg(std::string_view bytes, const PictureInfo& info);

}  // namespace inkstone::resources
