// SPDX-License-Identifier: Apache-2.0
// Segmentation of one paragraph of UTF-16: grapheme clusters (UAX #29), line break opportunities
// (UAX #14, tailored by language), embedding levels (UAX #9). Indices are UTF-16 code units.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace inkstone::text {

enum class BreakKind : std::uint8_t { None, Allowed, Mandatory };

/// How strictly kinsoku is applied (CSS Text 3 line-break values).
enum class Strictness { Strict, Normal, Loose };

/// Keeps ICU's iterators between calls (making one costs 0.1 ms). Not thread-safe: one per
/// conversion.
class Segmenter {
public:
    Segmenter();
    ~Segmenter();
    Segmenter(const Segmenter&) = delete;
    Segmenter& operator=(const Segmenter&) = delete;

    /// result[i] says whether a line may end before unit i (0 < i <= size). Size is size()+1.
    /// Tailored: zh@lb=strict and the like by `lang`; "C++" and quotes beside Han kept right.
    std::vector<BreakKind> line_breaks(std::u16string_view paragraph,
                                       std::string_view lang,
                                       Strictness strictness = Strictness::Strict);
    /// Start of every extended grapheme cluster, then size().
    std::vector<std::uint32_t> graphemes(std::u16string_view paragraph);
    /// UAX #9 embedding level of every unit. `base` 0 or 1; -1 takes the first strong character.
    std::vector<std::uint8_t> bidi_levels(std::u16string_view paragraph, int base = -1);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace inkstone::text
