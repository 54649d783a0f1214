// SPDX-License-Identifier: Apache-2.0
// A test case with a folder of its own in which it runs `convert`.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/cli/command.hpp"

namespace inkstone::testing {

inline constexpr const char* kDocument = "# Title\n\nSome *text*.\n";

class CliTest : public ::testing::Test {
protected:
    [[nodiscard]] Command command(std::vector<std::string> arguments) const {
        Command made;
        made.words = std::move(arguments);
        made.words.insert(made.words.begin(), INKSTONE_CONVERT);
        made.folder = folder_.path();
        return made;
    }
    /// `convert` under a shell that first does `setup` (ulimit, umask).
    [[nodiscard]] Command command_after(const std::string& setup,
                                        std::vector<std::string> arguments) const {
        Command made = command(std::move(arguments));
        made.words.insert(made.words.begin(), {"sh", "-c", setup + "; exec \"$@\"", "sh"});
        return made;
    }
    Finished convert(std::vector<std::string> arguments) const {
        return inkstone::testing::run(command(std::move(arguments)));
    }
    void write(const std::string& name, const std::string& bytes = kDocument) const {
        write_file(folder_ / name, bytes);
    }
    [[nodiscard]] std::string read(const std::string& name) const {
        return read_file(folder_ / name);
    }

    void make_folder(const std::string& name) const {
        std::filesystem::create_directories(folder_ / name);
    }

    TemporaryFolder folder_;
};

}  // namespace inkstone::testing
