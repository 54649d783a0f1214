// SPDX-License-Identifier: Apache-2.0
// Pictures in lines (output requirements IM1): their size, and what stands where there is none.
#include <set>

#include "tests/unit/inline_fixture.hpp"

namespace inkstone::layout {
namespace {

/// "a.svg" and "b.svg" are one file of 192 x 96 CSS pixels.
struct Files : ResourceLoader {
    mutable int loads = 0;
    Result<Resource> load(std::string_view name) const override {
        ++loads;
        if (name == "bad.png") return Resource{"no picture", "/bad.png"};
        if (name != "a.svg" && name != "b.svg") return fail(ErrorKind::Input, "no such file");
        return Resource{
            "<svg xmlns='http://www.w3.org/2000/svg' width='192' height='96'><path/></svg>",
            "/a.svg"};
    }
};

class InlinePictures : public InlineTest {
protected:
    std::vector<Line> set_with(const Inlines& inlines, double measure = 420) {
        Context shared = context();
        shared.pictures = &store_;
        return set_paragraph(inlines, style_, measure, shared);
    }
    static Inline image(std::string url, std::string alt = "alt", Attributes attributes = {}) {
        return {Image{text(alt), std::move(url), "", std::move(attributes)}, {3, 5}};
    }
    static const PictureBox* picture(const Line& line) {
        for (const Item& item : line.items) {
            if (const auto* box = std::get_if<PictureBox>(&item)) return box;
        }
        return nullptr;
    }
    Files files_;
    PictureStore store_{files_};
};

TEST_F(InlinePictures, StandsOnTheBaselineAndMakesItsLineHigher) {
    Inlines inlines = text("ab");
    inlines.push_back(image("a.svg"));
    const auto lines = set_with(inlines);
    ASSERT_EQ(lines.size(), 1U);
    const PictureBox* box = picture(lines[0]);
    ASSERT_NE(box, nullptr);
    EXPECT_NEAR(box->rect.width, 144, 0.01);
    EXPECT_NEAR(box->rect.height, 72, 0.01);
    EXPECT_NEAR(box->rect.y + box->rect.height, 0, 0.01);
    EXPECT_GT(box->rect.x, 5);
    EXPECT_GT(lines[0].above, 50);
    EXPECT_EQ(tags_.tags[box->tag].kind, TagKind::Figure);
    EXPECT_EQ(tags_.tags[box->tag].alt, "alt");
    EXPECT_EQ(carried(lines), u"ab");
}

TEST_F(InlinePictures, OneFileIsOnePictureUnderAnyName) {
    const auto lines = set_with({image("a.svg"), image("b.svg"), image("a.svg")});
    EXPECT_EQ(files_.loads, 2);
    std::set<const Picture*> shown;
    for (const Item& item : lines[0].items) {
        if (const auto* box = std::get_if<PictureBox>(&item)) shown.insert(box->picture.get());
    }
    EXPECT_EQ(shown.size(), 1U);
}

TEST_F(InlinePictures, IsShrunkToTheMeasureAndNeverEnlarged) {
    EXPECT_NEAR(picture(set_with({image("a.svg")}, 72)[0])->rect.width, 72, 0.01);
    EXPECT_NEAR(picture(set_with({image("a.svg")}, 72)[0])->rect.height, 36, 0.01);
    EXPECT_NEAR(picture(set_with({image("a.svg")}, 900)[0])->rect.width, 144, 0.01);
}

TEST_F(InlinePictures, WidthAndHeightAreHonoured) {
    const auto sized = [&](const char* key, const char* value) {
        Attributes attributes;
        attributes.pairs.emplace_back(key, value);
        return picture(set_with({image("a.svg", "alt", attributes)}, 400)[0])->rect;
    };
    EXPECT_NEAR(sized("width", "50%").width, 200, 0.01);
    EXPECT_NEAR(sized("width", "50%").height, 100, 0.01);
    EXPECT_NEAR(sized("width", "96").width, 72, 0.01);
    EXPECT_NEAR(sized("height", "1in").width, 144, 0.01);
    EXPECT_NEAR(sized("width", "9999px").width, 400, 0.01);
    EXPECT_NEAR(sized("width", "wide").width, 144, 0.01);
}

TEST_F(InlinePictures, WhatCannotBeShownIsFramedTextWithTheReason) {
    for (const char* url : {"bad.png", "missing.png", "https://example.com/a.png"}) {
        diagnostics_ = {};
        const auto lines = set_with({image(url)});
        EXPECT_EQ(carried(lines), u"\u00A0alt\u00A0");
        bool framed = false;
        for (const Item& item : lines[0].items)
            framed = framed || std::holds_alternative<StrokedRect>(item);
        EXPECT_TRUE(framed) << url;
        ASSERT_EQ(diagnostics_.entries().size(), 1U);
        EXPECT_EQ(diagnostics_.entries()[0].position, (SourcePosition{3, 5}));
        EXPECT_NE(diagnostics_.entries()[0].message.find(url), std::string::npos);
    }
}

TEST_F(InlinePictures, WithoutAlternativeIsAnArtifactWithAWarning) {
    const auto lines = set_with({image("a.svg", "")});
    EXPECT_EQ(picture(lines[0])->artifact, ArtifactKind::Layout);
    EXPECT_EQ(diagnostics_.entries()[0].code, "image-without-alt");
}

TEST(PictureSize, FollowsResolutionAndTurn) {
    resources::PictureInfo info;
    info.width = 600;
    info.height = 300;
    info.dpi_x = info.dpi_y = 300;
    EXPECT_NEAR(picture_size(info, {}, 400, 600).width, 144, 0.01);
    info.orientation = 6;
    EXPECT_NEAR(picture_size(info, {}, 400, 600).width, 72, 0.01);
    info.dpi_x = info.dpi_y = 1;
    EXPECT_NEAR(picture_size(info, {}, 1000, 1000).width, 225, 0.01);
}

}  // namespace
}  // namespace inkstone::layout
