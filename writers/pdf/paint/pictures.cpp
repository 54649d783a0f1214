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

using resources::Raster;

std::string image_entries(const Raster& raster, std::string_view color_space, int bits) {
    return fmt::format(
        "/Type/XObject/Subtype/Image/Width {}/Height {}/ColorSpace{}/BitsPerComponent {}",
        raster.width,
        raster.height,
        color_space,
        bits);
}

std::string_view device_space(const Raster& raster) {
    return raster.space == Raster::Space::Gray ? "/DeviceGray" : "/DeviceRGB";
}

}  // namespace

std::optional<PictureIndex> PictureSet::find(const fonts::Face& face, fonts::GlyphId glyph) {
    const auto [at, is_new] = known_.try_emplace({&face, glyph});
    if (is_new && !face.png(glyph).empty()) {
        const Result<Raster> raster = resources::decode_png(face.png(glyph), kMostGlyphPixels);
        if (raster) at->second = add(*raster);
    }
    return at->second;
}

std::optional<PictureIndex> PictureSet::find(layout::Picture& picture) {
    const auto [at, is_new] = shown_.try_emplace(&picture);
    if (is_new) {
        at->second = add(picture.raster);
        picture.raster.data = {};
        picture.raster.alpha = {};
        picture.raster.icc = {};
    }
    return at->second;
}

/// The colour space of the samples, with a profile where the picture brings one (8.6.5.5), by
/// palette where it has one (8.6.6.3).
std::string PictureSet::color_space(const Raster& raster) {
    std::string base(device_space(raster));
    if (!raster.icc.empty()) {
        const auto [at, is_new] = profiles_.try_emplace(raster.icc);
        if (is_new) {
            const int channels = raster.space == Raster::Space::Gray ? 1 : 3;
            at->second = document_.add_stream(
                fmt::format("/N {}/Alternate{}", channels, base), raster.icc, haru::Compress::Yes);
        }
        base = "[/ICCBased " + reference(at->second) + "]";
    }
    if (raster.space != Raster::Space::Indexed) return base;
    std::string palette;
    for (const char c : raster.palette)
        palette += fmt::format("{:02X}", static_cast<unsigned char>(c));
    return fmt::format("[/Indexed {} {} <{}>]", base, raster.palette.size() / 3 - 1, palette);
}

std::optional<PictureIndex> PictureSet::add(const Raster& raster) {
    std::string entries = image_entries(raster, color_space(raster), raster.bits);
    if (!raster.alpha.empty()) {
        entries +=
            "/SMask " +
            reference(document_.add_stream(
                image_entries(raster, "/DeviceGray", 8), raster.alpha, haru::Compress::Fast));
    }
    haru::Compress compress = haru::Compress::Fast;
    if (raster.packing == Raster::Packing::Jpeg) {
        entries += "/Filter/DCTDecode";
        compress = haru::Compress::No;
    } else if (raster.packing == Raster::Packing::Png) {
        entries += fmt::format(
            "/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors {}/BitsPerComponent {}/Columns "
            "{}>>",
            raster.channels(),
            raster.bits,
            raster.width);
        compress = haru::Compress::No;
    }
    objects_.push_back(document_.add_stream(std::move(entries), raster.data, compress));
    return static_cast<PictureIndex>(objects_.size() - 1);
}

}  // namespace inkstone::pdf::paint
