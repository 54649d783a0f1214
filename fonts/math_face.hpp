// SPDX-License-Identifier: Apache-2.0
// What the MATH table of a face (OpenType 1.9) and its feature `ssty` say: the measures that
// formulas are set by, larger forms of glyphs, and the parts that glyphs of any size are put
// together from. Lengths in font units.
#pragma once

#include <cstdint>
#include <vector>

#include "fonts/face.hpp"

namespace inkstone::fonts {

/// In the order of the table MathConstants. The first two are percentages, the last one too.
enum class MathConstant : std::uint8_t {
    ScriptPercentScaleDown,
    ScriptScriptPercentScaleDown,
    DelimitedSubFormulaMinHeight,
    DisplayOperatorMinHeight,
    MathLeading,
    AxisHeight,
    AccentBaseHeight,
    FlattenedAccentBaseHeight,
    SubscriptShiftDown,
    SubscriptTopMax,
    SubscriptBaselineDropMin,
    SuperscriptShiftUp,
    SuperscriptShiftUpCramped,
    SuperscriptBottomMin,
    SuperscriptBaselineDropMax,
    SubSuperscriptGapMin,
    SuperscriptBottomMaxWithSubscript,
    SpaceAfterScript,
    UpperLimitGapMin,
    UpperLimitBaselineRiseMin,
    LowerLimitGapMin,
    LowerLimitBaselineDropMin,
    StackTopShiftUp,
    StackTopDisplayStyleShiftUp,
    StackBottomShiftDown,
    StackBottomDisplayStyleShiftDown,
    StackGapMin,
    StackDisplayStyleGapMin,
    StretchStackTopShiftUp,
    StretchStackBottomShiftDown,
    StretchStackGapAboveMin,
    StretchStackGapBelowMin,
    FractionNumeratorShiftUp,
    FractionNumeratorDisplayStyleShiftUp,
    FractionDenominatorShiftDown,
    FractionDenominatorDisplayStyleShiftDown,
    FractionNumeratorGapMin,
    FractionNumeratorDisplayStyleGapMin,
    FractionRuleThickness,
    FractionDenominatorGapMin,
    FractionDenominatorDisplayStyleGapMin,
    SkewedFractionHorizontalGap,
    SkewedFractionVerticalGap,
    OverbarVerticalGap,
    OverbarRuleThickness,
    OverbarExtraAscender,
    UnderbarVerticalGap,
    UnderbarRuleThickness,
    UnderbarExtraDescender,
    RadicalVerticalGap,
    RadicalDisplayStyleVerticalGap,
    RadicalRuleThickness,
    RadicalExtraAscender,
    RadicalKernBeforeDegree,
    RadicalKernAfterDegree,
    RadicalDegreeBottomRaisePercent
};

/// Corner of a glyph whose cut-in is asked for.
enum class MathCorner : std::uint8_t { TopRight, TopLeft, BottomRight, BottomLeft };

/// A larger form of a glyph; `advance` along the direction it grows in.
struct MathVariant {
    GlyphId glyph = 0;
    int advance = 0;
};

/// A piece of a glyph that grows without bound. Neighbours overlap by at least
/// MathFace::min_overlap() and at most by the connectors that meet.
struct MathPart {
    GlyphId glyph = 0;
    int start_connector = 0, end_connector = 0, advance = 0;
    bool extender = false;  ///< may be repeated or left out
};

/// Which way a glyph grows. Vertical: parts from the bottom upwards; Horizontal: from the left.
enum class Growth : std::uint8_t { Vertical, Horizontal };

/// A view of a face with a MATH table. Cheap to make; the face must outlive it.
class MathFace {
public:
    explicit MathFace(const Face& face);

    /// True when the face has a MATH table: without one nothing here means anything.
    static bool supports(const Face& face);

    [[nodiscard]] const Face& face() const noexcept { return face_; }
    [[nodiscard]] int constant(MathConstant constant) const;
    [[nodiscard]] int italic_correction(GlyphId glyph) const;
    /// Where an accent's middle stands over the glyph (from its origin).
    [[nodiscard]] int top_accent(GlyphId glyph) const;
    /// Cut-in of a corner at a height; negative values draw scripts nearer.
    [[nodiscard]] int kern(GlyphId glyph, MathCorner corner, int height) const;
    /// Forms of `glyph` from the smallest to the largest.
    [[nodiscard]] std::vector<MathVariant> variants(GlyphId glyph, Growth growth) const;
    [[nodiscard]] std::vector<MathPart> assembly(GlyphId glyph, Growth growth) const;
    [[nodiscard]] int min_overlap(Growth growth) const;
    /// The form for scripts (`level` 1) and scripts of scripts (2); `glyph` when there is none.
    [[nodiscard]] GlyphId script_form(GlyphId glyph, int level) const;

private:
    const Face& face_;
    std::vector<unsigned> script_lookups_;  ///< of `ssty`
};

}  // namespace inkstone::fonts
