// SPDX-License-Identifier: Apache-2.0
// Everything the command prints: messages, help, lists. Makes texts only; run.cpp prints them.
#pragma once

#include <span>
#include <string>

#include "inkstone/diagnostics.hpp"
#include "inkstone/writer.hpp"

namespace inkstone::fonts {
struct FontListing;
}

namespace inkstone::cli {

/// `file:line:col: warning: text [code]`, and a hint line where there is one.
std::string human_text(const Diagnostic& entry);

/// The same as one line of JSON: {"file","line","column","severity","code","message","hint"}.
/// Bytes that are no UTF-8 (file names) become U+FFFD.
std::string json_text(const Diagnostic& entry);

std::string help_text(std::span<const WriterInfo* const> writers);
std::string format_list(std::span<const WriterInfo* const> writers);
std::string font_list(std::span<const fonts::FontListing> listings);

}  // namespace inkstone::cli
