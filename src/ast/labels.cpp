// SPDX-License-Identifier: Apache-2.0
#include "src/ast/labels.hpp"

#include <algorithm>
#include <array>

namespace inkstone {
namespace {

constexpr Labels kEnglish{
    "Skip to text",
    "Contents",
    "Landmarks",
    "Start of text",
    "Notes",
    "Back to text",
    "Table",
    "Code",
    "Image",
    "Done",
    "To do",
    "Note",
    "Tip",
    "Important",
    "Warning",
    "Caution",
    "Structured text with a table of contents, headings and notes linked both ways.",
    "Cover",
    "Details",
    "Formula",
};
constexpr Labels kSimplified{
    "跳到正文",
    "目录",
    "导航点",
    "正文",
    "注释",
    "返回正文",
    "表格",
    "代码",
    "图片",
    "已完成",
    "未完成",
    "说明",
    "提示",
    "重要",
    "警告",
    "当心",
    "结构化文本，含目录与各级标题，注释可双向跳转。",
    "封面",
    "详情",
    "公式",
};
constexpr Labels kTraditional{
    "跳到正文",
    "目錄",
    "導覽點",
    "正文",
    "註釋",
    "返回正文",
    "表格",
    "程式碼",
    "圖片",
    "已完成",
    "未完成",
    "說明",
    "提示",
    "重要",
    "警告",
    "當心",
    "結構化文本，含目錄與各級標題，註釋可雙向跳轉。",
    "封面",
    "詳情",
    "公式",
};
constexpr Labels kJapanese{
    "本文へ移動",
    "目次",
    "ランドマーク",
    "本文",
    "注",
    "本文に戻る",
    "表",
    "コード",
    "画像",
    "完了",
    "未完了",
    "補足",
    "ヒント",
    "重要",
    "警告",
    "注意",
    "目次と見出しを備えた構造化テキスト。注は相互にリンクしています。",
    "表紙",
    "詳細",
    "数式",
};
constexpr Labels kKorean{
    "본문으로 건너뛰기",
    "차례",
    "이정표",
    "본문",
    "주석",
    "본문으로 돌아가기",
    "표",
    "코드",
    "그림",
    "완료",
    "미완료",
    "참고",
    "팁",
    "중요",
    "경고",
    "주의",
    "차례와 제목을 갖춘 구조화된 글이며, 주석은 서로 연결되어 있습니다.",
    "표지",
    "자세히",
    "수식",
};

/// True when `lang` is `prefix` or a narrower tag below it.
bool matches(std::string_view lang, std::string_view prefix) noexcept {
    return lang.starts_with(prefix) && (lang.size() == prefix.size() || lang[prefix.size()] == '-');
}

}  // namespace

std::string_view Labels::alert(AlertKind kind) const noexcept {
    switch (kind) {
        case AlertKind::Note:
            return alert_note;
        case AlertKind::Tip:
            return alert_tip;
        case AlertKind::Important:
            return alert_important;
        case AlertKind::Warning:
            return alert_warning;
        case AlertKind::Caution:
            return alert_caution;
    }
    return alert_note;
}

const Labels& labels_for(std::string_view lang) noexcept {
    constexpr std::array<std::string_view, 5> kTraditionalTags{
        "zh-Hant", "zh-TW", "zh-HK", "zh-MO", "yue"};
    if (std::any_of(kTraditionalTags.begin(), kTraditionalTags.end(), [&](std::string_view tag) {
            return matches(lang, tag);
        })) {
        return kTraditional;
    }
    if (matches(lang, "zh")) return kSimplified;
    if (matches(lang, "ja")) return kJapanese;
    if (matches(lang, "ko")) return kKorean;
    return kEnglish;
}

bool is_cjk_language(std::string_view lang) noexcept {
    return &labels_for(lang) != &kEnglish;
}

}  // namespace inkstone
