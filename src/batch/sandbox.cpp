// SPDX-License-Identifier: Apache-2.0
#include "src/batch/sandbox.hpp"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <system_error>

#include "src/batch/output_file.hpp"
#include "src/resources/open_beneath.hpp"

namespace inkstone::batch {

namespace {

namespace fs = std::filesystem;

#if defined(__x86_64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
constexpr std::uint32_t kArchitecture = 0;  // no filter
#endif

// Rights that newer kernels know and the headers of Debian 12 do not.
constexpr std::uint64_t kRefer = 1ULL << 13U;
constexpr std::uint64_t kTruncate = 1ULL << 14U;
constexpr std::uint64_t kTcp = (1ULL << 0U) | (1ULL << 1U);     // bind, connect
constexpr std::uint64_t kScopes = (1ULL << 0U) | (1ULL << 1U);  // abstract sockets, signals

/// struct landlock_ruleset_attr of version 6.
struct Ruleset {
    std::uint64_t files = 0, network = 0, scopes = 0;
};

constexpr std::uint64_t kFileRights = LANDLOCK_ACCESS_FS_WRITE_FILE;
constexpr std::uint64_t kFolderRights =
    LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_DIR |
    LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SYM;
constexpr std::uint64_t kNever = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                                 LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                                 LANDLOCK_ACCESS_FS_MAKE_BLOCK;

int landlock_version() {
    const long version =
        ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
    return version < 0 ? 0 : static_cast<int>(version);
}

bool allow(int ruleset, const std::string& place, std::uint64_t files, std::uint64_t folders) {
    const resources::Descriptor open(::open(place.c_str(), O_PATH | O_CLOEXEC));
    struct stat status {};
    if (open.number() < 0 || ::fstat(open.number(), &status) != 0) return true;
    landlock_path_beneath_attr rule{};
    rule.allowed_access = S_ISDIR(status.st_mode) ? files | folders : files;
    rule.parent_fd = open.number();
    return ::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
}

/// The version in force, or 0.
int restrict_files(std::span<const std::string> writable) {
    const int version = landlock_version();
    if (version == 0) return 0;
    const std::uint64_t files = kFileRights | (version >= 3 ? kTruncate : 0);
    const std::uint64_t folders = kFolderRights | (version >= 2 ? kRefer : 0);
    const Ruleset wanted{
        files | folders | kNever, version >= 4 ? kTcp : 0, version >= 6 ? kScopes : 0};
    const std::size_t size = version >= 6 ? sizeof wanted : version >= 4 ? 16 : 8;
    const resources::Descriptor ruleset(
        static_cast<int>(::syscall(SYS_landlock_create_ruleset, &wanted, size, 0)));
    if (ruleset.number() < 0) return 0;
    for (const std::string& place : writable) {
        if (!allow(ruleset.number(), place, files, folders)) return 0;
    }
    // Standard output and its like are streams of the caller.
    if (!allow(ruleset.number(), "/dev", files, 0)) return 0;
    return ::syscall(SYS_landlock_restrict_self, ruleset.number(), 0) == 0 ? version : 0;
}

/// Calls that converting never makes: programs, sockets, other processes, the system itself.
constexpr std::array<std::uint32_t, 27> kForbidden{SYS_execve,
                                                   SYS_execveat,
                                                   SYS_socket,
                                                   SYS_connect,
                                                   SYS_bind,
                                                   SYS_listen,
                                                   SYS_accept4,
                                                   SYS_ptrace,
                                                   SYS_process_vm_readv,
                                                   SYS_process_vm_writev,
                                                   SYS_mount,
                                                   SYS_umount2,
                                                   SYS_pivot_root,
                                                   SYS_chroot,
                                                   SYS_unshare,
                                                   SYS_setns,
                                                   SYS_init_module,
                                                   SYS_finit_module,
                                                   SYS_kexec_load,
                                                   SYS_bpf,
                                                   SYS_perf_event_open,
                                                   SYS_keyctl,
                                                   SYS_add_key,
                                                   SYS_request_key,
                                                   SYS_userfaultfd,
                                                   SYS_io_uring_setup,
                                                   SYS_reboot};

bool filter_calls() {
    if (kArchitecture == 0) return false;
    constexpr std::size_t kHead = 4;
    std::array<sock_filter, kHead + kForbidden.size() + 2> program{};
    std::size_t at = 0;
    const auto load = [](std::size_t offset) {
        return sock_filter BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset));
    };
    // Calls of another architecture (32 bits) have other numbers: none is allowed.
    program[at++] = load(offsetof(seccomp_data, arch));
    program[at++] = sock_filter BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kArchitecture, 1, 0);
    program[at++] = sock_filter BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
    program[at++] = load(offsetof(seccomp_data, nr));
    for (std::size_t index = 0; index < kForbidden.size(); ++index) {
        const auto to_refusal = static_cast<std::uint8_t>(kForbidden.size() - index);
        program[at++] =
            sock_filter BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kForbidden[index], to_refusal, 0);
    }
    program[at++] = sock_filter BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    program[at++] = sock_filter BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
    const sock_fprog filter{static_cast<unsigned short>(at), program.data()};
    return ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

/// `path` itself when it is a stream, otherwise the nearest folder above it that exists.
std::string place_of(const std::string& path) {
    std::error_code error;
    // Absolute first: of a relative path whose folder is missing weakly_canonical makes none.
    const fs::path absolute = fs::absolute(path, error);
    fs::path real = fs::weakly_canonical(absolute, error);
    if (error) real = absolute;
    if (is_stream(path)) return real.string();
    do {
        real = real.parent_path();
    } while (!real.empty() && real != real.root_path() && !fs::is_directory(real, error));
    return real.string();
}

bool is_below(const std::string& path, const std::string& folder) {
    if (folder == "/") return true;
    return path == folder ||
           (path.starts_with(folder) && path.size() > folder.size() && path[folder.size()] == '/');
}

}  // namespace

std::vector<std::string> writable_places(std::span<const Job> jobs) {
    std::vector<std::string> places;
    std::string last;
    for (const Job& job : jobs) {
        for (const Target& target : job.targets) {
            if (target.path == "-") continue;
            // Neighbours mostly share a folder, and looking it up costs a few calls.
            const std::string folder = target.path.substr(0, target.path.find_last_of('/') + 1);
            const bool same = folder == last && !places.empty() && !fs::is_symlink(target.path);
            last = folder;
            if (!same) places.push_back(place_of(target.path));
        }
    }
    std::sort(places.begin(), places.end());
    std::vector<std::string> outermost;
    for (std::string& place : places) {
        const bool covered = std::any_of(outermost.begin(),
                                         outermost.end(),
                                         [&](const auto& other) { return is_below(place, other); });
        if (!covered) outermost.push_back(std::move(place));
    }
    return outermost;
}

Confinement confine(std::span<const std::string> writable) {
    Confinement done;
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return done;
    done.landlock = restrict_files(writable);
    done.seccomp = filter_calls();
    return done;
}

}  // namespace inkstone::batch
