// SPDX-License-Identifier: Apache-2.0
// Fractions, scripts, limits and stacks (TeXbook, Appendix G, rules 13a, 15 and 18).
#include <algorithm>
#include <utility>

#include "writers/pdf/layout/math/setter.hpp"

namespace inkstone::layout::formula {
namespace {

using math::Style;

/// Space at both sides of a fraction, em (TeX: \nulldelimiterspace).
constexpr double kBesideFraction = 0.12;
/// Primes have room of their own on the left: of a letter's slant they need this part.
constexpr double kPrimeLean = 0.35;
/// Height of a line, em: what parts of continued fractions have at least.
constexpr double kStrutHeight = 0.84;

Look part_look(Look look) {
    if (look.style == Style::Display) return with_style(look, Style::Text);
    if (look.style == Style::Text) return with_style(look, Style::Script);
    return with_style(look, Style::ScriptScript);
}

Box centred(Box box, double width) {
    const double x = (width - box.width) / 2;
    for (Piece& piece : box.pieces) piece.x += x;
    box.width = width;
    return box;
}

}  // namespace

Box Setter::fraction(const math::Fraction& one, const Look& look) {
    const bool display = look.style == Style::Display;
    Look part = one.continued ? with_style(look, Style::Display) : part_look(look);
    Box top = row(one.numerator, part);
    Box bottom = row(one.denominator, cramped(part));
    if (one.continued) {
        top.height = std::max(top.height, kStrutHeight * em(look));
        bottom.height = std::max(bottom.height, kStrutHeight * em(look) * 0.9);
    }
    const auto pick = [&](Const in_display, Const other) {
        return constant(display ? in_display : other, look);
    };
    const double axis = constant(Const::AxisHeight, look);
    const double line = one.bar ? constant(Const::FractionRuleThickness, look) : 0;
    double up = 0, down = 0;
    if (one.bar) {
        up = pick(Const::FractionNumeratorDisplayStyleShiftUp, Const::FractionNumeratorShiftUp);
        down = pick(Const::FractionDenominatorDisplayStyleShiftDown,
                    Const::FractionDenominatorShiftDown);
        const double above =
            pick(Const::FractionNumeratorDisplayStyleGapMin, Const::FractionNumeratorGapMin);
        const double below =
            pick(Const::FractionDenominatorDisplayStyleGapMin, Const::FractionDenominatorGapMin);
        up = std::max(up, axis + line / 2 + above + top.depth);
        down = std::max(down, bottom.height + below + line / 2 - axis);
    } else {
        up = pick(Const::StackTopDisplayStyleShiftUp, Const::StackTopShiftUp);
        down = pick(Const::StackBottomDisplayStyleShiftDown, Const::StackBottomShiftDown);
        const double gap = pick(Const::StackDisplayStyleGapMin, Const::StackGapMin);
        const double short_by = gap - ((up - top.depth) - (bottom.height - down));
        if (short_by > 0) {
            up += short_by / 2;
            down += short_by / 2;
        }
    }
    Box box;
    box.width = std::max(top.width, bottom.width);
    cover(box, top, up);
    cover(box, bottom, -down);
    place(box, centred(std::move(top), box.width), 0, up);
    if (one.bar) place(box, rule(box.width, line, 0, look.color), 0, axis - line / 2);
    place(box, centred(std::move(bottom), box.width), 0, -down);
    return box;
}

Box Setter::set(const math::Fraction& one, const Look& outer) {
    Look look = outer;
    if (one.size == math::Fraction::Size::Display) look = with_style(look, Style::Display);
    if (one.size == math::Fraction::Size::Text && look.style == Style::Display)
        look = with_style(look, Style::Text);
    Box middle = fraction(one, look);
    Box box;
    if (one.open == 0 && one.close == 0) {
        box.width = kBesideFraction * em(look);
        append(box, std::move(middle));
        box.width += kBesideFraction * em(look);
        return box;
    }
    const double axis = constant(Const::AxisHeight, look);
    const double target = 2 * std::max(middle.height - axis, middle.depth + axis) * 0.95;
    append(box, delimiter(one.open, target, look));
    append(box, std::move(middle));
    append(box, delimiter(one.close, target, look));
    return box;
}

/// The lesser overlap of the two heights at which the script's corner and the nucleus meet.
double Setter::kern(
    const math::Row& nucleus, bool sup, double shift, const Box& script, const Look& look) {
    const math::Symbol* symbol = only_symbol(nucleus);
    if (symbol == nullptr || symbol->large) return 0;
    fonts::GlyphId glyph = face_.face().glyph(symbol->code);
    if (glyph == 0) return 0;
    if (level(look) > 0) glyph = face_.script_form(glyph, level(look));
    const double unit = em(look) / face_.face().metrics().units_per_em;
    const auto corner = sup ? fonts::MathCorner::TopRight : fonts::MathCorner::BottomRight;
    const auto at = [&](double height) {
        return points(face_.kern(glyph, corner, static_cast<int>(height / unit)), look);
    };
    const Box own = glyph_box(glyph, symbol->code, look);
    if (sup) return std::max(at(shift - script.depth), at(own.height));
    return std::max(at(script.height - shift), at(-own.depth));
}

Box Setter::side_scripts(const math::Scripts& one, const Look& look) {
    Box box = row(one.nucleus, look);
    const math::Symbol* symbol = only_symbol(one.nucleus);
    const bool large = symbol != nullptr && symbol->large;
    const bool single = symbol != nullptr && !large;
    const double italic = std::exchange(box.italic, 0.0);
    double up = single ? 0 : box.height - constant(Const::SuperscriptBaselineDropMax, look);
    double down = single ? 0 : box.depth + constant(Const::SubscriptBaselineDropMin, look);
    Box sup = row(one.sup, script_look(look));
    Box sub = row(one.sub, sub_look(look));
    sup.width += std::exchange(sup.italic, 0.0);
    up = std::max(
        {up,
         constant(look.cramped ? Const::SuperscriptShiftUpCramped : Const::SuperscriptShiftUp,
                  look),
         sup.depth + constant(Const::SuperscriptBottomMin, look)});
    down = std::max(down, constant(Const::SubscriptShiftDown, look));
    if (one.sup.empty()) down = std::max(down, sub.height - constant(Const::SubscriptTopMax, look));
    if (!one.sup.empty() && !one.sub.empty()) {
        const double gap = constant(Const::SubSuperscriptGapMin, look);
        const double short_by = gap - ((up - sup.depth) - (sub.height - down));
        if (short_by > 0) {
            down += short_by;
            const double raise =
                constant(Const::SuperscriptBottomMaxWithSubscript, look) - (up - sup.depth);
            if (raise > 0) {
                up += std::min(raise, short_by);
                down -= std::min(raise, short_by);
            }
        }
    }
    // A large operator's width holds its slant; letters lean out of theirs.
    const math::Symbol* raised_symbol = only_symbol(one.sup);
    const bool prime =
        raised_symbol != nullptr && raised_symbol->code >= U'′' && raised_symbol->code <= U'‴';
    const double lean = large ? 0 : prime ? kPrimeLean * italic : italic;
    const double sup_x = box.width + lean + kern(one.nucleus, true, up, sup, look);
    const double sub_x =
        box.width - (large ? italic : 0) + kern(one.nucleus, false, down, sub, look);
    double end = box.width;
    if (!one.sup.empty()) {
        end = std::max(end, sup_x + sup.width);
        cover(box, sup, up);
    }
    if (!one.sub.empty()) {
        end = std::max(end, sub_x + sub.width);
        cover(box, sub, -down);
    }
    // Reading order: the lower script first.
    place(box, std::move(sub), sub_x, -down);
    place(box, std::move(sup), sup_x, up);
    box.width = end + constant(Const::SpaceAfterScript, look);
    return box;
}

Box Setter::limits(Box nucleus, Box top, Box bottom, const Look& look) {
    const double italic = std::exchange(nucleus.italic, 0.0);
    const double width = std::max({nucleus.width, top.width, bottom.width});
    Box box = centred(std::move(nucleus), width);
    const double height = box.height, depth = box.depth;
    if (!bottom.pieces.empty()) {
        const double y = depth + std::max(constant(Const::LowerLimitGapMin, look) + bottom.height,
                                          constant(Const::LowerLimitBaselineDropMin, look));
        cover(box, bottom, -y);
        place(box, centred(std::move(bottom), width), -italic / 2, -y);
    }
    if (!top.pieces.empty()) {
        const double y = height + std::max(constant(Const::UpperLimitGapMin, look) + top.depth,
                                           constant(Const::UpperLimitBaselineRiseMin, look));
        cover(box, top, y);
        place(box, centred(std::move(top), width), italic / 2, y);
    }
    return box;
}

Box Setter::set(const math::Scripts& one, const Look& look) {
    using Placement = math::Scripts::Placement;
    const bool stacked = one.placement == Placement::Stacked ||
                         (one.placement == Placement::Movable && look.style == Style::Display);
    if (!stacked) return side_scripts(one, look);
    return limits(row(one.nucleus, look),
                  row(one.sup, script_look(look)),
                  row(one.sub, sub_look(look)),
                  look);
}

Box Setter::set(const math::Stack& one, const Look& look) {
    return limits(row(one.base, look),
                  row(one.over, script_look(look)),
                  row(one.under, sub_look(look)),
                  look);
}

}  // namespace inkstone::layout::formula
