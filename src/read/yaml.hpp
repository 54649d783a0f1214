// SPDX-License-Identifier: Apache-2.0
// YAML text to metadata values. Implemented in front_matter.cpp, the only file that includes
// yaml-cpp; the salvage of broken blocks (salvage.cpp) reads single entries through it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "inkstone/ast.hpp"
#include "inkstone/diagnostics.hpp"

namespace inkstone::read {

/// What YAML made of a text. `ok` is false for ill-formed or too large input: then `problem` and
/// `position` say what and where, and `value` is empty.
struct YamlResult {
    MetaValue value;
    bool is_map = false;
    bool ok = false;
    std::string problem;
    SourcePosition position;
};

/// Parses one YAML document; positions count from `first_line`. Throws nothing.
YamlResult parse_yaml(std::string_view text, std::uint32_t first_line);

}  // namespace inkstone::read
