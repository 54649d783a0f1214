// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/layout/math/formula.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "writers/pdf/layout/math/setter.hpp"

namespace inkstone::layout::formula {
namespace {

using math::AtomClass;

/// Lines after the first of a broken formula stand in by this, em.
constexpr double kBrokenIndent = 2;
/// Bytes of a command that messages show.
/// Between a formula and its number, em.
constexpr double kNumberGap = 1;
/// A space that parts formulas of one line, em.
constexpr double kWideGap = 0.9;
/// Between the lines of a broken formula, em.
constexpr double kBrokenGap = 0.35;

/// May a line end after `atom`, when `next` follows? TeX: not between two relations.
int penalty_after(const Atom& atom, const Atom& next) {
    if (!atom.is_atom || next.cls == AtomClass::Rel) return 0;
    if (atom.cls == AtomClass::Rel) return kAfterRelation;
    return atom.cls == AtomClass::Bin ? kAfterOperator : 0;
}

void append_spaced(Box& box, Atom&& atom) {
    if (box.pieces.empty() && box.width == 0) {
        box.height = atom.box.height;
        box.depth = atom.box.depth;
    }
    box.width += atom.space;
    append(box, std::move(atom.box));
}

/// The table that a formula consists of, when pages may break between its rows.
const math::Table* rows_of(const math::Row& row) {
    if (row.size() != 1) return nullptr;
    const auto* table = std::get_if<math::Table>(&row.front().is);
    return table != nullptr && table->kind == math::Table::Kind::Aligned ? table : nullptr;
}

class Display {
public:
    Display(Setter& setter, const Surroundings& around, double measure)
        : setter_(setter), around_(around), measure_(measure) {}

    std::vector<DisplayLine> run(const math::Formula& formula) {
        const Look look{math::Style::Display, false, around_.color};
        if (const math::Table* table = rows_of(formula.root)) {
            set_rows(*table, look);
            if (!lines_.empty() && !formula.tag.empty()) number(lines_.back(), formula.tag);
        } else {
            set_row(formula.root, look);
            if (!lines_.empty() && !formula.tag.empty()) number(lines_.back(), formula.tag);
        }
        for (DisplayLine& line : lines_) fit(line);
        return std::move(lines_);
    }

private:
    Setter& setter_;
    const Surroundings& around_;
    double measure_;
    std::vector<DisplayLine> lines_;

    void number(DisplayLine& line, const math::Tag& tag) {
        const std::string shown = tag.parens ? fmt::format("({})", tag.text) : tag.text;
        line.number = setter_.words(shown, math::Variant::Normal, around_.size, around_.color);
    }

    void set_rows(const math::Table& table, const Look& look) {
        for (SetTableRow& row : setter_.table(table, look).rows) {
            DisplayLine& line = lines_.emplace_back();
            line.box = std::move(row.box);
            line.above = row.above;
            line.x = (measure_ - line.box.width) / 2;
            line.label = row.source->label;
            if (!row.source->tag.empty()) number(line, row.source->tag);
        }
    }

    void set_row(const math::Row& row, const Look& look) {
        std::vector<Atom> atoms = setter_.atoms(row, look);
        double whole = 0;
        for (const Atom& atom : atoms) whole += atom.space + atom.box.width;
        if (whole <= measure_) {
            DisplayLine& line = lines_.emplace_back();
            for (Atom& atom : atoms) append_spaced(line.box, std::move(atom));
            line.x = (measure_ - line.box.width) / 2;
            return;
        }
        set_broken(std::move(atoms));
    }

    /// Lines end between formulas that a quad parts, else before relations, as mathematicians break
    /// displays, or before operators where there is no relation.
    void set_broken(std::vector<Atom>&& atoms) {
        const double indent = kBrokenIndent * around_.size;
        const double room = measure_ - indent;
        std::size_t begin = 0;
        while (begin < atoms.size()) {
            std::size_t end = next_end(atoms, begin, lines_.empty() ? measure_ : room);
            DisplayLine& line = lines_.emplace_back();
            line.x = lines_.size() == 1 ? 0 : indent;
            if (lines_.size() > 1) line.above = kBrokenGap * around_.size;
            for (std::size_t i = begin; i < end; ++i) {
                if (i == begin) atoms[i].space = 0;
                append_spaced(line.box, std::move(atoms[i]));
            }
            begin = end;
        }
    }
    [[nodiscard]] std::size_t next_end(const std::vector<Atom>& atoms,
                                       std::size_t begin,
                                       double room) const {
        const double em = around_.size;
        double width = 0;
        std::optional<std::size_t> relation, sign, gap;
        for (std::size_t i = begin; i < atoms.size(); ++i) {
            if (i > begin && !atoms[i].is_atom && atoms[i].box.width >= kWideGap * em) gap = i + 1;
            if (i > begin && atoms[i].is_atom && atoms[i].cls == AtomClass::Rel) relation = i;
            if (i > begin && atoms[i].is_atom && atoms[i].cls == AtomClass::Bin) sign = i;
            width += atoms[i].space + atoms[i].box.width;
            if (width > room && gap && *gap < atoms.size()) return *gap;
            if (width > room && (relation || sign)) {
                // A relation early in the line would leave most of it empty.
                const bool late = relation && *relation - begin >= (i - begin) / 3;
                return late || !sign ? *relation : *sign;
            }
        }
        return atoms.size();
    }

    /// The last resort: a line that is still too wide is made smaller.
    void fit(DisplayLine& line) {
        double room = measure_;
        if (line.number.width > 0) room -= line.number.width + kNumberGap * around_.size;
        room = std::max(room, measure_ / 2);
        if (line.box.width > room) line.box = scaled(std::move(line.box), room / line.box.width);
        line.x = std::clamp(line.x, 0.0, std::max(0.0, room - line.box.width));
    }
};

}  // namespace

const fonts::MathFace* face_of(Context& context) {
    if (!context.math_face) {
        const fonts::Face* face = context.fonts.math_face();
        context.math_face = face == nullptr ? nullptr : std::make_shared<fonts::MathFace>(*face);
    }
    return context.math_face->get();
}

void report(const math::Formula& formula, SourcePosition at, Context& context) {
    for (const math::Problem& problem : formula.problems) {
        if (!context.math_reported.insert(problem.what).second) continue;
        context.diagnostics.warn("unknown-math", math::describe(problem), at);
    }
}

std::vector<InlinePart> set_inline(const math::Row& row,
                                   const Surroundings& around,
                                   Context& context) {
    std::vector<InlinePart> parts;
    const fonts::MathFace* face = face_of(context);
    if (face == nullptr) return parts;
    Setter setter(context, *face, around.size);
    std::vector<Atom> atoms = setter.atoms(row, {math::Style::Text, false, around.color});
    bool fresh = true;
    for (std::size_t i = 0; i < atoms.size(); ++i) {
        if (std::exchange(fresh, false)) parts.emplace_back();
        InlinePart& part = parts.back();
        const int penalty = i + 1 < atoms.size() ? penalty_after(atoms[i], atoms[i + 1]) : 0;
        append_spaced(part.box, std::move(atoms[i]));
        if (penalty == 0) continue;
        part.penalty = penalty;
        part.gap = std::exchange(atoms[i + 1].space, 0.0);
        fresh = true;
    }
    return parts;
}

std::vector<DisplayLine> set_display(const math::Formula& formula,
                                     const Surroundings& around,
                                     double measure,
                                     Context& context) {
    const fonts::MathFace* face = face_of(context);
    if (face == nullptr) return {};
    Setter setter(context, *face, around.size);
    return Display(setter, around, measure).run(formula);
}

}  // namespace inkstone::layout::formula
