// SPDX-License-Identifier: Apache-2.0
// Fractions, words, decorations, arrows, delimiters and numbers of formulas.
#include <iterator>

#include "src/math/basic_reader.hpp"

namespace inkstone::math::basic {
namespace {

/// "#rrggbb" of a colour's name; empty: the text's own.
std::string color_of(std::string_view name) {
    struct Named {
        std::string_view name, hex;
    };
    static constexpr Named kColors[] = {{"red", "#c00000"},
                                        {"blue", "#0000c0"},
                                        {"green", "#007000"},
                                        {"orange", "#b85c00"},
                                        {"purple", "#800080"},
                                        {"gray", "#606060"},
                                        {"teal", "#007070"},
                                        {"brown", "#804000"}};
    for (const Named& one : kColors)
        if (one.name == name) return std::string(one.hex);
    return name.starts_with("#") ? std::string(name) : std::string();
}

/// The letters of an operator's name: thin spaces as U+2009, alphabets and braces left out.
std::string operator_text(std::string_view tex) {
    std::string out;
    for (std::size_t at = 0; at < tex.size();) {
        const char c = tex[at++];
        if (c == '\\' && at < tex.size() && !is_letter(tex[at])) {
            if (tex[at] == ',' || tex[at] == ' ' || tex[at] == ';' || tex[at] == ':')
                out.append("\u2009");
            else if (tex[at] != '!')
                out.push_back(tex[at]);
            ++at;
        } else if (c == '\\') {
            while (at < tex.size() && is_letter(tex[at])) ++at;
        } else if (c != '{' && c != '}' && c != ' ') {
            out.push_back(c);
        }
    }
    return out;
}

}  // namespace

bool Reader::fraction(std::string_view name, Row& out, Variant variant) {
    using Size = Fraction::Size;
    const bool binomial = name == "binom" || name == "dbinom" || name == "tbinom";
    if (!binomial && name != "frac" && name != "dfrac" && name != "tfrac" && name != "cfrac")
        return false;
    Fraction one;
    one.numerator = argument(variant);
    one.denominator = argument(variant);
    one.continued = name == "cfrac";
    one.size = name[0] == 'd' ? Size::Display : name[0] == 't' ? Size::Text : Size::Current;
    if (binomial) {
        one.bar = false;
        one.open = U'(';
        one.close = U')';
    }
    out.push_back(node(std::move(one)));
    return true;
}

bool Reader::words(std::string_view name, Row& out) {
    if (name == "text" || name == "mbox" || name == "textrm" || name == "textbf" ||
        name == "textit" || name == "texttt") {
        const Variant variant = name == "textbf"   ? Variant::Bold
                                : name == "textit" ? Variant::Italic
                                : name == "texttt" ? Variant::Monospace
                                                   : Variant::Normal;
        out.push_back(node(Text{std::string(raw_argument()), variant}));
    } else if (name == "operatorname") {
        const bool star = take("*");
        out.push_back(node(OperatorName{operator_text(raw_argument()), star}));
    } else if (name == "bmod") {
        out.push_back(node(Space{4.0 / 18, 0}));
        out.push_back(node(OperatorName{"mod", false}));
        out.push_back(node(Space{1.0 / 18, 0}));
    } else if (name == "pmod") {
        out.push_back(node(Space{0.5, 0}));
        out.push_back(node(character(U'(', Variant::Normal)));
        out.push_back(node(OperatorName{"mod", false}));
        out.push_back(node(Space{3.0 / 18, 0}));
        for (Node& part : argument(Variant::Italic)) out.push_back(std::move(part));
        out.push_back(node(character(U')', Variant::Normal)));
    } else {
        return false;
    }
    return true;
}

bool Reader::arrow(std::string_view name, Row& out, Variant variant) {
    LongArrow one;
    if (name == "xrightarrow")
        one.arrow = U'→';
    else if (name == "xleftarrow")
        one.arrow = U'←';
    else if (name == "xRightarrow")
        one.arrow = U'⇒';
    else
        return false;
    skip_space();
    if (take("[")) {
        while (at_ < tex_.size() && tex_[at_] != ']' && !at_end_of_row()) {
            atom(one.below, variant);
            skip_space();
        }
        take("]");
    }
    one.above = argument(variant);
    out.push_back(node(std::move(one)));
    return true;
}

bool Reader::decoration(std::string_view name, Row& out, Variant variant) {
    if (name == "boxed" || name == "fbox") {
        out.push_back(node(Boxed{argument(variant)}));
    } else if (name == "phantom" || name == "hphantom" || name == "vphantom") {
        Phantom one;
        one.height = one.depth = name != "hphantom";
        one.width = name != "vphantom";
        one.body = argument(variant);
        out.push_back(node(std::move(one)));
    } else if (name == "color" || name == "textcolor") {
        Colored one;
        one.color = color_of(raw_argument());
        one.body = name == "color" ? row(variant) : argument(variant);
        out.push_back(node(std::move(one)));
    } else if (name == "overset" || name == "stackrel" || name == "underset") {
        Stack stack;
        (name == "underset" ? stack.under : stack.over) = argument(variant);
        stack.base = argument(variant);
        stack.cls = name == "stackrel" ? AtomClass::Rel : AtomClass::Ord;
        if (stack.base.size() == 1) stack.cls = class_of(stack.base.front());
        out.push_back(node(std::move(stack)));
    } else if (name == "not") {
        const std::size_t before = out.size();
        skip_space();
        if (at_ < tex_.size() && !at_end_of_row()) nucleus(out, variant);
        if (out.size() > before)
            if (auto* symbol = std::get_if<Symbol>(&out.back().is)) symbol->negated = true;
    } else {
        return false;
    }
    return true;
}

/// `\big`, `\Big`, `\bigg`, `\Bigg`, with l, r or m behind for the class.
bool Reader::big_delimiter(std::string_view name, Row& out) {
    BigDelimiter one;
    std::string_view stem = name;
    const char last = name.back();
    if (last == 'l' || last == 'r' || last == 'm') stem.remove_suffix(1);
    if (last == 'l') one.cls = AtomClass::Open;
    if (last == 'r') one.cls = AtomClass::Close;
    if (last == 'm') one.cls = AtomClass::Rel;
    static constexpr std::string_view kSizes[] = {"big", "Big", "bigg", "Bigg"};
    const auto* found = std::find(std::begin(kSizes), std::end(kSizes), stem);
    if (found == std::end(kSizes)) return false;
    one.size = static_cast<int>(found - std::begin(kSizes)) + 1;
    one.code = fence();
    out.push_back(node(one));
    return true;
}

bool Reader::numbering(std::string_view name) {
    if (name == "tag") {
        Tag tag;
        tag.parens = !take("*");
        tag.text = std::string(raw_argument());
        (table_row_ != nullptr ? table_row_->tag : formula_.tag) = std::move(tag);
    } else if (name == "label") {
        std::string label(raw_argument());
        formula_.labels.push_back(label);
        (table_row_ != nullptr ? table_row_->label : formula_.label) = std::move(label);
    } else {
        return name == "notag" || name == "nonumber";
    }
    return true;
}

/// The common part of mhchem: upright elements, numbers behind them as subscripts, charges, arrows.
Row Reader::chemistry(std::string_view source) {
    Row out;
    const auto script = [&out](std::string_view text, bool sup) {
        Scripts scripts;
        if (!out.empty()) {
            if (auto* before = std::get_if<Scripts>(&out.back().is))
                scripts = std::move(*before);
            else
                scripts.nucleus.push_back(std::move(out.back()));
            out.pop_back();
        }
        for (std::size_t i = 0; i < text.size();) {
            Symbol one = character(next_character(text, i), Variant::Normal);
            one.cls = AtomClass::Ord;
            (sup ? scripts.sup : scripts.sub).push_back(node(one));
        }
        out.push_back(node(std::move(scripts)));
    };
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    bool behind = false;  // an element or a bracket stands just before
    for (std::size_t at = 0; at < source.size();) {
        const char c = source[at];
        std::size_t end = at + 1;
        if (source.substr(at, 3) == "<=>") {
            out.push_back(node(Symbol{U'⇌', U'⇌', Variant::Normal, AtomClass::Rel}));
            end = at + 3;
            behind = false;
        } else if (source.substr(at, 2) == "->") {
            out.push_back(node(Symbol{U'⟶', U'⟶', Variant::Normal, AtomClass::Rel}));
            end = at + 2;
            behind = false;
        } else if (c == ' ') {
            behind = false;
        } else if (c == '^' || c == '_') {
            std::size_t begin = end;
            if (begin < source.size() && source[begin] == '{') {
                end = std::min(source.find('}', begin), source.size());
                script(source.substr(begin + 1, end - begin - 1), c == '^');
                end = std::min(end + 1, source.size());
            } else {
                while (end < source.size() && is_digit(source[end])) ++end;
                const bool sign = end < source.size() && (source[end] == '+' || source[end] == '-');
                if (sign && c == '^') ++end;
                script(source.substr(begin, end - begin), c == '^');
            }
        } else if (behind && is_digit(c)) {
            while (end < source.size() && is_digit(source[end])) ++end;
            script(source.substr(at, end - at), false);
        } else if (behind && (c == '+' || c == '-')) {
            script(source.substr(at, 1), true);
        } else {
            end = at;
            out.push_back(node(character(next_character(source, end), Variant::Normal)));
            behind = is_letter(c) || c == ')' || c == ']';
        }
        at = end;
    }
    return out;
}

bool Reader::construction(std::string_view name, Row& out, Variant variant) {
    if (fraction(name, out, variant) || words(name, out) || decoration(name, out, variant) ||
        arrow(name, out, variant) || big_delimiter(name, out) || numbering(name))
        return true;
    if (name == "ce") {
        out.push_back(node(Group{chemistry(raw_argument()), AtomClass::Inner}));
        return true;
    }
    if (name == "rm" || name == "bf") {
        for (Node& one : row(name == "rm" ? Variant::Normal : Variant::Bold))
            out.push_back(std::move(one));
        return true;
    }
    if (name == "substack") {
        skip_space();
        if (!take("{")) return false;
        Table lines = table("substack", {});
        lines.kind = Table::Kind::Substack;
        take("}");
        out.push_back(node(std::move(lines)));
        return true;
    }
    if (name == "sqrt") {
        Radical radical;
        skip_space();
        if (take("[")) {
            while (at_ < tex_.size() && tex_[at_] != ']' && !at_end_of_row()) {
                atom(radical.degree, variant);
                skip_space();
            }
            take("]");
        }
        radical.body = argument(variant);
        out.push_back(node(std::move(radical)));
    } else if (name == "left") {
        out.push_back(node(fenced(variant)));
    } else if (name == "begin") {
        environment(raw_argument(), out);
    } else if (name == "displaystyle" || name == "textstyle") {
        const Style style = name[0] == 'd' ? Style::Display : Style::Text;
        out.push_back(node(Styled{style, row(variant)}));
    } else {
        return false;
    }
    return true;
}

}  // namespace inkstone::math::basic
