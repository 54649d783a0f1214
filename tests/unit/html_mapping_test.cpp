// SPDX-License-Identifier: Apache-2.0
// The mapping that page and book share, and the page around it.
#include <gtest/gtest.h>

#include <string>

#include "writers/html/html_writer.hpp"
#include "writers/html/mapping.hpp"

namespace inkstone::html {
namespace {

struct Memory : ResourceLoader {
    Result<Resource> load(std::string_view name) const override {
        if (name != "a.css") return fail(ErrorKind::Input, "no such file");
        return Resource{"p{content:\"</style>\"}", "a.css"};
    }
};

Inline text(std::string value) {
    return {Text{std::move(value)}, {1, 1}};
}
Block paragraph(Inlines children) {
    return {Paragraph{std::move(children)}, {1, 1}};
}
Inline link(std::string url, std::string label) {
    return {Link{{text(std::move(label))}, std::move(url), {}, {}}, {7, 3}};
}

Document document_of(Blocks blocks) {
    Document document;
    document.meta.lang = "en";
    document.blocks = std::move(blocks);
    return document;
}

std::string mapped(const Document& document,
                   Diagnostics& diagnostics,
                   MappingOptions options = {}) {
    Mapper mapper(document, std::move(options), diagnostics);
    mapper.begin_file(document.blocks);
    mapper.blocks(document.blocks);
    mapper.notes();
    mapper.report();
    return mapper.take();
}

std::string mapped(Blocks blocks, MappingOptions options = {}) {
    Diagnostics diagnostics;
    return mapped(document_of(std::move(blocks)), diagnostics, std::move(options));
}

std::string page(const Document& document, OptionValues values = {}) {
    const Memory resources;
    const Environment environment{resources, {}, 0, {}, nullptr};
    StringSink sink;
    Diagnostics diagnostics;
    const auto written =
        make_writer(values, "markdown")->write(document, environment, sink, diagnostics);
    return written ? sink.bytes() : "error: " + written.error().message;
}

bool contains(const std::string& whole, std::string_view part) {
    return whole.find(part) != std::string::npos;
}

TEST(HtmlMapping, BlockLanguageIsWrittenOnTheElement) {
    Block block = paragraph({text("日本語")});
    block.lang = "ja";
    EXPECT_EQ(mapped({block}), "<p lang=\"ja\">日本語</p>\n");
}

TEST(HtmlMapping, XhtmlWritesBothLanguageAttributesAndClosesVoidElements) {
    Block block = paragraph({text("a"), {LineBreak{}, {}}, text("b")});
    block.lang = "ja";
    MappingOptions options;
    options.syntax = Syntax::Xhtml;
    EXPECT_EQ(mapped({block}, options), "<p lang=\"ja\" xml:lang=\"ja\">a<br/>\nb</p>\n");
}

TEST(HtmlMapping, UnsafeLinkBecomesItsTextAndIsReportedOnce) {
    Diagnostics diagnostics;
    const Document document =
        document_of({paragraph({link("javascript:a", "x"), link("JAVASCRIPT:b", "y")})});
    EXPECT_EQ(mapped(document, diagnostics), "<p>xy</p>\n");
    ASSERT_EQ(diagnostics.entries().size(), 1U);
    EXPECT_EQ(diagnostics.entries()[0].code, "unsafe-url");
    EXPECT_EQ(diagnostics.entries()[0].position.line, 7U);
}

TEST(HtmlMapping, LinkInsideLinkIsNotWritten) {
    const Inline outer{Link{{text("a "), link("/inner", "b")}, "/outer", {}, {}}, {}};
    EXPECT_EQ(mapped({paragraph({outer})}), "<p><a href=\"/outer\">a b</a></p>\n");
}

TEST(HtmlMapping, InlineScriptLosesItsContent) {
    const Inlines inlines{text("a"),
                          {RawInline{"html", "<script>"}, {}},
                          text("evil()"),
                          {RawInline{"html", "</script>"}, {}},
                          text("b")};
    EXPECT_EQ(mapped({paragraph(inlines)}), "<p>ab</p>\n");
}

TEST(HtmlMapping, RawBlockBecomesEscapedText) {
    EXPECT_EQ(mapped({{RawBlock{"html", "<div onclick='x'>1 &lt; 2\n</div>\n"}, {}}}),
              "<p>1 &lt; 2</p>\n");
}

TEST(HtmlMapping, EscapePolicyShowsRawHtmlAsText) {
    MappingOptions options;
    options.raw_html = RawHtmlPolicy::Escape;
    EXPECT_EQ(mapped({paragraph({{RawInline{"html", "<b>"}, {}}})}, options), "<p>&lt;b&gt;</p>\n");
}

TEST(HtmlMapping, RawPolicyPassesHtmlThrough) {
    MappingOptions options;
    options.raw_html = RawHtmlPolicy::Raw;
    EXPECT_EQ(mapped({{RawBlock{"html", "<x-y>\n"}, {}}}, options), "<x-y>\n");
}

TEST(HtmlMapping, TaskBoxIsLabelledByItsText) {
    List list;
    list.items.push_back({{paragraph({text("buy")})}, true, {}});
    EXPECT_EQ(
        mapped({{list, {}}}),
        "<ul class=\"task-list\">\n<li class=\"task\"><label><input type=\"checkbox\" checked "
        "disabled> buy</label></li>\n</ul>\n");
}

TEST(HtmlMapping, EmptyTaskHasALabelOfItsOwn) {
    List list;
    list.items.push_back({{}, false, {}});
    EXPECT_TRUE(contains(mapped({{list, {}}}), "disabled aria-label=\"To do\">"));
}

TEST(HtmlMapping, OrderedListKeepsItsStart) {
    List list;
    list.ordered = true;
    list.start = 7;
    list.items.push_back({{paragraph({text("a")})}, {}, {}});
    EXPECT_EQ(mapped({{list, {}}}), "<ol start=\"7\">\n<li>a</li>\n</ol>\n");
}

Table table_of(std::string head, std::string cell) {
    Table table;
    table.columns = {Alignment::Right};
    table.head = {{TableCell{{paragraph({text(std::move(head))})}, 1, 1, {}}}};
    table.body = {{TableCell{{paragraph({text(std::move(cell))})}, 1, 1, {}}}};
    return table;
}

TEST(HtmlMapping, NarrowTableStandsBare) {
    EXPECT_EQ(mapped({{table_of("h", "1"), {}}}),
              "<table>\n<thead>\n<tr>\n<th scope=\"col\" class=\"align-right\">h</th>\n</tr>\n"
              "</thead>\n<tbody>\n<tr>\n<td class=\"align-right\">1</td>\n</tr>\n</tbody>\n"
              "</table>\n");
}

TEST(HtmlMapping, WideTableStandsInAFocusableLabelledRegion) {
    EXPECT_TRUE(contains(mapped({{table_of("h", std::string(60, 'x')), {}}}),
                         "role=\"region\" tabindex=\"0\" aria-label=\"Table 1\""));
}

TEST(HtmlMapping, OnlyLongCodeIsFocusable) {
    EXPECT_EQ(mapped({{CodeBlock{"rust,ignore", "a<b\n", {}}, {}}}),
              "<pre><code class=\"language-rust\">a&lt;b\n</code></pre>\n");
    EXPECT_TRUE(contains(mapped({{CodeBlock{"", std::string(80, 'x') + "\n", {}}, {}}}),
                         "<pre tabindex=\"0\" role=\"region\" aria-label=\"Code\">"));
}

TEST(HtmlMapping, CodeIsColouredByClassesUnlessSwitchedOff) {
    const CodeBlock code{"js", "return \"<\";\n", {}};
    EXPECT_EQ(mapped({{code, {}}}),
              "<pre class=\"highlighted\"><code class=\"language-js\">"
              "<span class=\"tok-keyword\">return</span> "
              "<span class=\"tok-string\">&quot;&lt;&quot;</span>;\n</code></pre>\n");
    MappingOptions off;
    off.highlight = false;
    EXPECT_EQ(mapped({{code, {}}}, off),
              "<pre><code class=\"language-js\">return &quot;&lt;&quot;;\n</code></pre>\n");
    EXPECT_EQ(mapped({{CodeBlock{"klingon", "return 1\n", {}}, {}}}),
              "<pre><code class=\"language-klingon\">return 1\n</code></pre>\n");
}

TEST(HtmlMapping, RepeatedIdIsWrittenOnce) {
    Heading heading{2, {text("a")}, {}};
    heading.attributes.edit().id = "same";
    EXPECT_EQ(mapped({{heading, {}}, {heading, {}}}), "<h2 id=\"same\">a</h2>\n<h2>a</h2>\n");
}

Document document_with_note() {
    Document document = document_of(
        {paragraph({text("a"), {NoteRef{0, 1}, {}}}), paragraph({text("b"), {NoteRef{0, 2}, {}}})});
    Note note;
    note.label = "n";
    note.children = {paragraph({text("note")})};
    document.notes = {note};
    return document;
}

TEST(HtmlMapping, NoteMarksAndWaysBackMeet) {
    Diagnostics diagnostics;
    const std::string html = mapped(document_with_note(), diagnostics);
    EXPECT_TRUE(contains(html, "<a role=\"doc-noteref\" id=\"fnref-1\" href=\"#fn-1\">1</a>"));
    EXPECT_TRUE(contains(html, "id=\"fnref-1-2\" href=\"#fn-1\">1</a>"));
    EXPECT_TRUE(contains(html, "<section class=\"notes\" role=\"doc-endnotes\""));
    EXPECT_TRUE(contains(html, "<li id=\"fn-1\">"));
    EXPECT_TRUE(contains(html, "href=\"#fnref-1\""));
    EXPECT_TRUE(contains(html, "href=\"#fnref-1-2\""));
}

TEST(HtmlMapping, HeadingCalledLikeANoteKeepsItsId) {
    Document document = document_with_note();
    Heading heading{1, {text("fn 1")}, {}};
    heading.attributes.edit().id = "fn-1";
    document.blocks.push_back({heading, {}});
    Diagnostics diagnostics;
    const std::string html = mapped(document, diagnostics);
    EXPECT_TRUE(contains(html, "<h1 id=\"fn-1\">"));
    EXPECT_TRUE(contains(html, "<li id=\"note-fn-1\">"));
}

TEST(HtmlMapping, ImageAlwaysHasAlt) {
    const Inline image{Image{{}, "a.png", {}, {}}, {}};
    EXPECT_EQ(mapped({paragraph({image})}), "<p><img src=\"a.png\" alt=\"\"></p>\n");
}

TEST(HtmlMapping, ImageOfABookBecomesItsTextWithAWarning) {
    const Inline image{Image{{text("a cat")}, "a.png", {}, {}}, {9, 1}};
    MappingOptions options;
    options.syntax = Syntax::Xhtml;
    options.images = ImageStyle::AltText;
    Diagnostics diagnostics;
    EXPECT_EQ(
        mapped(document_of({paragraph({image})}), diagnostics, options),
        "<p><span class=\"image-missing\" role=\"img\" aria-label=\"a cat\">a cat</span></p>\n");
    ASSERT_EQ(diagnostics.entries().size(), 1U);
    EXPECT_EQ(diagnostics.entries()[0].code, "image-not-embedded");
    EXPECT_EQ(diagnostics.entries()[0].position.line, 9U);
}

TEST(HtmlPage, BeginsWithDoctypeLanguageAndCharset) {
    Document document = document_of({paragraph({text("x")})});
    document.meta.title = "T & U";
    const std::string html = page(document);
    EXPECT_TRUE(
        html.starts_with("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">"));
    EXPECT_TRUE(contains(html, "<title>T &amp; U</title>"));
    EXPECT_TRUE(contains(html, "<h1>T &amp; U</h1>"));
    EXPECT_TRUE(contains(html, "<a class=\"skip-link\" href=\"#content\">Skip to text</a>"));
    EXPECT_FALSE(contains(html, "<footer>"));
}

TEST(HtmlPage, DerivedTitleIsNotPrintedTwice) {
    Document document = document_of({paragraph({text("x")})});
    document.meta.title = "x";
    document.meta.title_is_derived = true;
    EXPECT_FALSE(contains(page(document), "<h1>"));
}

TEST(HtmlPage, MainDoesNotTakeTheIdOfAHeading) {
    Heading heading{1, {text("content")}, {}};
    heading.attributes.edit().id = "content";
    const std::string html = page(document_of({{heading, {}}}));
    EXPECT_TRUE(contains(html, "<h1 id=\"content\">"));
    EXPECT_TRUE(contains(html, "<main id=\"content-x\""));
}

TEST(HtmlPage, AddedStyleCannotEndTheStyleElement) {
    const std::string html = page(document_of({}), {{"css", "a.css"}});
    EXPECT_TRUE(contains(html, "p{content:\"<\\/style>\"}"));
}

TEST(HtmlPage, MissingStyleSheetIsAnError) {
    EXPECT_EQ(page(document_of({}), {{"css", "b.css"}}), "error: no such file");
}

TEST(HtmlPage, FragmentHasTheSameBodyAndNoFrame) {
    const Document document = document_with_note();
    const std::string fragment = page(document, {{"fragment", "true"}});
    EXPECT_FALSE(contains(fragment, "<html"));
    EXPECT_FALSE(contains(fragment, "<style"));
    EXPECT_TRUE(contains(page(document), fragment));
}

}  // namespace
}  // namespace inkstone::html
