// SPDX-License-Identifier: Apache-2.0
// Widths inside a line: full-width marks (PW), ambiguous marks, autospace (SP).
#include "tests/unit/inline_fixture.hpp"

namespace inkstone::layout {
namespace {

constexpr double kTolerance = 0.02;

class InlineSpacing : public InlineTest {};

TEST_F(InlineSpacing, PW1StopQuotePairInHan) {
    EXPECT_NEAR(delta("他说“你好”。", U'说', U'你'), 2.0, kTolerance);
    EXPECT_NEAR(delta("他说“你好”。", U'好', U'。'), 1.5, kTolerance);
}

TEST_F(InlineSpacing, PW1NeighbouringMarksLoseTheHalfBetween) {
    const auto lines = set("甲。」』乙（《丙》）丁");
    EXPECT_NEAR(delta(lines, U'。', U'」'), 0.5, kTolerance);
    EXPECT_NEAR(delta(lines, U'」', U'』'), 0.5, kTolerance);
    EXPECT_NEAR(delta(lines, U'』', U'乙'), 1.0, kTolerance);
    EXPECT_NEAR(delta(lines, U'乙', U'（'), 1.0, kTolerance);
    EXPECT_NEAR(delta(lines, U'（', U'《'), 0.5, kTolerance);
    EXPECT_NEAR(delta(lines, U'》', U'）'), 0.5, kTolerance);
}

TEST_F(InlineSpacing, PW1ClosingThenOpeningKeepsOneHalf) {
    EXPECT_NEAR(delta("甲）（乙", U'甲', U'乙'), 2.5, kTolerance);
    EXPECT_NEAR(delta("甲：“乙”", U'甲', U'乙'), 2.5, kTolerance);
}

TEST_F(InlineSpacing, PW1WorksAcrossEmphasisAndLinks) {
    const Inlines strong{{Text{"甲"}, {}}, {Strong{text("。")}, {}}, {Text{"」乙"}, {}}};
    EXPECT_NEAR(delta(set(strong), U'甲', U'乙'), 2.5, kTolerance);
    const Inlines link{{Text{"甲"}, {}}, {Link{text("。"), "u", "", {}}, {}}, {Text{"」乙"}, {}}};
    EXPECT_NEAR(delta(set(link), U'甲', U'乙'), 2.5, kTolerance);
}

TEST_F(InlineSpacing, PW1TraditionalSqueezesBracketsOnly) {
    style_.lang = "zh-TW";
    const auto lines = set("甲，「乙");
    EXPECT_NEAR(delta(lines, U'，', U'「'), 0.5, kTolerance);
    EXPECT_NEAR(delta(lines, U'「', U'乙'), 1.0, kTolerance);
}

TEST_F(InlineSpacing, PW2OpeningBracketIsTrimmedAtTheLineStart) {
    const auto all = drawn(set("（一）开头"));
    EXPECT_NEAR(find(all, U'一')->x / style_.size, 0.5, kTolerance);
}

TEST_F(InlineSpacing, PW4TwoExclamationsTakeOneZw) {
    EXPECT_NEAR(delta("真的？！好", U'？', U'！'), 0.5, kTolerance);
    EXPECT_NEAR(delta("真的？！好", U'！', U'好'), 0.5, kTolerance);
}

TEST_F(InlineSpacing, QuotesOfEnglishStayNarrow) {
    const auto lines = set("He said “it’s fine”.");
    EXPECT_LT(delta(lines, U'“', U'i') + 0, 10.0);
    const auto all = drawn(lines);
    EXPECT_EQ(find(all, U'“')->face, find(all, U'H')->face);
    EXPECT_EQ(find(all, U'’')->face, find(all, U'H')->face);
}

TEST_F(InlineSpacing, QuotesAroundLatinInHanAreWide) {
    const auto all = drawn(set("他说 it's “OK” 吧"));
    EXPECT_EQ(find(all, U'“')->face, find(all, U'他')->face);
    EXPECT_EQ(find(all, U'\'')->face, find(all, U't')->face);
}

TEST_F(InlineSpacing, QuotesInJapaneseStayNarrow) {
    style_.lang = "ja";
    const auto all = drawn(set("“引号”"));
    EXPECT_LT((find(all, U'引')->x - find(all, U'“')->x) / style_.size, 0.6);
}

TEST_F(InlineSpacing, DoubleDashIsTwoZw) {
    EXPECT_NEAR(delta("前——后", U'前', U'后'), 3.0, kTolerance);
}

TEST_F(InlineSpacing, DoubleEllipsisIsTwoZw) {
    EXPECT_NEAR(delta("前……后", U'前', U'后'), 3.0, kTolerance);
    const auto all = drawn(set("wait… ok"));
    EXPECT_EQ(find(all, U'…')->face, find(all, U'w')->face);
}

TEST_F(InlineSpacing, MiddleDotIsHalfInSimplifiedWholeInTraditional) {
    EXPECT_NEAR(delta("列奥纳多·达·芬奇", U'多', U'达'), 1.5, kTolerance);
    style_.lang = "zh-TW";
    EXPECT_NEAR(delta("列奧納多·達·芬奇", U'多', U'達'), 2.0, kTolerance);
}

TEST_F(InlineSpacing, SingleDashDependsOnItsNeighbours) {
    const auto digits = drawn(set("2024—2025年"));
    EXPECT_EQ(find(digits, U'—')->face, find(digits, U'2')->face);
    EXPECT_NEAR(delta("北京—上海", U'京', U'上'), 2.0, kTolerance);
}

TEST_F(InlineSpacing, RomanNumeralsAreOneZwInHanAndNarrowInLatin) {
    EXPECT_NEAR(delta("第Ⅲ类", U'第', U'类'), 2.0, 0.03);
    style_.lang = "en";
    EXPECT_LT(delta("part Ⅱ of", U'Ⅱ', U'o'), 1.2);
}

TEST_F(InlineSpacing, NoteMarksStandInTheBlankHalfOfAMark) {
    const Inlines inlines{{Text{"句。”"}, {}}, {NoteRef{0, 1}, {}}, {Text{"后"}, {}}};
    EXPECT_NEAR(delta(set(inlines), U'”', U'1'), 0.5, 0.03);
    style_.lang = "zh-Hant";
    const Inlines centred{{Text{"句。"}, {}}, {NoteRef{0, 1}, {}}, {Text{"後"}, {}}};
    EXPECT_NEAR(delta(set(centred), U'。', U'1'), 1.0, 0.03);
}

TEST_F(InlineSpacing, SP2GapsBesideLatinAndDigits) {
    constexpr std::string_view kText = "使用Rust编写，共3章";
    EXPECT_NEAR(gap(kText, U'用', U'R'), 0.25, kTolerance);
    EXPECT_NEAR(gap(kText, U't', U'编'), 0.25, kTolerance);
    EXPECT_NEAR(gap(kText, U'共', U'3'), 0.25, kTolerance);
    EXPECT_NEAR(gap(kText, U'3', U'章'), 0.25, kTolerance);
    EXPECT_NEAR(gap(kText, U'写', U'，'), 0.0, kTolerance);
}

TEST_F(InlineSpacing, SP2SignsOfNumbers) {
    EXPECT_NEAR(gap("涨50%的", U'%', U'的'), 0.25, kTolerance);
    EXPECT_NEAR(gap("价$5元", U'价', U'$'), 0.25, kTolerance);
}

TEST_F(InlineSpacing, SP2InlineCodeHasGapsOutsideOnly) {
    const Inlines inlines{{Text{"用"}, {}}, {Code{"中a文", {}}, {}}, {Text{"看"}, {}}};
    const auto all = drawn(set(inlines));
    EXPECT_NEAR((find(all, U'中')->x - find(all, U'用')->x) / style_.size, 1.25, kTolerance);
    const double code = tokens_.size_code_ratio;
    EXPECT_NEAR((find(all, U'a')->x - find(all, U'中')->x) / style_.size, code, kTolerance);
}

TEST_F(InlineSpacing, SP2HangulHasNone) {
    style_.lang = "ko";
    EXPECT_NEAR(gap("한국어Rust와", U'어', U'R'), 0.0, kTolerance);
}

TEST_F(InlineSpacing, SP3TypedSpaceLooksTheSameAndStays) {
    const auto tight = set("使用Rust编写");
    const auto spaced = set("使用 Rust 编写");
    EXPECT_NEAR(delta(tight, U'使', U'R'), delta(spaced, U'使', U'R'), kTolerance);
    EXPECT_NEAR(delta(tight, U'使', U'编'), delta(spaced, U'使', U'编'), kTolerance);
    EXPECT_EQ(carried(spaced), u"使用 Rust 编写");
}

TEST_F(InlineSpacing, SignsBesideDigitsAreNotFullWidth) {
    const auto all = drawn(set("温度25℃，涨幅50%的α粒子"));
    EXPECT_EQ(find(all, U'%')->face, find(all, U'5')->face);
    EXPECT_EQ(find(all, U'α')->face, find(all, U'5')->face);
}

TEST_F(InlineSpacing, UnderlineAndLinkAreaLeaveTheGapsOut) {
    const Inlines inlines{
        {Text{"见"}, {}}, {Link{text("Rust"), "u", "", {}}, {}}, {Text{"语言"}, {}}};
    const auto lines = set(inlines);
    const auto all = drawn(lines);
    ASSERT_EQ(lines.front().links.size(), 1U);
    const Rect& area = lines.front().links.front().rect;
    EXPECT_NEAR(area.x, find(all, U'R')->x, 0.01);
    EXPECT_NEAR(area.x + area.width, find(all, U'语')->x - 0.25 * style_.size, 0.1);
}

}  // namespace
}  // namespace inkstone::layout
