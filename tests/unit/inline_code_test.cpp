// SPDX-License-Identifier: Apache-2.0
// Code blocks on the cell grid (CO1 to CO3).
#include "tests/unit/inline_fixture.hpp"

namespace inkstone::layout {
namespace {

class InlineCode : public InlineTest {
protected:
    CodeLines code(std::string_view literal, double measure = 408, std::string_view language = {}) {
        style_.size = 9;
        Context shared = context();
        return set_code(literal, language, style_, measure, shared);
    }
    double cell() const {
        const fonts::Face& latin =
            *library_->chain(fonts::Role::Code, {}, "zh-Hans").value()->latin;
        return latin.advance(latin.glyph(U'0')) * 9.0 / latin.metrics().units_per_em;
    }
};

TEST_F(InlineCode, CO1WideIsTwoCells) {
    const auto set = code("中文ab\nabcdef\n");
    ASSERT_EQ(set.lines.size(), 2U);
    const auto first = drawn(set.lines[0]);
    const auto second = drawn(set.lines[1]);
    EXPECT_NEAR(find(first, U'a')->x, 4 * cell(), 0.02 * cell());
    EXPECT_NEAR(find(second, U'e')->x, 4 * cell(), 0.02 * cell());
}

TEST_F(InlineCode, CO1SymbolsAreOneCell) {
    for (const std::string_view symbol :
         {"├", "─", "│", "└", "→", "“", "…", "—", "·", "×", "α", "Ж"}) {
        const auto set = code("a" + std::string(symbol) + "z\n");
        EXPECT_NEAR(drawn(set.lines[0]).back().x, 2 * cell(), 0.02 * cell()) << symbol;
    }
}

TEST_F(InlineCode, CO2TabsReachStopsAndBlankLinesStay) {
    const auto set = code("\tif  x\n\n\t\ty\n");
    ASSERT_EQ(set.lines.size(), 3U);
    EXPECT_NEAR(find(drawn(set.lines[0]), U'i')->x, 4 * cell(), 0.02 * cell());
    EXPECT_NEAR(find(drawn(set.lines[2]), U'y')->x, 8 * cell(), 0.02 * cell());
    EXPECT_EQ(set.lines[1].size(), 1U);
    EXPECT_EQ(carried(set.lines[0]), u"    if  x");
}

TEST_F(InlineCode, CO3LongLinesWrapWithAMarkThatIsNoText) {
    std::string source = "  call(";
    for (int i = 0; i < 60; ++i) source += "arg" + std::to_string(i) + ", ";
    const auto set = code(source + "\n");
    ASSERT_EQ(set.lines.size(), 1U);
    ASSERT_GT(set.lines[0].size(), 3U);
    EXPECT_EQ(carried(set.lines[0]), text::to_utf16(source));
    for (const Line& line : set.lines[0]) EXPECT_LE(line.width, 408.5);
    EXPECT_NEAR(drawn({set.lines[0][1]}).front().x, 4 * cell(), 0.02 * cell());
    std::size_t marks = 0;
    for (const Item& item : set.lines[0][1].items) {
        const auto* run = std::get_if<GlyphRun>(&item);
        EXPECT_TRUE(run == nullptr || run->artifact == ArtifactKind::None);
        const auto* bar = std::get_if<FilledRect>(&item);
        if (bar == nullptr) continue;
        ++marks;
        EXPECT_LT(bar->rect.x + bar->rect.width, 0);
        EXPECT_GT(bar->rect.x, -cell());
    }
    EXPECT_GT(marks, 1U);
}

TEST_F(InlineCode, CO3SolidLineOf300IsComplete) {
    const std::string source = repeat("x", 300);
    const auto set = code(source + "\n", 100);
    EXPECT_EQ(carried(set.lines[0]), text::to_utf16(source));
    for (const Line& line : set.lines[0]) EXPECT_LE(line.width, 100.5);
}

TEST_F(InlineCode, OneSubTagASourceLine) {
    const std::size_t before = tags_.tags.size();
    code("a\nb\nc\n");
    ASSERT_EQ(tags_.tags.size(), before + 3);
    EXPECT_EQ(tags_.tags.back().kind, TagKind::Sub);
    EXPECT_EQ(tags_.tags.back().parent, style_.tag);
}

TEST_F(InlineCode, EmptyBlockIsOneBlankLine) {
    EXPECT_EQ(code("").lines.size(), 1U);
    EXPECT_EQ(code("\n").lines.size(), 1U);
}

TEST_F(InlineCode, ColoursTokensWithinTheElementOfTheLine) {
    const std::string source = "\tif (\"中\t😀\") return 1;  // x\n";
    tokens_.code_colors = {
        {{0xC0, 0, 0}, {0, 0x80, 0}, {0, 0, 0xC0}, {0x60, 0x60, 0x60}, {0xFF, 0, 0}}};
    const auto plain = code(source);
    const auto set = code(source, 408, "c");
    EXPECT_EQ(carried(set.lines[0]), carried(plain.lines[0]));
    const auto before = drawn(plain.lines[0]), after = drawn(set.lines[0]);
    ASSERT_EQ(before.size(), after.size());
    for (std::size_t i = 0; i < before.size(); ++i) EXPECT_NEAR(before[i].x, after[i].x, 1e-3);
    std::vector<std::pair<std::u16string, Color>> runs;
    for (const Item& item : set.lines[0][0].items) {
        const auto& run = std::get<GlyphRun>(item);
        if (!runs.empty() && runs.back().second == run.color) {
            runs.back().first += run.text;
        } else {
            runs.emplace_back(run.text, run.color);
        }
    }
    const auto& colors = *tokens_.code_colors;
    const auto color_of = [&](std::u16string_view text) {
        for (const auto& [part, color] : runs) {
            if (part.find(text) != std::u16string::npos) return color;
        }
        return Color{1, 2, 3};
    };
    EXPECT_EQ(color_of(u"if"), colors[0]);
    EXPECT_EQ(color_of(u"\"中"), colors[1]);
    // The closing mark has the string's colour, the bracket after it has not.
    EXPECT_EQ(color_of(u"\")"), (Color{1, 2, 3}));
    EXPECT_EQ(color_of(u"\""), colors[1]);
    EXPECT_EQ(color_of(u"return"), colors[0]);
    EXPECT_EQ(color_of(u"1"), colors[2]);
    EXPECT_EQ(color_of(u"//"), colors[3]);
    EXPECT_EQ(color_of(u";"), style_.color);
}

}  // namespace
}  // namespace inkstone::layout
