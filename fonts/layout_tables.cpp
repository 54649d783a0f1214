// SPDX-License-Identifier: Apache-2.0
// Reading of lookup headers and of the class-based subtables (OpenType 1.9, chapter 2).
#include "fonts/layout_tables.hpp"

#include "fonts/bytes.hpp"

namespace inkstone::fonts {
namespace {

// Lookup types. GSUB: 1 single, 2 multiple, 3 alternate, 4 ligature, 5 context, 6 chained context,
// 7 extension, 8 reverse chained. GPOS: 1 single, 2 pair, 3 cursive, 4-6 mark, 7 context,
// 8 chained context, 9 extension.
struct Types {
    unsigned last_single, pair, context, chained, extension;
};
constexpr Types kGsub = {3, 0, 5, 6, 7};
constexpr Types kGpos = {1, 2, 7, 8, 9};

/// A subtable with its offset.
struct Subtable {
    const Bytes& bytes;
    std::size_t start;
    [[nodiscard]] std::uint16_t u16(std::size_t offset) const { return bytes.u16(start + offset); }
};

unsigned bits(unsigned value) {
    unsigned count = 0;
    for (; value != 0; value &= value - 1) ++count;
    return count;
}

/// Pair adjustment by class: does a first glyph move, or move its neighbour, whatever follows?
/// Class 0 of the second glyph holds all glyphs that are in no other class.
bool pair_is_open(const Subtable& t) {
    if (t.u16(0) != 2) return t.u16(0) != 1;
    const unsigned record = 2 * (bits(t.u16(4)) + bits(t.u16(6)));
    const unsigned first_classes = t.u16(12);
    const unsigned second_classes = t.u16(14);
    for (unsigned c = 0; c < first_classes; ++c) {
        const std::size_t at = 16 + std::size_t{c} * second_classes * record;
        for (unsigned i = 0; i < record; i += 2) {
            if (t.u16(at + i) != 0) return true;
        }
    }
    return t.bytes.failed();
}

/// Do the class sequences of one rule hold class 0? `count` classes from `at`.
bool has_zero(const Subtable& t, std::size_t at, unsigned count) {
    for (unsigned i = 0; i < count; ++i) {
        if (t.u16(at + 2 * std::size_t{i}) == 0) return true;
    }
    return false;
}

/// One rule of a context subtable of format 2: input classes (the first is the set's).
bool rule_is_open(const Subtable& rule) {
    const unsigned glyphs = rule.u16(0);
    return glyphs == 0 || has_zero(rule, 4, glyphs - 1);
}

/// One rule of a chained subtable of format 2: backtrack, input and lookahead classes.
bool chained_rule_is_open(const Subtable& rule) {
    const unsigned backtrack = rule.u16(0);
    std::size_t at = 2;
    if (has_zero(rule, at, backtrack)) return true;
    at += 2 * std::size_t{backtrack};
    const unsigned input = rule.u16(at);
    if (input == 0 || has_zero(rule, at + 2, input - 1)) return true;
    at += 2 * std::size_t{input};
    return has_zero(rule, at + 2, rule.u16(at));
}

bool context_is_open(const Subtable& t, bool chained) {
    if (t.u16(0) != 2) return t.u16(0) != 1 && t.u16(0) != 3;
    const std::size_t sets_at = chained ? 10 : 6;
    const unsigned sets = t.u16(sets_at);
    for (unsigned s = 0; s < sets; ++s) {
        const unsigned set_offset = t.u16(sets_at + 2 + 2 * std::size_t{s});
        if (set_offset == 0) continue;
        const Subtable set{t.bytes, t.start + set_offset};
        const unsigned rules = set.u16(0);
        for (unsigned r = 0; r < rules && !t.bytes.failed(); ++r) {
            const Subtable rule{t.bytes, set.start + set.u16(2 + 2 * std::size_t{r})};
            if (chained ? chained_rule_is_open(rule) : rule_is_open(rule)) return true;
        }
    }
    return t.bytes.failed();
}

bool is_open(const Subtable& subtable, unsigned type, const Types& types) {
    if (types.pair != 0 && type == types.pair) return pair_is_open(subtable);
    if (type == types.context) return context_is_open(subtable, false);
    if (type == types.chained) return context_is_open(subtable, true);
    return false;
}

}  // namespace

LookupKind lookup_kind(std::string_view table, bool is_gpos, std::uint32_t index) {
    const Types& types = is_gpos ? kGpos : kGsub;
    const Bytes bytes(table);
    const std::size_t list = bytes.u16(8);
    if (list == 0 || index >= bytes.u16(list)) return LookupKind::Open;
    const std::size_t lookup = list + bytes.u16(list + 2 + 2 * std::size_t{index});
    const unsigned type = bytes.u16(lookup);
    const unsigned subtables = bytes.u16(lookup + 4);
    LookupKind kind = LookupKind::Single;
    for (unsigned i = 0; i < subtables && !bytes.failed(); ++i) {
        std::size_t start = lookup + bytes.u16(lookup + 6 + 2 * std::size_t{i});
        unsigned real_type = type;
        if (type == types.extension) {
            real_type = bytes.u16(start + 2);
            start += bytes.u32(start + 4);
        }
        if (real_type <= types.last_single) continue;
        if (is_open(Subtable{bytes, start}, real_type, types)) return LookupKind::Open;
        kind = LookupKind::Contextual;
    }
    return bytes.failed() ? LookupKind::Open : kind;
}

}  // namespace inkstone::fonts
