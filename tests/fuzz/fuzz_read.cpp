// SPDX-License-Identifier: Apache-2.0
// libFuzzer target: arbitrary bytes as Markdown of INKSTONE_FUZZ_DIALECT, read into the AST and
// sent through every pass. Anything but a Result is a finding, and so is nesting beyond the limit.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "inkstone/convert.hpp"

// libFuzzer's own name and signature.
// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const inkstone::Converter converter;
    inkstone::ConvertOptions options;
    options.from = INKSTONE_FUZZ_DIALECT;
    options.limits.max_input_bytes = 64U << 10U;
    options.limits.max_nesting = 40;
    options.timestamp = 0;  // the clock must not decide what a finding reproduces
    static_cast<void>(converter.read({reinterpret_cast<const char*>(data), size}, options));
    return 0;
}
