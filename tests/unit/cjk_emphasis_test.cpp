// SPDX-License-Identifier: Apache-2.0
// Emphasis beside CJK text: the cases of the CJK-friendly amendments, and what they do not cover.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "src/read/markdown.hpp"
#include "writers/html/commonmark_fragment.hpp"

namespace inkstone::read {
namespace {

using nlohmann::json;

std::string html(std::string_view markdown, Dialect dialect = Dialect::Markdown) {
    ReadOptions options;
    options.format = dialect;
    Diagnostics diagnostics("test.md");
    const Result<Document> document = read_markdown(markdown, options, diagnostics);
    EXPECT_TRUE(document.has_value());
    html::FragmentOptions fragment;
    fragment.raw_html = html::RawHtmlPolicy::Raw;
    return html::render_commonmark_fragment(*document, fragment);
}
std::string paragraph(std::string_view markdown) {
    std::string text = html(markdown);
    if (!text.starts_with("<p>") || !text.ends_with("</p>\n")) return text;
    return text.substr(3, text.size() - 8);
}
std::string trimmed(std::string text) {
    text.erase(text.find_last_not_of('\n') + 1);
    return text;
}

/// Cases without any CJK text where cmark-gfm 0.29 itself differs from CommonMark 0.31.2: symbols
/// are no punctuation to it (100 to 103), and it keeps an unknown note mark as text (139).
const std::set<int> kParserDiffers{100, 101, 102, 103, 139};

TEST(CjkEmphasis, PassesTheCasesOfTheAmendments) {
    std::ifstream file(INKSTONE_SOURCE_DIR "/../shared/corpus/spec/cjk-emphasis.json");
    if (!file) GTEST_SKIP() << "the corpus is not here";
    const json cases = json::parse(file);
    ASSERT_EQ(cases.size(), 147U);
    for (const json& test : cases) {
        const std::string markdown = test.at("markdown");
        std::string wanted = test.at("html");
        if (kParserDiffers.contains(test.at("example").get<int>())) {
            wanted = html(markdown, Dialect::Gfm);
        }
        EXPECT_EQ(trimmed(html(markdown)), trimmed(wanted))
            << test.at("section") << " " << test.at("example") << "\n"
            << markdown;
    }
}

TEST(CjkEmphasis, OpensAndClosesBesideCjkPunctuation) {
    EXPECT_EQ(paragraph("**中文：**后面"), "<strong>中文：</strong>后面");
    EXPECT_EQ(paragraph("**中文（括号）**后"), "<strong>中文（括号）</strong>后");
    EXPECT_EQ(paragraph("这是**“引用”**文字"), "这是<strong>“引用”</strong>文字");
    EXPECT_EQ(paragraph("**마크다운(Markdown)**을"), "<strong>마크다운(Markdown)</strong>을");
    EXPECT_EQ(paragraph("这是*「一」*和***「二」***的"),
              "这是<em>「一」</em>和<em><strong>「二」</strong></em>的");
    EXPECT_EQ(paragraph("删~~（旧）~~新~「一」~的"), "删<del>（旧）</del>新<del>「一」</del>的");
}

TEST(CjkEmphasis, NestsAllDelimiters) {
    EXPECT_EQ(paragraph("甲~~**「乙」**~~丙"), "甲<del><strong>「乙」</strong></del>丙");
    EXPECT_EQ(paragraph("甲**~~「乙」~~**丙"), "甲<strong><del>「乙」</del></strong>丙");
    EXPECT_EQ(paragraph("甲**_「乙」_**丙"), "甲<strong><em>「乙」</em></strong>丙");
    EXPECT_EQ(paragraph("甲**「乙*「丙」*丁」**戊"),
              "甲<strong>「乙<em>「丙」</em>丁」</strong>戊");
}

TEST(CjkEmphasis, LeavesUnmatchedAndEscapedDelimiters) {
    EXPECT_EQ(paragraph("甲**「乙」丙"), "甲**「乙」丙");
    EXPECT_EQ(paragraph("甲\\*「乙」*丙"), "甲*「乙」*丙");
    EXPECT_EQ(paragraph("甲\\**「乙」*丙"), "甲*<em>「乙」</em>丙");
    EXPECT_EQ(paragraph("甲~~~「乙」~~~丙"), "甲~~~「乙」~~~丙");
}

TEST(CjkEmphasis, RestoresCodeHtmlAddressesAndTitles) {
    EXPECT_EQ(paragraph("`中**「x」**中`"), "<code>中**「x」**中</code>");
    EXPECT_EQ(html("```中**「x」**中\n甲**「乙」**丙\n```"),
              "<pre><code class=\"language-中**「x」**中\">甲**「乙」**丙\n</code></pre>\n");
    EXPECT_EQ(html("<div>\n甲**「乙」**丙\n</div>"), "<p>甲**「乙」**丙</p>\n");
    EXPECT_EQ(paragraph("甲<b title=\"中**「x」**中\">乙"), "甲<b title=\"中**「x」**中\">乙");
    EXPECT_EQ(paragraph("[a](<u**「x」**> \"中**「x」**中\")").find_first_of("\x1C\x1D\x1E"),
              std::string::npos);
    EXPECT_NE(paragraph("[a](u \"中**「x」**中\")").find("title=\"中**「x」**中\""),
              std::string::npos);
    const std::string_view address = "甲<https://a.b/中*「x」*中>";
    EXPECT_EQ(html(address), html(address, Dialect::Gfm));
}

TEST(CjkEmphasis, FindsReferencesAndNotesByLabelsWithDelimiters) {
    EXPECT_EQ(paragraph("[a][中**「x」**中]\n\n[中**「x」**中]: /u"), "<a href=\"/u\">a</a>");
    ReadOptions options;
    Diagnostics diagnostics("test.md");
    const Result<Document> document =
        read_markdown("x[^中*「x]\n\n[^中*「x]: note", options, diagnostics);
    ASSERT_EQ(document->notes.size(), 1U);
    EXPECT_EQ(document->notes[0].label, "中*「x");
}

TEST(CjkEmphasis, KeepsBlockStructure) {
    EXPECT_EQ(html(">~~~中文\n>a\n>~~~"),
              "<blockquote>\n<pre><code class=\"language-中文\">a\n</code></pre>\n</blockquote>\n");
    EXPECT_EQ(html("* 「中」\n* 文"), "<ul>\n<li>「中」</li>\n<li>文</li>\n</ul>\n");
    EXPECT_EQ(html("|**「中」**文|甲|\n|---|---|\n|乙**（一）**|~~「丙」~~丁|").find('*'),
              std::string::npos);
}

TEST(CjkEmphasis, KeepsColumns) {
    ReadOptions options;
    Diagnostics diagnostics("test.md");
    const Result<Document> document = read_markdown("甲**「乙」**丙 `x`", options, diagnostics);
    const Inlines& flow = std::get<Paragraph>(document->blocks.at(0).node).children;
    ASSERT_EQ(flow.size(), 4U);
    EXPECT_EQ(flow[1].position, (SourcePosition{1, 4}));
    EXPECT_EQ(flow[2].position, (SourcePosition{1, 17}));
    EXPECT_EQ(flow[3].position.column, 22U);
}

TEST(CjkEmphasis, IsLeftOutWhereTheTextHasTheControlBytes) {
    EXPECT_EQ(paragraph("甲**「乙」**丙 \x1D"), "甲**「乙」**丙 \x1D");
    EXPECT_EQ(paragraph("a \x1C b"), "a \x1C b");
}

TEST(CjkEmphasis, IsUnknownToTheStrictDialects) {
    EXPECT_EQ(html("甲**「乙」**丙", Dialect::Gfm), "<p>甲**「乙」**丙</p>\n");
    EXPECT_EQ(html("甲**「乙」**丙", Dialect::CommonMark), "<p>甲**「乙」**丙</p>\n");
    // A parse with the extension leaves nothing behind in the parser's tables.
    EXPECT_EQ(html("甲**「乙」**丙"), "<p>甲<strong>「乙」</strong>丙</p>\n");
    EXPECT_EQ(html("甲\x1D乙", Dialect::Gfm), "<p>甲\x1D乙</p>\n");
}

}  // namespace
}  // namespace inkstone::read
