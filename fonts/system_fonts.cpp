// SPDX-License-Identifier: Apache-2.0
// Queries to fontconfig. It never says "not found" but offers a substitute; what it offers is
// therefore compared with what was asked for.
#include "fonts/system_fonts.hpp"

#include <fontconfig/fontconfig.h>

#include <cstdlib>

#include "fonts/face_impl.hpp"
#include "src/dynamic/library.hpp"

namespace inkstone::fonts {
namespace {

/// fontconfig, loaded with the first question: the default faces are found without it.
struct LibFontconfig {
    dynamic::Library library{INKSTONE_LIBFONTCONFIG};
    INKSTONE_DYNAMIC(FcCharSetAddChar);
    INKSTONE_DYNAMIC(FcCharSetCreate);
    INKSTONE_DYNAMIC(FcCharSetDestroy);
    INKSTONE_DYNAMIC(FcCharSetHasChar);
    INKSTONE_DYNAMIC(FcConfigDestroy);
    INKSTONE_DYNAMIC(FcConfigGetFonts);
    INKSTONE_DYNAMIC(FcDefaultSubstitute);
    INKSTONE_DYNAMIC(FcFontMatch);
    INKSTONE_DYNAMIC(FcFontSetDestroy);
    INKSTONE_DYNAMIC(FcFontSort);
    INKSTONE_DYNAMIC(FcInitLoadConfigAndFonts);
    INKSTONE_DYNAMIC(FcPatternAddBool);
    INKSTONE_DYNAMIC(FcPatternAddCharSet);
    INKSTONE_DYNAMIC(FcPatternAddInteger);
    INKSTONE_DYNAMIC(FcPatternAddString);
    INKSTONE_DYNAMIC(FcPatternCreate);
    INKSTONE_DYNAMIC(FcPatternDestroy);
    INKSTONE_DYNAMIC(FcPatternGetCharSet);
    INKSTONE_DYNAMIC(FcPatternGetInteger);
    INKSTONE_DYNAMIC(FcPatternGetString);
};

LibFontconfig& fc() {
    static LibFontconfig library;
    return library;
}

void destroy(FcPattern* pattern) {
    fc().FcPatternDestroy(pattern);
}
void destroy(FcFontSet* fonts) {
    fc().FcFontSetDestroy(fonts);
}
void destroy(FcCharSet* characters) {
    fc().FcCharSetDestroy(characters);
}
using PatternHandle = UniqueHandle<FcPattern, destroy>;
using FontSetHandle = UniqueHandle<FcFontSet, destroy>;
using CharSetHandle = UniqueHandle<FcCharSet, destroy>;

constexpr std::size_t kMostCandidates = 8;

PatternHandle style_pattern(Slant slant) {
    PatternHandle pattern(fc().FcPatternCreate());
    fc().FcPatternAddInteger(
        pattern.get(), FC_WEIGHT, is_bold(slant) ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR);
    fc().FcPatternAddInteger(
        pattern.get(), FC_SLANT, is_italic(slant) ? FC_SLANT_ITALIC : FC_SLANT_ROMAN);
    fc().FcPatternAddBool(pattern.get(), FC_SCALABLE, FcTrue);
    return pattern;
}

bool has_family(FcPattern* font, const std::string& family) {
    FcChar8* name = nullptr;
    for (int i = 0; fc().FcPatternGetString(font, FC_FAMILY, i, &name) == FcResultMatch; ++i) {
        if (same_family(reinterpret_cast<const char*>(name), family)) return true;
    }
    return false;
}

/// Integer property, 0 when absent (or a range, as variable fonts have).
int property(FcPattern* font, const char* object) {
    int value = 0;
    return fc().FcPatternGetInteger(font, object, 0, &value) == FcResultMatch ? value : 0;
}

bool has_style(FcPattern* font, Slant slant) {
    const bool bold = property(font, FC_WEIGHT) >= FC_WEIGHT_DEMIBOLD;
    const bool italic = property(font, FC_SLANT) >= FC_SLANT_ITALIC;
    return bold == is_bold(slant) && italic == is_italic(slant);
}

std::optional<FontFile> file_of(FcPattern* font) {
    FcChar8* path = nullptr;
    if (fc().FcPatternGetString(font, FC_FILE, 0, &path) != FcResultMatch) return std::nullopt;
    const auto index = static_cast<unsigned>(property(font, FC_INDEX));
    // The upper half numbers the instances of a variable font; Face opens the default one only.
    return FontFile{reinterpret_cast<const char*>(path), index & 0xFFFFU};
}

}  // namespace

/// A system without fontconfig is one whose other fonts are not known.
FontFinder::Fontconfig::Fontconfig()
    : config_(fc().library ? fc().FcInitLoadConfigAndFonts() : nullptr) {}

FontFinder::Fontconfig::~Fontconfig() {
    if (config_ != nullptr) fc().FcConfigDestroy(config_);
}

std::optional<FontFile> FontFinder::Fontconfig::match(const std::string& family,
                                                      Slant slant,
                                                      bool exact) {
    if (config_ == nullptr) return std::nullopt;
    const PatternHandle pattern = style_pattern(slant);
    fc().FcPatternAddString(
        pattern.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>(family.c_str()));
    fc().FcDefaultSubstitute(pattern.get());
    FcResult result = FcResultNoMatch;
    const PatternHandle font(fc().FcFontMatch(config_, pattern.get(), &result));
    if (!font || !has_family(font.get(), family)) return std::nullopt;
    if (exact && !has_style(font.get(), slant)) return std::nullopt;
    return file_of(font.get());
}

std::vector<std::string> FontFinder::Fontconfig::families() {
    std::vector<std::string> names;
    if (config_ == nullptr) return names;
    const FcFontSet* fonts = fc().FcConfigGetFonts(config_, FcSetSystem);
    for (int i = 0; fonts != nullptr && i < fonts->nfont; ++i) {
        FcChar8* name = nullptr;
        for (int n = 0;
             fc().FcPatternGetString(fonts->fonts[i], FC_FAMILY, n, &name) == FcResultMatch;
             ++n)
            names.emplace_back(reinterpret_cast<const char*>(name));
    }
    return names;
}

std::vector<FontFile> FontFinder::Fontconfig::covering(char32_t c, Slant slant) {
    std::vector<FontFile> files;
    if (config_ == nullptr) return files;
    const PatternHandle pattern = style_pattern(slant);
    const CharSetHandle wanted(fc().FcCharSetCreate());
    fc().FcCharSetAddChar(wanted.get(), c);
    fc().FcPatternAddCharSet(pattern.get(), FC_CHARSET, wanted.get());
    fc().FcDefaultSubstitute(pattern.get());
    FcResult result = FcResultNoMatch;
    const FontSetHandle fonts(fc().FcFontSort(config_, pattern.get(), FcTrue, nullptr, &result));
    if (!fonts) return files;
    for (int i = 0; i < fonts->nfont && files.size() < kMostCandidates; ++i) {
        FcPattern* font = fonts->fonts[i];
        FcCharSet* characters = nullptr;
        if (fc().FcPatternGetCharSet(font, FC_CHARSET, 0, &characters) != FcResultMatch) continue;
        if (!fc().FcCharSetHasChar(characters, c)) continue;
        if (auto file = file_of(font)) files.push_back(std::move(*file));
    }
    return files;
}

}  // namespace inkstone::fonts
