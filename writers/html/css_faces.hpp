// SPDX-License-Identifier: Apache-2.0
// Font families by role and language, as style rules for the page.
#pragma once

#include <string>

#include "src/theme/theme.hpp"

namespace inkstone::html {

/// A name as a CSS string, safe inside a <style> element.
std::string css_string(std::string_view name);

/// "--font-body-latin:…;--font-head-latin:…;--font-mono-latin:…;": families of the theme, then what
/// systems have.
void append_latin_faces(std::string& css, const theme::Fonts& fonts);

/// One rule for each CJK language that sets --font-body, --font-head and --font-mono.
void append_cjk_faces(std::string& css, const theme::Fonts& fonts);

}  // namespace inkstone::html
