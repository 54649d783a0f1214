// SPDX-License-Identifier: Apache-2.0
// Front matter: finding, reading and salvaging the block, and the meaning of its keys.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "src/ast/plain_text.hpp"
#include "src/read/front_matter.hpp"
#include "src/read/markdown.hpp"
#include "src/read/metadata_keys.hpp"

namespace inkstone::read {
namespace {

using Strings = std::vector<std::string>;

struct Reading {
    Document document;
    std::vector<Diagnostic> said;
    [[nodiscard]] const Metadata& meta() const { return document.meta; }
};

Reading read(std::string_view markdown) {
    Diagnostics diagnostics("test.md");
    Result<Document> result = read_markdown(markdown, {}, diagnostics);
    EXPECT_TRUE(result.has_value());
    return {std::move(*result), diagnostics.entries()};
}

/// The metadata of a block with these lines; the text after it must not be touched.
Reading with(std::string_view yaml) {
    Reading reading = read("---\n" + std::string(yaml) + "\n---\nbody\n");
    EXPECT_EQ(reading.document.blocks.size(), 1U) << yaml;
    const auto* body = std::get_if<Paragraph>(&reading.document.blocks.back().node);
    EXPECT_TRUE(body != nullptr && plain_text(body->children) == "body") << yaml;
    return reading;
}

// ---- Finding the block ----

TEST(FrontMatter, ClosesWithDashesOrDots) {
    EXPECT_EQ(with("title: A").meta().title, "A");
    EXPECT_EQ(read("---\ntitle: A\n...\nbody\n").meta().title, "A");
    EXPECT_EQ(read("---  \ntitle: A\n--- \nbody\n").meta().title, "A");
}

TEST(FrontMatter, StandsAfterAByteOrderMarkWithAnyLineEnds) {
    EXPECT_EQ(read("\xEF\xBB\xBF---\r\ntitle: A\r\n---\r\nbody\r\n").meta().title, "A");
}

TEST(FrontMatter, StandsOnlyOnTheFirstLine) {
    const Reading reading = read("\n---\ntitle: A\n---\n");
    EXPECT_TRUE(reading.meta().title.empty());
}

TEST(FrontMatter, UnclosedIsAThematicBreakWithAWarning) {
    const Reading reading = read("---\ntitle: A\n\ntext\n");
    EXPECT_TRUE(std::holds_alternative<ThematicBreak>(reading.document.blocks.at(0).node));
    EXPECT_TRUE(reading.meta().title.empty());
    ASSERT_EQ(reading.said.size(), 1U);
    EXPECT_EQ(reading.said[0].code, "front-matter-unclosed");
    EXPECT_EQ(reading.said[0].position, (SourcePosition{1, 1}));
}

TEST(FrontMatter, ProseBetweenThematicBreaksStaysProse) {
    const Reading reading = read("---\n\nNote: this is text.\nMore of it.\n\n---\n\nb\n");
    EXPECT_EQ(reading.document.blocks.size(), 4U);
    const Reading tight = read("---\nJust a sentence.\n---\n");
    EXPECT_EQ(tight.document.blocks.size(), 2U);
    EXPECT_TRUE(tight.said.empty());
}

TEST(FrontMatter, AnEmptyBlockIsABlock) {
    EXPECT_EQ(read("---\n---\nbody\n").document.blocks.size(), 1U);
    EXPECT_EQ(with("# only a comment").document.blocks.size(), 1U);
}

TEST(FrontMatter, OnlyTheFileItselfMayEndTheBlock) {
    EXPECT_EQ(read("---\ntitle: A\n---").meta().title, "A");
    EXPECT_TRUE(read("---").document.meta.title.empty());
    EXPECT_TRUE(read("---\n").document.meta.title.empty());
}

// ---- Keys ----

TEST(FrontMatter, KeysFoldCaseAndUnderscores) {
    EXPECT_EQ(with("TITLE: A").meta().title, "A");
    EXPECT_EQ(with("Last_Modified_At: 2024-5-1").meta().modified, "2024-5-1");
    EXPECT_EQ(with("toc_depth: 2").meta().extra.at(0).key, "toc-depth");
}

TEST(FrontMatter, AuthorsInEveryShape) {
    EXPECT_EQ(with("author: 张三").meta().authors, Strings{"张三"});
    EXPECT_EQ(with("authors: [A, B]").meta().authors, (Strings{"A", "B"}));
    EXPECT_EQ(with("creator:\n  - name: A\n  - B").meta().authors, (Strings{"A", "B"}));
    EXPECT_EQ(with("byline: {name: A}").meta().authors, Strings{"A"});
    EXPECT_EQ(with("params:\n  author: A").meta().authors, Strings{"A"});
}

TEST(FrontMatter, TitleInEveryShape) {
    EXPECT_EQ(with("title: [{type: main, text: A}, {type: subtitle, text: B}]").meta().title, "A");
    EXPECT_EQ(with("title: [{type: subtitle, text: B}, {text: A}]").meta().subtitle, "B");
    EXPECT_EQ(with("linkTitle: L").meta().title, "L");
    EXPECT_EQ(with("linkTitle: L\ntitle: T").meta().title, "T");
}

TEST(FrontMatter, KeywordsAreSplitAndMerged) {
    EXPECT_EQ(with("keywords: a, b；c、d").meta().keywords, (Strings{"a", "b", "c", "d"}));
    EXPECT_EQ(with("tags: [x, y]\ncategories: [y, z]").meta().keywords, (Strings{"x", "y", "z"}));
    EXPECT_EQ(with("subject: [x]").meta().keywords, Strings{"x"});
    EXPECT_EQ(with("subject: a sentence").meta().description, "a sentence");
}

TEST(FrontMatter, LanguagesBecomeTags) {
    EXPECT_EQ(with("locale: zh_CN").meta().lang, "zh-CN");
    EXPECT_EQ(with("lang: ja").meta().lang, "ja");
    const Reading bad = with("lang: \"no language!\"");
    EXPECT_TRUE(bad.meta().lang.empty());
    ASSERT_EQ(bad.said.size(), 1U);
    EXPECT_EQ(bad.said[0].code, "bad-language");
    EXPECT_EQ(bad.said[0].position.line, 2U);
}

TEST(FrontMatter, DatesStayAsTypedAndSwitchesAreNoDates) {
    EXPECT_EQ(with("date: 2024年5月1日").meta().date, "2024年5月1日");
    EXPECT_EQ(with("published: true").meta().date, "");
    EXPECT_EQ(with("published: 2024-05-01").meta().date, "2024-05-01");
}

TEST(FrontMatter, NullIsNothing) {
    EXPECT_EQ(with("title: ~\nauthor:\nlang: null").meta().title, "");
}

TEST(FrontMatter, OverridesWinAndRepeatedKeysAreLists) {
    Metadata meta;
    meta.title = "old";
    meta.publisher = "P";
    const std::vector<std::pair<std::string, std::string>> given{
        {"Title", "new"}, {"author", "A"}, {"author", "B"}, {"x_y", "z"}};
    override_metadata(meta, given);
    EXPECT_EQ(meta.title, "new");
    EXPECT_EQ(meta.authors, (Strings{"A", "B"}));
    EXPECT_EQ(meta.publisher, "P");
    ASSERT_EQ(meta.extra.size(), 1U);
    EXPECT_EQ(meta.extra[0].key, "x-y");
}

// ---- Bad YAML ----

TEST(FrontMatterSalvage, AnUnquotedColonBelongsToTheValue) {
    const Reading reading = with("title: A: B\nauthor: C");
    EXPECT_EQ(reading.meta().title, "A: B");
    EXPECT_EQ(reading.meta().authors, Strings{"C"});
    ASSERT_EQ(reading.said.size(), 1U);
    EXPECT_EQ(reading.said[0].code, "front-matter-yaml");
    EXPECT_EQ(reading.said[0].position.line, 2U);
    EXPECT_GT(reading.said[0].position.column, 1U);
}

TEST(FrontMatterSalvage, OneBadLineLeavesTheListsWhole) {
    const Reading reading = with("tags:\n  - a\n  - b\ntitle: \"unclosed\nauthors: [x, y]");
    EXPECT_EQ(reading.meta().keywords, (Strings{"a", "b"}));
    EXPECT_EQ(reading.meta().authors, (Strings{"x", "y"}));
    EXPECT_EQ(reading.meta().title, "unclosed");
}

TEST(FrontMatterSalvage, TabsAndTemplatesAndWideColons) {
    EXPECT_EQ(with("title: A\n\tbad: x: y").meta().title, "A");
    EXPECT_EQ(with("title: {{ page.title }}\nauthor: B").meta().authors, Strings{"B"});
    EXPECT_EQ(with("title：标题\nauthor：作者").meta().title, "标题");
    EXPECT_EQ(with("title: @home").meta().title, "@home");
}

TEST(FrontMatterSalvage, NothingToSaveIsHiddenAllTheSame) {
    const Reading reading = with("[unclosed\n{{");
    EXPECT_EQ(reading.said.size(), 1U);
}

TEST(FrontMatterHostile, AliasBombsAreRefused) {
    std::string yaml = "title: T\na0: &a0 [x,x,x,x,x,x,x,x,x,x]";
    for (int i = 1; i < 12; ++i) {
        yaml += "\na" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
        for (int k = 0; k < 10; ++k) {
            yaml += (k == 0 ? "*a" : ",*a") + std::to_string(i - 1);
        }
        yaml += "]";
    }
    const Reading reading = with(yaml);
    EXPECT_EQ(reading.meta().title, "T");
    ASSERT_EQ(reading.said.size(), 1U);
    EXPECT_EQ(reading.said[0].code, "front-matter-yaml");
}

TEST(FrontMatterHostile, AnHonestAliasAndAMergeAreRead) {
    EXPECT_EQ(with("x: &n 张三\nauthor: *n").meta().authors, Strings{"张三"});
    EXPECT_EQ(with("b: &b {name: N}\nauthor: {<<: *b, x: y}").meta().authors, Strings{"N"});
}

TEST(FrontMatterHostile, AnAliasIntoItselfIsRefused) {
    EXPECT_EQ(with("title: T\na: &a [*a]").meta().title, "T");
}

TEST(FrontMatterHostile, DeepNestingIsRefused) {
    for (const int depth : {40, 600, 20'000}) {
        const std::string deep(static_cast<std::size_t>(depth), '[');
        const Reading reading = with("title: T\nx: " + deep);
        EXPECT_EQ(reading.meta().title, "T");
        EXPECT_EQ(reading.said.size(), 1U);
    }
}

TEST(FrontMatterHostile, MoreThan64KilobytesAreSalvaged) {
    const Reading reading = with("title: T\nx: " + std::string(70'000, 'y'));
    EXPECT_EQ(reading.meta().title, "T");
    EXPECT_EQ(reading.said.size(), 1U);
}

// ---- Other forms ----

TEST(FrontMatter, TomlIsHiddenAndItsSimpleLinesAreRead) {
    const Reading reading = read(
        "+++\ntitle = \"A = B\" # c\ndraft = false\ntags = [\"x\", \"y\"]\n[params]\nauthor = 'N'\n"
        "+++\nbody\n");
    EXPECT_EQ(reading.meta().title, "A = B");
    EXPECT_EQ(reading.meta().keywords, (Strings{"x", "y"}));
    EXPECT_EQ(reading.meta().authors, Strings{"N"});
    EXPECT_EQ(reading.document.blocks.size(), 1U);
    ASSERT_EQ(reading.said.size(), 1U);
    EXPECT_EQ(reading.said[0].severity, Severity::Note);
}

TEST(FrontMatter, JsonIsRead) {
    const Reading reading = read("{\n  \"title\": \"A\",\n  \"tags\": [\"x\"]\n}\nbody\n");
    EXPECT_EQ(reading.meta().title, "A");
    EXPECT_EQ(reading.document.blocks.size(), 1U);
}

}  // namespace
}  // namespace inkstone::read
