// SPDX-License-Identifier: Apache-2.0
// What `convert` leaves on the disk: whole outputs or none, under every kind of trouble.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/cli/fixture.hpp"

namespace {

using inkstone::testing::CliTest;
using inkstone::testing::Command;
using inkstone::testing::Finished;
using inkstone::testing::kDocument;
using inkstone::testing::TemporaryFolder;
using ::testing::HasSubstr;

// ---- writing -----------------------------------------------------------------------------------

TEST_F(CliTest, OutputFolderIsMade) {
    write("a.md");
    EXPECT_EQ(convert({"a.md", "-o", "new/deep/a.html"}).code, 0);
    EXPECT_EQ(folder_.listing(), "a.md new/deep/a.html");
}

TEST_F(CliTest, InputIsNeverOverwritten) {
    write("a.html", kDocument);
    const Finished done = convert({"a.html", "-o", "a.html"});
    EXPECT_EQ(done.code, 2);
    EXPECT_EQ(read("a.html"), kDocument);
}

TEST_F(CliTest, InputIsNotOverwrittenThroughALinkEither) {
    write("a.md");
    std::filesystem::create_symlink("a.md", folder_ / "soft.html");
    std::filesystem::create_hard_link(folder_ / "a.md", folder_ / "hard.html");
    EXPECT_EQ(convert({"a.md", "-o", "soft.html"}).code, 2);
    EXPECT_EQ(convert({"a.md", "-o", "hard.html"}).code, 2);
    EXPECT_EQ(read("a.md"), kDocument);
}

TEST_F(CliTest, FullDeviceOnStandardOutputIsFour) {
    write("a.md");
    Command made = command({"a.md", "-t", "html", "-o", "-"});
    made.output = "/dev/full";
    const Finished done = inkstone::testing::run(made);
    EXPECT_EQ(done.code, 4);
    EXPECT_THAT(done.err, HasSubstr("standard output"));
}

TEST_F(CliTest, FullDeviceAsFileIsFour) {
    write("a.md");
    EXPECT_EQ(convert({"a.md", "-t", "html", "-o", "/dev/full"}).code, 4);
}

TEST_F(CliTest, DevNullTakesEverything) {
    write("a.md");
    EXPECT_EQ(convert({"a.md", "-t", "html", "-o", "/dev/null"}).code, 0);
}

TEST_F(CliTest, FileSizeLimitKeepsTheOldFileAndLeavesNoOther) {
    write("a.md", std::string(300'000, 'x'));
    write("a.html", "old");
    const Finished done =
        inkstone::testing::run(command_after("ulimit -f 8", {"a.md", "-o", "a.html"}));
    EXPECT_EQ(done.code, 4) << done.err;
    EXPECT_EQ(read("a.html"), "old");
    EXPECT_EQ(folder_.listing(), "a.html a.md");
}

TEST_F(CliTest, ReadOnlyFolderIsFour) {
    if (::geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
    write("a.md");
    make_folder("shut");
    std::filesystem::permissions(folder_ / "shut", std::filesystem::perms::owner_read);
    EXPECT_EQ(convert({"a.md", "-o", "shut/a.html"}).code, 4);
}

TEST_F(CliTest, FolderThatCannotBeMadeIsFour) {
    write("a.md");
    const Finished done = convert({"a.md", "-o", "/proc/inkstone/a.html", "-o", "a.md/x.html"});
    EXPECT_EQ(done.code, 4);
    EXPECT_EQ(folder_.listing(), "a.md");
}

TEST_F(CliTest, NewFilesFollowTheUmask) {
    write("a.md");
    inkstone::testing::run(command_after("umask 027", {"a.md", "-o", "a.html"}));
    struct stat status {};
    ASSERT_EQ(::stat((folder_ / "a.html").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0640U);
}

TEST_F(CliTest, ReplacedFilesKeepTheirPermissions) {
    write("a.md");
    write("a.html", "old");
    ::chmod((folder_ / "a.html").c_str(), 0604);
    EXPECT_EQ(convert({"a.md", "-o", "a.html"}).code, 0);
    struct stat status {};
    ASSERT_EQ(::stat((folder_ / "a.html").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0604U);
    EXPECT_NE(read("a.html"), "old");
}

TEST_F(CliTest, LinkedOutputIsWrittenWhereTheLinkLeads) {
    write("a.md");
    write("real.html", "old");
    std::filesystem::create_symlink("real.html", folder_ / "link.html");
    EXPECT_EQ(convert({"a.md", "-o", "link.html"}).code, 0);
    EXPECT_TRUE(std::filesystem::is_symlink(folder_ / "link.html"));
    EXPECT_THAT(read("real.html"), HasSubstr("<html"));
}

/// A run that is stopped while it waits for its input.
class KilledTest : public CliTest, public ::testing::WithParamInterface<int> {};

TEST_P(KilledTest, LeavesTheOldFileAndNoOther) {
    write("a.html", "old");
    ASSERT_EQ(::mkfifo((folder_ / "pipe").c_str(), 0600), 0);
    const TemporaryFolder scratch;
    const pid_t child = start(command({"pipe", "-o", "a.html"}),
                              "/dev/null",
                              (scratch / "out").string(),
                              (scratch / "err").string());
    ASSERT_GT(child, 0);
    {
        // Opening succeeds once the program reads the pipe: from here on it is in mid-run.
        std::ofstream writer(folder_ / "pipe");
        writer << "# Half a docu" << std::flush;
        ::kill(child, GetParam());
        EXPECT_EQ(inkstone::testing::wait_for(child), 128 + GetParam());
    }
    EXPECT_EQ(read("a.html"), "old");
    EXPECT_EQ(folder_.listing(), "a.html pipe");
}

INSTANTIATE_TEST_SUITE_P(Signals, KilledTest, ::testing::Values(SIGINT, SIGTERM, SIGKILL));

}  // namespace
