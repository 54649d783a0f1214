// SPDX-License-Identifier: Apache-2.0
// Metadata keys of the many Markdown tools into the typed fields of Metadata.
#pragma once

#include <string>

#include "inkstone/ast.hpp"
#include "inkstone/diagnostics.hpp"

namespace inkstone::read {

/// Lower case with '-' for '_': how keys are compared.
std::string fold_key(std::string_view key);

/// Puts `entries` into the fields they mean (output requirements, section 7); the rest goes to
/// `extra` with folded keys. A field that is already set keeps its value.
void apply_metadata(MetaValue::Map entries, Metadata& meta, Diagnostics& diagnostics);

}  // namespace inkstone::read
