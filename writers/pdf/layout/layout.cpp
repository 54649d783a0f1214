// SPDX-License-Identifier: Apache-2.0
// Layout as a whole: fonts are found, then flow/ turns blocks into pages.
#include "writers/pdf/layout/layout.hpp"

#include <utility>

#include <fmt/format.h>

#include "writers/pdf/layout/context.hpp"
#include "writers/pdf/layout/flow/document.hpp"

namespace inkstone::layout {

namespace {

/// Faces are found before the first page, so that a missing font is an error and not a bad page.
Result<void> check_fonts(const fonts::Library& fonts, const std::string& lang) {
    using fonts::Role;
    for (const Role role : {Role::Body, Role::Heading, Role::Code}) {
        Result<const fonts::FaceChain*> chain = fonts.chain(role, {}, lang);
        if (!chain) return fail(chain.error());
    }
    return {};
}

Result<void> may_go_on(const Environment& environment, std::uint32_t page_index) {
    if (environment.cancel != nullptr && environment.cancel->load(std::memory_order_relaxed)) {
        return fail(ErrorKind::Cancelled, "cancelled");
    }
    const std::uint32_t most = environment.limits.max_pages;
    if (most > 0 && page_index >= most) {
        return fail(ErrorKind::Limit,
                    fmt::format("the document has more than {} pages", most),
                    "raise the page limit");
    }
    return {};
}

}  // namespace

// Everything a layout takes from outside, named one by one: a bundle would only be unpacked here.
// NOLINTNEXTLINE(readability-function-size)
Result<void> lay_out(const Document& document,
                     const Tokens& tokens,
                     const fonts::Library& fonts,
                     const Environment& environment,
                     Diagnostics& diagnostics,
                     Layout& layout,
                     const PageConsumer& on_page) {
    const std::string& lang = document.meta.lang;
    if (Result<void> found = check_fonts(fonts, lang); !found) return found;
    fonts::Shaper shaper;
    text::Segmenter segmenter;
    PictureStore pictures(environment.resources);
    Context context{tokens, fonts, shaper, segmenter, diagnostics, layout.tags, lang};
    context.pictures = &pictures;
    const PageGuard guard = [&environment](std::uint32_t page_index) {
        return may_go_on(environment, page_index);
    };
    return flow_document(document, context, layout, guard, on_page);
}

}  // namespace inkstone::layout
