// SPDX-License-Identifier: Apache-2.0
// Which URLs a safe page may carry (output requirements HT6).
#pragma once

#include <string_view>

namespace inkstone::html {

/// True for javascript:, vbscript:, file: and data: other than a PNG, JPEG, GIF or WebP image.
/// Letter case does not matter. The rule of cmark-gfm's safe mode (scan_dangerous_url).
bool is_dangerous_url(std::string_view url) noexcept;

/// The stricter rule of our own pages: also sees schemes that a browser finds behind leading
/// blanks and control characters or with tabs and line ends inside, and data: in any link.
bool is_unsafe_link(std::string_view url) noexcept;
bool is_unsafe_image(std::string_view url) noexcept;

/// The scheme before ':' when `url` is absolute (RFC 3986 section 3.1), otherwise empty.
std::string_view url_scheme(std::string_view url) noexcept;

/// ASCII comparison without regard to letter case; `lower` is already lower-case.
bool equals_ignoring_case(std::string_view text, std::string_view lower) noexcept;

}  // namespace inkstone::html
