// SPDX-License-Identifier: Apache-2.0
#include "src/resources/file_loader.hpp"

#include <fmt/format.h>

#include <array>
#include <climits>
#include <cstdlib>
#include <memory>
#include <utility>

#include "src/resources/read_file.hpp"
#include "src/resources/reference.hpp"

namespace inkstone::resources {

namespace {

struct FreeDeleter {
    void operator()(char* text) const { std::free(text); }
};

/// realpath(3): absolute, no symbolic links, no `..`; empty when the path does not exist.
std::string canonical(const std::string& path) {
    const std::unique_ptr<char, FreeDeleter> resolved(::realpath(path.c_str(), nullptr));
    return resolved ? std::string(resolved.get()) : std::string();
}

bool is_below(std::string_view path, std::string_view root) {
    if (root == "/") return true;
    return path.starts_with(root) && path.size() > root.size() && path[root.size()] == '/';
}

}  // namespace

FileLoader::FileLoader(std::string_view root, std::uint64_t max_bytes)
    : root_(canonical(root.empty() ? "." : std::string(root))),
      given_root_(root),
      max_bytes_(max_bytes) {}

Result<std::string> FileLoader::locate(const std::string& relative,
                                       std::string_view reference) const {
    const std::string path = canonical(root_ + "/" + relative);
    if (path.empty()) {
        return fail(ErrorKind::Input,
                    fmt::format("'{}' does not exist or cannot be reached", reference),
                    fmt::format("looked in {}", given_root_));
    }
    if (!is_below(path, root_)) {
        return fail(ErrorKind::Input,
                    fmt::format("'{}' leaves the document's folder by a symbolic link", reference));
    }
    return path;
}

Result<Resource> FileLoader::load(std::string_view reference) const {
    Result<std::string> relative = relative_path(reference);
    if (!relative) return fail(relative.error());
    if (root_.empty()) {
        return fail(ErrorKind::Input, fmt::format("the folder '{}' does not exist", given_root_));
    }
    // From the most literal reading to the most decoded: "50%25.png" may be a file's real name.
    const std::string_view bare = without_query(*relative);
    const std::array<std::string, 3> readings{*relative, std::string(bare), percent_decoded(bare)};
    Result<std::string> path = fail(ErrorKind::Input, {});
    for (const std::string& reading : readings) {
        if (reading.empty() || reading.find('\0') != std::string::npos) continue;
        path = locate(reading, reference);
        if (path) break;
    }
    if (!path) return fail(path.error());
    Result<std::string> bytes = read_regular_file(*path, max_bytes_);
    if (!bytes) return fail(bytes.error());
    return Resource{*std::move(bytes), *std::move(path)};
}

Result<Resource> NullLoader::load(std::string_view reference) const {
    return fail(ErrorKind::Input,
                fmt::format("'{}' cannot be loaded: the document has no folder", reference),
                "set base_path to the folder its files lie in");
}

}  // namespace inkstone::resources
