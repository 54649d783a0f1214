// SPDX-License-Identifier: Apache-2.0
#include "src/batch/inputs.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <set>
#include <system_error>

#include "src/resources/read_file.hpp"

namespace inkstone::batch {

namespace {

namespace fs = std::filesystem;

bool is_markdown_name(const fs::path& path) {
    std::string extension = path.extension().string();
    for (char& letter : extension) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return extension == ".md" || extension == ".markdown";
}

/// All Markdown files below `folder`, sorted by path, so that a run does not depend on the file
/// system's order.
Result<std::vector<fs::path>> markdown_below(const fs::path& folder) {
    std::vector<fs::path> found;
    std::error_code error;
    fs::recursive_directory_iterator walk(
        folder, fs::directory_options::skip_permission_denied, error);
    const fs::recursive_directory_iterator end;
    while (!error && walk != end) {
        std::error_code ignored;
        const std::string name = walk->path().filename().string();
        const bool hidden = name.starts_with('.');
        if (hidden && walk->is_directory(ignored)) walk.disable_recursion_pending();
        if (!hidden && is_markdown_name(walk->path()) && walk->is_regular_file(ignored)) {
            found.push_back(walk->path());
        }
        walk.increment(error);
    }
    if (error) {
        return fail(ErrorKind::Input,
                    fmt::format("cannot read folder {}: {}", folder.string(), error.message()));
    }
    std::sort(found.begin(), found.end());
    return found;
}

/// Gathers inputs and drops those that came already.
class Gatherer {
public:
    void add(Input input) {
        if (input.path != "-" && !seen_.insert(normal(input.path)).second) return;
        expansion_.inputs.push_back(std::move(input));
    }
    void add_folder(const std::string& name) {
        const Result<std::vector<fs::path>> files = markdown_below(name);
        if (!files) {
            expansion_.errors.push_back(files.error());
            return;
        }
        if (files->empty()) {
            expansion_.errors.push_back(
                {ErrorKind::Input, fmt::format("no Markdown file in folder {}", name), {}});
        }
        for (const fs::path& file : *files) {
            add({file.string(), file.lexically_relative(name).string()});
        }
    }
    [[nodiscard]] Expansion take() { return std::move(expansion_); }

private:
    static std::string normal(const std::string& path) {
        return fs::path(path).lexically_normal().string();
    }
    Expansion expansion_;
    std::set<std::string> seen_;
};

/// A file's place below the output folder.
std::string place_of(const fs::path& path, bool mirror) {
    const fs::path normal = path.lexically_normal();
    const bool inside = normal.is_relative() && !normal.empty() && *normal.begin() != "..";
    return mirror && inside ? normal.string() : path.filename().string();
}

}  // namespace

Expansion expand_inputs(std::span<const std::string> names, bool mirror_files) {
    Gatherer gatherer;
    for (const std::string& name : names) {
        struct stat status {};
        const bool folder = ::stat(name.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
        if (name == "-") {
            gatherer.add({"-", "-"});
        } else if (folder) {
            gatherer.add_folder(name);
        } else {
            gatherer.add({name, place_of(name, mirror_files)});
        }
    }
    return gatherer.take();
}

std::vector<std::string> split_list(std::string_view bytes, bool null_separated) {
    const char separator = null_separated ? '\0' : '\n';
    std::vector<std::string> names;
    while (!bytes.empty()) {
        const std::size_t end = bytes.find(separator);
        std::string_view name = bytes.substr(0, end);
        if (!null_separated && name.ends_with('\r')) name.remove_suffix(1);
        if (!name.empty()) names.emplace_back(name);
        if (end == std::string_view::npos) break;
        bytes.remove_prefix(end + 1);
    }
    return names;
}

Result<std::string> read_input(const std::string& path, std::uint64_t max_bytes) {
    if (path == "-") return resources::read_descriptor(STDIN_FILENO, max_bytes, "standard input");
    // Pipes are welcome here: the user named them (`convert <(…)`).
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0) {
        return fail(ErrorKind::Input,
                    fmt::format("cannot read: {}", std::generic_category().message(errno)));
    }
    Result<std::string> bytes = resources::read_descriptor(descriptor, max_bytes, "the file");
    ::close(descriptor);
    return bytes;
}

}  // namespace inkstone::batch
