// SPDX-License-Identifier: Apache-2.0
// Which characters may not begin or end a line, by language and strictness (output requirements
// 1.7; JLREQ cl-01 … cl-11, CLREQ, KLREQ). Applied on top of UAX #14 by the Segmenter.
#pragma once

#include <string_view>

#include "src/text/segment.hpp"

namespace inkstone::text {

/// The three families of line-breaking habits that differ from plain UAX #14.
enum class BreakHabit { Western, SimplifiedChinese, TraditionalChinese, Japanese, Korean };

BreakHabit break_habit(std::string_view lang) noexcept;

/// True when a line must not begin with `c`, which follows `before` without a space.
bool forbidden_at_start(char32_t c, char32_t before, BreakHabit habit, Strictness strictness);
/// True when a line must not end with `c`, which `after` follows.
bool forbidden_at_end(char32_t c, char32_t after, BreakHabit habit);
/// True for marks that stand in pairs and stay whole: —— …… ⋯⋯ ‥‥ 〳〵.
bool is_unbreakable_pair(char32_t first, char32_t second) noexcept;

/// True between a number and the sign before or after it (￥100, 25℃, 3㎏), and inside numbers of
/// full-width digits, which UAX #14 takes for ideographs.
bool is_number_joint(char32_t first, char32_t second) noexcept;

}  // namespace inkstone::text
