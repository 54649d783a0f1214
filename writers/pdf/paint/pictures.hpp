// SPDX-License-Identifier: Apache-2.0
// Pictures of the document and glyphs that are pictures (colour emoji): each becomes one image
// XObject (ISO 32000-1 8.9.5), however often it is drawn.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fonts/face.hpp"
#include "src/resources/raster.hpp"
#include "writers/pdf/haru/document.hpp"
#include "writers/pdf/layout/pages.hpp"

namespace inkstone::pdf::paint {

using haru::ObjectId;

/// A picture of the file, numbered from 0 in order of first use; its resource name is E<n+1>.
using PictureIndex = std::uint32_t;

class PictureSet {
public:
    explicit PictureSet(haru::Document& document) : document_(document) {}

    /// The picture of a glyph, written on its first use. Nothing when the face has none, or one
    /// that cannot be decoded.
    std::optional<PictureIndex> find(const fonts::Face& face, fonts::GlyphId glyph);
    /// A picture of the document, written on its first use; its samples are taken then.
    std::optional<PictureIndex> find(layout::Picture& picture);
    [[nodiscard]] ObjectId object(PictureIndex picture) const { return objects_[picture]; }

private:
    std::optional<PictureIndex> add(const resources::Raster& raster);
    std::string color_space(const resources::Raster& raster);

    haru::Document& document_;
    /// By the face's address, which is never iterated over: the numbers follow first use.
    std::map<std::pair<const fonts::Face*, fonts::GlyphId>, std::optional<PictureIndex>> known_;
    std::map<const layout::Picture*, std::optional<PictureIndex>> shown_;
    /// Profiles by their bytes: photographs of one camera share theirs.
    std::map<std::string, ObjectId, std::less<>> profiles_;
    std::vector<ObjectId> objects_;
};

}  // namespace inkstone::pdf::paint
