// SPDX-License-Identifier: Apache-2.0
// Rows, characters, words and the small groups of formulas.
#include "writers/pdf/layout/math/setter.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "src/text/utf8.hpp"
#include "writers/pdf/layout/flow/row.hpp"
#include "writers/pdf/layout/inline/paragraph.hpp"

namespace inkstone::layout::formula {
namespace {

using math::AtomClass;
using math::Style;
using math::Variant;

/// The face is made larger until its x is as high as the text's, but not beyond this.
constexpr double kLargestMatch = 1.1;
/// A space of text in formulas, em.
constexpr double kWordSpace = 0.26;
constexpr double kCodeRatio = 0.86;
constexpr double kFrameGap = 0.3, kFrameRule = 0.04;

bool is_slanted(const math::Node& node) {
    const auto* symbol = std::get_if<math::Symbol>(&node.is);
    if (symbol == nullptr) return false;
    return symbol->variant == Variant::Italic || symbol->variant == Variant::BoldItalic;
}

/// TeX's rules 5 and 6: a binary operator without two operands is an ordinary sign.
void settle_binaries(std::vector<Atom>& atoms) {
    Atom* before = nullptr;
    for (Atom& atom : atoms) {
        if (!atom.is_atom) continue;
        const bool follows = before != nullptr && before->cls != AtomClass::Bin &&
                             before->cls != AtomClass::Op && before->cls != AtomClass::Rel &&
                             before->cls != AtomClass::Open && before->cls != AtomClass::Punct;
        if (atom.cls == AtomClass::Bin && !follows) atom.cls = AtomClass::Ord;
        const bool ends = atom.cls == AtomClass::Rel || atom.cls == AtomClass::Close ||
                          atom.cls == AtomClass::Punct;
        if (ends && before != nullptr && before->cls == AtomClass::Bin)
            before->cls = AtomClass::Ord;
        before = &atom;
    }
    if (before != nullptr && before->cls == AtomClass::Bin) before->cls = AtomClass::Ord;
}

}  // namespace

const math::Symbol* only_symbol(const math::Row& row) {
    if (row.size() != 1) return nullptr;
    if (const auto* group = std::get_if<math::Group>(&row.front().is))
        return only_symbol(group->body);
    return std::get_if<math::Symbol>(&row.front().is);
}

Look cramped(Look look) {
    look.cramped = true;
    return look;
}
Look with_style(Look look, Style style) {
    look.style = style;
    return look;
}
Look script_look(Look look) {
    const bool text = look.style == Style::Display || look.style == Style::Text;
    look.style = text ? Style::Script : Style::ScriptScript;
    return look;
}
Look sub_look(Look look) {
    return cramped(script_look(look));
}

Color read_color(std::string_view hex, Color fallback) {
    if (hex.size() != 7 || hex.front() != '#') return fallback;
    std::uint32_t value = 0;
    for (const char c : hex.substr(1)) {
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : 0;
        value = value * 16 + static_cast<std::uint32_t>(digit);
    }
    return {static_cast<std::uint8_t>(value >> 16U),
            static_cast<std::uint8_t>((value >> 8U) & 0xFFU),
            static_cast<std::uint8_t>(value & 0xFFU)};
}

Setter::Setter(Context& context, const fonts::MathFace& face, double size)
    : context_(context), face_(face), size_(size), scale_(1) {
    const auto chain = context.fonts.chain(fonts::Role::Body, {}, context.lang);
    if (!chain) return;
    const auto x_height = [](const fonts::FaceMetrics& m) {
        return static_cast<double>(m.x_height) / m.units_per_em;
    };
    const double ratio =
        x_height((*chain)->latin->metrics()) / std::max(0.1, x_height(face.face().metrics()));
    scale_ = std::clamp(ratio, 1.0, kLargestMatch);
}

int Setter::level(const Look& look) const {
    if (look.style == Style::Script) return 1;
    return look.style == Style::ScriptScript ? 2 : 0;
}

double Setter::em(const Look& look) const {
    const int depth = level(look);
    double percent = 100;
    if (depth == 1) percent = face_.constant(Const::ScriptPercentScaleDown);
    if (depth == 2) percent = face_.constant(Const::ScriptScriptPercentScaleDown);
    if (percent <= 0 || percent > 100) percent = depth == 1 ? 70 : 50;
    return size_ * scale_ * percent / 100;
}

double Setter::points(int units, const Look& look) const {
    return em(look) * units / face_.face().metrics().units_per_em;
}
double Setter::constant(Const which, const Look& look) const {
    return points(face_.constant(which), look);
}

std::vector<Atom> Setter::atoms(const math::Row& row, const Look& look) {
    std::vector<Atom> out;
    flatten(row, look, out);
    settle_binaries(out);
    Atom* before = nullptr;
    for (Atom& atom : out) {
        if (before != nullptr && before->slanted && !atom.slanted)
            before->box.width += std::exchange(before->box.italic, 0.0);
        if (!atom.is_atom) continue;
        if (before != nullptr && before->is_atom) {
            const double mu = math::spacing_mu(before->cls, atom.cls, atom.script);
            atom.space = mu * size_ * scale_ / 18;
        }
        before = &atom;
    }
    if (before != nullptr && before->slanted) before->box.width += before->box.italic;
    return out;
}

void Setter::flatten(const math::Row& row, const Look& look, std::vector<Atom>& out) {
    for (const math::Node& one : row) {
        if (const auto* styled = std::get_if<math::Styled>(&one.is)) {
            flatten(styled->body, with_style(look, styled->style), out);
            continue;
        }
        const auto* colored = std::get_if<math::Colored>(&one.is);
        if (colored != nullptr && colored->background.empty()) {
            Look inner = look;
            inner.color = read_color(colored->color, look.color);
            flatten(colored->body, inner, out);
            continue;
        }
        Atom atom;
        atom.box = node(one, look);
        atom.cls = math::class_of(one);
        atom.is_atom = math::is_atom(one) || colored != nullptr;
        atom.slanted = is_slanted(one);
        atom.script = level(look) > 0;
        out.push_back(std::move(atom));
    }
}

Box Setter::row(const math::Row& row, const Look& look) {
    Box box;
    bool first = true;
    for (Atom& atom : atoms(row, look)) {
        box.width += atom.space;
        if (std::exchange(first, false)) {
            box.height = atom.box.height;
            box.depth = atom.box.depth;
        }
        append(box, std::move(atom.box));
    }
    if (row.size() != 1) box.italic = 0;
    return box;
}

Box Setter::node(const math::Node& node, const Look& look) {
    return std::visit([&](const auto& one) { return set(one, look); }, node.is);
}

// ---- Characters --------------------------------------------------------------------------------

Box Setter::glyph_box(fonts::GlyphId glyph, char32_t text, const Look& look) {
    const fonts::Face::Box ink = face_.face().box(glyph);
    Box box;
    box.width = points(face_.face().advance(glyph), look);
    box.height = points(ink.y_max, look);
    box.depth = points(-ink.y_min, look);
    box.italic = points(face_.italic_correction(glyph), look);
    box.pieces.push_back({0, 0, look.color, GlyphPiece{&face_.face(), glyph, em(look), text}});
    return box;
}

Box Setter::character(char32_t code, const Look& look) {
    fonts::GlyphId glyph = face_.face().glyph(code);
    if (glyph == 0) {
        std::string utf8;
        text::append(utf8, code);
        return words(utf8, Variant::Normal, em(look) / scale_, look.color);
    }
    if (level(look) > 0) glyph = face_.script_form(glyph, level(look));
    return glyph_box(glyph, code, look);
}

Box Setter::on_axis(Box box, const Look& look) const {
    const double middle = (box.height - box.depth) / 2;
    return raised(std::move(box), constant(Const::AxisHeight, look) - middle);
}

Box Setter::set(const math::Symbol& one, const Look& look) {
    Box box;
    if (one.large && face_.face().glyph(one.code) != 0) {
        const bool display = look.style == Style::Display;
        const double least = display ? constant(Const::DisplayOperatorMinHeight, look) : 0;
        box = on_axis(grown(one.code, least, fonts::Growth::Vertical, look), look);
    } else {
        box = character(one.code, look);
    }
    if (one.negated) {
        Box slash = character(U'\u0338', look);
        const double x = (box.width - slash.width) / 2;
        const double y = constant(Const::AxisHeight, look) - (slash.height - slash.depth) / 2;
        const double middle = slash.width > 0 ? x : box.width / 2 + slash.height / 4;
        place(box, std::move(slash), middle, slash.width > 0 ? y : 0);
    }
    return box;
}

Box Setter::set(const math::OperatorName& one, const Look& look) {
    Box box;
    std::size_t at = 0;
    while (at < one.text.size()) {
        const char32_t c = text::decode(std::string_view(one.text), at);
        if (c == U'\u2009' || c == U' ') {
            box.width += em(look) / 6;
        } else {
            append(box, character(c, look));
        }
    }
    box.italic = 0;
    return box;
}

Box Setter::words(std::string_view utf8, Variant variant, double size, Color color) {
    Box box;
    const std::size_t begin = utf8.find_first_not_of(' ');
    if (begin == std::string_view::npos) {
        box.width = kWordSpace * size * static_cast<double>(utf8.size());
        return box;
    }
    const std::size_t end = utf8.find_last_not_of(' ') + 1;
    ParagraphStyle style;
    style.role = variant == Variant::Monospace ? fonts::Role::Code
                 : variant == Variant::Sans    ? fonts::Role::Heading
                                               : fonts::Role::Body;
    style.style.bold = variant == Variant::Bold || variant == Variant::BoldItalic;
    style.style.italic = variant == Variant::Italic || variant == Variant::BoldItalic;
    style.size = variant == Variant::Monospace ? size * kCodeRatio : size;
    style.leading = size;
    style.color = color;
    style.lang = context_.lang;
    style.artifact = ArtifactKind::Layout;
    Line line = set_label(utf8.substr(begin, end - begin), style, context_);
    TextPiece text;
    text.items = std::move(line.items);
    const double lead = kWordSpace * size * static_cast<double>(begin);
    const double trail = kWordSpace * size * static_cast<double>(utf8.size() - end);
    box.width = lead + line.width + trail;
    box.height = 0.76 * size;
    box.depth = 0.24 * size;
    box.pieces.push_back({lead, 0, color, std::move(text)});
    return box;
}

Box Setter::set(const math::Text& one, const Look& look) {
    return words(one.value, one.variant, em(look) / scale_, look.color);
}
Box Setter::set(const math::Unknown& one, const Look& look) {
    return words(one.tex, Variant::Monospace, em(look) / scale_, look.color);
}

Box Setter::set(const math::Space& one, const Look& look) {
    Box box;
    box.width = one.em * em(look) + one.pt;
    return box;
}

Box Setter::set(const math::BigDelimiter& one, const Look& look) {
    static constexpr double kHeights[] = {1.2, 1.8, 2.4, 3.0};
    const auto index = static_cast<std::size_t>(std::clamp(one.size, 1, 4) - 1);
    return delimiter(one.code, kHeights[index] * em(look), look);
}

// ---- Groups ------------------------------------------------------------------------------------

Box Setter::set(const math::Group& one, const Look& look) {
    return row(one.body, look);
}
Box Setter::set(const math::Styled& one, const Look& look) {
    return row(one.body, with_style(look, one.style));
}

Box Setter::set(const math::Colored& one, const Look& look) {
    Look inner = look;
    inner.color = read_color(one.color, look.color);
    Box body = row(one.body, inner);
    if (one.background.empty()) return body;
    const double gap = kFrameGap * em(look) / 2;
    Box box = rule(body.width + 2 * gap,
                   body.height + gap,
                   body.depth + gap,
                   read_color(one.background, look.color));
    place(box, std::move(body), gap, 0);
    return box;
}

Box Setter::set(const math::Phantom& one, const Look& look) {
    Box box = row(one.body, look);
    if (!one.visible) box.pieces.clear();
    if (!one.height) box.height = 0;
    if (!one.depth) box.depth = 0;
    if (one.width) return box;
    const double width = std::exchange(box.width, 0.0);
    const double shift = one.align == math::Phantom::Align::Left     ? 0.0
                         : one.align == math::Phantom::Align::Center ? -width / 2
                                                                     : -width;
    for (Piece& piece : box.pieces) piece.x += shift;
    return box;
}

Box Setter::set(const math::Boxed& one, const Look& look) {
    Box body = row(one.body, look);
    const double gap = kFrameGap * em(look);
    const double line = kFrameRule * em(look);
    Box box;
    box.width = body.width + 2 * (gap + line);
    box.height = body.height + gap + line;
    box.depth = body.depth + gap + line;
    place(box, rule(box.width, line, 0, look.color), 0, box.height - line);
    place(box, rule(line, box.height, box.depth, look.color), 0, 0);
    place(box, rule(line, box.height, box.depth, look.color), box.width - line, 0);
    place(box, rule(box.width, line, 0, look.color), 0, -box.depth);
    place(box, std::move(body), gap + line, 0);
    return box;
}

/// Slanted lines are the division slash drawn as large as the body; a page has no other means.
Box Setter::set(const math::Cancel& one, const Look& look) {
    Box box = row(one.body, look);
    const double line = kFrameRule * em(look);
    if (one.kind == math::Cancel::Kind::Level) {
        place(box, rule(box.width, line, 0, look.color), 0, (box.height - box.depth) / 2);
        return box;
    }
    const auto strike = [&](char32_t code) {
        Box slash = on_axis(grown(code, box.total(), fonts::Growth::Vertical, look), look);
        const double x = (box.width - slash.width) / 2;
        place(box, std::move(slash), x, 0);
    };
    if (one.kind != math::Cancel::Kind::Falling) strike(U'/');
    if (one.kind != math::Cancel::Kind::Rising) strike(U'\\');
    return box;
}

}  // namespace inkstone::layout::formula
