// SPDX-License-Identifier: Apache-2.0
#include "src/serve/file_watcher.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace inkstone::serve {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// Changes belong together when less than the first passes between them; the second bounds a
/// stream of changes that does not end.
constexpr int kPauseMs = 60;
constexpr std::chrono::milliseconds kLongest{500};

constexpr std::uint32_t kEvents =
    IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE | IN_ONLYDIR;

/// A document in a home folder must not take all watches that a user has.
constexpr std::size_t kMostFolders = 4096;

bool counts(std::string_view name) {
    return !name.empty() && name.front() != '.' && name.back() != '~';
}

std::string joined(const std::string& folder, std::string_view name) {
    return (fs::path(folder) / name).lexically_normal().string();
}

}  // namespace

FileWatcher::FileWatcher() : descriptor_(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {}

FileWatcher::~FileWatcher() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

Result<void> FileWatcher::add(const std::string& folder, bool deep) {
    const int watch = ::inotify_add_watch(descriptor_, folder.c_str(), kEvents);
    if (watch < 0) {
        return fail(
            ErrorKind::Input,
            fmt::format("cannot watch {}: {}", folder, std::generic_category().message(errno)),
            errno == ENOSPC ? "raise fs.inotify.max_user_watches" : "");
    }
    if (watches_.size() >= kMostFolders && watches_.count(watch) == 0) {
        ::inotify_rm_watch(descriptor_, watch);
        return fail(ErrorKind::Limit,
                    fmt::format("more than {} folders: the rest is not watched", kMostFolders));
    }
    Watch& entry = watches_[watch];
    entry.folder = folder;
    entry.deep = entry.deep || deep;
    if (!deep) return {};
    std::error_code error;
    for (fs::directory_iterator entries(folder, error), end; !error && entries != end;
         entries.increment(error)) {
        const bool below = entries->is_directory(error) && !entries->is_symlink(error);
        if (!below || !counts(entries->path().filename().string())) continue;
        if (Result<void> added = add(entries->path().string(), true); !added) return added;
    }
    return {};
}

Changes FileWatcher::take() {
    Changes changes;
    const Clock::time_point start = Clock::now();
    pollfd polled{descriptor_, POLLIN, 0};
    do {
        read_events(changes);
    } while (::poll(&polled, 1, kPauseMs) > 0 && Clock::now() - start < kLongest);
    return changes;
}

void FileWatcher::read_events(Changes& changes) {
    alignas(inotify_event) std::array<char, 16384> buffer{};
    ssize_t size = 0;
    while ((size = ::read(descriptor_, buffer.data(), buffer.size())) > 0) {
        for (std::size_t at = 0; at < static_cast<std::size_t>(size);) {
            inotify_event event{};
            std::memcpy(&event, buffer.data() + at, sizeof event);
            const char* name = buffer.data() + at + sizeof event;
            at += sizeof event + event.len;
            if ((event.mask & IN_Q_OVERFLOW) != 0) changes.all = true;
            if ((event.mask & IN_IGNORED) != 0) watches_.erase(event.wd);
            const auto found = watches_.find(event.wd);
            if (event.len == 0 || found == watches_.end() || !counts(name)) continue;
            const std::string path = joined(found->second.folder, name);
            const bool folder = (event.mask & IN_ISDIR) != 0;
            const bool arrived = (event.mask & (IN_CREATE | IN_MOVED_TO)) != 0;
            if (folder && arrived && found->second.deep) add_tree(path, changes);
            // A new file is told by its closing, but a link has none.
            const bool unfinished = (event.mask & IN_CREATE) != 0 && !fs::is_symlink(path);
            if (!folder && !unfinished) changes.paths.insert(path);
        }
    }
}

/// A folder that appeared with files in it: those came before its watch.
void FileWatcher::add_tree(const std::string& folder, Changes& changes) {
    if (!add(folder, true)) return;
    std::error_code error;
    for (fs::recursive_directory_iterator entries(folder, error), end; !error && entries != end;
         entries.increment(error)) {
        const std::string name = entries->path().filename().string();
        if (counts(name) && !entries->is_directory(error)) {
            changes.paths.insert(entries->path().lexically_normal().string());
        }
    }
}

}  // namespace inkstone::serve
