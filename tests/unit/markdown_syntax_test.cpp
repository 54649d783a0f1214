// SPDX-License-Identifier: Apache-2.0
// What the Markdown dialect adds to GFM: marks, scripts, attributes, emoji, wikilinks, definition
// lists, and the names that switch them. Each with what must stay text.
#include <gtest/gtest.h>

#include <string>

#include "src/read/attributes.hpp"
#include "src/read/emoji.hpp"
#include "src/read/extensions.hpp"
#include "tests/unit/tree_text.hpp"

namespace inkstone::read {
namespace {

std::string text_only(std::string_view value) {
    std::string out = "paragraph text \"";
    out.append(value).append("\"");
    return out;
}

/// `markdown` is nothing but text, exactly as typed.
void expect_text(std::string_view markdown) {
    EXPECT_EQ(tree(markdown), text_only(markdown)) << markdown;
}

// ---- Marks ----

TEST(Mark, HoldsWhatStandsBetween) {
    EXPECT_EQ(tree("a ==b== c"), "paragraph text \"a \" mark text \"b\" text \" c\"");
    EXPECT_EQ(tree("==a **b**=="), "paragraph mark text \"a \" strong text \"b\"");
    EXPECT_EQ(tree("**a ==b==**"), "paragraph strong text \"a \" mark text \"b\"");
    EXPECT_EQ(tree("这是==高亮，==后面"),
              "paragraph text \"这是\" mark text \"高亮，\" text \"后面\"");
}

TEST(Mark, LeavesComparisonsAlone) {
    for (const char* text :
         {"a == b, c == d", "x==1 and y==2", "a==b==c", "=== x ===", "==", "==a", "a=="}) {
        expect_text(text);
    }
    EXPECT_EQ(tree("`==a==`"), "paragraph code literal=\"==a==\"");
}

TEST(Mark, StandsInTables) {
    EXPECT_NE(tree("|a|\n|-|\n|==x==|").find("mark text \"x\""), std::string::npos);
}

// ---- Sub- and superscript ----

TEST(Scripts, FollowTheirBase) {
    EXPECT_EQ(tree("H~2~O"), "paragraph text \"H\" subscript text \"2\" text \"O\"");
    EXPECT_EQ(tree("x~i+1~"), "paragraph text \"x\" subscript text \"i+1\"");
    EXPECT_EQ(tree("m^2^"), "paragraph text \"m\" superscript text \"2\"");
    EXPECT_EQ(tree("(a+b)^2^"), "paragraph text \"(a+b)\" superscript text \"2\"");
    EXPECT_EQ(tree("平方米^2^。"), "paragraph text \"平方米\" superscript text \"2\" text \"。\"");
    EXPECT_EQ(tree("文献^[1,2]^"), "paragraph text \"文献\" superscript text \"[1,2]\"");
}

TEST(Scripts, LeaveRangesAndArithmeticAlone) {
    for (const char* text : {"1~3天，5~7天",
                             "谢谢~ 再见~",
                             "10~20~30",
                             "2^3 and 4^5",
                             "^_^ (^o^)",
                             "好^哈哈^",
                             "a^^b^^",
                             "~/bin and ~/lib",
                             "x^a b^"}) {
        expect_text(text);
    }
}

TEST(Scripts, LeaveStrikethroughAlone) {
    EXPECT_EQ(tree("~gone~ x"), "paragraph strikethrough text \"gone\" text \" x\"");
    EXPECT_EQ(tree("a~~b~~c"), "paragraph text \"a\" strikethrough text \"b\" text \"c\"");
}

// ---- Attributes ----

TEST(AttributeSyntax, ReadsIdsClassesAndPairs) {
    const auto parsed = parse_attributes("{#a-b .c key=1 t=\"x y\" lang=fr class='d e'} z");
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->length, 43U);
    EXPECT_EQ(parsed->attributes.id, "a-b");
    EXPECT_EQ(parsed->attributes.classes, (std::vector<std::string>{"c", "d", "e"}));
    EXPECT_EQ(parsed->attributes.lang, "fr");
    ASSERT_EQ(parsed->attributes.pairs.size(), 2U);
    EXPECT_EQ(parsed->attributes.pairs[1].second, "x y");
}

TEST(AttributeSyntax, RefusesOtherBraces) {
    for (const char* text : {"{}",
                             "{ }",
                             "{{ x }}",
                             "{x}",
                             "{#}",
                             "{.}",
                             "{a=}",
                             "{#a",
                             "{.a.}x",
                             "{a=\"b}",
                             "{% raw %}",
                             "{#a.b c}",
                             "{: .x}"}) {
        const auto parsed = parse_attributes(text);
        EXPECT_FALSE(parsed && parsed->length == std::string_view(text).size()) << text;
    }
}

TEST(Attributes, BelongToWhatStandsBefore) {
    EXPECT_EQ(tree("# T {#x .y}"), "heading level=1 id=\"x\" classes=[\"y\"] text \"T\"");
    EXPECT_EQ(tree("T {#x}\n==="), "heading level=1 id=\"x\" text \"T\"");
    EXPECT_EQ(tree("[a](u){.b}"), "paragraph link url=\"u\" classes=[\"b\"] text \"a\"");
    EXPECT_EQ(tree("`a`{.b}"), "paragraph code literal=\"a\" classes=[\"b\"]");
    EXPECT_EQ(tree("x [a *b*]{.c} d"),
              "paragraph text \"x \" span classes=[\"c\"] text \"a \" emphasis text \"b\" text \" "
              "d\"");
    EXPECT_EQ(tree("```{.py #x}\na\n```"), "code_block info=\"py\" id=\"x\" literal=\"a\\n\"");
    EXPECT_EQ(tree("```js {.n}\na\n```"),
              "code_block info=\"js\" classes=[\"n\"] literal=\"a\\n\"");
}

TEST(Attributes, StayTextElsewhere) {
    for (const char* text : {"a {.b}", "[a] {.b}", "a]{.b}", "{#a}", "f(x){#a}", "{.a} b"}) {
        expect_text(text);
    }
    EXPECT_EQ(tree("# a {.b} c"), "heading level=1 text \"a {.b} c\"");
    EXPECT_EQ(tree("```c {1,3}\na\n```"), "code_block info=\"c {1,3}\" literal=\"a\\n\"");
}

TEST(Attributes, ManyBracketsAreRead) {
    std::string closers;
    std::string nested;
    for (int i = 0; i < 20000; ++i) closers += "a]{.b} ";
    for (int i = 0; i < 2000; ++i) nested += '[';
    for (int i = 0; i < 2000; ++i) nested += "a]{.b}";
    EXPECT_EQ(parse(closers).blocks.size(), 1U);
    EXPECT_EQ(parse(nested).blocks.size(), 1U);
}

// ---- Emoji ----

TEST(Emoji, NamesBecomeCharacters) {
    EXPECT_EQ(tree("a :smile: b"), text_only("a 😄 b"));
    EXPECT_EQ(tree("你好:heart:吗"), text_only("你好❤️吗"));
    EXPECT_EQ(tree(":+1::-1:"), text_only("👍👎"));
    EXPECT_EQ(emoji_named("no such name"), "");
}

TEST(Emoji, OthersStayText) {
    for (const char* text :
         {"10:30:45", "a:b:c", ":nosuchname:", "std::b::c", ":smile", "x:heart:"}) {
        expect_text(text);
    }
    EXPECT_EQ(tree("`:smile:`"), "paragraph code literal=\":smile:\"");
    EXPECT_EQ(tree(":label:`x`"), "paragraph text \":label:\" code literal=\"x\"");
}

// ---- Wikilinks ----

TEST(Wikilinks, LeadToFilesAndHeadings) {
    EXPECT_EQ(tree("[[Page]]"), "paragraph link url=\"Page.md\" text \"Page\"");
    EXPECT_EQ(tree("见[[目录/页|文字]]。"),
              "paragraph text \"见\" link url=\"目录/页.md\" text \"文字\" text \"。\"");
    EXPECT_EQ(tree("[[My Page#Some Head|x]]"),
              "paragraph link url=\"My%20Page.md#some-head\" text \"x\"");
    EXPECT_EQ(tree("[[#Some Head]]"), "paragraph link url=\"#some-head\" text \"Some Head\"");
    EXPECT_EQ(tree("[[a.pdf]]"), "paragraph link url=\"a.pdf\" text \"a.pdf\"");
    EXPECT_NE(tree("|a|\n|-|\n|[[p\\|q]]|").find("link url=\"p.md\" text \"q\""),
              std::string::npos);
}

TEST(Wikilinks, OtherBracketsStay) {
    for (const char* text : {"[[ -f x ]]", "a[[i]]", "[[1]]", "[[a", "![[a]]", "[[a]](", "[[]]"}) {
        expect_text(text);
    }
    EXPECT_EQ(tree("`[[a]]`"), "paragraph code literal=\"[[a]]\"");
    EXPECT_EQ(tree("[t](x/[[a]].md)"), "paragraph link url=\"x/[[a]].md\" text \"t\"");
    EXPECT_EQ(tree("[[a]]\n\n[a]: u"), "paragraph text \"[\" link url=\"u\" text \"a\" text \"]\"");
    EXPECT_EQ(tree("[x [[a]] y](u)"), "paragraph link url=\"u\" text \"x [[a]] y\"");
}

// ---- Definition lists ----

TEST(Definitions, FollowTheirTerm) {
    const std::string one =
        "definition_list items: definition_item term: text \"T\" definitions: definition "
        "paragraph text \"a\"";
    EXPECT_EQ(tree("T\n: a"), one);
    EXPECT_EQ(tree("T\n\n:   a"), one);
    EXPECT_EQ(tree("T\n: a\n: b"), one + " definition paragraph text \"b\"");
    EXPECT_EQ(
        tree("T\n: a\n\nU\n: b"),
        one + " definition_item term: text \"U\" definitions: definition paragraph text \"b\"");
    EXPECT_EQ(tree("T\n: a\n\n  b\n\nc"), one + " paragraph text \"b\" paragraph text \"c\"");
    EXPECT_EQ(tree("> T\n> : a"), "block_quote " + one);
}

TEST(Definitions, NeedOneLineAsTerm) {
    EXPECT_EQ(tree("a\nb\n: c"),
              "paragraph text \"a\" soft_break text \"b\" soft_break text \": c\"");
    EXPECT_EQ(tree("# T\n: c"), "heading level=1 text \"T\" paragraph text \": c\"");
    EXPECT_EQ(tree(": c"), text_only(": c"));
    EXPECT_EQ(tree("T\n:c"), "paragraph text \"T\" soft_break text \":c\"");
    // The term turns out to be no paragraph.
    EXPECT_EQ(tree("[a]: u\n: c"), text_only(": c"));
}

// ---- Names ----

TEST(Extensions, AreSwitchedByName) {
    EXPECT_EQ(tree("==a==", parse_format("markdown-mark").value()), text_only("==a=="));
    EXPECT_EQ(tree("a~1~", parse_format("markdown-subscript").value()), text_only("a~1~"));
    EXPECT_EQ(tree("a^1^", parse_format("markdown-superscript").value()), text_only("a^1^"));
    EXPECT_EQ(tree("`a`{.b}", parse_format("markdown-attributes").value()),
              "paragraph code literal=\"a\" text \"{.b}\"");
    EXPECT_EQ(tree(":smile:", parse_format("markdown-emoji").value()), text_only(":smile:"));
    EXPECT_EQ(tree("[[a]]", parse_format("markdown-wikilinks").value()), text_only("[[a]]"));
    EXPECT_EQ(tree("T\n: a", parse_format("markdown-definition_lists").value()),
              "paragraph text \"T\" soft_break text \": a\"");
    EXPECT_EQ(tree("$a$", parse_format("markdown-math").value()), text_only("$a$"));
    EXPECT_EQ(tree("<b>a</b>c", parse_format("markdown-html_ast").value()),
              "paragraph raw_inline format=\"html\" literal=\"<b>\" text \"a\" raw_inline "
              "format=\"html\" literal=\"</b>\" text \"c\"");
    EXPECT_EQ(tree("\\newpage", parse_format("markdown-page_breaks").value()),
              "paragraph text \"\\\\newpage\"");
    EXPECT_EQ(tree("\\newpage", parse_format("markdown-html_ast").value()), "page_break");
    EXPECT_EQ(tree("~~a~~", parse_format("markdown-strikethrough").value()), text_only("~~a~~"));
    EXPECT_EQ(tree("中**文。**字", parse_format("markdown-cjk_emphasis").value()),
              text_only("中**文。**字"));
}

TEST(Extensions, SmartPunctuationIsOffByDefault) {
    EXPECT_EQ(tree("it's a -- b..."), text_only("it's a -- b..."));
    EXPECT_EQ(tree("it's a -- b...", parse_format("markdown+smart").value()),
              text_only("it’s a – b…"));
}

TEST(Extensions, JoinTheExactDialects) {
    EXPECT_EQ(parse_format("gfm")->dialect, Dialect::Gfm);
    EXPECT_EQ(parse_format("gfm-tables")->dialect, Dialect::Gfm);
    EXPECT_EQ(parse_format("commonmark+footnotes")->dialect, Dialect::CommonMark);
    EXPECT_EQ(parse_format("commonmark+math")->dialect, Dialect::Markdown);
    EXPECT_FALSE(parse_format("commonmark+math")->has(Extension::Tables));
    EXPECT_EQ(tree("==a== ~~b~~", parse_format("commonmark+mark").value()),
              "paragraph mark text \"a\" text \" ~~b~~\"");
}

TEST(Extensions, UnknownNamesAreErrors) {
    EXPECT_EQ(parse_format("markdwon").error().hint, "did you mean 'markdown'?");
    EXPECT_EQ(parse_format("markdown+emojis").error().hint, "did you mean 'emoji'?");
    EXPECT_FALSE(parse_format("markdown+"));
    EXPECT_FALSE(parse_format(""));
}

}  // namespace
}  // namespace inkstone::read
