// SPDX-License-Identifier: Apache-2.0
// The walk behind append_mathml: rows and leaves in mathml.cpp, constructions in
// mathml_constructions.cpp, tables in mathml_tables.cpp. Depth is that of the tree, which its
// reader bounds.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "src/math/math.hpp"

namespace inkstone::html {

class MathmlWriter {
public:
    explicit MathmlWriter(std::string& out) : out_(out) {}

    /// The row as exactly one element.
    void group(const math::Row& row, bool script);

private:
    /// Space in mu at the sides of a row's member, by the classes of its neighbours.
    struct Gap {
        int before = 0, after = 0;
    };
    /// Where an operator stands: whether the dictionary takes it as infix, and the space it needs.
    struct Site {
        Gap gap;
        bool infix = false;
    };

    // Rows and leaves
    void members(const math::Row& row, bool script);
    [[nodiscard]] static std::vector<Gap> gaps(const math::Row& row, bool script);
    std::size_t number(const math::Row& row, std::size_t at);
    std::size_t words(const math::Row& row, std::size_t at);
    void member(const math::Node& node, const Site& site, bool script);
    void symbol(const math::Symbol& it, const Site& site);
    void identifier(const math::Symbol& it);
    void leaf(std::string_view element, std::string_view text);
    void text(const math::Text& it);
    void mu(int value);
    void space(const math::Space& it);
    void gap_attributes(const Gap& gap);
    void open(std::string_view element) { out_.append("<").append(element).append(">"); }
    void close(std::string_view element) { out_.append("</").append(element).append(">"); }
    void character(char32_t code);

    // Constructions
    void fence(char32_t code, std::string_view form);
    bool letters(const math::Group& it);
    void radical(const math::Radical& it, bool script);
    void cancel(const math::Cancel& it, bool script);
    void fraction(const math::Fraction& it, bool script);
    void scripts(const math::Scripts& it, bool script);
    void nucleus(const math::Scripts& it, bool script);
    void delimited(const math::Delimited& it, bool script);
    void big(const math::BigDelimiter& it, const Site& site);
    void accent(const math::Accent& it, bool script);
    void stretch(const math::Stretch& it, bool script);
    void stack(const math::Stack& it, bool script);
    void arrow(const math::LongArrow& it, const Site& site);
    void phantom(const math::Phantom& it, bool script);
    void styled(math::Style style, const math::Row& body);
    void colored(const math::Colored& it, bool script);

    // Tables
    void table(const math::Table& it);
    void cell(const math::Table& it, std::size_t row, std::size_t column, bool script);

    std::string& out_;
};

}  // namespace inkstone::html
