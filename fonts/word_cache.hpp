// SPDX-License-Identifier: Apache-2.0
// Words and their glyphs, kept flat: one array of units, one of glyphs, one hash table of
// offsets. A document has tens of thousands of different words; a node and two blocks of memory
// for each would cost more than looking them up. Part of a shaping plan.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fonts/shape.hpp"

namespace inkstone::fonts {

/// Bounded: when kMostUnits are held, it is emptied and starts anew (about 4 MB).
class WordCache {
public:
    /// The glyphs of a word (clusters from 0), valid until the next add().
    [[nodiscard]] std::optional<std::span<const ShapedGlyph>> find(std::u16string_view word) const;
    /// Keeps a word that find() did not give.
    void add(std::u16string_view word, std::span<const ShapedGlyph> glyphs);

private:
    static constexpr std::size_t kMostUnits = 1U << 17U;
    struct Entry {
        std::uint32_t hash = 0;
        std::uint32_t word = 0;   ///< offset in units_
        std::uint32_t glyph = 0;  ///< offset in glyphs_
        std::uint16_t word_length = 0;
        std::uint16_t glyph_count = 0;
        bool used = false;
    };
    [[nodiscard]] std::size_t slot_of(std::u16string_view word, std::uint32_t hash) const;
    void grow();
    void clear();

    std::vector<Entry> table_;  ///< open addressing; the size is a power of two
    std::size_t used_ = 0;
    std::u16string units_;
    std::vector<ShapedGlyph> glyphs_;
};

}  // namespace inkstone::fonts
