// SPDX-License-Identifier: Apache-2.0
#include "src/cli/variables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <span>
#include <string_view>

#include "src/text/nearest_name.hpp"

namespace inkstone::cli {

namespace {

/// Pandoc's variable and the option that it is here.
constexpr std::pair<std::string_view, std::string_view> kOptions[] = {
    {"papersize", "papersize"},
    {"fontsize", "font-size"},
    {"mainfont", "mainfont"},
    {"CJKmainfont", "cjk-mainfont"},
    {"sansfont", "sansfont"},
    {"monofont", "monofont"},
    {"margin", "margin"},
    {"toc", "toc"},
    {"toc-depth", "toc-depth"},
    {"css", "css"},
    {"theme", "theme"},
    {"profile", "profile"}};

/// Variables that pandoc also takes as metadata.
constexpr std::string_view kMetadata[] = {
    "title", "subtitle", "author", "date", "lang", "dir", "keywords", "subject", "description"};

/// Looks of LaTeX and of pandoc's templates that have no counterpart.
constexpr std::string_view kIgnored[] = {"colorlinks",
                                         "linkcolor",
                                         "urlcolor",
                                         "citecolor",
                                         "toccolor",
                                         "filecolor",
                                         "linestretch",
                                         "classoption",
                                         "header-includes",
                                         "block-headings",
                                         "links-as-notes",
                                         "indent",
                                         "mainfontoptions",
                                         "CJKoptions",
                                         "mathfont",
                                         "microtypeoptions",
                                         "pagestyle"};

constexpr std::string_view kOther[] = {"geometry", "documentclass"};

bool is_one_of(std::string_view name, std::span<const std::string_view> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

Failure unknown_variable(std::string_view name) {
    std::vector<std::string_view> known(std::begin(kMetadata), std::end(kMetadata));
    known.insert(known.end(), std::begin(kOther), std::end(kOther));
    for (const auto& [variable, option] : kOptions) known.push_back(variable);
    std::string hint = spelling_hint(name, known);
    if (hint.empty()) hint = fmt::format("known are {}", fmt::join(known, ", "));
    return fail(ErrorKind::Usage, fmt::format("unknown variable '{}'", name), std::move(hint));
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// "a5paper,margin=2cm,top=3cm" of LaTeX's geometry package.
Result<void> take_geometry(std::string_view text, OptionValues& options) {
    std::array<std::string_view, 4> sides{};  // top, right, bottom, left
    constexpr std::string_view kSides[] = {"top", "right", "bottom", "left"};
    while (!text.empty()) {
        const std::size_t comma = text.find(',');
        const std::string_view part = trimmed(text.substr(0, comma));
        text = comma == std::string_view::npos ? std::string_view{} : text.substr(comma + 1);
        const std::size_t equals = part.find('=');
        const std::string_view name = trimmed(part.substr(0, equals));
        const std::string_view value =
            equals == std::string_view::npos ? "" : trimmed(part.substr(equals + 1));
        if (name.empty() || name == "portrait") continue;
        const auto* const side = std::find(std::begin(kSides), std::end(kSides), name);
        if (side != std::end(kSides)) {
            sides[static_cast<std::size_t>(side - std::begin(kSides))] = value;
        } else if (name == "margin") {
            sides.fill(value);
        } else if (name == "hmargin") {
            sides[1] = sides[3] = value;
        } else if (name == "vmargin") {
            sides[0] = sides[2] = value;
        } else if (name == "paper") {
            options.emplace("papersize", value);
        } else if (name.ends_with("paper") && value.empty()) {
            options.emplace("papersize", name.substr(0, name.size() - 5));
        } else {
            return fail(ErrorKind::Usage,
                        fmt::format("geometry cannot take '{}'", part),
                        "it takes margin, top, right, bottom, left and a paper");
        }
    }
    if (std::all_of(sides.begin(), sides.end(), [](const auto& side) { return side.empty(); }))
        return {};
    if (std::any_of(sides.begin(), sides.end(), [](const auto& side) { return side.empty(); })) {
        return fail(ErrorKind::Usage,
                    "geometry names some margins and not all",
                    "write margin=2cm, then the sides that differ: margin=2cm,top=3cm");
    }
    options.emplace("margin", fmt::format("{}", fmt::join(sides, ",")));
    return {};
}

Result<void> take(std::string_view name,
                  const std::string& value,
                  OptionValues& options,
                  std::vector<std::pair<std::string, std::string>>& metadata) {
    if (name == "geometry") return take_geometry(value, options);
    if (name == "documentclass") {
        const bool book = value == "book" || value == "memoir" || value == "scrbook";
        options.emplace("profile", book ? "book" : "report");
        return {};
    }
    if (is_one_of(name, kMetadata)) {
        metadata.emplace_back(name, value);
        return {};
    }
    const auto* const found = std::find_if(
        std::begin(kOptions), std::end(kOptions), [&](const auto& it) { return it.first == name; });
    if (found != std::end(kOptions)) {
        options.emplace(found->second, value);
        return {};
    }
    if (is_ignored_variable(name)) return {};
    return unknown_variable(name);
}

}  // namespace

bool is_ignored_variable(std::string_view name) {
    return is_one_of(name, kIgnored);
}

Result<void> take_variables(const std::vector<std::string>& variables,
                            OptionValues& options,
                            std::vector<std::pair<std::string, std::string>>& metadata) {
    // The last one of a name wins; geometry gathers.
    OptionValues gathered;
    std::string geometry;
    for (auto text = variables.rbegin(); text != variables.rend(); ++text) {
        const std::size_t equals = text->find_first_of("=:");  // pandoc takes both
        const std::string name = text->substr(0, equals);
        const std::string value = equals == std::string::npos ? "true" : text->substr(equals + 1);
        if (name == "geometry") {
            geometry = geometry.empty() ? value : fmt::format("{},{}", value, geometry);
            continue;
        }
        if (Result<void> taken = take(name, value, gathered, metadata); !taken) return taken;
    }
    if (Result<void> taken = take_geometry(geometry, gathered); !taken) return taken;
    options.merge(gathered);
    return {};
}

}  // namespace inkstone::cli
