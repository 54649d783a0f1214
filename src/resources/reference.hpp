// SPDX-License-Identifier: Apache-2.0
// What a reference of a document is, judged by its text alone, before any file is touched.
#pragma once

#include <string>
#include <string_view>

#include "inkstone/result.hpp"

namespace inkstone::resources {

/// True for a URL scheme at the start ("https:", "file:", "data:"; RFC 3986 3.1) and for the
/// network-path form "//host/…".
bool is_remote(std::string_view reference);

/// `%20` and its like decoded; malformed escapes stay as they are (RFC 3986 2.1).
std::string percent_decoded(std::string_view text);

/// Checks the form of `reference` and returns the relative path it names, `?query` and
/// `#fragment` still on. Errors (Input): empty, remote, absolute, NUL byte, leaves the folder by
/// `..`.
Result<std::string> relative_path(std::string_view reference);

/// `path` without `?query` and `#fragment`.
std::string_view without_query(std::string_view path);

}  // namespace inkstone::resources
