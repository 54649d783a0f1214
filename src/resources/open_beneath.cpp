// SPDX-License-Identifier: Apache-2.0
#include "src/resources/open_beneath.hpp"

#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <vector>

namespace inkstone::resources {

namespace {

constexpr int kLook = O_PATH | O_CLOEXEC;
// O_NONBLOCK: should the file have become a pipe since it was looked at, the open still returns.
constexpr int kRead = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
/// As many links as the kernel follows in one path (path_resolution(7)).
constexpr int kMostLinks = 40;

Opened refused(int error) {
    Opened none;
    none.error = error;
    return none;
}

/// 0 for a regular file, otherwise the errno value for what it is.
int kind_error(int descriptor) {
    struct stat status {};
    if (::fstat(descriptor, &status) != 0) return errno;
    if (S_ISREG(status.st_mode)) return 0;
    return S_ISDIR(status.st_mode) ? EISDIR : ENODEV;
}

int open_beneath_once(int root, const std::string& relative, int flags) {
    open_how how{};
    how.flags = static_cast<__u64>(flags);
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
    // EAGAIN: something was renamed on the way, and the kernel cannot be sure of a `..`.
    for (int attempts = 0; attempts < 16; ++attempts) {
        const long number = ::syscall(SYS_openat2, root, relative.c_str(), &how, sizeof how);
        if (number >= 0 || errno != EAGAIN) return static_cast<int>(number);
    }
    return -1;
}

/// Where the kernel says that an open file lies; the fallback where there is no /proc.
std::string path_of(int descriptor, const std::string& fallback) {
    std::array<char, PATH_MAX> target{};
    const std::string name = "/proc/self/fd/" + std::to_string(descriptor);
    const ssize_t size = ::readlink(name.c_str(), target.data(), target.size());
    if (size <= 0 || target[0] != '/') return fallback;
    return {target.data(), static_cast<std::size_t>(size)};
}

Opened open_by_kernel(const std::string& root, const std::string& relative) {
    const Descriptor folder(::open(root.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (folder.number() < 0) return refused(errno);
    const Descriptor seen(open_beneath_once(folder.number(), relative, kLook));
    if (seen.number() < 0) return refused(errno);
    if (const int error = kind_error(seen.number()); error != 0) return refused(error);
    Opened opened;
    opened.file = Descriptor(open_beneath_once(folder.number(), relative, kRead));
    if (opened.file.number() < 0) return refused(errno);
    if (const int error = kind_error(opened.file.number()); error != 0) return refused(error);
    opened.path = path_of(opened.file.number(), root + "/" + relative);
    return opened;
}

/// Segment by segment, each opened in the folder before it and never through a link: a link is
/// read, and its target takes its place in the path.
class Walk {
public:
    explicit Walk(const std::string& root) : root_(root) {}

    Opened open(std::string_view relative) {
        if (!enter_root()) return refused(errno);
        prepend(relative);
        while (!pending_.empty()) {
            const std::string segment = std::move(pending_.back());
            pending_.pop_back();
            if (const int error = step(segment); error != 0) return refused(error);
        }
        if (!last_.empty()) return open_last();
        return refused(EISDIR);
    }

private:
    bool enter_root() {
        folders_.clear();
        names_.clear();
        last_.clear();
        folders_.emplace_back(::open(root_.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
        return folders_.back().number() >= 0;
    }

    void prepend(std::string_view path) {
        std::vector<std::string> segments;
        while (!path.empty()) {
            const std::size_t slash = path.find('/');
            segments.emplace_back(path.substr(0, slash));
            path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
        }
        pending_.insert(pending_.end(), segments.rbegin(), segments.rend());
    }

    [[nodiscard]] int here() const { return folders_.back().number(); }

    int step(const std::string& segment) {
        if (!last_.empty()) return ENOTDIR;  // what is no folder has nothing below it
        if (segment.empty() || segment == ".") return 0;
        if (segment == "..") {
            if (folders_.size() == 1) return EXDEV;
            folders_.pop_back();
            names_.pop_back();
            return 0;
        }
        Descriptor next(::openat(here(), segment.c_str(), kLook | O_NOFOLLOW));
        struct stat status {};
        if (next.number() < 0 || ::fstat(next.number(), &status) != 0) return errno;
        if (S_ISLNK(status.st_mode)) return follow(next.number());
        if (!S_ISDIR(status.st_mode)) {
            last_ = segment;
            return S_ISREG(status.st_mode) ? 0 : ENODEV;
        }
        folders_.push_back(std::move(next));
        names_.push_back(segment);
        return 0;
    }

    int follow(int link) {
        if (++links_ > kMostLinks) return ELOOP;
        std::array<char, PATH_MAX> target{};
        const ssize_t size = ::readlinkat(link, "", target.data(), target.size());
        if (size < 0) return errno;
        std::string_view path(target.data(), static_cast<std::size_t>(size));
        if (path.starts_with('/')) {
            const std::string prefix = root_ == "/" ? root_ : root_ + "/";
            if (!path.starts_with(prefix)) return EXDEV;
            path.remove_prefix(prefix.size());
            if (!enter_root()) return errno;
        }
        prepend(path);
        return 0;
    }

    Opened open_last() {
        Opened opened;
        opened.file = Descriptor(::openat(here(), last_.c_str(), kRead | O_NOFOLLOW));
        if (opened.file.number() < 0) return refused(errno);
        if (const int error = kind_error(opened.file.number()); error != 0) return refused(error);
        opened.path = root_ == "/" ? std::string() : root_;
        for (const std::string& name : names_) opened.path += "/" + name;
        opened.path += "/" + last_;
        return opened;
    }

    const std::string& root_;
    std::vector<std::string> pending_;  ///< segments still to go, the next one last
    std::vector<Descriptor> folders_;   ///< from the root to where the walk is
    std::vector<std::string> names_;    ///< of the folders below the root
    std::string last_;                  ///< the file, once it is reached
    int links_ = 0;
};

}  // namespace

Descriptor::~Descriptor() {
    if (number_ >= 0) ::close(number_);
}

Opened open_beneath(const std::string& root, std::string_view relative, Resolution resolution) {
    if (resolution == Resolution::Kernel) {
        Opened opened = open_by_kernel(root, std::string(relative));
        // The walk knows the absolute links that stay below the root, which the kernel refuses
        // (EXDEV), and stands in where there is no openat2.
        const bool answered =
            opened.error != EXDEV && opened.error != ENOSYS && opened.error != EPERM;
        if (answered) return opened;
    }
    return Walk(root).open(relative);
}

}  // namespace inkstone::resources
