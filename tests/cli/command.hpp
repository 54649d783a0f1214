// SPDX-License-Identifier: Apache-2.0
// Running the `convert` program in tests: a folder of its own, arguments in, exit code and both
// outputs back.
#pragma once

#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern char** environ;

namespace inkstone::testing {

namespace fs = std::filesystem;

inline std::string read_file(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline void write_file(const fs::path& path, const std::string& bytes) {
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
}

/// A folder that lives as long as the object.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string name = (fs::temp_directory_path() / "inkstone-test-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        fs::permissions(path_, fs::perms::owner_all, ignored);
        fs::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] const fs::path& path() const { return path_; }
    [[nodiscard]] fs::path operator/(const std::string& name) const { return path_ / name; }

    /// Names of everything in the folder, hidden entries too, sorted and joined by spaces.
    [[nodiscard]] std::string listing() const {
        std::vector<std::string> names;
        for (const auto& entry : fs::recursive_directory_iterator(path_)) {
            if (entry.is_directory()) continue;
            names.push_back(entry.path().lexically_relative(path_).string());
        }
        std::sort(names.begin(), names.end());
        std::string joined;
        for (const std::string& name : names) joined += (joined.empty() ? "" : " ") + name;
        return joined;
    }

private:
    fs::path path_;
};

/// What a finished command left. `code` is 128 + the signal when one ended it.
struct Finished {
    int code = -1;
    std::string out, err;
};

/// A command about to run in `folder`.
struct Command {
    std::vector<std::string> words;
    fs::path folder;
    std::string input;                     ///< text on standard input
    std::string output;                    ///< path for standard output instead of a capture
    std::vector<std::string> environment;  ///< "NAME=value", over the inherited ones
};

inline pid_t start(const Command& command,
                   const std::string& in,
                   const std::string& out,
                   const std::string& err) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    constexpr int kWrite = O_WRONLY | O_CREAT | O_TRUNC;
    posix_spawn_file_actions_addopen(&actions, 0, in.c_str(), O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), kWrite, 0644);
    posix_spawn_file_actions_addopen(&actions, 2, err.c_str(), kWrite, 0644);
    posix_spawn_file_actions_addchdir_np(&actions, command.folder.c_str());
    std::vector<char*> words;
    for (const std::string& word : command.words) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    std::vector<char*> environment;
    // The first of two equal names counts.
    for (const std::string& pair : command.environment) {
        environment.push_back(const_cast<char*>(pair.c_str()));
    }
    for (char** pair = environ; *pair != nullptr; ++pair) environment.push_back(*pair);
    environment.push_back(nullptr);
    pid_t child = -1;
    if (::posix_spawnp(&child, words[0], &actions, nullptr, words.data(), environment.data()) !=
        0) {
        child = -1;
    }
    posix_spawn_file_actions_destroy(&actions);
    return child;
}

inline int wait_for(pid_t child) {
    int status = 0;
    if (child < 0 || ::waitpid(child, &status, 0) != child) return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

inline Finished run(const Command& command) {
    const TemporaryFolder scratch;
    write_file(scratch / "in", command.input);
    const std::string out = command.output.empty() ? (scratch / "out").string() : command.output;
    const pid_t child = start(command, (scratch / "in").string(), out, (scratch / "err").string());
    Finished finished;
    finished.code = wait_for(child);
    if (command.output.empty()) finished.out = read_file(out);
    finished.err = read_file(scratch / "err");
    return finished;
}

}  // namespace inkstone::testing
