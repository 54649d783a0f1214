// SPDX-License-Identifier: Apache-2.0
// Metadata given outside the document (`-M key=value`) over what its front matter says.
#pragma once

#include <span>
#include <string>
#include <utility>

#include "inkstone/ast.hpp"
#include "inkstone/diagnostics.hpp"

namespace inkstone {

/// Lays `overrides` (key, value) over `meta`. Keys mean what they mean in front matter, in every
/// spelling; a key given several times is a list. An override with an empty value changes nothing.
void override_metadata(Metadata& meta,
                       std::span<const std::pair<std::string, std::string>> overrides,
                       Diagnostics& diagnostics);

}  // namespace inkstone
