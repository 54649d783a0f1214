// SPDX-License-Identifier: Apache-2.0
#include "src/resources/file_loader.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <memory>
#include <utility>

#include "src/resources/open_beneath.hpp"
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

Failure open_failure(int error, std::string_view reference, const std::string& root) {
    switch (error) {
        case EXDEV:
            return fail(
                ErrorKind::Input,
                fmt::format("'{}' leaves the document's folder by a symbolic link", reference));
        case EISDIR:
            return fail(ErrorKind::Input, fmt::format("'{}' is a folder, not a file", reference));
        case ENODEV:
            return fail(ErrorKind::Input,
                        fmt::format("'{}' is a pipe, a device or a socket, not a file", reference));
        default:
            return fail(ErrorKind::Input,
                        fmt::format("'{}' does not exist or cannot be reached", reference),
                        fmt::format("looked in {}", root));
    }
}

}  // namespace

FileLoader::FileLoader(std::string_view root, std::uint64_t max_bytes)
    : root_(canonical(root.empty() ? "." : std::string(root))),
      given_root_(root),
      max_bytes_(max_bytes) {}

Result<Resource> FileLoader::load(std::string_view reference) const {
    Result<std::string> relative = relative_path(reference);
    if (!relative) return fail(relative.error());
    if (root_.empty()) {
        return fail(ErrorKind::Input, fmt::format("the folder '{}' does not exist", given_root_));
    }
    // From the most literal reading to the most decoded: "50%25.png" may be a file's real name.
    const std::string_view bare = without_query(*relative);
    const std::array<std::string, 3> readings{*relative, std::string(bare), percent_decoded(bare)};
    Opened opened;
    for (const std::string& reading : readings) {
        if (reading.empty() || reading.find('\0') != std::string::npos) continue;
        opened = open_beneath(root_, reading);
        if (opened.file.number() >= 0) break;
    }
    if (opened.file.number() < 0) return open_failure(opened.error, reference, given_root_);
    Result<std::string> bytes = read_descriptor(opened.file.number(), max_bytes_, opened.path);
    if (!bytes) return fail(bytes.error());
    return Resource{*std::move(bytes), std::move(opened.path)};
}

Result<Resource> NullLoader::load(std::string_view reference) const {
    return fail(ErrorKind::Input,
                fmt::format("'{}' cannot be loaded: the document has no folder", reference),
                "set base_path to the folder its files lie in");
}

}  // namespace inkstone::resources
