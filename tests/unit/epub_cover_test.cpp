// SPDX-License-Identifier: Apache-2.0
// Covers: given pictures, drawn ones, and what the package says of them.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "writers/epub/book.hpp"
#include "writers/epub/content_files.hpp"
#include "writers/epub/cover.hpp"
#include "writers/epub/package.hpp"
#include "writers/epub/split.hpp"

namespace inkstone::epub {
namespace {

struct Pictures : ResourceLoader {
    Result<Resource> load(std::string_view name) const override {
        if (name == "a.jpg") return Resource{"\xFF\xD8\xFF\xE0rest", "a.jpg"};
        if (name == "a.gif") return Resource{"GIF89a", "a.gif"};
        return fail(ErrorKind::Input, "no such file");
    }
};

Metadata titled(std::string title) {
    Metadata meta;
    meta.title = std::move(title);
    meta.lang = "en";
    return meta;
}

Result<std::optional<Cover>> cover_of(const OptionValues& values,
                                      const Metadata& meta,
                                      Diagnostics& diagnostics) {
    return make_cover(values, meta, theme::Theme{}, Pictures{}, diagnostics);
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

TEST(EpubCover, TypeFollowsContentNotName) {
    Diagnostics diagnostics;
    const auto cover = cover_of({{"epub-cover-image", "a.jpg"}}, titled("T"), diagnostics);
    ASSERT_TRUE(cover && *cover);
    EXPECT_EQ((*cover)->path, "images/cover.jpg");
    EXPECT_EQ((*cover)->media_type, "image/jpeg");
    EXPECT_FALSE(cover_of({{"epub-cover-image", "a.gif"}}, titled("T"), diagnostics));
    EXPECT_FALSE(cover_of({{"epub-cover-image", "none.jpg"}}, titled("T"), diagnostics));
}

TEST(EpubCover, FrontMatterPictureThatIsMissingIsAWarning) {
    Diagnostics diagnostics;
    Metadata meta = titled("T");
    meta.extra.push_back({"cover-image", {std::string("none.jpg")}, {3, 1}});
    const auto cover = cover_of({}, meta, diagnostics);
    ASSERT_TRUE(cover);
    EXPECT_FALSE(*cover);
    ASSERT_EQ(diagnostics.entries().size(), 1U);
    EXPECT_EQ(diagnostics.entries()[0].position.line, 3U);
}

TEST(EpubCover, NoneUnasked) {
    Diagnostics diagnostics;
    const auto cover = cover_of({}, titled("T"), diagnostics);
    ASSERT_TRUE(cover);
    EXPECT_FALSE(*cover);
}

TEST(EpubCover, DrawnFromTitleAndAuthorsEscaped) {
    Diagnostics diagnostics;
    Metadata meta = titled("Ink & <Stone>");
    meta.authors = {"Ada"};
    const auto cover = cover_of({{"epub-cover", "title"}}, meta, diagnostics);
    ASSERT_TRUE(cover && *cover);
    EXPECT_EQ((*cover)->media_type, "image/svg+xml");
    EXPECT_TRUE(contains((*cover)->bytes, ">Ink &amp; &lt;Stone&gt;</text>"));
    EXPECT_TRUE(contains((*cover)->bytes, ">Ada</text>"));
}

TEST(EpubCover, LinesBreakAtSpacesAndBetweenHanButNotBeforeAStop) {
    EXPECT_EQ(cover_lines("one two three", 7), (std::vector<std::string>{"one two", "three"}));
    EXPECT_EQ(cover_lines("甲乙丙。丁", 5), (std::vector<std::string>{"甲乙", "丙。丁"}));
    EXPECT_TRUE(cover_lines("", 5).empty());
}

TEST(EpubCover, PackageNamesPictureAndPageOfBothEpubVersions) {
    Document document;
    document.meta = titled("T");
    const Book book = plan_book(document);
    PackageFacts facts;
    facts.cover_path = "images/cover.jpg";
    facts.cover_media_type = "image/jpeg";
    const std::string package = package_opf(document, book, facts);
    EXPECT_TRUE(
        contains(package,
                 "<item id=\"cover-image\" href=\"images/cover.jpg\" media-type=\"image/jpeg\" "
                 "properties=\"cover-image\" />"));
    EXPECT_TRUE(contains(package, "<meta name=\"cover\" content=\"cover-image\" />"));
    EXPECT_LT(package.find("idref=\"cover\""), package.find("idref=\"ch1\""));
    EXPECT_TRUE(contains(navigation_xhtml(document, book, facts),
                         "<a href=\"text/cover.xhtml\" epub:type=\"cover\">"));
    Diagnostics diagnostics;
    const auto files = content_files(
        document, book, {{}, true, {}, facts.cover_path}, facts.math_chapters, diagnostics);
    EXPECT_EQ(files.front().name, "EPUB/text/cover.xhtml");
    EXPECT_TRUE(contains(files.front().bytes, "src=\"../images/cover.jpg\" alt=\"Cover: T\""));
}

TEST(EpubSplit, LevelThatIsAskedFor) {
    Document document;
    for (const int level : {1, 2, 3, 2, 1}) {
        document.blocks.push_back({Heading{level, {{Text{"h"}, {}}}, {}}, {}});
    }
    EXPECT_EQ(split_chapters(document, 1).size(), 2U);
    EXPECT_EQ(split_chapters(document, 2).size(), 4U);
    EXPECT_EQ(split_chapters(document, 3).size(), 5U);
}

}  // namespace
}  // namespace inkstone::epub
