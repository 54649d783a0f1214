// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/paint/pictures.hpp"

#include <fmt/format.h>

#include <string>

#include "src/resources/png.hpp"
#include "writers/pdf/paint/syntax.hpp"

namespace inkstone::pdf::paint {
namespace {

// Strikes of emoji fonts are 136 pixels a side at most; anything near this is an attack.
constexpr std::size_t kMostGlyphPixels = std::size_t{1} << 22U;

std::string image_entries(const resources::Pixels& pixels, std::string_view color_space) {
    return fmt::format(
        "/Type/XObject/Subtype/Image/Width {}/Height {}/ColorSpace/{}/BitsPerComponent 8",
        pixels.width,
        pixels.height,
        color_space);
}

}  // namespace

std::optional<PictureIndex> PictureSet::find(const fonts::Face& face, fonts::GlyphId glyph) {
    const auto [at, is_new] = known_.try_emplace({&face, glyph});
    if (is_new) at->second = add(face.png(glyph));
    return at->second;
}

std::optional<PictureIndex> PictureSet::add(std::string_view png) {
    if (png.empty()) return std::nullopt;
    const Result<resources::Pixels> pixels = resources::decode_png(png, kMostGlyphPixels);
    if (!pixels) return std::nullopt;
    std::string entries = image_entries(*pixels, "DeviceRGB");
    if (!pixels->alpha.empty()) {
        entries += "/SMask " +
                   reference(document_.add_stream(
                       image_entries(*pixels, "DeviceGray"), pixels->alpha, haru::Compress::Yes));
    }
    objects_.push_back(document_.add_stream(std::move(entries), pixels->rgb, haru::Compress::Yes));
    return static_cast<PictureIndex>(objects_.size() - 1);
}

}  // namespace inkstone::pdf::paint
