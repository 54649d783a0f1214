// SPDX-License-Identifier: Apache-2.0
// fonts/manifest.yaml as a constant table, and what its rows mean.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "src/text/language.hpp"
#include "src/text/properties.hpp"

namespace inkstone::fonts {

/// One row of the manifest; empty fields are absent ones. Field order is manifest.cmake's.
struct ManifestRow {
    std::string_view role;
    std::string_view family;
    std::string_view package;  ///< Debian
    std::string_view licence;  ///< SPDX
    std::string_view folder;
    std::string_view members;  ///< regions by collection index, "-" for members of other families
    std::string_view regular, bold, italic, bold_italic;
    std::string_view script;  ///< ISO 15924, for rows of role "script"
};

/// The four styles of a family in the order of the row's file fields.
enum class Slant : std::uint8_t { Regular, Bold, Italic, BoldItalic };
inline constexpr std::uint32_t kSlants = 4;

std::span<const ManifestRow> manifest() noexcept;
/// Folders that hold `folder` sub-folders, and flat ones.
std::span<const std::string_view> manifest_roots() noexcept;
std::span<const std::string_view> manifest_flat_folders() noexcept;

/// File name of one style, empty when the row has none.
std::string_view file_of(const ManifestRow& row, Slant slant) noexcept;
/// "SC", "TC", "HK", "JP" or "KR". None counts as SC: the pan-CJK faces draw all Han in any region.
std::string_view region_code(text::HanRegion region) noexcept;
/// Collection index of a region's member; 0 for rows without members.
std::uint32_t member_index(const ManifestRow& row, text::HanRegion region) noexcept;
/// Family name of a region's member: "Noto Serif CJK SC"; the plain family without members.
std::string member_family(const ManifestRow& row, text::HanRegion region);
/// The row's script as a number; 0 when it has none.
text::ScriptTag row_script(const ManifestRow& row) noexcept;

}  // namespace inkstone::fonts
