// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <csignal>
#include <functional>
#include <map>
#include <new>
#include <numeric>
#include <set>

#include "src/batch/inputs.hpp"
#include "src/batch/output_file.hpp"
#include "src/batch/plan.hpp"
#include "src/batch/run_jobs.hpp"
#include "src/batch/shard.hpp"
#include "src/hash/sha.hpp"
#include "tests/cli/command.hpp"

namespace inkstone::batch {
namespace {

using inkstone::testing::read_file;
using inkstone::testing::TemporaryFolder;
using inkstone::testing::write_file;

// ---- workers -----------------------------------------------------------------------------------

std::vector<Job> numbered_jobs(std::size_t count) {
    std::vector<Job> jobs(count);
    for (std::size_t index = 0; index < count; ++index) {
        jobs[index].input.path = std::to_string(index);
        jobs[index].targets.push_back({"/dev/null", nullptr});
    }
    return jobs;
}

/// What a run of `work` over `count` jobs gave, by index; `order` is that of the delivery.
struct Ran {
    std::map<std::size_t, Outcome> outcomes;
    std::vector<std::size_t> order;
};

Ran ran(std::size_t count,
        const RunLimits& limits,
        const std::function<Outcome(const Job&)>& work) {
    Ran result;
    const std::atomic<bool> never{false};
    RunEvents events;
    events.done = [&](std::size_t index, const Outcome& outcome) {
        result.outcomes[index] = outcome;
        return true;
    };
    events.deliver = [&](std::size_t index, const Outcome&) { result.order.push_back(index); };
    run_jobs(numbered_jobs(count), limits, work, events, never);
    return result;
}

Outcome named(const Job& job) {
    Outcome outcome;
    outcome.outputs.resize(1);
    outcome.outputs[0].status = Status::Ok;
    outcome.outputs[0].sha256 = job.input.path;
    return outcome;
}

TEST(WorkerTest, EveryJobIsDoneOnceAndDeliveredInOrder) {
    std::vector<std::size_t> expected(300);
    std::iota(expected.begin(), expected.end(), std::size_t{0});
    for (const std::size_t workers : {1U, 7U}) {
        const Ran result = ran(300, {workers, 0, 0}, named);
        EXPECT_EQ(result.order, expected);
        for (const auto& [index, outcome] : result.outcomes) {
            EXPECT_EQ(outcome.outputs.at(0).sha256, std::to_string(index));
        }
    }
}

TEST(WorkerTest, CrashFailsThatJobAlone) {
    const Ran result = ran(20, {2, 0, 0}, [](const Job& job) {
        if (job.input.path == "7") std::raise(SIGKILL);
        return named(job);
    });
    ASSERT_EQ(result.outcomes.size(), 20U);
    for (const auto& [index, outcome] : result.outcomes) EXPECT_EQ(outcome.failed, index == 7);
    ASSERT_EQ(result.outcomes.at(7).diagnostics.size(), 1U);
    EXPECT_NE(result.outcomes.at(7).diagnostics[0].message.find("signal 9"), std::string::npos);
    EXPECT_EQ(result.outcomes.at(7).outputs.at(0).diagnostics.size(), 1U);
}

TEST(WorkerTest, JobThatNeverEndsFailsAlone) {
    const Ran result = ran(6, {2, 0.2, 0}, [](const Job& job) {
        while (job.input.path == "3") ::pause();
        return named(job);
    });
    ASSERT_EQ(result.outcomes.size(), 6U);
    for (const auto& [index, outcome] : result.outcomes) EXPECT_EQ(outcome.failed, index == 3);
    EXPECT_EQ(result.outcomes.at(3).diagnostics.at(0).code, "limit");
}

TEST(WorkerTest, MemoryOfOneJobIsBounded) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "sanitizers have a memory of their own";
#endif
    constexpr std::size_t kWanted = std::size_t{256} << 20U;
    const Ran result = ran(4, {1, 0, std::uint64_t{64} << 20U}, [](const Job& job) {
        Outcome outcome = named(job);
        try {
            if (job.input.path == "1")
                outcome.input_sha256 = std::string(kWanted, 'x').substr(0, 1);
        } catch (const std::bad_alloc&) {
            outcome.failed = true;
        }
        return outcome;
    });
    ASSERT_EQ(result.outcomes.size(), 4U);
    for (const auto& [index, outcome] : result.outcomes) EXPECT_EQ(outcome.failed, index == 1);
}

TEST(WorkerTest, StopBeginsNothingNew) {
    std::size_t done = 0;
    const std::atomic<bool> never{false};
    RunEvents events;
    events.done = [&](std::size_t index, const Outcome&) {
        ++done;
        return index < 2;
    };
    events.deliver = [](std::size_t, const Outcome&) {};
    run_jobs(numbered_jobs(1000), {1, 0, 0}, named, events, never);
    EXPECT_EQ(done, 3U);
}

TEST(OutcomeTest, PackedAndUnpackedIsTheSame) {
    Outcome outcome = failed_outcome(2, {ErrorKind::Output, "no room", "hint"}, "a\xFF.md");
    outcome.input_sha256 = "abc";
    outcome.outputs[1].status = Status::Skipped;
    outcome.outputs[1].pages = 7;
    const Outcome back = unpacked(packed(outcome));
    EXPECT_EQ(back.diagnostics, outcome.diagnostics);
    EXPECT_EQ(back.outputs.at(0).diagnostics, outcome.diagnostics);
    EXPECT_EQ(back.outputs.at(1).status, Status::Skipped);
    EXPECT_EQ(back.outputs.at(1).pages, 7U);
    EXPECT_TRUE(back.failed && back.output_failed && !back.cancelled);
    EXPECT_TRUE(unpacked("no cbor").failed);
}

// ---- digests and shards ------------------------------------------------------------------------

// The vectors of FIPS 180-2 appendix B, and a length that needs two blocks of padding.
TEST(ShardTest, PartsCoverEveryInputOnce) {
    std::vector<Job> jobs;
    for (int number = 0; number < 1000; ++number) {
        jobs.push_back({{"docs/" + std::to_string(number) + ".md", ""}, {}});
    }
    std::set<std::string> seen;
    for (const char* text : {"1/3", "2/3", "3/3"}) {
        const auto part = select_shard(jobs, parse_shard(text).value());
        EXPECT_GT(part.size(), 250U) << text;
        for (const Job& job : part) EXPECT_TRUE(seen.insert(job.input.path).second);
    }
    EXPECT_EQ(seen.size(), jobs.size());
    const auto first = select_shard(jobs, parse_shard("0/3").value());
    const auto last = select_shard(jobs, parse_shard("3/3").value());
    ASSERT_EQ(first.size(), last.size());
    EXPECT_EQ(first.front().input, last.front().input);
    EXPECT_EQ(shard_of("./docs/x/../1.md", 64), shard_of("docs/1.md", 64));
}

TEST(ShardTest, NonsenseIsRefused) {
    for (const char* text : {"", "1", "4/3", "1/0", "a/3", "1/3x", "-1/3"}) {
        EXPECT_FALSE(parse_shard(text)) << text;
    }
}

// ---- output files ------------------------------------------------------------------------------

TEST(OutputFileTest, NothingIsVisibleBeforeCommit) {
    const TemporaryFolder folder;
    auto file = OutputFile::open((folder / "a").string());
    ASSERT_TRUE(file);
    ASSERT_TRUE((*file)->write(std::string(1'000'000, 'x')));
    EXPECT_FALSE(std::filesystem::exists(folder / "a"));
    ASSERT_TRUE((*file)->commit());
    EXPECT_EQ(read_file(folder / "a").size(), 1'000'000U);
    EXPECT_EQ(folder.listing(), "a");
}

TEST(OutputFileTest, WithoutCommitTheOldFileStays) {
    const TemporaryFolder folder;
    write_file(folder / "a", "old");
    {
        auto file = OutputFile::open((folder / "a").string());
        ASSERT_TRUE(file);
        ASSERT_TRUE((*file)->write("new"));
    }
    EXPECT_EQ(read_file(folder / "a"), "old");
    EXPECT_EQ(folder.listing(), "a");
}

TEST(OutputFileTest, SmallAndLargePiecesKeepTheirOrder) {
    const TemporaryFolder folder;
    auto file = OutputFile::open((folder / "a").string());
    ASSERT_TRUE(file);
    std::string expected;
    for (std::size_t size : {1U, 65'535U, 3U, 200'000U, 0U, 65'536U, 7U}) {
        const std::string piece(size, static_cast<char>('a' + size % 26));
        ASSERT_TRUE((*file)->write(piece));
        expected += piece;
    }
    ASSERT_TRUE((*file)->commit());
    EXPECT_EQ(read_file(folder / "a"), expected);
}

TEST(OutputFileTest, FullDeviceIsAnOutputError) {
    auto file = OutputFile::open("/dev/full");
    ASSERT_TRUE(file);
    ASSERT_TRUE((*file)->write("x"));
    const Result<void> done = (*file)->commit();
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, ErrorKind::Output);
}

TEST(OutputFileTest, FolderIsNoTarget) {
    const TemporaryFolder folder;
    EXPECT_FALSE(OutputFile::open(folder.path().string()));
}

// ---- inputs ------------------------------------------------------------------------------------

TEST(InputsTest, FolderGivesSortedMarkdownWithoutHiddenEntries) {
    const TemporaryFolder folder;
    for (const char* name : {"b.md", "a.MD", "sub/c.markdown", ".git/d.md", ".e.md", "f.txt"}) {
        write_file(folder / name, "x");
    }
    const std::array<std::string, 1> names{folder.path().string()};
    const Expansion found = expand_inputs(names, false);
    ASSERT_EQ(found.inputs.size(), 3U);
    EXPECT_EQ(found.inputs[0].relative, "a.MD");
    EXPECT_EQ(found.inputs[1].relative, "b.md");
    EXPECT_EQ(found.inputs[2].relative, "sub/c.markdown");
    EXPECT_TRUE(found.errors.empty());
}

TEST(InputsTest, LoopOfLinksEnds) {
    const TemporaryFolder folder;
    write_file(folder / "a.md", "x");
    std::filesystem::create_directory_symlink(folder.path(), folder / "loop");
    const std::array<std::string, 1> names{folder.path().string()};
    EXPECT_EQ(expand_inputs(names, false).inputs.size(), 1U);
}

TEST(InputsTest, SameFileTwiceIsOneInput) {
    const std::array<std::string, 3> names{"x/a.md", "x/./a.md", "x/b/../a.md"};
    EXPECT_EQ(expand_inputs(names, false).inputs.size(), 1U);
}

TEST(InputsTest, MirroredFilesNeverClimb) {
    const std::array<std::string, 3> names{"x/a.md", "../b.md", "/c.md"};
    const Expansion found = expand_inputs(names, true);
    EXPECT_EQ(found.inputs[0].relative, "x/a.md");
    EXPECT_EQ(found.inputs[1].relative, "b.md");
    EXPECT_EQ(found.inputs[2].relative, "c.md");
}

TEST(InputsTest, ListsSplitAtLinesOrNul) {
    using List = std::vector<std::string>;
    EXPECT_EQ(split_list("a\r\n\nb c\n", false), (List{"a", "b c"}));
    EXPECT_EQ(split_list(std::string_view("a\n\0b", 4), true), (List{"a\n", "b"}));
    EXPECT_TRUE(split_list("", false).empty());
}

// ---- plan --------------------------------------------------------------------------------------

const WriterInfo kPdf{"pdf", "pdf", "application/pdf", "", {}, nullptr};
const WriterInfo kHtml{"html", "html", "text/html", "", {}, nullptr};

PlanRequest request() {
    PlanRequest made;
    made.writers = {&kPdf, &kHtml};
    return made;
}

TEST(PlanTest, PdfBesideTheInputIsTheDefault) {
    const auto jobs = plan_jobs({{"docs/a.b.md", "a.b.md"}}, request());
    ASSERT_TRUE(jobs);
    EXPECT_EQ((*jobs)[0].targets[0].path, "docs/a.b.pdf");
}

TEST(PlanTest, OutputsAndFormatsPairUp) {
    PlanRequest wanted = request();
    wanted.outputs = {"x", "y"};
    wanted.formats = {&kHtml, &kPdf};
    const auto jobs = plan_jobs({{"a.md", "a.md"}}, wanted);
    ASSERT_TRUE(jobs);
    EXPECT_EQ((*jobs)[0].targets[1].writer, &kPdf);
    wanted.formats.pop_back();
    EXPECT_FALSE(plan_jobs({{"a.md", "a.md"}}, wanted));
}

TEST(PlanTest, EqualPathsInOtherSpellingsAreSeen) {
    PlanRequest wanted = request();
    wanted.outputs = {"x.pdf", "./y/../x.pdf"};
    EXPECT_FALSE(plan_jobs({{"a.md", "a.md"}}, wanted));
}

TEST(PlanTest, OutputAndFolderExcludeEachOther) {
    PlanRequest wanted = request();
    wanted.outputs = {"x.pdf"};
    wanted.out_dir = "build";
    EXPECT_FALSE(plan_jobs({{"a.md", "a.md"}}, wanted));
}

}  // namespace
}  // namespace inkstone::batch
