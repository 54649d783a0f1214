// SPDX-License-Identifier: Apache-2.0
// The kinsoku sets. Only what UAX #14 and ICU's tailorings do not already say, or say otherwise in
// one of their strictness levels, needs to stand here; the sets are written whole all the same, so
// that the rule can be read in one place and does not hang on ICU's version.
#include "src/text/kinsoku.hpp"

#include <algorithm>

#include "src/text/language.hpp"
#include "src/text/properties.hpp"

namespace inkstone::text {
namespace {

// Sorted by code point (looked up by binary search).

/// Closing brackets, stops and commas that no East Asian line begins with, at any strictness.
constexpr std::u32string_view kNeverFirst =
    U"»’”‧›、。〉》」』】〕〗〙〛〞〟﹐﹑﹒！），．：；？］｝｠｡｣､";

/// Small kana and the prolonged sound mark: cl-10 and cl-11.
constexpr std::u32string_view kSmallKana =
    U"ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶーㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯｰ";

/// Signs before and after a number, cl-12 and cl-13, beyond those of the ASCII range, which UAX #14
/// keeps at any strictness.
constexpr std::u32string_view kPrefixes = U"£¥₩€№＃＄￡￥￦";
constexpr std::u32string_view kSuffixes = U"¢°‰′″℃℉％￠";

/// Iteration marks, cl-09.
constexpr std::u32string_view kIteration = U"々〻ゝゞヽヾ";

/// ASCII punctuation that closes or separates; matters only after a CJK letter or mark.
constexpr std::u32string_view kAsciiClosing = U"!),.:;?]}";

/// Opening brackets, cl-01.
constexpr std::u32string_view kNeverLast = U"«‘“‹〈《「『【〔〖〘〚〝（［｛｟｢";

bool in(std::u32string_view sorted, char32_t c) {
    return std::binary_search(sorted.begin(), sorted.end(), c);
}

bool is_chinese_habit(BreakHabit habit) noexcept {
    return habit == BreakHabit::SimplifiedChinese || habit == BreakHabit::TraditionalChinese;
}

bool is_cjk(char32_t c) noexcept {
    return is_cjk_letter(c) || is_cjk_punctuation(c) || is_hangul(c);
}

/// Marks that are non-starters only in some habits or up to some strictness.
bool is_conditional_non_starter(char32_t c,
                                char32_t before,
                                BreakHabit habit,
                                Strictness strictness) {
    const bool loose = strictness == Strictness::Loose;
    switch (c) {
        case U'—':  // a double dash may begin a line, a single one may not
            if (habit == BreakHabit::Korean) return is_cjk(before);
            return is_chinese_habit(habit) && strictness == Strictness::Strict &&
                   is_cjk_letter(before);
        case U'／':
            return is_chinese_habit(habit) && strictness == Strictness::Strict;
        case U'－':
            return is_chinese_habit(habit);
        case U'…':
        case U'⋯':
        case U'‥':
            return is_chinese_habit(habit) || !loose;
        case U'・':
            return !loose || habit != BreakHabit::Japanese;
        case U'～':
            return true;
        case U'·':
        case U'~':
            return is_cjk(before);
        case U'〜':
        case U'゠':
            return strictness == Strictness::Strict || is_chinese_habit(habit);
        case U'‐':
        case U'–':
            return strictness == Strictness::Strict || habit != BreakHabit::Western;
        case U'‼':
        case U'⁇':
        case U'⁈':
        case U'⁉':
            return habit != BreakHabit::Western && !loose;
        case U'〃':
            return habit == BreakHabit::Korean;
        case U'﹔':
        case U'﹕':
        case U'﹖':
        case U'﹗':
        case U'︰':
            return habit != BreakHabit::Western;
        default:
            return false;
    }
}

/// ！？：； may begin a line in the loose rules of the narrowest columns; not in Korean, whose
/// loose rules part syllables instead.
bool is_relaxed_when_loose(char32_t c, BreakHabit habit) noexcept {
    if (habit == BreakHabit::Korean) return false;
    return c == U'！' || c == U'？' || c == U'：' || c == U'；';
}

/// Square units such as ㌔ and ㎏, U+3300 … U+3357 and U+3371 … U+33DF.
bool is_square_unit(char32_t c) noexcept {
    return (c >= 0x3300 && c <= 0x3357) || (c >= 0x3371 && c <= 0x33DF);
}

bool is_any_digit(char32_t c) noexcept {
    return is_digit(c) || (c >= U'０' && c <= U'９');
}

}  // namespace

BreakHabit break_habit(std::string_view lang) noexcept {
    switch (han_region(lang)) {
        case HanRegion::SimplifiedChinese:
            return BreakHabit::SimplifiedChinese;
        case HanRegion::TraditionalChinese:
        case HanRegion::HongKong:
            return BreakHabit::TraditionalChinese;
        case HanRegion::Japanese:
            return BreakHabit::Japanese;
        case HanRegion::Korean:
            return BreakHabit::Korean;
        case HanRegion::None:
            break;
    }
    return BreakHabit::Western;
}

bool forbidden_at_start(char32_t c, char32_t before, BreakHabit habit, Strictness strictness) {
    const bool loose = strictness == Strictness::Loose;
    if (c < 0x80 && c != U'~') return in(kAsciiClosing, c) && is_cjk(before);
    if (loose && is_relaxed_when_loose(c, habit)) return false;
    if (in(kNeverFirst, c)) return true;
    // Only Japanese, which has many of them, lets these begin a line in its laxer rules.
    if (in(kSmallKana, c)) {
        const bool mark = c == U'ー' && habit != BreakHabit::Japanese;
        return mark || strictness == Strictness::Strict;
    }
    if (in(kIteration, c)) return !loose || habit != BreakHabit::Japanese;
    return is_conditional_non_starter(c, before, habit, strictness);
}

bool forbidden_at_end(char32_t c, char32_t after, BreakHabit habit) {
    if (in(kNeverLast, c)) return true;
    if (!is_chinese_habit(habit)) return false;
    return c == U'／' || (c == U'/' && is_cjk_letter(after));
}

bool is_unbreakable_pair(char32_t first, char32_t second) noexcept {
    // The two halves of a vertical iteration mark, cl-08.
    if ((first == U'〳' || first == U'〴') && second == U'〵') return true;
    if (first != second) return false;
    return first == U'—' || first == U'―' || first == U'…' || first == U'⋯' || first == U'‥' ||
           first == U'⸺';
}

bool is_number_joint(char32_t first, char32_t second) noexcept {
    if (is_any_digit(second))
        return in(kPrefixes, first) || (second >= 0x80 && is_any_digit(first));
    return is_any_digit(first) && (in(kSuffixes, second) || is_square_unit(second));
}

}  // namespace inkstone::text
