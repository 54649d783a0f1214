// SPDX-License-Identifier: Apache-2.0
// Which key of front matter or of `-M key=value` fills which field of Metadata.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "inkstone/ast.hpp"
#include "inkstone/diagnostics.hpp"

namespace inkstone::read {

/// `Last_Modified_At` and `last-modified-at` are the same key: ASCII lower case, '-' for '_'.
std::string folded_key(std::string_view key);

/// Metadata from the entries of a front matter, in source order. Where several spellings of one
/// field are present the more usual one wins; entries without a field go to Metadata::extra under
/// their folded key. Takes text, lists and pandoc's maps (`{name:, text:, main:}`). Warns about a
/// language or direction that is none (output requirements, section 7).
Metadata metadata_from(MetaValue::Map entries, Diagnostics& diagnostics);

/// Lays `overrides` (key, value) over `meta`, as if they stood in the front matter and won. A key
/// given several times is a list.
void override_metadata(Metadata& meta,
                       std::span<const std::pair<std::string, std::string>> overrides,
                       Diagnostics& diagnostics);
/// The same, silently.
void override_metadata(Metadata& meta,
                       std::span<const std::pair<std::string, std::string>> overrides);

/// Fills with `defaults` what `meta` leaves open. Silent: a defaults file is not the document's.
void fill_metadata(Metadata& meta, std::span<const std::pair<std::string, std::string>> defaults);

}  // namespace inkstone::read
