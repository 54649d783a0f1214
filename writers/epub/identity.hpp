// SPDX-License-Identifier: Apache-2.0
// What a package says about itself: identifier, dates, languages (EPUB 3.3 section 5.5).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "inkstone/ast.hpp"

namespace inkstone::epub {

/// The metadata's identifier (an ISBN, DOI or UUID as its URN), otherwise a version 5 UUID of
/// title, authors and language: edits of the text keep it.
std::string book_identifier(const Metadata& meta);

/// UTC as `YYYY-MM-DDThh:mm:ssZ`.
std::string utc_date_time(std::int64_t seconds);

/// The date as `YYYY-MM-DD`, or empty when it is none that can be read.
std::string iso_date(const std::string& date);

/// The document's language first, then every other language of at least 15 % of its text.
std::vector<std::string> book_languages(const Document& document);

}  // namespace inkstone::epub
