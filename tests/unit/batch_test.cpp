// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <numeric>
#include <thread>

#include "src/batch/inputs.hpp"
#include "src/batch/ordered_pool.hpp"
#include "src/batch/output_file.hpp"
#include "src/batch/plan.hpp"
#include "tests/cli/command.hpp"

namespace inkstone::batch {
namespace {

using inkstone::testing::read_file;
using inkstone::testing::TemporaryFolder;
using inkstone::testing::write_file;

// ---- pool --------------------------------------------------------------------------------------

std::vector<std::size_t> delivered_order(std::size_t count, std::size_t threads) {
    std::vector<std::size_t> order;
    run_ordered(
        count,
        threads,
        [](std::size_t index) { return index * 2; },
        [&](std::size_t index, std::size_t doubled) {
            EXPECT_EQ(doubled, index * 2);
            order.push_back(index);
            return true;
        });
    return order;
}

TEST(OrderedPoolTest, ResultsComeInOrderOnceEach) {
    std::vector<std::size_t> expected(500);
    std::iota(expected.begin(), expected.end(), std::size_t{0});
    EXPECT_EQ(delivered_order(500, 1), expected);
    EXPECT_EQ(delivered_order(500, 8), expected);
}

TEST(OrderedPoolTest, NothingToDoIsNoTrouble) {
    EXPECT_TRUE(delivered_order(0, 8).empty());
}

TEST(OrderedPoolTest, StopDropsWhatHasNotBegun) {
    for (const std::size_t threads : {1U, 4U}) {
        std::atomic<std::size_t> begun{0};
        const std::size_t delivered = run_ordered(
            100'000,
            threads,
            [&](std::size_t index) {
                // Slower than the delivery, so that there is always something left to drop.
                if (index > 2) std::this_thread::sleep_for(std::chrono::milliseconds(1));
                return ++begun;
            },
            [](std::size_t index, std::size_t) { return index < 2; });
        EXPECT_EQ(delivered, 3U);
        EXPECT_LT(begun, 100'000U);
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
