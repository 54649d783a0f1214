// SPDX-License-Identifier: Apache-2.0
// What becomes of raw HTML in a document (output requirements HT6).
#pragma once

#include <string>
#include <string_view>

namespace inkstone::html {

/// Safe: tags dropped, text kept. Escape: shown as text. Raw: passed through.
enum class RawHtmlPolicy { Safe, Escape, Raw };

/// The policy of an option value "safe", "escape" or "raw".
RawHtmlPolicy raw_html_policy(std::string_view name) noexcept;

/// `html` without tags, comments, declarations and the content of script, style and other elements
/// that show no text; the common entities decoded. The result is plain text and must be escaped.
/// Linear in the size of `html`.
std::string text_of_html(std::string_view html);

/// True for elements whose content is no text for the reader (script, style, iframe …).
bool drops_content(std::string_view name) noexcept;

/// The name in "<name …" or "</name …", as typed; empty when `tag` is neither.
std::string_view tag_name_of(std::string_view tag) noexcept;

}  // namespace inkstone::html
