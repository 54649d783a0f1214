// SPDX-License-Identifier: Apache-2.0
// Raw HTML inside Markdown as tree: pairs of tags, runs of blocks, what stays raw, hostile input.
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>

#include "src/ast/text_dump.hpp"
#include "src/read/markdown.hpp"
#include "tests/unit/tree_text.hpp"

namespace inkstone::read {
namespace {

std::string repeat(std::string_view text, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += text;
    return out;
}

// ---- Tags within a line ----

TEST(HtmlInline, PairsBecomeNodes) {
    EXPECT_EQ(tree("a<b>x</b>"), "paragraph text \"a\" strong text \"x\"");
    EXPECT_EQ(tree("a<STRONG>x</strong>"), "paragraph text \"a\" strong text \"x\"");
    EXPECT_EQ(tree("a<i>x</i><em>y</em>"),
              "paragraph text \"a\" emphasis text \"x\" emphasis text \"y\"");
    EXPECT_EQ(tree("a<u>x</u><ins>y</ins>"),
              "paragraph text \"a\" underline text \"x\" underline text \"y\"");
    EXPECT_EQ(tree("a<s>x</s><del>y</del>"),
              "paragraph text \"a\" strikethrough text \"x\" strikethrough text \"y\"");
    EXPECT_EQ(tree("a<mark>x</mark>"), "paragraph text \"a\" mark text \"x\"");
    EXPECT_EQ(tree("H<sub>2</sub>"), "paragraph text \"H\" subscript text \"2\"");
    EXPECT_EQ(tree("x<sup>*2*</sup>"), "paragraph text \"x\" superscript emphasis text \"2\"");
    EXPECT_EQ(tree("a<code>x</code>"), "paragraph text \"a\" code literal=\"x\"");
    EXPECT_EQ(tree("<kbd>C</kbd>+<kbd>X</kbd>"),
              "paragraph span classes=[\"kbd\"] text \"C\" text \"+\" span classes=[\"kbd\"] text "
              "\"X\"");
    EXPECT_EQ(tree("a<small>x</small>"),
              "paragraph text \"a\" span classes=[\"small\"] text \"x\"");
}

TEST(HtmlInline, AttributesStay) {
    EXPECT_EQ(tree("<span lang=\"ja\" class='a b' dir=rtl onclick=\"x()\" style=\"color:red\">"
                   "**日**</span>"),
              "paragraph span classes=[\"a\", \"b\"] lang=\"ja\" dir=\"rtl\" strong text \"日\"");
    EXPECT_EQ(tree("a<b id=x>y</b>"), "paragraph text \"a\" span id=\"x\" strong text \"y\"");
    EXPECT_EQ(tree("<a name=\"here\"></a>b"), "paragraph span id=\"here\" text \"b\"");
    EXPECT_EQ(tree("<a href=\"u?a&amp;b\" title=\"t\">*x*</a> b"),
              "paragraph link url=\"u?a&b\" title=\"t\" emphasis text \"x\" text \" b\"");
}

TEST(HtmlInline, PicturesStandAlone) {
    EXPECT_EQ(tree("a<img src=\"p.png\" alt=\"x\" width=\"50%\" height=20px>"),
              "paragraph text \"a\" image url=\"p.png\" pairs=[\"width=50%\", \"height=20\"] alt: "
              "text \"x\"");
    EXPECT_EQ(tree("a<picture><source srcset=\"d\"><img src=\"p\"></picture>"),
              "paragraph text \"a\" image url=\"p\"");
}

TEST(HtmlInline, RubyWithAndWithoutEndTags) {
    const std::string_view expected =
        "paragraph text \"a\" ruby base: text \"漢\" annotation: text \"かん\"";
    EXPECT_EQ(tree("a<ruby>漢<rt>かん</rt></ruby>"), expected);
    EXPECT_EQ(tree("a<ruby>漢<rt>かん</ruby>"), expected);
    EXPECT_EQ(tree("a<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>"), expected);
    EXPECT_EQ(tree("a<ruby>漢<rp>(<rt>かん<rp>)</ruby>"), expected);
    EXPECT_EQ(tree("<ruby>漢<rt>a<rt>b</ruby>x"),
              "paragraph ruby base: text \"漢\" annotation: text \"a\" ruby annotation: text \"b\" "
              "text \"x\"");
}

TEST(HtmlInline, ListsInALineAreLists) {
    EXPECT_EQ(tree("a <ul><li>b<li>*c*</li></ul> d"),
              "paragraph text \"a\" list ordered=false tight=true items: item paragraph text \"b\" "
              "item paragraph emphasis text \"c\" paragraph text \"d\"");
    EXPECT_EQ(tree("x<br><ol start=3><li>b <ul><li>c</li></ul></li></ol>"),
              "paragraph text \"x\" list ordered=true tight=true start=3 items: item paragraph "
              "text \"b\" list ordered=false tight=true items: item paragraph text \"c\"");
}

TEST(HtmlInline, ListTagsThatDoNotPairStayRaw) {
    for (const char* line : {"x</ul></ol><li>b",
                             "a <ul> element",
                             "a <ul></ul>",
                             "a <ul>b<li>c</li></ul>",
                             "a <ul><li>b</ol>",
                             "a <ul><li>b</li></li></ul>",
                             "a <ul><li>b</ul></ul>",
                             "a <ul><ul><li>b</ul></ul>"}) {
        EXPECT_NE(tree(line).find("raw_inline"), std::string::npos) << line;
        EXPECT_EQ(tree(line).find("list"), std::string::npos) << line;
    }
    // Deeper than the reader goes: as it was.
    const std::string deep = "a " + repeat("<ul><li>", 5000) + "b" + repeat("</ul>", 5000);
    EXPECT_EQ(tree(deep).find("list"), std::string::npos);
}

TEST(HtmlInline, WithoutPartnerTheyStayRaw) {
    EXPECT_EQ(tree("a<b>x"),
              "paragraph text \"a\" raw_inline format=\"html\" literal=\"<b>\" text \"x\"");
    EXPECT_EQ(tree("a</b>x"),
              "paragraph text \"a\" raw_inline format=\"html\" literal=\"</b>\" text \"x\"");
    EXPECT_EQ(
        tree("<b>a *x</b>*"),
        "paragraph raw_inline format=\"html\" literal=\"<b>\" text \"a \" emphasis text \"x\" "
        "raw_inline format=\"html\" literal=\"</b>\"");
    EXPECT_EQ(tree("a<b><i>x</b></i>"),
              "paragraph text \"a\" strong raw_inline format=\"html\" literal=\"<i>\" text \"x\" "
              "raw_inline format=\"html\" literal=\"</i>\"");
    EXPECT_EQ(tree("a<rt>x</rt>"),
              "paragraph text \"a\" raw_inline format=\"html\" literal=\"<rt>\" text \"x\" "
              "raw_inline format=\"html\" literal=\"</rt>\"");
    EXPECT_EQ(tree("a<font>x</font>"),
              "paragraph text \"a\" raw_inline format=\"html\" literal=\"<font>\" text \"x\" "
              "raw_inline format=\"html\" literal=\"</font>\"");
}

TEST(HtmlInline, ALinkHoldsNoLink) {
    EXPECT_EQ(tree("<a href=\"u\">[x](v)</a>b"),
              "paragraph link url=\"u\" span text \"x\" text \"b\"");
    EXPECT_EQ(tree("[<a href=\"u\">x</a>](v)"), "paragraph link url=\"v\" text \"x\"");
}

// ---- Blocks ----

TEST(HtmlBlock, DetailsHoldMarkdown) {
    EXPECT_EQ(tree("<details open>\n<summary>s <b>t</b></summary>\n\n*x*\n\n<details>\n\n- y\n\n"
                   "</details>\n\n</details>\n\nz"),
              "details open=true summary: text \"s \" strong text \"t\" paragraph emphasis text "
              "\"x\" details list ordered=false tight=true items: item paragraph text \"y\" "
              "paragraph text \"z\"");
}

TEST(HtmlBlock, AlignmentMakesADivision) {
    EXPECT_EQ(tree("<div align=\"center\">\n\n![](x.png)\n\n</div>"),
              "div alignment=\"center\" paragraph image url=\"x.png\"");
    EXPECT_EQ(tree("<center>x</center>"), "div alignment=\"center\" paragraph text \"x\"");
    EXPECT_EQ(tree("<p style=\"text-align: right\">x"),
              "div alignment=\"right\" paragraph text \"x\"");
    EXPECT_EQ(tree("<h1 align=\"center\" id=\"a\">x</h1>"),
              "div alignment=\"center\" heading level=1 id=\"a\" text \"x\"");
    EXPECT_EQ(tree("<div>x</div>"), "paragraph text \"x\"");
}

TEST(HtmlBlock, HeadOfAReadme) {
    EXPECT_EQ(tree("<p align=\"center\">\n  <a href=\"u\"><img src=\"b\" alt=\"c\"></a>\n  <br>\n"
                   "  A &amp; **b**\n</p>"),
              "div alignment=\"center\" paragraph link url=\"u\" image url=\"b\" alt: text \"c\" "
              "line_break text \"A & **b**\"");
}

TEST(HtmlBlock, SpaceAtTheEndsOfALinkIsOutside) {
    EXPECT_EQ(tree("<p>a<a href=\"u\">\n  <img src=\"b\">\n</a>c</p>"),
              "paragraph text \"a\" soft_break link url=\"u\" image url=\"b\" soft_break text "
              "\"c\"");
}

TEST(HtmlBlock, ListsAndDefinitions) {
    EXPECT_EQ(tree("<ol start=3><li>a<li>b<ul><li>c</ul></ol>"),
              "list ordered=true tight=true start=3 items: item paragraph text "
              "\"a\" item paragraph text \"b\" list ordered=false tight=true items: item paragraph "
              "text \"c\"");
    EXPECT_EQ(tree("<dl><dt>a<dd>b<dd>c</dl>"),
              "definition_list items: definition_item term: text \"a\" definitions: definition "
              "paragraph text \"b\" definition paragraph text \"c\"");
}

TEST(HtmlBlock, CodeRulesQuotesFigures) {
    EXPECT_EQ(tree("<pre><code class=\"language-c\">a &lt; **b**\n</code></pre>"),
              "code_block info=\"c\" literal=\"a < **b**\\n\"");
    EXPECT_EQ(tree("<hr>"), "thematic_break");
    EXPECT_EQ(tree("<blockquote>\n\n*x*\n\n</blockquote>"),
              "block_quote paragraph emphasis text \"x\"");
    EXPECT_EQ(tree("<figure><img src=\"x\"><figcaption>c</figcaption></figure>"),
              "figure paragraph image url=\"x\" caption: text \"c\"");
}

const Table& table_of(const Document& document) {
    return std::get<Table>(document.blocks.at(0).node);
}

TEST(HtmlTable, SpansHeadsAndAlignment) {
    const Document document = parse(
        "<table><caption>c</caption>\n<tr><th>a<th colspan=2>b\n"
        "<tr><th>r<td rowspan=9 align=right>1<td>2\n<tr><td>q\n</table>\n");
    const Table& table = table_of(document);
    EXPECT_EQ(table.columns.size(), 3U);
    ASSERT_EQ(table.head.size(), 1U);
    EXPECT_EQ(table.head[0].at(1).column_span, 2);
    EXPECT_FALSE(table.head[0].at(0).header);
    ASSERT_EQ(table.body.size(), 2U);
    EXPECT_TRUE(table.body[0].at(0).header);
    EXPECT_EQ(table.body[0].at(1).row_span, 2);  // no further than the table goes
    EXPECT_EQ(table.body[0].at(1).alignment, Alignment::Right);
    EXPECT_EQ(table.body[1].size(), 2U);  // filled beside the span
    EXPECT_EQ(table.body[1].at(0).position.line, 4U);
    EXPECT_EQ(table.caption.size(), 1U);
}

TEST(HtmlTable, AHeadReachesAsFarAsItsCells) {
    const auto heads = [](const char* rows) {
        const Document document = parse("<table>" + std::string(rows) + "</table>\n");
        return table_of(document).head.size();
    };
    EXPECT_EQ(heads("<tr><th rowspan=2>a<th>b<tr><th>c<tr><td>1<td>2"), 2U);
    EXPECT_EQ(heads("<tr><th rowspan=2>a<th>b<tr><td>c<tr><td>1<td>2"), 2U);
    EXPECT_EQ(heads("<tr><th>a<th>b<tr><th>c<th>d<tr><td>1<td>2"), 2U);
    // A table of heads alone has one, and a span past the end says nothing.
    EXPECT_EQ(heads("<tr><th>a<tr><th>b<tr><th>c"), 1U);
    EXPECT_EQ(heads("<tr><th>a"), 0U);
    EXPECT_EQ(heads("<tr><th rowspan=9>a<th>b<tr><td>c<tr><td>d"), 1U);
}

TEST(HtmlTable, MarkdownInACell) {
    const Document document = parse("<table><tr><td>\n\n- a\n\n</td><td>b</td></tr></table>\n");
    EXPECT_TRUE(
        std::holds_alternative<List>(table_of(document).body.at(0).at(0).children.at(0).node));
}

TEST(HtmlTable, ListsInCellsOfMarkdownTables) {
    const Document document =
        parse("| a | b |\n|---|---|\n| Some: <ul><li>x</li><li>y</li></ul> | c |\n");
    const TableRow& row = table_of(document).body.at(0);
    ASSERT_EQ(row.at(0).children.size(), 2U);
    const auto* list = std::get_if<List>(&row.at(0).children.at(1).node);
    ASSERT_NE(list, nullptr);
    EXPECT_EQ(list->items.size(), 2U);
    EXPECT_EQ(row.at(1).children.size(), 1U);
}

TEST(HtmlTable, TooWideIsNoTable) {
    const Document document = parse("<table><tr>" + repeat("<td colspan=1000>x", 3) + "</table>\n");
    EXPECT_TRUE(std::holds_alternative<Paragraph>(document.blocks.at(0).node));
}

TEST(HtmlBlock, PlacesAreThoseOfTheSource) {
    const Document document = parse("a\n\n<div align=center>\n\n![](x)\n\n<p>\n  b</p>\n</div>\n");
    const auto& div = std::get<Div>(document.blocks.at(1).node);
    EXPECT_EQ(document.blocks[1].position, (SourcePosition{3, 1}));
    EXPECT_EQ(div.children.at(0).position, (SourcePosition{5, 1}));
    EXPECT_EQ(div.children.at(1).position.line, 8U);
}

TEST(HtmlBlock, WhatStaysRaw) {
    EXPECT_EQ(tree("<div>\n\nx"),
              "raw_block format=\"html\" literal=\"<div>\\n\" paragraph text \"x\"");
    EXPECT_EQ(tree("</div>\n\nx"),
              "raw_block format=\"html\" literal=\"</div>\\n\" paragraph text \"x\"");
    const std::string script = tree("<div><script>x()</script></div>");
    EXPECT_TRUE(script.starts_with("raw_block")) << script;
    EXPECT_EQ(tree("<section>\n\nx\n\n</section>"),
              "raw_block format=\"html\" literal=\"<section>\\n\" paragraph text \"x\" raw_block "
              "format=\"html\" literal=\"</section>\\n\"");
}

TEST(HtmlBlock, ADocumentCannotNameAMarkdownBlock) {
    EXPECT_EQ(
        tree("<div align=left>\n<x-markdown></x-markdown>\n\ny\n\n</div>"),
        "div alignment=\"left\" paragraph raw_inline format=\"html\" literal=\"<x-markdown>\" "
        "raw_inline format=\"html\" literal=\"</x-markdown>\" paragraph text \"y\"");
}

TEST(HtmlBlock, OtherDialectsShowWhatTheyRead) {
    for (const Dialect dialect : {Dialect::Gfm, Dialect::CommonMark}) {
        EXPECT_EQ(tree("<div>x</div>\n\n<b>y</b>", dialect),
                  "raw_block format=\"html\" literal=\"<div>x</div>\\n\" paragraph raw_inline "
                  "format=\"html\" literal=\"<b>\" text \"y\" raw_inline format=\"html\" "
                  "literal=\"</b>\"");
    }
}

// ---- Hostile ----

/// How many Strong stand in each other.
int strong_depth(const Inlines& list) {
    const Inlines* inner = &list;
    int depth = 0;
    for (; !inner->empty(); ++depth) {
        const auto* strong = std::get_if<Strong>(&inner->back().node);
        if (strong == nullptr) break;
        inner = &strong->children;
    }
    return depth;
}

TEST(HtmlHostile, NestingIsBounded) {
    const Document document = parse("x " + repeat("<b>", 50'000) + "y" + repeat("</b>", 50'000));
    const int depth = strong_depth(std::get<Paragraph>(document.blocks.at(0).node).children);
    EXPECT_LE(depth, 200);
    EXPECT_GE(depth, 190);
    const Document details =
        parse(repeat("<details>\n\n", 5'000) + "x\n\n" + repeat("</details>\n\n", 5'000));
    EXPECT_FALSE(details.blocks.empty());
}

TEST(HtmlHostile, UnclosedTagsEnd) {
    for (const std::string_view form : {"<div>\n\n",
                                        "<div>",
                                        "a <b>",
                                        "<sub>",
                                        "<ruby><rt>",
                                        "<b><i></b></i>",
                                        "<table><tr><td>",
                                        "<div a=\"",
                                        "<!--",
                                        "<p><b class=x></p>"}) {
        EXPECT_FALSE(parse(repeat(form, 20'000) + "\n\n-->\n\n# end").blocks.empty()) << form;
    }
}

}  // namespace
}  // namespace inkstone::read
