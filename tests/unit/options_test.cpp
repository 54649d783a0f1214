// SPDX-License-Identifier: Apache-2.0
#include "inkstone/options.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "src/text/nearest_name.hpp"
#include "src/text/timestamp.hpp"

namespace inkstone {
namespace {

constexpr std::array<OptionSpec, 4> kSpecs{{
    {"toc", OptionKind::Flag, "false", "", "contents"},
    {"html", OptionKind::Choice, "safe", "safe|escape|raw", "raw HTML"},
    {"toc-depth", OptionKind::Integer, "3", "", "levels"},
    {"css", OptionKind::Text, "", "", "style sheet"},
}};

TEST(OptionsTest, GoodValuesPass) {
    EXPECT_TRUE(check_options(
        kSpecs, {{"toc", "true"}, {"html", "raw"}, {"toc-depth", "-2"}, {"css", "anything"}}));
}

TEST(OptionsTest, UnknownNameIsNamedWithTheNearest) {
    const auto checked = check_options(kSpecs, {{"tco", "true"}});
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().kind, ErrorKind::Usage);
    EXPECT_EQ(checked.error().message, "unknown option 'tco'");
    EXPECT_EQ(checked.error().hint, "did you mean 'toc'?");
}

TEST(OptionsTest, NameFarFromAllHasNoHint) {
    EXPECT_EQ(check_options(kSpecs, {{"watermark", "x"}}).error().hint, "");
}

TEST(OptionsTest, ChoiceMustMatchWhole) {
    EXPECT_FALSE(check_options(kSpecs, {{"html", "saf"}}));
    EXPECT_FALSE(check_options(kSpecs, {{"html", ""}}));
    EXPECT_FALSE(check_options(kSpecs, {{"html", "safe|raw"}}));
}

TEST(OptionsTest, IntegerMustBeWhole) {
    for (const char* text : {"", "3x", "1.5", " 3", "99999999999999999999"}) {
        EXPECT_FALSE(check_options(kSpecs, {{"toc-depth", text}})) << text;
    }
}

TEST(OptionsTest, FlagTakesTheUsualWords) {
    for (const char* text : {"true", "yes", "on", "1"}) {
        EXPECT_TRUE(option_flag(kSpecs, {{"toc", text}}, "toc")) << text;
    }
    EXPECT_FALSE(check_options(kSpecs, {{"toc", "maybe"}}));
}

TEST(OptionsTest, DefaultsHoldWhenNothingIsGiven) {
    EXPECT_EQ(option_text(kSpecs, {}, "html"), "safe");
    EXPECT_EQ(option_integer(kSpecs, {}, "toc-depth"), 3);
    EXPECT_FALSE(option_flag(kSpecs, {}, "toc"));
}

TEST(NearestNameTest, DistanceCountsSwapsOnce) {
    EXPECT_EQ(edit_distance("outptu", "output", 5), 1);
    EXPECT_EQ(edit_distance("kitten", "sitting", 5), 3);
    EXPECT_EQ(edit_distance("", "abc", 5), 3);
    EXPECT_EQ(edit_distance("A_b", "a-B", 5), 0);
}

TEST(NearestNameTest, LongNamesAreNotCompared) {
    const std::string name(10'000, 'a');
    EXPECT_EQ(edit_distance(name, name, 5), 6);
}

TEST(NearestNameTest, FirstOfEquallyNearNamesWins) {
    const std::array<std::string_view, 2> names{"html", "htmx"};
    EXPECT_EQ(nearest_name("htmy", names), "html");
}

struct DateCase {
    const char* text;
    std::int64_t seconds;
};

TEST(TimestampTest, KnownNotationsAreRead) {
    constexpr std::int64_t kDay = 1'714'521'600;  // 2024-05-01T00:00:00Z
    for (const DateCase& one : {DateCase{"2024-05-01", kDay},
                                DateCase{"2024-5-1", kDay},
                                DateCase{"2024/05/01", kDay},
                                DateCase{"2024.5.1", kDay},
                                DateCase{"2024年5月1日", kDay},
                                DateCase{"2024 年 5 月 1 日", kDay},
                                DateCase{"2024년 5월 1일", kDay},
                                DateCase{"2024-04-30T20:00-0400", kDay},
                                DateCase{"2024-05-01T10:00:00Z", kDay + 36'000},
                                DateCase{"2024-05-01T10:00:00.5+08:00", kDay + 7'200},
                                DateCase{"2024-05-01 10:00:00 +0800", kDay + 7'200},
                                DateCase{"2024-05-01 10:00", kDay + 36'000},
                                DateCase{"1969-12-31T23:59:59Z", -1}}) {
        ASSERT_TRUE(parse_date(one.text)) << one.text;
        EXPECT_EQ(*parse_date(one.text), one.seconds) << one.text;
    }
}

TEST(TimestampTest, OtherTextsAreNoDates) {
    for (const char* text : {"",
                             "soon",
                             "2024",
                             "2024-13-01",
                             "2023-02-29",
                             "2024-05-01x",
                             "2024-05-01T25:00",
                             "1 May 2024",
                             "0000-01-01",
                             "2024-05/01"}) {
        EXPECT_FALSE(parse_date(text)) << text;
    }
}

TEST(TimestampTest, SourceDateEpochMustBeANumber) {
    ::setenv("SOURCE_DATE_EPOCH", "1700000000", 1);
    EXPECT_EQ(source_date_epoch(), 1'700'000'000);
    ::setenv("SOURCE_DATE_EPOCH", "now", 1);
    EXPECT_FALSE(source_date_epoch());
    ::unsetenv("SOURCE_DATE_EPOCH");
    EXPECT_FALSE(source_date_epoch());
}

}  // namespace
}  // namespace inkstone
