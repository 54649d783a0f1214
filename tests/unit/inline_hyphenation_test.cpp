// SPDX-License-Identifier: Apache-2.0
// Dictionaries (made up here, so that the cases hold wherever they run) and what layout makes of
// the installed ones.
#include <filesystem>
#include <fstream>

#include "src/text/hyphenation.hpp"
#include "tests/unit/inline_fixture.hpp"

namespace inkstone::layout {
namespace {

namespace fs = std::filesystem;

/// A folder of dictionaries that goes with the test.
class Dictionaries : public ::testing::Test {
protected:
    void SetUp() override {
        folder_ = fs::path(::testing::TempDir()) /
                  ("hyphen-" +
                   std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }
    void write(const std::string& name, std::string_view content) const {
        std::ofstream(folder_ / ("hyph_" + name + ".dic"), std::ios::binary) << content;
    }
    /// The word with a hyphen at every division.
    [[nodiscard]] std::string divide(std::u16string_view word, std::string_view lang) const {
        text::Hyphenator hyphenator(folder_.string());
        const std::uint64_t bits = hyphenator.divisions(word, lang);
        std::u16string marked;
        for (std::size_t i = 0; i < word.size(); ++i) {
            marked += word[i];
            if ((bits >> i & 1U) != 0) marked += u'-';
        }
        return text::to_utf8(marked);
    }
    fs::path folder_;
};

TEST_F(Dictionaries, HighestLevelDecides) {
    write("en_US", "UTF-8\na1b\nxa2b\nyxa3b\n");
    EXPECT_EQ(divide(u"ooabcc", "en"), "ooa-bcc");
    EXPECT_EQ(divide(u"ooxabcc", "en"), "ooxabcc");
    EXPECT_EQ(divide(u"ooyxabcc", "en"), "ooyxa-bcc");
}

TEST_F(Dictionaries, DotsHoldWordEnds) {
    write("en_US", "UTF-8\n.ab1c\nde1f.\n");
    EXPECT_EQ(divide(u"abcxxx", "en"), "ab-cxxx");
    EXPECT_EQ(divide(u"xxabcxx", "en"), "xxabcxx");
    EXPECT_EQ(divide(u"defxxx", "en"), "defxxx");
}

TEST_F(Dictionaries, KeepLeastLettersOnBothSides) {
    write("en_US", "UTF-8\nLEFTHYPHENMIN 2\nRIGHTHYPHENMIN 3\na1a\n");
    EXPECT_EQ(divide(u"aaaaaaa", "en"), "aa-a-a-aaa");
}

TEST_F(Dictionaries, NeverPartOneLetter) {
    write("xx", "UTF-8\nLEFTHYPHENMIN 0\nRIGHTHYPHENMIN 1\na1a\n");
    EXPECT_EQ(divide(u"aaaaa", "xx"), "aa-a-aa");
}

TEST_F(Dictionaries, CapitalsMatchTheirSmallLetters) {
    write("en_US", "UTF-8\na1b\n");
    EXPECT_EQ(divide(u"OOABCC", "en"), "OOA-BCC");
}

TEST_F(Dictionaries, EncodingsOtherThanUtf8) {
    write("de_DE",
          "ISO8859-1\n\xE4"
          "1b\n");
    EXPECT_EQ(divide(u"oo\u00e4bcc", "de"), "oo\u00e4-bcc");
    write("ru_RU",
          "KOI8-R\n\xC1"
          "1\xC2\n");  // а1б
    EXPECT_EQ(divide(u"\u043e\u043e\u0430\u0431\u043e\u043e", "ru"),
              "\u043e\u043e\u0430-\u0431\u043e\u043e");
}

TEST_F(Dictionaries, CompoundsFirstThenTheirParts) {
    write("de_DE", "UTF-8\nauto1\nNEXTLEVEL\n.ba1hn\nau1to\n");
    EXPECT_EQ(divide(u"autobahn", "de"), "au-to-ba-hn");
}

TEST_F(Dictionaries, NoDivisionThatChangesTheSpelling) {
    write("hu_HU", "UTF-8\ns1sz/sz=,1,2\n");
    EXPECT_EQ(divide(u"aasszaa", "hu"), "aasszaa");
}

TEST_F(Dictionaries, RegionFirstThenLanguage) {
    write("en_US", "UTF-8\na1b\n");
    write("en_GB", "UTF-8\nb1c\n");
    EXPECT_EQ(divide(u"ooabcc", "en-GB"), "ooab-cc");
    EXPECT_EQ(divide(u"ooabcc", "en-Latn-GB"), "ooab-cc");
    EXPECT_EQ(divide(u"ooabcc", "en-XX"), "ooa-bcc");
}

TEST_F(Dictionaries, TagsNeverLeaveTheFolder) {
    write("en_US", "UTF-8\na1b\n");
    text::Hyphenator hyphenator((folder_ / "inner").string());
    EXPECT_FALSE(hyphenator.knows("../hyph_en_US"));
    EXPECT_FALSE(hyphenator.knows("/etc"));
    EXPECT_FALSE(hyphenator.knows(""));
}

TEST_F(Dictionaries, BrokenFilesDivideNothing) {
    write("aa", "");
    write("bb", "NO-SUCH-CHARSET\na1b\n");
    write("cc",
          "UTF-8\n1\n9\n\n\xFF\xFE"
          "1\n/\nNEXTLEVEL\nNEXTLEVEL\n");
    for (const char* lang : {"aa", "bb", "cc", "dd"}) EXPECT_EQ(divide(u"ooabcc", lang), "ooabcc");
}

TEST_F(Dictionaries, LongWordsAreLeftWhole) {
    write("en_US", "UTF-8\na1a\n");
    EXPECT_EQ(divide(std::u16string(63, u'a'), "en").size(), 63U + 60U);
    EXPECT_EQ(divide(std::u16string(64, u'a'), "en").size(), 64U);
}

}  // namespace
}  // namespace inkstone::layout
