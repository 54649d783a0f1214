// SPDX-License-Identifier: Apache-2.0
// Classes of atoms and the space between them, by the table of the TeXbook (chapter 18).
#include "src/math/math.hpp"

namespace inkstone::math {
namespace {

template <class... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

/// The class that a row shows to its neighbour on one side: that of its first or last atom.
AtomClass edge_class(const Row& row, bool last) {
    for (std::size_t i = 0; i < row.size(); ++i) {
        const Node& node = row[last ? row.size() - 1 - i : i];
        if (std::holds_alternative<Space>(node.is)) continue;
        if (const auto* styled = std::get_if<Styled>(&node.is)) {
            if (!styled->body.empty()) return edge_class(styled->body, last);
            continue;
        }
        if (const auto* colored = std::get_if<Colored>(&node.is)) {
            if (!colored->body.empty()) return edge_class(colored->body, last);
            continue;
        }
        return class_of(node);
    }
    return AtomClass::Ord;
}

/// What a transparent node shows on one side; atoms show the same on both.
AtomClass side_class(const Node& node, bool last) {
    if (const auto* styled = std::get_if<Styled>(&node.is)) return edge_class(styled->body, last);
    if (const auto* colored = std::get_if<Colored>(&node.is)) {
        return edge_class(colored->body, last);
    }
    return class_of(node);
}

AtomClass nucleus_class(const Row& nucleus) {
    return nucleus.size() == 1 ? class_of(nucleus.front()) : AtomClass::Ord;
}

constexpr bool forbids_bin_after(AtomClass left) {
    return left == AtomClass::Bin || left == AtomClass::Op || left == AtomClass::Rel ||
           left == AtomClass::Open || left == AtomClass::Punct;
}

}  // namespace

bool is_atom(const Node& node) {
    return !std::holds_alternative<Space>(node.is) && !std::holds_alternative<Styled>(node.is) &&
           !std::holds_alternative<Colored>(node.is);
}

AtomClass class_of(const Node& node) {
    return std::visit(
        Overloaded{
            [](const Symbol& it) { return it.cls; },
            [](const OperatorName&) { return AtomClass::Op; },
            [](const BigDelimiter& it) { return it.cls; },
            [](const Group& it) { return it.cls; },
            [](const Fraction& it) { return it.open != 0 ? AtomClass::Ord : AtomClass::Inner; },
            [](const Scripts& it) { return nucleus_class(it.nucleus); },
            [](const Delimited&) { return AtomClass::Inner; },
            [](const Phantom& it) { return nucleus_class(it.body); },
            [](const Cancel& it) { return nucleus_class(it.body); },
            [](const Stretch& it) {
                const bool brace = it.mark >= 0x23B4 && it.mark <= 0x23DF;
                return brace ? AtomClass::Op : AtomClass::Ord;
            },
            [](const Stack& it) { return it.cls; },
            [](const LongArrow&) { return AtomClass::Rel; },
            [](const auto&) { return AtomClass::Ord; },
        },
        node.is);
}

std::vector<AtomClass> atom_classes(const Row& row) {
    std::vector<AtomClass> classes(row.size(), AtomClass::Ord);
    AtomClass left = AtomClass::Open;  // as at the start: no Bin may follow
    std::size_t previous = row.size();
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (std::holds_alternative<Space>(row[i].is)) continue;
        AtomClass cls = side_class(row[i], false);
        if (cls == AtomClass::Bin && forbids_bin_after(left)) cls = AtomClass::Ord;
        const bool ends_bin =
            cls == AtomClass::Rel || cls == AtomClass::Close || cls == AtomClass::Punct;
        if (ends_bin && previous < row.size() && classes[previous] == AtomClass::Bin) {
            classes[previous] = AtomClass::Ord;
        }
        classes[i] = cls;
        left = is_atom(row[i]) ? cls : side_class(row[i], true);
        previous = i;
    }
    if (previous < row.size() && classes[previous] == AtomClass::Bin && is_atom(row[previous])) {
        classes[previous] = AtomClass::Ord;
    }
    return classes;
}

int spacing_mu(AtomClass left, AtomClass right, bool script) {
    // Rows: left; columns: right; Ord Op Bin Rel Open Close Punct Inner. Negative: not in scripts.
    static constexpr int kSpace[8][8] = {
        {0, 3, -4, -5, 0, 0, 0, -3},      // Ord
        {3, 3, 0, -5, 0, 0, 0, -3},       // Op
        {-4, -4, 0, 0, -4, 0, 0, -4},     // Bin
        {-5, -5, 0, 0, -5, 0, 0, -5},     // Rel
        {0, 0, 0, 0, 0, 0, 0, 0},         // Open
        {0, 3, -4, -5, 0, 0, 0, -3},      // Close
        {-3, -3, 0, -3, -3, -3, -3, -3},  // Punct
        {-3, 3, -4, -5, -3, 0, -3, -3},   // Inner
    };
    const int mu = kSpace[static_cast<int>(left)][static_cast<int>(right)];
    if (mu < 0) return script ? 0 : -mu;
    return mu;
}

}  // namespace inkstone::math
