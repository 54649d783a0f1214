// SPDX-License-Identifier: Apache-2.0
// Japanese words quoted in Chinese text: kana that stand inside one pair of quotes (LG2).
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace inkstone::transform {

/// The bytes between the one pair of quotes or brackets that holds every kana of `prose`; nothing
/// when there is no kana, or kana outside a pair, or in two pairs.
std::optional<std::pair<std::size_t, std::size_t>> quoted_kana(std::string_view prose);

}  // namespace inkstone::transform
