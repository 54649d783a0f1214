// SPDX-License-Identifier: Apache-2.0
// Defaults files, metadata files, variables and --explain from outside.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/cli/fixture.hpp"

namespace inkstone::testing {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

using DefaultsTest = CliTest;

TEST_F(DefaultsTest, FileGivesInputOutputAndOptions) {
    write("a.md");
    write("a.css", "p { color: #123456 }\n");
    write("d.yaml",
          "input-files: [a.md]\noutput-file: out.html\ncss: [a.css]\n"
          "metadata:\n  author: [Ann, Bob]\n");
    const Finished done = convert({"-d", "d.yaml"});
    ASSERT_EQ(done.code, 0) << done.err;
    const std::string page = read("out.html");
    EXPECT_THAT(page, HasSubstr("#123456"));
    EXPECT_THAT(page, HasSubstr("Bob"));
}

TEST_F(DefaultsTest, FrontMatterAndTypedOptionsWinOverTheFile) {
    write("a.md", "---\ntitle: Own\npapersize: a6\n---\n\nText.\n");
    write("b.md");
    write("d.yaml", "metadata: {title: Given}\npapersize: a5\nmargin: 1cm\nto: html\n");
    const Finished a = convert({"a.md", "-d", "d.yaml", "-o", "a.html", "--explain"});
    EXPECT_THAT(a.out, ContainsRegex("papersize +a6 +front matter, line 3"));
    EXPECT_THAT(a.out, ContainsRegex("margin +1cm +defaults file d.yaml"));
    const Finished b =
        convert({"b.md", "-d", "d.yaml", "-o", "b.html", "--papersize", "a4", "--explain"});
    EXPECT_THAT(b.out, ContainsRegex("papersize +a4 +command line"));
    ASSERT_EQ(convert({"a.md", "b.md", "-d", "d.yaml"}).code, 0);
    EXPECT_THAT(read("a.html"), HasSubstr("<title>Own</title>"));
    EXPECT_THAT(read("b.html"), HasSubstr("<title>Given</title>"));
    ASSERT_EQ(convert({"b.md", "-d", "d.yaml", "-M", "title=Typed"}).code, 0);
    EXPECT_THAT(read("b.html"), HasSubstr("<title>Typed</title>"));
}

TEST_F(DefaultsTest, LaterFileWins) {
    write("a.md");
    write("one.yaml", "metadata: {title: One, author: Ann}\n");
    write("two.yaml", "metadata: {title: Two}\n");
    ASSERT_EQ(convert({"-d", "one.yaml", "-d", "two.yaml", "a.md", "-o", "a.html"}).code, 0);
    EXPECT_THAT(read("a.html"), HasSubstr("<title>Two</title>"));
    EXPECT_THAT(read("a.html"), HasSubstr("Ann"));
}

TEST_F(DefaultsTest, MistakesAreNamedWithTheirLine) {
    write("a.md");
    write("d.yaml", "to: html\npapersiz: a4\n");
    Finished done = convert({"-d", "d.yaml", "a.md"});
    EXPECT_EQ(done.code, 2);
    EXPECT_THAT(done.err, HasSubstr("d.yaml:2: unknown option 'papersiz'"));
    EXPECT_THAT(done.err, HasSubstr("did you mean 'papersize'?"));
    write("d.yaml", "a: [\n");
    EXPECT_EQ(convert({"-d", "d.yaml", "a.md"}).code, 2);
    EXPECT_EQ(convert({"-d", "none.yaml", "a.md"}).code, 2);
    write("d.yaml", "papersize: nothing\n");
    EXPECT_EQ(convert({"-d", "d.yaml", "a.md", "-t", "pdf"}).code, 1);
}

TEST_F(DefaultsTest, MetadataFileStandsBeneathTheFrontMatter) {
    write("a.md", "---\ntitle: Own\n---\n\nText.\n");
    write("m.yaml", "title: Given\nauthor: {name: Ann}\n");
    ASSERT_EQ(convert({"--metadata-file", "m.yaml", "a.md", "-o", "a.html"}).code, 0);
    EXPECT_THAT(read("a.html"), HasSubstr("<title>Own</title>"));
    EXPECT_THAT(read("a.html"), HasSubstr("Ann"));
}

TEST_F(DefaultsTest, VariablesHavePandocsNames) {
    write("a.md");
    const Finished done = convert({"-V",
                                   "geometry:margin=2cm",
                                   "-V",
                                   "papersize=a5",
                                   "-V",
                                   "fontsize=12pt",
                                   "--explain",
                                   "a.md",
                                   "-t",
                                   "pdf"});
    EXPECT_THAT(done.out, ContainsRegex("margin +2cm,2cm,2cm,2cm"));
    EXPECT_THAT(done.out, ContainsRegex("papersize +a5"));
    EXPECT_THAT(done.out, ContainsRegex("font-size +12pt"));
    const Finished wrong = convert({"-V", "papersiz=a5", "a.md"});
    EXPECT_EQ(wrong.code, 2);
    EXPECT_THAT(wrong.err, HasSubstr("did you mean 'papersize'?"));
    const Finished ignored = convert({"-V", "colorlinks", "a.md", "-t", "html"});
    EXPECT_EQ(ignored.code, 0);
    EXPECT_THAT(ignored.err, HasSubstr("[ignored-option]"));
}

TEST_F(DefaultsTest, ExplainNamesFacesAndUnusedKeysAndWritesNothing) {
    write("a.md", "---\nlayout: post\ntoc: true\n---\n\n# 标题 Title\n");
    const Finished done = convert({"a.md", "--explain"});
    EXPECT_EQ(done.code, 0);
    EXPECT_THAT(done.out, ContainsRegex("Hani +NotoSerifCJK"));
    EXPECT_THAT(done.out, ContainsRegex("toc +true +front matter, line 3"));
    EXPECT_THAT(done.out, HasSubstr("nothing reads: layout (line 2)\n"));
    EXPECT_EQ(folder_.listing(), "a.md");
}

TEST_F(DefaultsTest, RepeatableOptionsTakeOneValueEach) {
    // An input after -M was once taken for a second value of it.
    write("a.md");
    EXPECT_EQ(convert({"-M", "title=T", "a.md", "-o", "a.html"}).code, 0);
}

}  // namespace
}  // namespace inkstone::testing
