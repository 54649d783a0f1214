// SPDX-License-Identifier: Apache-2.0
// TeX to the tree of math.hpp: the constructions that most formulas are made of. What it does not
// know stays as TeX with a problem.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "src/math/basic_symbols.hpp"
#include "src/math/math.hpp"

namespace inkstone::math {
namespace {

using namespace basic;

bool is_letter(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

Node node(auto&& value) {
    return Node{std::forward<decltype(value)>(value)};
}

class Reader {
public:
    Reader(std::string_view tex, const ReadOptions& options) : tex_(tex), options_(options) {}

    Formula run() {
        while (at_ < tex_.size()) {
            for (Node& one : row(Variant::Italic)) formula_.root.push_back(std::move(one));
            if (at_ < tex_.size()) {  // a stray brace, & or \right
                problem(Problem::Kind::Unbalanced, std::string(tex_.substr(at_, 1)), at_);
                ++at_;
            }
        }
        return std::move(formula_);
    }

private:
    std::string_view tex_;
    const ReadOptions& options_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
    Formula formula_;

    void problem(Problem::Kind kind, std::string what, std::size_t offset) {
        formula_.problems.push_back({kind, std::move(what), offset});
    }
    void skip_space() {
        while (at_ < tex_.size()) {
            if (tex_[at_] == '%') {
                while (at_ < tex_.size() && tex_[at_] != '\n') ++at_;
            } else if (tex_[at_] == ' ' || tex_[at_] == '\n' || tex_[at_] == '\t' ||
                       tex_[at_] == '\r') {
                ++at_;
            } else {
                return;
            }
        }
    }
    /// The command at `at_` without its backslash; empty when there is none.
    [[nodiscard]] std::string_view peek_command() const {
        if (at_ >= tex_.size() || tex_[at_] != '\\') return {};
        std::size_t end = at_ + 1;
        while (end < tex_.size() && is_letter(tex_[end])) ++end;
        if (end == at_ + 1) end = std::min(tex_.size(), end + 1);
        return tex_.substr(at_ + 1, end - at_ - 1);
    }
    bool take(std::string_view what) {
        if (tex_.substr(at_, what.size()) != what) return false;
        at_ += what.size();
        return true;
    }
    bool take_command(std::string_view name) {
        skip_space();
        if (peek_command() != name) return false;
        at_ += name.size() + 1;
        return true;
    }
    [[nodiscard]] bool at_end_of_row() const {
        if (at_ >= tex_.size() || tex_[at_] == '}' || tex_[at_] == '&') return true;
        const std::string_view command = peek_command();
        return command == "\\" || command == "right" || command == "middle" || command == "end" ||
               command == "cr";
    }

    /// To the end of the group, cell or fence, which is left where it is.
    Row row(Variant variant) {
        Row out;
        for (skip_space(); !at_end_of_row(); skip_space()) {
            if (take_infix(out, variant)) break;
            atom(out, variant);
        }
        return out;
    }

    bool take_infix(Row& out, Variant variant) {
        const bool over = take_command("over");
        const bool choose = !over && take_command("choose");
        if (!over && !choose) return false;
        Fraction fraction;
        fraction.numerator = std::move(out);
        fraction.denominator = row(variant);
        if (choose) {
            fraction.bar = false;
            fraction.open = U'(';
            fraction.close = U')';
        }
        out.clear();
        out.push_back(node(std::move(fraction)));
        return true;
    }

    /// One atom with its scripts.
    void atom(Row& out, Variant variant) {
        const std::size_t before = out.size();
        if (tex_[at_] != '^' && tex_[at_] != '_' && tex_[at_] != '\'') nucleus(out, variant);
        Scripts scripts;
        bool any = false;
        bool placed = false;
        for (skip_space(); at_ < tex_.size(); skip_space()) {
            const char c = tex_[at_];
            if (c == '\'') {
                int count = 0;
                while (take("'")) ++count;
                static constexpr char32_t kPrimes[] = {U'′', U'″', U'‴', U'⁗'};
                const char32_t prime = kPrimes[std::min(count, 4) - 1];
                scripts.sup.push_back(node(Symbol{prime, prime}));
            } else if (c == '^' || c == '_') {
                ++at_;
                Row part = argument(variant);
                Row& to = c == '^' ? scripts.sup : scripts.sub;
                for (Node& one : part) to.push_back(std::move(one));
            } else if (take_command("limits")) {
                scripts.placement = Scripts::Placement::Stacked;
                placed = true;
                continue;
            } else if (take_command("nolimits")) {
                placed = true;
                continue;
            } else {
                break;
            }
            any = true;
        }
        if (!any) return;
        if (out.size() > before) {
            Node& last = out.back();
            if (!placed) scripts.placement = placement_of(last);
            scripts.nucleus.push_back(std::move(last));
            out.pop_back();
        }
        out.push_back(node(std::move(scripts)));
    }
    static Scripts::Placement placement_of(const Node& one) {
        using Placement = Scripts::Placement;
        if (const auto* symbol = std::get_if<Symbol>(&one.is))
            return symbol->movable ? Placement::Movable : Placement::Side;
        if (const auto* name = std::get_if<OperatorName>(&one.is))
            return name->movable ? Placement::Movable : Placement::Side;
        if (const auto* group = std::get_if<Group>(&one.is))
            return group->movable ? Placement::Movable : Placement::Side;
        const auto* stretch = std::get_if<Stretch>(&one.is);
        return stretch != nullptr && stretch->mark != 0 ? Placement::Stacked : Placement::Side;
    }

    /// A group, or the one token that stands for it.
    Row argument(Variant variant) {
        skip_space();
        if (at_ >= tex_.size() || at_end_of_row()) return {};
        Row out;
        if (tex_[at_] == '{') return group(variant);
        nucleus(out, variant);
        return out;
    }
    Row group(Variant variant) {
        const std::size_t start = at_++;
        Row out;
        if (++depth_ > options_.max_nesting) {
            skip_group();
            problem(Problem::Kind::TooDeep, "{", start);
            out.push_back(node(Unknown{std::string(tex_.substr(start, at_ - start))}));
        } else {
            while (true) {
                for (Node& one : row(variant)) out.push_back(std::move(one));
                if (at_ >= tex_.size() || take("}")) break;
                problem(Problem::Kind::Unbalanced, std::string(tex_.substr(at_, 1)), at_);
                ++at_;
            }
        }
        --depth_;
        return out;
    }
    void skip_group() {
        for (int open = 1; at_ < tex_.size() && open > 0; ++at_) {
            if (tex_[at_] == '\\') {
                ++at_;
            } else if (tex_[at_] == '{') {
                ++open;
            } else if (tex_[at_] == '}') {
                --open;
            }
        }
        at_ = std::min(at_, tex_.size());
    }
    /// What stands in braces, as it is.
    std::string_view raw_argument() {
        skip_space();
        if (!take("{")) {
            const std::size_t start = at_;
            at_ = std::min(tex_.size(), at_ + 1);
            return tex_.substr(start, at_ - start);
        }
        const std::size_t start = at_;
        skip_group();
        const std::size_t end = at_ > start && tex_[at_ - 1] == '}' ? at_ - 1 : at_;
        return tex_.substr(start, end - start);
    }

    void nucleus(Row& out, Variant variant) {
        if (tex_[at_] == '{') {
            out.push_back(node(Group{group(variant)}));
            return;
        }
        if (tex_[at_] == '\\') return command(out, variant);
        out.push_back(node(character(next_character(tex_, at_), variant)));
    }

    void command(Row& out, Variant variant);
    bool construction(std::string_view name, Row& out, Variant variant);
    void environment(std::string_view name, Row& out);
    Table table(std::string_view name, std::string_view columns);
    Delimited fenced(Variant variant);
    char32_t fence();
    void unknown(std::string_view name, std::size_t start, Row& out);
};

/// The delimiter that follows `\left`, `\right` or `\big`; 0 for `.`.
char32_t Reader::fence() {
    skip_space();
    if (at_ >= tex_.size() || take(".")) return 0;
    if (const std::string_view name = peek_command(); !name.empty()) {
        if (const auto symbol = find_symbol(name)) {
            at_ += name.size() + 1;
            return symbol->code;
        }
        return 0;
    }
    if (take("<")) return U'⟨';
    if (take(">")) return U'⟩';
    return next_character(tex_, at_);
}

Delimited Reader::fenced(Variant variant) {
    Delimited out;
    out.open = fence();
    ++depth_;
    out.parts.push_back(row(variant));
    while (at_ < tex_.size() && depth_ <= options_.max_nesting) {
        if (take_command("middle")) {
            out.middles.push_back(fence());
            out.parts.push_back(row(variant));
        } else {
            break;
        }
    }
    --depth_;
    if (take_command("right"))
        out.close = fence();
    else
        problem(Problem::Kind::Unbalanced, "\\left", at_);
    return out;
}

void Reader::unknown(std::string_view name, std::size_t start, Row& out) {
    problem(Problem::Kind::UnknownCommand, std::string("\\").append(name), start);
    while (at_ < tex_.size() && tex_[at_] == '{') {
        ++at_;
        skip_group();
    }
    out.push_back(node(Unknown{std::string(tex_.substr(start, at_ - start))}));
}

Table Reader::table(std::string_view name, std::string_view columns) {
    Table out;
    const bool aligned = name.starts_with("align") || name.starts_with("split") ||
                         name.starts_with("gather") || name.starts_with("equation");
    if (name.ends_with("cases")) out.kind = Table::Kind::Cases;
    if (name == "smallmatrix") out.kind = Table::Kind::Small;
    if (aligned) out.kind = Table::Kind::Aligned;
    out.display_cells = aligned || name == "dcases";
    out.rows.emplace_back();
    while (at_ < tex_.size()) {
        out.rows.back().cells.push_back(row(Variant::Italic));
        if (take("&")) continue;
        if (!take("\\\\") && !take_command("cr")) break;
        out.rows.emplace_back();
    }
    if (out.rows.size() > 1 && out.rows.back().cells.size() == 1 &&
        out.rows.back().cells.front().empty())
        out.rows.pop_back();
    std::size_t count = 0;
    for (const TableRow& one : out.rows) count = std::max(count, one.cells.size());
    for (std::size_t c = 0; c < count; ++c) {
        ColumnAlign align = ColumnAlign::Center;
        if (out.kind == Table::Kind::Cases) align = ColumnAlign::Left;
        if (name.starts_with("align") || name.starts_with("split"))
            align = c % 2 == 0 ? ColumnAlign::Right : ColumnAlign::Left;
        if (c < columns.size() && columns[c] != 'c')
            align = columns[c] == 'l' ? ColumnAlign::Left : ColumnAlign::Right;
        out.columns.push_back(align);
        const bool pair = aligned && c % 2 == 1;
        if (c > 0) out.gaps_em.push_back(pair ? 0 : aligned ? 2.0 : 1.0);
    }
    // What stands right of an alignment point begins with a relation: an atom before it gives that
    // its space.
    if (name.starts_with("align") || name.starts_with("split"))
        for (TableRow& one : out.rows)
            for (std::size_t c = 1; c < one.cells.size(); c += 2)
                one.cells[c].insert(one.cells[c].begin(), node(Group{}));
    return out;
}

void Reader::environment(std::string_view name, Row& out) {
    std::string columns;
    if (name == "array")
        for (const char c : raw_argument())
            if (c == 'l' || c == 'c' || c == 'r') columns.push_back(c);
    Table inner;
    if (++depth_ <= options_.max_nesting) inner = table(name, columns);
    --depth_;
    if (take_command("end"))
        raw_argument();
    else
        problem(Problem::Kind::Unbalanced, std::string("\\begin{").append(name).append("}"), at_);
    struct Fences {
        std::string_view name;
        char32_t open, close;
    };
    static constexpr Fences kFences[] = {{"pmatrix", U'(', U')'},
                                         {"bmatrix", U'[', U']'},
                                         {"Bmatrix", U'{', U'}'},
                                         {"vmatrix", U'|', U'|'},
                                         {"Vmatrix", U'‖', U'‖'},
                                         {"cases", U'{', 0},
                                         {"dcases", U'{', 0}};
    for (const Fences& fences : kFences) {
        if (fences.name != name) continue;
        Delimited around;
        around.open = fences.open;
        around.close = fences.close;
        around.parts.push_back({});
        around.parts.back().push_back(node(std::move(inner)));
        out.push_back(node(std::move(around)));
        return;
    }
    out.push_back(node(std::move(inner)));
}

bool Reader::construction(std::string_view name, Row& out, Variant variant) {
    using Size = Fraction::Size;
    if (name == "frac" || name == "dfrac" || name == "tfrac" || name == "cfrac" ||
        name.ends_with("binom")) {
        Fraction fraction;
        fraction.numerator = argument(variant);
        fraction.denominator = argument(variant);
        fraction.continued = name == "cfrac";
        fraction.size = name[0] == 'd'   ? Size::Display
                        : name[0] == 't' ? Size::Text
                                         : Size::Current;
        if (name.ends_with("binom")) {
            fraction.bar = false;
            fraction.open = U'(';
            fraction.close = U')';
        }
        out.push_back(node(std::move(fraction)));
    } else if (name == "sqrt") {
        Radical radical;
        skip_space();
        if (take("[")) {
            while (at_ < tex_.size() && tex_[at_] != ']') {
                if (at_end_of_row()) break;
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
    } else if (name == "text" || name == "mbox" || name == "textrm" || name == "textbf") {
        const Variant words = name == "textbf" ? Variant::Bold : Variant::Normal;
        out.push_back(node(Text{std::string(raw_argument()), words}));
    } else if (name == "operatorname") {
        const bool star = take("*");
        out.push_back(node(OperatorName{std::string(raw_argument()), star}));
    } else if (name == "overset" || name == "stackrel" || name == "underset") {
        Stack stack;
        (name == "underset" ? stack.under : stack.over) = argument(variant);
        stack.base = argument(variant);
        stack.cls = name == "stackrel" ? AtomClass::Rel : AtomClass::Ord;
        if (stack.base.size() == 1) stack.cls = class_of(stack.base.front());
        out.push_back(node(std::move(stack)));
    } else if (name == "displaystyle" || name == "textstyle") {
        Styled styled{name[0] == 'd' ? Style::Display : Style::Text, row(variant)};
        out.push_back(node(std::move(styled)));
    } else {
        return false;
    }
    return true;
}

void Reader::command(Row& out, Variant variant) {
    const std::size_t start = at_;
    const std::string_view name = peek_command();
    at_ += name.size() + 1;
    at_ = std::min(at_, tex_.size());
    if (++depth_ > options_.max_nesting) {
        --depth_;
        problem(Problem::Kind::TooDeep, std::string(name), start);
        at_ = tex_.size();
        out.push_back(node(Unknown{std::string(tex_.substr(start))}));
        return;
    }
    if (const auto symbol = find_symbol(name)) {
        Symbol one = *symbol;
        one.variant = one.variant == Variant::Italic ? variant : one.variant;
        out.push_back(node(in_variant(one)));
    } else if (const auto alphabet = find_alphabet(name)) {
        out.push_back(node(Group{argument(*alphabet)}));
    } else if (const auto mark = find_accent(name)) {
        out.push_back(node(Accent{argument(variant), mark->mark, mark->stretchy, false}));
    } else if (const auto line = find_stretch(name)) {
        out.push_back(node(Stretch{argument(variant), line->mark, line->under}));
    } else if (const auto space = find_space(name)) {
        out.push_back(node(Space{*space, 0}));
    } else if (const auto operator_name = find_operator(name)) {
        out.push_back(node(*operator_name));
    } else if (!construction(name, out, variant)) {
        unknown(name, start, out);
    }
    --depth_;
}

}  // namespace

Formula parse_tex(std::string_view tex, const ReadOptions& options) {
    return Reader(tex, options).run();
}

}  // namespace inkstone::math
