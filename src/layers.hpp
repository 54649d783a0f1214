// SPDX-License-Identifier: Apache-2.0
// Precedence of what decides one document: built-in defaults < defaults file < front matter < the
// call's own options.
#pragma once

#include <string_view>

#include "inkstone/ast.hpp"
#include "inkstone/convert.hpp"

namespace inkstone {

/// The front matter's entry that stands for the option `name` ("font-size": `fontsize` or
/// `font-size`); null when the document says nothing of it or no front matter can.
const MetaEntry* front_matter_entry(const Metadata& meta, std::string_view name);

/// Whether anything reads the front matter's key `key` (folded) beyond the fields of Metadata.
bool is_known_key(std::string_view key);

/// The options of `wanted`, and those of its defaults file where neither the call nor the front
/// matter speaks.
OptionValues layered_options(const ConvertOptions& wanted, const Metadata& meta);

}  // namespace inkstone
