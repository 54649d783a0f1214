// SPDX-License-Identifier: Apache-2.0
// The font families that a theme, an option or a document chose, as far as they are installed.
#pragma once

#include <memory>

#include "inkstone/diagnostics.hpp"
#include "src/theme/theme.hpp"

namespace inkstone::fonts {
class Library;
}

namespace inkstone::layout {

/// `fonts` under the choices `wanted`. A family that is not installed is a warning with the nearest
/// name, and the default serves in its place.
std::shared_ptr<const fonts::Library> choose_fonts(
    const theme::Fonts& wanted,
    const std::shared_ptr<const fonts::Library>& fonts,
    Diagnostics& diagnostics);

}  // namespace inkstone::layout
