// SPDX-License-Identifier: Apache-2.0
// libFuzzer target: a command line, arguments parted by line ends: parsed, checked and turned into
// typed values, the writers' own options among them. Nothing is converted.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/cli/arguments.hpp"
#include "src/cli/settings.hpp"

namespace {

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return lines;
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const inkstone::Converter converter;
    static const auto writers = converter.writers();
    const auto parsed = inkstone::cli::parse_arguments(
        lines_of({reinterpret_cast<const char*>(data), size}), writers);
    if (!parsed) return 0;
    auto options = inkstone::cli::convert_options(*parsed);
    static_cast<void>(inkstone::cli::run_limits(*parsed));
    static_cast<void>(inkstone::cli::wanted_formats(*parsed, writers));
    if (!options) return 0;
    // The options of a format are read when a document is written; theme files stay unread.
    options->options.erase("theme");
    options->options.erase("css");
    options->limits = {};
    options->timestamp = 0;
    for (const char* format : {"html", "pages"}) {
        options->to = format;
        options->base_path.clear();
        inkstone::StringSink sink;
        static_cast<void>(converter.convert("# A\n\nb\n", *options, sink));
    }
    return 0;
}
