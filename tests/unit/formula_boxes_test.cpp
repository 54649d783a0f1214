// SPDX-License-Identifier: Apache-2.0
// Formulas as boxes: TeX's rules over the measures of the installed face.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/inline_fixture.hpp"
#include "writers/pdf/layout/math/formula.hpp"
#include "writers/pdf/layout/math/setter.hpp"

namespace inkstone::layout::formula {
namespace {

using fonts::MathConstant;

class Formulas : public InlineTest {
protected:
    void SetUp() override {
        InlineTest::SetUp();
        if (IsSkipped()) return;
        const fonts::Face* face = library_->math_face();
        if (face == nullptr) GTEST_SKIP() << "no face for formulas";
        math_ = std::make_unique<fonts::MathFace>(*face);
        shared_ = std::make_unique<Context>(context());
        setter_ = std::make_unique<Setter>(*shared_, *math_, 10);
    }

    Box set(std::string_view tex, math::Style style = math::Style::Text) {
        return setter_->row(math::parse_tex(tex).root, {style, false, {}});
    }
    [[nodiscard]] double constant(MathConstant which, math::Style style = math::Style::Text) {
        return setter_->em({style, false, {}}) * math_->constant(which) /
               math_->face().metrics().units_per_em;
    }
    [[nodiscard]] double mu(double count) { return setter_->em({}) * count / 18; }

    /// Where the first glyph that stands for `text` is.
    static const Piece& find(const Box& box, char32_t text) {
        static const Piece kNowhere{};
        for (const Piece& piece : box.pieces) {
            const auto* glyph = std::get_if<GlyphPiece>(&piece.is);
            if (glyph != nullptr && glyph->text == text) return piece;
        }
        ADD_FAILURE() << "no glyph of U+" << std::hex << static_cast<unsigned>(text);
        return kNowhere;
    }
    static const Piece& first_rule(const Box& box) {
        static const Piece kNowhere{};
        for (const Piece& piece : box.pieces)
            if (std::holds_alternative<RulePiece>(piece.is)) return piece;
        ADD_FAILURE() << "no rule";
        return kNowhere;
    }

    std::unique_ptr<fonts::MathFace> math_;
    std::unique_ptr<Context> shared_;
    std::unique_ptr<Setter> setter_;
};

TEST_F(Formulas, FractionBarStandsOnTheAxis) {
    const Box box = set("\\frac{a}{b}", math::Style::Display);
    const Piece& bar = first_rule(box);
    const auto& rule = std::get<RulePiece>(bar.is);
    EXPECT_NEAR(bar.y + rule.height / 2, constant(MathConstant::AxisHeight), 1e-6);
    EXPECT_GT(find(box, U'\U0001D44E').y, bar.y);
    EXPECT_LT(find(box, U'\U0001D44F').y, bar.y);
}

TEST_F(Formulas, SuperscriptIsRaisedAtLeastByTheConstant) {
    const Box box = set("x^2");
    EXPECT_GE(find(box, U'2').y, constant(MathConstant::SuperscriptShiftUp) - 1e-6);
    EXPECT_GT(find(box, U'2').x, find(box, U'\U0001D465').x);
    const Box both = set("x_1^2");
    EXPECT_LE(find(both, U'1').y, -constant(MathConstant::SubscriptShiftDown) + 1e-6);
}

TEST_F(Formulas, ScriptsAreSmaller) {
    const Box box = set("x^{2^3}");
    const auto size = [&](char32_t c) { return std::get<GlyphPiece>(find(box, c).is).size; };
    EXPECT_LT(size(U'2'), size(U'\U0001D465'));
    EXPECT_LT(size(U'3'), size(U'2'));
}

TEST_F(Formulas, RadicalCoversItsBody) {
    const Box body = set("\\frac{a}{b}");
    const Box box = set("\\sqrt{\\frac{a}{b}}");
    EXPECT_GT(box.height, body.height);
    double widest = 0;
    for (const Piece& piece : box.pieces)
        if (const auto* rule = std::get_if<RulePiece>(&piece.is))
            widest = std::max(widest, rule->width);
    EXPECT_NEAR(widest, body.width, 1e-6);
}

TEST_F(Formulas, DelimitersGrowWithTheirContent) {
    for (const char* inner :
         {"x", "\\frac{a}{b}", "\\begin{matrix}1\\\\2\\\\3\\\\4\\\\5\\\\6\\end{matrix}"}) {
        const std::string tex(inner);
        const Box body = set(tex, math::Style::Display);
        const Box box =
            set(std::string("\\left(").append(tex).append("\\right)"), math::Style::Display);
        EXPECT_GE(box.total(), body.total() * 0.9 - 1e-6) << tex;
        EXPECT_GT(box.width, body.width) << tex;
    }
}

TEST_F(Formulas, RelationsAndOperatorsHaveTheirSpace) {
    const double plain =
        set("a").width + set("+").width + set("b").width + set("=").width + set("c").width;
    EXPECT_NEAR(set("a+b=c").width - plain, mu(2 * 4 + 2 * 5), 0.35);
    // A sign without a left operand is ordinary.
    EXPECT_NEAR(set("-a").width, set("-").width + set("a").width, 1e-6);
}

TEST_F(Formulas, ScriptStylesHaveNoMediumSpace) {
    const auto style = math::Style::Script;
    const double plain = set("1", style).width * 2 + set("+", style).width;
    EXPECT_NEAR(set("1+1", style).width, plain, 1e-6);
    EXPECT_NEAR(set("1+1").width - set("1").width * 2 - set("+").width, mu(8), 1e-6);
}

TEST_F(Formulas, LargeOperatorsGrowInDisplayAndTakeLimits) {
    EXPECT_GT(set("\\sum", math::Style::Display).total(), set("\\sum").total());
    const Box display = set("\\sum_1^2", math::Style::Display);
    EXPECT_LT(find(display, U'1').y, find(display, U'∑').y);
    EXPECT_NEAR(display.width, set("\\sum", math::Style::Display).width, 0.5);
    EXPECT_GT(set("\\sum_1^2").width, set("\\sum").width);
}

TEST_F(Formulas, InlineFormulasPartAfterRelationsAndOperators) {
    const auto parts = set_inline(math::parse_tex("a+b=c").root, {10, {}}, *shared_);
    ASSERT_EQ(parts.size(), 3U);
    EXPECT_EQ(parts[0].penalty, kAfterOperator);
    EXPECT_EQ(parts[1].penalty, kAfterRelation);
    EXPECT_EQ(parts[2].penalty, 0);
    EXPECT_NEAR(parts[0].gap, mu(4), 1e-6);
    EXPECT_NEAR(parts[1].gap, mu(5), 1e-6);
}

TEST_F(Formulas, DisplayLinesNeverPassTheMeasure) {
    std::string tex = "x = a";
    for (int i = 0; i < 60; ++i) tex.append(" + b_{").append(std::to_string(i)).append("}");
    const auto broken = set_display(math::parse_tex(tex), {10, {}}, 200, *shared_);
    EXPECT_GT(broken.size(), 3U);
    for (const DisplayLine& line : broken) EXPECT_LE(line.x + line.box.width, 200 + 1e-6);
    const auto shrunk =
        set_display(math::parse_tex("\\sqrt{aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}"),
                    {10, {}},
                    100,
                    *shared_);
    ASSERT_EQ(shrunk.size(), 1U);
    EXPECT_NEAR(shrunk.front().box.width, 100, 1e-6);
}

TEST_F(Formulas, GlyphsKeepTheirText) {
    const Box box = set("x+\\alpha");
    std::vector<Item> items;
    add_items(box, 0, 0, kNoTag, items);
    std::u16string text;
    for (const Item& item : items) text += std::get<GlyphRun>(item).text;
    EXPECT_EQ(text::to_utf8(text), "𝑥+𝛼");
}

TEST_F(Formulas, ParagraphsHoldFormulasWithAlternativeText) {
    Inlines inlines = text("函数");
    inlines.push_back({Math{"f(x)"}, {1, 3}});
    const std::vector<Line> lines = InlineTest::set(inlines);
    ASSERT_EQ(lines.size(), 1U);
    bool found = false;
    for (const Tag& tag : tags_.tags)
        found = found || (tag.kind == TagKind::Formula && tag.alt == "f(x)");
    EXPECT_TRUE(found);
    // A quarter em between Han and the formula.
    const auto places = drawn(lines);
    ASSERT_GE(places.size(), 3U);
    EXPECT_NEAR(places[2].x - places[1].x, 10.5 * 1.25, 0.01);
}

}  // namespace
}  // namespace inkstone::layout::formula
