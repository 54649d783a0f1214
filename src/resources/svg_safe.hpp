// SPDX-License-Identifier: Apache-2.0
// SVG made safe to hand on: no scripts, no event handlers, nothing that reaches outside the
// drawing.
#pragma once

#include <string>
#include <string_view>

#include "inkstone/result.hpp"

namespace inkstone::resources {

/// `bytes` without script, foreignObject and animation of links, `on…` attributes, DOCTYPE and
/// processing instructions, and without references other than to its own ids and to embedded PNG,
/// JPEG, GIF and WebP pictures. Errors (Input): not well-formed.
Result<std::string> safe_svg(std::string_view bytes);

}  // namespace inkstone::resources
