// SPDX-License-Identifier: Apache-2.0
// What paragraphs and pages take of formulas: the pieces of an inline formula that lines break
// between, and the lines of a display formula.
#pragma once

#include <string>
#include <vector>

#include "src/math/math.hpp"
#include "writers/pdf/layout/context.hpp"
#include "writers/pdf/layout/math/box.hpp"

namespace inkstone::layout::formula {

/// TeX's costs of ending a line after a relation and after a binary operator.
inline constexpr int kAfterRelation = 500;
inline constexpr int kAfterOperator = 700;

/// The document's face for formulas, opened on first need; null when none is installed.
const fonts::MathFace* face_of(Context& context);

/// Says what the reader could not take, each command once a document.
void report(const math::Formula& formula, SourcePosition at, Context& context);

/// How the surroundings of a formula look.
struct Surroundings {
    double size = 10.5;  ///< of the text
    Color color{};
};

/// A part of an inline formula that no line break divides.
struct InlinePart {
    Box box;
    double gap = 0;   ///< to the next part, unless a line ends here
    int penalty = 0;  ///< of ending a line here
};

/// Parts in order; none when there is no face for formulas.
std::vector<InlinePart> set_inline(const math::Row& row,
                                   const Surroundings& around,
                                   Context& context);

/// A line of a display formula. x is from the left end of the measure.
struct DisplayLine {
    Box box;
    double x = 0;
    double above = 0;  ///< from the line before
    Box number;        ///< right end of the measure; empty: none
    std::string label;
};

/// Lines in order, each at most `measure` wide; none when there is no face for formulas.
std::vector<DisplayLine> set_display(const math::Formula& formula,
                                     const Surroundings& around,
                                     double measure,
                                     Context& context);

}  // namespace inkstone::layout::formula
