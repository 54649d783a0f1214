// SPDX-License-Identifier: Apache-2.0
// The basic reader of formulas: what becomes which node, and input that must not hurt.
#include <gtest/gtest.h>

#include <string>

#include "src/math/math.hpp"

namespace inkstone::math {
namespace {

template <class Kind>
const Kind& only(const Formula& formula) {
    static const Kind kNone{};
    if (formula.root.size() != 1 || !std::holds_alternative<Kind>(formula.root.front().is)) {
        ADD_FAILURE() << "not one node of the kind asked for";
        return kNone;
    }
    return std::get<Kind>(formula.root.front().is);
}

TEST(FormulaReader, LettersTakeTheirAlphabet) {
    EXPECT_EQ(only<Symbol>(parse_tex("h")).code, U'\u210E');
    EXPECT_EQ(only<Symbol>(parse_tex("7")).variant, Variant::Normal);
    EXPECT_EQ(only<Symbol>(parse_tex("\\Gamma")).code, U'Γ');
    const Formula bold = parse_tex("\\mathbb{R}");
    EXPECT_EQ(std::get<Symbol>(only<Group>(bold).body.front().is).code, U'\u211D');
}

TEST(FormulaReader, ConstructionsBecomeNodes) {
    EXPECT_EQ(only<Fraction>(parse_tex("\\frac12")).denominator.size(), 1U);
    EXPECT_FALSE(only<Radical>(parse_tex("\\sqrt[3]{x}")).degree.empty());
    EXPECT_EQ(only<Scripts>(parse_tex("\\sum_{i}^n")).placement, Scripts::Placement::Movable);
    EXPECT_EQ(only<Delimited>(parse_tex("\\left. x \\middle| y \\right)")).parts.size(), 2U);
    EXPECT_EQ(only<Table>(parse_tex("\\begin{aligned}a&=b\\\\c&=d\\end{aligned}")).rows.size(), 2U);
    EXPECT_EQ(parse_tex("a \\tag{7}").tag.text, "7");
}

TEST(FormulaReader, ChemistryHasUprightElementsAndScripts) {
    const Formula water = parse_tex("\\ce{H2O}");
    const Row& parts = only<Group>(water).body;
    ASSERT_EQ(parts.size(), 2U);
    const auto& hydrogen = std::get<Scripts>(parts.front().is);
    EXPECT_EQ(std::get<Symbol>(hydrogen.nucleus.front().is).code, U'H');
    EXPECT_EQ(std::get<Symbol>(hydrogen.sub.front().is).code, U'2');
    EXPECT_EQ(std::get<Scripts>(only<Group>(parse_tex("\\ce{SO4^2-}")).body.back().is).sup.size(),
              2U);
}

TEST(FormulaReader, WhatItDoesNotKnowStaysReadable) {
    const Formula formula = parse_tex("a+\\nosuch{b}");
    ASSERT_EQ(formula.problems.size(), 1U);
    EXPECT_EQ(formula.problems.front().offset, 2U);
    EXPECT_EQ(std::get<Unknown>(formula.root.back().is).tex, "\\nosuch{b}");
}

TEST(FormulaReader, HostileInputEnds) {
    for (const char* piece : {"{",
                              "}",
                              "\\frac",
                              "^",
                              "\\left(",
                              "\\right",
                              "\\begin{matrix}",
                              "&",
                              "\\end{x}",
                              "\\sqrt[",
                              "\\",
                              "x_",
                              "\\over",
                              "\\color{red}",
                              "\\xrightarrow[",
                              "\\not",
                              "'"}) {
        std::string tex;
        for (int i = 0; i < 20000; ++i) tex.append(piece);
        parse_tex(tex);
        parse_tex(piece);
    }
}

}  // namespace
}  // namespace inkstone::math
