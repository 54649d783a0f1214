// SPDX-License-Identifier: Apache-2.0
// Fractions, scripts, fences, accents and styles as MathML.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "writers/html/escape.hpp"
#include "writers/html/mathml_writer.hpp"

namespace inkstone::html {
namespace {

using math::Node;
using math::Row;

/// The spacing form of a combining mark: what <mover accent> wants.
constexpr char32_t spacing_mark(char32_t mark) noexcept {
    struct Pair {
        char32_t mark, spacing;
    };
    constexpr std::array<Pair, 14> kPairs{{{0x300, U'`'},
                                           {0x301, 0xB4},
                                           {0x302, U'^'},
                                           {0x303, U'~'},
                                           {0x304, 0xAF},
                                           {0x305, 0xAF},
                                           {0x306, 0x2D8},
                                           {0x307, 0x2D9},
                                           {0x308, 0xA8},
                                           {0x30A, 0x2DA},
                                           {0x30C, 0x2C7},
                                           {0x20D6, 0x2190},
                                           {0x20D7, 0x2192},
                                           {0x20E1, 0x2194}}};
    for (const Pair& pair : kPairs)
        if (pair.mark == mark) return pair.spacing;
    return mark;
}

/// `\displaystyle` and its kin, as <mstyle> says them.
constexpr std::string_view style_attributes(math::Style style) noexcept {
    switch (style) {
        case math::Style::Display:
            return " displaystyle=\"true\" scriptlevel=\"0\"";
        case math::Style::Text:
            return " displaystyle=\"false\" scriptlevel=\"0\"";
        case math::Style::Script:
            return " displaystyle=\"false\" scriptlevel=\"1\"";
        case math::Style::ScriptScript:
            return " displaystyle=\"false\" scriptlevel=\"2\"";
    }
    return "";
}

constexpr bool is_script(math::Style style) noexcept {
    return style == math::Style::Script || style == math::Style::ScriptScript;
}

}  // namespace

/// Two or more upright, bold … letters in braces are one name.
bool MathmlWriter::letters(const math::Group& it) {
    if (it.body.size() < 2) return false;
    const bool all = std::all_of(it.body.begin(), it.body.end(), [](const Node& node) {
        const auto* symbol = std::get_if<math::Symbol>(&node.is);
        return symbol != nullptr && symbol->variant != math::Variant::Italic && !symbol->negated &&
               ((symbol->base >= U'a' && symbol->base <= U'z') ||
                (symbol->base >= U'A' && symbol->base <= U'Z'));
    });
    if (!all) return false;
    open("mi");
    for (const Node& node : it.body) character(std::get<math::Symbol>(node.is).code);
    close("mi");
    return true;
}

void MathmlWriter::fence(char32_t code, std::string_view form) {
    if (code == 0) return;
    out_.append("<mo stretchy=\"true\"");
    if (form.empty())
        out_.append(" symmetric=\"true\" lspace=\"0em\" rspace=\"0em\"");
    else
        append_attribute(out_, "form", form);
    out_.append(">");
    character(code);
    close("mo");
}

void MathmlWriter::radical(const math::Radical& it, bool script) {
    const std::string_view element = it.degree.empty() ? "msqrt" : "mroot";
    open(element);
    group(it.body, script);
    if (!it.degree.empty()) group(it.degree, true);
    close(element);
}

void MathmlWriter::cancel(const math::Cancel& it, bool script) {
    constexpr std::array<std::string_view, 4> kClasses{"rising", "falling", "cross", "level"};
    out_.append("<mrow class=\"math-cancel-")
        .append(kClasses[static_cast<std::size_t>(it.kind)])
        .append("\">");
    members(it.body, script);
    close("mrow");
}

void MathmlWriter::fraction(const math::Fraction& it, bool script) {
    const bool fenced = it.open != 0 || it.close != 0;
    const bool sized = it.size != math::Fraction::Size::Current;
    if (sized)
        out_.append("<mstyle")
            .append(style_attributes(it.size == math::Fraction::Size::Display ? math::Style::Display
                                                                              : math::Style::Text))
            .append(">");
    if (fenced) open("mrow");
    fence(it.open, "prefix");
    out_.append(it.bar ? "<mfrac>" : "<mfrac linethickness=\"0\">");
    for (const Row* part : {&it.numerator, &it.denominator}) {
        if (it.continued)
            styled(math::Style::Display, *part);
        else
            group(*part, script);
    }
    close("mfrac");
    fence(it.close, "postfix");
    if (fenced) close("mrow");
    if (sized) close("mstyle");
}

/// The base of scripts. An operator whose scripts are to be limits, or are not, says so.
void MathmlWriter::nucleus(const math::Scripts& it, bool script) {
    const Node* only = it.nucleus.size() == 1 ? &it.nucleus.front() : nullptr;
    const bool movable = it.placement == math::Scripts::Placement::Movable;
    const auto* name = only == nullptr ? nullptr : std::get_if<math::OperatorName>(&only->is);
    const auto* symbol = only == nullptr ? nullptr : std::get_if<math::Symbol>(&only->is);
    const bool sign = symbol != nullptr && symbol->cls == math::AtomClass::Op;
    if (name == nullptr && !sign) return group(it.nucleus, script);
    if (name != nullptr && it.placement == math::Scripts::Placement::Side)
        return leaf("mi", name->text);
    out_.append("<mo lspace=\"0em\" rspace=\"0em\"");
    append_attribute(out_, "movablelimits", movable ? "true" : "false");
    out_.append(">");
    if (name != nullptr)
        append_text(out_, name->text);
    else
        character(symbol->code);
    close("mo");
}

void MathmlWriter::scripts(const math::Scripts& it, bool script) {
    constexpr std::array<std::string_view, 6> kElements{
        "msub", "msup", "msubsup", "munder", "mover", "munderover"};
    const bool side = it.placement == math::Scripts::Placement::Side;
    const std::size_t kind = it.sub.empty() ? 1 : it.sup.empty() ? 0 : 2;
    const std::string_view element = kElements[kind + (side ? 0 : 3)];
    open(element);
    nucleus(it, script);
    if (!it.sub.empty()) group(it.sub, true);
    if (!it.sup.empty() || it.sub.empty()) group(it.sup, true);
    close(element);
}

void MathmlWriter::delimited(const math::Delimited& it, bool script) {
    open("mrow");
    fence(it.open, "prefix");
    for (std::size_t i = 0; i < it.parts.size(); ++i) {
        if (i > 0 && i - 1 < it.middles.size()) fence(it.middles[i - 1], {});
        group(it.parts[i], script);
    }
    fence(it.close, "postfix");
    close("mrow");
}

void MathmlWriter::big(const math::BigDelimiter& it, const Site& site) {
    const std::string size = fmt::format("{:.4g}em", 0.6 + 0.6 * it.size);
    out_.append("<mo stretchy=\"true\" symmetric=\"true\"");
    append_attribute(out_, "minsize", size);
    append_attribute(out_, "maxsize", size);
    gap_attributes(site.gap);
    out_.append(">");
    if (it.code != 0) character(it.code);
    close("mo");
}

void MathmlWriter::accent(const math::Accent& it, bool script) {
    const std::string_view element = it.under ? "munder" : "mover";
    out_.append("<").append(element).append(it.under ? " accentunder" : " accent");
    out_.append("=\"true\">");
    group(it.body, script);
    out_.append(it.stretchy ? "<mo stretchy=\"true\">" : "<mo stretchy=\"false\">");
    // Fonts stretch the combining mark, and place the spacing one.
    character(it.stretchy && it.mark != 0x304 ? it.mark : spacing_mark(it.mark));
    close("mo");
    close(element);
}

void MathmlWriter::stretch(const math::Stretch& it, bool script) {
    if (it.mark == 0) {
        out_.append(it.under ? "<mrow class=\"math-underline\">"
                             : "<mrow class=\"math-overline\">");
        members(it.body, script);
        return close("mrow");
    }
    const std::string_view element = it.under ? "munder" : "mover";
    open(element);
    group(it.body, script);
    out_.append("<mo stretchy=\"true\">");
    character(it.mark);
    close("mo");
    close(element);
}

void MathmlWriter::stack(const math::Stack& it, bool script) {
    const std::string_view element = it.under.empty()  ? "mover"
                                     : it.over.empty() ? "munder"
                                                       : "munderover";
    open(element);
    group(it.base, script);
    if (!it.under.empty()) group(it.under, true);
    if (!it.over.empty() || it.under.empty()) group(it.over, true);
    close(element);
}

void MathmlWriter::arrow(const math::LongArrow& it, const Site& site) {
    const std::string_view element = it.below.empty()   ? "mover"
                                     : it.above.empty() ? "munder"
                                                        : "munderover";
    const auto part = [this](const Row& row) {
        out_.append("<mrow><mspace width=\"0.6em\"/>");
        members(row, true);
        out_.append("<mspace width=\"0.6em\"/></mrow>");
    };
    open(element);
    out_.append("<mo stretchy=\"true\"");
    gap_attributes(site.gap);
    out_.append(">");
    character(it.arrow);
    close("mo");
    if (!it.below.empty()) part(it.below);
    if (!it.above.empty() || it.below.empty()) part(it.above);
    close(element);
}

void MathmlWriter::phantom(const math::Phantom& it, bool script) {
    const bool padded = !it.width || !it.height || !it.depth;
    if (padded) {
        out_.append("<mpadded");
        if (!it.width) append_attribute(out_, "width", "0em");
        if (!it.height) append_attribute(out_, "height", "0em");
        if (!it.depth) append_attribute(out_, "depth", "0em");
        if (!it.width && it.align != math::Phantom::Align::Left) {
            const bool right = it.align == math::Phantom::Align::Right;
            append_attribute(out_, "lspace", right ? "-1width" : "-0.5width");
        }
        out_.append(">");
    }
    const std::string_view element = it.visible ? "mrow" : "mphantom";
    open(element);
    members(it.body, script);
    close(element);
    if (padded) close("mpadded");
}

void MathmlWriter::styled(math::Style style, const Row& body) {
    out_.append("<mstyle").append(style_attributes(style)).append(">");
    members(body, is_script(style));
    close("mstyle");
}

void MathmlWriter::colored(const math::Colored& it, bool script) {
    out_.append("<mstyle");
    if (!it.color.empty()) append_attribute(out_, "mathcolor", it.color);
    if (!it.background.empty()) append_attribute(out_, "mathbackground", it.background);
    out_.append(">");
    members(it.body, script);
    close("mstyle");
}

}  // namespace inkstone::html
