// SPDX-License-Identifier: Apache-2.0
// The two built-in ResourceLoaders: files below one folder, and nothing at all.
// This is the only road from a document to the file system (architecture.md): every rule about
// what a document may reach stands here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "inkstone/resources.hpp"

namespace inkstone::resources {

/// Largest resource that is read: 64 MiB, far above any picture that belongs in a document.
inline constexpr std::uint64_t kMaxResourceBytes = 64ULL << 20U;

/// Serves regular files below one folder. A reference is taken as written and, when no such file
/// exists, with its percent escapes decoded. Immutable after construction, so thread-safe.
///
/// Refused (ErrorKind::Input): URLs of any scheme and `//host` references, absolute paths, paths
/// that leave the folder by `..` or by a symbolic link (by the kernel's own resolution, see
/// open_beneath.hpp), everything that is no regular file.
/// Refused (ErrorKind::Limit): files above `max_bytes`.
class FileLoader : public ResourceLoader {
public:
    /// `root` need not exist: then every load fails and says so.
    explicit FileLoader(std::string_view root, std::uint64_t max_bytes = kMaxResourceBytes);

    Result<Resource> load(std::string_view reference) const override;

private:
    std::string root_;  ///< canonical absolute path; empty when the folder does not exist
    std::string given_root_;
    std::uint64_t max_bytes_;
};

/// Serves nothing: for input without a folder.
class NullLoader : public ResourceLoader {
public:
    Result<Resource> load(std::string_view reference) const override;
};

}  // namespace inkstone::resources
