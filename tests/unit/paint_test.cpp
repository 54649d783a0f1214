// SPDX-License-Identifier: Apache-2.0
// Painting: pages made by hand become PDF, and poppler, mupdf and qpdf read back what was meant.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "fonts/face.hpp"
#include "fonts/shape.hpp"
#include "src/text/utf8.hpp"
#include "writers/pdf/paint/cluster_text.hpp"
#include "writers/pdf/paint/content.hpp"
#include "writers/pdf/paint/font_data.hpp"
#include "writers/pdf/paint/labels.hpp"
#include "writers/pdf/paint/links.hpp"
#include "writers/pdf/paint/metadata.hpp"
#include "writers/pdf/paint/painter.hpp"
#include "writers/pdf/paint/syntax.hpp"

namespace inkstone::pdf::paint {
namespace {

using layout::GlyphRun;
using layout::Page;
using layout::TagId;
using layout::TagKind;

// ---- Helpers -----------------------------------------------------------------------------------

constexpr std::string_view kSans = "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf";
constexpr std::string_view kHebrew = "/usr/share/fonts/truetype/noto/NotoSansHebrew-Regular.ttf";
constexpr std::string_view kCjk = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc";
constexpr std::uint32_t kSimplifiedChinese = 2;

/// The face, or null when the font is not installed.
std::unique_ptr<fonts::Face> open_face(std::string_view path, std::uint32_t index = 0) {
    auto face = fonts::Face::open(std::string(path), index);
    if (!face) return nullptr;
    return std::move(*face);
}

/// `text` set on one line from (x, baseline), each glyph `spacing` pt further than the font says.
GlyphRun shape_run(const fonts::Face& face,
                   std::u16string_view text,
                   double x,
                   double baseline,
                   double size = 12,
                   double spacing = 0) {
    fonts::Shaper shaper;
    std::vector<fonts::ShapedGlyph> shaped;
    shaper.shape({.face = &face, .text = text, .lang = "en"}, shaped);
    GlyphRun run;
    run.face = &face;
    run.size = size;
    run.x = x;
    run.baseline = baseline;
    run.text = text;
    const double unit = size / face.metrics().units_per_em;
    for (const fonts::ShapedGlyph& glyph : shaped) {
        run.glyphs.push_back({glyph.glyph,
                              static_cast<float>(run.width + glyph.x_offset * unit),
                              static_cast<float>(glyph.y_offset * unit),
                              glyph.cluster});
        run.width += glyph.advance * unit + spacing;
    }
    return run;
}

TagId add_tag(layout::TagTree& tree, TagKind kind, TagId parent = layout::kNoTag) {
    layout::Tag tag;
    tag.kind = kind;
    tag.parent = parent;
    return tree.add(std::move(tag));
}

layout::StrokedRect stroked(layout::Rect rect, double line_width) {
    layout::StrokedRect box;
    box.rect = rect;
    box.line_width = line_width;
    return box;
}

Page a4() {
    Page page;
    page.width = 595.28;
    page.height = 841.89;
    page.label = "1";
    return page;
}

std::string paint(layout::Layout& layout,
                  std::vector<Page> pages,
                  bool tagged = true,
                  Metadata meta = {}) {
    if (layout.tags.tags.empty()) add_tag(layout.tags, TagKind::Document);
    if (meta.title.empty()) meta.title = "Title";
    if (meta.lang.empty()) meta.lang = "en";
    StringSink sink;
    auto painter = Painter::create(sink, layout, {tagged});
    EXPECT_TRUE(painter.has_value());
    for (Page& page : pages) {
        const Result<void> painted = (*painter)->on_page(std::move(page));
        EXPECT_TRUE(painted.has_value()) << painted.error().message;
    }
    const Result<void> finished = (*painter)->finish(make_info(meta, "Inkstone test", 0));
    EXPECT_TRUE(finished.has_value()) << finished.error().message;
    return sink.bytes();
}

/// Runs `command`, in which {} is the name of a file with `pdf`, and gives what it prints.
std::string run_tool(const std::string& pdf, const std::string& command) {
    static int number = 0;
    const auto folder = std::filesystem::temp_directory_path();
    const auto file =
        folder / fmt::format("inkstone-paint-{}-{}.pdf", static_cast<const void*>(&pdf), ++number);
    std::ofstream(file, std::ios::binary) << pdf;
    if (const char* keep = std::getenv("INKSTONE_KEEP_PDF")) {
        std::filesystem::copy_file(file,
                                   std::filesystem::path(keep) / fmt::format("{}.pdf", number),
                                   std::filesystem::copy_options::overwrite_existing);
    }
    const std::string line = fmt::format(fmt::runtime(command), file.string());
    std::string out;
    if (FILE* pipe = popen(line.c_str(), "r")) {
        std::array<char, 4096> block{};
        while (const std::size_t got = std::fread(block.data(), 1, block.size(), pipe)) {
            out.append(block.data(), got);
        }
        const int code = pclose(pipe);
        if (code != 0) out += fmt::format("[exit {}]", code);
    }
    std::filesystem::remove(file);
    return out;
}

std::string poppler_text(const std::string& pdf) {
    return run_tool(pdf, "pdftotext -layout {} - 2>&1");
}
std::string mupdf_text(const std::string& pdf) {
    return run_tool(pdf, "mutool draw -q -F text {} 2>&1");
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// Loads the faces a test needs, or skips it loudly.
class PaintFonts : public testing::Test {
protected:
    void SetUp() override {
        sans = open_face(kSans);
        cjk = open_face(kCjk, kSimplifiedChinese);
        hebrew = open_face(kHebrew);
        if (!sans || !cjk || !hebrew) {
            GTEST_SKIP() << "fonts-noto-core and fonts-noto-cjk are needed";
        }
        for (const char* tool : {"qpdf --version", "pdftotext -v", "mutool -v"}) {
            const std::string line = fmt::format("{} >/dev/null 2>&1", tool);
            if (std::system(line.c_str()) != 0) GTEST_SKIP() << tool << " is needed";
        }
    }
    std::unique_ptr<fonts::Face> sans, cjk, hebrew;
};

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

TEST(PaintLabels, PlainNumbersNeedNoEntry) {
    EXPECT_EQ(label_entry({"1", "2", "3"}), "");
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

TEST(PaintMetadata, ReadsDatesAsPeopleTypeThem) {
    const std::int64_t may = 1'714'521'600;  // 2024-05-01T00:00:00Z
    for (const char* text : {"2024-05-01", "2024-5-1", "2024/05/01", "2024.5.1", "2024年5月1日"}) {
        EXPECT_EQ(parse_date(text), may) << text;
    }
    EXPECT_EQ(parse_date("2024-05-01T08:00:00+08:00"), may);
    EXPECT_EQ(parse_date("2024-05-01 01:02:03.5Z"), may + 3723);
    EXPECT_EQ(parse_date("2024-04-30T20:00-0400"), may);
    for (const char* text : {"",
                             "soon",
                             "2024",
                             "2024-13-01",
                             "2023-02-29",
                             "2024-05-01x",
                             "2024-05/01",
                             "0000-01-01",
                             "2024-05-01T25:00Z"}) {
        EXPECT_FALSE(parse_date(text).has_value()) << text;
    }
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

/// Grey values of a page drawn at 144 dpi.
struct Picture {
    int width = 0, height = 0;
    std::string pixels;
    /// How many pixels of a rectangle (pt, from the top left) are dark.
    [[nodiscard]] int ink(double left, double top, double right, double bottom) const {
        int dark = 0;
        for (int y = static_cast<int>(top * 2); y < static_cast<int>(bottom * 2); ++y) {
            for (int x = static_cast<int>(left * 2); x < static_cast<int>(right * 2); ++x) {
                if (x < 0 || y < 0 || x >= width || y >= height) continue;
                const auto at = static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                                static_cast<std::size_t>(x);
                if (static_cast<unsigned char>(pixels[at]) < 160) ++dark;
            }
        }
        return dark;
    }
};

Picture read_pgm(const std::string& bytes) {
    std::istringstream in(bytes);
    std::string magic;
    int largest = 0;
    Picture picture;
    in >> magic >> picture.width >> picture.height >> largest;
    in.get();
    if (magic != "P5") {
        ADD_FAILURE() << "no picture: " << bytes.substr(0, 200);
        return {};
    }
    picture.pixels = bytes.substr(static_cast<std::size_t>(in.tellg()));
    EXPECT_GE(picture.pixels.size(),
              static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height));
    return picture;
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

/// A colour emoji cannot be embedded as a font; the file must still be made, and keep the text.
TEST_F(PaintFonts, PictureFaceBecomesBoxesWithText) {
    const auto emoji = open_face("/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf");
    if (!emoji) GTEST_SKIP() << "fonts-noto-color-emoji is needed";
    layout::Layout layout;
    const TagId root = add_tag(layout.tags, TagKind::Document);
    const TagId paragraph = add_tag(layout.tags, TagKind::P, root);
    Page page = a4();
    page.height = 300;
    for (GlyphRun run : {shape_run(*sans, u"before", 72, 100, 20),
                         shape_run(*emoji, u"\U0001F600\U0001F680", 172, 100, 20)}) {
        run.tag = paragraph;
        page.items.emplace_back(run);
    }
    const std::string pdf = paint(layout, {page});
    EXPECT_FALSE(contains(run_tool(pdf, "qpdf --check {} 2>&1"), "[exit"));
    for (const std::string& text : {poppler_text(pdf), mupdf_text(pdf)}) {
        EXPECT_TRUE(contains(text, "\U0001F600")) << text;
        EXPECT_TRUE(contains(text, "\U0001F680")) << text;
    }
    const Picture picture = read_pgm(run_tool(pdf, "pdftoppm -gray -r 144 {}"));
    EXPECT_GT(picture.ink(172, 80, 195, 102), 50);
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

// ---- Structure ---------------------------------------------------------------------------------

TEST_F(PaintFonts, StructureTreeReadsInSourceOrder) {
    layout::Layout layout;
    auto& tags = layout.tags;
    const TagId root = add_tag(tags, TagKind::Document);
    const TagId heading = add_tag(tags, TagKind::H1, root);
    const TagId paragraph = add_tag(tags, TagKind::P, root);
    const TagId link = add_tag(tags, TagKind::Link, paragraph);
    const TagId note = add_tag(tags, TagKind::Note, root);
    const TagId note_text = add_tag(tags, TagKind::P, note);
    add_tag(tags, TagKind::P, root);  // without content: dropped
    const TagId last = add_tag(tags, TagKind::P, root);
    Page one = a4(), two = a4();
    const auto put = [this](Page& page, std::u16string_view text, double y, TagId tag) {
        GlyphRun run = shape_run(*sans, text, 72, y);
        run.tag = tag;
        page.items.emplace_back(run);
    };
    put(one, u"Heading", 100, heading);
    put(one, u"Before ", 130, paragraph);
    put(one, u"link", 160, link);
    put(one, u"after.", 190, paragraph);
    put(two, u"more.", 100, paragraph);
    put(two, u"Last.", 130, last);
    put(two, u"Note.", 700, note_text);  // at the foot of the page, but earlier in the source
    layout::LinkArea area;
    area.rect = {72, 150, 20, 12};
    area.uri = "https://example.com/墨";
    area.contents = "the link";
    area.tag = link;
    one.links.push_back(area);
    const std::string pdf = paint(layout, {one, two});
    EXPECT_FALSE(contains(run_tool(pdf, "qpdf --check {} 2>&1"), "[exit"));
    const std::string tree = run_tool(pdf, "pdfinfo -struct-text {} 2>&1");
    std::size_t at = 0;
    for (const char* part : {"Document",
                             "H1",
                             "\"Heading\"",
                             "P",
                             "\"Before \"",
                             "Link",
                             "\"link\"",
                             "Object ",
                             "\"after.\"",
                             "\"more.\"",
                             "Note",
                             "\"Note.\"",
                             "P",
                             "\"Last.\""}) {
        const std::size_t found = tree.find(part, at);
        ASSERT_NE(found, std::string::npos) << part << " in\n" << tree;
        at = found;
    }
    EXPECT_EQ(tree.find("P (block)", at), std::string::npos) << "empty paragraph kept\n" << tree;
}

TEST_F(PaintFonts, EmptyTableCellsAreKept) {
    layout::Layout layout;
    auto& tags = layout.tags;
    const TagId root = add_tag(tags, TagKind::Document);
    const TagId table = add_tag(tags, TagKind::Table, root);
    const TagId body = add_tag(tags, TagKind::TBody, table);
    const TagId row = add_tag(tags, TagKind::TR, body);
    const TagId filled = add_tag(tags, TagKind::TD, row);
    add_tag(tags, TagKind::TD, row);
    const TagId other = add_tag(tags, TagKind::Table, root);  // wholly empty: dropped
    add_tag(tags, TagKind::TD, add_tag(tags, TagKind::TR, other));
    Page page = a4();
    GlyphRun run = shape_run(*sans, u"cell", 72, 100);
    run.tag = filled;
    page.items.emplace_back(run);
    const std::string tree = run_tool(paint(layout, {page}), "pdfinfo -struct {} 2>&1");
    const std::size_t first = tree.find("TD");
    ASSERT_NE(first, std::string::npos);
    const std::size_t second = tree.find("TD", first + 1);
    EXPECT_NE(second, std::string::npos) << tree;
    EXPECT_EQ(tree.find("TD", second + 1), std::string::npos) << tree;
}

TEST_F(PaintFonts, NeighboursOfOneTagShareASequence) {
    layout::TagTree tags;
    const TagId root = add_tag(tags, TagKind::Document);
    const TagId paragraph = add_tag(tags, TagKind::P, root);
    StringSink sink;
    auto document = haru::Document::create(sink);
    FontSet fonts(**document);
    MarkList marks;
    marks.begin_page();
    PageContent content(800, fonts, &tags, &marks);
    for (const auto tag : {paragraph, paragraph, layout::kNoTag, layout::kNoTag, paragraph}) {
        GlyphRun run = shape_run(*sans, u"x", 72, 100);
        run.tag = tag;
        content.paint(run);
    }
    const std::string out = content.finish();
    EXPECT_EQ(marks.marks().size(), 2U);
    EXPECT_TRUE(contains(out, "/P<</MCID 0>>BDC"));
    EXPECT_TRUE(contains(out, "/Artifact<</Type/Layout>>BDC"));
    EXPECT_TRUE(contains(out, "/P<</MCID 1>>BDC"));
    int depth = 0;
    for (std::size_t i = 0; i + 3 <= out.size(); ++i) {
        if (out.compare(i, 3, "BDC") == 0) ++depth;
        if (out.compare(i, 3, "EMC") == 0) --depth;
        EXPECT_LE(depth, 1) << "nested";
    }
    EXPECT_EQ(depth, 0);
}

TEST_F(PaintFonts, UntaggedFileHasNoStructure) {
    layout::Layout layout;
    Page page = a4();
    page.items.emplace_back(shape_run(*sans, u"x", 72, 100));
    const std::string info = run_tool(paint(layout, {page}, false), "pdfinfo {} 2>&1");
    EXPECT_TRUE(contains(info, "Tagged:          no")) << info;
}

// ---- Outline, destinations, metadata -----------------------------------------------------------

TEST_F(PaintFonts, OutlineNestsAndKeepsEveryLetter) {
    layout::Layout layout;
    layout.outline = {
        {1, "First", 0, 50}, {2, "𠮷野家 (a)", 0, 80}, {3, "Deep", 1, 50}, {1, "Second", 1, 400}};
    const std::string pdf = paint(layout, {a4(), a4()});
    EXPECT_FALSE(contains(run_tool(pdf, "qpdf --check {} 2>&1"), "[exit"));
    const std::string outline = run_tool(pdf, "mutool show {} outline 2>&1");
    std::size_t at = 0;
    for (const char* part : {"\"First\"", "\t\t\"𠮷野家 (a)\"", "\t\t\t\"Deep\"", "\"Second\""}) {
        const std::size_t found = outline.find(part, at);
        ASSERT_NE(found, std::string::npos) << part << " in\n" << outline;
        at = found;
    }
    EXPECT_TRUE(contains(run_tool(pdf, "qpdf --qdf --object-streams=disable {} -"), "UseOutlines"));
}

TEST_F(PaintFonts, NamesLeadToTheirPlaces) {
    layout::Layout layout;
    std::vector<Page> pages;
    for (std::uint32_t i = 0; i < 200; ++i) {
        layout.destinations.push_back({fmt::format("place-{}", i), i % 3, 10.0 * i});
    }
    Page first = a4();
    layout::LinkArea known, unknown;
    known.rect = unknown.rect = {10, 10, 20, 10};
    known.destination = "place-7";
    unknown.destination = "nowhere";
    first.links = {known, unknown};
    const std::string pdf = paint(layout, {first, a4(), a4()});
    EXPECT_FALSE(contains(run_tool(pdf, "qpdf --check {} 2>&1"), "[exit"));
    const std::string names = run_tool(pdf, "pdfinfo -dests {} 2>&1");
    EXPECT_TRUE(contains(names, "\"place-7\"")) << names;
    EXPECT_TRUE(contains(names, "\"place-199\"")) << names;
    EXPECT_TRUE(contains(names, "\"nowhere\"")) << "a used name is always defined\n" << names;
}

TEST_F(PaintFonts, MetadataIsTheSameInInfoAndXmp) {
    layout::Layout layout;
    Metadata meta;
    meta.title = "墨 & Ink";
    meta.authors = {"甲", "B"};
    meta.lang = "zh-Hans";
    meta.date = "2024-05-01";
    meta.modified = "2024-06-02";
    meta.keywords = {"x", "y"};
    meta.description = "About.";
    const std::string pdf = paint(layout, {a4()}, true, meta);
    const std::string info = run_tool(pdf, "TZ=UTC pdfinfo -isodates {} 2>&1");
    for (const char* part : {"墨 & Ink",
                             "甲; B",
                             "x, y",
                             "About.",
                             "Inkstone test",
                             "2024-05-01",
                             "2024-06-02",
                             "Tagged:          yes",
                             "PDF version:     1.7"}) {
        EXPECT_TRUE(contains(info, part)) << part << " in\n" << info;
    }
    EXPECT_TRUE(contains(pdf, "<xmp:CreateDate>2024-05-01T00:00:00Z</xmp:CreateDate>"));
    EXPECT_TRUE(contains(pdf, "<rdf:Seq><rdf:li>甲</rdf:li><rdf:li>B</rdf:li></rdf:Seq>"));
}

TEST_F(PaintFonts, DocumentWithoutPagesGetsOne) {
    layout::Layout layout;
    const std::string pdf = paint(layout, {});
    EXPECT_TRUE(contains(run_tool(pdf, "pdfinfo {} 2>&1"), "Pages:           1"));
}

TEST_F(PaintFonts, ThousandsOfPagesMakeABalancedTree) {
    layout::Layout layout;
    std::vector<Page> pages(5000, a4());
    const std::string pdf = paint(layout, std::move(pages));
    EXPECT_FALSE(contains(run_tool(pdf, "qpdf --check {} 2>&1"), "[exit"));
    EXPECT_TRUE(contains(run_tool(pdf, "pdfinfo {} 2>&1"), "Pages:           5000"));
}

}  // namespace
}  // namespace inkstone::pdf::paint
