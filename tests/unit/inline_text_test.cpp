// SPDX-License-Identifier: Apache-2.0
// What the lines carry: every letter of the text, tags, notes, links, faces, missing glyphs.
#include <random>

#include "tests/unit/inline_fixture.hpp"

namespace inkstone::layout {
namespace {

class InlineText : public InlineTest {};

/// Mixed text from pieces that stress clusters, marks, breaks and directions.
std::string random_text(std::mt19937& random) {
    static const std::vector<std::string> kPieces{"汉",
                                                  "字",
                                                  "。",
                                                  "，",
                                                  "“",
                                                  "”",
                                                  "（",
                                                  "）",
                                                  "《",
                                                  "》",
                                                  "——",
                                                  "……",
                                                  "·",
                                                  "！",
                                                  "か",
                                                  "ゃ",
                                                  "ー",
                                                  "한",
                                                  "국",
                                                  "어",
                                                  "a",
                                                  "Word",
                                                  "fi",
                                                  "office",
                                                  "é",
                                                  "e\u0301",
                                                  "3.14",
                                                  "%",
                                                  "https://a.b/c/d",
                                                  " ",
                                                  " ",
                                                  " ",
                                                  "  ",
                                                  "\u00A0",
                                                  "\u3000",
                                                  "\u200B",
                                                  "\u2060",
                                                  "\u00AD",
                                                  "א",
                                                  "ב",
                                                  "שלום",
                                                  "مرحبا",
                                                  "😀",
                                                  "👨\u200D👩\u200D👧",
                                                  "☎\uFE0F",
                                                  "葛\U000E0100",
                                                  "C++",
                                                  "(",
                                                  ")",
                                                  "-",
                                                  "…",
                                                  "—",
                                                  "‘",
                                                  "’",
                                                  "αβγ",
                                                  "Ж",
                                                  "①",
                                                  "㎡",
                                                  "\u0E01\u0E33",
                                                  "\uE000",
                                                  "\u0301",
                                                  "\t",
                                                  "/",
                                                  "!",
                                                  "क्षि"};
    std::uniform_int_distribution<std::size_t> pick(0, kPieces.size() - 1);
    std::uniform_int_distribution<int> length(1, 120);
    std::string all;
    for (int i = length(random); i > 0; --i) all += kPieces[pick(random)];
    return all;
}

TEST_F(InlineText, MarksThatScriptsShareComeFromTheFaceOfTheLettersBefore) {
    for (const auto& [sentence, mark] :
         {std::pair{"एक भाषा है।", U'।'}, {"اللغة العربية، كان", U'،'}}) {
        const auto letters = drawn(set(sentence));
        const auto found = std::find_if(
            letters.begin(), letters.end(), [m = mark](const Drawn& one) { return one.c == m; });
        ASSERT_NE(found, letters.end()) << sentence;
        if (letters.front().face->name().postscript_name.find("Noto") == std::string::npos)
            GTEST_SKIP() << "no Noto face for " << sentence;
        EXPECT_EQ(found->face->name().postscript_name,
                  letters.front().face->name().postscript_name);
    }
}

TEST_F(InlineText, EveryLetterComesBackInOrder) {
    std::mt19937 random(7);
    const std::vector<std::string> langs{"zh-Hans", "zh-TW", "ja", "ko", "en", "ar"};
    std::uniform_real_distribution<double> widths(30, 420);
    for (int round = 0; round < 400; ++round) {
        const std::string source = random_text(random);
        style_.lang = langs[static_cast<std::size_t>(round) % langs.size()];
        style_.align = round % 3 == 0 ? Align::Start : Align::Justify;
        const double measure = widths(random);
        const auto lines = set(source, measure);
        ASSERT_EQ(text::to_utf8(carried(lines)), source) << "round " << round;
        for (const Line& line : lines)
            ASSERT_LE(line.width, std::max(measure, 30.0) + 0.5) << source;
    }
}

TEST_F(InlineText, ClustersOfARunPointIntoItsText) {
    std::mt19937 random(11);
    for (int round = 0; round < 100; ++round) {
        for (const Line& line : set(random_text(random), 200)) {
            for (const Item& item : line.items) {
                const auto* run = std::get_if<GlyphRun>(&item);
                if (run == nullptr) continue;
                ASSERT_FALSE(run->glyphs.empty());
                std::uint32_t least = 0xFFFFFFFF;
                for (const PlacedGlyph& glyph : run->glyphs) {
                    ASSERT_LT(glyph.cluster, run->text.size());
                    ASSERT_NE(glyph.glyph, 0U) << text::to_utf8(run->text.substr(glyph.cluster, 4))
                                               << run->face->name().family;
                    least = std::min(least, glyph.cluster);
                }
                EXPECT_EQ(least, 0U);
            }
        }
    }
}

TEST_F(InlineText, SettingTwiceGivesTheSame) {
    std::mt19937 random(3);
    const std::string source = random_text(random);
    const auto first = drawn(set(source, 150));
    const auto second = drawn(set(source, 150));
    ASSERT_EQ(first.size(), second.size());
    for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(first[i].x, second[i].x);
}

TEST_F(InlineText, MissingGlyphIsABoxAndReportedOnce) {
    const auto lines = set("前\uE000后\uE000");
    std::size_t boxes = 0;
    for (const Item& item : lines[0].items) {
        const auto* box = std::get_if<StrokedRect>(&item);
        if (box == nullptr) continue;
        ++boxes;
        EXPECT_EQ(box->text, u"\uE000");
        EXPECT_EQ(box->tag, style_.tag);
    }
    EXPECT_EQ(boxes, 2U);
    Context shared = context();
    set_paragraph(text("前\uE000"), style_, 420, shared);
    set_paragraph(text("\uE000"), style_, 420, shared);
    std::size_t messages = 0;
    for (const Diagnostic& entry : diagnostics_.entries()) {
        if (entry.code != "missing-glyph") continue;
        ++messages;
        EXPECT_NE(entry.message.find("U+E000"), std::string::npos);
        EXPECT_EQ(entry.position, (SourcePosition{1, 4}));
    }
    EXPECT_EQ(messages, 2U);  // one for each Context
}

TEST_F(InlineText, NoteMarkIsSuperscriptGluedAndLinked) {
    const Inlines inlines{{Text{"甲"}, {}}, {NoteRef{2, 1}, {}}, {Text{"。乙"}, {}}};
    const auto lines = set(inlines);
    ASSERT_EQ(lines[0].notes.size(), 1U);
    EXPECT_EQ(lines[0].notes[0].note, 2U);
    ASSERT_EQ(lines[0].destinations.size(), 1U);
    EXPECT_EQ(lines[0].destinations[0].name, "fnref-3");
    ASSERT_EQ(lines[0].links.size(), 1U);
    EXPECT_EQ(lines[0].links[0].destination, "fn-3");
    const Tag& link = tags_.tags[lines[0].links[0].tag];
    EXPECT_EQ(link.kind, TagKind::Link);
    EXPECT_EQ(tags_.tags[link.parent].kind, TagKind::Reference);
    for (const Item& item : lines[0].items) {
        const auto* run = std::get_if<GlyphRun>(&item);
        if (run == nullptr || run->text != u"3") continue;
        EXPECT_LT(run->size, style_.size);
        EXPECT_GT(run->glyphs[0].rise, 0);
    }
    for (std::size_t n = 0; n <= 44; ++n) {
        const Inlines swept{
            {Text{repeat("汉", n)}, {}}, {NoteRef{0, 1}, {}}, {Text{repeat("字", 60)}, {}}};
        for (const Line& line : set(swept)) {
            if (n == 0) continue;
            EXPECT_NE(carried(line).front(), u'1');
        }
    }
}

TEST_F(InlineText, TagsFollowReadingOrder) {
    const Inlines inlines{{Text{"甲"}, {}},
                          {Strong{{{Text{"乙"}, {}}, {Emphasis{text("丙")}, {}}}}, {}},
                          {Code{"x", {}}, {}},
                          {Span{text("quote"), Attributes{"", {}, "en", "", {}}}, {}}};
    set(inlines);
    ASSERT_EQ(tags_.tags.size(), 5U);
    EXPECT_EQ(tags_.tags[1].kind, TagKind::Strong);
    EXPECT_EQ(tags_.tags[2].kind, TagKind::Em);
    EXPECT_EQ(tags_.tags[2].parent, 1U);
    EXPECT_EQ(tags_.tags[3].kind, TagKind::Code);
    EXPECT_EQ(tags_.tags[4].lang, "en");
}

TEST_F(InlineText, BoldAndItalicTakeOtherFaces) {
    const Inlines inlines{{Text{"甲a"}, {}}, {Strong{text("乙b")}, {}}, {Emphasis{text("c")}, {}}};
    const auto all = drawn(set(inlines));
    EXPECT_NE(find(all, U'甲')->face, find(all, U'乙')->face);
    EXPECT_NE(find(all, U'a')->face, find(all, U'b')->face);
    EXPECT_NE(find(all, U'a')->face, find(all, U'c')->face);
    EXPECT_TRUE(find(all, U'c')->face->name().italic);
}

TEST_F(InlineText, CombiningMarksKeepTheFaceOfTheirBase) {
    const auto all = drawn(set("e\u0301"));
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].face, all[1].face);
}

TEST_F(InlineText, RowsOfCombiningMarksComeBackWhole) {
    const std::string source = "a" + repeat("\u0301", 20000) + "b";
    EXPECT_EQ(carried(set(source)), text::to_utf16(source));
}

TEST_F(InlineText, FallbackNeverChangesLeading) {
    for (const Line& line : set("A漢😀ก∑")) EXPECT_EQ(line.leading, style_.leading);
}

TEST_F(InlineText, FamilyEmojiIsOnePicture) {
    const auto lines = set("甲👨\u200D👩\u200D👧\u200D👦乙");
    EXPECT_LE(delta(lines, U'甲', U'乙'), 2.5);
    EXPECT_EQ(text::to_utf8(carried(lines)), "甲👨\u200D👩\u200D👧\u200D👦乙");
}

TEST_F(InlineText, RightToLeftWordsAreReordered) {
    style_.lang = "en";
    const auto all = drawn(set("abc אבג 123"));
    EXPECT_LT(find(all, U'a')->x, find(all, U'1')->x);
    EXPECT_LT(find(all, U'1')->x, find(all, U'ג')->x);
    EXPECT_LT(find(all, U'ג')->x, find(all, U'ב')->x);
    EXPECT_LT(find(all, U'ב')->x, find(all, U'א')->x);
}

TEST_F(InlineText, RightToLeftParagraphsStartAtTheRight) {
    style_.lang = "he";
    const auto all = drawn(set("שלום עולם"));
    EXPECT_GT(find(all, U'ש')->x, 400);
    EXPECT_LT(all.back().x, find(all, U'ש')->x);
}

TEST_F(InlineText, StrikesAndHighlightsAreOneBoxALine) {
    const Inlines inlines{{Strikethrough{text("中文Rust")}, {}}, {Mark{text("亮处")}, {}}};
    std::size_t bars = 0;
    const auto lines = set(inlines);
    for (const Item& item : lines[0].items)
        bars += std::holds_alternative<FilledRect>(item) ? 1U : 0U;
    EXPECT_EQ(bars, 2U);
}

/// Round rectangles: emphasis dots.
std::vector<Rect> dots_of(const std::vector<Line>& lines) {
    std::vector<Rect> dots;
    for (const Line& line : lines) {
        for (const Item& item : line.items) {
            const auto* rect = std::get_if<FilledRect>(&item);
            if (rect != nullptr && rect->radius > 0) dots.push_back(rect->rect);
        }
    }
    return dots;
}

TEST_F(InlineText, EM3EmphasisWithoutAFaceOfItsOwnHasDots) {
    const auto emphasis = [](std::string_view words) {
        return Inlines{{Text{"前"}, {}}, {Emphasis{text(words)}, {}}, {Text{"後"}, {}}};
    };
    style_.lang = "ja";
    const auto lines = set(emphasis("足したABC"));
    const auto dots = dots_of(lines);
    ASSERT_EQ(dots.size(), 3U);
    const auto letters = drawn(lines);
    for (std::size_t i = 0; i < dots.size(); ++i) {
        EXPECT_LT(dots[i].y, -0.9 * 10.5);
        EXPECT_NEAR(dots[i].x + dots[i].width / 2, letters[i + 1].x + 0.5 * 10.5, 0.05);
    }
    EXPECT_TRUE(dots_of(set(emphasis(repeat("字", 21)))).empty());
    EXPECT_EQ(dots_of(set(emphasis(repeat("字", 20)))).size(), 20U);
    // Chinese has Kai where it is installed, else dots below.
    style_.lang = "zh-Hans";
    const auto chinese = dots_of(set(emphasis("强调")));
    for (const Rect& dot : chinese) EXPECT_GT(dot.y, 0);
}

TEST_F(InlineText, ImagesLeaveTheirAltTextAndAMessage) {
    const Inlines inlines{{Image{text("图"), "a.png", "", {}}, {3, 5}}};
    EXPECT_EQ(carried(set(inlines)), u"\u00A0图\u00A0");
    ASSERT_EQ(diagnostics_.entries().size(), 1U);
    EXPECT_EQ(diagnostics_.entries()[0].position, (SourcePosition{3, 5}));
    EXPECT_EQ(tags_.tags.back().alt, "图");
}

TEST_F(InlineText, LabelIsOneLine) {
    Context shared = context();
    const Line line = set_label("12.", style_, shared);
    EXPECT_EQ(carried(line), u"12.");
    EXPECT_GT(line.width, 5);
    EXPECT_TRUE(set_label("", style_, shared).items.empty());
}

}  // namespace
}  // namespace inkstone::layout
