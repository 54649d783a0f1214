// SPDX-License-Identifier: Apache-2.0
// Painting: pages made by hand become PDF, and poppler, mupdf and qpdf read back what was meant.
#include <cmath>
#include <sstream>

#include "src/text/utf8.hpp"
#include "tests/unit/paint_fixture.hpp"
#include "writers/pdf/paint/font_data.hpp"
#include "writers/pdf/paint/painter.hpp"

namespace inkstone::pdf::paint {
namespace {

// ---- Whole files -------------------------------------------------------------------------------

TEST_F(PaintFonts, FileIsSoundAndFontsAreSubset) {
    layout::Layout layout;
    Page page = a4();
    page.items.emplace_back(shape_run(*sans, u"Hello, (world) \\ office", 72, 100));
    page.items.emplace_back(shape_run(*cjk, u"永字八法，墨分五色。", 72, 130));
    const std::string pdf = paint(layout, {page});
    EXPECT_FALSE(contains(run_tool(pdf, "qpdf --check {} 2>&1"), "[exit")) << "qpdf";
    const std::string fonts = run_tool(pdf, "pdffonts {} 2>&1");
    EXPECT_TRUE(contains(fonts, "CID TrueType      Identity-H       yes yes yes")) << fonts;
    EXPECT_TRUE(contains(fonts, "CID Type 0C       Identity-H       yes yes yes")) << fonts;
}

TEST_F(PaintFonts, SameInputGivesTheSameBytes) {
    const auto make = [this] {
        layout::Layout layout;
        Page page = a4();
        page.items.emplace_back(shape_run(*sans, u"Hello", 72, 100));
        page.items.emplace_back(shape_run(*cjk, u"墨", 72, 130));
        return paint(layout, {page});
    };
    EXPECT_EQ(make(), make());
}

/// A justified line of Han says its gap once; the next run does not inherit it.
TEST_F(PaintFonts, EvenSpacingIsOneOperator) {
    layout::Layout layout;
    Page page = a4();
    page.items.emplace_back(shape_run(*cjk, u"永字八法墨分五色", 72, 100, 12, 0.5));
    page.items.emplace_back(shape_run(*sans, u"Hello, world", 72, 130));
    const std::string pdf = paint(layout, {page});
    const std::string content = run_tool(pdf, "qpdf --qdf --object-streams=disable {} - 2>&1");
    EXPECT_TRUE(contains(content, "0.5 Tc")) << content;
    EXPECT_LT(content.find("0.5 Tc"), content.find("\n0 Tc"));
    EXPECT_FALSE(contains(content.substr(0, content.find("\n0 Tc")), "]TJ"));
    const std::string words = run_tool(pdf, "pdftotext -bbox {} - 2>&1");
    // Eight em of 12 pt and seven gaps; the gap behind the last glyph is not part of the word.
    const std::size_t at = words.find("xMax=\"", words.find("<word"));
    EXPECT_NEAR(std::stod(words.substr(at + 6)), 72 + 8 * 12 + 7 * 0.5, 0.6) << words;
}

/// Each of these comes back from poppler and from mupdf as it was typed, on its own line.
TEST_F(PaintFonts, TextComesBackAsTyped) {
    const std::vector<std::pair<const fonts::Face*, std::u16string>> lines{
        {cjk.get(), u"\U00020BB7野家"},                  // beyond the BMP
        {sans.get(), u"office affluent"},                // ligatures, if the font has them
        {cjk.get(), u"\u2F00\u4E00\u2F00\u4E00"},        // Kangxi radical and letter, one glyph
        {sans.get(), u"x\u0323y\u0323"},                 // combining marks without composed form
        {sans.get(), u"\u03A9\u2126"},                   // Greek omega and ohm sign
        {sans.get(), u"a-b\u2011c"},                     // hyphens
        {cjk.get(), u"\uF90A\u91D1"},                    // compatibility ideograph
        {sans.get(), u"()\\ \u010D\u0128\u0129\u015C"},  // codes with bytes to escape
    };
    layout::Layout layout;
    Page page = a4();
    double y = 100;
    for (const auto& [face, text] : lines) {
        page.items.emplace_back(shape_run(*face, text, 72, y));
        y += 30;
    }
    const std::string pdf = paint(layout, {page});
    const std::string poppler = poppler_text(pdf), mupdf = mupdf_text(pdf);
    for (const auto& [face, text] : lines) {
        const std::string wanted = text::to_utf8(text);
        EXPECT_TRUE(contains(poppler, wanted)) << wanted << "\n" << poppler;
        EXPECT_TRUE(contains(mupdf, wanted)) << wanted << "\n" << mupdf;
    }
}

TEST_F(PaintFonts, NoBreakSpaceAndSpaceAreToldApart) {
    layout::Layout layout;
    Page page = a4();
    page.items.emplace_back(shape_run(*cjk, u"a\u00A0b c", 72, 100));
    const std::string pdf = paint(layout, {page}, false);
    // mutool's raw characters, because text output of both readers may turn NBSP to a space.
    const std::string raw = run_tool(pdf, "mutool trace {} 2>&1");
    EXPECT_TRUE(contains(raw, "unicode=\"\u00A0\"") || contains(raw, "unicode=\"&#xa0;\"")) << raw;
    EXPECT_TRUE(contains(raw, "unicode=\" \"")) << raw;
}

/// The glyph positions that mupdf draws, in order, as (x, y).
std::vector<std::pair<double, double>> drawn_positions(const std::string& pdf) {
    std::vector<std::pair<double, double>> out;
    std::istringstream lines(run_tool(pdf, "mutool trace {} 2>&1"));
    for (std::string line; std::getline(lines, line);) {
        const std::size_t x = line.find(" x=\""), y = line.find(" y=\"");
        if (!contains(line, "<g ") || x == std::string::npos) continue;
        out.emplace_back(std::strtod(line.c_str() + x + 4, nullptr),
                         std::strtod(line.c_str() + y + 4, nullptr));
    }
    return out;
}

TEST_F(PaintFonts, EveryGlyphLandsWithinAHundredthOfAPoint) {
    std::u16string text;
    for (int i = 0; i < 3; ++i) text += u"Waving AVATAR type, ";
    for (const double size : {6.0, 10.5, 28.0}) {
        for (const double spacing : {0.0, 0.0137, -0.3, 1.7}) {
            layout::Layout layout;
            Page page = a4();
            page.width = 3000;
            const GlyphRun run = shape_run(*sans, text, 72.4567, 100.123, size, spacing);
            page.items.emplace_back(run);
            const auto drawn = drawn_positions(paint(layout, {page}));
            ASSERT_EQ(drawn.size(), run.glyphs.size());
            double worst = 0;
            for (std::size_t i = 0; i < drawn.size(); ++i) {
                const double x = run.x + static_cast<double>(run.glyphs[i].x);
                worst = std::max(worst, std::abs(drawn[i].first - x));
            }
            EXPECT_LT(worst, 0.01) << size << " pt, spacing " << spacing;
        }
    }
}

TEST_F(PaintFonts, RaisedGlyphsAreRaised) {
    layout::Layout layout;
    Page page = a4();
    GlyphRun run = shape_run(*sans, u"abc", 72, 100);
    run.glyphs[1].rise = 4.5F;
    page.items.emplace_back(run);
    const auto drawn = drawn_positions(paint(layout, {page}));
    ASSERT_EQ(drawn.size(), 3U);
    EXPECT_NEAR(drawn[1].second - drawn[0].second, 4.5, 0.01);
    EXPECT_NEAR(drawn[2].second, drawn[0].second, 0.001);
}

/// A wrong font dictionary can pass every text check and draw nothing.
TEST_F(PaintFonts, EveryGlyphCellHasInkInEveryRenderer) {
    layout::Layout layout;
    Page page = a4();
    page.height = 300;
    const std::u16string_view han = u"永字八法墨分五色";
    const std::u16string_view latin = u"HamburgefonsQ";
    const GlyphRun first = shape_run(*cjk, han, 50, 100, 20);
    const GlyphRun second = shape_run(*sans, latin, 50, 150, 20);
    page.items.emplace_back(first);
    page.items.emplace_back(second);
    const std::string pdf = paint(layout, {page});
    for (const char* command :
         {"pdftoppm -gray -r 144 {}", "mutool draw -q -F pgm -r 144 -o - {}"}) {
        const Picture picture = read_pgm(run_tool(pdf, command));
        for (const GlyphRun* run : {&first, &second}) {
            for (std::size_t i = 0; i < run->glyphs.size(); ++i) {
                const double left = run->x + static_cast<double>(run->glyphs[i].x);
                const double right = i + 1 < run->glyphs.size()
                                         ? run->x + static_cast<double>(run->glyphs[i + 1].x)
                                         : run->x + run->width;
                EXPECT_GT(picture.ink(left, run->baseline - 16, right, run->baseline + 2), 10)
                    << command << ", glyph " << i << " of " << text::to_utf8(run->text);
            }
        }
        EXPECT_EQ(picture.ink(0, 170, 595, 300), 0) << "nothing where nothing was set";
    }
}

TEST_F(PaintFonts, RectanglesAndBoxesAreDrawnWhereTheyAre) {
    layout::Layout layout;
    Page page = a4();
    page.height = 300;
    page.items.emplace_back(layout::FilledRect{{50, 50, 100, 40}, {0, 0, 0}, 0});
    page.items.emplace_back(layout::FilledRect{{200, 50, 100, 40}, {0, 0, 0}, 10});
    page.items.emplace_back(stroked({350, 50, 100, 40}, 2));
    const Picture picture = read_pgm(run_tool(paint(layout, {page}), "pdftoppm -gray -r 144 {}"));
    EXPECT_EQ(picture.ink(50, 50, 150, 90), 100 * 40 * 4);
    EXPECT_EQ(picture.ink(200, 50, 203, 53) + picture.ink(297, 87, 300, 90), 0) << "round corners";
    EXPECT_EQ(picture.ink(211, 50, 289, 90), 78 * 40 * 4);
    EXPECT_EQ(picture.ink(353, 53, 447, 87), 0) << "inside of a box";
    EXPECT_GT(picture.ink(350, 49, 450, 52), 300) << "its upper side";
}

TEST_F(PaintFonts, MissingGlyphBoxKeepsItsText) {
    layout::Layout layout;
    const TagId root = add_tag(layout.tags, TagKind::Document);
    const TagId paragraph = add_tag(layout.tags, TagKind::P, root);
    Page page = a4();
    GlyphRun run = shape_run(*sans, u"before", 72, 100);
    run.tag = paragraph;
    page.items.emplace_back(run);
    layout::StrokedRect box = stroked({120, 90, 10, 10}, 0.5);
    box.tag = paragraph;
    box.text = u"\U0001F9FF";
    page.items.emplace_back(box);
    const std::string pdf = paint(layout, {page});
    EXPECT_TRUE(contains(poppler_text(pdf), "\U0001F9FF")) << poppler_text(pdf);
    EXPECT_TRUE(contains(mupdf_text(pdf), "\U0001F9FF")) << mupdf_text(pdf);
}

TEST_F(PaintFonts, GlyphZeroIsNeverPainted) {
    layout::Layout layout;
    Page page = a4();
    GlyphRun run = shape_run(*sans, u"abc", 72, 100);
    run.glyphs[1].glyph = 0;
    page.items.emplace_back(run);
    EXPECT_EQ(drawn_positions(paint(layout, {page})).size(), 2U);
}

TEST_F(PaintFonts, OneGlyphWithManyMeaningsStaysBounded) {
    layout::Layout layout;
    const TagId paragraph =
        add_tag(layout.tags, TagKind::P, add_tag(layout.tags, TagKind::Document));
    Page page = a4();
    for (char16_t c = 0x4E00; c < 0x4E00 + 200; ++c) {
        GlyphRun run = shape_run(*sans, u"a", 72, 100 + (c - 0x4E00) * 3.0, 3);
        run.tag = paragraph;
        run.text = std::u16string(1, c);
        page.items.emplace_back(run);
    }
    const std::string pdf = paint(layout, {page});
    EXPECT_FALSE(contains(run_tool(pdf, "qpdf --check {} 2>&1"), "[exit"));
    const std::string text = poppler_text(pdf);
    for (char16_t c = 0x4E00; c < 0x4E00 + 200; ++c) {
        EXPECT_TRUE(contains(text, text::to_utf8(std::u16string(1, c)))) << std::hex << int{c};
    }
}

TEST_F(PaintFonts, HebrewReadsInLogicalOrder) {
    layout::Layout layout;
    Page page = a4();
    fonts::Shaper shaper;
    std::vector<fonts::ShapedGlyph> shaped;
    const std::u16string text = u"שלום";
    shaper.shape({.face = hebrew.get(),
                  .text = text,
                  .script = text::script_tag('H', 'e', 'b', 'r'),
                  .lang = "he",
                  .right_to_left = true},
                 shaped);
    GlyphRun run;
    run.face = hebrew.get();
    run.size = 14;
    run.x = 72;
    run.baseline = 100;
    run.right_to_left = true;
    run.text = text;
    for (const fonts::ShapedGlyph& glyph : shaped) {
        run.glyphs.push_back({glyph.glyph, static_cast<float>(run.width), 0, glyph.cluster});
        run.width += glyph.advance * run.size / hebrew->metrics().units_per_em;
    }
    page.items.emplace_back(run);
    const std::string pdf = paint(layout, {page});
    EXPECT_TRUE(contains(poppler_text(pdf), "שלום")) << poppler_text(pdf);
}

}  // namespace
}  // namespace inkstone::pdf::paint
