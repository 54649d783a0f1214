// SPDX-License-Identifier: Apache-2.0
// The little of a CFF table (Adobe Technical Note 5176) that embedding needs to know: whether it
// is keyed by CID, its character collection, and which CID each glyph has. Fonts may come from
// users, so every read is checked against the table's end.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace inkstone::fonts {

struct CffInfo {
    bool cid_keyed = false;
    std::string registry = "Adobe";
    std::string ordering = "Identity";
    int supplement = 0;
    /// CID of every glyph; empty when glyph id = CID throughout, or when not CID-keyed.
    std::vector<std::uint16_t> cids;
};

/// Reads a bare CFF table of `glyph_count` glyphs. No value: not CFF version 1, or damaged.
std::optional<CffInfo> read_cff(std::string_view table, std::uint32_t glyph_count);

}  // namespace inkstone::fonts
