// SPDX-License-Identifier: Apache-2.0
// The parts of painting: syntax, links, labels, dates, and which text a glyph stands for.
#include "tests/unit/paint_fixture.hpp"
#include "writers/pdf/paint/cluster_text.hpp"
#include "writers/pdf/paint/labels.hpp"
#include "writers/pdf/paint/links.hpp"
#include "writers/pdf/paint/metadata.hpp"
#include "writers/pdf/paint/syntax.hpp"

namespace inkstone::pdf::paint {
namespace {

// ---- Syntax ------------------------------------------------------------------------------------

TEST(PaintSyntax, NumbersAreShortAndNeverExponential) {
    EXPECT_EQ(number(0), "0");
    EXPECT_EQ(number(-0.0001), "0");
    EXPECT_EQ(number(1.5), "1.5");
    EXPECT_EQ(number(-12.3456), "-12.346");
    EXPECT_EQ(number(0.001), "0.001");
    EXPECT_EQ(number(1e30), "0");
    EXPECT_EQ(number(std::nan("")), "0");
}

TEST(PaintSyntax, TextStrings) {
    EXPECT_EQ(text_string(std::string_view("a(b)\\")), "(a\\(b\\)\\\\)");
    EXPECT_EQ(text_string(std::string_view("墨")), "<FEFF58A8>");
    EXPECT_EQ(text_string(std::string_view("𠮷")), "<FEFFD842DFB7>");
    EXPECT_EQ(text_string(std::string_view("")), "()");
}

TEST(PaintSyntax, LongTextIsCutBetweenCharacters) {
    std::u16string text(15'999, u'墨');
    text += u"𠮷";
    const std::string out = text_string(text);
    EXPECT_TRUE(out.ends_with("58A8>")) << "half a surrogate pair must not stay";
    EXPECT_LE(out.size() / 2, 32'767U);
}

TEST(PaintSyntax, NamesEscapeWhatIsNotRegular) {
    EXPECT_EQ(name("Noto Sans#/(墨"), "/Noto#20Sans#23#2F#28#E5#A2#A8");
}

TEST(PaintSyntax, LineEndsInStringsAreEscaped) {
    EXPECT_EQ(byte_string("a\r\nb"), "(a\\r\\nb)");
}

// ---- Links, labels, dates ----------------------------------------------------------------------

TEST(PaintLinks, UrisBecomeAscii) {
    EXPECT_EQ(encode_uri("https://a.b/墨 x?y=<1>&z=%20%zz#f"),
              "https://a.b/%E5%A2%A8%20x?y=%3C1%3E&z=%20%25zz#f");
}

TEST(PaintLinks, LinkWithoutTargetIsNoLink) {
    EXPECT_FALSE(link_entries({}, 800).has_value());
}

TEST(PaintLinks, TooLongUriIsNoLink) {
    layout::LinkArea link;
    link.uri.assign(40'000, 'a');
    EXPECT_FALSE(link_entries(link, 800).has_value());
}

std::string label_entry(const std::vector<std::string>& labels) {
    PageLabels out;
    for (const std::string& label : labels) out.add(label);
    return out.entry();
}

TEST(PaintLabels, PlainNumbersAreStatedToo) {
    EXPECT_EQ(label_entry({"1", "2", "3"}), "/PageLabels<</Nums[0<</S/D>>]>>");
}

TEST(PaintLabels, PagesWithoutLabelsNeedNoEntry) {
    EXPECT_EQ(label_entry({"", ""}), "");
}

TEST(PaintLabels, RomanThenDecimal) {
    EXPECT_EQ(label_entry({"i", "ii", "iii", "iv", "1", "2"}),
              "/PageLabels<</Nums[0<</S/r>>4<</S/D>>]>>");
    EXPECT_EQ(label_entry({"IX", "X"}), "/PageLabels<</Nums[0<</S/R/St 9>>]>>");
}

TEST(PaintLabels, PrefixesAndText) {
    EXPECT_EQ(label_entry({"A-1", "A-2", "cover", "07"}),
              "/PageLabels<</Nums[0<</S/D/P(A-)>>2<</P(cover)>>3<</S/D/St 7/P(0)>>]>>");
    EXPECT_EQ(label_entry({"iiii"}), "/PageLabels<</Nums[0<</P(iiii)>>]>>");
}

TEST(PaintMetadata, DatesBeforeTheEpochAndFarOnesStayInRange) {
    const auto created = [](std::int64_t seconds) {
        const std::string out = info_entries({{}, "p", seconds, seconds});
        return out.substr(out.find("/CreationDate") + 14, 17);
    };
    EXPECT_EQ(created(-1), "D:19691231235959Z");
    EXPECT_EQ(created(0), "D:19700101000000Z");
    EXPECT_EQ(created(INT64_MAX), "D:99991231235959Z");
    EXPECT_EQ(created(INT64_MIN), "D:00010101000000Z");
}

TEST(PaintMetadata, XmpEscapesAndDropsForbiddenCharacters) {
    Metadata meta;
    meta.title = "a<b>&\x01 墨";
    const std::string xmp = xmp_packet(make_info(meta, "p", 0));
    EXPECT_TRUE(contains(xmp, "x-default\">a&lt;b&gt;&amp; 墨</rdf:li>"));
    EXPECT_FALSE(contains(xmp, "\x01"));
}

// ---- Which text a glyph stands for -------------------------------------------------------------

using Texts = std::vector<std::u16string>;

Texts texts_of(const GlyphRun& run) {
    const RunText out = assign_text(run);
    return {out.of_glyph.begin(), out.of_glyph.end()};
}

TEST_F(PaintFonts, LigatureStandsForAllItsLetters) {
    GlyphRun run = shape_run(*sans, u"ab", 0, 0);
    run.glyphs.pop_back();
    EXPECT_EQ(texts_of(run), (Texts{u"ab"}));
    EXPECT_TRUE(assign_text(run).replacements.empty());
}

TEST_F(PaintFonts, BaseAndMarkStandForThemselves) {
    GlyphRun run = shape_run(*sans, u"xy", 0, 0);
    run.text = u"x\u0323y";
    run.glyphs.insert(run.glyphs.begin() + 1, {sans->glyph(0x323), 0, 0, 0});
    run.glyphs[2].cluster = 2;
    EXPECT_EQ(texts_of(run), (Texts{u"x", u"\u0323", u"y"}));
    EXPECT_TRUE(assign_text(run).replacements.empty());
}

TEST_F(PaintFonts, OtherGlyphsOfAClusterNeedActualText) {
    GlyphRun run = shape_run(*sans, u"xyz", 0, 0);
    for (auto& glyph : run.glyphs) glyph.cluster = 0;
    run.text = u"ab";
    const RunText out = assign_text(run);
    ASSERT_EQ(out.replacements.size(), 1U);
    EXPECT_EQ(out.replacements[0].begin, 0U);
    EXPECT_EQ(out.replacements[0].end, 3U);
    EXPECT_EQ(out.replacements[0].text, u"ab");
}

TEST_F(PaintFonts, RightToLeftClustersAreCutInLogicalOrder) {
    GlyphRun run = shape_run(*sans, u"abc", 0, 0);
    run.right_to_left = true;
    run.glyphs[0].cluster = 2;
    run.glyphs[2].cluster = 0;
    EXPECT_EQ(texts_of(run), (Texts{u"c", u"b", u"a"}));
}

TEST_F(PaintFonts, HyphenWithoutSourceIsASoftHyphen) {
    GlyphRun run = shape_run(*sans, u"ab-", 0, 0);
    run.text = u"ab";
    const RunText out = assign_text(run);
    EXPECT_EQ(out.of_glyph[2], u"\u00AD");
    ASSERT_EQ(out.replacements.size(), 1U);
    EXPECT_TRUE(out.replacements[0].text.empty());
}

TEST_F(PaintFonts, PrivateUseIsGivenAsActualTextToo) {
    GlyphRun run = shape_run(*sans, u"a", 0, 0);
    run.text = u"\uE001";
    EXPECT_EQ(assign_text(run).replacements.size(), 1U);
}

TEST_F(PaintFonts, HugeClusterDoesNotBecomeOneMapping) {
    GlyphRun run = shape_run(*sans, u"a", 0, 0);
    run.text.assign(20'000, u'\u0301');
    const RunText out = assign_text(run);
    EXPECT_EQ(out.of_glyph[0].size(), 1U);
    EXPECT_EQ(out.replacements.size(), 1U);
}

TEST_F(PaintFonts, TextBeforeTheFirstClusterIsNotLost) {
    GlyphRun run = shape_run(*sans, u"ab", 0, 0);
    run.text = u"\u2060ab";
    run.glyphs[0].cluster = 1;
    run.glyphs[1].cluster = 2;
    EXPECT_EQ(texts_of(run), (Texts{u"\u2060a", u"b"}));
}

}  // namespace
// pdf.js shows nothing for a code whose text ends with a soft hyphen or a zero-width space.
TEST_F(PaintFonts, InvisibleCharactersGoToTheNextLetter) {
    GlyphRun run = shape_run(*sans, u"hyp", 0, 0);
    run.text = u"hy\u00AD\u200Bp";
    run.glyphs[2].cluster = 4;
    EXPECT_EQ(texts_of(run), (Texts{u"h", u"y", u"\u00AD\u200Bp"}));
    EXPECT_TRUE(assign_text(run).replacements.empty());
    run.text = u"hyp\u200B";
    run.glyphs[2].cluster = 2;
    EXPECT_EQ(texts_of(run), (Texts{u"h", u"y", u"p\u200B"}));
}

}  // namespace inkstone::pdf::paint
