// SPDX-License-Identifier: Apache-2.0
// Words by language.
#include "writers/pdf/layout/flow/words.hpp"

#include <array>
#include <cstddef>

#include "src/text/language.hpp"

namespace inkstone::layout {

namespace {

enum class Words : std::size_t { English, Simplified, Traditional, Japanese, Korean };

Words words_of(std::string_view lang) {
    switch (text::han_region(lang)) {
        case text::HanRegion::SimplifiedChinese:
            return Words::Simplified;
        case text::HanRegion::TraditionalChinese:
        case text::HanRegion::HongKong:
            return Words::Traditional;
        case text::HanRegion::Japanese:
            return Words::Japanese;
        case text::HanRegion::Korean:
            return Words::Korean;
        case text::HanRegion::None:
            break;
    }
    return Words::English;
}

using Row = std::array<std::string_view, 5>;

}  // namespace

std::string_view alert_title(AlertKind kind, std::string_view lang) {
    // Note, Tip, Important, Warning, Caution, as AlertKind counts them.
    static constexpr std::array<Row, 5> kTitles{{
        {"Note", "Tip", "Important", "Warning", "Caution"},
        {"说明", "提示", "重要", "警告", "注意"},
        {"說明", "提示", "重要", "警告", "注意"},
        {"補足", "ヒント", "重要", "警告", "注意"},
        {"참고", "팁", "중요", "경고", "주의"},
    }};
    return kTitles[static_cast<std::size_t>(words_of(lang))][static_cast<std::size_t>(kind)];
}

std::string_view back_to_text(std::string_view lang) {
    static constexpr Row kWords{
        "Back to the text", "返回正文", "返回正文", "本文に戻る", "본문으로 돌아가기"};
    return kWords[static_cast<std::size_t>(words_of(lang))];
}

}  // namespace inkstone::layout
