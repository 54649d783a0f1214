// SPDX-License-Identifier: Apache-2.0
#include "src/batch/output_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>
#include <vector>

namespace inkstone::batch {

namespace {

/// Bytes gathered before a write(2): writers hand out small pieces.
constexpr std::size_t kBufferBytes = 64U << 10U;
/// Tries to find a free temporary name before giving up.
constexpr int kNameAttempts = 100;

std::string folder_of(const std::string& path) {
    const std::size_t slash = path.find_last_of('/');
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

constexpr std::string_view kTemporarySuffix = ".tmp";

/// Start of the temporary names of all processes of this machine: folders may be shared.
std::string temporary_prefix() {
    std::array<char, 256> host{};
    ::gethostname(host.data(), host.size() - 1);
    std::string name(host.data());
    for (char& c : name) {
        if (c == '/' || c == '-') c = '_';
    }
    return fmt::format(".inkstone-{}-", name);
}

/// A name that no other file of this process has had; the process id keeps processes apart.
std::string temporary_name(const std::string& folder) {
    static std::atomic<unsigned> counter{0};
    return fmt::format("{}/{}{}-{}{}",
                       folder,
                       temporary_prefix(),
                       ::getpid(),
                       counter.fetch_add(1),
                       kTemporarySuffix);
}

/// The process id in a temporary name of this machine; 0 for all other names.
int owner_of(std::string_view name) {
    const std::string prefix = temporary_prefix();
    if (!name.starts_with(prefix) || !name.ends_with(kTemporarySuffix)) return 0;
    name.remove_prefix(prefix.size());
    int pid = 0;
    const auto [end, code] = std::from_chars(name.data(), name.data() + name.size(), pid);
    return code == std::errc{} && *end == '-' ? pid : 0;
}

template <class Wanted>
void remove_temporaries(const std::string& folder, Wanted&& wanted) {
    std::error_code error;
    std::vector<std::filesystem::path> found;
    for (std::filesystem::directory_iterator walk(folder, error), end; !error && walk != end;
         walk.increment(error)) {
        const int pid = owner_of(walk->path().filename().string());
        if (pid > 0 && wanted(pid)) found.push_back(walk->path());
    }
    for (const std::filesystem::path& path : found) std::filesystem::remove(path, error);
}

/// A process that nobody has buried yet (proc_pid_stat(5): the state follows the last parenthesis)
/// writes no more.
bool is_no_more(int pid) {
    if (::kill(pid, 0) != 0) return errno == ESRCH;
    std::ifstream file(fmt::format("/proc/{}/stat", pid));
    std::string text;
    std::getline(file, text);
    const std::size_t end = text.rfind(") ");
    return end != std::string::npos && (text[end + 2] == 'Z' || text[end + 2] == 'X');
}

/// The file a symbolic link leads to, or the path itself.
std::string followed(const std::string& path) {
    char* resolved = ::realpath(path.c_str(), nullptr);
    if (resolved == nullptr) return path;
    std::string target(resolved);
    std::free(resolved);
    return target;
}

}  // namespace

bool is_stream(const std::string& path) {
    if (path == "-" || path.starts_with("/dev/") || path.starts_with("/proc/")) return true;
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode) &&
           !S_ISDIR(status.st_mode);
}

void remove_unfinished(const std::string& path, int pid) {
    if (is_stream(path)) return;
    const auto of_that_process = [pid](int owner) { return owner == pid; };
    remove_temporaries(folder_of(followed(path)), of_that_process);
    remove_temporaries(folder_of(path) + "/.inkstone", of_that_process);
}

void remove_unfinished_in(const std::string& folder) {
    remove_temporaries(folder, is_no_more);
    remove_temporaries(folder + "/.inkstone", is_no_more);
}

Result<std::unique_ptr<OutputFile>> OutputFile::open(const std::string& path) {
    std::unique_ptr<OutputFile> file(new OutputFile);
    file->path_ = path;
    file->stream_ = is_stream(path);
    Result<void> opened = file->stream_ ? file->open_stream() : file->open_temporary();
    if (!opened) return fail(opened.error());
    file->buffer_.reserve(kBufferBytes);
    return file;
}

OutputFile::~OutputFile() {
    if (descriptor_ >= 0 && owns_descriptor_) ::close(descriptor_);
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

Failure OutputFile::broken(std::string_view action, int error_number) const {
    const std::string reason = std::generic_category().message(error_number);
    const std::string_view name = path_ == "-" ? std::string_view("standard output") : path_;
    return fail(ErrorKind::Output, fmt::format("cannot {} {}: {}", action, name, reason));
}

Result<void> OutputFile::open_stream() {
    if (path_ == "-") {
        descriptor_ = STDOUT_FILENO;
        owns_descriptor_ = false;
        return {};
    }
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor_ < 0) return broken("open", errno);
    return {};
}

Result<void> OutputFile::open_temporary() {
    target_ = followed(path_);
    struct stat old {};
    const bool replaces = ::stat(target_.c_str(), &old) == 0;
    if (replaces && S_ISDIR(old.st_mode)) return broken("write", EISDIR);
    // rename(2) would replace a write-protected file without asking.
    if (replaces && ::access(target_.c_str(), W_OK) != 0) return broken("write", errno);
    const std::string folder = folder_of(target_);
    std::error_code made;
    std::filesystem::create_directories(folder, made);
    if (made) return broken("make the folder of", made.value());
    constexpr int kMode = O_WRONLY | O_CLOEXEC;
    constexpr mode_t kAll = 0666;  // less the umask
    descriptor_ = ::open(folder.c_str(), O_TMPFILE | kMode, kAll);
    for (int attempt = 0; descriptor_ < 0 && attempt < kNameAttempts; ++attempt) {
        if (errno == EACCES || errno == EROFS || errno == ENOTDIR || errno == ENOENT) break;
        std::string name = temporary_name(folder);
        descriptor_ = ::open(name.c_str(), O_CREAT | O_EXCL | kMode, kAll);
        if (descriptor_ >= 0) temporary_ = std::move(name);
    }
    if (descriptor_ < 0) return broken("write", errno);
    if (replaces) {
        // Best effort: on some network file systems permissions cannot be set.
        static_cast<void>(::fchmod(descriptor_, old.st_mode & 07777U));
    }
    return {};
}

Result<void> OutputFile::write(std::string_view bytes) {
    if (bytes.size() > kBufferBytes - buffer_.size()) {
        if (Result<void> flushed = flush(); !flushed) return flushed;
    }
    buffer_.append(bytes);
    return buffer_.size() >= kBufferBytes ? flush() : Result<void>{};
}

Result<void> OutputFile::flush() {
    std::string_view rest = buffer_;
    while (!rest.empty()) {
        const ssize_t count = ::write(descriptor_, rest.data(), rest.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return broken("write", errno);
        rest.remove_prefix(static_cast<std::size_t>(count));
    }
    buffer_.clear();
    return {};
}

Result<void> OutputFile::give_name() {
    const std::string source = fmt::format("/proc/self/fd/{}", descriptor_);
    for (int attempt = 0; attempt < kNameAttempts; ++attempt) {
        std::string name = temporary_name(folder_of(target_));
        if (::linkat(AT_FDCWD, source.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0) {
            temporary_ = std::move(name);
            return {};
        }
        if (errno != EEXIST) break;
    }
    return broken("write", errno);
}

Result<void> OutputFile::commit() {
    if (Result<void> flushed = flush(); !flushed) return flushed;
    if (stream_) return {};
    // The bytes must be on the disk before the name points to them: after a power cut there is the
    // old file or the new one.
    if (::fdatasync(descriptor_) != 0) return broken("write", errno);
    if (temporary_.empty()) {
        if (Result<void> named = give_name(); !named) return named;
    }
    if (::rename(temporary_.c_str(), target_.c_str()) != 0) return broken("write", errno);
    temporary_.clear();
    return {};
}

}  // namespace inkstone::batch
