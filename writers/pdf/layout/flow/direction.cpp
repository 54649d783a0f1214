// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/layout/flow/direction.hpp"

#include <string>

#include "src/ast/plain_text.hpp"
#include "src/ast/walk.hpp"
#include "src/text/properties.hpp"
#include "src/text/utf8.hpp"

namespace inkstone::layout {
namespace {

/// Blocks of the scripts that are written from right to left (UCD, DerivedBidiClass: R and AL).
constexpr bool is_right_to_left_letter(char32_t c) noexcept {
    return (c >= 0x05D0 && c <= 0x08FF) || (c >= 0xFB1D && c <= 0xFDFF) ||
           (c >= 0xFE70 && c <= 0xFEFC) || (c >= 0x10800 && c <= 0x10FFF) ||
           (c >= 0x1E800 && c <= 0x1EFFF);
}

/// Arabic digits and signs have no direction of their own.
constexpr bool is_weak(char32_t c) noexcept {
    return (c >= 0x0600 && c <= 0x061A) || (c >= 0x0660 && c <= 0x066C) ||
           (c >= 0x06F0 && c <= 0x06F9);
}

}  // namespace

std::optional<bool> runs_right_to_left(const Inlines& inlines) {
    const std::string text = plain_text(inlines);
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = text::decode(text, at);
        if (is_weak(c) || text::is_mark(c)) continue;
        if (is_right_to_left_letter(c)) return true;
        const text::ScriptTag script = text::script_of(c);
        if (script != text::kCommon && script != text::kInherited) return false;
    }
    return std::nullopt;
}

std::optional<bool> runs_right_to_left(const Blocks& blocks) {
    std::optional<bool> found;
    for (const Block& block : blocks) {
        for_each_flow(block, [&found](const Inlines& text) {
            if (!found) found = runs_right_to_left(text);
        });
        for_each_child_blocks(block, [&found](const Blocks& inner) {
            if (!found) found = runs_right_to_left(inner);
        });
        if (found) break;
    }
    return found;
}

Align start_of(const Inlines& inlines, const Scope& scope) {
    const bool against = scope.right_to_left && !runs_right_to_left(inlines).value_or(false);
    return against ? Align::End : Align::Start;
}

}  // namespace inkstone::layout
