// SPDX-License-Identifier: Apache-2.0
// Fences, tables and commands.
#include "src/math/basic_reader.hpp"

#include <optional>
#include <vector>

namespace inkstone::math {
namespace basic {

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
    TableRow* const outer = table_row_;
    while (at_ < tex_.size()) {
        while (take_command("hline")) {
            out.row_rules.resize(out.rows.size(), RuleKind::None);
            out.row_rules.back() = RuleKind::Solid;
        }
        // A number in a matrix is the formula's own.
        table_row_ = aligned ? &out.rows.back() : outer;
        out.rows.back().cells.push_back(row(Variant::Italic));
        if (take("&")) continue;
        if (!take("\\\\") && !take_command("cr")) break;
        out.rows.emplace_back();
    }
    table_row_ = outer;
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
    std::vector<RuleKind> rules;
    if (name == "array") {
        rules.push_back(RuleKind::None);
        for (const char c : raw_argument()) {
            if (c == '|') rules.back() = RuleKind::Solid;
            if (c != 'l' && c != 'c' && c != 'r') continue;
            columns.push_back(c);
            rules.push_back(RuleKind::None);
        }
        const bool any = std::find(rules.begin(), rules.end(), RuleKind::Solid) != rules.end();
        if (!any) rules.clear();
    }
    Table inner;
    if (++depth_ <= options_.max_nesting) inner = table(name, columns);
    inner.column_rules = std::move(rules);
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

}  // namespace basic

Formula parse_tex(std::string_view tex, const ReadOptions& options) {
    return basic::Reader(tex, options).run();
}

}  // namespace inkstone::math
