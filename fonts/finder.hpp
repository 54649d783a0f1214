// SPDX-License-Identifier: Apache-2.0
// Where font files are: the manifest's known places, the user's folders, fontconfig. Not
// thread-safe: the Library holds its lock around every call.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fonts/face.hpp"
#include "fonts/manifest.hpp"

namespace inkstone::fonts {

/// A member of a font file.
struct FontFile {
    std::string path;
    std::uint32_t index = 0;
    bool operator==(const FontFile&) const = default;
    auto operator<=>(const FontFile&) const = default;
};

/// A face of the user's folders.
struct UserFont {
    FontFile file;
    std::string family;
    int weight = 400;
    bool italic = false;
};

class FontFinder {
public:
    /// `paths` are folders or files. They are read on the first use.
    FontFinder(std::vector<std::string> paths, bool use_fontconfig);
    ~FontFinder();
    FontFinder(const FontFinder&) = delete;
    FontFinder& operator=(const FontFinder&) = delete;

    /// The file of a manifest row in one of the known places.
    static std::optional<FontFile> known(const ManifestRow& row,
                                         Slant slant,
                                         text::HanRegion region);
    /// The user's face of this family and style; `exact` asks for the style itself, otherwise the
    /// nearest is good enough.
    std::optional<FontFile> user(std::string_view family, Slant slant, bool exact);
    /// All of the user's faces, ordered by path within each given folder.
    const std::vector<UserFont>& user_fonts();
    /// fontconfig's file for a family, only when the family is really there.
    std::optional<FontFile> system(const std::string& family, Slant slant, bool exact);
    /// Names of every family that can be found, some more than once.
    std::vector<std::string> families();
    /// fontconfig's faces that have a character, best first, at most eight.
    std::vector<FontFile> system_covering(char32_t c, Slant slant);

private:
    struct Fontconfig;
    Fontconfig* fontconfig();
    void scan(const std::string& path);
    void scan_file(const std::string& path);

    std::vector<std::string> paths_;
    bool use_fontconfig_;
    bool scanned_ = false;
    std::vector<UserFont> user_fonts_;
    std::unique_ptr<Fontconfig> fontconfig_;
};

constexpr bool is_bold(Slant slant) noexcept {
    return slant == Slant::Bold || slant == Slant::BoldItalic;
}
constexpr bool is_italic(Slant slant) noexcept {
    return slant == Slant::Italic || slant == Slant::BoldItalic;
}

/// Case and spaces aside, as people write family names.
bool same_family(std::string_view a, std::string_view b) noexcept;

}  // namespace inkstone::fonts
