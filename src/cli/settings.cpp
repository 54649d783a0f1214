// SPDX-License-Identifier: Apache-2.0
#include "src/cli/settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <limits>
#include <string_view>
#include <thread>
#include <utility>

#include "src/read/extensions.hpp"
#include "src/text/nearest_name.hpp"

namespace inkstone::cli {

namespace {

Failure usage(std::string message, std::string hint = {}) {
    return fail(ErrorKind::Usage, std::move(message), std::move(hint));
}

/// Reads a whole number of type T into `value`; an empty text leaves it alone.
template <class T>
Result<void> take_number(const std::string& text, std::string_view option, T& value) {
    if (text.empty()) return {};
    T number{};
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (code == std::errc::result_out_of_range) {
        return usage(fmt::format("{} {} is too large", option, text));
    }
    if (code != std::errc{} || end != text.data() + text.size()) {
        return usage(fmt::format("{} needs a whole number, not '{}'", option, text));
    }
    value = number;
    return {};
}

Result<void> take_limits(const Arguments& arguments, Limits& limits) {
    for (const Result<void>& taken :
         {take_number(arguments.max_input_bytes, "--max-input-bytes", limits.max_input_bytes),
          take_number(arguments.max_nesting, "--max-nesting", limits.max_nesting),
          take_number(arguments.max_pages, "--max-pages", limits.max_pages),
          take_number(arguments.max_pixels, "--max-pixels", limits.max_pixels)}) {
        if (!taken) return taken;
    }
    if (limits.max_nesting < 0) return usage("--max-nesting cannot be negative");
    return {};
}

/// "key=value"; "key" alone is true, as in pandoc.
Result<std::pair<std::string, std::string>> split_metadata(const std::string& text) {
    const std::size_t equals = text.find('=');
    std::string key = text.substr(0, equals);
    if (key.find_first_not_of(" \t") == std::string::npos) {
        return usage(fmt::format("metadata '{}' has no key", text), "write -M key=value");
    }
    return std::pair{std::move(key),
                     equals == std::string::npos ? "true" : text.substr(equals + 1)};
}

/// The parts between `separator`, empty ones left out.
std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t end = text.find(separator);
        if (end != 0) parts.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return parts;
}

}  // namespace

Result<ConvertOptions> convert_options(const Arguments& arguments) {
    ConvertOptions options;
    if (const auto format = read::parse_format(arguments.from); !format) {
        return fail(format.error());
    }
    options.from = arguments.from;
    options.lang = arguments.lang;
    options.options = arguments.writer_options;
    options.default_options = arguments.default_writer_options;
    options.default_metadata = arguments.default_metadata;
    for (const std::string& text : arguments.metadata) {
        Result<std::pair<std::string, std::string>> pair = split_metadata(text);
        if (!pair) return fail(pair.error());
        options.metadata.push_back(*std::move(pair));
    }
    if (Result<void> taken = take_limits(arguments, options.limits); !taken) {
        return fail(taken.error());
    }
    if (!arguments.timestamp.empty()) {
        std::int64_t seconds = 0;
        Result<void> taken = take_number(arguments.timestamp, "--creation-timestamp", seconds);
        if (!taken) return fail(taken.error());
        options.timestamp = seconds;
    }
    return options;
}

ConverterOptions converter_options(const Arguments& arguments) {
    ConverterOptions options;
    if (const char* folders = std::getenv("INKSTONE_FONT_PATH"); folders != nullptr) {
        options.font_paths = split(folders, ':');
    }
    options.font_paths.insert(
        options.font_paths.end(), arguments.font_paths.begin(), arguments.font_paths.end());
    options.ignore_system_fonts = arguments.ignore_system_fonts;
    return options;
}

namespace {

Result<double> seconds_of(const std::string& text) {
    double seconds = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    const bool whole = code == std::errc{} && end == text.data() + text.size();
    // A year: beyond it a clock's range begins to matter.
    constexpr double kMost = 31'536'000;
    if (whole && seconds > 0 && seconds <= kMost) return seconds;
    return usage(fmt::format("--timeout needs a number of seconds above 0, not '{}'", text));
}

Result<std::uint64_t> bytes_of(std::string text) {
    const std::string given = text;
    int shift = 0;
    if (!text.empty()) {
        constexpr std::string_view kUnits = "KMG";
        const std::size_t unit = kUnits.find(static_cast<char>(text.back() & ~0x20));
        if (unit != std::string_view::npos) {
            shift = 10 * (static_cast<int>(unit) + 1);
            text.pop_back();
        }
    }
    std::uint64_t number = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = code == std::errc{} && end == text.data() + text.size();
    if (whole && number != 0 &&
        number <= (std::numeric_limits<std::uint64_t>::max() >> 1U) >> shift)
        return number << shift;
    return usage(fmt::format("--max-memory cannot be '{}'", given), "write 512M or 2G");
}

}  // namespace

Result<batch::RunLimits> run_limits(const Arguments& arguments) {
    batch::RunLimits limits;
    std::uint32_t jobs = 0;
    Result<void> taken = take_number(arguments.jobs, "--jobs", jobs);
    if (!taken) return fail(taken.error());
    limits.workers = jobs != 0 ? jobs : std::max(1U, std::thread::hardware_concurrency());
    if (!arguments.timeout.empty()) {
        const Result<double> seconds = seconds_of(arguments.timeout);
        if (!seconds) return fail(seconds.error());
        limits.timeout = *seconds;
    }
    if (!arguments.max_memory.empty()) {
        const Result<std::uint64_t> bytes = bytes_of(arguments.max_memory);
        if (!bytes) return fail(bytes.error());
        limits.max_memory = *bytes;
    }
    return limits;
}

Result<serve::ServeSettings> serve_settings(const Arguments& arguments, const Limits& limits) {
    constexpr double kSeconds = 30;
    constexpr std::uint64_t kMemory = 1ULL << 30U, kBody = 64ULL << 20U;
    constexpr std::size_t kMostQueue = 1024;
    serve::ServeSettings settings;
    const auto address = serve::parse_address(arguments.serve);
    if (!address) return fail(address.error());
    settings.address = *address;
    const auto run = run_limits(arguments);
    if (!run) return fail(run.error());
    settings.limits = *run;
    if (settings.limits.timeout <= 0) settings.limits.timeout = kSeconds;
    if (settings.limits.max_memory == 0) settings.limits.max_memory = kMemory;
    const Result<void> taken = take_number(arguments.max_queue, "--max-queue", settings.max_queue);
    if (!taken) return fail(taken.error());
    if (settings.max_queue > kMostQueue) return usage("--max-queue goes up to 1024");
    const std::uint64_t most = limits.max_input_bytes;
    settings.max_body = static_cast<std::size_t>(most == 0 ? kBody : std::min(most, kBody));
    return settings;
}

namespace {

Result<const WriterInfo*> format_named(std::string_view name,
                                       std::span<const WriterInfo* const> writers) {
    std::vector<std::string_view> names;
    for (const WriterInfo* writer : writers) names.push_back(writer->name);
    const auto found = std::find(names.begin(), names.end(), name);
    if (found != names.end()) return writers[static_cast<std::size_t>(found - names.begin())];
    std::string hint = spelling_hint(name, names);
    if (hint.empty()) hint = fmt::format("the output formats are {}", fmt::join(names, ", "));
    return usage(fmt::format("unknown output format '{}'", name), std::move(hint));
}

}  // namespace

Result<std::vector<const WriterInfo*>> wanted_formats(const Arguments& arguments,
                                                      std::span<const WriterInfo* const> writers) {
    std::vector<const WriterInfo*> formats;
    for (const std::string& list : arguments.formats) {
        for (const std::string& name : split(list, ',')) {
            const auto format = format_named(name, writers);
            if (!format) return fail(format.error());
            formats.push_back(*format);
        }
    }
    return formats;
}

}  // namespace inkstone::cli
