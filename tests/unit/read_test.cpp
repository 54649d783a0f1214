// SPDX-License-Identifier: Apache-2.0
// The reader: cmark-gfm's tree into ours, limits, repairs, HTML pieces, notes.
#include "src/read/markdown.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

#include "src/ast/plain_text.hpp"
#include "src/ast/text_dump.hpp"
#include "src/ast/walk.hpp"

namespace inkstone::read {
namespace {

struct Reading {
    Document document;
    std::vector<Diagnostic> said;

    [[nodiscard]] std::size_t count(std::string_view code) const {
        std::size_t found = 0;
        for (const Diagnostic& entry : said) found += entry.code == code ? 1U : 0U;
        return found;
    }
    [[nodiscard]] SourcePosition place(std::string_view code) const {
        for (const Diagnostic& entry : said) {
            if (entry.code == code) return entry.position;
        }
        return {};
    }
};

Reading read(std::string_view markdown, Dialect dialect = Dialect::Markdown, int nesting = 200) {
    ReadOptions options;
    options.format = dialect;
    options.limits.max_nesting = nesting;
    Diagnostics diagnostics("test.md");
    Result<Document> result = read_markdown(markdown, options, diagnostics);
    EXPECT_TRUE(result.has_value());
    return {std::move(*result), diagnostics.entries()};
}

template <class Node>
const Node& block(const Reading& reading, std::size_t index = 0) {
    return std::get<Node>(reading.document.blocks.at(index).node);
}
const Inlines& first_flow(const Reading& reading) {
    return block<Paragraph>(reading).children;
}
template <class Node>
const Node& first_inline(const Reading& reading) {
    return std::get<Node>(first_flow(reading).at(0).node);
}

std::size_t depth_of(const Blocks& blocks) {
    std::size_t deepest = 0;
    for (const Block& it : blocks) {
        std::size_t depth = 1;
        for_each_child_blocks(
            it, [&](const Blocks& inside) { depth = std::max(depth, 1 + depth_of(inside)); });
        deepest = std::max(deepest, depth);
    }
    return deepest;
}
std::size_t depth_of(const Inlines& inlines) {
    std::size_t deepest = 0;
    for (const Inline& it : inlines) {
        const Inlines* children = running_children(it);
        if (const auto* image = std::get_if<Image>(&it.node)) children = &image->alt;
        deepest = std::max(deepest, children != nullptr ? 1 + depth_of(*children) : 1);
    }
    return deepest;
}

std::string repeat(std::string_view piece, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += piece;
    return all;
}

// ---- What the renderer of HTML needs ----

TEST(ReadMarkdown, JoinsTextThatTheParserSplits) {
    const Reading reading = read("a ! b [ c & d\n");
    ASSERT_EQ(first_flow(reading).size(), 1U);
    EXPECT_EQ(first_inline<Text>(reading).value, "a ! b [ c & d");
}

TEST(ReadMarkdown, KeepsListStartAndTightness) {
    const Reading reading = read("7. a\n8. b\n\n- x\n\n- y\n");
    EXPECT_TRUE(block<List>(reading, 0).ordered);
    EXPECT_EQ(block<List>(reading, 0).start, 7);
    EXPECT_TRUE(block<List>(reading, 0).tight);
    EXPECT_FALSE(block<List>(reading, 1).ordered);
    EXPECT_FALSE(block<List>(reading, 1).tight);
}

TEST(ReadMarkdown, ReadsAListThatStartsAtZero) {
    EXPECT_EQ(block<List>(read("0. a\n")).start, 0);
}

TEST(ReadMarkdown, KeepsTaskStates) {
    const Reading reading = read("- [x] a\n- [ ] b\n- c\n");
    const List& list = block<List>(reading);
    EXPECT_EQ(list.items.at(0).checked, std::optional<bool>(true));
    EXPECT_EQ(list.items.at(1).checked, std::optional<bool>(false));
    EXPECT_EQ(list.items.at(2).checked, std::nullopt);
}

TEST(ReadMarkdown, KeepsTheWholeInfoString) {
    const Reading reading = read("```cpp title=\"x\" {1,2}\nint a;\n```\n");
    EXPECT_EQ(block<CodeBlock>(reading).info, "cpp title=\"x\" {1,2}");
    EXPECT_EQ(block<CodeBlock>(reading).literal, "int a;\n");
}

TEST(ReadMarkdown, PadsAndCutsTableRows) {
    const Reading reading = read("|a|b|\n|:-|-:|\n|1|\n|1|2|3|\n");
    const Table& table = block<Table>(reading);
    EXPECT_EQ(table.columns, (std::vector{Alignment::Left, Alignment::Right}));
    ASSERT_EQ(table.head.size(), 1U);
    ASSERT_EQ(table.body.size(), 2U);
    EXPECT_EQ(table.body[0].size(), 2U);
    EXPECT_TRUE(table.body[0][1].children.empty());
    EXPECT_EQ(table.body[1].size(), 2U);
}

TEST(ReadMarkdown, KeepsLinksImagesAndTitles) {
    const Reading reading = read("[a *b*](/u \"t\") ![x `y`](i.png 'z')\n");
    const Link& link = first_inline<Link>(reading);
    EXPECT_EQ(link.url, "/u");
    EXPECT_EQ(link.title, "t");
    EXPECT_EQ(plain_text(link.children), "a b");
    const auto& image = std::get<Image>(first_flow(reading).at(2).node);
    EXPECT_EQ(image.url, "i.png");
    EXPECT_EQ(image.title, "z");
    EXPECT_EQ(plain_text(image.alt), "x y");
}

TEST(ReadMarkdown, TellsSoftFromHardBreaks) {
    const Reading reading = read("a\nb  \nc\\\nd\n");
    const Inlines& flow = first_flow(reading);
    EXPECT_TRUE(std::holds_alternative<SoftBreak>(flow.at(1).node));
    EXPECT_TRUE(std::holds_alternative<LineBreak>(flow.at(3).node));
    EXPECT_TRUE(std::holds_alternative<LineBreak>(flow.at(5).node));
}

TEST(ReadMarkdown, CommonMarkHasNoExtensions) {
    const Reading reading = read("~~a~~ [^1]\n\n[^1]: x y\n\n|a|\n|-|\n", Dialect::CommonMark);
    EXPECT_EQ(plain_text(first_flow(reading)), "~~a~~ [^1]");
    EXPECT_TRUE(reading.document.notes.empty());
    EXPECT_TRUE(std::holds_alternative<Paragraph>(reading.document.blocks.at(2).node));
}

TEST(ReadMarkdown, FrontMatterIsTextInGfm) {
    const Reading reading = read("---\ntitle: x\n---\n", Dialect::Gfm);
    EXPECT_TRUE(reading.document.meta.title.empty());
    EXPECT_TRUE(std::holds_alternative<ThematicBreak>(reading.document.blocks.at(0).node));
}

// ---- Positions ----

TEST(ReadMarkdown, PositionsCountTheFrontMatter) {
    const Reading reading = read("---\ntitle: x\n---\n\n# H\n\n> a *b*\n");
    EXPECT_EQ(reading.document.blocks.at(0).position, (SourcePosition{5, 1}));
    const auto& quote = block<BlockQuote>(reading, 1);
    EXPECT_EQ(quote.children.at(0).position, (SourcePosition{7, 3}));
    const auto& flow = std::get<Paragraph>(quote.children.at(0).node).children;
    EXPECT_EQ(flow.at(1).position, (SourcePosition{7, 5}));
}

// cmark-gfm gives a paragraph that a table cuts short no lines, and the table the paragraph's.
TEST(ReadMarkdown, PositionsOfAParagraphThatATableEnds) {
    const Reading reading = read("---\n---\na\nb\n|x|y|\n|-|-|\n|1|\n");
    EXPECT_EQ(reading.document.blocks.at(0).position, (SourcePosition{3, 1}));
    EXPECT_EQ(first_flow(reading).at(1).position.line, 3U);
    EXPECT_EQ(first_flow(reading).at(2).position.line, 4U);
    EXPECT_EQ(reading.document.blocks.at(1).position.line, 5U);
    const Table& table = block<Table>(reading, 1);
    EXPECT_EQ(table.head.at(0).at(0).position.line, 5U);
    EXPECT_EQ(table.body.at(0).at(0).position.line, 7U);
    EXPECT_EQ(table.body.at(0).at(1).position.line, 7U);
}

// ---- Notes ----

TEST(ReadMarkdown, NumbersNotesByFirstMark) {
    const Reading reading = read("x[^b] y[^a] z[^b]\n\n[^a]: A\n\n[^b]: B\n");
    ASSERT_EQ(reading.document.notes.size(), 2U);
    EXPECT_EQ(reading.document.notes[0].label, "b");
    EXPECT_EQ(reading.document.notes[0].references, 2U);
    const auto& second = std::get<NoteRef>(first_flow(reading).at(5).node);
    EXPECT_EQ(second.note, 0U);
    EXPECT_EQ(second.occurrence, 2U);
}

TEST(ReadMarkdown, WarnsOfNotesThatNobodyNames) {
    const Reading reading = read("x[^a]\n\n[^a]: A\n\n[^lost]: L\n\n```\n[^code]: no\n```\n");
    EXPECT_EQ(reading.document.notes.size(), 1U);
    EXPECT_EQ(reading.count("unused-note"), 1U);
    EXPECT_EQ(reading.place("unused-note"), (SourcePosition{5, 1}));
}

TEST(ReadMarkdown, ANoteMayNameItself) {
    const Reading reading = read("x[^a]\n\n[^a]: see [^a]\n");
    ASSERT_EQ(reading.document.notes.size(), 1U);
    EXPECT_EQ(reading.document.notes[0].references, 2U);
}

// ---- Pieces of HTML ----

TEST(ReadMarkdown, LineBreakTagsInEverySpelling) {
    for (const char* tag : {"<br>", "<br/>", "<br />", "<BR>", "<br class=\"x\">", "</br>"}) {
        const Reading reading = read(std::string("a") + tag + "b\n");
        EXPECT_TRUE(std::holds_alternative<LineBreak>(first_flow(reading).at(1).node)) << tag;
    }
    EXPECT_TRUE(std::holds_alternative<RawInline>(first_flow(read("a<brx>b\n")).at(1).node));
}

TEST(ReadMarkdown, ALineBreakTagEndsItsLineOnce) {
    EXPECT_EQ(first_flow(read("a<br>\nb\n")).size(), 3U);
}

TEST(ReadMarkdown, GfmKeepsRawHtml) {
    const Reading reading = read("a<br>b <!-- c -->\n\n<!-- d -->\n\n\\newpage\n", Dialect::Gfm);
    EXPECT_TRUE(std::holds_alternative<RawInline>(first_flow(reading).at(1).node));
    EXPECT_TRUE(std::holds_alternative<RawBlock>(reading.document.blocks.at(1).node));
    EXPECT_TRUE(std::holds_alternative<Paragraph>(reading.document.blocks.at(2).node));
}

TEST(ReadMarkdown, CommentsAreDropped) {
    const Reading reading = read("a<!-- b -->c\n\n<!-- d\n\ne -->\n\nf\n");
    EXPECT_EQ(first_inline<Text>(reading).value, "ac");
    EXPECT_EQ(reading.document.blocks.size(), 2U);
    EXPECT_TRUE(reading.said.empty());
}

TEST(ReadMarkdown, PageBreaksInEveryForm) {
    for (const char* form : {"\\newpage",
                             "\\pagebreak",
                             "<div style=\"page-break-after: always\"></div>",
                             "<div style='page-break-after:always;'> </div>",
                             "<DIV STYLE=\"PAGE-BREAK-AFTER: ALWAYS\">&nbsp;</DIV>",
                             "<div style=\"page-break-after: always\">\n\n</div>",
                             "<p class=\"x page-break\"></p>",
                             "<div class=page-break></div>"}) {
        const Reading reading = read(std::string("a\n\n") + form + "\n\nb\n");
        ASSERT_EQ(reading.document.blocks.size(), 3U) << form;
        EXPECT_TRUE(std::holds_alternative<PageBreak>(reading.document.blocks[1].node)) << form;
    }
}

TEST(ReadMarkdown, WhatOnlyLooksLikeAPageBreakStays) {
    for (const char* form : {"\\newpage now",
                             "<div class=\"no-page-break\"></div>",
                             "<div style=\"page-break-after: always\">text</div>",
                             "<div style=\"page-break-after: avoid\"></div>"}) {
        const Reading reading = read(form);
        for (const Block& found : reading.document.blocks) {
            EXPECT_FALSE(std::holds_alternative<PageBreak>(found.node)) << form;
        }
    }
}

TEST(ReadMarkdown, OtherHtmlStaysRaw) {
    const Reading reading = read("<script>\nx\n</script>\n");
    EXPECT_EQ(block<RawBlock>(reading).format, "html");
    EXPECT_EQ(block<RawBlock>(reading).literal, "<script>\nx\n</script>\n");
}

// ---- Bytes ----

TEST(ReadMarkdown, ReadsMarksOfByteOrderAndLineEnds) {
    const Reading reading = read("\xEF\xBB\xBF# a\r\n\r\nb\rc\r\n");
    EXPECT_EQ(plain_text(block<Heading>(reading).children), "a");
    EXPECT_EQ(plain_text(block<Paragraph>(reading, 1).children), "b c");
}

TEST(ReadMarkdown, ReadsUtf16InEveryDialect) {
    const std::string little("\xFF\xFE#\0 \0\x2D\x4E\n\0", 10);
    const std::string big("\xFE\xFF\0#\0 \x4E\x2D\0\n", 10);
    for (const Dialect dialect : {Dialect::Markdown, Dialect::Gfm, Dialect::CommonMark}) {
        EXPECT_EQ(plain_text(block<Heading>(read(little, dialect)).children), "中");
        EXPECT_EQ(plain_text(block<Heading>(read(big, dialect)).children), "中");
    }
}

TEST(ReadMarkdown, RepairsNulAndIllFormedBytesWithAWarning) {
    for (const Dialect dialect : {Dialect::Markdown, Dialect::Gfm, Dialect::CommonMark}) {
        const Reading reading = read(std::string_view("a\0b \xFF c\n", 8), dialect);
        EXPECT_EQ(first_inline<Text>(reading).value, "a\uFFFDb \uFFFD c");
        EXPECT_GE(reading.count("input-repaired"), 1U);
    }
}

TEST(ReadMarkdown, EmptyInputIsAnEmptyDocument) {
    EXPECT_TRUE(read("").document.blocks.empty());
    EXPECT_TRUE(read("\n\n  \n").document.blocks.empty());
}

TEST(ReadMarkdown, RefusesInputAboveTheLimit) {
    ReadOptions options;
    options.limits.max_input_bytes = 3;
    Diagnostics diagnostics;
    EXPECT_TRUE(read_markdown("abc", options, diagnostics).has_value());
    const auto refused = read_markdown("abcd", options, diagnostics);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().kind, ErrorKind::Limit);
}

// ---- Hostile input ----

TEST(ReadHostile, NestedQuotesAreCappedWithOneWarning) {
    const Reading reading = read(repeat(">", 10'000) + " deep\n");
    EXPECT_EQ(depth_of(reading.document.blocks), 201U);
    EXPECT_EQ(reading.count("nesting-limit"), 1U);
    EXPECT_EQ(reading.place("nesting-limit"), (SourcePosition{1, 201}));
    EXPECT_NE(dump_text(reading.document).find("deep"), std::string::npos);
}

TEST(ReadHostile, NestedListsKeepAllTheirText) {
    std::string markdown;
    for (int i = 0; i < 60; ++i)
        markdown += std::string(2U * unsigned(i), ' ') + "- i" + std::to_string(i) + ".\n";
    const Reading reading = read(markdown, Dialect::Markdown, 20);
    const std::string text = dump_text(reading.document);
    for (int i = 0; i < 60; ++i) {
        EXPECT_NE(text.find("\"i" + std::to_string(i) + ".\""), std::string::npos) << i;
    }
    EXPECT_LE(depth_of(reading.document.blocks), 22U);
}

TEST(ReadHostile, NestedEmphasisAndImagesAreCapped) {
    const Reading emphasis = read(repeat("*a _", 3000) + "x" + repeat("_ b*", 3000) + "\n");
    EXPECT_LE(depth_of(first_flow(emphasis)), 203U);
    const std::string text = plain_text(first_flow(emphasis));
    EXPECT_EQ(std::count(text.begin(), text.end(), 'a'), 3000);
    EXPECT_EQ(std::count(text.begin(), text.end(), 'b'), 3000);
    const Reading images = read(repeat("![", 5000) + "x" + repeat("](y)", 5000) + "\n");
    EXPECT_LE(depth_of(first_flow(images)), 203U);
    EXPECT_NE(dump_text(images.document).find("\"x\""), std::string::npos);
}

TEST(ReadHostile, NoBoundStillMeansABound) {
    const Reading reading = read(repeat(">", 5000) + " x\n", Dialect::Markdown, 0);
    EXPECT_EQ(depth_of(reading.document.blocks), 1001U);
}

TEST(ReadHostile, OpenBracketsStayText) {
    const Reading reading = read(repeat("[", 50'000) + "\n");
    EXPECT_EQ(first_inline<Text>(reading).value.size(), 50'000U);
}

TEST(ReadHostile, TablesThatExplodeAreText) {
    const Reading padded =
        read(repeat("|a", 1000) + "|\n" + repeat("|-", 1000) + "|\n" + repeat("|b|\n", 1000));
    EXPECT_EQ(padded.count("table-limit"), 1U);
    EXPECT_TRUE(std::holds_alternative<Paragraph>(padded.document.blocks.at(0).node));
    const Reading wide = read(repeat("|", 20'000) + "\n" + repeat("|-", 20'000) + "\n");
    EXPECT_EQ(wide.count("table-limit"), 1U);
    EXPECT_EQ(wide.place("table-limit").line, 1U);
}

TEST(ReadHostile, ALargeHonestTableIsRead) {
    const Reading reading = read("|a|b|c|\n|-|-|-|\n" + repeat("|1|2|3|\n", 20'000));
    EXPECT_EQ(block<Table>(reading).body.size(), 20'000U);
    EXPECT_TRUE(reading.said.empty());
}

TEST(ReadHostile, ThreadsReadAtTheSameTime) {
    const std::string markdown = "| a | ~~b~~ |\n|-|-|\n| www.example.com | [^1] |\n\n[^1]: n\n";
    const std::string expected = dump_text(read(markdown).document);
    std::vector<std::thread> threads;
    std::vector<int> wrong(4, 0);
    for (std::size_t t = 0; t < wrong.size(); ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < 50; ++i) {
                const Dialect dialect = i % 2 == 0 ? Dialect::Markdown : Dialect::CommonMark;
                const std::string got = dump_text(read(markdown, dialect).document);
                if (i % 2 == 0 && got != expected) ++wrong[t];
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(wrong, std::vector<int>(4, 0));
}

}  // namespace
}  // namespace inkstone::read
