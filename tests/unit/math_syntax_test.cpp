// SPDX-License-Identifier: Apache-2.0
// Formulas in Markdown: what is one, what is none, and where it begins and ends.
#include <gtest/gtest.h>

#include <string>

#include "src/ast/text_dump.hpp"
#include "src/ast/walk.hpp"
#include "src/read/markdown.hpp"
#include "writers/html/commonmark_fragment.hpp"

namespace inkstone::read {
namespace {

Document read(std::string_view markdown, Dialect dialect = Dialect::Markdown) {
    ReadOptions options;
    options.format = dialect;
    Diagnostics diagnostics("test.md");
    Result<Document> document = read_markdown(markdown, options, diagnostics);
    EXPECT_TRUE(document.has_value());
    return document ? std::move(*document) : Document{};
}

/// The inlines of the first paragraph: formulas between « and », other text as it is.
std::string formulas(std::string_view markdown, Dialect dialect = Dialect::Markdown) {
    const Document document = read(markdown, dialect);
    std::string out;
    const auto* paragraph =
        document.blocks.empty() ? nullptr : std::get_if<Paragraph>(&document.blocks[0].node);
    if (paragraph == nullptr) return "no paragraph";
    for (const Inline& node : paragraph->children) {
        if (const auto* math = std::get_if<Math>(&node.node))
            out.append("«").append(math->source).append("»");
        if (const auto* text = std::get_if<Text>(&node.node)) out += text->value;
        if (const auto* code = std::get_if<Code>(&node.node))
            out.append("`").append(code->literal).append("`");
    }
    return out;
}

/// The blocks by kind: P for a paragraph, [source] for a formula, ? for others.
std::string blocks_of(const Blocks& blocks) {
    std::string out;
    for (const Block& block : blocks) {
        if (const auto* math = std::get_if<MathBlock>(&block.node)) {
            out.append("[").append(math->source).append("]");
        } else if (const auto* list = std::get_if<List>(&block.node)) {
            for (const ListItem& item : list->items)
                out.append("-").append(blocks_of(item.children));
        } else if (const auto* quote = std::get_if<BlockQuote>(&block.node)) {
            out.append(">").append(blocks_of(quote->children));
        } else {
            out += std::holds_alternative<Paragraph>(block.node) ? "P" : "?";
        }
    }
    return out;
}
std::string blocks_of(std::string_view markdown) {
    return blocks_of(read(markdown).blocks);
}

TEST(MathSyntax, TakesInlineFormulasBeforeMarkdown) {
    EXPECT_EQ(formulas("a $x_1 * y_2 * z$ b"), "a «x_1 * y_2 * z» b");
    EXPECT_EQ(formulas("其中$x$表示$y$。"), "其中«x»表示«y»。");
    EXPECT_EQ(formulas("$x < y$ $\\{a\\}$ $a&amp;b$"), "«x < y» «\\{a\\}» «a&amp;b»");
    EXPECT_EQ(formulas("$a\\$b$ \\(p+q\\) $`z`$"), "«a\\$b» «p+q» «z»");
    EXPECT_EQ(formulas("$a\nb$"), "«a b»");
    EXPECT_EQ(formulas("（\\(x\\)）"), "（«x»）");
}

TEST(MathSyntax, LeavesMoneyVariablesAndCodeAlone) {
    for (const char* text : {"costs $20,000 and $30,000",
                             "US$5 and A$6.",
                             "$GOPATH/pkg/$GOARCH and $GOOS_",
                             "价格$5到$10元",
                             "$ a$",
                             "a $ b",
                             "$$",
                             "$30,000; `$x$`",
                             "the end is near $"}) {
        EXPECT_EQ(formulas(text), text);
    }
    EXPECT_EQ(formulas("\\$5 and \\$6"), "$5 and $6");
    EXPECT_EQ(formulas("`$x$` and \\(no"), "`$x$` and (no");
    EXPECT_EQ(formulas("\\[1\\] note"), "[1] note");
}

TEST(MathSyntax, KeepsEscapesInAddresses) {
    const Document document = read("[l](https://a.b/X_\\(Y\\)) \\(z\\)");
    const auto& paragraph = std::get<Paragraph>(document.blocks.at(0).node);
    EXPECT_EQ(std::get<Link>(paragraph.children.at(0).node).url, "https://a.b/X_(Y)");
    EXPECT_EQ(std::get<Math>(paragraph.children.at(2).node).source, "z");
}

TEST(MathSyntax, TakesDisplaysBeforeBlockStarts) {
    EXPECT_EQ(blocks_of("$$\na\n- b\n+ c\n# d\n$$\n"), "[a\n- b\n+ c\n# d]");
    EXPECT_EQ(blocks_of("text\n$$\n= b\n$$\nmore"), "P[= b]P");
    EXPECT_EQ(blocks_of("\\[\nx = y\n\\]"), "[x = y]");
    EXPECT_EQ(blocks_of("> $$ q = 1 $$\n> after"), ">[q = 1]P");
    EXPECT_EQ(blocks_of("- item\n  $$\n  a\n  - b\n  $$\n- two"), "-P[a\n- b]-P");
    EXPECT_EQ(blocks_of("```math\nE = mc^2\n```\n"), "[E = mc^2]");
}

TEST(MathSyntax, LeavesOpenDisplaysAsText) {
    EXPECT_EQ(blocks_of("$$\na\n\nb\n$$ c"), "PP");
    EXPECT_EQ(blocks_of("$$ a"), "P");
    EXPECT_EQ(formulas("$$ a\n\nb $$"), "$$ a");
    EXPECT_EQ(blocks_of("```\n$$\nx\n$$\n```"), "?");
    const Document code = read("```\n$$\n\\[ x \\(y\\)\n$$\n```");
    EXPECT_EQ(std::get<CodeBlock>(code.blocks.at(0).node).literal, "$$\n\\[ x \\(y\\)\n$$\n");
}

TEST(MathSyntax, SplitsParagraphsAtDisplays) {
    EXPECT_EQ(blocks_of("We get $$x^2$$\nand go on"), "P[x^2]P");
    EXPECT_EQ(blocks_of("$$x$$ tail"), "[x]P");
    EXPECT_EQ(formulas("the $$x$$ here"), "the «x» here");
    EXPECT_EQ(blocks_of("**a $$x$$**"), "P");
}

TEST(MathSyntax, KeepsFormulasInTableCells) {
    const Document document = read("| a |\n|---|\n| $a\\|b$ |\n");
    const auto& table = std::get<Table>(document.blocks.at(0).node);
    const auto& cell = std::get<Paragraph>(table.body.at(0).at(0).children.at(0).node);
    EXPECT_EQ(std::get<Math>(cell.children.at(0).node).source, "a|b");
}

TEST(MathSyntax, GivesTrueColumns) {
    const Document document = read("一 $x$ b\n\n  $$y$$\n");
    const auto& paragraph = std::get<Paragraph>(document.blocks.at(0).node);
    EXPECT_EQ(paragraph.children.at(1).position, (SourcePosition{1, 5}));
    EXPECT_EQ(document.blocks.at(1).position, (SourcePosition{3, 3}));
}

TEST(MathSyntax, IsNoPartOfTheOtherDialects) {
    const std::string_view text = "$a*b*c$ \\(x\\)\n\n$$\n- b\n$$\n\n```math\nx\n```\n";
    for (const Dialect dialect : {Dialect::Gfm, Dialect::CommonMark}) {
        EXPECT_EQ(html::render_commonmark_fragment(read(text, dialect), {}),
                  "<p>$a<em>b</em>c$ (x)</p>\n<p>$$</p>\n<ul>\n<li>b\n$$</li>\n</ul>\n"
                  "<pre><code class=\"language-math\">x\n</code></pre>\n");
    }
}

/// Each would take minutes if openers were searched for again and again.
TEST(MathSyntax, ReadsOpenersWithoutClosersInLinearTime) {
    for (const std::string unit :
         {"$a ", "$$ ", "\\(a ", "$1", "$$\n", "\\[\n", "a$$b $", "$`", "$a`"}) {
        std::string text;
        for (int i = 0; i < 100000; ++i) text += unit;
        EXPECT_FALSE(read(text).blocks.empty()) << unit;
    }
}

}  // namespace
}  // namespace inkstone::read
