// SPDX-License-Identifier: Apache-2.0
// Unicode normalization, for comparing names that were typed in different ways.
#pragma once

#include <string>
#include <string_view>

namespace inkstone::text {

/// Normalization Form C (UAX #15). Ill-formed bytes come out as U+FFFD.
std::string nfc(std::string_view utf8);

}  // namespace inkstone::text
