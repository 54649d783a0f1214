// SPDX-License-Identifier: Apache-2.0
// Mapper: formulas.
#include <string>

#include "writers/html/escape.hpp"
#include "writers/html/mapping.hpp"
#include "writers/html/mathml.hpp"

namespace inkstone::html {
namespace {

/// Formulas of at most so many bytes of TeX fit a 320 px window.
constexpr std::size_t kNarrowTex = 24;

}  // namespace

/// One message a command and document, as the PDF writer says it.
void Mapper::report_math(const math::Formula& formula, SourcePosition where) {
    has_math_ = true;
    for (const math::Problem& problem : formula.problems) {
        if (!math_reported_.insert(problem.what).second) continue;
        diagnostics_.warn("unknown-math", math::describe(problem), where);
    }
}

void Mapper::math(const Math& node, SourcePosition where) {
    const math::Formula formula = math::parse_tex(node.source);
    report_math(formula, where);
    append_mathml(out_, formula, {false, xhtml(), node.source});
}

/// A wide formula is scrolled by the box around it; the number stands at its right.
void Mapper::math_block(const MathBlock& node, std::string_view lang, SourcePosition where) {
    const math::Formula formula = math::parse_tex(node.source, {true});
    report_math(formula, where);
    math::Tag tag = formula.tag;
    if (tag.empty()) tag.text = node.number;
    new_line();
    out_.append("<div");
    Attributes given;
    given.id = node.id;
    attributes(given, lang, tag.empty() ? "math-block" : "math-block math-numbered");
    // Who has no pointing device scrolls by keys, which need the focus.
    if (node.source.size() > kNarrowTex) {
        out_.append(" tabindex=\"0\" role=\"group\"");
        append_attribute(out_, "aria-label", labels_.formula);
    }
    out_.append(">");
    append_mathml(out_, formula, {true, xhtml(), node.source});
    if (!tag.empty()) {
        out_.append("<span class=\"math-number\">");
        append_text(out_, tag.shown());
        out_.append("</span>");
    }
    out_.append("</div>\n");
}

}  // namespace inkstone::html
