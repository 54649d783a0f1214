// SPDX-License-Identifier: Apache-2.0
// Segmentation over ICU's break iterators and bidi algorithm. ICU's line breaks are tailored by
// language through the locale (CSS line-break values, CLDR); a pass over its answer then settles
// the few places where it is too strict or too lax for East Asian text.
#include "src/text/segment.hpp"

#include <unicode/brkiter.h>
#include <unicode/ubidi.h>
#include <unicode/utext.h>

#include <algorithm>
#include <map>

#include "src/text/kinsoku.hpp"
#include "src/text/language.hpp"
#include "src/text/properties.hpp"
#include "src/text/utf8.hpp"

namespace inkstone::text {
namespace {

struct BidiClose {
    void operator()(UBiDi* bidi) const noexcept { ubidi_close(bidi); }
};

/// UTF-16 lent to ICU without a copy.
class LentText {
public:
    explicit LentText(std::u16string_view text) {
        UErrorCode status = U_ZERO_ERROR;
        utext_openUChars(&text_, text.data(), static_cast<std::int64_t>(text.size()), &status);
    }
    ~LentText() { utext_close(&text_); }
    LentText(const LentText&) = delete;
    LentText& operator=(const LentText&) = delete;
    UText* get() noexcept { return &text_; }

private:
    UText text_ = UTEXT_INITIALIZER;
};

/// Every one of these units is a grapheme cluster by itself when all of the paragraph is of this
/// kind (UAX #29: class Other, apart from CR LF): no marks, jamo, surrogates or joiners.
constexpr bool is_simple_unit(char16_t u) noexcept {
    if (u < 0x300) return true;
    if (u < 0x2010) return u >= 0x370 && u < 0x483;
    if (u < 0x3000) return u <= 0x2027 || (u >= 0x2030 && u <= 0x205E);
    if (u <= 0x309A) return u <= 0x3029 || (u >= 0x3030 && u <= 0x3098);
    if (u <= 0x9FFF) return true;
    return (u >= 0xAC00 && u <= 0xD7A3) || (u >= 0xF900 && u <= 0xFAFF) ||
           (u >= 0xFF01 && u <= 0xFF9D);
}

char32_t code_point_before(std::u16string_view text, std::size_t index) noexcept {
    if (index == 0) return 0;
    std::size_t start = index - 1;
    if (start > 0 && (text[start] & 0xFC00U) == 0xDC00U && (text[start - 1] & 0xFC00U) == 0xD800U) {
        --start;
    }
    return decode(text, start);
}

char32_t code_point_at(std::u16string_view text, std::size_t index) noexcept {
    return index < text.size() ? decode(text, index) : 0;
}

bool is_opening_quote(char32_t c) noexcept {
    return c == U'“' || c == U'‘';
}
bool is_closing_quote(char32_t c) noexcept {
    return c == U'”' || c == U'’';
}

/// The pass after ICU. Looks at one place between two code points at a time.
class Tailor {
public:
    Tailor(std::u16string_view text,
           BreakHabit habit,
           Strictness strictness,
           std::vector<BreakKind>& breaks)
        : text_(text), habit_(habit), strictness_(strictness), breaks_(breaks) {}

    void run() {
        for (std::size_t i = 1; i < text_.size(); ++i) {
            // Units below U+0080 on both sides need a look only for "++"; a break inside a
            // surrogate pair cannot occur.
            const char16_t a = text_[i - 1];
            const char16_t b = text_[i];
            if (breaks_[i] == BreakKind::Mandatory || (b & 0xFC00U) == 0xDC00U) continue;
            if (a < 0x80 && b < 0x80 && a != u'+') continue;
            visit(i);
        }
    }

private:
    void visit(std::size_t i) {
        const char32_t before = code_point_before(text_, i);
        const char32_t after = code_point_at(text_, i);
        if (breaks_[i] == BreakKind::None) {
            if (may_open(i, before, after)) breaks_[i] = BreakKind::Allowed;
        }
        if (breaks_[i] == BreakKind::Allowed && must_close(i, before, after)) {
            breaks_[i] = BreakKind::None;
        }
    }

    /// Places where ICU is over-strict: beside curly quotes next to Han (UAX #14 cannot tell an
    /// opening quote from a closing one in class QU), and after a word such as C++.
    [[nodiscard]] bool may_open(std::size_t i, char32_t before, char32_t after) const {
        if (is_opening_quote(after)) {
            return is_cjk_letter(before) || is_closing_quote(before) ||
                   (is_cjk_punctuation(before) && !forbidden_at_end(before, after, habit_));
        }
        if (is_closing_quote(before)) {
            return is_cjk_letter(after) || (is_cjk_punctuation(after) && is_opening(after));
        }
        return before == U'+' && is_cjk_letter(after) && ends_plus_word(i);
    }

    [[nodiscard]] static bool is_opening(char32_t c) {
        return forbidden_at_end(c, 0, BreakHabit::Western);
    }

    [[nodiscard]] bool must_close(std::size_t i, char32_t before, char32_t after) const {
        if (is_unbreakable_pair(before, after)) {
            // The loose rules of very narrow columns may split a row of dots (CSS Text 3).
            return strictness_ != Strictness::Loose || habit_ != BreakHabit::Japanese;
        }
        if (after == U'+' && ends_plus_word(i)) return true;
        if (is_number_joint(before, after)) return true;
        if (is_white_space(before) || before == 0x200B) {
            return forbidden_at_start(after, 0, habit_, strictness_) && is_cjk_punctuation(after);
        }
        if (after == U'—' && code_point_at(text_, i + 1) == U'—') return false;
        if (forbidden_at_start(after, before, habit_, strictness_)) return true;
        if (forbidden_at_end(before, after, habit_)) return true;
        return habit_ == BreakHabit::Korean && strictness_ != Strictness::Loose &&
               inside_eojeol(before, after);
    }

    /// The characters before `i` are pluses that follow a Latin letter or digit: C++, g++, A+.
    [[nodiscard]] bool ends_plus_word(std::size_t i) const {
        std::size_t start = i;
        // Longer rows of pluses are no word; the bound keeps the pass linear.
        while (start > 0 && text_[start - 1] == u'+' && i - start < 4) --start;
        if (start == i || start == 0) return false;
        const char32_t c = code_point_before(text_, start);
        return is_alphabetic_western(c) || is_digit(c);
    }

    /// Korean breaks at spaces only (KLREQ; CSS word-break: keep-all): ICU offers no keep-all, so
    /// every place with a Hangul or CJK character on either side and no space before it is closed.
    [[nodiscard]] static bool inside_eojeol(char32_t before, char32_t after) {
        const auto holds = [](char32_t c) {
            return is_hangul(c) || is_cjk_letter(c) || is_cjk_punctuation(c);
        };
        return holds(before) || holds(after);
    }

    std::u16string_view text_;
    BreakHabit habit_;
    Strictness strictness_;
    std::vector<BreakKind>& breaks_;
};

const char* strictness_keyword(Strictness strictness) noexcept {
    switch (strictness) {
        case Strictness::Strict:
            return "strict";
        case Strictness::Normal:
            return "normal";
        case Strictness::Loose:
            return "loose";
    }
    return "strict";
}

/// ICU has line rules for Chinese and Japanese and one set for all others. Thai, Khmer and the
/// like are broken by dictionary whatever the locale.
const char* rule_language(BreakHabit habit) noexcept {
    switch (habit) {
        case BreakHabit::SimplifiedChinese:
        case BreakHabit::TraditionalChinese:
            return "zh";
        case BreakHabit::Japanese:
            return "ja";
        case BreakHabit::Korean:
            return "ko";
        case BreakHabit::Western:
            break;
    }
    return "en";
}

}  // namespace

struct Segmenter::State {
    std::map<std::pair<std::string_view, Strictness>, std::unique_ptr<icu::BreakIterator>> lines;
    std::unique_ptr<icu::BreakIterator> characters;
    std::unique_ptr<UBiDi, BidiClose> bidi;

    icu::BreakIterator* line_iterator(const char* language, Strictness strictness) {
        auto& iterator = lines[{language, strictness}];
        if (!iterator) {
            const std::string name =
                std::string(language) + "@lb=" + strictness_keyword(strictness);
            UErrorCode status = U_ZERO_ERROR;
            iterator.reset(
                icu::BreakIterator::createLineInstance(icu::Locale(name.c_str()), status));
            if (U_FAILURE(status)) iterator.reset();
        }
        return iterator.get();
    }

    icu::BreakIterator* character_iterator() {
        if (!characters) {
            UErrorCode status = U_ZERO_ERROR;
            characters.reset(
                icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
            if (U_FAILURE(status)) characters.reset();
        }
        return characters.get();
    }
};

Segmenter::Segmenter() : state_(std::make_unique<State>()) {}
Segmenter::~Segmenter() = default;

std::vector<BreakKind> Segmenter::line_breaks(std::u16string_view paragraph,
                                              std::string_view lang,
                                              Strictness strictness) {
    std::vector<BreakKind> breaks(paragraph.size() + 1, BreakKind::None);
    if (paragraph.empty()) return breaks;
    const BreakHabit habit = break_habit(lang);
    icu::BreakIterator* iterator = state_->line_iterator(rule_language(habit), strictness);
    if (iterator == nullptr) {  // ICU without its data: spaces still break
        for (std::size_t i = 1; i < paragraph.size(); ++i) {
            if (paragraph[i - 1] == u' ') breaks[i] = BreakKind::Allowed;
        }
        breaks.back() = BreakKind::Mandatory;
        return breaks;
    }
    LentText lent(paragraph);
    UErrorCode status = U_ZERO_ERROR;
    iterator->setText(lent.get(), status);
    iterator->first();
    for (std::int32_t i = iterator->next(); i != icu::BreakIterator::DONE; i = iterator->next()) {
        const bool hard = iterator->getRuleStatus() >= UBRK_LINE_HARD;
        breaks[static_cast<std::size_t>(i)] = hard ? BreakKind::Mandatory : BreakKind::Allowed;
    }
    breaks.back() = BreakKind::Mandatory;
    Tailor(paragraph, habit, strictness, breaks).run();
    return breaks;
}

std::vector<std::uint32_t> Segmenter::graphemes(std::u16string_view paragraph) {
    std::vector<std::uint32_t> starts;
    starts.reserve(paragraph.size() + 1);
    icu::BreakIterator* iterator = nullptr;
    if (!std::all_of(paragraph.begin(), paragraph.end(), is_simple_unit)) {
        iterator = state_->character_iterator();
    }
    if (iterator != nullptr) {
        LentText lent(paragraph);
        UErrorCode status = U_ZERO_ERROR;
        iterator->setText(lent.get(), status);
        for (std::int32_t i = iterator->first(); i != icu::BreakIterator::DONE;
             i = iterator->next()) {
            starts.push_back(static_cast<std::uint32_t>(i));
        }
        return starts;
    }
    for (std::size_t i = 0; i < paragraph.size(); ++i) {
        const bool after_cr = i > 0 && paragraph[i - 1] == u'\r' && paragraph[i] == u'\n';
        if (!after_cr) starts.push_back(static_cast<std::uint32_t>(i));
    }
    starts.push_back(static_cast<std::uint32_t>(paragraph.size()));
    return starts;
}

std::vector<std::uint8_t> Segmenter::bidi_levels(std::u16string_view paragraph, int base) {
    // Nothing below U+0590 but explicit controls (above) is or makes right-to-left.
    const auto may_reorder = [](char16_t u) {
        return (u >= 0x590 && u <= 0x8FF) || (u >= 0x200E && u <= 0x202E) ||
               (u >= 0x2066 && u <= 0x2069) || (u >= 0xD800 && u <= 0xDFFF) ||
               (u >= 0xFB1D && u <= 0xFDFF) || (u >= 0xFE70 && u <= 0xFEFF);
    };
    if (base != 1 && std::none_of(paragraph.begin(), paragraph.end(), may_reorder)) {
        return std::vector<std::uint8_t>(paragraph.size(), 0);
    }
    const std::uint8_t fallback = base == 1 ? 1 : 0;
    std::vector<std::uint8_t> levels(paragraph.size(), fallback);
    if (paragraph.empty()) return levels;
    if (!state_->bidi) state_->bidi.reset(ubidi_open());
    if (!state_->bidi) return levels;
    UErrorCode status = U_ZERO_ERROR;
    const UBiDiLevel level = base < 0 ? UBiDiLevel{UBIDI_DEFAULT_LTR} : UBiDiLevel{fallback};
    ubidi_setPara(state_->bidi.get(),
                  paragraph.data(),
                  static_cast<std::int32_t>(paragraph.size()),
                  level,
                  nullptr,
                  &status);
    const UBiDiLevel* found = ubidi_getLevels(state_->bidi.get(), &status);
    if (U_FAILURE(status) || found == nullptr) return levels;
    std::copy_n(found, paragraph.size(), levels.begin());
    return levels;
}

}  // namespace inkstone::text
