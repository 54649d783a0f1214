// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/layout/font_choices.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fonts/library.hpp"
#include "src/text/nearest_name.hpp"

namespace inkstone::layout {
namespace {

/// The family when it is there; otherwise a warning with the nearest one.
std::string installed(const theme::FontChoice& choice,
                      const fonts::Library& fonts,
                      Diagnostics& diagnostics) {
    if (choice.family.empty() || fonts.has_family(choice.family)) return choice.family;
    const std::vector<std::string> families = fonts.families();
    const std::vector<std::string_view> names(families.begin(), families.end());
    std::string hint = spelling_hint(choice.family, names);
    if (hint.empty()) hint = "install it, or name a folder that has it by --font-path";
    diagnostics.warn(
        "unknown-font",
        fmt::format("the font family '{}' is not installed; the default serves", choice.family),
        choice.position,
        std::move(hint));
    return {};
}

}  // namespace

std::shared_ptr<const fonts::Library> choose_fonts(
    const theme::Fonts& wanted,
    const std::shared_ptr<const fonts::Library>& fonts,
    Diagnostics& diagnostics) {
    if (wanted == theme::Fonts{}) return fonts;
    const auto choose = [&](const theme::FontChoice& choice) {
        return installed(choice, *fonts, diagnostics);
    };
    return fonts->with({choose(wanted.body),
                        choose(wanted.body_cjk),
                        choose(wanted.head),
                        choose(wanted.head_cjk),
                        choose(wanted.mono),
                        choose(wanted.mono_cjk),
                        wanted.body_is_sans});
}

}  // namespace inkstone::layout
