// SPDX-License-Identifier: Apache-2.0
// BCP 47 helpers and the language guess of output requirements LG2 to LG4.
#include "src/text/language.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "src/text/properties.hpp"
#include "src/text/utf8.hpp"

namespace inkstone::text {
namespace {

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

}  // namespace

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
    if (has_any_subtag(tag, {"HK", "MO"})) return HanRegion::HongKong;
    if (has_any_subtag(tag, {"Hant", "TW"})) return HanRegion::TraditionalChinese;
    if (has_any_subtag(tag, {"CN", "SG", "MY"})) return HanRegion::SimplifiedChinese;
    if (has_primary(tag, "yue")) return HanRegion::HongKong;
    return HanRegion::SimplifiedChinese;
}

}  // namespace inkstone::text
