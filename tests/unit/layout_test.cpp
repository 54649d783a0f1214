// SPDX-License-Identifier: Apache-2.0
// Design tokens, and layout as a whole with the real fonts.
#include "writers/pdf/layout/layout.hpp"
#include "src/theme/lengths.hpp"

#include <gtest/gtest.h>

#include <atomic>

#include "fonts/library.hpp"
#include "src/text/utf8.hpp"

namespace inkstone::layout {

namespace {

Block paragraph(const std::string& text) {
    return {Paragraph{{{Text{text}, {}}}}, {}, {}};
}

Document document_of(const std::string& text, const std::string& lang) {
    Document document;
    document.meta.lang = lang;
    document.blocks = {paragraph(text)};
    return document;
}

theme::Look on(std::string_view paper) {
    theme::Look look;
    look.theme.paper = theme::parse_paper(paper);
    return look;
}

// ---- Tokens ------------------------------------------------------------------------------------

TEST(Tokens, ChineseTextHasFortyCharactersOnALine) {
    const Tokens tokens = make_tokens({}, {"zh-Hans", false}).value();
    EXPECT_NEAR(tokens.measure(), 420, 0.01);
    EXPECT_NEAR(tokens.margin_left, 87.6, 0.05);
    EXPECT_EQ(tokens.leading, 18);
}

TEST(Tokens, LatinTextHasAShorterMeasureAndLessLeading) {
    const Tokens tokens = make_tokens({}, {"en", true}).value();
    EXPECT_NEAR(tokens.measure(), 374, 1e-9);
    EXPECT_EQ(tokens.size_body, 11);
    EXPECT_EQ(tokens.leading, 15.5);
    EXPECT_NEAR(tokens.page_width, 595.28, 1e-9);
}

TEST(Tokens, AmericanEnglishGetsLetterUnlessPaperIsNamed) {
    EXPECT_EQ(make_tokens({}, {"en-US", false}).value().page_width, 612);
    EXPECT_NEAR(make_tokens({}, {"en-US", false}).value().measure(), 420, 1e-9);
    EXPECT_NEAR(make_tokens(on("a4"), {"en-US", false}).value().page_width, 595.28, 1e-9);
    EXPECT_EQ(make_tokens(on("letter"), {"zh-Hans", false}).value().page_height, 792);
}

TEST(Tokens, LatinOnlyMeansMoreThanNineLettersInTen) {
    EXPECT_TRUE(choose_tokens(document_of("abcdefghij klmnopqrst 汉", "en")).latin_only);
    EXPECT_FALSE(choose_tokens(document_of("abcdefghi 汉汉", "en")).latin_only);
    EXPECT_FALSE(choose_tokens(document_of("汉字", "zh-Hans")).latin_only);
    EXPECT_TRUE(choose_tokens(document_of("123", "en")).latin_only);
    EXPECT_FALSE(choose_tokens(document_of("123", "zh-Hans")).latin_only);
}

TEST(Tokens, CodeDoesNotDecideTheMeasure) {
    Document document = document_of("汉字汉字", "zh-Hans");
    document.blocks.push_back({CodeBlock{"", std::string(500, 'x') + "\n", {}}, {}, {}});
    EXPECT_FALSE(choose_tokens(document).latin_only);
}

// ---- The whole ---------------------------------------------------------------------------------

class NoResources : public ResourceLoader {
public:
    Result<Resource> load(std::string_view) const override {
        return fail(ErrorKind::Input, "nothing here");
    }
};

class WholeLayout : public testing::Test {
protected:
    void SetUp() override {
        auto opened = fonts::Library::open({});
        ASSERT_TRUE(opened);
        library_ = *opened;
        if (!library_->chain(fonts::Role::Body, {}, "zh-Hans")) {
            GTEST_SKIP() << "SKIPPED LOUDLY: the default fonts are not installed";
        }
    }

    Result<void> run(const Document& document) {
        const Tokens tokens = make_tokens({}, choose_tokens(document)).value();
        Environment environment{resources_, {}, 0, limits, &cancel};
        return lay_out(
            document, tokens, *library_, environment, diagnostics, layout, [this](Page&& page) {
                pages.push_back(std::move(page));
                return Result<void>{};
            });
    }

    Limits limits;
    std::atomic<bool> cancel{false};
    Diagnostics diagnostics;
    Layout layout;
    std::vector<Page> pages;

private:
    NoResources resources_;
    std::shared_ptr<const fonts::Library> library_;
};

TEST_F(WholeLayout, FortyHanFillALineExactly) {
    std::string text;
    for (int i = 0; i < 80; ++i) text += "汉";
    ASSERT_TRUE(run(document_of(text, "zh-Hans")));
    ASSERT_EQ(pages.size(), 1U);
    double left = 1000;
    double right = 0;
    for (const Item& item : pages[0].items) {
        const auto* run = std::get_if<GlyphRun>(&item);
        if (run == nullptr || run->artifact != ArtifactKind::None) continue;
        left = std::min(left, run->x);
        right = std::max(right, run->x + run->width);
    }
    EXPECT_NEAR(left, 87.64, 0.05);
    EXPECT_NEAR(right - left, 420, 0.5);
}

TEST_F(WholeLayout, PageLimitIsAnError) {
    limits.max_pages = 2;
    Document document = document_of("a", "en");
    document.blocks.assign(500, paragraph("a"));
    const Result<void> result = run(document);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, ErrorKind::Limit);
    EXPECT_EQ(pages.size(), 2U);
}

TEST_F(WholeLayout, CancellingStopsBeforeTheNextPage) {
    cancel = true;
    const Result<void> result = run(document_of("a", "en"));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, ErrorKind::Cancelled);
    EXPECT_TRUE(pages.empty());
}

TEST_F(WholeLayout, EveryPagesTagsExistWhenItIsHandedOn) {
    Document document = document_of("text", "en");
    document.blocks.assign(300, paragraph("some words of text"));
    ASSERT_TRUE(run(document));
    ASSERT_GT(pages.size(), 3U);
    EXPECT_EQ(layout.page_count, pages.size());
    for (const Page& page : pages) {
        for (const Item& item : page.items) {
            const auto* run = std::get_if<GlyphRun>(&item);
            if (run == nullptr || run->tag == kNoTag) continue;
            EXPECT_LT(run->tag, layout.tags.tags.size());
        }
    }
}

}  // namespace

}  // namespace inkstone::layout
