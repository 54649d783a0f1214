// SPDX-License-Identifier: Apache-2.0
// Rows and leaves of MathML. Every space between atoms is an attribute of an operator beside it, or
// an <mspace> where there is none.
#include "writers/html/mathml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "src/ast/visit.hpp"
#include "writers/html/escape.hpp"
#include "writers/html/mathml_writer.hpp"

namespace inkstone::html {
namespace {

using math::AtomClass;
using math::Node;
using math::Row;
using math::Symbol;
using math::Variant;

constexpr bool is_digit(char32_t c) noexcept {
    return c >= U'0' && c <= U'9';
}

/// Characters that belong to words and not to formulas: CJK and what stands beside it.
constexpr bool is_word(char32_t c) noexcept {
    return (c >= 0x2E80 && c < 0xD800) || (c >= 0xF900 && c < 0xFE00) ||
           (c >= 0xFE30 && c < 0xFF61) || (c >= 0x20000 && c < 0x40000);
}

/// Single letters that <mi> shows in italics unless it says otherwise.
constexpr bool is_italicised(char32_t c) noexcept {
    return (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') || (c >= 0x391 && c <= 0x3C9) ||
           c == 0x131 || c == 0x237 || c == 0x3D1 || c == 0x3D5 || c == 0x3D6 || c == 0x3F0 ||
           c == 0x3F1 || c == 0x3F4 || c == 0x3F5 || c == 0x2202 || c == 0x2207;
}

/// Ordinary symbols that readers know as operators: | / . ′ ¬ ∀ ∃.
constexpr bool is_sign(char32_t c) noexcept {
    const bool ascii = c > U' ' && c < 0x7F && !is_digit(c) && !is_italicised(c);
    return ascii || c == 0x2016 || (c >= 0x2032 && c <= 0x2037) || c == 0x2057 || c == 0xAC ||
           c == 0x2200 || c == 0x2203 || c == 0x2204 || c == 0x2223 || c == 0x2225;
}

bool is_operator(const Symbol& it) noexcept {
    return it.cls != AtomClass::Ord || is_sign(it.code);
}

/// Operators whose space as infix every browser knows: 5 mu for relations, 4 mu for signs.
constexpr bool is_in_dictionary(char32_t code, int before, int after) noexcept {
    constexpr std::array<char32_t, 10> kRelations{
        U'=', U'<', U'>', U'≤', U'≥', U'≠', U'≈', U'≡', U'∈', U'→'};
    if (code == U'+' || code == U'−') return before == 4 && after == 4;
    const bool relation = std::find(kRelations.begin(), kRelations.end(), code) != kRelations.end();
    return relation && before == 5 && after == 5;
}

const Symbol* symbol_of(const Node& node) {
    return std::get_if<Symbol>(&node.is);
}

/// The digit that `row` is, or null.
const Symbol* single_digit(const Row& row) {
    const Symbol* it = row.size() == 1 ? symbol_of(row.front()) : nullptr;
    return it != nullptr && is_digit(it->base) && !it->negated ? it : nullptr;
}

/// Whether the node can carry the space at its sides itself.
bool carries_space(const Node& node) {
    if (const Symbol* it = symbol_of(node)) return is_operator(*it);
    return std::holds_alternative<math::BigDelimiter>(node.is) ||
           std::holds_alternative<math::LongArrow>(node.is);
}

/// The class that a node shows to what stands right of it.
AtomClass last_class(const Node& node, AtomClass first) {
    const Row* body = nullptr;
    if (const auto* styled = std::get_if<math::Styled>(&node.is)) body = &styled->body;
    if (const auto* colored = std::get_if<math::Colored>(&node.is)) body = &colored->body;
    if (body == nullptr || body->empty()) return first;
    const std::vector<AtomClass> classes = math::atom_classes(*body);
    return last_class(body->back(), classes.back());
}

/// Nothing is written for it, though it has a class.
bool is_invisible(const Node& node) {
    const auto* group = std::get_if<math::Group>(&node.is);
    return group != nullptr && group->body.empty();
}

std::string one_line(std::string_view tex) {
    std::string out;
    for (const char c : tex) {
        const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!space)
            out.push_back(c);
        else if (!out.empty() && out.back() != ' ')
            out.push_back(' ');
    }
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

}  // namespace

void append_mathml(std::string& out, const math::Formula& formula, const MathmlOptions& options) {
    out.append("<math");
    if (options.xhtml) out.append(" xmlns=\"http://www.w3.org/1998/Math/MathML\"");
    if (options.display) out.append(" display=\"block\"");
    append_attribute(out, "alttext", one_line(options.tex));
    out.append("><semantics>");
    MathmlWriter(out).group(formula.root, false);
    out.append("<annotation encoding=\"application/x-tex\">");
    append_text(out, options.tex);
    out.append("</annotation></semantics></math>");
}

void MathmlWriter::character(char32_t code) {
    std::string bytes;
    const auto put = [&bytes](char32_t value) { bytes.push_back(static_cast<char>(value)); };
    if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) code = 0xFFFD;
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0U | (code >> 6U));
        put(0x80U | (code & 0x3FU));
    } else if (code < 0x10000) {
        put(0xE0U | (code >> 12U));
        put(0x80U | ((code >> 6U) & 0x3FU));
        put(0x80U | (code & 0x3FU));
    } else {
        put(0xF0U | (code >> 18U));
        put(0x80U | ((code >> 12U) & 0x3FU));
        put(0x80U | ((code >> 6U) & 0x3FU));
        put(0x80U | (code & 0x3FU));
    }
    append_text(out_, bytes);
}

void MathmlWriter::leaf(std::string_view element, std::string_view text) {
    open(element);
    append_text(out_, text);
    close(element);
}

void MathmlWriter::mu(int value) {
    out_.append(fmt::format("{:.4g}em", value / 18.0));
}

void MathmlWriter::group(const Row& row, bool script) {
    // One member that is one element needs no row around it.
    const bool single = row.size() == 1 && !is_invisible(row.front()) &&
                        !std::holds_alternative<math::Space>(row.front().is);
    if (!single) open("mrow");
    members(row, script);
    if (!single) close("mrow");
}

std::vector<MathmlWriter::Gap> MathmlWriter::gaps(const Row& row, bool script) {
    std::vector<Gap> out(row.size());
    const std::vector<AtomClass> classes = math::atom_classes(row);
    std::size_t left = row.size();
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (std::holds_alternative<math::Space>(row[i].is)) continue;
        if (left < row.size()) {
            const AtomClass before = last_class(row[left], classes[left]);
            const int value = math::spacing_mu(before, classes[i], script);
            (carries_space(row[left]) ? out[left].after : out[i].before) = value;
        }
        left = i;
    }
    return out;
}

void MathmlWriter::members(const Row& row, bool script) {
    const std::vector<Gap> spaces = gaps(row, script);
    bool first = true;  // the dictionary takes the first of a row as prefix
    for (std::size_t i = 0; i < row.size();) {
        if (!carries_space(row[i]) && spaces[i].before != 0) {
            out_.append("<mspace width=\"");
            mu(spaces[i].before);
            out_.append("\"/>");
        }
        std::size_t next = number(row, i);
        if (next == i) next = words(row, i);
        if (next == i) {
            if (!is_invisible(row[i]))
                member(row[i], {spaces[i], !first && i + 1 < row.size()}, script);
            next = i + 1;
        }
        if (!is_invisible(row[i])) first = false;
        i = next;
    }
}

/// Digits that follow each other are one number, and the base of the scripts on the last of them.
std::size_t MathmlWriter::number(const Row& row, std::size_t at) {
    const auto digit = [&row](std::size_t i, Variant variant) {
        const Symbol* it = i < row.size() ? symbol_of(row[i]) : nullptr;
        return it != nullptr && is_digit(it->base) && it->variant == variant && !it->negated;
    };
    const Symbol* first = symbol_of(row[at]);
    if (first == nullptr || !digit(at, first->variant)) return at;
    std::size_t end = at;
    const auto point = [&](std::size_t i) {
        const Symbol* it = i < row.size() ? symbol_of(row[i]) : nullptr;
        return it != nullptr && it->base == U'.' && digit(i + 1, first->variant);
    };
    while (digit(end, first->variant) || point(end)) ++end;
    const auto* scripts = end < row.size() ? std::get_if<math::Scripts>(&row[end].is) : nullptr;
    const Symbol* last = scripts != nullptr ? single_digit(scripts->nucleus) : nullptr;
    if (last == nullptr || last->variant != first->variant) {
        open("mn");
        for (std::size_t i = at; i < end; ++i) character(symbol_of(row[i])->code);
        close("mn");
        return end;
    }
    const std::string_view element = scripts->sub.empty()   ? "msup"
                                     : scripts->sup.empty() ? "msub"
                                                            : "msubsup";
    open(element);
    open("mn");
    for (std::size_t i = at; i < end; ++i) character(symbol_of(row[i])->code);
    character(last->code);
    close("mn");
    if (!scripts->sub.empty()) group(scripts->sub, true);
    if (!scripts->sup.empty()) group(scripts->sup, true);
    close(element);
    return end + 1;
}

std::size_t MathmlWriter::words(const Row& row, std::size_t at) {
    std::size_t end = at;
    while (end < row.size() && symbol_of(row[end]) != nullptr && is_word(symbol_of(row[end])->code))
        ++end;
    if (end == at) return at;
    open("mtext");
    for (std::size_t i = at; i < end; ++i) character(symbol_of(row[i])->code);
    close("mtext");
    return end;
}

void MathmlWriter::member(const Node& node, const Site& site, bool script) {
    std::visit(Overloaded{
                   [&](const Symbol& it) { symbol(it, site); },
                   [&](const math::OperatorName& it) { leaf("mi", it.text); },
                   [&](const math::Text& it) { text(it); },
                   [&](const math::Space& it) { space(it); },
                   [&](const math::Unknown& it) {
                       out_.append("<mtext class=\"tex\">");
                       append_text(out_, it.tex);
                       close("mtext");
                   },
                   [&](const math::BigDelimiter& it) { big(it, site); },
                   [&](const math::Group& it) {
                       if (!letters(it)) group(it.body, script);
                   },
                   [&](const math::Styled& it) { styled(it.style, it.body); },
                   [&](const math::Colored& it) { colored(it, script); },
                   [&](const math::Phantom& it) { phantom(it, script); },
                   [&](const math::Boxed& it) {
                       out_.append("<mrow class=\"math-boxed\">");
                       members(it.body, script);
                       close("mrow");
                   },
                   [&](const math::Cancel& it) { cancel(it, script); },
                   [&](const math::Fraction& it) { fraction(it, script); },
                   [&](const math::Radical& it) { radical(it, script); },
                   [&](const math::Scripts& it) { scripts(it, script); },
                   [&](const math::Delimited& it) { delimited(it, script); },
                   [&](const math::Accent& it) { accent(it, script); },
                   [&](const math::Stretch& it) { stretch(it, script); },
                   [&](const math::Stack& it) { stack(it, script); },
                   [&](const math::LongArrow& it) { arrow(it, site); },
                   [&](const math::Table& it) { table(it); },
               },
               node.is);
}

void MathmlWriter::gap_attributes(const Gap& gap) {
    out_.append(" lspace=\"");
    mu(gap.before);
    out_.append("\" rspace=\"");
    mu(gap.after);
    out_.append("\"");
}

void MathmlWriter::symbol(const Symbol& it, const Site& site) {
    if (!is_operator(it)) return identifier(it);
    out_.append("<mo");
    if (it.cls == AtomClass::Open || it.cls == AtomClass::Close) {
        out_.append(it.cls == AtomClass::Open ? " form=\"prefix\"" : " form=\"postfix\"");
        out_.append(" stretchy=\"false\"");
    } else if (it.cls == AtomClass::Ord || it.code == U'|' || it.code == 0x2016) {
        out_.append(" stretchy=\"false\"");
    }
    const bool known = site.infix && is_in_dictionary(it.code, site.gap.before, site.gap.after);
    if (!known) gap_attributes(site.gap);
    out_.append(">");
    character(it.code);
    if (it.negated) character(0x338);
    close("mo");
}

void MathmlWriter::identifier(const Symbol& it) {
    if (is_digit(it.base)) {
        open("mn");
        character(it.code);
        return close("mn");
    }
    const bool italic = it.variant == Variant::Italic && is_italicised(it.base);
    const char32_t code = italic ? it.base : it.code;
    out_.append(!italic && is_italicised(code) ? "<mi mathvariant=\"normal\">" : "<mi>");
    character(code);
    if (it.negated) character(0x338);
    close("mi");
}

/// White space at the ends of <mtext> and in rows is dropped by browsers: no-break spaces are not.
void MathmlWriter::text(const math::Text& it) {
    std::string value;
    for (std::size_t i = 0; i < it.value.size(); ++i) {
        const bool edge = i == 0 || i + 1 == it.value.size() || it.value[i - 1] == ' ';
        if (it.value[i] == ' ' && edge)
            value.append("\u00A0");
        else
            value.push_back(it.value[i]);
    }
    std::string_view css_class;
    if (it.variant == Variant::Bold) css_class = "math-bold";
    if (it.variant == Variant::Italic) css_class = "math-italic";
    if (it.variant == Variant::BoldItalic) css_class = "math-bold math-italic";
    if (it.variant == Variant::Sans) css_class = "math-sans";
    if (it.variant == Variant::Monospace) css_class = "tex";
    out_.append("<mtext");
    if (!css_class.empty()) append_attribute(out_, "class", css_class);
    out_.append(">");
    append_text(out_, value);
    close("mtext");
}

void MathmlWriter::space(const math::Space& it) {
    if (it.em != 0) out_.append(fmt::format("<mspace width=\"{:.4g}em\"/>", it.em));
    if (it.pt != 0) out_.append(fmt::format("<mspace width=\"{:.4g}pt\"/>", it.pt));
    if (it.em == 0 && it.pt == 0) out_.append("<mspace/>");
}

}  // namespace inkstone::html
