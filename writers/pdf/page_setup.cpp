// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/page_setup.hpp"

#include <string>
#include <utility>
#include <variant>

#include "src/theme/look.hpp"
#include "writers/pdf/layout/font_choices.hpp"

namespace inkstone::pdf {
namespace {

/// The option, else the front matter's key of the same name; empty when neither is given.
std::string wish(std::string_view name, const OptionValues& values, const Metadata& meta) {
    if (const auto given = values.find(name); given != values.end()) return given->second;
    for (const MetaEntry& entry : meta.extra) {
        const auto* text = std::get_if<std::string>(&entry.value.value);
        if (entry.key == name && text != nullptr) return *text;
    }
    return {};
}

void take_contents(layout::Tokens& tokens, const OptionValues& values, const Metadata& meta) {
    const std::string wanted = wish("toc", values, meta);
    if (wanted == "true" || wanted == "yes" || wanted == "on" || wanted == "1") {
        tokens.contents = layout::Tokens::Contents::Yes;
    } else if (!wanted.empty()) {
        tokens.contents = layout::Tokens::Contents::No;
    }
    const std::string depth = wish("toc-depth", values, meta);
    if (depth.size() == 1 && depth[0] >= '1' && depth[0] <= '6') {
        tokens.contents_depth = depth[0] - '0';
    }
}

}  // namespace

Result<PageSetup> set_up_pages(const Document& document,
                               const OptionValues& values,
                               const std::shared_ptr<const fonts::Library>& fonts,
                               Diagnostics& diagnostics) {
    const Result<theme::Look> look = theme::make_look(values, document.meta, diagnostics);
    if (!look) return fail(look.error());
    Result<layout::Tokens> tokens = layout::make_tokens(*look, layout::choose_tokens(document));
    if (!tokens) return fail(tokens.error());
    take_contents(*tokens, values, document.meta);
    if (const auto off = values.find("no-highlight"); off != values.end() && off->second == "true")
        tokens->code_colors.reset();
    PageSetup setup{*std::move(tokens), fonts};
    setup.fonts = layout::choose_fonts(look->theme.fonts, fonts, diagnostics);
    return setup;
}

}  // namespace inkstone::pdf
