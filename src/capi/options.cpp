// SPDX-License-Identifier: Apache-2.0
// Options by name, for callers that have no C++ structures.
#include <fmt/format.h>

#include <charconv>
#include <new>

#include "src/capi/handles.hpp"

namespace inkstone::capi {

namespace {

template <class T>
Result<void> take_number(std::string_view name, std::string_view text, T& value) {
    T number{};
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (code != std::errc{} || end != text.data() + text.size()) {
        return fail(ErrorKind::Usage, fmt::format("{} needs a whole number, not '{}'", name, text));
    }
    value = number;
    return {};
}

Result<void> set_limit(Limits& limits, std::string_view name, std::string_view value) {
    if (name == "max-input-bytes") return take_number(name, value, limits.max_input_bytes);
    if (name == "max-nesting") return take_number(name, value, limits.max_nesting);
    if (name == "max-pages") return take_number(name, value, limits.max_pages);
    return take_number(name, value, limits.max_pixels);
}

Result<void> add_metadata(ConvertOptions& options, std::string_view value) {
    const std::size_t equals = value.find('=');
    if (equals == 0 || value.empty()) {
        return fail(ErrorKind::Usage, fmt::format("metadata '{}' has no key", value));
    }
    options.metadata.emplace_back(
        value.substr(0, equals),
        equals == std::string_view::npos ? std::string_view("true") : value.substr(equals + 1));
    return {};
}

}  // namespace

Result<void> set_option(inkstone_options& options, std::string_view name, std::string_view value) {
    struct TextOption {
        std::string_view name;
        std::string ConvertOptions::*member;
    };
    constexpr TextOption kTexts[] = {{"from", &ConvertOptions::from},
                                     {"to", &ConvertOptions::to},
                                     {"lang", &ConvertOptions::lang},
                                     {"source-name", &ConvertOptions::source_name},
                                     {"base-path", &ConvertOptions::base_path}};
    for (const TextOption& text : kTexts) {
        if (name != text.name) continue;
        options.convert.*text.member = value;
        return {};
    }
    if (name == "metadata") return add_metadata(options.convert, value);
    if (name == "creation-timestamp") {
        std::int64_t seconds = 0;
        Result<void> taken = take_number(name, value, seconds);
        if (taken) options.convert.timestamp = seconds;
        return taken;
    }
    constexpr std::string_view kLimits[] = {
        "max-input-bytes", "max-nesting", "max-pages", "max-pixels"};
    for (const std::string_view limit : kLimits) {
        if (name == limit) return set_limit(options.convert.limits, name, value);
    }
    if (name == "font-path") {
        options.converter.font_paths.emplace_back(value);
    } else if (name == "ignore-system-fonts") {
        options.converter.ignore_system_fonts = value == "true";
    } else {
        options.convert.options.insert_or_assign(std::string(name), std::string(value));
    }
    return {};
}

}  // namespace inkstone::capi

inkstone_options* inkstone_options_new(void) {
    return new (std::nothrow) inkstone_options;
}

void inkstone_options_free(inkstone_options* options) {
    delete options;
}

inkstone_status inkstone_options_set(inkstone_options* options,
                                     const char* name,
                                     size_t name_size,
                                     const char* value,
                                     size_t value_size) {
    using inkstone::capi::text_of;
    if (options == nullptr) return INKSTONE_USAGE;
    try {
        const inkstone::Result<void> set = inkstone::capi::set_option(
            *options, text_of(name, name_size), text_of(value, value_size));
        options->message = set ? std::string() : set.error().message;
        return set ? INKSTONE_OK : INKSTONE_USAGE;
    } catch (...) {
        return INKSTONE_INTERNAL;
    }
}

const char* inkstone_options_message(const inkstone_options* options) {
    return options == nullptr ? "no options" : options->message.c_str();
}

void inkstone_options_set_resolver(inkstone_options* options,
                                   inkstone_resolver resolver,
                                   void* user) {
    if (options == nullptr) return;
    options->resolver = resolver;
    options->resolver_user = user;
}

void inkstone_options_set_progress(inkstone_options* options,
                                   inkstone_progress progress,
                                   void* user) {
    if (options == nullptr) return;
    options->progress = progress;
    options->progress_user = user;
}

void inkstone_options_set_cancel(inkstone_options* options, const inkstone_cancel* cancel) {
    if (options != nullptr) options->cancel = cancel;
}

inkstone_cancel* inkstone_cancel_new(void) {
    return new (std::nothrow) inkstone_cancel;
}

void inkstone_cancel_free(inkstone_cancel* cancel) {
    delete cancel;
}

void inkstone_cancel_set(inkstone_cancel* cancel) {
    if (cancel != nullptr) cancel->flag.store(true);
}
