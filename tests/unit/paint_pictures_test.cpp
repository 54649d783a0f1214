// SPDX-License-Identifier: Apache-2.0
// Painting: colour emoji become images that keep their text.
#include "src/text/utf8.hpp"
#include "tests/unit/paint_fixture.hpp"

namespace inkstone::pdf::paint {
namespace {

class PaintPictures : public PaintFonts {
protected:
    void SetUp() override {
        PaintFonts::SetUp();
        if (IsSkipped()) return;
        emoji = open_face("/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf");
        if (!emoji) GTEST_SKIP() << "fonts-noto-color-emoji is needed";
        add_tag(layout.tags, TagKind::Document);
        paragraph = add_tag(layout.tags, TagKind::P, 0);
        page = a4();
        page.height = 300;
    }
    void put(GlyphRun run) {
        run.tag = paragraph;
        page.items.emplace_back(std::move(run));
    }
    /// Both readers must give back every one of `texts`.
    static void expect_texts(const std::string& pdf, const std::vector<std::string>& texts) {
        for (const std::string& read : {poppler_text(pdf), mupdf_text(pdf)}) {
            for (const std::string& text : texts) EXPECT_TRUE(contains(read, text)) << read;
        }
    }

    std::unique_ptr<fonts::Face> emoji;
    layout::Layout layout;
    TagId paragraph = 0;
    Page page;
};

constexpr std::u16string_view kFamily =
    u"\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466";

TEST_F(PaintPictures, EmojiIsDrawnAndKeepsItsText) {
    put(shape_run(*sans, u"before", 72, 100, 20));
    put(shape_run(*emoji, u"\U0001F600\U0001F680", 172, 100, 20));
    const std::string pdf = paint(layout, {page});
    EXPECT_FALSE(contains(run_tool(pdf, "qpdf --check {} 2>&1"), "[exit"));
    expect_texts(pdf, {"before", "\U0001F600\U0001F680"});
    const Picture picture = read_pgm(run_tool(pdf, "pdftoppm -gray -r 144 {}"));
    EXPECT_GT(picture.ink(172, 80, 195, 102), 50);
    EXPECT_EQ(picture.ink(230, 60, 300, 120), 0);
}

TEST_F(PaintPictures, EveryCodePointOfASequenceComesBack) {
    put(shape_run(*sans, u"A", 72, 100, 20));
    put(shape_run(*emoji, kFamily, 90, 100, 20));
    expect_texts(paint(layout, {page}),
                 {"\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466"});
}

/// The letters that carry the text come from a face that the page meets only later.
TEST_F(PaintPictures, EmojiBeforeAnyTextKeepsItsText) {
    put(shape_run(*emoji, u"\U0001F600", 72, 100, 20));
    put(shape_run(*sans, u"after", 110, 100, 20));
    expect_texts(paint(layout, {page}), {"\U0001F600"});
}

TEST_F(PaintPictures, OneImageServesEveryUse) {
    for (int i = 0; i < 20; ++i) {
        put(shape_run(*emoji, u"\U0001F600", 72 + 20.0 * i, 100, 12));
    }
    const std::string pdf = paint(layout, {page, page});
    const std::string objects =
        run_tool(pdf, "qpdf --qdf --object-streams=disable {} - | grep -ac 'Subtype /Image'");
    EXPECT_EQ(objects, "2\n") << "one image and its mask";
}

/// A hundred different pictures: more texts than one font has letters.
TEST_F(PaintPictures, ManyPicturesKeepTheirTextsApart) {
    put(shape_run(*sans, u"x", 20, 20));
    std::u16string all;
    for (char32_t c = 0x1F600; c < 0x1F600 + 64; ++c) text::append(all, c);
    put(shape_run(*emoji, all, 20, 100, 5));
    expect_texts(paint(layout, {page}), {text::to_utf8(all)});
}

TEST_F(PaintPictures, SpaceOfAPictureFaceDrawsNothing) {
    put(shape_run(*sans, u"x", 20, 20));
    put(shape_run(*emoji, u" ", 72, 100, 20));
    const Picture picture = read_pgm(run_tool(paint(layout, {page}), "pdftoppm -gray -r 144 {}"));
    EXPECT_EQ(picture.ink(60, 60, 120, 120), 0);
}

TEST_F(PaintPictures, UntaggedFilesDrawThemToo) {
    put(shape_run(*emoji, u"\U0001F600", 72, 100, 20));
    put(shape_run(*sans, u"after", 110, 100, 20));
    const std::string pdf = paint(layout, {page}, false);
    EXPECT_FALSE(contains(run_tool(pdf, "qpdf --check {} 2>&1"), "[exit"));
    expect_texts(pdf, {"\U0001F600"});
}

}  // namespace
}  // namespace inkstone::pdf::paint
