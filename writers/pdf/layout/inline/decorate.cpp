// SPDX-License-Identifier: Apache-2.0
// Part of finish: highlights, underlines, strikes, link areas and anchors of one line.
#include <algorithm>

#include "src/text/language.hpp"
#include "writers/pdf/layout/inline/finish.hpp"

namespace inkstone::layout::para {
namespace {

// Places of lines and areas in em of their text; faces differ too little to ask each.
constexpr double kUnderlineDrop = 0.16;
constexpr double kStrikeHeight = 0.30;
constexpr double kUnderlineWidth = 0.5;  ///< pt, as the link token says
constexpr double kStrikeWidth = 0.055;
// Emphasis dots, em: their size, and their middle above the baseline (Japanese, Korean) or below.
constexpr double kDotSize = 0.16;
constexpr double kDotAbove = 1.03, kDotBelow = 0.30;
constexpr double kAreaAbove = 0.90;
constexpr double kAreaBelow = 0.24;
constexpr double kFrameAbove = 1.0;
constexpr double kFrameBelow = 0.30;
constexpr double kFrameRoom = 2, kFrameWidth = 0.5;  ///< pt
/// Keys have a ground in place of a frame, which would touch the letters beside it.
constexpr Color kKeyColor{0xE4, 0xE8, 0xEC};
constexpr double kKeyRadius = 2;  ///< pt

struct Extent {
    double left = 0, right = 0;
};

bool is_ink(const Cluster& cluster) noexcept {
    return !is_space(cluster.kind) && !is_invisible(cluster.kind);
}

/// Calls `use(first, last)` for each stretch of clusters of the ink for which `key` gives the same
/// value other than kNone, without spaces at its ends. Stretches end where the direction changes.
template <class Key, class Use>
void for_each_stretch(const Setting& setting, const LineSpec& spec, Key key, Use use) {
    std::uint32_t i = spec.begin;
    while (i < spec.visible_end) {
        const std::uint32_t value = key(setting.style_of(setting.clusters[i]));
        std::uint32_t end = i + 1;
        while (end < spec.visible_end && key(setting.style_of(setting.clusters[end])) == value &&
               setting.clusters[end].level == setting.clusters[i].level)
            ++end;
        std::uint32_t first = i, last = end;
        while (first < last && !is_ink(setting.clusters[first])) ++first;
        while (last > first && !is_ink(setting.clusters[last - 1])) --last;
        if (value != kNone && first < last) use(first, last, value);
        i = end;
    }
}

Extent extent(const Setting& setting,
              const PlacedLine& placed,
              std::uint32_t first,
              std::uint32_t last) {
    Extent result{placed.at(first), placed.at(first)};
    for (std::uint32_t i = first; i < last; ++i) {
        result.left = std::min(result.left, placed.at(i));
        result.right =
            std::max(result.right, placed.at(i) + static_cast<double>(setting.clusters[i].box));
    }
    return result;
}

FilledRect bar(const Extent& extent, double top, double height, Color color) {
    FilledRect rect;
    rect.rect = {extent.left, top, extent.right - extent.left, height};
    rect.color = color;
    return rect;
}

/// One dot for each letter: below in Chinese, above in Japanese and Korean.
void add_dots(const Setting& setting, const PlacedLine& placed, Line& line) {
    for (std::uint32_t i = placed.spec.begin; i < placed.spec.visible_end; ++i) {
        const Cluster& cluster = setting.clusters[i];
        if (!cluster.dotted) continue;
        const TextStyle& text = setting.style_of(cluster);
        const bool below = text::is_chinese(setting.langs[cluster.region_lang]);
        const double size = kDotSize * text.size;
        const double middle = placed.at(i) + static_cast<double>(cluster.box) / 2;
        const double rise = (below ? -kDotBelow : kDotAbove) * text.size + text.rise;
        FilledRect dot =
            bar({middle - size / 2, middle + size / 2}, -rise - size / 2, size, text.color);
        dot.radius = size / 2;
        line.items.emplace_back(dot);
    }
}

std::uint32_t flag(bool set) {
    return set ? 1 : kNone;
}

}  // namespace

void add_highlights(const Setting& setting,
                    const PlacedLine& placed,
                    const FinishStyle& style,
                    Line& line) {
    const auto ground = [&](std::uint32_t first, std::uint32_t last, Color color) {
        const double size = setting.style_of(setting.clusters[first]).size;
        FilledRect area = bar(extent(setting, placed, first, last),
                              -kAreaAbove * size,
                              (kAreaAbove + kAreaBelow) * size,
                              color);
        area.artifact = ArtifactKind::Background;
        return area;
    };
    for_each_stretch(
        setting,
        placed.spec,
        [](const TextStyle& s) { return flag(s.mark); },
        [&](std::uint32_t first, std::uint32_t last, std::uint32_t) {
            line.items.emplace_back(ground(first, last, style.mark));
        });
    const bool keys = std::any_of(setting.styles.begin(),
                                  setting.styles.end(),
                                  [](const TextStyle& s) { return s.key != kNone; });
    if (!keys) return;
    for_each_stretch(
        setting,
        placed.spec,
        [](const TextStyle& s) { return s.key; },
        [&](std::uint32_t first, std::uint32_t last, std::uint32_t) {
            FilledRect area = ground(first, last, kKeyColor);
            area.radius = kKeyRadius;
            line.items.emplace_back(area);
        });
}

namespace {

/// Boxes around the text that stands for a picture.
void add_frames(const Setting& setting,
                const PlacedLine& placed,
                const FinishStyle& style,
                Line& line) {
    for_each_stretch(
        setting,
        placed.spec,
        [](const TextStyle& s) { return s.frame; },
        [&](std::uint32_t first, std::uint32_t last, std::uint32_t) {
            const TextStyle& text = setting.style_of(setting.clusters[first]);
            const Extent inner = extent(setting, placed, first, last);
            const double left = std::max(kFrameWidth / 2, inner.left - kFrameRoom);
            const double right =
                std::min(style.measure - kFrameWidth / 2, inner.right + kFrameRoom);
            StrokedRect frame;
            frame.rect = {left,
                          -kFrameAbove * text.size - text.rise,
                          std::max(right, inner.right) - left,
                          (kFrameAbove + kFrameBelow) * text.size};
            frame.color = text.color;
            frame.line_width = kFrameWidth;
            line.items.emplace_back(std::move(frame));
        });
}

/// Where a link is clicked: over its text, and over the pictures in it.
Rect link_area(const Setting& setting,
               const PlacedLine& placed,
               std::uint32_t first,
               std::uint32_t last) {
    const TextStyle& text = setting.style_of(setting.clusters[first]);
    const Extent area = extent(setting, placed, first, last);
    double above = kAreaAbove * text.size;
    for (std::uint32_t i = first; i < last; ++i) {
        const InlinePicture* picture = setting.picture_of(setting.clusters[i]);
        if (picture != nullptr) above = std::max(above, picture->size.height);
    }
    return {area.left, -above - text.rise, area.right - area.left, above + kAreaBelow * text.size};
}

}  // namespace

void add_decorations(const Setting& setting,
                     const PlacedLine& placed,
                     const FinishStyle& style,
                     Line& line) {
    add_dots(setting, placed, line);
    add_frames(setting, placed, style, line);
    const auto underlined = [](const TextStyle& s) {
        const bool linked = s.link != kNone && !s.note_mark && s.picture == kNone;
        return flag(s.underline || linked);
    };
    for_each_stretch(setting,
                     placed.spec,
                     underlined,
                     [&](std::uint32_t first, std::uint32_t last, std::uint32_t) {
                         const TextStyle& text = setting.style_of(setting.clusters[first]);
                         line.items.emplace_back(bar(extent(setting, placed, first, last),
                                                     kUnderlineDrop * text.size - text.rise,
                                                     kUnderlineWidth,
                                                     text.link != kNone ? style.link : text.color));
                     });
    for_each_stretch(
        setting,
        placed.spec,
        [](const TextStyle& s) { return flag(s.strike); },
        [&](std::uint32_t first, std::uint32_t last, std::uint32_t) {
            const TextStyle& text = setting.style_of(setting.clusters[first]);
            line.items.emplace_back(bar(extent(setting, placed, first, last),
                                        -kStrikeHeight * text.size - text.rise,
                                        kStrikeWidth * text.size,
                                        text.color));
        });
    for_each_stretch(
        setting,
        placed.spec,
        [](const TextStyle& s) { return s.link; },
        [&](std::uint32_t first, std::uint32_t last, std::uint32_t link) {
            const LinkTarget& target = setting.links[link];
            LinkArea result;
            result.rect = link_area(setting, placed, first, last);
            result.uri = target.uri;
            result.destination = target.destination;
            result.contents = target.contents;
            result.tag = target.tag;
            line.links.push_back(std::move(result));
        });
    const std::uint32_t begin = setting.clusters[placed.spec.begin].begin;
    const std::uint32_t end = setting.end_of(placed.spec.end - 1);
    const bool final_line = end == setting.text.size();
    auto anchor = std::lower_bound(
        setting.anchors.begin(), setting.anchors.end(), begin, [](const Anchor& a, auto offset) {
            return a.offset < offset;
        });
    for (; anchor != setting.anchors.end() && (anchor->offset < end || final_line); ++anchor) {
        if (!anchor->destination.empty()) line.destinations.push_back({anchor->destination});
        if (anchor->note != kNone) line.notes.push_back({anchor->note});
    }
}

}  // namespace inkstone::layout::para
