// SPDX-License-Identifier: Apache-2.0
// Known places and the user's folders. fontconfig is in system_fonts.cpp.
#include "fonts/finder.hpp"

#include <hb-ot.h>

#include <algorithm>
#include <filesystem>

#include "fonts/face_impl.hpp"
#include "fonts/system_fonts.hpp"

namespace inkstone::fonts {
namespace {

namespace fs = std::filesystem;

// A folder given by mistake ("/") must not be walked for hours.
constexpr std::size_t kMostFiles = 20000;
constexpr int kDeepest = 8;

bool is_font_name(const fs::path& path) {
    std::string extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
    return extension == ".ttf" || extension == ".otf" || extension == ".ttc" || extension == ".otc";
}

bool is_file(const std::string& path) {
    std::error_code error;
    return fs::is_regular_file(path, error);
}

/// Distance of a face's style from the one wanted: slope counts more than weight.
int style_distance(const UserFont& font, Slant slant) {
    const int slope = font.italic == is_italic(slant) ? 0 : 1000;
    return slope + std::abs(font.weight - (is_bold(slant) ? 700 : 400));
}

/// Weights within 150 of the one wanted pass for it (Book, Medium; Semibold, Extrabold).
constexpr int kSameWeight = 150;

char folded(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

}  // namespace

bool same_family(std::string_view a, std::string_view b) noexcept {
    std::size_t i = 0;
    std::size_t j = 0;
    while (true) {
        while (i < a.size() && a[i] == ' ') ++i;
        while (j < b.size() && b[j] == ' ') ++j;
        if (i == a.size() || j == b.size()) return i == a.size() && j == b.size();
        if (folded(a[i++]) != folded(b[j++])) return false;
    }
}

FontFinder::FontFinder(std::vector<std::string> paths, bool use_fontconfig)
    : paths_(std::move(paths)), use_fontconfig_(use_fontconfig) {}
FontFinder::~FontFinder() = default;

std::optional<FontFile> FontFinder::known(const ManifestRow& row,
                                          Slant slant,
                                          text::HanRegion region) {
    const std::string_view name = file_of(row, slant);
    if (name.empty()) return std::nullopt;
    const auto in = [&](std::string_view folder) -> std::optional<FontFile> {
        std::string path(folder);
        path.append("/").append(name);
        if (!is_file(path)) return std::nullopt;
        return FontFile{std::move(path), member_index(row, region)};
    };
    for (const std::string_view root : manifest_roots()) {
        std::string folder(root);
        if (auto file = in(folder.append("/").append(row.folder))) return file;
    }
    for (const std::string_view folder : manifest_flat_folders()) {
        if (auto file = in(folder)) return file;
    }
    return std::nullopt;
}

void FontFinder::scan_file(const std::string& path) {
    for (std::uint32_t index = 0; index < 64; ++index) {  // collections have ten members or so
        auto face = Face::open(path, index);
        if (!face) break;
        const FaceName& name = (*face)->name();
        user_fonts_.push_back({{path, index}, name.family, name.weight, name.italic});
    }
}

void FontFinder::scan(const std::string& path) {
    std::error_code error;
    if (fs::is_regular_file(path, error)) return scan_file(path);
    std::vector<std::string> files;
    fs::recursive_directory_iterator entry(
        path, fs::directory_options::skip_permission_denied, error);
    // The order of a folder is the file system's; sorting makes it the same everywhere.
    for (std::size_t seen = 0;
         !error && entry != fs::recursive_directory_iterator() && seen < kMostFiles;
         entry.increment(error), ++seen) {
        if (entry.depth() >= kDeepest) entry.disable_recursion_pending();
        std::error_code ignored;
        if (is_font_name(entry->path()) && entry->is_regular_file(ignored)) {
            files.push_back(entry->path().string());
        }
    }
    std::sort(files.begin(), files.end());
    for (const std::string& file : files) scan_file(file);
}

const std::vector<UserFont>& FontFinder::user_fonts() {
    if (!scanned_) {
        scanned_ = true;
        for (const std::string& path : paths_) scan(path);
    }
    return user_fonts_;
}

std::optional<FontFile> FontFinder::user(std::string_view family, Slant slant, bool exact) {
    if (paths_.empty()) return std::nullopt;
    const UserFont* best = nullptr;
    for (const UserFont& font : user_fonts()) {
        if (!same_family(font.family, family)) continue;
        if (best == nullptr || style_distance(font, slant) < style_distance(*best, slant)) {
            best = &font;
        }
    }
    if (best == nullptr || (exact && style_distance(*best, slant) > kSameWeight)) {
        return std::nullopt;
    }
    return best->file;
}

FontFinder::Fontconfig* FontFinder::fontconfig() {
    if (!fontconfig_ && use_fontconfig_) fontconfig_ = std::make_unique<Fontconfig>();
    return fontconfig_.get();
}

std::optional<FontFile> FontFinder::system(const std::string& family, Slant slant, bool exact) {
    Fontconfig* config = fontconfig();
    return config != nullptr ? config->match(family, slant, exact) : std::nullopt;
}

std::vector<std::string> FontFinder::families() {
    std::vector<std::string> names;
    for (const ManifestRow& row : manifest()) {
        const std::string family = member_family(row, text::HanRegion::None);
        if (known(row, Slant::Regular, text::HanRegion::None)) names.push_back(family);
    }
    for (const UserFont& font : user_fonts()) names.push_back(font.family);
    if (Fontconfig* config = fontconfig(); config != nullptr) {
        const std::vector<std::string> more = config->families();
        names.insert(names.end(), more.begin(), more.end());
    }
    return names;
}

std::vector<FontFile> FontFinder::system_covering(char32_t c, Slant slant) {
    Fontconfig* config = fontconfig();
    return config != nullptr ? config->covering(c, slant) : std::vector<FontFile>{};
}

}  // namespace inkstone::fonts
