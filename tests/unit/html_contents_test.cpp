// SPDX-License-Identifier: Apache-2.0
// The list of contents of a page.
#include <gtest/gtest.h>

#include <string>

#include "writers/html/contents.hpp"
#include "writers/html/mapping.hpp"

namespace inkstone::html {
namespace {

Document headings(std::initializer_list<int> levels) {
    Document document;
    document.meta.lang = "en";
    int number = 0;
    for (const int level : levels) {
        const std::string name(1, static_cast<char>('a' + number++));
        Heading heading{level, {{Text{name}, {}}}, {}};
        heading.attributes.edit().id = name;
        document.blocks.push_back({heading, {}});
    }
    return document;
}

std::string items(const std::string& nav) {
    std::string text;
    for (std::size_t i = 0; i < nav.size(); ++i) {
        if (nav.compare(i, 4, "<ol>") == 0) text += '(';
        if (nav.compare(i, 5, "</ol>") == 0) text += ')';
        if (nav.compare(i, 7, "href=\"#") == 0) text += nav[i + 7];
    }
    return text;
}

TEST(HtmlContents, ListsNestAsHeadingsDo) {
    EXPECT_EQ(items(contents_nav(headings({1, 2, 2, 3, 1}), 6)), "(a(bc(d))e)");
    EXPECT_EQ(items(contents_nav(headings({3, 1, 4, 2}), 6)), "(ab(cd))");
    EXPECT_EQ(contents_nav(headings({}), 6), "");
}

TEST(HtmlContents, DepthCountsLevelsThatAreThere) {
    EXPECT_EQ(items(contents_nav(headings({1, 3, 4, 3}), 2)), "(a(bd))");
}

TEST(HtmlContents, OptionsWinOverFrontMatter) {
    Metadata meta;
    meta.extra.push_back({"toc", {std::string("true")}, {}});
    meta.extra.push_back({"toc-depth", {std::string("2")}, {}});
    EXPECT_TRUE(contents_wish({}, meta).wanted);
    EXPECT_EQ(contents_wish({}, meta).depth, 2);
    EXPECT_FALSE(contents_wish({{"toc", "false"}}, meta).wanted);
    EXPECT_EQ(contents_wish({{"toc-depth", "4"}}, meta).depth, 4);
}

TEST(HtmlHeadings, SkippedLevelKeepsItsElementAndSaysItsPlace) {
    const Document document = headings({3, 1, 4, 3, 2});
    Diagnostics diagnostics;
    Mapper mapper(document, {}, diagnostics);
    mapper.blocks(document.blocks);
    EXPECT_EQ(mapper.take(),
              "<h3 id=\"a\">a</h3>\n<h1 id=\"b\">b</h1>\n"
              "<h4 id=\"c\" aria-level=\"2\">c</h4>\n<h3 id=\"d\" aria-level=\"2\">d</h3>\n"
              "<h2 id=\"e\">e</h2>\n");
}

TEST(HtmlHeadings, FirstHeadingBelowATitleCountsFromIt) {
    const Document document = headings({3, 3, 2});
    Diagnostics diagnostics;
    Mapper mapper(document, {}, diagnostics);
    mapper.title_above();
    mapper.blocks(document.blocks);
    EXPECT_EQ(mapper.take(),
              "<h3 id=\"a\" aria-level=\"2\">a</h3>\n<h3 id=\"b\" aria-level=\"2\">b</h3>\n"
              "<h2 id=\"c\">c</h2>\n");
}

}  // namespace
}  // namespace inkstone::html
