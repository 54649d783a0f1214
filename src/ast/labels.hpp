// SPDX-License-Identifier: Apache-2.0
// The few words that a writer adds to the author's text, in the document's language.
#pragma once

#include <string_view>

#include "inkstone/ast.hpp"

namespace inkstone {

/// Added words in one language. All are plain text without markup.
struct Labels {
    std::string_view skip_to_text;
    std::string_view contents;
    std::string_view landmarks;
    std::string_view text_body;
    std::string_view notes;
    std::string_view back_to_text;
    std::string_view table;
    std::string_view code;
    std::string_view image;
    std::string_view done;
    std::string_view to_do;
    std::string_view alert_note;
    std::string_view alert_tip;
    std::string_view alert_important;
    std::string_view alert_warning;
    std::string_view alert_caution;
    std::string_view accessibility_summary;
    std::string_view cover;
    std::string_view details;
    std::string_view formula;

    [[nodiscard]] std::string_view alert(AlertKind kind) const noexcept;
};

/// Labels for a BCP 47 tag: Chinese (simplified, traditional), Japanese, Korean, otherwise English.
const Labels& labels_for(std::string_view lang) noexcept;

/// Language families whose body text is set by CJK rules (Chinese, Japanese, Korean).
bool is_cjk_language(std::string_view lang) noexcept;

}  // namespace inkstone
