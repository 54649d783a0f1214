// SPDX-License-Identifier: Apache-2.0
// What drawing an SVG would cost: references that multiply (<use>, SVG 2 5.5) and filters can keep
// a renderer busy for minutes. Private to this folder.
#pragma once

#include <string_view>

namespace inkstone::resources {

/// True for drawings that librsvg draws in reasonable time. Text that is not well-formed passes:
/// the renderer refuses it itself.
bool is_cheap_svg(std::string_view bytes);

}  // namespace inkstone::resources
