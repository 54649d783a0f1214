// SPDX-License-Identifier: Apache-2.0
// Options as data: one OptionSpec row per option, from which the command line, --help, the
// library's string options and the writers' typed options are all made.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "inkstone/export.hpp"
#include "inkstone/result.hpp"

namespace inkstone {

enum class OptionKind { Flag, Text, Choice, Integer };

/// One option. `choices` is "a|b|c" for OptionKind::Choice and empty otherwise;
/// `default_value` is the text form ("false"/"true" for flags).
struct OptionSpec {
    std::string_view name;
    OptionKind kind = OptionKind::Text;
    std::string_view default_value;
    std::string_view choices;
    std::string_view help;
};

/// Option values by name, in text form. Only names that were given are present.
using OptionValues = std::map<std::string, std::string, std::less<>>;

/// Checks `values` against `specs`: unknown name (with the nearest known one as hint), value not
/// among the choices, not an integer. Names of other writers are not known here: filter first.
INKSTONE_API Result<void> check_options(std::span<const OptionSpec> specs,
                                        const OptionValues& values);

/// The text of an option: the value given, or the spec's default. The name must be in `specs`.
INKSTONE_API std::string_view option_text(std::span<const OptionSpec> specs,
                                          const OptionValues& values,
                                          std::string_view name);
INKSTONE_API bool option_flag(std::span<const OptionSpec> specs,
                              const OptionValues& values,
                              std::string_view name);
INKSTONE_API std::int64_t option_integer(std::span<const OptionSpec> specs,
                                         const OptionValues& values,
                                         std::string_view name);

/// Bounds on what one document may ask for. Zero means no bound.
struct Limits {
    std::uint64_t max_input_bytes = 256ULL << 20U;
    int max_nesting = 200;  ///< block and inline levels; deeper content is flattened with a warning
    std::uint32_t max_pages = 100'000;
    std::uint64_t max_pixels = 100'000'000;
};

}  // namespace inkstone
