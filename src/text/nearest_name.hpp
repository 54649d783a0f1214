// SPDX-License-Identifier: Apache-2.0
// Spelling help: the known name nearest to what the user typed. Used wherever a name from a closed
// list is read: options, formats, metadata keys.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace inkstone {

/// Damerau-Levenshtein distance (insert, delete, replace, swap of neighbours) between two names in
/// bytes, ignoring ASCII case. Names longer than 64 bytes count as `limit + 1`.
/// @return the distance, or `limit + 1` when it is larger than `limit`
int edit_distance(std::string_view left, std::string_view right, int limit);

/// The candidate nearest to `name`, the first one on a tie; empty when none is near enough to be
/// what was meant (more than a third of the letters wrong).
std::string_view nearest_name(std::string_view name, std::span<const std::string_view> candidates);

/// "did you mean 'toc'?" for the nearest candidate, or an empty text.
std::string spelling_hint(std::string_view name, std::span<const std::string_view> candidates);

}  // namespace inkstone
