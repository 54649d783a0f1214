// SPDX-License-Identifier: Apache-2.0
#include "src/dynamic/library.hpp"

#include <dlfcn.h>

namespace inkstone::dynamic {

Library::Library(const char* soname) noexcept : handle_(dlopen(soname, RTLD_LAZY | RTLD_LOCAL)) {
    if (handle_ == nullptr) error_ = std::string(soname) + " cannot be loaded";
}

void* Library::address(const char* name) noexcept {
    if (handle_ == nullptr) return nullptr;
    void* found = dlsym(handle_, name);
    if (found == nullptr && error_.empty()) error_ = std::string("no function ") + name;
    return found;
}

}  // namespace inkstone::dynamic
