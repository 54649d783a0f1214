// SPDX-License-Identifier: Apache-2.0
// Shaping with memory; the argument why this gives what hb_shape would give is in plan.hpp.
#include "fonts/plan.hpp"

#include <hb-ot.h>

#include "fonts/layout_tables.hpp"
#include "src/text/utf8.hpp"

namespace inkstone::fonts {
namespace {

/// Longer pieces are seldom seen twice.
constexpr std::size_t kLongestCached = 32;

/// Characters that HarfBuzz's character-level steps leave where they are and never join to a
/// neighbour: no marks, joiners, variation selectors, default ignorables, conjoining jamo or
/// controls. The list holds the blocks that fast treatment pays for; all else is merely slower.
constexpr bool is_plain(char32_t c) noexcept {
    if (c < 0x7F) return c >= 0x20;
    if (c < 0x300) return c >= 0xA0 && c != 0xAD;
    if (c < 0x2010) return c >= 0x370 && c < 0x483;
    if (c < 0x3000)
        return c <= 0x2027 || (c >= 0x2030 && c <= 0x205E) || (c >= 0x20A0 && c <= 0x20C0) ||
               (c >= 0x2100 && c <= 0x27BF);
    if (c < 0x3400) {
        return c <= 0x3029 || (c >= 0x3030 && c <= 0x303F) || (c >= 0x3041 && c <= 0x3096) ||
               (c >= 0x309B && c <= 0x312F) || c >= 0x3190;
    }
    if (c <= 0x9FFF) return true;
    return (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0xFF01 && c <= 0xFF9D) || (c >= 0x20000 && c <= 0x323AF);
}

/// Scripts whose shaping is left to the lookups; the shapers of the others reorder, join or insert.
bool is_left_to_lookups(text::ScriptTag script) noexcept {
    switch (script) {
        case text::kLatin:
        case text::kGreek:
        case text::kCyrillic:
        case text::kHan:
        case text::kHiragana:
        case text::kKatakana:
        case text::kHangul:
        case text::kBopomofo:
        case text::kCommon:
        case text::kInherited:
            return true;
        default:
            return false;
    }
}

hb_feature_t switched(const char (&tag)[5], bool on) {
    return {HB_TAG(tag[0], tag[1], tag[2], tag[3]),
            on ? 1U : 0U,
            HB_FEATURE_GLOBAL_START,
            HB_FEATURE_GLOBAL_END};
}

/// Scripts set on the em grid, where kerning (Noto CJK has some for kana and punctuation) would
/// push characters off it.
bool is_on_grid(text::ScriptTag script) noexcept {
    return script == text::kHan || script == text::kHiragana || script == text::kKatakana ||
           script == text::kBopomofo;
}

std::vector<hb_feature_t> features_of(FeatureSet set, text::ScriptTag script) {
    switch (set) {
        case FeatureSet::Prose:
            if (is_on_grid(script)) return {switched("kern", false)};
            return {};
        case FeatureSet::Code:
            return {switched("liga", false),
                    switched("clig", false),
                    switched("calt", false),
                    switched("dlig", false),
                    switched("kern", false)};
        case FeatureSet::Tabular:
            if (is_on_grid(script)) return {switched("kern", false), switched("tnum", true)};
            return {switched("tnum", true)};
    }
    return {};
}

bool has_table(hb_face_t* face, hb_tag_t tag) {
    const BlobHandle blob(hb_face_reference_table(face, tag));
    return hb_blob_get_length(blob.get()) != 0;
}

using ShapePlanHandle = UniqueHandle<hb_shape_plan_t, hb_shape_plan_destroy>;

ShapedGlyph glyph_at(const hb_glyph_info_t& info,
                     const hb_glyph_position_t& position,
                     std::uint32_t start) {
    const bool unsafe = (hb_glyph_info_get_glyph_flags(&info) & HB_GLYPH_FLAG_UNSAFE_TO_BREAK) != 0;
    return {info.codepoint,
            start + info.cluster,
            position.x_advance,
            position.x_offset,
            position.y_offset,
            !unsafe};
}

}  // namespace

Plan::Plan(const ShapeRun& run, std::size_t warm_up)
    : key_{run.face, run.script, std::string(run.lang), run.right_to_left, run.features},
      features_(features_of(run.features, run.script)),
      warm_up_(warm_up),
      interacting_(hb_set_create()),
      substituted_(hb_set_create()) {
    properties_.direction = run.right_to_left ? HB_DIRECTION_RTL : HB_DIRECTION_LTR;
    properties_.script = hb_script_from_iso15924_tag(run.script);
    if (!key_.lang.empty()) {
        properties_.language =
            hb_language_from_string(key_.lang.data(), static_cast<int>(key_.lang.size()));
    }
}

bool Plan::may_cut(std::size_t text_size) {
    if (warm_) return !whole_only_;
    if (text_size < warm_up_) {
        warm_up_ -= text_size;
        return false;
    }
    warm_ = true;
    hb_face_t* face = key_.face->impl().face.get();
    whole_only_ = key_.right_to_left || !is_left_to_lookups(key_.script) ||
                  has_table(face, HB_TAG('k', 'e', 'r', 'n')) ||
                  has_table(face, HB_TAG('m', 'o', 'r', 'x')) ||
                  has_table(face, HB_TAG('k', 'e', 'r', 'x'));
    if (!whole_only_) collect_interacting();
    if (!whole_only_) pages_.resize(0x32400 / kPage);
    return !whole_only_;
}

void Plan::collect_interacting() {
    const ShapePlanHandle plan(hb_shape_plan_create_cached(key_.face->impl().face.get(),
                                                           &properties_,
                                                           features_.data(),
                                                           static_cast<unsigned>(features_.size()),
                                                           nullptr));
    collect_from(plan.get(), HB_OT_TAG_GSUB);
    collect_from(plan.get(), HB_OT_TAG_GPOS);
}

void Plan::collect_from(const hb_shape_plan_t* plan, hb_tag_t table_tag) {
    hb_face_t* face = key_.face->impl().face.get();
    const BlobHandle table(hb_face_reference_table(face, table_tag));
    const SetHandle lookups(hb_set_create());
    hb_ot_shape_plan_collect_lookups(const_cast<hb_shape_plan_t*>(plan), table_tag, lookups.get());
    hb_codepoint_t lookup = HB_SET_VALUE_INVALID;
    while (!whole_only_ && hb_set_next(lookups.get(), &lookup) != 0) {
        switch (lookup_kind(bytes_of(table.get()), table_tag == HB_OT_TAG_GPOS, lookup)) {
            case LookupKind::Single:
                hb_ot_layout_lookup_collect_glyphs(
                    face, table_tag, lookup, nullptr, substituted_.get(), nullptr, nullptr);
                break;
            case LookupKind::Open:
                whole_only_ = true;
                break;
            case LookupKind::Contextual:
                hb_ot_layout_lookup_collect_glyphs(face,
                                                   table_tag,
                                                   lookup,
                                                   interacting_.get(),
                                                   interacting_.get(),
                                                   interacting_.get(),
                                                   nullptr);
                break;
        }
    }
}

/// No lookup of the plan names the glyph or may skip over it.
bool Plan::is_free(GlyphId glyph) const {
    if (hb_set_has(interacting_.get(), glyph) != 0) return false;
    const hb_ot_layout_glyph_class_t kind =
        hb_ot_layout_get_glyph_class(key_.face->impl().face.get(), glyph);
    return kind == HB_OT_LAYOUT_GLYPH_CLASS_UNCLASSIFIED ||
           kind == HB_OT_LAYOUT_GLYPH_CLASS_BASE_GLYPH;
}

void Plan::run_harfbuzz(std::u16string_view text, hb_buffer_t* buffer) {
    hb_buffer_clear_contents(buffer);
    hb_buffer_add_utf16(buffer,
                        reinterpret_cast<const std::uint16_t*>(text.data()),
                        static_cast<int>(text.size()),
                        0,
                        static_cast<int>(text.size()));
    hb_buffer_set_segment_properties(buffer, &properties_);
    hb_shape(key_.face->impl().font.get(),
             buffer,
             features_.data(),
             static_cast<unsigned>(features_.size()));
}

void Plan::compute(char32_t c, Single& single, hb_buffer_t* buffer) {
    const GlyphId nominal = key_.face->glyph(c);
    if (nominal != 0 && hb_set_has(substituted_.get(), nominal) == 0 && is_free(nominal)) {
        // No lookup touches it: what hb_shape would find out, without calling it.
        single = {Single::State::Isolated, nominal, key_.face->advance(nominal)};
        return;
    }
    single.state = Single::State::Interacting;
    std::u16string text;
    text::append(text, c);
    run_harfbuzz(text, buffer);
    unsigned count = 0;
    const hb_glyph_info_t* info = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t* position = hb_buffer_get_glyph_positions(buffer, nullptr);
    if (count != 1 || position[0].x_offset != 0 || position[0].y_offset != 0) return;
    if (!is_free(info[0].codepoint) || !is_free(nominal)) return;
    single = {Single::State::Isolated, info[0].codepoint, position[0].x_advance};
}

const Plan::Single& Plan::single(char32_t c, hb_buffer_t* buffer) {
    auto& page = pages_[c / kPage];
    if (!page) page = std::make_unique<Page>();
    Single& found = page->singles[c % kPage];
    if (found.state == Single::State::Unknown) compute(c, found, buffer);
    return found;
}

void Plan::shape_directly(std::u16string_view text,
                          std::uint32_t start,
                          hb_buffer_t* buffer,
                          std::vector<ShapedGlyph>& out) {
    run_harfbuzz(text, buffer);
    unsigned count = 0;
    const hb_glyph_info_t* info = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t* position = hb_buffer_get_glyph_positions(buffer, nullptr);
    for (unsigned i = 0; i < count; ++i) out.push_back(glyph_at(info[i], position[i], start));
}

void Plan::shape_piece(std::u16string_view text,
                       std::uint32_t start,
                       hb_buffer_t* buffer,
                       std::vector<ShapedGlyph>& out) {
    if (text.empty()) return;
    if (text.size() > kLongestCached) return shape_directly(text, start, buffer, out);
    auto glyphs = words_.find(text);
    if (!glyphs) {
        shaped_.clear();
        shape_directly(text, 0, buffer, shaped_);
        words_.add(text, shaped_);
        glyphs = shaped_;
    }
    for (ShapedGlyph glyph : *glyphs) {
        glyph.cluster += start;
        out.push_back(glyph);
    }
}

void Plan::shape(std::u16string_view text, hb_buffer_t* buffer, std::vector<ShapedGlyph>& out) {
    if (!may_cut(text.size())) return shape_piece(text, 0, buffer, out);
    std::size_t piece = 0;  // start of what is not shaped yet
    std::size_t next = 0;
    char32_t c = text.empty() ? 0 : text::decode(text, next);
    bool plain_before = true;
    bool plain = is_plain(c);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = next;
        const char32_t after = end < text.size() ? text::decode(text, next) : U' ';
        const bool plain_after = is_plain(after);
        // Cuts are made between plain characters only.
        if (plain && plain_before && plain_after) {
            const Single& alone = single(c, buffer);
            if (alone.state == Single::State::Isolated) {
                shape_piece(
                    text.substr(piece, at - piece), static_cast<std::uint32_t>(piece), buffer, out);
                out.push_back(
                    {alone.glyph, static_cast<std::uint32_t>(at), alone.advance, 0, 0, true});
                piece = end;
            }
        }
        plain_before = plain;
        plain = plain_after;
        c = after;
        at = end;
    }
    shape_piece(text.substr(piece), static_cast<std::uint32_t>(piece), buffer, out);
}

}  // namespace inkstone::fonts
