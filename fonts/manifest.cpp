// SPDX-License-Identifier: Apache-2.0
// The manifest table, generated from fonts/manifest.yaml at build time.
#include "fonts/manifest.hpp"

namespace inkstone::fonts {
namespace {

#include "manifest_table.inc"

}  // namespace

std::span<const ManifestRow> manifest() noexcept {
    return kManifest;
}
std::span<const std::string_view> manifest_roots() noexcept {
    return kRoots;
}
std::span<const std::string_view> manifest_flat_folders() noexcept {
    return kFlatFolders;
}

std::string_view file_of(const ManifestRow& row, Slant slant) noexcept {
    switch (slant) {
        case Slant::Regular:
            return row.regular;
        case Slant::Bold:
            return row.bold;
        case Slant::Italic:
            return row.italic;
        case Slant::BoldItalic:
            return row.bold_italic;
    }
    return {};
}

std::string_view region_code(text::HanRegion region) noexcept {
    switch (region) {
        case text::HanRegion::TraditionalChinese:
            return "TC";
        case text::HanRegion::HongKong:
            return "HK";
        case text::HanRegion::Japanese:
            return "JP";
        case text::HanRegion::Korean:
            return "KR";
        case text::HanRegion::SimplifiedChinese:
        case text::HanRegion::None:
            break;
    }
    return "SC";
}

std::uint32_t member_index(const ManifestRow& row, text::HanRegion region) noexcept {
    const std::string_view wanted = region_code(region);
    std::uint32_t index = 0;
    std::string_view rest = row.members;
    while (!rest.empty()) {
        const std::size_t end = rest.find(' ');
        if (rest.substr(0, end) == wanted) return index;
        if (end == std::string_view::npos) break;
        rest.remove_prefix(end + 1);
        ++index;
    }
    return 0;
}

std::string member_family(const ManifestRow& row, text::HanRegion region) {
    std::string family(row.family);
    if (!row.members.empty()) family.append(" ").append(region_code(region));
    return family;
}

text::ScriptTag row_script(const ManifestRow& row) noexcept {
    const std::string_view s = row.script;
    return s.size() == 4 ? text::script_tag(s[0], s[1], s[2], s[3]) : 0;
}

}  // namespace inkstone::fonts
