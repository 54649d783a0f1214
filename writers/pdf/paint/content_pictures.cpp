// SPDX-License-Identifier: Apache-2.0
// Pictures of the document on the page (ISO 32000-1 8.9.5.1: an image fills the unit square).
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "writers/pdf/paint/content.hpp"
#include "writers/pdf/paint/syntax.hpp"

namespace inkstone::pdf::paint {

/// The picture turned upright (Exif 2.3 4.6.4 A) and stretched over its box: each orientation is a
/// matrix that takes the unit square of the image to the box.
void PageContent::paint_picture_box(const layout::PictureBox& box) {
    if (!box.picture) return;
    const std::optional<PictureIndex> picture = pictures_.find(*box.picture);
    if (!picture) return;
    struct Turn {
        int a, b, c, d, e, f;
    };
    static constexpr std::array<Turn, 8> kTurns{{{1, 0, 0, 1, 0, 0},
                                                 {-1, 0, 0, 1, 1, 0},
                                                 {-1, 0, 0, -1, 1, 1},
                                                 {1, 0, 0, -1, 0, 1},
                                                 {0, -1, -1, 0, 1, 1},
                                                 {0, -1, 1, 0, 0, 1},
                                                 {0, 1, 1, 0, 0, 0},
                                                 {0, 1, -1, 0, 1, 0}}};
    const auto index = static_cast<std::size_t>(std::clamp(box.picture->orientation, 1, 8) - 1);
    const Turn& turn = kTurns[index];
    const bool artifact = box.artifact != layout::ArtifactKind::None;
    enter(artifact ? layout::kNoTag : box.tag, box.artifact);
    end_text();
    const double width = box.rect.width, height = box.rect.height;
    out_ += "q ";
    for (const double part : {turn.a * width, turn.b * height, turn.c * width, turn.d * height}) {
        append_number(out_, part);
        out_ += ' ';
    }
    append_point(box.rect.x + turn.e * width, box.rect.y + height - turn.f * height);
    fmt::format_to(std::back_inserter(out_), "cm /E{} Do Q\n", *picture + 1);
    const auto at = std::lower_bound(pictures_used_.begin(), pictures_used_.end(), *picture);
    if (at == pictures_used_.end() || *at != *picture) pictures_used_.insert(at, *picture);
}

}  // namespace inkstone::pdf::paint
