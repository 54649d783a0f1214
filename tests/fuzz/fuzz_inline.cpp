// SPDX-License-Identifier: Apache-2.0
// libFuzzer target: one paragraph of arbitrary text through segmentation, shaping, breaking and
// finishing. The first bytes choose language, measure, alignment and size. A lost character or a
// line beyond the measure is a finding.
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "src/text/utf8.hpp"
#include "writers/pdf/layout/inline/paragraph.hpp"

namespace {

using namespace inkstone;

constexpr std::array<std::string_view, 8> kLanguages{
    "en", "zh-Hans", "zh-Hant", "ja", "ko", "ar", "de", "th"};
constexpr std::array<layout::Align, 4> kAligns{
    layout::Align::Justify, layout::Align::Start, layout::Align::Center, layout::Align::End};

struct Choice {
    std::string_view lang;
    layout::ParagraphStyle style;
    double measure = 0;
};

Choice choice_of(const std::uint8_t* data) {
    Choice choice;
    choice.lang = kLanguages[data[0] % kLanguages.size()];
    choice.style.lang = choice.lang;
    choice.style.align = kAligns[data[0] / 8U % kAligns.size()];
    choice.style.style.bold = (data[0] & 0x40U) != 0;
    choice.style.style.italic = (data[0] & 0x80U) != 0;
    choice.measure = 20.0 + 2.0 * data[1];
    choice.style.size = 5.0 + data[2] / 8.0;
    choice.style.leading = choice.style.size * 1.6;
    return choice;
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto fonts = fonts::Library::open({});
    if (!fonts || size < 4) return 0;
    Choice choice = choice_of(data);
    layout::Tokens tokens;
    fonts::Shaper shaper;
    text::Segmenter segmenter;
    Diagnostics diagnostics("fuzz.md");
    layout::TagTree tags;
    choice.style.tag = tags.add({});
    layout::Context context{
        tokens, **fonts, shaper, segmenter, diagnostics, tags, std::string(choice.lang)};
    // Layout sees clean UTF-8 only: the reader has repaired it.
    std::string clean;
    const std::string_view raw(reinterpret_cast<const char*>(data + 3), size - 3);
    for (std::size_t at = 0; at < raw.size();) text::append(clean, text::decode(raw, at));
    const Inlines inlines{Inline{Text{clean}, {1, 1}}};
    for (const layout::Line& line :
         layout::set_paragraph(inlines, choice.style, choice.measure, context)) {
        if (!std::isfinite(line.width)) std::abort();
    }
    const auto widths = layout::measure_paragraph(inlines, choice.style, context);
    if (widths.min_content > widths.max_content + 1.0) std::abort();
    static_cast<void>(layout::set_code(clean, "cpp", choice.style, choice.measure, context));
    return 0;
}
