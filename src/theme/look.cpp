// SPDX-License-Identifier: Apache-2.0
#include "src/theme/look.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <string>

#include "src/resources/read_file.hpp"
#include "src/text/nearest_name.hpp"
#include "src/theme/lengths.hpp"
#include "src/theme/theme_file.hpp"

namespace inkstone::theme {

namespace {

constexpr std::uint64_t kMaxThemeBytes = 64 * 1024;
/// A size outside these is a slip of the hand.
constexpr double kSmallestSize = 5, kLargestSize = 72;

Failure misfit(std::string_view option, std::string_view value, std::string hint) {
    return fail(
        ErrorKind::Usage, fmt::format("--{} cannot be '{}'", option, value), std::move(hint));
}

Result<Theme> load_theme(const std::string& name) {
    if (name.empty()) return Theme{};
    if (std::optional<Theme> found = builtin(name)) return *std::move(found);
    const bool is_file = name.find_first_of("./") != std::string::npos;
    if (!is_file) {
        std::string hint = spelling_hint(name, builtin_names());
        if (hint.empty()) hint = "the themes are report, book, plain; or name a YAML file";
        return fail(ErrorKind::Usage, fmt::format("unknown theme '{}'", name), std::move(hint));
    }
    const Result<std::string> bytes = resources::read_regular_file(name, kMaxThemeBytes);
    if (!bytes) return fail(ErrorKind::Usage, bytes.error().message, bytes.error().hint);
    return parse_theme(*bytes, name);
}

std::optional<double> parse_size(std::string_view text) {
    const std::optional<double> size = parse_length(text, 1);
    if (!size || *size < kSmallestSize || *size > kLargestSize) return std::nullopt;
    return size;
}

bool take_profile(Look& look, std::string_view name) {
    const bool book = name == "book" || name == "book-zh" || name == "book-ja";
    if (!book && name != "report") return false;
    look.theme.paragraph = book ? ParagraphStyle::Indent : ParagraphStyle::Gap;
    return true;
}

/// The options and the front matter's keys (folded) for font families.
struct FontName {
    std::string_view option, key;
    FontChoice Fonts::*place;
};
constexpr std::array<FontName, 4> kFontNames{{
    {"mainfont", "mainfont", &Fonts::body},
    {"cjk-mainfont", "cjkmainfont", &Fonts::body_cjk},
    {"sansfont", "sansfont", &Fonts::head},
    {"monofont", "monofont", &Fonts::mono},
}};

/// A document may name families, not files: those may lie anywhere.
bool is_family_name(std::string_view name) {
    const auto ends_like_a_file = [name](std::string_view end) { return name.ends_with(end); };
    constexpr std::string_view kEnds[] = {".ttf", ".otf", ".ttc", ".otc"};
    return name.find_first_of("/\\") == std::string_view::npos &&
           std::none_of(std::begin(kEnds), std::end(kEnds), ends_like_a_file);
}

void take_font(Look& look, const MetaEntry& entry, Diagnostics& diagnostics) {
    const std::string& value = std::get<std::string>(entry.value.value);
    for (const FontName& name : kFontNames) {
        if (entry.key != name.key && entry.key != name.option) continue;
        if (is_family_name(value)) {
            look.theme.fonts.*name.place = {value, entry.position};
            return;
        }
        diagnostics.warn("unknown-font",
                         fmt::format("{} '{}' is no font family", entry.key, value),
                         entry.position,
                         "a document names families; give a font file by the option");
    }
}

void take_front_matter(Look& look, const Metadata& meta, Diagnostics& diagnostics) {
    for (const MetaEntry& entry : meta.extra) {
        const auto* value = std::get_if<std::string>(&entry.value.value);
        if (value == nullptr || value->empty()) continue;
        const auto refuse = [&](const char* code, const char* what, std::string hint) {
            diagnostics.warn(code,
                             fmt::format("unknown {} '{}'", what, *value),
                             entry.position,
                             std::move(hint));
        };
        take_font(look, entry, diagnostics);
        if (entry.key == "papersize") {
            const std::optional<Paper> paper = parse_paper(*value);
            if (paper) look.theme.paper = paper;
            if (!paper) refuse("unknown-paper", "paper size", "known are " + paper_names());
        } else if (entry.key == "fontsize" || entry.key == "font-size") {
            const std::optional<double> size = parse_size(*value);
            if (size) look.font_size = size;
            if (!size) refuse("unknown-size", "font size", "write it as 11pt");
        } else if (entry.key == "profile" && !take_profile(look, folded(*value))) {
            refuse("unknown-profile", "profile", "known are report and book");
        }
    }
}

std::string given(const OptionValues& values, std::string_view name) {
    const auto found = values.find(name);
    return found == values.end() || found->second == "auto" ? std::string() : found->second;
}

}  // namespace

Result<Look> make_look(const OptionValues& values, const Metadata& meta, Diagnostics& diagnostics) {
    Look look;
    Result<Theme> theme = load_theme(given(values, "theme"));
    if (!theme) return fail(theme.error());
    look.theme = *std::move(theme);
    take_front_matter(look, meta, diagnostics);
    if (const std::string profile = given(values, "profile"); !profile.empty()) {
        take_profile(look, profile);
    }
    if (const std::string paper = given(values, "papersize"); !paper.empty()) {
        look.theme.paper = parse_paper(paper);
        if (!look.theme.paper) return misfit("papersize", paper, "known are " + paper_names());
    }
    if (const std::string margin = given(values, "margin"); !margin.empty()) {
        const std::optional<Margins> margins = parse_margins(margin);
        if (!margins) return misfit("margin", margin, "give 2cm, or 3cm,2cm,3cm,2cm (mm, in, pt)");
        look.theme.margin = *margins;
    }
    if (const std::string size = given(values, "font-size"); !size.empty()) {
        look.font_size = parse_size(size);
        if (!look.font_size) return misfit("font-size", size, "write it as 11pt");
    }
    for (const FontName& name : kFontNames) {
        if (const std::string family = given(values, name.option); !family.empty())
            look.theme.fonts.*name.place = {family, {}};
    }
    return look;
}

}  // namespace inkstone::theme
