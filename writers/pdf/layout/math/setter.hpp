// SPDX-License-Identifier: Apache-2.0
// Formulas to boxes by the rules of Appendix G of The TeXbook, with the measures of the OpenType
// MATH table. One Setter serves one formula.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "fonts/math_face.hpp"
#include "src/math/math.hpp"
#include "writers/pdf/layout/context.hpp"
#include "writers/pdf/layout/math/box.hpp"

namespace inkstone::layout::formula {

/// What holds for a part of a formula.
struct Look {
    math::Style style = math::Style::Text;
    bool cramped = false;
    Color color{};
};

/// One atom of a row, set, with the space before it.
struct Atom {
    Box box;
    math::AtomClass cls = math::AtomClass::Ord;
    bool is_atom = true;   ///< false: a space, which is no neighbour of anything
    bool slanted = false;  ///< an italic letter
    bool script = false;   ///< stands in a script style
    double space = 0;      ///< before it
};

/// A table's rows apart, for display formulas that pages may break.
struct SetTableRow {
    Box box;           ///< as wide as the table, its baseline the row's own
    double above = 0;  ///< between the row before and this one
    const math::TableRow* source = nullptr;
};

struct SetTable {
    std::vector<SetTableRow> rows;
    std::vector<double> columns;  ///< widths
};

class Setter {
public:
    /// `size` is that of the text around the formula; the face's own letters are made to match it.
    Setter(Context& context, const fonts::MathFace& face, double size);

    /// A row's atoms with their spaces, in order.
    std::vector<Atom> atoms(const math::Row& row, const Look& look);
    Box row(const math::Row& row, const Look& look);
    SetTable table(const math::Table& table, const Look& look);
    /// Words in the fonts of the document.
    Box words(std::string_view utf8, math::Variant variant, double size, Color color);

    /// Points of a style's em.
    [[nodiscard]] double em(const Look& look) const;

private:
    using Const = fonts::MathConstant;
    Context& context_;
    const fonts::MathFace& face_;
    double size_;   ///< of the text
    double scale_;  ///< of the face against the text

    [[nodiscard]] double constant(Const which, const Look& look) const;
    [[nodiscard]] double points(int units, const Look& look) const;
    [[nodiscard]] int level(const Look& look) const;

    void flatten(const math::Row& row, const Look& look, std::vector<Atom>& out);
    Box node(const math::Node& node, const Look& look);

    // setter.cpp
    Box glyph_box(fonts::GlyphId glyph, char32_t text, const Look& look);
    Box character(char32_t code, const Look& look);
    Box on_axis(Box box, const Look& look) const;

    // stretch.cpp
    Box grown(char32_t code, double target, fonts::Growth growth, const Look& look);
    Box assembled(
        fonts::GlyphId glyph, char32_t text, double target, fonts::Growth growth, const Look& look);
    Box delimiter(char32_t code, double target, const Look& look);

    // set_*: one for each kind of node
    Box set(const math::Symbol& one, const Look& look);
    Box set(const math::OperatorName& one, const Look& look);
    Box set(const math::Text& one, const Look& look);
    Box set(const math::Space& one, const Look& look);
    Box set(const math::Unknown& one, const Look& look);
    Box set(const math::BigDelimiter& one, const Look& look);
    Box set(const math::Group& one, const Look& look);
    Box set(const math::Styled& one, const Look& look);
    Box set(const math::Colored& one, const Look& look);
    Box set(const math::Phantom& one, const Look& look);
    Box set(const math::Boxed& one, const Look& look);
    Box set(const math::Cancel& one, const Look& look);
    Box set(const math::Fraction& one, const Look& look);
    Box set(const math::Radical& one, const Look& look);
    Box set(const math::Scripts& one, const Look& look);
    Box set(const math::Delimited& one, const Look& look);
    Box set(const math::Accent& one, const Look& look);
    Box set(const math::Stretch& one, const Look& look);
    Box set(const math::Stack& one, const Look& look);
    Box set(const math::LongArrow& one, const Look& look);
    Box set(const math::Table& one, const Look& look);

    Box side_scripts(const math::Scripts& one, const Look& look);
    /// `top` and `bottom` over and under `nucleus`; boxes without ink are left out.
    Box limits(Box nucleus, Box top, Box bottom, const Look& look);
    Box fraction(const math::Fraction& one, const Look& look);
    double kern(const math::Row& nucleus, bool sup, double shift, const Box& script, const Look&);
};

/// The one symbol that a row consists of, through groups; null when it holds anything else.
const math::Symbol* only_symbol(const math::Row& row);

Look cramped(Look look);
Look script_look(Look look);  ///< of superscripts
Look sub_look(Look look);     ///< of subscripts: cramped
Look with_style(Look look, math::Style style);
Color read_color(std::string_view hex, Color fallback);

}  // namespace inkstone::layout::formula
