// SPDX-License-Identifier: Apache-2.0
// The few words that layout itself puts on a page, by language.
#pragma once

#include <string_view>

#include "inkstone/ast.hpp"

namespace inkstone::layout {

/// Name of an alert ("Note", "注意") in the language of a BCP 47 tag; English for others.
std::string_view alert_title(AlertKind kind, std::string_view lang);
/// What the link from a note back to its mark is called.
std::string_view back_to_text(std::string_view lang);

}  // namespace inkstone::layout
