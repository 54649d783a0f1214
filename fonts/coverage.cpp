// SPDX-License-Identifier: Apache-2.0
#include "fonts/coverage.hpp"

#include <fmt/format.h>

#include "fonts/finder.hpp"
#include "fonts/manifest.hpp"

namespace inkstone::fonts {
namespace {

bool is_private_use(char32_t c) noexcept {
    return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
}

bool is_installed(const ManifestRow& row) {
    return FontFinder::known(row, Slant::Regular, text::HanRegion::None).has_value();
}

std::string install(std::string_view family, std::string_view package) {
    return fmt::format(
        "{} would cover it: apt-get install {}, or name a font by --font-path", family, package);
}

/// The first row that `serves` and is not installed; empty when there is none.
template <class Serves>
std::string missing_row(Serves serves) {
    for (const ManifestRow& row : manifest()) {
        if (serves(row) && !is_installed(row)) return install(row.family, row.package);
    }
    return {};
}

}  // namespace

std::string coverage_hint(char32_t c) {
    if (is_private_use(c))
        return "a private-use character has the shape that its own font gives it: name that font "
               "by "
               "--font-path";
    const text::ScriptTag script = text::script_of(c);
    std::string hint =
        missing_row([script](const ManifestRow& row) { return row_script(row) == script; });
    if (hint.empty() && text::is_emoji(c))
        hint = missing_row([](const ManifestRow& row) { return row.role == "emoji"; });
    // Noto CJK ends with extension A and a part of B.
    if (hint.empty() && text::is_han(c)) hint = install("HanaMinB", "fonts-hanazono");
    if (hint.empty()) {
        const std::string_view wanted = c > 0xFFFF ? "Unifont Upper" : "Unifont";
        hint = missing_row([wanted](const ManifestRow& row) { return row.family == wanted; });
    }
    return hint.empty() ? "install a font that covers it, or name one by --font-path" : hint;
}

}  // namespace inkstone::fonts
