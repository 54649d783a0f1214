// SPDX-License-Identifier: Apache-2.0
// Shared libraries that are loaded on first need. A library that few runs use (libzip, which pulls
// libcrypto in; fontconfig) costs every run its relocations when it is linked; opened here, it
// costs those runs alone that call it.
#pragma once

#include <string>

namespace inkstone::dynamic {

/// A shared library of the system, opened by its soname. It stays loaded until the process ends.
/// Safe to make in several threads at once (POSIX dlopen).
class Library {
public:
    explicit Library(const char* soname) noexcept;

    /// False when the library is not there, or when a function that was asked for is not in it.
    [[nodiscard]] explicit operator bool() const noexcept { return error_.empty(); }
    /// What is missing, for a message; empty when nothing is.
    [[nodiscard]] const std::string& error() const noexcept { return error_; }

    /// The function `name`, null when there is none. `Function` is a function type: take it from
    /// the library's own header with decltype, so that the two cannot differ.
    template <class Function>
    Function* find(const char* name) noexcept {
        return reinterpret_cast<Function*>(address(name));
    }

private:
    void* address(const char* name) noexcept;

    void* handle_ = nullptr;
    std::string error_;
};

}  // namespace inkstone::dynamic

/// Inside a struct with a member `library`: a pointer of the name and type of the C function.
// NOLINTNEXTLINE(bugprone-macro-parentheses): a declaration, whose name takes no parentheses.
#define INKSTONE_DYNAMIC(name) decltype(::name)* name = library.find<decltype(::name)>(#name)
