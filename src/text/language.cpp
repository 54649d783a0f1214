// SPDX-License-Identifier: Apache-2.0
// BCP 47 helpers and the language guess of output requirements LG2 to LG4.
#include "src/text/language.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "src/text/properties.hpp"
#include "src/text/utf8.hpp"

namespace inkstone::text {
namespace {

#include "src/text/han_variants.inc"

// The bitmaps cover the main CJK block; the character sets they stem from hold no other Han.
constexpr char32_t kFirstHan = 0x4E00;
constexpr char32_t kLastHan = 0x9FFF;

template <std::size_t N>
bool in_bitmap(const std::uint64_t (&words)[N], char32_t c) noexcept {
    if (c < kFirstHan || c > kLastHan) return false;
    const std::size_t index = c - kFirstHan;
    return ((words[index / 64] >> (index % 64)) & 1U) != 0;
}

/// Characters of written Cantonese that other Chinese does not use.
constexpr std::u32string_view kCantonese = U"嘅咗喺哋啲嚟冇嗰噉";
constexpr int kCantoneseNeeded = 3;

constexpr bool is_letter(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool is_number(char c) noexcept {
    return c >= '0' && c <= '9';
}
constexpr char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}
constexpr char upper(char c) noexcept {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
        return lower(x) == lower(y);
    });
}

/// Reads a tag subtag by subtag; '-' and '_' separate.
class Subtags {
public:
    explicit Subtags(std::string_view tag) noexcept : rest_(tag) {}
    [[nodiscard]] bool done() const noexcept { return finished_; }
    std::string_view next() noexcept {
        const std::size_t end = rest_.find_first_of("-_");
        const std::string_view subtag = rest_.substr(0, end);
        finished_ = end == std::string_view::npos;
        rest_ = finished_ ? std::string_view{} : rest_.substr(end + 1);
        return subtag;
    }

private:
    std::string_view rest_;
    bool finished_ = false;
};

std::string_view primary(std::string_view tag) noexcept {
    return Subtags(tag).next();
}

bool has_primary(std::string_view tag, std::string_view language) noexcept {
    return equal_ignoring_case(primary(tag), language);
}

/// The tag has this subtag before any private or extension part (a singleton starts those).
bool has_subtag(std::string_view tag, std::string_view wanted) noexcept {
    Subtags subtags(tag);
    subtags.next();
    while (!subtags.done()) {
        const std::string_view subtag = subtags.next();
        if (subtag.size() == 1) return false;
        if (equal_ignoring_case(subtag, wanted)) return true;
    }
    return false;
}

bool has_any_subtag(std::string_view tag, std::initializer_list<std::string_view> wanted) noexcept {
    return std::any_of(
        wanted.begin(), wanted.end(), [tag](std::string_view w) { return has_subtag(tag, w); });
}

/// RFC 5646 2.1.1: script subtags in title case, regions in upper case, all others in lower case.
void append_cased(std::string& out, std::string_view subtag, bool inside_extension) {
    const bool region = subtag.size() == 2 && !inside_extension;
    const bool script = subtag.size() == 4 && is_letter(subtag[0]) && !inside_extension;
    out.push_back('-');
    for (std::size_t i = 0; i < subtag.size(); ++i) {
        out.push_back(region || (script && i == 0) ? upper(subtag[i]) : lower(subtag[i]));
    }
}

bool is_alphanumeric(std::string_view subtag) noexcept {
    return std::all_of(
        subtag.begin(), subtag.end(), [](char c) { return is_letter(c) || is_number(c); });
}

/// Kana that show Japanese: not the prolonged sound mark, which stands in Chinese text too.
bool is_telling_kana(char32_t c) noexcept {
    return is_kana(c) && c != 0x30FC && c != 0xFF70;
}

/// Kinds of Han characters that a guess between Chinese orthographies looks at.
void count_han(LetterCounts& counts, char32_t c) {
    ++counts.han;
    if (in_bitmap(kSimplifiedOnly, c)) ++counts.simplified;
    if (in_bitmap(kTraditionalOnly, c)) ++counts.traditional;
    if (const std::size_t i = kCantonese.find(c); i != std::u32string_view::npos) {
        counts.cantonese_mask |= 1U << i;
    }
}

int set_bits(std::uint32_t mask) noexcept {
    int count = 0;
    for (; mask != 0; mask &= mask - 1) ++count;
    return count;
}

}  // namespace

void LetterCounts::add(std::string_view utf8) {
    for (std::size_t i = 0; i < utf8.size();) {
        const char32_t c = decode(utf8, i);
        if (c < 0x80) {
            if (is_alphabetic_western(c)) ++latin;
        } else if (is_han(c)) {
            count_han(*this, c);
        } else if (is_telling_kana(c)) {
            ++kana;
        } else if (is_hangul(c)) {
            ++hangul;
        } else if (script_of(c) == kLatin && is_alphabetic_western(c)) {
            ++latin;
        }
    }
}

std::string guess_language(const LetterCounts& counts) {
    const std::uint64_t k = counts.kana;
    const std::uint64_t g = counts.hangul;
    const std::uint64_t h = counts.han;
    if (k + g + h + counts.latin == 0) return {};
    // Fractions as whole numbers: 0.1, 0.05, 0.2 of LG3 become 10, 20, 5 on the other side.
    if (20 * (k + g + h) < counts.latin) return "en";
    if (20 * k >= k + h && k >= g && k > 0) return "ja";
    if (5 * g >= g + h && g > 0) return "ko";
    if (counts.traditional <= counts.simplified) return "zh-Hans";
    return set_bits(counts.cantonese_mask) >= kCantoneseNeeded ? "zh-HK" : "zh-Hant";
}

std::string canonical_language(std::string_view tag) {
    // RFC 5646 allows longer tags, but none that names a language is; front matter is untrusted.
    constexpr std::size_t kLongest = 63;
    if (tag.empty() || tag.size() > kLongest) return {};
    Subtags subtags(tag);
    const std::string_view language = subtags.next();
    if (language.size() < 2 || language.size() > 8) return {};
    if (!std::all_of(language.begin(), language.end(), is_letter)) return {};
    std::string result;
    for (const char c : language) result.push_back(lower(c));
    bool inside_extension = false;
    while (!subtags.done()) {
        const std::string_view subtag = subtags.next();
        if (subtag.empty() || subtag.size() > 8 || !is_alphanumeric(subtag)) return {};
        append_cased(result, subtag, inside_extension);
        inside_extension = inside_extension || subtag.size() == 1;
    }
    return inside_extension && result[result.size() - 2] == '-' ? std::string{} : result;
}

bool is_chinese(std::string_view tag) noexcept {
    const std::string_view language = primary(tag);
    constexpr std::array<std::string_view, 8> kChinese = {
        "zh", "yue", "cmn", "hak", "nan", "wuu", "gan", "lzh"};
    return std::any_of(kChinese.begin(), kChinese.end(), [language](std::string_view known) {
        return equal_ignoring_case(language, known);
    });
}

bool is_japanese(std::string_view tag) noexcept {
    return has_primary(tag, "ja");
}
bool is_korean(std::string_view tag) noexcept {
    return has_primary(tag, "ko");
}

HanRegion han_region(std::string_view tag) noexcept {
    if (is_japanese(tag)) return HanRegion::Japanese;
    if (is_korean(tag)) return HanRegion::Korean;
    if (!is_chinese(tag)) return HanRegion::None;
    if (has_subtag(tag, "Hans")) return HanRegion::SimplifiedChinese;
    if (has_any_subtag(tag, {"HK", "MO"}) || has_primary(tag, "yue")) return HanRegion::HongKong;
    if (has_any_subtag(tag, {"Hant", "TW"})) return HanRegion::TraditionalChinese;
    return HanRegion::SimplifiedChinese;
}

}  // namespace inkstone::text
