// SPDX-License-Identifier: Apache-2.0
// Opens a file below a folder in such a way that no link and no `..` leads out of it, whatever
// happens in the folder meanwhile.
#pragma once

#include <cerrno>
#include <string>
#include <string_view>
#include <utility>

namespace inkstone::resources {

/// A descriptor that is closed at the end of its scope.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor();
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int number() const { return number_; }

private:
    int number_ = -1;
};

/// How the kernel is asked. Walk is for kernels without openat2(2) (before Linux 5.6, or a seccomp
/// filter that does not know it), and for tests.
enum class Resolution { Kernel, Walk };

/// An open file, or why there is none (an errno value; EXDEV: the path leaves the folder by a
/// link).
struct Opened {
    Descriptor file;
    std::string path;  ///< absolute, without links
    int error = 0;
};

/// Opens `relative` below `root` (canonical, absolute) for reading. Regular files only: what else
/// lies there is not opened, not even for a moment (EISDIR for folders, ENODEV for pipes, devices
/// and sockets). Links are followed while they stay below the root, absolute ones too. Nothing
/// outside the root is opened or looked at.
Opened open_beneath(const std::string& root,
                    std::string_view relative,
                    Resolution resolution = Resolution::Kernel);

}  // namespace inkstone::resources
