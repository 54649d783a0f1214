// SPDX-License-Identifier: Apache-2.0
// Running heads and page numbers.
#include "writers/pdf/layout/flow/furniture.hpp"

#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace inkstone::layout {

namespace {

/// Each side of the head takes at most this part of the measure.
constexpr double kHeadShare = 0.45;
/// Baselines: of the head above the text, of the foot below it, in points.
constexpr double kHeadRise = 28;
constexpr double kFootDrop = 36;
/// No head can show more characters than this; longer texts are not even measured.
constexpr std::size_t kLongestHead = 200;

/// Takes away spaces and marks that mean nothing at the end of a running head.
void trim_end(std::string& text) {
    static constexpr std::array<std::string_view, 10> kLoose{
        " ", ":", "：", ",", "，", "、", "–", "—", "-", "·"};
    for (bool trimmed = true; trimmed;) {
        trimmed = false;
        for (const std::string_view one : kLoose) {
            if (!text.ends_with(one)) continue;
            text.resize(text.size() - one.size());
            trimmed = true;
        }
    }
}

/// Byte offsets where a UTF-8 text may be cut, in order, beginning with 0.
std::vector<std::size_t> cut_points(std::string_view text) {
    std::vector<std::size_t> points;
    for (std::size_t i = 0; i < text.size() && points.size() <= kLongestHead; ++i) {
        const bool continuation = (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U;
        if (!continuation) points.push_back(i);
    }
    return points;
}

}  // namespace

RunningHeads::RunningHeads(Context& context, std::string title, std::uint32_t pages_before)
    : context_(context), before_(pages_before), title_(std::move(title)) {
    title_line_ = fit(title_, context.tokens.measure() * kHeadShare);
}

ParagraphStyle RunningHeads::style(ArtifactKind kind) const {
    const Tokens& tokens = context_.tokens;
    ParagraphStyle style;
    style.size = tokens.size_body * tokens.size_small_ratio;
    style.leading = style.size * tokens.small_leading;
    style.color = tokens.muted;
    style.lang = context_.lang;
    style.tag = kNoTag;
    style.artifact = kind;
    return style;
}

Line RunningHeads::fit(const std::string& text, double width) const {
    const ParagraphStyle head = style(ArtifactKind::Header);
    std::string cut = text;
    trim_end(cut);
    if (cut.empty()) return {};
    const std::vector<std::size_t> points = cut_points(text);
    if (points.size() <= kLongestHead) {
        Line whole = set_label(cut, head, context_);
        if (whole.width <= width) return whole;
    }
    // The longest beginning that fits with its ellipsis, by halving.
    std::size_t low = 0;
    std::size_t high = points.size() - 1;
    Line best = set_label("…", head, context_);
    while (low < high) {
        const std::size_t middle = (low + high + 1) / 2;
        cut = text.substr(0, points[middle]);
        trim_end(cut);
        Line line = set_label(cut + "…", head, context_);
        if (line.width <= width) {
            low = middle;
            best = std::move(line);
        } else {
            high = middle - 1;
        }
    }
    return best;
}

void RunningHeads::put(Page& page, const Line& line, double x, double baseline) const {
    for (const Item& item : line.items) {
        page.items.push_back(item);
        shift(page.items.back(), x, baseline);
    }
}

void RunningHeads::add(Page& page, const PageFacts& facts) {
    const Tokens& tokens = context_.tokens;
    page.label = std::to_string(before_ + facts.index + 1);
    const double left = tokens.margin_left;
    const double right = tokens.page_width - tokens.margin_right;
    if (before_ + facts.index > 0 && !title_.empty()) {
        const double baseline = tokens.margin_top - kHeadRise;
        put(page, title_line_, left, baseline);
        if (facts.section != section_) {
            section_ = facts.section;
            section_line_ = fit(section_, tokens.measure() * kHeadShare);
        }
        const bool says_more = !section_.empty() && section_ != title_;
        if (says_more) put(page, section_line_, right - section_line_.width, baseline);
    }
    const Line number = set_label(page.label, style(ArtifactKind::Footer), context_);
    const double foot = tokens.page_height - tokens.margin_bottom + kFootDrop;
    put(page, number, (left + right - number.width) / 2, foot);
}

}  // namespace inkstone::layout
