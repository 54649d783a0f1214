// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/layout/inline/classify.hpp"

#include "src/text/language.hpp"

namespace inkstone::layout::para {
namespace {

constexpr float kHalf = 0.5F;
constexpr float kQuarter = 0.25F;

bool contains(std::u32string_view set, char32_t c) noexcept {
    return set.find(c) != std::u32string_view::npos;
}

constexpr std::u32string_view kOpening = U"「『《〈【〔［｛（〖〘〚｟〝";
constexpr std::u32string_view kClosing = U"」』》〉】〕］｝）〗〙〛｠〞〟";

CharClass classify_ascii(char32_t c) noexcept {
    if ((c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z')) return CharClass::Western;
    if (c >= U'0' && c <= U'9') return CharClass::Digit;
    if (c == U' ' || c == U'\t') return CharClass::Space;
    if (c == U'\n') return CharClass::Newline;
    if (c == U'$' || c == U'#') return CharClass::Prefix;
    if (c == U'%') return CharClass::Suffix;
    return c < 0x20 || c == 0x7F ? CharClass::Ignorable : CharClass::Punct;
}

CharClass classify_general_punctuation(char32_t c) noexcept {
    if (c <= 0x200A) return CharClass::FixedSpace;  // U+2000 … U+200A
    if (c == 0x202F) return CharClass::NoBreakSpace;
    if (c == U'‰') return CharClass::Suffix;
    if (text::is_ambiguous_mark(c)) return CharClass::Ambiguous;
    if (text::is_default_ignorable(c) || c == 0x2028 || c == 0x2029) return CharClass::Ignorable;
    return c == 0x205F ? CharClass::FixedSpace : CharClass::Punct;
}

CharClass classify_wide_punctuation(char32_t c) noexcept {
    if (contains(kOpening, c)) return CharClass::Open;
    if (contains(kClosing, c)) return CharClass::Close;
    switch (c) {
        case 0x3000:
            return CharClass::FixedSpace;
        case U'、':
        case U'，':
        case U'；':
        case U'：':
            return CharClass::Comma;
        case U'。':
        case U'．':
        case U'！':
        case U'？':
            return CharClass::Stop;
        case U'・':
            return CharClass::MiddleDot;
        default:
            return CharClass::WideOther;
    }
}

CharClass classify_rest(char32_t c) noexcept {
    if (text::is_hangul(c)) return CharClass::Hangul;
    if (text::is_cjk_letter(c)) return CharClass::CjkLetter;
    if (text::is_default_ignorable(c)) return CharClass::Ignorable;
    if (text::is_ambiguous_mark(c) || is_roman_numeral(c)) return CharClass::Ambiguous;
    if (text::is_alphabetic_western(c)) return CharClass::Western;
    if (c == U'℃' || c == U'℉') return CharClass::Suffix;
    if (c == U'€' || c == U'№') return CharClass::Prefix;
    if (text::is_wide(c)) return CharClass::WideOther;
    return CharClass::Other;
}

CharClass classify_latin1(char32_t c) noexcept {
    switch (c) {
        case 0xA0:
            return CharClass::NoBreakSpace;
        case 0xAD:
            return CharClass::SoftHyphen;
        case 0xB0:
            return CharClass::Suffix;
        case 0xA3:
        case 0xA5:
            return CharClass::Prefix;
        case 0xB7:
            return CharClass::Ambiguous;
        case 0xD7:
        case 0xF7:
            return CharClass::Punct;
        default:
            break;
    }
    if (c < 0xA0) return CharClass::Ignorable;
    return text::is_alphabetic_western(c) ? CharClass::Western : CharClass::Punct;
}

}  // namespace

Region region_of(std::string_view lang) noexcept {
    switch (text::han_region(lang)) {
        case text::HanRegion::TraditionalChinese:
        case text::HanRegion::HongKong:
            return Region::Hant;
        case text::HanRegion::Japanese:
            return Region::Ja;
        case text::HanRegion::Korean:
            return Region::Ko;
        case text::HanRegion::SimplifiedChinese:
        case text::HanRegion::None:
            break;
    }
    return Region::Hans;
}

CharClass classify(char32_t c) noexcept {
    if (c < 0x80) return classify_ascii(c);
    if (c >= 0x4E00 && c <= 0x9FFF) return CharClass::CjkLetter;
    if (c < 0x100) return classify_latin1(c);
    if (c >= 0xAC00 && c <= 0xD7A3) return CharClass::Hangul;
    if (c >= 0x2000 && c <= 0x206F) return classify_general_punctuation(c);
    if (text::is_cjk_letter(c)) return CharClass::CjkLetter;
    if (text::is_cjk_punctuation(c) || c == 0x3000) return classify_wide_punctuation(c);
    return classify_rest(c);
}

CharClass wide_class(char32_t c) noexcept {
    switch (c) {
        case U'“':
        case U'‘':
            return CharClass::Open;
        case U'”':
        case U'’':
            return CharClass::Close;
        case U'—':
        case U'⸺':
        case U'–':
        case U'―':
            return CharClass::Dash;
        case U'…':
        case U'⋯':
        case U'‥':
            return CharClass::Ellipsis;
        case 0xB7:
        case 0x2027:
        case 0x2022:
            return CharClass::MiddleDot;
        default:
            return CharClass::WideOther;
    }
}

MarkSides mark_sides(char32_t c, CharClass kind, Region region) noexcept {
    const bool hans = region == Region::Hans;
    switch (kind) {
        case CharClass::Open:
            return {kHalf, 0};
        case CharClass::Close:
            return {0, kHalf};
        case CharClass::MiddleDot:
            return {kQuarter, kQuarter};
        case CharClass::Comma:
            if (region == Region::Hant) return {kQuarter, kQuarter};
            if (!hans && (c == U'；' || c == U'：')) return {kQuarter, kQuarter};
            return {0, kHalf};
        case CharClass::Stop:
            if (c == U'！' || c == U'？') return {0, hans ? kHalf : 0};
            if (region == Region::Hant) return {kQuarter, kQuarter};
            return {0, kHalf};
        case CharClass::Space:
        case CharClass::NoBreakSpace:
        case CharClass::FixedSpace:
        case CharClass::Newline:
        case CharClass::Ignorable:
        case CharClass::SoftHyphen:
        case CharClass::CjkLetter:
        case CharClass::Hangul:
        case CharClass::Dash:
        case CharClass::Ellipsis:
        case CharClass::WideOther:
        case CharClass::Western:
        case CharClass::Digit:
        case CharClass::Prefix:
        case CharClass::Suffix:
        case CharClass::Punct:
        case CharClass::Other:
        case CharClass::Ambiguous:
            break;
    }
    return {};
}

bool is_counter(char32_t c) noexcept {
    return contains(
        U"年月日时時分秒个個条條章页頁节節件次台种種名位元岁歲块塊行列组組家人天年度倍点點号號", c);
}

}  // namespace inkstone::layout::para
