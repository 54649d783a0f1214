// SPDX-License-Identifier: Apache-2.0
// Segmentation: grapheme clusters, line breaks with their East Asian tailoring, bidi levels.
#include "src/text/segment.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "src/text/kinsoku.hpp"
#include "src/text/utf8.hpp"

namespace inkstone::text {
namespace {

/// The text with '|' at every place where a line may end, and '!' where it must.
std::string broken(std::u16string_view text,
                   std::string_view lang,
                   Strictness strictness = Strictness::Strict) {
    Segmenter segmenter;
    const auto breaks = segmenter.line_breaks(text, lang, strictness);
    EXPECT_EQ(breaks.size(), text.size() + 1);
    std::u16string marked;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (breaks[i] == BreakKind::Allowed) marked += u'|';
        if (breaks[i] == BreakKind::Mandatory) marked += u'!';
        marked += text[i];
    }
    return to_utf8(marked);
}

TEST(LineBreaks, EmptyText) {
    Segmenter segmenter;
    EXPECT_EQ(segmenter.line_breaks(u"", "zh"), std::vector<BreakKind>{BreakKind::None});
}

TEST(LineBreaks, TheEndIsMandatory) {
    Segmenter segmenter;
    EXPECT_EQ(segmenter.line_breaks(u"ab", "en").back(), BreakKind::Mandatory);
}

TEST(LineBreaks, Spaces) {
    EXPECT_EQ(broken(u"one two  three", "en"), "one |two  |three");
}

TEST(LineBreaks, HardBreaks) {
    EXPECT_EQ(broken(u"a\nb\u2028c", "en"), "a\n!b\u2028!c");
}

TEST(LineBreaks, HanBreaksBetweenCharacters) {
    EXPECT_EQ(broken(u"汉字文", "zh"), "汉|字|文");
}

TEST(LineBreaks, PlusStaysWithItsWord) {
    EXPECT_EQ(broken(u"use C++ and C# or g++.", "en"), "use |C++ |and |C# |or |g++.");
    EXPECT_EQ(broken(u"用C++写", "zh"), "用|C++|写");
    EXPECT_EQ(broken(u"C++11", "en"), "C++11");
}

TEST(LineBreaks, CurlyQuotesBesideHan) {
    EXPECT_EQ(broken(u"说“A”与", "zh"), "说|“A”|与");
    EXPECT_EQ(broken(u"说‘A’与", "zh"), "说|‘A’|与");
    EXPECT_EQ(broken(u"的“规则”到", "zh"), "的|“规|则”|到");
    EXPECT_EQ(broken(u"他说：“好。”于是", "zh"), "他|说：|“好。”|于|是");
    EXPECT_EQ(broken(u"“甲”“乙”（丙）", "zh"), "“甲”|“乙”|（丙）");
    EXPECT_EQ(broken(u"（“甲”）", "zh"), "（“甲”）");
}

TEST(LineBreaks, ApostrophesDoNotBreak) {
    EXPECT_EQ(broken(u"Sutskever’s idea", "zh"), "Sutskever’s |idea");
    EXPECT_EQ(broken(u"说Sutskever’s话", "zh"), "说|Sutskever’s|话");
}

TEST(LineBreaks, PairedDashesAndDotsAreWhole) {
    for (const Strictness s : {Strictness::Strict, Strictness::Normal, Strictness::Loose}) {
        EXPECT_EQ(broken(u"甲——乙", "zh", s).find("—|—"), std::string::npos);
        EXPECT_EQ(broken(u"甲……乙", "zh", s).find("…|…"), std::string::npos);
        EXPECT_EQ(broken(u"甲⋯⋯乙", "zh", s).find("⋯|⋯"), std::string::npos);
    }
    EXPECT_EQ(broken(u"甲——乙", "zh"), "甲|——|乙");
    EXPECT_EQ(broken(u"甲……乙", "zh"), "甲……|乙");
}

TEST(LineBreaks, ASingleDashDoesNotBeginALine) {
    EXPECT_EQ(broken(u"京—沪", "zh"), "京—|沪");
    EXPECT_EQ(broken(u"京—沪", "zh", Strictness::Normal), "京|—|沪");
}

TEST(LineBreaks, MiddleDotAndWaveDashAreNonStarters) {
    EXPECT_EQ(broken(u"约翰·洛克", "zh"), "约|翰·|洛|克");
    EXPECT_EQ(broken(u"三～五", "zh"), "三～|五");
    EXPECT_EQ(broken(u"三〜五", "ja"), "三〜|五");
}

TEST(LineBreaks, AsciiPunctuationAfterHanDoesNotBeginALine) {
    for (const char16_t mark : std::u16string(u",.!?:;)]}")) {
        const std::u16string text = std::u16string(u"甲") + mark + u"乙";
        const std::string got = broken(text, "zh");
        EXPECT_EQ(got.find('|'), 4U) << got;  // after the mark only
    }
}

TEST(LineBreaks, FullWidthPunctuation) {
    EXPECT_EQ(broken(u"甲，乙。《丙》、丁", "zh"), "甲，|乙。|《丙》、|丁");
    EXPECT_EQ(broken(u"価格（税込）は「一万円」です。", "ja"),
              "価|格|（税|込）|は|「一|万|円」|で|す。");
}

TEST(LineBreaks, ClosingMarksStayEvenAfterASpace) {
    EXPECT_EQ(broken(u"A ，乙", "zh").find("|，"), std::string::npos);
}

TEST(LineBreaks, SlashInSimplifiedChineseOnlyInside) {
    EXPECT_EQ(broken(u"甲／乙", "zh-Hans"), "甲／乙");
}

TEST(LineBreaks, SmallKanaByStrictness) {
    EXPECT_EQ(broken(u"きゃラー", "ja"), "きゃ|ラー");
    EXPECT_EQ(broken(u"きゃラー", "ja", Strictness::Normal), "き|ゃ|ラ|ー");
    EXPECT_EQ(broken(u"人々", "ja", Strictness::Normal), "人々");
    EXPECT_EQ(broken(u"人々", "ja", Strictness::Loose), "人|々");
}

TEST(LineBreaks, KoreanBreaksAtSpacesOnly) {
    EXPECT_EQ(broken(u"한국어 문장은 띄어쓰기에서 나뉜다.", "ko"),
              "한국어 |문장은 |띄어쓰기에서 |나뉜다.");
    EXPECT_EQ(broken(u"HTML을 2024년에 (참고)로", "ko"), "HTML을 |2024년에 |(참고)로");
    EXPECT_EQ(broken(u"한국어(Korean)와", "ko"), "한국어(Korean)와");
}

TEST(LineBreaks, KoreanLooseBreaksBetweenSyllables) {
    EXPECT_EQ(broken(u"한국어", "ko", Strictness::Loose), "한|국|어");
}

TEST(LineBreaks, NumbersAndUnits) {
    EXPECT_EQ(broken(u"约 1,234.5% 与 ￥100", "zh"), "约 |1,234.5% |与 |￥100");
}

TEST(LineBreaks, EmojiSequencesAreWhole) {
    EXPECT_EQ(broken(u"🇨🇳🇯🇵 👨‍👩‍👧 1️⃣", "zh").find("👨‍|"),
              std::string::npos);
    EXPECT_EQ(broken(u"🇨🇳🇯🇵", "zh"), "🇨🇳|🇯🇵");
}

TEST(LineBreaks, ZeroWidthSpaceAndWordJoiner) {
    EXPECT_EQ(broken(u"ab\u200Bcd", "en"), "ab\u200B|cd");
    EXPECT_EQ(broken(u"汉\u2060字", "zh"), "汉\u2060字");
    EXPECT_EQ(broken(u"a\u00A0b", "en"), "a\u00A0b");
}

TEST(LineBreaks, ThaiByDictionary) {
    EXPECT_NE(broken(u"ภาษาไทยง่าย", "th").find('|'), std::string::npos);
}

TEST(LineBreaks, NeverInsideASurrogatePair) {
    EXPECT_EQ(broken(u"𠮷𠮷", "zh"), "𠮷|𠮷");
    EXPECT_EQ(broken(u"“𠮷”𠮷", "zh"), "“𠮷”|𠮷");
}

TEST(LineBreaks, LongRowsOfPlusesStayLinear) {
    Segmenter segmenter;
    const std::u16string text(200000, u'+');
    EXPECT_EQ(segmenter.line_breaks(text, "en").size(), text.size() + 1);
}

TEST(Kinsoku, HabitsByLanguage) {
    EXPECT_EQ(break_habit("zh-TW"), BreakHabit::TraditionalChinese);
    EXPECT_EQ(break_habit("zh"), BreakHabit::SimplifiedChinese);
    EXPECT_EQ(break_habit("ja-JP"), BreakHabit::Japanese);
    EXPECT_EQ(break_habit("ko"), BreakHabit::Korean);
    EXPECT_EQ(break_habit("fr"), BreakHabit::Western);
}

std::vector<std::uint32_t> clusters(std::u16string_view text) {
    Segmenter segmenter;
    return segmenter.graphemes(text);
}

using Starts = std::vector<std::uint32_t>;

TEST(Graphemes, PlainTextIsOneUnitEach) {
    EXPECT_EQ(clusters(u""), (Starts{0}));
    EXPECT_EQ(clusters(u"ab汉"), (Starts{0, 1, 2, 3}));
}

TEST(Graphemes, CrLfIsOne) {
    EXPECT_EQ(clusters(u"a\r\nb"), (Starts{0, 1, 3, 4}));
    EXPECT_EQ(clusters(u"e\u0301\r\nb"), (Starts{0, 2, 4, 5}));
    EXPECT_EQ(clusters(u"\n\r"), (Starts{0, 1, 2}));
}

TEST(Graphemes, MarksSelectorsAndSurrogates) {
    EXPECT_EQ(clusters(u"e\u0301x"), (Starts{0, 2, 3}));
    EXPECT_EQ(clusters(u"葛\U000E0100城"), (Starts{0, 3, 4}));
    EXPECT_EQ(clusters(u"𠮷a"), (Starts{0, 2, 3}));
    EXPECT_EQ(clusters(u"か\u3099き"), (Starts{0, 2, 3}));
}

TEST(Graphemes, EmojiSequences) {
    EXPECT_EQ(clusters(u"👨‍👩‍👧a"), (Starts{0, 8, 9}));
    EXPECT_EQ(clusters(u"🇨🇳🇯🇵"), (Starts{0, 4, 8}));
    EXPECT_EQ(clusters(u"1\uFE0F\u20E3"), (Starts{0, 3}));
}

TEST(Graphemes, Jamo) {
    EXPECT_EQ(clusters(u"\u1112\u1161\u11AB가"), (Starts{0, 3, 4}));
}

/// The Unicode conformance tests: "÷ 0020 × 0308 ÷ # …".
struct UnicodeCase {
    std::u16string text;
    Starts starts;
    std::string line;
};

bool parse_case(const std::string& line, UnicodeCase& result) {
    std::istringstream words(line.substr(0, line.find('#')));
    std::string word;
    result = {{}, {}, line};
    while (words >> word) {
        if (word == "÷")
            result.starts.push_back(static_cast<std::uint32_t>(result.text.size()));
        else if (word != "×")
            append(result.text, static_cast<char32_t>(std::stoul(word, nullptr, 16)));
    }
    return !result.text.empty();
}

TEST(Graphemes, UnicodeConformance) {
    std::ifstream file(INKSTONE_SOURCE_DIR
                       "/../shared/corpus/spec/ucd/GraphemeBreakTest-15.0.0.txt");
    if (!file) GTEST_SKIP() << "the Unicode test file is not here";
    Segmenter segmenter;
    std::string line;
    int cases = 0;
    while (std::getline(file, line)) {
        UnicodeCase test;
        if (!parse_case(line, test)) continue;
        if (line.find(" D800 ") != std::string::npos) continue;  // no code point of a text
        EXPECT_EQ(segmenter.graphemes(test.text), test.starts) << line;
        ++cases;
    }
    EXPECT_GT(cases, 500);
}

TEST(LineBreaks, UnicodeConformanceWhereNotTailored) {
    std::ifstream file(INKSTONE_SOURCE_DIR "/../shared/corpus/spec/ucd/LineBreakTest-15.0.0.txt");
    if (!file) GTEST_SKIP() << "the Unicode test file is not here";
    Segmenter segmenter;
    std::string line;
    int cases = 0;
    int different = 0;
    while (std::getline(file, line)) {
        UnicodeCase test;
        if (!parse_case(line, test)) continue;
        ++cases;
        const auto breaks = segmenter.line_breaks(test.text, "en");
        Starts starts;
        for (std::uint32_t i = 1; i <= test.text.size(); ++i) {
            if (breaks[i] != BreakKind::None) starts.push_back(i);
        }
        if (starts != test.starts) ++different;
    }
    EXPECT_GT(cases, 7000);
    // The numeric tailoring of UAX #14 example 7 and the kinsoku passes differ on purpose.
    EXPECT_LT(different, cases / 20) << different << " of " << cases;
    std::cout << different << " of " << cases << " differ\n";
}

TEST(BidiLevels, LeftToRightTextIsZero) {
    Segmenter segmenter;
    EXPECT_EQ(segmenter.bidi_levels(u"abc 汉字"), std::vector<std::uint8_t>(6, 0));
    EXPECT_TRUE(segmenter.bidi_levels(u"").empty());
}

TEST(BidiLevels, FirstStrongDecides) {
    Segmenter segmenter;
    EXPECT_EQ(segmenter.bidi_levels(u"אב a"), (std::vector<std::uint8_t>{1, 1, 1, 2}));
    EXPECT_EQ(segmenter.bidi_levels(u"a אב"), (std::vector<std::uint8_t>{0, 0, 1, 1}));
    EXPECT_EQ(segmenter.bidi_levels(u"אב a", 0), (std::vector<std::uint8_t>{1, 1, 0, 0}));
    EXPECT_EQ(segmenter.bidi_levels(u"ab 1", 1), (std::vector<std::uint8_t>{2, 2, 2, 2}));
}

TEST(BidiLevels, NumbersInRightToLeftText) {
    Segmenter segmenter;
    EXPECT_EQ(segmenter.bidi_levels(u"א12"), (std::vector<std::uint8_t>{1, 2, 2}));
}

}  // namespace
}  // namespace inkstone::text
