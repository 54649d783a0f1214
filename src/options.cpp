// SPDX-License-Identifier: Apache-2.0
// Reading and checking option values against their OptionSpec table.
#include "inkstone/options.hpp"

#include <fmt/format.h>

#include <cassert>
#include <charconv>
#include <optional>
#include <vector>

#include "src/text/nearest_name.hpp"

namespace inkstone {

namespace {

const OptionSpec* find_spec(std::span<const OptionSpec> specs, std::string_view name) {
    for (const OptionSpec& spec : specs) {
        if (spec.name == name) return &spec;
    }
    return nullptr;
}

/// The parts of "a|b|c".
std::vector<std::string_view> split_choices(std::string_view choices) {
    std::vector<std::string_view> parts;
    while (!choices.empty()) {
        const std::size_t bar = choices.find('|');
        parts.push_back(choices.substr(0, bar));
        if (bar == std::string_view::npos) break;
        choices.remove_prefix(bar + 1);
    }
    return parts;
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (code != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<bool> parse_flag(std::string_view text) {
    if (text == "true" || text == "yes" || text == "on" || text == "1") return true;
    if (text == "false" || text == "no" || text == "off" || text == "0") return false;
    return std::nullopt;
}

Failure unknown_name(std::span<const OptionSpec> specs, std::string_view name) {
    std::vector<std::string_view> names;
    names.reserve(specs.size());
    for (const OptionSpec& spec : specs) names.push_back(spec.name);
    return fail(
        ErrorKind::Usage, fmt::format("unknown option '{}'", name), spelling_hint(name, names));
}

Result<void> check_choice(const OptionSpec& spec, std::string_view value) {
    const std::vector<std::string_view> choices = split_choices(spec.choices);
    for (const std::string_view choice : choices) {
        if (choice == value) return {};
    }
    return fail(ErrorKind::Usage,
                fmt::format("option '{}' cannot be '{}'", spec.name, value),
                fmt::format("choose one of {}", fmt::join(choices, ", ")));
}

Result<void> check_value(const OptionSpec& spec, std::string_view value) {
    switch (spec.kind) {
        case OptionKind::Text:
            return {};
        case OptionKind::Choice:
            return check_choice(spec, value);
        case OptionKind::Flag:
            if (parse_flag(value)) return {};
            return fail(ErrorKind::Usage,
                        fmt::format("option '{}' is a switch, not '{}'", spec.name, value),
                        "give true or false");
        case OptionKind::Integer:
            if (parse_integer(value)) return {};
            return fail(
                ErrorKind::Usage,
                fmt::format("option '{}' needs a whole number, not '{}'", spec.name, value));
    }
    return {};
}

}  // namespace

Result<void> check_options(std::span<const OptionSpec> specs, const OptionValues& values) {
    for (const auto& [name, value] : values) {
        const OptionSpec* spec = find_spec(specs, name);
        if (spec == nullptr) return unknown_name(specs, name);
        if (Result<void> checked = check_value(*spec, value); !checked) return checked;
    }
    return {};
}

std::string_view option_text(std::span<const OptionSpec> specs,
                             const OptionValues& values,
                             std::string_view name) {
    const auto found = values.find(name);
    if (found != values.end()) return found->second;
    const OptionSpec* spec = find_spec(specs, name);
    assert(spec != nullptr);
    return spec == nullptr ? std::string_view{} : spec->default_value;
}

bool option_flag(std::span<const OptionSpec> specs,
                 const OptionValues& values,
                 std::string_view name) {
    return parse_flag(option_text(specs, values, name)).value_or(false);
}

std::int64_t option_integer(std::span<const OptionSpec> specs,
                            const OptionValues& values,
                            std::string_view name) {
    return parse_integer(option_text(specs, values, name)).value_or(0);
}

}  // namespace inkstone
