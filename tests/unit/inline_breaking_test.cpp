// SPDX-License-Identifier: Apache-2.0
// Lines: justification (JU), kinsoku at every line end (SWEEP), over-long pieces (BR), last lines.
#include <algorithm>

#include "tests/unit/inline_fixture.hpp"

namespace inkstone::layout {
namespace {

class InlineBreaking : public InlineTest {
protected:
    /// Every line but the last ends at the measure, and none passes it.
    static void expect_full(const std::vector<Line>& lines, double measure) {
        for (std::size_t i = 0; i < lines.size(); ++i) {
            EXPECT_LE(lines[i].width, measure + 0.5) << "line " << i;
            if (i + 1 == lines.size()) continue;
            EXPECT_NEAR(lines[i].width, measure, 0.5) << "line " << i;
        }
    }
    static void expect_inside(const std::vector<Line>& lines, double measure) {
        for (const Line& line : lines) EXPECT_LE(line.width, measure + 0.5);
    }
    static char32_t first_of(const Line& line) {
        const std::u16string text = carried(line);
        std::size_t at = 0;
        return text.empty() ? 0 : text::decode(std::u16string_view(text), at);
    }
    static char32_t last_of(const Line& line) {
        const std::u16string text = carried(line);
        return text.empty() ? 0 : char32_t{text.back()};
    }
    /// The probe crosses every place of the line's end.
    template <class Check>
    void sweep(std::string_view probe, Check check) {
        for (std::size_t n = 0; n <= 44; ++n) {
            const std::string source = repeat("汉", n) + std::string(probe) + repeat("字", 60);
            const auto lines = set(source);
            EXPECT_EQ(carried(lines), text::to_utf16(source));
            expect_full(lines, 420);
            check(lines);
            if (HasFailure()) {
                ADD_FAILURE() << "probe " << probe << " after " << n;
                return;
            }
        }
    }
};

TEST_F(InlineBreaking, JU2HanLinesAreSolid) {
    const auto lines = set(repeat("汉", 400));
    ASSERT_EQ(lines.size(), 10U);
    for (const Line& line : lines) {
        const auto all = drawn({line});
        ASSERT_EQ(all.size(), 40U);
        for (std::size_t i = 0; i < all.size(); ++i)
            EXPECT_NEAR(all[i].x, 10.5 * static_cast<double>(i), 0.1);
    }
}

TEST_F(InlineBreaking, LastLineIsNeverOneHan) {
    const auto lines = set(repeat("字", 41));
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(carried(lines[1]).size(), 2U);
    const auto stop = set(repeat("字", 40) + "。");
    ASSERT_EQ(stop.size(), 2U);
    EXPECT_EQ(carried(stop[1]), u"字字。");
}

TEST_F(InlineBreaking, PW2OpeningBracketsStartLinesTrimmed) {
    sweep("（注", [&](const std::vector<Line>& lines) {
        for (const Line& line : lines) {
            if (first_of(line) != U'（') continue;
            EXPECT_NEAR(drawn({line})[1].x, 0.5 * 10.5, 0.1);
        }
    });
}

TEST_F(InlineBreaking, PW3StopsEndLinesWithTheirInk) {
    sweep("完。", [&](const std::vector<Line>& lines) {
        for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
            if (last_of(lines[i]) != U'。') continue;
            EXPECT_NEAR(drawn({lines[i]}).back().x + 0.5 * 10.5, 420, 0.5);
        }
    });
}

TEST_F(InlineBreaking, KinsokuNoLineStartsWithAClosingMark) {
    for (const std::string_view mark : {"。",
                                        "，",
                                        "、",
                                        "：",
                                        "；",
                                        "！",
                                        "？",
                                        "”",
                                        "’",
                                        "」",
                                        "）",
                                        "》",
                                        "·",
                                        "～",
                                        "々",
                                        "ー",
                                        "…",
                                        "‰"}) {
        const char32_t c = text::to_utf32(mark).front();
        sweep(std::string("甲") + std::string(mark), [&](const std::vector<Line>& lines) {
            for (const Line& line : lines) EXPECT_NE(first_of(line), c);
        });
    }
}

TEST_F(InlineBreaking, KinsokuNoLineEndsWithAnOpeningMark) {
    for (const std::string_view mark : {"“", "‘", "「", "（", "《", "［", "(", "["}) {
        const char32_t c = text::to_utf32(mark).front();
        sweep(std::string(mark) + "字", [&](const std::vector<Line>& lines) {
            for (const Line& line : lines) EXPECT_NE(last_of(line), c);
        });
    }
}

TEST_F(InlineBreaking, KinsokuUnbreakablePieces) {
    for (const std::string_view piece : {"——", "……", "1,234.5", "￥100", "50%"}) {
        sweep(piece, [&](const std::vector<Line>& lines) {
            const auto whole = text::to_utf16(piece);
            const bool kept = std::any_of(lines.begin(), lines.end(), [&](const Line& line) {
                return carried(line).find(whole) != std::u16string::npos;
            });
            EXPECT_TRUE(kept);
        });
    }
}

TEST_F(InlineBreaking, KinsokuQuotesAroundLatin) {
    bool broke_before = false;
    sweep("说“Apple”与“Hello World”", [&](const std::vector<Line>& lines) {
        for (std::size_t i = 0; i < lines.size(); ++i) {
            EXPECT_NE(last_of(lines[i]), U'“');
            EXPECT_NE(first_of(lines[i]), U'”');
            broke_before = broke_before || first_of(lines[i]) == U'“';
        }
    });
    EXPECT_TRUE(broke_before);
}

TEST_F(InlineBreaking, KinsokuJapaneseSmallKana) {
    style_.lang = "ja";
    for (std::size_t n = 0; n <= 44; ++n) {
        const auto lines = set(repeat("あ", n) + "きゃっシャー々" + repeat("あ", 60));
        for (const Line& line : lines)
            EXPECT_EQ(std::u32string_view(U"ゃっャー々").find(first_of(line)),
                      std::u32string_view::npos);
        expect_full(lines, 420);
    }
}

TEST_F(InlineBreaking, KO1KoreanBreaksAtSpaces) {
    style_.lang = "ko";
    const std::string source = repeat("대한민국의 글자는 아름답다. ", 20);
    const auto lines = set(source.substr(0, source.size() - 1));
    ASSERT_GT(lines.size(), 2U);
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) EXPECT_EQ(last_of(lines[i]), U' ');
    expect_full(lines, 420);
}

TEST_F(InlineBreaking, JU1MixedLinesAreFull) {
    const auto lines = set(repeat(
        "我们使用Rust语言和C++编写了一个高性能的Markdown转换器，它支持PDF、EPUB 3与HTML输出。",
        12));
    expect_full(lines, 420);
    for (const Line& line : lines) {
        const auto all = drawn({line});
        for (std::size_t i = 1; i < all.size(); ++i) {
            if (!text::is_han(all[i - 1].c) || !text::is_han(all[i].c)) continue;
            EXPECT_LE(all[i].x - all[i - 1].x, 1.25 * 10.5 + 0.1);
        }
    }
}

TEST_F(InlineBreaking, JU1LatinTextWithoutHyphenationIsRagged) {
    style_.lang = "en";
    const auto lines = set(repeat("The quick brown fox jumps over the lazy dog. ", 12));
    expect_inside(lines, 420);
    const auto all = drawn({lines[0]});
    const auto again = drawn({lines[1]});
    EXPECT_NEAR(
        find(all, U'u')->x - find(all, U'q')->x, find(again, U'u')->x - find(again, U'q')->x, 0.05);
}

TEST_F(InlineBreaking, BR2LongAddressesBreakInsideWithoutHyphens) {
    const std::string url = "https://example.com/" + repeat("a1b2c3d4/", 40);
    const Inlines inlines{{Text{"见"}, {}}, {Link{text(url), url, "", {}}, {}}};
    for (const double measure : {420.0, 60.0}) {
        const auto lines = set(inlines, measure);
        expect_inside(lines, measure);
        EXPECT_EQ(carried(lines), text::to_utf16("见" + url));
        for (const Line& line : lines)
            for (const LinkArea& area : line.links) EXPECT_EQ(area.uri, url);
        EXPECT_FALSE(lines.back().links.empty());
    }
}

TEST_F(InlineBreaking, BR1LongWordsAndCodeBreakAnywhere) {
    const auto word = set(repeat("x", 300));
    expect_inside(word, 420);
    EXPECT_EQ(carried(word), text::to_utf16(repeat("x", 300)));
    const std::string name = repeat("aVeryLongIdentifier", 12);
    const auto code = set(Inlines{{Code{name, {}}, {}}});
    expect_inside(code, 420);
    EXPECT_EQ(carried(code), text::to_utf16(name));
}

TEST_F(InlineBreaking, BR1NarrowMeasuresNeverOverflow) {
    for (const double measure : {24.0, 33.3, 80.0}) {
        const auto lines =
            set("（《“「一二三」”》）internationalization，www.example.com/path——……。", measure);
        expect_inside(lines, measure);
    }
}

TEST_F(InlineBreaking, SoftHyphenIsDrawnOnlyAtABreak) {
    const std::string source = repeat("super\u00ADcali\u00ADfragilistic ", 12);
    style_.lang = "en";
    const auto lines = set(source, 150);
    expect_inside(lines, 150);
    EXPECT_EQ(carried(lines), text::to_utf16(source));
    bool any = false;
    for (const Line& line : lines) {
        any = any || line.hyphenated;
        if (!line.hyphenated) continue;
        EXPECT_EQ(last_of(line), char32_t{0xAD});
    }
    EXPECT_TRUE(any);
}

TEST_F(InlineBreaking, HardBreaksEndLines) {
    const Inlines inlines{{Text{"甲乙"}, {}}, {LineBreak{}, {}}, {Text{"丙丁"}, {}}};
    const auto lines = set(inlines);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(carried(lines[0]), u"甲乙 ");
    EXPECT_EQ(carried(lines[1]), u"丙丁");
}

TEST_F(InlineBreaking, EmptyParagraphHasNoLines) {
    EXPECT_TRUE(set(Inlines{}).empty());
    EXPECT_TRUE(set("").empty());
}

TEST_F(InlineBreaking, FirstLineIndentCountsInTheMeasure) {
    style_.first_indent = 21;
    const auto lines = set(repeat("汉", 100));
    EXPECT_NEAR(drawn({lines[0]}).front().x, 21, 0.01);
    EXPECT_NEAR(drawn({lines[1]}).front().x, 0, 0.01);
    expect_full(lines, 420);
}

TEST_F(InlineBreaking, MeasureAgreesWithSetting) {
    Context shared = context();
    const Inlines inlines = text("表格里的一段 text 与更多文字");
    const std::size_t tags = tags_.tags.size();
    const ParagraphWidths widths = measure_paragraph(inlines, style_, shared);
    EXPECT_EQ(tags_.tags.size(), tags);
    EXPECT_EQ(set(inlines, widths.max_content).size(), 1U);
    EXPECT_GE(set(inlines, widths.max_content - 12).size(), 2U);
    expect_inside(set(inlines, widths.min_content), widths.min_content);
    EXPECT_GT(widths.min_content, 10);
}

TEST_F(InlineBreaking, RaggedLinesEndAfterMarksRatherThanInsideWords) {
    style_.align = Align::Start;
    const auto lines = set("标题、界面、幻灯片", 7.2 * 10.5);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(carried(lines[0]), u"标题、界面、");
}

TEST_F(InlineBreaking, JU1ANumberAndItsUnitAreNotStretchedApart) {
    for (std::size_t n = 20; n < 34; ++n) {
        const auto lines = set(repeat("汉", n) + "为0.46 mg，abc" + repeat("字", 60));
        const auto all = drawn(lines);
        const Drawn* six = find(all, U'6');
        const Drawn* m = find(all, U'm');
        if (six->line != m->line) continue;
        EXPECT_LT(m->x - six->x, 0.95 * 10.5) << n;
    }
}

TEST_F(InlineBreaking, RelationsStayWithBothSides) {
    int parted = 0;
    for (std::size_t n = 0; n < 40; ++n) {
        const auto all = drawn(set(repeat("汉", n) + "，系数r = 0.83，" + repeat("字", 60)));
        parted += find(all, U'=')->line != find(all, U'0')->line ? 1 : 0;
    }
    EXPECT_EQ(parted, 0);
}

TEST_F(InlineBreaking, AlignmentMovesLines) {
    style_.align = Align::Center;
    EXPECT_NEAR(drawn(set("汉汉"))[0].x, 210 - 10.5, 0.01);
    style_.align = Align::End;
    EXPECT_NEAR(drawn(set("汉汉"))[0].x, 420 - 21, 0.01);
}

}  // namespace
}  // namespace inkstone::layout
