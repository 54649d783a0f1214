// SPDX-License-Identifier: Apache-2.0
// The hash table of shaped words.
#include "fonts/word_cache.hpp"

#include <limits>

namespace inkstone::fonts {
namespace {

constexpr std::size_t kFirstSize = 256;

std::uint32_t hash_of(std::u16string_view word) noexcept {
    std::uint64_t hash = 0xCBF29CE484222325U;  // FNV-1a over units
    for (const char16_t unit : word) hash = (hash ^ unit) * 0x100000001B3U;
    // The low bits choose the slot and FNV mixes them least.
    return static_cast<std::uint32_t>(hash ^ (hash >> 32U));
}

}  // namespace

/// The slot that holds the word, or the free one where it belongs. The table is never full.
std::size_t WordCache::slot_of(std::u16string_view word, std::uint32_t hash) const {
    const std::size_t mask = table_.size() - 1;
    for (std::size_t slot = hash & mask;; slot = (slot + 1) & mask) {
        const Entry& entry = table_[slot];
        if (!entry.used) return slot;
        if (entry.hash == hash &&
            std::u16string_view(units_).substr(entry.word, entry.word_length) == word) {
            return slot;
        }
    }
}

std::optional<std::span<const ShapedGlyph>> WordCache::find(std::u16string_view word) const {
    if (table_.empty()) return std::nullopt;
    const Entry& entry = table_[slot_of(word, hash_of(word))];
    if (!entry.used) return std::nullopt;
    return std::span(glyphs_).subspan(entry.glyph, entry.glyph_count);
}

void WordCache::add(std::u16string_view word, std::span<const ShapedGlyph> glyphs) {
    constexpr std::size_t kMostGlyphs = std::numeric_limits<std::uint16_t>::max();
    if (word.size() > kMostGlyphs || glyphs.size() > kMostGlyphs) return;
    if (units_.size() + word.size() > kMostUnits || glyphs_.size() > 2 * kMostUnits) clear();
    if (2 * (used_ + 1) > table_.size()) grow();
    const std::uint32_t hash = hash_of(word);
    table_[slot_of(word, hash)] = {hash,
                                   static_cast<std::uint32_t>(units_.size()),
                                   static_cast<std::uint32_t>(glyphs_.size()),
                                   static_cast<std::uint16_t>(word.size()),
                                   static_cast<std::uint16_t>(glyphs.size()),
                                   true};
    units_.append(word);
    glyphs_.insert(glyphs_.end(), glyphs.begin(), glyphs.end());
    ++used_;
}

void WordCache::grow() {
    std::vector<Entry> old(table_.empty() ? kFirstSize : table_.size() * 2);
    old.swap(table_);
    const std::size_t mask = table_.size() - 1;
    for (const Entry& entry : old) {
        if (!entry.used) continue;
        std::size_t slot = entry.hash & mask;
        while (table_[slot].used) slot = (slot + 1) & mask;
        table_[slot] = entry;
    }
}

void WordCache::clear() {
    table_.clear();
    units_.clear();
    glyphs_.clear();
    used_ = 0;
}

}  // namespace inkstone::fonts
