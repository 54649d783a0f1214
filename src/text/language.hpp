// SPDX-License-Identifier: Apache-2.0
// Language guess from letters (output requirements LG2, LG3) and BCP 47 helpers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace inkstone::text {

/// Letters of a text by kind. `simplified`/`traditional` count Han that only one orthography uses;
/// `cantonese` counts different characters of 嘅咗喺哋啲嚟冇嗰噉.
struct LetterCounts {
    std::uint64_t kana = 0;
    std::uint64_t hangul = 0;
    std::uint64_t han = 0;
    std::uint64_t latin = 0;
    std::uint64_t simplified = 0;
    std::uint64_t traditional = 0;
    std::uint32_t cantonese_mask = 0;
    void add(std::string_view utf8);
};

/// "en", "ja", "ko", "zh-Hans", "zh-Hant" or "zh-HK" by LG3; "" when there is no letter.
std::string guess_language(const LetterCounts& counts);

/// Canonical case and separators: zh_cn → zh-CN, ZH-hans → zh-Hans. "" when it is no BCP 47 tag.
std::string canonical_language(std::string_view tag);

bool is_chinese(std::string_view tag) noexcept;
bool is_japanese(std::string_view tag) noexcept;
bool is_korean(std::string_view tag) noexcept;

/// Which regional glyphs a tag asks for (LG4). None for languages without Han.
enum class HanRegion { None, SimplifiedChinese, TraditionalChinese, HongKong, Japanese, Korean };
HanRegion han_region(std::string_view tag) noexcept;

}  // namespace inkstone::text
