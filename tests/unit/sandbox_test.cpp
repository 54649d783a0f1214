// SPDX-License-Identifier: Apache-2.0
// What a worker process can still do to the machine, tried in a worker.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "src/batch/run_jobs.hpp"
#include "src/batch/sandbox.hpp"
#include "tests/cli/command.hpp"

namespace inkstone::batch {
namespace {

using inkstone::testing::read_file;
using inkstone::testing::TemporaryFolder;
using inkstone::testing::write_file;

class SandboxTest : public ::testing::Test {
protected:
    SandboxTest() {
        write_file(folder_ / "out/old.txt", "old");
        write_file(folder_ / "in/a.md", "a");
    }
    [[nodiscard]] std::string at(const std::string& name) const {
        return (folder_ / name).string();
    }
    /// Does `attempt` in a worker whose only output lies in `out/`; its text comes back.
    std::string in_worker(const std::function<std::string()>& attempt) const {
        const std::vector<Job> jobs{{Input{at("in/a.md"), {}}, {{at("out/a.html"), nullptr}}}};
        std::string answer = "nothing";
        RunEvents events;
        events.done = [&](std::size_t, const Outcome& outcome) {
            answer = outcome.input_sha256;
            return true;
        };
        events.deliver = [](std::size_t, const Outcome&) {};
        const std::atomic<bool> never{false};
        run_jobs(
            jobs,
            {1, 0, 0},
            [&](const Job&) {
                Outcome outcome;
                outcome.outputs.resize(1);
                outcome.input_sha256 = attempt();
                return outcome;
            },
            events,
            never);
        return answer;
    }
    /// Which means this kernel has; found out in a child, because it cannot be undone.
    static int means() {
        const pid_t child = ::fork();
        if (child == 0) {
            const Confinement got = confine({});
            ::_exit((got.landlock != 0 ? 1 : 0) + (got.seccomp ? 2 : 0));
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        return WEXITSTATUS(status);
    }
    static bool has_landlock() { return (means() & 1) != 0; }
    static bool has_seccomp() { return (means() & 2) != 0; }
    static std::string done(bool success) { return success ? "done" : "refused"; }

    TemporaryFolder folder_;
};

TEST_F(SandboxTest, OutputFolderCanBeWritten) {
    EXPECT_EQ(in_worker([&] {
                  write_file(at("out/.a.tmp"), "new");
                  return done(std::rename(at("out/.a.tmp").c_str(), at("out/a.html").c_str()) == 0);
              }),
              "done");
    EXPECT_EQ(read_file(at("out/a.html")), "new");
}

TEST_F(SandboxTest, InputsCanBeRead) {
    EXPECT_EQ(in_worker([&] { return read_file(at("in/a.md")); }), "a");
}

TEST_F(SandboxTest, NothingElseCanBeWritten) {
    if (!has_landlock()) GTEST_SKIP() << "no Landlock here";
    const auto refused = [&](const std::function<bool()>& attempt) {
        return in_worker([&] { return done(attempt()); }) == "refused";
    };
    EXPECT_TRUE(refused([&] { return ::open(at("in/a.md").c_str(), O_WRONLY) >= 0; }));
    EXPECT_TRUE(refused([&] { return ::open(at("x").c_str(), O_WRONLY | O_CREAT, 0600) >= 0; }));
    EXPECT_TRUE(refused([&] { return ::unlink(at("in/a.md").c_str()) == 0; }));
    EXPECT_TRUE(refused(
        [&] { return std::rename(at("out/old.txt").c_str(), at("in/old.txt").c_str()) == 0; }));
    EXPECT_EQ(read_file(at("in/a.md")), "a");
}

TEST_F(SandboxTest, NoProgramIsStartedAndNoSocketMade) {
    if (!has_seccomp()) GTEST_SKIP() << "no seccomp here";
    EXPECT_EQ(in_worker([] {
                  ::execl("/bin/true", "true", nullptr);
                  return done(errno != EPERM && errno != EACCES);
              }),
              "refused");
    EXPECT_EQ(in_worker([] { return done(::socket(AF_INET, SOCK_STREAM, 0) >= 0); }), "refused");
    EXPECT_EQ(in_worker([] { return done(::socket(AF_UNIX, SOCK_STREAM, 0) >= 0); }), "refused");
}

TEST_F(SandboxTest, PlacesAreTheNearestFoldersThatExist) {
    std::filesystem::create_symlink(at("in"), at("out/link"));
    const auto places = [](std::vector<std::string> paths) {
        std::vector<Job> jobs(1);
        for (std::string& path : paths) jobs[0].targets.push_back({std::move(path), nullptr});
        return writable_places(jobs);
    };
    const std::string real = std::filesystem::canonical(folder_.path()).string();
    EXPECT_EQ(places({at("out/a.pdf"), at("out/b.pdf"), at("out/new/deep/c.pdf")}),
              std::vector<std::string>{real + "/out"});
    EXPECT_EQ(places({at("out/link/a.pdf")}), std::vector<std::string>{real + "/in"});
    EXPECT_EQ(places({at("none/at/all.pdf"), at("out/a.pdf")}), std::vector<std::string>{real});
    EXPECT_TRUE(places({"-"}).empty());
    // Relative ones too, their folder missing or not.
    const std::string here = std::filesystem::current_path().string();
    EXPECT_EQ(places({"no-such-folder/a.pdf"}), std::vector<std::string>{here});
    EXPECT_EQ(places({"a.pdf"}), std::vector<std::string>{here});
}

}  // namespace
}  // namespace inkstone::batch
