// SPDX-License-Identifier: Apache-2.0
// Shaping by HarfBuzz: a run of one face, script, language and direction becomes glyphs.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fonts/face.hpp"
#include "src/text/properties.hpp"

namespace inkstone::fonts {

/// Which OpenType features are on. Prose: kern, liga, clig, calt, ccmp, locl, mark, mkmk (HarfBuzz
/// defaults), without kern in Han, kana and Bopomofo, which stand on the em grid. Code: liga, clig,
/// calt, dlig and kern off. Tabular adds tnum to Prose.
enum class FeatureSet : std::uint8_t { Prose, Code, Tabular };

struct ShapeRun {
    const Face* face = nullptr;
    std::u16string_view text{};  ///< the run alone; context across run borders is not shaped
    text::ScriptTag script = text::kCommon;
    std::string_view lang{};  ///< BCP 47
    bool right_to_left = false;
    FeatureSet features = FeatureSet::Prose;
};

/// A glyph in visual order. `cluster` is the UTF-16 index in ShapeRun::text of the first unit it
/// stands for. Advances and offsets in font units, y upwards.
struct ShapedGlyph {
    GlyphId glyph = 0;
    std::uint32_t cluster = 0;
    std::int32_t advance = 0;
    std::int32_t x_offset = 0;
    std::int32_t y_offset = 0;
    /// False where a break before this cluster would need reshaping (HarfBuzz unsafe-to-break).
    bool safe_to_break = true;
};

/// Shapes runs, keeping results of words it has seen (bounded). Not thread-safe: one per
/// conversion.
class Shaper {
public:
    /// Text of one face, script and language, in UTF-16 code units, from which on it pays to know
    /// which of its glyphs interact. The result is the same at any value.
    static constexpr std::size_t kWarmUp = 2048;

    explicit Shaper(std::size_t warm_up = kWarmUp);
    ~Shaper();
    Shaper(const Shaper&) = delete;
    Shaper& operator=(const Shaper&) = delete;

    /// Appends the glyphs of `run` to `out`.
    void shape(const ShapeRun& run, std::vector<ShapedGlyph>& out);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace inkstone::fonts
