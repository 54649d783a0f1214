// SPDX-License-Identifier: Apache-2.0
// The reader behind parse_tex: TeX to the tree of math.hpp, for the constructions that most
// formulas are made of. What it does not know stays as TeX with a problem.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "src/math/basic_symbols.hpp"
#include "src/math/math.hpp"

namespace inkstone::math::basic {

inline bool is_letter(char c) noexcept {
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
            if (take_lines()) continue;
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
    TableRow* table_row_ = nullptr;  ///< of the aligned table that is being read

    bool lines_taken_ = false;

    /// `\\\\` and `&` outside of an environment: the whole formula is lines, as other readers of
    /// TeX take it.
    bool take_lines() {
        const bool cell = tex_.substr(at_, 1) == "&";
        if (lines_taken_ || (!cell && tex_.substr(at_, 2) != "\\\\")) return false;
        lines_taken_ = true;
        at_ = 0;
        formula_ = {};
        const bool aligned = tex_.find('&') != std::string_view::npos;
        formula_.root.push_back(node(table(aligned ? "aligned" : "gathered", {})));
        return true;
    }
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
        if (++depth_ <= options_.max_nesting) {
            fraction.denominator = row(variant);
        } else {
            problem(Problem::Kind::TooDeep, "\\over", at_);
            at_ = tex_.size();
        }
        --depth_;
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
    bool fraction(std::string_view name, Row& out, Variant variant);
    bool words(std::string_view name, Row& out);
    bool decoration(std::string_view name, Row& out, Variant variant);
    bool arrow(std::string_view name, Row& out, Variant variant);
    bool big_delimiter(std::string_view name, Row& out);
    bool numbering(std::string_view name);
    static Row chemistry(std::string_view source);
    void environment(std::string_view name, Row& out);
    Table table(std::string_view name, std::string_view columns);
    Delimited fenced(Variant variant);
    char32_t fence();
    void unknown(std::string_view name, std::size_t start, Row& out);
};

}  // namespace inkstone::math::basic
