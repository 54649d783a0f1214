// SPDX-License-Identifier: Apache-2.0
// A shaping plan of one face, feature set, script, language and direction, with what it has
// shaped so far. Part of the Shaper.
//
// Why pieces may be shaped apart. OpenType rules that look at more than one glyph name the glyphs
// they look at: coverage tables, classes and ligature components. `interacting_` is the union of
// those sets over all lookups of the plan, single substitution and single positioning left out. A
// character whose glyphs (nominal and shaped) are in none of them, and are neither marks nor
// ligatures that a lookup may skip over, is *isolated*: no rule can match across it or up to it, so
// the text on its left and on its right shape as they would alone. HarfBuzz's own steps before and
// after the lookups (composition of marks and jamo, reordering, default ignorables) never reach
// beyond a "plain" character, see is_plain(). So a run is cut at both sides of every isolated
// character; isolated characters come from a table, what lies between them ("words") from a
// bounded cache or from hb_shape. The one construct that the sets do not show, class 0 ("any other
// glyph") in the context classes of a lookup, counts as touching everything (LookupKind::Open).
// Faces with `kern` or AAT tables in place of GPOS are shaped whole; so is the first text of every
// plan, because walking the lookups of a large face costs as much as shaping some thousand
// characters.
#pragma once

#include <hb.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "fonts/face_impl.hpp"
#include "fonts/shape.hpp"
#include "fonts/word_cache.hpp"

namespace inkstone::fonts {

/// What a plan is made for. `lang` is a BCP 47 tag.
struct PlanKey {
    const Face* face = nullptr;
    text::ScriptTag script = 0;
    std::string lang;
    bool right_to_left = false;
    FeatureSet features = FeatureSet::Prose;
    bool matches(const ShapeRun& run) const noexcept {
        return face == run.face && script == run.script && lang == run.lang &&
               right_to_left == run.right_to_left && features == run.features;
    }
};

/// hb_buffer that is emptied and used again.
using BufferHandle = UniqueHandle<hb_buffer_t, hb_buffer_destroy>;

class Plan {
public:
    /// The first `warm_up` code units are shaped by HarfBuzz alone.
    Plan(const ShapeRun& run, std::size_t warm_up);

    [[nodiscard]] const PlanKey& key() const noexcept { return key_; }
    /// Appends the glyphs of `text`.
    void shape(std::u16string_view text, hb_buffer_t* buffer, std::vector<ShapedGlyph>& out);

private:
    /// A character shaped alone: the glyph and its advance when it is isolated.
    struct Single {
        enum class State : std::uint8_t { Unknown, Isolated, Interacting };
        State state = State::Unknown;
        GlyphId glyph = 0;
        std::int32_t advance = 0;
    };
    static constexpr std::size_t kPage = 256;
    struct Page {
        Single singles[kPage];
    };
    /// True when pieces may be shaped apart; finds that out once the plan has seen enough text.
    bool may_cut(std::size_t text_size);
    void collect_interacting();
    void collect_from(const hb_shape_plan_t* plan, hb_tag_t table);
    [[nodiscard]] bool is_free(GlyphId glyph) const;
    const Single& single(char32_t c, hb_buffer_t* buffer);
    void compute(char32_t c, Single& single, hb_buffer_t* buffer);
    void run_harfbuzz(std::u16string_view text, hb_buffer_t* buffer);
    void shape_piece(std::u16string_view text,
                     std::uint32_t start,
                     hb_buffer_t* buffer,
                     std::vector<ShapedGlyph>& out);
    void shape_directly(std::u16string_view text,
                        std::uint32_t start,
                        hb_buffer_t* buffer,
                        std::vector<ShapedGlyph>& out);

    PlanKey key_;
    hb_segment_properties_t properties_{};
    std::vector<hb_feature_t> features_;
    std::size_t warm_up_;  ///< code units still to be shaped before the sets pay for themselves
    bool warm_ = false;
    bool whole_only_ = true;  ///< so until the sets are there
    SetHandle interacting_;
    SetHandle substituted_;  ///< glyphs that lookups for single glyphs replace or move
    std::vector<std::unique_ptr<Page>> pages_;
    WordCache words_;
    std::vector<ShapedGlyph> shaped_;  ///< scratch
};

}  // namespace inkstone::fonts
