// SPDX-License-Identifier: Apache-2.0
// libFuzzer target: a theme file.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "src/theme/theme_file.hpp"

// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static_cast<void>(
        inkstone::theme::parse_theme({reinterpret_cast<const char*>(data), size}, "theme.yaml"));
    return 0;
}
