// SPDX-License-Identifier: Apache-2.0
// The pdf writer: a Document is laid out, and each page is painted as soon as it is finished.
#include "writers/pdf/pdf_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <string>
#include <utility>

#include "inkstone/convert.hpp"
#include "src/highlight/highlight.hpp"
#include "src/theme/look.hpp"
#include "writers/pdf/layout/layout.hpp"
#include "writers/pdf/page_setup.hpp"
#include "writers/pdf/paint/conformance.hpp"
#include "writers/pdf/paint/painter.hpp"

namespace inkstone::pdf {
namespace {

constexpr std::array<OptionSpec, 3> kOwnOptions{{
    {"pdf-standard",
     OptionKind::Choice,
     "auto",
     paint::kStandardChoices,
     "what the file claims; auto: PDF/A-2a and PDF/UA-1 as far as they hold"},
    {"no-pdf-tags",
     OptionKind::Flag,
     "false",
     "",
     "leave out the structure tree that readers and screen readers use"},
    highlight::kNoHighlight,
}};

constexpr auto kOptions = [] {
    std::array<OptionSpec,
               theme::kLookOptions.size() + kContentsOptions.size() + kOwnOptions.size()>
        all{};
    auto end = std::copy(theme::kLookOptions.begin(), theme::kLookOptions.end(), all.begin());
    end = std::copy(kContentsOptions.begin(), kContentsOptions.end(), end);
    std::copy(kOwnOptions.begin(), kOwnOptions.end(), end);
    return all;
}();

struct PdfOptions {
    OptionValues values;
    paint::Standard standard = paint::Standard::Auto;
    bool tagged = true;
};

class PdfWriter : public Writer {
public:
    explicit PdfWriter(PdfOptions options) : options_(std::move(options)) {}

    Result<WriteSummary> write(const Document& document,
                               const Environment& environment,
                               Sink& sink,
                               Diagnostics& diagnostics) const override {
        const auto fonts = environment.fonts();
        if (!fonts) return fail(fonts.error());
        const Result<PageSetup> setup =
            set_up_pages(document, options_.values, *fonts, diagnostics);
        if (!setup) return fail(setup.error());
        layout::Layout layout;
        auto painter = paint::Painter::create(sink, layout, {options_.tagged});
        if (!painter) return fail(painter.error());
        const auto paint_page = [&](layout::Page&& page) -> Result<void> {
            if (environment.cancel != nullptr &&
                environment.cancel->load(std::memory_order_relaxed)) {
                return fail(ErrorKind::Cancelled, "cancelled");
            }
            if (Result<void> painted = (*painter)->on_page(std::move(page)); !painted) {
                return painted;
            }
            if (environment.progress && !environment.progress((*painter)->page_count())) {
                return fail(ErrorKind::Cancelled, "cancelled");
            }
            return {};
        };
        const Result<void> laid_out = layout::lay_out(
            document, setup->tokens, *setup->fonts, environment, diagnostics, layout, paint_page);
        if (!laid_out) return fail(laid_out.error());
        paint::DocumentInfo info = paint::make_info(
            document.meta, fmt::format("Inkstone {}", version()), environment.timestamp);
        Result<paint::Claims> claims = paint::decide_claims(
            options_.standard, options_.tagged, layout, info.meta, diagnostics);
        if (!claims) return fail(claims.error());
        info.claims = *claims;
        const Result<void> finished = (*painter)->finish(info);
        if (!finished) return fail(finished.error());
        return WriteSummary{(*painter)->page_count()};
    }

private:
    PdfOptions options_;
};

}  // namespace

std::span<const OptionSpec> writer_options() {
    return kOptions;
}

std::unique_ptr<Writer> make_writer(const OptionValues& values, std::string_view /*dialect*/) {
    return std::make_unique<PdfWriter>(
        PdfOptions{values,
                   paint::standard_of(option_text(kOptions, values, "pdf-standard"))
                       .value_or(paint::Standard::Auto),
                   !option_flag(kOptions, values, "no-pdf-tags")});
}

}  // namespace inkstone::pdf
