// SPDX-License-Identifier: Apache-2.0
// The `convert` command from outside: arguments, documents, messages, exit codes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "tests/cli/fixture.hpp"

namespace {

using inkstone::testing::CliTest;
using inkstone::testing::Command;
using inkstone::testing::Finished;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

// ---- asking ------------------------------------------------------------------------------------

TEST_F(CliTest, HelpNamesCoreAndWriterOptions) {
    const Finished done = convert({"--help"});
    EXPECT_EQ(done.code, 0);
    EXPECT_THAT(done.out, HasSubstr("-o, --output FILE"));
    EXPECT_THAT(done.out, HasSubstr("--html safe|escape|raw"));
    EXPECT_EQ(done.err, "");
}

TEST_F(CliTest, ShortHelpIsTheSame) {
    EXPECT_EQ(convert({"-h"}).out, convert({"--help"}).out);
}

TEST_F(CliTest, VersionIsOneLine) {
    const Finished done = convert({"--version"});
    EXPECT_EQ(done.code, 0);
    EXPECT_THAT(done.out, ::testing::MatchesRegex("convert [0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

TEST_F(CliTest, ListFormatsNamesEveryWriter) {
    const Finished done = convert({"--list-formats"});
    EXPECT_EQ(done.code, 0);
    for (const char* name : {"pdf", "epub", "html", "ast", "json"}) {
        EXPECT_THAT(done.out, HasSubstr(name));
    }
}

TEST_F(CliTest, HelpOnAFullDeviceIsAnOutputError) {
    Command help = command({"--help"});
    help.output = "/dev/full";
    EXPECT_EQ(inkstone::testing::run(help).code, 4);
}

// ---- usage errors ------------------------------------------------------------------------------

TEST_F(CliTest, NoInputIsAUsageError) {
    const Finished done = convert({});
    EXPECT_EQ(done.code, 2);
    EXPECT_THAT(done.err, HasSubstr("no input"));
}

TEST_F(CliTest, UnknownOptionNamesTheNearestOne) {
    write("a.md");
    const Finished done = convert({"a.md", "--outptu", "a.html"});
    EXPECT_EQ(done.code, 2);
    EXPECT_THAT(done.err, HasSubstr("unknown option '--outptu'"));
    EXPECT_THAT(done.err, HasSubstr("--output"));
    EXPECT_EQ(folder_.listing(), "a.md");
}

TEST_F(CliTest, UnknownOptionNearAWriterOptionNamesThat) {
    write("a.md");
    EXPECT_THAT(convert({"a.md", "--fragmnet", "-t", "html"}).err, HasSubstr("--fragment"));
}

TEST_F(CliTest, UnknownShortOptionIsAUsageError) {
    write("a.md");
    EXPECT_EQ(convert({"a.md", "-Z"}).code, 2);
}

TEST_F(CliTest, OptionWithoutItsValueIsAUsageError) {
    write("a.md");
    const Finished done = convert({"a.md", "-o"});
    EXPECT_EQ(done.code, 2);
    EXPECT_THAT(done.err, HasSubstr("--output"));
}

// Found by fuzzing: CLI11 lets the exception of std::stoll through.
TEST_F(CliTest, SwitchWithANonsenseValueIsAUsageError) {
    for (const char* option : {"--fragment=-t", "--toc=-x", "--no-toc=--"}) {
        const Finished run = convert({"in.md", option});
        EXPECT_EQ(run.code, 2) << option;
        EXPECT_NE(run.err.find("error"), std::string::npos) << run.err;
    }
}

TEST_F(CliTest, UnknownOutputFormatNamesTheNearestOne) {
    write("a.md");
    const Finished done = convert({"a.md", "-t", "htlm"});
    EXPECT_EQ(done.code, 2);
    EXPECT_THAT(done.err, HasSubstr("did you mean 'html'"));
}

TEST_F(CliTest, UnknownInputFormatNamesTheNearestOne) {
    write("a.md");
    const Finished done = convert({"a.md", "-f", "commonmrak", "-t", "html"});
    EXPECT_EQ(done.code, 2);
    EXPECT_THAT(done.err, HasSubstr("commonmark"));
}

TEST_F(CliTest, UnknownExtensionListsTheKnownOnes) {
    write("a.md");
    const Finished done = convert({"a.md", "-o", "a.docx"});
    EXPECT_EQ(done.code, 2);
    EXPECT_THAT(done.err, HasSubstr(".html"));
}

TEST_F(CliTest, WrongChoiceOfAWriterOptionIsAUsageError) {
    write("a.md");
    const Finished done = convert({"a.md", "--html", "wild", "-o", "a.html"});
    EXPECT_EQ(done.code, 2);
    EXPECT_THAT(done.err, HasSubstr("safe, escape, raw"));
}

TEST_F(CliTest, MetadataWithoutAKeyIsAUsageError) {
    write("a.md");
    EXPECT_EQ(convert({"a.md", "-M", "=x", "-o", "a.html"}).code, 2);
}

TEST_F(CliTest, NumberThatIsNoneIsAUsageError) {
    write("a.md");
    EXPECT_EQ(convert({"a.md", "-j", "many", "-o", "a.html"}).code, 2);
    EXPECT_EQ(convert({"a.md", "--max-nesting", "1e9", "-o", "a.html"}).code, 2);
    EXPECT_EQ(convert({"a.md", "--creation-timestamp", "today", "-o", "a.html"}).code, 2);
}

TEST_F(CliTest, SeveralInputsCannotShareOneOutput) {
    write("a.md");
    write("b.md");
    const Finished done = convert({"a.md", "b.md", "-o", "c.html"});
    EXPECT_EQ(done.code, 2);
    EXPECT_THAT(done.err, HasSubstr("--out-dir"));
}

TEST_F(CliTest, FolderAsOutputPointsToOutDir) {
    write("a.md");
    make_folder("build");
    const Finished done = convert({"a.md", "-o", "build", "-t", "html"});
    EXPECT_EQ(done.code, 2);
    EXPECT_THAT(done.err, HasSubstr("--out-dir build"));
}

TEST_F(CliTest, TwoDocumentsForOneOutputAreRefusedBeforeAnyIsWritten) {
    write("x/a.md");
    write("y/a.md");
    const Finished done = convert({"x/a.md", "y/a.md", "-t", "html", "--out-dir", "out"});
    EXPECT_EQ(done.code, 2);
    EXPECT_THAT(done.err, HasSubstr("written twice"));
    EXPECT_EQ(folder_.listing(), "x/a.md y/a.md");
}

// ---- one document ------------------------------------------------------------------------------

TEST_F(CliTest, FormatComesFromTheExtension) {
    write("a.md");
    const Finished done = convert({"a.md", "-o", "out.html"});
    EXPECT_EQ(done.code, 0) << done.err;
    EXPECT_EQ(done.out, "");
    EXPECT_EQ(done.err, "");
    EXPECT_THAT(read("out.html"), StartsWith("<!DOCTYPE html>"));
}

TEST_F(CliTest, UpperCaseAndShortExtensionsAreKnown) {
    write("a.md");
    EXPECT_EQ(convert({"a.md", "-o", "out.HTM"}).code, 0);
    EXPECT_THAT(read("out.HTM"), HasSubstr("<html"));
}

TEST_F(CliTest, ToWinsOverTheExtension) {
    write("a.md");
    EXPECT_EQ(convert({"a.md", "-o", "out.txt", "-t", "html"}).code, 0);
    EXPECT_THAT(read("out.txt"), HasSubstr("<html"));
}

TEST_F(CliTest, OutputLiesBesideTheInputByDefault) {
    write("docs/a.md");
    EXPECT_EQ(convert({"docs/a.md", "-t", "html"}).code, 0);
    EXPECT_EQ(folder_.listing(), "docs/a.html docs/a.md");
}

TEST_F(CliTest, StandardInputGoesToStandardOutput) {
    Command made = command({"-", "-t", "html", "--fragment"});
    made.input = "Hello *you*\n";
    const Finished done = inkstone::testing::run(made);
    EXPECT_EQ(done.code, 0) << done.err;
    EXPECT_THAT(done.out, HasSubstr("<p>Hello <em>you</em></p>"));
}

TEST_F(CliTest, DashAsOutputIsStandardOutput) {
    write("a.md");
    const Finished done = convert({"a.md", "-o", "-", "-t", "html"});
    EXPECT_EQ(done.code, 0);
    EXPECT_THAT(done.out, HasSubstr("<h1"));
    EXPECT_EQ(folder_.listing(), "a.md");
}

TEST_F(CliTest, SeveralOutputsOfOneReading) {
    write("a.md");
    EXPECT_EQ(convert({"a.md", "-o", "one.html", "-o", "two.json", "-o", "three.html"}).code, 0);
    EXPECT_EQ(folder_.listing(), "a.md one.html three.html two.json");
    EXPECT_EQ(read("one.html"), read("three.html"));
}

TEST_F(CliTest, FragmentLeavesTheHeadOut) {
    write("a.md");
    const Finished done = convert({"a.md", "-o", "-", "-t", "html", "--fragment"});
    EXPECT_THAT(done.out, Not(HasSubstr("<head>")));
}

TEST_F(CliTest, MetadataOverridesFrontMatter) {
    write("a.md", "---\ntitle: Old\n---\n\nText\n");
    EXPECT_EQ(convert({"a.md", "-M", "title=New", "-o", "a.html"}).code, 0);
    EXPECT_THAT(read("a.html"), HasSubstr("<title>New</title>"));
    EXPECT_THAT(read("a.html"), Not(HasSubstr("Old")));
}

TEST_F(CliTest, LangOptionWins) {
    write("a.md", "---\nlang: de\n---\n\nText\n");
    EXPECT_EQ(convert({"a.md", "--lang", "fr", "-o", "a.html"}).code, 0);
    EXPECT_THAT(read("a.html"), HasSubstr("lang=\"fr\""));
}

TEST_F(CliTest, EverythingAfterTwoDashesIsAnInput) {
    write("-odd.md");
    EXPECT_EQ(convert({"-t", "html", "--", "-odd.md"}).code, 0);
    EXPECT_EQ(folder_.listing(), "-odd.html -odd.md");
}

TEST_F(CliTest, NamesWithSpacesAndHanWork) {
    write("我的 文档.md");
    EXPECT_EQ(convert({"我的 文档.md", "-t", "html"}).code, 0);
    EXPECT_EQ(folder_.listing(), "我的 文档.html 我的 文档.md");
}

TEST_F(CliTest, EmptyInputIsADocument) {
    write("a.md", "");
    EXPECT_EQ(convert({"a.md", "-o", "a.html"}).code, 0);
    EXPECT_THAT(read("a.html"), HasSubstr("<html"));
}

TEST_F(CliTest, SameInputGivesTheSameBytes) {
    write("a.md");
    convert({"a.md", "-o", "1.html", "--creation-timestamp", "0"});
    convert({"a.md", "-o", "2.html", "--creation-timestamp", "0"});
    EXPECT_EQ(read("1.html"), read("2.html"));
    EXPECT_NE(read("1.html"), "");
}

// ---- input errors ------------------------------------------------------------------------------

TEST_F(CliTest, MissingInputFails) {
    const Finished done = convert({"none.md", "-o", "a.html"});
    EXPECT_EQ(done.code, 1);
    EXPECT_THAT(done.err, HasSubstr("none.md: error: cannot read"));
    EXPECT_EQ(folder_.listing(), "");
}

TEST_F(CliTest, InputAboveTheByteLimitFails) {
    write("a.md", std::string(2000, 'x'));
    const Finished done = convert({"a.md", "-o", "a.html", "--max-input-bytes", "1000"});
    EXPECT_EQ(done.code, 1);
    EXPECT_THAT(done.err, HasSubstr("[limit]"));
}

TEST_F(CliTest, FolderWithoutMarkdownFails) {
    write("docs/readme.txt");
    const Finished done = convert({"docs", "-t", "html"});
    EXPECT_EQ(done.code, 1);
    EXPECT_THAT(done.err, HasSubstr("no Markdown file in folder docs"));
}

// ---- many documents ----------------------------------------------------------------------------

TEST_F(CliTest, FolderIsMirroredUnderOutDir) {
    write("docs/a.md");
    write("docs/deep/er/b.markdown");
    write("docs/.hidden/c.md");
    write("docs/notes.txt");
    const Finished done = convert({"docs", "-t", "html", "--out-dir", "out/new"});
    EXPECT_EQ(done.code, 0) << done.err;
    EXPECT_EQ(folder_.listing(),
              "docs/.hidden/c.md docs/a.md docs/deep/er/b.markdown docs/notes.txt "
              "out/new/a.html out/new/deep/er/b.html");
}

TEST_F(CliTest, SeveralFormatsForEveryDocument) {
    write("a.md");
    write("b.md");
    EXPECT_EQ(convert({"a.md", "b.md", "-t", "html,json", "--out-dir", "out"}).code, 0);
    EXPECT_EQ(folder_.listing(), "a.md b.md out/a.html out/a.json out/b.html out/b.json");
}

TEST_F(CliTest, OneFailureDoesNotStopTheOthers) {
    write("a.md");
    write("c.md");
    const Finished done = convert({"a.md", "none.md", "c.md", "-t", "html"});
    EXPECT_EQ(done.code, 1);
    EXPECT_EQ(folder_.listing(), "a.html a.md c.html c.md");
    EXPECT_THAT(done.err, HasSubstr("3 documents, 2 outputs written, 1 failed"));
}

TEST_F(CliTest, FailFastStopsAfterTheFirstFailure) {
    write("c.md");
    const Finished done = convert({"none.md", "c.md", "-t", "html", "--fail-fast", "-j", "1"});
    EXPECT_EQ(done.code, 1);
    EXPECT_EQ(folder_.listing(), "c.md");
}

TEST_F(CliTest, FilesFromReadsNamesAndKeepsTheirFolders) {
    write("x/a.md");
    write("y/a.md");
    write("list", "x/a.md\r\n\ny/a.md\n");
    EXPECT_EQ(convert({"--files-from", "list", "-t", "html", "--out-dir", "out"}).code, 0);
    EXPECT_EQ(folder_.listing(), "list out/x/a.html out/y/a.html x/a.md y/a.md");
}

TEST_F(CliTest, FilesFromStandardInputWithNulBytes) {
    write("new\nline.md");
    Command made = command({"--files-from", "-", "--null", "-t", "html"});
    made.input = std::string("new\nline.md\0", 12);
    EXPECT_EQ(inkstone::testing::run(made).code, 0);
    EXPECT_EQ(folder_.listing(), "new\nline.html new\nline.md");
}

TEST_F(CliTest, ThreadsDoNotChangeOutputsOrMessages) {
    for (int number = 0; number < 40; ++number) {
        write("docs/" + std::to_string(number) + ".md",
              "---\ndate: soon\n---\n# " + std::to_string(number) + "\n");
    }
    const Finished one = convert({"docs", "-t", "html", "--out-dir", "1", "-j", "1"});
    const Finished many = convert({"docs", "-t", "html", "--out-dir", "8", "-j", "8"});
    EXPECT_EQ(one.code, 0);
    EXPECT_EQ(one.err, many.err);
    EXPECT_THAT(one.err, HasSubstr("docs/7.md"));
    for (int number = 0; number < 40; ++number) {
        const std::string name = "/" + std::to_string(number) + ".html";
        EXPECT_EQ(read("1" + name), read("8" + name));
        EXPECT_NE(read("1" + name), "");
    }
}

// ---- messages ----------------------------------------------------------------------------------

constexpr const char* kWithWarning = "---\ndate: soon\n---\n\nText\n";

TEST_F(CliTest, WarningsDoNotFailARun) {
    write("a.md", kWithWarning);
    const Finished done = convert({"a.md", "-o", "a.html"});
    EXPECT_EQ(done.code, 0);
    EXPECT_THAT(done.err, HasSubstr("a.md: warning: "));
    EXPECT_THAT(done.err, HasSubstr("[unclear-date]"));
    EXPECT_THAT(done.err, HasSubstr("\n  hint: "));
}

TEST_F(CliTest, FailIfWarningsGivesThreeAndStillWrites) {
    write("a.md", kWithWarning);
    EXPECT_EQ(convert({"a.md", "-o", "a.html", "--fail-if-warnings"}).code, 3);
    EXPECT_EQ(folder_.listing(), "a.html a.md");
}

TEST_F(CliTest, FailIfWarningsWithoutWarningsIsZero) {
    write("a.md");
    EXPECT_EQ(convert({"a.md", "-o", "a.html", "--fail-if-warnings"}).code, 0);
}

TEST_F(CliTest, FailOnMissingGlyphsGivesThreeAndNamesThePlace) {
    write("a.md", "# Title\n\nbefore \xEE\x80\x80 after\n");
    const Finished done = convert({"a.md", "-o", "a.pdf", "--fail-on-missing-glyphs"});
    EXPECT_EQ(done.code, 3);
    EXPECT_THAT(done.err, HasSubstr("a.md:3:8: warning: no font has U+E000"));
    EXPECT_THAT(done.err, HasSubstr("\n  hint: a private-use character"));
    EXPECT_EQ(folder_.listing(), "a.md a.pdf");
    EXPECT_EQ(convert({"a.md", "-o", "a.pdf"}).code, 0);
}

TEST_F(CliTest, FailOnMissingGlyphsPassesOverOtherWarnings) {
    write("a.md", kWithWarning);
    EXPECT_EQ(convert({"a.md", "-o", "a.pdf", "--fail-on-missing-glyphs"}).code, 0);
}

TEST_F(CliTest, AnUnknownFontFamilyIsAWarningWithTheNearest) {
    write("a.md");
    const Finished done = convert({"a.md", "-o", "a.pdf", "--mainfont", "Noto Serrif"});
    EXPECT_EQ(done.code, 0);
    EXPECT_THAT(done.err, HasSubstr("'Noto Serrif' is not installed"));
    EXPECT_THAT(done.err, HasSubstr("did you mean 'Noto Serif'?"));
}

TEST_F(CliTest, QuietHidesWarningsButCountsThem) {
    write("a.md", kWithWarning);
    const Finished done = convert({"a.md", "-o", "a.html", "-q", "--fail-if-warnings"});
    EXPECT_EQ(done.code, 3);
    EXPECT_EQ(done.err, "");
}

TEST_F(CliTest, QuietShowsErrors) {
    EXPECT_THAT(convert({"none.md", "-o", "a.html", "-q"}).err, HasSubstr("error"));
}

TEST_F(CliTest, JsonDiagnosticsAreOneObjectALine) {
    write("a \"b\".md", kWithWarning);
    const Finished done = convert({"a \"b\".md", "-o", "a.html", "--diagnostics", "json"});
    EXPECT_EQ(done.code, 0);
    EXPECT_THAT(done.err, StartsWith("{\"file\":\"a \\\"b\\\".md\",\"line\":"));
    EXPECT_THAT(done.err, HasSubstr("\"severity\":\"warning\",\"code\":\"unclear-date\""));
    EXPECT_EQ(std::count(done.err.begin(), done.err.end(), '\n'), 1);
}

TEST_F(CliTest, MessagesOfSeveralOutputsAreNotRepeated) {
    write("a.md", kWithWarning);
    const std::string err = convert({"a.md", "-o", "a.html", "-o", "b.html"}).err;
    EXPECT_EQ(err.find("unclear-date"), err.rfind("unclear-date"));
}

TEST_F(CliTest, EscapeSequencesDoNotReachTheTerminal) {
    write("a.md", "---\ndate: \"\\e[31msoon\"\n---\n");
    EXPECT_THAT(convert({"a.md", "-o", "a.html"}).err, Not(HasSubstr("\x1b")));
}

TEST_F(CliTest, PdfEngineIsIgnoredWithOneWarning) {
    write("a.md");
    const Finished done = convert({"a.md", "--pdf-engine=xelatex", "-o", "a.html"});
    EXPECT_EQ(done.code, 0);
    EXPECT_THAT(done.err, HasSubstr("--pdf-engine xelatex is ignored"));
}

TEST_F(CliTest, VerbosePrintsASummary) {
    write("a.md");
    EXPECT_THAT(convert({"a.md", "-o", "a.html", "-v"}).err, HasSubstr("1 documents, 1 outputs"));
}

}  // namespace
