// SPDX-License-Identifier: Apache-2.0
// Runs of many documents from outside: report, resume, --if-changed, shards, limits, kill -9.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "tests/cli/fixture.hpp"

namespace inkstone::testing {
namespace {

using ::testing::HasSubstr;
using Json = nlohmann::json;

std::vector<Json> lines_of(const std::string& report) {
    std::vector<Json> lines;
    std::istringstream in(report);
    for (std::string line; std::getline(in, line);) lines.push_back(Json::parse(line));
    return lines;
}

std::map<std::string, std::string> status_by_output(const std::string& report) {
    std::map<std::string, std::string> all;
    for (const Json& line : lines_of(report)) all[line["output"]] = line["status"];
    return all;
}

/// A document that takes seconds: the only way to see what happens in the middle of one.
std::string long_document() {
    std::string text;
    for (int paragraph = 0; paragraph < 60'000; ++paragraph) {
        text += "Paragraph " + std::to_string(paragraph) + " 段落的文字。\n\n";
    }
    return text;
}

class BatchRunTest : public CliTest {
protected:
    void write_documents(int count) const {
        for (int number = 0; number < count; ++number) {
            write("docs/" + std::to_string(number) + ".md",
                  "# 第 " + std::to_string(number) + " 章\n\nText.\n");
        }
    }
    Finished run_documents(std::vector<std::string> more) const {
        more.insert(more.begin(), {"docs", "-t", "html", "--out-dir", "out"});
        return convert(std::move(more));
    }
};

TEST_F(BatchRunTest, ReportHasOneLineForEachOutput) {
    write("docs/a.md", "# A\n");
    write("docs/b.md", "---\ndate: soon\n---\n# B\n");
    const Finished done =
        convert({"docs", "gone.md", "-t", "html,pdf", "--out-dir", "out", "--report", "r.jsonl"});
    EXPECT_EQ(done.code, 1);
    const std::vector<Json> lines = lines_of(read("r.jsonl"));
    ASSERT_EQ(lines.size(), 6U);
    for (const Json& line : lines) {
        const bool gone = line["input"] == "gone.md";
        EXPECT_EQ(line["status"], gone ? "failed" : "ok");
        EXPECT_EQ(line["sha256"].get<std::string>().size(), gone ? 0U : 64U);
        EXPECT_EQ(line["warnings"] > 0, line["input"] == "docs/b.md");
        EXPECT_EQ(line["pages"], line["format"] == "pdf" && !gone ? 1 : 0);
        EXPECT_TRUE(line["ms"].is_number());
        if (gone) {
            EXPECT_EQ(line["diagnostics"][0]["code"], "input");
        } else {
            EXPECT_EQ(line["bytes"], read(line["output"].get<std::string>()).size());
        }
    }
}

TEST_F(BatchRunTest, OneDocumentIsReportedTheSameWay) {
    write("a.md");
    EXPECT_EQ(convert({"a.md", "-o", "a.html", "--report", "x/r.jsonl"}).code, 0);
    const std::vector<Json> lines = lines_of(read("x/r.jsonl"));
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0]["output"], "a.html");
}

TEST_F(BatchRunTest, ReportThatCannotBeWrittenIsFour) {
    write("a.md");
    EXPECT_EQ(convert({"a.md", "-o", "a.html", "--report", "/dev/full"}).code, 4);
}

TEST_F(BatchRunTest, IfChangedSkipsOnlyWhatIsCurrent) {
    write_documents(4);
    const std::vector<std::string> again = {"--if-changed", "--report", "r.jsonl"};
    EXPECT_EQ(run_documents(again).code, 0);
    const std::string first = read("out/2.html");
    EXPECT_THAT(run_documents(again).err, HasSubstr("0 outputs written, 4 up to date"));

    write("docs/2.md", "# Other\n");
    EXPECT_THAT(run_documents(again).err, HasSubstr("1 outputs written, 3 up to date"));
    EXPECT_NE(read("out/2.html"), first);
    // A changed output, and options of the run.
    write("out/1.html", "damaged");
    EXPECT_THAT(run_documents(again).err, HasSubstr("1 outputs written, 3 up to date"));
    EXPECT_THAT(run_documents({"--if-changed", "--lang", "en"}).err, HasSubstr("4 outputs"));
    EXPECT_EQ(status_by_output(read("r.jsonl")).at("out/2.html"), "skipped");
}

TEST_F(BatchRunTest, IfChangedSeesTheFilesADocumentReads) {
    write("docs/x/a.md");
    write("docs/x/s.css", "p { color: red }");
    write("docs/y/b.md");
    write("docs/y/s.css", "p { color: black }");
    const std::vector<std::string> arguments = {
        "docs", "-t", "html,epub", "--out-dir", "out", "--if-changed", "--css", "s.css"};
    convert(arguments);
    EXPECT_THAT(convert(arguments).err, HasSubstr("0 outputs written, 4 up to date"));
    write("docs/x/s.css", "p { color: blue }");
    EXPECT_THAT(convert(arguments).err, HasSubstr("2 outputs written, 2 up to date"));
    EXPECT_THAT(read("out/x/a.html"), HasSubstr("blue"));
}

TEST_F(BatchRunTest, LinksBetweenDocumentsLeadToTheirOutputs) {
    write("docs/a.md",
          "[b](sub/b.md#标题) [[sub/b|w]] [up](../other.md) [web](https://x.test/b.md) "
          "[self](a.md) [gone](c.md) ![i](b.md)\n");
    write("docs/sub/b.md", "# 标题\n\n[a](../a.md?x=1) [d](d%20e.md)\n");
    write("docs/sub/d e.md", "text\n");
    EXPECT_EQ(convert({"docs", "-t", "html,pdf", "--out-dir", "out"}).code, 0);
    const std::string a = read("out/a.html");
    EXPECT_THAT(a, HasSubstr("href=\"sub/b.html#%E6%A0%87%E9%A2%98\""));
    EXPECT_THAT(a, HasSubstr("<a href=\"sub/b.html\">w</a>"));
    EXPECT_THAT(a, HasSubstr("href=\"../other.md\""));
    EXPECT_THAT(a, HasSubstr("href=\"https://x.test/b.md\""));
    EXPECT_THAT(a, HasSubstr("href=\"a.html\""));
    EXPECT_THAT(a, HasSubstr("href=\"c.md\""));
    EXPECT_THAT(read("out/sub/b.html"), HasSubstr("href=\"../a.html?x=1\""));
    EXPECT_THAT(read("out/sub/b.html"), HasSubstr("href=\"d%20e.html\""));
    EXPECT_THAT(read("out/sub/b.pdf"), HasSubstr("%PDF"));
    // One document alone keeps what was typed.
    convert({"docs/a.md", "-o", "alone.html"});
    EXPECT_THAT(read("alone.html"), HasSubstr("href=\"sub/b.md#"));
}

TEST_F(BatchRunTest, IfChangedSeesWhereLinksLead) {
    write("docs/a.md", "[b](b.md)\n");
    write("docs/x.md", "text\n");
    const std::vector<std::string> arguments = {
        "docs", "-t", "html", "--out-dir", "out", "--if-changed"};
    convert(arguments);
    EXPECT_THAT(read("out/a.html"), HasSubstr("href=\"b.md\""));
    write("docs/b.md", "new\n");
    EXPECT_THAT(convert(arguments).err, HasSubstr("2 outputs written, 1 up to date"));
    EXPECT_THAT(read("out/a.html"), HasSubstr("href=\"b.html\""));
}

TEST_F(BatchRunTest, ShardsLinkToEachOther) {
    write("docs/a.md", "[b](b.md) [c](c.md) [d](d.md)\n");
    for (const char* name : {"b", "c", "d"}) write(std::string("docs/") + name + ".md", "x\n");
    for (const char* part : {"1/3", "2/3", "3/3"}) {
        convert({"docs", "-t", "html", "--out-dir", "out", "--shard", part});
    }
    for (const char* name : {"b", "c", "d"}) {
        EXPECT_THAT(read("out/a.html"), HasSubstr(std::string("href=\"") + name + ".html\""));
    }
}

TEST_F(BatchRunTest, BrokenRecordsOfOutputsCostAConversionOnly) {
    write_documents(2);
    run_documents({"--if-changed"});
    write("out/.inkstone/0.html.json", "{\"record\":1,\"key\":");
    write("out/.inkstone/1.html.json", "[]");
    const Finished done = run_documents({"--if-changed"});
    EXPECT_EQ(done.code, 0);
    EXPECT_THAT(done.err, HasSubstr("2 outputs written"));
}

TEST_F(BatchRunTest, WarningsOfSkippedDocumentsStillCount) {
    write("docs/a.md", "---\ndate: soon\n---\nText\n");
    run_documents({"--if-changed"});
    const Finished done = run_documents({"--if-changed", "--fail-if-warnings"});
    EXPECT_EQ(done.code, 3);
    EXPECT_THAT(done.err, HasSubstr("unclear-date"));
}

TEST_F(BatchRunTest, ResumeConvertsWhatTheReportLacks) {
    write_documents(6);
    EXPECT_EQ(run_documents({"--report", "r.jsonl"}).code, 0);
    // What a killed run leaves: fewer lines, the last one cut.
    std::string cut = read("r.jsonl");
    cut.resize(cut.size() - 100);
    write("r.jsonl", cut);
    const Finished done = run_documents({"--resume", "r.jsonl", "--report", "r.jsonl"});
    EXPECT_EQ(done.code, 0);
    EXPECT_THAT(done.err, HasSubstr("1 outputs written, 5 up to date"));
    std::string report = read("r.jsonl");
    const std::size_t broken = report.find(cut.substr(cut.rfind('\n') + 1) + "\n");
    ASSERT_NE(broken, std::string::npos);
    report.erase(broken, report.find('\n', broken) - broken + 1);
    EXPECT_EQ(status_by_output(report).size(), 6U);
    // A changed input is done again.
    write("docs/3.md", "changed\n");
    EXPECT_THAT(run_documents({"--resume", "r.jsonl"}).err, HasSubstr("1 outputs written, 5 up"));
}

TEST_F(BatchRunTest, ShardsTogetherDoEverythingOnce) {
    write_documents(12);
    std::map<std::string, std::string> all;
    for (const char* part : {"1/3", "2/3", "3/3"}) {
        EXPECT_EQ(run_documents({"--shard", part, "--report", "r.jsonl"}).code, 0);
        for (const auto& [output, status] : status_by_output(read("r.jsonl"))) {
            EXPECT_TRUE(all.emplace(output, status).second) << output;
        }
    }
    EXPECT_EQ(all.size(), 12U);
    EXPECT_EQ(run_documents({"--shard", "4/3"}).code, 2);
}

TEST_F(BatchRunTest, DocumentThatTakesTooLongFailsAlone) {
    write_documents(3);
    write("docs/long.md", long_document());
    const Finished done = convert(
        {"docs", "-t", "pdf", "--out-dir", "out", "--timeout", "0.5", "--report", "r.jsonl"});
    EXPECT_EQ(done.code, 1);
    EXPECT_THAT(done.err, HasSubstr("docs/long.md: error: not done after 0.5 seconds"));
    EXPECT_EQ(status_by_output(read("r.jsonl")).at("out/long.pdf"), "failed");
    EXPECT_EQ(read("out/2.pdf").substr(0, 5), "%PDF-");
    EXPECT_FALSE(fs::exists(folder_ / "out/long.pdf"));
}

TEST_F(BatchRunTest, LimitsHoldForASingleDocumentToo) {
    write("long.md", long_document());
    EXPECT_EQ(convert({"long.md", "-o", "a.pdf", "--timeout", "0.3"}).code, 1);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    EXPECT_EQ(convert({"long.md", "-o", "a.html", "--max-memory", "8M"}).code, 1);
#endif
    EXPECT_EQ(folder_.listing(), "long.md");
    for (const char* nonsense : {"0", "-1", "x", "1s"}) {
        EXPECT_EQ(convert({"long.md", "--timeout", nonsense}).code, 2) << nonsense;
        EXPECT_EQ(convert({"long.md", "--max-memory", nonsense}).code, 2) << nonsense;
    }
}

TEST_F(BatchRunTest, InterruptedRunLeavesWholeFilesAndAReport) {
    for (int number = 0; number < 40; ++number) {
        write("docs/" + std::to_string(number) + ".md", std::string(60'000, 'x') + "\n\n段落\n");
    }
    const Command made = command({"docs", "-t", "pdf", "--out-dir", "out", "--report", "r.jsonl"});
    const pid_t child = start(made, "/dev/null", "/dev/null", "/dev/null");
    for (int tries = 0; tries < 2000 && read("r.jsonl").empty(); ++tries) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    ::kill(child, SIGINT);
    EXPECT_EQ(wait_for(child), 128 + SIGINT);
    const auto reported = status_by_output(read("r.jsonl"));
    EXPECT_FALSE(reported.empty());
    for (const auto& [output, status] : reported) {
        EXPECT_EQ(status, "ok");
        EXPECT_EQ(read(output).substr(0, 5), "%PDF-");
    }
    EXPECT_EQ(folder_.listing().find(".tmp"), std::string::npos);
}

/// Everything below a folder, name by name.
std::map<std::string, std::string> contents(const fs::path& folder) {
    std::map<std::string, std::string> all;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) {
            all[entry.path().lexically_relative(folder).string()] = read_file(entry.path());
        }
    }
    return all;
}

TEST_F(BatchRunTest, KilledAndStartedAgainEndsWithTheSameBytes) {
    write_documents(60);
    Command made = command({"docs",
                            "-t",
                            "html,epub",
                            "--out-dir",
                            "out",
                            "--if-changed",
                            "-j",
                            "2",
                            "--report",
                            "r.jsonl"});
    made.environment = {"SOURCE_DATE_EPOCH=1700000000"};
    EXPECT_EQ(inkstone::testing::run(made).code, 0);
    const auto whole = contents(folder_ / "out");
    ASSERT_EQ(whole.size(), 240U);  // two outputs and two records a document
    fs::remove_all(folder_ / "out");
    // 20 moments, spread over the time that the run takes.
    for (int moment = 0; moment < 20; ++moment) {
        const pid_t child = start(made, "/dev/null", "/dev/null", "/dev/null");
        std::this_thread::sleep_for(std::chrono::milliseconds(4 + (moment * 37) % 90));
        ::kill(child, SIGKILL);
        wait_for(child);
        if (moment % 5 == 4) fs::remove_all(folder_ / "out");
    }
    EXPECT_EQ(inkstone::testing::run(made).code, 0);
    EXPECT_EQ(contents(folder_ / "out"), whole);
}

}  // namespace
}  // namespace inkstone::testing
