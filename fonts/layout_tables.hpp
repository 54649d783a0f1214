// SPDX-License-Identifier: Apache-2.0
// Facts about GSUB and GPOS lookups that HarfBuzz does not tell: their type, and whether one of
// them matches "any other glyph" by class 0. Damaged tables count as the worst case.
#pragma once

#include <cstdint>
#include <string_view>

namespace inkstone::fonts {

enum class LookupKind {
    Single,      ///< looks at one glyph only: single, multiple and alternate substitution,
                 ///< single adjustment
    Contextual,  ///< looks at several, all of which its sets name
    Open,        ///< matches glyphs that its sets do not name (class 0), or cannot be read
};

/// Kind of lookup `index` of a GSUB (`is_gpos` false) or GPOS table.
LookupKind lookup_kind(std::string_view table, bool is_gpos, std::uint32_t index);

}  // namespace inkstone::fonts
