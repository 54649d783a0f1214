// SPDX-License-Identifier: Apache-2.0
// Dates of a document as seconds since the epoch.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace inkstone {

/// Reads a date as people write it in front matter: `2024-5-1`, `2024/05/01`, `2024.5.1`,
/// `2024年5月1日`, `2024년 5월 1일`, each with an optional time `T12:30:00Z`, ` 12:30`, ` 12:30:00
/// +0800` (RFC 3339 and Jekyll). A date without zone is UTC; without time, midnight.
/// @return seconds since 1970-01-01T00:00:00Z, or nothing when the text is no such date
std::optional<std::int64_t> parse_date(std::string_view text);

/// The value of SOURCE_DATE_EPOCH (reproducible-builds.org): whole seconds, nothing when the
/// variable is not set or not a number.
std::optional<std::int64_t> source_date_epoch();

}  // namespace inkstone
