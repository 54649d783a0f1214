// SPDX-License-Identifier: Apache-2.0
// libFuzzer target: arbitrary bytes as Markdown, read or converted to INKSTONE_FUZZ_FORMAT.
// Anything but a Result (a crash, a sanitizer report, a hang, more memory than -rss_limit_mb) is a
// finding. The first byte chooses the dialect, so that one corpus reaches all three.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "inkstone/convert.hpp"

namespace {

constexpr std::string_view kFormat = INKSTONE_FUZZ_FORMAT;
constexpr std::array<std::string_view, 3> kDialects = {"markdown", "gfm", "commonmark"};

inkstone::ConvertOptions small_options(std::uint8_t choice) {
    inkstone::ConvertOptions options;
    options.from = kDialects[choice % kDialects.size()];
    options.to = kFormat;
    options.limits.max_input_bytes = 64U << 10U;
    options.limits.max_pages = 200;
    options.timestamp = 0;  // the clock must not decide what a finding reproduces
    return options;
}

}  // namespace

// libFuzzer's own name and signature.
// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const inkstone::Converter converter;
    if (size == 0) return 0;
    const std::string_view markdown(reinterpret_cast<const char*>(data + 1), size - 1);
    const inkstone::ConvertOptions options = small_options(data[0]);
    if (kFormat == "read") {
        static_cast<void>(converter.read(markdown, options));
        return 0;
    }
    inkstone::StringSink sink;
    static_cast<void>(converter.convert(markdown, options, sink));
    return 0;
}
