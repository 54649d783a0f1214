// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cerrno>
#include <filesystem>

#include "src/resources/file_loader.hpp"
#include "src/resources/open_beneath.hpp"
#include "src/resources/reference.hpp"
#include "tests/cli/command.hpp"

namespace inkstone::resources {
namespace {

using inkstone::testing::TemporaryFolder;
using inkstone::testing::write_file;

class FileLoaderTest : public ::testing::Test {
protected:
    FileLoaderTest() {
        write_file(folder_ / "secret.txt", "secret");
        write_file(folder_ / "root/a.png", "picture");
        write_file(folder_ / "root/sub/b c.png", "deep");
        write_file(folder_ / "root-2/x.png", "neighbour");
    }
    [[nodiscard]] Result<Resource> load(std::string_view reference,
                                        std::uint64_t limit = kMaxResourceBytes) const {
        return FileLoader((folder_ / "root").string(), limit).load(reference);
    }
    void expect_refused(std::string_view reference, const std::string& part) const {
        const Result<Resource> loaded = load(reference);
        ASSERT_FALSE(loaded) << reference;
        EXPECT_EQ(loaded.error().kind, ErrorKind::Input);
        EXPECT_NE(loaded.error().message.find(part), std::string::npos) << loaded.error().message;
    }
    TemporaryFolder folder_;
};

TEST_F(FileLoaderTest, FilesBelowTheRootAreServed) {
    EXPECT_EQ(load("a.png")->bytes, "picture");
    EXPECT_EQ(load("./sub/../a.png")->bytes, "picture");
}

TEST_F(FileLoaderTest, PercentEscapesAndQueriesAreUnderstood) {
    EXPECT_EQ(load("sub/b%20c.png")->bytes, "deep");
    EXPECT_EQ(load("sub/b c.png")->bytes, "deep");
    EXPECT_EQ(load("a.png?v=2#top")->bytes, "picture");
}

TEST_F(FileLoaderTest, LiteralNameWinsOverDecoding) {
    write_file(folder_ / "root/50%25.png", "literal");
    write_file(folder_ / "root/50%.png", "decoded");
    EXPECT_EQ(load("50%25.png")->bytes, "literal");
}

TEST_F(FileLoaderTest, ClimbingOutIsRefused) {
    for (const std::string reference :
         {"../secret.txt", "sub/../../secret.txt", "%2e%2e/secret.txt", "..%2fsecret.txt"}) {
        expect_refused(reference, "leaves the document's folder");
        // By its text alone: the check of the real path is the second line of defence.
        EXPECT_FALSE(relative_path(reference)) << reference;
    }
}

TEST_F(FileLoaderTest, AbsolutePathsAndUrlsAreRefused) {
    expect_refused((folder_ / "root/a.png").string(), "absolute");
    expect_refused("file:///etc/passwd", "file URL");
    expect_refused("FILE:a.png", "file URL");
    expect_refused("https://example.org/a.png", "not in the document's folder");
    expect_refused("//example.org/a.png", "not in the document's folder");
    expect_refused("", "empty");
    expect_refused(std::string_view("a.png\0.txt", 10), "NUL");
}

TEST_F(FileLoaderTest, LinksOutOfTheRootAreRefused) {
    std::filesystem::create_symlink(folder_ / "secret.txt", folder_ / "root/link.png");
    std::filesystem::create_directory_symlink(folder_ / "root-2", folder_ / "root/dir");
    expect_refused("link.png", "symbolic link");
    expect_refused("dir/x.png", "symbolic link");
}

TEST_F(FileLoaderTest, LinksInsideTheRootAreFollowed) {
    std::filesystem::create_symlink(folder_ / "root/a.png", folder_ / "root/link.png");
    EXPECT_EQ(load("link.png")->bytes, "picture");
}

TEST_F(FileLoaderTest, OnlyRegularFilesAreOpened) {
    ASSERT_EQ(::mkfifo((folder_ / "root/pipe").c_str(), 0600), 0);
    expect_refused("pipe", "pipe");
    expect_refused("sub", "folder");
    expect_refused("none.png", "does not exist");
}

/// Both ways of opening must give the same answer to every path.
class OpenBeneathTest : public FileLoaderTest, public ::testing::WithParamInterface<Resolution> {
protected:
    OpenBeneathTest() : root_(std::filesystem::canonical(folder_ / "root").string()) {}
    [[nodiscard]] Opened open(std::string_view relative) const {
        return open_beneath(root_, relative, GetParam());
    }
    void link(const std::filesystem::path& target, const std::string& name) const {
        std::filesystem::create_symlink(target, folder_ / "root" / name);
    }
    std::string root_;
};

TEST_P(OpenBeneathTest, FilesOpenUnderTheirRealPath) {
    EXPECT_EQ(open("a.png").path, root_ + "/a.png");
    EXPECT_EQ(open("sub//./../sub/b c.png").path, root_ + "/sub/b c.png");
    link("sub/b c.png", "relative.png");
    link("sub", "folder");
    link("../a.png", "sub/up.png");
    link(root_ + "/a.png", "absolute.png");
    EXPECT_EQ(open("relative.png").path, root_ + "/sub/b c.png");
    EXPECT_EQ(open("folder/b c.png").path, root_ + "/sub/b c.png");
    EXPECT_EQ(open("folder/up.png").path, root_ + "/a.png");
    EXPECT_EQ(open("absolute.png").path, root_ + "/a.png");
}

TEST_P(OpenBeneathTest, WhatLeavesIsRefused) {
    link("../secret.txt", "out.txt");
    link(folder_ / "secret.txt", "absolute.txt");
    link("..", "up");
    link(folder_ / "root-2", "neighbour");
    link(root_ + "/../secret.txt", "climbing.txt");
    for (const char* path : {"../secret.txt",
                             "sub/../../secret.txt",
                             "out.txt",
                             "absolute.txt",
                             "up/secret.txt",
                             "up/root/a.png",
                             "neighbour/x.png",
                             "climbing.txt"}) {
        const Opened opened = open(path);
        EXPECT_LT(opened.file.number(), 0) << path;
        EXPECT_EQ(opened.error, EXDEV) << path;
    }
}

TEST_P(OpenBeneathTest, WhatIsNoFileIsRefused) {
    link("loop", "loop");
    link("/proc/self/fd/0", "magic");
    ASSERT_EQ(::mkfifo((folder_ / "root/pipe").c_str(), 0600), 0);
    EXPECT_EQ(open("loop").error, ELOOP);
    EXPECT_EQ(open("magic").error, EXDEV);
    EXPECT_EQ(open("pipe").error, ENODEV);
    EXPECT_EQ(open("sub").error, EISDIR);
    EXPECT_EQ(open(".").error, EISDIR);
    EXPECT_EQ(open("none").error, ENOENT);
    EXPECT_EQ(open("a.png/x").error, ENOTDIR);
    EXPECT_EQ(open(std::string(5000, 'x')).error, ENAMETOOLONG);
}

INSTANTIATE_TEST_SUITE_P(Ways,
                         OpenBeneathTest,
                         ::testing::Values(Resolution::Kernel, Resolution::Walk));

TEST_F(FileLoaderTest, SparseGiantIsRefusedWithoutReading) {
    write_file(folder_ / "root/giant", "");
    std::filesystem::resize_file(folder_ / "root/giant", 1ULL << 40U);
    const Result<Resource> loaded = load("giant");
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().kind, ErrorKind::Limit);
}

TEST_F(FileLoaderTest, LimitIsTheLargestSizeServed) {
    EXPECT_TRUE(load("a.png", 7));
    EXPECT_FALSE(load("a.png", 6));
}

TEST_F(FileLoaderTest, MissingRootServesNothing) {
    EXPECT_FALSE(FileLoader((folder_ / "gone").string()).load("a.png"));
}

TEST(NullLoaderTest, ServesNothing) {
    EXPECT_FALSE(NullLoader().load("CMakeLists.txt"));
}

TEST(ReferenceTest, MalformedEscapesStay) {
    EXPECT_EQ(percent_decoded("100%"), "100%");
    EXPECT_EQ(percent_decoded("%zz%4"), "%zz%4");
    EXPECT_EQ(percent_decoded("%41%e4%bd%a0"), "A你");
}

TEST(ReferenceTest, WindowsDriveLooksLikeAScheme) {
    EXPECT_TRUE(is_remote("C:/a.png"));
}

}  // namespace
}  // namespace inkstone::resources
