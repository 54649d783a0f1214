// SPDX-License-Identifier: Apache-2.0
// What to install for a character that no font has.
#pragma once

#include <string>

namespace inkstone::fonts {

/// A sentence for a diagnostic's hint: the family and Debian package that would cover `c`, as far
/// as the manifest knows. Packages that are installed are not named again.
std::string coverage_hint(char32_t c);

}  // namespace inkstone::fonts
